// The two things this browser may be told to remember: night mode, and whether number
// keys choose. Runs before the first paint, so that no page flashes in the wrong theme.
// Where nothing can be kept, the switches work for the one page.
(() => {
  const root = document.documentElement;
  const night = matchMedia("(prefers-color-scheme: dark)");

  function kept(name) {
    try { return localStorage.getItem(name); } catch { return null; }
  }

  function keep(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else localStorage.removeItem(name);
    } catch { /* not allowed here */ }
  }

  function set(name, value) {
    if (value) root.dataset[name] = value;
    else delete root.dataset[name];
  }

  const isNight = () => (root.dataset.theme ? root.dataset.theme === "dark" : night.matches);

  const switches = {
    // What the system wants anyway is not kept: the page then goes on following it.
    theme() {
      const wanted = isNight() ? "light" : "dark";
      return (wanted === "dark") === night.matches ? "" : wanted;
    },
    keys: () => (root.dataset.keys ? "" : "off"),
  };

  function show() {
    const on = { theme: isNight(), keys: !root.dataset.keys };
    for (const button of document.querySelectorAll("[data-switch]")) {
      button.setAttribute("aria-pressed", on[button.dataset.switch]);
    }
  }

  root.dataset.script = "";
  for (const name of Object.keys(switches)) set(name, kept(name));
  night.addEventListener("change", show);
  for (const moment of ["DOMContentLoaded", "htmx:afterSettle"]) {
    document.addEventListener(moment, show);
  }
  document.addEventListener("click", (event) => {
    const name = event.target.closest("[data-switch]")?.dataset.switch;
    if (!name) return;
    const value = switches[name]();
    set(name, value);
    keep(name, value);
    show();
  });
})();

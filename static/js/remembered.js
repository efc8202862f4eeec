// What this browser may remember: night mode, and whether number keys choose. It runs
// before the first paint, so that no page flashes in the wrong theme.
(() => {
  const root = document.documentElement;
  const night = matchMedia("(prefers-color-scheme: dark)");
  let kept = {}; // where nothing may be stored: for this page only
  try { kept = localStorage; } catch { /* so it stays */ }

  const isNight = () => (root.dataset.theme ? root.dataset.theme === "dark" : night.matches);
  const switched = {
    // What the system wants anyway is not kept: the page then goes on following it.
    theme: () => (isNight() === night.matches ? (night.matches ? "light" : "dark") : ""),
    keys: () => (root.dataset.keys ? "" : "off"),
  };

  function show() {
    const on = { theme: isNight(), keys: !root.dataset.keys };
    for (const button of document.querySelectorAll("[data-switch]")) {
      button.setAttribute("aria-pressed", on[button.dataset.switch]);
    }
  }

  root.dataset.script = "";
  for (const name in switched) if (kept[name]) root.dataset[name] = kept[name];
  for (const event of ["DOMContentLoaded", "htmx:afterSettle"]) document.addEventListener(event, show);
  night.addEventListener("change", show);
  document.addEventListener("click", ({ target }) => {
    const name = target.closest("[data-switch]")?.dataset.switch;
    if (!name) return;
    root.dataset[name] = kept[name] = switched[name]();
    if (!kept[name]) for (const place of [root.dataset, kept]) delete place[name];
    show();
  });
})();

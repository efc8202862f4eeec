// What a page does beyond links and forms; without this file every page still works. It
// is one file, for each costs a first visit half a kilobyte of headers, and runs before
// the first paint, so that no page flashes in the wrong theme. Everything listens on the
// document and so holds for whatever htmx brings in.
(() => {
  const root = document.documentElement;
  const find = (what) => document.querySelector(what);
  const on = (event, act) => document.addEventListener(event, act);

  // Two switches are remembered: night mode, and whether number keys choose.
  const night = matchMedia("(prefers-color-scheme: dark)");
  let kept = {}; // where nothing may be stored: for this page only
  try { kept = localStorage; } catch { /* so it stays */ }

  const isNight = () => (root.dataset.theme ? root.dataset.theme === "dark" : night.matches);
  const switched = {
    // What the system wants anyway is not kept: the page then goes on following it.
    theme: () => (isNight() === night.matches ? (night.matches ? "light" : "dark") : ""),
    keys: () => (root.dataset.keys ? "" : "off"),
  };

  function press(name) {
    root.dataset[name] = kept[name] = switched[name]();
    if (!kept[name]) for (const place of [root.dataset, kept]) delete place[name];
    show();
  }

  function show() {
    const pressed = { theme: isNight(), keys: !root.dataset.keys };
    for (const button of document.querySelectorAll("[data-switch]")) {
      button.setAttribute("aria-pressed", pressed[button.dataset.switch]);
    }
  }

  root.dataset.script = "";
  for (const name in switched) if (kept[name]) root.dataset[name] = kept[name];
  on("DOMContentLoaded", show);
  night.addEventListener("change", show);

  // On a new page the reader stands at its heading, or where the address points.
  on("htmx:afterSettle", ({ target }) => {
    if (target !== document.body) return;
    const { hash } = location;
    const place = document.getElementById(hash.slice(1)) || find("h1");
    place.tabIndex = -1;
    place.focus({ preventScroll: !hash });
    show();
  });

  // What htmx can't show, the browser opens itself: an error, or something not a page.
  function leave({ detail }) {
    if (detail.boosted) location.assign(detail.pathInfo.finalRequestPath);
    else find(".announcer").textContent = "That can’t be had right now. Try again in a minute.";
  }
  on("htmx:responseError", leave);
  on("htmx:sendError", leave);
  on("htmx:beforeSwap", (event) => {
    if (event.detail.xhr.getResponseHeader("Content-Type")?.startsWith("text/html")) return;
    event.detail.shouldSwap = false;
    leave(event);
  });

  // A number key takes the choice that shows it.
  on("keydown", (event) => {
    const { key, target } = event;
    const busy = event.repeat || event.ctrlKey || event.altKey || event.metaKey;
    const writing = target.closest("input, textarea, select, [contenteditable], .meaning");
    if (root.dataset.keys || busy || writing || !/^[1-9]$/.test(key)) return;
    document.querySelectorAll("[data-choice]")[key - 1]?.click();
  });

  async function copy(link) {
    const line = find(".announcer");
    const copied = navigator.clipboard?.writeText(new URL(link || location, location).href);
    try {
      await (copied || Promise.reject()); // no clipboard on plain HTTP
      line.textContent = "Link copied";
    } catch {
      line.textContent = "Copy it from the address bar";
    }
    setTimeout(() => line.replaceChildren(), 4000);
  }

  // The meaning of a word comes to the reader, whose place on the page is not lost.
  function explain(entry) {
    const box = document.createElement("div");
    const close = document.createElement("button");
    const words = document.createElement("dl");
    box.className = "meaning";
    box.popover = "auto";
    box.tabIndex = -1;
    box.role = "dialog";
    box.ariaLabel = "What it means";
    close.textContent = "Close";
    close.addEventListener("click", () => box.hidePopover());
    box.addEventListener("toggle", ({ newState }) => newState === "closed" && box.remove());
    words.append(...entry.cloneNode(true).childNodes);
    box.append(close, words);
    document.body.append(box);
    box.showPopover();
    box.focus();
  }

  on("click", (event) => {
    const pressed = (what) => event.target.closest(what);
    const button = pressed("[data-copy-link]");
    if (button) copy(button.dataset.copyLink);
    if (pressed("[data-print]")) print();
    if (pressed("[data-switch]")) press(pressed("[data-switch]").dataset.switch);
    const entry = document.getElementById(pressed("a.term")?.hash.slice(1));
    if (entry && root.popover !== undefined) {
      event.preventDefault();
      explain(entry);
    }
  });

  // A filter box hides what doesn't hold its words, and says how many are left.
  on("input", ({ target }) => {
    const list = document.getElementById(target.dataset.filters);
    if (!list) return;
    const words = target.value.toLowerCase().split(/\s+/);
    let left = 0;
    for (const item of list.children) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
      left += !item.hidden;
    }
    target.form.querySelector("output").textContent = `${left} of ${list.children.length}`;
  });
  on("submit", (event) => {
    if (event.target.querySelector("[data-filters]")) event.preventDefault();
  });

  // Paper can't be tapped: print.css shows the whole address of what is linked.
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll("main a, .foot a")) link.dataset.address = link.href;
    find(".foot").dataset.address = location;
  });
})();

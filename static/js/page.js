// What a page does beyond links and forms. Everything listens on the document, so that
// it holds for whatever htmx brings in; without this file every page still works.
(() => {
  const root = document.documentElement;

  // A new page: the reader stands at its heading, or where the address points.
  document.addEventListener("htmx:afterSettle", ({ target }) => {
    if (target.id !== "main") return;
    const place = document.getElementById(location.hash.slice(1)) || target.querySelector("h1");
    if (!place) return;
    place.tabIndex = -1;
    place.focus({ preventScroll: !location.hash });
  });

  // A link that htmx can't follow is followed by the browser, which says what is wrong.
  const follow = ({ detail }) => {
    if (detail.boosted) location.assign(detail.pathInfo.finalRequestPath);
  };
  for (const trouble of ["htmx:responseError", "htmx:sendError", "htmx:timeout"]) {
    document.addEventListener(trouble, follow);
  }
  document.addEventListener("htmx:beforeSwap", (event) => {
    const kind = event.detail.xhr.getResponseHeader("Content-Type") || "";
    if (kind.startsWith("text/html")) return;
    event.detail.shouldSwap = false;
    follow(event);
  });

  // A number key takes the choice that shows it.
  document.addEventListener("keydown", (event) => {
    const busy = event.repeat || event.ctrlKey || event.altKey || event.metaKey;
    const writing = event.target.closest("input, textarea, select, [contenteditable]");
    if (root.dataset.keys || busy || writing || !/^[1-9]$/.test(event.key)) return;
    if (document.querySelector(".meaning")) return;
    document.querySelectorAll("[data-choice]")[event.key - 1]?.click();
  });

  function announce(text) {
    const line = document.querySelector(".announcer");
    line.textContent = text;
    setTimeout(() => { line.textContent = ""; }, 4000);
  }

  async function copyLink(button) {
    const link = new URL(button.dataset.copyLink || location.href, location.href).href;
    try {
      await navigator.clipboard.writeText(link);
      announce("Link copied");
    } catch { // the clipboard is closed on plain HTTP
      announce("Copy it from the address bar");
    }
  }

  // The meaning of a term comes to the reader; the place on the page is not lost.
  function showMeaning(entry) {
    const box = document.createElement("div");
    const close = document.createElement("button");
    const words = document.createElement("dl");
    box.className = "meaning";
    box.popover = "auto";
    box.tabIndex = -1;
    box.setAttribute("role", "dialog");
    box.setAttribute("aria-label", "What this word means");
    close.textContent = "Close";
    close.addEventListener("click", () => box.hidePopover());
    box.addEventListener("toggle", ({ newState }) => newState === "closed" && box.remove());
    words.append(...entry.cloneNode(true).childNodes);
    box.append(close, words);
    document.body.append(box);
    box.showPopover();
    box.focus();
  }

  document.addEventListener("click", (event) => {
    const on = (what) => event.target.closest(what);
    if (on("[data-print]")) print();
    if (on("[data-copy-link]")) copyLink(on("[data-copy-link]"));
    const entry = document.getElementById(on("a.term")?.hash.slice(1));
    if (entry && "popover" in root && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      showMeaning(entry);
    }
  });

  // A filter box hides what holds none of its words, and says how many are left.
  document.addEventListener("input", ({ target }) => {
    const list = document.getElementById(target.dataset.filters);
    if (!list) return;
    const words = target.value.toLowerCase().split(/\s+/);
    for (const item of list.children) {
      const text = item.textContent.toLowerCase();
      item.hidden = !words.every((word) => text.includes(word));
    }
    const left = list.querySelectorAll(":scope > :not([hidden])").length;
    target.form.querySelector("output").textContent = `${left} of ${list.children.length}`;
  });
  document.addEventListener("submit", (event) => {
    if (event.target.querySelector("[data-filters]")) event.preventDefault();
  });

  // Paper can't be tapped: print.css shows the whole address of what is linked.
  addEventListener("beforeprint", () => {
    for (const link of document.querySelectorAll("main a, .foot a")) link.dataset.address = link.href;
    document.querySelector(".foot").dataset.address = location.href;
  });
})();

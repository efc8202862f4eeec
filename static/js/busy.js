// Whatever takes longer than a second says so, in the page's announcer, which screen
// readers read out. A form or a link with data-busy says what is being done: a form that
// leaves the page at once, for it is known to be slow, and it is sent only once. Without
// this file the browser's own sign of loading is all there is.
"use strict";
(() => {
  const [A_SECOND, LONG] = [1000, 10_000];
  let waits = [];

  function say(words) {
    const line = document.querySelector(".announcer");
    if (line) line.textContent = words;
  }

  function wait(words = "Working on it …", first = A_SECOND) {
    done();
    waits = [setTimeout(say, first, words), setTimeout(say, LONG, `${words} It takes longer than usual.`)];
  }

  function done() {
    if (waits.length) say("");
    waits.forEach(clearTimeout);
    waits = [];
  }

  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (event.defaultPrevented || target.target === "_blank") return;
    const said = submitter?.dataset.busy || target.dataset.busy;
    if (!said) return wait();
    if (target.getAttribute("aria-busy")) return event.preventDefault();
    target.setAttribute("aria-busy", "true");
    wait(said, 0);
  });

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey || link?.target === "_blank";
    if (!link || event.defaultPrevented || elsewhere || link.origin !== location.origin) return;
    const same = link.pathname === location.pathname && link.search === location.search && link.hash;
    if (!same && link.dataset.download === undefined) wait(link.dataset.busy);
  });

  // What htmx was pressed to do; not what it does by itself, while somebody types or waits.
  const pressed = ({ requestConfig }) => ["click", "submit"].includes(requestConfig?.triggeringEvent?.type);
  document.addEventListener("htmx:beforeRequest", (event) => {
    const { elt } = event.detail;
    if (!pressed(event.detail)) return;
    if (elt.getAttribute("aria-busy")) return event.preventDefault();
    elt.setAttribute("aria-busy", "true");
    wait(elt.dataset.busy);
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (!pressed(detail)) return;
    detail.elt.removeAttribute("aria-busy");
    done();
  });

  document.addEventListener("desk:stayed", done);

  // Coming back to the page by the browser's way back finds the form as it was.
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
    done();
  });
})();

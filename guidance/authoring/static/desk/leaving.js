// What was typed and not saved is left only by whoever says so: the browser asks before
// another page takes its place, the builder before another form does. Without this file
// it is left unasked.
"use strict";
(() => {
  const FORMS = "#content-main form[id$=_form], .import-form, [data-open]";
  const ASKED = "What you typed is not saved. Leave it?";
  const isUnsaved = () => document.querySelector("[data-unsaved]") !== null;

  // A form that came back with mistakes in it was not saved either.
  document.addEventListener("DOMContentLoaded", () => {
    for (const form of document.querySelectorAll(FORMS)) {
      if (form.querySelector(".errorlist")) form.dataset.unsaved = "";
    }
  });

  document.addEventListener("input", ({ target }) => {
    const form = target.closest?.(FORMS);
    if (form) form.dataset.unsaved = "";
  });

  document.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) delete event.target.dataset.unsaved;
  });

  document.addEventListener("htmx:confirm", (event) => {
    const { elt, target } = event.detail;
    const leaves = !elt.closest("[data-open]") || elt.matches("[data-open] a");
    if (target.id === "builder" && leaves && isUnsaved() && !confirm(ASKED)) event.preventDefault();
  });

  // While the browser asks, no time passes here; afterwards whoever stayed waits for nothing.
  addEventListener("beforeunload", (event) => {
    if (!isUnsaved()) return;
    event.preventDefault();
    setTimeout(() => document.dispatchEvent(new Event("desk:stayed")));
  });
})();

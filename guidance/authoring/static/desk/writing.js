// What a form for words does beyond sending itself: its buttons put text into boxes, the
// text of a section is selected by mouse or by keys, and what is selected is quoted.
// Without this file the buttons send the form, which comes back as it was typed.
"use strict";
(() => {
  const on = (event, act) => document.addEventListener(event, act);
  const WORD = /\S+/g;
  let next = ""; // where the focus goes once the notes are there

  // Into a box, as if it had been typed: whatever listens to typing hears of it.
  function put(name, text) {
    const box = document.getElementsByName(name)[0];
    if (!box) return;
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  on("click", (event) => {
    const button = event.target.closest("button[name=_put]");
    if (button) {
      event.preventDefault();
      const [, name, text] = button.value.match(/^([^=]*)=([^]*)$/);
      next = name.endsWith("-section") ? name.replace(/-section$/, "-which") : "settled-next";
      put(name, text);
      if (name.endsWith("-words") || name === "refs") document.getElementsByName(name)[0].focus();
    }
    const quoting = event.target.closest("[data-quote]");
    if (quoting) quote(quoting.closest(".desk-look").querySelector("[data-chosen]"));
    // A link in the preview must not take the form away.
    const link = event.target.closest(".desk-preview a[href]");
    if (link && !link.hash) link.target = "_blank";
  });

  // The box of a contact or a topic is another script's, which tells only its own kind.
  if (window.django?.jQuery) {
    django.jQuery(document).on("change", "select", ({ originalEvent, target }) => {
      if (!originalEvent) target.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  // Texts to select in: one place in the order of Tab, and keys that go word by word.
  function ready() {
    for (const text of document.querySelectorAll(".desk-look__text:not([tabindex])")) {
      text.tabIndex = 0;
      Object.assign(text, { role: "textbox", ariaReadOnly: "true", ariaMultiLine: "true", ariaLabel: text.dataset.label });
      text.closest(".desk-look").querySelector(".desk-look__keys").hidden = false;
    }
  }
  on("DOMContentLoaded", ready);
  on("htmx:oobAfterSwap", ready);
  on("htmx:afterSettle", ready);
  on("htmx:afterRequest", () => {
    // At the end of a path there is no next question; what it ends in is there instead.
    const ends = next === "settled-next" ? "settled-end" : null;
    const place = document.getElementById(next) ?? document.getElementById(ends);
    const text = place?.closest(".desk-look").querySelector(".desk-look__text");
    next = "";
    if (!place) return;
    (text || place).focus();
  });

  const words = (text) => [...text.textContent.matchAll(WORD)];

  // The words from number `from` to number `to` are selected, as with a mouse.
  function select(text, from, to) {
    const all = words(text);
    const [first, last] = [Math.min(from, to), Math.max(from, to)];
    Object.assign(text.dataset, { from, to });
    const start = place(text, all[first].index);
    const end = place(text, all[last].index + all[last][0].length);
    getSelection().setBaseAndExtent(...start, ...end);
  }

  function place(text, at) {
    const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
    let left = at;
    while (walker.nextNode()) {
      if (left <= walker.currentNode.length) return [walker.currentNode, left];
      left -= walker.currentNode.length;
    }
    return [text, text.childNodes.length];
  }

  on("keydown", (event) => {
    const text = event.target;
    if (!text.matches?.(".desk-look__text") || event.altKey || event.metaKey) return;
    const last = words(text).length - 1;
    const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 10, ArrowUp: -10, Home: -last, End: last };
    if (event.key === "Enter") quote(text);
    else if (steps[event.key] === undefined || last < 0) return;
    else {
      const begun = text.dataset.to !== undefined;
      const to = begun ? Number(text.dataset.to) + steps[event.key] : Math.max(steps[event.key], 0) && 0;
      const kept = Math.min(Math.max(to, 0), last);
      select(text, event.shiftKey && begun ? Number(text.dataset.from) : kept, kept);
    }
    event.preventDefault();
  });

  // Whatever is selected in a text, by whatever means, is widened to whole words.
  function chosen(text) {
    const selection = getSelection();
    if (selection.isCollapsed || !text?.contains(selection.anchorNode) || !text.contains(selection.focusNode)) return "";
    const range = selection.getRangeAt(0);
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const start = before.toString().length;
    const end = start + range.toString().length;
    const inside = words(text).filter((each) => each.index < end && each.index + each[0].length > start);
    const last = inside.at(-1);
    return last ? text.textContent.slice(inside[0].index, last.index + last[0].length) : "";
  }

  on("selectionchange", () => {
    const { anchorNode } = getSelection();
    const text = (anchorNode?.nodeType === 1 ? anchorNode : anchorNode?.parentElement)?.closest(".desk-look__text");
    const found = chosen(text);
    if (!found) return; // a click on the button takes the selection away
    for (const each of document.querySelectorAll("[data-chosen]")) delete each.dataset.chosen;
    text.dataset.chosen = found;
    text.closest(".desk-look").querySelector("[data-selected]").textContent = `“${found}”`;
  });

  // What is selected now; by the button, which took the selection away, what was last.
  function quote(text) {
    const found = chosen(text) || text?.dataset.chosen;
    if (!found) return;
    const name = text.dataset.into;
    put(name, found);
    document.getElementsByName(name)[0].focus();
  }

  // A row that is added later is none that htmx has seen, and needs nothing of it: the
  // whole form listens, and a note finds its place by its id.
})();

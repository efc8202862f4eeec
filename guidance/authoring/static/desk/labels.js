// A box that suggests as one types is read out by what is picked in it, and so by
// nothing while it is empty. Here it is given the name of its field as well. The boxes
// are made by other scripts, on loading and with every new row, so we watch for them.
"use strict";

function nameBoxes() {
  for (const select of document.querySelectorAll("select.admin-autocomplete[aria-label]")) {
    const box = select.parentElement.querySelector(".select2-selection");
    const named = box && (box.getAttribute("aria-labelledby") || "").split(" ");
    if (named && !named.includes(select.id)) {
      const picked = box.querySelector(".select2-selection__rendered");
      picked.setAttribute("aria-label", select.getAttribute("aria-label"));
      box.setAttribute("aria-labelledby", [select.id, ...named].join(" "));
    }
  }
}

new MutationObserver(nameBoxes).observe(document, { childList: true, subtree: true });

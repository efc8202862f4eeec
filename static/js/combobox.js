// The question field and what it found: a combobox, as ARIA's patterns have it. The focus
// stays in the field; the arrow keys say which result it speaks of. Without this file the
// field is a plain form and the results are links. It comes with the field, and so again
// with every page that htmx brings: the first of them listens for all.
(() => {
  const root = document.documentElement;
  const find = (what) => document.querySelector(what);
  const on = (event, act) => document.addEventListener(event, act);
  if (root.dataset.combobox !== undefined) return;
  root.dataset.combobox = "";

  const field = () => find("#asked[hx-get]");
  const options = () => [...document.querySelectorAll("#options [data-result]")];

  // What comes when another page stands here already would change that page's address.
  const onlyHere = (event) => event.target.isConnected || event.preventDefault();

  function combine() {
    const [asked, list] = [field(), find("#options")];
    if (!asked) return;
    asked.role = "combobox";
    asked.ariaAutoComplete = "list";
    asked.setAttribute("aria-controls", "options");
    asked.ariaExpanded = Boolean(list);
    asked.removeAttribute("aria-activedescendant");
    asked.addEventListener("htmx:beforeOnLoad", onlyHere);
    if (list) Object.assign(list, { role: "listbox", ariaLabel: "Results" });
    options().forEach((each, at) => Object.assign(each, { role: "option", id: `option-${at}`, ariaSelected: false }));
  }
  on("htmx:afterSettle", combine);
  combine();

  function select(option) {
    for (const each of options()) each.ariaSelected = each === option;
    if (option) field().setAttribute("aria-activedescendant", option.id);
    else field().removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  on("keydown", (event) => {
    const { key, target } = event;
    if (!target.matches("#asked[hx-get]") || event.isComposing) return;
    const all = options();
    const at = all.findIndex((each) => each.ariaSelected === "true");
    const acts = {
      ArrowDown: () => select(all[(at + 1) % all.length]),
      ArrowUp: () => select(all.at(at < 0 ? -1 : at - 1)),
      Enter: () => at >= 0 && all[at].click(),
      Escape: () => (at >= 0 ? select() : clear(target)),
    };
    if (!acts[key] || (key === "Enter" && at < 0) || (key !== "Escape" && !all.length)) return;
    event.preventDefault();
    acts[key]();
  });

  function clear(asked) {
    asked.value = "";
    asked.dispatchEvent(new Event("input", { bubbles: true }));
  }
})();

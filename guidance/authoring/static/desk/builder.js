// What the builder does beyond links and forms; without this file it works all the same.
// A swap replaces the screen: here the picture stays where it was scrolled to, and the
// keyboard stands where it was, or at what was opened.
(() => {
  const find = (what) => document.querySelector(what);
  let place = { x: 0, y: 0 };

  function show() {
    const map = find(".builder__picture .map");
    if (!map) return;
    const box = map.querySelector('[aria-current="true"] rect');
    map.scrollTo(place.x, place.y);
    if (!box) return;
    const [inside, outside] = [box.getBoundingClientRect(), map.getBoundingClientRect()];
    const seen = inside.top >= outside.top && inside.bottom <= outside.bottom
      && inside.left >= outside.left && inside.right <= outside.right;
    if (seen) return;
    map.scrollBy(
      inside.left - outside.left - (outside.width - inside.width) / 2,
      inside.top - outside.top - (outside.height - inside.height) / 2,
    );
  }

  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    const map = find(".builder__picture .map");
    if (map) place = { x: map.scrollLeft, y: map.scrollTop };
    // Signed out meanwhile: the page that asks to sign in is a page of its own.
    if (detail.target.id === "builder" && !detail.serverResponse.includes('id="builder"')) {
      detail.shouldSwap = false;
      location.reload();
    }
  });

  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.elt.closest("[data-open]")) return; // notes, while somebody types
    show();
    if (detail.elt.id !== "builder" && detail.target?.id !== "builder") return;
    const wrong = find('#builder [aria-invalid="true"]');
    const kept = !wrong && document.activeElement !== document.body;
    if (kept) return document.activeElement.scrollIntoView({ block: "nearest" });
    const open = find("#typed-title") || find("[data-open] h3");
    (wrong || open || find("#outline-title")).focus();
    const panel = !wrong && find("[data-open]");
    const top = panel && panel.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight * 0.7) panel.scrollIntoView();
  });

  document.addEventListener("htmx:responseError", () => location.reload());

  // A box of the picture opens its node as the link in the outline does.
  document.addEventListener("click", (event) => {
    const box = event.target.closest(".builder__picture a[data-node]");
    const plain = !(event.ctrlKey || event.metaKey || event.shiftKey);
    const link = box && find(`[id="${box.dataset.node}"] > a[hx-get]`);
    if (link && plain) {
      event.preventDefault();
      link.click();
    }
  });

  document.addEventListener("DOMContentLoaded", show);
})();

// Searches that found nothing and results that were opened are counted, by day and without
// anything about who asked: /what-is-counted/ says all of it. This file tells the site, and
// sends no cookie with it. Without this file nothing is counted. It listens for every page
// that htmx brings, and tells only where the field says that this edition is counted.
(() => {
  const root = document.documentElement;
  const find = (what) => document.querySelector(what);
  const on = (event, act) => document.addEventListener(event, act);
  if (root.dataset.counting !== undefined) return;
  root.dataset.counting = "";

  const STANDING = 1500; // milliseconds after it said so, without another letter: that was the question
  let [last, waiting] = ["", 0];

  function tell(what) {
    const to = find(".ask")?.dataset.counts;
    const how = { method: "POST", body: new URLSearchParams(what), credentials: "omit", referrerPolicy: "no-referrer", keepalive: true };
    if (to) fetch(to, how).catch(() => {}); // a count that is lost is no loss
  }

  function tellUnfound() {
    const asked = find("#asked")?.value.trim();
    if (!find("[data-unfound]") || asked === last) return;
    last = asked;
    tell({ unfound: asked });
  }

  on("input", () => clearTimeout(waiting));
  on("htmx:afterSettle", ({ target }) => {
    clearTimeout(waiting);
    waiting = setTimeout(tellUnfound, target === document.body ? 0 : STANDING);
  });
  on("click", ({ target }) => {
    const result = target.closest("[data-result]");
    if (result) tell({ opened: result.dataset.result });
  });
  // A page sent as a form counts at once; one that was gone back to was counted before.
  if (performance.getEntriesByType("navigation")[0]?.type === "navigate") tellUnfound();
})();

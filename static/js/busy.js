// A form whose answer takes a while says so, and is sent once. Without this file the
// browser's own sign of loading is all there is.
document.addEventListener("submit", (event) => {
  const { target } = event;
  const said = target.dataset.busy;
  if (!said || event.defaultPrevented) return;
  if (target.getAttribute("aria-busy")) return event.preventDefault();
  target.setAttribute("aria-busy", "true");
  document.querySelector(".announcer").textContent = said;
});
// Coming back to the page by the browser's way back finds the form as it was.
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[aria-busy]")) form.removeAttribute("aria-busy");
  document.querySelector(".announcer")?.replaceChildren();
});

// How many of the quotations are ticked. Without this file the page says how many there
// are, and the browser leads to the first that isn't ticked.
{
  const count = () => {
    for (const said of document.querySelectorAll("[data-ticked-of]")) {
      const ticked = document.querySelectorAll(`[form="${said.htmlFor.value}"]:checked`).length;
      said.textContent = `${ticked} of ${said.dataset.tickedOf} ticked`;
    }
  };
  document.addEventListener("change", count);
  addEventListener("pageshow", count);
}

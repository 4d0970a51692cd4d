// @ts-check
/** Buttons that copy the text of the field beside them: data-copy inside data-copies, which says so in data-copied. */

/**
 * Copy a field when its button is pressed; where the clipboard is refused, its text is selected for the reader to copy.
 * @returns {void}
 */
export function startCopying() {
  document.addEventListener("click", async (event) => {
    const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
    const group = button?.closest("[data-copies]");
    const field = group?.querySelector("textarea, input");
    const said = group?.querySelector("[data-copied]");
    if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || !(said instanceof HTMLElement)) return;
    said.textContent = "";
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = said.dataset.copied ?? "";
    } catch {
      field.focus();
      field.select();
    }
  });
}

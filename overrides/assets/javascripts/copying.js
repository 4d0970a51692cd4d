// @ts-check
/** Buttons that copy the text beside them: data-copy inside data-copies, which says so in data-copied. */

/**
 * Return what a group has to copy, and how to select it where the clipboard is refused.
 * @param {Element} group
 * @returns {{ text: string, select: () => void } | null}
 */
function findText(group) {
  const source = group.querySelector("textarea, input, pre");
  if (source instanceof HTMLTextAreaElement || source instanceof HTMLInputElement) {
    const select = () => {
      source.focus();
      source.select();
    };
    return { text: source.value, select };
  }
  return source && { text: source.textContent ?? "", select: () => getSelection()?.selectAllChildren(source) };
}

document.addEventListener("click", async (event) => {
  const group = event.target instanceof Element ? event.target.closest("[data-copy]")?.closest("[data-copies]") : null;
  const found = group && findText(group);
  const said = group?.querySelector("[data-copied]");
  if (!found || !(said instanceof HTMLElement)) return;
  said.textContent = "";
  try {
    await navigator.clipboard.writeText(found.text);
    said.textContent = said.dataset.copied ?? "";
  } catch {
    found.select();
  }
});

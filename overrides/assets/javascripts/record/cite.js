// @ts-check
/** Copy buttons: each copies the text of the element it names, and says so. Without a script they stay hidden. */

/**
 * Copy the text of an element; where the browser does not allow it, select the text for the reader to copy.
 * @param {HTMLElement} source
 * @returns {Promise<boolean>} whether it was copied
 */
async function copyText(source) {
  try {
    await navigator.clipboard.writeText(source.textContent ?? "");
    return true;
  } catch {
    getSelection()?.selectAllChildren(source);
    return false;
  }
}

/**
 * Make a button work.
 * @param {HTMLButtonElement} button
 * @returns {void}
 */
function connect(button) {
  const source = document.getElementById(button.dataset.iptCopy ?? "");
  const status = button.parentElement?.querySelector('[role="status"]');
  if (!source || !status) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    status.textContent = "";
    if (await copyText(source)) status.textContent = button.dataset.iptDone ?? "";
  });
}

for (const button of document.querySelectorAll("button[data-ipt-copy]")) connect(/** @type {HTMLButtonElement} */ (button));

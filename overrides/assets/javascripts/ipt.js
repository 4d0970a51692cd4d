// @ts-check
/** Keyboard help for the header: "/" opens the search; space opens the drawer, as Enter does by the theme. */

/** @returns {void} */
function openSearch() {
  const modal = /** @type {(HTMLElement & { open?: () => void }) | null} */ (document.querySelector("pagefind-modal"));
  modal?.open?.();
}

/**
 * Tell whether a key press belongs to a text that is being written.
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

document.addEventListener("keydown", (event) => {
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target)) {
    event.preventDefault();
    openSearch();
  }
});

document.addEventListener("keydown", (event) => {
  const label = event.target instanceof HTMLLabelElement && "iptDrawer" in event.target.dataset ? event.target : null;
  if (label && event.key === " ") {
    event.preventDefault();
    label.click();
  }
});

for (const button of document.querySelectorAll("[data-ipt-search]")) button.addEventListener("click", openSearch);
if (document.querySelector("[data-discovery]")) void import("./discovery/main.js");

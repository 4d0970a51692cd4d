// @ts-check
/**
 * Bookmarks on cards and records, and their number in the header.
 *
 * A script that puts cards on a page dispatches "ipt:painted" on what holds them (bubbling); they get theirs then.
 */

import { keyOfAddress, writeFragment } from "./keys.js";
import { isStored, loadKeys, toggleKey, watchKeys } from "./store.js";

const link = /** @type {HTMLAnchorElement | null} */ (document.querySelector("[data-ipt-shortlist]"));

/**
 * Give every card, and the record of this page, its bookmark; paint them and the number of marked records.
 * @returns {void}
 */
export function startMarks() {
  if (!link) return;
  const header = link;
  const root = new URL("../", header.href);
  root.hash = "";
  const note = document.body.appendChild(document.createElement("p"));
  note.className = "ipt-toast";
  note.setAttribute("role", "status");

  /** @param {ParentNode} scope */
  const addMarks = (scope) => {
    for (const card of scope.querySelectorAll(".ipt-card:not([data-key])")) {
      const name = card.querySelector(".ipt-card__name a");
      const key = name instanceof HTMLAnchorElement ? keyOfAddress(name.href, root) : null;
      if (!name || !key || card.querySelector(".ipt-mark")) continue;
      card.append(makeMark(key, name.textContent ?? "", header, false));
    }
    const place = scope.querySelector(".ipt-mark-place:empty");
    const key = keyOfAddress(location.href, root);
    if (place && key) place.append(makeMark(key, document.querySelector(".ipt-record__head h1")?.textContent ?? "", header, true));
    paint();
  };

  const paint = () => {
    const keys = loadKeys();
    for (const mark of document.querySelectorAll(".ipt-mark")) {
      if (mark instanceof HTMLElement) mark.setAttribute("aria-pressed", String(keys.includes(mark.dataset.mark ?? "")));
    }
    const count = header.querySelector(".ipt-marks__count");
    if (count) count.textContent = keys.length ? String(keys.length) : "";
    // What the browser does not store goes along with the link.
    header.hash = isStored() ? "" : writeFragment(keys);
  };

  document.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest(".ipt-mark") : null;
    if (!(mark instanceof HTMLElement) || !mark.dataset.mark) return;
    const kept = toggleKey(mark.dataset.mark);
    note.textContent = kept ? (isStored() ? "" : (header.dataset.unstored ?? "")) : (header.dataset.full ?? "");
  });
  document.addEventListener("ipt:painted", (event) => addMarks(event.target instanceof Element ? event.target : document));
  watchKeys(paint);
  addMarks(document);
}

/**
 * Make a bookmark: a button that is pressed while its record is on the list.
 * @param {string} key
 * @param {string} name
 * @param {HTMLElement} header
 * @param {boolean} worded
 * @returns {HTMLButtonElement}
 */
function makeMark(key, name, header, worded) {
  const words = header.dataset.mark ?? "";
  const mark = document.createElement("button");
  mark.type = "button";
  mark.className = worded ? "ipt-mark ipt-mark--worded" : "ipt-mark";
  mark.dataset.mark = key;
  mark.title = words;
  mark.setAttribute("aria-label", `${words} (${name})`);
  if (worded) mark.textContent = words;
  return mark;
}

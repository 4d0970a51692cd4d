// @ts-check
/**
 * Bookmarks on cards, records and results of a search, and their number in the header.
 *
 * A script that puts cards or results on a page dispatches "ipt:painted" on what holds them (bubbling); they get theirs then.
 */

import { keyOfAddress, writeFragment } from "./keys.js";
import { isStored, loadKeys, toggleKey, watchKeys } from "./store.js";

const BEARERS = '.ipt-card:not([data-key]), [data-collection]:not([data-collection="guides"]) > ul > .ipt-hit';

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
    for (const bearer of scope.querySelectorAll(BEARERS)) {
      const name = bearer.querySelector(".ipt-card__name, .ipt-hit__title");
      const page = bearer.querySelector(".ipt-card__name a, a.ipt-hit__link");
      const key = page instanceof HTMLAnchorElement ? keyOfAddress(page.href, root) : null;
      if (!name || !key || bearer.querySelector(".ipt-mark")) continue;
      bearer.append(makeMark(key, name.textContent?.trim() ?? "", header, false));
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
    (mark.closest("dialog") ?? document.body).append(note);
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

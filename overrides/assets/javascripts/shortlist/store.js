// @ts-check
/** The list of marked records, kept in the storage of this browser, or in memory where the browser keeps nothing. */

import { keepKeys, MOST } from "./keys.js";

const NAME = "ipt-shortlist";

/** @type {string[] | null} The list where the browser stores nothing. */
let unstored = null;
/** @type {Set<() => void>} */
const watchers = new Set();

/**
 * Return the keys on the list, in the order in which they were marked; what is stored and is no such list counts as empty.
 * @returns {string[]}
 */
export function loadKeys() {
  if (unstored) return [...unstored];
  try {
    return keepKeys(JSON.parse(localStorage.getItem(NAME) ?? "[]"));
  } catch {
    return [];
  }
}

/**
 * Keep keys as the list, and tell whoever watches.
 * @param {readonly string[]} keys
 * @returns {void}
 */
export function saveKeys(keys) {
  const kept = keepKeys([...keys]);
  try {
    localStorage.setItem(NAME, JSON.stringify(kept));
    unstored = null;
  } catch {
    unstored = kept;
  }
  notify();
}

/**
 * Tell whether the list outlives this page; false as soon as the browser has refused to store it.
 * @returns {boolean}
 */
export function isStored() {
  return unstored === null;
}

/**
 * Put a record on the list, or take it off; false where the list is full.
 * @param {string} key
 * @returns {boolean}
 */
export function toggleKey(key) {
  const keys = loadKeys();
  const others = keys.filter((other) => other !== key);
  if (others.length === keys.length && keys.length >= MOST) return false;
  saveKeys(others.length === keys.length ? [...keys, key] : others);
  return true;
}

/**
 * Call a function whenever the list changes: here, in another tab, or while this page lay in the history.
 * @param {() => void} watcher
 * @returns {void}
 */
export function watchKeys(watcher) {
  watchers.add(watcher);
}

/** @returns {void} */
function notify() {
  for (const watcher of watchers) watcher();
}

window.addEventListener("storage", (event) => {
  if (event.key === NAME || event.key === null) notify();
});
window.addEventListener("pageshow", (event) => {
  if (event.persisted) notify();
});

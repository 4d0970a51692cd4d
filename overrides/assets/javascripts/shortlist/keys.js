// @ts-check
/** Keys of records, "technologies/white-rabbit": what stands in their address, in the shortlist and in its links. */

/** Most records that a list holds. */
export const MOST = 50;

const PART = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;
const LONGEST = 64;
const USUAL = "technologies";

/**
 * Tell whether a value is the key of a record, as far as its form goes.
 * @param {unknown} value
 * @returns {value is string}
 */
export function isKey(value) {
  if (typeof value !== "string") return false;
  const parts = value.split("/");
  return parts.length === 2 && parts.every((part) => part.length <= LONGEST && PART.test(part));
}

/**
 * Keep the keys among values of any kind: each once, in their order, at most fifty.
 * @param {unknown} values
 * @returns {string[]}
 */
export function keepKeys(values) {
  return Array.isArray(values) ? [...new Set(values.filter(isKey))].slice(0, MOST) : [];
}

/**
 * Read the keys in the fragment of an address: "#technologies/medipix3,eu-projects/aida". A bare id belongs to the
 * collection of the key before it, the first one to the technologies.
 * @param {string} fragment
 * @returns {string[]}
 */
export function readFragment(fragment) {
  let collection = USUAL;
  const keys = fragment
    .replace(/^#/, "")
    .replaceAll(/%2[fF]/g, "/")
    .replaceAll(/%2[cC]/g, ",")
    .split(",")
    .map((text) => {
      const key = text.includes("/") ? text : `${collection}/${text}`;
      collection = isKey(key) ? collectionOf(key) : collection;
      return key;
    });
  return keepKeys(keys);
}

/**
 * Write keys as the fragment of an address; technologies lose the name of their collection where all are such.
 * @param {readonly string[]} keys
 * @param {{ short?: boolean }} [options]
 * @returns {string}
 */
export function writeFragment(keys, { short = false } = {}) {
  const bare = short && keys.every((key) => collectionOf(key) === USUAL);
  return `#${(bare ? keys.map((key) => key.slice(USUAL.length + 1)) : keys).join(",")}`;
}

/**
 * Return the first part of a key, which is the address of its collection.
 * @param {string} key
 * @returns {string}
 */
export function collectionOf(key) {
  return key.slice(0, key.indexOf("/"));
}

/**
 * Return the key of the page at an address below the root of the language, or nothing.
 * @param {string} address
 * @param {URL} root
 * @returns {string | null}
 */
export function keyOfAddress(address, root) {
  const url = new URL(address, root);
  if (url.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
  const key = url.pathname.slice(root.pathname.length).replace(/\/(?:index\.html)?$/, "");
  return isKey(key) ? key : null;
}

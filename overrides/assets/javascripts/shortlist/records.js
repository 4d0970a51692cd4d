// @ts-check
/** Records as their own pages state them: the page is the data. */

import { isKey, keyOfAddress } from "./keys.js";

/**
 * @typedef {object} Field
 * @property {string} path Path of the field in the record.
 * @property {string} label
 * @property {string} section Title of the part of the page that holds it.
 * @property {Node[]} nodes What states it, with full addresses; to be cloned.
 * @property {string} text
 * @property {boolean} stated
 * @property {{ title: string, nodes: Node[], text: string, first: Node[] }[]} rows Rows of a table: what the first cell says, then the others.
 */
/**
 * @typedef {object} Enquiry
 * @property {string} unit
 * @property {string} address Role address that takes it, or nothing.
 * @property {string} website
 */
/**
 * @typedef {object} RecordData
 * @property {string} key
 * @property {string} url Address on this site.
 * @property {string} address Full address, for others.
 * @property {string} collection
 * @property {string} kind
 * @property {string} name
 * @property {string} summary
 * @property {string} lang Language of the summary where it is not that of the page.
 * @property {Element | null} emblem
 * @property {Element | null} badges
 * @property {Field[]} fields
 * @property {Enquiry | null} enquiry
 */

/** @type {Map<string, Promise<RecordData | null>>} */
const known = new Map();

/**
 * Fetch a record by its key; nothing where the catalogue has no such record. A page is asked for once.
 * @param {string} key
 * @param {URL} root Root of the language.
 * @returns {Promise<RecordData | null>}
 * @throws {Error} when the page cannot be read
 */
export function fetchRecord(key, root) {
  const found = known.get(key) ?? readPage(key, root, true);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

/**
 * Fetch several records at once, in their order; what failed comes as the error.
 * @param {readonly string[]} keys
 * @param {URL} root
 * @returns {Promise<{ key: string, record: RecordData | null, failed: boolean }[]>}
 */
export async function fetchRecords(keys, root) {
  const settled = await Promise.allSettled(keys.map((key) => fetchRecord(key, root)));
  return settled.map((one, number) => ({
    key: keys[number] ?? "",
    record: one.status === "fulfilled" ? one.value : null,
    failed: one.status === "rejected",
  }));
}

/**
 * @param {string} key
 * @param {URL} root
 * @param {boolean} follow Whether to follow the page of an earlier id.
 * @returns {Promise<RecordData | null>}
 */
async function readPage(key, root, follow) {
  const url = new URL(`${key}/`, root);
  const answer = await fetch(url);
  if (answer.status === 404 || answer.status === 410) return null;
  if (!answer.ok) throw new Error(`${url.pathname}: ${answer.status}`);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const record = readRecord(page, key, url);
  if (record || !follow || !page.querySelector('meta[http-equiv="refresh"]')) return record;
  const target = page.querySelector("main a")?.getAttribute("href");
  const other = target ? keyOfAddress(new URL(target, url).href, root) : null;
  return isKey(other) ? readPage(other, root, false) : null;
}

/**
 * Read the record that a page states; nothing where it states none.
 * @param {Document} page
 * @param {string} key
 * @param {URL} url
 * @returns {RecordData | null}
 */
function readRecord(page, key, url) {
  const body = page.querySelector(".ipt-record");
  const head = body?.querySelector(".ipt-record__head");
  if (!(body instanceof HTMLElement) || !head) return null;
  for (const element of body.querySelectorAll("script, style")) element.remove();
  for (const element of body.querySelectorAll("[href]")) element.setAttribute("href", new URL(element.getAttribute("href") ?? "", url).href);
  for (const element of body.querySelectorAll("[id]:not(section, h2)")) element.removeAttribute("id");
  const summary = head.querySelector(".ipt-record__summary");
  const enquiry = body.querySelector("[data-enquiry]");
  return {
    key,
    url: url.href,
    address: page.querySelector('link[rel="canonical"]')?.getAttribute("href") ?? url.href,
    collection: body.dataset.collection ?? "",
    kind: body.dataset.kind ?? "",
    name: textOf(head.querySelector("h1")),
    summary: textOf(summary),
    lang: summary?.querySelector("[lang]")?.getAttribute("lang") ?? "",
    emblem: head.querySelector(".ipt-emblem"),
    badges: head.querySelector(".ipt-badges"),
    fields: readFields(body),
    enquiry:
      enquiry instanceof HTMLElement
        ? { unit: enquiry.dataset.unit ?? "", address: enquiry.dataset.address ?? "", website: enquiry.dataset.website ?? "" }
        : null,
  };
}

/**
 * Read the labelled facts of a record, each once, in the order of its page.
 * @param {HTMLElement} body
 * @returns {Field[]}
 */
function readFields(body) {
  /** @type {Map<string, Field>} */
  const fields = new Map();
  for (const element of body.querySelectorAll("[data-field]")) {
    const path = element instanceof HTMLElement ? (element.dataset.field ?? "") : "";
    if (!path || fields.has(path)) continue;
    const own = element.matches("section");
    const title = own ? element.querySelector("h2") : element.querySelector("dt");
    const value = own ? element : element.querySelector("dd");
    const nodes = [...(value?.childNodes ?? [])].filter((node) => node !== title);
    fields.set(path, {
      path,
      label: textOf(title),
      section: own ? "" : textOf(element.closest("section, aside")?.querySelector("h2") ?? null),
      nodes,
      text: nodes.map((node) => node.textContent).join(" ").replace(/\s+/g, " ").trim(),
      stated: !element.querySelector("dd > .ipt-unstated"),
      rows: readRows(element),
    });
  }
  return [...fields.values()];
}

/**
 * Read the rows of a table; a unit belongs to the figure before it, the other cells stand apart.
 * @param {Element} element
 * @returns {Field["rows"]}
 */
function readRows(element) {
  const keys = [...element.querySelectorAll("thead th")].map((header) => header.getAttribute("data-key"));
  return [...element.querySelectorAll("tbody tr")].map((row) => {
    const [first, ...rest] = row.children;
    /** @type {Node[]} */
    const nodes = [];
    for (const [number, cell] of rest.entries()) {
      if (!cell.textContent) continue;
      if (nodes.length) nodes.push(document.createTextNode(keys[number + 1] === "unit" ? "\u00a0" : " · "));
      nodes.push(...cell.childNodes);
    }
    const text = nodes.map((node) => node.textContent).join("").replaceAll(/\s+/g, " ").trim();
    return { title: textOf(first ?? null), first: [...(first?.childNodes ?? [])], nodes, text };
  });
}

/**
 * @param {Element | null} element
 * @returns {string}
 */
function textOf(element) {
  return (element?.textContent ?? "").replace(/\s+/g, " ").trim();
}

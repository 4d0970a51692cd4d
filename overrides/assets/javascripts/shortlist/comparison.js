// @ts-check
/** The page that compares: two to four records of one kind in a table, with what differs. */

import { alignRecords } from "./alignment.js";
import { collectionOf, readFragment } from "./keys.js";
import { fetchRecords } from "./records.js";
import { carryFragment, fillPhrase, findPart } from "./words.js";

/** @typedef {import("./records.js").RecordData} RecordData */
/** @typedef {import("./alignment.js").Group} Group */
/** @typedef {import("./alignment.js").Row} Row */

const MOST = 4;

/**
 * Compare the records that the address names, now and whenever it changes.
 * @param {HTMLElement} view
 * @returns {void}
 */
export function startComparison(view) {
  view.hidden = false;
  const only = findPart(view, "only");
  const table = findPart(view, "table");
  only.addEventListener("change", () => table.toggleAttribute("data-only", only instanceof HTMLInputElement && only.checked));
  window.addEventListener("hashchange", () => void compare(view));
  void compare(view);
}

/**
 * @param {HTMLElement} view
 * @returns {Promise<void>}
 */
async function compare(view) {
  const asked = location.hash;
  const root = new URL(view.dataset.compare ?? "", location.href);
  root.hash = "";
  const { keys, left, mixed } = chooseKeys(readFragment(asked));
  const [status, table, none, bar] = ["status", "table", "none", "bar"].map((name) => findPart(view, name));
  if (!status || !table || !none || !bar) return;
  status.textContent = view.dataset.sayLoading ?? "";
  bar.hidden = false;
  const found = await fetchRecords([...keys, ...left, ...mixed], root);
  if (asked !== location.hash) return;
  const names = new Map(found.map(({ key, record }) => [key, record?.name ?? key]));
  const records = found.slice(0, keys.length).flatMap(({ record }) => record ?? []);
  const gone = found.slice(0, keys.length).filter(({ record }) => !record).map(({ key }) => key);
  const { sayMixed, sayMore, sayGone, sayStatus } = view.dataset;
  const notes = /** @type {const} */ ([[sayMixed, mixed], [sayMore, left], [sayGone, gone]]).filter(([, some]) => some.length);
  const place = findPart(view, "notes");
  place.replaceChildren(...notes.map(([phrase, some]) => makeElement("li", fillPhrase(phrase, { names: some.map((key) => names.get(key) ?? key).join(", ") }))));
  place.hidden = !notes.length;
  const enough = records.length > 1;
  none.hidden = enough;
  bar.hidden = table.hidden = !enough;
  carryFragment();
  if (!enough) return;
  const groups = alignRecords(records);
  const rows = groups.flatMap((group) => group.rows);
  table.replaceChildren(makeTable(records, groups, view));
  status.textContent = fillPhrase(sayStatus, { number: rows.filter((row) => row.differs).length, total: rows.length });
}

/**
 * Choose what can be compared: at most four keys of the collection of the first.
 * @param {readonly string[]} keys
 * @returns {{ keys: string[], left: string[], mixed: string[] }}
 */
function chooseKeys(keys) {
  const collection = collectionOf(keys[0] ?? "");
  const alike = keys.filter((key) => collectionOf(key) === collection);
  return { keys: alike.slice(0, MOST), left: alike.slice(MOST), mixed: keys.filter((key) => collectionOf(key) !== collection) };
}

/**
 * @param {readonly RecordData[]} records
 * @param {readonly Group[]} groups
 * @param {HTMLElement} view
 * @returns {HTMLTableElement}
 */
function makeTable(records, groups, view) {
  const table = document.createElement("table");
  table.className = "ipt-grid";
  table.dataset.columns = String(records.length);
  const head = table.createTHead().insertRow();
  head.append(makeHeader("col", makeElement("span", view.dataset.sayRow ?? "", "ipt-hidden")));
  for (const record of records) {
    const link = makeElement("a", record.name);
    link.setAttribute("href", record.url);
    const header = makeHeader("col", link);
    header.dataset.collection = record.collection;
    if (record.emblem) header.prepend(document.importNode(record.emblem, true));
    head.append(header);
  }
  const summaries = records.map((record) => {
    const text = makeElement("span", record.summary);
    text.lang = record.lang;
    return { nodes: [text], text: record.summary };
  });
  const first = { title: "", rows: [{ path: "summary", label: view.dataset.saySummary ?? "", cells: summaries, differs: true }] };
  for (const group of [first, ...groups]) table.append(makeBody(group, records.length, view));
  return table;
}

/**
 * @param {Group} group
 * @param {number} width
 * @param {HTMLElement} view
 * @returns {HTMLTableSectionElement}
 */
function makeBody(group, width, view) {
  const body = document.createElement("tbody");
  body.toggleAttribute("data-differs", group.rows.some((row) => row.differs));
  if (group.title && !(group.rows.length === 1 && group.rows[0]?.label === group.title)) {
    const title = makeHeader("rowgroup", makeElement("span", group.title));
    title.colSpan = width + 1;
    const row = body.insertRow();
    row.className = "ipt-compare__group";
    row.append(title);
  }
  for (const row of group.rows) body.append(makeLine(row, view));
  return body;
}

/**
 * @param {Row} row
 * @param {HTMLElement} view
 * @returns {HTMLTableRowElement}
 */
function makeLine(row, view) {
  const line = document.createElement("tr");
  line.dataset.field = row.path;
  line.toggleAttribute("data-differs", row.differs);
  const header = makeHeader("row", makeElement("span", row.label));
  if (row.differs && row.path !== "summary") header.append(" ", makeElement("span", view.dataset.sayDiffers ?? "", "ipt-differs"));
  line.append(header);
  for (const cell of row.cells) {
    const data = line.insertCell();
    if (cell) data.append(...cell.nodes.map((node) => document.importNode(node, true)));
    else data.append(makeElement("span", view.dataset.sayUnstated ?? "", "ipt-unstated"));
  }
  return line;
}

/**
 * @param {"col" | "row" | "rowgroup"} scope
 * @param {HTMLElement} content
 * @returns {HTMLTableCellElement}
 */
function makeHeader(scope, content) {
  const header = document.createElement("th");
  header.scope = scope;
  header.append(content);
  return header;
}

/**
 * @param {string} name
 * @param {string} text
 * @param {string} [style]
 * @returns {HTMLElement}
 */
function makeElement(name, text, style) {
  const element = document.createElement(name);
  element.textContent = text;
  if (style) element.className = style;
  return element;
}

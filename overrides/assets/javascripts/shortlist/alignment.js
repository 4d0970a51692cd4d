// @ts-check
/** Align the fields of records, so that what belongs together stands in one row. */

/** @typedef {import("./records.js").RecordData} RecordData */
/** @typedef {{ nodes: Node[], text: string }} Cell */
/**
 * @typedef {object} Row
 * @property {string} label
 * @property {string} path
 * @property {(Cell | null)[]} cells One a record; nothing where it is not stated.
 * @property {boolean} differs
 */
/** @typedef {{ title: string, rows: Row[] }} Group */

/** Fields whose tables are taken apart, as their first column names what a row measures. */
const BY_ROW = new Set(["key_figures"]);

/**
 * Align records field by field, in the order of their pages, under the titles of the parts of those pages.
 * @param {readonly RecordData[]} records
 * @returns {Group[]}
 */
export function alignRecords(records) {
  const paths = mergeOrders(records.map((record) => record.fields.map((field) => field.path)));
  /** @type {Map<string, Row[]>} */
  const groups = new Map();
  for (const path of paths) {
    const fields = records.map((record) => record.fields.find((field) => field.path === path));
    const sample = fields.find(Boolean);
    if (!sample || !fields.some((field) => field?.stated)) continue;
    const byRow = BY_ROW.has(path);
    const rows = byRow
      ? alignRows(path, fields)
      : [makeRow(path, sample.label, fields.map((field) => (field?.stated ? makeCell(field) : null)))];
    const title = byRow ? sample.label : sample.section;
    groups.set(title, [...(groups.get(title) ?? []), ...rows]);
  }
  return [...groups].map(([title, rows]) => ({ title, rows }));
}

/**
 * Align the rows of tables; those that most records have come first.
 * @param {string} path
 * @param {readonly (RecordData["fields"][number] | undefined)[]} fields
 * @returns {Row[]}
 */
function alignRows(path, fields) {
  const merged = mergeOrders(fields.map((field) => (field?.rows ?? []).map((row) => fold(row.title))));
  const rows = merged.map((title) => {
    const found = fields.map((field) => (field?.rows ?? []).filter((row) => fold(row.title) === title));
    const label = found.flat()[0]?.title ?? title;
    return makeRow(path, label, found.map((some) => (some.length ? joinRows(some) : null)));
  });
  return rows.sort((one, other) => countCells(other) - countCells(one));
}

/**
 * @param {Row} row
 * @returns {number}
 */
function countCells(row) {
  return row.cells.filter(Boolean).length;
}

/**
 * Make the cell of a field; a table becomes a list, as there is no room for columns inside a column.
 * @param {RecordData["fields"][number]} field
 * @returns {Cell}
 */
function makeCell(field) {
  if (!field.rows.length) return { nodes: field.nodes, text: field.text };
  const list = document.createElement("ul");
  for (const row of field.rows) {
    const item = document.createElement("li");
    item.append(...row.first.map((node) => node.cloneNode(true)), row.first.length && row.nodes.length ? ": " : "");
    item.append(...row.nodes.map((node) => node.cloneNode(true)));
    list.append(item);
  }
  return { nodes: [list], text: field.text };
}

/**
 * @param {RecordData["fields"][number]["rows"]} rows Rows of one record that measure the same.
 * @returns {Cell}
 */
function joinRows(rows) {
  const nodes = rows.flatMap((row, number) => (number ? [document.createElement("br"), ...row.nodes] : row.nodes));
  return { nodes, text: rows.map((row) => row.text).join("; ") };
}

/**
 * @param {string} path
 * @param {string} label
 * @param {(Cell | null)[]} cells
 * @returns {Row}
 */
function makeRow(path, label, cells) {
  return { path, label, cells, differs: new Set(cells.map((cell) => (cell ? fold(cell.text) : null))).size > 1 };
}

/**
 * Merge lists into one that keeps the order of each as far as they agree; what only a later list has stands before what
 * it precedes there, or at the end.
 * @param {readonly (readonly string[])[]} lists
 * @returns {string[]}
 */
export function mergeOrders(lists) {
  /** @type {string[]} */
  const merged = [];
  for (const list of lists) {
    for (const [number, item] of list.entries()) {
      if (merged.includes(item)) continue;
      const next = list.slice(number + 1).find((later) => merged.includes(later));
      merged.splice(next === undefined ? merged.length : merged.indexOf(next), 0, item);
    }
  }
  return merged;
}

/**
 * @param {string} text
 * @returns {string}
 */
function fold(text) {
  return text.toLowerCase().replaceAll(/\s+/g, " ").trim();
}

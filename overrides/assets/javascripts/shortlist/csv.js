// @ts-check
/** Tables as files that spreadsheets open: RFC 4180, in UTF-8 with a byte order mark. */

/**
 * Write rows of cells as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe before it.
 * @param {readonly (readonly string[])[]} rows
 * @returns {string}
 */
export function writeCsv(rows) {
  return `\uFEFF${rows.map((row) => `${row.map(writeCell).join(",")}\r\n`).join("")}`;
}

/**
 * @param {string} text
 * @returns {string}
 */
function writeCell(text) {
  const plain = /^[\s]*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/**
 * Hand a text to the browser as a file to keep.
 * @param {string} text
 * @param {string} name
 * @returns {void}
 */
export function saveFile(text, name) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address));
}

// @ts-check
/** The cards of a collection: those on the page first, the others from their files, a file only when a card of it is shown. */

/** @typedef {import("./engine.js").Index} Index */
/** @typedef {{ get: (record: number) => HTMLElement | undefined, fetch: (records: number[]) => Promise<void> }} Cards */

/**
 * Read a data file.
 * @param {URL} address @returns {Promise<any>} Rejects where the file cannot be had.
 */
export async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  return answer.json();
}

/**
 * Keep the cards of an index, beside whose address their files lie; `present` are those that the page holds.
 * @param {Index} index @param {URL} address @param {Iterable<HTMLElement>} present @returns {Cards}
 */
export function keepCards(index, address, present) {
  const numbers = new Map(index.ids.map((id, record) => [id, record]));
  /** @type {Map<number, HTMLElement>} */
  const cards = new Map();
  for (const card of present) {
    const link = /** @type {HTMLAnchorElement} */ (card.querySelector(".ipt-card__name a"));
    const record = numbers.get(link.pathname.split("/").at(-2) ?? "");
    if (record !== undefined) cards.set(record, card);
  }
  /** @type {Map<number, Promise<string[]>>} */
  const files = new Map();
  const open = (/** @type {number} */ file) => {
    const found = files.get(file) ?? load(new URL(index.cards[file], address));
    files.set(file, found);
    found.catch(() => files.delete(file));
    return found;
  };
  return {
    get: (record) => cards.get(record),
    async fetch(records) {
      const missing = records.filter((record) => !cards.has(record));
      if (!missing.length) return;
      const files = await Promise.all(missing.map((record) => open(Math.floor(record / index.chunk))));
      const template = document.createElement("template");
      template.innerHTML = missing.map((record, at) => files[at][record % index.chunk]).join("");
      missing.forEach((record, at) => cards.set(record, /** @type {HTMLElement} */ (template.content.children[at])));
    },
  };
}

// @ts-check
/** Phrases with places, as the server wrote them, and the parts of the page that scripts fill. */

/**
 * Put values into the places of a phrase: "{name}". What a value holds is not read for places again.
 * @param {string | undefined} phrase
 * @param {Record<string, string | number>} values
 * @returns {string}
 */
export function fillPhrase(phrase, values) {
  return (phrase ?? "").replaceAll(/\{(\w+)\}/g, (place, name) => (name in values ? String(values[name]) : place));
}

/**
 * Find a part of a view. Throws where its template lacks it.
 * @param {ParentNode} view
 * @param {string} name
 * @returns {HTMLElement}
 */
export function findPart(view, name) {
  const part = view.querySelector(`[data-part="${name}"]`);
  if (!(part instanceof HTMLElement)) throw new Error(`no part is called ${name}`);
  return part;
}

/**
 * Copy a piece that a view keeps in a template, ready to be filled. Throws where it is missing.
 * @param {ParentNode} view
 * @param {string} name
 * @returns {HTMLElement}
 */
export function copyPiece(view, name) {
  const template = view.querySelector(`template[data-piece="${name}"]`);
  const piece = template instanceof HTMLTemplateElement ? template.content.firstElementChild?.cloneNode(true) : null;
  if (!(piece instanceof HTMLElement)) throw new Error(`no piece is called ${name}`);
  return piece;
}

/**
 * Make the link to the other language lead to the same list or comparison.
 * @returns {void}
 */
export function carryFragment() {
  for (const link of document.querySelectorAll(".ipt-language")) if (link instanceof HTMLAnchorElement) link.hash = location.hash;
}

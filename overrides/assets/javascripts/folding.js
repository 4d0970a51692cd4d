// @ts-check
/** Texts without what people leave out when they write: case and accents. */

/**
 * Fold a text as the generator folds the texts of records.
 * @param {string} text
 * @returns {string}
 */
export function fold(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFKD").replace(/\p{M}/gu, "");
}

/**
 * Split a text into its folded words; everything but letters and digits parts them.
 * @param {string} text
 * @returns {string[]}
 */
export function foldWords(text) {
  return fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
}

// @ts-check
/** Words as people write them: without regard to case, accents, blanks and signs. */

import { fold, foldWords } from "../folding.js";

const LEAST_WORD = 3;
const LEAST_CODE = 5;
const MOST_CODE = 32;

const LITTLE_WORDS = new Set("a an and au aux by d de des du en et for in l la le les of on or ou par pour the to un une".split(" "));
/** Words that stand on every page, or that the beginning of any word would stand for. */

/**
 * Keep only letters and digits.
 * @param {string} text
 * @returns {string}
 */
export function compact(text) {
  return foldWords(text).join("");
}

/**
 * Split a text into folded words of some length; short ones seldom mean anything.
 * @param {string} text
 * @returns {string[]}
 */
export function splitWords(text) {
  return foldWords(text).filter((word) => word.length >= LEAST_WORD);
}

/**
 * Take away what people write around what they look for: the address of a DOI, the check digit of a CPV code, little words.
 * @param {string} words
 * @returns {string}
 */
export function tidy(words) {
  const plain = words
    .replace(/https?:\/\/(dx\.)?doi\.org\/|\bdoi:\s*/gi, "")
    .replace(/\b(\d{8})-\d\b/g, "$1")
    .replace(/['’]/g, " ")
    .trim();
  const telling = plain.split(/\s+/).filter((word) => !LITTLE_WORDS.has(fold(word)));
  return telling.length > 0 ? telling.join(" ") : plain;
}

/**
 * List the spellings in which words are looked for: as they are, and a number without the blanks in it.
 * @param {string} words
 * @returns {string[]}
 */
export function listSpellings(words) {
  const plain = tidy(words);
  const code = compact(plain);
  const spaced = /\s/.test(plain) && /\d/.test(plain) && code.length >= LEAST_CODE && code.length <= MOST_CODE;
  return spaced ? [plain, code] : [plain];
}

/**
 * Tell how well words name a page: 3 its name or id, 2 the beginning of its name or every word of it, 1 words of it, 0 none.
 * @param {string} words
 * @param {{ title: string, url: string }} page
 * @returns {number}
 */
export function gradeName(words, page) {
  const asked = compact(tidy(words));
  const name = compact(tidy(page.title));
  const id = compact(page.url.split("/").filter(Boolean).pop() ?? "");
  if (!asked) return 0;
  if (asked === name || asked === id) return 3;
  const askedWords = splitWords(tidy(words));
  const nameWords = splitWords(tidy(page.title));
  const named = askedWords.length > 0 && askedWords.every((one) => nameWords.some((other) => isForm(one, other)));
  if (name.startsWith(asked) || (named && askedWords.length >= nameWords.length)) return 2;
  return named ? 1 : 0;
}

/**
 * Tell whether a text says one of some words, their ends apart.
 * @param {string} words
 * @param {string} text
 * @returns {boolean}
 */
export function saysAny(words, text) {
  const said = compact(text);
  const stems = splitWords(tidy(words)).map((word) => word.slice(0, Math.max(LEAST_WORD, word.length - 3)));
  return stems.length === 0 || said.includes(compact(tidy(words))) || stems.some((stem) => said.includes(stem));
}

/**
 * Tell whether two words are forms of one: one begins with the other and is at most two letters longer.
 * @param {string} one
 * @param {string} other
 * @returns {boolean}
 */
function isForm(one, other) {
  return one.startsWith(other) ? one.length - other.length <= 2 : other.startsWith(one);
}

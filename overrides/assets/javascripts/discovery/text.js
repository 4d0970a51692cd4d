// @ts-check
/** The text filter: blind to case and accents, words in any order, each the beginning of a word of the record. */

import { foldWords } from "../folding.js";
import { collect } from "./engine.js";

/** @typedef {{ own: string[], other: string[] }} Texts Folded words of each record: in the language of the page, and English ones besides. */

/**
 * Find the records that have every word, and among them those that have one of the words in English alone.
 * @param {Texts} texts @param {string} query @returns {{ hits: import("./engine.js").Bits, foreign: import("./engine.js").Bits } | null}
 */
export function findText(texts, query) {
  const words = foldWords(query);
  if (!words.length) return null;
  /** @param {string} text @param {string} word */
  const starts = (text, word) => text.startsWith(word) || text.includes(` ${word}`);
  const { own, other } = texts;
  const hits = collect(own.length, (at) => words.every((word) => starts(own[at], word) || starts(other[at], word)));
  const foreign = collect(own.length, (at) => words.some((word) => !starts(own[at], word)));
  return { hits, foreign: foreign.map((word, at) => word & hits[at]) };
}

// @ts-check
/**
 * Finding pages: what is asked of Pagefind's index, and what is made of its answers.
 *
 * Each kind of page is asked for by itself, so that every kind shows its best pages however many another has. Pages whose
 * name is asked for come before pages that say the words more often.
 */

import { gradeName, listSpellings, saysAny, splitWords, tidy } from "./spelling.js";

const MOST_READ = 8;
/** Pages of a kind that are read to be put in order. */
const MOST_SHOWN = 5;
/** Pages of a kind that are shown beside other kinds. */
const MOST_OF_ONE = 40;
/** Pages that are shown of the one kind that is asked for. */

/** @typedef {{ url: string, content: string, excerpt: string, meta: Record<string, string> }} Fragment */
/** @typedef {{ id: string, score: number, data: () => Promise<Fragment> }} Result */
/** @typedef {{ search: (words: string, options: object) => Promise<{ results: Result[] }>, filters: () => Promise<unknown> }} Index */
/** @typedef {{ title: string, url: string, badge: string, summary: string, excerpt: string, grade: number, score: number, says: boolean }} Hit */
/** @typedef {{ kind: string, total: number, hits: Hit[] }} Group */
/** @typedef {{ groups: Group[], totals: Map<string, number>, partly: boolean }} Answer */

/** @type {Promise<Index> | null} */
let index = null;

/**
 * Load the index once; after a failure the next call tries again.
 * @param {string} root address of the site
 * @returns {Promise<Index>}
 */
export function load(root) {
  index ??= open(root).catch((error) => {
    index = null;
    throw error;
  });
  return index;
}

/**
 * @param {string} root
 * @returns {Promise<Index>}
 */
async function open(root) {
  const pagefind = await import(`${root}pagefind/pagefind.js`);
  // Without a worker: it is 41 kB more, and a search takes some milliseconds.
  const made = pagefind.createInstance({ noWorker: true, excerptLength: 24 });
  await made.filters();
  return made;
}

/**
 * Find pages. Where none has all the words, pages with some of them are found and the answer says so.
 * @param {string} root address of the site
 * @param {string} words
 * @param {{ kinds: string[], only: string }} wanted kinds in the order of the page, and the one to be shown, or ""
 * @returns {Promise<Answer>}
 */
export async function findPages(root, words, { kinds, only }) {
  const pages = await load(root);
  let found = await askAll(pages, listSpellings(words), kinds);
  const parts = splitWords(tidy(words));
  const partly = found.every(([, results]) => results.length === 0) && parts.length > 1;
  if (partly) found = await askAll(pages, parts, kinds);
  const shown = found.filter(([kind, results]) => results.length > 0 && (!only || kind === only));
  const groups = await Promise.all(shown.map(([kind, results]) => readGroup(kind, results, words, only ? MOST_OF_ONE : MOST_SHOWN)));
  // Where no page has a word, Pagefind cuts its end away, down to the first letter.
  if (!groups.some((group) => group.hits.some((hit) => hit.says))) return { groups: [], totals: new Map(), partly: false };
  return {
    groups: groups.sort((one, other) => compareHits(one.hits[0], other.hits[0])),
    totals: new Map(found.map(([kind, results]) => [kind, results.length])),
    partly,
  };
}

/**
 * @param {Index} pages
 * @param {string[]} spellings
 * @param {string[]} kinds
 * @returns {Promise<[string, Result[]][]>} the pages of each kind, the best first
 */
function askAll(pages, spellings, kinds) {
  return Promise.all(
    kinds.map(async (kind) => {
      const answers = await Promise.all(spellings.map((one) => pages.search(one, { filters: { kind } })));
      return /** @type {[string, Result[]]} */ ([kind, join(answers.map((answer) => answer.results))]);
    }),
  );
}

/**
 * Join answers into one; a page that stands in several counts the more.
 * @param {Result[][]} answers
 * @returns {Result[]}
 */
function join(answers) {
  if (answers.length === 1) return answers[0] ?? [];
  /** @type {Map<string, Result>} */
  const joined = new Map();
  for (const result of answers.flat()) {
    const before = joined.get(result.id);
    joined.set(result.id, before ? { ...before, score: before.score + result.score } : result);
  }
  return [...joined.values()].sort((one, other) => other.score - one.score);
}

/**
 * @param {string} kind
 * @param {Result[]} results
 * @param {string} words
 * @param {number} most
 * @returns {Promise<Group>}
 */
async function readGroup(kind, results, words, most) {
  const hits = await Promise.all(results.slice(0, Math.max(most, MOST_READ)).map((result) => readHit(result, words)));
  return { kind, total: results.length, hits: hits.sort(compareHits).slice(0, most) };
}

/**
 * @param {Result} result
 * @param {string} words
 * @returns {Promise<Hit>}
 */
async function readHit(result, words) {
  const { url, content, excerpt, meta } = await result.data();
  const title = meta.title ?? url;
  return {
    title,
    url,
    badge: meta.badge ?? "",
    summary: meta.summary ?? "",
    excerpt,
    grade: gradeName(words, { title, url }),
    score: result.score,
    says: saysAny(words, `${title} ${content}`),
  };
}

/**
 * @param {Hit | undefined} one
 * @param {Hit | undefined} other
 * @returns {number}
 */
function compareHits(one, other) {
  if (!one || !other) return Number(!one) - Number(!other);
  return other.grade - one.grade || other.score - one.score;
}

// @ts-check
/** What the script says: phrases that the page brings along in its language. */

/** @typedef {Record<string, string | number>} Values Numbers are written in the manner of the language; texts stay as they are. */
/** @typedef {(key: string, values?: Values) => string} Say Fills a phrase; `number` chooses its plural form. */

const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);

/** @param {number} number @returns {string} */
export const write = (number) => numbers.format(number);

/**
 * Read the phrases of a section.
 * @param {HTMLElement} section @returns {Say}
 */
export function readPhrases(section) {
  const template = /** @type {HTMLTemplateElement} */ (section.querySelector("template[data-phrases]"));
  const spans = /** @type {NodeListOf<HTMLElement>} */ (template.content.querySelectorAll("[data-phrase]"));
  const phrases = new Map([...spans].map((span) => [span.dataset.phrase, span.textContent ?? ""]));
  return (key, values = {}) => {
    const phrase = phrases.get(key) ?? phrases.get(`${key}.${plural.select(Number(values.number))}`) ?? key;
    return phrase.replace(/\{(\w+)\}/g, (place, name) => {
      const value = values[name] ?? place;
      return typeof value === "number" ? write(value) : value;
    });
  };
}

// @ts-check
/** Showing what was found: counts at the kinds, groups of links, and a line that says how many. */

import { fold } from "../folding.js";
import { splitWords, tidy } from "./spelling.js";

/** @typedef {import("./finder.js").Answer} Answer */
/** @typedef {import("./finder.js").Group} Group */
/** @typedef {import("./finder.js").Hit} Hit */

/**
 * Make an element with a class and text.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} [style]
 * @param {string} [text]
 * @returns {HTMLElementTagNameMap[Name]}
 */
function make(name, style, text) {
  const element = document.createElement(name);
  if (style) element.className = style;
  if (text !== undefined) element.textContent = text;
  return element;
}

/**
 * Read a phrase that the template of the dialog holds, with its number in the manner of the language.
 * @param {HTMLElement} dialog
 * @param {string} name
 * @param {number} [number]
 * @returns {string}
 */
function say(dialog, name, number) {
  const phrase = dialog.dataset[name] ?? "";
  return number === undefined ? phrase : phrase.replace("{number}", new Intl.NumberFormat(document.documentElement.lang).format(number));
}

/**
 * @param {HTMLElement} dialog
 * @param {number} number
 * @returns {string}
 */
function sayFound(dialog, number) {
  return say(dialog, new Intl.PluralRules(document.documentElement.lang).select(number) === "one" ? "foundOne" : "foundSeveral", number);
}

/**
 * Show an answer, or that nothing is asked.
 * @param {HTMLElement} dialog
 * @param {string} words
 * @param {Answer | null} answer
 * @returns {void}
 */
export function showAnswer(dialog, words, answer) {
  const total = answer ? [...answer.totals.values()].reduce((sum, one) => sum + one, 0) : 0;
  const list = dialog.querySelector(".ipt-search__results");
  const kinds = dialog.querySelector(".ipt-search__kinds");
  if (!list || !(kinds instanceof HTMLFieldSetElement)) return;
  kinds.hidden = total === 0;
  showTotals(kinds, answer, total);
  list.replaceChildren(...(answer?.groups.map((group) => makeGroup(dialog, kinds, group, words)) ?? []));
  list.dispatchEvent(new CustomEvent("ipt:painted", { bubbles: true }));
  list.scrollTop = 0;
  const none = answer && total === 0;
  showStatus(dialog, !answer ? "" : none ? say(dialog, "none") : `${sayFound(dialog, total)}${answer.partly ? ` ${say(dialog, "partly")}` : ""}`);
  const other = dialog.querySelector(".ipt-search__other");
  if (other instanceof HTMLAnchorElement) {
    other.hidden = !none;
    const root = new URL(dialog.dataset.root ?? "", document.baseURI);
    other.href = new URL(`${other.dataset.path}?${new URLSearchParams({ q: words })}`, root).href;
  }
}

/**
 * Say that the search does not work here.
 * @param {HTMLElement} dialog
 * @returns {void}
 */
export function showFailure(dialog) {
  dialog.querySelector(".ipt-search__results")?.replaceChildren();
  showStatus(dialog, say(dialog, "failed"));
}

/**
 * @param {HTMLElement} dialog
 * @param {string} text
 */
function showStatus(dialog, text) {
  const status = dialog.querySelector("[role=status]");
  if (status && status.textContent !== text) status.textContent = text;
}

/**
 * @param {HTMLFieldSetElement} kinds
 * @param {Answer | null} answer
 * @param {number} total
 */
function showTotals(kinds, answer, total) {
  for (const input of kinds.querySelectorAll("input")) {
    const number = input.value ? (answer?.totals.get(input.value) ?? 0) : total;
    const count = input.parentElement?.querySelector(".ipt-count");
    if (count) count.textContent = new Intl.NumberFormat(document.documentElement.lang).format(number);
    input.disabled = number === 0 && !input.checked;
  }
}

/**
 * @param {HTMLElement} dialog
 * @param {HTMLFieldSetElement} kinds
 * @param {Group} group
 * @param {string} words
 * @returns {HTMLElement}
 */
function makeGroup(dialog, kinds, group, words) {
  const title = kinds.querySelector(`input[value="${CSS.escape(group.kind)}"]`)?.parentElement?.querySelector("[data-title]")?.textContent ?? "";
  const section = make("section", "ipt-search__group");
  section.dataset.collection = group.kind;
  const heading = make("h2", "ipt-search__kind", title);
  heading.id = `search-${group.kind}`;
  section.setAttribute("aria-labelledby", heading.id);
  const list = make("ul");
  list.append(...group.hits.map((hit) => makeHit(hit, words)));
  section.append(heading, list);
  if (group.total > group.hits.length && !kinds.querySelector(`input[value="${CSS.escape(group.kind)}"]:checked`)) {
    const more = make("button", "ipt-search__more", say(dialog, "more", group.total));
    more.type = "button";
    more.dataset.kind = group.kind;
    more.setAttribute("aria-describedby", heading.id);
    section.append(more);
  }
  return section;
}

/**
 * @param {Hit} hit
 * @param {string} words
 * @returns {HTMLElement}
 */
function makeHit(hit, words) {
  const item = make("li", "ipt-hit");
  const link = make("a", "ipt-hit__link");
  link.href = hit.url;
  link.append(make("span", "ipt-hit__title", hit.title));
  if (hit.badge) link.append(" ", make("span", "ipt-hit__badge", hit.badge));
  item.append(link);
  if (hit.summary) item.append(make("p", "ipt-hit__text", hit.summary));
  const told = fold(`${hit.title} ${hit.summary}`);
  const untold = splitWords(tidy(words)).map((word) => word.slice(0, 5)).filter((stem) => !told.includes(stem));
  if (untold.some((stem) => fold(hit.excerpt).includes(stem))) item.append(makeExcerpt(hit.excerpt));
  return item;
}

/**
 * Show the place where the words stand. Pagefind gives text in which only `<`, `>` are escaped, with marks around words.
 * @param {string} excerpt
 * @returns {HTMLElement}
 */
function makeExcerpt(excerpt) {
  const line = make("p", "ipt-hit__text ipt-hit__excerpt");
  for (const [number, part] of excerpt.split(/<\/?mark>/).entries()) {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">");
    line.append(number % 2 ? make("mark", "", text) : text);
  }
  return line;
}

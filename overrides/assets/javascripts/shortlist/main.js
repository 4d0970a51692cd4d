// @ts-check
/** Start the bookmarks on every page, and what the shortlist and the comparison need on theirs alone. */

import { startMarks } from "./marks.js";

startMarks();
const shortlist = document.querySelector("[data-shortlist]");
if (shortlist instanceof HTMLElement) void import("./page.js").then(({ startPage }) => startPage(shortlist));
const comparison = document.querySelector("[data-compare]");
if (comparison instanceof HTMLElement) void import("./comparison.js").then(({ startComparison }) => startComparison(comparison));

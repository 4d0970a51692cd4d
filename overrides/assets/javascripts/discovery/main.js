// @ts-check
/** Discovery pages: the form, the list and the address say the same. */

import { keepCards, load } from "./cards.js";
import { find, has, prepare, sort } from "./engine.js";
import { openForm } from "./form.js";
import { openList } from "./list.js";
import { openResults } from "./results.js";
import { loosen, readState, writeState } from "./state.js";
import { findText } from "./text.js";
import { readPhrases, write } from "./words.js";

/** @typedef {import("./engine.js").Index} Index */
/** @typedef {import("./state.js").State} State */

const PORTION = 60;
/** Cards that a screen shows; they are painted before the others. */
const FIRST = 12;
/** Records above which the index waits until somebody turns to the form. */
const MANY = 1000;
/** Milliseconds without a key after which the number of records is announced. */
const PAUSE = 400;

/** @param {HTMLElement} section @returns {Promise<void>} */
async function start(section) {
  const pick = (/** @type {string} */ name) => /** @type {HTMLElement} */ (section.querySelector(`[data-${name}]`));
  const [form, area, more] = [/** @type {HTMLFormElement} */ (pick("filters")), pick("list"), pick("more")];
  const say = readPhrases(section);
  const results = openResults(section, say, (next) => void choose(next));
  const address = new URL(String(section.dataset.index), location.href);
  form.reset();
  const opener = addOpener(form, say("filters"));
  form.hidden = false;
  /** @type {Index} */
  let index;
  try {
    if (Number(section.dataset.total) > MANY && !location.search) await touch(section);
    index = await load(address);
  } catch {
    form.hidden = true;
    section.dataset.failed = "";
    return results.remark(say("failed"));
  }

  const engine = prepare(index);
  pick("sorting").hidden = index.sorts.length < 2;
  const cards = keepCards(index, address, section.querySelectorAll(".ipt-card"));
  const controls = openForm(form, index, write);
  const list = openList(area, index);
  const present = area.querySelectorAll(".ipt-card, [data-place]").length;
  const portion = list.tree ? Math.max(present, PORTION) : PORTION;
  /** @type {Promise<import("./text.js").Texts> | undefined} */
  let texts;
  const openTexts = () => {
    texts ??= load(new URL(index.text, address));
    texts.catch(() => (texts = undefined));
    return texts;
  };
  let state = readState("", index);
  let records = list.arrange(sort(index, state, engine.all));
  let painted = records.slice(0, present);

  /** Paint the records up to an end: what a screen shows first, the others in the next frame. @param {number} end @returns {Promise<void>} */
  async function paint(end) {
    const wanted = records;
    const begun = wanted.slice(0, FIRST).every((record, at) => record === painted[at]);
    for (const part of begun || wanted.length <= FIRST ? [end] : [FIRST, end]) {
      const some = wanted.slice(0, part);
      await cards.fetch(some.filter(list.carded));
      if (records !== wanted) return;
      list.paint((painted = some), cards.get);
      const rest = Math.min(portion, wanted.length - some.length);
      more.hidden = !rest || part < end;
      more.textContent = say("more", { number: rest });
      section.dispatchEvent(new CustomEvent("ipt:painted", { bubbles: true }));
      if (part < end) await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
  }

  /**
   * Show a state: the numbers at once, then its cards up to an end.
   * @param {State} next @param {number} [end] @param {number} [pause] @returns {Promise<void>}
   */
  async function show(next, end = portion, pause = 0) {
    state = next;
    controls.write(next);
    try {
      const text = next.q ? findText(await openTexts(), next.q) : null;
      if (state !== next) return;
      const found = find(engine, next, text?.hits ?? null);
      const sorted = list.arrange(sort(index, next, found.bits));
      const foreign = text && !list.tree ? sorted.filter((record) => has(text.foreign, record)) : [];
      records = text && foreign.length ? [...sorted.filter((record) => !has(text.foreign, record)), ...foreign] : sorted;
      controls.mark(next, found);
      const filters = results.tell(index, next, found, foreign.length);
      const words = say(found.total === index.count ? "count" : "found", { number: found.total, total: index.count });
      opener.textContent = `${filters ? say("filters_in_force", { number: filters }) : say("filters")} · ${words}`;
      results.announce(words, pause);
      await paint(end);
    } catch {
      results.remark(say("failed"));
    }
  }

  /** @param {State} next @param {"pushState" | "replaceState"} [way] @param {number} [pause] @returns {Promise<void>} */
  function choose(next, way = "pushState", pause = 0) {
    const query = writeState(next, index);
    const shown = show(next, portion, pause);
    // A new address makes the browser bring every style up to date: it waits until the list stands.
    setTimeout(() => {
      if (query !== location.search || way === "replaceState") history[way](null, "", location.pathname + query + location.hash);
    });
    return shown;
  }

  /** Show what the address says. @returns {Promise<void>} */
  function follow() {
    return show(readState(location.search, index), Number(history.state?.shown) || (location.search ? portion : present));
  }

  form.addEventListener("input", ({ target }) => {
    if (target === controls.text) void choose(controls.read(), "replaceState", PAUSE);
  });
  section.addEventListener("change", ({ target }) => {
    if (target !== controls.text) void choose(controls.read());
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("focusin", ({ target }) => void (target === controls.text && openTexts().catch(() => {})));
  pick("clear").addEventListener("click", () => void choose(loosen(state)));
  pick("copy").hidden = !navigator.clipboard;
  pick("copy").addEventListener("click", async () => {
    await navigator.clipboard.writeText(location.href);
    results.add(say("copied"));
  });
  more.addEventListener("click", async () => {
    const shown = painted.length;
    await paint(shown + portion);
    history.replaceState({ shown: painted.length }, "");
    cards.get(painted[shown])?.querySelector("a")?.focus();
  });
  addEventListener("popstate", () => void follow());
  const pager = section.querySelector("[data-pager]");
  if (pager instanceof HTMLElement) pager.hidden = true;
  const early = controls.read();
  if (!location.search && writeState(early, index)) await choose(early, "replaceState");
  else await follow();
  section.dataset.ready = "";
}

/**
 * Add the button that opens the filters where the screen is narrow; there the facets begin closed.
 * @param {HTMLFormElement} form @param {string} words @returns {HTMLButtonElement}
 */
function addOpener(form, words) {
  const opener = document.createElement("button");
  const turn = (/** @type {boolean} */ open) => {
    form.classList.toggle("ipt-facets--open", open);
    opener.setAttribute("aria-expanded", String(open));
  };
  opener.type = "button";
  opener.className = "ipt-facets__opener";
  opener.textContent = words;
  opener.addEventListener("click", () => turn(opener.getAttribute("aria-expanded") !== "true"));
  turn(false);
  form.querySelector(".ipt-facets__words")?.after(opener);
  if (matchMedia("(max-width: 59.99em)").matches) for (const facet of form.querySelectorAll("details")) facet.open = false;
  return opener;
}

/** @param {HTMLElement} section @returns {Promise<unknown>} Resolves when somebody turns to the section. */
const touch = (section) =>
  new Promise((resolve) => {
    for (const type of ["pointerover", "focusin", "input"]) section.addEventListener(type, resolve, { once: true });
  });

for (const section of document.querySelectorAll("[data-discovery]")) void start(/** @type {HTMLElement} */ (section));

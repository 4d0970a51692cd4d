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
/** Cards that are painted at once, while the files of the others come. */
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
    return results.remark(say("failed"));
  }

  const engine = prepare(index);
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
  let shown = present;

  /** Show a state: the numbers at once, then its first cards. @param {State} next @param {number} end @param {number} [pause] @returns {Promise<void>} */
  async function show(next, end, pause) {
    state = next;
    try {
      const text = next.q ? findText(await openTexts(), next.q) : null;
      if (state !== next) return;
      const found = find(engine, next, text?.hits ?? null);
      const sorted = list.arrange(sort(index, next, found.bits));
      const foreign = text ? sorted.filter((record) => has(text.foreign, record)) : [];
      records = foreign.length && !list.tree ? [...sorted.filter((record) => !has(text.foreign, record)), ...foreign] : sorted;
      controls.mark(found);
      const filters = results.tell(index, next, found, foreign.length);
      opener.textContent = filters ? say("filters_in_force", { number: filters }) : say("filters");
      const { total } = found;
      results.announce(say(total === index.count ? "count" : "found", { number: total, total: index.count }), pause);
      await paint(end);
    } catch {
      results.remark(say("failed"));
    }
  }
}

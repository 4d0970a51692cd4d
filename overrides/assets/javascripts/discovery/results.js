// @ts-check
/** What the page says of a state beside its list: how many records, what is chosen, what was left out, what to loosen. */

import { loosen } from "./state.js";

/** @typedef {import("./engine.js").Index} Index */
/** @typedef {import("./engine.js").Found} Found */
/** @typedef {import("./state.js").State} State */
/** @typedef {import("./words.js").Say} Say */
/** @typedef {{ name: string, value: string, without: State }} Filter A filter in words: all of it, the chosen thing alone, the state without it. */

/**
 * Name the filters in force: `each` names every chosen thing, `whole` every facet, range and text, by its number in `Found.without`.
 * @param {Index} index @param {State} state @param {Say} say @returns {{ each: Filter[], whole: Map<number, Filter> }}
 */
export function nameFilters(index, state, say) {
  /** @type {Filter[]} */
  const each = [];
  /** @type {Map<number, Filter>} */
  const whole = new Map();
  /** @param {number} filter @param {string} name @param {string} value @returns {void} */
  const add = (filter, name, value) => {
    whole.set(filter, { name, value, without: loosen(state, filter) });
  };
  index.facets.forEach(({ label, terms }, at) => {
    const chosen = state.chosen[at];
    for (const term of chosen) {
      const rest = state.chosen.map((list, other) => (other === at ? list.filter((one) => one !== term) : list));
      const value = terms[term][1];
      each.push({ name: say("facet", { facet: label, term: value }), value, without: { ...state, chosen: rest } });
    }
    if (chosen.length) add(at, say("facet", { facet: label, term: chosen.map((term) => terms[term][1]).join(", ") }), "");
  });
  index.ranges.forEach(({ label, min, max }, at) => {
    const { low, high } = state.ranges[at];
    if (low === null && high === null) return;
    const value = say("between", { label, from: String(low ?? min), to: String(high ?? max) });
    add(index.facets.length + at, value, value);
  });
  if (state.q) {
    const value = say("words", { words: state.q });
    add(index.facets.length + index.ranges.length, value, value);
  }
  return { each: [...each, ...[...whole.values()].filter(({ value }) => value)], whole };
}

/**
 * Make what speaks of the results of a section.
 * @param {HTMLElement} section @param {Say} say @param {(state: State) => void} choose Takes up a state that a button stands for.
 */
export function openResults(section, say, choose) {
  const [status, chips, note] = ["status", "chips", "note"].map(
    (name) => /** @type {HTMLElement} */ (section.querySelector(`[data-${name}]`)),
  );
  const clear = section.querySelector("[data-clear]")?.textContent ?? "";
  /** @type {number | undefined} */
  let waiting;

  /** @param {string} words @param {State} state @param {string} [label] @returns {HTMLElement} */
  const makeItem = (words, state, label) => {
    const item = document.createElement("li");
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = words;
    if (label) button.setAttribute("aria-label", label);
    button.addEventListener("click", () => choose(state));
    item.append(button);
    return item;
  };
  /** @param {string} words @returns {HTMLElement} */
  const makeLine = (words) => {
    const line = document.createElement("p");
    line.textContent = words;
    return line;
  };

  status.tabIndex = -1;
  return {
    /** @param {string} words @param {number} [after] Milliseconds to wait for more, so that what is typed is announced once. @returns {void} */
    announce(words, after = 0) {
      clearTimeout(waiting);
      const speak = () => {
        if (status.textContent !== words) status.textContent = words;
      };
      if (after) waiting = setTimeout(speak, after);
      else speak();
    },

    /** @param {string} words Announced beside what stands there. @returns {void} */
    add: (words) => {
      status.textContent = `${status.textContent?.split(" · ")[0]} · ${words}`;
    },

    /** @param {string} words @returns {void} */
    remark: (words) => note.replaceChildren(makeLine(words)),

    /**
     * Say what is chosen and what that leaves out.
     * @param {Index} index @param {State} state @param {Found} found @param {number} foreign Records that have the words in English alone.
     * @returns {number} How many filters are in force.
     */
    tell(index, state, found, foreign) {
      const { each, whole } = nameFilters(index, state, say);
      const focused = document.activeElement;
      const place = [...chips.children].findIndex((chip) => chip.contains(focused));
      const lost = place >= 0 || note.contains(focused);
      chips.replaceChildren(...each.map(({ name, value, without }) => makeItem(value, without, say("remove", { filter: name }))));
      chips.hidden = !each.length;
      const lines = found.unstated.flatMap((number, at) => (number ? [makeLine(say("left_out", { number, label: index.ranges[at].label }))] : []));
      if (foreign) lines.push(makeLine(say("by_english", { number: foreign })));
      if (!found.total) {
        const ways = [...whole].flatMap(([filter, { name, without }]) => {
          const number = found.without[filter] ?? 0;
          return number ? [makeItem(say("without", { filter: name, number }), without)] : [];
        });
        const list = document.createElement("ul");
        list.append(...(ways.length ? ways : [makeItem(clear, loosen(state))]));
        lines.unshift(makeLine(say("none")), ...(ways.length ? [makeLine(say("loosen"))] : []), list);
      }
      note.replaceChildren(...lines);
      if (lost) (chips.querySelectorAll("button")[Math.min(place, each.length - 1)] ?? status).focus();
      return each.length;
    },
  };
}

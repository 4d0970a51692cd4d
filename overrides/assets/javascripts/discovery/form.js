// @ts-check
/** The form: what is chosen in it, how many records each choice would show. */

import { limit } from "./state.js";

/** @typedef {import("./engine.js").Index} Index */
/** @typedef {import("./state.js").State} State */

/**
 * Find the controls of an index in the form.
 * @param {HTMLFormElement} form @param {Index} index @param {(number: number) => string} write Writes a number in the language of the page.
 */
export function openForm(form, index, write) {
  /** @param {string} rest @returns {HTMLInputElement[]} */
  const inputs = (rest) => [...form.querySelectorAll(/** @type {"input"} */ (`input${rest}`))];
  const [text] = inputs('[name="q"]');
  const order = /** @type {HTMLSelectElement} */ (form.elements.namedItem("sort"));
  const boxes = index.facets.map(({ key, terms }) => {
    const found = new Map(inputs(`[name="${key}"]`).map((box) => [box.value, box]));
    return terms.map(([id]) => /** @type {HTMLInputElement} */ (found.get(id)));
  });
  const counts = boxes.map((list) => list.map((box) => /** @type {Element} */ (box.closest("label")?.querySelector("[data-count]"))));
  const ranges = index.ranges.map(({ key }) => ({
    low: inputs(`[name="${key}-from"]`)[0],
    high: inputs(`[name="${key}-to"]`)[0],
    unstated: inputs(`[name="${key}-unstated"]`)[0],
  }));
  const number = (/** @type {HTMLInputElement} */ { valueAsNumber: value }) => (Number.isInteger(value) ? value : null);

  return {
    text,

    /** @returns {State} What the controls say. */
    read: () => ({
      q: text.value.trim(),
      chosen: boxes.map((list) => list.flatMap((box, term) => (box.checked ? [term] : []))),
      ranges: ranges.map(({ low, high, unstated }) => limit(number(low), number(high), unstated.checked)),
      sort: order.value,
    }),

    /** @param {State} state @returns {void} */
    write(state) {
      if (text.value.trim() !== state.q) text.value = state.q;
      boxes.forEach((list, at) => list.forEach((box, term) => (box.checked = state.chosen[at].includes(term))));
      ranges.forEach(({ low, high, unstated }, at) => {
        const span = state.ranges[at];
        low.value = String(span.low ?? "");
        high.value = String(span.high ?? "");
        unstated.checked = span.unstated;
      });
      order.value = state.sort;
    },

    /**
     * Show how many records each choice would show; one that would show none cannot be taken, unless it has the focus.
     * @param {State} state @param {import("./engine.js").Found} found @returns {void}
     */
    mark(state, found) {
      ranges.forEach(({ unstated }, at) => {
        const { low, high } = state.ranges[at];
        const label = unstated.closest("label");
        if (label) label.hidden = low === null && high === null;
      });
      boxes.forEach((list, at) =>
        list.forEach((box, term) => {
          const count = found.counts[at][term];
          const words = write(count);
          if (counts[at][term].textContent !== words) counts[at][term].textContent = words;
          box.disabled = !count && !box.checked && box !== document.activeElement;
        }),
      );
    },
  };
}

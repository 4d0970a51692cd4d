// @ts-check
/**
 * What a state leaves of a collection, and what each further choice would leave.
 * A set of records is a bitmap, 32 records a word: thousands of records and a hundred terms take less than a millisecond.
 */

/** @typedef {{ key: string, label: string, terms: [id: string, label: string][], values: (number | number[] | null)[] }} Facet */
/** @typedef {{ key: string, label: string, min: number, max: number, values: (number | null)[] }} Range */
/** @typedef {{ key: string, label: string, order: number[] }} Sort */
/**
 * The data file of a collection; a column holds one value a record.
 * @typedef {{ count: number, ids: string[], names: string[], facets: Facet[], ranges: Range[], sorts: Sort[], text: string, cards: string[], chunk: number }} Index
 */
/** @typedef {import("./state.js").State} State */
/** @typedef {Uint32Array} Bits */
/** @typedef {{ index: Index, all: Bits, terms: Bits[][], unstated: Bits[] }} Engine `terms` by facet, `unstated` by range. */
/**
 * @typedef {object} Found
 * @property {Bits} bits
 * @property {number} total
 * @property {number[][]} counts How many records each term of each facet would show; the choices in its own facet do not count.
 * @property {number[]} unstated How many records each narrowed range leaves out because they state no value.
 * @property {(number | null)[]} without How many records the list would have without each filter: facets, ranges, text; null where it does not filter.
 */

/** @param {number} count @returns {Bits} */
const none = (count) => new Uint32Array((count + 31) >>> 5);

/** @param {Bits} bits @param {number} record @returns {void} */
const add = (bits, record) => void (bits[record >>> 5] |= 1 << (record & 31));

/** @param {Bits} bits @param {number} record @returns {boolean} */
export const has = (bits, record) => ((bits[record >>> 5] >>> (record & 31)) & 1) === 1;

/**
 * Make a set of the records that pass a test.
 * @param {number} count @param {(record: number) => boolean} test @returns {Bits}
 */
export function collect(count, test) {
  const bits = none(count);
  for (let record = 0; record < count; record++) if (test(record)) add(bits, record);
  return bits;
}

/**
 * Count the records that two sets share.
 * @param {Bits} one @param {Bits} other @returns {number}
 */
export function count(one, other) {
  let total = 0;
  for (let at = 0; at < one.length; at++) {
    let word = one[at] & other[at];
    word -= (word >>> 1) & 0x55555555;
    word = (word & 0x33333333) + ((word >>> 2) & 0x33333333);
    total += (((word + (word >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
  }
  return total;
}

/**
 * Prepare an index for questions.
 * @param {Index} index @returns {Engine}
 */
export function prepare(index) {
  const terms = index.facets.map((facet) => {
    const sets = facet.terms.map(() => none(index.count));
    facet.values.forEach((value, record) => {
      if (Array.isArray(value)) for (const term of value) add(sets[term], record);
      else if (value !== null) add(sets[value], record);
    });
    return sets;
  });
  const unstated = index.ranges.map((range) => collect(index.count, (record) => range.values[record] === null));
  return { index, all: collect(index.count, () => true), terms, unstated };
}

/**
 * Find the records of a state: one of the choices of each facet, all facets, all ranges, the text.
 * @param {Engine} engine @param {State} state @param {Bits | null} hits Records that have the text, null without a text.
 * @returns {Found}
 */
export function find(engine, state, hits) {
  const { index, all, terms, unstated } = engine;
  const ranged = index.ranges.map((range, at) => narrow(index.count, range, state.ranges[at]));
  const filters = [...index.facets.map((_, at) => join(terms[at], state.chosen[at])), ...ranged, hits];
  const rest = filters.map((_, at) => meet(all, filters.filter((__, other) => other !== at)));
  const bits = meet(all, filters);
  return {
    bits,
    total: count(bits, bits),
    counts: terms.map((sets, at) => sets.map((set) => count(set, rest[at]))),
    unstated: unstated.map((set, at) => {
      const here = index.facets.length + at;
      return filters[here] && !state.ranges[at].unstated ? count(set, rest[here]) : 0;
    }),
    without: filters.map((filter, at) => (filter ? count(rest[at], rest[at]) : null)),
  };
}

/**
 * List found records in the order of a state.
 * @param {Index} index @param {State} state @param {Bits} bits @returns {number[]}
 */
export function sort(index, state, bits) {
  const order = (index.sorts.find((one) => one.key === state.sort) ?? index.sorts[0]).order;
  return order.filter((record) => has(bits, record));
}

/** @param {Bits[]} sets @param {number[]} chosen @returns {Bits | null} The records of any chosen term. */
function join(sets, chosen) {
  if (!chosen.length) return null;
  const bits = sets[chosen[0]].slice();
  for (const term of chosen) sets[term].forEach((word, at) => (bits[at] |= word));
  return bits;
}

/** @param {Bits} all @param {(Bits | null)[]} filters @returns {Bits} The records of every filter. */
function meet(all, filters) {
  const bits = all.slice();
  for (const filter of filters) if (filter) for (let at = 0; at < bits.length; at++) bits[at] &= filter[at];
  return bits;
}

/** @param {number} count @param {Range} range @param {import("./state.js").Span} span @returns {Bits | null} */
function narrow(count, range, span) {
  if (span.low === null && span.high === null) return null;
  const low = span.low ?? -Infinity;
  const high = span.high ?? Infinity;
  return collect(count, (record) => {
    const value = range.values[record];
    return value === null ? span.unstated : low <= value && value <= high;
  });
}

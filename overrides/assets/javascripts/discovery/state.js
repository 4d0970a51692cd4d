// @ts-check
/** What a visitor chose, and the query of the address that says it: `?q=…&field=healthcare,energy&trl=4-9&sort=reviewed`. */

/** @typedef {import("./engine.js").Index} Index */
/** @typedef {{ low: number | null, high: number | null, unstated: boolean }} Span Ends of a range, and whether records without a value stay. */
/** @typedef {{ q: string, chosen: number[][], ranges: Span[], sort: string }} State `chosen` holds terms by facet, in their order. */

const UNSTATED = "unstated";

/**
 * Read a state from the query of an address; what the index does not know stays out.
 * @param {string} query @param {Index} index @returns {State}
 */
export function readState(query, index) {
  const values = new URLSearchParams(query);
  /** @param {string} key @returns {string[]} */
  const list = (key) => values.getAll(key).flatMap((value) => value.split(","));
  const sort = values.get("sort");
  return {
    q: (values.get("q") ?? "").trim(),
    chosen: index.facets.map((facet) => {
      const ids = new Set(list(facet.key));
      return facet.terms.flatMap(([id], term) => (ids.has(id) ? [term] : []));
    }),
    ranges: index.ranges.map((range) => {
      const [span = "", ...more] = list(range.key);
      const ends = /^(\d{0,6})-(\d{0,6})$/.exec(span) ?? [];
      return limit(ends[1] ? Number(ends[1]) : null, ends[2] ? Number(ends[2]) : null, more.includes(UNSTATED));
    }),
    sort: index.sorts.some(({ key }) => key === sort) ? /** @type {string} */ (sort) : index.sorts[0].key,
  };
}

/**
 * Write a state as a query, with its question mark; nothing where nothing is chosen.
 * @param {State} state @param {Index} index @returns {string}
 */
export function writeState(state, index) {
  const parts = state.q ? [`q=${encodeURIComponent(state.q).replaceAll("%20", "+")}`] : [];
  index.facets.forEach((facet, at) => {
    const ids = state.chosen[at].map((term) => encodeURIComponent(facet.terms[term][0]));
    if (ids.length) parts.push(`${facet.key}=${ids.join(",")}`);
  });
  index.ranges.forEach((range, at) => {
    const { low, high, unstated } = state.ranges[at];
    if (low !== null || high !== null) parts.push(`${range.key}=${low ?? ""}-${high ?? ""}${unstated ? `,${UNSTATED}` : ""}`);
  });
  if (state.sort !== index.sorts[0].key) parts.push(`sort=${encodeURIComponent(state.sort)}`);
  return parts.length ? `?${parts.join("&")}` : "";
}

/**
 * Make a span of two ends; ends that cross change places. Even one that takes in every value leaves out the records without one.
 * @param {number | null} low @param {number | null} high @param {boolean} unstated @returns {Span}
 */
export function limit(low, high, unstated) {
  if (low !== null && high !== null && low > high) [low, high] = [high, low];
  return { low, high, unstated: unstated && (low !== null || high !== null) };
}

/**
 * Return the state without one filter, numbered as in `Found.without`, or without all of them.
 * @param {State} state @param {number} [filter] @returns {State}
 */
export function loosen(state, filter) {
  const gone = (/** @type {number} */ at) => filter === undefined || filter === at;
  const { length } = state.chosen;
  return {
    q: gone(length + state.ranges.length) ? "" : state.q,
    chosen: state.chosen.map((terms, at) => (gone(at) ? [] : terms)),
    ranges: state.ranges.map((span, at) => (gone(length + at) ? { low: null, high: null, unstated: false } : span)),
    sort: state.sort,
  };
}

/** The parts of the discovery pages that need no page: what a state leaves, the address that says it, the text filter. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { collect, count, find, has, prepare, sort } from "../../overrides/assets/javascripts/discovery/engine.js";
import { limit, loosen, readState, writeState } from "../../overrides/assets/javascripts/discovery/state.js";
import { findText } from "../../overrides/assets/javascripts/discovery/text.js";
import { foldWords } from "../../overrides/assets/javascripts/folding.js";

const FIELDS = ["energy", "healthcare", "space"];
const KINDS = ["hardware", "software"];

/** Make an index of so many records whose values follow from their numbers. */
function makeIndex(count = 90) {
  const records = Array.from({ length: count }, (_, at) => at);
  return {
    count,
    ids: records.map((at) => `r${at}`),
    facets: [
      { key: "field", label: "Field", terms: FIELDS.map((id) => [id, id]), values: records.map((at) => (at % 7 ? [at % 3, (at + 1) % 3] : [])) },
      { key: "kind", label: "Kind", terms: KINDS.map((id) => [id, id]), values: records.map((at) => (at % 5 ? at % 2 : null)) },
    ],
    ranges: [{ key: "trl", label: "TRL", min: 1, max: 9, values: records.map((at) => (at % 4 ? 1 + (at % 9) : null)) }],
    sorts: [
      { key: "name", label: "Name", order: records },
      { key: "reviewed", label: "Date", order: records.toReversed() },
    ],
    text: "", cards: [], chunk: 100,
  };
}

const index = makeIndex();
const engine = prepare(index);
const nothing = readState("", index);
const list = (bits) => Array.from({ length: index.count }, (_, at) => at).filter((at) => has(bits, at));

/** Say by the plainest means whether a record belongs to a state. */
function belongs(state, at, hits, but = -1) {
  const facets = index.facets.every((facet, number) => {
    const own = [facet.values[at] ?? []].flat();
    return number === but || !state.chosen[number].length || state.chosen[number].some((term) => own.includes(term));
  });
  const { low, high, unstated } = state.ranges[0];
  const value = index.ranges[0].values[at];
  const ranged = (low === null && high === null) || but === 2 || (value === null ? unstated : value >= (low ?? 0) && value <= (high ?? 99));
  return facets && ranged && (but === 3 || !hits || has(hits, at));
}

const QUERIES = ["", "?field=energy", "?field=energy,space", "?field=energy&kind=software", "?trl=4-6", "?trl=-3,unstated&kind=hardware", "?kind=software,hardware&trl=8-"];

for (const query of QUERIES)
  for (const hits of [null, collect(index.count, (at) => at % 3 === 1)])
    test(`the records and counts of ${query || "no choice"}${hits ? " with a text" : ""} are those of a plain search`, () => {
      const state = readState(query, index);
      const found = find(engine, state, hits);
      const plain = (but) => index.ids.flatMap((_, at) => (belongs(state, at, hits, but) ? [at] : []));
      assert.deepEqual(list(found.bits), plain());
      assert.equal(found.total, plain().length);
      index.facets.forEach((facet, number) =>
        facet.terms.forEach((_, term) => {
          const expected = plain(number).filter((at) => [facet.values[at] ?? []].flat().includes(term)).length;
          assert.equal(found.counts[number][term], expected);
        }),
      );
      found.without.forEach((total, filter) => total === null || assert.equal(total, plain(filter).length));
    });

test("records without a value are counted when a range leaves them out, and only then", () => {
  const unstated = index.ranges[0].values.filter((value) => value === null).length;
  assert.deepEqual(find(engine, readState("?trl=4-", index), null).unstated, [unstated]);
  assert.deepEqual(find(engine, readState("?trl=4-,unstated", index), null).unstated, [0]);
  assert.deepEqual(find(engine, nothing, null).unstated, [0]);
});

test("records come in the order that was chosen", () => {
  const state = readState("?kind=software&sort=reviewed", index);
  const records = sort(index, state, find(engine, state, null).bits);
  assert.deepEqual(records, records.toSorted((one, other) => other - one));
  assert.ok(records.length > 1);
});

test("sets know their size at every length", () => {
  for (const size of [0, 1, 31, 32, 33, 64, 95]) {
    const bits = collect(size, () => true);
    assert.equal(count(bits, bits), size);
  }
});

test("a state survives the address", () => {
  for (const query of ["", "?q=d%C3%A9tecteur+pixel", "?field=energy,space&trl=4-7&sort=reviewed", "?kind=software&trl=-7,unstated", "?trl=4-"])
    assert.equal(writeState(readState(query, index), index), query);
});

test("an address is put in order, and what is unknown stays out", () => {
  const state = readState("?utm=1&trl=99-x&sort=price&field=space,nothing,energy,energy&kind=&__proto__=1", index);
  assert.equal(writeState(state, index), "?field=energy,space");
});

test("the ends of a range are put right", () => {
  assert.deepEqual(limit(7, 4, false), { low: 4, high: 7, unstated: false });
  assert.deepEqual(limit(null, null, true), { low: null, high: null, unstated: false });
  assert.deepEqual(limit(null, 3, true), { low: null, high: 3, unstated: true });
});

test("a range that takes in every value leaves out the records without one", () => {
  const found = find(engine, readState("?trl=1-9", index), null);
  assert.equal(found.total, index.ranges[0].values.filter((value) => value !== null).length);
});

test("one filter can be given up, or all", () => {
  const state = readState("?q=x&field=energy&trl=4-&sort=reviewed", index);
  const rest = [0, 2, 3].map((filter) => writeState(loosen(state, filter), index));
  assert.deepEqual(rest, ["?q=x&trl=4-&sort=reviewed", "?q=x&field=energy&sort=reviewed", "?field=energy&trl=4-&sort=reviewed"]);
  assert.equal(writeState(loosen(state), index), "?sort=reviewed");
});

test("texts fold without case, accents and signs", () => {
  assert.deepEqual(foldWords("Détecteurs à pixels, DÉTECTEURS"), ["detecteurs", "a", "pixels", "detecteurs"]);
  assert.deepEqual(foldWords("Straße"), ["strasse"]);
  assert.deepEqual(foldWords("  —  "), []);
});

test("words match in any order, at their beginnings, in either language", () => {
  const texts = { own: ["chambre a vide", "aimant supraconducteur", "vide 44212000"], other: ["vacuum chamber", "magnet", "vacuum"] };
  const search = (query) => findText(texts, query);
  const numbers = (bits) => [0, 1, 2].filter((at) => has(bits, at));
  assert.deepEqual(numbers(search("vide chambre").hits), [0]);
  assert.deepEqual(numbers(search("VID").hits), [0, 2]);
  assert.deepEqual(numbers(search("ide").hits), []);
  assert.deepEqual(numbers(search("4421").hits), [2]);
  assert.deepEqual(numbers(search("vide vacuum").hits), [0, 2]);
  assert.deepEqual(numbers(search("vide vacuum").foreign), [0, 2]);
  assert.deepEqual(numbers(search("supra").foreign), []);
  assert.equal(search(" - "), null);
});

// @ts-check
/** The painted list: one list of cards, or families with the cards that belong to them. */

/** @typedef {import("./engine.js").Index} Index */
/**
 * @typedef {object} List
 * @property {boolean} tree
 * @property {(records: number[]) => number[]} arrange Puts sorted records in the order of the list: families one after the other.
 * @property {(record: number) => boolean} carded Tells whether a record is shown as a card; a family is a heading.
 * @property {(records: number[], get: (record: number) => HTMLElement | undefined) => void} paint Shows these records.
 */

/** @param {HTMLElement} list @param {Index} index @returns {List} */
export function openList(list, index) {
  if (!("tree" in list.dataset)) {
    return {
      tree: false,
      arrange: (records) => records,
      carded: () => true,
      paint: (records, get) => replace(list, records.map((record) => /** @type {HTMLElement} */ (get(record)))),
    };
  }
  const families = findFamilies(index);
  /** @type {Map<number, HTMLElement>} */
  const sections = new Map();
  for (const section of /** @type {NodeListOf<HTMLElement>} */ (list.querySelectorAll("[data-place]")))
    sections.set(Number(section.dataset.place), section);
  const carded = (/** @type {number} */ record) => families[record] !== record;
  return {
    tree: true,
    carded,
    arrange: (records) => [...records].sort((one, other) => families[one] - families[other] || Number(carded(one)) - Number(carded(other))),
    paint(records, get) {
      /** @type {Map<number, HTMLElement[]>} */
      const groups = new Map();
      for (const record of records) {
        const group = groups.get(families[record]) ?? [];
        groups.set(families[record], group);
        if (carded(record)) group.push(/** @type {HTMLElement} */ (get(record)));
      }
      const shown = [...groups].map(([family, cards]) => {
        const section = sections.get(family) ?? makeSection(index, family);
        sections.set(family, section);
        replace(/** @type {HTMLElement} */ (section.querySelector(".ipt-cards")), cards);
        /** @type {HTMLElement} */ (section.querySelector("[data-count]")).textContent = String(cards.length);
        return section;
      });
      replace(list, shown);
    },
  };
}

/**
 * Put elements in place of what a parent holds; those that stand right already are not touched.
 * @param {HTMLElement} parent @param {HTMLElement[]} elements @returns {void}
 */
function replace(parent, elements) {
  const { children } = parent;
  let same = 0;
  while (same < elements.length && children[same] === elements[same]) same++;
  if (same) {
    while (children.length > same) children[same].remove();
    parent.append(...elements.slice(same));
  } else parent.replaceChildren(...elements);
}

/** @param {Index} index @returns {number[]} For each record its family: the record that the facet of families names, or itself. */
function findFamilies(index) {
  const numbers = new Map(index.ids.map((id, record) => [id, record]));
  const facet = index.facets.find(({ terms }) => terms.every(([id]) => numbers.has(id)));
  const places = (facet?.terms ?? []).map(([id]) => Number(numbers.get(id)));
  return index.ids.map((_, record) => {
    const [term] = [facet?.values[record] ?? []].flat();
    return term === undefined ? record : places[term];
  });
}

/** @param {Index} index @param {number} family @returns {HTMLElement} A family that the page does not hold. */
function makeSection(index, family) {
  const section = document.createElement("section");
  const [title, link, count, cards] = ["h3", "a", "span", "ul"].map((name) => document.createElement(name));
  section.className = "ipt-family";
  section.setAttribute("aria-labelledby", (title.id = `family-${index.ids[family]}`));
  link.setAttribute("href", `${index.ids[family]}/`);
  link.textContent = index.names[family];
  count.className = "ipt-count";
  count.dataset.count = "";
  cards.className = "ipt-cards";
  title.append(link, " ", count);
  section.append(title, cards);
  return section;
}

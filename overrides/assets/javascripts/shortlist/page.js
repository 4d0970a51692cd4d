// @ts-check
/** The page of the shortlist: the visitor's own list, or one that came with a link. */

import { saveFile, writeCsv } from "./csv.js";
import { showDrafts } from "./drafts.js";
import { collectionOf, keepKeys, MOST, readFragment, writeFragment } from "./keys.js";
import { fetchRecords } from "./records.js";
import { isStored, loadKeys, saveKeys, watchKeys } from "./store.js";
import { carryFragment, copyPiece, fillPhrase, findPart } from "./words.js";

/** @typedef {import("./records.js").RecordData} RecordData */

const FEWEST_COMPARED = 2;
const MOST_COMPARED = 4;

/**
 * Show the list and act on its buttons.
 * @param {HTMLElement} view
 * @returns {void}
 */
export function startPage(view) {
  new ShortlistPage(view).start();
}

class ShortlistPage {
  /** @param {HTMLElement} view */
  constructor(view) {
    this.view = view;
    this.root = new URL(view.dataset.shortlist ?? "", location.href);
    this.root.hash = "";
    this.status = findPart(view, "status");
    /** @type {string[]} */
    this.keys = [];
    /** @type {RecordData[]} */
    this.records = [];
    /** @type {Set<string> | null} What was chosen for comparison; nothing until somebody has chosen. */
    this.chosen = null;
    /** @type {string[] | null} The list before the last removal. */
    this.before = null;
    this.shared = false;
    this.round = 0;
  }

  /** @returns {void} */
  start() {
    this.view.hidden = false;
    this.view.addEventListener("click", (event) => {
      const element = event.target instanceof Element ? event.target.closest("[data-do]") : null;
      if (element instanceof HTMLElement) this.act(element);
    });
    window.addEventListener("hashchange", () => void this.show());
    watchKeys(() => void this.show());
    void this.show();
  }

  /**
   * Read the list and show it; a later call overtakes an earlier one.
   * @param {string} [said] What has just happened.
   * @returns {Promise<void>}
   */
  async show(said = "") {
    const round = ++this.round;
    const own = loadKeys();
    const linked = readFragment(location.hash);
    this.shared = linked.length > 0 && linked.join() !== own.join();
    this.keys = this.shared ? linked : own;
    const nonsense = location.hash.length > 1 && !linked.length;
    if (this.keys.length && !this.records.length) this.status.textContent = this.view.dataset.sayLoading ?? "";
    const found = await fetchRecords(this.keys, this.root);
    if (round !== this.round) return;
    this.records = found.flatMap(({ record }) => record ?? []);
    this.showParts(nonsense);
    this.showMissing("gone", found.filter(({ record, failed }) => !record && !failed));
    this.showMissing("unread", found.filter(({ failed }) => failed));
    findPart(this.view, "cards").replaceChildren(...this.records.map((record, number) => this.makeCard(record, this.keys[number] ?? record.key)));
    const drafts = showDrafts(findPart(this.view, "drafts"), this.records, this.view);
    findPart(this.view, "enquiries").hidden = drafts === 0;
    const number = fillPhrase(this.view.dataset.sayStatus, { number: this.keys.length, most: MOST });
    this.status.textContent = [said || (nonsense ? this.view.dataset.sayNonsense : ""), number].filter(Boolean).join(" · ");
    carryFragment();
  }

  /** @param {boolean} nonsense */
  showParts(nonsense) {
    findPart(this.view, "unstored").hidden = isStored();
    findPart(this.view, "shared").hidden = !this.shared;
    findPart(this.view, "empty").hidden = this.keys.length > 0 || nonsense;
    findPart(this.view, "tools").hidden = !this.records.length;
    findPart(this.view, "rule").textContent = "";
    this.button("clear").hidden = this.shared;
    this.button("undo").hidden = this.before === null || this.shared;
    const link = findPart(this.view, "link");
    if (link instanceof HTMLInputElement) link.value = new URL(writeFragment(this.keys), location.href).href;
  }

  /**
   * @param {string} name
   * @returns {HTMLElement}
   */
  button(name) {
    const button = this.view.querySelector(`[data-do="${name}"]`);
    if (!(button instanceof HTMLElement)) throw new Error(`no button does ${name}`);
    return button;
  }

  /**
   * @param {RecordData} record
   * @param {string} key
   * @returns {HTMLElement}
   */
  makeCard(record, key) {
    const card = copyPiece(this.view, "card");
    card.dataset.key = key;
    card.dataset.collection = record.collection;
    const link = card.querySelector("a");
    const [kind, summary] = [card.querySelector(".ipt-card__kind"), card.querySelector(".ipt-card__summary")];
    if (link) Object.assign(link, { href: record.url, textContent: record.name });
    if (kind) kind.textContent = record.kind;
    if (summary instanceof HTMLElement) Object.assign(summary, { textContent: record.summary, lang: record.lang });
    if (record.emblem) card.prepend(document.importNode(record.emblem, true));
    if (record.badges) summary?.after(document.importNode(record.badges, true));
    const choice = card.querySelector("input");
    if (choice) {
      choice.checked = this.chosenKeys().includes(key);
      choice.setAttribute("aria-label", fillPhrase(this.view.dataset.sayChoose, { name: record.name }));
    }
    this.prepareRemoval(card, record.name);
    return card;
  }

  /**
   * @param {"gone" | "unread"} part
   * @param {readonly { key: string }[]} missing
   */
  showMissing(part, missing) {
    const place = findPart(this.view, part);
    place.hidden = !missing.length;
    place.querySelector("ul")?.replaceChildren(
      ...missing.map(({ key }) => {
        const item = copyPiece(this.view, "missing");
        item.dataset.key = key;
        const name = item.querySelector("span");
        if (name) name.textContent = key;
        this.prepareRemoval(item, key);
        return item;
      }),
    );
  }

  /**
   * @param {HTMLElement} item
   * @param {string} name
   */
  prepareRemoval(item, name) {
    const button = item.querySelector('[data-do="remove"]');
    if (!(button instanceof HTMLElement)) return;
    button.hidden = this.shared;
    button.setAttribute("aria-label", fillPhrase(this.view.dataset.sayRemove, { name }));
  }

  /**
   * Return what is to be compared: what was chosen, at first all technologies where there are two to four.
   * @returns {string[]}
   */
  chosenKeys() {
    const { chosen } = this;
    if (chosen) return this.keys.filter((key) => chosen.has(key));
    const usual = this.keys.filter((key) => collectionOf(key) === "technologies");
    return usual.length <= MOST_COMPARED ? usual : [];
  }

  /** @param {HTMLElement} element */
  act(element) {
    const item = element.closest("[data-key]");
    const key = item instanceof HTMLElement ? (item.dataset.key ?? "") : "";
    switch (element.dataset.do) {
      case "keep": return this.keep();
      case "own": return this.leaveLink();
      case "choose": return this.choose(key, element instanceof HTMLInputElement && element.checked);
      case "remove": return this.remove(key);
      case "clear": return this.change([], this.view.dataset.sayCleared ?? "", { undo: loadKeys() });
      case "undo": return this.change(this.before ?? [], "");
      case "compare": return this.compare();
      case "print": return window.print();
      case "export": return this.export();
    }
  }

  /** Put the records of the link on the visitor's own list, as far as they fit. */
  keep() {
    const wanted = [...new Set([...loadKeys(), ...this.keys])];
    const left = wanted.length - keepKeys(wanted).length;
    const { sayKept, sayPart } = this.view.dataset;
    history.replaceState(null, "", location.pathname + location.search);
    this.change(wanted, left ? fillPhrase(sayPart, { most: MOST, number: left }) : (sayKept ?? ""));
  }

  leaveLink() {
    history.pushState(null, "", location.pathname + location.search);
    void this.show().then(() => this.status.focus());
  }

  /**
   * @param {string} key
   * @param {boolean} chosen
   */
  choose(key, chosen) {
    this.chosen = new Set(this.chosenKeys());
    if (chosen) this.chosen.add(key);
    else this.chosen.delete(key);
    findPart(this.view, "rule").textContent = "";
  }

  /** @param {string} key */
  remove(key) {
    const items = [...this.view.querySelectorAll('[data-key] [data-do="remove"]')];
    const here = items.findIndex((button) => button.closest("[data-key]")?.getAttribute("data-key") === key);
    const name = this.records.find((record) => record.key === key)?.name ?? key;
    const keys = loadKeys().filter((other) => other !== key);
    this.change(keys, fillPhrase(this.view.dataset.sayRemoved, { name }), { undo: loadKeys(), next: Math.min(here, items.length - 2) });
  }

  /**
   * Keep a changed list, say so, and put the focus on the next button of its kind, or on what is said.
   * @param {string[]} keys
   * @param {string} said
   * @param {{ undo?: string[] | null, next?: number | null }} [after] List to go back to; number of the button to go on with.
   */
  change(keys, said, { undo = null, next = null } = {}) {
    this.before = undo;
    saveKeys(keys);
    void this.show(said).then(() => {
      const buttons = this.view.querySelectorAll('[data-key] [data-do="remove"]');
      const target = next === null ? null : buttons[next];
      (target instanceof HTMLElement ? target : this.status).focus();
    });
  }

  compare() {
    const keys = this.chosenKeys();
    const alike = new Set(keys.map(collectionOf)).size === 1;
    if (alike && keys.length >= FEWEST_COMPARED && keys.length <= MOST_COMPARED) {
      location.assign(new URL(`compare/${writeFragment(keys, { short: true })}`, this.root));
    } else {
      findPart(this.view, "rule").textContent = this.view.dataset.sayRule ?? "";
    }
  }

  export() {
    const { columnsName = "", columnsKind = "", columnsSummary = "", columnsAddress = "" } = this.view.dataset;
    const rows = this.records.map((record) => [record.name, record.kind, record.summary, record.address]);
    saveFile(writeCsv([[columnsName, columnsKind, columnsSummary, columnsAddress], ...rows]), "shortlist.csv");
  }
}

// @ts-check
/**
 * The dialog of the search: opens at once, asks while one writes, leads with the arrow keys.
 *
 * What finds (`finder.js`) and what shows (`results.js`) is fetched when the dialog is opened for the first time.
 */

const PAUSE = 120;
/** Milliseconds without a key after which is searched. */

/** @typedef {typeof import("./finder.js")} Finder */
/** @typedef {typeof import("./results.js")} Results */

/**
 * Find an element that the template of the dialog holds.
 * @template {Element} T
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new () => T} type
 * @returns {T}
 */
function need(parent, selector, type) {
  const found = parent.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`the dialog of the search has no ${selector}`);
  return found;
}

/**
 * Tell whether a key press belongs to a text that is being written.
 * @param {EventTarget | null} target
 * @returns {boolean}
 */
function isWriting(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

/**
 * Make words of the last part of an address, for the page that says that an address does not exist.
 * @returns {string}
 */
function readAddress() {
  const last = decodeURIComponent(location.pathname).split("/").filter(Boolean).pop() ?? "";
  return last.replace(/\.html?$/, "").replace(/[-_+.]+/g, " ").trim();
}

/** @returns {Promise<[Finder, Results]>} */
function fetchParts() {
  return Promise.all([import("./finder.js"), import("./results.js")]);
}

/**
 * Make the dialog of a page work.
 * @param {HTMLDialogElement} dialog
 * @returns {void}
 */
function startSearch(dialog) {
  const input = need(dialog, "input[type=search]", HTMLInputElement);
  const list = need(dialog, ".ipt-search__results", HTMLElement);
  const kinds = need(dialog, ".ipt-search__kinds", HTMLFieldSetElement);
  const root = new URL(dialog.dataset.root ?? "", document.baseURI).href;
  let asked = 0;
  let timer = 0;

  /** @returns {HTMLAnchorElement[]} */
  const links = () => [...list.querySelectorAll("a")];

  /** @returns {number} place of the result that has the focus, or its bookmark has; -1 where none has */
  const place = () => links().findIndex((one) => one.closest("li")?.contains(document.activeElement));

  /** @returns {string} */
  const chosenKind = () => kinds.querySelector("input:checked")?.getAttribute("value") ?? "";

  /** @returns {Promise<void>} */
  async function search() {
    const number = ++asked;
    try {
      const [finder, results] = await fetchParts();
      const words = input.value.trim();
      const all = [...kinds.querySelectorAll("input")].map((one) => one.value).filter(Boolean);
      const found = words ? await finder.findPages(root, words, { kinds: all, only: chosenKind() }) : null;
      if (number === asked) results.showAnswer(dialog, words, found);
    } catch (error) {
      if (number === asked) (await import("./results.js")).showFailure(dialog);
      console.warn(error);
    }
  }

  /** @param {string} [words] */
  function open(words) {
    if (words) input.value = words;
    if (!dialog.open) dialog.showModal();
    input.focus();
    input.select();
    void search();
    void fetchParts().then(([finder]) => finder.load(root)).catch(() => undefined);
  }

  /** @param {number} step */
  function move(step) {
    const all = links();
    const next = place() + step;
    if (next < 0) input.focus();
    else all[Math.min(next, all.length - 1)]?.focus();
  }

  input.addEventListener("input", () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void search(), PAUSE);
  });
  kinds.addEventListener("change", () => void search());
  need(dialog, "form", HTMLFormElement).addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  list.addEventListener("click", (event) => {
    const more = event.target instanceof Element ? event.target.closest("button")?.dataset.kind : undefined;
    const choice = more ? kinds.querySelector(`input[value="${CSS.escape(more)}"]`) : null;
    if (!(choice instanceof HTMLInputElement)) return;
    choice.checked = true;
    input.focus();
    void search();
  });
  dialog.addEventListener("click", (event) => {
    const box = dialog.getBoundingClientRect();
    const outside = event.target === dialog && (event.clientY > box.bottom || event.clientY < box.top || event.clientX < box.left || event.clientX > box.right);
    if (outside || (event.target instanceof Element && event.target.closest("[data-close]"))) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      dialog.close();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !kinds.contains(document.activeElement)) {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target)) {
      input.focus();
    }
  });

  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isWriting(event.target);
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (slash || letter) {
      event.preventDefault();
      open();
    }
  });
  for (const opener of document.querySelectorAll("[data-ipt-search]")) {
    opener.addEventListener("click", (event) => {
      event.preventDefault();
      open(opener.getAttribute("data-ipt-search") === "address" ? readAddress() : "");
    });
    opener.addEventListener("pointerenter", () => void fetchParts().then(([finder]) => finder.load(root)).catch(() => undefined), { once: true });
  }
  const asking = document.querySelector("[data-ipt-search-page]") && new URLSearchParams(location.search).get("q");
  if (asking) open(asking);
}

for (const dialog of document.querySelectorAll("dialog.ipt-search")) {
  if (dialog instanceof HTMLDialogElement) startSearch(dialog);
}

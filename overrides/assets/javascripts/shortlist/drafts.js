// @ts-check
/** Enquiries about several records: one draft for each unit that answers. */

import { copyPiece, fillPhrase, findPart } from "./words.js";

/** @typedef {import("./records.js").RecordData} RecordData */

/**
 * Fill a place with the drafts about records; records that name no unit have none. Returns how many were made.
 * @param {HTMLElement} place
 * @param {readonly RecordData[]} records
 * @param {HTMLElement} view What holds the words and the template.
 * @returns {number}
 */
export function showDrafts(place, records, view) {
  /** @type {Map<string, RecordData[]>} */
  const byUnit = new Map();
  for (const record of records) {
    if (record.enquiry) byUnit.set(record.enquiry.unit, [...(byUnit.get(record.enquiry.unit) ?? []), record]);
  }
  place.replaceChildren(...[...byUnit].map(([unit, asked]) => makeDraft(unit, asked, view)));
  return byUnit.size;
}

/**
 * @param {string} unit
 * @param {readonly RecordData[]} records
 * @param {HTMLElement} view
 * @returns {HTMLElement}
 */
function makeDraft(unit, records, view) {
  const draft = copyPiece(view, "draft");
  const { address = "", website = "" } = records[0]?.enquiry ?? {};
  const [first] = records;
  const phrase = records.length === 1 ? view.dataset.saySubject : view.dataset.saySubjects;
  const subject = fillPhrase(phrase, { name: first?.name ?? "", number: records.length });
  const list = records.map((record) => `${record.name}\n${record.address}`).join("\n\n");
  const text = fillPhrase(view.dataset.sayBody, { records: list });
  const heading = draft.querySelector("h3");
  if (heading) heading.textContent = unit;
  const field = draft.querySelector("textarea");
  if (field) {
    field.value = text;
    field.setAttribute("aria-label", `${unit}: ${subject}`);
  }
  const [write, site] = [findPart(draft, "write"), findPart(draft, "website")];
  write.hidden = !address;
  site.hidden = Boolean(address) || !website;
  if (address) {
    write.querySelector("a")?.setAttribute("href", writeMailto(address, subject, text));
    const to = write.querySelector("span");
    if (to) to.textContent = address;
  }
  const link = site.querySelector("a");
  if (link && website.startsWith("https://")) {
    link.href = website;
    link.textContent = new URL(website).host;
  }
  return draft;
}

/**
 * Write a mailto link (RFC 6068), as generator/enquiry.py does for one record.
 * @param {string} address
 * @param {string} subject
 * @param {string} text
 * @returns {string}
 */
function writeMailto(address, subject, text) {
  const to = encodeURIComponent(address).replace("%40", "@");
  const line = subject.replaceAll(/\s+/g, " ").trim();
  return `mailto:${to}?subject=${encodeURIComponent(line)}&body=${encodeURIComponent(text.trimEnd().replaceAll(/\r?\n/g, "\r\n"))}`;
}

"""Write feeds of what was reviewed last: of all records, of each collection, of each term of its facets (Atom, RFC 4287).

A feed says nothing of when it was made, so it stays the same as long as its records do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from generator.alternates import EVERYTHING, document_path, feed_path
from generator.description import Collection
from generator.facets import Facet, find_facets
from generator.i18n import LANGUAGES, Language, Localized
from generator.linked_data import CONTENT_LICENCE
from generator.model import Record
from generator.open_data.calendars import write_calendars
from generator.open_data.edition import DataFile, Edition
from generator.sitemap import address_of

MOST_ENTRIES = 50
"""Number of records in a feed, the newest."""
_NAMESPACE = "http://www.w3.org/2005/Atom"
_NAMED_ON = "2026"
"""The date in every tag: the host was the catalogue's on its first day (RFC 4151). It never changes."""
_NO_REVIEW = "2026-01-01"
"""Day of a feed without records."""

_Entry = tuple[str, str, str]
"""Day of the review, id of the record, and the entry as XML."""


def write_feeds(edition: Edition) -> Iterator[DataFile]:
    """Write every feed in every language, and the calendars."""
    for language in edition.languages.values():
        yield from _FeedWriter(edition, language).write()
    yield from write_calendars(edition)


class _FeedWriter:
    """Write the feeds of one language."""

    def __init__(self, edition: Edition, language: Language) -> None:
        self._catalogue = edition.catalogue
        self._language = language
        self._languages = edition.languages
        self._site_url = edition.origin.site_url
        self._others = [code for code in LANGUAGES if code != language.code]

    def write(self) -> Iterator[DataFile]:
        newest: list[_Entry] = []
        for collection in self._catalogue.collections.values():
            records = sorted(self._catalogue.records[collection.id].values(), key=_read_day, reverse=True)
            facets = find_facets(self._catalogue, collection, records, self._language)
            make_entry = self._prepare_entries(collection, records, facets)
            entries = list(map(make_entry, range(len(records))[:MOST_ENTRIES]))
            newest += entries
            title = collection.title[self._language.code]
            yield self._write_feed(f"{collection.url}/", (collection.url,), (title,), entries)
            for facet in facets:
                yield from self._write_terms(collection, facet, make_entry)
        newest.sort(key=lambda entry: entry[1])
        newest.sort(key=lambda entry: entry[0], reverse=True)
        yield self._write_feed("", (EVERYTHING,), (), newest[:MOST_ENTRIES])

    def _write_terms(self, collection: Collection, facet: Facet, make_entry: Callable[[int], _Entry]) -> Iterator[DataFile]:
        found: list[list[int]] = [[] for _ in facet.terms]
        for place, terms in enumerate(facet.values):
            for term in terms:
                if len(found[term]) < MOST_ENTRIES:
                    found[term].append(place)
        for one, places in zip(facet.terms, found, strict=True):
            page = f"{collection.url}/{facet.key}/{one.id}/"
            names = (collection.title[self._language.code], self._language.say("discovery.titled", title=facet.label, term=one.label))
            yield self._write_feed(page, (collection.url, facet.key, one.id), names, map(make_entry, places))

    def _write_feed(self, page: str, steps: Sequence[str], names: Sequence[str], entries: Iterable[_Entry]) -> DataFile:
        """Write a feed that goes with a page; its names tell it from the others."""
        code = self._language.code
        entries = tuple(entries)
        feed = ET.Element("feed", {"xmlns": _NAMESPACE, "xml:lang": code})
        path = feed_path(code, *steps)
        catalogue, home = self._language.say("cite.catalogue"), address_of(self._site_url, code, "")
        _add(feed, "id", self._name(path.removesuffix(".xml")))
        _add(feed, "title", " · ".join((catalogue, *names)))
        _add(feed, "updated", _at_midnight(max((day for day, _, _ in entries), default=_NO_REVIEW)))
        author = _add(feed, "author")
        _add(author, "name", catalogue)
        _add(author, "uri", home)
        _link(feed, "self", f"{self._site_url}{path}", media_type="application/atom+xml")
        _link(feed, "alternate", address_of(self._site_url, code, page), language=code)
        for other in self._others:
            _link(feed, "alternate", f"{self._site_url}{feed_path(other, *steps)}", media_type="application/atom+xml", language=other)
        ET.SubElement(feed, "link", rel="license", href=CONTENT_LICENCE)
        _add(feed, "rights", f"CC BY 4.0 · {catalogue}, {home}")
        _add(feed, "generator", "ipt-catalogue")
        head = ET.tostring(feed, "unicode").removesuffix("</feed>")
        lines = ['<?xml version="1.0" encoding="utf-8"?>', head, *(xml for _, _, xml in entries), "</feed>\n"]
        return DataFile(path, "\n".join(lines).encode())

    def _prepare_entries(self, collection: Collection, records: Sequence[Record], facets: Sequence[Facet]) -> Callable[[int], _Entry]:
        """Return what makes the entry of a record, given by its place, once for all feeds that have it."""

        @cache
        def make_entry(place: int) -> _Entry:
            record = records[place]
            entry = self._describe(collection, record)
            for facet in facets:
                scheme = f"{self._site_url}{collection.url}/{facet.key}/"
                for term in map(facet.terms.__getitem__, facet.values[place]):
                    ET.SubElement(entry, "category", term=term.id, scheme=scheme, label=term.label)
            return _read_day(record), record.id, ET.tostring(entry, "unicode")

        return make_entry

    def _describe(self, collection: Collection, record: Record) -> ET.Element:
        """Describe a record as an entry, but for its facets.

        Its page in another language is ``related``: of several pages that are ``alternate``, readers open the first or the last.
        """
        language = self._language
        code = language.code
        page = f"{collection.url}/{record.id}/"
        entry = ET.Element("entry")
        _add(entry, "id", self._name(address_of("", code, page.removesuffix("/"))))
        _add_localized(entry, "title", language.choose(self._catalogue.name_of(record)))
        _add(entry, "updated", _at_midnight(_read_day(record)))
        _link(entry, "alternate", address_of(self._site_url, code, page), language=code)
        for other in self._others:
            _link(entry, "related", address_of(self._site_url, other, page), language=other)
        _link(entry, "alternate", f"{self._site_url}{document_path(collection.url, record.id)}", media_type="application/json")
        _add_localized(entry, "summary", self._summarise(record))
        ET.SubElement(entry, "category", term=collection.url, scheme=self._site_url, label=collection.title[code])
        return entry

    def _summarise(self, record: Record) -> Localized:
        """Return the summary of a record, after a word of warning where it is not simply published."""
        summary = self._language.choose(record.values["summary"])
        if record.status == "published":
            return summary
        notice = self._languages[summary.lang or self._language.code].say(f"record.status.{record.status}")
        return Localized(f"{notice} {summary.text}", summary.lang)

    def _name(self, path: str) -> str:
        """Return the tag of what lies at a path below the root of the site (RFC 4151)."""
        site = urlsplit(self._site_url)
        return f"tag:{site.hostname},{_NAMED_ON}:{site.path.lstrip('/')}{path}"


def _read_day(record: Record) -> str:
    return str(record.values["reviewed"])


def _at_midnight(day: str) -> str:
    return f"{day}T00:00:00Z"


def _add(parent: ET.Element, tag: str, text: str | None = None) -> ET.Element:
    element = ET.SubElement(parent, tag)
    element.text = text
    return element


def _add_localized(parent: ET.Element, tag: str, text: Localized) -> None:
    element = _add(parent, tag, text.text)
    if text.lang:
        element.set("xml:lang", text.lang)


def _link(parent: ET.Element, rel: str, href: str, *, media_type: str = "text/html", language: str | None = None) -> None:
    link = ET.SubElement(parent, "link", rel=rel, type=media_type, href=href)
    if language:
        link.set("hreflang", language)

"""Know where else stands what a page shows: as data for programs, as a feed, as a calendar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from generator.description import Collection
from generator.i18n import LANGUAGES, Language
from generator.offers import name_table
from generator.sitemap import address_of

API = "api/v1/"
"""Where documents lie, below the root of the site."""
EVERYTHING = "all"
"""Name of the feed of all records."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """Another form of a page."""

    media_type: str
    path: str
    """Address below the root of the site."""
    text: str
    """What a link to it says: its form, and what it holds where that is not just what the page shows."""


def document_path(url: str, id_: str) -> str:
    """Return the path of a document below the root of the site, by the address of its collection."""
    return f"{API}{url}/{id_}.json"


def feed_path(code: str, *steps: str) -> str:
    """Return the path of a feed below the root of the site: of all records, a collection, or a collection, a facet and a term."""
    return f"{'' if code == LANGUAGES[0] else f'{code}/'}feeds/{'/'.join(steps)}.xml"


def calendar_path(code: str, url: str) -> str:
    """Return the path of the calendar of a collection below the root of the site."""
    return feed_path(code, url).removesuffix("xml") + "ics"


def list_record_alternates(collection: Collection, id_: str, language: Language) -> tuple[Alternate, ...]:
    """List the other forms of the page of a record."""
    return (
        Alternate("application/json", document_path(collection.url, id_), language.say("alternates.json")),
        Alternate("text/markdown", address_of("", language.code, f"{collection.url}/{id_}/index.md"), language.say("alternates.markdown")),
        _offer_feed(language, collection.url, holds=collection.title[language.code]),
    )


def list_collection_alternates(collection: Collection, language: Language) -> tuple[Alternate, ...]:
    """List the other forms of the list of a collection; one whose records take place between two dates has a calendar."""
    calendar = Alternate("text/calendar", calendar_path(language.code, collection.url), language.say("alternates.calendar"))
    return (
        Alternate("application/json", f"{API}{collection.url}/index.json", language.say("alternates.json")),
        _offer_table(collection, language.say("alternates.csv")),
        _offer_feed(language, collection.url),
        *((calendar,) if collection.span else ()),
    )


def list_term_alternates(collection: Collection, facet: str, term: str, language: Language) -> tuple[Alternate, ...]:
    """List the other forms of the list of the records that have a term of a facet, given by key and id."""
    return (
        _offer_feed(language, collection.url, facet, term),
        _offer_table(collection, _say(language, "csv", holds=collection.title[language.code])),
    )


def list_prose_alternates(page: str, collections: Iterable[Collection], language: Language) -> tuple[Alternate, ...]:
    """List the other forms of a page of prose, given by its address: the home page and the fronts of collections have some."""
    if not page:
        return (_offer_feed(language, EVERYTHING),)
    return next((list_collection_alternates(one, language) for one in collections if page == f"{one.url}/"), ())


def _offer_table(collection: Collection, text: str) -> Alternate:
    table = name_table(collection)
    return Alternate(table.media_type, table.path, text)


def _offer_feed(language: Language, *steps: str, holds: str = "") -> Alternate:
    return Alternate("application/atom+xml", feed_path(language.code, *steps), _say(language, "atom", holds=holds))


def _say(language: Language, form: str, *, holds: str) -> str:
    name = language.say(f"alternates.{form}")
    return language.say("alternates.of", form=name, title=holds) if holds else name

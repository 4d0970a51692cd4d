"""Write what language models are told of the site (llmstxt.org): ``llms.txt`` says what there is, ``llms-full.txt`` holds all records.

Prose pages are not records and have no Markdown of their own; they are linked as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from generator.alternates import API
from generator.description import Collection
from generator.home_view import GUIDES
from generator.i18n import LANGUAGES
from generator.linked_data import CONTENT_LICENCE
from generator.open_data.api import attribute
from generator.open_data.markdown_record import TWIN
from generator.open_data.markdown_text import escape_text, write_link
from generator.sitemap import address_of
from generator.views import PageMaker

MOST_LISTED = 1000
"""Number of records up to which those of a collection are listed."""
INDEX = "llms.txt"
FULL = "llms-full.txt"
_FILES: Mapping[str, str] = {
    "api": f"{API}index.json",
    "openapi": f"{API}openapi.json",
    "changes": f"{API}changes.json",
    "excel": "downloads/catalogue.xlsx",
    "sqlite": "downloads/catalogue.sqlite",
    "graph": f"{API}catalogue.jsonld",
}
"""Files for programs, by the key of the words on them; below the root of the site."""
_PAGES: Mapping[str, str] = {"about": "about/", "licence": "about/licence/", "glossary": "about/glossary/"}
"""Pages on the site itself, by the key of the words on them; below the root of the language."""


def write_index(maker: PageMaker) -> str:
    """Write what there is, and where: a heading, a summary, and lists of links."""
    say = maker.language.say
    sections = [
        *_introduce(maker),
        _list(say("llms.data"), _list_files(maker)),
        *(_list(collection.title[maker.language.code], _list_records(maker, collection)) for collection in _list_collections(maker)),
        _list(say("llms.guides"), _list_guides(maker)),
        _list("Optional", _list_others(maker)),
    ]
    return "\n\n".join(sections) + "\n"


def write_full(maker: PageMaker, twins: Iterable[str]) -> str:
    """Write the Markdown of all records, one after the other; each says its address."""
    return "\n\n".join((*_introduce(maker), *(twin.removesuffix("\n") for twin in twins))) + "\n"


def _introduce(maker: PageMaker) -> tuple[str, ...]:
    say, site_url = maker.language.say, maker.publication.site_url
    licence = say("twin.licence", licence=f"<{CONTENT_LICENCE}>", attribution=attribute(site_url))
    return f"# {say('cite.catalogue')}", f"> {say('home.lead')}", say("llms.introduction", name=TWIN), licence


def _list(title: str, lines: Iterable[str]) -> str:
    return "\n".join((f"## {escape_text(title)}", "", *(f"- {line}" for line in lines)))


def _describe(link: str, note: str) -> str:
    return f"{link}: {note}"


def _list_files(maker: PageMaker) -> Iterator[str]:
    say, site_url = maker.language.say, maker.publication.site_url
    for key, path in _FILES.items():
        yield _describe(write_link(say(f"llms.files.{key}.name"), f"{site_url}{path}"), say(f"llms.files.{key}.note"))


def _list_collections(maker: PageMaker) -> Iterator[Collection]:
    for collection in maker.catalogue.collections.values():
        if maker.catalogue.records[collection.id]:
            yield collection


def _list_records(maker: PageMaker, collection: Collection) -> Iterator[str]:
    """Yield a line for each record, in the order of the names; where they are too many, what holds them all."""
    language, root = maker.language, maker.publication.address_of("", language=maker.language)
    records = maker.cards.list_by_name(collection)
    if len(records) > MOST_LISTED:
        number = language.count("listing.total", len(records))
        folder = f"{maker.publication.site_url}{API}{collection.url}/"
        yield _describe(write_link(collection.title[language.code], f"{root}{collection.url}/all/"), number)
        yield _describe(write_link("index.json", f"{folder}index.json"), language.say("llms.files.cards"))
        yield _describe(write_link("all.ndjson", f"{folder}all.ndjson"), language.say("llms.files.lines"))
        return
    for card in map(maker.cards.make_card, records):
        lang = f" {language.say(f'twin.text_in.{card.summary.lang}')}" if card.summary.lang else ""
        yield _describe(write_link(card.name.text, f"{root}{card.url}{TWIN}"), f"{escape_text(card.summary.text)}{lang}")


def _list_guides(maker: PageMaker) -> Iterator[str]:
    say, root = maker.language.say, maker.publication.address_of("", language=maker.language)
    for guides in GUIDES.values():
        for guide in guides:
            yield write_link(say(f"home.guides.{guide.rpartition('/')[2]}"), f"{root}{guide}/")
    for key, path in _PAGES.items():
        yield write_link(say(f"llms.pages.{key}"), f"{root}{path}")


def _list_others(maker: PageMaker) -> Iterator[str]:
    language, site_url = maker.language, maker.publication.site_url
    yield _describe(write_link(FULL, address_of(site_url, language.code, FULL)), language.say("llms.full"))
    for code in LANGUAGES:
        if code != language.code:
            yield write_link(language.say(f"llms.index_in.{code}"), address_of(site_url, code, INDEX))

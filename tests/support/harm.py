"""Stamp pages as a build does, and read from them what could do harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.checking import Checked
from generator.frames import split_frame
from generator.i18n import LANGUAGES, Language, make_language
from generator.linking import resolve_links
from generator.open_data.documents import DocumentMaker
from generator.reading import read_phrases
from generator.rendering import Render, make_renderer
from generator.schema import Validator, compile_validator, resolve_schemas
from generator.source import parse_document
from generator.stamping import Stamper
from generator.views import PageMaker
from tests.support.projects import (
    CASES,
    PUBLICATION,
    TODAY,
    VOCABULARIES,
    check_case,
    check_source,
    make_source,
    minimal,
    read_foundation,
)

_FRAME = """<!doctype html>
<html><head><!-- policy --><title>[[[title]]] · IPT</title>[[[head]]]<script>frame()</script></head>
<body><a href="../../[[[path]]]">x</a><main><!-- slot:body --><!-- /slot:body --></main></body></html>
"""
PROSE = """\
One *fine* **strong** `code` [page](https://kt.cern/) [mail](mailto:kt.service@cern.ch) <https://kt.cern/>\\
line

- item

1. item

> quote

    code

| a | b |
|---|---|
| 1 | 2 |
"""
"""Everything that a description may hold."""
Trait = tuple[str, ...]
"""An element; an element and its attribute; or these and the scheme of the address in it."""
ADDRESSES = frozenset(("href", "src", "srcset", "action", "formaction", "data", "poster", "ping", "background", "cite", "xlink:href"))
"""Attributes that a browser takes for an address."""
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*:|[/\\]{2})", re.IGNORECASE)


@cache
def speak(code: str) -> tuple[Language, Render]:
    """Return a language, and what renders templates in it."""
    language = make_language(code, read_phrases(code))
    return language, make_renderer(language)


def stamp_pages(checked: Checked, collection: str, id_: str) -> Mapping[str, str]:
    """Stamp the page of a record, those of its earlier ids and the A–Z page, in every language; by their paths."""
    catalogue = checked.catalogue
    frame = split_frame(_FRAME, name="all")
    links = resolve_links(catalogue)
    frames = dict.fromkeys(catalogue.collections, frame)
    documents = DocumentMaker(catalogue, site_url=PUBLICATION.site_url)
    pages = {}
    for code in LANGUAGES:
        language, render = speak(code)
        maker = PageMaker(catalogue, links, language, built_on=TODAY, publication=PUBLICATION)
        stamper = Stamper(maker, render, frames, documents, site_url=PUBLICATION.site_url)
        record = catalogue.records[collection][id_]
        made = (stamper.stamp_record(record), stamper.stamp_letters(catalogue.collections[collection]), *stamper.stamp_redirects(record))
        pages.update({page.path: page.data.decode() for page in made})
    return pages


def read_shape(html: str) -> list[Trait]:
    """Return every element of a page with the names of its attributes, in their order."""
    return [(_name(node), *node.attributes) for node in _walk(html)]


def read_traits(html: str) -> set[Trait]:
    """Return which elements a page has, which attributes they have, and to which schemes these lead."""
    traits: set[Trait] = set()
    for node in _walk(html):
        name = _name(node)
        traits.add((name,))
        for attribute, value in node.attributes.items():
            traits.add((name, attribute))
            if attribute in ADDRESSES:
                found = _SCHEME.match(value or "")
                traits.add((name, attribute, found[1].lower() if found else "of this site"))
    return traits


def read_linked_data(html: str) -> list[object]:
    """Parse every data block of a page, as machines do."""
    blocks = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    return [json.loads(block.text(deep=True)) for block in blocks]


def _walk(html: str) -> Iterator[LexborNode]:
    return iter(LexborHTMLParser(html).css("*"))


def _name(node: LexborNode) -> str:
    return str(node.tag)


# --- What plain pages hold ------------------------------------------------------------------------


@cache
def compile_collection(collection: str) -> Validator:
    """Compile the schema of a collection with the real vocabularies."""
    foundation = read_foundation()
    terms: dict[str, tuple[str, ...] | None] = {}
    for source in foundation.vocabularies:
        document, _ = parse_document(source.path, source.data)
        terms[source.id] = tuple(document.value["terms"]) if document else None
    schema = resolve_schemas(foundation.schemas, terms)["vocabulary" if collection == VOCABULARIES else collection]
    return compile_validator(schema, cpv_codes=frozenset(foundation.cpv_labels))


def id_of(path: Path) -> str:
    """Return the id of a case."""
    return path.stem.replace("_", "-")


@cache
def read_plain_traits(collection: str) -> frozenset[Trait]:
    """Return what the pages of plain records of a collection hold."""
    traits: set[Trait] = set()
    for path in sorted((CASES / "valid" / collection).glob("*.yaml")):
        for html in stamp_pages(check_case(collection, path), collection, id_of(path)).values():
            traits |= read_traits(html)
    prose = f"{minimal(collection)}description:\n  en: {json.dumps(PROSE)}\n"
    for html in stamp_pages(check_source(make_source(collection, "prose", prose)), collection, "prose").values():
        traits |= read_traits(html)
    return frozenset(traits)


def assert_pages_harmless(checked: Checked, collection: str, id_: str) -> None:
    """Hold that the pages of a record have nothing that those of plain records do not."""
    for html in stamp_pages(checked, collection, id_).values():
        assert read_traits(html) - read_plain_traits(collection) == set()
        policies = LexborHTMLParser(html).css("meta[http-equiv=Content-Security-Policy]")
        assert [(one.attributes["content"] or "").count("'sha256-") <= 1 for one in policies] == [True], "a text of the record may run"
        read_linked_data(html)

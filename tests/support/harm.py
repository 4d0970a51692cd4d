"""Stamp pages as a build does, and read from them what could do harm."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from generator.checking import Checked
from generator.frames import split_frame
from generator.i18n import LANGUAGES, Language, make_language
from generator.linking import resolve_links
from generator.reading import read_phrases
from generator.rendering import Render, make_renderer
from generator.stamping import Stamper
from generator.views import PageMaker
from tests.support.projects import PUBLICATION, TODAY

_FRAME = """<!doctype html>
<html><head><!-- policy --><title>[[[title]]] · IPT</title>[[[head]]]<script>frame()</script></head>
<body><a href="../../[[[path]]]">x</a><main><!-- slot:body --><!-- /slot:body --></main></body></html>
"""
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
    pages = {}
    for code in LANGUAGES:
        language, render = speak(code)
        maker = PageMaker(catalogue, links, language, built_on=TODAY, publication=PUBLICATION)
        stamper = Stamper(maker, render, dict.fromkeys(catalogue.collections, frame), site_url=PUBLICATION.site_url)
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

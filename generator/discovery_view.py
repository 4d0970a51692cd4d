"""Decide what the pages show on which a collection is filtered and listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from generator.cards import Card
from generator.description import Collection
from generator.discovery import DataFile, Row, write_data
from generator.facets import Aspects, Facet, FacetTerm, find_aspects
from generator.folding import fold_record
from generator.i18n import sort_key
from generator.rendering import Render
from generator.views import PageMaker

PAGE = 200
"""Most cards on a page."""
ROOT = "../"
"""Way from the front page of a collection to the root of its language."""
_PHRASES = "discovery.script."


@dataclass(frozen=True, slots=True)
class Discovery:
    """A collection as it is found: its cards in the order of names, what filters them, and the files for the script."""

    collection: Collection
    cards: tuple[Card, ...]
    items: tuple[tuple[str, ...], ...]
    """Cards as items of a list, in pieces between which the way to the root of the language belongs."""
    front: tuple[Markup, ...]
    """Cards as items of the list at the front."""
    aspects: Aspects
    files: tuple[DataFile, ...]
    """The index first."""


@dataclass(frozen=True, slots=True)
class CardGroup:
    """Cards under the card that they belong to, or all cards of a page."""

    id: str
    parent: Card | None
    place: int | None
    """Place of the parent in the order of names."""
    title: str
    items: tuple[Markup, ...]
    places: tuple[int, ...]
    """Places of the cards in the order of names."""


@dataclass(frozen=True, slots=True)
class Way:
    """A link with a number or a mark of the present page."""

    text: str
    href: str | None
    """Nothing for the page itself."""
    count: int | None = None
    definition: str = ""


@dataclass(frozen=True, slots=True)
class DiscoveryPage:
    """The form and the list at the front of a collection."""

    collection: str
    title: str
    index: str
    """Address of the index, from the page."""
    all_href: str
    total: int
    limit: int
    """Most cards on the page."""
    tree: bool
    """Whether the cards stand below those that they belong to."""
    aspects: Aspects
    groups: tuple[CardGroup, ...]
    pager: tuple[Way, ...]
    browse: tuple[tuple[Way, tuple[Way, ...]], ...]
    """For each facet its page and those of its terms."""
    phrases: tuple[tuple[str, str], ...]
    """What the script says, by key, with places for values."""


def discover_all(maker: PageMaker, render: Render) -> Mapping[str, Discovery]:
    """Make the discovery of every collection that has facets, by id."""
    collections = maker.catalogue.collections.values()
    return {collection.id: discover(maker, render, collection) for collection in collections if collection.facets}


def discover(maker: PageMaker, render: Render, collection: Collection) -> Discovery:
    """Make the discovery of a collection: find its aspects and write its files."""
    records = maker.cards.list_by_name(collection)
    cards = tuple(map(maker.cards.make_card, records))
    items = tuple(_render_item(render, card, level=3) for card in cards)
    in_front = tuple(_render_item(render, card, level=4, group=card.group[1]) for card in cards) if is_tree(collection) else items
    front = tuple(fill_item(item, ROOT) for item in in_front)
    rows = [
        Row(record.id, card.name.text, *fold_record(maker.catalogue, record, maker.language.code), html)
        for record, card, html in zip(records, cards, front, strict=True)
    ]
    aspects = find_aspects(maker.catalogue, collection, records, maker.language)
    return Discovery(collection, cards, items, front, aspects, write_data(collection.url, rows, aspects))


_ROOT_MARK = "\x00"
"""Stands for the way to the root; the text of records cannot hold it."""


def _render_item(render: Render, card: Card, *, level: int, group: str = "") -> tuple[str, ...]:
    return tuple(render("item", card=card, root=_ROOT_MARK, level=level, group=group).split(_ROOT_MARK))


def fill_item(item: tuple[str, ...], root: str) -> Markup:
    """Put the way to the root of the language, which is ours and safe, into an item."""
    return Markup(root.join(item))  # noqa: S704 - templates escape


def is_tree(collection: Collection) -> bool:
    """Tell whether records of a collection stand below others of it."""
    return collection.by_path[collection.group].reference == collection.id


def make_discovery_page(discovery: Discovery, maker: PageMaker) -> DiscoveryPage:
    """Make the page at the front of a collection, from which ``ROOT`` leads to the root of the language."""
    collection, language = discovery.collection, maker.language
    tree = is_tree(collection)
    places = order_cards(discovery)
    base = f"{ROOT}{collection.url}/"
    return DiscoveryPage(
        collection=collection.id,
        title=collection.title[language.code],
        index=ROOT + discovery.files[0].path,
        all_href=f"{ROOT}{collection.url}/all/",
        total=len(discovery.cards),
        limit=PAGE,
        tree=tree,
        aspects=discovery.aspects,
        groups=tuple(_group_cards(discovery, places[:PAGE], tree=tree)),
        pager=make_pager(base, 1, len(places)),
        browse=tuple((Way(facet.label, f"{base}{facet.key}/"), link_terms(facet, base)) for facet in discovery.aspects.facets),
        phrases=tuple((key.removeprefix(_PHRASES), text) for key, text in language.phrases.items() if key.startswith(_PHRASES)),
    )


def link_terms(facet: Facet, base: str, *, present: str = "", define: bool = False) -> tuple[Way, ...]:
    """Link the pages of the terms of a facet, all but the present one; ``base`` leads to the front of the collection."""

    def link(term: FacetTerm) -> Way:
        href = None if term.id == present else f"{base}{facet.key}/{term.id}/"
        return Way(term.label, href, term.count, term.definition if define else "")

    return tuple(map(link, facet.terms))


def make_pager(base: str, present: int, total: int) -> tuple[Way, ...]:
    """Link the pages of a list of so many cards from ``base`` on; there is nothing to link where one page holds it."""
    numbers = range(1, -(-total // PAGE) + 1)
    links = (Way(str(one), None if one == present else base if one == 1 else f"{base}page/{one}/") for one in numbers)
    return tuple(links) if len(numbers) > 1 else ()


def order_cards(discovery: Discovery) -> Sequence[int]:
    """Return the places of cards in the order in which they are listed: by name, in a tree behind those that they belong to."""
    cards = discovery.cards

    def key(place: int) -> tuple[tuple[str, str], str, bool]:
        card = cards[place]
        return sort_key(card.group[1]), card.group[0], not _is_parent(card)

    places = range(len(cards))
    return sorted(places, key=key) if is_tree(discovery.collection) else places


def _is_parent(card: Card) -> bool:
    return card.url.endswith(f"/{card.group[0]}/")


def _group_cards(discovery: Discovery, places: Sequence[int], *, tree: bool) -> Iterator[CardGroup]:
    cards, front = discovery.cards, discovery.front
    if not tree:
        yield CardGroup("", None, None, "", tuple(front[place] for place in places), tuple(places))
        return
    for (id_, title), found in groupby(places, key=lambda place: cards[place].group):
        below = list(found)
        parent = below.pop(0) if _is_parent(cards[below[0]]) else None
        card = cards[parent] if parent is not None else None
        yield CardGroup(id_, card, parent, title, tuple(front[place] for place in below), tuple(below))

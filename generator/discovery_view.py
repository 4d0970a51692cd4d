"""Decide what the pages show on which a collection is filtered and listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from generator.cards import Card
from generator.description import Collection
from generator.discovery import DataFile, write_data
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
    """What the cards need not say again; empty where they stand alone."""
    cards: tuple[Card, ...]
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
    level: int
    """Level of the headings of the cards."""
    aspects: Aspects
    groups: tuple[CardGroup, ...]
    pager: tuple[Way, ...]
    browse: tuple[tuple[Way, tuple[Way, ...]], ...]
    """For each facet its page and those of its terms."""
    phrases: tuple[tuple[str, str], ...]
    """What the script says, by key, with places for values."""


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list that works without a script: some cards, or the terms of a facet."""

    collection: str
    path: str
    """Address below the root of the language."""
    root: str
    title: str
    description: str
    crumbs: tuple[Way, ...]
    intro: str
    total: int
    filter_href: str
    """The same list where it can be filtered further."""
    cards: tuple[Card, ...]
    pager: tuple[Way, ...]
    siblings_title: str
    siblings: tuple[Way, ...]
    """Terms of the facet."""


def discover_all(maker: PageMaker, render: Render) -> Mapping[str, Discovery]:
    """Make the discovery of every collection that has facets, by id."""
    collections = maker.catalogue.collections.values()
    return {collection.id: discover(maker, render, collection) for collection in collections if collection.facets}


def discover(maker: PageMaker, render: Render, collection: Collection) -> Discovery:
    """Make the discovery of a collection: find its aspects and write its files."""
    language = maker.language
    records = maker.cards.list_by_name(collection)
    cards = tuple(map(maker.cards.make_card, records))
    aspects = find_aspects(maker.catalogue, collection, records, language)
    tree = is_tree(collection)
    files = write_data(
        collection.url,
        ids=[record.id for record in records],
        names=[card.name.text for card in cards],
        aspects=aspects,
        texts=[fold_record(maker.catalogue, record, language.code) for record in records],
        cards=[render("item", card=card, root=ROOT, level=4 if tree else 3, group=card.group[1] if tree else "") for card in cards],
    )
    return Discovery(collection, cards, aspects, files)


def is_tree(collection: Collection) -> bool:
    """Tell whether records of a collection stand below others of it."""
    return collection.by_path[collection.group].reference == collection.id


def make_discovery_page(discovery: Discovery, maker: PageMaker) -> DiscoveryPage:
    """Make the page at the front of a collection, from which ``ROOT`` leads to the root of the language."""
    collection, language = discovery.collection, maker.language
    tree = is_tree(collection)
    places = _order_tree(discovery.cards) if tree else range(len(discovery.cards))
    return DiscoveryPage(
        collection=collection.id,
        title=collection.title[language.code],
        index=ROOT + discovery.files[0].path,
        all_href=f"{ROOT}{collection.url}/all/",
        total=len(discovery.cards),
        limit=PAGE,
        tree=tree,
        level=4 if tree else 3,
        aspects=discovery.aspects,
        groups=tuple(_group_cards(discovery.cards, places[:PAGE], tree=tree)),
        pager=_make_pager(f"{ROOT}{collection.url}/", 1, len(places), first=f"{ROOT}{collection.url}/"),
        browse=tuple(
            (Way(facet.label, f"{ROOT}{collection.url}/{facet.key}/"), _link_terms(facet, f"{ROOT}{collection.url}/"))
            for facet in discovery.aspects.facets
        ),
        phrases=tuple((key.removeprefix(_PHRASES), text) for key, text in language.phrases.items() if key.startswith(_PHRASES)),
    )


def list_pages(discovery: Discovery, maker: PageMaker) -> Iterator[ListPage]:
    """Yield the further pages of a list, and for each facet a page of its terms and the pages of each term."""
    yield from _Lister(discovery, maker).list_pages()


class _Lister:
    def __init__(self, discovery: Discovery, maker: PageMaker) -> None:
        self._discovery = discovery
        self._language = maker.language
        self._url = discovery.collection.url
        self._title = discovery.collection.title[maker.language.code]

    def list_pages(self) -> Iterator[ListPage]:
        cards = self._discovery.cards
        places = _order_tree(cards) if is_tree(self._discovery.collection) else range(len(cards))
        yield from self._list_cards(f"{self._url}/", places, title=self._title, first_number=2)
        for facet in self._discovery.aspects.facets:
            yield self._list_terms(facet)
            found: list[list[int]] = [[] for _ in facet.terms]
            for place, terms in enumerate(facet.values):
                for term in terms:
                    found[term].append(place)
            for term, own in zip(facet.terms, found, strict=True):
                title = self._language.say("discovery.titled", title=self._title, term=term.label)
                yield from self._list_cards(f"{self._url}/{facet.key}/{term.id}/", own, title=title, facet=facet, term=term)

    def _list_terms(self, facet: Facet) -> ListPage:
        path = f"{self._url}/{facet.key}/"
        root = _climb(path)
        return self._make_page(
            path,
            title=self._language.say("discovery.titled", title=self._title, term=facet.label),
            crumbs=(Way(facet.label, None),),
            siblings=_link_terms(facet, f"{root}{self._url}/", define=True),
        )

    def _list_cards(
        self,
        base: str,
        places: Sequence[int],
        *,
        title: str,
        facet: Facet | None = None,
        term: FacetTerm | None = None,
        first_number: int = 1,
    ) -> Iterator[ListPage]:
        for number in range(first_number, -(-len(places) // PAGE) + 1):
            path = base if number == 1 else f"{base}page/{number}/"
            root = _climb(path)
            crumbs: tuple[Way, ...] = ()
            siblings: tuple[Way, ...] = ()
            page = self._language.say("discovery.page", number=number)
            if facet and term:
                crumbs = (Way(facet.label, f"{root}{self._url}/{facet.key}/"), Way(term.label, None if number == 1 else root + base))
                siblings = _link_terms(facet, f"{root}{self._url}/", present=term.id)
            yield self._make_page(
                path,
                title=title if number == 1 else f"{title} · {page}",
                crumbs=crumbs if number == 1 else (*crumbs, Way(page, None)),
                intro=term.definition if term else "",
                total=len(places),
                filter_href=f"{root}{self._url}/?{facet.key}={term.id}" if facet and term else f"{root}{self._url}/",
                cards=tuple(self._discovery.cards[place] for place in places[(number - 1) * PAGE : number * PAGE]),
                pager=_make_pager(root + base, number, len(places), first=root + base),
                siblings_title=facet.label if facet else "",
                siblings=siblings,
            )

    def _make_page(
        self,
        path: str,
        *,
        title: str,
        crumbs: tuple[Way, ...],
        intro: str = "",
        total: int = 0,
        filter_href: str = "",
        cards: tuple[Card, ...] = (),
        pager: tuple[Way, ...] = (),
        siblings_title: str = "",
        siblings: tuple[Way, ...] = (),
    ) -> ListPage:
        root = _climb(path)
        start = (Way(self._language.say("site.home"), root), Way(self._title, f"{root}{self._url}/"))
        return ListPage(
            collection=self._discovery.collection.id,
            path=path,
            root=root,
            title=title,
            description=self._language.say("discovery.described", title=title),
            crumbs=(*start, *crumbs),
            intro=intro,
            total=total,
            filter_href=filter_href,
            cards=cards,
            pager=pager,
            siblings_title=siblings_title,
            siblings=siblings,
        )


def _climb(path: str) -> str:
    return "../" * path.count("/")


def _link_terms(facet: Facet, base: str, *, present: str = "", define: bool = False) -> tuple[Way, ...]:
    return tuple(
        Way(
            term.label,
            None if term.id == present else f"{base}{facet.key}/{term.id}/",
            term.count,
            term.definition if define else "",
        )
        for term in facet.terms
    )


def _make_pager(base: str, present: int, total: int, *, first: str) -> tuple[Way, ...]:
    """Link the pages of a list; there is nothing to link where one page holds it."""
    count = -(-total // PAGE)
    addresses = (first if number == 1 else f"{base}page/{number}/" for number in range(1, count + 1))
    links = tuple(Way(str(number), None if number == present else address) for number, address in enumerate(addresses, 1))
    return links if count > 1 else ()


def _order_tree(cards: Sequence[Card]) -> list[int]:
    """Return the places of cards so that each stands behind the one that it belongs to."""

    def key(place: int) -> tuple[tuple[str, str], str, bool]:
        card = cards[place]
        return sort_key(card.group[1]), card.group[0], not _is_parent(card)

    return sorted(range(len(cards)), key=key)


def _is_parent(card: Card) -> bool:
    return card.url.endswith(f"/{card.group[0]}/")


def _group_cards(cards: Sequence[Card], places: Sequence[int], *, tree: bool) -> Iterator[CardGroup]:
    if not tree:
        yield CardGroup("", None, None, "", tuple(cards[place] for place in places), tuple(places))
        return
    for (id_, title), found in groupby(places, key=lambda place: cards[place].group):
        below = list(found)
        parent = below.pop(0) if _is_parent(cards[below[0]]) else None
        yield CardGroup(
            id_,
            cards[parent] if parent is not None else None,
            parent,
            title,
            tuple(cards[place] for place in below),
            tuple(below),
        )

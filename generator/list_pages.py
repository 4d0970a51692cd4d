"""Decide what the pages show on which lists are read without a script: further pages, facets and their terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from generator.alternates import Alternate, list_collection_alternates, list_term_alternates
from generator.discovery_view import PAGE, Discovery, Way, fill_item, link_terms, make_pager, order_cards
from generator.facets import Facet, FacetTerm
from generator.views import PageMaker


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
    alternates: tuple[Alternate, ...]
    intro: str = ""
    total: int = 0
    filter_href: str = ""
    """The same list where it can be filtered further."""
    items: tuple[Markup, ...] = ()
    pager: tuple[Way, ...] = ()
    siblings_title: str = ""
    siblings: tuple[Way, ...] = ()
    """Terms of the facet."""


def list_pages(discovery: Discovery, maker: PageMaker) -> Iterator[ListPage]:
    """Yield the further pages of a list, and for each facet a page of its terms and the pages of each term."""
    lister = _Lister(discovery, maker)
    yield from lister.continue_front()
    for facet in discovery.aspects.facets:
        yield lister.list_terms(facet)
        found: list[list[int]] = [[] for _ in facet.terms]
        for place, terms in enumerate(facet.values):
            for term in terms:
                found[term].append(place)
        for one, places in zip(facet.terms, found, strict=True):
            yield from lister.list_cards(facet, one, places)


class _Lister:
    def __init__(self, discovery: Discovery, maker: PageMaker) -> None:
        self._discovery = discovery
        self._language = maker.language
        self._say = maker.language.say
        self._url = discovery.collection.url
        self._title = discovery.collection.title[maker.language.code]
        self._alternates = list_collection_alternates(discovery.collection, maker.language)

    def continue_front(self) -> Iterator[ListPage]:
        """Yield the pages after the first one of the whole list."""
        places = order_cards(self._discovery)
        for number in range(2, _count_pages(places) + 1):
            path = f"{self._url}/page/{number}/"
            root = _climb(path)
            page = self._say("discovery.page", number=number)
            title = f"{self._title} · {page}"
            yield ListPage(
                collection=self._discovery.collection.id,
                path=path,
                root=root,
                title=title,
                description=self._describe(title),
                crumbs=(*self._start(root), Way(page, None)),
                alternates=self._alternates,
                total=len(places),
                filter_href=f"{root}{self._url}/",
                items=self._cut(places, number, root),
                pager=make_pager(f"{root}{self._url}/", number, len(places)),
            )

    def list_terms(self, facet: Facet) -> ListPage:
        """Make the page of the terms of a facet."""
        path = f"{self._url}/{facet.key}/"
        root = _climb(path)
        title = self._say("discovery.titled", title=self._title, term=facet.label)
        return ListPage(
            collection=self._discovery.collection.id,
            path=path,
            root=root,
            title=title,
            description=self._describe(title),
            crumbs=(*self._start(root), Way(facet.label, None)),
            alternates=self._alternates,
            siblings=link_terms(facet, f"{root}{self._url}/", define=True),
        )

    def list_cards(self, facet: Facet, term: FacetTerm, places: Sequence[int]) -> Iterator[ListPage]:
        """Yield the pages of a term: the cards of the records that have it."""
        base = f"{self._url}/{facet.key}/{term.id}/"
        alternates = list_term_alternates(self._discovery.collection, facet.key, term.id, self._language)
        for number in range(1, _count_pages(places) + 1):
            path = base if number == 1 else f"{base}page/{number}/"
            root = _climb(path)
            page = self._say("discovery.page", number=number)
            title = self._say("discovery.titled", title=self._title, term=term.label)
            above = (*self._start(root), Way(facet.label, f"{root}{self._url}/{facet.key}/"))
            here = (Way(term.label, None),) if number == 1 else (Way(term.label, root + base), Way(page, None))
            yield ListPage(
                collection=self._discovery.collection.id,
                path=path,
                root=root,
                title=title if number == 1 else f"{title} · {page}",
                description=self._describe(title if number == 1 else f"{title} · {page}"),
                crumbs=(*above, *here),
                alternates=alternates,
                intro=term.definition,
                total=len(places),
                filter_href=f"{root}{self._url}/?{facet.key}={term.id}",
                items=self._cut(places, number, root),
                pager=make_pager(root + base, number, len(places)),
                siblings_title=facet.label,
                siblings=link_terms(facet, f"{root}{self._url}/", present=term.id),
            )

    def _start(self, root: str) -> tuple[Way, Way]:
        return Way(self._say("site.home"), root), Way(self._title, f"{root}{self._url}/")

    def _describe(self, title: str) -> str:
        return self._say("discovery.described", title=title)

    def _cut(self, places: Sequence[int], number: int, root: str) -> tuple[Markup, ...]:
        return tuple(fill_item(self._discovery.items[place], root) for place in places[(number - 1) * PAGE : number * PAGE])


def _count_pages(places: Sequence[int]) -> int:
    return -(-len(places) // PAGE)


def _climb(path: str) -> str:
    return "../" * path.count("/")

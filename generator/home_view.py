"""Decide what the home page shows: a door to every collection, the newest records, the groups of the department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.cards import Card
from generator.description import Collection
from generator.emblem import Emblem
from generator.views import PageMaker

GUIDES: Mapping[str, tuple[str, ...]] = {
    "technologies": ("technologies/licensing", "technologies/rights"),
    "suppliers": ("suppliers/become-a-supplier", "suppliers/how-cern-buys"),
    "eu_projects": ("eu-projects/programmes", "eu-projects/support"),
}
"""Collections that have a door, and the guides that it leads to."""
_LATEST = 2
"""Number of new records of each collection."""
_EMBLEMS = 7


@dataclass(frozen=True, slots=True)
class Door:
    """A way into a collection, with the number of its records."""

    collection: str
    url: str
    number: str
    guides: tuple[tuple[str, str], ...]
    """Page and key of its title."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """What the home page shows of the catalogue."""

    doors: tuple[Door, ...]
    latest: tuple[Card, ...]
    emblems: tuple[Emblem, ...]
    units: tuple[Card, ...]


def make_home(maker: PageMaker) -> HomeView:
    """Make the view of the home page."""
    records = maker.catalogue.records
    technologies = list(records.get("technologies", {}).values())
    spread = technologies[:: max(1, len(technologies) // _EMBLEMS)][:_EMBLEMS]
    groups = [unit for unit in records.get("units", {}).values() if unit.values["kind"] in ("office", "group")]
    return HomeView(
        doors=tuple(_make_door(maker, collection) for name, collection in maker.catalogue.collections.items() if name in GUIDES),
        latest=tuple(card for name in GUIDES for card in _latest_cards(maker, name)),
        emblems=tuple(maker.cards.make_card(record).emblem for record in spread),
        units=tuple(map(maker.cards.make_card, groups)),
    )


def _make_door(maker: PageMaker, collection: Collection) -> Door:
    number = maker.language.number(len(maker.catalogue.records[collection.id]))
    guides = tuple((page, f"home.guides.{page.rpartition('/')[2]}") for page in GUIDES[collection.id])
    return Door(collection.id, collection.url, number, guides)


def _latest_cards(maker: PageMaker, collection: str) -> list[Card]:
    records = maker.catalogue.records.get(collection, {}).values()
    newest = sorted(records, key=lambda record: (record.values["reviewed"], record.id), reverse=True)
    return [maker.cards.make_card(record) for record in newest[:_LATEST]]

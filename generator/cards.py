"""Decide what cards show, and in which order lists have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

from generator.description import Collection
from generator.emblem import Emblem, draw_emblem
from generator.facts import Fact, FactMaker, Text
from generator.i18n import Language, Localized, initial_of, sort_key
from generator.model import Catalogue, Record


@dataclass(frozen=True, slots=True, eq=False)
class Card:
    """A record in a list: name, sentence, badges. Each is made once, so that it equals itself alone and is quickly told apart."""

    collection: str
    url: str
    """Address below the root of the language."""
    name: Localized
    title: str | None
    """Official title beside an acronym."""
    summary: Localized
    badges: tuple[Text, ...]
    emblem: Emblem
    group: tuple[str, str]
    """Id and name of the group that the schema asks for."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Cards under headings."""

    collection: str
    groups: tuple[tuple[str, str, tuple[Card, ...]], ...]
    """Anchor, title and cards."""
    total: int


class CardMaker:
    """Make the cards of all records in one language, each of them once."""

    def __init__(self, catalogue: Catalogue, language: Language, makers: Mapping[str, FactMaker]) -> None:
        self._catalogue = catalogue
        self._language = language
        self._makers = makers
        self._cards: dict[tuple[str, str], Card] = {}

    def make_card(self, record: Record) -> Card:
        """Make the card of a record, once."""
        card = self._cards.get(record.reference)
        if card is None:
            card = self._cards[record.reference] = self._make_card(record)
        return card

    def list_by_letter(self, collection: Collection) -> Listing:
        """List a collection from A to Z."""
        cards = self._sorted_cards(self._catalogue.records[collection.id].values())
        groups = groupby(sorted(cards, key=lambda card: initial_of(card.name.text) == "#"), key=lambda card: initial_of(card.name.text))
        return Listing(
            collection.id,
            tuple((f"letter-{letter.lower() if letter != '#' else 'other'}", letter, tuple(found)) for letter, found in groups),
            len(cards),
        )

    def list_by_name(self, collection: Collection) -> tuple[Record, ...]:
        """List the records of a collection in the order of their names."""
        records = self._catalogue.records[collection.id].values()
        return tuple(sorted(records, key=lambda record: sort_key(self.make_card(record).name.text)))

    def _make_card(self, record: Record) -> Card:
        collection = self._catalogue.collections[record.collection]
        make = self._makers[record.collection].make
        in_panel = collection.panel.fields
        badges = []
        for path in collection.badges:
            fact = make(record, path)
            if fact.stated:
                short = fact.items[0].text.partition(" · ")[0]
                badges.append(Text(short, fact.items[0].lang, kind=path.replace(".", "-")))
            elif path in in_panel:
                badges.append(Text(self._language.say("record.badge_not_stated", label=_shorten(fact.label)), kind="unstated"))
        title = record.values.get("title")
        return Card(
            collection=record.collection,
            url=f"{collection.url}/{record.id}/",
            name=self._language.choose(self._catalogue.name_of(record)),
            title=title if isinstance(title, str) else None,
            summary=self._language.choose(record.values["summary"]),
            badges=tuple(badges),
            emblem=draw_emblem(record.id),
            group=self._name_group(record, collection, make(record, collection.group)),
        )

    def _name_group(self, record: Record, collection: Collection, fact: Fact) -> tuple[str, str]:
        value = record.values.get(collection.group)
        if value is None:
            return record.id, self._language.choose(self._catalogue.name_of(record)).text
        return str(value), fact.items[0].text

    def _sorted_cards(self, records: Iterable[Record]) -> list[Card]:
        return sorted((self.make_card(record) for record in records), key=lambda card: sort_key(card.name.text))


def _shorten(label: str) -> str:
    """Return the abbreviation that a label ends with: ``TRL`` of ``Readiness level (TRL)``; the label where it has none."""
    head, _, tail = label.rstrip(")").rpartition(" (")
    return tail if head and tail.isupper() else label

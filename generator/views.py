"""Decide what the pages of records and the lists of records show; templates print it as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from generator.description import Collection
from generator.emblem import Emblem, draw_emblem
from generator.facts import Fact, FactMaker, Prose, Text, shorten_address
from generator.i18n import Language, Localized, initial_of, sort_key
from generator.linking import Link, Links
from generator.model import Catalogue, Record
from generator.rules import is_review_due

MOST_CARDS = 24
"""Longest group of linked records that is shown card by card."""


@dataclass(frozen=True, slots=True)
class Card:
    """A record in a list: name, sentence, badges."""

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
class LinkedCard:
    """A linked record and what links it."""

    card: Card
    reason: str


@dataclass(frozen=True, slots=True)
class LinkedGroup:
    """The linked records of one collection; only counted where they are too many to show."""

    collection: str
    title: str
    url: str
    cards: tuple[LinkedCard, ...]
    total: int


@dataclass(frozen=True, slots=True)
class SectionView:
    """A titled part of a record page."""

    id: str
    title: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A public page and what it supports."""

    address: str
    url: str
    supports: str
    date: str | None


@dataclass(frozen=True, slots=True)
class Contact:
    """The unit to ask, and how."""

    unit: Text
    mailboxes: tuple[tuple[str, str], ...]
    """Address and purpose."""
    website: Text | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Why a record needs a word of warning before anything else."""

    kind: str
    title: str
    text: Localized | None


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Everything on the page of a record, in the order of the page."""

    card: Card
    collection_title: str
    collection_url: str
    singular: str
    lang: str
    notice: Notice | None
    panel: SectionView
    contact: Contact | None
    description: Prose | None
    sections: tuple[SectionView, ...]
    linked: tuple[LinkedGroup, ...]
    links: tuple[tuple[str, Text], ...]
    keywords: Localized | None
    sources: tuple[SourceView, ...]
    reviewed: str
    review_due: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """Cards under headings."""

    collection: str
    groups: tuple[tuple[str, str, tuple[Card, ...]], ...]
    """Anchor, title and cards."""
    total: int


class PageMaker:
    """Make the pages of all records in one language."""

    def __init__(self, catalogue: Catalogue, links: Links, language: Language, *, built_on: date) -> None:
        self.catalogue = catalogue
        self.language = language
        self.built_on = built_on
        self._links = links
        self._makers = {name: FactMaker(catalogue, collection, language) for name, collection in catalogue.collections.items()}
        self._cards: dict[tuple[str, str], Card] = {}
        self._contacts: dict[str, Contact] = {}

    def make_card(self, record: Record) -> Card:
        """Make the card of a record, once."""
        card = self._cards.get(record.reference)
        if card is None:
            card = self._cards[record.reference] = self._make_card(record)
        return card

    def make_page(self, record: Record) -> RecordPage:
        """Make the page of a record."""
        collection = self.catalogue.collections[record.collection]
        make = self._makers[record.collection].make
        code = self.language.code
        panel = SectionView("panel", collection.panel.title[code], tuple(make(record, path) for path in collection.panel.fields))
        sections = (
            SectionView(section.id, section.title[code], tuple(fact for path in section.fields if (fact := make(record, path)).stated))
            for section in collection.sections
        )
        values = record.values
        return RecordPage(
            card=self.make_card(record),
            collection_title=collection.title[code],
            collection_url=collection.url,
            singular=collection.singular[code],
            lang=code,
            notice=self._make_notice(record),
            panel=panel,
            contact=self._make_contact(values["owner"]) if "owner" in values else None,
            description=self._makers[record.collection].prose(record, "description"),
            sections=tuple(section for section in sections if section.facts),
            linked=tuple(self._group_links(record)),
            links=tuple(self._make_links(record)),
            keywords=self.language.choose({code: ", ".join(words) for code, words in values["keywords"].items()})
            if "keywords" in values
            else None,
            sources=tuple(
                SourceView(
                    shorten_address(source["url"]),
                    source["url"],
                    source["supports"],
                    self.language.date(source["date"]) if "date" in source else None,
                )
                for source in values["sources"]
            ),
            reviewed=self.language.date(values["reviewed"]),
            review_due=record.status != "withdrawn"
            and is_review_due(values["reviewed"], months=collection.review_months, on=self.built_on),
        )

    def list_by_letter(self, collection: Collection) -> Listing:
        """List a collection from A to Z."""
        cards = self._sorted_cards(self.catalogue.records[collection.id].values())
        groups = groupby(sorted(cards, key=lambda card: initial_of(card.name.text) == "#"), key=lambda card: initial_of(card.name.text))
        return Listing(
            collection.id,
            tuple((f"letter-{letter.lower() if letter != '#' else 'other'}", letter, tuple(found)) for letter, found in groups),
            len(cards),
        )

    def list_by_group(self, collection: Collection) -> Listing:
        """List a collection under the terms or parents that its schema groups it by."""
        cards = self._sorted_cards(self.catalogue.records[collection.id].values())
        field = collection.by_path[collection.group]
        names: dict[str, str] = {}
        for card in cards:
            names.setdefault(card.group[0], card.group[1])
        if field.vocabulary:
            order = [term for term in self.catalogue.vocabularies[field.vocabulary].terms if term in names]
        else:
            order = sorted(names, key=lambda id_: sort_key(names[id_]))
        groups = tuple((f"group-{id_}".lower(), names[id_], tuple(card for card in cards if card.group[0] == id_)) for id_ in order)
        return Listing(collection.id, groups, len(cards))

    def _make_card(self, record: Record) -> Card:
        collection = self.catalogue.collections[record.collection]
        make = self._makers[record.collection].make
        in_panel = collection.panel.fields
        badges = []
        for path in collection.badges:
            fact = make(record, path)
            if fact.stated:
                short = fact.items[0].text.partition(" · ")[0]
                badges.append(Text(short, fact.items[0].lang, kind=path.replace(".", "-")))
            elif path in in_panel:
                badges.append(Text(self.language.say("record.badge_not_stated", label=_shorten(fact.label)), kind="unstated"))
        title = record.values.get("title")
        return Card(
            collection=record.collection,
            url=f"{collection.url}/{record.id}/",
            name=self.language.choose(self.catalogue.name_of(record)),
            title=title if isinstance(title, str) else None,
            summary=self.language.choose(record.values["summary"]),
            badges=tuple(badges),
            emblem=draw_emblem(record.id),
            group=self._name_group(record, collection, make(record, collection.group)),
        )

    def _name_group(self, record: Record, collection: Collection, fact: Fact) -> tuple[str, str]:
        value = record.values.get(collection.group)
        if value is None:
            return record.id, self.language.choose(self.catalogue.name_of(record)).text
        return str(value), fact.items[0].text

    def _sorted_cards(self, records: Iterable[Record]) -> list[Card]:
        return sorted((self.make_card(record) for record in records), key=lambda card: sort_key(card.name.text))

    def _make_notice(self, record: Record) -> Notice | None:
        if record.status == "published":
            return None
        note = record.values.get("status_note")
        title = self.language.say(f"record.status.{record.status}")
        return Notice(record.status, title, self.language.choose(note) if note else None)

    def _make_contact(self, unit_id: str) -> Contact | None:
        if unit_id not in self._contacts:
            unit = self.catalogue.get(("units", unit_id))
            if unit is None:
                return None
            self._contacts[unit_id] = self.make_unit_contact(unit)
        return self._contacts[unit_id]

    def make_unit_contact(self, unit: Record, *, root: str = "../../") -> Contact:
        """Make the contact of a unit for a page from which ``root`` leads to the root of the language."""
        name = self.language.choose(self.catalogue.name_of(unit))
        url = self.catalogue.collections[unit.collection].url
        website = unit.values.get("website")
        return Contact(
            Text(name.text, name.lang, f"{root}{url}/{unit.id}/"),
            tuple((box["address"], self.language.choose(box["purpose"]).text) for box in unit.values.get("mailboxes", ())),
            Text(shorten_address(website), None, website, True) if website else None,
        )

    def _group_links(self, record: Record) -> Iterable[LinkedGroup]:
        by_collection: dict[str, list[Link]] = {}
        for link in self._links.get(record.reference, ()):
            if not (link.forward and link.target[1] == record.values.get("owner") and link.target[0] == "units"):
                by_collection.setdefault(link.target[0], []).append(link)
        for name, collection in self.catalogue.collections.items():
            found = by_collection.get(name, ())
            if not found:
                continue
            cards: tuple[LinkedCard, ...] = ()
            if len(found) <= MOST_CARDS:
                cards = tuple(
                    LinkedCard(self.make_card(target), link.reason[self.language.code])
                    for link in found
                    if (target := self.catalogue.get(link.target)) is not None
                )
            yield LinkedGroup(name, collection.title[self.language.code], collection.url, cards, len(found))

    def _make_links(self, record: Record) -> Iterable[tuple[str, Text]]:
        for link in record.values.get("links", ()):
            kind = self.catalogue.vocabularies["link-kinds"].terms[link["kind"]].name[self.language.code]
            title = self.language.choose(link["title"]) if "title" in link else Localized(shorten_address(link["url"]))
            yield kind, Text(title.text, title.lang, link["url"], True)


def _shorten(label: str) -> str:
    """Return the abbreviation that a label ends with: ``TRL`` of ``Readiness level (TRL)``; the label where it has none."""
    head, _, tail = label.rstrip(")").rpartition(" (")
    return tail if head and tail.isupper() else label

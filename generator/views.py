"""Decide what the pages of records show; templates print it as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from generator.alternates import Alternate, list_record_alternates
from generator.cards import Card, CardMaker
from generator.citing import Citation, cite_record
from generator.description import Note, Section
from generator.enquiry import Enquiry, draft_enquiry, find_address
from generator.facts import Fact, FactMaker, Prose, Text, shorten_address
from generator.gauges import GaugeMaker, GaugeView, SpanView
from generator.glossary import GLOSSARY, Glossary
from generator.i18n import Language, Localized
from generator.linking import Link, Links
from generator.model import Catalogue, Record
from generator.permissions import PermissionMaker, Permissions
from generator.publication import Changes, Publication
from generator.rules import is_review_due
from generator.similar_view import SimilarCard, SimilarMaker
from generator.similarity import Similarities
from generator.sitemap import address_of

MOST_CARDS = 24
"""Longest group of linked records that is shown card by card."""
NOWHERE = Publication()
_NONE: Similarities = MappingProxyType({})


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
    permissions: Permissions | None = None
    """What its fields let one do, in the place of the facts."""


@dataclass(frozen=True, slots=True)
class SourceView:
    """A public page and what it supports."""

    address: str
    url: str
    supports: str
    date: str | None
    day: str | None
    """The date as ISO 8601 has it."""


@dataclass(frozen=True, slots=True)
class Contact:
    """The unit to ask, and how."""

    unit: Text
    mailboxes: tuple[tuple[str, str], ...]
    """Address and purpose."""
    website: Text | None
    enquiries: str | None
    """Address that takes enquiries about records."""


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
    note: Note | None
    gauge: GaugeView | None
    span: SpanView | None
    contact: Contact | None
    enquiry: Enquiry | None
    description: Prose | None
    sections: tuple[SectionView, ...]
    linked: tuple[LinkedGroup, ...]
    similar: tuple[SimilarCard, ...]
    links: tuple[tuple[str, Text], ...]
    keywords: Localized | None
    sources: tuple[SourceView, ...]
    reviewed: str
    review_due: bool
    citation: Citation
    changes: Changes | None
    """Nothing where no address of a repository is set."""
    alternates: tuple[Alternate, ...]


class PageMaker:
    """Make the pages of all records in one language."""

    def __init__(  # noqa: PLR0913 - what a page is made from
        self,
        catalogue: Catalogue,
        links: Links,
        language: Language,
        *,
        built_on: date,
        publication: Publication = NOWHERE,
        similar: Similarities = _NONE,
    ) -> None:
        self.catalogue = catalogue
        self.language = language
        self.built_on = built_on
        self.publication = publication
        self.glossary = Glossary(catalogue.vocabularies.get(GLOSSARY), language.code)
        self._links = links
        self._makers = {name: FactMaker(catalogue, collection, language) for name, collection in catalogue.collections.items()}
        self._permissions = {name: PermissionMaker(catalogue, one, language) for name, one in catalogue.collections.items()}
        self._gauges = {name: GaugeMaker(catalogue, one, language, on=built_on) for name, one in catalogue.collections.items()}
        self.cards = CardMaker(catalogue, language, self._makers)
        self._similar = SimilarMaker(catalogue, language, self.cards, similar)
        self._contacts: dict[str, Contact] = {}

    def make_page(self, record: Record) -> RecordPage:
        """Make the page of a record."""
        collection = self.catalogue.collections[record.collection]
        make = self._makers[record.collection].make
        code = self.language.code
        gauges = self._gauges[record.collection]
        gauge, span = gauges.make_gauge(record), gauges.make_span(record)
        drawn = gauges.list_drawn(span)
        facts = (make(record, path) for path in collection.panel.fields if path not in drawn)
        panel = SectionView("panel", collection.panel.title[code], tuple(facts))
        sections = (self._make_section(record, section) for section in collection.sections)
        values = record.values
        card = self.cards.make_card(record)
        contact = self._make_contact(values["owner"]) if "owner" in values else None
        return RecordPage(
            card=card,
            collection_title=collection.title[code],
            collection_url=collection.url,
            singular=collection.singular[code],
            lang=code,
            notice=self._make_notice(record),
            panel=panel,
            note=collection.note,
            gauge=gauge,
            span=span,
            contact=contact,
            enquiry=self._make_enquiry(card, contact) if contact else None,
            description=self._makers[record.collection].prose(record, "description"),
            sections=tuple(section for section in sections if section.facts or section.permissions),
            linked=tuple(self._group_links(record)),
            similar=self._similar.make_cards(record),
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
                    source.get("date"),
                )
                for source in values["sources"]
            ),
            reviewed=self.language.date(values["reviewed"]),
            review_due=record.status != "withdrawn"
            and is_review_due(values["reviewed"], months=collection.review_months, on=self.built_on),
            citation=cite_record(card.name, card.url, reviewed=values["reviewed"], language=self.language, publication=self.publication),
            changes=self.publication.offer_changes(record.path, card.url, name=card.name, language=self.language),
            alternates=list_record_alternates(collection, record.id, self.language),
        )

    def _make_section(self, record: Record, section: Section) -> SectionView:
        title = section.title[self.language.code]
        if section.shows == "permissions":
            return SectionView(section.id, title, (), self._permissions[record.collection].make(record, section.fields))
        make = self._makers[record.collection].make
        return SectionView(section.id, title, tuple(fact for path in section.fields if (fact := make(record, path)).stated))

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
            find_address(unit.values.get("mailboxes", ())),
        )

    def _make_enquiry(self, card: Card, contact: Contact) -> Enquiry:
        url = address_of(self.publication.site_url, self.language.code, card.url)
        return draft_enquiry(self.language, name=card.name.text, url=url, address=contact.enquiries)

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
                    LinkedCard(self.cards.make_card(target), link.reason[self.language.code])
                    for link in found
                    if (target := self.catalogue.get(link.target)) is not None
                )
            yield LinkedGroup(name, collection.title[self.language.code], collection.url, cards, len(found))

    def _make_links(self, record: Record) -> Iterable[tuple[str, Text]]:
        for link in record.values.get("links", ()):
            kind = self.catalogue.vocabularies["link-kinds"].terms[link["kind"]].name[self.language.code]
            title = self.language.choose(link["title"]) if "title" in link else Localized(shorten_address(link["url"]))
            yield kind, Text(title.text, title.lang, link["url"], True)

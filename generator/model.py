"""Hold the records of a catalogue, frozen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.description import Collection, Text

Reference = tuple[str, str]
"""Collection and id of a record."""
RESERVED_IDS = frozenset(("all", "index"))
"""Ids that no record has or had: files and pages that every collection has are called so."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record that its schema accepts."""

    collection: str
    id: str
    path: str
    """Its file, relative to the project folder."""
    values: Mapping[str, Any]
    """What is written, by key."""

    @property
    def reference(self) -> Reference:
        """Return collection and id."""
        return self.collection, self.id

    @property
    def status(self) -> str:
        """Return the status, which is ``published`` where the record does not say."""
        return str(self.values.get("status", "published"))


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a vocabulary."""

    id: str
    name: Text
    definition: Text | None
    forms: Mapping[str, tuple[str, ...]]
    """Other ways in which it is written, by language code."""
    source: str | None
    deprecated: bool
    may: tuple[Text, ...] = ()
    """What it lets people do: lines that go on after “You may”."""
    must: tuple[Text, ...] = ()
    may_not: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A closed list of terms, in the order in which they are shown."""

    id: str
    title: Text
    description: Text | None
    terms: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All records, with what is needed to understand them."""

    collections: Mapping[str, Collection]
    """By id, in the order in which they are shown."""
    records: Mapping[str, Mapping[str, Record]]
    """By collection and id, sorted by id."""
    vocabularies: Mapping[str, Vocabulary]
    cpv_labels: Mapping[str, Text]
    """Official labels of CPV 2008 by eight-digit code."""

    def all_records(self) -> Iterator[Record]:
        """Yield every record, collection by collection."""
        for records in self.records.values():
            yield from records.values()

    def get(self, reference: Reference) -> Record | None:
        """Return the record with that collection and id, or ``None``."""
        return self.records.get(reference[0], {}).get(reference[1])

    def name_of(self, record: Record) -> Any:
        """Return the value of the field that titles a record: text, or text by language."""
        return record.values[self.collections[record.collection].name]


Found = tuple[tuple[str | int, ...], Any]
"""Place of a value, and the value."""


def find_values(values: Any, path: str) -> Iterable[Found]:
    """Return the place and value of each occurrence of a dotted field path; lists are gone through."""
    head, dot, rest = path.partition(".")
    value = values.get(head) if isinstance(values, Mapping) else None
    if value is None:
        return ()
    return _find_inside(head, value, rest) if dot else (((head,), value),)


def _find_inside(head: str, value: Any, rest: str) -> Iterator[Found]:
    parents = [((head, number), item) for number, item in enumerate(value)] if type(value) is list else [((head,), value)]
    for place, parent in parents:
        for inner, found in find_values(parent, rest):
            yield (*place, *inner), found


def select_visible(records: Mapping[str, Mapping[str, Record]], *, drafts: bool) -> dict[str, Mapping[str, Record]]:
    """Select the records that a site shows: all of them, or all but the drafts."""
    return {name: {id_: record for id_, record in found.items() if drafts or record.status != "draft"} for name, found in records.items()}

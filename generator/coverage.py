"""Measure how much the records say: field by field, language by language, source by source."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from generator.completeness_rules import count_values, find_linked, gap_of, is_expected
from generator.description import Collection, Field
from generator.i18n import LANGUAGES
from generator.linking import find_references
from generator.model import Catalogue, Record, Reference
from generator.rules import is_review_due

FEW = 2
"""Number of records below which the use of a term is rare."""
MOST_HOSTS = 10
"""Number of hosts that tables name; the measures have them all."""


@dataclass(frozen=True, slots=True)
class FieldCoverage:
    """How many records state a field."""

    path: str
    stated: int


@dataclass(frozen=True, slots=True)
class ExpectationCoverage:
    """How many of the records of which a field is expected state enough of it, or say why not."""

    field: str
    at_least: int
    asked: int
    met: int
    explained: int


@dataclass(frozen=True, slots=True)
class LanguageCoverage:
    """How many of the texts for readers exist in a language."""

    language: str
    texts: int
    written: int


@dataclass(frozen=True, slots=True)
class CollectionCoverage:
    """What the published and withdrawn records of a collection say; drafts are only counted."""

    id: str
    records: int
    drafts: int
    fields: tuple[FieldCoverage, ...]
    expectations: tuple[ExpectationCoverage, ...]
    languages: tuple[LanguageCoverage, ...]
    sources: int
    sources_by_record: tuple[tuple[int, int], ...]
    """Number of sources, and how many records have so many."""
    hosts: tuple[tuple[str, int], ...]
    """Host and number of records that cite it, the most cited first."""
    reviews_due: tuple[str, ...]
    orphans: tuple[str, ...]
    """Ids of the records that no other record is linked with."""


@dataclass(frozen=True, slots=True)
class RareTerm:
    """A term that fewer than two records use."""

    vocabulary: str
    term: str
    records: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a whole catalogue says."""

    collections: tuple[CollectionCoverage, ...]
    rare_terms: tuple[RareTerm, ...]


@dataclass(slots=True)
class _Tally:
    stated: Counter[str] = field(default_factory=Counter)
    texts: Counter[str] = field(default_factory=Counter)
    uses: Counter[tuple[str, str]] = field(default_factory=Counter)


def measure_coverage(catalogue: Catalogue, *, on: date) -> Coverage:
    """Measure a catalogue as of a day."""
    references = tuple(
        (record, place, target) for record in catalogue.all_records() for _, place, target in find_references(catalogue, record)
    )
    linked = find_linked(references)
    uses: Counter[tuple[str, str]] = Counter()
    collections = tuple(
        _measure_collection(collection, catalogue.records[collection.id], linked, uses, on=on)
        for collection in catalogue.collections.values()
    )
    return Coverage(collections, tuple(_find_rare_terms(catalogue, uses)))


def _measure_collection(
    collection: Collection, records: Mapping[str, Record], linked: set[Reference], uses: Counter[tuple[str, str]], *, on: date
) -> CollectionCoverage:
    shown = [record for record in records.values() if record.status != "draft"]
    tally = _Tally(uses=uses)
    for record in shown:
        terms: set[tuple[str, str]] = set()
        _count_fields(collection.fields, record.values, tally, terms)
        uses.update(terms)
    sources = [record.values["sources"] for record in shown]
    hosts = Counter(host for found in sources for host in {urlsplit(source["url"]).hostname or "" for source in found})
    return CollectionCoverage(
        id=collection.id,
        records=len(shown),
        drafts=len(records) - len(shown),
        fields=tuple(FieldCoverage(path, tally.stated[path]) for path in collection.by_path if _is_counted(path, collection)),
        expectations=tuple(_measure_expectations(collection, shown)),
        languages=tuple(LanguageCoverage(code, tally.texts[LANGUAGES[0]], tally.texts[code]) for code in LANGUAGES),
        sources=sum(map(len, sources)),
        sources_by_record=tuple(sorted(Counter(map(len, sources)).items())),
        hosts=tuple(sorted(hosts.items(), key=lambda item: (-item[1], item[0]))),
        reviews_due=tuple(
            record.id
            for record in shown
            if record.status != "withdrawn" and is_review_due(record.values["reviewed"], months=collection.review_months, on=on)
        ),
        orphans=tuple(record.id for record in shown if record.reference not in linked),
    )


def _is_counted(path: str, collection: Collection) -> bool:
    """Tell whether a field is one of the record itself or of an object in it, and not of the items of a list."""
    parent = path.rpartition(".")[0]
    return not path.endswith("[]") and (not parent or collection.by_path[parent].kind == "object")


def _count_fields(fields: Iterable[Field], values: Mapping[str, Any], tally: _Tally, terms: set[tuple[str, str]]) -> None:
    for one in fields:
        value = values.get(one.key)
        if value is None:
            continue
        tally.stated[one.path] += 1
        for item in value if one.items is not None else (value,):
            _count_value(one.items or one, item, tally, terms)


def _count_value(one: Field, value: Any, tally: _Tally, terms: set[tuple[str, str]]) -> None:
    if one.kind in ("localized", "markdown"):
        tally.texts.update(value.keys())
    elif one.kind == "object":
        _count_fields(one.fields, value, tally, terms)
    elif one.vocabulary is not None:
        terms.add((one.vocabulary, str(int(value)) if isinstance(value, float) else str(value)))


def _measure_expectations(collection: Collection, records: list[Record]) -> Iterable[ExpectationCoverage]:
    for expected in collection.expects:
        asked = [record for record in records if is_expected(expected, record)]
        met = sum(count_values(record.values.get(expected.field)) >= expected.at_least for record in asked)
        about = gap_of(expected.field)
        explained = sum(any(gap["about"] == about for gap in record.values.get("gaps", ())) for record in asked)
        yield ExpectationCoverage(expected.field, expected.at_least, len(asked), met, explained)


def _find_rare_terms(catalogue: Catalogue, uses: Counter[tuple[str, str]]) -> Iterable[RareTerm]:
    fields = (one for collection in catalogue.collections.values() for one in collection.by_path.values())
    used = {one.vocabulary for one in fields if one.vocabulary is not None}
    for name, vocabulary in catalogue.vocabularies.items():
        for term in vocabulary.terms.values() if name in used else ():
            if not term.deprecated and uses[name, term.id] < FEW:
                yield RareTerm(name, term.id, uses[name, term.id])

"""Find by what the records of a collection can be filtered and put in order, and what each record has of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from generator.description import Aspect, Collection
from generator.i18n import Language, sort_key
from generator.model import Catalogue, Record, find_values


@dataclass(frozen=True, slots=True)
class FacetTerm:
    """One value of a facet that a record has."""

    id: str
    label: str
    definition: str
    count: int
    """Number of records that have it."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A field with a closed list of values."""

    key: str
    path: str
    label: str
    many: bool
    terms: tuple[FacetTerm, ...]
    """Those that are used: terms in the order of their vocabulary, everything else by name."""
    values: tuple[tuple[int, ...], ...]
    """For each record the places of its terms."""


@dataclass(frozen=True, slots=True)
class Range:
    """A field with numbers or years."""

    key: str
    label: str
    low: int
    high: int
    values: tuple[int | None, ...]
    """For each record its number, or nothing where it states none."""
    unstated: int


@dataclass(frozen=True, slots=True)
class Order:
    """An order of the records."""

    key: str
    label: str
    order: tuple[int, ...]
    """Places of the records, in this order."""


@dataclass(frozen=True, slots=True)
class Aspects:
    """Everything by which a collection is filtered and put in order."""

    facets: tuple[Facet, ...]
    ranges: tuple[Range, ...]
    sorts: tuple[Order, ...]


def find_aspects(catalogue: Catalogue, collection: Collection, records: Sequence[Record], language: Language) -> Aspects:
    """Find the aspects of records that come in the order of their names; those that no record has are left out."""
    ranges = (_find_range(aspect, records, language) for aspect in collection.ranges)
    return Aspects(
        find_facets(catalogue, collection, records, language),
        tuple(found for found in ranges if found),
        tuple(_find_order(collection, aspect, records, language) for aspect in collection.sorts),
    )


def find_facets(catalogue: Catalogue, collection: Collection, records: Sequence[Record], language: Language) -> tuple[Facet, ...]:
    """Find the facets of records in any order; those that no record has are left out."""
    facets = (_find_facet(catalogue, aspect, records, language) for aspect in collection.facets)
    return tuple(facet for facet in facets if facet.terms)


def _read_values(record: Record, path: str) -> list[Any]:
    values: list[Any] = []
    for _, value in find_values(record.values, path):
        values += value if type(value) is list else [value]
    return values


# --- Facets ---------------------------------------------------------------------------------------


def _find_facet(catalogue: Catalogue, aspect: Aspect, records: Sequence[Record], language: Language) -> Facet:
    field = aspect.field.items or aspect.field
    found = [dict.fromkeys(map(str, _read_values(record, aspect.field.path))) for record in records]
    counts = Counter(id_ for values in found for id_ in values)
    match field.kind:
        case "term":
            terms = _list_terms(catalogue, str(field.vocabulary), counts, language)
        case "reference":
            terms = _list_targets(catalogue, str(field.reference), counts, language)
        case _:
            terms = _sort_terms([FacetTerm(id_, language.country(id_), "", count) for id_, count in counts.items()])
    places = {term.id: place for place, term in enumerate(terms)}
    values = tuple(tuple(sorted(places[id_] for id_ in ids if id_ in places)) for ids in found)
    return Facet(aspect.key, field.path, aspect.field.label[language.code], aspect.many, tuple(terms), values)


def _list_terms(catalogue: Catalogue, vocabulary: str, counts: Counter[str], language: Language) -> list[FacetTerm]:
    code = language.code
    return [
        FacetTerm(term.id, term.name[code], term.definition[code] if term.definition else "", counts[term.id])
        for term in catalogue.vocabularies[vocabulary].terms.values()
        if counts[term.id]
    ]


def _list_targets(catalogue: Catalogue, collection: str, counts: Counter[str], language: Language) -> list[FacetTerm]:
    terms = []
    for id_, count in counts.items():
        target = catalogue.get((collection, id_))
        if target is not None:
            name, summary = language.choose(catalogue.name_of(target)), language.choose(target.values["summary"])
            terms.append(FacetTerm(id_, name.text, "" if summary.lang else summary.text, count))
    return _sort_terms(terms)


def _sort_terms(terms: list[FacetTerm]) -> list[FacetTerm]:
    return sorted(terms, key=lambda term: (sort_key(term.label), term.id))


# --- Ranges and orders ----------------------------------------------------------------------------


def _find_range(aspect: Aspect, records: Sequence[Record], language: Language) -> Range | None:
    read: Callable[[Any], int] = _read_year if aspect.field.kind == "date" else int
    values = tuple(read(found[0]) if (found := _read_values(record, aspect.field.path)) else None for record in records)
    stated = [value for value in values if value is not None]
    if not stated:
        return None
    return Range(aspect.key, aspect.field.label[language.code], min(stated), max(stated), values, len(values) - len(stated))


def _read_year(value: str) -> int:
    return int(value[:4])


def _find_order(collection: Collection, aspect: Aspect, records: Sequence[Record], language: Language) -> Order:
    """Put records in order: names from A to Z, everything else from the newest or largest down, those that state nothing last."""
    label = aspect.field.label[language.code]
    if aspect.field.path == collection.name:
        return Order(aspect.key, language.say("discovery.sorts.text", label=label), tuple(range(len(records))))
    values: list[Any] = [next(iter(_read_values(record, aspect.field.path)), None) for record in records]
    stated = [place for place, value in enumerate(values) if value is not None]
    missing = [place for place, value in enumerate(values) if value is None]
    if aspect.field.kind in ("text", "localized"):
        stated.sort(key=lambda place: sort_key(language.choose(values[place]).text))
        kind = "text"
    else:
        stated.sort(key=lambda place: values[place], reverse=True)
        kind = "date" if aspect.field.kind == "date" else "number"
    return Order(aspect.key, language.say(f"discovery.sorts.{kind}", label=label), (*stated, *missing))

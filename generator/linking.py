"""Resolve the references of all records, and compute the way back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from generator.description import Field, Text
from generator.model import Catalogue, Record, Reference, find_values
from generator.source import ValuePath


@dataclass(frozen=True, slots=True)
class Link:
    """One end of a reference, seen from the record that shows it."""

    target: Reference
    reason: Text
    """Label of the field that makes the link, or of its way back."""
    forward: bool
    """Whether the showing record writes the reference itself."""


Links = Mapping[Reference, tuple[Link, ...]]
"""What each record links to and is linked from, in the order of the fields and then of the ids."""


def find_references(catalogue: Catalogue, record: Record) -> Iterator[tuple[Field, ValuePath, Reference]]:
    """Yield every reference that a record writes: its field, its place, and where it points."""
    for field in catalogue.collections[record.collection].references:
        for place, value in find_values(record.values, field.path):
            if type(value) is list:
                for number, item in enumerate(value):
                    yield field, (*place, number), (str(field.reference), item)
            else:
                yield field, place, (str(field.reference), value)


def resolve_links(catalogue: Catalogue) -> Links:
    """Resolve every reference that has a way back, both ways.

    References to nothing, drafts that are left out among them, make no link.
    """
    forward: dict[Reference, dict[Reference, Link]] = defaultdict(dict)
    back: dict[Reference, dict[Reference, Link]] = defaultdict(dict)
    for record in catalogue.all_records():
        for field, _, target in find_references(catalogue, record):
            if field.inverse_label is not None and catalogue.get(target) is not None:
                forward[record.reference].setdefault(target, Link(target, _label_of(catalogue, record, field), True))
                back[target].setdefault(record.reference, Link(record.reference, field.inverse_label, False))
    return {
        reference: (
            *forward[reference].values(),
            *(link for source, link in sorted(back[reference].items()) if source not in forward[reference]),
        )
        for reference in forward.keys() | back.keys()
    }


def _label_of(catalogue: Catalogue, record: Record, field: Field) -> Text:
    return catalogue.collections[record.collection].by_path[field.path.removesuffix("[]")].label

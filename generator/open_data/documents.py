"""Records as documents: every key of the schema, in its order, with ``None`` where a record states nothing.

Texts for readers hold both languages. A reference holds the record that it leads to, and ``linked_from`` the records that
lead back, so that nobody has to resolve or search. Codes, dates and amounts stay as records have them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from generator.alternates import document_path
from generator.description import Field, Text
from generator.i18n import LANGUAGES
from generator.linking import find_references
from generator.model import Catalogue, Record, Reference
from generator.sitemap import address_of

Document = dict[str, Any]
"""A record as JSON; programs know the collection by its address, ``eu-projects``."""
Shape = Callable[[Any], Any]
"""Brings the value of a field into the shape that it has in documents."""

HEAD = ("collection", "id", "page", "api")
"""Keys that stand before those of the schema."""
STATUS = "status"
"""Key of the schema that every document states, whether its record does or not."""
LINKED_FROM = "linked_from"
"""Key that stands after those of the schema."""


class DocumentMaker:
    """Make the documents of a catalogue one by one, so that nobody has to hold all of them."""

    def __init__(self, catalogue: Catalogue, *, site_url: str) -> None:
        self._catalogue = catalogue
        self._site_url = site_url
        self._stubs = {record.reference: _refer(catalogue, record, site_url) for record in catalogue.all_records()}
        self._back = _find_ways_back(catalogue, self._stubs)
        self._shapes = {name: _shape_fields(collection.fields, self._stubs) for name, collection in catalogue.collections.items()}

    def make(self, record: Record) -> Document:
        """Make the document of a record."""
        stub = self._stubs[record.reference]
        page = f"{stub['collection']}/{record.id}/"
        return {
            "collection": stub["collection"],
            "id": record.id,
            "page": {code: address_of(self._site_url, code, page) for code in LANGUAGES},
            "api": stub["api"],
            **self._shapes[record.collection](record.values),
            STATUS: record.status,
            LINKED_FROM: self._back.get(record.reference, []),
        }


def _refer(catalogue: Catalogue, record: Record, site_url: str) -> Document:
    """Name a record as other documents do."""
    url = catalogue.collections[record.collection].url
    name = catalogue.name_of(record)
    names = dict.fromkeys(LANGUAGES, name) if isinstance(name, str) else {code: name.get(code) for code in LANGUAGES}
    return {"collection": url, "id": record.id, "name": names, "api": f"{site_url}{document_path(url, record.id)}"}


def _find_ways_back(catalogue: Catalogue, stubs: Mapping[Reference, Document]) -> dict[Reference, list[Document]]:
    """Find what leads to each record: the record and the field that does, in the order of the collections and ids."""
    back: dict[Reference, list[Document]] = defaultdict(list)
    for record in catalogue.all_records():
        for field, _, target in find_references(catalogue, record):
            if field.inverse_label is not None and target in stubs:
                back[target].append({"field": field.path.removesuffix("[]"), **stubs[record.reference]})
    return back


# --- Shapes ---------------------------------------------------------------------------------------


def _shape_fields(fields: Sequence[Field], stubs: Mapping[Reference, Document]) -> Shape:
    shapes = [(field.key, _shape_field(field, stubs)) for field in fields]

    def shape(values: Mapping[str, Any]) -> Document:
        get = values.get
        return {key: value if (value := get(key)) is None or part is None else part(value) for key, part in shapes}

    return shape


def _shape_field(field: Field, stubs: Mapping[Reference, Document]) -> Shape | None:
    """Return what shapes the values of a field; ``None`` where they stay as they are."""
    if field.items is not None:
        item = _shape_field(field.items, stubs)
        return None if item is None else lambda values: [shaped for value in values if (shaped := item(value)) is not None]
    if field.reference is not None:
        collection = field.reference
        return lambda id_: stubs.get((collection, id_))
    if field.kind in ("localized", "markdown"):
        return _shape_text
    if field.fields:
        return _shape_fields(field.fields, stubs)
    return None


def _shape_text(text: Text) -> Document:
    return {code: text.get(code) for code in LANGUAGES}

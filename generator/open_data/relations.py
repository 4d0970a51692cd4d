"""Collections as tables of a database: what they are called, what they hold, and what refers to what.

A collection is a table, with a column for each value of a record. A list is a table of its own, ``technologies_benefits``,
with a row for each thing in it: the record that it belongs to, its place, and its values. A list inside of a list is JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from generator.description import Collection, Field
from generator.i18n import LANGUAGES
from generator.open_data.documents import Document
from generator.open_data.tables import Cell, Column, make_columns, read_cells, read_fields

NAME = "name"
"""Column that names a record in every table, as programs look for one."""
_TYPES: Mapping[str, str] = {"flag": "INTEGER", "number": "REAL", "money": "REAL"}
"""What columns hold (SQLite), by the kind of their field; text, where none is named."""


@dataclass(frozen=True, slots=True)
class Attribute:
    """A column of a table."""

    name: str
    type: str
    """TEXT, INTEGER or REAL."""
    required: bool
    field: Field | None
    """What the schema says of it."""
    refers: str | None
    """Table whose ``id`` it holds."""
    read: Callable[[Any], Cell]
    """Returns the value of a document, or of a thing in a list."""


@dataclass(frozen=True, slots=True)
class Table:
    """The records of a collection, or what one of their lists holds."""

    name: str
    collection: Collection
    key: str
    """Column that holds the id of the record."""
    place: str
    """Column that holds the number of a record, or the position of a thing in its list; from 1."""
    listed: Field | None
    """The list; ``None`` for the records themselves."""
    attributes: tuple[Attribute, ...]
    """The other columns."""
    _read_items: Callable[[Document], Sequence[Any] | None]

    @property
    def relation(self) -> str:
        """Return the name of the table of the records."""
        return name_relation(self.collection)

    def make_rows(self, documents: Sequence[Document], *, first: int) -> Iterator[tuple[Cell, ...]]:
        """Yield the rows of documents, of which the first has a number: id, place and attributes."""
        readers = [attribute.read for attribute in self.attributes]
        for number, document in enumerate(documents, first):
            id_, start = document["id"], number if self.listed is None else 1
            for place, item in enumerate(self._read_items(document) or (), start):
                yield (id_, place, *[read(item) for read in readers])


def name_relation(collection: Collection) -> str:
    """Name the table of a collection."""
    return _name(collection.url)


def make_tables(collections: Mapping[str, Collection]) -> list[Table]:
    """Make the tables of collections: the records of each, followed by their lists."""
    return [table for collection in collections.values() for table in _make_tables(collection, collections)]


def _make_tables(collection: Collection, collections: Mapping[str, Collection]) -> Iterator[Table]:
    name, key = name_relation(collection), _name_key(collection)
    columns = make_columns(collection)
    lists = [
        (column, column.field, column.field.items) for column in columns if column.field is not None and column.field.items is not None
    ]
    listed = {column.name for column, _, _ in lists}
    single = [column for column in columns if column.name not in {*listed, "collection", "id"}]
    if NAME not in {column.name for column in single}:
        single.insert(0, _find_title(collection, single)._replace(name=NAME))
    yield Table(name, collection, "id", "number", None, _describe(single, collections), lambda document: (document,))
    for column, field, items in lists:
        held = _describe(_list_values(field, items, collections, key), collections)
        yield Table(f"{name}_{_name(column.name)}", collection, key, "position", field, held, column.read)


def _find_title(collection: Collection, columns: Sequence[Column]) -> Column:
    """Find the column that titles a record; that of the first language, where there are several."""
    return next(column for column in columns if column.name in (collection.name, f"{collection.name}.{LANGUAGES[0]}"))


def _list_values(field: Field, items: Field, collections: Mapping[str, Collection], key: str) -> Iterator[Column]:
    """Yield the columns of what a list holds."""
    if items.kind in ("localized", "markdown"):
        for code in LANGUAGES:
            yield Column(code, items, code == LANGUAGES[0], itemgetter(code))
    elif items.fields:
        yield from read_fields(items.fields)
    elif items.reference is not None:
        target = _name_key(collections[items.reference])
        yield Column(f"{field.key}_id" if target == key else target, items, True, itemgetter("id"))
    else:
        yield Column("value", items, True, lambda value: value)


def _describe(columns: Iterable[Column], collections: Mapping[str, Collection]) -> tuple[Attribute, ...]:
    return tuple(_describe_column(column, column.field, collections) for column in columns)


def _describe_column(column: Column, field: Field | None, collections: Mapping[str, Collection]) -> Attribute:
    read = read_cells(column)
    if field is None:
        return Attribute(_name(column.name), "TEXT", column.stated, None, None, read)
    kind = "INTEGER" if field.whole else _TYPES.get(field.kind, "TEXT")
    refers = name_relation(collections[field.reference]) if field.reference is not None else None
    return Attribute(_name(column.name), kind, column.stated and field.items is None, field, refers, read)


def _name_key(collection: Collection) -> str:
    """Name the column that holds the id of a record in other tables than its own."""
    return f"{_name(collection.singular[LANGUAGES[0]].lower())}_id"


def _name(text: str) -> str:
    """Write a path, an address or a title as the name of a table or column."""
    return text.translate(_UNDERSCORES)


_UNDERSCORES = str.maketrans(".- ", "___")

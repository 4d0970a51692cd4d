"""Documents as rows of a table, and the rows as CSV (RFC 4180).

A column has the path of its field: ``rights.licence``, ``summary.fr``. A list of codes is written with semicolons, any other
list as JSON. Text that a spreadsheet would take for a formula gets an apostrophe before it, as spreadsheets themselves
write text.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from generator.description import Collection, Field, Text
from generator.i18n import LANGUAGES
from generator.open_data.documents import LINKED_FROM, STATUS, Document

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]
Reader = Callable[[Any], Any]

_SEPARATOR = "; "
_CODES = frozenset(("term", "reference", "country", "cpv"))
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""Signs with which spreadsheets begin a formula (OWASP, CSV injection)."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode


class Column(NamedTuple):
    """One value of each document, or of each object in a list."""

    name: str
    """Path of its field, with the language where it is a text for readers."""
    field: Field | None
    """``None`` for what no schema knows: where a document lies."""
    stated: bool
    """Whether there always is a value."""
    read: Reader
    """Returns the value as documents have it; of a record that is referred to, its id."""


def list_columns(collection: Collection) -> tuple[str, ...]:
    """List the names of the columns of a collection."""
    return (*(column.name for column in make_columns(collection)), LINKED_FROM)


def make_rows(collection: Collection, documents: Sequence[Document]) -> Iterator[Row]:
    """Yield a row a document; text is as records have it."""
    readers = [*map(read_cells, make_columns(collection)), _write_lists(itemgetter(LINKED_FROM), _encode)]
    for document in documents:
        yield tuple([read(document) for read in readers])


def write_csv(collection: Collection, documents: Sequence[Document], *, encoding: str = "utf-8") -> bytes:
    """Write the table of a collection, with a line of names; ``utf-8-sig`` tells spreadsheets that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(list_columns(collection))
    writer.writerows([guard(cell) if type(cell) is str else cell for cell in row] for row in make_rows(collection, documents))
    return text.getvalue().encode(encoding)


def is_formula(text: str) -> bool:
    """Return whether a spreadsheet would take a text for a formula."""
    return text.startswith(_FORMULA)


def guard(text: str) -> str:
    """Keep a text from being a formula."""
    return f"'{text}" if is_formula(text) else text


def list_texts(text: Text | None) -> tuple[str | None, ...]:
    """List a text in every language; none of them where there is no text."""
    return tuple(text.get(code) if text is not None else None for code in LANGUAGES)


# --- Columns --------------------------------------------------------------------------------------


def make_columns(collection: Collection) -> list[Column]:
    """Make the columns of a collection, but for what links to a record."""
    page = _read_texts("page", None, stated=LANGUAGES)
    return [_read_head("collection"), _read_head("id"), *page, _read_head("api"), *read_fields(collection.fields)]


def read_fields(fields: Sequence[Field]) -> Iterator[Column]:
    """Yield the columns of the fields of a record, or of an object in a list."""
    for field in fields:
        yield from _read_field(field)


def read_cells(column: Column) -> Reader:
    """Return what reads a column as one cell: a list is a text."""
    if column.field is None or column.field.items is None:
        return column.read
    return _write_lists(column.read, _join_codes if column.field.items.kind in _CODES else _encode)


def _read_head(key: str) -> Column:
    return Column(key, None, True, itemgetter(key))


def _read_field(field: Field) -> Iterator[Column]:
    key = field.key
    if field.kind in ("localized", "markdown"):
        yield from _read_texts(key, field, stated=LANGUAGES[:1] if field.required else ())
    elif field.fields:
        for inner in read_fields(field.fields):
            yield Column(f"{key}.{inner.name}", inner.field, field.required and inner.stated, _read_inside(key, inner.read))
    elif field.reference is not None:
        yield Column(key, field, False, _read_inside(key, itemgetter("id")))
    else:
        yield Column(key, field, field.required or field.path == STATUS, itemgetter(key))


def _read_texts(key: str, field: Field | None, *, stated: Sequence[str]) -> Iterator[Column]:
    for code in LANGUAGES:
        yield Column(f"{key}.{code}", field, code in stated, _read_inside(key, itemgetter(code)))


def _read_inside(key: str, read: Reader) -> Reader:
    return lambda document: None if (inner := document[key]) is None else read(inner)


def _write_lists(read: Reader, write: Callable[[Sequence[Any]], str]) -> Reader:
    return lambda document: write(items) if (items := read(document)) else None


def _join_codes(items: Sequence[Any]) -> str:
    return _SEPARATOR.join(item["id"] if isinstance(item, dict) else str(item) for item in items)

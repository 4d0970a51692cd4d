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
from typing import Any

from generator.description import Collection, Field
from generator.i18n import LANGUAGES
from generator.open_data.documents import LINKED_FROM, Document

Cell = str | int | float | bool | None
Row = tuple[Cell, ...]

_SEPARATOR = "; "
_CODES = frozenset(("term", "reference", "country", "cpv"))
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""Signs with which spreadsheets begin a formula (OWASP, CSV injection)."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def list_columns(collection: Collection) -> tuple[str, ...]:
    """List the columns of a collection."""
    return tuple(name for name, _ in _make_columns(collection))


def make_rows(collection: Collection, documents: Sequence[Document]) -> Iterator[Row]:
    """Yield a row a document; text is as records have it."""
    readers = [read for _, read in _make_columns(collection)]
    for document in documents:
        yield tuple([read(document) for read in readers])


def write_csv(collection: Collection, documents: Sequence[Document], *, encoding: str = "utf-8") -> bytes:
    """Write the table of a collection, with a line of names; ``utf-8-sig`` tells spreadsheets that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(list_columns(collection))
    writer.writerows([guard(cell) if type(cell) is str else cell for cell in row] for row in make_rows(collection, documents))
    return text.getvalue().encode(encoding)


def guard(text: str) -> str:
    """Keep a text from being a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


# --- Columns --------------------------------------------------------------------------------------

_Reader = Callable[[Any], Cell]
_Column = tuple[str, _Reader]


def _make_columns(collection: Collection) -> list[_Column]:
    head = [*_read_key("collection"), *_read_key("id"), *_read_texts("page"), *_read_key("api")]
    fields = [column for field in collection.fields for column in _read_field(field)]
    return [*head, *fields, (LINKED_FROM, _read_list(LINKED_FROM, _encode))]


def _read_field(field: Field) -> Iterator[_Column]:
    key = field.key
    if field.items is not None:
        yield key, _read_list(key, _join_codes if field.items.kind in _CODES else _encode)
    elif field.kind in ("localized", "markdown"):
        yield from _read_texts(key)
    elif field.fields:
        for name, read in (column for inner in field.fields for column in _read_field(inner)):
            yield f"{key}.{name}", _read_inside(key, read)
    elif field.reference is not None:
        yield key, _read_inside(key, lambda target: str(target["id"]))
    else:
        yield from _read_key(key)


def _read_key(key: str) -> Iterator[_Column]:
    yield key, itemgetter(key)


def _read_texts(key: str) -> Iterator[_Column]:
    for code in LANGUAGES:
        yield f"{key}.{code}", _read_inside(key, itemgetter(code))


def _read_inside(key: str, read: _Reader) -> _Reader:
    return lambda document: None if (inner := document[key]) is None else read(inner)


def _read_list(key: str, write: Callable[[Sequence[Any]], str]) -> _Reader:
    return lambda document: write(items) if (items := document[key]) else None


def _join_codes(items: Sequence[Any]) -> str:
    return _SEPARATOR.join(item["id"] if isinstance(item, dict) else str(item) for item in items)

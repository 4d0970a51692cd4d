"""Read the tables of the bulk data row by row, by the names of their columns, whether they are CSV, JSON or XLSX.

The three variants hold the same: what comes out is text, as CSV has it.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from itertools import chain
from operator import itemgetter
from typing import Any
from zipfile import BadZipFile

import ijson  # type: ignore[import-untyped]

from generator.cordis.workbooks import WorkbookError, read_sheet
from generator.diagnostics import CannotRunError

MAX_FIELD = 500_000
"""Most characters of a value; the longest of CORDIS, the objective of a project, has some thousands."""
MAX_LINE = 4 * MAX_FIELD
"""Most bytes of a line."""
_SEPARATORS = ";,\t|"
_BOM = b"\xef\xbb\xbf"
_BROKEN = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, zlib.error)
"""What a stream out of an archive raises where the archive is not what it says."""
_SHOWN = 5
"""Lines that are named where many are left out."""

Row = dict[str, str]
"""The values of a row by the names of the columns that were asked for; empty where the table lacks one."""
Tell = Callable[[str], None]
_Grid = Generator[tuple[int, list[Any]], None, None]


class SourceError(CannotRunError):
    """The bulk data cannot be used; the message names the file, and the line where there is one."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of the bulk data that can be read any number of times."""

    place: str
    """Where it lies, as people are told: ``horizon.zip/csv/project.csv``."""
    name: str
    """Name of the table: ``project``."""
    form: str
    """``csv``, ``json`` or ``xlsx``."""
    size: int
    """Bytes, unpacked."""
    dated: str
    """Day that the archive gives it, as in ISO 8601; empty where none is known."""
    open: Callable[[], BufferedReader]


def read_rows(file: TableFile, columns: Sequence[str], *, needed: Sequence[str], tell: Tell) -> Iterator[tuple[int, Row]]:
    """Yield each row with the number of its line, or of its object in JSON, from 1.

    Rows that do not fit the header are left out, and told of at the end. Raises ``SourceError``, also where a column that is
    needed is missing.
    """
    odd: list[int] = []
    read = _read_objects if file.form == "json" else _read_grid
    try:
        yield from read(file, columns, needed, odd)
    except _BROKEN as error:
        raise SourceError(f"{file.place} cannot be read to its end: {error}") from error
    if odd:
        shown = ", ".join(map(str, odd[:_SHOWN])) + (", …" if len(odd) > _SHOWN else "")
        unit = "object" if file.form == "json" else "row"
        does, are = ("does", "is") if len(odd) == 1 else ("do", "are")
        tell(f"{file.place}: {len(odd):,} {unit}{'s' * (len(odd) > 1)} {does} not fit the header and {are} left out ({unit} at {shown})")


def _find_columns(file: TableFile, header: Sequence[str], needed: Sequence[str]) -> dict[str, int]:
    """Find where columns stand, whatever the case of their letters; of two with one name, the first counts."""
    found: dict[str, int] = {}
    for number, name in enumerate(header):
        found.setdefault(name.strip().casefold(), number)
    for name in needed:
        if name.casefold() not in found:
            raise SourceError(f"{file.place}:1: the column {name!r} is missing")
    return found


# --- CSV and XLSX ---------------------------------------------------------------------------------


def _read_grid(file: TableFile, columns: Sequence[str], needed: Sequence[str], odd: list[int]) -> Iterator[tuple[int, Row]]:
    with closing(_read_csv(file) if file.form == "csv" else _read_workbook(file)) as grid:
        yield from _name_values(file, grid, columns, needed, odd)


def _name_values(file: TableFile, grid: _Grid, columns: Sequence[str], needed: Sequence[str], odd: list[int]) -> Iterator[tuple[int, Row]]:
    _, header = next(grid, (1, []))
    header = [_to_text(name) for name in header]
    if not any(map(str.strip, header)):
        raise SourceError(f"{file.place}:1: there is no header")
    found = _find_columns(file, header, needed)
    present = [name for name in columns if name.casefold() in found]
    choose = itemgetter(*(found[name.casefold()] for name in present), 0)
    missing = dict.fromkeys((name for name in columns if name not in present), "")
    width = len(header)
    for line, values in grid:
        if len(values) == width:
            yield line, {**missing, **dict(zip(present, map(_to_text, choose(values)), strict=False))}
        elif values:
            odd.append(line)


def _read_csv(file: TableFile) -> _Grid:
    """Yield the values of each row with the line on which it begins."""
    before = csv.field_size_limit(MAX_FIELD)
    line = 1
    try:
        with file.open() as stream:
            lines = _decode_lines(file.place, stream)
            first = next(lines, "")
            reader = csv.reader(chain((first,), lines), delimiter=max(_SEPARATORS, key=first.count))
            for values in reader:
                yield line, values
                line = reader.line_num + 1
    except csv.Error as error:
        too_long = str(error).startswith("field larger")
        reason = f"a value is longer than {MAX_FIELD:,} characters; is a quotation mark never closed?" if too_long else str(error)
        raise SourceError(f"{file.place}:{line}: {reason}") from error
    finally:
        csv.field_size_limit(before)


def _decode_lines(place: str, stream: BufferedReader) -> Iterator[str]:
    number = 0
    while True:
        try:
            line = stream.readline(MAX_LINE)
        except _BROKEN as error:
            raise SourceError(f"{place}:{number + 1}: the file is broken here: {error or 'it ends too early'}") from error
        if not line:
            return
        number += 1
        if len(line) == MAX_LINE:
            raise SourceError(f"{place}:{number}: the line is longer than {MAX_LINE:,} bytes")
        try:
            yield (line.removeprefix(_BOM) if number == 1 else line).decode()
        except UnicodeDecodeError as error:
            raise SourceError(f"{place}:{number}: byte 0x{line[error.start]:02x} is not UTF-8; get the file anew in UTF-8") from error


def _read_workbook(file: TableFile) -> _Grid:
    try:
        with file.open() as stream:
            yield from enumerate(read_sheet(stream), 1)
    except WorkbookError as error:
        raise SourceError(f"{file.place}: {error}") from error


# --- JSON -----------------------------------------------------------------------------------------


def _read_objects(file: TableFile, columns: Sequence[str], needed: Sequence[str], odd: list[int]) -> Iterator[tuple[int, Row]]:
    number = 0
    with file.open() as stream:
        if stream.peek(3).startswith(_BOM):
            stream.read(len(_BOM))
        if not stream.peek(1).lstrip().startswith(b"["):
            raise SourceError(f"{file.place}:1: this is no list of objects")
        try:
            for number, item in enumerate(ijson.items(stream, "item", use_float=True), 1):
                if not isinstance(item, dict):
                    odd.append(number)
                    continue
                if number == 1:
                    _find_columns(file, tuple(item), needed)
                row = {name: _to_text(item.get(name)) for name in columns}
                if any(len(value) > MAX_FIELD for value in row.values()):
                    raise SourceError(f"{file.place}: object {number}: a value is longer than {MAX_FIELD:,} characters")
                yield number, row
        except (ijson.JSONError, UnicodeDecodeError) as error:
            reason = " ".join(str(error).split())[:120]
            raise SourceError(f"{file.place}: after object {number}: this is not JSON: {reason}") from error


def _to_text(value: Any) -> str:
    """Write a value as the CSV variant has it."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)

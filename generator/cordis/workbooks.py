"""Read the sheet of an XLSX file within bounds.

The reader takes all memory that a sheet asks for: a cell in the last corner of an otherwise empty sheet is enough, and so is a
member of the file that holds more than it declares. So the file is packed anew first: what declares itself honestly is
copied, counted on the way.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook

MAX_BYTES = 1024**3
"""Most bytes of a workbook, unpacked."""
MAX_PARTS = 200
MAX_CELLS = 20_000_000
"""Most cells between the first and the last one; the largest table of CORDIS has some six million."""
_CHUNK = 1024**2
_LONGEST = 16 * _CHUNK
"""Most bytes without the end of a tag."""
_MARK = re.compile(rb"""<(?:\w+:)?(row|c)(?=[\s/>])|\br\s*=\s*["']\s*\$?([A-Za-z]{0,7})\$?([0-9]{1,12})""")
"""The beginning of a row or a cell, or where one says that it stands."""


class WorkbookError(Exception):
    """A workbook cannot be read; the message says why, in a clause."""


def read_sheet(stream: IO[bytes]) -> Iterator[list[Any]]:
    """Yield the rows of the first sheet of a workbook. Raises ``WorkbookError``."""
    try:
        workbook = CalamineWorkbook.from_filelike(_pack_anew(stream))
        yield from workbook.get_sheet_by_index(0).iter_rows()
    except (CalamineError, BadZipFile, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise WorkbookError(f"this is no workbook that can be read: {error}") from error


def _pack_anew(stream: IO[bytes]) -> BytesIO:
    """Copy a workbook part by part. Python reads no more of a part than it declares."""
    packed = BytesIO()
    with ZipFile(stream) as before, ZipFile(packed, "w", ZIP_DEFLATED, compresslevel=1) as after:
        parts = before.infolist()
        if len(parts) > MAX_PARTS:
            raise WorkbookError(f"the workbook has {len(parts):,} parts, more than {MAX_PARTS}")
        if (size := sum(part.file_size for part in parts)) > MAX_BYTES:
            raise WorkbookError(f"the workbook declares {size:,} bytes, more than {MAX_BYTES:,}")
        for part in parts:
            if not part.filename.endswith((".xml", ".rels")):
                continue  # other formats of spreadsheets, which the reader knows too, need such a part
            with before.open(part) as source, after.open(part.filename, "w") as target:
                _copy(source, target)
    packed.seek(0)
    return packed


def _copy(source: IO[bytes], target: IO[bytes]) -> None:
    """Copy a part, and count how far its rows and cells reach."""
    rows = columns = row = column = 0
    tail = b""
    while chunk := source.read(_CHUNK):
        target.write(chunk)
        text, end, rest = (tail + chunk).rpartition(b">")
        for kind, letters, digits in _MARK.findall(text + end):
            if kind == b"row":
                row, column = row + 1, 0
            elif kind:
                column += 1
            else:
                row, column = int(digits), _count_columns(letters) if letters else column
            rows, columns = max(rows, row), max(columns, column)
        if rows * columns > MAX_CELLS:
            raise WorkbookError(f"a sheet reaches over {rows:,} rows and {columns:,} columns, more than {MAX_CELLS:,} cells")
        tail = rest
        if len(tail) > _LONGEST:
            raise WorkbookError("a part of the workbook is no XML")


def _count_columns(letters: bytes) -> int:
    """Return the number of a column from its letters: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number

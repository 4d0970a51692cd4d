"""Write tables as a workbook (Office Open XML, ECMA-376) within the limits of Excel.

A text is a text, whatever it begins with: nothing becomes a formula or a link. Excel holds 32,767 UTF-16 units in a cell; a
longer text ends with the number of characters that are left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from generator.open_data.tables import Cell, is_formula

MAX_UNITS = 32_767
"""UTF-16 units that Excel holds in a cell."""
MAX_NAME = 31
"""UTF-16 units that Excel holds in the name of a sheet."""
_FORBIDDEN = str.maketrans("[]:*?/\\'", "--------")
"""Signs that Excel refuses in the name of a sheet, an apostrophe at either end."""
_RESERVED = "history"
"""Name that Excel keeps for itself."""
_WIDEST = 60
"""Characters across the widest column."""
_MOST_LINES = 5
"""A text of more lines stays on one, as its row would fill the window."""
_BUTTON = 3
"""Characters across the button by which a column is filtered."""
_RICH = ("<r>", "</r>")
"""XlsxWriter takes a text between these for its own XML, and does not escape it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table with a line of names."""

    name: str
    """One that ``name_sheets`` gave."""
    columns: Sequence[str]
    rows: Iterable[Sequence[Cell]]


def write_sheets(sheets: Iterable[Sheet], *, title: str, created: datetime) -> bytes:
    """Write a workbook; the moment, in UTC, is the only one in the file."""
    data = io.BytesIO()
    with Workbook(data) as workbook:
        workbook.set_properties({"title": title, "created": created})
        styles = _Styles(workbook)
        for sheet in sheets:
            _write_sheet(workbook.add_worksheet(sheet.name), sheet, styles)
    return data.getvalue()


def name_sheets(names: Iterable[str]) -> Iterator[str]:
    """Yield names that Excel takes for sheets, no two of them alike."""
    taken = {_RESERVED}
    for name in names:
        wanted, number = name.translate(_FORBIDDEN), 1
        given = _cut(wanted, MAX_NAME)
        while given.casefold() in taken:
            number += 1
            given = f"{_cut(wanted, MAX_NAME - len(f'-{number}'))}-{number}"
        taken.add(given.casefold())
        yield given


def fit_cell(text: str) -> str:
    """Cut what Excel cannot hold in a cell, and say how many characters that are."""
    if len(text) <= MAX_UNITS // 2 or len(text.encode("utf-16-le")) // 2 <= MAX_UNITS:
        return text
    kept = _cut(text, MAX_UNITS - len(f"… (+{len(text):,})"))
    return f"{kept}… (+{len(text) - len(kept):,})"


def _cut(text: str, units: int) -> str:
    """Return the beginning of a text that has at most so many UTF-16 units."""
    return text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")


# --- Cells ----------------------------------------------------------------------------------------


class _Styles:
    """How cells look, by what they hold."""

    def __init__(self, workbook: Any) -> None:
        top = {"valign": "top"}
        self.heading = workbook.add_format({"bold": True, **top})
        self.plain = workbook.add_format(top)
        self.wrapped = workbook.add_format({"text_wrap": True, **top})
        self.quoted = workbook.add_format({"quote_prefix": True, **top})

    def choose(self, text: str) -> Any:
        """Choose the style of a text; quoted, it stays a text when somebody edits the cell."""
        if is_formula(text):
            return self.quoted
        short = len(text) <= _WIDEST and "\n" not in text
        return self.wrapped if not short and _count_lines(text) <= _MOST_LINES else self.plain


def _count_lines(text: str) -> int:
    return sum(1 + len(line) // _WIDEST for line in text.split("\n"))


def _write_sheet(worksheet: Any, sheet: Sheet, styles: _Styles) -> None:
    for column, name in enumerate(sheet.columns):
        worksheet.write_string(0, column, name, styles.heading)
    widths = [len(name) + _BUTTON for name in sheet.columns]
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            if cell is not None:
                widths[column] = max(widths[column], _write_cell(worksheet, last, column, cell, styles))
    for column, width in enumerate(widths):
        worksheet.set_column(column, column, min(width, _WIDEST))
    worksheet.freeze_panes(1, 0)
    worksheet.autofilter(0, 0, last, len(sheet.columns) - 1)


def _write_cell(worksheet: Any, row: int, column: int, cell: str | float, styles: _Styles) -> int:
    """Write a cell and return how many characters it takes across."""
    if isinstance(cell, str):
        text = fit_cell(cell)
        if text.startswith(_RICH[0]) and text.endswith(_RICH[1]):
            worksheet.write_rich_string(row, column, *text[:2], text[2:], styles.plain)
        else:
            worksheet.write_string(row, column, text, styles.choose(text))
    elif isinstance(cell, bool):
        worksheet.write_boolean(row, column, cell, styles.plain)
    else:
        worksheet.write_number(row, column, cell, styles.plain)
    return len(str(cell))

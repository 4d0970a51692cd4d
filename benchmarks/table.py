"""The table that the benchmark prints: its rows, and their verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table."""

    name: str
    records: int | None
    value: str
    target: str = ""
    verdict: str = ""


def most(name: str, records: int, value: float, target: float) -> Row:
    """Make the row of a value that may be at most its target."""
    return Row(name, records, f"{value:.3g}", f"≤ {target:g}", "ok" if value <= target else "short")


def least(name: str, records: int, value: float, target: float) -> Row:
    """Make the row of a value that must be at least its target."""
    return Row(name, records, f"{value:.3g}", f"≥ {target:g}", "ok" if value >= target else "short")


def lay_out(rows: list[Row]) -> Iterator[str]:
    """Lay the rows out in columns of their widest cell."""
    table = [("", "records", "value", "target", "verdict")]
    table += [(row.name, f"{row.records:,}" if row.records else "", row.value, row.target, row.verdict) for row in rows]
    widths = [max(len(line[column]) for line in table) for column in range(5)]
    for line in table:
        name, records, value, target, verdict = line
        cells = (name.ljust(widths[0]), records.rjust(widths[1]), value.rjust(widths[2]), target.rjust(widths[3]), verdict.ljust(widths[4]))
        yield "  ".join(cells).rstrip()

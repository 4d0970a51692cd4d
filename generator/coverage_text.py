"""Render coverage as tables for people and as JSON for programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict

from generator.coverage import MOST_HOSTS, CollectionCoverage, Coverage, RareTerm

WIDTH = 100
"""Columns of a line of names."""

Formatter = Callable[[Coverage], str]
Row = tuple[str, ...]


def format_tables(coverage: Coverage) -> str:
    """Render one block of aligned tables a collection, then the terms that few records use."""
    blocks = [_show_collection(collection) for collection in coverage.collections]
    blocks.append(_show_rare_terms(coverage.rare_terms))
    return "\n\n".join(blocks)


def format_json(coverage: Coverage) -> str:
    """Render everything that was measured as one JSON object, with the names that ``Coverage`` gives it."""
    return json.dumps(asdict(coverage), ensure_ascii=False, indent=2)


COVERAGE_FORMATS: Mapping[str, Formatter] = {"text": format_tables, "json": format_json}


def _show_collection(found: CollectionCoverage) -> str:
    drafts = f" and {found.drafts} in draft" if found.drafts else ""
    head = f"{found.id}: {found.records} records{drafts}"
    fields = [(one.path, str(one.stated), _share(one.stated, found.records)) for one in found.fields]
    expected = [
        (f"{one.field} ≥ {one.at_least}", str(one.asked), str(one.met), _share(one.met, one.asked), str(one.explained))
        for one in found.expectations
    ]
    languages = [(one.language, f"{one.written} of {one.texts}", _share(one.written, one.texts)) for one in found.languages]
    by_record = ", ".join(f"{number}: {records}" for number, records in found.sources_by_record)
    parts = [
        _tabulate(("field", "stated", "share"), fields),
        _tabulate(("expected", "asked", "met", "share", "explained"), expected),
        _tabulate(("language", "texts", "share"), languages),
        _tabulate(("host", "records"), [(host, str(records)) for host, records in found.hosts[:MOST_HOSTS]]),
        f"sources        {found.sources}; records by number of sources: {by_record}",
        _name("reviews due", found.reviews_due),
        _name("orphans", found.orphans),
    ]
    return "\n\n".join((head, *(part for part in parts if part)))


def _show_rare_terms(terms: Sequence[RareTerm]) -> str:
    rows = [(f"{one.vocabulary}/{one.term}", str(one.records)) for one in terms]
    return _tabulate(("term used by fewer than two records", "records"), rows) or "every term is used by two records or more"


def _tabulate(head: Row, rows: Sequence[Row]) -> str:
    """Align a table: the first column to the left, the others, which hold numbers, to the right."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]

    def align(row: Row) -> Iterator[str]:
        yield row[0].ljust(widths[0])
        yield from (cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))

    return "\n".join("  ".join(align(row)).rstrip() for row in (head, *rows))


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.0%}" if whole else "–"


def _name(label: str, ids: Sequence[str]) -> str:
    text = f"{len(ids)}: {', '.join(ids)}" if ids else "none"
    return textwrap.fill(f"{label:<15}{text}", WIDTH, subsequent_indent=" " * 15, break_on_hyphens=False)

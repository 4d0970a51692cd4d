"""Lay out records that have a start and an end as bars over the years, row by row, and list them as a table."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from generator.cards import Card
from generator.views import PageMaker

_YEAR = 48
"""Width of a year; all sizes are in units of the drawing."""
_LANE, _BAR = 26, 22
_TITLE, _HEADING, _GAP = 20, 50, 16
_MARGIN = 12
_LETTER = 8
"""Width that a letter of a label may take."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A record in the drawing."""

    x: int
    y: int
    width: int
    label: str
    title: str
    """Name, dates and kind, for a pointer that rests on it."""
    url: str


@dataclass(frozen=True, slots=True)
class Span:
    """A record in the table."""

    card: Card
    group: str
    start: str | None
    end: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing and the table that says the same."""

    collection: str
    head: tuple[str, ...]
    """Titles of the columns of the table."""
    width: int
    height: int
    bar: int
    """Height of a bar."""
    years: tuple[tuple[int, int], ...]
    """Place and number of each year."""
    headings: tuple[tuple[int, int, str], ...]
    """Place and title of each group of bars; its years stand below the title."""
    bars: tuple[Bar, ...]
    today: int | None
    """Place of the day of which the site speaks as today, where the drawing reaches it."""
    spans: tuple[Span, ...]
    left_out: int
    """Number of records in the table that lack a start or an end, so that they have no bar."""
    first: int
    last: int
    """Years at the ends of the drawing."""


def draw_timeline(maker: PageMaker, collection: str) -> Timeline | None:
    """Draw the records of a collection from ``start`` to ``end``, grouped as the schema asks, the earliest group first."""
    spans = sorted(_list_spans(maker, collection), key=lambda one: (one[0] is None, one[0] or date.max, one[2].card.url))
    dated = [(start, end, span) for start, end, span in spans if start and end]
    if not dated:
        return None
    first, last = min(start.year for start, _, _ in dated), max(end.year for _, end, _ in dated)

    def place(day: date) -> int:
        return _MARGIN + round((day - date(first, 1, 1)).days * _YEAR / 365.25)

    groups: dict[str, list[tuple[date, date, Span]]] = {}
    for one in dated:
        groups.setdefault(one[2].group, []).append(one)
    headings, bars = [], []
    top = 0
    for title, found in groups.items():
        headings.append((place(found[0][0]), top + _TITLE, title))
        lanes: list[int] = []
        for start, end, span in found:
            x = place(start)
            width = max(place(end) - x, 4)
            label = span.card.name.text
            lane = next((number for number, taken in enumerate(lanes) if taken < x), len(lanes))
            taken = x + max(width, len(label) * _LETTER + 8) + 6
            lanes[lane : lane + 1] = [taken]
            hint = f"{label}: {span.start} – {span.end} · {title}"
            bars.append(Bar(x, top + _HEADING + lane * _LANE, width, label, hint, span.card.url))
        top += _HEADING + len(lanes) * _LANE + _GAP
    about, code = maker.catalogue.collections[collection], maker.language.code
    return Timeline(
        collection=collection,
        head=(about.singular[code], *(about.by_path[path].label[code] for path in (about.group, "start", "end"))),
        width=2 * _MARGIN + max((last + 1 - first) * _YEAR, *(bar.x + len(bar.label) * _LETTER + 8 for bar in bars)),
        height=top,
        bar=_BAR,
        years=tuple((place(date(year, 1, 1)), year) for year in range(first, last + 1)),
        headings=tuple(headings),
        bars=tuple(bars),
        today=place(maker.built_on) if first <= maker.built_on.year <= last else None,
        spans=tuple(span for _, _, span in spans),
        left_out=len(spans) - len(dated),
        first=first,
        last=last,
    )


def _list_spans(maker: PageMaker, collection: str) -> Iterator[tuple[date | None, date | None, Span]]:
    write = maker.language.date
    for record in maker.catalogue.records[collection].values():
        start, end = record.values.get("start"), record.values.get("end")
        card = maker.cards.make_card(record)
        span = Span(card, card.group[1], write(start) if start else None, write(end) if end else None)
        yield _first_day(start) if start else None, _last_day(end) if end else None, span


def _first_day(text: str) -> date:
    return date.fromisoformat(text + "0000-01-01"[len(text) :])


def _last_day(text: str) -> date:
    """Return the last day of a year, of a month, or the day itself."""
    parts = [int(part) for part in text.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])

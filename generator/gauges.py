"""Decide how a record page shows how far something has come: on a scale of steps, and in time."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from generator.description import Collection
from generator.i18n import Language
from generator.model import Catalogue, Record, Vocabulary, find_values

_DAYS_A_MONTH = 30.4375


@dataclass(frozen=True, slots=True, eq=False)
class GaugeView:
    """A scale, and the step that a record states; one object for all records that state it, so that it is rendered once."""

    label: str
    steps: tuple[tuple[str, bool], ...]
    """Id of each step, and whether it is reached."""
    reached: int
    """Number of steps reached; 0 where no source states one."""
    name: str
    """Name of the step that is reached; empty where none is stated."""
    definition: str
    guide: str
    """Page that explains the scale, below the root of the language."""


@dataclass(frozen=True, slots=True)
class SpanView:
    """A stretch of time, and how much of it has passed."""

    start: tuple[str, str]
    """Label and date."""
    end: tuple[str, str]
    state: str
    """``ahead``, ``ongoing`` or ``over``."""
    percent: int
    today: str
    months: int
    """Length; 0 where the dates are not precise enough to say it."""


class GaugeMaker:
    """Make the gauges and spans of the records of one collection in one language."""

    def __init__(self, catalogue: Catalogue, collection: Collection, language: Language, *, on: date) -> None:
        self._catalogue = catalogue
        self._collection = collection
        self._language = language
        self._on = on
        self._made: dict[object, GaugeView] = {}

    def make_gauge(self, record: Record) -> GaugeView | None:
        """Make the gauge of a record, those of equal records once; nothing where its collection has none."""
        about = self._collection.gauge
        if about is None:
            return None
        value = next((found for _, found in find_values(record.values, about.field)), None)
        made = self._made.get(value)
        if made is None:
            field = self._collection.by_path[about.field]
            vocabulary = self._catalogue.vocabularies[str(field.vocabulary)]
            label = field.label[self._language.code]
            made = self._made[value] = draw_gauge(vocabulary, value, label=label, guide=about.guide, language=self._language)
        return made

    def make_span(self, record: Record) -> SpanView | None:
        """Make the span of a record; nothing where its collection has none or a date is missing."""
        about = self._collection.span
        if about is None:
            return None
        fields = (self._collection.by_path[about.start], self._collection.by_path[about.end])
        start, end = (record.values.get(field.key) for field in fields)
        labels = (fields[0].label[self._language.code], fields[1].label[self._language.code])
        return draw_span(start, end, labels=labels, on=self._on, language=self._language)

    def list_drawn(self, span: SpanView | None) -> frozenset[str]:
        """Return the fields that need not stand among the facts, as a gauge or this span shows them."""
        collection = self._collection
        drawn = {collection.gauge.field} if collection.gauge else set()
        return frozenset(drawn | ({collection.span.start, collection.span.end} if collection.span and span else set()))


def draw_gauge(vocabulary: Vocabulary, value: object, *, label: str, guide: str, language: Language) -> GaugeView:
    """Draw the gauge of a value that is one of the terms of a vocabulary in their order, or ``None``."""
    ids = tuple(vocabulary.terms)
    step = None if value is None else str(int(value)) if isinstance(value, float) else str(value)
    reached = 0 if step is None else ids.index(step) + 1
    steps = tuple((id_, number < reached) for number, id_ in enumerate(ids))
    if step is None:
        return GaugeView(label, steps, 0, "", "", guide)
    term = vocabulary.terms[step]
    definition = term.definition[language.code] if term.definition else ""
    return GaugeView(label, steps, reached, term.name[language.code], definition, guide)


def draw_span(start: str | None, end: str | None, *, labels: tuple[str, str], on: date, language: Language) -> SpanView | None:
    """Draw the span between two dates of ISO 8601, as precise as they are; nothing where one is missing.

    The labels are those of start and end.
    """
    if start is None or end is None:
        return None
    first, last = _first_day(start), _last_day(end)
    days = max(1, (last - first).days + 1)
    passed = min(days, max(0, (on - first).days + 1))
    state = "ahead" if on < first else "over" if on > last else "ongoing"
    precise = min(len(start), len(end)) >= len("2020-01")
    return SpanView(
        (labels[0], language.date(start)),
        (labels[1], language.date(end)),
        state,
        passed * 100 // days,
        language.date(on.isoformat()),
        round(days / _DAYS_A_MONTH) if precise else 0,
    )


def _first_day(text: str) -> date:
    return date.fromisoformat(text + "0000-01-01"[len(text) :])


def _last_day(text: str) -> date:
    day = _first_day(text if len(text) > len("2020") else f"{text}-12")
    return day if len(text) == len("2020-01-01") else day.replace(day=monthrange(day.year, day.month)[1])

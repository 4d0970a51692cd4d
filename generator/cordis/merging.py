"""Merge the facts of a project into its record, and keep everything that somebody wrote.

A fact is CORDIS's own if the record says so: if the source that is the page of the project on CORDIS names it in the list of
what it supports. Such a fact follows CORDIS. What the record does not state is filled in, and named there. Any other value
stays, and where CORDIS says something else that is a conflict for people to decide. Who corrects a fact of CORDIS's by hand
takes its name out of that list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.cordis.drafting import Setting, summarise
from generator.cordis.facts import FACTS, MAX_SUPPORTS, Fact, find_value, page_of, read_names, write_names
from generator.cordis.projects import Project
from generator.cordis.record_text import RecordText
from generator.i18n import Language
from generator.messages import name_place
from generator.yaml_text import PlaceError


@dataclass(frozen=True, slots=True)
class Conflict:
    """A value that somebody wrote, and another one that CORDIS gives."""

    path: str
    """Keys, joined by dots."""
    stands: Any
    """What the record says, and goes on saying."""
    given: Any


@dataclass(frozen=True, slots=True)
class Merged:
    """A record with the facts of CORDIS."""

    text: str
    values: Mapping[str, Any]
    conflicts: tuple[Conflict, ...] = ()
    remarks: tuple[str, ...] = ()
    """What could not be written, as clauses."""


def merge_record(text: str, values: Mapping[str, Any], project: Project, given: Mapping[str, Any], setting: Setting) -> Merged:
    """Merge facts, ``given`` as a record states them, into the text of a record. A second time, the same changes nothing."""
    record = RecordText(text, values, setting.collection.schema)
    page = page_of(project.grant)
    own = [number for number, source in enumerate(values["sources"]) if source["url"].rstrip("/") == page]
    known = max((values["sources"][number].get("date", "") for number in own), default="")
    if project.dated and project.dated < known:
        return Merged(text, values, remarks=(f"the record has facts of CORDIS of {known}, and those of {project.dated} are passed over",))
    named = frozenset(name for number in own for name in read_names(values["sources"][number]["supports"]))
    conflicts, remarks, filled = [], [], []
    for fact in FACTS:
        stands, value = find_value(values, fact.path), find_value(given, fact.path)
        if value is None or stands == value:
            continue
        if stands is None or fact.is_named(named):
            try:
                record.put(fact.path, value)
                filled += [] if fact.is_named(named) else [fact.names[0]]
            except PlaceError as error:
                remarks.append(f"{name_place(fact.path)} cannot be written: {error}; write it by hand")
        elif not _agree(fact, stands, value, project):
            conflicts.append(Conflict(".".join(map(str, fact.path)), stands, value))
    count, people = values.get("participant_count"), given.get("participants", ())
    if count is not None and people and count != len(people):
        conflicts.append(Conflict("participant_count", count, len(people)))
    try:
        if filled or any(fact.is_named(named) for fact in FACTS):
            _refresh_source(record, own, filled, page, project.dated)
        _refresh_summary(record, values, setting.languages)
        if record.text != text and all(source["url"].rstrip("/") == page for source in values["sources"]):
            record.put(("reviewed",), setting.today)
    except PlaceError as error:
        return Merged(text, values, tuple(conflicts), (*remarks, f"the record stays as it is, as its sources cannot be changed: {error}"))
    return Merged(record.text, record.values, tuple(conflicts), tuple(remarks))


def _refresh_source(record: RecordText, own: Sequence[int], filled: list[str], page: str, dated: str) -> None:
    """Name what was filled in, and the day on which CORDIS last changed what it says."""
    date = {"date": dated} if dated else {}
    if own and dated > record.values["sources"][own[-1]].get("date", ""):
        record.put(("sources", own[-1], "date"), dated)
    if not filled:
        return
    if own:
        longer = ", ".join((record.values["sources"][own[-1]]["supports"], *filled))
        if len(longer) <= MAX_SUPPORTS:
            record.put(("sources", own[-1], "supports"), longer)
            return
    record.append("sources", {"url": page, "supports": write_names(filled), **date})


def _refresh_summary(record: RecordText, before: Mapping[str, Any], languages: Sequence[Language]) -> None:
    """Say anew what a summary says that was made of the facts and that nobody has changed."""
    summary = summarise(record.values, languages)
    if summary is not None and before["summary"] == summarise(before, languages):
        record.put(("summary",), summary)


def _agree(fact: Fact, stands: Any, given: Any, project: Project) -> bool:
    """Tell whether a value that somebody wrote says the same: a day less exactly, or an organisation by its short name."""
    if fact.path in (("start",), ("end",)):
        return str(given).startswith(str(stands))
    if fact.path == ("coordinator",):
        name = given["name"]
        known = {name.casefold(), project.known_as.get(name, name).casefold()}
        return stands["name"].casefold() in known and stands.get("country", given.get("country")) == given.get("country")
    return False

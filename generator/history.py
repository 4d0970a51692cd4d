"""What became of the records over time: which came, changed, got another id or were withdrawn, and in which commit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from generator.changes import ChangeKind, RecordChange, Values, compare_records
from generator.revisions import Commit
from generator.states import read_states


class EventKind(StrEnum):
    """What became of a record."""

    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Event:
    """What a commit made of a record that readers could see, or can see since."""

    at: datetime
    commit: str
    collection: str
    id: str
    kind: EventKind
    fields: tuple[str, ...] = ()
    """Paths of the fields that are other than they were, for a change or a new id."""
    earlier_id: str | None = None


def list_events(commits: Iterable[Commit], *, collections: frozenset[str], at_most: int) -> tuple[Event, ...]:
    """List what commits, the newest first, made of the records of collections, as far as it can be read; the newest first.

    No more commits are taken than the number of events asks for.
    """
    events: list[Event] = []
    for commit in commits:
        events += _find_events(commit, collections)
        if len(events) >= at_most:
            break
    return tuple(events[:at_most])


def _find_events(commit: Commit, collections: frozenset[str]) -> Iterator[Event]:
    before = {file.path: file.before for file in commit.files if file.before is not None}
    after = {file.path: file.after for file in commit.files if file.after is not None}
    old, new = read_states(before, after, {})
    for change in compare_records(old.records, new.records, published=()).records:
        if change.collection in collections and (kind := _judge_change(change)) is not None:
            paths = () if kind in (EventKind.ADDED, EventKind.WITHDRAWN) else dict.fromkeys(one.path for one in change.fields)
            yield Event(commit.at, commit.digest, change.collection, change.id, kind, tuple(paths), change.earlier_id)


def _judge_change(change: RecordChange) -> EventKind | None:
    """Say what readers saw of a change; nothing where only a draft is other."""
    was, is_ = _status_of(change.before), _status_of(change.after)
    if was == is_ == "draft" or {was, is_} == {"", "draft"}:
        return None
    if was in ("", "draft"):
        return EventKind.ADDED
    if is_ in ("", "draft") or (is_ == "withdrawn" and was != "withdrawn"):
        return EventKind.WITHDRAWN
    return EventKind.RENAMED if change.kind is ChangeKind.RENAMED else EventKind.CHANGED


def _status_of(values: Values | None) -> str:
    """Return the status of a record; empty where there is none."""
    return "" if values is None else str(values.get("status", "published"))

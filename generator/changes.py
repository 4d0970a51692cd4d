"""Compare two states of the records: what came, what went, and what is other than it was, field by field."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from generator.diagnostics import START, Diagnostic
from generator.model import Reference

Values = Mapping[str, Any]
"""The values of one record, by key, as they are written; nothing is known of their types."""
Records = Mapping[Reference, Values]
"""Every record of a state that could be read, by collection and id."""


class ChangeKind(StrEnum):
    """How a field, an item of a list or a record has changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    REORDERED = "reordered"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that is other than it was."""

    path: str
    """Keys from the root of the record, joined by dots; ``[]`` stands for an item of a list: ``adopters[].role``."""
    kind: ChangeKind
    before: Any = None
    after: Any = None
    items: tuple[Any, ...] = ()
    """The items that the path leads through, as they are now, from the outermost."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """One record that came, went or is other than it was."""

    collection: str
    id: str
    kind: ChangeKind
    before: Values | None
    after: Values | None
    fields: tuple[FieldChange, ...] = ()
    """What is other; empty for a record that came or went."""
    earlier_id: str | None = None
    """The id that a renamed record had."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An id that was published and is no record any more, and the record that its address leads to."""

    collection: str
    id: str
    target: str | None
    """The id of the record that names it among its earlier ids; ``None`` where a redirect is owed."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything that two states of the records differ in."""

    records: tuple[RecordChange, ...]
    """By collection and id."""
    redirects: tuple[Redirect, ...]
    """Of the ids that went, and of the earlier ids that are named no more."""


def compare_records(before: Records, after: Records, *, published: Container[str]) -> Changes:
    """Compare two states of all records. A new record that has one that went among its earlier ids is that record renamed.

    ``published`` holds the collections whose records have pages; of others no address is promised.
    """
    leads = _index_aliases(after)
    gone = sorted(reference for reference in before if reference not in after)
    earlier: dict[Reference, str] = {}
    for collection, id_ in gone:
        target = (collection, leads.get((collection, id_), ""))
        if target in after and target not in before and target not in earlier:
            earlier[target] = id_
    changes = list(_compare_each(before, after, earlier))
    renamed = {(collection, id_) for (collection, _), id_ in earlier.items()}
    for collection, id_ in gone:
        if (collection, id_) not in renamed:
            changes.append(RecordChange(collection, id_, ChangeKind.REMOVED, before[collection, id_], None))
    promised = {*_index_aliases(before), *(reference for reference in gone if before[reference].get("status") != "draft")}
    ended = (reference for reference in promised if reference not in after and (reference in before or reference not in leads))
    redirects = tuple(Redirect(*reference, leads.get(reference)) for reference in sorted(ended) if reference[0] in published)
    return Changes(tuple(sorted(changes, key=lambda one: (one.collection, one.id))), redirects)


def _compare_each(before: Records, after: Records, earlier: Mapping[Reference, str]) -> Iterator[RecordChange]:
    for reference, values in after.items():
        collection, id_ = reference
        earlier_id = earlier.get(reference)
        old = before.get((collection, earlier_id or id_))
        if old is None:
            yield RecordChange(collection, id_, ChangeKind.ADDED, None, values)
        elif earlier_id is not None:
            yield RecordChange(collection, id_, ChangeKind.RENAMED, old, values, compare_values(old, values), earlier_id)
        elif old is not values and (fields := compare_values(old, values)):
            yield RecordChange(collection, id_, ChangeKind.CHANGED, old, values, fields)


def _index_aliases(records: Records) -> dict[Reference, str]:
    """Return the record that each earlier id leads to; those of drafts have no page."""
    found: dict[Reference, str] = {}
    for (collection, id_), values in sorted(records.items(), key=lambda one: one[0]):
        aliases = values.get("aliases") if values.get("status") != "draft" else None
        for alias in aliases if isinstance(aliases, list) else ():
            if isinstance(alias, str):
                found.setdefault((collection, alias), id_)
    return found


def find_owed(changes: Changes) -> tuple[Diagnostic, ...]:
    """Say which published addresses would lead nowhere."""
    return tuple(
        Diagnostic(
            f"catalogue/{owed.collection}/{owed.id}.yaml",
            START,
            "missing-alias",
            f"the id {owed.id!r} was published and is gone, and no record of {owed.collection} has it among its aliases",
            "name it under aliases of the record that takes its place, or keep the record with status: withdrawn",
        )
        for owed in changes.redirects
        if owed.target is None
    )


# --- Values ---------------------------------------------------------------------------------------

_MOST_PAIRS = 4096
"""Pairs of items that are compared with each other; of longer lists, items only come and go."""


def compare_values(before: Values, after: Values) -> tuple[FieldChange, ...]:
    """Compare the values of a record, in the order of the keys as they are now, then of those that went."""
    return tuple(_compare_maps(before, after, "", ()))


def _compare_maps(before: Values, after: Values, prefix: str, items: tuple[Any, ...]) -> Iterator[FieldChange]:
    for key in (*after, *(key for key in before if key not in after)):
        yield from _compare(before.get(key), after.get(key), f"{prefix}{key}", items)


def _compare(before: Any, after: Any, path: str, items: tuple[Any, ...]) -> Iterator[FieldChange]:
    """Compare two values; nothing is the same as an empty map or list, so that what is new is told leaf by leaf."""
    if _is_same(before, after):
        return
    kinds = {type(value) for value in (before, after) if value is not None}
    if kinds == {dict}:
        yield from _compare_maps(before or {}, after or {}, f"{path}.", items)
    elif kinds == {list}:
        yield from _compare_lists(before or [], after or [], f"{path}[]", items)
    elif before is None:
        yield FieldChange(path, ChangeKind.ADDED, None, after, items)
    elif after is None:
        yield FieldChange(path, ChangeKind.REMOVED, before, None, items)
    else:
        yield FieldChange(path, ChangeKind.CHANGED, before, after, items)


def _compare_lists(before: Sequence[Any], after: Sequence[Any], path: str, items: tuple[Any, ...]) -> Iterator[FieldChange]:
    came, went = _subtract(after, before), _subtract(before, after)
    if not came and not went:
        yield FieldChange(path.removesuffix("[]"), ChangeKind.REORDERED, list(before), list(after), items)
        return
    pairs = _pair_items(went, came)
    for number, item in enumerate(came):
        if number in pairs:
            yield from _compare_maps(went[pairs[number]], item, f"{path}.", (*items, item))
        else:
            yield FieldChange(path, ChangeKind.ADDED, None, item, items)
    paired = set(pairs.values())
    yield from (FieldChange(path, ChangeKind.REMOVED, item, None, items) for number, item in enumerate(went) if number not in paired)


def _subtract(items: Iterable[Any], taken: Iterable[Any]) -> list[Any]:
    """Return the items without those that are taken, each as often as it is there."""
    counts: dict[str, int] = {}
    for item in taken:
        counts[_mark(item)] = counts.get(_mark(item), 0) + 1
    rest = []
    for item in items:
        mark = _mark(item)
        if counts.get(mark, 0):
            counts[mark] -= 1
        else:
            rest.append(item)
    return rest


def _pair_items(went: Sequence[Any], came: Sequence[Any]) -> dict[int, int]:
    """Find the maps that are one item changed: at least half of their keys agree. Numbers of ``came`` to those of ``went``."""
    if len(went) * len(came) > _MOST_PAIRS:
        return {}
    shares = sorted(
        ((-_share(old, new), abs(there - here), here, there) for here, new in enumerate(came) for there, old in enumerate(went)),
    )
    pairs: dict[int, int] = {}
    for share, _, here, there in shares:
        if -share >= 1 / 2 and here not in pairs and there not in pairs.values():
            pairs[here] = there
    return pairs


_IDENTITIES = frozenset(("arxiv", "code", "doi", "number", "url"))
"""Keys by which an item is known again, whatever else has become other."""


def _share(before: Any, after: Any) -> float:
    """Return the share of keys in which two maps agree, from 0 to 1; 1 where they agree in what they are known by."""
    if not (isinstance(before, dict) and isinstance(after, dict)):
        return 0
    same = {key for key in before.keys() & after.keys() if _is_same(before[key], after[key])}
    return 1 if same & _IDENTITIES else len(same) / max(1, len(before.keys() | after.keys()))


def _is_same(before: Any, after: Any) -> bool:
    """Tell whether two values are the same; ``1``, ``1.0`` and ``True`` are not."""
    return before is after or _mark(before) == _mark(after)


def _mark(value: Any) -> str:
    """Write a value so that two are the same if and only if their marks are, whatever the order of keys."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{key!r}:{_mark(value[key])}" for key in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_mark, value)) + "]"
    return repr(value)

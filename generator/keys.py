"""Find what a key that a schema does not know is meant to be: one of another name, or one of another map."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from generator.schema import Schema
from generator.source import ValuePath


def find_near(key: str, known: Mapping[str, Any]) -> list[str]:
    """Find the keys, given with their schemas, that a wrong one is probably meant to be: by label on the site, or by name."""
    called = [name for name, schema in known.items() if key.casefold() in map(str.casefold, _labels_of(schema))]
    return called or get_close_matches(key.casefold(), known, n=3, cutoff=0.6)


def _labels_of(schema: Any) -> Iterator[str]:
    if isinstance(schema, Mapping):
        yield from schema.get("x-label", {}).values()


@dataclass(frozen=True, slots=True)
class Misplacement:
    """Keys that stand together in a map where they are unknown, and the map that knows them."""

    stands: ValuePath
    """The map in which they stand."""
    keys: tuple[str, ...]
    belongs: ValuePath
    """The map that lacks them; there may be nothing yet at its place."""

    def describe(self, name: Callable[[ValuePath], str]) -> tuple[str, str]:
        """Return a sentence and what to do, given what names a place."""
        keys = " and ".join(map(repr, self.keys))
        stand, belong, them = ("stands", "belongs", "it") if len(self.keys) == 1 else ("stand", "belong", "them")
        if len(self.belongs) < len(self.stands):
            message = f"{keys} {stand} under {name(self.stands)} and {belong} beside it"
            return message, f"indent {them} as the keys of {name(self.belongs)} are"
        above = self.belongs[len(self.stands)]
        deeper = "as the keys of its last item are" if isinstance(self.belongs[-1], int) else f"deeper than {above!r}"
        return f"{keys} {stand} beside {above!r} and {belong} under it", f"indent {them} {deeper}"


def find_misplaced(unknown: Mapping[ValuePath, Sequence[str]], value: Any, schema: Schema) -> Iterator[Misplacement]:
    """Find which unknown keys, given by the map in which they stand, a map nearby knows and lacks."""
    for stands, keys in unknown.items():
        here, wrong = _value_at(value, stands), frozenset(keys)
        found: dict[ValuePath, list[str]] = {}
        above = None
        for key in here:
            if key not in wrong:
                above = key
            elif (belongs := _find_level(stands, above, key, value, schema)) is not None:
                found.setdefault(belongs, []).append(key)
        yield from (Misplacement(stands, tuple(names), belongs) for belongs, names in found.items())


def _find_level(stands: ValuePath, above: str | None, key: str, value: Any, schema: Schema) -> ValuePath | None:
    """Find the map that lacks a key: under the key above it, in the last item of its list, or further out.

    A key leaves the item of a list only for a map that cannot do without it: items have keys of many names.
    """
    candidates: list[ValuePath] = []
    if above is not None:
        under = (*stands, above)
        items = _value_at(value, under)
        candidates.append((*under, len(items) - 1) if isinstance(items, list) and items else under)
    candidates += (stands[:depth] for depth in reversed(range(len(stands))))
    for place in candidates:
        held, known = _value_at(value, place), _schema_at(schema, place)
        lacks = held is None or (isinstance(held, dict) and key not in held)
        leaves_item = any(isinstance(part, int) for part in stands[len(place) :])
        if lacks and key in known.get("required" if leaves_item else "properties", ()):
            return place
    return None


def _value_at(value: Any, path: ValuePath) -> Any:
    for part in path:
        value = value[part]
    return value


def _schema_at(schema: Schema, path: ValuePath) -> Schema:
    """Return what a schema says of a place, as far as it says so by properties and items."""
    for part in path:
        schema = schema.get("items", {}) if isinstance(part, int) else schema.get("properties", {}).get(part, {})
        if not isinstance(schema, Mapping):
            return {}
    return schema

"""Read the records of a state of the project as values, whatever its schemas were, and the addresses of its pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from generator.changes import Records
from generator.description import Collection
from generator.model import Reference
from generator.source import parse_document

Files = Mapping[str, bytes]
"""Contents by path, relative to the project folder, with forward slashes."""

_RECORD = re.compile(r"catalogue/([a-z_]+)/([a-z0-9]+(?:-[a-z0-9]+)*)\.yaml")
_PAGE = re.compile(r"docs/en/((?:[\w.-]+/)*)([\w-]+)\.md")


@dataclass(frozen=True, slots=True)
class State:
    """What a state of the project says, as far as it can be read."""

    records: Records
    """Vocabularies among them, as a collection of that name."""
    unread: tuple[str, ...]
    """Paths of the files in the folders of records that hold none that can be read."""
    pages: frozenset[str]
    """Addresses of prose pages and of records that a site shows, below the root of a language."""


def read_states(before: Files, after: Files, collections: Mapping[str, Collection]) -> tuple[State, State]:
    """Read two states; a file that is the same in both becomes one value, and one that can no longer be read keeps what it said."""
    old = _parse(before)
    new = {path: old[path] if path in old and before[path] == data else _parse_file(path, data) for path, data in _select(after)}
    kept = {path: old.get(path) if value is None else value for path, value in new.items()}
    return _make_state(before, old, old, collections), _make_state(after, new, kept, collections)


def _select(files: Files) -> Iterator[tuple[str, bytes]]:
    return ((path, data) for path, data in files.items() if _RECORD.fullmatch(path))


def _parse(files: Files) -> dict[str, Any]:
    return {path: _parse_file(path, data) for path, data in _select(files)}


def _parse_file(path: str, data: bytes) -> Any:
    """Return the map that a file holds, or ``None`` where it breaks the policy or holds something else."""
    document, _ = parse_document(path, data)
    return document.value if document is not None and isinstance(document.value, dict) else None


def _make_state(files: Files, read: Mapping[str, Any], kept: Mapping[str, Any], collections: Mapping[str, Collection]) -> State:
    records: dict[Reference, Mapping[str, Any]] = {}
    for path, value in sorted(kept.items()):
        match = _RECORD.fullmatch(path)
        if match is not None and value is not None:
            records[match[1], match[2]] = value
    listed = (path for path in files if path.startswith("catalogue/") and path.endswith((".yaml", ".yml")))
    pages = frozenset((*_list_pages(files), *_list_record_pages(records, collections)))
    return State(MappingProxyType(records), tuple(sorted(path for path in listed if read.get(path) is None)), pages)


def _list_pages(files: Files) -> Iterator[str]:
    for path in files:
        if match := _PAGE.fullmatch(path):
            yield match[1] if match[2] == "index" else f"{match[1]}{match[2]}/"


def _list_record_pages(records: Records, collections: Mapping[str, Collection]) -> Iterator[str]:
    for (name, id_), values in records.items():
        if name in collections and values.get("status") != "draft":
            yield f"{collections[name].url}/{id_}/"

"""Rename a record: the changes that its new id makes in files, by position in their texts.

Nothing but the old id is rewritten; comments, blank lines and quoting stay as they are.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from yaml.nodes import MappingNode, Node, SequenceNode

from generator.linking import find_references
from generator.model import Catalogue
from generator.naming import NamingError, check_collection, check_new_id
from generator.reading import ProjectFiles, SourceFile
from generator.source import Value, ValuePath, compose_nodes, parse_document
from generator.writing import write_scalar


def rename_record(files: ProjectFiles, catalogue: Catalogue, collection: str, old: str, new: str) -> tuple[ProjectFiles, int]:
    """Return the files with a record renamed, and the number of references that follow it.

    The old id becomes the last of its ``aliases``. Raises ``NamingError`` where the record is not there, the new id
    cannot be used, or a text is written in a way in which the id is not found.
    """
    check_collection(catalogue, collection)
    if old not in catalogue.records[collection]:
        raise NamingError(f"no record {old!r} in {collection}")
    check_new_id(files, catalogue, collection, new)
    places: dict[tuple[str, str], list[ValuePath]] = {}
    for record in catalogue.all_records():
        for _, place, target in find_references(catalogue, record):
            if target == (collection, old):
                places.setdefault(record.reference, []).append(place)
    changed = {
        folder: tuple(_change(file, places.get((folder, file.id), ()), old, new) for file in sources)
        for folder, sources in files.records.items()
    }
    renamed = (_rename(file, old, new) if file.id == old else file for file in changed[collection])
    changed[collection] = tuple(sorted(renamed, key=lambda file: file.id))
    return replace(files, records=MappingProxyType(changed)), sum(map(len, places.values()))


def compare_files(before: ProjectFiles, after: ProjectFiles) -> Mapping[str, bytes | None]:
    """Compare the records of two states of a project: new bytes by path, ``None`` for a file that goes."""
    old = {file.path: file.data for sources in before.records.values() for file in sources}
    new = {file.path: file.data for sources in after.records.values() for file in sources}
    written: dict[str, bytes | None] = {path: data for path, data in new.items() if old.get(path) != data}
    return written | dict.fromkeys(old.keys() - new.keys())


def _change(file: SourceFile, places: Sequence[ValuePath], old: str, new: str) -> SourceFile:
    """Return a file with the id replaced at places; the file itself where there is none."""
    if not places:
        return file
    text = file.data.decode()
    root = compose_nodes(text)
    wanted = copy.deepcopy(_read(file.path, text))
    for place, node in sorted(((place, _find(root, place)) for place in places), key=lambda found: -found[1].start_mark.index):
        start, end = node.start_mark.index, node.end_mark.index
        written = new if node.style else write_scalar(new, room=len(new))[0]
        text = text[:start] + text[start:end].replace(old, written) + text[end:]
        _set(wanted, place, new)
    return _verify(file, text, wanted)


def _rename(file: SourceFile, old: str, new: str) -> SourceFile:
    """Return the file of the record itself under its new name, with the old one among its aliases."""
    text = file.data.decode()
    value = _read(file.path, text)
    wanted = {**value, "aliases": [*value.get("aliases", ()), old]}
    path = f"{file.path.rpartition('/')[0]}/{new}.yaml"
    return _verify(SourceFile(new, path, file.data), _add_alias(text, write_scalar(old, room=len(old))[0]), wanted)


def _add_alias(text: str, alias: str) -> str:
    """Add an item to the list of aliases as that list is written, or the list to the end of the text."""
    newline = "\r\n" if "\r\n" in text else "\n"
    root = compose_nodes(text)
    aliases = _find(root, ("aliases",)) if any(key.value == "aliases" for key, _ in getattr(root, "value", ())) else None
    if not isinstance(aliases, SequenceNode) or not aliases.value:
        ended = text if text.endswith("\n") else text + newline
        return f"{ended}aliases:{newline}  - {alias}{newline}"
    last = aliases.value[-1]
    end = last.end_mark.index
    if aliases.flow_style:
        return f"{text[:end]}, {alias}{text[end:]}"
    lead = text[text.rfind("\n", 0, last.start_mark.index) + 1 : last.start_mark.index]
    line_end = text.find("\n", end)
    if line_end < 0:
        return f"{text}{newline}{lead}{alias}{newline}"
    return f"{text[: line_end + 1]}{lead}{alias}{newline}{text[line_end + 1 :]}"


def _find(node: Node | None, place: ValuePath) -> Any:
    """Find the node of a value that is there."""
    for part in place:
        if isinstance(node, MappingNode):
            node = next(value for key, value in node.value if key.value == part)
        elif isinstance(node, SequenceNode):
            node = node.value[part]
    return node


def _set(value: Value, place: ValuePath, new: str) -> None:
    for part in place[:-1]:
        value = value[part]
    value[place[-1]] = new


def _read(path: str, text: str) -> Value:
    document, _ = parse_document(path, text.encode())
    return document.value if document else None


def _verify(file: SourceFile, text: str, wanted: Value) -> SourceFile:
    """Return the file with a new text. Raises ``NamingError`` unless that reads as it should."""
    if _read(file.path, text) != wanted:
        raise NamingError(f"{file.path} is written in a way that cannot be changed safely; write its references on plain lines first")
    return replace(file, data=text.encode())

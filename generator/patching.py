"""Mend or format the files of a project: what would change, as a patch, and the change itself."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path

from generator.characters import MAX_BYTES
from generator.checking import compile_validators
from generator.diagnostics import CannotRunError
from generator.formatting import format_text
from generator.mending import Correction, mend_text
from generator.reading import VOCABULARIES, ProjectFiles, SourceFile
from generator.rewriting import apply_changes
from generator.schema import Validator


class PatchError(CannotRunError):
    """A file cannot be changed; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """One file, before and after."""

    path: str
    """Relative to the project folder, with forward slashes."""
    target: str
    """Path that it has afterwards; mostly the same."""
    before: str
    after: str
    corrections: tuple[Correction, ...] = ()


Renames = Sequence[tuple[str, SourceFile]]
"""Files that have a wrong name: that name, and the file under the right one."""


def mend_files(files: ProjectFiles, misnamed: Renames) -> tuple[Change, ...]:
    """Mend every file. Vocabularies come first, as their terms decide what records may say. Raises ``SchemaError``."""
    old_paths = {file.path: old for old, file in misnamed}
    added = [file for _, file in misnamed]
    vocabularies = (*files.vocabularies, *(file for file in added if _folder_of(file) == VOCABULARIES))
    records = [file for sources in files.records.values() for file in sources]
    records += [file for file in added if _folder_of(file) in files.records]
    changes = list(_mend(vocabularies, compile_validators(files), old_paths))
    mended = {change.target: change.after.encode() for change in changes}
    known = tuple(replace(file, data=mended.get(file.path, file.data)) for file in vocabularies)
    changes += _mend(records, compile_validators(replace(files, vocabularies=known)), old_paths)
    return tuple(sorted(changes, key=lambda change: change.path))


def _mend(sources: Iterable[SourceFile], validators: dict[str, Validator], old_paths: dict[str, str]) -> Iterator[Change]:
    for file in sources:
        path = old_paths.get(file.path, file.path)
        validator = validators.get(_folder_of(file))
        text = _read_text(file)
        if validator is not None and text is not None:
            mended = mend_text(text, validator)
            if mended.corrections or path != file.path:
                yield Change(path, file.path, text, mended.text, mended.corrections)


def format_files(files: ProjectFiles) -> tuple[Change, ...]:
    """Put every file into its canonical form. Raises ``SchemaError``."""
    validators = compile_validators(files)
    changes = []
    for file in (*files.vocabularies, *(file for sources in files.records.values() for file in sources)):
        validator = validators.get(_folder_of(file))
        text = _read_text(file)
        if validator is not None and text is not None:
            formatted = format_text(text, validator.schema)
            changes += [Change(file.path, file.path, text, formatted)] if formatted != text else []
    return tuple(sorted(changes, key=lambda change: change.path))


def _folder_of(file: SourceFile) -> str:
    return file.path.split("/")[1]


def _read_text(file: SourceFile) -> str | None:
    """Return the text of a file; ``None`` for one that is too large, and was cut, or that is no UTF-8."""
    try:
        return file.data.decode() if len(file.data) <= MAX_BYTES else None
    except UnicodeDecodeError:
        return None


# --- As a patch -----------------------------------------------------------------------------------


def show_patch(change: Change) -> str:
    """Return a change as a unified diff that git can apply."""
    renamed = change.path != change.target
    head = [f"diff --git a/{change.path} b/{change.target}\n", f"rename from {change.path}\n", f"rename to {change.target}\n"]
    lines = unified_diff(_split(change.before), _split(change.after), f"a/{change.path}", f"b/{change.target}")
    whole = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return "".join((*(head if renamed else ()), *whole))


def _split(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)


# --- On disk --------------------------------------------------------------------------------------


def write_changes(root: Path, changes: Sequence[Change]) -> None:
    """Write changed files, all of them or none. Raises ``PatchError`` for one outside of the project, ``WritingError``."""
    for change in changes:
        if not _is_inside(root, change.path):
            raise PatchError(f"{change.path} lies outside the project folder or is no ordinary file")
    written: dict[str, bytes | None] = {change.target: change.after.encode() for change in changes}
    apply_changes(root, {change.path: None for change in changes if change.path != change.target} | written)


def _is_inside(root: Path, path: str) -> bool:
    """Tell whether a file is an ordinary one, in a folder that really lies in the project."""
    file = root / path
    try:
        return stat.S_ISREG(file.lstat().st_mode) and file.parent.resolve().is_relative_to(root.resolve())
    except OSError as error:
        raise PatchError(f"{path} cannot be read: {error.strerror}") from error

"""Find which problems of a check ``ipt fix`` would mend, by mending the refused files in memory and checking them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from generator.checking import Checked, check_project
from generator.diagnostics import Diagnostic, Severity
from generator.patching import Change, Renames, mend_files
from generator.reading import VOCABULARIES, ProjectFiles, SourceFile

MOST_FILES = 100
"""Number of refused files above which none is tried: so many have another cause than slips."""


def find_fixable(files: ProjectFiles, misnamed: Renames, checked: Checked, *, today: date) -> frozenset[Diagnostic]:
    """Find the problems that are gone once their files are mended; lines keep their numbers, so a problem is known by its line."""
    accepted = {record.path for record in checked.catalogue.all_records()}
    refused = {found.path for found in checked.diagnostics if found.severity is Severity.ERROR} - accepted
    if not refused or len(refused) > MOST_FILES:
        return frozenset()
    records = {folder: tuple(file for file in sources if file.path in refused) for folder, sources in files.records.items()}
    narrowed = replace(files, records=records, problems=())
    changes = mend_files(narrowed, [(old, file) for old, file in misnamed if old in refused])
    targets = {change.path: change.target for change in changes if change.path in refused}
    left = {(one.path, *_identify(one)) for one in check_project(_carry_out(narrowed, changes), today=today).diagnostics}
    return frozenset(one for one in checked.diagnostics if one.path in targets and (targets[one.path], *_identify(one)) not in left)


def _identify(found: Diagnostic) -> tuple[int, str, str]:
    return found.location.line, found.code, found.message


def _carry_out(files: ProjectFiles, changes: Sequence[Change]) -> ProjectFiles:
    """Return the files as they are after the changes."""
    folders = {VOCABULARIES: files.vocabularies, **files.records}
    for change in changes:
        _, folder, name = change.target.split("/")
        others = (file for file in folders.get(folder, ()) if file.path != change.target)
        folders[folder] = (*others, SourceFile(name.removesuffix(".yaml"), change.target, change.after.encode()))
    return replace(files, vocabularies=folders.pop(VOCABULARIES), records=folders)

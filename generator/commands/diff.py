"""``ipt diff``: what a change of the records means, in words."""

from __future__ import annotations

import argparse
from collections import ChainMap
from collections.abc import Mapping
from pathlib import Path

from rich.console import Console

from generator.change_formats import CHANGE_FORMATS, Report
from generator.change_words import Wording
from generator.changes import compare_records, find_owed
from generator.commands.shell import CLEAN, PROBLEMS
from generator.description import Collection, describe_collection
from generator.reading import read_project
from generator.revisions import read_revision
from generator.schema import resolve_schemas
from generator.states import Files, read_states

NAME = "diff"
HELP = "say what a change means"
DESCRIPTION = """\
Say in words what the records and pages of HEAD are other than those of BASE, field by field. The address of
a page is a promise: an id that is gone and that no record names among its aliases is an error.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("base", metavar="BASE", help="revision of git to start from, such as main or HEAD~1")
    parser.add_argument("head", nargs="?", metavar="HEAD", help="revision of git to compare with it (default: the files as they are)")
    parser.add_argument("--format", choices=CHANGE_FORMATS, default="text", help="text for people, markdown for a pull request")


def run(options: argparse.Namespace, _: Console) -> int:
    """Compare and print; an address that would lead nowhere gives the exit code 1."""
    root: Path = options.root
    project = read_project(root)
    terms = dict.fromkeys((*project.unread, *(file.id for file in project.vocabularies)))
    schemas = resolve_schemas(project.schemas, terms)
    collections = {name: describe_collection(name, schema) for name, schema in schemas.items() if "x-collection" in schema}
    before = read_revision(root, options.base)
    after = read_revision(root, options.head) if options.head is not None else _read_files(root)
    report = _make_report(before, after, collections)
    print(CHANGE_FORMATS[options.format](report))
    return PROBLEMS if report.problems else CLEAN


def _read_files(root: Path) -> dict[str, bytes]:
    """Read the files of the project as they are."""
    project = read_project(root)
    sources = [source for folder in (*project.records.values(), project.vocabularies) for source in folder]
    unread = {problem.path: b"" for problem in project.problems}
    pages = {path.relative_to(root).as_posix(): b"" for path in (root / "docs").rglob("*.md")}
    return unread | pages | {source.path: source.data for source in sources}


def _make_report(before: Files, after: Files, collections: Mapping[str, Collection]) -> Report:
    old, new = read_states(before, after, collections)
    changes = compare_records(old.records, new.records, published=collections)
    return Report(
        changes=changes,
        wording=Wording(collections, ChainMap(dict(new.records), dict(old.records))),
        collections=collections,
        new_pages=tuple(sorted(new.pages - old.pages)),
        removed_pages=tuple(sorted(old.pages - new.pages)),
        unread=tuple(path for path in new.unread if after[path] != before.get(path)),
        problems=find_owed(changes),
    )

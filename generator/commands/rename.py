"""``ipt rename``: another id for a record."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, PROBLEMS, print_problems, read_today
from generator.problems import Report, summarise
from generator.reading import read_project, read_prose, read_site_url
from generator.renaming import compare_files, rename_record
from generator.rewriting import apply_changes

NAME = "rename"
HELP = "give a record another id"
DESCRIPTION = """\
Move the file of a record to its new id, keep the old one among its aliases, so that its address leads to the
new page, and write the new id wherever another record refers to it. The whole catalogue is checked before
and after; where anything is wrong, nothing is changed.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("collection", metavar="COLLECTION", help="folder of the collection, such as technologies")
    parser.add_argument("old", metavar="OLD", help="id that the record has")
    parser.add_argument("new", metavar="NEW", help="id that it gets")


def run(options: argparse.Namespace, _: Console) -> int:
    """Rename and name the files that changed; problems give the exit code 1, and change nothing."""
    today = read_today()
    before = read_project(options.root)
    checked = check_project(before, today=today)
    if checked.passed:
        after, references = rename_record(before, checked.catalogue, options.collection, options.old, options.new)
        checked = check_project(after, today=today)
    if not checked.passed:
        print_problems(Report(checked.diagnostics, (), checked.sources, read_site_url(options.root)))
        print(f"{summarise(checked.diagnostics, files=checked.files)}; nothing was changed", file=sys.stderr)
        return PROBLEMS
    changes = compare_files(before, after)
    apply_changes(options.root, changes)
    for path, data in sorted(changes.items()):
        print(f"{path}: {'deleted' if data is None else 'written'}")
    print(f"references that follow: {references}; {summarise(checked.diagnostics, files=checked.files)}", file=sys.stderr)
    url = checked.catalogue.collections[options.collection].url
    named = (f"{url}/{options.old}/", f'="{options.old}"')
    for page in (path for path, text in read_prose(options.root).items() if any(name in text for name in named)):
        print(f"{page} still names {options.old}: a link to it works, a view needs the new id", file=sys.stderr)
    return CLEAN

"""``ipt format``: records in their canonical form."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from generator.commands.shell import CLEAN, PROBLEMS, is_below, locate_paths
from generator.patching import format_files, write_changes
from generator.reading import read_project

NAME = "format"
HELP = "put records into their canonical form"
DESCRIPTION = """\
Put records into their canonical form: keys in the order of the schema, two spaces a level, no blanks at the end of lines. Comments move
with their keys, and no value changes. Files that are no YAML stay as they are; ipt check shows them.

exit codes: 0 every file has its form; 1 with --check, some have not
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders to format (default: all)")
    parser.add_argument("--check", action="store_true", help="print the files that would change, and write nothing")


def run(options: argparse.Namespace, _: Console) -> int:
    """Format, and print the files that change."""
    places = locate_paths(options.paths, options.root)
    chosen = [change for change in format_files(read_project(options.root)) if is_below(change.path, places)]
    if not options.check:
        write_changes(options.root, chosen)
    for change in chosen:
        print(change.path)
    word = "would be formatted" if options.check else "formatted"
    print(f"{len(chosen)} {'file' if len(chosen) == 1 else 'files'} {word}", file=sys.stderr)
    return PROBLEMS if options.check and chosen else CLEAN

"""``ipt fix``: mend what can be mended safely."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console

from generator.commands.shell import CLEAN, PROBLEMS, is_below, locate_paths
from generator.patching import Change, mend_files, show_patch, write_changes
from generator.reading import read_misnamed, read_project

NAME = "fix"
HELP = "mend the slips that can be mended safely"
DESCRIPTION = """\
Mend the slips in records that can be mended safely, in the text itself: comments, blank lines, quotes and everything else
stay as they are. What could be meant in two ways is left to you; ipt check shows it.

exit codes: 0 mended, or nothing to mend; 1 with --diff, something would be mended
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders to mend (default: all)")
    parser.add_argument("--diff", action="store_true", help="print what would change as a patch, and write nothing")


def run(options: argparse.Namespace, _: Console) -> int:
    """Mend and print what was done, or print the patch."""
    places = locate_paths(options.paths, options.root)
    changes = mend_files(read_project(options.root), read_misnamed(options.root))
    chosen = [change for change in changes if is_below(change.path, places)]
    if options.diff:
        print("".join(map(show_patch, chosen)), end="")
    else:
        write_changes(options.root, chosen)
        for change in chosen:
            print("\n".join(_describe(change)))
    word = "would be mended" if options.diff else "mended"
    print(f"{len(chosen)} {'file' if len(chosen) == 1 else 'files'} {word}", file=sys.stderr)
    return PROBLEMS if options.diff and chosen else CLEAN


def _describe(change: Change) -> Iterator[str]:
    """Yield a line for each thing that was done to a file; what was done in many places is said once."""
    if change.path != change.target:
        yield f"{change.path}: is now called {change.target} [file-extension]"
    told: dict[tuple[str, str], list[int]] = {}
    for correction in change.corrections:
        told.setdefault((correction.words, correction.code), []).append(correction.line)
    for (words, code), lines in told.items():
        more = f", and in {len(lines) - 1} more {'place' if len(lines) == 2 else 'places'}" if len(lines) > 1 else ""
        yield f"{change.target}:{lines[0]}: {words}{more}{f' [{code}]' if code else ''}"

"""``ipt check``: everything that is wrong with the records."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, PROBLEMS, is_below, locate_paths, read_today
from generator.diagnostics import Diagnostic, has_errors
from generator.reading import read_project
from generator.reporting import FORMATS, summarise

NAME = "check"
HELP = "check records"
DESCRIPTION = """\
Check records against the YAML policy, their schema and the rules. Rules that compare records always look
at all of them; with PATH only the problems of those files or folders are shown.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders whose problems are shown (default: all)")
    meanings = "text for people, github for annotations of a pull request, json for programs"
    parser.add_argument("--format", choices=FORMATS, default="text", help=meanings)


def run(options: argparse.Namespace, _: Console) -> int:
    """Check and print; problems give the exit code 1."""
    checked = check_project(read_project(options.root), today=read_today())
    shown = _select(checked.diagnostics, options.paths, options.root)
    if shown or options.format == "json":
        print(FORMATS[options.format](shown))
    print(summarise(shown, files=checked.files), file=sys.stderr)
    return PROBLEMS if has_errors(shown) else CLEAN


def _select(diagnostics: Sequence[Diagnostic], paths: Sequence[Path], root: Path) -> list[Diagnostic]:
    """Select the problems of the named files and folders. Raises ``ProjectError`` for a path that is not there."""
    if not paths:
        return list(diagnostics)
    places = locate_paths(paths, root)
    return [found for found in diagnostics if is_below(found.path, places)]

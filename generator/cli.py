"""The command line: commands, wiring and exit codes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from generator.checking import check_project
from generator.reading import ProjectError, read_project
from generator.reporting import FORMATS, summarise
from generator.schema import SchemaError

CLEAN, PROBLEMS, CANNOT_RUN = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    parser = argparse.ArgumentParser(prog="ipt")
    parser.add_argument("--root", type=Path, default=Path())
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check")
    check.add_argument("paths", nargs="*")
    check.add_argument("--format", choices=FORMATS, default="text")
    options = parser.parse_args(arguments)
    try:
        files = read_project(options.root)
        checked = check_project(files, today=date.today())
    except (ProjectError, SchemaError) as error:
        print(f"ipt: {error}", file=sys.stderr)
        return CANNOT_RUN
    print(FORMATS[options.format](checked.diagnostics))
    print(summarise(checked.diagnostics, files=checked.files), file=sys.stderr)
    return CLEAN if checked.passed else PROBLEMS

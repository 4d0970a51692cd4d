"""``ipt report``: how much the records state."""

from __future__ import annotations

import argparse
import sys

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, PROBLEMS, read_today
from generator.coverage import measure_coverage
from generator.coverage_text import COVERAGE_FORMATS
from generator.reading import read_project

NAME = "report"
HELP = "say how much the records state"
DESCRIPTION = """\
Say how much the records state: field by field, language by language, their sources, the reviews that are
due, the records that nothing links to and the terms that few records use.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--format", choices=COVERAGE_FORMATS, default="text", help="text for people, json for programs")


def run(options: argparse.Namespace, _: Console) -> int:
    """Measure and print; records that have errors are left out, and give the exit code 1."""
    checked = check_project(read_project(options.root), today=read_today())
    print(COVERAGE_FORMATS[options.format](measure_coverage(checked.catalogue, on=read_today())))
    refused = checked.files - len(checked.catalogue.vocabularies) - sum(map(len, checked.catalogue.records.values()))
    if refused:
        print(f"left out because of errors: {refused}; ipt check says which", file=sys.stderr)
    return PROBLEMS if refused else CLEAN

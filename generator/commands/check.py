"""``ipt check``: everything that is wrong with the records."""

from __future__ import annotations

import argparse
import os
import shlex
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, PROBLEMS, SettingError, is_below, locate_paths, print_problems, read_today
from generator.diagnostics import has_errors
from generator.excerpts import make_visible
from generator.explanations import make_explanations
from generator.fixable import find_fixable
from generator.problems import Report, choose_worst, offer_fix, summarise
from generator.reading import read_explanations, read_misnamed, read_project, read_site_url
from generator.reporting import FORMATS
from generator.reporting_github import format_step_summary

NAME = "check"
HELP = "check records"
DESCRIPTION = """\
Check records against the YAML policy, their schema and the rules. Rules that compare records always look
at all of them; with PATH only the problems of those files or folders are shown.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders whose problems are shown (default: all)")
    meanings = (
        "text for people, github for annotations of a pull request, json for programs, "
        "sarif for code scanning (2.1.0), junit for systems of continuous integration"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help=meanings)
    parser.add_argument("--max-errors", type=_count, metavar="N", help="show at most N problems, errors before warnings (default: all)")


def run(options: argparse.Namespace, _: Console) -> int:
    """Check and print; problems give the exit code 1, those that are not shown too."""
    files = read_project(options.root)
    today = read_today()
    checked = check_project(files, today=today)
    places = locate_paths(options.paths, options.root)
    found = [one for one in checked.diagnostics if is_below(one.path, places)]
    paths = [source.path for source in files.list_sources()]
    fixable = find_fixable(files, read_misnamed(options.root), checked, today=today) if has_errors(found) else frozenset()
    whole = Report(found, paths, checked.sources, read_site_url(options.root), _read_meanings(), fixable)
    report = replace(whole, problems=choose_worst(found, options.max_errors), files=[path for path in paths if is_below(path, places)])
    if options.format == "text" and report.problems:
        print_problems(report)
    elif told := FORMATS[options.format](report):
        print(told)
    if options.format == "github":
        _append_summary(format_step_summary(whole))
    print(summarise(found, files=checked.files, left_out=len(found) - len(report.problems)), file=sys.stderr)
    if offer := offer_fix(whole, asked=make_visible(shlex.join(map(str, options.paths)))):
        print(offer, file=sys.stderr)
    return PROBLEMS if has_errors(found) else CLEAN


def _count(text: str) -> int:
    """Read a number of problems."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"{text!r} is no number above 0")
    return int(text)


def _read_meanings() -> Mapping[str, str]:
    return {one.code: one.meaning["en"] for one in make_explanations(read_explanations())}


def _append_summary(summary: str) -> None:
    """Append to the summary of the step that GitHub shows, where one is kept. Raises ``SettingError``."""
    name = os.environ.get("GITHUB_STEP_SUMMARY")
    if name:
        try:
            with Path(name).open("a", encoding="utf-8") as file:
                file.write(summary)
        except OSError as error:
            raise SettingError(f"GITHUB_STEP_SUMMARY: {name} cannot be written: {error.strerror}") from error

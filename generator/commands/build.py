"""``ipt build``: the whole site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from generator.building import Outcome, Plan, build_site
from generator.checking import Checked
from generator.commands.shell import CLEAN, PROBLEMS, SettingError, print_problems, read_build_moment, read_today
from generator.diagnostics import CODES
from generator.engine import ENGINES
from generator.problems import Report, summarise
from generator.progress import TerminalProgress
from generator.reading import read_site_url

NAME = "build"
HELP = "build the site"
DESCRIPTION = """\
Check the records, build the prose pages and frames with the site engine, stamp a page for every record in
both languages, verify every internal link, make the search index and swap the finished site in. If anything
fails, the last good site stays as it was. What has not changed is not written again.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs", help="site engine for prose pages and frames (default: mkdocs)")
    parser.add_argument("--site-dir", type=Path, metavar="DIR", help="where the site goes (default: site/ in the project folder)")
    parser.add_argument("--drafts", action="store_true", help="build the pages of drafts too")


def run(options: argparse.Namespace, console: Console) -> int:
    """Build and say what was done."""
    plan = make_plan(options)
    return tell_outcome(plan, build_site(plan, TerminalProgress(console)))


def make_plan(options: argparse.Namespace) -> Plan:
    """Plan a build from its options. Raises ``SettingError``."""
    root = options.root.resolve()
    site = options.site_dir.resolve() if options.site_dir else root / "site"
    if site.is_dir() and any(site.iterdir()) and not (site / "pagefind").is_dir():
        raise SettingError(f"{site} holds something else than a site; name a folder of its own with --site-dir")
    return Plan(root, site, engine=options.engine, drafts=options.drafts, built_at=read_build_moment(), today=read_today())


def tell_outcome(plan: Plan, outcome: Outcome) -> int:
    """Print what a build did and return the exit code."""
    _tell_problems(plan, outcome.checked)
    for broken in outcome.broken:
        print(f"{broken.page}: {CODES['broken-link']}[broken-link]: the link to {broken.link} leads nowhere")
    if not outcome.passed:
        print("nothing was published; the last good site is as it was", file=sys.stderr)
        return PROBLEMS
    if outcome.unchanged:
        print(f"nothing has changed ({sum(outcome.seconds.values()):.2f} s)", file=sys.stderr)
        return CLEAN
    told = [
        ("records", f"{outcome.records:,}"),
        ("pages", f"{outcome.pages:,}"),
        ("files written", f"{outcome.written:,}"),
        ("bytes", f"{outcome.size:,}"),
        *((f"seconds to {name}", f"{seconds:.2f}") for name, seconds in outcome.seconds.items()),
        ("seconds", f"{sum(outcome.seconds.values()):.2f}"),
    ]
    for name, value in told:
        print(f"{name:<20}{value:>14}", file=sys.stderr)
    return CLEAN


def _tell_problems(plan: Plan, checked: Checked) -> None:
    if checked.diagnostics:
        print_problems(Report(checked.diagnostics, (), checked.sources, read_site_url(plan.root)))
        print(summarise(checked.diagnostics, files=checked.files), file=sys.stderr)

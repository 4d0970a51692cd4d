"""The command line: commands, wiring, exit codes and everything that is printed."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from generator.assembling import AssemblyError
from generator.building import Outcome, Plan, build_site, refresh_search
from generator.checking import Checked, check_project
from generator.coverage import measure_coverage
from generator.coverage_text import COVERAGE_FORMATS
from generator.diagnostics import CODES, Diagnostic, has_errors
from generator.engine import ENGINES, EngineError
from generator.frames import FrameError
from generator.overviews import ViewError
from generator.progress import TerminalProgress
from generator.reading import ProjectError, read_project
from generator.reporting import FORMATS, format_text, summarise
from generator.schema import SchemaError
from generator.searching import SearchError
from generator.serving import LOOPBACK, Reloads, start_server, watch_project

CLEAN, PROBLEMS, CANNOT_RUN = 0, 1, 2

_DESCRIPTION = "Check the records of the catalogue and build the site from them."
_EPILOG = """\
examples:
  ipt check                                          every record, every rule
  ipt check catalogue/technologies/white-rabbit.yaml what is wrong with one record
  ipt report                                         how much the records say
  ipt build                                          the whole site, into site/
  ipt serve                                          the site on this machine, rebuilt as you write

exit codes: 0 clean, 1 problems were found, 2 the command could not run
"""
_CHECK = """\
Check records against the YAML policy, their schema and the rules. Rules that compare records always look
at all of them; with PATH only the problems of those files or folders are shown.
"""
_REPORT = """\
Say how much the records state: field by field, language by language, their sources, the reviews that are
due, the records that nothing links to and the terms that few records use.
"""
_BUILD = """\
Check the records, build the prose pages and frames with the site engine, stamp a page for every record in
both languages, verify every internal link, make the search index and swap the finished site in. If anything
fails, the last good site stays as it was. What has not changed is not written again.
"""
_SERVE = """\
Build the site, serve it on loopback, and build again and reload the page when a record, a schema, a
template, a style or a prose page changes. Problems are printed; the last good site stays.
"""


class SettingError(Exception):
    """An option or a variable of the environment cannot be used; the message says why."""


_CANNOT_RUN = (
    ProjectError,
    SchemaError,
    EngineError,
    FrameError,
    ViewError,
    AssemblyError,
    SearchError,
    SettingError,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _make_parser().parse_args(arguments)
    console = Console(stderr=True)
    try:
        return int(options.run(options, console))
    except _CANNOT_RUN as error:
        print(f"ipt: {error}", file=sys.stderr)
        return CANNOT_RUN
    except KeyboardInterrupt:
        return CANNOT_RUN


def _make_parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="ipt", description=_DESCRIPTION, epilog=_EPILOG, formatter_class=raw)
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="project folder to work on (default: this folder)")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)

    check = commands.add_parser("check", help="check records", description=_CHECK, formatter_class=raw)
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="files or folders whose problems are shown (default: all)")
    meanings = "text for people, github for annotations of a pull request, json for programs"
    check.add_argument("--format", choices=FORMATS, default="text", help=meanings)
    check.set_defaults(run=_run_check)

    report = commands.add_parser("report", help="say how much the records state", description=_REPORT, formatter_class=raw)
    report.add_argument("--format", choices=COVERAGE_FORMATS, default="text", help="text for people, json for programs")
    report.set_defaults(run=_run_report)

    build = commands.add_parser("build", help="build the site", description=_BUILD, formatter_class=raw)
    _add_build_options(build)
    build.set_defaults(run=_run_build)

    serve = commands.add_parser("serve", help="show the site while you work on it", description=_SERVE, formatter_class=raw)
    _add_build_options(serve)
    serve.add_argument("--port", type=int, default=8000, help="port on loopback (default: 8000)")
    serve.set_defaults(run=_run_serve)
    return parser


def _add_build_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--engine", choices=ENGINES, default="mkdocs", help="site engine for prose pages and frames (default: mkdocs)")
    parser.add_argument("--site-dir", type=Path, metavar="DIR", help="where the site goes (default: site/ in the project folder)")
    parser.add_argument("--drafts", action="store_true", help="build the pages of drafts too")


# --- check ----------------------------------------------------------------------------------------


def _run_check(options: argparse.Namespace, _: Console) -> int:
    checked = check_project(read_project(options.root), today=_today())
    shown = _select(checked.diagnostics, options.paths, options.root)
    if shown or options.format == "json":
        print(FORMATS[options.format](shown))
    print(summarise(shown, files=checked.files), file=sys.stderr)
    return PROBLEMS if has_errors(shown) else CLEAN


def _select(diagnostics: Sequence[Diagnostic], paths: Sequence[Path], root: Path) -> list[Diagnostic]:
    """Select the problems of the named files and folders. Raises ``ProjectError`` for a path that is not there."""
    if not paths:
        return list(diagnostics)
    places = [_locate(path, root.resolve()) for path in paths]
    return [found for found in diagnostics if any(place in (".", found.path) or found.path.startswith(f"{place}/") for place in places)]


def _locate(path: Path, root: Path) -> str:
    """Return a path as given from here or from the project folder, relative to that folder."""
    found = [place.resolve() for place in (path, root / path) if place.exists()]
    if not found:
        raise ProjectError(f"{path} is not there")
    for place in found:
        if place.is_relative_to(root):
            return place.relative_to(root).as_posix()
    raise ProjectError(f"{path} is outside the project folder")


# --- report ---------------------------------------------------------------------------------------


def _run_report(options: argparse.Namespace, _: Console) -> int:
    checked = check_project(read_project(options.root), today=_today())
    print(COVERAGE_FORMATS[options.format](measure_coverage(checked.catalogue, on=_today())))
    refused = checked.files - len(checked.catalogue.vocabularies) - sum(map(len, checked.catalogue.records.values()))
    if refused:
        print(f"left out because of errors: {refused}; ipt check says which", file=sys.stderr)
    return PROBLEMS if refused else CLEAN


# --- build ----------------------------------------------------------------------------------------


def _run_build(options: argparse.Namespace, console: Console) -> int:
    outcome = build_site(_make_plan(options), TerminalProgress(console))
    return _tell_outcome(outcome)


def _make_plan(options: argparse.Namespace) -> Plan:
    root = options.root.resolve()
    site = options.site_dir.resolve() if options.site_dir else root / "site"
    if site.is_dir() and any(site.iterdir()) and not (site / "pagefind").is_dir():
        raise SettingError(f"{site} holds something else than a site; name a folder of its own with --site-dir")
    return Plan(root, site, engine=options.engine, drafts=options.drafts, built_on=_build_date(), today=_today())


def _today() -> date:
    return datetime.now(UTC).date()


def _build_date() -> date | None:
    """Return the day that SOURCE_DATE_EPOCH gives (reproducible-builds.org); nothing else of the environment counts."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return None
    if not epoch.isdigit():
        raise SettingError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds")
    return datetime.fromtimestamp(int(epoch), UTC).date()


def _tell_outcome(outcome: Outcome) -> int:
    _tell_problems(outcome.checked)
    for broken in outcome.broken:
        print(f"{broken.page}: {CODES['broken-link']}: the link to {broken.link} leads nowhere [broken-link]")
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


def _tell_problems(checked: Checked) -> None:
    if checked.diagnostics:
        print(format_text(checked.diagnostics))
        print(summarise(checked.diagnostics, files=checked.files), file=sys.stderr)


# --- serve ----------------------------------------------------------------------------------------


def _run_serve(options: argparse.Namespace, console: Console) -> int:
    plan = _make_plan(options)
    reloads = Reloads()
    progress = TerminalProgress(console)
    _tell_outcome(build_site(plan, progress))
    try:
        server = start_server(plan.site, reloads, port=options.port)
    except OSError as error:
        raise SettingError(f"port {options.port} cannot be served: {error.strerror}; name another with --port") from error
    print(f"http://{LOOPBACK}:{server.server_port}/  (Ctrl+C stops)", file=sys.stderr)
    with suppress(KeyboardInterrupt):
        for _ in watch_project(plan.root):
            _rebuild(plan, progress, reloads)
    return CLEAN


def _rebuild(plan: Plan, progress: TerminalProgress, reloads: Reloads) -> None:
    """Build what changed and reload the pages that are open; the search index follows."""
    try:
        outcome = build_site(replace(plan, search=False), progress)
        _tell_outcome(outcome)
        if outcome.passed and not outcome.unchanged:
            reloads.announce()
            refresh_search(plan)
    except _CANNOT_RUN as error:
        print(f"ipt: {error}", file=sys.stderr)

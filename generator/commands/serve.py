"""``ipt serve``: the site on this machine, rebuilt as one writes."""

from __future__ import annotations

import argparse
import sys
from contextlib import suppress
from dataclasses import replace

from rich.console import Console

from generator.building import Plan, build_site, refresh_search
from generator.commands import build
from generator.commands.shell import CLEAN, SettingError
from generator.diagnostics import CannotRunError
from generator.progress import TerminalProgress
from generator.serving import LOOPBACK, Reloads, start_server, watch_project

NAME = "serve"
HELP = "show the site while you work on it"
DESCRIPTION = """\
Build the site, serve it on loopback, and build again and reload the page when a record, a schema, a
template, a style or a prose page changes. Problems are printed; the last good site stays.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    build.add_options(parser)
    parser.add_argument("--port", type=int, default=8000, help="port on loopback (default: 8000)")


def run(options: argparse.Namespace, console: Console) -> int:
    """Build, serve and build again until somebody stops it."""
    plan = build.make_plan(options)
    reloads = Reloads()
    progress = TerminalProgress(console)
    build.tell_outcome(plan, build_site(plan, progress))
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
        outcome = build_site(replace(plan, complete=False), progress)
        build.tell_outcome(plan, outcome)
        if outcome.passed and not outcome.unchanged:
            reloads.announce()
            refresh_search(plan)
    except CannotRunError as error:
        print(f"ipt: {error}", file=sys.stderr)

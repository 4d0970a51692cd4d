"""``ipt import``: records made of what stands elsewhere; a module for each kind of source."""

from __future__ import annotations

import argparse

from rich.console import Console

from generator.commands import import_cordis, import_issue_form

NAME = "import"
HELP = "make records of what stands elsewhere"
DESCRIPTION = """\
Make records of what stands elsewhere: the answers to an issue form, or the bulk data of CORDIS. Nothing is written
in which the check finds an error.
"""
SOURCES = (import_issue_form, import_cordis)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add a command for each kind of source."""
    sources = parser.add_subparsers(title="sources", metavar="SOURCE", required=True)
    for source in SOURCES:
        raw = argparse.RawDescriptionHelpFormatter
        own = sources.add_parser(source.NAME, help=source.HELP, description=source.DESCRIPTION, formatter_class=raw)
        source.add_options(own)
        own.set_defaults(run_import=source.run)


def run(options: argparse.Namespace, console: Console) -> int:
    """Import from the source that was named."""
    return int(options.run_import(options, console))

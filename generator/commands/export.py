"""``ipt export``: what programs read, without the site."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console

from generator.checking import check_project
from generator.commands.shell import CLEAN, PROBLEMS, SettingError, print_problems, read_build_moment, read_today
from generator.exporting import CHECKSUMS, EXPORTS, write_exports
from generator.memory import paused_collection
from generator.preparing import choose_day, prepare_edition, select_catalogue
from generator.problems import Report, summarise
from generator.progress import TerminalProgress
from generator.publishing import Staging
from generator.reading import read_project, read_site_url

NAME = "export"
HELP = "write the data that programs read"
DESCRIPTION = """\
Check the records and write the API, downloads, feeds and whatever else the site offers to programs, with the
paths that they have on the site, without building its pages. A folder that holds an earlier export is replaced.
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("folder", type=Path, metavar="DIR", help="where the files go")
    parser.add_argument(
        "--only", action="append", choices=EXPORTS, metavar="NAME", help=f"one part, can be repeated: {', '.join(EXPORTS)} (default: all)"
    )


def run(options: argparse.Namespace, console: Console) -> int:
    """Export, and say how many files were written; records that have errors give the exit code 1, and nothing is written."""
    folder: Path = options.folder.resolve()
    if folder.is_dir() and any(folder.iterdir()) and not (folder / CHECKSUMS).is_file():
        raise SettingError(f"{folder} holds something else than an export; name a folder of its own")
    checked = check_project(read_project(options.root), today=read_today())
    if not checked.passed:
        print_problems(Report(checked.diagnostics, (), checked.sources, read_site_url(options.root)))
        print(summarise(checked.diagnostics, files=checked.files), file=sys.stderr)
        return PROBLEMS
    names = tuple(dict.fromkeys(options.only or EXPORTS))
    catalogue, built_at = select_catalogue(checked.catalogue, drafts=False), read_build_moment()
    staging = Staging(folder.with_name(f".{folder.name}.new"), folder)
    on = choose_day(catalogue, built_at=built_at, today=read_today())
    try:
        with paused_collection(), TerminalProgress(console).stage("data", len(names)) as advance:
            edition = prepare_edition(options.root, catalogue, built_at=built_at, on=on)
            paths = write_exports(edition, names, staging, advance)
    except BaseException:
        staging.discard()
        raise
    staging.publish()
    print(f"{len(paths):,} files, {staging.size:,} bytes, of which {staging.written:,} files were written", file=sys.stderr)
    return CLEAN

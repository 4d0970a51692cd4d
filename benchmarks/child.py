"""What is measured, each in a process of its own: a check, a build, an export, or writing the same bytes.

``python -m benchmarks.child build FOLDER --languages en`` prints what it did as one line of JSON.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.synthetic import TODAY
from generator.building import Plan, build_site
from generator.checking import Checked, check_project
from generator.memory import paused_collection
from generator.open_data.api import write_api
from generator.open_data.database import write_database
from generator.open_data.edition import Edition
from generator.open_data.spreadsheet import write_workbook
from generator.parallel import Advance
from generator.preparing import prepare_edition
from generator.problems import Report
from generator.reading import read_project
from generator.reporting_text import format_text


class Silence:
    """A progress display that shows nothing."""

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Advance]:  # noqa: ARG002
        """Open a stage."""
        yield lambda steps: None  # noqa: ARG005


def main() -> int:
    """Run one of the four and say what it did."""
    parser = argparse.ArgumentParser()
    parser.add_argument("task", choices=("check", "build", "export", "write"))
    parser.add_argument("root", type=Path)
    parser.add_argument("--languages", nargs="+", default=["en"])
    parser.add_argument("--today", type=date.fromisoformat, default=TODAY)
    parser.add_argument("--search", action="store_true", help="make the search index, too")
    options = parser.parse_args()
    match options.task:
        case "check":
            told = _check(options.root, options.today)
        case "build":
            told = _build(options.root, options.today, tuple(options.languages), search=options.search)
        case "export":
            told = _export(options.root, options.today)
        case _:
            told = _write(options.root)
    print(json.dumps(told))
    return 0


def _check(root: Path, today: date) -> dict[str, object]:
    began = time.perf_counter()
    files = read_project(root)
    read = time.perf_counter()
    checked = check_project(files, today=today)
    ended = time.perf_counter()
    _refuse(checked)
    return {"seconds": {"read": read - began, "check": ended - read}, "files": checked.files}


def _build(root: Path, today: date, languages: tuple[str, ...], *, search: bool) -> dict[str, object]:
    plan = Plan(root, root / "site", languages=languages, today=today, complete=search)
    outcome = build_site(plan, Silence())
    if not outcome.passed:
        _refuse(outcome.checked)
        sys.exit("\n".join(f"{broken.page} links to {broken.link}" for broken in outcome.broken[:10]))
    return {
        "seconds": outcome.seconds,
        "unchanged": outcome.unchanged,
        "records": outcome.records,
        "pages": outcome.pages,
        "written": outcome.written,
        "size": outcome.size,
    }


def _export(root: Path, today: date) -> dict[str, object]:
    """Make the edition and the largest exports one after the other, without writing them to disk."""
    checked = check_project(read_project(root), today=today)
    _refuse(checked)
    seconds, sizes = {}, {}
    with paused_collection():
        began = time.perf_counter()
        edition = prepare_edition(root, checked.catalogue, built_at=None, on=today)
        seconds["edition"] = time.perf_counter() - began
        for name, write in _EXPORTS.items():
            began = time.perf_counter()
            sizes[name] = write(edition)
            seconds[name] = time.perf_counter() - began
    return {"seconds": seconds, "sizes": sizes}


_EXPORTS: dict[str, Callable[[Edition], int]] = {
    "api": lambda edition: sum(len(file.data) for file in write_api(edition)),
    "workbook": lambda edition: len(write_workbook(edition)),
    "database": lambda edition: len(write_database(edition)),
}
"""What is measured of an edition, each with the bytes that it makes."""


def _refuse(checked: Checked) -> None:
    """End the process where anything was wrong, warnings included: the synthetic records are clean."""
    if checked.diagnostics:
        sys.exit(format_text(Report(checked.diagnostics[:10], (), checked.sources, "")))


def _write(root: Path) -> dict[str, object]:
    """Write the bytes of a built site once more, beside it, with nothing else to do."""
    site, target = root / "site", root / "floor"
    files = [(path.relative_to(site).as_posix(), path.read_bytes()) for path in sorted(site.rglob("*")) if path.is_file()]
    began = time.perf_counter()
    folders = set()
    for name, data in files:
        path = f"{target}/{name}"
        folder = os.path.dirname(path)  # noqa: PTH120
        if folder not in folders:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
            folders.add(folder)
        with open(path, "wb", buffering=0) as file:  # noqa: PTH123
            file.write(data)
    seconds = time.perf_counter() - began
    shutil.rmtree(target)
    return {"seconds": {"write": seconds}, "files": len(files), "size": sum(len(data) for _, data in files)}


if __name__ == "__main__":
    sys.exit(main())

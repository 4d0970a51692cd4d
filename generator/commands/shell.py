"""What commands share: exit codes, the clock, the environment, paths that people name."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from rich.console import Console

from generator.diagnostics import CannotRunError
from generator.problems import Report
from generator.reading import ProjectError
from generator.reporting_text import format_text, paint_text

CLEAN, PROBLEMS, CANNOT_RUN = 0, 1, 2


class SettingError(CannotRunError):
    """An option or a variable of the environment cannot be used; the message says why."""


def read_today() -> date:
    """Return the day of today, the same everywhere."""
    return datetime.now(UTC).date()


def read_build_moment() -> datetime | None:
    """Return the moment, in UTC, that SOURCE_DATE_EPOCH gives (reproducible-builds.org). Raises ``SettingError``."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return None
    if not epoch.isdigit():
        raise SettingError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds")
    return datetime.fromtimestamp(int(epoch), UTC)


def locate_paths(paths: Iterable[Path], root: Path) -> tuple[str, ...]:
    """Return paths as given from here or from the project folder, relative to that folder. Raises ``ProjectError``."""
    return tuple(_locate(path, root.resolve()) for path in paths)


def _locate(path: Path, root: Path) -> str:
    found = [place.resolve() for place in (path, root / path) if place.exists()]
    if not found:
        raise ProjectError(f"{path} is not there")
    for place in found:
        if place.is_relative_to(root):
            return place.relative_to(root).as_posix()
    raise ProjectError(f"{path} is outside the project folder")


def is_below(path: str, places: Sequence[str]) -> bool:
    """Tell whether a file is one of the places or lies in one, as ``locate_paths`` names them; without any, every file does."""
    return not places or any(place in (".", path) or path.startswith(f"{place}/") for place in places)


def print_problems(report: Report) -> None:
    """Print problems for people: with colours on a terminal, unless NO_COLOR forbids them, and as plain text elsewhere."""
    if sys.stdout.isatty():
        Console().print(paint_text(report), soft_wrap=True, highlight=False)
    else:
        print(format_text(report))

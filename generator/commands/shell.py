"""What commands share: exit codes, the clock, the environment."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime

from rich.console import Console

from generator.diagnostics import CannotRunError
from generator.problems import Report
from generator.reporting_text import format_text, paint_text

CLEAN, PROBLEMS, CANNOT_RUN = 0, 1, 2


class SettingError(CannotRunError):
    """An option or a variable of the environment cannot be used; the message says why."""


def read_today() -> date:
    """Return the day of today, the same everywhere."""
    return datetime.now(UTC).date()


def read_build_date() -> date | None:
    """Return the day that SOURCE_DATE_EPOCH gives (reproducible-builds.org). Raises ``SettingError``."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return None
    if not epoch.isdigit():
        raise SettingError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds")
    return datetime.fromtimestamp(int(epoch), UTC).date()


def print_problems(report: Report) -> None:
    """Print problems for people: with colours on a terminal, unless NO_COLOR forbids them, and as plain text elsewhere."""
    if sys.stdout.isatty():
        Console().print(paint_text(report), soft_wrap=True, highlight=False)
    else:
        print(format_text(report))

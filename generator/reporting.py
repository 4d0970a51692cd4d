"""The forms in which a check tells its problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from generator.problems import Report
from generator.reporting_github import format_github
from generator.reporting_json import format_json
from generator.reporting_junit import format_junit
from generator.reporting_sarif import format_sarif
from generator.reporting_text import format_text

Formatter = Callable[[Report], str]

FORMATS: Mapping[str, Formatter] = {
    "text": format_text,
    "github": format_github,
    "json": format_json,
    "sarif": format_sarif,
    "junit": format_junit,
}

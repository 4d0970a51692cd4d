"""Render problems as JSON for programs."""

from __future__ import annotations

import json
import re
from typing import Any

from generator.excerpts import make_visible
from generator.problems import Report


def format_json(report: Report) -> str:
    """Render problems as a JSON list of objects: path, place, severity, code, message, hint, page of the code, whether it can be fixed."""
    return dump_json(
        [
            {
                "path": found.path,
                "line": found.location.line,
                "column": found.location.column,
                "end_column": found.location.column + found.location.length,
                "severity": found.severity.value,
                "code": found.code,
                "message": found.message,
                "hint": found.hint,
                "url": report.address_of(found.code),
                "fixable": found in report.fixable,
            }
            for found in report.problems
        ]
    )


def dump_json(value: Any) -> str:
    """Write a value as JSON that can be read, and that no terminal takes for a command."""
    return _OUTSIDE_ASCII.sub(_escape, json.dumps(value, ensure_ascii=False, indent=2))


_OUTSIDE_ASCII = re.compile(r"[^\n -~]")


def _escape(sign: re.Match[str]) -> str:
    return sign[0] if make_visible(sign[0]) == sign[0] else json.dumps(sign[0])[1:-1]

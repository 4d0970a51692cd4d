"""Render diagnostics for people, for GitHub and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence

from generator.diagnostics import Diagnostic, Severity

Formatter = Callable[[Sequence[Diagnostic]], str]


def format_text(diagnostics: Sequence[Diagnostic]) -> str:
    """Render one problem in two lines: place, severity, code and sentence, then what to do."""
    lines = []
    for found in diagnostics:
        lines.append(f"{_place(found)}: {found.severity}: {found.message} [{found.code}]")
        if found.hint:
            lines.append(f"    {found.hint}")
    return "\n".join(lines)


def format_github(diagnostics: Sequence[Diagnostic]) -> str:
    """Render problems as workflow commands, which GitHub shows beside the lines of a pull request."""
    lines = []
    for found in diagnostics:
        properties = {
            "file": found.path,
            "line": str(found.location.line),
            "col": str(found.location.column),
            "title": found.code,
        }
        told = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
        text = f"{found.message}; {found.hint}" if found.hint else found.message
        lines.append(f"::{found.severity} {told}::{_escape(text)}")
    return "\n".join(lines)


def format_json(diagnostics: Sequence[Diagnostic]) -> str:
    """Render problems as a JSON list of objects with path, line, column, severity, code, message and hint."""
    rows = [
        {
            "path": found.path,
            "line": found.location.line,
            "column": found.location.column,
            "severity": found.severity.value,
            "code": found.code,
            "message": found.message,
            "hint": found.hint,
        }
        for found in diagnostics
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Formatter] = {"text": format_text, "github": format_github, "json": format_json}


def summarise(diagnostics: Sequence[Diagnostic], *, files: int) -> str:
    """Count the problems in one line."""
    errors = sum(found.severity is Severity.ERROR for found in diagnostics)
    warnings = len(diagnostics) - errors
    if not diagnostics:
        return f"{_count(files, 'file')} checked, no problem found"
    return f"{_count(files, 'file')} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _place(found: Diagnostic) -> str:
    return f"{found.path}:{found.location.line}:{found.location.column}"


def _escape(text: str, also: str = "") -> str:
    """Escape as GitHub's workflow commands ask for: percent signs, line breaks and, in properties, ``:`` and ``,``."""
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text

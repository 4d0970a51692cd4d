"""Render problems as a JUnit report, which systems of continuous integration read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from generator.diagnostics import Diagnostic, Severity
from generator.excerpts import make_visible
from generator.problems import Report, rank_in_files
from generator.reporting_text import format_text


def format_junit(report: Report) -> str:
    """Render one suite with a case for each file: it fails where the file has an error; warnings are its output."""
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for found in rank_in_files(report.problems):
        by_file[found.path].append(found)
    paths = sorted({*report.files, *by_file})
    failures = sum(any(found.severity is Severity.ERROR for found in problems) for problems in by_file.values())
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites><testsuite name="ipt check" tests="{len(paths)}" failures="{failures}" errors="0" skipped="0">',
        *(_write_case(report, path, by_file.get(path, ())) for path in paths),
        "</testsuite></testsuites>",
    ]
    return "\n".join(lines)


def _write_case(report: Report, path: str, problems: Sequence[Diagnostic]) -> str:
    shown = make_visible(path)
    head = f"<testcase classname={quoteattr(shown.rpartition('/')[0])} name={quoteattr(shown)}"
    errors = [found for found in problems if found.severity is Severity.ERROR]
    warnings = [found for found in problems if found.severity is not Severity.ERROR]
    body = ""
    if errors:
        kind = " ".join(dict.fromkeys(found.code for found in errors))
        message = quoteattr(make_visible("; ".join(found.message for found in errors)))
        body += f'<failure type="{kind}" message={message}>{_write_text(report, errors)}</failure>'
    if warnings:
        body += f"<system-out>{_write_text(report, warnings)}</system-out>"
    return f"{head}>{body}</testcase>" if body else f"{head}/>"


def _write_text(report: Report, problems: Sequence[Diagnostic]) -> str:
    return escape(format_text(replace(report, problems=problems)))

"""Render problems for GitHub: annotations beside the lines of a pull request, and a summary of the run."""

from __future__ import annotations

import re

from generator.excerpts import make_visible
from generator.problems import Report, offer_fix, rank_overall, summarise

MAX_SUMMARY = 1_000_000
"""Bytes of a summary; GitHub refuses one of more than 1 MiB."""


def format_github(report: Report) -> str:
    """Render problems as workflow commands, the worst first: GitHub shows ten of each severity."""
    lines = []
    for found in rank_overall(report.problems):
        properties = {"file": found.path, "line": str(found.location.line), "col": str(found.location.column)}
        if found.location.length:
            properties["endColumn"] = str(found.location.column + found.location.length)
        properties["title"] = found.code
        told = ",".join(f"{key}={_escape(value, ':,')}" for key, value in properties.items())
        text = f"{found.message}; {found.hint}" if found.hint else found.message
        lines.append(f"::{found.severity} {told}::{_escape(text)}")
    return "\n".join(lines)


def format_step_summary(report: Report) -> str:
    """Render the totals and a table of every problem as Markdown, as much of it as GitHub takes."""
    offer = offer_fix(report)
    lines = [f"### {summarise(report.problems, files=len(report.files))}", "", *((offer, "") if offer else ())]
    if report.problems:
        lines += ["| Place | Severity | Code | What is wrong | What to do |", "| --- | --- | --- | --- | --- |"]
    size = sum(len(line.encode()) + 1 for line in lines)
    for number, found in enumerate(rank_overall(report.problems)):
        place = f"{found.path}:{found.location.line}:{found.location.column}"
        code = f"[{found.code}]({report.address_of(found.code)})"
        row = f"| {_show(place)} | {found.severity} | {code} | {_show(found.message)} | {_show(found.hint)} |"
        size += len(row.encode()) + 1
        if size > MAX_SUMMARY:
            lines += ["", f"{len(report.problems) - number} more are not shown here."]
            break
        lines.append(row)
    return "\n".join((*lines, ""))


def _escape(text: str, also: str = "") -> str:
    """Escape as GitHub's workflow commands ask for: percent signs, line breaks and, in properties, ``:`` and ``,``."""
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return make_visible(text)


_MARKUP = re.compile(r"[^0-9A-Za-z ]")


def _show(text: str) -> str:
    """Show a text as it is in a cell of a table: as code, where GitHub looks for no mention, and without a sign that Markdown knows."""
    shown = _MARKUP.sub(lambda sign: f"&#{ord(sign[0])};" if sign[0].isascii() else sign[0], make_visible(text))
    return f"<code>{shown}</code>" if shown else ""

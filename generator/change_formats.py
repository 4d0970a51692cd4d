"""Print changes for people: as text, and as Markdown in which nothing that a record holds means anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator.change_words import Sentence, Style, Wording
from generator.changes import Changes
from generator.description import Collection
from generator.diagnostics import Diagnostic
from generator.quoting import quote_code, show_unprintable

MOST_CHARACTERS = 400_000
"""Length at which a report in Markdown is cut; a summary on GitHub takes a megabyte."""


@dataclass(frozen=True, slots=True)
class Report:
    """What is to be said about a change."""

    changes: Changes
    wording: Wording
    collections: Mapping[str, Collection]
    new_pages: tuple[str, ...]
    removed_pages: tuple[str, ...]
    unread: tuple[str, ...]
    """Files that are other than they were, and cannot be read."""
    problems: tuple[Diagnostic, ...]


def format_changes_text(report: Report) -> str:
    """Print a report for a terminal: words that went in ``[-…-]``, words that came in ``{+…+}``."""
    lines = []
    for record in report.changes.records:
        lines.append(join_text(report.wording.say_record(record)))
        lines += [f"  {join_text(sentence)}" for sentence in report.wording.say_fields(record)]
        lines.append("")
    for title, items in _list_rest(report):
        lines += [f"{title}:", *(f"  {item}" for item in items), ""]
    return "\n".join(lines[:-1] if lines else ["no record and no page is other than it was"])


def format_changes_markdown(report: Report) -> str:
    """Print a report as Markdown of GitHub; what is not the program's own stands in code, where nothing is a link or a name."""
    lines = ["## What this change means", ""]
    for record in report.changes.records:
        lines += [f"### {_join_markdown(report.wording.say_record(record))}", ""]
        lines += [f"- {_join_markdown(sentence)}" for sentence in report.wording.say_fields(record)]
        lines.append("")
    for title, items in _list_rest(report):
        lines += [f"### {title}", "", *(f"- {quote_code(item)}" for item in items), ""]
    if len(lines) == 2:
        lines += ["No record and no page is other than it was.", ""]
    return "\n".join(_cut(lines)).rstrip("\n")


CHANGE_FORMATS: Mapping[str, Callable[[Report], str]] = {"text": format_changes_text, "markdown": format_changes_markdown}


def _list_rest(report: Report) -> Iterator[tuple[str, Sequence[str]]]:
    """Yield what is said besides the records: a title and its items, if there are any."""
    kept = [one for one in report.changes.redirects if one.target is not None]
    made = [f"{_address(report, one.collection, one.id)} → {_address(report, one.collection, str(one.target))}" for one in kept]
    owed = [_address(report, one.collection, one.id) for one in report.changes.redirects if one.target is None]
    problems = [f"{one.path}: {one.severity}: {one.message} [{one.code}]; {one.hint}" for one in report.problems]
    listed: Iterable[tuple[str, Sequence[str]]] = (
        ("New pages", report.new_pages),
        ("Removed pages", report.removed_pages),
        ("Redirects", made),
        ("Redirects owed", owed),
        ("Files that cannot be read; ipt check says why", report.unread),
        ("Problems", problems),
    )
    yield from ((title, items) for title, items in listed if items)


def _address(report: Report, collection: str, id_: str) -> str:
    url = report.collections[collection].url if collection in report.collections else collection
    return f"{url}/{id_}/"


# --- Text -----------------------------------------------------------------------------------------

_MARKS = {Style.WENT: ("[-", "-]"), Style.CAME: ("{+", "+}")}


def join_text(sentence: Sentence) -> str:
    """Print a sentence for a terminal."""
    return "".join(_mark(style, text) for style, text in sentence)


def _mark(style: Style, text: str) -> str:
    opening, closing = _MARKS.get(style, ("", ""))
    return f"{opening}{show_unprintable(text)}{closing}"


# --- Markdown -------------------------------------------------------------------------------------

_PLAIN_LABEL = re.compile(r"[A-ZÀ-Þ][A-Za-zÀ-ÿ ’›(),-]*")
"""Labels that mean nothing to Markdown and are no reference to anything."""


def _join_markdown(sentence: Sentence) -> str:
    return "".join(_write_markdown(style, text) for style, text in sentence)


def _write_markdown(style: Style, text: str) -> str:
    match style:
        case Style.WORDS:
            return text
        case Style.LABEL if _PLAIN_LABEL.fullmatch(text):
            return text
        case Style.WENT:
            return f"~~{quote_code(text)}~~"
        case Style.CAME:
            return f"**{quote_code(text)}**"
    return quote_code(text)


def _cut(lines: Sequence[str]) -> Iterator[str]:
    length = 0
    for number, line in enumerate(lines):
        length += len(line) + 1
        if length > MOST_CHARACTERS:
            yield f"\nThe last {len(lines) - number} lines are left out; `ipt diff` prints all of them."
            return
        yield line

"""Decide what the pages on error codes show: one for each code, all codes by kind, all codes from A to Z."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from generator.explanations import KINDS, Example, Excerpt, Explanation
from generator.i18n import Language

CODES_PAGE = "contribute/errors/"
"""The page of prose on errors; those of the codes lie below it, beside the one that lists them from A to Z."""
ALL_CODES_PAGE = f"{CODES_PAGE}all/"


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code in a list, in the language of the page."""

    code: str
    severity: str
    meaning: str


@dataclass(frozen=True, slots=True)
class CodeGroup:
    """The codes of one kind."""

    id: str
    title: str
    lines: tuple[CodeLine, ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A wrong or a right example."""

    excerpts: tuple[Excerpt, ...]
    note: str
    """Empty where the excerpts show everything."""


@dataclass(frozen=True, slots=True)
class CodePage:
    """The page of a code."""

    path: str
    """Address below the root of the language."""
    title: str
    """What names the page away from it; the page itself is headed by the code."""
    line: CodeLine
    group: CodeGroup
    """The codes of its kind."""
    wrong: ExampleView
    right: ExampleView
    why: str
    previous: str
    """Code of the page before; empty on the first."""
    next: str
    """Code of the page after; empty on the last."""


def group_codes(explanations: Sequence[Explanation], language: Language) -> tuple[CodeGroup, ...]:
    """Group the codes by what they are about."""
    return tuple(
        CodeGroup(kind, language.say(f"codes.kinds.{kind}"), tuple(_make_line(one, language) for one in explanations if one.kind == kind))
        for kind in KINDS
    )


def list_codes(explanations: Sequence[Explanation], language: Language) -> tuple[CodeLine, ...]:
    """List the codes from A to Z."""
    return tuple(_make_line(one, language) for one in sorted(explanations, key=lambda one: one.code))


def make_code_pages(explanations: Sequence[Explanation], language: Language) -> Iterator[CodePage]:
    """Yield the page of every code; each leads to the one before and the one after."""

    def show(example: Example) -> ExampleView:
        return ExampleView(example.excerpts, example.note[language.code] if example.note else "")

    groups = {group.id: group for group in group_codes(explanations, language)}
    codes = ["", *(one.code for one in explanations), ""]
    for number, one in enumerate(explanations, 1):
        line = _make_line(one, language)
        yield CodePage(
            path=f"{CODES_PAGE}{one.code}/",
            title=language.say("codes.titled", code=one.code, severity=line.severity),
            line=line,
            group=groups[one.kind],
            wrong=show(one.wrong),
            right=show(one.right),
            why=one.why[language.code],
            previous=codes[number - 1],
            next=codes[number + 1],
        )


def _make_line(explanation: Explanation, language: Language) -> CodeLine:
    severity = language.say(f"codes.severities.{explanation.severity}")
    return CodeLine(explanation.code, severity, explanation.meaning[language.code])

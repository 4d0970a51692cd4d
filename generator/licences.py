"""Read licence expressions as SPDX writes them: licences joined by AND, OR and WITH (SPDX 2.3, annex D)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TOKEN = re.compile(r"[()]|[^\s()]+")
_PIECE = re.compile(r"\s+|[()]|[^\s()]+")
_OPERATORS = frozenset(("AND", "OR", "WITH"))


@dataclass(frozen=True, slots=True)
class Licence:
    """One licence, perhaps with an exception to it or an addition."""

    id: str
    exception: str | None = None


@dataclass(frozen=True, slots=True)
class Combination:
    """Parts that all apply, or of which one is chosen."""

    choice: bool
    """Whether one part is chosen (OR), or all apply (AND)."""
    parts: tuple[Licence | Combination, ...]


def parse_expression(text: str) -> Licence | Combination:
    """Parse an expression; WITH binds closer than AND, AND closer than OR. Raises ``ValueError`` for any other text."""
    tokens = _TOKEN.findall(text)
    parsed, rest = _parse_any(tokens)
    if rest:
        raise ValueError(f"{text!r} goes on after its end: {rest[0]!r}")
    return parsed


def list_ids(expression: Licence | Combination) -> Iterator[str]:
    """Yield the ids of licences and exceptions in the order in which they are written."""
    if isinstance(expression, Licence):
        yield expression.id
        if expression.exception:
            yield expression.exception
    else:
        for part in expression.parts:
            yield from list_ids(part)


def split_expression(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the pieces of an expression, spaces too, and whether each is the id of a licence or an exception."""
    for piece in _PIECE.findall(text):
        yield piece, piece not in _OPERATORS and piece not in "()" and not piece.isspace()


_Parsed = tuple[Licence | Combination, list[str]]
"""What was parsed, and the tokens that follow."""


def _parse_any(tokens: list[str]) -> _Parsed:
    return _parse_joined(tokens, "OR")


def _parse_joined(tokens: list[str], operator: str) -> _Parsed:
    """Parse what one operator joins; a combination inside one of the same kind is no level of its own."""
    parts: list[Licence | Combination] = []
    while True:
        part, tokens = _parse_joined(tokens, "AND") if operator == "OR" else _parse_one(tokens)
        parts += part.parts if isinstance(part, Combination) and part.choice == (operator == "OR") else (part,)
        if tokens[:1] != [operator]:
            return parts[0] if len(parts) == 1 else Combination(operator == "OR", tuple(parts)), tokens
        tokens = tokens[1:]


def _parse_one(tokens: list[str]) -> _Parsed:
    if tokens[:1] == ["("]:
        parsed, rest = _parse_any(tokens[1:])
        if rest[:1] != [")"]:
            raise ValueError("a bracket is not closed")
        return parsed, rest[1:]
    if not tokens or tokens[0] in _OPERATORS or tokens[0] == ")":
        raise ValueError("a licence is missing")
    if tokens[1:2] == ["WITH"]:
        if not tokens[2:]:
            raise ValueError("an exception is missing after WITH")
        return Licence(tokens[0], tokens[2]), tokens[3:]
    return Licence(tokens[0]), tokens[1:]

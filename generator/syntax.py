"""Say in plain words what a YAML parser says of a text that is no YAML."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml

from generator.characters import LINE_BREAK
from generator.diagnostics import START, Diagnostic, Location


def locate_span(text: str, part: Any) -> Location:
    """Return the place of a node or an event of the parser in a text, as far as it goes on its first line."""
    start, end = part.start_mark, part.end_mark
    line = _REST_OF_LINE.match(text, start.index, max(end.index, start.index))
    return Location(start.line + 1, start.column + 1, max(1, len(line[0].rstrip()) if line else 1))


def locate(mark: Any) -> Location:
    """Return the place of a mark of the parser, which counts from 0."""
    return Location(mark.line + 1, mark.column + 1)


def explain_syntax(path: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Explain an error of the parser: the slip behind it where that is known, its own words otherwise."""
    mark = error.problem_mark or error.context_mark
    complaint = _Complaint(
        told=f"{error.context or ''} {error.problem or ''}".strip(),
        place=locate(mark) if mark else START,
        context=locate(error.context_mark or mark) if mark else START,
        lines=LINE_BREAK.split(text),
    )
    for recognise in _SLIPS:
        if found := recognise(complaint):
            place, code, message, hint = found
            return Diagnostic(path, place, code, message, hint)
    return Diagnostic(path, complaint.place, "yaml-syntax", f"this is not YAML: {complaint.told}", _SIGNS)


_REST_OF_LINE = re.compile(r"[^\r\n]*")
_SIGNS = "put text that begins with one of @ ` % ! & * [ ] { } | > , in quotes"
_Slip = tuple[Location, str, str, str]
"""Place, code, sentence and hint."""


@dataclass(frozen=True, slots=True)
class _Complaint:
    """What the parser says of a text."""

    told: str
    place: Location
    """Where it could not go on."""
    context: Location
    """Where what it was reading began."""
    lines: list[str]

    @property
    def line(self) -> str:
        return self.read(self.place.line)

    @property
    def before(self) -> str:
        """What stands on the line before the place."""
        return self.line[: self.place.column - 1]

    def read(self, number: int) -> str:
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def reach(self, place: Location) -> Location:
        """Return a place as far as its line goes."""
        return Location(place.line, place.column, max(1, len(self.read(place.line)[place.column - 1 :].rstrip())))


# --- Slips of one line ----------------------------------------------------------------------------


def _find_tab(complaint: _Complaint) -> _Slip | None:
    indent = complaint.line[: len(complaint.line) - len(complaint.line.lstrip())]
    column = indent.find("\t") + 1
    if not column and complaint.line[complaint.place.column - 1 :].startswith("\t") and "cannot start" in complaint.told:
        column = complaint.place.column
    if not column:
        return None
    rest = complaint.line[column - 1 :]
    place = Location(complaint.place.line, column, len(rest) - len(rest.lstrip("\t")))
    return place, "yaml-tab", "a tab stands in the indentation", "indent with spaces"


def _find_conflict(complaint: _Complaint) -> _Slip | None:
    for number, line in enumerate(complaint.lines, 1):
        if _CONFLICT.match(line):
            hint = "keep one side and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
            return complaint.reach(Location(number, 1)), "yaml-syntax", "the file holds the marks of a merge conflict", hint
    return None


def _find_line_without_colon(complaint: _Complaint) -> _Slip | None:
    if "could not find expected ':'" not in complaint.told:
        return None
    return _judge_line(complaint, complaint.context.line) or (complaint.reach(complaint.context), "yaml-colon", *_NO_KEY)


def _find_key_too_deep(complaint: _Complaint) -> _Slip | None:
    """Find why the first colon of a line may not stand there: because of the line above."""
    key = _KEY_ALONE.fullmatch(complaint.before)
    if "mapping values are not allowed" not in complaint.told or key is None:
        return None
    number = complaint.place.line - 1
    while number > 1 and not complaint.read(number).strip():
        number -= 1
    above = complaint.read(number)
    if slip := _judge_line(complaint, number, below=len(key["indent"])):
        return slip
    place = Location(complaint.place.line, len(key["indent"]) + 1, len(key["key"]))
    if (pair := _PAIR.match(above)) and len(pair["indent"]) < len(key["indent"]):
        message = f"the key {key['key']!r} is indented deeper than {pair['key']!r}, which has a value already"
        return place, "yaml-indent", message, "indent the keys of one map alike; put a text that goes on and holds a colon in quotes"
    return place, "yaml-indent", *_INDENTATION


def _find_text_after_end(complaint: _Complaint) -> _Slip | None:
    if "did not find expected" not in complaint.told:
        return None
    last = complaint.before.rstrip()[-1:]
    if last and last in "\"'":
        hint = "put quotes around all of it; double a ' inside single quotes, and write \\\" inside double quotes"
        return complaint.reach(complaint.place), "yaml-quote", "the text goes on after the quotation mark that closes it", hint
    if last and last in "]}":
        return complaint.reach(complaint.place), "yaml-syntax", "text stands after a closing bracket", _BRACKET
    if complaint.line[complaint.place.column - 1 : complaint.place.column] in (",", "]", "}"):
        return complaint.place, "yaml-syntax", "a sign stands where a value should", _SIGNS
    return None


def _find_bad_sign(complaint: _Complaint) -> _Slip | None:
    if "cannot start any token" not in complaint.told:
        return None
    sign = complaint.line[complaint.place.column - 1 : complaint.place.column]
    return complaint.place, "yaml-syntax", f"the sign {sign} cannot begin a text", _SIGNS


def _find_said(complaint: _Complaint) -> _Slip | None:
    """Find what the parser says in the table of its sentences."""
    for sign, code, message, hint in _SAID:
        if sign in complaint.told:
            whole = code == "yaml-quote" or "flow" in sign or "block scalar" in sign
            return complaint.reach(complaint.context) if whole else complaint.place, code, message, hint
    return None


_SLIPS: tuple[Callable[[_Complaint], _Slip | None], ...] = (
    _find_tab,
    _find_conflict,
    _find_line_without_colon,
    _find_key_too_deep,
    _find_text_after_end,
    _find_bad_sign,
    _find_said,
)
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7})(?: |$)")
_KEY_ALONE = re.compile(r"(?P<indent>[ -]*)(?P<key>[A-Za-z_-]+)")
_PAIR = re.compile(r"(?P<indent>(?: |- )*)(?P<key>[A-Za-z_-]+): +\S")
_NO_KEY = ("text stands where a key should", "write 'key: value', with a space after the colon, or indent text that goes on")
_INDENTATION = ("the indentation does not fit the lines above", "indent the items of one list or map alike, with spaces")
_BRACKET = "put text that begins with a bracket in quotes"
_BACKSLASH = ("a backslash in double quotes begins no escape", "use single quotes, or write the backslash twice")
_SAID = (
    (
        "mapping values are not allowed",
        "yaml-colon",
        "a colon stands where no key can begin",
        "put the text in quotes if the colon belongs to it",
    ),
    *((sign, "yaml-syntax", *_BACKSLASH) for sign in ("escape character", "parsing a quoted scalar", "invalid Unicode", "hexdecimal")),
    ("quoted scalar", "yaml-quote", "a quotation mark is opened and not closed", "close it, or double it inside the text"),
    (
        "scanning an alias",
        "yaml-anchor",
        "text begins with *",
        "write a dash and a space before the items of a list; put text that begins with & or * in quotes",
    ),
    ("scanning an anchor", "yaml-anchor", "text begins with &", "put text that begins with & or * in quotes"),
    ("<document start>", "yaml-documents", "the file goes on after its end", "keep one record a file and delete the line ..."),
    ("parsing a flow", "yaml-syntax", "a bracket is opened and not closed", f"close it, or {_BRACKET}"),
    (
        "scanning a block scalar",
        "yaml-syntax",
        "text stands on the line of > or |",
        "begin it on the next line, indented; put text that begins with > or | in quotes",
    ),
    (
        "block sequence entries are not allowed",
        "yaml-syntax",
        "a list begins on the line of its key",
        "begin each item on its own line; put text that begins with a dash in quotes",
    ),
    ("expected node content", "yaml-syntax", "a sign stands where a value should", _SIGNS),
    (
        "expected a single document",
        "yaml-documents",
        "the file holds a second document",
        "keep one record a file and delete the line ---",
    ),
    ("did not find expected", "yaml-indent", *_INDENTATION),
    ("expected <block end>", "yaml-indent", *_INDENTATION),
)
"""What the parser says, and code, sentence and hint for it."""


def _judge_line(complaint: _Complaint, number: int, *, below: int | None = None) -> _Slip | None:
    """Find the slip in a line that the parser took for text; ``below`` is the indentation of a key that follows."""
    line = complaint.read(number)
    text = line.strip()
    place = complaint.reach(Location(number, len(line) - len(line.lstrip()) + 1))
    if _BARE_DASH.match(text):
        return place, "yaml-syntax", "a dash of a list has no space after it", "write '- ' before each item"
    if pair := _TIGHT_PAIR.match(text):
        hint = f"write '{pair['key']}: …', with a space after the colon"
        return place, "yaml-colon", f"the colon of {pair['key']!r} has no space after it", hint
    if text.startswith("//"):
        return place, "yaml-syntax", "a comment begins with //", "begin a comment with #"
    if _KEY_OF_NOTHING.match(text) and (below is None or len(line) - len(line.lstrip()) < below):
        hint = "write 'key: value', with a space after the colon; an item of a list begins with a dash and a space"
        return place, "yaml-colon", "a key has no colon after it", hint
    return None


_BARE_DASH = re.compile(r"-(?![ -]|$)")
_TIGHT_PAIR = re.compile(r"(?P<key>[A-Za-z_-]+):[^\s/]")
_KEY_OF_NOTHING = re.compile(r"[A-Za-z_-]+(?:$| *[=：])")

"""Say in plain words what a YAML parser says of a text that is no YAML."""

from __future__ import annotations

import re
from typing import Any

import yaml

from generator.diagnostics import START, Diagnostic, Location


def locate(mark: Any) -> Location:
    """Return the place of a mark of the parser, which counts from 0."""
    return Location(mark.line + 1, mark.column + 1)


def locate_span(text: str, part: Any) -> Location:
    """Return the place of a node or an event of the parser in a text, as far as it goes on its first line."""
    start, end = part.start_mark, part.end_mark
    line = _REST_OF_LINE.match(text, start.index, max(end.index, start.index))
    return Location(start.line + 1, start.column + 1, max(1, len(line[0].rstrip()) if line else 1))


_REST_OF_LINE = re.compile(r"[^\r\n]*")


_INDENTATION = (
    "yaml-indent",
    "the indentation does not fit the lines above",
    "indent the items of one list or map alike, with spaces",
)
_ESCAPE = (
    "yaml-syntax",
    "a backslash in double quotes begins no escape",
    "use single quotes, or write the backslash twice",
)
_SYNTAX = (
    (
        "mapping values are not allowed",
        "yaml-colon",
        "a colon stands where no key can begin",
        "put the text in quotes if the colon belongs to it",
    ),
    *((sign, *_ESCAPE) for sign in ("escape character", "parsing a quoted scalar", "invalid Unicode", "hexdecimal")),
    ("quoted scalar", "yaml-quote", "a quotation mark is opened and not closed", "close it, or double it inside the text"),
    ("scanning an alias", "yaml-anchor", "text begins with *", "put text that begins with & or * in quotes"),
    ("scanning an anchor", "yaml-anchor", "text begins with &", "put text that begins with & or * in quotes"),
    ("<document start>", "yaml-documents", "the file goes on after its end", "keep one record a file and delete the line ..."),
    ("parsing a flow", "yaml-syntax", "a bracket is opened and not closed", "close it, or put text that begins with a bracket in quotes"),
    ("scanning a block scalar", "yaml-syntax", "text stands on the line of > or |", "begin it on the next line, indented"),
    (
        "expected node content",
        "yaml-syntax",
        "a sign stands where a value should",
        "put text that begins with one of @ ` % ! & * [ ] { } | > , in quotes",
    ),
    (
        "expected a single document",
        "yaml-documents",
        "the file holds a second document",
        "keep one record a file and delete the line ---",
    ),
    ("did not find expected", *_INDENTATION),
    ("expected <block end>", *_INDENTATION),
    (
        "could not find expected ':'",
        "yaml-colon",
        "a key has no colon after it",
        "write 'key: value', with a space after the colon",
    ),
)
"""What the parser says, and code, sentence and hint for it."""
_KEY = re.compile(r" +[A-Za-z_-]+")


def explain_syntax(path: str, text: str, error: yaml.MarkedYAMLError) -> Diagnostic:
    """Explain an error of the parser: the slip behind it where that is known, its own words otherwise."""
    mark = error.problem_mark or error.context_mark
    location = locate(mark) if mark else START
    told = f"{error.context or ''} {error.problem or ''}".strip()
    lines = text.split("\n")
    line = lines[location.line - 1] if location.line <= len(lines) else ""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent:
        place = Location(location.line, indent.index("\t") + 1)
        return Diagnostic(path, place, "yaml-tab", "a tab stands in the indentation", "indent with spaces")
    if line[location.column - 1 : location.column] == "\t" and "cannot start" in told:
        return Diagnostic(path, location, "yaml-tab", "a tab stands in the indentation", "indent with spaces")
    if "did not find expected" in told:
        last = line[: location.column - 1].rstrip()[-1:]
        if last and last in "\"'":
            told = "scanning a quoted scalar"
        elif (last and last in "]}") or line[location.column - 1 : location.column] in (",", "]", "}"):
            told = "expected node content"
        error.context_mark = None if "quoted" in told else error.context_mark
    if "mapping values are not allowed" in told and _KEY.fullmatch(line[: location.column - 1]):
        told = "did not find expected key"
        location = Location(location.line, len(indent) + 1)
    for sign, code, message, hint in _SYNTAX:
        if sign in told:
            if (code == "yaml-quote" or "flow" in sign or "block scalar" in sign) and error.context_mark:
                location = locate(error.context_mark)
            return Diagnostic(path, location, code, message, hint)
    hint = "put text that begins with one of @ ` % ! & * [ ] { } | > in quotes"
    return Diagnostic(path, location, "yaml-syntax", f"this is not YAML: {told}", hint)

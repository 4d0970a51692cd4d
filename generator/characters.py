"""Decode the bytes of a file, and refuse characters that readers cannot see or that change the order of others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.diagnostics import START, Diagnostic, Location

MAX_BYTES = 256 * 1024
"""Largest file that is read."""
LINE_BREAK = re.compile(r"\r\n|\n|\r")
"""What ends a line for the parser, in a text without the other breaks that Unicode knows."""

# Controls; invisible signs, and letters whose shape is blank; signs of direction; tags, which spell out text that nobody sees.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\u2800\u3164"
    "\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e007f]"
)
_FORBIDDEN_RUN = re.compile(rf"({FORBIDDEN.pattern})\1*")
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def decode_text(path: str, data: bytes) -> tuple[str | None, tuple[Diagnostic, ...]]:
    """Decode the bytes of a file as UTF-8: the text, or ``None`` if it has none, and every forbidden character in it."""
    if len(data) > MAX_BYTES:
        message = f"the file is larger than {MAX_BYTES // 1024} kB"
        return None, (Diagnostic(path, START, "file-too-large", message, "shorten the record or split it"),)
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        message = "the file begins with a byte order mark"
        return None, (Diagnostic(path, START, "byte-order-mark", message, "save it as UTF-8 without BOM"),)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        message = f"byte 0x{data[error.start]:02x} is not UTF-8"
        return None, (Diagnostic(path, _end_of(before), "encoding", message, "save the file as UTF-8"),)
    return text, tuple(_find_forbidden(path, text))


def _find_forbidden(path: str, text: str) -> Iterator[Diagnostic]:
    if FORBIDDEN.search(text):
        for number, line in enumerate(LINE_BREAK.split(text), 1):
            for run in _FORBIDDEN_RUN.finditer(line):
                yield describe_character(path, Location(number, run.start() + 1, len(run[0])), run[1])


def describe_character(path: str, location: Location, character: str) -> Diagnostic:
    """Describe a forbidden character."""
    name = f"U+{ord(character):04X}"
    if _DIRECTION.match(character):
        return Diagnostic(
            path, location, "direction-character", f"the invisible character {name} changes the direction of text", "delete it"
        )
    return Diagnostic(path, location, "control-character", f"the character {name} has no place in a record", "delete it")


def _end_of(text: str) -> Location:
    lines = LINE_BREAK.split(text)
    return Location(len(lines), len(lines[-1]) + 1)

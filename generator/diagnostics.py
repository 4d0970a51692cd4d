"""Say what is wrong, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class CannotRunError(Exception):
    """A command cannot do its work; the message says why, in one line."""


class Severity(StrEnum):
    """How much a problem matters: an error stops a build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place in a text file."""

    line: int = 1
    """Line, from 1."""
    column: int = 1
    """Column in characters, from 1."""
    length: int = field(default=1, compare=False)
    """Number of characters that are concerned, all on that line; 0 where it is the file as a whole."""


START = Location(length=0)


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem in one place."""

    path: str
    """File, relative to the project folder, with forward slashes."""
    location: Location
    code: str
    """Stable name of the kind of problem; a key of ``CODES``."""
    message: str
    """What is wrong, naming the key and showing the value."""
    hint: str = ""
    """What to do about it."""

    @property
    def severity(self) -> Severity:
        """Return the severity that the table of codes gives this problem."""
        return CODES[self.code]


_ERRORS = (
    "file-extension",
    "file-name",
    "file-place",
    "file-link",
    "file-unreadable",
    "file-too-large",
    "encoding",
    "byte-order-mark",
    "control-character",
    "direction-character",
    "yaml-syntax",
    "yaml-tab",
    "yaml-colon",
    "yaml-indent",
    "yaml-quote",
    "yaml-empty",
    "yaml-documents",
    "yaml-anchor",
    "yaml-tag",
    "yaml-key",
    "yaml-depth",
    "duplicate-key",
    "unknown-key",
    "missing-key",
    "misplaced-key",
    "placeholder",
    "wrong-type",
    "wrong-form",
    "wrong-value",
    "unknown-term",
    "text-length",
    "list-length",
    "empty-value",
    "duplicate-item",
    "out-of-range",
    "unknown-reference",
    "self-reference",
    "reference-twice",
    "alias-taken",
    "missing-alias",
    "family-depth",
    "unit-tree",
    "date-order",
    "date-future",
    "amount-order",
    "duplicate-name",
    "duplicate-grant",
    "duplicate-repository",
    "markup-in-text",
    "personal-address",
    "private-link",
    "broken-link",
)
_WARNINGS = (
    "review-due",
    "figure-unsupported",
    "thin-summary",
    "thin-field",
    "single-publisher",
    "orphan",
    "needless-gap",
)

CODES: Mapping[str, Severity] = MappingProxyType(dict.fromkeys(_ERRORS, Severity.ERROR) | dict.fromkeys(_WARNINGS, Severity.WARNING))
"""Every kind of problem and how much it matters."""


def sort_diagnostics(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Order problems by file, place and code, so that every run reports alike."""
    return tuple(sorted(diagnostics, key=lambda d: (d.path, d.location, d.code, d.message)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Tell whether any of the problems stops a build."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)

"""Hold what a check has to tell, in the order of what matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from generator.diagnostics import Diagnostic, Severity, sort_diagnostics


@dataclass(frozen=True, slots=True)
class Report:
    """The problems of a check, and what it takes to show them."""

    problems: Sequence[Diagnostic]
    """What is told; in the order of file and place."""
    files: Sequence[str]
    """Path of every file that was looked at."""
    sources: Mapping[str, bytes]
    """The bytes of each file that has a problem, by its path."""
    site_url: str
    """Address of the site, with a slash at the end."""
    meanings: Mapping[str, str] = field(default_factory=dict)
    """One sentence for each code."""
    fixable: frozenset[Diagnostic] = frozenset()
    """Those that ``ipt fix`` would mend."""

    def address_of(self, code: str) -> str:
        """Return the address of the page that explains a code."""
        return f"{self.site_url}contribute/errors/{code}/"


def rank_in_files(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order problems file by file, the worst of each first."""
    return sorted(problems, key=lambda found: (found.path, _weigh(found), found.location))


def rank_overall(problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Order problems so that the worst of all files come first."""
    return sorted(problems, key=lambda found: (_weigh(found), found.path, found.location))


def choose_worst(problems: Sequence[Diagnostic], most: int | None) -> list[Diagnostic]:
    """Choose so many of the worst problems, or all where there is no limit, in the order of file and place."""
    return list(sort_diagnostics(rank_overall(problems)[:most]))


def summarise(problems: Sequence[Diagnostic], *, files: int, left_out: int = 0) -> str:
    """Count the problems in one line."""
    if not problems:
        return f"{_count(files, 'file')} checked, no problem found"
    errors, warnings = count_severities(problems)
    told = f"{_count(files, 'file')} checked: {_count(errors, 'error')}, {_count(warnings, 'warning')}"
    return f"{told}; {left_out} of these not shown" if left_out else told


def offer_fix(report: Report, *, asked: str = "") -> str:
    """Say how many of the problems ``ipt fix`` would mend, given what it was asked of; empty where it would mend none."""
    number = sum(found in report.fixable for found in report.problems)
    return f"{number} can be mended: {' '.join(('ipt fix', asked)).rstrip()}" if number else ""


def count_severities(problems: Iterable[Diagnostic]) -> tuple[int, int]:
    """Count errors and warnings."""
    severities = [found.severity for found in problems]
    return severities.count(Severity.ERROR), severities.count(Severity.WARNING)


def _weigh(found: Diagnostic) -> bool:
    return found.severity is not Severity.ERROR


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

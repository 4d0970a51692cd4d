"""What matters comes first, and counts are right."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Location
from generator.problems import Report, choose_worst, offer_fix, rank_in_files, rank_overall, summarise

ERROR = Diagnostic("b.yaml", Location(9, 1), "unknown-term", "x")
LATER = Diagnostic("b.yaml", Location(12, 1), "unknown-term", "x")
WARNING = Diagnostic("a.yaml", Location(1, 1), "review-due", "x")
EARLY = Diagnostic("b.yaml", Location(2, 1), "review-due", "x")
ALL = [WARNING, EARLY, ERROR, LATER]


def test_errors_of_a_file_come_before_its_warnings() -> None:
    assert rank_in_files(reversed(ALL)) == [WARNING, ERROR, LATER, EARLY]


def test_errors_of_all_files_come_before_warnings() -> None:
    assert rank_overall(ALL) == [ERROR, LATER, WARNING, EARLY]


@pytest.mark.parametrize(("most", "chosen"), [(1, [ERROR]), (3, [WARNING, ERROR, LATER]), (4, ALL), (9, ALL), (None, ALL)])
def test_the_worst_are_chosen_and_keep_the_order_of_places(most: int | None, chosen: list[Diagnostic]) -> None:
    assert choose_worst(ALL, most) == chosen


def test_every_code_has_an_address_on_the_site() -> None:
    assert Report([], [], {}, "https://ipt.example/").address_of("yaml-tab") == "https://ipt.example/contribute/errors/yaml-tab/"


@pytest.mark.parametrize(
    ("problems", "files", "left_out", "told"),
    [
        ([], 0, 0, "0 files checked, no problem found"),
        ([], 1, 0, "1 file checked, no problem found"),
        ([], 2, 0, "2 files checked, no problem found"),
        ([ERROR], 1, 0, "1 file checked: 1 error, 0 warnings"),
        ([WARNING], 3, 0, "3 files checked: 0 errors, 1 warning"),
        (ALL, 3, 0, "3 files checked: 2 errors, 2 warnings"),
        (ALL, 3, 1, "3 files checked: 2 errors, 2 warnings; 1 of these not shown"),
    ],
)
def test_summary_counts_in_the_right_number(problems: list[Diagnostic], files: int, left_out: int, told: str) -> None:
    assert summarise(problems, files=files, left_out=left_out) == told


@pytest.mark.parametrize(
    ("fixable", "asked", "told"),
    [
        ([], "", ""),
        ([LATER], "", "1 can be mended: ipt fix"),
        ([ERROR, LATER], "'a b'", "2 can be mended: ipt fix 'a b'"),
    ],
)
def test_what_fix_would_mend_is_offered(fixable: list[Diagnostic], asked: str, told: str) -> None:
    assert offer_fix(Report(ALL, [], {}, "https://ipt.example/", fixable=frozenset(fixable)), asked=asked) == told


def test_what_is_not_told_is_not_offered() -> None:
    assert offer_fix(Report([ERROR], [], {}, "https://ipt.example/", fixable=frozenset([LATER]))) == ""

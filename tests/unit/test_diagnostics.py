"""Severities, order, and the words for every code."""

from __future__ import annotations

import itertools

import pytest

from generator.diagnostics import CODES, START, Diagnostic, Location, Severity, has_errors, sort_diagnostics
from generator.reading import read_phrases

WARNINGS = {"review-due", "figure-unsupported", "thin-summary", "thin-field", "single-publisher", "orphan", "needless-gap"}


def make(path: str = "a.yaml", line: int = 1, column: int = 1, code: str = "wrong-form", message: str = "x") -> Diagnostic:
    """Make a diagnostic."""
    return Diagnostic(path, Location(line, column), code, message)


def test_warnings_are_few_and_everything_else_is_an_error() -> None:
    assert {code for code, severity in CODES.items() if severity is Severity.WARNING} == WARNINGS
    assert {severity for code, severity in CODES.items() if code not in WARNINGS} == {Severity.ERROR}


def test_severity_of_a_diagnostic_is_that_of_its_code() -> None:
    assert make(code="review-due").severity is Severity.WARNING
    assert make(code="wrong-form").severity is Severity.ERROR


def test_diagnostic_of_an_unknown_code_has_no_severity() -> None:
    with pytest.raises(KeyError):
        _ = make(code="no-such-code").severity


def test_codes_are_lower_case_words_with_hyphens() -> None:
    assert [code for code in CODES if not all(part.isalpha() and part.islower() for part in code.split("-"))] == []


def test_table_of_codes_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        CODES["wrong-form"] = Severity.WARNING  # type: ignore[index]


def test_order_is_by_file_line_column_code_and_message() -> None:
    ordered = (
        make("a.yaml", 1, 1, "missing-key"),
        make("a.yaml", 1, 1, "wrong-form", "a"),
        make("a.yaml", 1, 1, "wrong-form", "b"),
        make("a.yaml", 2, 1),
        make("a.yaml", 2, 10),
        make("a.yaml", 10, 2),
        make("b.yaml", 1, 1),
    )
    for shuffled in itertools.permutations(ordered[:5]):
        assert sort_diagnostics(shuffled) == ordered[:5]
    assert sort_diagnostics(reversed(ordered)) == ordered


def test_sorting_keeps_every_diagnostic() -> None:
    assert sort_diagnostics([make(), make()]) == (make(), make())
    assert sort_diagnostics([]) == ()


@pytest.mark.parametrize(
    ("codes", "stops"),
    [
        ([], False),
        (["review-due"], False),
        (["figure-unsupported", "review-due"], False),
        (["wrong-form"], True),
        (["review-due", "wrong-form"], True),
    ],
)
def test_only_an_error_stops_a_build(codes: list[str], stops: bool) -> None:
    assert has_errors(make(code=code) for code in codes) is stops


def test_places_count_from_one_and_compare_as_in_a_text() -> None:
    assert Location(1, 1) == START
    assert Location(2, 1) > Location(1, 99)
    assert Location(1, 10) > Location(1, 9)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_severity_has_its_word_in_both_languages(language: str) -> None:
    words = read_phrases(language)["codes"]
    assert isinstance(words, dict)
    assert set(words["severities"]) == {severity.value for severity in Severity}

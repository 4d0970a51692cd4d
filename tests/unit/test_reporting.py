"""The same diagnostics for people, for GitHub and for programs."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import START, Diagnostic, Location
from generator.reporting import FORMATS, format_github, format_json, format_text, summarise

ERROR = Diagnostic("catalogue/units/ipt.yaml", Location(4, 7), "unknown-term", "kind: 'x' is no term", "known: a, b")
WARNING = Diagnostic("catalogue/units/kt.yaml", Location(14, 11), "review-due", "reviewed: long ago")
AWKWARD = Diagnostic("catalogue/a,b:c%.yaml", START, "file-name", "100 % of\r\nlines: a, b", "é ✓ 𝒳\n::error::")


def test_text_gives_place_severity_sentence_and_code_then_the_hint() -> None:
    assert format_text([ERROR, WARNING]) == (
        "catalogue/units/ipt.yaml:4:7: error: kind: 'x' is no term [unknown-term]\n"
        "    known: a, b\n"
        "catalogue/units/kt.yaml:14:11: warning: reviewed: long ago [review-due]"
    )


def test_github_gets_one_command_for_each() -> None:
    assert format_github([ERROR, WARNING]) == (
        "::error file=catalogue/units/ipt.yaml,line=4,col=7,title=unknown-term::kind: 'x' is no term; known: a, b\n"
        "::warning file=catalogue/units/kt.yaml,line=14,col=11,title=review-due::reviewed: long ago"
    )


def test_github_commands_are_escaped_so_that_no_record_can_write_another() -> None:
    told = format_github([AWKWARD])
    assert told == ("::error file=catalogue/a%2Cb%3Ac%25.yaml,line=1,col=1,title=file-name::100 %25 of%0D%0Alines: a, b; é ✓ 𝒳%0A::error::")
    assert len(told.splitlines()) == 1


def test_percent_signs_are_escaped_once() -> None:
    told = format_github([Diagnostic("a", START, "file-name", "%0A %25")])
    assert told.endswith("::%250A %2525")


def test_json_is_a_list_of_objects_with_all_keys() -> None:
    assert json.loads(format_json([ERROR, AWKWARD])) == [
        {
            "path": "catalogue/units/ipt.yaml",
            "line": 4,
            "column": 7,
            "severity": "error",
            "code": "unknown-term",
            "message": "kind: 'x' is no term",
            "hint": "known: a, b",
        },
        {
            "path": "catalogue/a,b:c%.yaml",
            "line": 1,
            "column": 1,
            "severity": "error",
            "code": "file-name",
            "message": "100 % of\r\nlines: a, b",
            "hint": "é ✓ 𝒳\n::error::",
        },
    ]


def test_json_keeps_letters_readable() -> None:
    assert "é ✓ 𝒳" in format_json([AWKWARD])
    assert json.loads(format_json([WARNING]))[0]["hint"] == ""


def test_nothing_wrong_is_nothing_said() -> None:
    assert format_text([]) == ""
    assert format_github([]) == ""
    assert json.loads(format_json([])) == []


def test_formats_are_named_as_on_the_command_line() -> None:
    assert {"text", "github", "json"} <= set(FORMATS)
    assert FORMATS["text"] is format_text
    assert FORMATS["github"] is format_github
    assert FORMATS["json"] is format_json


@pytest.mark.parametrize(
    ("diagnostics", "files", "told"),
    [
        ([], 0, "0 files checked, no problem found"),
        ([], 1, "1 file checked, no problem found"),
        ([], 2, "2 files checked, no problem found"),
        ([ERROR], 1, "1 file checked: 1 error, 0 warnings"),
        ([WARNING], 3, "3 files checked: 0 errors, 1 warning"),
        ([ERROR, ERROR, WARNING, WARNING], 3, "3 files checked: 2 errors, 2 warnings"),
    ],
)
def test_summary_counts_in_the_right_number(diagnostics: list[Diagnostic], files: int, told: str) -> None:
    assert summarise(diagnostics, files=files) == told

"""The same problems for people, for GitHub, for code scanning, for continuous integration and for programs."""

from __future__ import annotations

import io
import json
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from generator.diagnostics import CODES, START, Diagnostic, Location
from generator.problems import Report
from generator.reading import read_explanations
from generator.reporting import FORMATS
from generator.reporting_github import MAX_SUMMARY, format_github, format_step_summary
from generator.reporting_json import format_json
from generator.reporting_junit import format_junit
from generator.reporting_sarif import format_sarif
from generator.reporting_text import format_text, paint_text
from tests.support.sites import REPOSITORY

SITE = "https://ipt.example/"
ERROR = Diagnostic("catalogue/units/ipt.yaml", Location(4, 7, 1), "unknown-term", "kind: 'x' is no term", "known: a, b")
WARNING = Diagnostic("catalogue/units/ipt.yaml", Location(2, 7, 3), "review-due", "reviewed: long ago")
AWKWARD = Diagnostic("catalogue/a,b:c%.yaml", START, "file-name", "100 % of\r\nlines: a, b", "é ✓ 𝒳\n::error::")
SOURCES = {"catalogue/units/ipt.yaml": b"name:\n  en: IPT\n\nkind: x\n"}
HOSTILE = Diagnostic("catalogue/units/\x1b[31m\n.yaml", START, "file-name", "a\x1b]0;b\x07\x9b\u202e\x7f", "c\x00d\x85")


def report(*problems: Diagnostic, files: tuple[str, ...] = ("catalogue/units/ipt.yaml",)) -> Report:
    """Make the report of some problems."""
    meanings = {code: entry["meaning"]["en"] for code, entry in read_explanations().items()}
    return Report(problems, files, SOURCES, SITE, meanings)


# --- Text -----------------------------------------------------------------------------------------


def test_text_shows_place_code_sentence_line_hint_and_address_the_worst_first() -> None:
    assert format_text(report(WARNING, ERROR)) == (
        "catalogue/units/ipt.yaml:4:7: error[unknown-term]: kind: 'x' is no term\n"
        "  4 | kind: x\n"
        "    |       ^\n"
        "  hint: known: a, b\n"
        "  more: https://ipt.example/contribute/errors/unknown-term/\n"
        "\n"
        "catalogue/units/ipt.yaml:2:7: warning[review-due]: reviewed: long ago\n"
        "  2 |   en: IPT\n"
        "    |       ^^^\n"
        "  more: https://ipt.example/contribute/errors/review-due/"
    )


def test_text_of_a_problem_of_a_whole_file_shows_no_line() -> None:
    whole = Diagnostic("catalogue/units/ipt.yaml", START, "yaml-empty", "the file holds no record")
    assert " | " not in format_text(report(whole))


def test_colours_change_no_word() -> None:
    shown = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=80)
    shown.print(paint_text(report(ERROR)), soft_wrap=True, highlight=False)
    assert isinstance(shown.file, io.StringIO)
    assert "\x1b[1;31merror[unknown-term]\x1b[0m" in shown.file.getvalue()
    assert paint_text(report(ERROR, WARNING)).plain == format_text(report(ERROR, WARNING))


def test_colours_are_left_out_where_no_color_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    shown = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor", width=80)
    shown.print(paint_text(report(ERROR)), soft_wrap=True, highlight=False)
    assert isinstance(shown.file, io.StringIO)
    assert "[1;31m" not in shown.file.getvalue()


# --- GitHub ---------------------------------------------------------------------------------------


def test_github_gets_one_command_for_each_the_worst_first() -> None:
    assert format_github(report(WARNING, ERROR)) == (
        "::error file=catalogue/units/ipt.yaml,line=4,col=7,endColumn=8,title=unknown-term::kind: 'x' is no term; known: a, b\n"
        "::warning file=catalogue/units/ipt.yaml,line=2,col=7,endColumn=10,title=review-due::reviewed: long ago"
    )


def test_github_commands_are_escaped_so_that_no_record_can_write_another() -> None:
    told = format_github(report(AWKWARD))
    assert told == ("::error file=catalogue/a%2Cb%3Ac%25.yaml,line=1,col=1,title=file-name::100 %25 of%0D%0Alines: a, b; é ✓ 𝒳%0A::error::")
    assert len(told.splitlines()) == 1


def test_percent_signs_are_escaped_once() -> None:
    assert format_github(report(Diagnostic("a", START, "file-name", "%0A %25"))).endswith("::%250A %2525")


def test_summary_of_a_step_has_totals_and_every_problem() -> None:
    lines = format_step_summary(report(WARNING, ERROR)).splitlines()
    assert lines[0] == "### 1 file checked: 1 error, 1 warning"
    assert [line.split(" | ")[1:3] for line in lines[4:6]] == [
        ["error", "[unknown-term](https://ipt.example/contribute/errors/unknown-term/)"],
        ["warning", "[review-due](https://ipt.example/contribute/errors/review-due/)"],
    ]


def test_summary_of_a_step_offers_to_mend_what_can_be_mended() -> None:
    lines = format_step_summary(replace(report(WARNING, ERROR), fixable=frozenset([ERROR]))).splitlines()
    assert lines[1:4] == ["", "1 can be mended: ipt fix", ""]
    assert lines[4].startswith("| Place |")


def test_summary_of_a_clean_step_has_no_table() -> None:
    assert format_step_summary(report()) == "### 1 file checked, no problem found\n\n"


def test_no_text_of_a_record_is_markdown_in_the_summary() -> None:
    text = "`|<b> [a](https://b.example) @c #1 \\| ![d](e) <!-- &amp; **f** __g__ ~~h~~"
    row = format_step_summary(report(Diagnostic("a", START, "file-name", text))).splitlines()[4]
    told = row.split(" | ")[3]
    assert told.startswith("<code>")
    assert told.endswith("</code>")
    assert not set(told.removeprefix("<code>").removesuffix("</code>").replace("&#", "").replace(";", "")) & set("`|<>[]()@#\\!&*_~-:/.")


def test_summary_is_no_longer_than_github_takes() -> None:
    many = [Diagnostic("a.yaml", Location(number, 1), "unknown-term", "x" * 100) for number in range(1, 9000)]
    summary = format_step_summary(report(*many))
    assert len(summary.encode()) <= MAX_SUMMARY + 100
    assert "more are not shown here." in summary


# --- JSON -----------------------------------------------------------------------------------------


def test_json_is_a_list_of_objects_with_all_keys() -> None:
    assert json.loads(format_json(replace(report(ERROR, AWKWARD), fixable=frozenset([ERROR])))) == [
        {
            "path": "catalogue/units/ipt.yaml",
            "line": 4,
            "column": 7,
            "end_column": 8,
            "severity": "error",
            "code": "unknown-term",
            "message": "kind: 'x' is no term",
            "hint": "known: a, b",
            "url": "https://ipt.example/contribute/errors/unknown-term/",
            "fixable": True,
        },
        {
            "path": "catalogue/a,b:c%.yaml",
            "line": 1,
            "column": 1,
            "end_column": 1,
            "severity": "error",
            "code": "file-name",
            "message": "100 % of\r\nlines: a, b",
            "hint": "é ✓ 𝒳\n::error::",
            "url": "https://ipt.example/contribute/errors/file-name/",
            "fixable": False,
        },
    ]


def test_json_keeps_letters_readable_and_values_exact() -> None:
    assert "é ✓ 𝒳" in format_json(report(AWKWARD))
    (row,) = json.loads(format_json(report(HOSTILE)))
    assert (row["path"], row["message"], row["hint"]) == (HOSTILE.path, HOSTILE.message, HOSTILE.hint)


# --- SARIF ----------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sarif() -> jsonschema.Draft4Validator:
    """The schema of SARIF 2.1.0."""
    schema = json.loads((REPOSITORY / "tests" / "sarif" / "sarif-schema-2.1.0.json").read_text("utf-8"))
    return jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker())


@pytest.mark.parametrize("problems", [(), (ERROR,), (ERROR, WARNING, AWKWARD, HOSTILE)])
def test_sarif_obeys_its_schema(sarif: jsonschema.Draft4Validator, problems: tuple[Diagnostic, ...]) -> None:
    log = json.loads(format_sarif(report(*problems)))
    assert [error.message for error in sarif.iter_errors(log)] == []
    assert len(log["runs"][0]["results"]) == len(problems)


def test_schema_of_sarif_can_refuse(sarif: jsonschema.Draft4Validator) -> None:
    log = json.loads(format_sarif(report(ERROR)))
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not sarif.is_valid(log)


def test_sarif_has_a_rule_with_help_for_each_code_and_a_region_for_each_result() -> None:
    (run,) = json.loads(format_sarif(report(ERROR)))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == list(CODES)
    assert all(rule["help"]["text"].endswith(rule["helpUri"]) and len(rule["shortDescription"]["text"]) > 20 for rule in rules)
    (result,) = run["results"]
    assert rules[result["ruleIndex"]]["id"] == "unknown-term"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "catalogue/units/ipt.yaml"
    assert place["region"] == {"startLine": 4, "startColumn": 7, "endColumn": 8}


def fingerprints(*problems: Diagnostic, text: bytes) -> list[str]:
    """Return the fingerprints of problems in a file."""
    made = replace(report(*problems), sources={ERROR.path: text})
    results = json.loads(format_sarif(made))["runs"][0]["results"]
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]


def test_fingerprint_stays_where_lines_move_and_differs_where_the_line_does() -> None:
    moved = replace(ERROR, location=Location(6, 7))
    other = replace(ERROR, location=Location(1, 1))
    text = b"a: b\n\n\nkind: x\n"
    assert fingerprints(ERROR, text=text) == fingerprints(moved, text=b"# c\n# d\n" + text)
    assert fingerprints(ERROR, text=text) != fingerprints(other, text=text)


def test_two_problems_never_share_a_fingerprint() -> None:
    found = fingerprints(ERROR, ERROR, text=b"\n\n\nkind: x\n")
    assert [name.rpartition(":")[2] for name in found] == ["1", "2"]


@pytest.mark.parametrize(
    ("told", "written"),
    [
        ("key_figures[1] is {0}", "key_figures[1] is {{0}}"),
        ("[a](https://b.example)", "\\[a\\](https://b.example)"),
    ],
)
def test_texts_of_sarif_hold_no_placeholder_and_no_link(told: str, written: str) -> None:
    (run,) = json.loads(format_sarif(report(Diagnostic("a", START, "file-name", told))))["runs"]
    assert run["results"][0]["message"]["text"] == written


# --- JUnit ----------------------------------------------------------------------------------------


def test_junit_has_a_case_for_each_file_and_fails_those_with_errors() -> None:
    suite = ET.fromstring(
        format_junit(report(ERROR, WARNING, AWKWARD, files=("catalogue/units/ipt.yaml", "catalogue/units/kt.yaml")))
    ).find("testsuite")
    assert suite is not None
    assert (suite.attrib["tests"], suite.attrib["failures"]) == ("3", "2")
    cases = {case.attrib["name"]: case for case in suite}
    assert list(cases) == ["catalogue/a,b:c%.yaml", "catalogue/units/ipt.yaml", "catalogue/units/kt.yaml"]
    assert [part.tag for part in cases["catalogue/units/ipt.yaml"]] == ["failure", "system-out"]
    failure = cases["catalogue/units/ipt.yaml"][0]
    assert (failure.attrib["type"], failure.attrib["message"]) == ("unknown-term", "kind: 'x' is no term")
    assert failure.text == format_text(report(ERROR))
    assert list(cases["catalogue/units/kt.yaml"]) == []


def test_junit_of_warnings_alone_fails_nothing() -> None:
    suite = ET.fromstring(format_junit(report(WARNING))).find("testsuite")
    assert suite is not None
    assert suite.attrib["failures"] == "0"
    assert [part.tag for part in suite[0]] == ["system-out"]


def test_junit_is_xml_whatever_a_record_holds() -> None:
    suite = ET.fromstring(format_junit(report(HOSTILE, replace(HOSTILE, message="]]></failure>&\"'<a>"))))
    assert [part.tag for part in suite.iter("failure")] == ["failure"]


# --- All ------------------------------------------------------------------------------------------


def test_formats_are_named_as_on_the_command_line() -> None:
    assert list(FORMATS) == ["text", "github", "json", "sarif", "junit"]


def test_nothing_wrong_is_nothing_said_or_an_empty_list() -> None:
    assert (format_text(report()), format_github(report())) == ("", "")
    assert json.loads(format_json(report())) == []
    assert json.loads(format_sarif(report()))["runs"][0]["results"] == []


@pytest.mark.parametrize("name", FORMATS)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.text(max_size=40), st.text(max_size=40), st.binary(max_size=80), st.integers(1, 4), st.integers(1, 90), st.integers(0, 90))
def test_no_format_gives_a_terminal_a_command(name: str, message: str, hint: str, data: bytes, line: int, column: int, length: int) -> None:
    found = Diagnostic("catalogue/units/ipt.yaml", Location(line, column, length), "unknown-term", message, hint)
    told = FORMATS[name](replace(report(found), sources={found.path: data}))
    assert {sign for sign in told if unicodedata.category(sign) in {"Cc", "Cn", "Co", "Cs", "Zl", "Zp"}} <= {"\n"}
    assert not set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u200b\ufeff") & set(told)

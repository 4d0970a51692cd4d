"""What is said of records that say little, and what keeps the warning away."""

from __future__ import annotations

import pytest

from generator.characters import MAX_BYTES
from generator.completeness_rules import find_linked, gap_of, name_publisher
from generator.description import describe_collection
from generator.model import Record
from tests.support.constraints import read_terms, resolve_all
from tests.support.projects import COLLECTIONS, COMPLETENESS, check_records

SOURCES = """\
sources:
  - url: https://kt.cern/technologies/monitor
    supports: Purpose
  - url: https://home.cern/monitor
    supports: Use
reviewed: 2026-11-22
"""
FULL = f"""\
name:
  en: Beam loss monitor
kind: software
domain: accelerators
fields: [research]
summary:
  en: A program that shows where a beam loses particles.
description:
  en: It reads a thousand detectors.
benefits:
  - en: Fast
  - en: Free
applications:
  - en: Protecting magnets
rights:
  availability: unknown
  protection: [unknown]
related: [other]
{SOURCES}"""
"""A record that is full but for the link, which needs another record."""


def gap(about: str) -> str:
    """Write the reason for one gap."""
    return f"gaps:\n  - about: {about}\n    reason:\n      en: None was found.\n"


def warn(text: str, *, other: str = "") -> list[str]:
    """Return what is said of the completeness of a record beside another one, which says enough."""
    records = {"technologies/a": text, "technologies/other": other or FULL.replace("Beam loss", "Other").replace("related: [other]\n", "")}
    found = check_records(records, completeness=True).diagnostics
    assert {one.code for one in found} <= COMPLETENESS
    return [f"{one.location.line}:{one.location.column} {one.code} {one.message}" for one in found if one.path.endswith("/a.yaml")]


def test_full_record_and_the_one_it_names_earn_no_warning() -> None:
    records = {"technologies/a": FULL, "technologies/other": FULL.replace("Beam loss", "Other").replace("related: [other]\n", "")}
    assert check_records(records, completeness=True).diagnostics == ()


@pytest.mark.parametrize("summary", ["Beam loss monitor", "A monitor of the loss of a beam.", "The Beam-loss monitor!"])
def test_summary_that_repeats_the_name_is_thin(summary: str) -> None:
    text = FULL.replace("A program that shows where a beam loses particles.", summary)
    assert warn(text) == ["7:7 thin-summary summary repeats the name"]


def test_summary_may_hold_the_name_and_more() -> None:
    assert warn(FULL.replace("A program that shows where a beam loses particles.", "A beam loss monitor for hospitals.")) == []


@pytest.mark.parametrize(
    ("cut", "said"),
    [
        ("description:\n  en: It reads a thousand detectors.\n", "1:1 thin-field description: 0 stated, 1 expected"),
        ("  - en: Free\n", "11:3 thin-field benefits: 1 stated, 2 expected"),
        ("benefits:\n  - en: Fast\n  - en: Free\n", "1:1 thin-field benefits: 0 stated, 2 expected"),
        ("applications:\n  - en: Protecting magnets\n", "1:1 thin-field applications: 0 stated, 1 expected"),
    ],
)
def test_field_that_states_less_than_expected_is_thin(cut: str, said: str) -> None:
    text = FULL.replace(cut, "")
    assert warn(text) == [said]
    assert warn(text + gap(said.split(" ")[2].rstrip(":"))) == []


@pytest.mark.parametrize(("kind", "thin"), [("hardware", True), ("material", True), ("process", True), ("facility", False)])
def test_figures_are_expected_of_things_that_can_be_measured(kind: str, thin: bool) -> None:
    text = FULL.replace("kind: software", f"kind: {kind}") + 'key_figures:\n  - quantity: {en: Mass}\n    value: "1"\n'
    assert warn(text) == (["26:3 thin-field key_figures: 1 stated, 3 expected"] if thin else [])


def test_sources_of_one_publisher_are_told() -> None:
    text = FULL.replace("https://home.cern/monitor", "https://www.kt.cern/monitor")
    assert warn(text) == ["20:3 single-publisher sources: all of them come from kt.cern"]
    assert warn(text + gap("sources")) == []


def test_record_without_any_link_is_an_orphan() -> None:
    text = FULL.replace("related: [other]\n", "")
    assert warn(text) == ["1:1 orphan no other record is linked with this one"]
    assert warn(text + gap("links")) == []


def test_unit_that_answers_for_a_record_is_no_link() -> None:
    record = Record("technologies", "a", "a.yaml", {})
    assert find_linked(((record, ("owner",), ("units", "ipt")),)) == set()
    assert find_linked(((record, ("parent",), ("units", "ipt")),)) == {("technologies", "a"), ("units", "ipt")}


def test_record_that_another_names_is_no_orphan() -> None:
    unlinked = FULL.replace("related: [other]\n", "")
    assert warn(unlinked, other=FULL.replace("Beam loss", "Other").replace("[other]", "[a]")) == []


@pytest.mark.parametrize(
    ("refused", "silent"),
    [
        (b"kindd: x\nrelated: [a]\n", True),
        (b"related:\n  -a\n\torigin: x\n", True),
        (b"related: [A]\n", True),
        (b"kindd: hardware\nrelated: [a-b, ab]\n", False),
        (b"\xff", True),
        (b"#" * (MAX_BYTES + 1), True),
    ],
    ids=["schema", "syntax", "capital", "another", "encoding", "cut"],
)
def test_record_that_a_refused_one_may_name_is_no_orphan(refused: bytes, silent: bool) -> None:
    text = FULL.replace("related: [other]\n", "")
    found = check_records({"technologies/a": text, "technologies/refused": refused}, completeness=True).diagnostics
    assert {one.code for one in found if one.path.endswith("/a.yaml")} == (set() if silent else {"orphan"})


@pytest.mark.parametrize("about", ["description", "benefits", "applications", "key-figures", "sources", "links"])
def test_reason_for_what_is_not_missing_is_needless(about: str) -> None:
    assert warn(FULL + gap(about)) == [f"26:5 needless-gap gaps[1]: {about} is not missing"]


def test_reason_for_what_no_schema_counts_may_stand() -> None:
    assert warn(FULL + gap("rights")) == []


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_offered_is_not_judged(status: str) -> None:
    text = FULL.replace("related: [other]\n", f"status: {status}\nstatus_note:\n  en: Gone.\n").replace("  - en: Free\n", "")
    assert warn(text) == []


@pytest.mark.parametrize(
    ("url", "publisher"),
    [
        ("https://kt.cern/a", "kt.cern"),
        ("https://www.kt.cern/a", "kt.cern"),
        ("https://github.com/OHWR/wr/blob/x", "github.com/OHWR"),
        ("https://doi.org/10.1088/1748", "doi.org/10.1088"),
        ("https://github.com", "github.com/"),
    ],
)
def test_publisher_is_the_host_and_on_shared_hosts_the_account(url: str, publisher: str) -> None:
    assert name_publisher(url) == publisher


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_expectation_can_be_explained_by_a_gap(name: str) -> None:
    expects = describe_collection(name, resolve_all()[name]).expects
    assert {gap_of(expected.field) for expected in expects} <= set(read_terms()["record-gaps"])
    kinds = {kind for expected in expects for kind in expected.kinds}
    assert kinds <= set(resolve_all()[name]["properties"].get("kind", {}).get("enum", ()))

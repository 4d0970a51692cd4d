"""How much a small catalogue says, counted by hand."""

from __future__ import annotations

import json
from datetime import date

import pytest

from generator.coverage import ExpectationCoverage, LanguageCoverage, RareTerm, measure_coverage
from generator.coverage_text import COVERAGE_FORMATS, format_tables
from tests.support.projects import check_records, minimal

TODAY = date(2026, 11, 22)
FULL = """\
name: {en: Printed monitor, fr: Moniteur imprimé}
kind: hardware
domain: detectors
fields: [research, energy]
summary: {en: A monitor that is printed., fr: Un moniteur imprimé.}
description: {en: It is **thin**.}
key_figures:
  - {quantity: {en: Mass, fr: Masse}, value: "1", unit: g}
benefits:
  - {en: Cheap, fr: Bon marché}
rights:
  availability: open
  protection: [open-hardware]
  licence: CERN-OHL-S-2.0
related: [minimal]
gaps:
  - {about: benefits, reason: {en: The page names one.}}
sources:
  - {url: "https://kt.cern/a", supports: Purpose}
  - {url: "https://ohwr.org/a", supports: Licence}
  - {url: "https://ohwr.org/b", supports: Mass}
reviewed: 2024-11-21
"""
DRAFT = minimal("technologies").replace("Beam loss monitor", "Draft") + "status: draft\nstatus_note:\n  en: Not yet.\n"
RECORDS = {
    "technologies/full": FULL,
    "technologies/minimal": minimal("technologies"),
    "technologies/alone": minimal("technologies").replace("Beam loss monitor", "Alone"),
    "technologies/draft": DRAFT,
}


@pytest.fixture(scope="module")
def coverage():
    return measure_coverage(check_records(RECORDS).catalogue, on=TODAY)


@pytest.fixture(scope="module")
def technologies(coverage):
    (found,) = (one for one in coverage.collections if one.id == "technologies")
    return found


def test_drafts_are_counted_apart(technologies):
    assert (technologies.records, technologies.drafts) == (3, 1)


def test_fields_count_the_records_that_state_them(technologies):
    stated = {one.path: one.stated for one in technologies.fields}
    assert (stated["name"], stated["description"], stated["rights.licence"], stated["rights.patents"]) == (3, 1, 1, 0)


def test_fields_of_the_items_of_a_list_are_not_listed(technologies):
    paths = [one.path for one in technologies.fields]
    assert "key_figures" in paths
    assert [path for path in paths if path.startswith(("key_figures.", "sources.", "fields["))] == []


def test_every_text_counts_once_in_each_language_it_is_in(technologies):
    """English: name and summary of three records; description, quantity, benefit and reason of one."""
    assert technologies.languages == (LanguageCoverage("en", 10, 10), LanguageCoverage("fr", 10, 4))


def test_expectations_count_what_is_met_and_what_is_explained(technologies):
    assert technologies.expectations == (
        ExpectationCoverage("description", 1, 3, 1, 0),
        ExpectationCoverage("benefits", 2, 3, 0, 1),
        ExpectationCoverage("applications", 1, 3, 0, 0),
        ExpectationCoverage("key_figures", 3, 3, 0, 0),
    )


def test_sources_are_counted_by_record_and_by_host(technologies):
    assert technologies.sources == 5
    assert technologies.sources_by_record == ((1, 2), (3, 1))
    assert technologies.hosts == (("kt.cern", 3), ("ohwr.org", 1))


def test_reviews_that_are_due_are_named(technologies):
    assert technologies.reviews_due == ("full",)


def test_orphans_are_named_and_linked_records_are_not(technologies):
    assert technologies.orphans == ("alone",)


def test_terms_that_fewer_than_two_records_use_are_listed(coverage):
    rare = {(one.vocabulary, one.term): one.records for one in coverage.rare_terms}
    assert rare["application-fields", "energy"] == 1
    assert rare["application-fields", "quantum"] == 0
    assert ("application-fields", "research") not in rare
    assert RareTerm("technology-kinds", "software", 0) in coverage.rare_terms


def test_json_holds_everything_that_was_measured(coverage):
    found = json.loads(COVERAGE_FORMATS["json"](coverage))
    assert [one["id"] for one in found["collections"]] == [one.id for one in coverage.collections]
    assert found["collections"][0]["hosts"] == [["kt.cern", 3], ["ohwr.org", 1]]
    assert len(found["rare_terms"]) == len(coverage.rare_terms)


def test_tables_are_aligned(coverage):
    text = format_tables(coverage)
    assert text.startswith("technologies: 3 records and 1 in draft\n\nfield")
    assert "\nrights.licence            1    33%\n" in text
    assert "\nbenefits ≥ 2          3    0     0%          1\n" in text
    assert "\nfr         4 of 10    40%\n" in text
    assert "\norphans        1: alone\n" in text
    assert "\nsources        5; records by number of sources: 1: 2, 3: 1\n" in text


def test_a_catalogue_without_records_has_no_shares():
    empty = measure_coverage(check_records({}).catalogue, on=TODAY)
    assert [one.records for one in empty.collections] == [0, 0, 0, 0]
    assert "–" in format_tables(empty)

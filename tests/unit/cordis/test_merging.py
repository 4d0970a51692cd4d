"""What somebody wrote stays to the byte; what is CORDIS's own follows it; a second time, nothing changes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cordis.drafting import Setting, choose_id, draft_record, summarise
from generator.cordis.facts import FACTS, find_value, put_value, read_names
from generator.cordis.fitting import fit_facts
from generator.cordis.merging import Conflict, Merged, merge_record
from generator.cordis.projects import Project
from generator.i18n import LANGUAGES, make_language
from generator.reading import read_phrases
from generator.source import parse_document
from tests.support.constraints import compile_all
from tests.support.projects import check_records, show_all

PAGE = "https://cordis.europa.eu/project/id/101094300"
PARTICIPANTS = [
    {"name": "CERN", "country": "CH", "role": "coordinator"},
    {"name": "ISTITUTO NAZIONALE DI FISICA NUCLEARE", "country": "IT", "role": "participant"},
]
VALUES: dict[str, Any] = {
    "acronym": "MUONS",
    "title": "A design study for muons",
    "programme": "HorizonEurope",
    "action": "RIA",
    "topic": "HORIZON-INFRA-2022-DEV-01-01",
    "grant_agreement": "101094300",
    "doi": "10.3030/101094300",
    "start": "2023-03-01",
    "end": "2027-02-28",
    "budget.total": 2232862.5,
    "budget.eu_contribution": 2195000,
    "budget.cern_contribution": 500000.25,
    "cern_role": "coordinator",
    "coordinator": {"name": "CERN", "country": "CH"},
    "participants": PARTICIPANTS,
    "classification": [{"code": "/23/43", "name": {"en": "physical sciences"}}],
}
RECORD = f"""\
# yaml-language-server: $schema=../../schemas/editor/eu_projects.schema.json
acronym: MUONS
summary:
  en: A design study for a collider of muons.   # own words
programme: HorizonEurope
grant_agreement: "101094300"
# as the project says
end: "2027"

budget:
  total: 2000000  # CORDIS
  eu_contribution: 2195000
sources:
  # the grant
  - url: {PAGE}
    supports: Topic, legal basis; EU contribution and total cost (CORDIS data)
  - url: https://example.org/muons
    supports: End
reviewed: 2026-11-20
"""


@cache
def setting() -> Setting:
    languages = tuple(make_language(code, read_phrases(code)) for code in LANGUAGES)
    return Setting(check_records({}).catalogue.collections["eu_projects"], languages, "2026-11-22")


def make_project(*left_out: str, **changed: Any) -> Project:
    facts = {path: value for path, value in (VALUES | changed).items() if path not in left_out}
    known_as = {"ISTITUTO NAZIONALE DI FISICA NUCLEARE": "INFN"}
    return Project("101094300", str(facts["acronym"]), facts, "2025-02-24", known_as)


def fit(project: Project) -> tuple[dict[str, Any], tuple[str, ...]]:
    return fit_facts(project, setting().collection, compile_all()["eu_projects"])


def read(text: str) -> dict[str, Any]:
    document, problems = parse_document("x.yaml", text.encode())
    assert document is not None, problems
    assert isinstance(document.value, dict)
    return document.value


def merge(text: str, project: Project) -> Merged:
    merged = merge_record(text, read(text), project, fit(project)[0], setting())
    assert merged.values == read(merged.text)
    return merged


def draft(project: Project) -> str:
    text, values = draft_record(project, fit(project)[0], setting())
    assert values == read(text)
    return text


# --- Existing records -----------------------------------------------------------------------------


def test_what_is_missing_is_filled_in_and_what_is_cordis_s_own_follows() -> None:
    merged = merge(RECORD, make_project())
    assert merged.text == RECORD.replace("summary:", "title: A design study for muons\nsummary:").replace(
        "programme: HorizonEurope\n", "programme: HorizonEurope\naction: RIA\ntopic: HORIZON-INFRA-2022-DEV-01-01\n"
    ).replace('"101094300"\n', '"101094300"\ndoi: 10.3030/101094300\nstart: 2023-03-01\n').replace("2000000", "2232862.5").replace(
        "  eu_contribution: 2195000\n",
        "  eu_contribution: 2195000\n  cern_contribution: 500000.25\ncern_role: coordinator\ncoordinator:\n  name: CERN\n  country: CH\n"
        "participants:\n  - name: CERN\n    country: CH\n    role: coordinator\n"
        "  - name: ISTITUTO NAZIONALE DI FISICA NUCLEARE\n    country: IT\n    role: participant\n"
        "classification:\n  - code: /23/43\n    name:\n      en: physical sciences\n",
    ).replace(
        "Topic, legal basis; EU contribution and total cost (CORDIS data)\n",
        ">-\n      Topic, legal basis; EU contribution and total cost (CORDIS data), title, type of action, DOI, start,\n"
        "      EU contribution to CERN, role of CERN, coordinator, participants, EuroSciVoc\n    date: 2025-02-24\n",
    )
    assert merged.conflicts == ()
    assert merged.remarks == ()


def test_a_value_of_another_source_stays_and_is_a_conflict() -> None:
    text = RECORD.replace('end: "2027"', "end: 2026-12\ncern_role: host")
    merged = merge(text, make_project())
    assert merged.conflicts == (Conflict("end", "2026-12", "2027-02-28"), Conflict("cern_role", "host", "coordinator"))
    assert "end: 2026-12\ncern_role: host\n" in merged.text


def test_a_number_of_participants_that_cordis_does_not_list_is_a_conflict() -> None:
    counted = RECORD.replace("sources:", "participant_count: {}\nsources:")
    assert merge(counted.format(14), make_project()).conflicts == (Conflict("participant_count", 14, 2),)
    assert merge(counted.format(2), make_project()).conflicts == ()
    assert merge(counted.format(14), make_project("participants")).conflicts == ()


def test_a_day_that_is_written_less_exactly_is_no_conflict() -> None:
    assert merge(RECORD, make_project(end="2027-05-31")).conflicts == ()


@pytest.mark.parametrize(
    ("coordinator", "agrees"),
    [
        ("name: infn", True),
        ("name: Istituto Nazionale di Fisica Nucleare\n  country: IT", True),
        ("name: INFN\n  country: CH", False),
        ("name: CERN", False),
    ],
)
def test_an_organisation_is_known_by_its_short_name(coordinator: str, agrees: bool) -> None:
    given = {"name": "ISTITUTO NAZIONALE DI FISICA NUCLEARE", "country": "IT"}
    text = RECORD.replace("sources:", f"coordinator:\n  {coordinator}\nsources:")
    merged = merge(text, make_project(coordinator=given))
    assert ([conflict.path for conflict in merged.conflicts if conflict.path == "coordinator"] == []) is agrees
    assert f"coordinator:\n  {coordinator}\n" in merged.text


def test_a_name_taken_out_of_the_list_makes_a_fact_one_s_own() -> None:
    merged = merge(RECORD.replace("EU contribution and total cost", "EU contribution"), make_project())
    assert merged.conflicts == (Conflict("budget.total", 2000000, 2232862.5),)
    assert "total: 2000000  # CORDIS" in merged.text


def test_a_record_without_a_page_of_cordis_gets_it() -> None:
    text = RECORD.replace(f"  - url: {PAGE}\n    supports: Topic, legal basis; EU contribution and total cost (CORDIS data)\n", "")
    merged = merge(text, make_project())
    assert [conflict.path for conflict in merged.conflicts] == ["budget.total"]
    names = "Title, type of action, topic, DOI, start, EU contribution to CERN, role of CERN, coordinator, participants, EuroSciVoc"
    assert merged.values["sources"][-1] == {"url": PAGE, "supports": names, "date": "2025-02-24"}


def test_a_record_that_says_the_same_stays_as_it_is() -> None:
    text = RECORD.replace(f"  - url: {PAGE}\n    supports: Topic, legal basis; EU contribution and total cost (CORDIS data)\n", "")
    project = make_project(*(path for path in VALUES if path not in ("acronym", "programme", "grant_agreement")))
    assert merge(text, project).text == text


def test_an_older_export_changes_nothing() -> None:
    text = merge(RECORD, make_project()).text
    merged = merge(text, replace(make_project(end="2029-01-01", title="Older"), dated="2024-12-31"))
    assert merged.text == text
    assert merged.remarks == ("the record has facts of CORDIS of 2025-02-24, and those of 2024-12-31 are passed over",)


def test_a_list_that_is_full_goes_on_in_another_source() -> None:
    text = RECORD.replace("Topic, legal basis", f"Topic, {'legal basis of it all, ' * 14}")
    merged = merge(text, make_project())
    assert [source["url"] for source in merged.values["sources"]] == [PAGE, "https://example.org/muons", PAGE]
    assert merge(merged.text, make_project()).text == merged.text


def test_what_cannot_be_written_is_told_and_the_rest_is_written() -> None:
    text = RECORD.replace("budget:\n  total: 2000000  # CORDIS\n  eu_contribution: 2195000", "budget: {total: 2000000}")
    merged = merge(text, make_project())
    assert merged.remarks == (
        "budget.eu_contribution cannot be written: it is written in one line; write it by hand",
        "budget.cern_contribution cannot be written: it is written in one line; write it by hand",
    )
    assert "budget: {total: 2232862.5}" in merged.text
    assert "contribution to CERN" not in merged.text


def test_sources_in_one_line_keep_the_record_as_it_is() -> None:
    text = RECORD[: RECORD.index("sources:")] + f'sources: [{{url: "{PAGE}", supports: Aims}}]\nreviewed: 2026-11-20\n'
    merged = merge(text, make_project())
    assert merged.text == text
    assert merged.remarks == ("the record stays as it is, as its sources cannot be changed: it is written in one line",)


# --- New records ----------------------------------------------------------------------------------


def test_a_new_record_is_in_order() -> None:
    text = draft(make_project())
    assert show_all(check_records({"eu_projects/muons": text}).diagnostics) == []
    assert read(text)["summary"] == {
        "en": "EU project in Horizon Europe, 2023–2027, coordinated by CERN, with 1 partner.",
        "fr": "Projet européen d’Horizon Europe, 2023–2027, coordonné par le CERN, avec 1 partenaire.",
    }
    assert read(text)["reviewed"] == "2026-11-22"


def test_the_facts_of_a_new_record_follow_cordis_and_its_summary_follows_them() -> None:
    text = draft(make_project())
    later = [*PARTICIPANTS, {"name": "CEA", "country": "FR", "role": "participant"}]
    merged = merge(text.replace("2026-11-22", "2026-01-01"), make_project(participants=later, end="2028-02-28"))
    assert merged.conflicts == ()
    assert merged.values["participants"] == later
    assert merged.values["summary"]["fr"] == "Projet européen d’Horizon Europe, 2023–2028, coordonné par le CERN, avec 2 partenaires."
    assert merged.values["reviewed"] == "2026-11-22"  # nothing but CORDIS is among its sources


def test_a_summary_that_somebody_wrote_stays() -> None:
    text = draft(make_project()).replace("EU project in", "A project in")
    merged = merge(text, make_project(end="2028-02-28"))
    assert merged.values["summary"]["en"].startswith("A project in Horizon Europe, 2023–2027")


SUMMARIES: list[tuple[dict[str, Any], str | None]] = [
    ({"programme": "H2020"}, "EU project in Horizon 2020."),
    ({"programme": "FP7", "start": "2011-02-01", "end": "2011-12-31"}, "EU project in the Seventh Framework Programme (FP7), 2011."),
    ({"programme": "H2020", "start": "2017"}, "EU project in Horizon 2020."),
    ({"programme": "H2020", "cern_role": "coordinator"}, "EU project in Horizon 2020, coordinated by CERN."),
    ({"programme": "H2020", "participants": PARTICIPANTS}, "EU project in Horizon 2020, with 2 organisations, CERN among them."),
    ({"programme": "H2020", "participants": PARTICIPANTS[:1]}, "EU project in Horizon 2020, with CERN alone."),
    ({"programme": "H2020", "participants": PARTICIPANTS[1:]}, "EU project in Horizon 2020, with 1 organisation."),
    ({"programme": "FP5"}, None),
]


@pytest.mark.parametrize(("values", "summary"), SUMMARIES)
def test_a_summary_says_what_is_known(values: dict[str, Any], summary: str | None) -> None:
    found = summarise(values, setting().languages)
    assert (found["en"] if found else None) == summary


def test_ids_are_acronyms_unless_they_are_taken() -> None:
    assert choose_id(make_project(acronym="ATTRACT Phase-1B"), ()) == "attract-phase-1b"
    assert choose_id(make_project(acronym="MUONS"), ("muons",)) == "muons-101094300"
    assert choose_id(make_project(acronym="µ∅"), ()) == "µ∅".replace("µ", "").replace("∅", "101094300")


# --- What the schema refuses ----------------------------------------------------------------------


def test_what_the_schema_refuses_is_left_out_and_told() -> None:
    people = [{"name": "X" * 201}, {"name": "Nowhere", "country": "ZZ"}, {"name": "CERN"}]
    given, remarks = fit(make_project(topic="<b>", doi="none", participants=people, start="2023-02-30", coordinator={"country": "CH"}))
    assert "topic" not in given
    assert "start" not in given
    assert "coordinator" not in given
    assert given["participants"] == [{"name": "Nowhere"}, {"name": "CERN"}]
    assert "topic: '<b>' is not accepted and is left out" in remarks
    assert "participants[2].country: 'ZZ' is not accepted and is left out" in remarks


def test_too_many_participants_are_left_out_and_told() -> None:
    given, remarks = fit(make_project(participants=[{"name": f"Institute {number}"} for number in range(301)]))
    assert "participants" not in given
    assert len(remarks) == 1


def test_a_field_that_the_collection_does_not_have_is_passed_over() -> None:
    project = Project("1", "X", {"acronym": "X", "colour": "red"}, "")
    assert fit(project) == ({"acronym": "X"}, ())


@pytest.mark.parametrize(
    ("supports", "names"),
    [
        ("Topic, legal basis, EuroSciVoc; EU contribution and total cost (CORDIS data)", {"topic", "eu contribution", "total cost"}),
        ("Official title: start and end", {"official title", "start", "end"}),
        ("EU contribution to CERN", {"eu contribution to cern"}),
    ],
)
def test_lists_of_what_a_source_supports_are_read_as_people_write_them(supports: str, names: set[str]) -> None:
    assert names <= read_names(supports)
    assert ("eu contribution" in read_names("EU contribution to CERN")) is False


# --- Whatever is merged ---------------------------------------------------------------------------

NAMES = st.sampled_from(("CERN", "INFN", "CEA: Saclay", "# X", "- Y", 'Öst & Co; "Z"', "no", "007"))
ITEM = st.fixed_dictionaries({"name": NAMES}, optional={"country": st.sampled_from(("CH", "IT")), "role": st.just("participant")})
CHANGED = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(("On muons", "Muons: a study", "'quoted'", "yes", "12", "Very long " * 20 + "title")),
        "start": st.sampled_from(("2023-03-01", "2024-01-01")),
        "end": st.sampled_from(("2026-05-31", "2027-02-28")),
        "budget.total": st.sampled_from((2232862.5, 3000000)),
        "budget.cern_contribution": st.integers(1, 2_000_000),
        "coordinator": ITEM.map(lambda item: {key: value for key, value in item.items() if key != "role"}),
        "participants": st.lists(ITEM, min_size=1, max_size=5, unique_by=lambda item: item["name"]),
        "classification": st.lists(st.sampled_from(("/23", "/25/67", "/29")), min_size=1, unique=True).map(
            lambda codes: [{"code": code, "name": {"en": f"field {code}"}} for code in codes]
        ),
    },
)
PROJECTS = st.tuples(CHANGED, st.sets(st.sampled_from(sorted(set(VALUES) - {"acronym", "programme", "grant_agreement"})))).map(
    lambda parts: make_project(*parts[1], **parts[0])
)
WRITTEN = ("own words", "# as the project says", "# the grant", "https://example.org/muons\n    supports: End\n", "# CORDIS")


@settings(deadline=None, derandomize=True, max_examples=150)
@given(PROJECTS, PROJECTS, st.booleans())
def test_an_import_twice_changes_nothing_and_what_somebody_wrote_stays(first: Project, second: Project, new: bool) -> None:
    text = draft(first) if new else RECORD
    before = read(text)
    for project in (first, second):
        merged = merge(text, project)
        assert merge(merged.text, project).text == merged.text
        assert merged.remarks == ()
        text = merged.text
    after = read(text)
    if not new:
        assert all(words in text for words in WRITTEN)
        named = read_names(before["sources"][0]["supports"])
        own = [fact for fact in FACTS if fact.is_named(named) or find_value(before, fact.path) is None]
        for fact in own:
            put_value(after, fact.path, None)
            put_value(before, fact.path, None)
        assert after | {"sources": []} == before | {"sources": []}
        kept = [line for line in RECORD.splitlines() if not line.strip().startswith(("supports: Topic", "total:"))]
        assert [line for line in kept if line not in text.splitlines()] == []

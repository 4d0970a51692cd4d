"""Rows become facts: what CORDIS writes in its own way is written in the catalogue's, and what it does not say is left out."""

from __future__ import annotations

from typing import Any

import pytest

from generator.cordis.codes import find_action, find_country, find_programme, find_role
from generator.cordis.projects import COLUMNS, Project, ProjectRows, describe_project
from generator.cordis.tables import Row
from tests.support.constraints import read_terms
from tests.support.cordis import CEA, CERN, INFN, make_organization_row, make_project_row


def choose(table: str, row: Row) -> Row:
    return {name: row.get(name, "") for name in COLUMNS[table]}


def describe(project: dict[str, str] | None = None, organizations: tuple[Row, ...] = (), **rows: list[Row]) -> Project:
    own = choose("project", make_project_row(**(project or {})))
    parts = [choose("organization", row) for row in organizations]
    return describe_project(ProjectRows(own, parts, rows.get("topics", []), rows.get("euroscivoc", [])), dated="")


def test_a_project_is_described_by_what_its_rows_say() -> None:
    found = describe({}, (make_organization_row(code=INFN), make_organization_row()))
    assert found.facts == {
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
        "participants": [
            {"name": "CERN", "country": "CH", "role": "coordinator"},
            {"name": "ISTITUTO NAZIONALE DI FISICA NUCLEARE", "country": "IT", "role": "participant"},
        ],
    }
    assert (found.grant, found.acronym, found.dated, found.remarks) == ("101094300", "MUONS", "2025-02-24", ())


def test_what_is_empty_is_not_stated() -> None:
    empty = dict.fromkeys(COLUMNS["project"], "") | {"id": "101094300", "acronym": "X", "totalCost": "None", "title": " nan "}
    assert describe_project(ProjectRows(empty), dated="2025-01-01") == Project(
        "101094300", "X", {"acronym": "X", "grant_agreement": "101094300"}, "2025-01-01"
    )


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("429536,25", 429536.25),
        ("429536.25", 429536.25),
        ("1499998.0", 1499998),
        ("1499998.", 1499998),
        ("1499998", 1499998),
        ("429536,2500000000", 429536.25),
        ("0", None),
        ("0,00", None),
        ("", None),
    ],
)
def test_amounts_are_read_in_every_way_they_are_written(text: str, amount: float | None) -> None:
    found = describe({"totalCost": text, "ecMaxContribution": ""}).facts.get("budget.total")
    assert (found, type(found)) == (amount, type(amount))


@pytest.mark.parametrize("text", ["1.234.567,89", "-5", "1e6", "ten", "٣", "9" * 16])
def test_an_amount_in_another_form_is_left_out_and_told(text: str) -> None:
    found = describe({"totalCost": text})
    assert "budget.total" not in found.facts
    assert found.remarks == (f"totalCost {text!r} is no amount and is left out",)


def test_a_part_that_is_larger_than_the_whole_is_left_out_and_told() -> None:
    found = describe({"totalCost": "5", "ecMaxContribution": "6"})
    assert {path for path in found.facts if path.startswith("budget")} == set()
    assert found.remarks == ("budget.eu_contribution (6) is more than budget.total (5); both are left out",)


@pytest.mark.parametrize(
    ("text", "day"), [("2023-03-01", "2023-03-01"), ("2023-03-01 00:00:00", "2023-03-01"), ("2023-03-01T00:00:00Z", "2023-03-01")]
)
def test_days_are_read_with_and_without_a_time(text: str, day: str) -> None:
    assert describe({"startDate": text}).facts["start"] == day


@pytest.mark.parametrize("text", ["28/02/2027", "2027-02-29", "2027", "soon"])
def test_a_day_in_another_form_or_that_does_not_exist_is_left_out_and_told(text: str) -> None:
    found = describe({"endDate": text, "contentUpdateDate": text})
    assert "end" not in found.facts
    assert found.dated == ""
    assert found.remarks == (f"endDate {text!r} is no day and is left out",)


def test_numbers_of_other_programs_are_ids() -> None:
    found = describe({"id": "101094300.0"}, (make_organization_row(organisationID="999988133.0", order="1.0"),))
    assert (found.grant, found.facts["cern_role"]) == ("101094300", "coordinator")


def test_texts_are_one_line_without_what_nobody_sees() -> None:
    assert describe({"title": " EUROpean\u00a0 Labs\n for\u200b \x1b[31mBeams\u202e "}).facts["title"] == "EUROpean Labs for [31mBeams"


def test_the_newest_day_of_all_rows_is_that_of_the_project() -> None:
    rows = tuple(
        make_organization_row(code=code, contentUpdateDate=day) for code, day in ((CERN, "2025-04-01 10:00:00"), (INFN, "2024-01-01"))
    )
    assert describe({}, rows).dated == "2025-04-01"


# --- Organisations --------------------------------------------------------------------------------


def participants(*rows: Row) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = describe({}, rows).facts.get("participants", [])
    return found


def test_an_organisation_that_stands_twice_is_one() -> None:
    rows = (
        make_organization_row(role="thirdParty", order="5", netEcContribution="100"),
        make_organization_row(name="EUROPEAN ORGANIZATION FOR NUCLEAR RESEARCH", role="participant", order="2", netEcContribution="50"),
        make_organization_row(code=INFN, role="coordinator", order="9", name="I.N.F.N."),
        make_organization_row(code=INFN, order="9"),
    )
    found = describe({}, rows)
    assert found.facts["participants"] == [
        {"name": "I.N.F.N.", "country": "IT", "role": "coordinator"},
        {"name": "CERN", "country": "CH", "role": "participant"},
    ]
    assert (found.facts["cern_role"], found.facts["budget.cern_contribution"]) == ("participant", 150)
    assert found.facts["coordinator"] == {"name": "I.N.F.N.", "country": "IT"}


def test_the_coordinator_comes_first_and_the_others_in_the_order_of_cordis() -> None:
    rows = tuple(
        make_organization_row(code=code, role="participant", order=order) for code, order in ((CEA, "10"), (INFN, "9"), (CERN, ""))
    )
    names = [one["name"] for one in participants(*rows, make_organization_row(code="1", role="coordinator", order="11"))]
    assert names == ["ORGANISATION 1", "ISTITUTO NAZIONALE DI FISICA NUCLEARE", "COMMISSARIAT A L ENERGIE ATOMIQUE", "CERN"]


def test_money_is_that_of_the_organisation_itself_where_it_is_stated() -> None:
    assert describe({}, (make_organization_row(),)).facts["budget.cern_contribution"] == 500000.25
    assert describe({}, (make_organization_row(netEcContribution=""),)).facts["budget.cern_contribution"] == 600000
    assert "budget.cern_contribution" not in describe({}, (make_organization_row(netEcContribution="0", ecContribution=""),)).facts
    assert "budget.cern_contribution" not in describe({}, (make_organization_row(code=INFN),)).facts


def test_an_unknown_role_is_left_out_and_told() -> None:
    found = describe({}, (make_organization_row(role="ghost"), make_organization_row(code=INFN, role="ghost")))
    assert "cern_role" not in found.facts
    assert found.remarks == ("the role 'ghost' has no term here and is left out",)


def test_nothing_personal_is_read() -> None:
    """Not even the columns are asked for."""
    asked = {name for names in COLUMNS.values() for name in names}
    assert asked.isdisjoint({"street", "postCode", "city", "contactForm", "vatNumber", "geolocation", "organizationURL"})


# --- Codes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "country"),
    [("CH", "CH"), ("EL", "GR"), ("UK", "GB"), ("ES;ES", "ES"), ("EL;GR", "GR"), ("ES;FR", None), ("", None), (" fr ", "FR")],
)
def test_countries_are_those_of_iso(code: str, country: str | None) -> None:
    assert find_country(code) == country


@pytest.mark.parametrize(
    ("programme", "basis", "term"),
    [
        ("HORIZON", "", "HorizonEurope"),
        ("h2020", "", "H2020"),
        ("FP7", "", "FP7"),
        ("", "H2020-EU.1.1.", "H2020"),
        ("", "FP7-PEOPLE", "FP7"),
        ("", "HORIZON.1.3", "HorizonEurope"),
        ("", "", None),
        ("LIFE", "HORIZON.1.3", None),
    ],
)
def test_programmes_are_terms(programme: str, basis: str, term: str | None) -> None:
    assert find_programme(programme, basis) == term


ACTIONS = {
    ("HORIZON-RIA", ""): "RIA",
    ("HORIZON-JU-RIA", ""): "RIA",
    ("HORIZON-AG-UN", ""): None,
    ("HORIZON-IA", ""): "IA",
    ("HORIZON-CSA", ""): "CSA",
    ("EURATOM-CSA", ""): "CSA",
    ("HORIZON-PCP", ""): "PCP",
    ("COFUND-PCP", ""): "PCP",
    ("HORIZON-ERC", "ERC-2023-STG"): "ERC-STG",
    ("HORIZON-ERC", "ERC-2022-COG"): "ERC-COG",
    ("HORIZON-ERC", "ERC-2022-ADG"): "ERC-ADG",
    ("HORIZON-ERC", ""): None,
    ("HORIZON-ERC-SYG", "ERC-2024-SyG"): "ERC-SYG",
    ("HORIZON-ERC-POC", "ERC-2022-POC1"): "ERC-POC",
    ("HORIZON-EIC", "HORIZON-EIC-2021-PATHFINDEROPEN-01-01"): "EIC-PATHFINDER",
    ("HORIZON-EIC", "HORIZON-EIC-2022-TRANSITIONOPEN-01"): "EIC-TRANSITION",
    ("HORIZON-EIC-ACC-BF", "HORIZON-EIC-2021-ACCELERATOROPEN-01"): "EIC-ACCELERATOR",
    ("HORIZON-TMA-MSCA-DN", "HORIZON-MSCA-2021-DN-01-01"): "MSCA-DN",
    ("HORIZON-TMA-MSCA-DN-ID", ""): "MSCA-DN",
    ("HORIZON-TMA-MSCA-PF-EF", ""): "MSCA-PF",
    ("HORIZON-TMA-MSCA-SE", ""): "MSCA-SE",
    ("HORIZON-TMA-MSCA-Cofund-D", ""): "MSCA-COFUND",
    ("RIA", "INFRAIA-01-2016-2017"): "RIA",
    ("ERC-STG", "ERC-StG-2014"): "ERC-STG",
    ("ERC-COG", "ERC-2018-COG"): "ERC-COG",
    ("MSCA-ITN-ETN", ""): "MSCA-ITN",
    ("MSCA-RISE", ""): "MSCA-RISE",
    ("MSCA-IF-EF-ST", ""): "MSCA-IF",
    ("MSCA-COFUND-FP", ""): "MSCA-COFUND",
    ("CP-CSA-Infra", ""): "CP-CSA",
    ("CP-IP", ""): "CP",
    ("CP", ""): "CP",
    ("CSA-SA", ""): "CSA",
    ("NoE", ""): "NOE",
    ("MC-ITN", ""): "MC-ITN",
    ("MC-IEF", ""): "MC-IEF",
    ("MC-IRSES", ""): "MC",
    ("ERC-SG", "ERC-SG-PE2"): "ERC-STG",
    ("ERC-AG", "ERC-AG-PE2"): "ERC-ADG",
    ("SME-1", ""): None,
    ("", "HORIZON-RIA"): None,
}


@pytest.mark.parametrize(("scheme", "topic"), ACTIONS)
def test_funding_schemes_are_terms(scheme: str, topic: str) -> None:
    assert find_action(scheme, topic) == ACTIONS[scheme, topic]


def test_every_term_is_in_its_vocabulary() -> None:
    terms = read_terms()
    assert {term for term in ACTIONS.values() if term} <= set(terms["eu-actions"])
    roles = ("coordinator", "participant", "partner", "beneficiary", "hostInstitution", "thirdParty", "associatedPartner")
    assert {find_role(role) for role in roles} == set(terms["cern-roles"])
    assert {find_programme(name, "") for name in ("HORIZON", "H2020", "FP7")} <= set(terms["eu-programmes"])


def test_an_unknown_scheme_and_programme_are_told() -> None:
    found = describe({"fundingScheme": "SME-1", "frameworkProgramme": "LIFE"})
    assert "action" not in found.facts
    assert "programme" not in found.facts
    assert found.remarks == (
        "the programme 'LIFE' has no term here and is left out",
        "the funding scheme 'SME-1' has no term here and is left out",
    )


# --- Further tables -------------------------------------------------------------------------------


def test_the_topic_comes_from_its_own_table_where_the_project_has_none() -> None:
    rows = [{"projectID": "101094300", "topic": "A-1"}, {"projectID": "101094300", "topic": "B-2"}]
    assert describe({"topics": ""}, topics=rows).facts["topic"] == "A-1"
    assert describe({"topics": "C-3"}, topics=rows).facts["topic"] == "C-3"


def test_the_classification_keeps_code_and_title_once_in_order() -> None:
    titles = {"/23/43/261": "particle physics", "/23/43/253": "nuclear physics", "": "nothing", "/29": ""}
    rows = [{"projectID": "1", "euroSciVocCode": code, "euroSciVocTitle": title} for code, title in (*titles.items(), *titles.items())]
    assert describe({}, euroscivoc=rows).facts["classification"] == [
        {"code": "/23/43/253", "name": {"en": "nuclear physics"}},
        {"code": "/23/43/261", "name": {"en": "particle physics"}},
    ]

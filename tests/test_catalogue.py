"""The real records: one test a record."""

from collections import Counter
from datetime import UTC, datetime
from functools import cache

import pytest

from generator.checking import check_project
from generator.licences import list_ids, parse_expression
from generator.patching import format_files, mend_files
from generator.reading import read_project
from generator.spellings import HTTPS_HOSTS
from tests.support.sites import REPOSITORY

PATHS = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "catalogue").glob("*/*.yaml"))


@cache
def checked():
    return check_project(read_project(REPOSITORY), today=datetime.now(UTC).date())


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.removeprefix("catalogue/").removesuffix(".yaml"))
def test_a_record_has_no_problem(path):
    assert [found for found in checked().diagnostics if found.path == path] == []


def test_nothing_else_is_wrong_with_the_catalogue():
    assert checked().diagnostics == ()


def test_the_catalogue_has_its_canonical_form():
    files = read_project(REPOSITORY)
    assert [change.path for change in format_files(files)] == []
    assert [change.path for change in mend_files(files, ())] == []


def test_hosts_that_are_known_to_answer_over_https_are_cited_so():
    text = "".join((REPOSITORY / path).read_text("utf-8") for path in PATHS)
    assert [host for host in HTTPS_HOSTS if f"https://{host}/" not in text] == []


def test_the_catalogue_is_whole():
    sizes = {name: len(records) for name, records in checked().catalogue.records.items()}
    assert sizes == {"technologies": 201, "suppliers": 115, "eu_projects": 209, "units": 14}


def test_every_unit_that_answers_for_records_answers_for_its_own_collection():
    owners = Counter((record.collection, record.values.get("owner")) for record in checked().catalogue.all_records())
    assert {key for key in owners if key[0] != "units"} == {
        ("technologies", "knowledge-transfer"),
        ("suppliers", "procurement-and-industrial-services"),
        ("eu_projects", "european-union-support"),
    }


def test_supplier_names_and_examples_are_in_both_languages():
    for record in checked().catalogue.records["suppliers"].values():
        texts = [record.values["name"], *record.values.get("examples", ())]
        assert all("fr" in text for text in texts), record.id


def test_units_are_in_both_languages():
    for record in checked().catalogue.records["units"].values():
        texts = [record.values[key] for key in ("name", "summary", "description") if key in record.values]
        texts += [service["name"] for service in record.values.get("services", ())]
        assert all("fr" in text for text in texts), record.id


def test_every_licence_that_a_record_names_is_explained():
    catalogue = checked().catalogue
    expressions = {record.values["rights"].get("licence") for record in catalogue.records["technologies"].values()} - {None}
    used = {id_ for expression in expressions for id_ in list_ids(parse_expression(expression))}
    assert used - set(catalogue.vocabularies["licences"].terms) == set()


@pytest.mark.parametrize("name", ["licences", "licensing-routes", "availability"])
def test_every_term_on_rights_says_what_one_may_must_and_may_not_do(name):
    for term in checked().catalogue.vocabularies[name].terms.values():
        assert term.may, term.id
        assert term.must, term.id
        assert term.may_not, term.id

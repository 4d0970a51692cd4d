"""Facets, ranges and orders: what the records of a collection can be filtered by, and what each has of it."""

from datetime import date

import pytest

from generator.checking import check_project
from generator.facets import find_aspects
from generator.i18n import make_language
from generator.linking import resolve_links
from generator.model import Catalogue
from generator.reading import read_phrases, read_project
from generator.views import PageMaker
from tests.support.sites import RECORDS, make_project, write_record


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    root = make_project(tmp_path_factory.mktemp("facets"))
    code = RECORDS["technologies/beta-code"].replace("fields: [research]", "fields: [research, healthcare]")
    write_record(root, "technologies/beta-code", code + "maturity:\n  trl: 7\n")
    chip = RECORDS["technologies/alpha-chip"].replace("Alpha chip", "Eta chip").replace("Puce alpha", "Puce êta")
    write_record(root, "technologies/eta-chip", chip.replace("aliases: [first-chip]\n", "maturity:\n  trl: 3\n"))
    project = RECORDS["eu_projects/big-science"].replace("BIGSCI", "ANT").replace("123456", "123457").replace("2015-05", "2016")
    write_record(root, "eu_projects/ant", project.replace("start: 2016\nend: 2019-04-30\n", "technologies: [alpha-chip]\n"))
    checked = check_project(read_project(root), today=date(2026, 11, 22))
    assert checked.passed, checked.diagnostics
    return checked.catalogue


def find(catalogue: Catalogue, name: str, code: str = "en"):
    language = make_language(code, read_phrases(code))
    maker = PageMaker(catalogue, resolve_links(catalogue), language, built_on=date(2026, 11, 22))
    collection = catalogue.collections[name]
    records = maker.cards.list_by_name(collection)
    aspects = find_aspects(catalogue, collection, records, language)
    return [record.id for record in records], aspects, {facet.key: facet for facet in aspects.facets}


def test_terms_come_in_the_order_of_their_vocabulary_with_their_numbers(catalogue):
    ids, _, facets = find(catalogue, "technologies")
    assert ids == ["alpha-chip", "beta-code", "delta-gone", "eta-chip", "gamma-draft"]
    field = facets["field"]
    assert [(term.id, term.label, term.count) for term in field.terms] == [
        ("healthcare", "Healthcare", 3),
        ("energy", "Energy", 2),
        ("research", "Research", 1),
    ]
    assert field.values == ((0,), (0, 2), (1,), (0,), (1,))
    assert (field.path, field.many, facets["kind"].many) == ("fields", True, False)
    assert "Medical imaging" in field.terms[0].definition


def test_labels_are_in_the_language_of_the_page(catalogue):
    _, aspects, facets = find(catalogue, "technologies", "fr")
    assert facets["field"].label == "Domaines d’application"
    assert [term.label for term in facets["field"].terms] == ["Santé", "Énergie", "Recherche"]
    assert aspects.sorts[0].label == "Nom, de A à Z"


def test_references_are_terms_by_name_and_a_record_without_has_none(catalogue):
    ids, _, facets = find(catalogue, "suppliers")
    assert ids == ["vacuum", "vacuum-chambers"]
    assert [(term.id, term.label) for term in facets["family"].terms] == [("vacuum", "Vacuum")]
    assert facets["family"].values == ((), (0,))


def test_a_facet_that_no_record_states_is_left_out(catalogue):
    _, _, facets = find(catalogue, "technologies")
    assert "route" not in facets


def test_a_range_holds_numbers_and_how_many_records_state_none(catalogue):
    _, aspects, _ = find(catalogue, "technologies")
    (trl,) = aspects.ranges
    assert (trl.key, trl.low, trl.high, trl.values, trl.unstated) == ("trl", 3, 7, (None, 7, None, 3, None), 3)


def test_a_range_of_dates_holds_years(catalogue):
    _, aspects, _ = find(catalogue, "eu_projects")
    assert [(one.key, one.values) for one in aspects.ranges] == [("start", (None, 2015))]


def test_orders_begin_with_the_name_and_put_last_what_states_nothing(catalogue):
    _, aspects, _ = find(catalogue, "technologies")
    assert [(order.key, order.order) for order in aspects.sorts] == [
        ("name", (0, 1, 2, 3, 4)),
        ("reviewed", (0, 3, 1, 4, 2)),
        ("trl", (1, 3, 0, 2, 4)),
    ]
    assert [order.label for order in aspects.sorts] == ["Name, A to Z", "Reviewed, newest first", "Readiness level (TRL), highest first"]

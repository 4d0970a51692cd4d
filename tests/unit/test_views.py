"""Display decisions that no golden fragment shows."""

from datetime import date

import pytest

from generator.checking import check_project
from generator.facts import shorten_address
from generator.i18n import make_language
from generator.linking import resolve_links
from generator.model import select_visible
from generator.reading import read_phrases, read_project
from generator.views import MOST_CARDS, PageMaker
from tests.support.projects import PUBLICATION
from tests.support.sites import RECORDS, make_project, write_record


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    root = make_project(tmp_path_factory.mktemp("views"))
    for number in range(MOST_CARDS + 1):
        text = RECORDS["technologies/beta-code"].replace("Beta code", f"Code {number}")
        write_record(root, f"technologies/code-{number}", text + "owner: european-union-support\n")
    return check_project(read_project(root), today=date(2026, 11, 22)).catalogue


@pytest.fixture(scope="module")
def maker(catalogue):
    return PageMaker(
        catalogue,
        resolve_links(catalogue),
        make_language("en", read_phrases("en")),
        built_on=date(2026, 11, 22),
        publication=PUBLICATION,
    )


def test_too_many_linked_records_are_counted_and_not_shown(maker, catalogue):
    groups = {group.collection: group for group in maker.make_page(catalogue.records["units"]["european-union-support"]).linked}
    assert (groups["technologies"].total, groups["technologies"].cards) == (MOST_CARDS + 1, ())
    assert len(groups["units"].cards) == groups["units"].total


def test_the_unit_that_answers_for_a_record_is_its_contact_and_no_card(maker, catalogue):
    page = maker.make_page(catalogue.records["technologies"]["alpha-chip"])
    assert page.contact.unit.text == "Knowledge Transfer"
    assert "units" not in {group.collection for group in page.linked}


def test_what_the_panel_lacks_is_a_badge_only_where_it_decides(maker, catalogue):
    project = maker.cards.make_card(catalogue.records["eu_projects"]["big-science"])
    assert [badge.text for badge in project.badges] == ["Horizon 2020", "Research and innovation action (RIA)", "Coordinator"]
    family = maker.cards.make_card(catalogue.records["suppliers"]["vacuum"])
    assert [badge.text for badge in family.badges] == ["Supply"]


def test_drafts_are_left_out_unless_asked_for(catalogue):
    assert "gamma-draft" not in select_visible(catalogue.records, drafts=False)["technologies"]
    assert "gamma-draft" in select_visible(catalogue.records, drafts=True)["technologies"]
    assert "delta-gone" in select_visible(catalogue.records, drafts=False)["technologies"]


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("https://www.example.org/", "example.org"),
        ("https://kt.cern/technologies/medipix3?x=1#y", "kt.cern/technologies/medipix3"),
        ("https://example.org", "example.org"),
        (f"https://example.org/{'a' * 60}", f"example.org/{'a' * 38}…"),
    ],
)
def test_addresses_are_shortened_for_reading(url, short):
    assert shorten_address(url) == short

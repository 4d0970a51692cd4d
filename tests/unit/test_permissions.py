"""What a record lets one do: from its licence, its routes and its availability."""

import pytest

from generator.i18n import LANGUAGES, make_language
from generator.permissions import Permission, PermissionGroup, PermissionMaker
from generator.reading import read_phrases
from tests.support.projects import check_records, minimal, render_page

PATHS = ("rights.licence", "rights.routes", "rights.availability")


def check(rights):
    text = minimal("technologies")
    kept = text[: text.index("rights:")] + text[text.index("sources:") :]
    return check_records({"technologies/thing": f"{kept}rights:\n  protection: [unknown]\n{rights}"})


def make(rights, code="en"):
    checked = check(rights)
    assert checked.passed, checked.diagnostics
    catalogue = checked.catalogue
    maker = PermissionMaker(catalogue, catalogue.collections["technologies"], make_language(code, read_phrases(code)))
    return maker.make(catalogue.records["technologies"]["thing"], PATHS).fields


def test_the_first_field_that_is_stated_is_open_and_what_says_more_is_asked_for():
    licence, routes, availability = make("  availability: licensable\n  routes: [commercial-licence]\n")
    assert (licence.group, licence.asked, licence.opened) == (None, True, False)
    assert (routes.opened, routes.asked) == (True, False)
    assert (availability.opened, availability.asked) == (False, False)


def test_a_route_that_is_not_stated_is_not_asked_for_beside_a_licence():
    licence, routes, _ = make("  availability: open\n  licence: MIT\n")
    assert licence.opened
    assert (routes.group, routes.asked) == (None, False)


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_licence_says_what_one_may_must_and_may_not_do(code):
    (licence, *_) = make("  availability: open\n  licence: MIT\n", code)
    (item,) = licence.group.items
    assert licence.group.how == "one"
    assert [kind for kind, lines in item.lists if lines] == ["may", "must", "may_not"]
    assert (item.id, item.text) == ("MIT", "https://spdx.org/licenses/MIT.html")


def test_parts_combine_as_the_expression_says():
    (licence, *_) = make("  availability: open\n  licence: MIT AND (BSD-3-Clause OR Apache-2.0 WITH SHL-2.0)\n")
    group = licence.group
    assert group.how == "all"
    _, choice = group.items
    assert choice.how == "choice"
    bsd, both = choice.items
    assert isinstance(bsd, Permission)
    assert isinstance(both, PermissionGroup)
    assert (both.how, [one.id for one in both.items]) == ("all", ["Apache-2.0", "SHL-2.0"])


def test_a_licence_that_is_not_explained_leads_to_its_text():
    (licence, *_) = make("  availability: open\n  licence: Zlib\n")
    (item,) = licence.group.items
    assert (item.name, item.lists, item.text) == ("Zlib", (), "https://spdx.org/licenses/Zlib.html")
    assert "does not explain it yet" in render_page(check("  availability: open\n  licence: Zlib\n"), "technologies", "thing")


def test_records_that_state_the_same_share_what_was_made():
    catalogue = check("  availability: open\n").catalogue
    maker = PermissionMaker(catalogue, catalogue.collections["technologies"], make_language("en", read_phrases("en")))
    record = catalogue.records["technologies"]["thing"]
    assert maker.make(record, PATHS) is maker.make(record, PATHS)


def test_what_is_unknown_is_shown_as_such_with_whom_to_ask():
    html = render_page(check("  availability: unknown\n"), "technologies", "thing")
    assert "Availability not stated" in html
    assert "ask the unit that answers for the record" in html
    assert "interroger l’unité responsable de la fiche" in html


def test_each_licence_of_an_expression_links_to_its_text():
    html = render_page(check("  availability: open\n  licence: MIT OR CC0-1.0\n"), "technologies", "thing")
    panel = html[: html.index("</dl>")]
    assert '>MIT</a> OR <a href="https://spdx.org/licenses/CC0-1.0.html"' in panel

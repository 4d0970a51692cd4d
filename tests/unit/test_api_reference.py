"""What the page on the API shows, in both languages."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from generator.api_reference import list_releases, make_api_view
from generator.i18n import LANGUAGES, make_language
from generator.open_data.contract import Change, Contract, Kind, Release
from generator.open_data.promises import Promises
from generator.reading import read_phrases
from generator.rendering import make_renderer
from tests.support.answers import describe
from tests.support.projects import check_records, minimal

HOSTILE = "</code><script>alert(1)</script>\"'&{{ x }}"


@pytest.fixture(scope="module")
def catalogue():
    return check_records({"technologies/one": minimal("technologies")}).catalogue


def speak(code):
    return make_language(code, read_phrases(code))


def view(catalogue, code="en"):
    return make_api_view(describe(catalogue, code), speak(code))


def find_answer(api, id_):
    (found,) = (one for group in api.groups for one in group.answers if one.id == id_)
    return found


def find_key(api, id_, path):
    (found,) = (key for key in find_answer(api, id_).keys if key.path == path)
    return found


def test_every_file_stands_in_a_group(catalogue):
    api, described = view(catalogue), describe(catalogue)
    assert [group.id for group in api.groups] == ["catalogue", "technologies", "suppliers", "eu-projects", "department"]
    assert sorted(file.path for group in api.groups for file in group.files) == sorted(described["paths"])
    addresses = {file.path: file.address for group in api.groups for file in group.files}
    assert addresses["/api/v1/changes.json"] == "https://ipt.example/api/v1/changes.json"
    assert addresses["/api/v1/technologies/{id}.json"] == ""


def test_a_key_is_described(catalogue):
    key = find_key(view(catalogue), "api-TechnologiesRecord", "rights.patents[].status")
    assert (key.label, key.type, key.vocabulary, key.nullable) == ("Status", "term of", "patent-status", False)
    assert (key.meaning.lang, key.example) == (None, '"granted"')
    owner = find_key(view(catalogue), "api-TechnologiesRecord", "owner")
    assert (owner.type, owner.anchor, owner.nullable, owner.example) == ("a reference", "api-Reference", True, "")
    assert find_key(view(catalogue), "api-Coverage", "collections[].hosts").type == "list of: pair of: text, whole number"
    assert find_key(view(catalogue), "api-TechnologiesRecord", "collection").type == "always technologies"


def test_a_french_page_has_french_labels_and_marks_what_is_english(catalogue):
    api = view(catalogue, "fr")
    key = find_key(api, "api-EuProjectsRecord", "budget.total")
    assert (key.label, key.type, key.meaning.lang) == ("Coût total", "euros", "en")
    assert find_key(api, "api-Change", "at").meaning.lang is None
    assert find_answer(api, "api-EuProjectsRecord").title == "Les clés\u202f: une fiche (Projets européens)"
    assert api.envelope.title == "Les clés\u202f: chaque réponse"


def test_an_example_is_the_json_of_an_answer(catalogue):
    example = json.loads(find_answer(view(catalogue), "api-TechnologiesCard").example)
    assert example["facets"]["availability"] == "licensable"
    assert example["page"]["fr"] == "https://ipt.example/fr/technologies/white-rabbit/"


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_anchor_leads_to_a_table_and_no_id_stands_twice(catalogue, code):
    html = make_renderer(speak(code))("api-reference", api=view(catalogue, code), root="../../")
    tree = LexborHTMLParser(html)
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(ids) == len(set(ids))
    links = {node.attributes["href"] for node in tree.css("a[href^='#']")}
    assert {link[1:] for link in links} <= set(ids)
    assert {node.attributes["aria-labelledby"] for node in tree.css("[role=region]")} <= set(ids)


def test_whatever_a_schema_says_stays_text(catalogue):
    described = describe(catalogue)
    described["tags"][1]["description"] = HOSTILE
    field = described["components"]["schemas"]["TechnologiesRecord"]["properties"]["kind"]
    field |= {"description": HOSTILE, "x-label": {"en": HOSTILE}, "examples": [HOSTILE], "x-vocabulary": HOSTILE}
    html = make_renderer(speak("en"))("api-reference", api=make_api_view(described, speak("en")), root="")
    assert "<script" not in html
    assert LexborHTMLParser(html).text().count("alert(1)") >= 5


def test_releases_are_told_in_the_language_of_the_page(catalogue):
    change = Change(Kind.KEY_ADDED, "/api/v1/index.json", "$.data.<b>", now="string")
    contract = Contract((Release("1.1", "2027-01-01", (change,)), Release("1.0", "2026-11-22", ())), Promises({}, {}))
    releases = list_releases(contract, speak("fr"))
    assert [(one.version, one.date) for one in releases] == [("1.1", "1er janvier 2027"), ("1.0", "22 novembre 2026")]
    assert releases[1].changes == ("La première version.",)
    html = make_renderer(speak("fr"))("api-changes", releases=releases)
    assert "Nouvelle clé dans /api/v1/index.json\u202f: $.data.&lt;b&gt; (string)" in html

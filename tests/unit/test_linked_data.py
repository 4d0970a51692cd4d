"""JSON-LD: valid, typed, and unable to end the script that holds it."""

import json
import re
from datetime import date

import pytest

from generator.checking import check_project
from generator.i18n import LANGUAGES, make_language
from generator.linked_data import Describer, write_script
from generator.open_data.documents import DocumentMaker
from generator.reading import read_phrases, read_project
from generator.rendering import make_renderer
from tests.support.sites import make_project

SITE = "https://ipt.example/"
HOSTILE = "</script><!-- <script> & \u2028\u2029 ]]>"


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return check_project(read_project(make_project(tmp_path_factory.mktemp("linked"))), today=date(2026, 11, 22)).catalogue


@pytest.fixture(scope="module")
def documents(catalogue):
    maker = DocumentMaker(catalogue, site_url=SITE)
    return {record.reference: maker.make(record) for record in catalogue.all_records()}


@pytest.fixture(scope="module")
def describe(catalogue, documents):
    def make(reference, code="en"):
        return json.loads(make_describer(catalogue, code).describe_record(documents[tuple(reference.split("/"))]))["@graph"]

    return make


def make_describer(catalogue, code):
    return Describer(catalogue, make_language(code, read_phrases(code)), site_url=SITE)


@pytest.mark.parametrize(
    ("reference", "type_"),
    [
        ("technologies/alpha-chip", "Product"),
        ("technologies/beta-code", "SoftwareSourceCode"),
        ("eu_projects/big-science", "ResearchProject"),
        ("units/knowledge-transfer", "Organization"),
        ("suppliers/vacuum", "DefinedTerm"),
    ],
)
def test_a_record_has_the_type_of_its_collection(describe, reference, type_):
    page, path, thing = describe(reference)
    assert (page["@type"], path["@type"], thing["@type"]) == ("WebPage", "BreadcrumbList", type_)
    assert page["mainEntity"]["@id"] == thing["@id"]
    assert page["breadcrumb"]["@id"] == path["@id"]
    assert thing["name"]
    assert thing["description"]
    assert [item["position"] for item in path["itemListElement"]] == [1, 2, 3]
    assert path["itemListElement"][2]["item"] == page["url"] == thing["url"]


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_page_names_its_language_and_its_own_address(describe, code):
    page, _, thing = describe("technologies/alpha-chip", code)
    assert page["inLanguage"] == code
    assert page["url"] == f"{SITE}{'' if code == 'en' else 'fr/'}technologies/alpha-chip/"
    assert thing["name"] == {"en": "Alpha chip", "fr": "Puce alpha"}[code]


def test_a_program_has_its_licence_and_a_chip_its_figures(describe):
    assert describe("technologies/beta-code")[2]["license"] == ["https://spdx.org/licenses/GPL-3.0-or-later.html"]
    figure = {"@type": "PropertyValue", "name": "Pixel pitch", "value": "55", "unitText": "µm"}
    assert describe("technologies/alpha-chip")[2]["additionalProperty"] == [figure]


def test_a_project_has_its_grant(describe):
    thing = describe("eu_projects/big-science")[2]
    assert thing["funding"]["@type"] == "MonetaryGrant"
    assert thing["funding"]["identifier"] == "123456"
    assert thing["funding"]["url"] == "https://cordis.europa.eu/project/id/123456"
    assert thing["funding"]["amount"] == {"@type": "MonetaryAmount", "currency": "EUR", "value": 4999999.5}
    assert (thing["foundingDate"], thing["dissolutionDate"]) == ("2015-05", "2019-04-30")


def test_a_unit_belongs_to_another_and_the_department_to_cern(describe):
    assert describe("units/knowledge-transfer")[2]["parentOrganization"]["url"] == f"{SITE}department/ipt/"
    assert describe("units/ipt")[2]["parentOrganization"]["name"] == "CERN"


def test_no_text_can_end_the_script():
    text = write_script([{"name": HOSTILE}])
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["@graph"] == [{"name": HOSTILE}]


def test_what_a_page_prints_is_what_a_browser_parses(catalogue):
    render = make_renderer(make_language("en", read_phrases("en")))
    html = render(
        "head",
        title="t",
        description="d",
        canonical="c",
        languages=[("en", "c")],
        alternates=(),
        root="",
        linked_data=write_script([{"name": HOSTILE}]),
    )
    (script,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert json.loads(script)["@graph"] == [{"name": HOSTILE}]


def test_the_home_page_is_a_site_with_a_catalogue_of_every_list(catalogue):
    site, data = json.loads(make_describer(catalogue, "en").describe_site())["@graph"]
    assert (site["@type"], data["@type"]) == ("WebSite", "DataCatalog")
    assert [one["url"] for one in data["dataset"]] == [f"{SITE}{one.url}/" for one in catalogue.collections.values()]


def test_both_languages_speak_of_the_same_things(catalogue, describe):
    english, french = describe("technologies/alpha-chip")[2], describe("technologies/alpha-chip", "fr")[2]
    assert english["@id"] == french["@id"] == f"{SITE}technologies/alpha-chip/#record"
    sites = [json.loads(make_describer(catalogue, code).describe_site())["@graph"][1] for code in LANGUAGES]
    assert sites[0]["@id"] == sites[1]["@id"]
    assert [one["@id"] for one in sites[0]["dataset"]] == [one["@id"] for one in sites[1]["dataset"]]


def test_a_text_that_has_no_french_is_english_on_the_french_page(describe):
    page, _, thing = describe("technologies/beta-code", "fr")
    assert page["name"] == thing["name"] == "Beta code"
    assert thing["keywords"] == ["simulation"]
    assert thing["about"] == "Informatique"


def test_two_descriptions_of_a_record_are_the_same(catalogue, documents):
    made = [make_describer(catalogue, "fr").describe_record(documents["technologies", "alpha-chip"]) for _ in range(2)]
    assert made[0] == made[1]

"""Citations: three formats, and names that would break out of them."""

import re

import pytest

from generator.citing import Source, cite_record, write_bibtex, write_ris
from generator.i18n import Localized, make_language
from generator.publication import Publication
from generator.reading import read_phrases

HOSTILE = 'A} , title = {B\\input{x} 100% #1 $x_y^z~ & "q"\nER  - \nTY  - BOOK'


def make_source(title="White Rabbit"):
    address = "https://ipt.example/technologies/white-rabbit/"
    return Source("ipt-technologies-white-rabbit", title, "CERN IPT catalogue", "CERN IPT Department", address, "2026-11-22", "en")


def test_a_record_is_cited_in_bibtex():
    assert write_bibtex(make_source()).splitlines() == [
        "@misc{ipt-technologies-white-rabbit,",
        "  author = {{CERN IPT Department}},",
        "  title = {{White Rabbit}},",
        "  howpublished = {CERN IPT catalogue},",
        "  year = {2026},",
        "  month = nov,",
        "  url = {https://ipt.example/technologies/white-rabbit/},",
        "  urldate = {2026-11-22},",
        "  langid = {english}",
        "}",
    ]


def test_a_hostile_name_stays_one_balanced_field_of_bibtex():
    entry = write_bibtex(make_source(HOSTILE))
    assert len(entry.splitlines()) == len(write_bibtex(make_source()).splitlines())
    assert entry.count("{") == entry.count("}")
    title = entry.splitlines()[2].removeprefix("  title = {{").removesuffix("}},")
    assert not re.search(r"(?<!\\)[%#$&_]", title)
    assert "\\input" not in title
    depths = [title[:end].count("{") - title[:end].count("}") for end in range(len(title))]
    assert min(depths) == 0


def test_a_record_is_cited_in_ris():
    assert write_ris(make_source()).splitlines() == [
        "TY  - ELEC",
        "AU  - CERN IPT Department,",
        "TI  - White Rabbit",
        "T2  - CERN IPT catalogue",
        "PB  - CERN IPT Department",
        "PY  - 2026",
        "DA  - 2026/11/22/",
        "LA  - en",
        "UR  - https://ipt.example/technologies/white-rabbit/",
        "ER  - ",
    ]


def test_a_hostile_name_begins_no_field_of_ris():
    fields = write_ris(make_source(HOSTILE)).splitlines()
    assert [field[:2] for field in fields] == ["TY", "AU", "TI", "T2", "PB", "PY", "DA", "LA", "UR", "ER"]


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("en", "CERN IPT Department: {x}. CERN IPT catalogue, facts reviewed on 22 November 2026. https://ipt.example/units/x/"),
        (
            "fr",
            (
                "Département IPT du CERN\u202f: {x}. Catalogue IPT du CERN, faits vérifiés le 22 novembre 2026. "
                "https://ipt.example/fr/units/x/"
            ),
        ),
    ],
)
def test_the_sentence_is_that_of_the_language_and_takes_any_name(code, text):
    language = make_language(code, read_phrases(code))
    publication = Publication("https://ipt.example/")
    cited = cite_record(Localized("{x}"), "units/x/", reviewed="2026-11-22", language=language, publication=publication)
    assert cited.text == text
    assert [name for name, _ in cited.formats] == ["text", "bibtex", "ris"]

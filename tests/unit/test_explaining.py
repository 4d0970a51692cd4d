"""What a terminal is told of codes, collections and fields."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from generator.code_pages import group_codes, list_codes, make_code_pages
from generator.diagnostics import CODES
from generator.explaining import UnknownNameError, explain_code, explain_name
from generator.explanations import make_explanations
from generator.i18n import LANGUAGES, make_language
from generator.model import Catalogue
from generator.reading import read_explanations, read_phrases
from tests.support.projects import COLLECTIONS, check_records

ENGLISH = make_language("en", read_phrases("en"))
EXPLANATIONS = make_explanations(read_explanations())


@cache
def read_catalogue() -> Catalogue:
    """Return the real collections and vocabularies without a record."""
    return check_records({}).catalogue


def explain(name: str) -> str:
    return explain_name(name, read_catalogue(), tuple(CODES), ENGLISH)


def test_a_code_is_explained_with_both_examples() -> None:
    explanation = next(one for one in EXPLANATIONS if one.code == "wrong-form")
    short = replace(explanation, meaning={"en": "It is wrong."}, why={"en": "It matters."})
    assert explain_code(short, ENGLISH) == (
        "wrong-form (error)\n\nIt is wrong.\n\n"
        "Wrong:\n\n    catalogue/technologies/pixel-camera.yaml\n\n        reviewed: 22/11/2026\n\n"
        "Right:\n\n    catalogue/technologies/pixel-camera.yaml\n\n        reviewed: 2026-11-22\n\n"
        "Why:\n\nIt matters."
    )


def test_what_an_example_cannot_show_is_said() -> None:
    text = explain_code(next(one for one in EXPLANATIONS if one.code == "encoding"), ENGLISH)
    assert "    The file is saved as Windows-1252.\n\n    catalogue/technologies/pixel-camera.yaml\n\n        name:\n" in text


@pytest.mark.parametrize("code", CODES)
def test_the_prose_of_a_code_fits_a_terminal(code: str) -> None:
    text = explain_code(next(one for one in EXPLANATIONS if one.code == code), ENGLISH)
    assert all(len(line) <= 88 or line.startswith(" " * 8) for line in text.splitlines())


def test_a_field_is_explained_with_its_labels_form_and_examples() -> None:
    assert explain("technologies.rights.licence") == (
        "technologies.rights.licence\n\nen: Licence\nfr: Licence\n\nSPDX licence expression, taken from the repository itself.\n\n"
        "Form:\n    SPDX licence expression\n    optional\n    at most 120 characters\n"
        "    write an SPDX licence expression such as GPL-3.0-or-later\n\n"
        "Examples:\n    licence: Apache-2.0\n    licence: CERN-OHL-S-2.0"
    )


def test_a_term_is_explained_with_its_vocabulary() -> None:
    text = explain("technologies.maturity.trl")
    assert "    term of trl\n    required wherever maturity is given\n    at least 1\n    at most 9\n" in text
    assert "Terms of the vocabulary trl:\n    1  TRL 1 · basic principles observed\n" in text
    assert text.count("\n    9  TRL 9") == 1


def test_a_long_vocabulary_is_cut_at_thirty_terms() -> None:
    catalogue = read_catalogue()
    trl = catalogue.vocabularies["trl"]
    terms = {f"t{number}": replace(trl.terms["1"], id=f"t{number}") for number in range(33)}
    longer = replace(catalogue, vocabularies={"trl": replace(trl, terms=terms)})
    text = explain_name("technologies.maturity.trl", longer, (), ENGLISH)
    assert "    t29  TRL 1" in text
    assert "    t30  TRL 1" not in text
    assert text.endswith("\n    and 3 more in catalogue/vocabularies/trl.yaml")


def test_a_list_of_groups_names_its_keys_and_shows_how_a_record_has_them() -> None:
    text = explain("technologies.key_figures")
    assert "    list of: group of keys\n    optional\n    at least 1 item\n    at most 40 items\n" in text
    assert "Keys:\n    quantity, value, unit, note\n" in text
    assert "    key_figures:\n      - quantity:\n          en: Pixel pitch\n        value: '55'\n" in text


def test_a_reference_says_where_its_records_stand() -> None:
    assert "    id of a record\n    from catalogue/units/\n" in explain("suppliers.owner")


def test_a_field_can_be_named_as_messages_name_it() -> None:
    assert explain("technologies.key_figures[2].value") == explain("technologies.key_figures.value")


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_lists_every_field_and_each_can_be_explained(name: str) -> None:
    listed = explain(name)
    paths = [path for path in read_catalogue().collections[name].by_path if not path.endswith("[]")]
    for path in paths:
        assert f"\n\n{path} (" in listed
        assert explain(f"{name}.{path}").startswith(f"{name}.{path}\n\nen: ")
    assert listed.count("\n\n") == len(paths) + 1


def test_a_list_of_fields_says_type_and_need() -> None:
    listed = explain("technologies")
    assert "\n\nkind (required, term of technology-kinds)\n    What sort of thing is offered." in listed
    assert "\n\nkey_figures (list of: group of keys)\n" in listed


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tecnologies", "no code and no collection is called 'tecnologies'; did you mean 'technologies'?"),
        ("unknwn-key", "no code and no collection is called 'unknwn-key'; did you mean 'unknown-key'"),
        ("tecnologies.name", "no code and no collection is called 'tecnologies'; did you mean 'technologies'?"),
        ("zzz", "collections: technologies, suppliers, eu_projects, units; or give a code"),
        ("technologies.rights.license", "technologies has no field 'rights.license'; did you mean 'rights.licence'"),
        ("technologies.zzz", "technologies has no field 'zzz'; ipt explain technologies lists its fields"),
        ("technologies.fields[]x", "technologies has no field 'fields[]x'"),
    ],
)
def test_an_unknown_name_gets_the_nearest(name: str, told: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        explain(name)
    assert told in str(caught.value)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_code_has_a_page_a_group_and_a_line(code: str) -> None:
    language = make_language(code, read_phrases(code))
    pages = list(make_code_pages(EXPLANATIONS, language))
    assert {page.path for page in pages} == {f"contribute/errors/{name}/" for name in CODES}
    assert [line for group in group_codes(EXPLANATIONS, language) for line in group.lines] == [page.line for page in pages]
    assert [line.code for line in list_codes(EXPLANATIONS, language)] == sorted(CODES)


def test_pages_of_codes_lead_from_the_first_to_the_last() -> None:
    pages = list(make_code_pages(EXPLANATIONS, ENGLISH))
    codes = [page.line.code for page in pages]
    assert [page.next for page in pages] == [*codes[1:], ""]
    assert [page.previous for page in pages] == ["", *codes[:-1]]

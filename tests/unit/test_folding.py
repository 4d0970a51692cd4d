"""Words that the filter looks in: without case, accents and signs, each once."""

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checking import check_project
from generator.folding import fold_record, fold_words
from generator.reading import read_project
from tests.support.sites import make_project


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Détecteurs à pixels", ["detecteurs", "a", "pixels"]),
        ("DETECTEURS de\u0301tecteurs", ["detecteurs"]),
        ("AIDA-2020 (H2020)", ["aida", "2020", "h2020"]),
        ("l’échafaudage", ["l", "echafaudage"]),
        ("Straße cœur", ["strasse", "cœur"]),
        ("10.1109/x_y", ["10", "1109", "x", "y"]),
        ("55 µm, e⁻, x²", ["55", "μm", "e", "x2"]),
        ("Ångström ÉNERGIE", ["angstrom", "energie"]),
        ("", []),
    ],
)
def test_words_are_folded(text, words):
    assert list(fold_words([text])) == words


def test_words_of_several_texts_are_joined_in_the_order_of_their_first_use():
    assert list(fold_words(["one two", "Two three"])) == ["one", "two", "three"]


@given(st.text())
def test_any_text_gives_words_of_letters_and_digits_that_stay_as_they_are(text):
    words = fold_words([text])
    assert all(unicodedata.category(sign)[0] in "LN" for word in words for sign in word)
    assert fold_words(words) == words


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    return check_project(read_project(make_project(tmp_path_factory.mktemp("folding"))), today=date(2026, 11, 22)).catalogue


def words_of(catalogue, collection, id_, code):
    own, other = fold_record(catalogue, catalogue.records[collection][id_], code)
    return set(own.split()), set(other.split())


def test_name_summary_keywords_figures_and_terms_are_found(catalogue):
    own, other = words_of(catalogue, "technologies", "alpha-chip", "en")
    assert own >= {"alpha", "chip", "photons", "pixel", "pitch", "55", "imaging", "licensee", "healthcare", "hardware"}
    assert other == set()


def test_french_pages_have_french_words_first_and_english_ones_beside_them(catalogue):
    own, other = words_of(catalogue, "technologies", "alpha-chip", "fr")
    assert own >= {"puce", "comptage", "sante", "rayons"}
    assert other >= {"imaging", "counting", "healthcare"}
    assert not own & other


def test_english_text_that_a_french_page_shows_counts_as_its_own(catalogue):
    own, _ = words_of(catalogue, "technologies", "beta-code", "fr")
    assert "simulates" in own


def test_numbers_and_official_titles_are_found(catalogue):
    own, _ = words_of(catalogue, "eu_projects", "big-science", "fr")
    assert own >= {"bigsci", "123456", "laboratories"}


def test_codes_are_found_by_their_number_and_their_label(catalogue):
    own, other = words_of(catalogue, "suppliers", "vacuum-chambers", "fr")
    assert own >= {"45000000", "travaux", "construction", "vide"}
    assert "work" in other

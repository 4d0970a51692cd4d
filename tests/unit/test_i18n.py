"""Both languages: dates, numbers, plurals, fallback, order."""

import pytest

from generator.i18n import Localized, initial_of, make_language, sort_key

ENGLISH = make_language("en", {"total": {"one": "{number} record", "other": "{number} records"}, "deep": {"key": "Words of {whom}"}})
FRENCH = make_language("fr", {"total": {"one": "{number} fiche", "many": "{number} fiches", "other": "{number} fiches"}})


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("2026-11-22", "22 November 2026", "22 novembre 2026"),
        ("2026-11", "November 2026", "novembre 2026"),
        ("2026", "2026", "2026"),
        ("0999-01-01", "1 January 999", "1er janvier 999"),
    ],
)
def test_dates_are_as_precise_as_their_source(text, english, french):
    assert (ENGLISH.date(text), FRENCH.date(text)) == (english, french)


def test_numbers_have_the_separators_of_the_language():
    assert (ENGLISH.number(1234567.5), FRENCH.number(1234567.5)) == ("1,234,567.5", "1\u202f234\u202f567,5")


def test_the_first_of_a_month_is_an_ordinal_in_french():
    assert (FRENCH.date("2017-01-01"), FRENCH.date("2017-01-11"), ENGLISH.date("2017-01-01")) == (
        "1er janvier 2017",
        "11 janvier 2017",
        "1 January 2017",
    )


def test_money_is_rounded_to_euros():
    assert (ENGLISH.money(4999999.5), FRENCH.money(15200000)) == ("€5,000,000", "15\u202f200\u202f000\u202f€")


@pytest.mark.parametrize(
    ("written", "french"),
    [
        ("0.36", "0,36"),
        ("> 10,000", "> 10\u202f000"),
        ("1,234,567.5", "1\u202f234\u202f567,5"),
        ("26.88 × 29.24", "26,88 × 29,24"),
        ("0.9–1.1", "0,9–1,1"),
        ("2013-05-08", "2013-05-08"),
        ("±0.05, ±0.5", "±0,05, ±0,5"),
        ("5.", "5."),
    ],
)
def test_figures_are_written_as_in_the_language(written, french):
    assert (ENGLISH.figure(written), FRENCH.figure(written)) == (written, french)


def test_shares_are_rounded_down_so_that_all_means_all():
    assert (ENGLISH.percent(999, 1000), FRENCH.percent(1, 3), ENGLISH.percent(4, 4)) == ("99%", "33\u202f%", "100%")


def test_share_of_nothing_is_a_dash():
    assert ENGLISH.percent(0, 0) == "–"


def test_countries_are_named():
    assert (ENGLISH.country("NO"), FRENCH.country("CH")) == ("Norway", "Suisse")


@pytest.mark.parametrize(
    ("number", "english", "french"),
    [
        (0, "0 records", "0 fiche"),
        (1, "1 record", "1 fiche"),
        (2, "2 records", "2 fiches"),
        (1000000, "1,000,000 records", "1\u202f000\u202f000 fiches"),
    ],
)
def test_plurals_follow_the_language(number, english, french):
    assert (ENGLISH.count("total", number), FRENCH.count("total", number)) == (english, french)


def test_phrases_are_found_by_dotted_key():
    assert ENGLISH.say("deep.key", whom="few") == "Words of few"
    with pytest.raises(KeyError):
        ENGLISH.say("deep.other")


def test_a_missing_translation_is_the_english_marked_as_such():
    assert FRENCH.choose({"en": "steel"}) == Localized("steel", "en")
    assert FRENCH.choose({"en": "steel", "fr": "acier"}) == Localized("acier")
    assert ENGLISH.choose({"en": "steel", "fr": "acier"}) == Localized("steel")
    assert FRENCH.choose("ARIES") == Localized("ARIES")


def test_names_are_ordered_without_regard_to_case_and_accents():
    names = ["Zinc", "éclair", "Eclat", "eau", "Œuvre"]
    assert sorted(names, key=sort_key) == ["eau", "éclair", "Eclat", "Zinc", "Œuvre"]


@pytest.mark.parametrize(("name", "letter"), [("Éclair", "E"), ("zinc", "Z"), ("4DPhoton", "#"), ("«Q»", "#")])
def test_initials(name, letter):
    assert initial_of(name) == letter

"""Similar records: which they are, in which order, and what is said they share."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from generator.i18n import make_language
from generator.linking import resolve_links
from generator.model import Catalogue
from generator.reading import read_phrases
from generator.similarity import MOST_SIMILAR, Shared, Similarities, find_similar
from generator.views import PageMaker
from tests.support.projects import TODAY, check_records
from tests.unit.test_rules import IPT, project, supplier, technology, unit

PLAIN = {f"technologies/plain-{number}": technology(f"Plain {word}") for number, word in enumerate(("oak", "elm", "ash", "fir"))}
"""Records that share nothing that others do not share too."""


def keywords(*english: str, fr: tuple[str, ...] = ()) -> str:
    french = f"  fr: [{', '.join(fr)}]\n" if fr else ""
    return f"keywords:\n  en: [{', '.join(english)}]\n{french}"


def read(records: dict[str, str]) -> Catalogue:
    checked = check_records(records)
    assert checked.diagnostics == ()
    return checked.catalogue


def find(records: dict[str, str]) -> Similarities:
    catalogue = read({**PLAIN, **records})
    return find_similar(catalogue, resolve_links(catalogue))


def targets(found: Similarities, id_: str) -> list[str]:
    return [similar.target[1] for similar in found.get(("technologies", id_), ())]


def test_the_one_that_shares_more_comes_first():
    found = find(
        {
            "technologies/a": technology("A", keywords("helium", "niobium", "cavity")),
            "technologies/b": technology("B", keywords("helium", "argon")),
            "technologies/c": technology("C", keywords("helium", "niobium", "cavity")),
        }
    )
    assert targets(found, "a") == ["c", "b"]


def test_a_rare_keyword_counts_more_than_a_common_one():
    many = {f"technologies/common-{number}": technology(f"Common {number}", keywords("vacuum")) for number in range(6)}
    found = find(
        {
            **many,
            "technologies/a": technology("A", keywords("vacuum", "getter")),
            "technologies/z": technology("Z", keywords("getter", "sorption")),
            "technologies/y": technology("Y", keywords("sorption")),
        }
    )
    assert targets(found, "a")[0] == "z"


def test_of_two_that_are_equally_similar_the_smaller_id_comes_first():
    same = {f"technologies/{id_}": technology(id_.upper(), keywords("helium", "niobium")) for id_ in ("q", "d", "x", "b")}
    assert targets(find(same), "d") == ["b", "q", "x"]


def test_no_more_than_the_most_are_named():
    same = {f"technologies/s{number}": technology(f"S {number}", keywords("helium")) for number in range(MOST_SIMILAR + 4)}
    found = find(same)
    assert len(targets(found, "s0")) == MOST_SIMILAR
    assert all(similar.target != reference for reference, all_ in found.items() for similar in all_)


def test_records_that_hardly_resemble_each_other_are_not_named():
    assert find({"technologies/a": technology("A", keywords("helium")), "technologies/b": technology("B", keywords("argon"))}) == {}


def test_records_that_share_nothing_that_can_be_named_are_not_named():
    told = "description:\n  en: A scintillating klystron beside a solenoid.\n"
    assert targets(find({"technologies/a": technology("A", told), "technologies/b": technology("B", told)}), "a") == []


def test_linked_records_are_left_out():
    found = find(
        {
            "technologies/a": technology("A", keywords("helium", "niobium") + "related: [b]\n"),
            "technologies/b": technology("B", keywords("helium", "niobium")),
            "technologies/c": technology("C", keywords("helium", "niobium")),
        }
    )
    assert (targets(found, "a"), targets(found, "b")) == (["c"], ["c"])


@pytest.mark.parametrize("status", ["draft", "withdrawn"])
def test_what_is_not_published_is_not_named(status: str):
    note = f"status: {status}\nstatus_note:\n  en: For a reason.\n"
    found = find(
        {
            "technologies/a": technology("A", keywords("helium", "niobium")),
            "technologies/b": technology("B", keywords("helium", "niobium") + note),
        }
    )
    assert (targets(found, "a"), targets(found, "b")) == ([], ["a"])


def test_what_they_share_is_told_the_strongest_first():
    found = find(
        {
            "technologies/a": technology("A", keywords("helium", "vacuum", fr=("hélium",)) + "eu_projects: [p]\n"),
            "technologies/b": technology("B", keywords("vacuum", "helium", fr=("hélium",)) + "eu_projects: [p]\n"),
            "technologies/c": technology("C", keywords("vacuum")),
            "eu_projects/p": project("P"),
        }
    )
    (first, second) = found["technologies", "a"]
    assert first.target == ("technologies", "b")
    assert first.shared == (
        Shared("keyword", "en", "helium"),
        Shared("keyword", "fr", "hélium"),
        Shared("keyword", "en", "vacuum"),
        Shared("link", "eu_projects", "p"),
    )
    assert second.shared == (Shared("keyword", "en", "vacuum"),)


def test_the_unit_that_answers_for_them_makes_no_two_records_similar():
    owned = "owner: kt\n"
    records = {"technologies/a": technology("A", owned), "technologies/b": technology("B", owned), "units/kt": unit("KT"), **IPT}
    assert find(records) == {}


def test_collections_are_kept_apart():
    found = find(
        {
            "technologies/a": technology("A", keywords("helium", "niobium")),
            "suppliers/b": supplier("B", keywords("helium", "niobium")),
        }
    )
    assert found == {}


def test_the_order_of_the_records_changes_nothing():
    words = ("helium", "argon", "niobium", "copper", "cavity", "magnet", "sensor")
    chance = random.Random(7)
    records = {f"technologies/r{number}": technology(f"R {number}", keywords(*sorted(chance.sample(words, 3)))) for number in range(20)}
    catalogue = read(records)
    links = resolve_links(catalogue)
    expected = find_similar(catalogue, links)
    assert expected
    shuffled = list(catalogue.records["technologies"].items())
    chance.shuffle(shuffled)
    assert find_similar(replace(catalogue, records={"technologies": dict(shuffled)}), links) == expected


# --- On the page ----------------------------------------------------------------------------------


def show(records: dict[str, str], code: str) -> list[tuple[str, list[tuple[str, str | None]]]]:
    catalogue = read({**PLAIN, **records})
    links = resolve_links(catalogue)
    language = make_language(code, read_phrases(code))
    maker = PageMaker(catalogue, links, language, built_on=TODAY, similar=find_similar(catalogue, links))
    page = maker.make_page(catalogue.records["technologies"]["a"])
    return [(similar.card.name.text, [(name.text, name.lang) for name in similar.shared]) for similar in page.similar]


BOTH = {
    "technologies/a": technology("A", keywords("helium", "argon", fr=("hélium",))),
    "technologies/b": technology("B", keywords("helium", "argon", fr=("hélium",))),
}


def test_a_page_names_what_is_shared_in_its_own_language():
    assert show(BOTH, "en") == [("B", [("argon", None), ("helium", None)])]
    assert show(BOTH, "fr") == [("B", [("hélium", None)])]


def test_a_page_names_english_keywords_where_there_are_no_others():
    records = {"technologies/a": technology("A", keywords("helium")), "technologies/b": technology("B", keywords("helium"))}
    assert show(records, "fr") == [("B", [("helium", "en")])]


def test_a_name_that_is_shared_twice_is_said_once_and_no_more_than_three_are_said():
    more = keywords("xenon", "helium", "argon", "neon") + "eu_projects: [p]\n"
    records = {"technologies/a": technology("A", more), "technologies/b": technology("B", more), "eu_projects/p": project("Xenon")}
    ((_, names),) = show(records, "en")
    assert len(names) == 3
    assert len({name.casefold() for name, _ in names}) == 3

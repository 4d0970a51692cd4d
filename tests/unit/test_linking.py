"""Links are written on one side and known on both."""

from __future__ import annotations

import pytest

from generator.linking import find_references, resolve_links
from generator.model import find_values
from tests.support.projects import check_records
from tests.unit.test_rules import CATEGORY, IPT, project, supplier, technology, unit

RECORDS = {
    "technologies/a": technology("A", "related: [c, b]\neu_projects: [p]\nsuppliers: [s]\nowner: kt\n"),
    "technologies/b": technology("B"),
    "technologies/c": technology("C", "owner: kt\n"),
    "suppliers/f": supplier("F"),
    "suppliers/s": supplier("S", f"{CATEGORY}f\n"),
    "eu_projects/p": project("P", "technologies: [b]\n"),
    "units/kt": unit("KT"),
    **IPT,
}


def show_links(place: str) -> list[str]:
    """Show the links of one record: where each leads, by which label, and whether the record writes it."""
    checked = check_records(RECORDS)
    assert checked.diagnostics == ()
    collection, _, id_ = place.partition("/")
    return [
        f"{'/'.join(link.target)} ({link.reason['en']}) {'→' if link.forward else '←'}"
        for link in resolve_links(checked.catalogue).get((collection, id_), ())
    ]


@pytest.mark.parametrize(
    ("place", "links"),
    [
        (
            "technologies/a",
            [
                "eu_projects/p (EU projects) →",
                "suppliers/s (Supplier categories) →",
                "technologies/c (Related technologies) →",
                "technologies/b (Related technologies) →",
                "units/kt (Owner) →",
            ],
        ),
        ("technologies/b", ["eu_projects/p (EU projects) ←", "technologies/a (Related technologies) ←"]),
        ("technologies/c", ["units/kt (Owner) →", "technologies/a (Related technologies) ←"]),
        ("suppliers/f", ["suppliers/s (Categories of this family) ←"]),
        ("units/kt", ["units/ipt (Belongs to) →", "technologies/a (Records of this unit) ←", "technologies/c (Records of this unit) ←"]),
        ("units/ipt", ["units/kt (Consists of) ←"]),
    ],
)
def test_record_knows_what_it_links_to_and_what_links_to_it(place: str, links: list[str]) -> None:
    assert show_links(place) == links


def test_reason_is_the_label_of_the_field_or_of_its_way_back() -> None:
    assert show_links("units/kt")[0] == "units/ipt (Belongs to) →"
    assert show_links("units/ipt") == ["units/kt (Consists of) ←"]
    assert show_links("technologies/a")[-1] == "units/kt (Owner) →"
    assert show_links("units/kt")[1] == "technologies/a (Records of this unit) ←"


def test_reference_to_nothing_makes_no_link() -> None:
    checked = check_records({"technologies/a": technology("A", "related: [nothing]\n")})
    assert resolve_links(checked.catalogue) == {}


def test_reference_to_a_record_with_mistakes_makes_no_link() -> None:
    checked = check_records({"technologies/a": technology("A", "related: [b]\n"), "technologies/b": "kind: 1\n"})
    assert resolve_links(checked.catalogue) == {}


def test_two_references_to_one_record_are_one_link() -> None:
    """The first field in the order of the schema gives the reason."""
    checked = check_records({**IPT, "units/kt": unit("KT", "owner: ipt\n")})
    links = resolve_links(checked.catalogue)
    assert [(link.target, link.reason["en"]) for link in links["units", "kt"]] == [(("units", "ipt"), "Belongs to")]
    assert [(link.target, link.reason["en"]) for link in links["units", "ipt"]] == [(("units", "kt"), "Consists of")]


def test_link_written_on_both_sides_is_shown_once_on_each() -> None:
    checked = check_records({"technologies/a": technology("A", "related: [b]\n"), "technologies/b": technology("B", "related: [a]\n")})
    links = resolve_links(checked.catalogue)
    assert {reference: [(link.target, link.forward) for link in found] for reference, found in links.items()} == {
        ("technologies", "a"): [(("technologies", "b"), True)],
        ("technologies", "b"): [(("technologies", "a"), True)],
    }


def test_every_link_has_its_way_back() -> None:
    links = resolve_links(check_records(RECORDS).catalogue)
    ends = {(source, link.target) for source, found in links.items() for link in found}
    assert ends == {(target, source) for source, target in ends}


def test_references_are_found_with_field_and_place() -> None:
    catalogue = check_records(RECORDS).catalogue
    record = catalogue.records["technologies"]["a"]
    found = {(place, target) for _, place, target in find_references(catalogue, record)}
    assert found == {
        (("related", 0), ("technologies", "c")),
        (("related", 1), ("technologies", "b")),
        (("eu_projects", 0), ("eu_projects", "p")),
        (("suppliers", 0), ("suppliers", "s")),
        (("owner",), ("units", "kt")),
    }


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("a", [(("a",), 1)]),
        ("b.c", [(("b", "c"), 2)]),
        ("d", [(("d",), [{"e": 3}, {"e": 4}, {}])]),
        ("d.e", [(("d", 0, "e"), 3), (("d", 1, "e"), 4)]),
        ("f.g.h", [(("f", 0, "g", 0, "h"), 5), (("f", 0, "g", 1, "h"), 6)]),
        ("a.x", []),
        ("x", []),
        ("b.x", []),
        ("n", []),
    ],
)
def test_values_are_found_by_dotted_path_through_lists(path: str, found: list[tuple[tuple[str | int, ...], object]]) -> None:
    values = {"a": 1, "b": {"c": 2}, "d": [{"e": 3}, {"e": 4}, {}], "f": [{"g": [{"h": 5}, {"h": 6}]}], "n": None}
    assert list(find_values(values, path)) == found


def test_reference_without_a_way_back_makes_no_link():
    other = "excludes:\n  - what: {en: Cables}\n    category: b\n"
    checked = check_records({"suppliers/a": supplier("A", other), "suppliers/b": supplier("B")})
    assert checked.diagnostics == ()
    assert resolve_links(checked.catalogue) == {}

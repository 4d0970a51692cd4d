"""Every rule: what it finds, where it points, and what it lets pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import NamedTuple

import pytest

from generator.checking import Checked
from generator.rules import CATALOGUE_RULES, RECORD_RULES, Rule, is_review_due
from tests.support.projects import check_records, minimal, show_diagnostic

RULE_OF: dict[str, Rule] = {
    rule.__name__: rule for rule in (*RECORD_RULES, *CATALOGUE_RULES) if rule.__module__ != "generator.completeness_rules"
}
"""The rules but for those on completeness, which have a file of tests of their own."""
Records = dict[str, str]
"""YAML by place, such as ``technologies/a``."""


def technology(name: str, more: str = "") -> str:
    """Write a small technology; what is added begins at line 17."""
    return minimal("technologies").replace("en: Beam loss monitor\n", f"en: {name}\n") + more


def supplier(name: str, more: str = "") -> str:
    """Write a small family of supplies; what is added begins at line 11."""
    return minimal("suppliers").replace("en: Civil engineering\n", f"en: {name}\n") + more


def project(name: str, more: str = "") -> str:
    """Write a small EU project; what is added begins at line 9."""
    return minimal("eu_projects").replace("acronym: BEAMWATCH\n", f"acronym: {name}\n") + more


def unit(name: str, more: str = "", *, kind: str = "group", parent: str = "ipt") -> str:
    """Write a small unit; what is added begins at line 11, or 10 without a parent."""
    text = minimal("units").replace("en: European Union Support\n", f"en: {name}\n").replace("kind: group\n", f"kind: {kind}\n")
    return text.replace("parent: ipt\n", f"parent: {parent}\n" if parent else "") + more


CATEGORY = "examples:\n  - en: boards\nparent: "
IPT = {"units/ipt": unit("Department", kind="department", parent="")}


def description(*lines: str) -> str:
    """Write an English description."""
    return "description:\n  en: |\n" + "".join(f"    {line}\n" for line in lines)


class Breach(NamedTuple):
    """Records that break one rule, and everything that is said about them."""

    rule: str
    code: str
    name: str
    records: Records
    said: list[str]


BREACHES = [
    Breach(
        "find_unknown_references",
        "unknown-reference",
        "to_a_record_of_another_collection",
        {"technologies/a": technology("A", "eu_projects:\n  - b\n"), "technologies/b": technology("B")},
        ["technologies/a 18:5 error unknown-reference eu_projects[1]: no record 'b' in eu_projects"],
    ),
    Breach(
        "find_unknown_references",
        "unknown-reference",
        "to_an_earlier_id",
        {"technologies/a": technology("A", "related: [old]\n"), "technologies/b": technology("B", "aliases: [old]\n")},
        ["technologies/a 17:11 error unknown-reference related[1]: no record 'old' in technologies"],
    ),
    Breach(
        "find_unknown_references",
        "unknown-reference",
        "nearly_right",
        {"technologies/timepix": technology("A"), "suppliers/chips": supplier("Chips", "technologies:\n  - timepicks\n  - timepix\n")},
        ["suppliers/chips 12:5 error unknown-reference technologies[1]: no record 'timepicks' in technologies"],
    ),
    Breach(
        "find_self_references",
        "self-reference",
        "among_others",
        {"technologies/a": technology("A", "related:\n  - b\n  - a\n"), "technologies/b": technology("B")},
        ["technologies/a 19:5 error self-reference related[2] points at its own record"],
    ),
    Breach(
        "find_double_references",
        "reference-twice",
        "between_two_technologies",
        {
            "technologies/a": technology("A", "related: [b]\n"),
            "technologies/b": technology("B", "related: [c, a]\n"),
            "technologies/c": technology("C"),
        },
        ["technologies/b 17:14 error reference-twice related[2]: 'a' already points here"],
    ),
    Breach(
        "find_double_references",
        "reference-twice",
        "between_two_collections",
        {"technologies/a": technology("A", "eu_projects: [p]\n"), "eu_projects/p": project("P", "technologies: [a]\n")},
        ["eu_projects/p 9:16 error reference-twice technologies[1]: 'a' already points here"],
    ),
    Breach(
        "find_taken_aliases",
        "alias-taken",
        "by_a_record_with_mistakes_of_its_own",
        {"technologies/a": technology("A", "aliases: [b]\n"), "technologies/b": technology("B", "origin:\n  en: 5\n")},
        [
            "technologies/a 17:11 error alias-taken the alias 'b' is the id of a living record",
            "technologies/b 18:7 error wrong-type origin.en must be text, not 5",
        ],
    ),
    Breach(
        "find_taken_aliases",
        "alias-taken",
        "by_an_earlier_id_of_another",
        {"technologies/a": technology("A", "aliases: [old]\n"), "technologies/b": technology("B", "aliases: [older, old]\n")},
        ["technologies/b 17:18 error alias-taken the alias 'old' already belongs to 'a'"],
    ),
    Breach(
        "find_deep_families",
        "family-depth",
        "three_levels",
        {"suppliers/a": supplier("A"), "suppliers/b": supplier("B", f"{CATEGORY}a\n"), "suppliers/c": supplier("C", f"{CATEGORY}b\n")},
        ["suppliers/c 13:9 error family-depth parent: 'b' is a category and not a family"],
    ),
    Breach(
        "find_broken_unit_tree",
        "unit-tree",
        "circle_of_three",
        {**IPT, "units/a": unit("A", parent="b"), "units/b": unit("B", parent="c"), "units/c": unit("C", parent="a")},
        [
            "units/a 4:9 error unit-tree parent: the units a → b → c → a go round in a circle",
            "units/b 4:9 error unit-tree parent: the units b → c → a → b go round in a circle",
            "units/c 4:9 error unit-tree parent: the units c → a → b → c go round in a circle",
        ],
    ),
    Breach(
        "find_broken_unit_tree",
        "unit-tree",
        "two_departments",
        {**IPT, "units/second": unit("Second", kind="department", parent="")},
        ["units/second 3:7 error unit-tree kind: 'ipt' is the department already"],
    ),
    *(
        Breach(
            "find_disordered_dates",
            "date-order",
            f"{start}_to_{end}",
            {"eu_projects/p": project("P", f'start: "{start}"\nend: "{end}"\n')},
            [f"eu_projects/p 10:6 error date-order end: {end} lies before the start {start}"],
        )
        for start, end in [("2020-05-02", "2020-05-01"), ("2020-05", "2020-04-30"), ("2020", "2019-12-31"), ("2020-01-01", "2019")]
    ),
    *(
        Breach(
            "find_future_dates",
            "date-future",
            f"source_of_{day}",
            {"eu_projects/p": project("P").replace("reviewed:", f'    date: "{day}"\nreviewed:')},
            [f"eu_projects/p 8:11 error date-future sources[1].date: {day} lies in the future"],
        )
        for day in ("2026-11-23", "2026-12", "2027", "2099")
    ),
    Breach(
        "find_future_dates",
        "date-future",
        "review_of_tomorrow",
        {"technologies/a": technology("A").replace("2026-11-22", "2026-11-23")},
        ["technologies/a 16:11 error date-future reviewed: 2026-11-23 lies in the future"],
    ),
    Breach(
        "find_disordered_amounts",
        "amount-order",
        "contribution_above_total",
        {"eu_projects/p": project("P", "budget:\n  total: 10.5\n  eu_contribution: 10.6\n")},
        ["eu_projects/p 11:20 error amount-order budget.eu_contribution (10.6) is more than budget.total (10.5)"],
    ),
    Breach(
        "find_disordered_amounts",
        "amount-order",
        "share_above_contribution",
        {"eu_projects/p": project("P", "budget:\n  eu_contribution: 10\n  cern_contribution: 11\n")},
        ["eu_projects/p 11:22 error amount-order budget.cern_contribution (11) is more than budget.eu_contribution (10)"],
    ),
    Breach(
        "find_disordered_amounts",
        "amount-order",
        "share_above_total_where_the_contribution_is_not_stated",
        {"eu_projects/p": project("P", "budget:\n  total: 10\n  cern_contribution: 11\n")},
        ["eu_projects/p 11:22 error amount-order budget.cern_contribution (11) is more than budget.total (10)"],
    ),
    Breach(
        "find_duplicate_names",
        "duplicate-name",
        "but_for_case",
        {"technologies/a": technology("Straße"), "technologies/b": technology("STRASSE")},
        ["technologies/b 2:7 error duplicate-name name.en: 'STRASSE' is the name of 'a' too"],
    ),
    Breach(
        "find_duplicate_names",
        "duplicate-name",
        "of_three",
        {f"eu_projects/{id_}": project("BEAM") for id_ in "abc"},
        [f"eu_projects/{id_} 1:10 error duplicate-name acronym: 'BEAM' is the name of 'a' too" for id_ in "bc"],
    ),
    Breach(
        "find_duplicate_grants",
        "duplicate-grant",
        "of_two",
        {f"eu_projects/{id_}": project(id_.upper(), 'grant_agreement: "654168"\n') for id_ in "ab"},
        ["eu_projects/b 9:18 error duplicate-grant grant_agreement: 654168 is that of 'a' too"],
    ),
    Breach(
        "find_duplicate_repositories",
        "duplicate-repository",
        "but_for_case_slash_and_suffix",
        {
            "technologies/a": technology("A", "links:\n  - kind: repository\n    url: https://gitlab.cern.ch/BLM/\n"),
            "technologies/b": technology("B", "links:\n  - kind: repository\n    url: https://gitlab.cern.ch/blm.git\n"),
        },
        ["technologies/b 19:10 error duplicate-repository links[1].url: https://gitlab.cern.ch/blm.git is the repository of 'a' too"],
    ),
    *(
        Breach(
            "find_markup",
            "markup-in-text",
            name,
            {"technologies/a": technology("A", f"origin:\n  en: '{text}'\n")},
            [f"technologies/a 18:7 error markup-in-text origin.en is plain text and holds '{shown}'"],
        )
        for name, text, shown in [
            ("element", "the <em>Beams</em> department", "<em>"),
            ("closing_element", "Beams</p>", "</p>"),
            ("unfinished_element", "Beams <img src=x", "<img src=x"),
            ("comment", "Beams <!-- x -->", "<!-- x -->"),
            ("link", "[Beams](https://home.cern/)", "]("),
            ("bold", "the **Beams** department", "**"),
            ("code", "the `Beams` department", "`"),
            ("named_entity", "Beams &amp; Engineering", "&amp;"),
            ("numbered_entity", "Beams &#38; Engineering", "&#38;"),
            ("hexadecimal_entity", "Beams &#x26; Engineering", "&#x26;"),
        ]
    ),
    Breach(
        "find_markup",
        "markup-in-text",
        "in_a_list_of_texts",
        {"suppliers/s": supplier("S", "buyers:\n  - en: plain\n  - en: '**bold**'\n    fr: '**gras**'\n")},
        [
            f"suppliers/s {line}:9 error markup-in-text buyers[2].{language} is plain text and holds '**'"
            for line, language in ((13, "en"), (14, "fr"))
        ],
    ),
    Breach(
        "find_personal_addresses",
        "personal-address",
        "in_prose",
        {"technologies/a": technology("A", description("Write to jane.doe@cern.ch.", "It is for drawings."))},
        ["technologies/a 18:7 error personal-address description.en holds the address 'jane.doe@cern.ch'"],
    ),
    Breach(
        "find_personal_addresses",
        "personal-address",
        "after_that_of_a_role",
        {"technologies/a": technology("A", "origin:\n  en: ask kt.service@cern.ch or jane.doe@cern.ch\n")},
        ["technologies/a 18:7 error personal-address origin.en holds the address 'jane.doe@cern.ch'"],
    ),
    Breach(
        "find_personal_addresses",
        "personal-address",
        "under_mailboxes",
        {**IPT, "units/a": unit("A", "mailboxes:\n  - address: Jane_Doe@cern.ch\n    purpose:\n      en: licences\n")},
        ["units/a 12:14 error personal-address mailboxes[1].address holds the address 'Jane_Doe@cern.ch'"],
    ),
    *(
        Breach(
            "find_private_links",
            "private-link",
            name,
            {"technologies/a": technology("A", description(f"See {address} for more."))},
            [f"technologies/a 18:7 error private-link description.en: 'See {address} for more.\\n' leads to a private or local host"],
        )
        for name, address in [
            ("localhost", "http://localhost:8000/x"),
            ("loopback", "http://127.0.0.1/"),
            ("ten", "http://10.1.2.3/x"),
            ("one_nine_two", "https://192.168.0.1"),
            ("one_seven_two", "https://172.31.255.1/"),
            ("link_local", "https://169.254.1.1/"),
            ("ipv6", "http://[::1]/"),
            ("dot_local", "https://printer.local/x"),
            ("dot_internal", "https://wiki.internal"),
            ("dot_corp", "https://wiki.CORP?x"),
            ("port", "https://wiki.internal:8443/x"),
            ("dot_at_the_end", "https://wiki.internal."),
            ("in_brackets", "<https://wiki.internal>"),
            ("in_a_link", "[wiki](https://wiki.internal)"),
        ]
    ),
    Breach(
        "find_private_links",
        "private-link",
        "with_user",
        {"technologies/a": technology("A", description("See https://me@cern.ch/ too."))},
        [
            "technologies/a 18:7 error personal-address description.en holds the address 'me@cern.ch'",
            "technologies/a 18:7 error private-link description.en: 'See https://me@cern.ch/ too.\\n' leads to a private or local host",
        ],
    ),
    Breach(
        "find_private_links",
        "private-link",
        "in_braces",
        {"technologies/a": technology("A", "links: [{kind: website, url: https://wiki.internal}]\n")},
        ["technologies/a 17:30 error private-link links[1].url: 'https://wiki.internal' leads to a private or local host"],
    ),
    Breach(
        "find_due_reviews",
        "review-due",
        "a_day_too_late",
        {"technologies/a": technology("A").replace("2026-11-22", "2024-11-21")},
        ["technologies/a 16:11 warning review-due reviewed: the last review, 2024-11-21, is more than 24 months old"],
    ),
    *(
        Breach(
            "find_unsupported_figures",
            "figure-unsupported",
            name,
            {"technologies/a": technology("A", f"benefits:\n  - en: Works\n  - en: {text}\n")},
            ["technologies/a 19:5 warning figure-unsupported benefits[2] states a figure and the record has no key_figures"],
        )
        for name, text in [("number", "Stops within 80 µs"), ("per_cent", "Saves 10% of power"), ("number_first", "1000 times faster")]
    ),
]

PASSES: list[tuple[str, str, Records]] = [
    (
        "find_unknown_references",
        "reference_to_a_record_with_mistakes",
        {"technologies/a": technology("A", "related: [b]\n"), "technologies/b": "kind: 1\n"},
    ),
    (
        "find_unknown_references",
        "reference_to_a_draft",
        {
            "technologies/a": technology("A", "related: [b]\n"),
            "technologies/b": technology("B", "status: draft\nstatus_note:\n  en: Not yet.\n"),
        },
    ),
    (
        "find_self_references",
        "same_id_in_another_collection",
        {"technologies/a": technology("A", "eu_projects: [a]\n"), "eu_projects/a": project("A")},
    ),
    (
        "find_double_references",
        "two_that_point_at_a_third",
        {
            "technologies/a": technology("A", "related: [c]\n"),
            "technologies/b": technology("B", "related: [c]\n"),
            "technologies/c": technology("C"),
        },
    ),
    ("find_double_references", "owner_and_parent_are_one", {**IPT, "units/a": unit("A", "owner: ipt\n")}),
    (
        "find_double_references",
        "department_whose_records_its_office_owns",
        {"units/ipt": IPT["units/ipt"] + "owner: office\n", "units/office": unit("Office", kind="office")},
    ),
    (
        "find_double_references",
        "same_id_in_another_collection",
        {
            "technologies/a": technology("A", "related: [b]\n"),
            "technologies/b": technology("B", "eu_projects: [a]\n"),
            "eu_projects/a": project("A"),
        },
    ),
    (
        "find_taken_aliases",
        "same_alias_in_another_collection",
        {"technologies/a": technology("A", "aliases: [old]\n"), "eu_projects/p": project("P", "aliases: [old]\n")},
    ),
    (
        "find_taken_aliases",
        "alias_that_lives_in_another_collection",
        {"technologies/a": technology("A", "aliases: [p]\n"), "eu_projects/p": project("P")},
    ),
    ("find_deep_families", "two_levels", {"suppliers/a": supplier("A"), "suppliers/b": supplier("B", f"{CATEGORY}a\n")}),
    (
        "find_deep_families",
        "family_of_itself",
        {"suppliers/a": supplier("A", f"{CATEGORY}a\n"), "suppliers/b": supplier("B", f"{CATEGORY}a\n")},
    ),
    (
        "find_broken_unit_tree",
        "three_levels",
        {**IPT, "units/a": unit("A"), "units/b": unit("B", 'as_of: "2026"\n', kind="section", parent="a")},
    ),
    ("find_broken_unit_tree", "unknown_parent", {"units/a": unit("A", parent="b")}),
    ("find_broken_unit_tree", "unit_of_itself", {"units/a": unit("A", parent="a")}),
    *(
        ("find_disordered_dates", f"{start}_to_{end}", {"eu_projects/p": project("P", f'start: "{start}"\nend: "{end}"\n')})
        for start, end in [
            ("2020-05-01", "2020-05-01"),
            ("2020-05-01", "2020-05"),
            ("2020-05-01", "2020"),
            ("2020", "2020-01-01"),
            ("2019", "2020"),
        ]
    ),
    ("find_disordered_dates", "end_alone", {"eu_projects/p": project("P", 'end: "1999"\n')}),
    *(
        ("find_future_dates", f"source_of_{day}", {"eu_projects/p": project("P").replace("reviewed:", f'    date: "{day}"\nreviewed:')})
        for day in ("2026-11-22", "2026-11", "2026", "1950")
    ),
    ("find_future_dates", "end_of_a_project", {"eu_projects/p": project("P", 'start: "2030"\nend: "2034"\n')}),
    (
        "find_disordered_amounts",
        "all_alike",
        {"eu_projects/p": project("P", "budget:\n  total: 10\n  eu_contribution: 10.0\n  cern_contribution: 10\n")},
    ),
    ("find_disordered_amounts", "zero_whole_and_no_part", {"eu_projects/p": project("P", "budget:\n  total: 0\n")}),
    (
        "find_duplicate_names",
        "same_name_in_another_collection",
        {"technologies/a": technology("ATTRACT"), "eu_projects/p": project("ATTRACT")},
    ),
    (
        "find_duplicate_names",
        "same_text_in_two_languages",
        {"technologies/a": technology("Tank\n  fr: Citerne"), "technologies/b": technology("Cistern\n  fr: Tank")},
    ),
    (
        "find_duplicate_grants",
        "two_grants",
        {f"eu_projects/{id_}": project(id_, f'grant_agreement: "65416{n}"\n') for n, id_ in enumerate(("pa", "pb"))},
    ),
    (
        "find_duplicate_repositories",
        "same_address_of_another_kind",
        {
            f"technologies/{id_}": technology(id_, f"links:\n  - kind: {kind}\n    url: https://gitlab.cern.ch/beams/monitor\n")
            for id_, kind in (("a1", "repository"), ("b1", "website"), ("c1", "documentation"))
        },
    ),
    (
        "find_duplicate_repositories",
        "same_repository_in_another_collection",
        {
            "technologies/a": technology("A", "links:\n  - kind: repository\n    url: https://gitlab.cern.ch/beams/monitor\n"),
            "eu_projects/p": project("P", "links:\n  - kind: repository\n    url: https://gitlab.cern.ch/beams/monitor\n"),
        },
    ),
    *(
        ("find_markup", name, {"technologies/a": technology("A", f"origin:\n  en: '{text}'\n")})
        for name, text in [
            ("comparison", "a < 5 and b > 3"),
            ("figure_below", "noise <1.3 e"),
            ("ampersand", "R&D and Q&A"),
            ("ampersand_in_a_name", "Beams & Engineering (BE&E)"),
            ("star", "2 * 3 *approximately*"),
            ("brackets", "[sic] (see there)"),
            ("arrow", "proton -> beam"),
            ("underscore", "snake_case_name"),
        ]
    ),
    ("find_markup", "description", {"technologies/a": technology("A", description("<b>**bold**</b> [x](https://home.cern/) `x` &amp;"))}),
    (
        "find_markup",
        "address",
        {"technologies/a": technology("A", "links:\n  - kind: website\n    url: https://home.cern/a**b](c\n")},
    ),
    *(
        ("find_personal_addresses", name, {"technologies/a": technology("A", description(f"Write to {address}."))})
        for name, address in [
            ("service", "procurement.service@cern.ch"),
            ("support", "it-support@cern.ch"),
            ("fund", "kt.fund@cern.ch"),
            ("office", "users.office@cern.ch"),
            ("handle", "@cern"),
            ("at_in_an_address", "https://medium.com/@cern"),
        ]
    ),
    (
        "find_personal_addresses",
        "role_under_mailboxes",
        {**IPT, "units/a": unit("A", "mailboxes:\n  - address: legal@cern.ch\n    purpose:\n      en: law\n")},
    ),
    *(
        ("find_private_links", name, {"technologies/a": technology("A", description(f"See {address} for more."))})
        for name, address in [
            ("public", "https://home.cern/"),
            ("public_with_port", "https://home.cern:8443/"),
            ("home_as_a_word", "https://home.cern/home/local"),
            ("local_in_the_path", "https://cern.ch/a.local"),
            ("test_in_the_name", "https://www.test.de/x"),
            ("ten_in_the_name", "https://10years.cern.ch/"),
            ("at_in_the_path", "https://medium.com/@cern"),
            ("public_172", "https://172.15.0.1/"),
            ("comment_sign", "// localhost"),
            ("longer_ending", "https://wiki.internals"),
        ]
    ),
    ("find_due_reviews", "last_day", {"technologies/a": technology("A").replace("2026-11-22", "2024-11-22")}),
    (
        "find_due_reviews",
        "withdrawn_record",
        {"technologies/a": technology("A", "status: withdrawn\nstatus_note:\n  en: Gone.\n").replace("2026-11-22", "2001-01-01")},
    ),
    ("find_due_reviews", "unit_within_twelve_months", {"units/ipt": IPT["units/ipt"].replace("2026-11-22", "2025-11-22")}),
    *(
        ("find_unsupported_figures", name, {"technologies/a": technology("A", f"benefits:\n  - en: {text}\n")})
        for name, text in [
            ("digit_in_a_name", "Talks to FPGA-less PCIe3 boards"),
            ("number_in_words", "Ten times faster"),
            ("French_only", "Fast\n    fr: 10 fois"),
        ]
    ),
    (
        "find_unsupported_figures",
        "beside_key_figures",
        {
            "technologies/a": technology(
                "A", 'benefits:\n  - en: Stops within 80 µs\nkey_figures:\n  - quantity:\n      en: Delay\n    value: "80"\n'
            )
        },
    ),
]


def show_places(checked: Checked) -> list[str]:
    """Show every diagnostic after the place of its record, without the hint, which the cases hold."""
    return [f"{found.path[10:-5]} {show_diagnostic(replace(found, hint=''))}" for found in checked.diagnostics]


def find_codes(rule: str, records: Records, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Return the codes that one rule by itself adds to what the schemas say."""
    codes = []
    for rules in ((), (RULE_OF[rule],)):
        for name, known in (("RECORD_RULES", RECORD_RULES), ("CATALOGUE_RULES", CATALOGUE_RULES)):
            monkeypatch.setattr(f"generator.checking.{name}", tuple(rule for rule in rules if rule in known))
        codes.append({found.code for found in check_records(records).diagnostics})
    return codes[1] - codes[0]


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: f"{breach.code}-{breach.name}")
def test_rule_finds_its_breach(breach: Breach, monkeypatch: pytest.MonkeyPatch) -> None:
    assert show_places(check_records(breach.records)) == breach.said
    assert find_codes(breach.rule, breach.records, monkeypatch) == {breach.code}


@pytest.mark.parametrize(("rule", "records"), [pytest.param(rule, records, id=f"{rule}-{name}") for rule, name, records in PASSES])
def test_rule_lets_pass(rule: str, records: Records, monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_codes(rule, records, monkeypatch) == set()


def test_every_rule_has_a_breach_and_a_pass() -> None:
    assert {breach.rule for breach in BREACHES} == set(RULE_OF)
    assert {rule for rule, _, _ in PASSES} == set(RULE_OF)


def test_every_rule_finds_one_code() -> None:
    codes = {rule: {breach.code for breach in BREACHES if breach.rule == rule} for rule in RULE_OF}
    assert all(len(found) == 1 for found in codes.values()), codes


def test_rule_says_in_one_sentence_what_holds() -> None:
    for rule in RULE_OF.values():
        assert rule.__doc__ is not None
        assert rule.__doc__.endswith(".")
        assert "\n" not in rule.__doc__


def test_findings_of_all_rules_come_in_the_order_of_the_file() -> None:
    text = technology("A", "benefits:\n  - en: Takes 3 days\norigin:\n  en: <b>x\nrelated: [nothing]\n").replace("2026-11-22", "2030-01-01")
    lines = [found.location.line for found in check_records({"technologies/a": text}).diagnostics]
    assert lines == sorted(lines) == [16, 18, 20, 21]


def test_records_with_mistakes_of_their_own_are_not_judged_by_rules() -> None:
    said = show_places(check_records({"technologies/a": technology("A", "related: [nothing]\norigin:\n  en: 5\n")}))
    assert said == ["technologies/a 19:7 error wrong-type origin.en must be text, not 5"]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("between_two_technologies", "keep one side; the page shows both"),
        ("circle_of_three", "let one of them belong to a unit outside the circle"),
    ],
)
def test_breach_that_takes_two_records_comes_with_its_hint(name: str, hint: str) -> None:
    """The hints of the other codes stand in the twins of the cases."""
    (breach,) = (breach for breach in BREACHES if breach.name == name)
    assert {found.hint for found in check_records(breach.records).diagnostics} == {hint}


@pytest.mark.parametrize(
    ("reviewed", "months", "on", "due"),
    [
        ("2024-11-22", 24, date(2026, 11, 22), False),
        ("2024-11-21", 24, date(2026, 11, 22), True),
        ("2025-12-31", 12, date(2026, 12, 31), False),
        ("2025-12-31", 12, date(2027, 1, 1), True),
        ("2025-01-31", 1, date(2025, 2, 28), False),
        ("2025-01-31", 1, date(2025, 3, 1), True),
        ("2024-02-29", 12, date(2025, 2, 28), False),
        ("2024-02-29", 12, date(2025, 3, 1), True),
        ("2030-01-01", 12, date(2026, 11, 22), False),
    ],
)
def test_review_is_due_after_so_many_months(reviewed: str, months: int, on: date, due: bool) -> None:
    assert is_review_due(reviewed, months=months, on=on) is due


def test_many_files_are_judged_in_several_processes_as_they_are_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    records = {
        f"technologies/t{number}": technology(f"T{number}", "origin:\n  en: <b>x\n" if number % 3 else "orign: x\n") for number in range(20)
    }
    alone = check_records(records)
    monkeypatch.setattr("generator.checking._MANY", 10)
    monkeypatch.setattr("generator.checking.count_processors", lambda: 2)
    together = check_records(records)
    assert together.diagnostics == alone.diagnostics
    assert len(alone.diagnostics) == 20
    assert [record.values for record in together.catalogue.all_records()] == [record.values for record in alone.catalogue.all_records()]

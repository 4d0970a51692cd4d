"""Formats, references among schema files, and the description of a collection."""

from __future__ import annotations

import json
from typing import Any

import pytest

from generator.description import Collection, describe_collection
from generator.formats import is_country, is_date, is_email, is_partial_date, is_spdx_expression, is_uri, make_formats
from generator.schema import SchemaError, compile_validator, resolve_schemas
from tests.support.constraints import read_raw, resolve_all
from tests.support.projects import COLLECTIONS

# --- Formats --------------------------------------------------------------------------------------

DAYS = ["2026-11-22", "2024-02-29", "0001-01-01", "9999-12-31"]
NO_DAYS = [
    *("", "2026", "2026-11", "2026-11-2", "2026-1-22", "26-11-22", "2026-13-01", "2026-11-31", "2023-02-29", "0000-01-01", "22.11.2026"),
    *(
        "20261122",
        "20261122  ",
        "2026-11-22\n",
        " 2026-11-22",
        "2026-W47-7",
        "2026-W01-1",
        "2026W471  ",
        "2026-326  ",
        "2026/11/22",
        "2026-11-22Z",
    ),
    *("２０２６-11-22", "2026\u201011\u201022", "2026-11-٢٢"),
]


@pytest.mark.parametrize("text", DAYS)
def test_day_that_exists_is_a_date(text: str) -> None:
    assert is_date(text)
    assert is_partial_date(text)


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_day_is_no_date(text: str) -> None:
    assert not is_date(text)


@pytest.mark.parametrize("text", ["2026", "0001", "2026-01", "2026-12"])
def test_years_and_months_are_partial_dates(text: str) -> None:
    assert is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *(day for day in NO_DAYS if day not in ("2026", "2026-11")),
        "0000",
        "0000-05",
        "2026-00",
        "2026-13",
        "2026-1",
        "2026-",
        "-2026",
        "2026\n",
        "20260",
    ],
)
def test_other_forms_are_no_partial_dates(text: str) -> None:
    assert not is_partial_date(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "https://home.cern",
            "https://home.cern/",
            "https://home.cern?x",
            "https://home.cern#x",
            "https://HOME.CERN/A_b%20c?d=e&f#g",
            "http://home.cern/",
        ),
        *("https://a-b.c_d.example.org/~x/(y)", "https://xn--bcher-kva.example/", "https://www.example.org/été"),
    ],
)
def test_address_of_a_public_host_is_a_uri(text: str) -> None:
    assert is_uri(text)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "home.cern",
            "https://",
            "https:///x",
            "https://localhost/",
            "https://cern/",
            "https://home.cern:443/",
            "https://user@home.cern/",
        ),
        *(
            "https://user:word@home.cern/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://[",
            "https://home..cern/",
            "https://.cern/",
            "https://-x.cern/",
        ),
        *("https://home.cern./", "https://bücher.example/", "https://home.cern\n", "//home.cern/", "mailto:x@cern.ch", "https://home.c/"),
    ],
)
def test_other_addresses_are_no_uris(text: str) -> None:
    assert not is_uri(text)


@pytest.mark.parametrize("text", ["CH", "FR", "GB", "GR", "NO", "XK", "US", "TW"])
def test_code_of_a_country_is_one(text: str) -> None:
    assert is_country(text)


@pytest.mark.parametrize("text", ["", "C", "ch", "CHE", "UK", "EL", "EU", "UN", "ZZ", "XX", "QO", "001", "ＣＨ", "CH\n", "AN", "SU"])
def test_other_codes_are_no_countries(text: str) -> None:
    assert not is_country(text)


@pytest.mark.parametrize(
    "text",
    [
        "MIT",
        "Apache-2.0",
        "GPL-3.0-or-later",
        "CERN-OHL-S-2.0",
        "MIT OR Apache-2.0",
        "(MIT AND BSD-3-Clause) OR LicenseRef-x",
        "GPL-2.0-only WITH Classpath-exception-2.0",
    ],
)
def test_licence_expression_in_the_spelling_of_the_list_is_one(text: str) -> None:
    assert is_spdx_expression(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "mit",
        "GPL v3",
        "GPLv3",
        "Apache 2.0",
        "CERN-OHL-S",
        "MIT OR",
        "OR MIT",
        "MIT or Apache-2.0",
        "MIT  OR ISC",
        "MIT\n",
        "(MIT",
        "()",
        "MIT WITH ISC",
        "None",
        "MIT;",
        "(" * 300,
    ],
)
def test_other_texts_are_no_licence_expressions(text: str) -> None:
    assert not is_spdx_expression(text)


def test_licence_expression_of_any_length_is_judged() -> None:
    assert is_spdx_expression(" OR ".join(["MIT"] * 1000))
    assert isinstance(is_spdx_expression("(" * 150 + "MIT" + ")" * 150), bool)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("kt@cern.ch", True),
        ("a.b@c.d-e.org", True),
        ("@cern.ch", False),
        ("kt@", False),
        ("kt@cern", False),
        ("a@b@cern.ch", False),
        ("kt@cern.ch\n", False),
        ("", False),
    ],
)
def test_mail_address_has_one_sign_and_a_host(text: str, is_one: bool) -> None:
    assert is_email(text) is is_one


def test_every_format_of_the_schemas_has_a_checker() -> None:
    def find(node: Any) -> set[str]:
        if isinstance(node, dict):
            own = {node["format"]} if isinstance(node.get("format"), str) else set()
            return own.union(*map(find, node.values()))
        return set().union(*map(find, node)) if isinstance(node, list) else set()

    assert find(list(read_raw().values())) == set(make_formats(frozenset()))


def test_cpv_codes_are_those_of_the_list() -> None:
    accepts = make_formats(frozenset(["31711000"]))["cpv"]
    assert (accepts("31711000"), accepts("31711001")) == (True, False)


# --- Resolving ------------------------------------------------------------------------------------


def resolve(terms: dict[str, tuple[str, ...] | None] | None = None, **schemas: Any) -> dict[str, Any]:
    """Resolve schemas given as values."""
    return dict(resolve_schemas({name: json.dumps(schema) for name, schema in schemas.items()}, terms or {}))


def test_references_are_resolved_within_and_among_files() -> None:
    common = {"$defs": {"line": {"type": "string"}, "name": {"$ref": "#/$defs/line", "title": "Name"}}}
    things = {
        "properties": {"a": {"$ref": "common.schema.json#/$defs/name", "title": "A"}, "b": {"items": {"$ref": "#/$defs/own"}}},
        "$defs": {"own": {"const": 1}},
    }
    assert resolve(common=common, things=things)["things"] == {
        "properties": {"a": {"type": "string", "title": "A"}, "b": {"items": {"const": 1}}}
    }


def test_what_stands_beside_a_reference_adds_to_what_it_leads_to() -> None:
    things = {"properties": {"a": {"$ref": "#/$defs/id", "x-ref": "things"}}, "$defs": {"id": {"type": "string", "maxLength": 3}}}
    assert resolve(things=things)["things"]["properties"]["a"] == {"type": "string", "maxLength": 3, "x-ref": "things"}


def test_terms_are_written_in_in_their_order() -> None:
    things = {"properties": {"a": {"type": "string", "x-vocabulary": "v"}, "n": {"type": "integer", "x-vocabulary": "w"}}}
    resolved = resolve({"v": ("b", "a"), "w": ("1", "2")}, things=things)["things"]["properties"]
    assert resolved["a"]["enum"] == ["b", "a"]
    assert resolved["n"]["enum"] == [1, 2]


def test_any_term_will_do_where_the_vocabulary_is_broken() -> None:
    assert "enum" not in resolve({"v": None}, things={"type": "string", "x-vocabulary": "v"})["things"]


def test_resolving_leaves_nothing_to_resolve() -> None:
    for schema in resolve_all().values():
        assert "$ref" not in json.dumps(schema)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"^schemas/things\.schema\.json:1:2: not JSON: "),
        ('{\n  "a": 1,\n}', r"^schemas/things\.schema\.json:\d:\d+: not JSON: "),
        ('{"$ref": "#/$defs/nothing"}', r"^schemas/things\.schema\.json: the reference to things/\$defs/nothing leads nowhere"),
        ('{"$ref": "other.schema.json#/$defs/a"}', r"^schemas/things\.schema\.json: the reference to other/\$defs/a leads nowhere"),
        ('{"type": "string", "x-vocabulary": "v"}', r"^schemas/things\.schema\.json: no vocabulary is called 'v'"),
    ],
)
def test_broken_schema_is_refused_with_its_name(text: str, message: str) -> None:
    with pytest.raises(SchemaError, match=message):
        resolve_schemas({"things": text}, {})


def test_term_that_is_no_number_is_refused_where_numbers_are_asked_for() -> None:
    """A slip in a vocabulary must be told as one; it must not end the run with a traceback."""
    with pytest.raises(SchemaError):
        resolve({"v": ("1", "nine")}, things={"type": "integer", "x-vocabulary": "v"})


@pytest.mark.parametrize("engine", [0, 1])
def test_dollar_is_the_end_of_the_text_in_both_engines(engine: int) -> None:
    validator = compile_validator({"pattern": "^[a-z]+$"})
    verdict = (validator.accepts, lambda value: not list(validator.explain(value)))[engine]
    assert [verdict(text) for text in ("ab", "ab\n", "ab\n\n", "a\nb", "")] == [True, False, False, False, False]


@pytest.mark.parametrize("engine", [0, 1])
def test_formats_are_checked_on_text_only_in_both_engines(engine: int) -> None:
    validator = compile_validator({"format": "country"})
    verdict = (validator.accepts, lambda value: not list(validator.explain(value)))[engine]
    assert [verdict(value) for value in ("CH", "UK", 5, None, ["UK"])] == [True, False, True, True, True]


# --- Describing -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def collections() -> dict[str, Collection]:
    """Describe every real collection."""
    return {name: describe_collection(name, resolve_all()[name]) for name in COLLECTIONS}


@pytest.mark.parametrize(
    ("collection", "path", "kind"),
    [
        ("technologies", "name", "localized"),
        ("technologies", "description", "markdown"),
        ("technologies", "kind", "term"),
        ("technologies", "maturity", "object"),
        ("technologies", "maturity.trl", "term"),
        ("technologies", "key_figures", "list"),
        ("technologies", "key_figures[]", "object"),
        ("technologies", "key_figures.value", "figure"),
        ("technologies", "related[]", "reference"),
        ("technologies", "links.url", "link"),
        ("technologies", "reviewed", "date"),
        ("technologies", "sources.date", "date"),
        ("technologies", "adopters.country", "country"),
        ("suppliers", "cpv[]", "cpv"),
        ("eu_projects", "budget.total", "money"),
        ("eu_projects", "participant_count", "number"),
        ("units", "mailboxes.address", "mailbox"),
        ("units", "parent", "reference"),
    ],
)
def test_field_has_its_kind(collections: dict[str, Collection], collection: str, path: str, kind: str) -> None:
    assert collections[collection].by_path[path].kind == kind


def test_collections_come_in_their_order_with_addresses_of_their_own(collections: dict[str, Collection]) -> None:
    assert sorted(one.order for one in collections.values()) == [1, 2, 3, 4]
    assert len({one.url for one in collections.values()}) == 4


def test_references_of_a_collection_are_all_found(collections: dict[str, Collection]) -> None:
    found = {name: {field.path: field.reference for field in one.by_path.values() if field.reference} for name, one in collections.items()}
    assert found["technologies"] == {"eu_projects": "eu_projects", "suppliers": "suppliers", "related": "technologies", "owner": "units"}
    assert found["units"] == {"parent": "units", "owner": "units"}


def test_dates_that_cannot_lie_in_the_future_are_marked(collections: dict[str, Collection]) -> None:
    past = {path for path, field in collections["technologies"].by_path.items() if field.past}
    assert past == {"reviewed", "sources.date", "rights.patents.priority_date"}


def test_last_key_of_a_path_names_the_field(collections: dict[str, Collection]) -> None:
    fields = collections["technologies"].by_path
    assert (fields["rights.licence"].key, fields["name"].key) == ("licence", "name")


def test_required_fields_are_marked(collections: dict[str, Collection]) -> None:
    fields = collections["technologies"].by_path
    assert (fields["name"].required, fields["origin"].required, fields["links.url"].required, fields["links.title"].required) == (
        True,
        False,
        True,
        False,
    )


@pytest.mark.parametrize("key", ["name", "group", "badges", "panel", "sections", "similar", "expects"])
def test_description_that_names_no_property_is_refused(key: str) -> None:
    text = {"en": "x", "fr": "x"}
    about: dict[str, Any] = {
        "url": "things",
        "order": 1,
        "title": text,
        "singular": text,
        "name": "a",
        "group": "a",
        "badges": ["a"],
        "panel": {"title": text, "fields": ["a"]},
        "sections": [{"id": "facts", "title": text, "fields": ["a"]}],
        "review_months": 12,
        "expects": [{"field": "a", "at_least": 1}],
    }
    schema = {"type": "object", "properties": {"a": {"type": "string"}, "never": False}}
    assert describe_collection("things", {**schema, "x-collection": about}).fields[0].path == "a"
    wrong = {"badges": ["b"], "panel": {"title": text, "fields": ["b"]}, "sections": [{"id": "facts", "title": text, "fields": ["never"]}]}
    wrong["similar"] = ["b"]
    wrong["expects"] = [{"field": "b", "at_least": 1}]
    with pytest.raises(SchemaError, match=r"^schemas/things\.schema\.json: x-collection names '(b|never)', which is no property$"):
        describe_collection("things", {**schema, "x-collection": {**about, key: wrong.get(key, "b")}})


def describe(**about: Any) -> Collection:
    """Describe a collection with one field of each kind that filters or orders."""
    text = {"en": "x", "fr": "x"}
    base = {
        "url": "things",
        "order": 1,
        "title": text,
        "singular": text,
        "name": "name",
        "group": "kind",
        "badges": [],
        "panel": {"title": text, "fields": []},
        "sections": [],
        "review_months": 12,
        "expects": [],
    }
    kind = {"type": "string", "x-vocabulary": "kinds"}
    people = {"type": "object", "properties": {"country": {"type": "string", "format": "country"}}}
    properties = {
        "name": {"type": "string"},
        "kind": kind,
        "cern_role": kind,
        "tags": {"type": "array", "items": kind},
        "level": {"type": "integer", "x-vocabulary": "levels"},
        "start": {"type": "string", "format": "date"},
        "counts": {"type": "array", "items": {"type": "number"}},
        "note": {"type": "string"},
        "partners": {"type": "array", "items": people},
    }
    return describe_collection("things", {"type": "object", "properties": properties, "x-collection": {**base, **about}})


def fields(*paths: str) -> list[dict[str, str]]:
    return [{"field": path} for path in paths]


def test_aspects_are_described_with_their_keys() -> None:
    things = describe(
        facets=[*fields("kind", "cern_role", "partners.country"), {"field": "tags", "key": "tag"}],
        ranges=fields("level", "start"),
        sorts=fields("name", "start", "level"),
        search=["note", "partners"],
    )
    assert [(facet.key, facet.many) for facet in things.facets] == [("kind", False), ("cern-role", False), ("country", True), ("tag", True)]
    assert [one.key for one in (*things.ranges, *things.sorts)] == ["level", "start", "name", "start", "level"]
    assert things.search == ("note", "partners")


def test_a_collection_need_not_be_filtered() -> None:
    assert (describe().facets, describe().ranges, describe().sorts, describe().search) == ((), (), (), ())


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"facets": fields("colour")}, "names 'colour', which is no property"),
        ({"ranges": fields("colour")}, "names 'colour', which is no property"),
        ({"sorts": fields("colour")}, "names 'colour', which is no property"),
        ({"search": ["colour"]}, "names 'colour', which is no property"),
        ({"facets": fields("note")}, "has 'note' among facets, which takes no text"),
        ({"facets": fields("start")}, "has 'start' among facets, which takes no date"),
        ({"ranges": fields("kind")}, "has 'kind' among ranges, which takes no term"),
        ({"ranges": fields("counts")}, "has 'counts' among ranges, which takes no list"),
        ({"sorts": fields("kind")}, "has 'kind' among sorts, which takes no term"),
        ({"facets": fields("kind", "kind")}, "needs another key for what is filtered by 'kind'"),
        ({"facets": [{"field": "kind", "key": "start"}], "ranges": fields("start")}, "needs another key for what is filtered by 'start'"),
        ({"facets": [{"field": "kind", "key": "all"}]}, "needs another key for what is filtered by 'all'"),
        ({"facets": [{"field": "kind", "key": "q"}]}, "needs another key for what is filtered by 'q'"),
        ({"ranges": [{"field": "start", "key": "sort"}]}, "needs another key for what is filtered by 'sort'"),
        ({"facets": [{"field": "kind", "key": "page"}]}, "needs another key for what is filtered by 'page'"),
    ],
)
def test_aspects_that_cannot_be_are_refused(about: dict[str, Any], message: str) -> None:
    with pytest.raises(SchemaError, match=rf"^schemas/things\.schema\.json: x-collection {message}$"):
        describe(**about)

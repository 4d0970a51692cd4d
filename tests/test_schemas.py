"""Hold the schemas to their cases, to both engines and to the page that shows their fields."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from generator.description import describe_collection
from generator.diagnostics import CODES
from generator.schema import SchemaError, compile_validator, resolve_schemas
from tests.support.constraints import Constraint, Tripwire, compile_all, find_constraints, read_raw, resolve_all
from tests.support.projects import CASES, COLLECTIONS, COMPLETENESS, read_foundation
from tests.support.values import SCHEMA_OF, read_values, spoilt_records
from tests.test_cases import LARGE
from tests.unit.test_reading import FILE_PROBLEMS
from tests.unit.test_rules import BREACHES

META = "annotations"
"""The schema of schemas; no record is checked with it."""


def minimal_value(folder: str) -> dict[str, Any]:
    """Return a copy of the smallest valid record of a folder."""
    value: dict[str, Any] = copy.deepcopy(read_values("valid")[folder]["minimal"])
    return value


# --- Every constraint has a case ------------------------------------------------------------------


def list_untripped(constraints: Iterator[Constraint], tripped: set[Constraint]) -> list[str]:
    """Name the constraints that no case trips."""
    return [f"{one.file}{one.pointer} {one.keyword}" for one in constraints if one not in tripped]


@cache
def trip_all() -> frozenset[Constraint]:
    """Return every constraint that an invalid case trips."""
    wire = Tripwire(read_raw())
    cases = ((SCHEMA_OF[folder], value) for folder, values in read_values("invalid").items() for value in values.values())
    return frozenset(constraint for name, value in cases for constraint in wire.trip(name, value))


@pytest.mark.parametrize("file", sorted(set(read_raw()) - {META}))
def test_every_constraint_is_tripped_by_an_invalid_case(file: str) -> None:
    assert list_untripped(find_constraints(file, read_raw()[file]), set(trip_all())) == []


def test_the_walk_finds_as_many_constraints_as_there_are() -> None:
    """A count by other means: the keywords of refusal in the text of the file, less what stands under ``if``."""

    def count(node: Any) -> int:
        if isinstance(node, list):
            return sum(map(count, node))
        if not isinstance(node, dict):
            return 0
        here = sum(key in ("minLength", "maxLength", "pattern", "format", "uniqueItems", "maxItems") for key in node)
        return here + sum(count(child) for key, child in node.items() if not (key == "examples" and isinstance(child, list)))

    keywords = {"minLength", "maxLength", "pattern", "format", "uniqueItems", "maxItems"}
    for file, schema in read_raw().items():
        found = [one for one in find_constraints(file, schema) if one.keyword in keywords]
        assert len(found) == count(schema), file


@pytest.mark.parametrize("folder", SCHEMA_OF)
def test_every_property_stands_in_a_valid_case(folder: str) -> None:
    present = {path for value in read_values("valid")[folder].values() for path in walk_keys(value)}
    assert [path for path, _ in walk_properties(resolve_all()[SCHEMA_OF[folder]]) if path not in present] == []


@pytest.mark.parametrize("folder", COLLECTIONS)
def test_every_condition_holds_in_one_valid_case_and_not_in_another(folder: str) -> None:
    schema = read_raw()[folder]
    conditions = [part["if"] for part in (schema, *schema.get("allOf", ())) if "if" in part]
    assert conditions
    for condition in conditions:
        asked = jsonschema.Draft202012Validator(condition)
        assert {asked.is_valid(value) for value in read_values("valid")[folder].values()} == {True, False}, condition


ELSEWHERE = {"broken-link": "acceptance", "missing-alias": "acceptance"}
"""Codes that are not about records, and the folder of tests that knows them."""


def test_every_code_is_tripped_by_a_case_or_a_table_of_the_unit_tests() -> None:
    twins = (line for path in CASES.rglob("*.expected") for line in path.read_text("utf-8").splitlines())
    codes = {line.split(" ")[2] for line in (*twins, *(expected for _, expected in LARGE.values()))}
    codes |= {problem.code for problem in FILE_PROBLEMS}
    codes |= {breach.code for breach in BREACHES}
    codes |= COMPLETENESS
    for code, folder in ELSEWHERE.items():
        assert any(code in path.read_text("utf-8") for path in (CASES.parent / folder).glob("test_*.py")), code
    assert codes | set(ELSEWHERE) == set(CODES)


# --- Two engines, one verdict ---------------------------------------------------------------------


def compare_engines(name: str, value: Any) -> tuple[bool, bool]:
    """Return the verdicts of the fast and of the explaining engine."""
    validator = compile_all()[name]
    return validator.accepts(value), not list(validator.explain(value))


@pytest.mark.parametrize("folder", SCHEMA_OF)
@pytest.mark.parametrize("kind", ["valid", "invalid", "context"])
def test_engines_agree_on_every_case(kind: str, folder: str) -> None:
    verdicts = {name: compare_engines(SCHEMA_OF[folder], value) for name, value in read_values(kind)[folder].items()}
    assert {name: verdict for name, verdict in verdicts.items() if verdict[0] != verdict[1]} == {}
    if kind != "invalid":
        assert {verdict[0] for verdict in verdicts.values()} <= {True}


LONG = "𝒳"
"""Two units of UTF-16, one character."""
EDGES: list[tuple[str, dict[str, Any], bool]] = [
    ("technologies", {"origin": {"en": LONG * 400}}, True),
    ("technologies", {"origin": {"en": LONG * 401}}, False),
    ("technologies", {"origin": {"en": "e\u0301" * 200}}, True),
    ("technologies", {"origin": {"en": "e\u0301" * 201}}, False),
    ("technologies", {"origin": {"en": "Beams\n"}}, False),
    ("technologies", {"origin": {"en": "Beams\r"}}, False),
    ("technologies", {"origin": {"en": "Beams\n\n"}}, False),
    ("technologies", {"origin": {"en": "\u00a0Beams"}}, False),
    ("technologies", {"origin": {"en": "Beams\u2003"}}, False),
    ("technologies", {"origin": {"en": "Beams\u3000department"}}, True),
    ("technologies", {"origin": {"en": "x"}}, True),
    ("technologies", {"owner": "ipt\n"}, False),
    ("technologies", {"owner": "a" * 64}, True),
    ("technologies", {"reviewed": "2026-11-20\n"}, False),
    ("technologies", {"reviewed": "２０２６-11-20"}, False),
    ("technologies", {"reviewed": "2024-02-29"}, True),
    ("technologies", {"reviewed": "2023-02-29"}, False),
    ("technologies", {"reviewed": "2026-W47-5"}, False),
    ("technologies", {"reviewed": "20261120  "}, False),
    ("technologies", {"keywords": {"en": ["é", "ab"]}}, False),
    ("technologies", {"keywords": {"en": ["éa"]}}, True),
    ("technologies", {"keywords": {"en": ["ab\n"]}}, False),
    ("technologies", {"keywords": {"en": ["é1", "e\u03011"]}}, True),
    ("technologies", {"keywords": {"en": ["ab", "ab"]}}, False),
    ("technologies", {"keywords": {"en": [1, 1.0]}}, False),
    ("technologies", {"maturity": {"trl": 1}}, True),
    ("technologies", {"maturity": {"trl": 9}}, True),
    ("technologies", {"maturity": {"trl": 10**30}}, False),
    ("technologies", {"maturity": {"trl": -(10**30)}}, False),
    ("technologies", {"maturity": {"trl": 2**63}}, False),
    ("technologies", {"maturity": {"trl": 2**64}}, False),
    ("technologies", {"maturity": {"trl": True}}, False),
    ("technologies", {"maturity": {"trl": 8.999999999999999}}, False),
    ("technologies", {"publications": [{"doi": "10.1109/x\n"}]}, False),
    ("technologies", {"publications": [{"arxiv": "1308.1309\n"}]}, False),
    ("technologies", {"adopters": [{"name": "x", "role": "user", "country": "CH\n"}]}, False),
    ("technologies", {"adopters": [{"name": "x", "role": "user", "country": "ＣＨ"}]}, False),
    ("technologies", {"links": [{"kind": "website", "url": "https://home.cern/\n"}]}, False),
    ("technologies", {"links": [{"kind": "website", "url": "https://home.cern"}, {"url": "https://home.cern", "kind": "website"}]}, False),
    ("technologies", {"benefits": [{"en": "x"}, {"en": "x", "fr": "x"}]}, True),
    ("technologies", {"unknown\n": 1}, False),
    ("suppliers", {"cpv": ["31711000\n"]}, False),
    ("suppliers", {"cpv": ["３１７１１０００"]}, False),
    ("suppliers", {"unspsc_segment": "32\n"}, False),
    ("eu_projects", {"grant_agreement": "654168\n"}, False),
    ("eu_projects", {"grant_agreement": "６５４１６８"}, False),
    ("eu_projects", {"start": "2020\n"}, False),
    ("eu_projects", {"start": "0000"}, False),
    ("eu_projects", {"start": "1949-12-31"}, False),
    ("eu_projects", {"start": "1950"}, True),
    ("eu_projects", {"end": "2099-12"}, True),
    ("eu_projects", {"end": "2100"}, False),
    ("technologies", {"aliases": ["console", "com10", "nul-1"]}, True),
    ("technologies", {"aliases": ["com1"]}, False),
    ("eu_projects", {"end": "2099-12-31"}, True),
    ("eu_projects", {"budget": {"total": 0}}, True),
    ("eu_projects", {"budget": {"total": -0.0}}, True),
    ("eu_projects", {"budget": {"total": 100_000_000_000}}, True),
    ("eu_projects", {"budget": {"total": 100_000_000_000.01}}, False),
    ("eu_projects", {"budget": {"total": 1e300}}, False),
    ("eu_projects", {"budget": {"total": 10**40}}, False),
    ("eu_projects", {"participant_count": 2000}, True),
    ("units", {"code": "IPT-KT\n"}, False),
    ("units", {"mailboxes": [{"address": "kt@cern.ch\n", "purpose": {"en": "x"}}]}, False),
]


@pytest.mark.parametrize(("folder", "change", "accepted"), EDGES, ids=[f"{folder}-{ascii(change)[:60]}" for folder, change, _ in EDGES])
def test_engines_agree_on_edge_values(folder: str, change: dict[str, Any], accepted: bool) -> None:
    assert compare_engines(folder, {**minimal_value(folder), **change}) == (accepted, accepted)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(spoilt_records())
def test_engines_agree_on_spoilt_records(spoilt: tuple[str, Any]) -> None:
    folder, value = spoilt
    fast, explaining = compare_engines(SCHEMA_OF[folder], value)
    assert fast == explaining


# --- Every property is documented, exemplified and shown ------------------------------------------


def walk_properties(schema: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every property of a resolved schema by dotted path; items of lists and terms have the path of their holder."""
    for key, node in schema.get("properties", {}).items():
        yield prefix + key, node
        yield from walk_properties(node, f"{prefix}{key}.")
        for inner in (node.get("items"), node.get("additionalProperties")):
            if isinstance(inner, Mapping):
                yield from walk_properties(inner, f"{prefix}{key}.")


def walk_keys(value: Any, prefix: str = "", *, names: bool = True) -> Iterator[str]:
    """Yield the dotted path of every key of a value; the ids of terms are passed over."""
    if isinstance(value, list):
        for item in value:
            yield from walk_keys(item, prefix)
    elif isinstance(value, dict):
        for key, child in value.items():
            here = prefix + key if names else prefix.removesuffix(".")
            yield here
            yield from walk_keys(child, f"{here}.", names=here != "terms" or not names)


PROPERTIES = [
    pytest.param(path, node, id=f"{name}:{path}")
    for name, schema in sorted(resolve_all().items())
    for path, node in walk_properties(schema)
]


@pytest.mark.parametrize(("path", "node"), PROPERTIES)
def test_property_has_title_description_and_labels(path: str, node: Mapping[str, Any]) -> None:
    assert node["title"].strip()
    assert node["description"].strip().endswith((".", "!", "?"))
    assert sorted(node["x-label"]) == ["en", "fr"]
    assert all(text == text.strip() != "" for text in node["x-label"].values())


@pytest.mark.parametrize(("path", "node"), PROPERTIES)
def test_property_has_examples_that_it_accepts(path: str, node: Mapping[str, Any]) -> None:
    holder_shows_them = path.rpartition(".")[2] in ("en", "fr")
    examples = node.get("examples", [])
    assert examples or holder_shows_them
    validator = compile_validator(node, cpv_codes=frozenset(read_foundation().cpv_labels))
    assert [example for example in examples if not validator.accepts(example)] == []


FIXED = frozenset(
    ("name", "title", "summary", "description", "status", "status_note", "keywords", "links", "sources", "reviewed", "owner", "aliases")
)
"""Properties to which every record page gives a place of their own."""


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_property_is_shown_on_the_record_page(name: str) -> None:
    collection = describe_collection(name, resolve_all()[name])
    named = {collection.name, collection.group, *collection.badges, *collection.panel.fields}
    named |= {path for section in collection.sections for path in section.fields}
    linked = {field.path.removesuffix("[]") for field in collection.by_path.values() if field.reference}

    def list_hidden(prefix: str, schema: Mapping[str, Any]) -> Iterator[str]:
        for key, node in schema["properties"].items():
            path = prefix + key
            if path in named | FIXED | linked:
                continue
            if node.get("type") == "object" and "x-localized" not in node:
                yield from list_hidden(f"{path}.", node)
            else:
                yield path

    assert list(list_hidden("", resolve_all()[name])) == []


@pytest.mark.parametrize("name", COLLECTIONS)
def test_description_of_a_collection_names_its_own_folder(name: str) -> None:
    assert resolve_all()[name]["x-collection"]["folder"] == name


def test_references_point_at_collections_and_vocabularies_that_exist() -> None:
    text = json.dumps(read_raw())
    resolved = json.dumps(resolve_all())
    assert "$ref" in text
    assert "$ref" not in resolved
    assert "$defs" not in resolved.replace('"$defs"', "", 0)
    for name in COLLECTIONS:
        for field in describe_collection(name, resolve_all()[name]).by_path.values():
            assert field.reference is None or field.reference in COLLECTIONS
            assert field.vocabulary is None or field.vocabulary in {file.id for file in read_foundation().vocabularies}


# --- Annotations ----------------------------------------------------------------------------------

TEXT = {"en": "Name", "fr": "Nom"}
ABOUT = {
    "folder": "things",
    "url": "things",
    "order": 1,
    "title": TEXT,
    "singular": TEXT,
    "name": "name",
    "group": "name",
    "badges": [],
    "panel": {"title": TEXT, "fields": [], "note": {"text": TEXT, "source": "https://home.cern/"}},
    "gauge": {"field": "rights.licence", "guide": "things/scale/"},
    "span": {"start": "start", "end": "end"},
    "sections": [{"id": "facts", "title": TEXT, "fields": ["name"], "shows": "permissions"}],
    "review_months": 12,
    "expects": [{"field": "name", "at_least": 1, "kinds": ["hardware"]}],
    "facets": [{"field": "rights.licence", "key": "licence"}],
    "ranges": [{"field": "year"}],
    "sorts": [{"field": "name"}],
    "search": ["name", "rights.note"],
}


def about(**changes: Any) -> dict[str, Any]:
    """Make a schema whose description of the collection is changed; ``None`` deletes a key."""
    return {"x-collection": {key: value for key, value in {**ABOUT, **changes}.items() if value is not None}}


def section(**changes: Any) -> dict[str, Any]:
    """Make a schema with one changed section of the record page."""
    return about(sections=[{key: value for key, value in {**ABOUT["sections"][0], **changes}.items() if value is not None}])  # type: ignore[index]


MISUSED: dict[str, Any] = {
    "misspelt keyword": {"x-labels": TEXT},
    "misspelt keyword deep inside": {"properties": {"a": {"items": {"properties": {"b": {"x-vocabulry": "terms"}}}}}},
    "misspelt keyword in a definition": {"$defs": {"a": {"x-mesage": "write it"}}},
    "misspelt keyword in a condition": {"allOf": [{"if": {"x-if": 1}}]},
    "misspelt keyword under then": {"then": {"x-then": 1}},
    "misspelt keyword under names": {"propertyNames": {"x-name": 1}},
    "misspelt keyword under others": {"additionalProperties": {"x-other": 1}},
    "schema that is a number": {"items": 5},
    "label that is text": {"x-label": "Name"},
    "label in a third language": {"x-label": {**TEXT, "de": "Name"}},
    "label without French": {"x-label": {"en": "Name"}},
    "label with a number": {"x-label": {"en": 1, "fr": 2}},
    "label that is empty": {"x-label": {"en": "", "fr": ""}},
    "label of the way back without French": {"x-inverse-label": {"en": "Name"}},
    "vocabulary as list": {"x-vocabulary": ["a"]},
    "vocabulary in capitals": {"x-vocabulary": "Terms"},
    "reference as list": {"x-ref": ["units"], "x-inverse-label": TEXT},
    "reference with hyphen": {"x-ref": "eu-projects", "x-inverse-label": TEXT},
    "way back without reference": {"x-inverse-label": TEXT},
    "message as number": {"x-message": 1},
    "message that is empty": {"x-message": ""},
    "link as number": {"x-link": 1},
    "link without place": {"x-link": "https://doi.org/"},
    "past that is false": {"x-past": False},
    "unit of another currency": {"x-unit": "CHF"},
    "figure that is none": {"x-figure": False},
    "markdown in words": {"x-markdown": "yes"},
    "localized in words": {"x-localized": "yes"},
    "properties as list": {"properties": []},
    "definitions as list": {"$defs": []},
    "conditions as map": {"allOf": {}},
    "collection as text": {"x-collection": "things"},
    "collection with unknown key": about(icon="cog"),
    "collection without order": about(order=None),
    "folder as number": about(folder=1),
    "folder with hyphen": about(folder="eu-projects"),
    "address as number": about(url=1),
    "address with underscore": about(url="eu_projects"),
    "order in words": about(order="first"),
    "order of zero": about(order=0),
    "name as number": about(name=1),
    "group as list": about(group=["name"]),
    "badges as text": about(badges="name"),
    "badge twice": about(badges=["name", "name"]),
    "badge as number": about(badges=[1]),
    "badge three levels deep": about(badges=["a.b.c"]),
    "panel as list": about(panel=[]),
    "panel with unknown key": about(panel={"title": TEXT, "fields": [], "icon": "cog"}),
    "panel without fields": about(panel={"title": TEXT}),
    "panel that shows": about(panel={"title": TEXT, "fields": [], "shows": "permissions"}),
    "note as text": about(panel={"title": TEXT, "fields": [], "note": "No."}),
    "note without source": about(panel={"title": TEXT, "fields": [], "note": {"text": TEXT}}),
    "note with unknown key": about(panel={"title": TEXT, "fields": [], "note": {"text": TEXT, "source": "https://a.b", "icon": "cog"}}),
    "note with a number for source": about(panel={"title": TEXT, "fields": [], "note": {"text": TEXT, "source": 1}}),
    "note with a source that is no address": about(panel={"title": TEXT, "fields": [], "note": {"text": TEXT, "source": "home.cern"}}),
    "gauge as text": about(gauge="trl"),
    "gauge without guide": about(gauge={"field": "trl"}),
    "gauge with unknown key": about(gauge={"field": "trl", "guide": "trl/", "icon": "cog"}),
    "gauge with a guide as number": about(gauge={"field": "trl", "guide": 1}),
    "gauge with a guide elsewhere": about(gauge={"field": "trl", "guide": "/trl/"}),
    "span as list": about(span=["start", "end"]),
    "span without end": about(span={"start": "start"}),
    "span with unknown key": about(span={"start": "start", "end": "end", "middle": "middle"}),
    "section that is a list of numbers": section(fields=[1]),
    "section as text": about(sections=["facts"]),
    "section with unknown key": section(icon="cog"),
    "section without title": section(title=None),
    "section that shows something else": section(shows="pictures"),
    "parts as list": {"x-parts": ["licences"]},
    "parts in capitals": {"x-parts": "Licences"},
    "sections as map": about(sections={}),
    "section id as number": section(id=1),
    "section id with underscore": section(id="key_figures"),
    "section without id": section(id=None),
    "similar as text": about(similar="name"),
    "similar by a field twice": about(similar=["name", "name"]),
    "similar by a number": about(similar=[1]),
    "similar by an inner field": about(similar=["rights.licence"]),
    "months in words": about(review_months="twelve"),
    "no month": about(review_months=0),
    "expectations as map": about(expects={}),
    "expectation as text": about(expects=["name"]),
    "expectation without number": about(expects=[{"field": "name"}]),
    "expectation with unknown key": about(expects=[{"field": "name", "at_least": 1, "at_most": 2}]),
    "expectation of a number": about(expects=[{"field": 1, "at_least": 1}]),
    "expectation of an inner field": about(expects=[{"field": "rights.licence", "at_least": 1}]),
    "expectation in words": about(expects=[{"field": "name", "at_least": "two"}]),
    "expectation of nothing": about(expects=[{"field": "name", "at_least": 0}]),
    "expectation for kinds as text": about(expects=[{"field": "name", "at_least": 1, "kinds": "hardware"}]),
    "expectation for no kind": about(expects=[{"field": "name", "at_least": 1, "kinds": []}]),
    "expectation for a kind twice": about(expects=[{"field": "name", "at_least": 1, "kinds": ["a", "a"]}]),
    "facets as map": about(facets={}),
    "facet as text": about(facets=["kind"]),
    "facet twice": about(facets=[{"field": "kind"}, {"field": "kind"}]),
    "facet without field": about(facets=[{"key": "kind"}]),
    "facet with unknown key": about(facets=[{"field": "kind", "label": TEXT}]),
    "facet of a number": about(facets=[{"field": 1}]),
    "facet three levels deep": about(facets=[{"field": "a.b.c"}]),
    "facet whose key is a number": about(facets=[{"field": "kind", "key": 1}]),
    "facet whose key has an underscore": about(facets=[{"field": "cern_role", "key": "cern_role"}]),
    "ranges as text": about(ranges="year"),
    "sorts as text": about(sorts="name"),
    "search as text": about(search="name"),
    "expectation for a number of kinds": about(expects=[{"field": "name", "at_least": 1, "kinds": [1]}]),
}


def resolve_with_annotations(schema: Any) -> dict[str, Any]:
    """Resolve a schema called things beside the real annotations."""
    texts = {META: read_foundation().schemas[META], "things": json.dumps(schema)}
    return dict(resolve_schemas(texts, {"terms": ("a",)}))


@pytest.mark.parametrize("name", MISUSED)
def test_misused_annotation_is_refused_with_the_name_of_the_schema(name: str) -> None:
    with pytest.raises(SchemaError, match=r"^schemas/things\.schema\.json: "):
        resolve_with_annotations(MISUSED[name])


def test_every_annotation_in_its_right_use_is_accepted() -> None:
    used = {
        **about(),
        "properties": {
            "parts": {"type": "string", "x-parts": "terms"},
            "term": {"type": "string", "x-vocabulary": "terms", "x-label": TEXT, "x-message": "write a term"},
            "other": {"type": "string", "x-ref": "things", "x-inverse-label": TEXT, "x-link": "https://doi.org/{value}"},
            "flag": {"x-past": True, "x-unit": "EUR", "x-figure": True, "x-markdown": True, "x-localized": True},
            "never": False,
        },
    }
    assert resolve_with_annotations(used)["things"]["properties"]["term"]["enum"] == ["a"]


def test_every_constraint_on_annotations_is_tripped() -> None:
    wire = Tripwire(read_raw())
    tripped = {constraint for schema in MISUSED.values() for constraint in wire.trip(META, schema)}
    assert list_untripped(find_constraints(META, read_raw()[META]), tripped) == []


@pytest.mark.parametrize("name", sorted(set(read_raw()) - {META}))
def test_schema_obeys_its_dialect_and_the_annotations(name: str) -> None:
    raw = read_raw()
    jsonschema.Draft202012Validator.check_schema(raw[name])
    assert Tripwire(raw).trip(META, raw[name]) == set()

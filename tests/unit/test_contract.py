"""What may become of the API, and what may not, on a small one."""

from __future__ import annotations

import copy
import json
from datetime import date

import pytest

from generator.i18n import LANGUAGES, make_language
from generator.open_data.contract import (
    NO_CONTRACT,
    ContractError,
    Kind,
    compare_promises,
    parse_contract,
    record_changes,
    say_change,
    write_contract,
)
from generator.open_data.promises import list_promises
from generator.reading import read_phrases

DAY = date(2026, 11, 22)
PATH = "/api/v1/things/{id}.json"
ENGLISH, FRENCH = (make_language(code, read_phrases(code)) for code in LANGUAGES)


def make_api():
    """Make a description with one file and a table of the same things."""
    thing = {
        "type": "object",
        "required": ["id", "colour", "note", "parts"],
        "properties": {
            "id": {"type": "string"},
            "colour": {"type": "string", "enum": ["red", "green"], "x-vocabulary": "colours"},
            "note": {"type": ["string", "null"]},
            "parts": {"type": "array", "items": {"type": "object", "required": ["size"], "properties": {"size": {"type": "number"}}}},
        },
    }
    parameter = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    file = {
        "get": {
            "parameters": [parameter],
            "responses": {"200": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}},
        }
    }
    table = {"get": {"responses": {"200": {"content": {"text/csv": {"schema": {"type": "string"}, "x-columns": ["id", "colour"]}}}}}}
    return {"paths": {PATH: file, "/api/v1/things/all.csv": table}, "components": {"schemas": {"Thing": thing}}}


def thing_of(api):
    return api["components"]["schemas"]["Thing"]


def compare(change):
    api = make_api()
    change(api)
    return compare_promises(list_promises(make_api()), list_promises(api))


def say(change):
    return [(one.breaks, say_change(one, ENGLISH)) for one in compare(change)]


def remove_field(api):
    del thing_of(api)["properties"]["parts"]


def rename_key(api):
    properties = thing_of(api)["properties"]
    properties["remark"] = properties.pop("note")
    thing_of(api)["required"] = list(properties)


def change_type(api):
    thing_of(api)["properties"]["id"]["type"] = "integer"


def change_format(api):
    thing_of(api)["properties"]["id"]["format"] = "uri"


def change_unit(api):
    thing_of(api)["properties"]["parts"]["items"]["properties"]["size"]["x-unit"] = "EUR"


def fix_value(api):
    thing_of(api)["properties"]["id"]["const"] = "x"


def allow_null(api):
    thing_of(api)["properties"]["id"]["type"] = ["string", "null"]


def let_be_missing(api):
    thing_of(api)["required"].remove("colour")


def rename_path(api):
    api["paths"]["/api/v1/items/{id}.json"] = api["paths"].pop(PATH)


def change_media_type(api):
    content = api["paths"][PATH]["get"]["responses"]["200"]["content"]
    content["text/plain"] = content.pop("application/json")


def drop_term(api):
    thing_of(api)["properties"]["colour"]["enum"].remove("green")


def drop_vocabulary(api):
    del thing_of(api)["properties"]["colour"]["enum"]


def drop_column(api):
    api["paths"]["/api/v1/things/all.csv"]["get"]["responses"]["200"]["content"]["text/csv"]["x-columns"].remove("colour")


BREAKS = [
    (remove_field, f"{PATH}: the key $.parts is gone"),
    (rename_key, f"{PATH}: the key $.note is gone"),
    (change_type, f"{PATH}: $.id was string and is integer"),
    (change_format, f"{PATH}: $.id was string and is string uri"),
    (change_unit, f"{PATH}: $.parts[*].size was number and is number EUR"),
    (fix_value, f"{PATH}: $.id was string and is string = x"),
    (allow_null, f"{PATH}: $.id was string and is string or null"),
    (let_be_missing, f"{PATH}: $.colour was string of colours and is string of colours or missing"),
    (rename_path, f"the file {PATH} is gone"),
    (change_media_type, f"{PATH}: $ was application/json object and is text/plain object"),
    (drop_term, "colours: the term green is gone"),
    (drop_vocabulary, f"{PATH}: $.colour was string of colours and is string"),
    (drop_column, "/api/v1/things/all.csv: the key colour is gone"),
]


@pytest.mark.parametrize(("change", "told"), BREAKS, ids=lambda one: getattr(one, "__name__", ""))
def test_a_break_says_where_and_what(change, told):
    assert [line for breaks, line in say(change) if breaks] == [told]


def add_key(api):
    thing_of(api)["properties"]["more"] = {"type": "object", "required": ["in"], "properties": {"in": {"type": "string"}}}
    thing_of(api)["required"].append("more")


def add_term(api):
    thing_of(api)["properties"]["colour"]["enum"].append("blue")


def add_path(api):
    api["paths"]["/api/v1/new.json"] = copy.deepcopy(api["paths"][PATH])


def add_column(api):
    api["paths"]["/api/v1/things/all.csv"]["get"]["responses"]["200"]["content"]["text/csv"]["x-columns"].insert(0, "size")


def always_state(api):
    thing_of(api)["properties"]["note"]["type"] = "string"


ADDITIONS = [
    (add_key, f"New key in {PATH}: $.more (object)"),
    (add_term, "New term of colours: blue"),
    (add_path, "New file: /api/v1/new.json"),
    (add_column, "New key in /api/v1/things/all.csv: size (column)"),
    (always_state, f"Always stated now in {PATH}: $.note (string, was string or null)"),
]


@pytest.mark.parametrize(("change", "told"), ADDITIONS, ids=lambda one: getattr(one, "__name__", ""))
def test_an_addition_is_no_break(change, told):
    assert say(change) == [(False, told)]


def test_order_is_no_promise():
    def turn_round(api):
        api["paths"] = dict(reversed(api["paths"].items()))
        thing_of(api)["properties"] = dict(reversed(thing_of(api)["properties"].items()))
        thing_of(api)["properties"]["colour"]["enum"].reverse()

    assert say(turn_round) == []


def test_the_first_record_is_version_1_0():
    contract = record_changes(NO_CONTRACT, list_promises(make_api()), (), on=DAY)
    assert NO_CONTRACT.version == contract.version == "1.0"
    assert [(one.version, one.date, one.changes) for one in contract.releases] == [("1.0", "2026-11-22", ())]


def test_an_addition_raises_the_second_number_and_is_told():
    contract = record_changes(NO_CONTRACT, list_promises(make_api()), (), on=DAY)
    for number in range(1, 12):
        api = make_api()
        thing_of(api)["properties"][f"key-{number}"] = {"type": "string"}
        promises = list_promises(api)
        contract = record_changes(contract, promises, compare_promises(list_promises(make_api()), promises), on=date(2027, 1, number))
    assert contract.version == "1.11"
    assert contract.promises == promises
    (change,) = contract.releases[0].changes
    assert (change.kind, change.where, change.what) == (Kind.KEY_ADDED, PATH, "$['key-11']")
    assert [one.version for one in contract.releases][-2:] == ["1.1", "1.0"]


def test_a_contract_is_read_as_it_was_written():
    first = record_changes(NO_CONTRACT, list_promises(make_api()), (), on=DAY)
    contract = record_changes(first, list_promises(make_api()), compare(add_term), on=DAY)
    text = write_contract(contract)
    assert parse_contract(text) == contract
    assert write_contract(parse_contract(text)) == text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{\n]", r"^contracts/api-v1\.json:2:1: not JSON: "),
        ("[]", r"^contracts/api-v1\.json is no contract"),
        ("{}", r"^contracts/api-v1\.json is no contract \('releases'\)"),
        ('{"releases": [{"version": "1.0", "date": "2026-11-22", "changes": [{"kind": "moved", "where": ""}]}]}', "'moved' is not a valid"),
        ('{"releases": [], "files": {}, "terms": []}', "is no contract"),
    ],
)
def test_what_is_no_contract_is_refused(text, told):
    with pytest.raises(ContractError, match=told):
        parse_contract(text)


def test_no_file_is_no_contract():
    assert parse_contract(None) is NO_CONTRACT


@pytest.mark.parametrize("kind", Kind)
def test_every_change_has_words_in_both_languages(kind):
    change = compare(rename_path)[0]
    hostile = type(change)(kind, "{where}", "{what}", "{was}", "{now}")
    assert say_change(hostile, ENGLISH) != say_change(hostile, FRENCH)


def test_promises_name_every_key_by_its_path():
    assert dict(list_promises(make_api()).files[PATH]) == {
        "$": "application/json object",
        "$.id": "string",
        "$.colour": "string of colours",
        "$.note": "string or null",
        "$.parts": "array",
        "$.parts[*]": "object",
        "$.parts[*].size": "number",
        "{id}": "string",
    }
    assert json.dumps(list_promises(make_api()).terms) == '{"colours": ["red", "green"]}'

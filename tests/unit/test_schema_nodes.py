"""Schemas put together and taken apart."""

from __future__ import annotations

import pytest

from generator.open_data.examples import make_example
from generator.open_data.promises import list_promises
from generator.open_data.schema_nodes import allow_null, find_name, make_list, make_object, part_null, refer, resolve

TEXT = {"type": "string"}
COMPONENTS = {"Head": make_object({"a": TEXT}), "Whole": {"allOf": [refer("Head"), make_object({"b": allow_null(refer("Head"))})]}}


@pytest.mark.parametrize(
    ("node", "nullable"),
    [
        (TEXT, {"type": ["string", "null"]}),
        ({"type": "integer", "enum": [1, 2]}, {"type": ["integer", "null"], "enum": [1, 2, None]}),
        ({**refer("Head"), "description": "d"}, {"anyOf": [refer("Head"), {"type": "null"}], "description": "d"}),
    ],
)
def test_null_is_allowed_and_taken_away_again(node, nullable):
    assert allow_null(node) == nullable
    assert part_null(nullable) == (node, True)
    assert part_null(node) == (node, False)


def test_references_are_followed_and_parts_joined():
    assert find_name(refer("Head")) == "Head"
    assert find_name(TEXT) == ""
    assert resolve({**refer("Head"), "description": "own"}, COMPONENTS) == {**COMPONENTS["Head"], "description": "own"}
    assert resolve(refer("Whole"), COMPONENTS)["required"] == ["a", "b"]


def test_an_example_is_put_together():
    numbers = {"type": "array", "prefixItems": [{"const": "x"}, {"type": "number"}]}
    node = make_object({"whole": refer("Whole"), "list": make_list({"enum": ["one", "two"]}), "pair": numbers, "given": {"examples": [7]}})
    assert make_example(node, COMPONENTS) == {"whole": {"a": "…", "b": {"a": "…"}}, "list": ["one"], "pair": ["x", 1], "given": 7}


def test_promises_see_null_behind_a_reference():
    content = {"application/json": {"schema": refer("Whole")}}
    api = {"paths": {"/x": {"get": {"responses": {"200": {"content": content}}}}}, "components": {"schemas": COMPONENTS}}
    assert list_promises(api).files["/x"]["$.b"] == "object or null"

"""What a key that a schema does not know is meant to be."""

from __future__ import annotations

from typing import Any

import pytest

from generator.keys import Misplacement, find_misplaced, find_near
from generator.messages import name_place

TEXT = {"properties": {"en": {"type": "string"}, "fr": {"type": "string"}}}
SCHEMA: dict[str, Any] = {
    "required": ["kind"],
    "properties": {
        "name": TEXT,
        "kind": {"x-label": {"en": "Type", "fr": "Nature"}},
        "note": {},
        "sources": {"items": {"properties": {"url": {}, "supports": {}, "title": TEXT}}},
    },
}


@pytest.mark.parametrize(
    ("value", "unknown", "wanted"),
    [
        ({"name": None, "en": "x", "fr": "y"}, {(): ["en", "fr"]}, [((), ("en", "fr"), ("name",))]),
        ({"name": {"en": "x"}, "fr": "y"}, {(): ["fr"]}, [((), ("fr",), ("name",))]),
        ({"name": {"en": "x", "kind": "y"}}, {("name",): ["kind"]}, [(("name",), ("kind",), ())]),
        ({"name": {"en": "x", "note": "y"}}, {("name",): ["note"]}, [(("name",), ("note",), ())]),
        ({"sources": [{"url": "x"}], "supports": "y"}, {(): ["supports"]}, [((), ("supports",), ("sources", 0))]),
        ({"sources": [{"url": "x", "kind": "y"}]}, {("sources", 0): ["kind"]}, [(("sources", 0), ("kind",), ())]),
        ({"sources": [{"title": None, "en": "y"}]}, {("sources", 0): ["en"]}, [(("sources", 0), ("en",), ("sources", 0, "title"))]),
        ({"name": {"en": "x", "fr": "y"}, "en": "z"}, {(): ["en"]}, []),
        ({"name": {"kind": "x"}, "kind": "y"}, {("name",): ["kind"]}, []),
        ({"sources": [{"note": "y"}]}, {("sources", 0): ["note"]}, []),
        ({"en": "x", "name": None}, {(): ["en"]}, []),
        ({"name": "x", "en": "y"}, {(): ["en"]}, []),
        ({"name": None, "de": "y"}, {(): ["de"]}, []),
    ],
)
def test_key_belongs_to_the_nearest_map_that_knows_and_lacks_it(
    value: Any, unknown: dict[Any, list[str]], wanted: list[tuple[Any, ...]]
) -> None:
    assert list(find_misplaced(unknown, value, SCHEMA)) == [Misplacement(*one) for one in wanted]


@pytest.mark.parametrize(
    ("misplacement", "told"),
    [
        (
            Misplacement((), ("en", "fr"), ("name",)),
            ("'en' and 'fr' stand beside 'name' and belong under it", "indent them deeper than 'name'"),
        ),
        (
            Misplacement((), ("supports",), ("sources", 0)),
            ("'supports' stands beside 'sources' and belongs under it", "indent it as the keys of its last item are"),
        ),
        (
            Misplacement(("name",), ("kind",), ()),
            ("'kind' stands under name and belongs beside it", "indent it as the keys of the record are"),
        ),
    ],
)
def test_level_is_said_in_one_sentence(misplacement: Misplacement, told: tuple[str, str]) -> None:
    assert misplacement.describe(name_place) == told


@pytest.mark.parametrize(
    ("key", "near"), [("Kind", ["kind"]), ("nature", ["kind"]), ("Type", ["kind"]), ("nam", ["name"]), ("source", ["sources"]), ("zz", [])]
)
def test_key_is_near_by_name_or_by_label_in_either_language(key: str, near: list[str]) -> None:
    assert find_near(key, SCHEMA["properties"]) == near

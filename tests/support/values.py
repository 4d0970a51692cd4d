"""Values of cases, and values that nobody would write."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from hypothesis import strategies as st

from generator.source import parse_document
from tests.support.projects import CASES, COLLECTIONS, VOCABULARIES, read_case

SCHEMA_OF = {**{name: name for name in COLLECTIONS}, VOCABULARIES: "vocabulary"}
"""Schema of each folder of cases."""


@cache
def read_values(kind: str) -> dict[str, dict[str, Any]]:
    """Read the values of all cases of a kind, by folder and name; those that are no YAML are left out."""
    found: dict[str, dict[str, Any]] = {folder: {} for folder in SCHEMA_OF}
    for path in sorted((CASES / kind).glob("*/*.yaml")):
        document, _ = parse_document(path.name, read_case(path.parent.name, path).data)
        if document is not None:
            found[path.parent.name][path.stem] = document.value
    return found


LETTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp"), exclude_characters="\u115f\u1160\u2800\u3164\uffa0", include_characters="\t\n\r"
)
"""What the text of a record can hold once the policy on characters has been applied."""
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(LETTERS, max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=10), inner, max_size=3),
    max_leaves=5,
)


@st.composite
def spoilt_records(draw: st.DrawFn) -> tuple[str, Any]:
    """Make a full record with one value, anywhere in it, replaced, deleted or given a neighbour; with its folder."""
    folder = draw(st.sampled_from(sorted(SCHEMA_OF)))
    value = copy.deepcopy(read_values("valid")[folder]["full"])
    places: list[tuple[Any, Any]] = []

    def note(node: Any) -> None:
        for key, child in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
            places.append((node, key))
            note(child)

    note(value)
    holder, key = draw(st.sampled_from(places))
    change = draw(st.sampled_from(["replace", "delete", "add"]))
    if change == "delete":
        del holder[key]
    elif change == "add" and isinstance(holder, dict):
        holder[draw(st.text(LETTERS, max_size=10))] = draw(JSON)
    else:
        holder[key] = draw(JSON)
    return folder, value

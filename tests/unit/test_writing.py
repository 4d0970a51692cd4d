"""What is written as YAML reads back as what it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source import parse_document
from generator.writing import WIDTH, convert_text, write_entry, write_scalar

LONG = "Foundry processes, production, dicing and test of custom chips that read out detectors and withstand radiation."
TEXT = st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp", "Cf", "Cn", "Co")) | st.sampled_from("\n\"'#:-?&*!|>%@`{}[], "))
KEYS = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
VALUES = st.recursive(
    TEXT | st.integers(-(10**9), 10**9) | st.booleans(),
    lambda inner: st.lists(inner.filter(lambda item: not isinstance(item, list)), min_size=1) | st.dictionaries(KEYS, inner, min_size=1),
    max_leaves=12,
)
"""Texts, numbers, maps, and lists of anything but lists, as records hold them."""


def read(lines: list[str]) -> Any:
    document, problems = parse_document("x.yaml", "\n".join((*lines, "")).encode())
    assert problems == (), lines
    assert document is not None
    return document.value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("White Rabbit", ["White Rabbit"]),
        ("C++: a language", ['"C++: a language"']),
        ("55", ['"55"']),
        ("true", ['"true"']),
        ("2026-11-22", ["2026-11-22"]),
        ("", ['""']),
        (" a", ['" a"']),
        ("- a", ['"- a"']),
        ("a #b", ['"a #b"']),
        (LONG, [">-", f"  {LONG.removesuffix(' radiation.')}", "  radiation."]),
        (LONG.replace(" radiation", "  radiation"), [LONG.replace(" radiation", "  radiation")]),
        ("One.\n\nTwo.", ["|-", "  One.", "", "  Two."]),
        ("One.\n", ['"One.\\n"']),
    ],
)
def test_a_text_is_written_in_the_plainest_form_that_reads_back(text: str, written: list[str]) -> None:
    assert write_scalar(text, room=WIDTH) == written


@settings(max_examples=300, deadline=None, derandomize=True)
@given(VALUES)
def test_every_value_reads_back_as_it_was(value: Any) -> None:
    assert read(write_entry("key", value)) == {"key": value}


@pytest.mark.parametrize(
    ("text", "value"), [("9", 9), ("270844.94", 270844.94), ("true", True), ("nine", "nine"), ("[1]", "[1]"), ("", "")]
)
def test_a_text_that_is_meant_as_a_number_becomes_one(text: str, value: object) -> None:
    assert convert_text(text) == value


def test_lists_and_maps_have_the_layout_of_the_catalogue() -> None:
    value = [{"quantity": {"en": "Pixel pitch"}, "value": "55"}, {"value": "1"}]
    assert write_entry("key_figures", value) == [
        "key_figures:",
        "  - quantity:",
        "      en: Pixel pitch",
        '    value: "55"',
        '  - value: "1"',
    ]

"""Ids are made of names, and always have the form of one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.naming import make_id
from generator.reading import judge_id


@pytest.mark.parametrize(
    ("name", "id_"),
    [("ATTRACT Phase-1B", "attract-phase-1b"), ("Éclair à 2°", "eclair-a-2"), (" -x- ", "x"), ("…", ""), ("a" * 63 + " b", "a" * 63)],
)
def test_an_id_is_the_letters_and_digits_of_a_name(name: str, id_: str) -> None:
    assert make_id(name) == id_


@settings(deadline=None, derandomize=True)
@given(st.text(max_size=100))
def test_an_id_is_one_or_empty(name: str) -> None:
    assert make_id(name) == "" or judge_id(make_id(name)) is None

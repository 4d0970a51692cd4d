"""The canonical form: order of keys, indentation, blanks; and that nothing is lost or changes its value."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.formatting import format_text
from generator.slips import read_value
from tests.support.constraints import compile_all
from tests.support.projects import CASES, COLLECTIONS, minimal
from tests.support.records import SCRAPS, damaged_texts, find_notes
from tests.support.values import LETTERS, SCHEMA_OF, spoilt_records


def form(text: str, folder: str = "technologies") -> str:
    return format_text(text, compile_all()[SCHEMA_OF[folder]].schema)


CHANGED = {
    "order of keys": ("kind: hardware\nname:\n  fr: B\n  en: A\n", "name:\n  en: A\n  fr: B\nkind: hardware\n"),
    "unknown keys come last": ("colour: red\nkind: hardware\nshape: x\nname: y\n", "name: y\nkind: hardware\ncolour: red\nshape: x\n"),
    "keys of an item": ("links:\n  - url: a\n    kind: b\n", "links:\n  - kind: b\n    url: a\n"),
    "keys of an item under its dash": ("links:\n  -\n    url: a\n    kind: b\n", "links:\n  -\n    kind: b\n    url: a\n"),
    "comment over a key": ("# kind\nkind: a\n# name\nname: b\n", "# name\nname: b\n# kind\nkind: a\n"),
    "comment beside a key": ("kind: a  # one\nname: b # two\n", "name: b # two\nkind: a  # one\n"),
    "comment under a value": ("kind: a\n  # more on a\nname: b\n", "name: b\nkind: a\n# more on a\n"),
    "comment over a key of an item": (
        "links:\n  - url: a\n    # about b\n    kind: b\n",
        "links:\n  # about b\n  - kind: b\n    url: a\n",
    ),
    "modeline stays on top": (
        "# yaml-language-server: $schema=x\n# kind\nkind: a\nname: b\n",
        "# yaml-language-server: $schema=x\nname: b\n# kind\nkind: a\n",
    ),
    "head of the file stays on top": ("# Licence.\n\nkind: a\nname: b\n", "# Licence.\n\nname: b\nkind: a\n"),
    "list under its key": ("fields:\n- a\n- b\nreviewed: c\n", "fields:\n  - a\n  - b\nreviewed: c\n"),
    "four spaces": ("name:\n    en: A\n    fr: B\n", "name:\n  en: A\n  fr: B\n"),
    "one space": ("links:\n - kind: a\n   url: b\n", "links:\n  - kind: a\n    url: b\n"),
    "wide dash": ("links:\n-   kind: a\n    url: b\n-   kind: c\n", "links:\n  - kind: a\n    url: b\n  - kind: c\n"),
    "wide dash of a text": ("fields:\n  -    a\n", "fields:\n  - a\n"),
    "text under a bar": ("name:\n    en: |\n        a\n          b\n\n        c\n", "name:\n  en: |\n    a\n      b\n\n    c\n"),
    "text in an item": ("links:\n- title: >-\n     a\n     b\n  url: c\n", "links:\n  - url: c\n    title: >-\n      a\n      b\n"),
    "text over several lines": (
        "name:\n      en: a\n         b\n      fr: 'c\n\n       d'\n",
        "name:\n  en: a\n    b\n  fr: 'c\n\n    d'\n",
    ),
    "brackets over several lines": ("rights:\n    protection: [a,\n      b]\n", "rights:\n  protection: [a,\n    b]\n"),
    "comment at the margin": ("name:\n    # French\n# English\n    en: A\n", "name:\n  # French\n  # English\n  en: A\n"),
    "blank lines": ("\n\nname: a\n\n\n\nkind: b\n\n\n", "name: a\n\nkind: b\n"),
    "blanks and line ends": ("\ufeffname: a  \r\nkind: b", "name: a\nkind: b\n"),
    "list of lists": ("x:\n- - b: 1\n    c: 2\n  -   d\n", "x:\n  - - b: 1\n      c: 2\n    - d\n"),
}


@pytest.mark.parametrize(("text", "formatted"), CHANGED.values(), ids=CHANGED)
def test_a_text_gets_its_form(text: str, formatted: str) -> None:
    assert form(text) == formatted
    assert form(formatted) == formatted


LEFT = {
    "no YAML": "name: [a\nkind: b\n",
    "key twice": "kind: a\nkind: b\nname: c\n",
    "empty": "",
    "comment alone": "# nothing\n",
    "explicit indentation": "name:\n    en: |2\n        a\n",
    "map in braces": "name: {fr: a, en: b}\n",
    "quotes": "name: \"a\"\nkind: 'b'\ndomain: c\n",
    "blank lines of a text": "description: |+\n  a\n\n\n\n",
    "blanks in a text": "description: |\n  a  \n     \n",
    "order of terms": "zebra: 1\nape: 2\n",
}


@pytest.mark.parametrize("text", LEFT.values(), ids=LEFT)
def test_a_text_is_left_as_it_is(text: str) -> None:
    assert form(text) == text


def test_terms_of_a_vocabulary_keep_their_order() -> None:
    text = minimal("vocabularies") + "\n  argon:\n    name:\n      fr: Argon\n      en: Argon\n"
    assert form(text, "vocabularies") == text.replace("      fr: Argon\n      en: Argon\n", "      en: Argon\n      fr: Argon\n")


@pytest.mark.parametrize("folder", COLLECTIONS)
def test_any_order_of_keys_becomes_the_one_of_the_schema(folder: str) -> None:
    value, _ = read_value((CASES / "valid" / folder / "full.yaml").read_text("utf-8"))

    def write(turned: bool) -> str:
        return yaml.safe_dump(turn(value) if turned else value, allow_unicode=True, sort_keys=False, width=10_000)

    def turn(node: Any) -> Any:
        if isinstance(node, dict):
            return {key: turn(inner) for key, inner in reversed(node.items())}
        return [turn(item) for item in node] if isinstance(node, list) else node

    assert form(write(True), folder) == form(write(False), folder) != write(True)


# --- Laws -----------------------------------------------------------------------------------------


def check_laws(text: str, folder: str) -> None:
    formatted = form(text, folder)
    assert form(formatted, folder) == formatted
    assert sorted(find_notes(formatted)) == sorted(find_notes(text))
    value, problems = read_value(text.removeprefix("\ufeff"))
    if formatted != text and not problems:
        assert repr_sorted(read_value(formatted)[0]) == repr_sorted(value)


def repr_sorted(value: object) -> str:
    """Write a value so that the order of keys does not count, and true is not 1."""
    if isinstance(value, dict):
        return repr(sorted((key, repr_sorted(inner)) for key, inner in value.items()))
    return repr([repr_sorted(item) for item in value]) if isinstance(value, list) else repr(value)


@given(spoilt_records(), st.sampled_from([None, False, True]), st.integers(2, 6), st.sampled_from([20, 80]))
@settings(max_examples=60, deadline=None)
def test_a_record_of_any_style_keeps_its_value(spoilt: tuple[str, Any], flow: bool | None, indent: int, width: int) -> None:
    folder, value = spoilt
    check_laws(yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow, indent=indent, width=width), folder)


@given(damaged_texts())
@settings(max_examples=60, deadline=None)
def test_a_record_with_comments_keeps_them_all(damaged: tuple[str, str]) -> None:
    folder, text = damaged
    check_laws(text, folder)


@given(st.text(LETTERS, max_size=60) | SCRAPS)
@settings(max_examples=300, deadline=None)
def test_no_text_makes_formatting_fail(text: str) -> None:
    check_laws(text, "technologies")

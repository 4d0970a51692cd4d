"""Values written as YAML are read back as they were, and a change of one place leaves every other byte."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.source import parse_document
from generator.yaml_text import PlaceError, append_item, insert_key, remove_key, replace_items, replace_value, write_record

SCHEMA = "../../schemas/technologies.schema.json"
WRITTEN = st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co"), exclude_characters="\ufffc\ufffd") | st.just("\n")
TEXTS = st.text(WRITTEN, max_size=40) | st.text(st.sampled_from(":#-[]{}&*!|>'\"%@`,? \\\n0.eyn~"), max_size=12)
LONG = st.lists(st.text(WRITTEN.filter(lambda sign: not sign.isspace()), min_size=1, max_size=9), min_size=20, max_size=40).map(" ".join)
SCALARS = TEXTS | LONG | st.integers(-(10**9), 10**9) | st.booleans() | st.none()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8)
RECORDS = st.dictionaries(st.sampled_from(("name", "kind", "summary", "fields", "x")), VALUES, min_size=1)


def read(text: str) -> Any:
    document, problems = parse_document("x.yaml", text.encode())
    assert document is not None, (text, problems)
    return document.value


@settings(deadline=None, derandomize=True)
@given(RECORDS)
def test_what_is_written_is_read_as_it_was(values: dict[str, Any]) -> None:
    assert read(write_record(values, schema=SCHEMA)) == values


@settings(deadline=None, derandomize=True)
@given(st.text())
def test_no_text_breaks_out_of_its_place(text: str) -> None:
    """A character that records may not hold is refused, and never changes what else is read."""
    try:
        data = write_record({"a": text, "b": {"c": [text]}}, schema=SCHEMA).encode()
    except UnicodeEncodeError:
        pytest.fail("half a character was written as it is")
    document, problems = parse_document("x.yaml", data)
    if document is None:
        assert {problem.code for problem in problems} <= {"control-character", "direction-character"}
    else:
        assert document.value == {"a": text, "b": {"c": [text]}}


def test_records_have_the_layout_of_the_catalogue() -> None:
    values = {
        "name": {"en": "White Rabbit"},
        "fields": ["digital", "quantum"],
        "summary": {
            "en": "An Ethernet network over optical fibre that keeps thousands of devices on the same time to a nanosecond, or less."
        },
        "description": {"en": "One.\n\nTwo."},
        "maturity": {"trl": 9},
        "sources": [{"url": "https://example.org/a", "supports": "Origin: 2008"}],
        "reviewed": "2026-11-22",
    }
    assert write_record(values, schema=SCHEMA) == (
        f"# yaml-language-server: $schema={SCHEMA}\n"
        "name:\n  en: White Rabbit\n"
        "fields:\n  - digital\n  - quantum\n"
        "summary:\n  en: >-\n"
        "    An Ethernet network over optical fibre that keeps thousands of devices on the same time to a\n"
        "    nanosecond, or less.\n"
        "description:\n  en: |-\n    One.\n\n    Two.\n"
        "maturity:\n  trl: 9\n"
        'sources:\n  - url: https://example.org/a\n    supports: "Origin: 2008"\n'
        "reviewed: 2026-11-22\n"
    )


RECORD = """\
# first
name: # of the thing
  en: White Rabbit   # a name
kind: 'hardware'
summary:
  en: >-
    A network that keeps
    the time.

rights: {availability: open, protection: [patent]}
# about sources
sources:
  - url: https://example.org/a
    supports: >-
      All of
      it

  # the end
reviewed: 2026-11-20
"""


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("name", "en"), "Black Rabbit", "White Rabbit", "Black Rabbit"),
        (("kind",), "software", "'hardware'", "software"),
        (("summary", "en"), "A clock.", ">-\n    A network that keeps\n    the time.", "A clock."),
        (("summary", "en"), "A\nB", ">-\n    A network that keeps\n    the time.", "|-\n    A\n    B"),
        (("rights", "availability"), "licensable", "open", "licensable"),
        (("rights", "availability"), "a\nb", "open", '"a\\nb"'),
        (("reviewed",), "2026-11-22", "2026-11-20", "2026-11-22"),
    ],
)
def test_a_value_is_replaced_in_its_place(path: tuple[str, ...], value: str, old: str, new: str) -> None:
    changed = replace_value(RECORD, path, value)
    assert changed == RECORD.replace(old, new)
    found = read(changed)
    for key in path:
        found = found[key]
    assert found == value


@settings(deadline=None, derandomize=True)
@given(st.sampled_from((("name", "en"), ("kind",), ("summary", "en"), ("rights", "availability"), ("reviewed",))), TEXTS | LONG)
def test_a_replaced_value_changes_nothing_else(path: tuple[str, ...], value: str) -> None:
    wanted = read(RECORD)
    parent = wanted
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value
    assert read(replace_value(RECORD, path, value)) == wanted


@settings(deadline=None, derandomize=True)
@given(TEXTS | LONG)
def test_an_item_is_added_at_the_end_of_a_list(text: str) -> None:
    wanted = read(RECORD)
    item = {"url": "https://example.org/b", "supports": text}
    wanted["sources"].append(item)
    changed = append_item(RECORD, "sources", item)
    assert read(changed) == wanted
    assert [line for line in RECORD.splitlines() if line not in changed.splitlines()] == []


@settings(deadline=None, derandomize=True)
@given(TEXTS | LONG)
def test_a_key_is_written_where_it_belongs(text: str) -> None:
    order = ["name", "kind", "summary", "status", "status_note", "rights", "sources", "reviewed"]
    changed = insert_key(RECORD, "status_note", {"en": text}, order=order)
    assert list(read(changed)) == ["name", "kind", "summary", "status_note", "rights", "sources", "reviewed"]
    assert read(changed)["status_note"] == {"en": text}


@pytest.mark.parametrize("path", [("name",), ("sources",), ("missing",), ("name", "fr"), ("kind", "x"), ()])
def test_what_is_not_one_value_is_not_replaced(path: tuple[str, ...]) -> None:
    with pytest.raises(PlaceError):
        replace_value(RECORD, path, "x")


def test_a_list_in_brackets_takes_no_item() -> None:
    with pytest.raises(PlaceError):
        append_item("sources: [a]\n", "sources", "b")


NESTED = """\
budget:  # in euros
  # of the dashboard
  part: 5
  # rounded
people:
  - name: A   # first
    # of B
  - name: B
    role: x
# the end
"""


@pytest.mark.parametrize(
    ("key", "inside", "old", "new"),
    [
        ("total", ("budget",), "  # of the", "  total: 1\n  # of the"),
        ("share", ("budget",), "part: 5\n", "part: 5\n  share: 1\n"),
        ("role", ("people", 0), "# first\n", "# first\n    role: 1\n"),
        ("city", ("people", 1), "name: B\n", "name: B\n    city: 1\n"),
        ("after", (), "    role: x\n", "    role: x\nafter: 1\n"),
    ],
)
def test_a_key_is_written_where_it_belongs_in_a_map(key: str, inside: tuple[str | int, ...], old: str, new: str) -> None:
    order = ["name", "city", "role", "total", "part", "share", "budget", "people", "after"]
    assert insert_key(NESTED, key, 1, order=order, inside=inside) == NESTED.replace(old, new)


def test_a_key_cannot_be_written_before_the_first_of_an_item_or_into_braces() -> None:
    with pytest.raises(PlaceError, match="behind a dash"):
        insert_key(NESTED, "id", 1, order=["id", "name", "role"], inside=("people", 1))
    with pytest.raises(PlaceError, match="in one line"):
        insert_key(RECORD, "b", 1, order=["availability", "b"], inside=("rights",))


def test_a_text_without_a_line_break_at_its_end_gets_one() -> None:
    assert insert_key("a: 1", "b", 2, order=["a", "b"]) == "a: 1\nb: 2\n"
    assert append_item("a:\n  - 1", "a", 2) == "a:\n  - 1\n  - 2\n"
    assert replace_items("a:\n  - 1", ("a",), [1], [1, 2]) == "a:\n  - 1\n  - 2\n"


def test_a_key_is_deleted_with_its_lines() -> None:
    assert remove_key(NESTED, ("people", 1, "role")) == NESTED.replace("    role: x\n", "")
    assert remove_key(RECORD, ("summary",)) == RECORD.replace("summary:\n  en: >-\n    A network that keeps\n    the time.\n", "")
    for path in (("people", 1, "name"), ("people", 2, "name"), ("budget", "total")):
        with pytest.raises(PlaceError):
            remove_key(NESTED, path)
    with pytest.raises(PlaceError):
        remove_key(RECORD, ("rights", "availability"))


def test_items_that_stay_keep_their_lines() -> None:
    before = [{"name": "A"}, {"name": "B", "role": "x"}]
    changed = replace_items(NESTED, ("people",), before, [{"name": "C"}, {"name": "B", "role": "x"}, {"name": "D"}])
    assert changed == NESTED.replace("  - name: A   # first\n", "  - name: C\n").replace("    role: x\n", "    role: x\n  - name: D\n")
    assert read(changed)["people"] == [{"name": "C"}, {"name": "B", "role": "x"}, {"name": "D"}]

"""A change of a record reads back as it was meant, and touches nothing else."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cordis.record_text import RecordText
from generator.source import parse_document
from generator.yaml_text import PlaceError
from tests.support.constraints import resolve_all

TEXT = """\
# yaml-language-server: $schema=../../schemas/editor/eu_projects.schema.json
# about the project
acronym: 'BEAMS'   # as the grant spells it
summary:
  en: Instruments.

programme: H2020
budget: # in euros
  # from the dashboard
  eu_contribution: 5.50  # rounded
coordinator:
  name: CERN
  country: CH
participants:
  # in the order of the grant
  - name: CERN
    country: CH
    role: coordinator
  - name: INFN   # Rome
    role: participant
  # the French
  - name: CEA
    country: FR
sources:
  - url: https://example.org/a
    supports: >-
      All of
      it
# the end
reviewed: 2026-11-20
"""


def read(text: str) -> Any:
    document, problems = parse_document("x.yaml", text.encode())
    assert document is not None, problems
    return document.value


def make(text: str = TEXT) -> RecordText:
    return RecordText(text, read(text), resolve_all()["eu_projects"])


CHANGES: list[tuple[tuple[str | int, ...], Any, str, str]] = [
    (("acronym",), "Beams", "'BEAMS'", "Beams"),
    (("start",), "2023-03-01", "budget: #", "start: 2023-03-01\nbudget: #"),
    (("topic",), "A-1", "budget: #", "topic: A-1\nbudget: #"),
    (("title",), "On beams", "summary:", "title: On beams\nsummary:"),
    (("budget", "eu_contribution"), 6, "5.50", "6"),
    (("budget", "total"), 7.25, "  # from the", "  total: 7.25\n  # from the"),
    (("budget", "cern_contribution"), 1, "# rounded\n", "# rounded\n  cern_contribution: 1\n"),
    (
        ("coordinator",),
        {"name": "INFN", "country": "IT"},
        "name: CERN\n  country: CH\nparticipants",
        "name: INFN\n  country: IT\nparticipants",
    ),
    (("coordinator",), {"name": "CERN"}, "  name: CERN\n  country: CH\nparticipants", "  name: CERN\nparticipants"),
    (("sources", 0, "date"), "2025-02-24", "      it\n", "      it\n    date: 2025-02-24\n"),
    (("sources", 0, "supports"), "All of it, start", "All of\n      it", "All of it, start"),
    (("classification",), [{"code": "/23"}], "sources:", "classification:\n  - code: /23\nsources:"),
]


@pytest.mark.parametrize(("path", "value", "old", "new"), CHANGES)
def test_a_change_touches_its_place_alone(path: tuple[str | int, ...], value: Any, old: str, new: str) -> None:
    record = make()
    record.put(path, value)
    assert record.values == read(record.text)
    if path[-1] == "supports":
        assert record.text == TEXT.replace(">-\n      All of\n      it", value)
    else:
        assert record.text == TEXT.replace(old, new, 1)


def test_lists_keep_what_stays_with_its_comments() -> None:
    record = make()
    people = [
        {"name": "CERN", "country": "CH", "role": "coordinator"},
        {"name": "DESY", "country": "DE"},
        {"name": "INFN", "country": "IT", "role": "participant"},
        {"name": "CEA", "country": "FR", "role": "participant"},
        {"name": "GSI"},
    ]
    record.put(("participants",), people)
    assert record.values["participants"] == people
    assert record.text == TEXT.replace(
        "  - name: INFN   # Rome\n    role", "  - name: DESY\n    country: DE\n  - name: INFN   # Rome\n    country: IT\n    role"
    ).replace("    country: FR\n", "    country: FR\n    role: participant\n  - name: GSI\n")


def test_an_item_that_goes_leaves_the_lines_of_comments() -> None:
    record = make()
    record.put(("participants",), [{"name": "CEA", "country": "FR"}])
    assert "  # in the order of the grant\n  # the French\n  - name: CEA\n    country: FR\nsources" in record.text
    record.put(("participants",), [{"name": "GSI"}])
    assert "  # the French\n  - name: GSI\nsources" in record.text


def test_line_ends_stay_as_they_are() -> None:
    record = make(TEXT.replace("\n", "\r\n"))
    record.put(("start",), "2023-03-01")
    assert record.text == TEXT.replace("budget: #", "start: 2023-03-01\nbudget: #").replace("\n", "\r\n")


def test_a_source_is_added_at_the_end_of_the_list() -> None:
    record = make()
    record.append("sources", {"url": "https://example.org/b", "supports": "Start"})
    assert record.text == TEXT.replace("      it\n", "      it\n  - url: https://example.org/b\n    supports: Start\n")


@pytest.mark.parametrize(
    ("old", "new", "path", "value"),
    [
        ("budget: # in euros\n  # from the dashboard\n  eu_contribution: 5.50", "budget: {eu_contribution: 5.50}", ("budget", "total"), 7),
        ("sources:\n  - url: https://example.org/a\n    supports", "sources:\n  - supports", ("sources", 0, "url"), "https://example.org"),
        ("coordinator:\n  name: CERN\n  country: CH", "coordinator: {name: CERN, country: CH}", ("coordinator",), {"name": "CERN"}),
        ("  - name: INFN   # Rome", "  -\n    name: INFN", ("participants",), [{"name": "X"}]),
    ],
)
def test_what_is_written_in_an_unusual_way_stays(old: str, new: str, path: tuple[str | int, ...], value: Any) -> None:
    text = TEXT.replace(old, new, 1)
    record = make(text)
    with pytest.raises(PlaceError):
        record.put(path, value)
    assert (record.text, record.values) == (text, read(text))


PLAIN = st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Cn", "Co")), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split()) or "x"
)
PARTICIPANTS = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(("CERN", "INFN", "CEA")) | PLAIN},
        optional={"country": st.sampled_from(("CH", "IT")), "role": st.sampled_from(("coordinator", "participant"))},
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda item: item["name"],
)


@settings(deadline=None, derandomize=True, max_examples=150)
@given(PARTICIPANTS, PARTICIPANTS)
def test_any_list_becomes_any_other(first: list[dict[str, str]], second: list[dict[str, str]]) -> None:
    record = make()
    comments = [line for line in TEXT.splitlines() if line.strip().startswith("#")]
    for people in (first, second):
        record.put(("participants",), people)
        assert read(record.text) == read(TEXT) | {"participants": people}
        assert [line for line in record.text.splitlines() if line in comments] == comments

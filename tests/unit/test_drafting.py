"""A draft is a record in which only the placeholders are wrong, whatever is brought to life in it."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

import pytest

from generator.checking import check_project
from generator.description import Collection, describe_collection
from generator.drafting import AnswerError, Draft, draft_record, list_questions, read_answers
from generator.messages import explain_document
from generator.schema import Validator, compile_validator
from generator.source import parse_document
from tests.support.constraints import resolve_all
from tests.support.projects import COLLECTIONS, read_foundation

TODAY = {"reviewed": ("2026-11-22",)}


@cache
def describe(name: str) -> tuple[Collection, Validator]:
    collection = describe_collection(name, resolve_all()[name])
    return collection, compile_validator(collection.schema, cpv_codes=frozenset(read_foundation().cpv_labels))


def draft(name: str, *texts: str) -> Draft:
    collection, validator = describe(name)
    return draft_record(collection, {**TODAY, **read_answers(collection, texts)}, validator)


def check(name: str, text: str) -> list[str]:
    """Return the codes of everything that is wrong with a text."""
    document, problems = parse_document("x.yaml", text.encode())
    assert problems == ()
    assert document is not None
    return [found.code for found in explain_document(document, describe(name)[1])]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_nothing_is_wrong_with_a_draft_but_its_placeholders(name: str) -> None:
    drafted = draft(name)
    assert drafted.problems == ()
    assert check(name, drafted.text) == ["placeholder"] * drafted.placeholders
    alive = [line for line in drafted.text.splitlines() if not line.lstrip().startswith("#")]
    assert drafted.placeholders == sum('"FILL IN: ' in line for line in alive)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_key_that_is_brought_to_life_is_in_order(name: str) -> None:
    alive = re.sub(r"(?m)^( *)# ", r"\1", draft(name).text.partition("\n")[2])
    assert set(check(name, alive)) == {"placeholder"}
    document, _ = parse_document("x.yaml", alive.encode())
    assert document is not None
    properties = [key for key, node in describe(name)[0].schema["properties"].items() if node is not False]
    assert list(document.value) == properties


@pytest.mark.parametrize("name", COLLECTIONS)
def test_what_has_no_comment_left_has_the_layout_of_a_record(name: str) -> None:
    bare = "".join(line for line in draft(name).text.splitlines(keepends=True) if not line.lstrip().startswith("#"))
    assert check(name, bare) == ["placeholder"] * draft(name).placeholders
    assert "\n\n" not in bare


def list_examples(name: str) -> list[tuple[str, str]]:
    """List an answer for each key that shows what one writes."""
    by_path = describe(name)[0].by_path
    plain = ((path, field.examples[0]) for path, field in by_path.items() if field.examples)
    return [(path, str(example)) for path, example in plain if isinstance(example, str | int | float) and not isinstance(example, bool)]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_key_can_be_answered(name: str) -> None:
    found = [(path, draft(name, f"{path}={example}").problems) for path, example in list_examples(name)]
    assert len(found) > 10
    assert [one for one in found if one[1]] == []


def test_an_answer_stands_in_its_place_and_a_list_takes_several() -> None:
    text = draft("technologies", "name.en=A: B", "fields=energy", "fields=digital", "maturity.trl=9", "benefits.en=Fast").text
    assert '\n  en: "A: B"\n' in text
    assert "\nfields:\n  - energy\n  - digital\n" in text
    assert "\n  trl: 9\n" in text
    assert "\n  - en: Fast\n" in text


def test_an_answer_that_makes_other_keys_necessary_demands_them() -> None:
    drafted = draft("units", "kind=section")
    assert drafted.problems == ()
    assert 'parent: "FILL IN: Belongs to"\n' in drafted.text
    assert 'as_of: "FILL IN: Known to hold as of"\n' in drafted.text
    assert "\nparent:" not in draft("units", "kind=department").text


def test_an_answer_that_the_schema_refuses_is_a_problem() -> None:
    (problem,) = draft("technologies", "kind=hardwear").problems
    assert (problem.code, problem.hint) == ("unknown-term", "did you mean 'hardware'?")
    assert [found.code for found in draft("technologies", "name.en=a\u202eb").problems] == ["direction-character"]


@pytest.mark.parametrize(
    ("texts", "message"),
    [
        (["nam.en=A"], "'nam.en' is no key that takes a value; did you mean 'name.en'"),
        (["name=A"], "'name' is no key that takes a value; set name.en or name.fr"),
        (["zzzz=A"], "'zzzz' is no key that takes a value; ipt new writes all keys of technologies"),
        (["kind"], "'kind' is not written as key=value"),
        (["kind= "], "'kind= ' is not written as key=value"),
        (["kind=a", "kind=b"], "'kind' takes one value and is set twice"),
        (["kind=\udcff"], "the value of 'kind' is not UTF-8"),
    ],
)
def test_an_answer_for_no_key_is_refused(texts: list[str], message: str) -> None:
    with pytest.raises(AnswerError, match=f"^{re.escape(message)}"):
        read_answers(describe("technologies")[0], texts)


def test_what_every_record_needs_is_asked_in_both_languages() -> None:
    questions = {question.path: question for question in list_questions(describe("technologies")[0])}
    assert list(questions) == [
        "name.en",
        "name.fr",
        "kind",
        "domain",
        "fields",
        "summary.en",
        "summary.fr",
        "rights.availability",
        "rights.protection",
        "sources.url",
        "sources.supports",
        "reviewed",
    ]
    assert (questions["name.fr"].title, questions["name.fr"].required) == ("Name, in French", False)
    assert (questions["kind"].vocabulary, questions["kind"].many) == ("technology-kinds", False)
    assert (questions["fields"].vocabulary, questions["fields"].many) == ("application-fields", True)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_record_with_every_question_answered_has_no_placeholder(name: str) -> None:
    collection, _ = describe(name)
    vocabularies = check_project(read_foundation(), today=date(2026, 11, 22)).catalogue.vocabularies
    given = dict(list_examples(name))
    for question in list_questions(collection):
        if question.vocabulary:
            given[question.path] = next(iter(vocabularies[question.vocabulary].terms))
    asked = [question.path for question in list_questions(collection) if question.path != "reviewed"]
    drafted = draft(name, *(f"{path}={given.get(path, 'some words')}" for path in asked))
    assert (drafted.placeholders, drafted.problems) == (0, ())

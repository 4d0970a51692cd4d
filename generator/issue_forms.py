"""Read the answers to an issue form out of the Markdown that GitHub makes of them.

GitHub writes a heading for each question and the answer below it, as it was given; an answer may therefore hold anything,
headings among them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

NO_ANSWER = ("_No response_", "None", "")
MAX_CHARACTERS = 65_536
"""Longest body of an issue on GitHub."""
_TERM = re.compile(r"\(([A-Za-z0-9.+-]+)\)$")


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a form."""

    path: str
    """Field of the record that it asks for, with dots between levels, or a name of its own."""
    label: str
    required: bool
    terms: tuple[str, ...]
    """Terms that can be chosen, in the order of the options; empty where the answer is free text."""
    options: tuple[str, ...]
    many: bool
    """Whether several options can be chosen."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form, and what its answers are about."""

    name: str
    """Name of its file without the ending."""
    labels: tuple[str, ...]
    """Labels that its issues get; that of a form for new records is the collection."""
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to a form: text, or terms for questions with options; a question without an answer has none."""

    form: Form
    given: Mapping[str, str | tuple[str, ...]]
    """By path of the question."""
    problems: tuple[str, ...]
    """What is missing or cannot be understood, a sentence each."""


def describe_form(name: str, value: Mapping[str, Any]) -> Form:
    """Describe a form by what its file holds; the id of a question is the path of a field, with hyphens for dots."""
    questions = (item for item in value["body"] if item["type"] != "markdown")
    return Form(name, tuple(value["labels"]), tuple(map(_describe_question, questions)))


def _describe_question(item: Mapping[str, Any]) -> Question:
    attributes = item["attributes"]
    options = tuple(attributes.get("options", ()))
    return Question(
        path=item["id"].replace("-", "."),
        label=attributes["label"],
        required=item["validations"]["required"],
        terms=tuple(found[1] for option in options if (found := _TERM.search(option))),
        options=options,
        many=attributes.get("multiple", False),
    )


def read_answers(body: str, forms: Iterable[Form]) -> Answers | None:
    """Read the answers to the one of the forms whose questions the body holds; ``None`` where it is none of them."""
    lines = body[:MAX_CHARACTERS].replace("\r\n", "\n").replace("\r", "\n").split("\n")
    headings = {line[4:].strip() for line in lines if line.startswith("### ")}
    fitting = [form for form in forms if all(question.label in headings for question in form.questions)]
    if not fitting:
        return None
    form = max(fitting, key=lambda one: len(one.questions))
    given: dict[str, str | tuple[str, ...]] = {}
    problems = []
    for question, texts in _divide(lines, form):
        if len(texts) > 1:
            problems.append(f"{question.label}: the heading stands in an answer, too; delete it there")
            continue
        text = texts[0].strip()
        answer = None if text in NO_ANSWER else text
        if answer is None:
            if question.required:
                problems.append(f"{question.label}: there is no answer")
        elif question.options:
            terms = _choose(answer, question)
            if terms is None:
                problems.append(f"{question.label}: the answer is none of the options")
            else:
                given[question.path] = terms if question.many else terms[0]
        else:
            given[question.path] = answer
    return Answers(form, given, tuple(problems))


def _divide(lines: Iterable[str], form: Form) -> Iterator[tuple[Question, list[str]]]:
    """Yield each question with the texts below its heading; other headings belong to the answer that they stand in."""
    texts: dict[str, list[list[str]]] = {question.label: [] for question in form.questions}
    current: list[str] = []
    for line in lines:
        label = line[4:].strip() if line.startswith("### ") else None
        if label in texts:
            current = []
            texts[label].append(current)
        else:
            current.append(line)
    for question in form.questions:
        yield question, ["\n".join(found) for found in texts[question.label]]


def _choose(answer: str, question: Question) -> tuple[str, ...] | None:
    """Return the terms of the chosen options, which GitHub joins with commas; ``None`` where something else stands there."""
    chosen, rest = [], answer
    while rest:
        found = next((number for number, option in enumerate(question.options) if rest == option or rest.startswith(f"{option}, ")), None)
        if found is None:
            return None
        chosen.append(question.terms[found])
        rest = rest[len(question.options[found]) :].removeprefix(", ")
    return tuple(chosen) if question.many or len(chosen) == 1 else None

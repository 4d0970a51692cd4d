"""Leave out of the facts of a project what the schema of its collection refuses, and say so."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from generator.cordis.facts import put_value, take_value
from generator.cordis.projects import Project
from generator.description import Collection
from generator.messages import name_place, show
from generator.schema import Validator


def fit_facts(project: Project, collection: Collection, validator: Validator) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the facts that a record of the collection can state, as nested values, and what is left out, as clauses.

    Of a list or map that holds something that is refused only that part is left out, if the rest is accepted.
    """
    values: dict[str, Any] = {}
    for path, value in project.facts.items():
        if path in collection.by_path:
            put_value(values, tuple(path.split(".")), deepcopy(value))
    remarks = list(project.remarks)
    while places := [tuple(error.absolute_path) for error in validator.explain(values) if error.absolute_path]:
        taken = take_value(values, places[-1])
        if taken:  # and not what is left of a map that something required was taken from
            remarks.append(f"{name_place(places[-1])}: {show(taken)} is not accepted and is left out")
    return values, tuple(remarks)

"""Hold what an import would write to the check of the whole catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from generator.checking import check_project
from generator.cordis.planning import Outcome
from generator.diagnostics import CannotRunError, Diagnostic, Severity
from generator.reading import ProjectFiles, put_records


class AcceptanceError(CannotRunError):
    """Records that were not to be changed would be wrong after an import; the message names one."""


def refuse_unsound(files: ProjectFiles, collection: str, outcomes: Sequence[Outcome], *, today: date) -> tuple[Outcome, ...]:
    """Refuse every outcome in which the check finds an error. Raises ``AcceptanceError``."""
    kept = list(outcomes)
    while any(outcome.text is not None for outcome in kept):
        written = {(collection, outcome.id): outcome.text.encode() for outcome in kept if outcome.text is not None}
        found = check_project(put_records(files, written), today=today).diagnostics
        errors = [problem for problem in found if problem.severity is Severity.ERROR]
        if not errors:
            break
        by_id = {id_: list(_select(errors, collection, id_)) for _, id_ in written}
        if not any(by_id.values()):
            raise AcceptanceError(f"after the import {errors[0].path} would be wrong: {errors[0].message}; nothing was changed")
        kept = [_refuse(outcome, by_id.get(outcome.id, [])) for outcome in kept]
    return tuple(kept)


def _select(errors: Iterable[Diagnostic], collection: str, id_: str) -> Iterable[Diagnostic]:
    return (error for error in errors if error.path == f"catalogue/{collection}/{id_}.yaml")


def _refuse(outcome: Outcome, errors: Sequence[Diagnostic]) -> Outcome:
    if not errors or outcome.text is None:
        return outcome
    reasons = "; ".join(error.message for error in errors)
    return replace(outcome, text=None, after=outcome.before, refusal=f"the check would refuse the record: {reasons}")

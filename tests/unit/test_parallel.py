"""Tasks in processes of their own: in order, with progress, and with their errors."""

from functools import partial

import pytest

from generator import parallel
from generator.parallel import run_tasks


def double(number, advance):
    advance(number)
    return number * 2


def fail(advance):
    raise LookupError("nothing there")


@pytest.mark.parametrize("processors", [1, 2])
def test_results_come_in_order_and_steps_are_counted(monkeypatch, processors):
    monkeypatch.setattr(parallel, "count_processors", lambda: processors)
    steps = []
    assert run_tasks([partial(double, number) for number in (3, 4, 5)], steps.append) == [6, 8, 10]
    assert sorted(steps) == [3, 4, 5]


@pytest.mark.parametrize("processors", [1, 2])
def test_an_error_in_a_task_is_raised_here(monkeypatch, processors):
    monkeypatch.setattr(parallel, "count_processors", lambda: processors)
    with pytest.raises(LookupError, match="nothing there"):
        run_tasks([partial(double, 1), fail], lambda _: None)

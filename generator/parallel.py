"""Spread work over the processors."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from multiprocessing import get_all_start_methods, get_context
from multiprocessing.connection import Connection, wait
from typing import TypeVar, cast

Result = TypeVar("Result")
Advance = Callable[[int], None]
"""Tell how many steps were done since the last call."""
Task = Callable[[Advance], Result]


def count_processors() -> int:
    """Return how many processes can run side by side here; one where processes cannot be forked."""
    return len(os.sched_getaffinity(0)) if "fork" in get_all_start_methods() and hasattr(os, "sched_getaffinity") else 1


def run_tasks(tasks: Sequence[Task[Result]], advance: Advance) -> list[Result]:
    """Run every task, each in a process of its own where there is more than one, and return the results in order.

    A task sees everything that its caller sees; its result is pickled. An exception in a task is raised here.
    """
    if len(tasks) == 1 or count_processors() == 1:
        return [task(advance) for task in tasks]
    context = get_context("fork")
    results: dict[int, Result] = {}
    waiting: dict[Connection, int] = {}
    processes = []
    for number, task in enumerate(tasks):
        receiver, sender = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(task, sender), daemon=True)
        process.start()
        sender.close()
        processes.append(process)
        waiting[receiver] = number
    while waiting:
        for ready in wait(list(waiting)):
            receiver = cast("Connection", ready)
            kind, value = receiver.recv()
            if kind == "advance":
                advance(value)
                continue
            number = waiting.pop(receiver)
            if kind == "error":
                raise value
            results[number] = value
    for process in processes:
        process.join()
    return [results[number] for number in range(len(tasks))]


def _work(task: Task[Result], sender: Connection) -> None:
    try:
        result = task(lambda steps: sender.send(("advance", steps)))
    except BaseException as error:  # noqa: BLE001 - it is raised again in the parent
        sender.send(("error", error))
    else:
        sender.send(("result", result))

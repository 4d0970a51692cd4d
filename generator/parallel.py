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
    """Run tasks side by side, the first one here and each of the others in a process of its own.

    A task sees everything that its caller sees; the result of a process is pickled. Results come in the order of the
    tasks. An exception in a task is raised here.
    """
    if count_processors() == 1:
        return [task(advance) for task in tasks]
    context = get_context("fork")
    waiting: dict[Connection, int] = {}
    processes = []
    try:
        for number, task in enumerate(tasks[1:], 1):
            receiver, sender = context.Pipe(duplex=False)
            process = context.Process(target=_work, args=(task, sender), daemon=True)
            process.start()
            sender.close()
            processes.append(process)
            waiting[receiver] = number
        results = {number: task(advance) for number, task in enumerate(tasks[:1])}
        while waiting:
            for ready in wait(list(waiting)):
                receiver = cast("Connection", ready)
                kind, value = receiver.recv()
                if kind == "error":
                    raise value
                if kind == "advance":
                    advance(value)
                else:
                    results[waiting.pop(receiver)] = value
    finally:
        for process in processes:
            process.terminate()
            process.join()
    return [results[number] for number in range(len(tasks))]


def _work(task: Task[Result], sender: Connection) -> None:
    try:
        result = task(lambda steps: sender.send(("advance", steps)))
    except BaseException as error:  # noqa: BLE001 - it is raised again in the parent
        sender.send(("error", error))
    else:
        sender.send(("result", result))

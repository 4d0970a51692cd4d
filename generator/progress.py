"""Show how far a command is: a line that moves on a terminal, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

_NAMES = {
    "read": "reading files",
    "check": "checking records",
    "relate": "linking records",
    "engine": "building prose and frames",
    "pages": "writing pages",
    "data": "writing data for programs",
    "links": "verifying links",
    "search": "indexing for search",
    "publish": "putting the site in place",
    "choose": "finding projects (MB)",
    "gather": "reading projects (MB)",
}


class TerminalProgress:
    """A display of stages that suits the console it is given."""

    def __init__(self, console: Console) -> None:
        self._console = console

    @contextmanager
    def stage(self, name: str, total: int | None = None) -> Iterator[Callable[[int], None]]:
        """Open a stage of so many steps; the context gives the function that counts them."""
        if not self._console.is_terminal:
            self._console.print(_NAMES[name], highlight=False)
            yield lambda _: None
            return
        columns = [SpinnerColumn(), TextColumn(f"{_NAMES[name]:<26}"), TimeElapsedColumn()]
        if total is not None:
            columns += [BarColumn(), MofNCompleteColumn()]
        with Progress(*columns, console=self._console, transient=True) as display:
            task = display.add_task(name, total=total)
            yield lambda steps: display.advance(task, steps)

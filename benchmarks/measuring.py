"""Measure a command in a fresh child process: wall time, and peak memory of its whole process tree.

Wall time runs from the start of the process to its end, the start of the interpreter included. Memory is the
proportional set size (PSS, Linux) summed over the tree, so that pages which forked processes share count once; it is
sampled every 50 ms by psutil in a run of its own, whose time is not used. Where the system tells no PSS, the resident size
stands in.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]

_INTERVAL = 0.05


class MeasureError(Exception):
    """A measured command failed; the message ends with what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """One finished command."""

    seconds: float
    output: str
    errors: str

    @property
    def told(self) -> dict[str, Any]:
        """Return the last line of its output, read as JSON."""
        told: dict[str, Any] = json.loads(self.output.strip().rpartition("\n")[2])
        return told


def run_once(command: Sequence[str], *, folder: Path | None = None, sample: Callable[[psutil.Process], None] | None = None) -> Run:
    """Run a command to its end. Raises ``MeasureError``."""
    os.sync()
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment())
    if sample is not None:
        sample(psutil.Process(process.pid))
    output, errors = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode != 0:
        raise MeasureError(f"{' '.join(map(str, command[:4]))} … failed:\n{output[-1000:]}{errors[-2000:]}")
    return Run(seconds, output, errors)


def run_median(command: Sequence[str], *, times: int, folder: Path | None = None, before: Callable[[], None] | None = None) -> Run:
    """Run a command several times, each after ``before``, and return the run of median time."""
    runs = []
    for _ in range(times):
        if before is not None:
            before()
        runs.append(run_once(command, folder=folder))
    return sorted(runs, key=lambda run: run.seconds)[len(runs) // 2]


def measure_peak(command: Sequence[str], *, folder: Path | None = None) -> int:
    """Run a command and return the peak memory of its process tree in bytes."""
    peak = 0

    def sample(process: psutil.Process) -> None:
        nonlocal peak
        while process.is_running() and process.status() != psutil.STATUS_ZOMBIE:
            peak = max(peak, _tree_memory(process))
            time.sleep(_INTERVAL)

    run_once(command, folder=folder, sample=sample)
    return peak


def run_python(module: str, *arguments: str) -> list[str]:
    """Return the command that runs a module in a fresh interpreter of this environment."""
    return [sys.executable, "-W", "ignore", "-m", module, *arguments]


def _tree_memory(process: psutil.Process) -> int:
    total = 0
    try:
        tree = [process, *process.children(recursive=True)]
    except psutil.Error:
        return 0
    for one in tree:
        try:
            full = one.memory_full_info()
            total += getattr(full, "pss", 0) or full.rss
        except psutil.Error:
            continue
    return total


def _environment() -> Mapping[str, str]:
    """Return the environment without what would change a build or wake a package manager."""
    kept = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
    return {**kept, "NO_COLOR": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_MKDOCS_2_WARNING": "1"}

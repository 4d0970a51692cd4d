"""Run the site engine, which builds the prose pages and the frames of one language."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from generator.diagnostics import CannotRunError


class EngineError(CannotRunError):
    """The engine did not build a site; the message ends with what it said."""


@dataclass(frozen=True, slots=True)
class Engine:
    """A site generator that reads a MkDocs configuration and the Material templates."""

    arguments: tuple[str, ...]
    """Command after the Python interpreter, up to the configuration file; the target folder is configured."""
    packages: tuple[str, ...]
    """Distributions whose versions decide what it builds."""


ENGINES: Mapping[str, Engine] = {
    "mkdocs": Engine(("mkdocs", "build", "--strict", "--config-file"), ("mkdocs", "mkdocs-material")),
    "properdocs": Engine(("properdocs", "build", "--strict", "--config-file"), ("properdocs", "mkdocs-material")),
    "zensical": Engine(("zensical", "build", "--config-file"), ("zensical",)),
}
"""The engines that can build a site, the default first."""

CONFIGURATIONS: Mapping[str, str] = {"en": "mkdocs.yml", "fr": "mkdocs.fr.yml"}
"""Configuration file by language."""


@dataclass(frozen=True, slots=True)
class EngineRun:
    """One language to be built, and where the result is kept."""

    root: Path
    name: str
    language: str
    folder: Path
    """Named after the content of everything that the engine reads."""

    @property
    def docs(self) -> Path:
        """Return the folder of the prose."""
        return self.root / "docs" / self.language

    @property
    def kept(self) -> bool:
        """Tell whether an earlier run with the same input is still there."""
        return (self.folder / "index.html").is_file()


def plan_run(root: Path, *, name: str, language: str) -> EngineRun:
    """Find out which folder holds, or will hold, what the engine makes of its present input."""
    digest = hashlib.blake2s(digest_size=10)
    for package in ENGINES[name].packages:
        digest.update(f"{package} {version(package)}\n".encode())
    for path in _list_inputs(root, language):
        digest.update(f"{path.relative_to(root).as_posix()}\n".encode())
        digest.update(hashlib.blake2s(path.read_bytes()).digest())
    return EngineRun(root, name, language, root / ".build" / "engine" / f"{name}-{language}-{digest.hexdigest()}")


def start_run(run: EngineRun) -> subprocess.Popen[str]:
    """Start the engine in the background."""
    engine = ENGINES[run.name]
    configuration = _configuration_of(run)
    partial = run.folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    configuration.write_text(f"INHERIT: {CONFIGURATIONS[run.language]}\nsite_dir: {partial.relative_to(run.root).as_posix()}\n", "utf-8")
    module, *arguments = engine.arguments
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", module, *arguments, configuration.name],
        cwd=run.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "NO_COLOR": "1"},
    )


def finish_run(run: EngineRun, process: subprocess.Popen[str]) -> None:
    """Wait for the engine and keep what it made. Raises ``EngineError``."""
    output, _ = process.communicate()
    _configuration_of(run).unlink(missing_ok=True)
    partial = run.folder.with_suffix(".partial")
    if process.returncode != 0 or not (partial / "index.html").is_file():
        shutil.rmtree(partial, ignore_errors=True)
        raise EngineError(f"{run.name} could not build {CONFIGURATIONS[run.language]}:\n{output.strip()}")
    for older in run.folder.parent.glob(f"{run.name}-{run.language}-*"):
        if older != partial:
            shutil.rmtree(older)
    partial.rename(run.folder)


def stop_run(run: EngineRun, process: subprocess.Popen[str]) -> None:
    """Stop the engine and clear what it has made so far."""
    process.kill()
    process.communicate()
    _configuration_of(run).unlink(missing_ok=True)
    shutil.rmtree(run.folder.with_suffix(".partial"), ignore_errors=True)


def _configuration_of(run: EngineRun) -> Path:
    """Return the file that tells the engine where to write; it lives as long as the run."""
    return run.root / f".{CONFIGURATIONS[run.language]}"


def _list_inputs(root: Path, language: str) -> Iterator[Path]:
    """Yield every file that an engine reads for a language, in a fixed order."""
    yield from sorted(root.glob("mkdocs*.yml"))
    for folder in (root / "docs" / language, root / "overrides"):
        yield from (path for path in sorted(folder.rglob("*")) if path.is_file())

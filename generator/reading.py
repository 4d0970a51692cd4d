"""Find and read the files of a project folder."""

from __future__ import annotations

import csv
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

import yaml

from generator.diagnostics import START, CannotRunError, Diagnostic
from generator.source import MAX_BYTES

RECORDS_FOLDER = "catalogue"
VOCABULARIES = "vocabularies"
REFERENCE = "reference"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MAX_ID = 64


class ProjectError(CannotRunError):
    """The folder is no project that can be worked on; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of one YAML file, cut one byte after the largest size allowed."""

    id: str
    path: str
    """Relative to the project folder, with forward slashes."""
    data: bytes


@dataclass(frozen=True, slots=True)
class ProjectFiles:
    """Everything that a catalogue is made from, read but not understood."""

    schemas: Mapping[str, str]
    """JSON text by name of the schema."""
    vocabularies: tuple[SourceFile, ...]
    records: Mapping[str, tuple[SourceFile, ...]]
    """By folder, sorted by id."""
    cpv_labels: Mapping[str, Mapping[str, str]]
    problems: tuple[Diagnostic, ...] = field(default=())
    """What is wrong with names, places and kinds of files."""

    def list_sources(self) -> Iterator[SourceFile]:
        """Yield every file of YAML that was read: vocabularies, then records."""
        yield from self.vocabularies
        for sources in self.records.values():
            yield from sources


def read_project(root: Path) -> ProjectFiles:
    """Read schemas, vocabularies and records below a project folder. Raises ``ProjectError``."""
    schemas = {path.name.removesuffix(".schema.json"): path.read_text("utf-8") for path in sorted((root / "schemas").glob("*.schema.json"))}
    if not schemas:
        raise ProjectError(f"{root} holds no schemas/*.schema.json; name the project folder with --root")
    catalogue = root / RECORDS_FOLDER
    if not catalogue.is_dir():
        raise ProjectError(f"{root} holds no folder {RECORDS_FOLDER}/; name the project folder with --root")
    problems: list[Diagnostic] = []
    folders = {}
    for folder in sorted(schemas):
        if (catalogue / folder).is_dir():
            folders[folder] = tuple(_read_folder(root, catalogue / folder, problems))
    problems += _find_strays(catalogue, known=("README.md", VOCABULARIES, REFERENCE, *folders))
    vocabularies = tuple(_read_folder(root, catalogue / VOCABULARIES, problems)) if (catalogue / VOCABULARIES).is_dir() else ()
    return ProjectFiles(schemas, vocabularies, folders, _read_cpv(catalogue / REFERENCE / "cpv_2008.csv"), tuple(problems))


def _find_strays(catalogue: Path, *, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Note what stands beside the folders of the collections, such as a folder whose name is misspelt."""
    for name in sorted(os.listdir(catalogue)):
        if not name.startswith(".") and name not in known:
            path = f"{RECORDS_FOLDER}/{_show_name(name)}"
            yield Diagnostic(path, START, "file-place", "this is not in the folder of a collection", "put it in one")


def read_phrases(code: str) -> Mapping[str, object]:
    """Read the interface words of a language, nested as they are written."""
    text = files("generator").joinpath("locale", f"{code}.yml").read_text("utf-8")
    phrases: Mapping[str, object] = yaml.load(text, Loader=yaml.CSafeLoader)
    return phrases


def read_site_url(root: Path) -> str:
    """Read the address of the site from the configuration of the engine. Raises ``ProjectError``."""
    configuration = root / "mkdocs.yml"
    if not configuration.is_file():
        raise ProjectError(f"{root} holds no mkdocs.yml; name the project folder with --root")
    found = re.search(r"^site_url: *(https?://\S+/)\s*$", configuration.read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise ProjectError("mkdocs.yml names no site_url that begins with http and ends with a slash")
    return found[1]


def read_repo_url(root: Path) -> str:
    """Read the address of the repository from the configuration of the engine; empty where none is set. Raises ``ProjectError``."""
    configuration = root / "mkdocs.base.yml"
    text = configuration.read_text("utf-8") if configuration.is_file() else ""
    found = re.search(r"^repo_url:[ \t]*(.*?)[ \t]*(?:#.*)?$", text, re.MULTILINE)
    url = found[1].strip("\"'") if found else ""
    if url and not re.fullmatch(r"https://[^\s/]+(?:/[^\s/]+)+", url):
        raise ProjectError("mkdocs.base.yml names a repo_url that does not begin with https:// or ends with a slash")
    return url


def _read_folder(root: Path, folder: Path, problems: list[Diagnostic]) -> Iterator[SourceFile]:
    """Yield the YAML files of one folder; note every other thing in it."""
    prefix = folder.relative_to(root).as_posix()
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=lambda entry: entry.name)
    for entry in ordered:
        if entry.name.startswith(".") or entry.name == "README.md":
            continue
        path = f"{prefix}/{_show_name(entry.name)}"
        problem = _judge_entry(path, entry)
        if problem is not None:
            problems.append(problem)
            continue
        try:
            with open(entry.path, "rb", buffering=0) as file:
                data = file.read(MAX_BYTES + 1)
        except OSError as error:
            problems.append(Diagnostic(path, START, "file-unreadable", f"the file cannot be read: {error.strerror}", "make it readable"))
            continue
        yield SourceFile(entry.name.removesuffix(".yaml"), path, data)


def _show_name(name: str) -> str:
    """Return a file name as it can be printed, whatever bytes it is made of."""
    return os.fsencode(name).decode("utf-8", "replace")


def _judge_entry(path: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    stem, extension = os.path.splitext(entry.name)
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        return Diagnostic(path, START, "file-link", "the file is a symbolic link", "put the record itself here")
    if stat.S_ISDIR(mode):
        return Diagnostic(path, START, "file-place", "a folder stands among the records", "put the records of a collection side by side")
    if not stat.S_ISREG(mode):
        return Diagnostic(path, START, "file-unreadable", "this is no ordinary file", "delete it")
    if extension != ".yaml":
        message = f"the file name ends in {extension!r}" if extension else "the file name has no ending"
        return Diagnostic(path, START, "file-extension", message, f"call it {stem.removesuffix('.yaml')}.yaml")
    if not _ID.fullmatch(stem) or len(stem) > _MAX_ID:
        hint = f"use lower-case letters and digits with single hyphens between them, at most {_MAX_ID} characters"
        return Diagnostic(path, START, "file-name", f"{stem!r} is no id", hint)
    return None


def _read_cpv(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Read the list of CPV 2008 with its labels; empty where a project keeps none."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: {"en": row["label_en"], "fr": row["label_fr"]} for row in csv.DictReader(file)}

"""Find and read the files of a project folder."""

from __future__ import annotations

import csv
import os
import re
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from generator.characters import MAX_BYTES
from generator.diagnostics import START, CannotRunError, Diagnostic
from generator.issue_forms import Form, describe_form
from generator.model import RESERVED_IDS

RECORDS_FOLDER = "catalogue"
CONTRACT_FILE = "contracts/api-v1.json"
"""Where a project records what its API has promised, with forward slashes."""
VOCABULARIES = "vocabularies"
REFERENCE = "reference"
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ID = 64
_ID_FORM = f"use lower-case letters and digits with single hyphens between them, at most {MAX_ID} characters"

_DEVICE = re.compile(r"con|prn|aux|nul|com[0-9]|lpt[0-9]")
"""Names that Windows keeps for devices, whatever ending they have: a repository that holds one cannot be checked out there."""


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
    unread: frozenset[str] = frozenset()
    """Ids that the files which were not read seem to be meant for, whatever their folder."""

    def list_sources(self) -> Iterator[SourceFile]:
        """Yield every file of YAML that was read: vocabularies, then records."""
        yield from self.vocabularies
        for sources in self.records.values():
            yield from sources


def read_project(root: Path) -> ProjectFiles:
    """Read schemas, vocabularies and records below a project folder. Raises ``ProjectError``."""
    schemas = read_schemas(root)
    if not schemas:
        raise ProjectError(f"{root} holds no schemas/*.schema.json; name the project folder with --root")
    catalogue = root / RECORDS_FOLDER
    if not catalogue.is_dir():
        raise ProjectError(f"{root} holds no folder {RECORDS_FOLDER}/; name the project folder with --root")
    problems: list[Diagnostic] = []
    folders = {}
    for folder in sorted(schemas):
        if _is_folder(catalogue / folder):
            folders[folder] = tuple(_read_folder(root, catalogue / folder, problems))
    problems += _find_strays(catalogue, known=("README.md", VOCABULARIES, REFERENCE, *folders))
    vocabularies = tuple(_read_folder(root, catalogue / VOCABULARIES, problems)) if _is_folder(catalogue / VOCABULARIES) else ()
    cpv_labels = _read_cpv(catalogue / REFERENCE / "cpv_2008.csv")
    return ProjectFiles(schemas, vocabularies, folders, cpv_labels, tuple(problems), frozenset(_guess_ids(root, problems)))


def read_schemas(root: Path) -> Mapping[str, str]:
    """Read the JSON text of every schema of a project, by name."""
    return {path.name.removesuffix(".schema.json"): path.read_text("utf-8") for path in sorted((root / "schemas").glob("*.schema.json"))}


def judge_id(text: str) -> tuple[str, str] | None:
    """Return what keeps a text from being an id, and what to do; ``None`` where nothing does."""
    if len(text) > MAX_ID or _ID.fullmatch(text) is None:
        return f"{text!r} is no id", _ID_FORM
    if _DEVICE.fullmatch(text):
        return f"{text!r} is the name of a device on Windows", "add a word to it"
    if text in RESERVED_IDS:
        return f"{text!r} is the name of a file that every collection has", "add a word to it"
    return None


def put_records(files: ProjectFiles, data: Mapping[tuple[str, str], bytes]) -> ProjectFiles:
    """Return the files of a project with records, given by collection and id, in the place of those they replace, or added."""
    folders = {folder: {file.id: file for file in found} for folder, found in files.records.items()}
    for (folder, id_), content in data.items():
        folders.setdefault(folder, {})[id_] = SourceFile(id_, f"{RECORDS_FOLDER}/{folder}/{id_}.yaml", content)
    records = {folder: tuple(found[id_] for id_ in sorted(found)) for folder, found in folders.items()}
    return replace(files, records=records)


def read_misnamed(root: Path) -> tuple[tuple[str, SourceFile], ...]:
    """Read the files of records and vocabularies whose names end in ``.yml``, with the name that they have.

    Each source has the path that is right for it. Left out are files whose name is wrong in another way, too, that cannot be read,
    or whose right name is taken.
    """
    found = []
    for path in sorted((root / RECORDS_FOLDER).glob("*/*.yml")):
        right = path.with_suffix(".yaml")
        if judge_id(path.stem) is not None or os.path.lexists(right):
            continue
        if stat.S_ISREG(path.lstat().st_mode) and os.access(path, os.R_OK):
            with path.open("rb", buffering=0) as file:
                data = file.read(MAX_BYTES + 1)
            found.append((path.relative_to(root).as_posix(), SourceFile(path.stem, right.relative_to(root).as_posix(), data)))
    return tuple(found)


def _is_folder(path: Path) -> bool:
    """Tell whether a path is a folder of its own, and no link, which could lead out of the project."""
    return path.is_dir() and not path.is_symlink()


def _find_strays(catalogue: Path, *, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Note what stands beside the folders of the collections: a link, or a folder whose name is misspelt."""
    for name in sorted(os.listdir(catalogue)):
        path = f"{RECORDS_FOLDER}/{_show_name(name)}"
        if name.startswith("."):
            continue
        if (catalogue / name).is_symlink():
            yield Diagnostic(path, START, *_LINK)
        elif name not in known:
            yield Diagnostic(path, START, "file-place", "this is not in the folder of a collection", "put it in one")


def _guess_ids(root: Path, problems: list[Diagnostic]) -> Iterator[str]:
    """Yield the id that each file which was not read seems to be meant for, those in a misspelt folder too."""
    for problem in problems:
        path = root / problem.path
        for found in (path, *(path.glob("*") if _is_folder(path) else ())):
            yield re.sub(r"[^a-z0-9]+", "-", found.name.partition(".")[0].lower()).strip("-")


def read_forms(root: Path) -> tuple[Form, ...]:
    """Read the issue forms of a project, sorted by name; none where it keeps none."""
    folder = root / ".github" / "ISSUE_TEMPLATE"
    paths = (path for path in sorted(folder.glob("*.yml")) if path.stem != "config")
    return tuple(describe_form(path.stem, yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)) for path in paths)


def read_prose(root: Path) -> Mapping[str, str]:
    """Read the text of every prose page, by path relative to the project folder."""
    return {path.relative_to(root).as_posix(): path.read_text("utf-8") for path in sorted((root / "docs").rglob("*.md"))}


def read_examples(root: Path) -> Mapping[str, str]:
    """Read the texts of the worked examples, by the names of their files; none where a project keeps none."""
    return {path.name: path.read_text("utf-8") for path in sorted((root / "docs" / "examples").glob("*.*"))}


def read_contract(root: Path) -> str | None:
    """Read the contract of the API; ``None`` where a project has recorded none."""
    path = root / CONTRACT_FILE
    return path.read_text("utf-8") if path.is_file() else None


def read_unasked_hosts(root: Path) -> Mapping[str, str]:
    """Read the reasons for which hosts are not asked whether they answer, by host; none where a project keeps no list."""
    path = root / RECORDS_FOLDER / REFERENCE / "unasked_hosts.yaml"
    listed = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)["hosts"] if path.is_file() else ()
    return {entry["host"]: entry["reason"] for entry in listed}


def read_phrases(code: str) -> Mapping[str, object]:
    """Read the interface words of a language, nested as they are written."""
    text = files("generator").joinpath("locale", f"{code}.yml").read_text("utf-8")
    phrases: Mapping[str, object] = yaml.load(text, Loader=yaml.CSafeLoader)
    return phrases


def read_explanations() -> Mapping[str, Mapping[str, Any]]:
    """Read what explains each code, as it is written, by code."""
    entries = sorted(files("generator").joinpath("codes").iterdir(), key=lambda entry: entry.name)
    return {entry.name.removesuffix(".yml"): yaml.load(entry.read_text("utf-8"), Loader=yaml.CSafeLoader) for entry in entries}


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
            with open(entry.path, "rb", buffering=0, opener=_open_itself) as file:
                ordinary = stat.S_ISREG(os.fstat(file.fileno()).st_mode)
                data = file.read(MAX_BYTES + 1) if ordinary else b""
        except OSError as error:
            problems.append(Diagnostic(path, START, "file-unreadable", f"the file cannot be read: {error.strerror}", "make it readable"))
            continue
        if not ordinary:
            problems.append(Diagnostic(path, START, *_STRANGE))
            continue
        yield SourceFile(entry.name.removesuffix(".yaml"), path, data)


def _open_itself(path: str, flags: int) -> int:
    """Open a file that may have been replaced since it was looked at: follow no link, wait for no writer of a pipe."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def _show_name(name: str) -> str:
    """Return a file name as it can be printed in one line, whatever bytes it is made of."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in text)


_LINK = ("file-link", "the file is a symbolic link", "put the record itself here")
_STRANGE = ("file-unreadable", "this is no ordinary file", "delete it")


def _judge_entry(path: str, entry: os.DirEntry[str]) -> Diagnostic | None:
    stem, extension = os.path.splitext(entry.name)
    mode = entry.stat(follow_symlinks=False).st_mode
    if stat.S_ISLNK(mode):
        return Diagnostic(path, START, *_LINK)
    if stat.S_ISDIR(mode):
        return Diagnostic(path, START, "file-place", "a folder stands among the records", "put the records of a collection side by side")
    if not stat.S_ISREG(mode):
        return Diagnostic(path, START, *_STRANGE)
    if extension != ".yaml":
        message = f"the file name ends in {extension!r}" if extension else "the file name has no ending"
        return Diagnostic(path, START, "file-extension", message, f"call it {_show_name(stem.removesuffix('.yaml'))}.yaml")
    fault = judge_id(stem)
    return None if fault is None else Diagnostic(path, START, "file-name", *fault)


def _read_cpv(path: Path) -> Mapping[str, Mapping[str, str]]:
    """Read the list of CPV 2008 with its labels; empty where a project keeps none."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: {"en": row["label_en"], "fr": row["label_fr"]} for row in csv.DictReader(file)}

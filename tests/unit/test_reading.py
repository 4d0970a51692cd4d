"""Reading a project folder: every kind of entry, and nothing but bytes."""

from __future__ import annotations

import builtins
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from generator.characters import MAX_BYTES
from generator.diagnostics import START, Diagnostic
from generator.problems import Report
from generator.reading import ProjectError, ProjectFiles, put_records, read_phrases, read_project, read_site_url
from generator.reporting import FORMATS
from generator.source import parse_document

NAME_HINT = "use lower-case letters and digits with single hyphens between them, at most 64 characters"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Make a project with one collection of things, which are not looked into here."""
    folder = tmp_path / "project"
    (folder / "schemas").mkdir(parents=True)
    (folder / "schemas" / "things.schema.json").write_text("{}", "utf-8")
    (folder / "catalogue" / "things").mkdir(parents=True)
    return folder


def things(root: Path) -> Path:
    """Return the folder of the records."""
    return root / "catalogue" / "things"


def read_ids(files: ProjectFiles) -> list[str]:
    """Return the ids of the records that were read."""
    return [source.id for source in files.records["things"]]


class FileProblem(NamedTuple):
    """An entry that is no record, and what is said about it."""

    code: str
    name: str
    make: Callable[[Path], object]
    message: str
    hint: str


def write(path: Path) -> None:
    """Write a file that would be a record under a good name."""
    path.write_bytes(b"name: x\n")


def link_to_sibling(path: Path) -> None:
    """Link to a record in the same folder."""
    write(path.with_name("real.yaml"))
    path.symlink_to("real.yaml")


def link_out_of_the_tree(path: Path) -> None:
    """Link to a file outside of the project."""
    outside = path.parents[3] / "secret.yaml"
    write(outside)
    path.symlink_to(outside)


def link_to_a_folder(path: Path) -> None:
    """Link to a folder outside of the project."""
    outside = path.parents[3] / "folder"
    outside.mkdir()
    path.symlink_to(outside)


LINK = ("the file is a symbolic link", "put the record itself here")
PLACE = ("a folder stands among the records", "put the records of a collection side by side")
STRANGE = ("this is no ordinary file", "delete it")
FILE_PROBLEMS = [
    FileProblem("file-extension", "alpide.yml", write, "the file name ends in '.yml'", "call it alpide.yaml"),
    FileProblem("file-extension", "alpide.YAML", write, "the file name ends in '.YAML'", "call it alpide.yaml"),
    FileProblem("file-extension", "alpide.yaml.bak", write, "the file name ends in '.bak'", "call it alpide.yaml"),
    FileProblem("file-extension", "alpide.json", write, "the file name ends in '.json'", "call it alpide.yaml"),
    FileProblem("file-extension", "alpide.yaml~", write, "the file name ends in '.yaml~'", "call it alpide.yaml"),
    FileProblem("file-extension", "alpide", write, "the file name has no ending", "call it alpide.yaml"),
    FileProblem("file-name", "Alpide.yaml", write, "'Alpide' is no id", NAME_HINT),
    FileProblem("file-name", "al_pide.yaml", write, "'al_pide' is no id", NAME_HINT),
    FileProblem("file-name", "al--pide.yaml", write, "'al--pide' is no id", NAME_HINT),
    FileProblem("file-name", "-alpide.yaml", write, "'-alpide' is no id", NAME_HINT),
    FileProblem("file-name", "alpide-.yaml", write, "'alpide-' is no id", NAME_HINT),
    FileProblem("file-name", "al pide.yaml", write, "'al pide' is no id", NAME_HINT),
    FileProblem("file-name", "alpide.1.yaml", write, "'alpide.1' is no id", NAME_HINT),
    FileProblem("file-name", "détecteur.yaml", write, "'détecteur' is no id", NAME_HINT),
    FileProblem("file-name", "alpide\n.yaml", write, r"'alpide\n' is no id", NAME_HINT),
    FileProblem("file-name", f"{'a' * 65}.yaml", write, f"'{'a' * 65}' is no id", NAME_HINT),
    FileProblem("file-name", "con.yaml", write, "'con' is the name of a device on Windows", "add a word to it"),
    FileProblem("file-name", "lpt1.yaml", write, "'lpt1' is the name of a device on Windows", "add a word to it"),
    FileProblem("file-name", "all.yaml", write, "'all' is the name of a file that every collection has", "add a word to it"),
    FileProblem("file-name", "index.yaml", write, "'index' is the name of a file that every collection has", "add a word to it"),
    FileProblem("file-place", "pixels", Path.mkdir, *PLACE),
    FileProblem("file-place", "alpide.yaml", Path.mkdir, *PLACE),
    FileProblem("file-link", "alpide.yaml", link_to_sibling, *LINK),
    FileProblem("file-link", "alpide.yaml", link_out_of_the_tree, *LINK),
    FileProblem("file-link", "alpide.yaml", link_to_a_folder, *LINK),
    FileProblem("file-link", "alpide.yaml", lambda path: path.symlink_to("nowhere.yaml"), *LINK),
    FileProblem("file-link", "alpide.yaml", lambda path: path.symlink_to(path), *LINK),
    FileProblem("file-unreadable", "alpide.yaml", os.mkfifo, *STRANGE),
]


@pytest.mark.parametrize(
    "problem", FILE_PROBLEMS, ids=lambda one: f"{one.code}-{ascii(one.name)[1:-1]}-{getattr(one.make, '__name__', 'made')}"
)
def test_entry_that_is_no_record_is_reported_and_not_read(root: Path, problem: FileProblem, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pipe must not even be opened: that would wait for a writer for ever."""
    write(things(root) / "good.yaml")
    problem.make(things(root) / problem.name)
    opened = spy_on_open(monkeypatch)
    files = read_project(root)
    shown = problem.name.replace("\n", r"\n")
    assert files.problems == (Diagnostic(f"catalogue/things/{shown}", START, problem.code, problem.message, problem.hint),)
    assert set(read_ids(files)) <= {"good", "real"}
    assert "good" in read_ids(files)
    assert [path for path in opened if Path(path).name == problem.name] == []


def spy_on_open(monkeypatch: pytest.MonkeyPatch, refuse: Callable[[str], OSError | None] = lambda _: None) -> list[str]:
    """Note every file that is opened; refuse some."""
    opened: list[str] = []
    real = builtins.open

    def spy(file: Any, *args: Any, **kwargs: Any) -> Any:
        opened.append(os.fspath(file) if not isinstance(file, int) else str(file))
        error = refuse(opened[-1])
        if error is not None:
            raise error
        return real(file, *args, **kwargs)

    monkeypatch.setattr(builtins, "open", spy)
    return opened


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (PermissionError(13, "Permission denied"), "Permission denied"),
        (FileNotFoundError(2, "No such file or directory"), "No such file or directory"),
        (OSError(5, "Input/output error"), "Input/output error"),
    ],
)
def test_file_that_cannot_be_read_is_reported_and_the_others_are_read(
    root: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, told: str
) -> None:
    for name in ("a", "b", "c"):
        write(things(root) / f"{name}.yaml")
    spy_on_open(monkeypatch, lambda path: error if path.endswith("b.yaml") else None)
    files = read_project(root)
    message = f"the file cannot be read: {told}"
    assert files.problems == (Diagnostic("catalogue/things/b.yaml", START, "file-unreadable", message, "make it readable"),)
    assert read_ids(files) == ["a", "c"]


def test_large_file_is_read_no_further_than_shows_that_it_is_too_large(root: Path) -> None:
    (things(root) / "a.yaml").write_bytes(b"#" * 1_000_000)
    (source,) = read_project(root).records["things"]
    assert len(source.data) == MAX_BYTES + 1
    _, problems = parse_document(source.path, source.data)
    assert [found.code for found in problems] == ["file-too-large"]


@pytest.mark.parametrize("name", ["README.md", ".gitkeep", ".hidden.yaml", ".alpide.yaml.swp"])
def test_readme_and_hidden_files_may_stand_among_records(root: Path, name: str) -> None:
    write(things(root) / name)
    files = read_project(root)
    assert files.problems == ()
    assert read_ids(files) == []


def test_records_come_sorted_by_id_with_their_very_bytes(root: Path) -> None:
    data = {"b": b"\xff\x00\r\n", "a-b": b"", "a": b"x", "a1": b"\xef\xbb\xbf", "a" * 64: b"long name"}
    for name, content in data.items():
        (things(root) / f"{name}.yaml").write_bytes(content)
    files = read_project(root)
    assert {source.id: source.data for source in files.records["things"]} == data
    assert read_ids(files) == sorted(data, key=lambda name: f"{name}.yaml")
    assert files.records["things"][0].path.startswith("catalogue/things/a")
    assert files.problems == ()


def test_file_name_that_is_no_text_can_still_be_reported(root: Path) -> None:
    write(things(root) / os.fsdecode(b"d\xe9tecteur.yaml"))
    (problem,) = read_project(root).problems
    assert problem.code == "file-name"
    for render in FORMATS.values():
        assert render(Report([problem], (), {}, "https://ipt.example/")).encode("utf-8")


@pytest.mark.parametrize("ending", [".yaml", ".yml", ""])
def test_file_name_cannot_write_lines_or_commands_of_its_own(root: Path, ending: str) -> None:
    write(things(root) / f"a\n::error::b\r\x1b[31m\u202e{ending}")
    (problem,) = read_project(root).problems
    assert problem.path == rf"catalogue/things/a\n::error::b\r\x1b[31m\u202e{ending}"
    assert problem.hint.isprintable()
    assert problem.message.isprintable()


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("/dev/zero"), lambda path: path.symlink_to("good.yaml")])
def test_file_that_is_swapped_after_it_was_looked_at_is_not_read(
    root: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], object]
) -> None:
    write(things(root) / "good.yaml")
    write(things(root) / "swapped.yaml")

    def swap(path: str) -> None:
        if path.endswith("swapped.yaml"):
            Path(path).unlink()
            make(Path(path))

    spy_on_open(monkeypatch, swap)
    files = read_project(root)
    assert [(found.path, found.code) for found in files.problems] == [("catalogue/things/swapped.yaml", "file-unreadable")]
    assert read_ids(files) == ["good"]


@pytest.mark.parametrize("name", ["things", "vocabularies", "others"])
def test_folder_that_is_a_link_is_not_followed(root: Path, name: str) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    write(outside / "secret.yaml")
    (root / "catalogue" / "things").rmdir()
    (root / "catalogue" / name).symlink_to(outside)
    files = read_project(root)
    assert [(found.path, found.code) for found in files.problems] == [(f"catalogue/{name}", "file-link")]
    assert files.records.get("things", ()) == files.vocabularies == ()


def test_folder_that_no_schema_knows_is_reported(root: Path) -> None:
    """Records in a folder with a misspelt name would otherwise never be checked, and nobody would know."""
    (root / "catalogue" / "thinks").mkdir()
    write(root / "catalogue" / "thinks" / "a.yaml")
    assert [(found.path, found.code) for found in read_project(root).problems] == [("catalogue/thinks", "file-place")]


def test_record_outside_of_any_folder_is_reported(root: Path) -> None:
    write(root / "catalogue" / "alpide.yaml")
    assert [(found.path, found.code) for found in read_project(root).problems] == [("catalogue/alpide.yaml", "file-place")]


@pytest.mark.parametrize(
    "name",
    ["things/alpide.yml", "things/Alpide.yaml", "things/al_pide.yaml.bak", "alpide.yaml", "thinks/alpide.yaml", "things/x/alpide.yaml"],
)
def test_what_a_file_that_is_not_read_is_meant_for_is_known(root: Path, name: str) -> None:
    path = root / "catalogue" / name
    path.parent.mkdir(exist_ok=True)
    write(path)
    files = read_project(root)
    assert len(files.problems) == 1
    assert ("al-pide" if "_" in name else "alpide") in files.unread


def test_a_folder_that_is_a_link_is_not_looked_into_for_ids(root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    write(outside / "secret.yaml")
    (root / "catalogue" / "thinks").symlink_to(outside)
    assert read_project(root).unread == {"thinks"}


def test_what_belongs_beside_the_records_is_no_problem(root: Path) -> None:
    for folder in ("vocabularies", "reference"):
        (root / "catalogue" / folder).mkdir()
    write(root / "catalogue" / "vocabularies" / "kinds.yaml")
    (root / "catalogue" / "README.md").write_text("# Records\n", "utf-8")
    (root / "catalogue" / "reference" / "README.md").write_text("# Lists\n", "utf-8")
    files = read_project(root)
    assert files.problems == ()
    assert [source.path for source in files.vocabularies] == ["catalogue/vocabularies/kinds.yaml"]


def test_vocabularies_are_read_under_the_same_rules(root: Path) -> None:
    folder = root / "catalogue" / "vocabularies"
    folder.mkdir()
    write(folder / "Kinds.yaml")
    assert [(found.path, found.code) for found in read_project(root).problems] == [("catalogue/vocabularies/Kinds.yaml", "file-name")]


def test_list_of_cpv_is_read_with_its_labels(root: Path) -> None:
    (root / "catalogue" / "reference").mkdir()
    text = 'code,label_en,label_fr\n03000000,"Agricultural, and related",Produits agricoles\n'
    (root / "catalogue" / "reference" / "cpv_2008.csv").write_text(text, "utf-8")
    assert read_project(root).cpv_labels == {"03000000": {"en": "Agricultural, and related", "fr": "Produits agricoles"}}


def test_project_without_vocabularies_and_lists_has_none(root: Path) -> None:
    files = read_project(root)
    assert (files.vocabularies, files.cpv_labels, files.records) == ((), {}, {"things": ()})


def test_schemas_are_read_by_name(root: Path) -> None:
    (root / "schemas" / "notes.txt").write_text("no schema", "utf-8")
    assert read_project(root).schemas == {"things": "{}"}


def test_folder_without_schemas_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"holds no schemas/\*\.schema\.json; name the project folder with --root"):
        read_project(tmp_path)


def test_folder_without_catalogue_is_no_project(root: Path) -> None:
    things(root).rmdir()
    (root / "catalogue").rmdir()
    with pytest.raises(ProjectError, match="holds no folder catalogue/; name the project folder with --root"):
        read_project(root)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("site_url: https://ipt.example/\n", "https://ipt.example/"),
        ("site_name: x\nsite_url:   http://localhost:8000/ipt/   \n", "http://localhost:8000/ipt/"),
    ],
)
def test_address_of_the_site_is_read_from_its_configuration(tmp_path: Path, text: str, address: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    assert read_site_url(tmp_path) == address


@pytest.mark.parametrize("text", ["", "site_url: ipt.example\n", "site_url: https://ipt.example\n", "# site_url: https://ipt.example/\n"])
def test_configuration_without_good_address_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    with pytest.raises(ProjectError, match="names no site_url"):
        read_site_url(tmp_path)


def test_project_without_configuration_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match=r"holds no mkdocs\.yml"):
        read_site_url(tmp_path)


@pytest.mark.parametrize("code", ["en", "fr"])
def test_interface_words_are_read_nested_as_written(code: str) -> None:
    site = read_phrases(code)["site"]
    assert isinstance(site, dict)
    assert site["name"]


def test_records_are_put_among_the_files_of_a_project(root: Path) -> None:
    (root / "catalogue" / "things" / "b.yaml").write_text("old", "utf-8")
    files = read_project(root)
    put = put_records(files, {("things", "a"): b"new", ("things", "b"): b"changed", ("others", "c"): b"x"})
    assert [(file.path, file.data) for file in put.records["things"]] == [
        ("catalogue/things/a.yaml", b"new"),
        ("catalogue/things/b.yaml", b"changed"),
    ]
    assert [file.id for file in put.records["others"]] == ["c"]
    assert [file.data for file in files.records["things"]] == [b"old"]

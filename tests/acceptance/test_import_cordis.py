"""``ipt import cordis`` on a small project: with rows of the real export, and with sources that are broken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import main
from generator.source import parse_document
from tests.support.cordis import (
    INFN,
    WRITERS,
    make_organization_row,
    make_project_row,
    make_set,
    write_folder,
    write_zip,
)
from tests.support.sites import REPOSITORY, make_project, read_tree, run_ipt, write_record

SAMPLES = REPOSITORY / "tests" / "cordis"
ORGANISATION = "999990267"
"""One that takes part in two projects of the samples."""
RECORD = """\
# yaml-language-server: $schema=../../schemas/editor/eu_projects.schema.json
acronym: MUONS
summary:
  en: A design study for a collider of muons.  # own words
  fr: Une étude de conception d’un collisionneur de muons.
programme: HorizonEurope
grant_agreement: "101094300"
end: 2026-12-31
participant_count: 14
sources:
  - url: https://example.org/muons
    supports: End
reviewed: 2026-11-20
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


class Done(NamedTuple):
    """What a run of the command line left behind."""

    returncode: int
    stdout: str
    stderr: str


Ipt = Callable[..., Done]


@pytest.fixture
def ipt(project: Path, capsys: pytest.CaptureFixture[str]) -> Ipt:
    """Return what runs the command line in this process, most often on the project."""

    def run(*arguments: str | Path, root: Path = project) -> Done:
        try:
            code = main(["--root", str(root), *map(str, arguments)])
        except SystemExit as end:
            code = int(end.code or 0)
        return Done(code, *capsys.readouterr())

    return run


def make_source(tmp_path: Path, form: str = "csv") -> Path:
    private = {"contactForm": "https://example.org/contact/PERSON", "street": "ROUTE DE PERSON 1", "vatNumber": "CHE1"}
    rows = [make_organization_row(**private), make_organization_row(code=INFN, **private)]
    files = make_set([make_project_row()], rows, form=form)
    path = tmp_path / f"{form}.zip"
    path.write_bytes(write_zip({f"{form}/{name}": data for name, data in files.items()}))
    return path


def records(project: Path) -> dict[str, bytes]:
    return read_tree(project / "catalogue" / "eu_projects")


def test_the_samples_become_records_that_the_check_accepts(project: Path) -> None:
    done = run_ipt(project, "import", "cordis", str(SAMPLES), "--organisation", ORGANISATION)
    assert done.returncode == 0, done.stderr
    assert "New EU project: mw-atlas (eu_projects/mw-atlas)\n" in done.stdout
    assert "  Official title added: The first comprehensive Atlas of the Milky Way\n" in done.stdout
    assert done.stderr.endswith(
        "2 of 5 projects are those of 999990267: 2 new, 0 changed, 0 as they are, 0 not taken in; "
        "values that stay although CORDIS has others: 0\n"
    )
    document, _ = parse_document("", records(project)["irastro.yaml"])
    assert document is not None
    assert document.value["summary"] == {
        "en": "EU project in Horizon Europe, 2025–2031, with 3 organisations.",
        "fr": "Projet européen d’Horizon Europe, 2025–2031, avec 3 organismes.",
    }
    assert document.value["budget"] == {"total": 12085363, "eu_contribution": 12085363}
    assert [one.get("country") for one in document.value["participants"]] == ["DE", "DK", "DE"]
    assert document.value["sources"][0]["date"] == "2025-02-24"
    assert run_ipt(project, "check", "catalogue/eu_projects").returncode == 0
    assert run_ipt(project, "format", "--check", "catalogue/eu_projects").returncode == 0


def test_a_second_import_changes_nothing(project: Path, ipt: Ipt, tmp_path: Path) -> None:
    write_record(project, "eu_projects/muons", RECORD)
    source = make_source(tmp_path)
    assert ipt("import", "cordis", source).returncode == 0
    before = records(project)
    done = ipt("import", "cordis", source)
    assert (done.returncode, records(project)) == (0, before)
    assert "0 new, 0 changed, 1 as they are, 0 not taken in; values that stay although CORDIS has others: 2" in done.stderr
    assert (
        done.stdout
        == "MUONS (eu_projects/muons)\n  End stays 2026-12-31; CORDIS has 2027-02-28\n  Number of participants stays 14; CORDIS has 2\n\n"
    )


def test_an_existing_record_keeps_what_somebody_wrote(project: Path, ipt: Ipt, tmp_path: Path) -> None:
    write_record(project, "eu_projects/muons", RECORD)
    done = ipt("import", "cordis", make_source(tmp_path))
    text = records(project)["muons.yaml"].decode()
    assert [line for line in RECORD.splitlines() if line not in text.splitlines()] == []
    assert "  EU contribution to CERN added: €500,000.25\n" in done.stdout
    assert "  End stays 2026-12-31; CORDIS has 2027-02-28\n" in done.stdout
    assert ipt("check", "catalogue/eu_projects").returncode == 0


@pytest.mark.parametrize("form", WRITERS)
def test_variants_make_the_same_record_without_personal_data(form: str, project: Path, ipt: Ipt, tmp_path: Path) -> None:
    assert ipt("import", "cordis", make_source(tmp_path, form)).returncode == 0
    text = records(project)["muons.yaml"].decode()
    assert "PERSON" not in text
    assert "CHE1" not in text
    other = make_project(tmp_path / "other")
    assert ipt("import", "cordis", make_source(tmp_path, "csv"), root=other).returncode == 0
    assert records(other)["muons.yaml"].decode() == text


def test_a_dry_run_writes_nothing(project: Path, ipt: Ipt) -> None:
    before = read_tree(project)
    done = ipt("import", "cordis", SAMPLES, "--organisation", ORGANISATION, "--dry-run")
    assert (done.returncode, read_tree(project)) == (0, before)
    assert "2 would be new, 0 would be changed" in done.stderr


def test_hostile_texts_stay_in_their_place(project: Path, ipt: Ipt, tmp_path: Path) -> None:
    title = 'x: y # "z"\n- [a]({{ b }})\x1b[31m\u202e & *c'
    files = make_set(
        [make_project_row(title=title.replace("[a]({{ b }})", "{{ b }}")), make_project_row("101082402", acronym="LINK", title=title)],
        [
            make_organization_row(name="=cmd|' /C calc'!A0"),
            make_organization_row("101082402", code=INFN),
            make_organization_row("101082402"),
        ],
    )
    done = ipt("import", "cordis", write_folder(tmp_path / "set", files))
    assert done.returncode == 1
    assert "Not taken in: LINK (101082402): the check would refuse the record: title is plain text and holds" in done.stdout
    document, _ = parse_document("", records(project)["muons.yaml"])
    assert document is not None
    assert document.value["title"] == 'x: y # "z" - {{ b }} [31m & *c'
    assert "\x1b" not in done.stdout + done.stderr
    assert ipt("check", "catalogue/eu_projects").returncode == 0


def test_rows_that_do_not_fit_are_told(project: Path, ipt: Ipt, tmp_path: Path) -> None:
    files = make_set([make_project_row()], [make_organization_row()])
    files["organization.csv"] += b"one;two\n"
    done = ipt("import", "cordis", write_folder(tmp_path / "set", files))
    assert done.returncode == 0
    assert done.stderr.count("organization.csv: 1 row does not fit the header and is left out (row at 3)\n") == 1


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"project.csv": b"id;acronym\n1;A\n"}, "holds no table organization"),
        ({"project.csv": b"id;acronym\n101094300;\xff\n"}, "project.csv:2: byte 0xff is not UTF-8"),
        ({"organization.csv": b"a;b\n"}, "organization.csv:1: the column 'projectID' is missing"),
        ({"topics.zip": write_zip({"topics.csv": b"x"})[:-5]}, "topics.zip is no zip that can be read"),
    ],
)
def test_a_broken_source_touches_no_record(files: dict[str, bytes], message: str, project: Path, ipt: Ipt, tmp_path: Path) -> None:
    good = make_set([make_project_row()], [make_organization_row()])
    source = write_folder(tmp_path / "set", files if len(files) == 1 and "no table" in message else good | files)
    before = read_tree(project)
    done = ipt("import", "cordis", source)
    assert (done.returncode, done.stdout, read_tree(project)) == (2, "", before)
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_an_organisation_without_projects_is_told(ipt: Ipt) -> None:
    done = ipt("import", "cordis", SAMPLES)
    assert done.returncode == 1
    assert "0 of 5 projects are those of 999988133" in done.stderr


def test_a_code_and_a_collection_must_be_such(ipt: Ipt) -> None:
    done = ipt("import", "cordis", SAMPLES, "--organisation", "CERN")
    assert done.returncode == 2
    assert "'CERN' is no code of an organisation (PIC), which has nine digits" in done.stderr
    done = ipt("import", "cordis", SAMPLES, "--collection", "eu_project")
    assert done.returncode == 2
    assert "no collection is called 'eu_project'; did you mean 'eu_projects'?" in done.stderr


def test_a_catalogue_with_errors_is_left_alone(project: Path, ipt: Ipt) -> None:
    write_record(project, "eu_projects/broken", RECORD.replace("acronym: MUONS\n", ""))
    done = ipt("import", "cordis", SAMPLES, "--organisation", ORGANISATION)
    assert done.returncode == 1
    assert "nothing was imported" in done.stderr
    assert not (project / "catalogue" / "eu_projects" / "irastro.yaml").exists()


@pytest.mark.parametrize("collection", ["technologies", "units"])
def test_a_collection_that_is_about_something_else_takes_nothing_in(collection: str, project: Path, ipt: Ipt) -> None:
    before = read_tree(project)
    done = ipt("import", "cordis", SAMPLES, "--organisation", ORGANISATION, "--collection", collection)
    assert (done.returncode, read_tree(project)) == (1, before)
    assert "0 new, 0 changed, 0 as they are, 2 not taken in" in done.stderr

"""``ipt import issue-form`` as the workflow runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.sites import REPOSITORY, make_project, run_ipt
from tests.unit.test_issue_forms import FORMS, TECHNOLOGY, write_body


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = make_project(tmp_path / "project")
    shutil.copytree(REPOSITORY / ".github" / "ISSUE_TEMPLATE", root / ".github" / "ISSUE_TEMPLATE")
    return root


def write_form(root: Path, name: str, answers: dict[str, str]) -> str:
    path = root / "form.md"
    path.write_text(write_body(FORMS[name], answers), "utf-8")
    return str(path)


def test_answers_become_a_file_that_the_check_accepts(project: Path) -> None:
    done = run_ipt(project, "import", "issue-form", write_form(project, "new-technology", TECHNOLOGY))
    assert (done.returncode, done.stdout) == (0, "catalogue/technologies/pixel-camera-2.yaml\n"), done.stderr
    assert run_ipt(project, "check").returncode == 0


def test_answers_that_the_check_refuses_leave_no_file(project: Path) -> None:
    answers = TECHNOLOGY | {"rights.licence": "free as in beer", "name.en": "<b>Bold</b>"}
    done = run_ipt(project, "import", "issue-form", write_form(project, "new-technology", answers))
    assert done.returncode == 1
    assert done.stdout.startswith("- ")
    assert "rights.licence" in done.stdout
    assert len(list((project / "catalogue" / "technologies").iterdir())) == len(
        list((make_project(project / "other") / "catalogue" / "technologies").iterdir())
    )


def test_what_is_missing_is_listed(project: Path) -> None:
    answers = {key: answer for key, answer in TECHNOLOGY.items() if key not in ("kind", "sources")}
    done = run_ipt(project, "import", "issue-form", write_form(project, "new-technology", answers))
    assert (done.returncode, done.stdout) == (1, "- Kind · Nature: there is no answer\n- Sources · Sources: there is no answer\n")


def test_a_record_is_withdrawn_in_its_file(project: Path) -> None:
    answers = {"page": "https://ipt.example/technologies/beta-code/", "status_note.en": "Replaced by another program."}
    done = run_ipt(project, "import", "issue-form", write_form(project, "withdraw", answers))
    assert (done.returncode, done.stdout) == (0, "catalogue/technologies/beta-code.yaml\n"), done.stderr
    assert "status: withdrawn\nstatus_note:\n  en: Replaced by another program.\nbenefits:" in (project / done.stdout.strip()).read_text(
        "utf-8"
    )


def test_a_file_that_is_not_there_cannot_be_imported(project: Path) -> None:
    done = run_ipt(project, "import", "issue-form", str(project / "nothing.md"))
    assert done.returncode == 2
    assert "nothing.md cannot be read" in done.stderr

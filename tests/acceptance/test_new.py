"""``ipt new``, ``ipt rename`` and ``ipt schemas`` as their users run them."""

import os
import pty
import shutil
import subprocess
import sys

import pytest

from tests.support.sites import REPOSITORY, make_project, run_ipt, write_page


@pytest.fixture
def fresh(tmp_path):
    """A small project that nothing was built from."""
    return make_project(tmp_path)


def read_all(project):
    return {path.name: path.read_bytes() for path in (project / "catalogue").rglob("*.yaml")}


def answer(project, *arguments, answers):
    """Run ipt on a terminal, type the answers, and return the exit code and what was printed."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "generator", "--root", project, *arguments]
    with subprocess.Popen(command, cwd=REPOSITORY, stdin=theirs, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as running:
        os.close(theirs)
        os.write(ours, "".join(f"{line}\n" for line in answers).encode() + b"\x04")
        printed = running.communicate(timeout=60)[0]
    os.close(ours)
    return running.returncode, printed


def test_a_new_record_is_refused_for_its_placeholders_and_for_nothing_else(fresh):
    made = run_ipt(fresh, "new", "technologies", "fresh-chip")
    path = "catalogue/technologies/fresh-chip.yaml"
    assert (made.returncode, made.stdout) == (0, f"{path}\n")
    assert made.stderr == f"placeholders to replace: 9; check with: ipt check {path}\n"
    checked = run_ipt(fresh, "check", path)
    assert checked.returncode == 1
    assert "name.en still holds 'FILL IN: Name, in English'" in checked.stdout
    assert "9 errors, 0 warnings" in checked.stderr


def test_a_record_that_is_set_in_full_is_accepted(fresh):
    answers = ("acronym=NEWBORN", "summary.en=A network for new records.", "programme=H2020", "sources.url=https://a.example.org/x")
    settings = [part for one in (*answers, "sources.supports=everything") for part in ("--set", one)]
    assert run_ipt(fresh, "new", "eu_projects", "newborn", *settings).returncode == 0
    assert run_ipt(fresh, "check", "catalogue/eu_projects/newborn.yaml").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("technology", "x"), 2, "ipt: no collection is called 'technology'; did you mean 'technologies'?\n"),
        (("technologies", "Alpha"), 2, "ipt: 'Alpha' is no id; use lower-case letters"),
        (("technologies", "../../x"), 2, "ipt: '../../x' is no id; use lower-case letters"),
        (("technologies", "con"), 2, "ipt: 'con' is the name of a device on Windows; add a word to it\n"),
        (("technologies", "index"), 2, "ipt: 'index' is the name of a file that every collection has; add a word to it\n"),
        (("technologies", "alpha-chip"), 2, "ipt: catalogue/technologies/alpha-chip.yaml is there already\n"),
        (("technologies", "first-chip"), 2, "ipt: 'first-chip' is an earlier id of 'alpha-chip', and an id is never used again\n"),
        (("technologies", "x", "--set", "nme.en=X"), 2, "ipt: 'nme.en' is no key that takes a value; did you mean 'name.en'"),
        (("technologies", "x", "--set", "kind=hardwear"), 1, "kind: 'hardwear' is no term of the vocabulary technology-kinds; did you"),
    ],
)
def test_a_record_that_cannot_be_is_not_written(fresh, arguments, code, told):
    before = read_all(fresh)
    done = run_ipt(fresh, "new", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert done.stderr.startswith(told)
    assert read_all(fresh) == before


def test_a_terminal_is_asked_again_until_the_answer_fits(fresh):
    answers = ["Terminal chip", "", "hardwear", "hardware", "detectors", "energy, digital"]
    code, printed = answer(fresh, "new", "technologies", "terminal-chip", answers=answers)
    assert code == 0, printed
    assert "What sort of thing is offered." in printed
    assert "did you mean 'hardware'?" in printed
    text = (fresh / "catalogue" / "technologies" / "terminal-chip.yaml").read_text("utf-8")
    assert "\n  en: Terminal chip\n  # fr: " in text
    assert "\nkind: hardware\n" in text
    assert "\n  - energy\n  - digital\n" in text
    assert 'availability: "FILL IN: ' in text


def test_a_vocabulary_with_a_wrong_name_keeps_nobody_from_a_new_record(fresh):
    folder = fresh / "catalogue" / "vocabularies"
    (folder / "technology-domains.yaml").rename(folder / "technology_domains.yaml")
    code, printed = answer(fresh, "new", "technologies", "terminal-chip", answers=["Terminal chip", "", "hardware", "detectors"])
    assert code == 0, printed
    assert "\ndomain: detectors\n" in (fresh / "catalogue" / "technologies" / "terminal-chip.yaml").read_text("utf-8")


def test_a_renamed_record_is_followed_by_its_references(fresh):
    write_page(fresh / "docs" / "en" / "about" / "beta.md", "See [it](../technologies/beta-code/index.md).\n")
    done = run_ipt(fresh, "rename", "technologies", "beta-code", "second-code")
    assert done.returncode == 0, done.stderr
    assert done.stderr.endswith("docs/en/about/beta.md still names beta-code: a link to it works, a view needs the new id\n")
    assert done.stdout.splitlines() == [
        "catalogue/technologies/alpha-chip.yaml: written",
        "catalogue/technologies/beta-code.yaml: deleted",
        "catalogue/technologies/second-code.yaml: written",
    ]
    assert done.stderr.startswith("references that follow: 1; ")
    assert run_ipt(fresh, "check").returncode == 0
    assert "related: [second-code]\n" in (fresh / "catalogue" / "technologies" / "alpha-chip.yaml").read_text("utf-8")
    assert (fresh / "catalogue" / "technologies" / "second-code.yaml").read_text("utf-8").endswith("aliases:\n  - beta-code\n")


def test_a_catalogue_with_errors_is_not_changed_by_a_rename(fresh):
    path = fresh / "catalogue" / "technologies" / "gamma-draft.yaml"
    path.write_text(path.read_text("utf-8").replace("kind:", "knd:"), "utf-8")
    before = read_all(fresh)
    done = run_ipt(fresh, "rename", "technologies", "beta-code", "second-code")
    assert done.returncode == 1
    assert "[unknown-key]" in done.stdout
    assert done.stderr.endswith("; nothing was changed\n")
    assert read_all(fresh) == before


def test_schemas_for_editors_are_written_once(fresh):
    shutil.rmtree(fresh / "schemas" / "editor")
    written = run_ipt(fresh, "schemas")
    assert written.returncode == 0
    assert "schemas/editor/technologies.schema.json\n" in written.stdout
    shipped = REPOSITORY / "schemas" / "editor" / "technologies.schema.json"
    assert (fresh / "schemas" / "editor" / "technologies.schema.json").read_bytes() == shipped.read_bytes()
    assert run_ipt(fresh, "schemas").stdout == ""


def test_schemas_are_not_written_from_a_broken_vocabulary(fresh):
    path = fresh / "catalogue" / "vocabularies" / "technology-kinds.yaml"
    path.write_text(path.read_text("utf-8") + "sort: true\n", "utf-8")
    done = run_ipt(fresh, "schemas")
    assert (done.returncode, done.stderr) == (2, "ipt: catalogue/vocabularies/technology-kinds.yaml has errors; ipt check says which\n")

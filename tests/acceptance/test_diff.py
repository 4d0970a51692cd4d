"""``ipt diff`` as its users run it, on a repository of git."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.repositories import commit, git
from tests.support.sites import RECORDS, make_project, run_ipt, write_record

ALPHA = RECORDS["technologies/alpha-chip"]


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A small project below the root of a repository."""
    git(tmp_path, "init", "-q")
    root = make_project(tmp_path / "deep")
    commit(tmp_path, "First")
    return root


def change(root: Path) -> None:
    write_record(root, "technologies/alpha-chip", ALPHA.replace("availability: licensable", "availability: open"))


def test_without_a_change_there_is_nothing_to_say(repository: Path) -> None:
    done = run_ipt(repository, "diff", "HEAD")
    assert (done.returncode, done.stdout, done.stderr) == (0, "no record and no page is other than it was\n", "")


def test_a_change_is_said_in_words(repository: Path) -> None:
    change(repository)
    (repository / "docs" / "en" / "extra.md").write_text("# Extra\n", "utf-8")
    done = run_ipt(repository, "diff", "HEAD")
    assert done.returncode == 0
    assert done.stdout == ("Alpha chip (technologies/alpha-chip)\n  Availability: Licensable → Open\n\nNew pages:\n  extra/\n")


def test_two_revisions_are_compared_without_the_files_as_they_are(repository: Path) -> None:
    change(repository)
    commit(repository, "Second")
    write_record(repository, "technologies/alpha-chip", ALPHA)
    done = run_ipt(repository, "diff", "HEAD^1", "HEAD", "--format", "markdown")
    assert "- Availability: `Licensable` → `Open`" in done.stdout
    assert run_ipt(repository, "diff", "HEAD~1").stdout == "no record and no page is other than it was\n"


def test_an_id_that_is_gone_must_be_an_alias(repository: Path) -> None:
    path = repository / "catalogue" / "technologies" / "beta-code.yaml"
    text = path.read_text("utf-8")
    path.unlink()
    done = run_ipt(repository, "diff", "HEAD")
    assert done.returncode == 1
    assert "Redirects owed:\n  technologies/beta-code/\n" in done.stdout
    assert "catalogue/technologies/beta-code.yaml: error: the id 'beta-code' was published and is gone" in done.stdout
    assert "[missing-alias]" in done.stdout
    write_record(repository, "technologies/code-two", f"{text}aliases: [beta-code]\n")
    done = run_ipt(repository, "diff", "HEAD")
    assert done.returncode == 0
    assert "Renamed technology: Beta code (technologies/code-two, until now beta-code)" in done.stdout
    assert "Redirects:\n  technologies/beta-code/ → technologies/code-two/" in done.stdout


def test_a_file_that_cannot_be_read_is_named(repository: Path) -> None:
    write_record(repository, "technologies/alpha-chip", "name: [\n")
    done = run_ipt(repository, "diff", "HEAD")
    assert done.returncode == 0
    assert "Files that cannot be read; ipt check says why:\n  catalogue/technologies/alpha-chip.yaml" in done.stdout


def test_a_link_in_the_history_is_not_followed(repository: Path) -> None:
    link = repository / "catalogue" / "technologies" / "link.yaml"
    link.symlink_to("/etc/hostname")
    commit(repository, "Second")
    link.unlink()
    assert "link" not in run_ipt(repository, "diff", "HEAD").stdout


@pytest.mark.parametrize("name", ["nothing", "HEAD:catalogue", "a..b", "HEAD --all", "$(true)", ""])
def test_what_names_no_revision_cannot_be_compared(repository: Path, name: str) -> None:
    done = run_ipt(repository, "diff", name)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("ipt: ")
    assert repr(name) in done.stderr


def test_an_option_of_git_is_no_revision(repository: Path) -> None:
    done = run_ipt(repository, "diff", "--", "--output=stolen")
    assert (done.returncode, done.stderr) == (2, "ipt: '--output=stolen' is no name of a revision\n")
    assert not list(repository.rglob("stolen"))


def test_without_a_repository_nothing_can_be_compared(tmp_path: Path) -> None:
    done = run_ipt(make_project(tmp_path / "project"), "diff", "HEAD")
    assert done.returncode == 2
    assert "git" in done.stderr

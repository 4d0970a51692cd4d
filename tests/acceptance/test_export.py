"""``ipt export`` as its users run it: the same files as the site has, whole or not at all."""

from __future__ import annotations

import hashlib
import json

import pytest

from generator.exporting import EXPORTS
from tests.support.repositories import commit, git
from tests.support.sites import RECORDS, make_project, read_tree, run_ipt, write_record


@pytest.fixture
def project(tmp_path):
    return make_project(tmp_path / "project")


def read_checksums(folder):
    return dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())


def test_the_export_is_what_the_site_offers(built_project, tmp_path):
    done = run_ipt(built_project, "export", str(tmp_path / "out"))
    assert (done.returncode, done.stdout) == (0, "")
    exported, site = read_tree(tmp_path / "out"), read_tree(built_project / "site")
    assert exported.items() <= site.items()
    assert f"{len(exported):,} files" in done.stderr


def test_every_file_has_its_digest(project, tmp_path):
    run_ipt(project, "export", str(tmp_path / "out"))
    exported = read_tree(tmp_path / "out")
    del exported["SHA256SUMS"]
    assert read_checksums(tmp_path / "out") == {path: hashlib.sha256(data).hexdigest() for path, data in exported.items()}


@pytest.mark.parametrize("name", EXPORTS)
def test_one_part_is_written_alone_and_the_same(project, tmp_path, name):
    run_ipt(project, "export", str(tmp_path / "whole"))
    assert run_ipt(project, "export", str(tmp_path / "part"), "--only", name).returncode == 0
    whole, part = read_tree(tmp_path / "whole"), read_tree(tmp_path / "part")
    del part["SHA256SUMS"]
    assert part
    assert part.items() <= whole.items()


def test_an_earlier_export_is_replaced_and_what_has_not_changed_is_not_written(project, tmp_path):
    run_ipt(project, "export", str(tmp_path / "out"))
    assert ", of which 0 files were written" in run_ipt(project, "export", str(tmp_path / "out")).stderr
    (project / "catalogue/technologies/delta-gone.yaml").unlink()
    run_ipt(project, "export", str(tmp_path / "out"))
    assert not (tmp_path / "out/api/v1/technologies/delta-gone.json").exists()


def test_a_folder_with_something_else_stays_as_it_is(project, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/letter.txt").write_text("Dear", "utf-8")
    done = run_ipt(project, "export", str(tmp_path / "out"))
    assert (done.returncode, done.stderr) == (2, f"ipt: {tmp_path / 'out'} holds something else than an export; name a folder of its own\n")
    assert read_tree(tmp_path / "out") == {"letter.txt": b"Dear"}


def test_records_with_errors_are_not_exported(project, tmp_path):
    write_record(project, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("kind:", "knid:"))
    done = run_ipt(project, "export", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "error[unknown-key]" in done.stdout
    assert not (tmp_path / "out").exists()


def test_a_part_can_be_named_twice(project, tmp_path):
    assert run_ipt(project, "export", str(tmp_path / "out"), "--only", "feeds", "--only", "feeds").returncode == 0


def test_an_export_that_fails_leaves_nothing_behind(project, tmp_path):
    (project / "mkdocs.yml").write_text("site_name: IPT\n", "utf-8")
    done = run_ipt(project, "export", str(tmp_path / "out"))
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        2,
        "ipt: mkdocs.yml names no site_url that begins with http and ends with a slash",
    )
    assert [path.name for path in tmp_path.iterdir()] == ["project"]


def test_the_moment_is_that_of_the_commit_or_of_the_environment(project, tmp_path):
    git(project, "init", "-q")
    commit(project, "First")
    run_ipt(project, "export", str(tmp_path / "out"), "--only", "api")
    index = json.loads((tmp_path / "out/api/v1/index.json").read_text("utf-8"))
    assert len(index["source_commit"]) == 40
    run_ipt(project, "export", str(tmp_path / "out"), "--only", "api", environment={"SOURCE_DATE_EPOCH": "1700000000"})
    index = json.loads((tmp_path / "out/api/v1/index.json").read_text("utf-8"))
    assert index["generated_at"] == "2023-11-14T22:13:20Z"


def test_no_draft_is_exported(project, tmp_path):
    run_ipt(project, "export", str(tmp_path / "out"))
    told = [path for path, data in read_tree(tmp_path / "out").items() if b"gamma-draft" in data]
    assert told == []

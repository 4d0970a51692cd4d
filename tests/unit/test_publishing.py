"""Staging and swapping: nothing is written twice, and nothing is half there."""

import pytest

from generator.publishing import Staging, publish_folder


@pytest.fixture
def shown(tmp_path):
    folder = tmp_path / "site"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "index.html").write_text("same")
    (folder / "gone.html").write_text("old")
    return folder


def test_a_file_with_the_same_bytes_is_linked_and_not_written(tmp_path, shown):
    staging = Staging(tmp_path / "new", shown)
    staging.write("a/index.html", b"same")
    staging.write("b/index.html", b"fresh")
    assert (staging.written, staging.size) == (1, 9)
    assert (tmp_path / "new/a/index.html").samefile(shown / "a/index.html")


def test_a_file_with_other_bytes_of_the_same_length_is_written(tmp_path, shown):
    staging = Staging(tmp_path / "new", shown)
    staging.write("a/index.html", b"else")
    assert staging.written == 1
    assert (shown / "a/index.html").read_text() == "same"


def test_publishing_shows_the_new_files_only(tmp_path, shown):
    staging = Staging(tmp_path / "new", shown)
    staging.write("a/index.html", b"same")
    staging.publish()
    assert sorted(path.name for path in shown.rglob("*")) == ["a", "index.html"]
    assert not (tmp_path / "new").exists()


def test_publishing_makes_the_first_site(tmp_path):
    staging = Staging(tmp_path / "new", tmp_path / "public" / "site")
    staging.write("index.html", b"first")
    staging.publish()
    assert (tmp_path / "public/site/index.html").read_bytes() == b"first"


def test_what_an_earlier_build_left_behind_is_cleared(tmp_path, shown):
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "half.html").write_text("half")
    Staging(tmp_path / "new", shown).publish()
    assert not (shown / "half.html").exists()


def test_folders_are_swapped_in_two_steps_where_one_is_not_to_be_had(tmp_path, shown, monkeypatch):
    monkeypatch.setattr("generator.publishing.ctypes.CDLL", lambda *_, **__: object())
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "index.html").write_text("new")
    publish_folder(tmp_path / "new", shown)
    assert [path.name for path in shown.iterdir()] == ["index.html"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]

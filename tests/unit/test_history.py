"""What became of records, out of a real repository."""

from __future__ import annotations

import pytest

from generator.history import EventKind, list_events
from generator.revisions import read_head, read_history
from tests.support.repositories import commit, git
from tests.support.sites import RECORDS, make_project, write_record

COLLECTIONS = frozenset(("technologies", "suppliers", "eu_projects", "units"))
BETA = RECORDS["technologies/beta-code"]


@pytest.fixture
def repository(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    root = make_project(tmp_path / "deep")
    commit(tmp_path, "First")
    return root


def events(root, at_most=500):
    return list_events(read_history(root), collections=COLLECTIONS, at_most=at_most)


def newest(root):
    return [(event.kind, event.id, event.fields, event.earlier_id) for event in events(root) if event.commit == read_head(root)[0]]


def test_the_first_commit_adds_what_it_shows(repository):
    found = events(repository)
    assert {event.kind for event in found} == {EventKind.ADDED}
    ids = {f"{event.collection}/{event.id}" for event in found}
    assert RECORDS.keys() - ids == {"technologies/gamma-draft"}
    assert {event.at for event in found} == {read_head(repository)[1]}


def test_a_change_names_the_fields(repository):
    write_record(
        repository,
        "technologies/beta-code",
        BETA.replace("Free to use", "Costs nothing").replace("availability: open", "availability: licensable"),
    )
    commit(repository, "Second")
    assert newest(repository) == [(EventKind.CHANGED, "beta-code", ("benefits[]", "rights.availability"), None)]


def test_a_change_of_form_is_none(repository):
    write_record(repository, "technologies/beta-code", f"# a comment\n{BETA}")
    commit(repository, "Second")
    assert newest(repository) == []


def test_a_record_that_goes_or_is_withdrawn_is_withdrawn(repository):
    (repository / "catalogue/technologies/delta-gone.yaml").unlink()
    write_record(repository, "technologies/beta-code", f"{BETA}status: withdrawn\nstatus_note: {{en: Superseded.}}\n")
    commit(repository, "Second")
    assert newest(repository) == [(EventKind.WITHDRAWN, "beta-code", (), None), (EventKind.WITHDRAWN, "delta-gone", (), None)]


def test_a_draft_that_is_published_is_added(repository):
    draft = RECORDS["technologies/gamma-draft"]
    write_record(repository, "technologies/gamma-draft", draft.replace("energy", "research"))
    commit(repository, "Second")
    assert newest(repository) == []
    write_record(repository, "technologies/gamma-draft", draft.replace("status: draft", "status: published"))
    commit(repository, "Third")
    assert newest(repository) == [(EventKind.ADDED, "gamma-draft", (), None)]


def test_a_new_id_is_a_new_name_of_the_same_record(repository):
    (repository / "catalogue/technologies/beta-code.yaml").unlink()
    write_record(repository, "technologies/code-two", f"{BETA}aliases: [beta-code]\n")
    commit(repository, "Second")
    assert newest(repository) == [(EventKind.RENAMED, "code-two", ("aliases[]",), "beta-code")]


def test_the_newest_come_first_and_no_more_than_asked_for(repository):
    write_record(repository, "technologies/beta-code", BETA.replace("Free to use", "Costs nothing"))
    commit(repository, "Second")
    found = events(repository, at_most=3)
    assert [event.kind for event in found] == [EventKind.CHANGED, EventKind.ADDED, EventKind.ADDED]


def test_a_branch_counts_when_it_is_merged(repository):
    git(repository, "checkout", "-q", "-b", "side")
    write_record(repository, "technologies/beta-code", BETA.replace("Free to use", "Costs nothing"))
    commit(repository, "Aside")
    git(repository, "checkout", "-q", "main")
    write_record(repository, "suppliers/vacuum", RECORDS["suppliers/vacuum"].replace("kind: supply", "kind: service"))
    commit(repository, "Second")
    git(repository, "merge", "-q", "--no-ff", "-m", "Merge", "side")
    assert newest(repository) == [(EventKind.CHANGED, "beta-code", ("benefits[]",), None)]


def test_the_oldest_commit_of_a_shallow_clone_adds_nothing(repository, tmp_path):
    write_record(repository, "technologies/beta-code", BETA.replace("Free to use", "Costs nothing"))
    commit(repository, "Second")
    write_record(repository, "technologies/beta-code", BETA)
    commit(repository, "Third")
    git(tmp_path, "clone", "-q", "--depth", "2", repository.parent.as_uri(), "shallow")
    found = events(tmp_path / "shallow" / "deep")
    assert [(event.kind, event.id) for event in found] == [(EventKind.CHANGED, "beta-code")]


def test_links_and_files_that_cannot_be_read_make_no_event(repository):
    (repository / "catalogue/technologies/link.yaml").symlink_to("/etc/hostname")
    write_record(repository, "technologies/broken", "name: [\n")
    commit(repository, "Second")
    assert newest(repository) == []


def test_without_a_repository_there_is_no_history(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    root = make_project(tmp_path / "project")
    assert (read_head(root), events(root)) == (None, ())


def test_without_a_commit_there_is_no_history(tmp_path):
    git(tmp_path, "init", "-q")
    assert (read_head(tmp_path), events(tmp_path)) == (None, ())

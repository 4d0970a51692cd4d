"""A rename changes the id where it stands, and nothing else."""

from __future__ import annotations

import difflib
import re

import pytest

from generator.checking import check_project
from generator.naming import NamingError
from generator.reading import ProjectFiles
from generator.renaming import compare_files, rename_record
from tests.support.projects import TODAY, make_files, make_source, minimal, read_context


def make_project(**texts: str) -> ProjectFiles:
    """Make a project of technologies; underscores in names stand for hyphens."""
    records = (make_source("technologies", name.replace("_", "-"), text) for name, text in texts.items())
    return make_files((*read_context(), *records))


def rename(files: ProjectFiles, collection: str, old: str, new: str) -> tuple[dict[str, str | None], int]:
    after, count = rename_record(files, check_project(files, today=TODAY).catalogue, collection, old, new)
    changes = {path: data if data is None else data.decode() for path, data in compare_files(files, after).items()}
    return changes, count


def technology(name: str, more: str = "") -> str:
    """Write a technology with a name of its own."""
    return re.sub(r"(?m)^  en: .*$", f"  en: {name}", minimal("technologies"), count=1) + more


def list_differences(before: str, after: str) -> list[str]:
    return [line for line in difflib.ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


REFERRING = technology(
    "Third",
    """\
# before
related:   # those it belongs with
  - old-name    # keep me

  -   "second-one"
""",
)


def test_the_file_moves_and_keeps_its_old_id_as_an_alias() -> None:
    text = technology("First")
    changes, count = rename(make_project(old_name=text), "technologies", "old-name", "new-name")
    assert count == 0
    assert changes == {
        "catalogue/technologies/old-name.yaml": None,
        "catalogue/technologies/new-name.yaml": f"{text}aliases:\n  - old-name\n",
    }


def test_references_follow_and_comments_stay() -> None:
    files = make_project(old_name=technology("First"), second_one=technology("Second"), third=REFERRING)
    changes, count = rename(files, "technologies", "old-name", "new-name")
    assert count == 1
    after = changes["catalogue/technologies/third.yaml"]
    assert after is not None
    assert list_differences(REFERRING, after) == ["-   - old-name    # keep me", "+   - new-name    # keep me"]
    changes, _ = rename(files, "technologies", "second-one", "new-name")
    after = changes["catalogue/technologies/third.yaml"]
    assert after is not None
    assert list_differences(REFERRING, after) == ['-   -   "second-one"', '+   -   "new-name"']


@pytest.mark.parametrize(
    "written",
    ["related: [old-name]", "related: ['old-name', second-one]", "related:\n- second-one\n- old-name", "related:\n  - >-\n    old-name"],
)
def test_a_reference_is_found_however_it_is_written(written: str) -> None:
    text = technology("Third", f"{written}\n")
    files = make_project(old_name=technology("First"), second_one=technology("Second"), third=text)
    changes, count = rename(files, "technologies", "old-name", "new-name")
    assert count == 1
    assert changes["catalogue/technologies/third.yaml"] == text.replace("old-name", "new-name")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("aliases:\n  - first  # the first\nowner: ipt\n", "aliases:\n  - first  # the first\n  - old-name\nowner: ipt\n"),
        ("aliases:\n- first", "aliases:\n- first\n- old-name\n"),
        ("aliases: [first, other] # two\n", "aliases: [first, other, old-name] # two\n"),
        ("aliases:\r\n  - first\r\n", "aliases:\r\n  - first\r\n  - old-name\r\n"),
        ("owner: ipt", "owner: ipt\naliases:\n  - old-name\n"),
        ("owner: ipt\n# the end\n", "owner: ipt\n# the end\naliases:\n  - old-name\n"),
    ],
)
def test_an_alias_is_added_as_the_list_is_written(before: str, after: str) -> None:
    files = make_project(old_name=technology("First", before))
    changes, _ = rename(files, "technologies", "old-name", "new-name")
    assert changes["catalogue/technologies/new-name.yaml"] == technology("First", after)


def test_an_id_of_digits_stays_text() -> None:
    files = make_project(old_name=technology("First"), third=technology("Third", "related:\n  - old-name\n"))
    changes, _ = rename(files, "technologies", "old-name", "2026")
    assert changes["catalogue/technologies/third.yaml"] == technology("Third", 'related:\n  - "2026"\n')


def test_what_cannot_be_changed_safely_is_refused() -> None:
    text = technology("Third", 'related:\n  - "old\\x2dname"\n')
    files = make_project(old_name=technology("First"), third=text)
    with pytest.raises(NamingError, match=r"^catalogue/technologies/third\.yaml is written in a way"):
        rename(files, "technologies", "old-name", "new-name")


@pytest.mark.parametrize(
    ("collection", "old", "new", "message"),
    [
        ("technology", "old-name", "new-name", "no collection is called 'technology'; did you mean 'technologies'?"),
        ("people", "old-name", "new-name", "no collection is called 'people'; write one of technologies, suppliers, eu_projects, units"),
        ("technologies", "gone", "new-name", "no record 'gone' in technologies"),
        ("technologies", "old-name", "New", "'New' is no id; use lower-case letters and digits with single hyphens"),
        ("technologies", "old-name", "../new", "'../new' is no id"),
        ("technologies", "old-name", "second-one", "catalogue/technologies/second-one.yaml is there already"),
        ("technologies", "old-name", "first", "'first' is an earlier id of 'second-one', and an id is never used again"),
    ],
)
def test_a_rename_that_cannot_be_is_refused(collection: str, old: str, new: str, message: str) -> None:
    files = make_project(old_name=technology("First"), second_one=technology("Second", "aliases: [first]\n"))
    with pytest.raises(NamingError) as refused:
        rename(files, collection, old, new)
    assert str(refused.value).startswith(message)

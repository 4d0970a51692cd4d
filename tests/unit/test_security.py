"""``security.txt`` has the form of RFC 9116, and says something that still holds."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from generator.open_data.security import EXPIRES, write_site_files
from tests.support.editions import ORIGIN, edit_catalogue, read_export
from tests.support.projects import ROOT, check_records

PATH = ".well-known/security.txt"


def read_fields(*, repo_url: str = "") -> dict[str, str]:
    """Read the fields, none of which stands twice."""
    texts = read_export(write_site_files, edit_catalogue(check_records({}).catalogue, origin=replace(ORIGIN, repo_url=repo_url)))
    lines = texts[PATH].removesuffix("\n").split("\n")
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    return fields


def test_a_weakness_is_reported_to_the_repository() -> None:
    assert read_fields(repo_url="https://github.com/cern/ipt") == {
        "Contact": "https://github.com/cern/ipt/security/advisories/new",
        "Expires": EXPIRES.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "Preferred-Languages": "en, fr",
        "Canonical": f"https://ipt.example/{PATH}",
        "Policy": "https://github.com/cern/ipt/blob/main/SECURITY.md",
    }


def test_without_a_repository_it_is_reported_to_the_team_that_the_project_names() -> None:
    fields = read_fields()
    assert fields["Contact"] == "mailto:computer.security@cern.ch"
    assert "Policy" not in fields
    assert "computer.security@cern.ch" in (ROOT / "SECURITY.md").read_text("utf-8").lower()


def test_the_contact_is_looked_at_before_it_expires() -> None:
    """The form asks for a day less than a year ahead; this fails a month before it is over."""
    now = datetime.now(UTC)
    assert now + timedelta(days=30) < EXPIRES, "see that the contact is right, and set EXPIRES in generator/open_data/security.py anew"
    assert now + timedelta(days=366) > EXPIRES

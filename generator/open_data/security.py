"""Say to whom a weakness of the site is reported (``security.txt``, RFC 9116)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from generator.i18n import LANGUAGES
from generator.open_data.api import write_moment
from generator.open_data.edition import DataFile, Edition, Origin
from generator.publication import BRANCH

SECURITY = ".well-known/security.txt"
EXPIRES = datetime(2027, 10, 31, tzinfo=UTC)
"""Until when the contact is known to be right. Look at it once a year, and set a day less than a year ahead (RFC 9116, 2.5.5)."""
TEAM = "mailto:computer.security@cern.ch"
"""The Computer Security Team of CERN, which receives what concerns sites without a repository; SECURITY.md names the source."""


def write_site_files(edition: Edition) -> Iterator[DataFile]:
    """Write the files that programs expect at a fixed place of a site."""
    yield DataFile(SECURITY, _write_security(edition.origin).encode())


def _write_security(origin: Origin) -> str:
    repo_url = origin.repo_url
    fields = [
        ("Contact", f"{repo_url}/security/advisories/new" if repo_url else TEAM),
        ("Expires", write_moment(EXPIRES)),
        ("Preferred-Languages", ", ".join(LANGUAGES)),
        ("Canonical", f"{origin.site_url}{SECURITY}"),
    ]
    if repo_url:
        fields.append(("Policy", f"{repo_url}/blob/{BRANCH}/SECURITY.md"))
    return "".join(f"{name}: {value}\n" for name, value in fields)

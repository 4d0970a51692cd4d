"""Know where the site is published, and where what it says can be changed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlencode

from generator.i18n import Language, Localized
from generator.sitemap import address_of

BRANCH = "main"
"""The branch from which the site is published."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Where a reader can change a record, and report an error in it."""

    edit: str
    report: str


@dataclass(frozen=True, slots=True)
class Publication:
    """The addresses of the site and of its repository."""

    site_url: str = ""
    """Address of its root, with a slash at the end; full addresses are those below the root where it is empty."""
    repo_url: str = ""
    """Address of a repository on GitHub or a forge with the same addresses, without a slash at the end; empty where there is none."""

    def address_of(self, path: str, *, language: Language) -> str:
        """Return the full address of a page, given below the root of its language."""
        return address_of(self.site_url, language.code, path)

    def edit_address(self, file: str) -> str:
        """Return the address at which a file of the repository can be changed in a browser; empty where there is no repository."""
        return f"{self.repo_url}/edit/{BRANCH}/{quote(file)}" if self.repo_url else ""

    def offer_changes(self, file: str, page: str, *, name: Localized, language: Language) -> Changes | None:
        """Offer to change the file of a record, and to report an error on its page; nothing where there is no repository."""
        if not self.repo_url:
            return None
        title = language.say("changes.title", name=name.text)
        body = language.say("changes.body", path=file, address=self.address_of(page, language=language))
        query = urlencode({"title": title, "body": body}, quote_via=quote)
        return Changes(self.edit_address(file), f"{self.repo_url}/issues/new?{query}")

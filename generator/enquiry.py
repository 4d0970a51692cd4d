"""Draft the enquiry about a record: who takes it, subject, text, and the link that opens it in a mail program."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from generator.i18n import Language


@dataclass(frozen=True, slots=True)
class Enquiry:
    """A question that names a record, ready to be sent."""

    address: str | None
    """Role address that takes it; without one the website of the unit is the way to ask."""
    subject: str
    text: str
    """Lines that end in ``\\n``."""

    @property
    def href(self) -> str:
        """Return the link that opens the draft; empty where no address takes it."""
        return write_mailto(self.address, subject=self.subject, text=self.text) if self.address else ""


def find_address(mailboxes: Iterable[Mapping[str, Any]]) -> str | None:
    """Return the first mailbox of a unit that is marked to take enquiries, or ``None``."""
    return next((box["address"] for box in mailboxes if box.get("enquiries")), None)


def draft_enquiry(language: Language, *, name: str, url: str, address: str | None) -> Enquiry:
    """Draft the enquiry about the record of that name, whose page has the full address ``url``."""
    subject = language.say("enquiry.subject", name=name)
    return Enquiry(address, subject, language.say("enquiry.body", records=f"{name}\n{url}"))


def write_mailto(address: str, *, subject: str, text: str) -> str:
    """Write a ``mailto:`` link as RFC 6068 has it: every reserved byte escaped, lines of the body ended by CRLF.

    A subject is one line, whatever it is made from, as a line break would begin another header field.
    """
    line = " ".join(subject.split())
    body = "\r\n".join(text.splitlines())
    return f"mailto:{quote(address, safe='@')}?subject={quote(line, safe='')}&body={quote(body, safe='')}"

"""Enquiries: who takes them, and links that every mail program reads the same."""

from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from generator.enquiry import draft_enquiry, find_address, write_mailto
from generator.i18n import LANGUAGES, make_language
from generator.reading import read_phrases

NAMES = [
    "White Rabbit",
    "Chambres à vide & pompes ?",
    "100 % = a+b; c/d",
    "a\r\nBcc: everyone@example.org\r\n\r\nhello",
    "x?bcc=everyone@example.org&body=#",
    "</textarea><script>alert(1)</script>\"'",
    "{records} {name} %0D%0A",
    "日本 🐇",
]


def read_link(href):
    """Read a mailto link as a mail program does: address, and fields of the header."""
    parts = urlsplit(href)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("mailto", "", "")
    return unquote(parts.path), parse_qs(parts.query, strict_parsing=True, separator="&")


@pytest.mark.parametrize("name", NAMES)
def test_a_draft_says_what_it_is_given_and_nothing_else(name):
    language = make_language("en", read_phrases("en"))
    draft = draft_enquiry(language, name=name, url="https://ipt.example/a/?b=1&c=2", address="role@cern.ch")
    address, fields = read_link(draft.href)
    assert address == "role@cern.ch"
    assert set(fields) == {"subject", "body"}
    assert fields["subject"] == [" ".join(f"Enquiry: {name}".split())]
    assert fields["body"] == ["\r\n".join(draft.text.splitlines())]
    assert f"{name}\nhttps://ipt.example/a/?b=1&c=2\n" in draft.text


@pytest.mark.parametrize("name", NAMES)
def test_a_link_is_plain_ascii_without_reserved_characters(name):
    href = write_mailto("role@cern.ch", subject=name, text=name)
    assert href.isascii()
    assert href.count("?") == href.count("&") == 1
    assert href.count("=") == 2
    assert not set(href) & set("\r\n \"'<>#+{}/;,")


def test_a_subject_is_one_line_and_lines_of_the_body_end_in_crlf():
    href = write_mailto("role@cern.ch", subject="a\nb", text="one\ntwo\r\nthree\n")
    assert href == "mailto:role@cern.ch?subject=a%20b&body=one%0D%0Atwo%0D%0Athree"


def test_an_address_cannot_smuggle_in_a_field():
    assert write_mailto("a?bcc=b@cern.ch", subject="s", text="t").startswith("mailto:a%3Fbcc%3Db@cern.ch?subject=")


@pytest.mark.parametrize("code", LANGUAGES)
def test_without_an_address_there_is_a_text_and_no_link(code):
    draft = draft_enquiry(make_language(code, read_phrases(code)), name="Alpha", url="https://ipt.example/alpha/", address=None)
    assert draft.href == ""
    assert "Alpha\nhttps://ipt.example/alpha/\n" in draft.text


@pytest.mark.parametrize(
    ("mailboxes", "address"),
    [
        ([], None),
        ([{"address": "fund@cern.ch"}], None),
        ([{"address": "fund@cern.ch", "enquiries": False}], None),
        ([{"address": "fund@cern.ch"}, {"address": "ask@cern.ch", "enquiries": True}], "ask@cern.ch"),
        ([{"address": "ask@cern.ch", "enquiries": True}, {"address": "too@cern.ch", "enquiries": True}], "ask@cern.ch"),
    ],
)
def test_only_a_mailbox_that_takes_enquiries_gets_them(mailboxes, address):
    assert find_address(mailboxes) == address

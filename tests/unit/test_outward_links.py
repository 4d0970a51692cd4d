"""Outward links: which are found, which are asked and how, and what is said of them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from generator.asking import Manner, ask_link, ask_links, is_public
from generator.outward_links import Answer, Outcome, OutwardLink, find_outward_links, format_links_markdown, format_links_text
from generator.reading import read_unasked_hosts
from tests.support.projects import ROOT, check_records, minimal

# --- Finding --------------------------------------------------------------------------------------


def test_addresses_of_records_and_prose_are_found_once_with_their_files() -> None:
    text = minimal("technologies") + (
        "links:\n  - kind: website\n    url: https://home.cern/a_(b)#part\n"
        "description:\n  en: See [it](https://home.cern/c), (https://home.cern/d) and https://home.cern/e.\n"
    )
    prose = {
        "docs/en/a.md": "[x](https://home.cern/c)\n```\nhttps://home.cern/code\n```\n`https://home.cern/code` https://a.example/\n<https://home.cern/f>"
    }
    found = find_outward_links(check_records({"technologies/alpha": text}).catalogue, prose)
    record, page = "catalogue/technologies/alpha.yaml", "docs/en/a.md"
    assert [link for link in found if link.host == "home.cern"] == [
        OutwardLink("https://home.cern/a_(b)", (record,)),
        OutwardLink("https://home.cern/c", (record, page)),
        OutwardLink("https://home.cern/d", (record,)),
        OutwardLink("https://home.cern/e", (record,)),
        OutwardLink("https://home.cern/f", (page,)),
    ]
    assert [link.host for link in found if link.host.endswith("example")] == []


def test_every_host_that_is_not_asked_has_its_reason() -> None:
    hosts = read_unasked_hosts(ROOT)
    assert hosts
    assert [host for host, reason in hosts.items() if host != host.lower() or len(reason) < 20] == []


# --- Asking ---------------------------------------------------------------------------------------


class Host(BaseHTTPRequestHandler):
    """A host that does what the path says, and notes what it was asked."""

    asked: list[str]

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _answer(self) -> None:
        self.asked.append(f"{self.command} {self.path}")
        name = self.path.strip("/")
        status = {"head-refused": 405 if self.command == "HEAD" else 200, "tired": 503 if len(self.asked) <= 2 else 200}.get(name)
        if name.startswith("to/"):
            self.send_response(302)
            self.send_header("Location", name.removeprefix("to/"))
        else:
            self.send_response(status or (int(name) if name.isdecimal() else 200))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def host() -> Iterator[tuple[str, list[str]]]:
    """A host on loopback: its port in an address of a name, and what it was asked."""
    handler = type("OwnHost", (Host,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://open.invalid:{server.server_port}", handler.asked
    server.shutdown()
    thread.join()
    server.server_close()


ADDRESSES = {"open.invalid": ["127.0.0.1"], "private.invalid": ["127.0.0.2"], "mixed.invalid": ["127.0.0.1", "127.0.0.2"]}


def resolve(name: str, _: int) -> list[str]:
    return ADDRESSES.get(name, [])


def make_manner(waited: list[float] | None = None) -> Manner:
    """Make a manner in which one address of loopback stands for the open internet, and the others for what is private."""
    return Manner(resolve, lambda address: address == "127.0.0.1", ([] if waited is None else waited).append, timeout=5)


def ask(address: str, waited: list[float] | None = None) -> tuple[Answer, str]:
    outcome = ask_link(OutwardLink(address, ("a.yaml",)), make_manner(waited))
    return outcome.answer, outcome.told


@pytest.mark.parametrize(
    ("path", "wanted", "requests"),
    [
        ("/", (Answer.WORKS, "200"), ["HEAD /"]),
        ("/head-refused", (Answer.WORKS, "200"), ["HEAD /head-refused", "GET /head-refused"]),
        ("/404", (Answer.GONE, "404"), ["HEAD /404", "GET /404"]),
        ("/410", (Answer.GONE, "410"), ["HEAD /410", "GET /410"]),
        ("/403", (Answer.REFUSED, "403"), ["HEAD /403", "GET /403"]),
        ("/é", (Answer.WORKS, "200"), ["HEAD /%C3%A9"]),
    ],
)
def test_a_page_is_asked_for_its_head_and_then_for_itself(
    host: tuple[str, list[str]], path: str, wanted: tuple[Answer, str], requests: list[str]
) -> None:
    address, asked = host
    assert ask(f"{address}{path}") == wanted
    assert asked == requests


def test_a_page_that_has_moved_is_followed(host: tuple[str, list[str]]) -> None:
    address, asked = host
    assert ask(f"{address}/to//200") == (Answer.WORKS, "200")
    assert [request.split()[1] for request in asked] == ["/to//200", "/200"]


def test_a_host_that_is_tired_is_asked_again_after_a_while(host: tuple[str, list[str]]) -> None:
    waited: list[float] = []
    assert ask(f"{host[0]}/tired", waited) == (Answer.WORKS, "200")
    assert waited == [2.0]


def test_attempts_end(host: tuple[str, list[str]]) -> None:
    waited: list[float] = []
    assert ask(f"{host[0]}/503", waited) == (Answer.REFUSED, "503")
    assert waited == [2.0, 4.0]
    assert len(host[1]) == 6


@pytest.mark.parametrize("name", ["private.invalid", "mixed.invalid"])
def test_a_private_address_is_never_asked(host: tuple[str, list[str]], name: str) -> None:
    address, asked = host
    private = address.replace("open.invalid", name)
    assert ask(f"{private}/") == (Answer.FORBIDDEN, "private network")
    assert ask(f"{address}/to/{private}/") == (Answer.FORBIDDEN, "private network")
    assert asked == [f"HEAD /to/{private}/"]


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://open.invalid/x", "data:,x"])
def test_a_redirect_leads_to_no_other_scheme(host: tuple[str, list[str]], target: str) -> None:
    answer, _ = ask(f"{host[0]}/to/{target}")
    assert answer in (Answer.REFUSED, Answer.SILENT)


def test_a_host_that_is_not_there_is_silent() -> None:
    waited: list[float] = []
    assert ask("http://nothing.invalid/", waited) == (Answer.SILENT, "no such host")
    assert waited == [2.0, 4.0]


def test_a_silent_host_is_not_asked_for_all_its_pages() -> None:
    links = [OutwardLink(f"http://nothing.invalid/{number}", ("a.yaml",)) for number in range(4)]
    told = [one.told for one in ask_links(links, make_manner())]
    assert told == ["no such host", "no such host", "the host is silent", "the host is silent"]


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("192.0.43.8", True),
        ("2001:500:88:200::8", True),
        ("127.0.0.1", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("::", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::c000:2b08", True),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("ff02::1", False),
    ],
)
def test_private_addresses_are_known(address: str, public: bool) -> None:
    assert is_public(address) is public


# --- Saying ---------------------------------------------------------------------------------------

OUTCOMES = [
    Outcome(OutwardLink("https://a.example/", ("a.yaml",)), Answer.WORKS, "200"),
    Outcome(OutwardLink("https://b.example/|`@x`", ("a.yaml", "b.yaml")), Answer.REFUSED, "403"),
    Outcome(OutwardLink("https://c.example/", ("c.yaml",)), Answer.GONE, "404"),
    Outcome(OutwardLink("https://d.example/", ("c.yaml",)), Answer.ALLOWED, "refuses programs"),
]


def test_what_does_not_work_is_listed_the_certain_first() -> None:
    assert format_links_text(OUTCOMES).splitlines() == [
        "gone      404                      https://c.example/  (c.yaml)",
        "refused   403                      https://b.example/|`@x`  (a.yaml and 1 more)",
        "4 addresses: 1 works, 1 gone, 1 refused, 1 allowed",
    ]


def test_a_table_of_markdown_holds_addresses_as_code() -> None:
    assert format_links_markdown(OUTCOMES).splitlines() == [
        "4 addresses: 1 works, 1 gone, 1 refused, 1 allowed",
        "",
        "| Answer | Address | In |",
        "| --- | --- | --- |",
        "| gone (`404`) | `https://c.example/` | `c.yaml` |",
        "| refused (`403`) | `` https://b.example/¦`@x` `` | `a.yaml and 1 more` |",
    ]
    assert format_links_markdown([]) == "no address"

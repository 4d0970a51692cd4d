"""Ask addresses on the open internet whether they answer, and nothing inside a network of one's own."""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from generator.outward_links import Answer, Outcome, OutwardLink

Resolve = Callable[[str, int], Sequence[str]]
"""Returns the numeric addresses of a host; raises ``OSError`` where it has none."""

_AGENT = "Mozilla/5.0 (compatible; ipt-links/1)"
_GONE = (404, 410)
_AGAIN = (408, 425, 429, 500, 502, 503, 504)
_THREADS = 16
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
"""Addresses of version 6 in which one of version 4 stands (RFC 6052)."""


class PrivateAddressError(OSError):
    """A host is inside a private or local network."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """Return the numeric addresses of a host, as the system knows them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_public(address: str) -> bool:
    """Tell whether a numeric address is one of the open internet."""
    number = ipaddress.ip_address(address.partition("%")[0])
    inner: ipaddress.IPv4Address | None = None
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo or (None, None))[1]
        if number in _NAT64:
            inner = ipaddress.IPv4Address(int(number) & 0xFFFF_FFFF)
    return number.is_global and not number.is_multicast and (inner is None or inner.is_global)


@dataclass(frozen=True, slots=True)
class Manner:
    """How addresses are asked; tests put their own in the place of each."""

    resolve: Resolve = resolve_host
    permit: Callable[[str], bool] = is_public
    """Whether a numeric address may be asked."""
    sleep: Callable[[float], None] = time.sleep
    timeout: float = 20
    """Seconds to wait for an answer."""
    attempts: int = 3


def ask_links(links: Iterable[OutwardLink], manner: Manner) -> list[Outcome]:
    """Ask every address: the hosts at the same time, the addresses of a host one after the other."""
    by_host: dict[str, list[OutwardLink]] = {}
    for link in links:
        by_host.setdefault(link.host, []).append(link)
    with ThreadPoolExecutor(_THREADS) as threads:
        answered = threads.map(lambda found: _ask_host(found, manner), by_host.values())
        return [outcome for outcomes in answered for outcome in outcomes]


def _ask_host(links: Sequence[OutwardLink], manner: Manner) -> list[Outcome]:
    """Ask the addresses of one host; one that is silent twice is not asked further."""
    outcomes: list[Outcome] = []
    for link in links:
        if [one.answer for one in outcomes[-2:]] == [Answer.SILENT, Answer.SILENT]:
            outcomes.append(Outcome(link, Answer.SILENT, "the host is silent"))
        else:
            outcomes.append(ask_link(link, manner))
    return outcomes


def ask_link(link: OutwardLink, manner: Manner) -> Outcome:
    """Ask for the head of a page, and for the page itself where that fails; try again where the host may recover."""
    opener = _make_opener(manner)
    outcome = Outcome(link, Answer.SILENT, "no answer")
    for attempt in range(manner.attempts):
        if attempt:
            manner.sleep(2.0**attempt)
        outcome, final = _try_methods(opener, link, manner.timeout)
        if final:
            break
    return outcome


def _try_methods(opener: urllib.request.OpenerDirector, link: OutwardLink, timeout: float) -> tuple[Outcome, bool]:
    """Return what became of one attempt, and whether another one would be the same."""
    status = 0
    for method in ("HEAD", "GET"):
        try:
            address = quote(link.address, safe="%/:=&?~#+!$,;'@()*[]")
            request = urllib.request.Request(address, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})  # noqa: S310
            with opener.open(request, timeout=timeout) as response:
                return Outcome(link, Answer.WORKS, str(response.status)), True
        except urllib.error.HTTPError as error:
            status = error.code
            error.close()
        except urllib.error.URLError as error:
            return _explain(link, error.reason)
        except (OSError, http.client.HTTPException, ValueError) as error:
            return _explain(link, error)
    return Outcome(link, Answer.GONE if status in _GONE else Answer.REFUSED, str(status)), status not in _AGAIN


def _explain(link: OutwardLink, error: object) -> tuple[Outcome, bool]:
    if isinstance(error, PrivateAddressError):
        return Outcome(link, Answer.FORBIDDEN, "private network"), True
    if isinstance(error, socket.gaierror):
        return Outcome(link, Answer.SILENT, "no such host"), False
    if isinstance(error, TimeoutError):
        return Outcome(link, Answer.SILENT, "no answer in time"), False
    if isinstance(error, ssl.SSLCertVerificationError):
        return Outcome(link, Answer.REFUSED, "wrong certificate"), True
    return Outcome(link, Answer.SILENT, type(error).__name__ if isinstance(error, Exception) else "no answer"), False


# --- Connections that look before they leap -------------------------------------------------------


def _make_opener(manner: Manner) -> urllib.request.OpenerDirector:
    """Make an opener of http and https alone, without proxies, that looks at the address of every host, redirects included."""

    class Plain(http.client.HTTPConnection):
        def connect(self) -> None:
            self.sock = _connect(self.host, self.port, manner)

    class Secure(http.client.HTTPSConnection):
        def connect(self) -> None:
            plain = _connect(self.host, self.port, manner)
            self.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=self.host)

    class PlainHandler(urllib.request.HTTPHandler):
        def http_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(Plain, req)

    class SecureHandler(urllib.request.HTTPSHandler):
        def https_open(self, req: urllib.request.Request) -> Any:
            return self.do_open(Secure, req)

    opener = urllib.request.OpenerDirector()
    handlers = (PlainHandler, SecureHandler, urllib.request.HTTPRedirectHandler, urllib.request.HTTPDefaultErrorHandler)
    for handler in (*handlers, urllib.request.HTTPErrorProcessor, urllib.request.UnknownHandler):
        opener.add_handler(handler())
    return opener


def _connect(host: str, port: int, manner: Manner) -> socket.socket:
    """Connect to a host by the very address that was looked at. Raises ``PrivateAddressError`` if any of its addresses is private."""
    addresses = manner.resolve(host.strip("[]"), port)
    if not addresses:
        raise socket.gaierror("no address")
    if not all(map(manner.permit, addresses)):
        raise PrivateAddressError(host)
    return socket.create_connection((addresses[0], port), timeout=manner.timeout)

"""Measure a discovery page in Chromium: what it loads, how soon a click, a key or a search shows.

The site is served on loopback, compressed as a web server would. Times run from the event to the first frame after
the list was painted, measured in the page itself; the processor is slowed through the Chrome DevTools protocol.
"""

from __future__ import annotations

import gzip
import http.server
import os
import shutil
import statistics
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.measuring import MeasureError
from benchmarks.table import Row, most

BROWSED = ((500, 1), (500, 4), (10_000, 1), (10_000, 4))
"""What is measured: so many records, on a processor made so many times slower than that of this machine."""
_TARGETS: Mapping[tuple[int, int], Mapping[str, float]] = {
    (500, 1): {"data_kb": 40, "click": 30, "key": 30},
    (10_000, 1): {"search_kb": 300, "search": 300},
    (10_000, 4): {"data_kb": 350, "click": 100, "key": 150},
}
"""At most so much of what ``Browsed`` holds."""
_CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_PAGE = "technologies/"
_WORD = "magnet"
_SOUGHT = "diamond"
"""What the search of the site is asked: about one record in twenty says it."""
_CLICKS = 9
_ROWS = {
    "first_kb": "discovery page before the first touch, kB",
    "data_kb": "its index, kB",
    "ready": "from the first touch until it filters, ms",
    "click": "from a click to the list, ms",
    "slowest_click": "from the slowest click to the list, ms",
    "key": "from a key to the list, ms",
    "search_kb": "to the first result of a search, kB",
    "search": "to the first result of a search, ms",
}
_COMPRESSED = (".html", ".css", ".js", ".json", ".svg")
_MEASURE = """async (act) => {
  const section = document.querySelector("[data-discovery]");
  const painted = new Promise((resolve) => section.addEventListener("ipt:painted", resolve, { once: true }));
  const began = performance.now();
  act.click ? section.querySelectorAll("input[type=checkbox]")[act.click - 1].click() : type(act.type);
  await Promise.race([painted, new Promise((_, reject) => setTimeout(reject, 20000, "nothing was painted"))]);
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - began;

  function type(text) {
    const field = section.querySelector("input[name=q]");
    field.value = text;
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
}"""

_SEARCH = """async (word) => {
  const began = performance.now();
  document.querySelector("[data-ipt-search]").click();
  const field = document.querySelector(".ipt-search input[name=q]");
  field.value = word;
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  while (!document.querySelector(".ipt-hit")) {
    if (performance.now() - began > 20000) throw new Error("the search finds nothing");
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  return performance.now() - began;
}"""


@dataclass(frozen=True, slots=True)
class Browsed:
    """What was measured of a discovery page with so many records; milliseconds, and kB as they are transferred."""

    records: int
    slowed: int
    """How many times the processor was made slower."""
    first_kb: float
    """Everything that is loaded before anybody touches the page."""
    data_kb: float
    """The index of the collection."""
    ready: float
    """From the first touch, or the start of the script, to the page that filters."""
    click: float
    """From a click on a choice to the painted list, median."""
    slowest_click: float
    key: float
    """From a key in the text field to the painted list, median."""
    search: float
    """From the press that opens the search, with words already there, to the first painted result; nothing was loaded before."""
    search_kb: float
    """Everything that this search loads."""


def browse(site: Path, *, records: int, slowed: int) -> Browsed:
    """Measure the discovery page of a built site. Raises ``MeasureError`` where there is no browser."""
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415
    except ImportError as error:
        raise MeasureError("playwright is not installed; make test installs it") from error
    with _serve(site) as root, sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_ARGUMENTS)
            try:
                return _browse(browser.new_page(), root + _PAGE, records, slowed)
            finally:
                browser.close()
        except Error as error:
            raise MeasureError(f"the browser failed: {error.message.splitlines()[0]}") from error


def _browse(page: Any, address: str, records: int, slowed: int) -> Browsed:
    sizes: dict[str, int] = {}
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}
    session.on("Network.responseReceived", lambda event: addresses.update({event["requestId"]: event["response"]["url"]}))
    session.on("Network.loadingFinished", lambda event: sizes.update({addresses.get(event["requestId"], ""): event["encodedDataLength"]}))
    session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector("[data-filters]:not([hidden])")
    first = _sum_kb(sizes)
    ready = page.evaluate(
        """async () => {
          const section = document.querySelector("[data-discovery]");
          const began = performance.now();
          section.dispatchEvent(new PointerEvent("pointerover"));
          while (!("ready" in section.dataset)) {
            if (performance.now() - began > 20000) throw new Error("the page does not filter");
            await new Promise((resolve) => setTimeout(resolve, 5));
          }
          return performance.now() - began;
        }"""
    )
    clicks = [page.evaluate(_MEASURE, {"click": number}) for number in range(1, _CLICKS + 1)]
    page.evaluate('document.querySelector("[data-clear]").click()')
    page.evaluate(_MEASURE, {"type": _WORD[:1]})
    keys = [page.evaluate(_MEASURE, {"type": _WORD[:end]}) for end in range(2, len(_WORD) + 1)]
    page.wait_for_load_state("networkidle")
    before = _sum_kb(sizes)
    search = page.evaluate(_SEARCH, _SOUGHT)
    page.wait_for_load_state("networkidle")
    search_kb = _sum_kb(sizes) - before
    index = next(size for name, size in sizes.items() if "/data/technologies." in name) / 1000
    return Browsed(records, slowed, first, index, ready, statistics.median(clicks), max(clicks), statistics.median(keys), search, search_kb)


def _sum_kb(sizes: Mapping[str, int]) -> float:
    return sum(sizes.values()) / 1000


def judge_browsed(one: Browsed) -> Iterator[Row]:
    """Yield the rows of a page, with verdicts on its targets."""
    targets = _TARGETS.get((one.records, one.slowed), {})
    yield Row("in the browser", one.records, f"processor slowed {one.slowed} times" if one.slowed > 1 else "")
    for key, name in _ROWS.items():
        value = getattr(one, key)
        target = targets.get(key)
        yield Row(f"  {name}", one.records, f"{value:.1f}") if target is None else most(f"  {name}", one.records, value, target)


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    """Serve a folder on loopback; give its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(_Compressing, directory=str(site))) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class _Compressing(http.server.SimpleHTTPRequestHandler):
    """Sends what is text compressed; each file is compressed once."""

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if path.suffix not in _COMPRESSED or not path.is_file():
            super().do_GET()
            return
        data = _compress(path)
        headers: Mapping[str, object] = {
            "Content-Type": self.guess_type(path),
            "Content-Encoding": "gzip",
            "Content-Length": len(data),
            "Cache-Control": "max-age=600",
        }
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@cache
def _compress(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6)

"""Measure a discovery page in Chromium on a slowed processor: what it loads, and how soon a click or a key shows.

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

BROWSED = ((500, 1), (500, 4), (10_000, 4))
"""What is measured: so many records, on a processor made so many times slower than that of this machine."""
_TARGETS = {(500, 1): (40, 30, 30), (10_000, 4): (350, 100, 150)}
"""At most so many kB of index, ms from a click and ms from a key."""
_CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
_PAGE = "technologies/"
_WORD = "magnet"
_CLICKS = 9
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


@dataclass(frozen=True, slots=True)
class Browsed:
    """What was measured of a discovery page with so many records; milliseconds, and bytes as they are transferred."""

    records: int
    slowed: int
    """How many times the processor was made slower."""
    first_bytes: int
    """Everything that is loaded before anybody touches the page."""
    data_bytes: int
    """The index of the collection."""
    ready: float
    """From the first touch, or the start of the script, to the page that filters."""
    click: float
    """From a click on a choice to the painted list, median."""
    slowest_click: float
    key: float
    """From a key in the text field to the painted list, median."""


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
    first = sum(sizes.values())
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
    index = next(size for name, size in sizes.items() if "/data/technologies." in name)
    return Browsed(records, slowed, first, index, ready, statistics.median(clicks), max(clicks), statistics.median(keys))


def judge_browsed(one: Browsed) -> Iterator[Row]:
    """Yield the rows of a page, with verdicts on its targets."""
    figures = (
        ("  its index, kB", one.data_bytes / 1000),
        ("  ms from a click to the list", one.click),
        ("  ms from a key to the list", one.key),
    )
    slowed = f", processor slowed {one.slowed} times" if one.slowed > 1 else ""
    yield Row(f"discovery page, kB before the first touch{slowed}", one.records, f"{one.first_bytes / 1000:.0f}")
    yield Row("  ms from the first touch until it filters", one.records, f"{one.ready:.0f}")
    for (name, value), target in zip(figures, _TARGETS.get((one.records, one.slowed), (None,) * len(figures)), strict=True):
        yield Row(name, one.records, f"{value:.1f}") if target is None else most(name, one.records, value, target)
    yield Row("  ms, the slowest click", one.records, f"{one.slowest_click:.0f}")


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

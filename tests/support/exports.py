"""Serve on loopback what programs are offered, from the real catalogue; moment, commit and history never change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.exporting import EXPORTS, write_exports
from generator.history import Event, EventKind
from generator.publishing import Staging
from tests.support.editions import ORIGIN, read_edition
from tests.support.sites import REPOSITORY

HISTORY = (
    Event(datetime(2026, 11, 22, 12, tzinfo=UTC), "3" * 40, "technologies", "medipix3", EventKind.CHANGED, ("rights.licence", "reviewed")),
    Event(datetime(2026, 11, 21, 9, tzinfo=UTC), "2" * 40, "eu_projects", "aida-2020", EventKind.CHANGED, ("budget.total",)),
    Event(datetime(2026, 11, 19, 9, tzinfo=UTC), "1" * 40, "suppliers", "photodetectors", EventKind.ADDED),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve_exports(folder: Path) -> Iterator[str]:
    """Write everything that is exported into a new folder, and serve it; give the address of its root, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        address = f"http://127.0.0.1:{server.server_port}/"
        staging = Staging(folder.with_name(f"{folder.name}.new"), folder)
        edition = read_edition(REPOSITORY, origin=replace(ORIGIN, site_url=address), history=HISTORY)
        write_exports(edition, EXPORTS, staging, lambda _: None)
        staging.publish()
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield address
        finally:
            server.shutdown()
            thread.join()

"""Serve on loopback what programs are offered: an edition of the real catalogue whose moment, commit and history never change."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from generator.checking import check_project
from generator.exporting import EXPORTS, write_exports
from generator.history import Event, EventKind
from generator.i18n import LANGUAGES, make_language
from generator.open_data.edition import Edition, Origin, make_edition
from generator.preparing import select_catalogue
from generator.publishing import Staging
from generator.reading import read_phrases, read_project
from tests.support.sites import REPOSITORY

MOMENT = datetime(2026, 11, 22, 12, tzinfo=UTC)
COMMIT = "0c1e7f0a9d3b5286e4417a60c95d28f3b6e0d914"
HISTORY = (
    Event(MOMENT, COMMIT, "technologies", "medipix3", EventKind.CHANGED, ("rights.licence", "reviewed")),
    Event(datetime(2026, 11, 21, 9, tzinfo=UTC), "4" * 40, "eu_projects", "aida-2020", EventKind.CHANGED, ("budget.total",)),
    Event(datetime(2026, 11, 19, 9, tzinfo=UTC), "5" * 40, "suppliers", "photodetectors", EventKind.ADDED),
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serve_folder(folder: Path) -> Iterator[str]:
    """Serve a folder, and give the address of its root, with a slash at the end."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def make_real_edition(site_url: str) -> Edition:
    """Make the edition of the real catalogue for a site at an address."""
    checked = check_project(read_project(REPOSITORY), today=date.today())
    return make_edition(
        select_catalogue(checked.catalogue, drafts=False),
        on=MOMENT.date(),
        origin=Origin(site_url, "", MOMENT, COMMIT),
        history=HISTORY,
        languages={code: make_language(code, read_phrases(code)) for code in LANGUAGES},
    )


def export_edition(edition: Edition, folder: Path) -> None:
    """Write everything that is exported of an edition to a folder that is not there yet."""
    staging = Staging(folder.with_name(f"{folder.name}.new"), folder)
    write_exports(edition, EXPORTS, staging, lambda _: None)
    staging.publish()

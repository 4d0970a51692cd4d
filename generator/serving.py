"""Show the site on this machine while it is being worked on, and reload pages when it changes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from watchfiles import DefaultFilter, watch

LOOPBACK = "127.0.0.1"
_EVENTS = "/__reload"
_SCRIPT_PATH = "/__reload.js"
_SCRIPT = f'new EventSource("{_EVENTS}").onmessage = () => location.reload();'.encode()
_SCRIPT_TAG = f'<script src="{_SCRIPT_PATH}"></script>'.encode()
"""A file, as the policy of the pages lets no other inline scripts run than their own."""
_WATCHED = ("catalogue", "schemas", "contracts", "docs", "overrides", "mkdocs.base.yml", "mkdocs.yml", "mkdocs.fr.yml")
_HEARTBEAT = 15
"""Seconds after which a waiting page is sent a sign of life."""


class Reloads:
    """A counter that waiting pages are woken by."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._count = 0

    def announce(self) -> None:
        """Wake every page that waits."""
        with self._changed:
            self._count += 1
            self._changed.notify_all()

    def wait(self, seconds: float) -> bool:
        """Wait for the next announcement; tell whether it came in time."""
        with self._changed:
            seen = self._count
            return self._changed.wait_for(lambda: self._count != seen, timeout=seconds)


def start_server(site: Path, reloads: Reloads, *, port: int) -> ThreadingHTTPServer:
    """Serve a folder on loopback in the background. Raises ``OSError`` when the port is taken."""

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments, directory=str(site))

        def do_GET(self) -> None:
            if self.path == _EVENTS:
                self._send_events()
                return
            if self.path == _SCRIPT_PATH:
                self._send(HTTPStatus.OK, "text/javascript", _SCRIPT)
                return
            path = Path(self.translate_path(self.path))
            if path.is_dir() and self.path.partition("?")[0].endswith("/"):
                path /= "index.html"
            if path.is_dir() or (path.is_file() and path.suffix != ".html"):
                super().do_GET()
            else:
                self._send_page(path)

        def _send_page(self, path: Path) -> None:
            found = path.is_file()
            page = path if found else site / "404.html"
            data = (page.read_bytes() if page.is_file() else b"<h1>404</h1>") + _SCRIPT_TAG
            self._send(HTTPStatus.OK if found else HTTPStatus.NOT_FOUND, "text/html", data)

        def _send(self, status: HTTPStatus, kind: str, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(data)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(data)

        def _send_events(self) -> None:
            self.send_response(HTTPStatus.OK)
            self.send_header("Content-Type", "text/event-stream")
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            try:
                while True:
                    self.wfile.write(b"data: changed\n\n" if reloads.wait(_HEARTBEAT) else b": waiting\n\n")
                    self.wfile.flush()
            except (BrokenPipeError, ConnectionResetError):
                return

        def log_message(self, *_: Any) -> None:
            """Keep quiet: the terminal tells what is built, not what is read."""

    server = ThreadingHTTPServer((LOOPBACK, port), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def watch_project(root: Path) -> Iterator[frozenset[str]]:
    """Yield the paths that changed below a project folder, a batch at a time, until interrupted."""
    templates = Path(__file__).parent
    places = [root / name for name in _WATCHED if (root / name).exists()]
    places += [templates / "templates", templates / "locale"]
    for changes in watch(*places, watch_filter=DefaultFilter(), raise_interrupt=False):
        yield frozenset(path for _, path in changes)

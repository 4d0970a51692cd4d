"""The real site, served below a path on loopback, in a real browser that is refused everything else."""

import functools
import http.server
import os
import shutil
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.support.sites import REPOSITORY, run_ipt

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or "chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BELOW = "ipt"
"""The site is served below this path, so that a link that leaves it is found."""


@dataclass
class Visit:
    """A page in a browser, and what went wrong in it."""

    page: Page
    root: str
    refused: list[str] = field(default_factory=list)
    """Requests to anything but the site."""
    errors: list[str] = field(default_factory=list)
    """Script errors, console errors and failed requests."""

    def open(self, path: str) -> None:
        """Open a page of the site."""
        self.page.goto(self.root + path, wait_until="load")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / BELOW / "404.html"
        if code == 404 and page.is_file():
            body = page.read_bytes()
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
        else:
            super().send_error(code, message, explain)


class _Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing of a browser that hangs up before it has everything."""


@contextmanager
def serve_site(folder):
    """Serve a folder in which a site lies below a path; give the address of the site."""
    with _Server(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{BELOW}/"
        server.shutdown()


@pytest.fixture(scope="session")
def serve():
    """Serve the site that lies below ``BELOW`` in a folder, as long as a test of a module asks for it."""
    return serve_site


@pytest.fixture(scope="session")
def site_root(tmp_path_factory):
    """Build the real site and serve it; give its address."""
    root = tmp_path_factory.mktemp("real")
    for name in ("catalogue", "schemas", "docs", "overrides"):
        shutil.copytree(REPOSITORY / name, root / name)
    for configuration in REPOSITORY.glob("mkdocs*.yml"):
        text = configuration.read_text("utf-8").replace("https://ipt.example/", f"https://ipt.example/{BELOW}/")
        (root / configuration.name).write_text(text, "utf-8")
    done = run_ipt(root, "build", "--site-dir", str(root / "served" / BELOW))
    assert done.returncode == 0, done.stdout + done.stderr
    with serve_site(root / "served") as address:
        yield address


@pytest.fixture(scope="session")
def chromium():
    """A running Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site_root):
    """Open visits of the site: ``visit(width=360, scheme="dark")``; what goes wrong in them fails the test."""
    contexts = []
    visits = []

    def start(*, width=1280, height=900, scheme="light", javascript=True, motion="reduce"):
        context = chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=javascript, reduced_motion=motion
        )
        contexts.append(context)
        made = Visit(context.new_page(), site_root)
        visits.append(made)

        def judge(route):
            if route.request.url.startswith(site_root):
                route.continue_()
            else:
                made.refused.append(route.request.url)
                route.abort()

        context.route("**/*", judge)
        made.page.on("pageerror", lambda error: made.errors.append(str(error)))
        made.page.on("console", lambda message: made.errors.append(message.text) if message.type == "error" else None)
        made.page.on("response", lambda answer: made.errors.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None)
        return made

    yield start
    for context in contexts:
        context.close()
    for made in visits:
        assert made.refused == [], "the site asked for something outside"
        assert made.errors == []

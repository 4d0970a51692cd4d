"""A validator that is given the address of a published schema judges records with it."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.projects import CASES
from tests.support.sites import make_project, run_ipt


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback; the context gives its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}/"
        finally:
            server.shutdown()
            thread.join()


def judge(address: str, record: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "check_jsonschema", "--no-cache", "--schemafile", address, str(record)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Export the schemas of a site that is served on loopback, and give their address."""
    folder = tmp_path_factory.mktemp("served")
    with serve(folder) as site_url:
        root = make_project(tmp_path_factory.mktemp("schemas"), site_url=site_url)
        done = run_ipt(root, "export", str(folder), "--only", "schemas")
        assert done.returncode == 0, done.stderr
        yield f"{site_url}schemas/v1/"


@pytest.mark.parametrize(("folder", "name"), [("technologies", "technologies"), ("eu_projects", "eu-projects")])
def test_a_validator_accepts_a_valid_record(schemas: str, folder: str, name: str) -> None:
    done = judge(f"{schemas}{name}.schema.json", CASES / "valid" / folder / "full.yaml")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_validator_refuses_an_unknown_term_and_key(schemas: str, tmp_path: Path) -> None:
    record = tmp_path / "record.yaml"
    text = (CASES / "valid" / "technologies" / "minimal.yaml").read_text("utf-8")
    record.write_text(f"{text}colour: red\nstatus: lost\n", "utf-8")
    done = judge(f"{schemas}technologies.schema.json", record)
    assert done.returncode == 1
    assert "'lost' is not one of" in done.stdout
    assert "'colour' was unexpected" in done.stdout

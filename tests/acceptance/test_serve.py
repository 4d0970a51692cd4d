"""``ipt serve``: the site on loopback, rebuilt and reloaded while somebody works on it."""

import re
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

import pytest

from tests.support.sites import RECORDS, REPOSITORY, run_ipt, write_record

SECONDS = 30
ADDRESS = re.compile(r"(http://127\.0\.0\.1:\d+)/")


@contextmanager
def serving(project):
    """Serve a project; give its address and the function that reads what was told so far."""
    command = [sys.executable, "-m", "generator", "--root", str(project), "serve", "--port", "0"]
    log = project.parent / "told.txt"
    with log.open("w") as output, subprocess.Popen(command, cwd=REPOSITORY, stdout=output, stderr=subprocess.STDOUT) as process:
        try:
            assert wait_for(lambda: ADDRESS.search(log.read_text())), log.read_text()
            time.sleep(0.5)  # the watcher starts after the address is told
            yield ADDRESS.search(log.read_text())[1], log.read_text
        finally:
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=SECONDS) == 0


def get(address):
    with urllib.request.urlopen(address, timeout=SECONDS) as answer:
        return answer.read().decode()


def wait_for(condition):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.1)
    return False


def test_a_changed_record_reloads_its_page(project):
    with serving(project) as (address, _):
        page = f"{address}/technologies/beta-code/"
        assert "A program that simulates" in get(page)
        assert get(page).endswith('<script src="/__reload.js"></script>')
        assert 'EventSource("/__reload")' in get(f"{address}/__reload.js")
        with urllib.request.urlopen(f"{address}/__reload", timeout=SECONDS) as events:
            write_record(project, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("A program", "Some code"))
            assert events.readline() == b"data: changed\n"
        assert "Some code that simulates" in get(page)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("docs/en/about/index.md", "What this is.", "Changed here."),
        ("overrides/assets/stylesheets/ipt.css", ":root", "/* Changed here. */ :root"),
        ("schemas/technologies.schema.json", '"en": "Benefits"', '"en": "Changed here."'),
    ],
)
def test_a_changed_page_style_or_schema_is_built(project, path, old, new):
    with serving(project) as (address, told):
        shown = {"docs": "about/", "overrides": "assets/stylesheets/ipt.css", "schemas": "technologies/beta-code/"}[path.split("/")[0]]
        file = project / path
        file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
        assert wait_for(lambda: "Changed here." in get(f"{address}/{shown}")), told()


def test_a_mistake_is_told_and_the_last_good_site_stays(project):
    with serving(project) as (address, told):
        write_record(project, "technologies/beta-code", "name:\n\ten: x\n")
        assert wait_for(lambda: "a tab stands in the indentation" in told())
        assert "A program that simulates" in get(f"{address}/technologies/beta-code/")


def test_an_unknown_address_shows_the_404_page(project):
    with serving(project) as (address, _):
        with pytest.raises(urllib.error.HTTPError) as caught:
            get(f"{address}/nowhere/")
        with caught.value as answer:
            assert answer.code == 404
            assert "This page does not exist" in answer.read().decode()


def test_an_interrupt_is_a_clean_end(project):
    with serving(project) as (_, told):
        pass
    assert "Traceback" not in told()


def test_a_taken_port_is_named(project):
    with serving(project) as (address, _):
        port = address.rpartition(":")[2]
        done = run_ipt(project, "serve", "--port", port)
        assert done.returncode == 2
        assert f"port {port} cannot be served" in done.stderr

"""``ipt links --external`` as its users run it, where no host may be asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.checking import check_project
from generator.outward_links import find_outward_links
from generator.reading import read_project, read_prose
from tests.support.projects import TODAY
from tests.support.sites import make_project, run_ipt


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project all of whose hosts are on the list of those that are not asked."""
    root = make_project(tmp_path / "project")
    links = find_outward_links(check_project(read_project(root), today=TODAY).catalogue, read_prose(root))
    hosts = sorted({link.host for link in links})
    text = "hosts:\n" + "".join(f"  - host: {host}\n    reason: a test asks nobody\n" for host in hosts)
    folder = root / "catalogue" / "reference"
    folder.mkdir(exist_ok=True)
    (folder / "unasked_hosts.yaml").write_text(text, "utf-8")
    return root


def test_hosts_of_the_list_are_not_asked(project: Path) -> None:
    done = run_ipt(project, "links", "--external", "--limit", "2")
    assert (done.returncode, done.stdout, done.stderr) == (0, "2 addresses: 2 allowed\n", "asking 0 addresses of 0 hosts\n")


@pytest.mark.parametrize("options", [(), ("--limit", "2"), ("--external", "--limit", "0"), ("--external", "--limit", "-1")])
def test_other_options_ask_nobody(project: Path, options: tuple[str, ...]) -> None:
    done = run_ipt(project, "links", *options)
    assert (done.returncode, done.stdout) == (2, "")

"""Fixtures that several levels of tests share."""

import shutil

import pytest

from tests.support.sites import make_project, run_ipt


def pytest_addoption(parser):
    """Add the options that write anew what tests compare with."""
    parser.addoption("--update-golden", action="store_true", help="write tests/golden and what worked examples print anew")
    parser.addoption("--update-pictures", action="store_true", help="take the pictures that documents show anew")


@pytest.fixture(scope="session")
def built_project(tmp_path_factory):
    """A small project with its site built, for reading only."""
    root = make_project(tmp_path_factory.mktemp("built"))
    done = run_ipt(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    return root


@pytest.fixture
def project(built_project, tmp_path):
    """A copy of the built project that a test may change."""
    root = tmp_path / "project"
    shutil.copytree(built_project, root)
    (root / ".build" / "state.json").unlink()
    return root

"""Fixtures that several levels of tests share."""

import shutil

import pytest

from tests.support.sites import make_project, run_ipt


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

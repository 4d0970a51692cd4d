"""Locks pin with hashes and name no address, so that any registry can serve them."""

import json
import re

import pytest

from tests.support.sites import REPOSITORY

NODE_LOCKS = tuple(REPOSITORY / folder / "package-lock.json" for folder in ("audit", "tests/editor"))
LOCKS = (*sorted((REPOSITORY / "requirements").glob("*.txt")), *NODE_LOCKS)


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_a_lock_names_no_address(path):
    assert re.findall(r"\w+://\S+", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", NODE_LOCKS, ids=lambda path: path.parent.name)
def test_every_package_of_node_has_a_hash(path):
    packages = json.loads(path.read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []

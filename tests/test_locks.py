"""Locks pin with hashes and name no address, so that any registry can serve them."""

import json
import re

import pytest

from tests.support.sites import REPOSITORY

LOCKS = (*sorted((REPOSITORY / "requirements").glob("*.txt")), REPOSITORY / "audit" / "package-lock.json")


@pytest.mark.parametrize("path", LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address(path):
    assert re.findall(r"\w+://\S+", path.read_text("utf-8")) == []


def test_every_package_of_the_audit_has_a_hash():
    packages = json.loads(LOCKS[-1].read_text("utf-8"))["packages"]
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []

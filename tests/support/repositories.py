"""Make repositories of git."""

from __future__ import annotations

import subprocess
from pathlib import Path


def git(root: Path, *arguments: str) -> None:
    """Run git with an identity of its own."""
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(("git", *identity, *arguments), cwd=root, check=True, capture_output=True)


def commit(root: Path, message: str) -> None:
    """Commit everything that is other than it was."""
    git(root, "add", "--all")
    git(root, "commit", "-q", "-m", message)

"""Read files of a revision out of git, without a checkout."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence
from pathlib import Path

from generator.characters import MAX_BYTES
from generator.diagnostics import CannotRunError

FOLDERS = ("catalogue", "docs")
"""What is read of a revision."""
_NAME = re.compile(r"[0-9A-Za-z_@][0-9A-Za-z_./@^~{}+-]{0,199}")
_ORDINARY = ("100644", "100755")


class RevisionError(CannotRunError):
    """A revision cannot be read; the message says why."""


def read_revision(root: Path, revision: str) -> dict[str, bytes]:
    """Read the ordinary files of the project at a revision, by path relative to its folder. Raises ``RevisionError``.

    Symbolic links and submodules are left out, and of files that are too large for a record one byte too many is kept.
    """
    commit = _find_commit(root, revision)
    listed = _run_git(root, "ls-tree", "-r", "-z", "--end-of-options", commit, "--", *FOLDERS)
    objects = {}
    for entry in listed.decode("utf-8", "replace").split("\0")[:-1]:
        about, _, path = entry.partition("\t")
        mode, _, digest = about.split(" ")
        if mode in _ORDINARY:
            objects[path] = digest
    return dict(zip(objects, _read_objects(root, list(objects.values())), strict=True))


def _find_commit(root: Path, revision: str) -> str:
    if not _NAME.fullmatch(revision):
        raise RevisionError(f"{revision!r} is no name of a revision")
    try:
        found = _run_git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except RevisionError as error:
        if str(error):
            raise
        raise RevisionError(f"git knows no revision {revision!r} here") from error
    return found.decode().strip()


def _read_objects(root: Path, digests: Sequence[str]) -> list[bytes]:
    """Read objects by their digests, in one process."""
    output = _run_git(root, "cat-file", "--batch", data="".join(f"{digest}\n" for digest in digests).encode())
    contents, position = [], 0
    for digest in digests:
        head, _, _ = output[position : position + 200].partition(b"\n")
        name, kind, size = head.decode().split(" ")
        if (name, kind) != (digest, "blob"):
            raise RevisionError(f"git does not hold the file with the digest {digest}")
        start = position + len(head) + 1
        contents.append(output[start : start + min(int(size), MAX_BYTES + 1)])
        position = start + int(size) + 1
    return contents


def _run_git(root: Path, *arguments: str, data: bytes = b"") -> bytes:
    """Run git without a shell, a prompt or a pager; the error holds what it said last."""
    command = ("git", "--no-pager", "--no-replace-objects", "--literal-pathspecs", *arguments)
    try:
        done = subprocess.run(command, cwd=root, input=data, capture_output=True, check=False, timeout=300)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise RevisionError(f"git cannot be run: {error}") from error
    if done.returncode:
        told = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise RevisionError(told[-1] if told else "")
    return done.stdout

"""Read files of a revision, and the history of files, out of git, without a checkout."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from generator.characters import MAX_BYTES
from generator.diagnostics import CannotRunError

_RECORDS = "catalogue"
FOLDERS = (_RECORDS, "docs")
"""What is read of a revision."""
_NAME = re.compile(r"[0-9A-Za-z_@][0-9A-Za-z_./@^~{}+-]{0,199}")
_ORDINARY = ("100644", "100755")
_AT_ONCE = 8
"""Commits whose files are read together."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file that a commit changed; without the bytes of a side where it was not there."""

    path: str
    """Relative to the project folder."""
    before: bytes | None
    after: bytes | None


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit and the files that it changed."""

    digest: str
    at: datetime
    files: Sequence[FileChange]


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


def read_head(root: Path) -> tuple[str, datetime] | None:
    """Read digest and moment, in UTC, of the commit that is checked out; ``None`` where there is no repository or no commit."""
    try:
        digest, moment = _run_git(root, "log", "-1", "--format=%H %ct").decode().split()
    except RevisionError:
        return None
    return digest, datetime.fromtimestamp(int(moment), UTC)


def read_history(root: Path) -> Iterator[Commit]:
    """Yield the commits that changed records, the newest first, each with what it changed; none where there is no repository.

    Branches count when they are merged. Of a shallow clone the oldest commit is left out, as it seems to add everything.
    Raises ``RevisionError``.
    """
    if read_head(root) is None:
        return
    listed = _run_git(
        *(root, "log", "--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "--no-renames", "-z", "--relative"),
        *("--format=%x01%H %ct", "--", _RECORDS),
    )
    boundary = _read_boundary(root)
    entries = [entry for entry in listed.decode("utf-8", "replace").split("\x01")[1:] if entry[:40] not in boundary]
    for start in range(0, len(entries), _AT_ONCE):
        yield from _read_commits(root, entries[start : start + _AT_ONCE])


def _read_commits(root: Path, entries: Sequence[str]) -> Iterator[Commit]:
    """Read the files that commits changed; an entry is what git says of one."""
    commits = []
    for entry in entries:
        head, *raw = entry.split("\0")
        digest, moment = head.split()
        commits.append((digest, datetime.fromtimestamp(int(moment), UTC), list(_read_raw(raw))))
    digests = {digest for _, _, changes in commits for _, *sides in changes for digest in sides if digest is not None}
    contents: dict[str | None, bytes | None] = {None: None, **dict(zip(digests, _read_objects(root, list(digests)), strict=True))}
    for digest, at, changes in commits:
        yield Commit(digest, at, tuple(FileChange(path, contents[before], contents[after]) for path, before, after in changes))


def _read_raw(raw: Sequence[str]) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield path and digests of both sides of what git lists with ``--raw -z``; what is no ordinary file is not there."""
    listed = [part.strip("\n") for part in raw if part.strip("\n")]
    for about, path in zip(listed[::2], listed[1::2], strict=True):
        old_mode, new_mode, before, after, _ = about.removeprefix(":").split()
        yield path, before if old_mode in _ORDINARY else None, after if new_mode in _ORDINARY else None


def _read_boundary(root: Path) -> frozenset[str]:
    """Read the digests of the commits whose parents a shallow clone lacks."""
    found = root / _run_git(root, "rev-parse", "--git-path", "shallow").decode().strip()
    return frozenset(found.read_text("utf-8").split()) if found.is_file() else frozenset()


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

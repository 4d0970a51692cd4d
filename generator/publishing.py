"""Put a finished site in the place of the last one: whole, or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class Staging:
    """A folder in which a site is made, beside the one that is being shown.

    A file that has not changed becomes a hard link to the one that is shown, so that nothing is written.
    """

    def __init__(self, folder: Path, shown: Path) -> None:
        self.folder = folder
        self.shown = shown
        self.written = 0
        """Number of files whose bytes were written."""
        self.size = 0
        """Bytes of all files."""
        self._folders: set[str] = set()
        self._fresh = not shown.is_dir()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

    def write(self, path: str, data: bytes) -> None:
        """Write one file below the folder, or link it where the shown site has the same bytes."""
        self.size += len(data)
        target = f"{self.folder}/{path}"
        parent = os.path.dirname(target)
        if parent not in self._folders:
            os.makedirs(parent, exist_ok=True)
            self._folders.add(parent)
        if not self._fresh and self._link_unchanged(path, target, data):
            return
        with open(target, "wb", buffering=0) as file:
            file.write(data)
        self.written += 1

    def publish(self) -> None:
        """Swap the new site for the shown one, and delete the old."""
        publish_folder(self.folder, self.shown)

    def discard(self) -> None:
        """Delete what was made, and leave what is shown as it is."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _link_unchanged(self, path: str, target: str, data: bytes) -> bool:
        old = f"{self.shown}/{path}"
        try:
            if os.stat(old).st_size != len(data):
                return False
            with open(old, "rb", buffering=0) as file:
                if file.read() != data:
                    return False
            os.link(old, target)
        except OSError:
            return False
        return True


def publish_folder(folder: Path, shown: Path) -> None:
    """Put a finished folder where another one may be shown, and delete that."""
    shown.parent.mkdir(parents=True, exist_ok=True)
    if shown.is_dir():
        _exchange(folder, shown)
        shutil.rmtree(folder)
    else:
        folder.rename(shown)


def _exchange(one: Path, other: Path) -> None:
    """Exchange two folders, in one step where the system can (Linux: renameat2), otherwise in two."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is not None and rename(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return
    aside = one.with_suffix(".old")
    other.rename(aside)
    one.rename(other)
    aside.rename(one)

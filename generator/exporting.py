"""Write what programs are offered: the table of exports, and running them side by side."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator.diagnostics import CannotRunError
from generator.open_data.api import write_api
from generator.open_data.downloads import write_downloads
from generator.open_data.edition import DataFile, Edition
from generator.open_data.feeds import write_feeds
from generator.open_data.linked_files import write_linked_data
from generator.open_data.markdown import write_markdown
from generator.open_data.openapi import write_openapi
from generator.open_data.schema_files import write_schemas
from generator.open_data.security import write_site_files
from generator.parallel import Advance, Task, count_processors, run_tasks
from generator.publishing import Staging

Export = Callable[[Edition], Iterable[DataFile]]

EXPORTS: Mapping[str, Export] = {
    "api": write_api,
    "openapi": write_openapi,
    "downloads": write_downloads,
    "feeds": write_feeds,
    "linked-data": write_linked_data,
    "markdown": write_markdown,
    "schemas": write_schemas,
    "site-files": write_site_files,
}
"""What can be exported, by name."""
CHECKSUMS = "SHA256SUMS"
"""File with the digest of every other one, as ``sha256sum --check`` reads it."""


class ExportError(CannotRunError):
    """Two exports want the same path; the message names it."""


def write_exports(edition: Edition, names: Iterable[str], staging: Staging, advance: Advance) -> frozenset[str]:
    """Write the files of exports and their digests; return the paths. One step of progress is one export.

    Raises ``ExportError``.
    """
    exports = [EXPORTS[name] for name in names]
    side_by_side = count_processors()
    tasks: list[Task[_Batch]] = [
        partial(_write_some, exports[start::side_by_side], edition, staging) for start in range(min(side_by_side, len(exports)))
    ]
    digests: dict[str, str] = {}
    for batch in run_tasks(tasks, advance):
        if clash := digests.keys() & batch.digests.keys():
            raise ExportError(f"two exported files have the path {min(clash)}")
        digests |= batch.digests
        staging.written += batch.written
        staging.size += batch.size
    staging.write(CHECKSUMS, "".join(f"{digests[path]}  {path}\n" for path in sorted(digests)).encode())
    return frozenset((*digests, CHECKSUMS))


def list_exported(folder: Path) -> frozenset[str]:
    """Return the paths of the files that were exported to a folder; none where nothing was."""
    checksums = folder / CHECKSUMS
    listed = checksums.read_text("utf-8").splitlines() if checksums.is_file() else []
    return frozenset((*(line.split("  ", 1)[1] for line in listed), *([CHECKSUMS] if listed else [])))


@dataclass(frozen=True, slots=True)
class _Batch:
    """What some exports wrote."""

    digests: Mapping[str, str]
    """SHA-256 by path."""
    written: int
    size: int


def _write_some(exports: Sequence[Export], edition: Edition, staging: Staging, advance: Advance) -> _Batch:
    digests: dict[str, str] = {}
    written, size = staging.written, staging.size
    for export in exports:
        for file in export(edition):
            if file.path in digests:
                raise ExportError(f"two exported files have the path {file.path}")
            staging.write(file.path, file.data)
            digests[file.path] = hashlib.sha256(file.data).hexdigest()
        advance(1)
    batch = _Batch(digests, staging.written - written, staging.size - size)
    staging.written, staging.size = written, size
    return batch

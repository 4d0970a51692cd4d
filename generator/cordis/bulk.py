"""Find the tables of the bulk data in a folder or a zip, and in zips inside of either.

Nothing is extracted: members of archives are read as streams, and their names lead nowhere. What an archive declares is held to
limits before anything of it is read; Python reads no more of a member than that, and compares the checksum.
"""

from __future__ import annotations

import io
import os
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from generator.cordis.tables import SourceError, TableFile
from generator.formats import is_date
from generator.quoting import show_unprintable

MAX_MEMBERS = 2000
"""Most files of a folder or members of a zip."""
MAX_BYTES = 4 * 1024**3
"""Most bytes that a zip may declare, unpacked."""
MAX_RATIO = 250
"""How many times smaller than its content a member may be; the tables of CORDIS shrink to a fifth."""
MAX_INNER = 512 * 1024**2
"""Most bytes of a zip inside a zip, and of a workbook in one, which are held in memory."""
_MAX_DEPTH = 2
_BUFFER = 1024**2
_TABLE = re.compile(r"(project|organization|topics|euroscivoc)\.(csv|json|xlsx)", re.IGNORECASE)
_FORMS = ("csv", "json", "xlsx")
"""In the order in which one is taken where a folder has several."""
_NO_DATE = "1980-01-01"
"""What a zip says that knows no date."""

Advance = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Bundle:
    """The tables of one export, which lie side by side."""

    place: str
    tables: dict[str, TableFile] = field(default_factory=dict)
    """By name; ``project`` and ``organization`` are there, the others may be."""


@contextmanager
def open_bulk(source: Path) -> Iterator[tuple[Bundle, ...]]:
    """Open a folder or a zip for as long as the context lasts. Raises ``SourceError``."""
    with ExitStack() as stack:
        bundles: dict[str, Bundle] = {}
        for file in _find_tables(source, stack):
            place = file.place.rpartition("/")[0]
            tables = bundles.setdefault(place, Bundle(place)).tables
            known = tables.get(file.name)
            if known is not None and known.form == file.form:
                raise SourceError(f"{file.place}: the table {file.name} is there twice")
            if known is None or _FORMS.index(file.form) < _FORMS.index(known.form):
                tables[file.name] = file
        for bundle in bundles.values():
            for name in ("project", "organization"):
                if name not in bundle.tables:
                    raise SourceError(f"{bundle.place} holds no table {name} (such as {name}.csv)")
        if not bundles:
            raise SourceError(f"{source} holds no tables of CORDIS (project.csv and organization.csv, or the same as JSON or XLSX)")
        yield tuple(bundles.values())


def watch_reading(file: TableFile, advance: Advance) -> TableFile:
    """Return a table that tells how many bytes of it have been read."""
    return replace(file, open=lambda: BufferedReader(_Watched(file.open(), advance), _BUFFER))


class _Watched(io.RawIOBase):
    """A stream that tells how much of it was read."""

    def __init__(self, inner: IO[bytes], advance: Advance) -> None:
        self._inner = inner
        self._advance = advance

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._inner.seekable()

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self._inner.seek(offset, whence)

    def tell(self) -> int:
        return self._inner.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        buffer[: len(data)] = data
        self._advance(len(data))
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


# --- Folders --------------------------------------------------------------------------------------


def _find_tables(source: Path, stack: ExitStack) -> Iterator[TableFile]:
    if source.is_dir():
        for count, path in enumerate(_list_files(source), 1):
            if count > MAX_MEMBERS:
                raise SourceError(f"{source} holds more than {MAX_MEMBERS:,} files; name the folder of the bulk data")
            yield from _find_in_file(path, stack)
    elif source.is_file():
        yield from _find_in_file(source, stack)
    else:
        raise SourceError(f"{source} is neither a folder nor a file")


def _list_files(folder: Path) -> Iterator[Path]:
    try:
        paths = sorted(folder.iterdir())
    except OSError as error:
        raise SourceError(f"{_show(folder)} cannot be read: {error.strerror}") from error
    for path in paths:
        if path.is_symlink():
            raise SourceError(f"{_show(path)} is a symbolic link; put the file itself there")
        if path.is_dir():
            yield from _list_files(path)
        elif stat.S_ISREG(path.lstat().st_mode):
            yield path


def _find_in_file(path: Path, stack: ExitStack) -> Iterator[TableFile]:
    if path.suffix.lower() == ".zip":
        archive = _open_archive(partial(ZipFile, path), _show(path), stack)
        yield from _find_in_archive(archive, _show(path), stack, depth=1)
    elif named := _TABLE.fullmatch(path.name):
        name, form = (text.lower() for text in named.groups())
        yield TableFile(_show(path), name, form, path.stat().st_size, "", partial(_open_file, path))


def _open_file(path: Path) -> BufferedReader:
    try:
        return BufferedReader(path.open("rb", buffering=0), _BUFFER)
    except OSError as error:
        raise SourceError(f"{_show(path)} cannot be read: {error.strerror}") from error


def _show(path: Path) -> str:
    return show_unprintable(path.as_posix())


# --- Archives -------------------------------------------------------------------------------------


def _open_archive(make: Callable[[], AbstractContextManager[ZipFile]], place: str, stack: ExitStack) -> ZipFile:
    try:
        return stack.enter_context(make())
    except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError(f"{place} is no zip that can be read: {error}") from error


def _find_in_archive(archive: ZipFile, place: str, stack: ExitStack, *, depth: int) -> Iterator[TableFile]:
    members = archive.infolist()
    _refuse_excess(members, place)
    for member in sorted((one for one in members if not one.is_dir()), key=lambda one: one.filename):
        inner = f"{place}/{show_unprintable(member.filename)}"
        _refuse_tricks(member, inner)
        base = member.filename.rpartition("/")[2]
        if base.lower().endswith(".zip"):
            if depth == _MAX_DEPTH:
                raise SourceError(f"{inner}: zips lie inside each other more than {_MAX_DEPTH} deep")
            held = _hold(archive, member, inner)
            nested = _open_archive(partial(ZipFile, held), inner, stack)
            yield from _find_in_archive(nested, inner, stack, depth=depth + 1)
        elif named := _TABLE.fullmatch(base):
            name, form = (text.lower() for text in named.groups())
            yield TableFile(inner, name, form, member.file_size, _date_of(member), _make_opener(archive, member, inner, form))


def _refuse_excess(members: list[ZipInfo], place: str) -> None:
    if len(members) > MAX_MEMBERS:
        raise SourceError(f"{place} has {len(members):,} members, more than {MAX_MEMBERS:,}")
    if (size := sum(member.file_size for member in members)) > MAX_BYTES:
        raise SourceError(f"{place} declares {size:,} bytes, more than {MAX_BYTES:,}")
    for member in members:
        if member.file_size > max(_BUFFER, MAX_RATIO * member.compress_size):
            name = show_unprintable(member.filename)
            raise SourceError(f"{place}/{name} declares {member.file_size:,} bytes made of {member.compress_size:,}: too good to be true")


def _refuse_tricks(member: ZipInfo, place: str) -> None:
    if re.search(r"(?:^|[/\\])\.\.(?:[/\\]|$)|^[/\\]|^[A-Za-z]:|\\", member.orig_filename):
        raise SourceError(f"{place}: the name leads out of the archive")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise SourceError(f"{place} is a symbolic link")
    if member.flag_bits & 1:
        raise SourceError(f"{place} is encrypted")


def _make_opener(archive: ZipFile, member: ZipInfo, place: str, form: str) -> Callable[[], BufferedReader]:
    if form == "xlsx":
        return lambda: BufferedReader(_hold(archive, member, place))
    return lambda: BufferedReader(_open_member(archive, member, place), _BUFFER)  # type: ignore[arg-type]


def _open_member(archive: ZipFile, member: ZipInfo, place: str) -> IO[bytes]:
    try:
        return archive.open(member)
    except (BadZipFile, NotImplementedError, OSError, RuntimeError) as error:
        raise SourceError(f"{place} cannot be read: {error}") from error


def _hold(archive: ZipFile, member: ZipInfo, place: str) -> io.BytesIO:
    """Read a member into memory, as what is inside of it must be read back and forth."""
    if member.file_size > MAX_INNER:
        raise SourceError(f"{place} declares {member.file_size:,} bytes, more than {MAX_INNER:,}")
    with _open_member(archive, member, place) as stream:
        try:
            return io.BytesIO(stream.read())
        except (BadZipFile, EOFError, OSError) as error:
            raise SourceError(f"{place} cannot be read: {error}") from error


def _date_of(member: ZipInfo) -> str:
    year, month, day = member.date_time[:3]
    text = f"{year:04}-{month:02}-{day:02}"
    return text if is_date(text) and text != _NO_DATE else ""

"""Tables are found wherever they lie, nothing leaves the archive, and what is too large or strange is refused by name."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from generator.cordis import bulk
from generator.cordis.bulk import open_bulk, watch_reading
from generator.cordis.tables import SourceError, read_rows
from tests.support.cordis import make_organization_row, make_project_row, make_set, write_folder, write_zip

FILES = make_set([make_project_row()], [make_organization_row()])
OTHER = make_set([make_project_row("730871")], [make_organization_row("730871")])


def list_tables(source: Path) -> list[tuple[str, str, str]]:
    """List what is found, and read each table to its end."""
    found = []
    with open_bulk(source) as bundles:
        for bundle in bundles:
            for table in bundle.tables.values():
                assert len(list(read_rows(table, ("contentUpdateDate",), needed=(), tell=pytest.fail))) == 1
                found.append((table.place.removeprefix(f"{source.parent.as_posix()}/"), table.name, table.form))
    return sorted(found)


def refuse(source: Path) -> str:
    """Return how a source is refused, below the folder it lies in."""
    with pytest.raises(SourceError) as caught:
        list_tables(source)
    return str(caught.value).removeprefix(f"{source.parent.as_posix()}/")


def put(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_tables_lie_in_a_folder_or_below_it(tmp_path: Path) -> None:
    write_folder(tmp_path / "set", FILES)
    write_folder(tmp_path / "set" / "h2020" / "csv", OTHER | {"webLink.csv": b"a", "README.md": b"b"})
    assert [place for place, *_ in list_tables(tmp_path / "set")] == [
        "set/h2020/csv/organization.csv",
        "set/h2020/csv/project.csv",
        "set/organization.csv",
        "set/project.csv",
    ]


def test_tables_lie_in_a_zip_in_its_folders_and_in_zips_inside(tmp_path: Path) -> None:
    inner = write_zip({f"csv/{name}": data for name, data in FILES.items()})
    source = put(tmp_path / "a.zip", write_zip({"inner.zip": inner, **{f"XLSX/{name.upper()}": data for name, data in OTHER.items()}}))
    assert list_tables(source) == [
        ("a.zip/XLSX/ORGANIZATION.CSV", "organization", "csv"),
        ("a.zip/XLSX/PROJECT.CSV", "project", "csv"),
        ("a.zip/inner.zip/csv/organization.csv", "organization", "csv"),
        ("a.zip/inner.zip/csv/project.csv", "project", "csv"),
    ]


def test_zips_lie_in_a_folder(tmp_path: Path) -> None:
    write_folder(tmp_path / "sets", {"fp7.zip": write_zip(FILES), "reports.zip": write_zip({"reportSummaries.csv": b"x"})})
    assert [place for place, *_ in list_tables(tmp_path / "sets")] == ["sets/fp7.zip/organization.csv", "sets/fp7.zip/project.csv"]


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_every_form_is_read_out_of_a_zip(form: str, tmp_path: Path) -> None:
    files = make_set([make_project_row()], [make_organization_row()], form=form)
    assert [found for *_, found in list_tables(put(tmp_path / "a.zip", write_zip(files)))] == [form, form]


def test_of_several_forms_in_one_folder_one_is_read(tmp_path: Path) -> None:
    files = FILES | make_set([make_project_row()], [make_organization_row()], form="json")
    assert {form for *_, form in list_tables(write_folder(tmp_path / "set", files))} == {"csv"}


def test_the_zip_says_of_which_day_a_table_is(tmp_path: Path) -> None:
    members = [(zipfile.ZipInfo(name, (2025, 3, 9, 1, 2, 4)), data) for name, data in FILES.items()]
    with open_bulk(put(tmp_path / "a.zip", write_zip(members))) as (bundle,):
        assert {table.dated for table in bundle.tables.values()} == {"2025-03-09"}
    for date in ((1980, 1, 1), (1980, 0, 0), (2025, 2, 31)):
        members = [(zipfile.ZipInfo(name, (*date, 0, 0, 0)), data) for name, data in FILES.items()]
        with open_bulk(put(tmp_path / "a.zip", write_zip(members))) as (bundle,):
            assert {table.dated for table in bundle.tables.values()} == {""}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_reading_is_watched_byte_by_byte(form: str, tmp_path: Path) -> None:
    files = make_set([make_project_row()], [make_organization_row()], form=form)
    read: list[int] = []
    with open_bulk(write_folder(tmp_path / "set", files)) as (bundle,):
        table = watch_reading(bundle.tables["project"], read.append)
        assert len(list(read_rows(table, ("id",), needed=("id",), tell=pytest.fail))) == 1
    assert sum(read) >= table.size if form == "xlsx" else sum(read) == table.size


# --- What is refused ------------------------------------------------------------------------------


def test_a_source_without_its_tables_is_refused(tmp_path: Path) -> None:
    assert refuse(tmp_path / "nothing") == "nothing is neither a folder nor a file"
    (tmp_path / "empty").mkdir()
    assert refuse(tmp_path / "empty").startswith("empty holds no tables of CORDIS")
    assert refuse(put(tmp_path / "table.csv", b"a;b\n")).startswith("table.csv holds no tables of CORDIS")
    assert refuse(write_folder(tmp_path / "half", {"project.csv": FILES["project.csv"]})) == (
        "half holds no table organization (such as organization.csv)"
    )


def test_a_table_that_is_there_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = write_zip([(zipfile.ZipInfo("project.csv"), b"a"), (zipfile.ZipInfo("project.csv"), b"b")])
    assert refuse(put(tmp_path / "a.zip", data)) == "a.zip/project.csv: the table project is there twice"


def test_a_link_in_a_folder_is_refused(tmp_path: Path) -> None:
    write_folder(tmp_path / "set", FILES)
    (tmp_path / "set" / "topics.csv").symlink_to("/etc/passwd")
    assert refuse(tmp_path / "set") == "set/topics.csv is a symbolic link; put the file itself there"


def test_what_is_no_ordinary_file_is_passed_over(tmp_path: Path) -> None:
    write_folder(tmp_path / "set", FILES)
    os.mkfifo(tmp_path / "set" / "topics.csv")
    assert len(list_tables(tmp_path / "set")) == 2


@pytest.mark.parametrize(("method", "place"), [("open", "set/organization.csv"), ("iterdir", "set")])
def test_what_may_not_be_read_is_refused(method: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_folder(tmp_path / "set", FILES)

    def deny(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, method, deny)
    assert refuse(tmp_path / "set") == f"{place} cannot be read: Permission denied"


@pytest.mark.parametrize("cut", [1, 30, 100])
def test_a_zip_that_is_cut_is_refused(cut: int, tmp_path: Path) -> None:
    assert refuse(put(tmp_path / "a.zip", write_zip(FILES)[:-cut])).startswith("a.zip is no zip that can be read")


def test_a_zip_with_damaged_content_is_refused_with_the_line(tmp_path: Path) -> None:
    data = bytearray(write_zip(FILES))
    place = data.index(b"organization.csv") + 60
    data[place : place + 20] = bytes(20)
    assert refuse(put(tmp_path / "a.zip", bytes(data))).startswith("a.zip/organization.csv:1: the file is broken here")


@pytest.mark.parametrize("name", ["../project.csv", "a/../../project.csv", "/project.csv", "C:/project.csv", "a\\project.csv", ".."])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str, tmp_path: Path) -> None:
    data = write_zip({**FILES, name: b"id\n"})
    assert refuse(put(tmp_path / "a.zip", data)) == f"a.zip/{name}: the name leads out of the archive"
    assert {path.name for path in tmp_path.iterdir()} == {"a.zip"}


def test_a_name_cannot_steer_a_terminal(tmp_path: Path) -> None:
    data = write_zip({"\x1b[31m/project.csv": b"id\n"})
    assert refuse(put(tmp_path / "a.zip", data)).startswith("a.zip/\ufffd[31m holds no table organization")


def test_a_link_in_a_zip_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("project.csv")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    data = write_zip([(link, b"/etc/passwd")])
    assert refuse(put(tmp_path / "a.zip", data)) == "a.zip/project.csv is a symbolic link"


def patch_directory(data: bytes, name: str, offset: int, form: str, value: int) -> bytes:
    """Change what the directory at the end of a zip says of a member (APPNOTE 4.3.12)."""
    entry = data.index(b"PK\x01\x02")
    while data[entry + 46 : entry + 46 + len(name)] != name.encode():
        entry = data.index(b"PK\x01\x02", entry + 1)
    changed = bytearray(data)
    struct.pack_into(form, changed, entry + offset, value)
    return bytes(changed)


def test_an_encrypted_member_is_refused(tmp_path: Path) -> None:
    data = patch_directory(write_zip(FILES), "project.csv", 8, "<H", 1)
    assert refuse(put(tmp_path / "a.zip", data)) == "a.zip/project.csv is encrypted"


def test_an_unknown_packing_is_refused(tmp_path: Path) -> None:
    data = patch_directory(write_zip(FILES), "project.csv", 10, "<H", 97)
    assert refuse(put(tmp_path / "a.zip", data)).startswith("a.zip/project.csv cannot be read")


def test_a_member_that_declares_far_more_than_it_is_packed_into_is_refused(tmp_path: Path) -> None:
    data = write_zip({**FILES, "topics.csv": b"projectID;topic\n" + b";\n" * 4_000_000})
    assert refuse(put(tmp_path / "a.zip", data)).startswith("a.zip/topics.csv declares 8,000,016 bytes made of ")


def test_a_zip_that_declares_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MAX_BYTES", 100)
    assert refuse(put(tmp_path / "a.zip", write_zip(FILES))).endswith("bytes, more than 100")


@pytest.mark.parametrize("declared", [10, 200])
def test_a_member_that_holds_more_than_it_declares_is_refused(declared: int, tmp_path: Path) -> None:
    """Python reads as much as is declared, and then the checksum is wrong: a bomb that hides its size does not go off."""
    data = patch_directory(write_zip(FILES), "organization.csv", 24, "<I", declared)
    assert "Bad CRC-32" in refuse(put(tmp_path / "a.zip", data))


@pytest.mark.parametrize("source", ["a.zip", "set"])
def test_too_many_files_are_refused(source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MAX_MEMBERS", 1)
    put(tmp_path / "a.zip", write_zip(FILES))
    write_folder(tmp_path / "set", FILES)
    assert "more than 1" in refuse(tmp_path / source)


def test_zips_in_zips_end_somewhere(tmp_path: Path) -> None:
    data = write_zip(FILES)
    for _ in range(2):
        data = write_zip({"a.zip": data})
    assert refuse(put(tmp_path / "a.zip", data)) == "a.zip/a.zip/a.zip: zips lie inside each other more than 2 deep"


@pytest.mark.parametrize("files", [{"b.zip": write_zip(FILES)}, make_set([make_project_row()], [make_organization_row()], form="xlsx")])
def test_what_must_be_held_in_memory_is_held_to_a_limit(files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MAX_INNER", 10)
    assert refuse(put(tmp_path / "a.zip", write_zip(files))).endswith("bytes, more than 10")


def test_a_zip_in_a_zip_that_is_none_is_refused(tmp_path: Path) -> None:
    data = write_zip({**FILES, "b.zip": b"PK\x03\x04"})
    assert refuse(put(tmp_path / "a.zip", data)).startswith("a.zip/b.zip is no zip that can be read")


def test_the_archive_is_closed_again(tmp_path: Path) -> None:
    with open_bulk(put(tmp_path / "a.zip", write_zip(FILES))) as (bundle,):
        table = bundle.tables["project"]
    with pytest.raises(ValueError, match="closed"):
        table.open()


def test_bytes_of_a_member_come_as_they_are(tmp_path: Path) -> None:
    with open_bulk(put(tmp_path / "a.zip", write_zip(FILES))) as (bundle,), bundle.tables["project"].open() as stream:
        assert isinstance(stream, io.BufferedReader)
        assert stream.read() == FILES["project.csv"]

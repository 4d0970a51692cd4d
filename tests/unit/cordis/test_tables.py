"""Rows come out alike whatever the variant, and what cannot be read is named with its place."""

from __future__ import annotations

import csv
import json
import zlib
from contextlib import suppress
from io import BufferedReader, BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cordis import workbooks
from generator.cordis.tables import MAX_FIELD, MAX_LINE, SourceError, TableFile, read_rows
from tests.support.cordis import WRITERS, make_table, write_csv, write_json, write_workbook, write_xlsx

ROWS = [
    {"id": "101094300", "title": 'A "great"; thing,\nin two lines', "objective": "é€\u4e2d", "totalCost": "1234,5"},
    {"id": "000123", "title": "", "objective": "x", "totalCost": ""},
]
COLUMNS = ("id", "title", "totalCost")
WANTED = [{name: row[name] for name in COLUMNS} for row in ROWS]


def read(data: bytes, *, form: str = "csv", columns: tuple[str, ...] = COLUMNS, needed: tuple[str, ...] = ("id",)) -> list[dict[str, str]]:
    return [row for _, row in read_rows(make_table("project", data, form=form), columns, needed=needed, tell=pytest.fail)]


@pytest.mark.parametrize("form", WRITERS)
def test_variants_are_read_alike(form: str) -> None:
    assert read(WRITERS[form](ROWS), form=form) == WANTED


@pytest.mark.parametrize("bom", [False, True])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_separators_are_found_and_a_mark_of_byte_order_is_passed_over(separator: str, bom: bool) -> None:
    assert read(write_csv(ROWS, separator=separator, bom=bom)) == WANTED
    assert read(b"\xef\xbb\xbf" + write_json(ROWS), form="json") == WANTED


def test_columns_are_found_by_name_and_may_be_missing() -> None:
    data = b"Title,ID,id\nfirst,1,2\n"
    assert read(data, columns=("id", "title", "grantDoi")) == [{"id": "1", "title": "first", "grantDoi": ""}]


@pytest.mark.parametrize(("form", "place"), [("csv", "project.csv:1"), ("json", "project.json:1"), ("xlsx", "project.xlsx:1")])
def test_a_column_that_is_needed_is_missed(form: str, place: str) -> None:
    with pytest.raises(SourceError, match=rf"^{place}: the column 'grant' is missing$"):
        read(WRITERS[form](ROWS), form=form, needed=("grant",))


def test_rows_are_told_with_the_line_on_which_they_begin() -> None:
    table = make_table("project", b'id;title\n1;a\n2;"b\n\nc"\n3;d\n')
    assert [line for line, _ in read_rows(table, ("id",), needed=(), tell=pytest.fail)] == [2, 3, 6]


def test_rows_of_another_length_are_told() -> None:
    told: list[str] = []
    table = make_table("project", b"id;title\n1;a;x\n\n2;b\n3\n")
    assert [row["id"] for _, row in read_rows(table, ("id",), needed=(), tell=told.append)] == ["2"]
    assert told == ["project.csv: 2 rows do not fit the header and are left out (row at 2, 5)"]


def test_objects_that_are_none_are_told() -> None:
    told: list[str] = []
    table = make_table("project", b'[{"id": 1}, 7, {"id": null}]', form="json")
    assert [row["id"] for _, row in read_rows(table, ("id",), needed=("id",), tell=told.append)] == ["1", ""]
    assert told == ["project.json: 1 object does not fit the header and is left out (object at 2)"]


def test_numbers_and_flags_become_text() -> None:
    data = json.dumps([{"id": 101094300.0, "title": True, "totalCost": 1234.5}]).encode()
    assert read(data, form="json") == [{"id": "101094300", "title": "true", "totalCost": "1234.5"}]
    cells = '<sheetData><row><c t="inlineStr"><is><t>id</t></is></c></row><row><c><v>101094300</v></c></row></sheetData>'
    assert read(write_workbook(cells), form="xlsx", columns=("id",)) == [{"id": "101094300"}]


BROKEN = {
    "wrong encoding": (b"id;title\n1;a\n2;caf\xe9\n", "project.csv:3: byte 0xe9 is not UTF-8"),
    "UTF-16": ("id;title\n".encode("utf-16"), "project.csv:1: byte 0xff is not UTF-8"),
    "nothing": (b"", "project.csv:1: there is no header"),
    "no header": (b"\n1;a\n", "project.csv:1: there is no header"),
    "a long value": (b'id;title\n1;a\n2;"' + b"x" * (MAX_FIELD + 1) + b'"\n', "project.csv:3: a value is longer than 500,000 characters"),
    "an open quotation mark": (b'id;title\n1;"a\n' + b"2;b\n" * 200_000, "project.csv:2: a value is longer than 500,000 characters"),
    "a long line": (b"id;title\n" + b";" * MAX_LINE, "project.csv:2: the line is longer than"),
    "a line end of old": (b"id;title\n1;a\r2;b\n", "project.csv:2: new-line character"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_read_is_named_with_its_line(case: str) -> None:
    data, message = BROKEN[case]
    before = csv.field_size_limit()
    with pytest.raises(SourceError) as caught:
        read(data)
    assert str(caught.value).startswith(message)
    assert csv.field_size_limit() == before


BROKEN_JSON = {
    "an object": (b'{"id": 1}', "project.json:1: this is no list of objects"),
    "nothing": (b"", "project.json:1: this is no list of objects"),
    "cut": (b'[{"id": "1", "title": "a"}, {"id": "2"', "project.json: after object 1: this is not JSON"),
    "no JSON": (b"[{'id': 1}]", "project.json: after object 0: this is not JSON"),
    "wrong encoding": (b'[{"id": "caf\xe9"}]', "project.json: after object 0: this is not JSON"),
    "a long value": (b'[{"id": "' + b"x" * (MAX_FIELD + 1) + b'"}]', "project.json: object 1: a value is longer"),
}


@pytest.mark.parametrize("case", BROKEN_JSON)
def test_json_that_cannot_be_read_is_named(case: str) -> None:
    data, message = BROKEN_JSON[case]
    with pytest.raises(SourceError) as caught:
        read(data, form="json")
    assert str(caught.value).startswith(message)


FAR = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData>'
FAR_ROW = f'<sheetData><row>{"<c/>" * 30}</row><row r="1048576"><c/></row></sheetData>'
BROKEN_XLSX = {
    "no zip": (b"id;title\n", "project.xlsx: this is no workbook that can be read"),
    "no workbook": (b"PK\x05\x06" + bytes(18), "project.xlsx: this is no workbook that can be read"),
    "cut": (write_xlsx(ROWS)[:-80], "project.xlsx: this is no workbook that can be read"),
    "a cell far away": (write_workbook(FAR), "project.xlsx: a sheet reaches over 1,048,576 rows and 16,384 columns"),
    "a row far away": (write_workbook(FAR_ROW), "project.xlsx: a sheet reaches over 1,048,576 rows and 30 columns"),
    "XML that is cut": (write_workbook("<sheetData><row><c>"), "project.xlsx: "),
}


@pytest.mark.parametrize("case", BROKEN_XLSX)
def test_a_workbook_that_cannot_be_read_is_named(case: str) -> None:
    data, message = BROKEN_XLSX[case]
    with pytest.raises(SourceError) as caught:
        read(data, form="xlsx")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(("limit", "message"), [("MAX_PARTS", "the workbook has 5 parts"), ("MAX_BYTES", "the workbook declares")])
def test_a_workbook_is_held_to_limits(limit: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbooks, limit, 1)
    with pytest.raises(SourceError, match=message):
        read(write_xlsx(ROWS), form="xlsx")


class _Breaking(BytesIO):
    """A stream that breaks after its bytes, as one out of a damaged zip does."""

    def read1(self, size: int | None = -1) -> bytes:
        return self.read(size)

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        if not data:
            raise zlib.error("invalid stored block lengths")
        buffer[: len(data)] = data
        return len(data)


def test_a_stream_that_breaks_is_named_with_its_line() -> None:
    table = TableFile("a.zip/project.csv", "project", "csv", 1, "", lambda: BufferedReader(_Breaking(b"id;title\n1;a\n2;")))
    with pytest.raises(SourceError, match=r"^a.zip/project.csv:3: the file is broken here: invalid stored block lengths$"):
        list(read_rows(table, ("id",), needed=(), tell=pytest.fail))


@settings(deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.sampled_from(sorted(WRITERS)))
def test_any_bytes_give_rows_or_a_clear_error(data: bytes, form: str) -> None:
    """Nothing else is raised."""
    with suppress(SourceError):
        list(read_rows(make_table("project", data, form=form), ("id",), needed=(), tell=lambda _: None))


@settings(deadline=None, derandomize=True)
@given(st.integers(0), st.integers(0, 255), st.sampled_from(sorted(WRITERS)))
def test_a_damaged_byte_gives_rows_or_a_clear_error(place: int, byte: int, form: str) -> None:
    data = bytearray(WRITERS[form](ROWS))
    data[place % len(data)] = byte
    with suppress(SourceError):
        list(read_rows(make_table("project", bytes(data), form=form), COLUMNS, needed=(), tell=lambda _: None))

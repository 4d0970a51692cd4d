"""Tables: a column a value, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json

import pytest

from generator.open_data.tables import guard, list_columns, make_rows, write_csv
from tests.support.editions import SITE, read_edition
from tests.support.sites import RECORDS, make_project, write_record


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return read_edition(make_project(tmp_path_factory.mktemp("tables")))


def read_table(edition, name, **options):
    data = write_csv(edition.catalogue.collections[name], edition.documents[name], **options)
    return list(csv.DictReader(io.StringIO(data.decode(options.get("encoding", "utf-8")), newline=""), strict=True))


def test_a_column_has_the_path_of_its_field(edition):
    row = next(row for row in read_table(edition, "technologies") if row["id"] == "alpha-chip")
    assert row["page.fr"] == f"{SITE}fr/technologies/alpha-chip/"
    assert (row["name.en"], row["name.fr"]) == ("Alpha chip", "Puce alpha")
    assert (row["rights.availability"], row["maturity.trl"], row["reviewed"]) == ("licensable", "", "2026-11-22")


def test_codes_are_separated_by_semicolons_and_other_lists_are_json(edition):
    rows = {row["id"]: row for row in read_table(edition, "technologies")}
    assert rows["beta-code"]["rights.protection"] == "open-source"
    assert rows["alpha-chip"]["eu_projects"] == "big-science"
    assert json.loads(rows["alpha-chip"]["benefits"]) == [
        {"en": "Counts without noise", "fr": "Compte sans bruit"},
        {"en": "Reads out in parallel", "fr": None},
    ]
    assert json.loads(rows["alpha-chip"]["keywords.fr"]) == ["pixel", "comptage de photons"]


def test_several_codes_stand_in_one_cell(tmp_path):
    root = make_project(tmp_path)
    write_record(root, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("[research]", "[research, energy]"))
    rows = {row["id"]: row for row in read_table(read_edition(root), "technologies")}
    assert rows["beta-code"]["fields"] == "research; energy"


def test_a_reference_is_its_id(edition):
    rows = {row["id"]: row for row in read_table(edition, "suppliers")}
    assert (rows["vacuum-chambers"]["parent"], rows["vacuum"]["parent"]) == ("vacuum", "")


def test_numbers_stay_numbers(edition):
    columns = list_columns(edition.catalogue.collections["eu_projects"])
    row = next(make_rows(edition.catalogue.collections["eu_projects"], edition.documents["eu_projects"]))
    cells = dict(zip(columns, row, strict=True))
    assert (cells["budget.total"], cells["budget.eu_contribution"], cells["budget.cern_contribution"]) == (5000000, 4999999.5, None)


@pytest.mark.parametrize("text", ["=1+1", "+33", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "＠x"])
def test_no_text_is_a_formula(text):
    assert guard(text) == f"'{text}"


@pytest.mark.parametrize("text", ["a=1", "1-2", " ", "", "'", "é", "[]"])
def test_other_text_stays_as_it_is(text):
    assert guard(text) == text


def test_a_formula_in_a_record_is_text_in_the_table(tmp_path):
    root = make_project(tmp_path)
    hostile = """=cmd|' /C calc'!A0, "quoted"; and more"""
    text = RECORDS["technologies/beta-code"].replace("en: Beta code", f"en: {json.dumps(hostile)}")
    write_record(root, "technologies/beta-code", text)
    rows = {row["id"]: row for row in read_table(read_edition(root), "technologies")}
    assert rows["beta-code"]["name.en"] == f"'{hostile}"


def test_spreadsheets_are_told_the_encoding(edition):
    collection, documents = edition.catalogue.collections["technologies"], edition.documents["technologies"]
    plain = write_csv(collection, documents)
    assert write_csv(collection, documents, encoding="utf-8-sig") == b"\xef\xbb\xbf" + plain
    assert plain.startswith(b"collection,id,page.en")
    assert plain.endswith(b"\r\n")

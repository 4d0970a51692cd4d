"""The workbook of the catalogue: what it is in both languages, a sheet a collection, the vocabularies."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from generator.open_data.spreadsheet import write_workbook
from generator.open_data.tables import list_columns, make_rows
from tests.support.editions import ORIGIN, SITE, read_edition
from tests.support.sites import RECORDS, make_project, write_record


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    return read_edition(make_project(tmp_path_factory.mktemp("spreadsheet")))


@pytest.fixture(scope="module")
def workbook(edition):
    return read_workbook(edition)


def read_workbook(edition):
    return CalamineWorkbook.from_filelike(io.BytesIO(write_workbook(edition)))


def read(workbook, sheet):
    return workbook.get_sheet_by_name(sheet).to_python()


def test_there_is_a_sheet_for_each_collection_by_its_address(workbook):
    assert workbook.sheet_names == ["About", "technologies", "suppliers", "eu-projects", "department", "vocabularies"]


def test_the_first_sheet_says_in_both_languages_what_the_workbook_is(workbook):
    rows = read(workbook, "About")
    assert rows[0] == ["English", "Français", ""]
    values = [row[2] for row in rows[1:]]
    assert values[:5] == [
        "https://creativecommons.org/licenses/by/4.0/",
        f"IPT catalogue, {SITE}",
        "2026-11-22T12:30:00Z",
        ORIGIN.source_commit,
        "1.0",
    ]
    assert all(row[0] and row[1] for row in rows)
    assert ["EU projects", "Projets européens", "eu-projects (1)"] in rows


@pytest.mark.parametrize("name", ["technologies", "suppliers", "eu_projects", "units"])
def test_a_sheet_holds_what_the_table_holds(edition, workbook, name):
    collection, documents = edition.catalogue.collections[name], edition.documents[name]
    first, *rows = read(workbook, collection.url)
    assert tuple(first) == list_columns(collection)
    wanted = [tuple("" if cell is None else cell for cell in row) for row in make_rows(collection, documents)]
    assert [tuple(row) for row in rows] == wanted
    assert rows


def test_every_term_is_listed(edition, workbook):
    first, *rows = read(workbook, "vocabularies")
    terms = [(vocabulary.id, term) for vocabulary in edition.catalogue.vocabularies.values() for term in vocabulary.terms]
    assert [(row[0], row[3]) for row in rows] == terms
    row = dict(zip(first, next(row for row in rows if row[3] == "healthcare"), strict=True))
    assert (row["vocabulary.en"], row["name.en"], row["name.fr"]) == ("Application fields", "Healthcare", "Santé")


def test_a_formula_in_a_record_is_text(tmp_path):
    root = make_project(tmp_path)
    hostile = "=cmd|' /C calc'!A0"
    write_record(root, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("en: Beta code", f'en: "{hostile}"'))
    first, *rows = read(read_workbook(read_edition(root)), "technologies")
    assert hostile in [row[first.index("name.en")] for row in rows]

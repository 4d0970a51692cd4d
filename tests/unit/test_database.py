"""The database: what people ask of it is answered, nothing dangles, and no name or text can break it."""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from generator.open_data.database import DatabaseError, write_database
from tests.support.editions import ORIGIN, SITE, read_edition
from tests.support.sites import RECORDS, make_project, write_record

ALPHA, BETA = RECORDS["technologies/alpha-chip"], RECORDS["technologies/beta-code"]


@pytest.fixture(scope="module")
def edition(tmp_path_factory):
    root = make_project(tmp_path_factory.mktemp("database"))
    write_record(root, "technologies/beta-code", BETA + "maturity:\n  trl: 7\n")
    write_record(root, "technologies/alpha-chip", ALPHA.replace("Une puce à pixels", "Un détecteur à pixels"))
    return read_edition(root)


@pytest.fixture(scope="module")
def ask(edition):
    with closing(open_database(edition)) as database:
        yield lambda query, *values: database.execute(query, values).fetchall()


def open_database(edition):
    database = sqlite3.connect(":memory:")
    database.deserialize(write_database(edition))
    return database


def list_tables(ask):
    return [name for (name,) in ask("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'")]


# --- What it holds --------------------------------------------------------------------------------


def test_it_is_whole_and_nothing_dangles(ask):
    assert ask("PRAGMA integrity_check") == [("ok",)]
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("INSERT INTO search (search) VALUES ('integrity-check')") == []


def test_it_says_where_it_comes_from(ask):
    (about,) = ask("SELECT schema_version, generated_at, source_commit, licence, attribution FROM metadata")
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert about == ("1.0", "2026-11-22T12:30:00Z", ORIGIN.source_commit, licence, f"IPT catalogue, {SITE}")


def test_outside_of_a_repository_there_is_no_commit(edition):
    with closing(open_database(replace(edition, origin=replace(ORIGIN, source_commit=None)))) as database:
        assert database.execute("SELECT source_commit FROM metadata").fetchall() == [(None,)]


def test_a_table_has_every_record_and_drafts_are_in_none(ask, edition):
    for name, table in (("technologies", "technologies"), ("eu_projects", "eu_projects"), ("units", "department")):
        assert [id_ for (id_,) in ask(f"SELECT id FROM {table} ORDER BY id")] == [one["id"] for one in edition.documents[name]]
    assert ask("SELECT id FROM technologies WHERE status = 'withdrawn'") == [("delta-gone",)]


def test_every_single_value_of_a_document_is_in_its_table(ask, edition):
    """Nested keys are joined by underscores, whatever the schema holds."""
    for name, documents in edition.documents.items():
        table = edition.catalogue.collections[name].url.replace("-", "_")
        columns = [row[1] for row in ask(f"PRAGMA table_info({table})")]
        for document in documents:
            ((*row,),) = ask(f"SELECT * FROM {table} WHERE id = ?", document["id"])
            flat = dict(flatten({key: value for key, value in document.items() if key not in ("collection", "linked_from")}))
            assert dict(zip(columns, row, strict=True)).items() >= flat.items()


def flatten(document, prefix=""):
    for key, value in document.items():
        if isinstance(value, dict) and "api" in value:
            yield f"{prefix}{key}", value["id"]
        elif isinstance(value, dict):
            yield from flatten(value, f"{prefix}{key}_")
        elif not isinstance(value, list) and value is not None:
            yield f"{prefix}{key}", value


def test_lists_are_tables_in_the_order_of_the_record(ask):
    assert ask("SELECT position, en, fr FROM technologies_benefits WHERE technology_id = 'alpha-chip' ORDER BY position") == [
        (1, "Counts without noise", "Compte sans bruit"),
        (2, "Reads out in parallel", None),
    ]
    assert ask("SELECT value FROM technologies_keywords_fr ORDER BY position") == [("pixel",), ("comptage de photons",)]
    assert ask("SELECT name, role, country FROM technologies_adopters") == [("Example Instruments", "licensee", "NO")]


def test_columns_have_the_type_of_their_field(ask):
    types = {name: (type_, bool(needed)) for _, name, type_, needed, _, _ in ask("PRAGMA table_info(eu_projects)")}
    assert (types["budget_total"], types["participant_count"]) == (("REAL", False), ("INTEGER", False))
    assert [types[name] for name in ("id", "acronym", "summary_en", "status")] == [("TEXT", True)] * 4
    assert (types["summary_fr"], types["coordinator_name"]) == (("TEXT", False), ("TEXT", False))
    assert ask("SELECT typeof(maturity_trl), maturity_trl FROM technologies WHERE id = 'beta-code'") == [("integer", 7)]


def test_every_term_has_its_names_and_what_it_permits(ask, edition):
    assert ask("SELECT count(*) FROM terms") == [(sum(len(one.terms) for one in edition.catalogue.vocabularies.values()),)]
    assert ask("SELECT name_en, name_fr FROM terms WHERE vocabulary = 'application-fields' AND id = 'healthcare'") == [
        ("Healthcare", "Santé")
    ]
    term = edition.catalogue.vocabularies["licences"].terms["GPL-3.0-or-later"]
    found = ask("SELECT en, fr FROM permissions WHERE term = ? AND kind = 'must' ORDER BY position", term.id)
    assert found == [(line["en"], line["fr"]) for line in term.must]
    assert found


def test_the_meaning_of_a_column_can_be_looked_up(ask):
    assert ask("""SELECT field, label_fr, vocabulary FROM columns WHERE "table" = 'technologies_fields' AND "column" = 'value'""") == [
        ("fields", "Domaines d’application", "application-fields")
    ]
    for table in list_tables(ask):
        described = {name for (name,) in ask('SELECT "column" FROM columns WHERE "table" = ?', table)}
        assert described <= {row[1] for row in ask(f'PRAGMA table_info("{table}")')}


# --- What people ask ------------------------------------------------------------------------------


def test_facets_are_counted_with_their_names(ask):
    query = """
        SELECT terms.name_fr, count(*) FROM technologies_fields AS field
        JOIN terms ON terms.vocabulary = 'application-fields' AND terms.id = field.value GROUP BY terms.id ORDER BY 2 DESC, 1
    """
    assert sorted(ask(query)) == [("Recherche", 1), ("Santé", 1), ("Énergie", 1)]


def test_records_are_joined_over_their_links(ask):
    query = """
        SELECT technologies.name_en, eu_projects.acronym FROM technologies
        JOIN technologies_eu_projects AS link ON link.technology_id = technologies.id
        JOIN eu_projects ON eu_projects.id = link.eu_project_id
    """
    assert ask(query) == [("Alpha chip", "BIGSCI")]
    assert ask("SELECT technology_id, related_id FROM technologies_related") == [("alpha-chip", "beta-code")]


def test_all_links_are_in_one_view(ask):
    found = ask("SELECT * FROM links WHERE from_id = 'alpha-chip' AND from_collection = 'technologies' ORDER BY field")
    assert found == [
        ("technologies", "alpha-chip", "Alpha chip", "eu_projects", "eu-projects", "big-science", "BIGSCI"),
        ("technologies", "alpha-chip", "Alpha chip", "owner", "department", "knowledge-transfer", "Knowledge Transfer"),
        ("technologies", "alpha-chip", "Alpha chip", "related", "technologies", "beta-code", "Beta code"),
    ]
    assert ask("SELECT to_id FROM links WHERE from_id = 'vacuum' AND field = 'excludes.category'") == [("vacuum-chambers",)]


def test_all_records_are_in_one_view(ask, edition):
    rows = ask("SELECT rowid, collection, id, name_fr, keywords_en FROM records ORDER BY rowid")
    assert [row[0] for row in rows] == list(range(1, sum(map(len, edition.documents.values())) + 1))
    assert rows[0][1:] == ("technologies", "alpha-chip", "Puce alpha", "pixel; photon counting")
    assert ("eu-projects", "big-science", "BIGSCI", None) in [row[1:] for row in rows]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("detecteur", ["alpha-chip"]),
        ("DÉTECTEUR", ["alpha-chip"]),
        ('"puce alpha"', ["alpha-chip"]),
        ("name_en : vacuum", ["vacuum", "vacuum-chambers"]),
        ("bigsci", ["big-science"]),
        ("keywords_fr : photons", ["alpha-chip"]),
        ("simul*", ["beta-code"]),
        ("nowhere", []),
    ],
)
def test_records_are_found_by_their_words_without_regard_to_accents(ask, query, ids):
    assert sorted(id_ for (id_,) in ask("SELECT id FROM search WHERE search MATCH ?", query)) == ids


def test_the_best_match_comes_first_and_is_shown(ask):
    found = ask("SELECT collection, id, snippet(search, -1, '[', ']', '…', 5) FROM search WHERE search MATCH 'chambres' ORDER BY rank")
    assert found == [("suppliers", "vacuum-chambers", "[Chambres] à vide")]


def test_datasette_finds_the_search_and_the_label_of_each_row(ask):
    """It takes a virtual table whose content is the table, and a column called ``name``."""
    (definition,) = ask("SELECT sql FROM sqlite_master WHERE name = 'search'")[0]
    assert re.search(r'VIRTUAL TABLE.*USING FTS.*content="records"', definition, re.IGNORECASE)
    for table in ("technologies", "suppliers", "eu_projects", "department"):
        assert next(row[1] for row in ask(f"PRAGMA table_info({table})") if row[1] in ("name", "title")) == "name"


# --- What could break it --------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["'); DROP TABLE technologies; --", '"; DELETE FROM terms; --', "?1 :a @b $c", "\\' \\\" %s {0}"])
def test_no_text_of_a_record_is_run(tmp_path, text):
    root = make_project(tmp_path)
    write_record(root, "technologies/beta-code", BETA.replace("en: Beta code", f"en: {json.dumps(text)}"))
    with closing(open_database(read_edition(root))) as database:
        assert database.execute("SELECT name_en FROM technologies WHERE id = 'beta-code'").fetchall() == [(text,)]
        assert database.execute("SELECT count(*) FROM terms").fetchone() > (100,)


def change_schema(root, change, name="technologies"):
    path = root / "schemas" / f"{name}.schema.json"
    schema = json.loads(path.read_text("utf-8"))
    change(schema)
    path.write_text(json.dumps(schema), "utf-8")


def add_field(key, **node):
    described = {"title": "T", "description": "D", "x-label": {"en": "L", "fr": "L"}}
    return lambda schema: schema["properties"].update({key: described | node})


HOSTILE = """x" TEXT); DROP TABLE terms; --'select"""


def test_no_name_of_a_schema_is_run(tmp_path):
    root = make_project(tmp_path)
    change_schema(root, add_field(HOSTILE, type="string"))
    change_schema(root, lambda schema: schema["x-collection"]["singular"].update(en=HOSTILE))
    write_record(root, "technologies/beta-code", f"{BETA}{json.dumps(HOSTILE)}: here\n")
    with closing(open_database(read_edition(root))) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(technologies)")]
        (column,) = (name for name in columns if name.startswith("x"))
        quoted = column.replace('"', '""')
        assert database.execute(f'SELECT "{quoted}" FROM technologies WHERE id = ?', ("beta-code",)).fetchall() == [("here",)]
        assert database.execute("SELECT count(*) FROM links WHERE field = 'related'").fetchall() == [(1,)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_field_that_is_new_needs_no_more_than_its_schema(tmp_path):
    root = make_project(tmp_path)
    inner = {"type": "object", "properties": {"marks": {"type": "array", "items": {"type": "integer"}}}}
    change_schema(root, add_field("trials", type="array", items=inner))
    change_schema(root, add_field("retired", type="boolean"))
    write_record(root, "technologies/beta-code", BETA + "trials:\n  - marks: [1, 2]\nretired: true\n")
    with closing(open_database(read_edition(root))) as database:
        assert database.execute("SELECT * FROM technologies_trials").fetchall() == [("beta-code", 1, "[1,2]")]
        assert database.execute("SELECT id FROM technologies WHERE retired").fetchall() == [("beta-code",)]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (add_field("summary_en", type="string"), 'duplicate column name: summary_en, in CREATE TABLE "technologies"'),
        (add_field("number", type="integer"), 'duplicate column name: number, in CREATE TABLE "technologies"'),
        (lambda schema: schema["x-collection"].update(url="terms"), 'table "terms" already exists, in CREATE TABLE "terms"'),
    ],
)
def test_names_that_would_be_one_are_told(tmp_path, change, said):
    root = make_project(tmp_path)
    change_schema(root, change)
    with pytest.raises(DatabaseError, match=re.escape(f"schemas/technologies.schema.json: {said}")):
        write_database(read_edition(root))


@pytest.mark.parametrize("name", ["search", "records", "links"])
def test_a_collection_has_no_name_of_a_view(tmp_path, name):
    root = make_project(tmp_path)
    change_schema(root, lambda schema: schema["x-collection"].update(url=name))
    with pytest.raises(DatabaseError, match=rf"^schemas: .*\b{name} already exists, in CREATE "):
        write_database(read_edition(root))


def test_a_text_that_is_missing_in_a_language_is_missing_there_alone(ask):
    assert ask("SELECT name_en, name_fr FROM technologies WHERE id = 'beta-code'") == [("Beta code", None)]

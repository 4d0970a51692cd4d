"""The records of the benchmark are always the same, obey the real schemas, and weigh what real ones could."""

from pathlib import Path

import pytest
import yaml

from benchmarks.layout import make_layout
from benchmarks.synthetic import TODAY, make_id, make_project, make_record, make_records, write_yaml
from benchmarks.synthetic_cordis import make_bulk
from generator.checking import check_project
from generator.cordis.bulk import open_bulk
from generator.cordis.codes import CERN
from generator.cordis.gathering import choose_projects, gather_projects
from generator.reading import read_project

REPOSITORY = Path(__file__).resolve().parents[2]
COUNT = 60


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("synthetic") / "project"
    root.mkdir()
    make_project(root, REPOSITORY, COUNT)
    return root


def test_records_depend_on_their_number_alone():
    few, many = list(make_records(20)), list(make_records(40))
    assert few == many[:20]
    assert [record.id for record in many] == [make_id(number) for number in range(40)]


def test_yaml_says_what_the_record_holds():
    for record in make_records(COUNT):
        assert yaml.load(write_yaml(record), Loader=yaml.BaseLoader) == _as_text(record.values)


def test_records_weigh_about_2_4_kilobytes():
    sizes = [len(write_yaml(make_record(number)).encode()) for number in range(0, 10_000, 100)]
    assert 2_300 < sum(sizes) / len(sizes) < 2_600


def test_project_is_clean(project: Path):
    checked = check_project(read_project(project), today=TODAY)
    assert checked.diagnostics == ()
    assert len(checked.catalogue.records["technologies"]) == COUNT


def test_bulk_data_of_cordis_are_always_the_same_and_can_be_imported(tmp_path: Path):
    sizes = [make_bulk(tmp_path / name, projects=300, organisations=2_000) for name in ("a.zip", "b.zip")]
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with open_bulk(tmp_path / "a.zip") as (bundle,):
        assert sum(table.size for table in bundle.tables.values()) == sizes[0]
        chosen = choose_projects([bundle.tables], CERN, pytest.fail)
        found = gather_projects([bundle.tables], chosen, pytest.fail)
    assert (found.seen, [project.grant for project in found.projects]) == (300, ["600000", "600250"])
    assert all(project.remarks == () for project in found.projects)


def _as_text(value: object) -> object:
    if isinstance(value, dict):
        return {key: _as_text(item) for key, item in value.items()}
    return [_as_text(item) for item in value] if isinstance(value, list) else str(value)


def test_the_layout_for_hugo_fills_every_slot_of_a_frame(built_project):
    page = make_layout(built_project, '{{ partial "record.html" . }}')
    assert page.count('{{ partial "record.html" . }}') == page.count("{{ .Title }}") == 1
    assert 'http-equiv="Content-Security-Policy"' in page
    assert "[[[" not in page
    assert "<!-- policy -->" not in page

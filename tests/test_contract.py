"""The real API: it holds what it has promised, and every answer about the real catalogue is what its description says."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from generator.checking import check_project
from generator.exporting import EXPORTS
from generator.i18n import LANGUAGES, make_language
from generator.open_data.contract import compare_promises, parse_contract, say_change, write_contract
from generator.open_data.promises import list_promises
from generator.preparing import prepare_edition
from generator.reading import read_contract, read_phrases, read_project
from tests.support.answers import Judge, describe
from tests.support.projects import TODAY
from tests.support.sites import REPOSITORY


def test_the_api_holds_what_it_has_promised_and_every_addition_is_recorded():
    """``ipt contract`` records an addition; what breaks the promise must not be."""
    contract = parse_contract(read_contract(REPOSITORY))
    api = describe(check_project(read_project(REPOSITORY), today=TODAY).catalogue)
    english = make_language(LANGUAGES[0], read_phrases(LANGUAGES[0]))
    assert [say_change(change, english) for change in compare_promises(contract.promises, list_promises(api))] == []
    assert write_contract(contract) == read_contract(REPOSITORY)


def test_every_answer_about_the_real_catalogue_is_what_it_says():
    catalogue = check_project(read_project(REPOSITORY), today=TODAY).catalogue
    edition = prepare_edition(REPOSITORY, catalogue, built_at=datetime(2026, 11, 22, tzinfo=UTC), on=TODAY)
    files = {file.path: file.data for name in ("api", "openapi", "linked-data") for file in EXPORTS[name](edition)}
    api = json.loads(files["api/v1/openapi.json"])
    judge = Judge(api, catalogue)
    assert [fault for path, data in files.items() for fault in judge.find_faults(path, data)][:20] == []
    assert api["paths"].keys() == {judge.find_path(path) for path in files}

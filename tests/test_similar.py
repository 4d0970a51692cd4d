"""Similar records of the real catalogue: neighbours that a reader would name."""

from datetime import date
from functools import cache

import pytest

from generator.checking import check_project
from generator.linking import resolve_links
from generator.reading import read_project
from generator.similarity import find_similar
from tests.support.sites import REPOSITORY

NEIGHBOURS = {
    "technologies/timepix3": "technologies/medipix4",
    "technologies/gif-plus-plus": "technologies/irrad-facility",
    "technologies/invenio-ils": "technologies/inveniordm",
    "technologies/malta": "technologies/alpide",
    "technologies/nanofip": "technologies/gefe",
    "suppliers/helium": "suppliers/cryogenic-storage",
    "suppliers/overhead-cranes": "suppliers/lifts",
    "eu_projects/pathway": "eu_projects/go-lab",
    "eu_projects/openaire": "eu_projects/openaire-advance",
    "eu_projects/cloud-itn": "eu_projects/cloud-motion",
}


@cache
def find():
    catalogue = check_project(read_project(REPOSITORY), today=date(2026, 11, 22)).catalogue
    return find_similar(catalogue, resolve_links(catalogue))


@pytest.mark.parametrize("place", NEIGHBOURS)
def test_a_record_has_a_plausible_neighbour(place):
    assert NEIGHBOURS[place] in ["/".join(similar.target) for similar in find()[tuple(place.split("/"))]]


def test_most_technologies_and_projects_have_neighbours():
    having = {
        collection: sum(reference[0] == collection for reference in find()) for collection in ("technologies", "eu_projects", "units")
    }
    assert having["technologies"] > 150
    assert having["eu_projects"] > 150
    assert having["units"] == 0

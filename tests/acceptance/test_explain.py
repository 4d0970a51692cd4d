"""``ipt explain`` as its users run it."""

import pytest

from tests.support.sites import run_ipt


def test_a_code_is_explained_without_a_project(tmp_path):
    done = run_ipt(tmp_path, "explain", "unknown-key")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("unknown-key (error)\n")
    assert "        sumary:\n" in done.stdout


@pytest.mark.parametrize(
    ("name", "told"), [("technologies", "\nname (required, "), ("technologies.kind", "\nTerms of the vocabulary technology-kinds:\n")]
)
def test_collections_and_fields_are_those_of_the_project(project, name, told):
    done = run_ipt(project, "explain", name)
    assert (done.returncode, done.stderr) == (0, "")
    assert told in done.stdout


def test_an_unknown_name_gets_the_nearest_and_exit_code_2(project):
    done = run_ipt(project, "explain", "tecnologies")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "ipt: no code and no collection is called 'tecnologies'; did you mean 'technologies'?\n"

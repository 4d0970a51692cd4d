"""The engine: its output is kept by the content of its input."""

import pytest

from generator.engine import ENGINES, EngineError, finish_run, plan_run, start_run


def test_the_kept_folder_follows_the_input(project):
    before = plan_run(project, name="mkdocs", language="en")
    assert before.kept
    assert plan_run(project, name="mkdocs", language="en").folder == before.folder
    (project / "catalogue/technologies/beta-code.yaml").unlink()
    (project / "docs/fr/index.md").write_text("# Accueil\n", "utf-8")
    assert plan_run(project, name="mkdocs", language="en").folder == before.folder
    (project / "docs/en/index.md").write_text("# Home\n", "utf-8")
    after = plan_run(project, name="mkdocs", language="en")
    assert after.folder != before.folder
    assert not after.kept


@pytest.mark.parametrize("path", ["overrides/main.html", "mkdocs.base.yml", "overrides/assets/stylesheets/ipt.css"])
def test_templates_styles_and_configuration_are_input(project, path):
    before = plan_run(project, name="mkdocs", language="fr").folder
    with (project / path).open("a", encoding="utf-8") as file:
        file.write("\n")
    assert plan_run(project, name="mkdocs", language="fr").folder != before


def test_every_engine_has_a_folder_of_its_own(project):
    assert len({plan_run(project, name=name, language="en").folder for name in ENGINES}) == len(ENGINES)


def test_an_engine_that_fails_says_why_and_leaves_nothing(project):
    (project / "mkdocs.yml").write_text("site_name: [\n", "utf-8")
    run = plan_run(project, name="mkdocs", language="en")
    with pytest.raises(EngineError, match=r"mkdocs could not build mkdocs\.yml"):
        finish_run(run, start_run(run))
    assert not run.kept
    assert not run.folder.with_suffix(".partial").exists()
    assert not (project / ".mkdocs.yml").exists()

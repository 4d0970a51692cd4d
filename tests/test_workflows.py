"""The workflows of GitHub Actions: two checkers find nothing in them, and they keep the rules that no checker knows."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
SELF = "$/"  # stands for this repository at the commit that runs
PINNED = re.compile(r"[\w.-]+(?:/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+")

Workflow = dict[Any, Any]  # YAML 1.1 reads the key "on" as true

each_workflow = pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)


def read(path: Path) -> Workflow:
    workflow: Workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    workflow["on"] = workflow.pop(True)
    return workflow


def read_named(name: str) -> Workflow:
    return read(ROOT / ".github" / "workflows" / name)


def run(*command: str | Path) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def list_uses(path: Path) -> list[str]:
    return re.findall(r"^\s*(?:- )?uses:\s*(.*?)\s*$", path.read_text(encoding="utf-8"), re.MULTILINE)


def list_steps(workflow: Workflow, action: str) -> list[dict[str, Any]]:
    steps = [step for job in workflow["jobs"].values() for step in job.get("steps", ())]
    return [step for step in steps if step.get("uses", "").startswith(f"{action}@")]


def test_both_workflows_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "pages.yml"]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    run(zizmor, "--offline", "--pedantic", "--no-config", "--no-ignores", "--strict-collection", "--color=never", *WORKFLOWS)


def test_workflows_fit_their_schema() -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)


@each_workflow
def test_rights_are_granted_to_jobs_only(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        expected = {"id-token": "write", "pages": "write"} if name == "deploy" else {"contents": "read"}
        assert job["permissions"] == expected, name


@each_workflow
def test_every_action_is_pinned(path: Path) -> None:
    uses = list_uses(path)
    assert len(uses) == path.read_text(encoding="utf-8").count("uses:")
    for used in uses:
        if used.startswith(SELF):
            assert (ROOT / used.removeprefix(SELF)).is_file()
        else:
            assert PINNED.fullmatch(used), used


def test_an_action_has_one_version() -> None:
    pins = {used for path in WORKFLOWS for used in list_uses(path)}
    assert len(pins) == len({used.partition("@")[0] for used in pins})


@each_workflow
def test_no_job_runs_forever_or_on_a_moving_system(path: Path) -> None:
    for name, job in read(path)["jobs"].items():
        if "uses" in job:  # GitHub lets the called workflow say both
            assert job["uses"].startswith(SELF), name
        else:
            assert 0 < job["timeout-minutes"] <= 30, name
            assert re.fullmatch(r"ubuntu-\d\d\.\d\d", job["runs-on"]), name


def test_runs_do_not_overtake_each_other() -> None:
    groups = {path.name: read(path)["concurrency"] for path in WORKFLOWS}
    assert groups["ci.yml"] == {"group": "ci-${{ github.ref }}", "cancel-in-progress": "${{ github.event_name == 'pull_request' }}"}
    # A called workflow sees the context of its caller, so a group made of that context would be the one it already waits in.
    assert groups["pages.yml"] == {"group": "pages", "cancel-in-progress": False}


@each_workflow
def test_a_checkout_keeps_no_token(path: Path) -> None:
    for step in list_steps(read(path), "actions/checkout"):
        assert step["with"] == {"persist-credentials": False}


def test_no_workflow_runs_with_the_rights_of_somebody_else() -> None:
    assert read_named("ci.yml")["on"] == {"pull_request": None, "push": {"branches": ["main"]}}
    assert set(read_named("pages.yml")["on"]) == {"workflow_call"}
    for path in WORKFLOWS:
        assert "secrets" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("job", "target"), [("lint", "lint"), ("test", "test"), ("build", "site")])
def test_a_job_runs_what_a_developer_runs(job: str, target: str) -> None:
    steps = read_named("ci.yml")["jobs"][job]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [f"make {target}"]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def test_only_a_checked_commit_of_main_is_deployed() -> None:
    jobs = read_named("ci.yml")["jobs"]
    caller, called = jobs["deploy"], read_named("pages.yml")["jobs"]["deploy"]
    assert caller["if"] == called["if"] == "github.event_name == 'push' && github.ref == 'refs/heads/main'"
    assert set(caller["needs"]) == set(jobs) - {"deploy"}
    assert called["environment"]["name"] == "github-pages"


def test_the_very_artefact_of_the_run_is_deployed() -> None:
    ci, pages = read_named("ci.yml"), read_named("pages.yml")
    (upload,) = list_steps(ci, "actions/upload-artifact")
    assert (upload["with"]["name"], upload["with"]["path"]) == ("site", "site/")
    assert ci["jobs"]["build"]["outputs"] == {"artifact-id": f"${{{{ steps.{upload['id']}.outputs.artifact-id }}}}"}
    assert ci["jobs"]["deploy"]["with"] == {"artifact-id": "${{ needs.build.outputs.artifact-id }}"}

    download, repack, deploy = pages["jobs"]["deploy"]["steps"]  # and nothing else: no checkout, no command
    assert download == {"uses": download["uses"], "with": {"artifact-ids": "${{ inputs.artifact-id }}", "path": "site/"}}
    assert repack["with"]["path"] == download["with"]["path"]
    assert repack["with"]["include-hidden-files"] is upload["with"]["include-hidden-files"] is True
    assert deploy["with"]["artifact_name"] == repack["with"]["name"]
    used = [step["uses"].partition("@")[0] for step in (download, repack, deploy)]
    assert used == ["actions/download-artifact", "actions/upload-pages-artifact", "actions/deploy-pages"]

"""The workflows of GitHub Actions: two checkers find nothing in them, and they keep the rules that no checker knows."""

import json
import os
import re
import subprocess
import sys
import tarfile
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


def test_all_workflows_are_there() -> None:
    assert [path.name for path in WORKFLOWS] == ["ci.yml", "cordis.yml", "import-record.yml", "links.yml", "pages.yml", "records.yml"]


def test_zizmor_finds_nothing() -> None:
    zizmor = Path(sys.executable).with_name("zizmor")
    run(zizmor, "--offline", "--pedantic", "--no-config", "--no-ignores", "--strict-collection", "--color=never", *WORKFLOWS)


def test_workflows_fit_their_schema() -> None:
    run(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)


MAY_WRITE = {
    ("ci", "deploy"): {"id-token": "write", "pages": "write"},
    ("pages", "deploy"): {"id-token": "write", "pages": "write"},
    ("import-record", "propose"): {"contents": "write", "issues": "write", "pull-requests": "write"},
    ("links", "tell"): {"issues": "write"},
    ("cordis", "propose"): {"contents": "write", "pull-requests": "write"},
}
"""The rights of the jobs that may do more than read."""


@each_workflow
def test_rights_are_granted_to_jobs_only(path: Path) -> None:
    workflow = read(path)
    assert workflow["permissions"] == {}
    for name, job in workflow["jobs"].items():
        assert job["permissions"] == MAY_WRITE.get((path.stem, name), {"contents": "read"}), name


@pytest.mark.parametrize(("name", "job"), MAY_WRITE)
def test_a_job_that_may_write_runs_nothing_of_the_repository(name: str, job: str) -> None:
    found = read_named(f"{name}.yml")["jobs"][job]
    for step in found.get("steps", ()):
        assert not step.get("uses", "").startswith("actions/checkout@")
        assert not re.search(r"\bmake\b|\bipt\b|python|\bnpm\b|\beval\b|\bsource\b", step.get("run", ""))


@each_workflow
def test_no_text_of_an_event_becomes_part_of_a_command(path: Path) -> None:
    for job in read(path)["jobs"].values():
        for step in job.get("steps", ()):
            assert "${{" not in step.get("run", "")


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
    assert groups["records.yml"] == {"group": "records-${{ github.ref }}", "cancel-in-progress": True}
    assert groups["import-record.yml"] == {"group": "import-${{ github.event.issue.number }}", "cancel-in-progress": False}
    assert groups["cordis.yml"] == {"group": "cordis", "cancel-in-progress": False}
    assert groups["links.yml"] == {"group": "links", "cancel-in-progress": False}
    # A called workflow sees the context of its caller, so a group made of that context would be the one it already waits in.
    assert groups["pages.yml"] == {"group": "pages", "cancel-in-progress": False}


@each_workflow
def test_a_checkout_keeps_no_token(path: Path) -> None:
    for step in list_steps(read(path), "actions/checkout"):
        wanted = {"persist-credentials": False} | ({"fetch-depth": 2} if path.stem == "records" else {})
        assert step["with"] == wanted


def test_no_workflow_runs_with_the_rights_of_somebody_else() -> None:
    assert read_named("ci.yml")["on"] == {"pull_request": None, "push": {"branches": ["main"]}}
    assert set(read_named("pages.yml")["on"]) == {"workflow_call"}
    assert set(read_named("records.yml")["on"]) == {"pull_request"}
    assert read_named("import-record.yml")["on"] == {"issues": {"types": ["labeled"]}}
    assert set(read_named("links.yml")["on"]) == set(read_named("cordis.yml")["on"]) == {"schedule", "workflow_dispatch"}
    for path in WORKFLOWS:
        assert "secrets" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("job", "target"), [("lint", "lint"), ("test", "test"), ("editors", "editors"), ("build", "site")])
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


# --- Records, forms and links ---------------------------------------------------------------------


def list_runs(name: str, job: str) -> list[str]:
    return [step["run"] for step in read_named(name)["jobs"][job]["steps"] if "run" in step]


def test_a_pull_request_is_checked_and_told_in_words() -> None:
    assert list_runs("records.yml", "check") == [
        "make .venv/site.stamp",
        ".venv/bin/ipt check --format github",
        '.venv/bin/ipt diff --format markdown HEAD^1 >> "$GITHUB_STEP_SUMMARY"',
    ]
    told = read_named("records.yml")["jobs"]["check"]["steps"][-1]
    assert told["if"] == "${{ !cancelled() }}"  # what a change means is said even where the check finds an error


def test_a_form_is_imported_only_by_the_label_of_a_maintainer() -> None:
    jobs = read_named("import-record.yml")["jobs"]
    assert jobs["read"]["if"] == "github.event.label.name == 'import'"
    assert jobs["propose"]["needs"] == ["read"]
    first = jobs["read"]["steps"][0]
    assert first["env"]["SENDER"] == "${{ github.event.sender.login }}"
    assert 'collaborators/$SENDER/permission"' in first["run"]
    assert "admin|write) ;;" in first["run"]
    assert "exit 1" in first["run"]


@pytest.mark.parametrize("answer", ["admin", "write", "read", "none", "", "admin write"])
def test_only_those_who_may_write_pass(answer: str, tmp_path: Path) -> None:
    """The step is run with a command ``gh`` that gives the answer."""
    gh = tmp_path / "gh"
    gh.write_text(f"#!/bin/sh\nprintf '%s\\n' '{answer}'\n", "utf-8")
    gh.chmod(0o755)
    script = list_runs("import-record.yml", "read")[0]
    environment = {"PATH": f"{tmp_path}:/usr/bin:/bin", "GITHUB_REPOSITORY": "o/r", "SENDER": "x"}
    done = subprocess.run(["bash", "-e", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode == 0) is (answer in ("admin", "write"))


def test_a_form_is_read_from_the_event_and_not_from_a_command(tmp_path: Path) -> None:
    """The step is run with a command ``ipt`` that keeps what it is given."""
    body = "### a\n\n$(touch stolen) `touch stolen` \"; touch stolen; '\n"
    (tmp_path / "event.json").write_text(json.dumps({"issue": {"body": body}}), "utf-8")
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    ipt = tmp_path / ".venv" / "bin" / "ipt"
    ipt.write_text('#!/bin/sh\ncp "$3" given.md\necho missing\nexit 1\n', "utf-8")
    ipt.chmod(0o755)
    environment = {"PATH": os.environ["PATH"], "GITHUB_EVENT_PATH": str(tmp_path / "event.json")}
    script = list_runs("import-record.yml", "read")[-1]
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, env=environment, check=True)
    assert (tmp_path / "given.md").read_text("utf-8") == f"{body}\n"
    assert (tmp_path / "result" / "told.txt").read_text("utf-8") == "missing\n"
    assert not (tmp_path / "stolen").exists()
    assert not (tmp_path / "result" / "record.yaml").exists()


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        ("catalogue/technologies/white-rabbit.yaml", True),
        ("catalogue/eu_projects/a-1.yaml", True),
        (".github/workflows/ci.yml", False),
        ("catalogue/../.github/workflows/ci.yaml", False),
        ("catalogue/technologies/x.yaml\n.github/x.yaml", False),
        ("catalogue/technologies/$(id).yaml", False),
    ],
)
def test_only_the_file_of_a_record_is_proposed(path: str, kept: bool, tmp_path: Path) -> None:
    (tmp_path / "result").mkdir()
    (tmp_path / "result" / "told.txt").write_text(path, "utf-8")
    script = list_runs("import-record.yml", "propose")[1].partition("branch=")[0]
    done = subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode == 0) is kept


def test_what_is_missing_is_told_as_code(tmp_path: Path) -> None:
    """In lines that are indented by four spaces, nothing is a link or calls anybody."""
    (tmp_path / "result").mkdir()
    (tmp_path / "result" / "told.txt").write_text("- @somebody\n\n[a](https://evil.example)\n", "utf-8")
    script = list_runs("import-record.yml", "propose")[0].partition("gh issue")[0]
    subprocess.run(["bash", "-e", "-c", script], cwd=tmp_path, check=True)
    told = (tmp_path / "comment.md").read_text("utf-8").splitlines()[2:]
    assert told == ["    - @somebody", "    ", "    [a](https://evil.example)"]


def test_outward_links_are_asked_every_week_and_stop_nothing() -> None:
    workflow = read_named("links.yml")
    assert workflow["on"]["schedule"] == [{"cron": "17 4 * * 1"}]
    assert list_runs("links.yml", "ask")[-1] == ".venv/bin/ipt links --external --format markdown > report.md"


# --- EU projects from CORDIS ----------------------------------------------------------------------


def test_the_bulk_data_of_three_programmes_are_asked_for_over_https() -> None:
    fetch = list_runs("cordis.yml", "read")[1]
    assert "for programme in HORIZON h2020 fp7;" in fetch
    assert '"https://cordis.europa.eu/data/cordis-${programme}projects-csv.zip"' in fetch
    assert "--proto '=https' --proto-redir '=https'" in fetch


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=root, check=True, capture_output=True)


def test_what_the_import_changed_is_packed(tmp_path: Path) -> None:
    """The step is run with a command ``ipt`` that changes a record, adds one, and touches something else."""
    folder = tmp_path / "catalogue" / "eu_projects"
    folder.mkdir(parents=True)
    (folder / "old.yaml").write_text("a", "utf-8")
    (folder / "same.yaml").write_text("a", "utf-8")
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "--message", "x")
    ipt = tmp_path / ".venv" / "bin" / "ipt"
    ipt.parent.mkdir(parents=True)
    ipt.write_text(
        "#!/bin/sh\ncd catalogue\necho b > eu_projects/old.yaml\necho c > eu_projects/new.yaml\necho d > x\necho told\nexit 1\n", "utf-8"
    )
    ipt.chmod(0o755)
    subprocess.run(["bash", "-e", "-o", "pipefail", "-c", list_runs("cordis.yml", "read")[-1]], cwd=tmp_path, check=True)
    with tarfile.open(tmp_path / "result" / "records.tar") as packed:
        assert packed.getnames() == ["catalogue/eu_projects/new.yaml", "catalogue/eu_projects/old.yaml"]
    assert (tmp_path / "result" / "told.txt").read_text("utf-8") == "told\n"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("catalogue/eu_projects/a-1.yaml", True),
        ("catalogue/technologies/a.yaml", False),
        (".github/workflows/ci.yml", False),
        ("catalogue/eu_projects/../../Makefile", False),
        ("/catalogue/eu_projects/a.yaml", False),
    ],
)
def test_only_files_of_projects_are_proposed(name: str, kept: bool, tmp_path: Path) -> None:
    (tmp_path / "result").mkdir()
    with tarfile.open(tmp_path / "result" / "records.tar", "w") as packed:
        packed.addfile(tarfile.TarInfo(name))
    (tmp_path / "result" / "base.txt").write_text("0" * 40 + "\n", "utf-8")
    (tmp_path / "result" / "summary.txt").write_text("1 of 2\n", "utf-8")
    (tmp_path / "result" / "told.txt").write_text("@somebody\n", "utf-8")
    script = list_runs("cordis.yml", "propose")[0]
    done = subprocess.run(["bash", "-e", "-o", "pipefail", "-c", script], cwd=tmp_path, capture_output=True, check=False)
    assert (done.returncode == 0) is kept
    if kept:
        assert (tmp_path / "body.md").read_text("utf-8").splitlines()[2:] == ["    1 of 2", "    ", "    @somebody"]


# --- Who is asked, and what is asked of people ----------------------------------------------------


def test_owners_are_teams() -> None:
    lines = [line.split() for line in (ROOT / ".github" / "CODEOWNERS").read_text("utf-8").splitlines() if line and line[0] != "#"]
    assert lines[0][0] == "*"
    for pattern, *owners in lines:
        assert all(re.fullmatch(r"@[a-z-]+/[a-z-]+", owner) for owner in owners), pattern
        assert pattern == "*" or (ROOT / pattern.strip("/")).is_dir(), pattern


def test_a_pull_request_is_asked_little() -> None:
    text = (ROOT / ".github" / "pull_request_template.md").read_text("utf-8")
    assert len(text.splitlines()) <= 5
    assert all(" · " in line for line in text.splitlines() if line)  # in both languages

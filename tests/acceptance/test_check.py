"""``ipt check`` and ``ipt report`` as their users run them."""

import json
from xml.etree import ElementTree as ET

import pytest

from generator.reading import read_explanations
from tests.support.sites import RECORDS, run_ipt, run_on_terminal, write_record


def break_summary(project):
    write_record(project, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("summary:", "sumary:"))


def test_clean_records_exit_with_0(built_project):
    done = run_ipt(built_project, "check")
    assert (done.returncode, done.stdout) == (0, "")
    assert "no problem found" in done.stderr


def test_problems_exit_with_1_and_name_their_place(project):
    break_summary(project)
    done = run_ipt(project, "check")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "catalogue/technologies/beta-code.yaml:6:1: error[unknown-key]: 'sumary' is no key of the record",
        "  6 | sumary:",
        "    | ^^^^^^",
        "  hint: did you mean 'summary'?",
        "  more: https://ipt.example/contribute/errors/unknown-key/",
    ]
    assert done.stderr.endswith(": 1 error, 0 warnings\n1 can be mended: ipt fix\n")


def test_what_can_be_mended_is_offered_with_the_path_that_was_given(project):
    break_summary(project)
    path = project / "catalogue" / "technologies" / "beta-code.yaml"
    done = run_ipt(project, "check", str(path))
    assert done.stderr.splitlines()[1:] == [f"1 can be mended: ipt fix {path}"]
    run_ipt(project, "fix", str(path))
    assert run_ipt(project, "check", str(path)).returncode == 0


def test_what_cannot_be_mended_is_not_offered(project):
    write_record(project, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("summary:", "colour:"))
    assert len(run_ipt(project, "check").stderr.splitlines()) == 1


def test_a_file_with_a_wrong_name_is_the_only_problem(project):
    """Nothing that names its record is blamed for that, nor is the record of an unread vocabulary."""
    catalogue = project / "catalogue"
    write_record(
        project, "technologies/zeta-code", RECORDS["technologies/beta-code"].replace("Beta", "Zeta") + "related: [alpha-chip, eta]\n"
    )
    write_record(project, "technologies/eta", RECORDS["technologies/beta-code"].replace("Beta", "Eta")).rename(
        catalogue / "technologies" / "eta.yml"
    )
    (catalogue / "vocabularies" / "technology-domains.yaml").rename(catalogue / "vocabularies" / "technology_domains.yaml")
    done = run_ipt(project, "check", "--format", "json")
    assert (done.returncode, {one["code"] for one in json.loads(done.stdout) if one["severity"] == "error"}) == (
        1,
        {"file-extension", "file-name"},
    ), done


def test_json_gives_a_list_of_objects(project):
    break_summary(project)
    done = run_ipt(project, "check", "--format", "json")
    assert json.loads(done.stdout) == [
        {
            "path": "catalogue/technologies/beta-code.yaml",
            "line": 6,
            "column": 1,
            "end_column": 7,
            "severity": "error",
            "code": "unknown-key",
            "message": "'sumary' is no key of the record",
            "hint": "did you mean 'summary'?",
            "url": "https://ipt.example/contribute/errors/unknown-key/",
            "fixable": True,
        }
    ]


def test_json_of_clean_records_is_an_empty_list(built_project):
    assert json.loads(run_ipt(built_project, "check", "--format", "json").stdout) == []


def test_github_gives_workflow_commands(project):
    break_summary(project)
    line = run_ipt(project, "check", "--format", "github").stdout.strip()
    assert line.startswith("::error file=catalogue/technologies/beta-code.yaml,line=6,col=1,endColumn=7,title=unknown-key::")


def test_github_keeps_a_summary_of_the_step(project, tmp_path, monkeypatch):
    summary = tmp_path / "summary.md"
    summary.write_text("before\n", "utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    break_summary(project)
    assert run_ipt(project, "check").returncode == 1
    assert summary.read_text("utf-8") == "before\n"
    done = run_ipt(project, "check", "--format", "github", "--max-errors", "1")
    lines = summary.read_text("utf-8").splitlines()
    assert lines[0] == "before"
    assert [lines[1], lines[3]] == [f"### {done.stderr.splitlines()[0]}", done.stderr.splitlines()[1]]
    assert "[unknown-key](https://ipt.example/contribute/errors/unknown-key/)" in lines[-1]


def test_a_summary_that_cannot_be_written_is_named(project, tmp_path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path))
    done = run_ipt(project, "check", "--format", "github")
    assert done.returncode == 2
    assert done.stderr == f"ipt: GITHUB_STEP_SUMMARY: {tmp_path} cannot be written: Is a directory\n"


def test_most_problems_that_are_shown_can_be_set(project):
    break_summary(project)
    write_record(project, "technologies/zeta-code", "name:\n\ten: x\n")
    done = run_ipt(project, "check", "--max-errors", "1")
    assert done.returncode == 1
    assert done.stdout.count("error[") == 1
    assert ": 2 errors, 0 warnings; 1 of these not shown\n" in done.stderr


@pytest.mark.parametrize("number", ["0", "-1", "few"])
def test_a_limit_that_is_no_number_is_refused(built_project, number):
    done = run_ipt(built_project, "check", f"--max-errors={number}")
    assert done.returncode == 2
    assert "is no number above 0" in done.stderr


def test_sarif_is_one_run_with_the_problems(project):
    break_summary(project)
    (run,) = json.loads(run_ipt(project, "check", "--format", "sarif").stdout)["runs"]
    assert [result["ruleId"] for result in run["results"]] == ["unknown-key"]
    assert run["tool"]["driver"]["rules"][0]["shortDescription"]["text"] == read_explanations()["file-extension"]["meaning"]["en"]


def test_junit_has_a_case_for_each_file_that_is_named(project):
    break_summary(project)
    done = run_ipt(project, "check", "--format", "junit", "catalogue/technologies")
    names = [case.attrib["name"] for case in ET.fromstring(done.stdout).iter("testcase")]
    assert names == sorted(f"catalogue/{name}.yaml" for name in RECORDS if name.startswith("technologies/"))


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_problems_have_colours_on_a_terminal_alone(project, no_color, coloured):
    break_summary(project)
    shown = run_on_terminal(project, "check", no_color=no_color)
    assert ("\x1b[1;31merror[unknown-key]" in shown) is coloured
    assert "error[unknown-key]" in shown
    assert "\x1b" not in run_ipt(project, "check").stdout


def test_paths_select_whose_problems_are_shown(project):
    break_summary(project)
    assert run_ipt(project, "check", "catalogue/suppliers").returncode == 0
    assert run_ipt(project, "check", "catalogue/technologies/alpha-chip.yaml").returncode == 0
    assert run_ipt(project, "check", "catalogue/technologies/beta-code.yaml").returncode == 1
    assert run_ipt(project, "check", "catalogue/technologies").returncode == 1


def test_rules_that_compare_records_see_all_of_them(project):
    twin = RECORDS["technologies/beta-code"]
    write_record(project, "technologies/zeta-code", twin)
    done = run_ipt(project, "check", "catalogue/technologies/zeta-code.yaml")
    assert "error[duplicate-name]: " in done.stdout
    assert "'beta-code'" in done.stdout


def test_a_path_that_is_not_there_cannot_be_checked(built_project):
    done = run_ipt(built_project, "check", "catalogue/nothing.yaml")
    assert (done.returncode, done.stderr) == (2, "ipt: catalogue/nothing.yaml is not there\n")


def test_a_path_outside_the_project_cannot_be_checked(built_project, tmp_path):
    done = run_ipt(built_project, "check", str(tmp_path))
    assert done.returncode == 2
    assert "outside the project folder" in done.stderr


def test_a_folder_that_is_no_project_cannot_be_checked(tmp_path):
    done = run_ipt(tmp_path, "check")
    assert done.returncode == 2
    assert "holds no schemas" in done.stderr


def test_a_broken_schema_is_named_and_not_traced(project):
    (project / "schemas" / "units.schema.json").write_text("{", "utf-8")
    done = run_ipt(project, "check")
    assert done.returncode == 2
    assert done.stderr.startswith("ipt: schemas/units.schema.json:1:2: not JSON")


def test_a_broken_vocabulary_is_one_problem_and_not_one_for_every_record(project):
    path = project / "catalogue" / "vocabularies" / "technology-kinds.yaml"
    path.write_text(path.read_text("utf-8") + "sort: true\n", "utf-8")
    done = run_ipt(project, "check")
    last = len(path.read_text("utf-8").splitlines())
    place = f"catalogue/vocabularies/technology-kinds.yaml:{last}:1"
    told = [line for line in done.stdout.splitlines() if "error[" in line]
    assert told == [f"{place}: error[unknown-key]: 'sort' is no key of the record"]


def test_report_tells_how_much_the_records_say(built_project):
    done = run_ipt(built_project, "report")
    assert done.returncode == 0
    assert done.stdout.startswith("technologies: 3 records and 1 in draft\n")
    assert done.stderr == ""


def test_report_as_json_is_one_object(built_project):
    found = json.loads(run_ipt(built_project, "report", "--format", "json").stdout)
    assert [one["id"] for one in found["collections"]] == ["technologies", "suppliers", "eu_projects", "units"]


def test_report_leaves_out_what_is_wrong_and_says_so(project):
    break_summary(project)
    done = run_ipt(project, "report")
    assert done.returncode == 1
    assert "technologies: 2 records and 1 in draft" in done.stdout
    assert "left out because of errors: 1" in done.stderr

"""``ipt fix`` and ``ipt format`` as their users run them."""

import os
import stat
import subprocess

from tests.support.sites import RECORDS, read_tree, run_ipt, write_record

PLACE = "technologies/beta-code"
RIGHT = RECORDS[PLACE]
WRONG = RIGHT.replace("summary:", "sumary:  # in a sentence").replace("software", "Software") + "\n# the end"


def test_slips_are_mended_and_told_and_the_rest_stays(project):
    path = write_record(project, PLACE, WRONG)
    path.chmod(0o640)
    before = read_tree(project)
    done = run_ipt(project, "fix")
    assert (done.returncode, done.stderr) == (0, "1 file mended\n")
    assert done.stdout.splitlines() == [
        "catalogue/technologies/beta-code.yaml:3: 'Software' becomes 'software' [unknown-term]",
        "catalogue/technologies/beta-code.yaml:6: 'sumary' becomes 'summary' [unknown-key]",
        f"catalogue/technologies/beta-code.yaml:{WRONG.count(chr(10)) + 1}: last line ends in a line feed",
    ]
    right = RIGHT.replace("summary:", "summary:  # in a sentence") + "\n# the end\n"
    assert read_tree(project) == before | {"catalogue/technologies/beta-code.yaml": right.encode()}
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert run_ipt(project, "fix").stdout == ""


def test_a_patch_is_printed_and_can_be_applied(project):
    old = write_record(project, PLACE, WRONG).rename(project / "catalogue" / "technologies" / "beta-code.yml")
    before = read_tree(project)
    done = run_ipt(project, "fix", "--diff")
    assert (done.returncode, done.stderr) == (1, "1 file would be mended\n")
    assert read_tree(project) == before
    (project / "one.patch").write_text(done.stdout, "utf-8")
    subprocess.run(["git", "apply", "one.patch"], cwd=project, check=True)
    applied = read_tree(project / "catalogue")
    assert not old.exists()
    for path, data in before.items():
        (project / path).write_bytes(data)
    (project / "catalogue" / f"{PLACE}.yaml").unlink()
    assert run_ipt(project, "fix").stdout.splitlines()[0] == (
        "catalogue/technologies/beta-code.yml: is now called catalogue/technologies/beta-code.yaml [file-extension]"
    )
    assert read_tree(project / "catalogue") == applied


def test_a_name_that_is_taken_and_a_link_are_left(project, tmp_path):
    folder = project / "catalogue" / "technologies"
    (folder / "beta-code.yml").write_text(WRONG, "utf-8")
    outside = tmp_path / "outside.yaml"
    outside.write_text(WRONG, "utf-8")
    (folder / "linked.yaml").symlink_to(outside)
    (folder / "other.yml").symlink_to(outside)
    before = read_tree(project)
    done = run_ipt(project, "fix")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "0 files mended\n")
    assert read_tree(project) == before


def test_a_folder_outside_the_project_is_not_written_to(project, tmp_path):
    write_record(project, PLACE, WRONG)
    folder = project / "catalogue" / "technologies"
    outside = tmp_path / "outside"
    folder.rename(outside)
    folder.symlink_to(outside)
    before = read_tree(outside)
    done = run_ipt(project, "fix")
    assert (done.returncode, done.stderr) == (0, "0 files mended\n")
    assert read_tree(outside) == before


def test_only_what_is_named_is_mended_or_formatted(project):
    write_record(project, PLACE, WRONG)
    for command in ("fix", "format"):
        assert run_ipt(project, command, "catalogue/suppliers").stdout == ""
    assert run_ipt(project, "fix", "--diff", "catalogue/nothing").returncode == 2
    assert run_ipt(project, "fix", "catalogue/technologies").stdout != ""


def test_records_are_formatted_once(project):
    path = write_record(project, PLACE, RIGHT.replace("kind: software\n", "") + "# what it is\nkind: software\n")
    os.utime(path, (1, 1))
    done = run_ipt(project, "format", "--check", str(path))
    assert (done.returncode, done.stdout) == (1, f"catalogue/{PLACE}.yaml\n")
    assert path.stat().st_mtime == 1
    assert run_ipt(project, "format", str(path)).returncode == 0
    assert path.read_text("utf-8") == RIGHT.replace("kind: software\n", "# what it is\nkind: software\n")
    assert run_ipt(project, "format", "--check", str(path)).returncode == 0

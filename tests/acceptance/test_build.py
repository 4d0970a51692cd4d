"""``ipt build`` as its users run it: what it makes, what it keeps, and what it does when something is wrong."""

import json
import re
import shutil
import signal
import subprocess
import sys
import time
from base64 import b64encode
from hashlib import sha256
from html import unescape
from xml.etree import ElementTree as ET

import pytest

from generator.diagnostics import CODES
from tests.support.sites import RECORDS, REPOSITORY, make_project, read_tree, run_ipt, write_page, write_record


def page(project, path):
    return (project / "site" / path / "index.html").read_text("utf-8")


# --- What is made ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["", "fr/"])
@pytest.mark.parametrize(
    "path", ["technologies/alpha-chip", "suppliers/vacuum", "eu-projects/big-science", "department/ipt", "technologies/all"]
)
def test_every_record_has_a_page_in_both_languages(built_project, language, path):
    html = page(built_project, f"{language}{path}")
    assert "[[[" not in html
    assert "slot:body" not in html
    assert f'<html lang="{language.rstrip("/") or "en"}"' in html


def test_links_go_both_ways(built_project):
    assert 'href="../../eu-projects/big-science/"' in page(built_project, "technologies/alpha-chip")
    assert 'href="../../technologies/alpha-chip/"' in page(built_project, "eu-projects/big-science")
    assert 'href="../../technologies/alpha-chip/"' in page(built_project, "technologies/beta-code")


def test_missing_french_shows_the_english_marked_as_such(built_project):
    html = page(built_project, "fr/technologies/beta-code")
    assert '<span lang="en">A program that simulates detectors.</span>' in html
    assert "n’est pas encore traduite" in html
    assert "n’est pas encore traduite" not in page(built_project, "fr/technologies/alpha-chip")


def test_a_draft_is_built_only_on_request(built_project, project):
    assert not (built_project / "site/technologies/gamma-draft").exists()
    assert run_ipt(project, "build", "--drafts").returncode == 0
    assert "This record is a draft." in page(project, "technologies/gamma-draft")


def test_a_withdrawn_record_keeps_its_page_and_says_why(built_project):
    html = page(built_project, "technologies/delta-gone")
    assert "This record was withdrawn." in html
    assert "Its maker stopped." in html


def test_an_overdue_review_is_marked_unless_the_record_was_withdrawn(project):
    write_record(project, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("2026-11-20", "2020-01-02"))
    done = run_ipt(project, "build")
    assert (done.returncode, "warning[review-due]: reviewed: the last review, 2020-01-02" in done.stdout) == (0, True)
    assert "ipt-reviewed--due" in page(project, "technologies/beta-code")
    assert "ipt-reviewed--due" not in page(project, "technologies/delta-gone")
    assert "ipt-reviewed--due" not in page(project, "technologies/alpha-chip")


@pytest.mark.parametrize("language", ["", "fr/"])
def test_an_earlier_id_redirects(built_project, language):
    html = page(built_project, f"{language}technologies/first-chip")
    assert 'content="0; url=../alpha-chip/"' in html
    assert f'<link rel="canonical" href="https://ipt.example/{language}technologies/alpha-chip/">' in html


def test_pages_name_themselves_and_their_other_language_in_full(built_project):
    html = page(built_project, "fr/technologies/alpha-chip")
    assert '<link rel="canonical" href="https://ipt.example/fr/technologies/alpha-chip/">' in html
    assert '<link rel="alternate " hreflang="en" href="https://ipt.example/technologies/alpha-chip/">' in html
    assert '<link rel="alternate " hreflang="fr" href="https://ipt.example/fr/technologies/alpha-chip/">' in html
    assert 'href="../../../technologies/alpha-chip/"' in html


def test_prose_pages_name_themselves_and_their_other_language_in_full(built_project):
    for path, other in (
        ("contribute/vocabularies", "fr/contribute/vocabularies"),
        ("fr/contribute/vocabularies", "contribute/vocabularies"),
    ):
        html = page(built_project, path)
        assert f'<link rel="canonical" href="https://ipt.example/{path}/">' in html
        assert f'href="https://ipt.example/{other}/">' in html


@pytest.mark.parametrize("language", ["", "fr/"])
def test_every_code_has_a_page_in_both_languages(built_project, language):
    front = page(built_project, f"{language}contribute/errors")
    every = page(built_project, f"{language}contribute/errors/all")
    sitemap = (built_project / "site/sitemap.xml").read_text("utf-8")
    for code in CODES:
        html = page(built_project, f"{language}contribute/errors/{code}")
        address = f"contribute/errors/{code}/"
        other = address if language else f"fr/{address}"
        assert f'<h1 id="content">{code}</h1>' in html
        assert f'<link rel="canonical" href="https://ipt.example/{language}{address}">' in html
        assert f'href="{"../" * (4 if language else 3)}{other}"' in html
        assert "data-pagefind-body" in html
        assert f'href="../../contribute/errors/{code}/"' in front
        assert f'href="../{code}/"' in every
        assert f"<loc>https://ipt.example/{language}{address}</loc>" in sitemap


def test_the_sitemap_names_every_page_with_the_day_of_its_review(built_project):
    spaces = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    urls = ET.parse(built_project / "site" / "sitemap.xml").getroot().findall("s:url", spaces)
    found = {url.findtext("s:loc", namespaces=spaces): url.findtext("s:lastmod", namespaces=spaces) for url in urls}
    assert found["https://ipt.example/fr/technologies/beta-code/"] == "2026-11-20"
    assert found["https://ipt.example/"] is None
    assert "https://ipt.example/technologies/gamma-draft/" not in found
    assert "https://ipt.example/technologies/first-chip/" not in found


@pytest.mark.parametrize("language", ["", "fr/"])
def test_every_term_that_a_record_has_is_a_page_without_scripts(built_project, language):
    front = page(built_project, f"{language}technologies")
    assert 'href="../technologies/field/healthcare/"' in front
    html = page(built_project, f"{language}technologies/field/healthcare")
    assert 'href="../../../technologies/alpha-chip/"' in html
    assert 'href="../../../technologies/beta-code/"' not in html
    assert f'<link rel="canonical" href="https://ipt.example/{language}technologies/field/healthcare/">' in html
    other = "technologies/field/healthcare/" if language else "fr/technologies/field/healthcare/"
    assert re.search(rf'hreflang="{"en" if language else "fr"}" href="https://ipt.example/{other}"', html)
    assert f'href="{"../" * (4 if language else 3)}{other}"' in html
    assert not (built_project / f"site/{language}technologies/field/aerospace").exists()
    assert 'href="../../technologies/field/healthcare/"' in page(built_project, f"{language}technologies/field")


def test_pages_of_terms_stand_in_the_sitemap(built_project):
    assert "<loc>https://ipt.example/fr/technologies/kind/hardware/</loc>" in (built_project / "site/sitemap.xml").read_text("utf-8")


@pytest.mark.parametrize("language", ["", "fr/"])
def test_the_front_names_the_index_and_the_index_the_other_files(built_project, language):
    folder = built_project / "site" / language
    name = re.search(r'data-index="../(data/technologies\.[0-9a-f]{8}\.json)"', page(built_project, f"{language}technologies"))[1]
    index = json.loads((folder / name).read_text("utf-8"))
    assert sorted(index["ids"]) == ["alpha-chip", "beta-code", "delta-gone"]
    assert all((folder / "data" / file).is_file() for file in (index["text"], *index["cards"]))


def test_a_record_may_be_called_page(project):
    write_record(project, "technologies/page", RECORDS["technologies/beta-code"].replace("Beta code", "Page code"))
    done = run_ipt(project, "build")
    assert done.returncode == 0, done.stdout
    assert "Page code" in page(project, "technologies/page")


def test_a_record_cannot_have_the_address_of_a_facet(project):
    write_record(project, "technologies/kind", RECORDS["technologies/beta-code"].replace("Beta code", "Kind code"))
    done = assert_site_stays(project)
    assert done.returncode == 2
    assert "two pages have the address /technologies/kind/" in done.stderr


def test_a_list_without_its_index_leaves_the_last_site(project):
    with (project / "docs/en/index.md").open("a", encoding="utf-8") as file:
        file.write('\n<div data-index="data/nothing.json"></div>\n')
    done = assert_site_stays(project)
    assert "index.html: error[broken-link]: the link to /data/nothing.json leads nowhere" in done.stdout


def test_discovery_stands_at_the_front_of_a_collection_alone(project):
    with (project / "docs/en/index.md").open("a", encoding="utf-8") as file:
        file.write('\n<div data-view="discovery" data-collection="technologies"></div>\n')
    done = assert_site_stays(project)
    assert "the view 'discovery' stands at the front of a collection" in done.stderr


def test_the_schemas_that_editors_read_are_published_as_they_stand_in_the_project(built_project):
    own = built_project / "schemas" / "editor" / "technologies.schema.json"
    assert (built_project / "site/schemas/editor/technologies.schema.json").read_bytes() == own.read_bytes()


def test_records_that_are_shown_have_their_markdown_beside_each_page(built_project):
    site = built_project / "site"
    for language in ("", "fr/"):
        found = {path.parent.name for path in (site / language / "technologies").glob("*/index.md")}
        assert found == {"alpha-chip", "beta-code", "delta-gone"}
        assert (site / language / "llms.txt").is_file()
        assert (site / language / "llms-full.txt").is_file()


def test_who_finds_a_weakness_is_told_where_to_report_it(built_project):
    assert (built_project / "site" / ".well-known" / "security.txt").read_text("utf-8").startswith("Contact: ")


def test_robots_are_told_of_the_sitemap(built_project):
    assert "Sitemap: https://ipt.example/sitemap.xml" in (built_project / "site" / "robots.txt").read_text("utf-8")


def test_each_language_has_a_search_index(built_project):
    names = {path.name for path in (built_project / "site" / "pagefind").iterdir()}
    assert any(name.startswith("pagefind.en_") for name in names)
    assert any(name.startswith("pagefind.fr_") for name in names)


def test_a_site_below_a_path_links_below_it(tmp_path):
    project = make_project(tmp_path / "project", site_url="https://lab.example/ipt/site/")
    assert run_ipt(project, "build").returncode == 0
    html = page(project, "technologies/alpha-chip")
    assert '<link rel="canonical" href="https://lab.example/ipt/site/technologies/alpha-chip/">' in html
    assert not re.findall(r'(?:href|src)="/', html)
    assert 'href="/ipt/site/' in (project / "site" / "404.html").read_text("utf-8")


def test_with_a_repository_every_page_offers_to_be_edited_and_without_one_none_does(built_project, tmp_path):
    pages = ("technologies/alpha-chip", "fr/about")
    assert not any("/edit/main/" in page(built_project, path) for path in pages)
    root = make_project(tmp_path / "forge")
    base = root / "mkdocs.base.yml"
    base.write_text(base.read_text("utf-8").replace('repo_url: ""', "repo_url: https://github.com/owner/name"), "utf-8")
    done = run_ipt(root, "build")
    assert done.returncode == 0, done.stdout + done.stderr
    for path, source in zip(pages, ("catalogue/technologies/alpha-chip.yaml", "docs/fr/about/index.md"), strict=True):
        assert f'href="https://github.com/owner/name/edit/main/{source}"' in page(root, path)
        assert 'data-md-component="source"' not in page(root, path)
    assert "/issues/new?title=" in page(root, "technologies/alpha-chip")


def test_the_summary_counts_records_pages_and_bytes(project):
    told = dict(re.findall(r"^(\S.*?)  +([\d,.]+)$", run_ipt(project, "build").stderr, re.MULTILINE))
    assert told["records"] == "20"
    assert int(told["pages"].replace(",", "")) == sum(1 for _ in (project / "site").rglob("*.html"))
    assert {"files written", "bytes", "seconds to check", "seconds to pages", "seconds to search", "seconds"} <= told.keys()


def test_every_page_has_a_policy_that_permits_its_own_inline_scripts_and_no_others(built_project):
    for path in (built_project / "site").rglob("*.html"):
        html = path.read_text("utf-8")
        (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        scripts = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
        hashes = {f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts}
        assert set(re.findall(r"'sha256-[^']*'", unescape(policy))) == hashes, path
        assert html.index("Content-Security-Policy") < (html.index("<script") if "<script" in html else len(html))
        assert not re.search(r"<style|\sstyle=|<[^>]*\son[a-z]+=|<!-- policy -->", html), path


# --- What is kept ---------------------------------------------------------------------------------


def test_two_builds_are_byte_identical(built_project, tmp_path):
    again = make_project(tmp_path / "again")
    assert run_ipt(again, "build").returncode == 0
    one, other = read_tree(built_project / "site"), read_tree(again / "site")
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []


def test_nothing_is_done_when_nothing_has_changed(project):
    run_ipt(project, "build")
    before = {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")}
    done = run_ipt(project, "build")
    assert "nothing has changed" in done.stderr
    assert {path: path.stat().st_mtime_ns for path in (project / "site").rglob("*")} == before


def test_only_pages_that_show_a_record_are_written_when_it_changes(project):
    site = project / "site"
    before = {path: path.stat().st_mtime_ns for path in site.rglob("*.html")}
    write_record(project, "suppliers/vacuum-chambers", RECORDS["suppliers/vacuum-chambers"].replace("Metal chambers", "Steel chambers"))
    assert run_ipt(project, "build").returncode == 0
    changed = {path.parent.relative_to(site).as_posix() for path in site.rglob("*.html") if path.stat().st_mtime_ns != before[path]}
    terms = {"suppliers/kind/supply", "suppliers/family/vacuum"}
    owner = "department/procurement-and-industrial-services"
    shown = {"suppliers", "suppliers/all", "suppliers/vacuum", "suppliers/vacuum-chambers", owner, *terms}
    assert changed == shown | {f"fr/{path}" for path in shown}


def test_the_engine_does_not_run_again_for_a_changed_record(project):
    kept = list((project / ".build" / "engine").iterdir())
    stamps = [path.stat().st_mtime_ns for path in kept]
    write_record(project, "suppliers/vacuum", RECORDS["suppliers/vacuum"].replace("Everything", "All"))
    assert run_ipt(project, "build").returncode == 0
    assert [path.stat().st_mtime_ns for path in kept] == stamps


def test_the_page_of_a_deleted_record_goes(project):
    (project / "catalogue/technologies/delta-gone.yaml").unlink()
    assert run_ipt(project, "build").returncode == 0
    assert not (project / "site/technologies/delta-gone").exists()


# --- When something is wrong ----------------------------------------------------------------------


def assert_site_stays(project, *arguments):
    before = read_tree(project / "site")
    done = run_ipt(project, "build", *arguments)
    assert read_tree(project / "site") == before
    return done


def test_a_problem_in_a_record_leaves_the_last_site(project):
    write_record(project, "technologies/beta-code", "name: 1\n")
    done = assert_site_stays(project)
    assert done.returncode == 1
    assert "catalogue/technologies/beta-code.yaml:1:7: error[wrong-type]: name must be a map of keys, not 1" in done.stdout


def test_an_engine_that_is_no_longer_needed_leaves_nothing_behind(project):
    write_record(project, "technologies/beta-code", "name: 1\n")
    (project / "docs/en/about/index.md").write_text("# About\n", "utf-8")
    assert_site_stays(project)
    assert [path.name for path in project.glob(".mkdocs*")] == []
    assert [path.name for path in (project / ".build/engine").glob("*.partial")] == []


def test_a_broken_link_leaves_the_last_site(project):
    with (project / "docs/en/index.md").open("a", encoding="utf-8") as file:
        file.write('\n<a href="technologies/nowhere/">nowhere</a> <a href="technologies/alpha-chip/#nothing">nothing</a>\n')
    done = assert_site_stays(project)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "index.html: error[broken-link]: the link to /technologies/alpha-chip/index.html#nothing leads nowhere",
        "index.html: error[broken-link]: the link to /technologies/nowhere/index.html leads nowhere",
    ]


def test_a_broken_link_in_markdown_leaves_the_last_site(project):
    with (project / "docs/fr/index.md").open("a", encoding="utf-8") as file:
        file.write("\n[rien](rien.md)\n")
    done = assert_site_stays(project)
    assert done.returncode == 2
    assert "rien.md" in done.stderr


def test_an_unknown_view_leaves_the_last_site(project):
    with (project / "docs/en/index.md").open("a", encoding="utf-8") as file:
        file.write('\n<div data-view="weather"></div>\n')
    done = assert_site_stays(project)
    assert done.returncode == 2
    assert "index.html: no view is called 'weather'; known: home, discovery" in done.stderr


def test_a_worked_example_shows_the_address_of_the_site_and_is_made_anew_when_it_changes(project):
    (project / "docs" / "examples").mkdir()
    example = project / "docs" / "examples" / "ask.sh"
    example.write_text("curl https://site.example/one\n", "utf-8")
    write_page(project / "docs" / "en" / "about" / "index.md", '<div data-view="example" data-name="ask"></div>\n')
    assert run_ipt(project, "build").returncode == 0
    assert "https://ipt.example/one" in page(project, "about")
    example.write_text("curl https://site.example/other\n", "utf-8")
    assert run_ipt(project, "build").returncode == 0
    assert "https://ipt.example/other" in page(project, "about")
    example.unlink()
    done = run_ipt(project, "build")
    assert (done.returncode, "about/index.html: the view 'example' knows nothing of 'ask'" in done.stderr) == (2, True)


def test_a_frame_without_its_slots_leaves_the_last_site(project):
    (project / "docs/en/technologies/all.md").write_text("# A–Z\n", "utf-8")
    done = assert_site_stays(project)
    assert done.returncode == 2
    assert "the frame technologies/all/ has no slot" in done.stderr


def test_two_pages_with_one_address_leave_the_last_site(project):
    write_record(
        project,
        "units/history",
        RECORDS["technologies/beta-code"].split("kind:")[0]
        + "kind: section\nparent: ipt\nas_of: '2020'\n"
        + "summary:\n  en: A unit.\nsources:\n  - url: https://kt.cern/\n    supports: it\nreviewed: 2026-11-20\n",
    )
    (project / "docs/en/department/history.md").write_text("# History\n", "utf-8")
    configuration = project / "mkdocs.yml"
    listed = configuration.read_text("utf-8").replace("  - About:", "  - department/history.md\n  - About:")
    configuration.write_text(listed, "utf-8")
    done = assert_site_stays(project)
    assert done.returncode == 2
    assert "two pages have the address /department/history/" in done.stderr


def test_a_killed_build_leaves_the_last_site(project):
    pages = {path for path in read_tree(project / "site") if path.endswith(".html")}
    write_record(project, "technologies/beta-code", RECORDS["technologies/beta-code"].replace("A program", "The program"))
    command = [sys.executable, "-m", "generator", "--root", str(project), "build"]
    for delay in (0.3, 0.6, 0.9, 1.2):
        process = subprocess.Popen(command, cwd=REPOSITORY, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        process.wait()
        html = page(project, "technologies/beta-code")
        assert {path for path in read_tree(project / "site") if path.endswith(".html")} == pages
        assert "A program" in html or "The program" in html
    assert run_ipt(project, "build").returncode == 0
    assert "The program" in page(project, "technologies/beta-code")


def test_the_project_itself_is_never_replaced_by_its_site(project):
    done = run_ipt(project, "build", "--site-dir", str(project))
    assert (done.returncode, "holds something else than a site" in done.stderr) == (2, True)
    assert run_ipt(project, "build", "--site-dir", str(project / "catalogue")).returncode == 2
    assert (project / "catalogue" / "technologies").is_dir()


def test_what_a_record_holds_is_never_taken_for_a_slot_or_a_template(project):
    text = RECORDS["technologies/beta-code"].replace("A program that", "A [[[body]]] {{ 7 * 7 }} slot:body program that")
    write_record(project, "technologies/beta-code", text)
    assert run_ipt(project, "build").returncode == 0
    html = page(project, "technologies/beta-code")
    assert html.count("A [[[body]]] {{ 7 * 7 }} slot:body program that simulates detectors.") >= 2


# --- Engines --------------------------------------------------------------------------------------


@pytest.mark.parametrize("engine", ["properdocs", "zensical"])
def test_every_engine_builds_the_site(built_project, tmp_path, engine):
    project = make_project(tmp_path / "project")
    done = run_ipt(project, "build", "--engine", engine)
    assert done.returncode == 0, done.stdout + done.stderr
    own = {path for path in read_tree(built_project / "site") if path.endswith(".html")}
    assert {path for path in read_tree(project / "site") if path.endswith(".html")} == own
    for path in ("technologies/alpha-chip", "fr/eu-projects/big-science"):
        assert body_of(page(project, path)) == body_of(page(built_project, path))


def body_of(html):
    return re.search(r'<div class="ipt-record".*<section class="ipt-section ipt-evidence".*?</section>', html, re.DOTALL)[0]


def test_prose_writers_can_use_mkdocs_alone(tmp_path):
    project = make_project(tmp_path / "project")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", str(tmp_path / "alone")]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "alone/technologies/all/index.html").read_text("utf-8")
    assert "<code>make site</code> puts the list of all records here" in html


def test_a_site_can_go_elsewhere(project, tmp_path):
    shutil.rmtree(project / "site")
    assert run_ipt(project, "build", "--site-dir", str(tmp_path / "public")).returncode == 0
    assert (tmp_path / "public/technologies/alpha-chip/index.html").is_file()
    assert not (project / "site").exists()


def test_no_page_takes_the_address_of_data(project):
    page = project / "docs" / "en" / "SHA256SUMS"
    page.write_text("mine", "utf-8")
    done = run_ipt(project, "build")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (2, "ipt: a page and data for programs have the address /SHA256SUMS")
    assert (project / "site" / "SHA256SUMS").read_text("utf-8") != "mine"

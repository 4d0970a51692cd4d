"""Addresses of the repository: none by default, and whatever a name holds stays inside its parameter."""

from urllib.parse import parse_qs, urlsplit

import pytest

from generator.i18n import LANGUAGES, Localized, make_language
from generator.publication import Publication
from generator.reading import ProjectError, read_phrases, read_repo_url, read_site_url
from tests.support.sites import REPOSITORY

FILE = "catalogue/technologies/white-rabbit.yaml"
PAGE = "technologies/white-rabbit/"


def offer(publication, code="en", name="White Rabbit"):
    return publication.offer_changes(FILE, PAGE, name=Localized(name), language=make_language(code, read_phrases(code)))


def test_without_a_repository_nothing_can_be_changed():
    publication = Publication("https://ipt.example/")
    assert offer(publication) is None
    assert publication.edit_address("docs/en/index.md") == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_with_a_repository_a_record_can_be_edited_and_an_error_reported(code):
    changes = offer(Publication("https://ipt.example/", "https://github.com/owner/name"), code, 'A&B="#?</a>')
    assert changes.edit == f"https://github.com/owner/name/edit/main/{FILE}"
    address = urlsplit(changes.report)
    assert (address.netloc, address.path, address.fragment) == ("github.com", "/owner/name/issues/new", "")
    query = parse_qs(address.query)
    assert query["title"][0].endswith('A&B="#?</a>')
    assert FILE in query["body"][0]
    assert PAGE in query["body"][0]


def test_the_setting_is_empty_by_default():
    assert read_repo_url(REPOSITORY) == ""
    assert read_site_url(REPOSITORY)


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("repo_url: https://github.com/owner/name", "https://github.com/owner/name"),
        ('repo_url: "https://github.com/owner/name" # ours', "https://github.com/owner/name"),
        ('repo_url: ""', ""),
        ("repo_url:", ""),
        ("use_directory_urls: true", ""),
    ],
)
def test_the_setting_is_read_from_the_configuration(tmp_path, line, url):
    (tmp_path / "mkdocs.base.yml").write_text(f"# repo_url: https://example.org/no/no\n{line}\nx: y\n", "utf-8")
    assert read_repo_url(tmp_path) == url


def test_a_project_without_that_file_has_no_repository(tmp_path):
    assert read_repo_url(tmp_path) == ""


@pytest.mark.parametrize(
    "url", ["http://github.com/a/b", "https://github.com/a/b/", "https://github.com", "github.com/a/b", "https://a b/c"]
)
def test_an_address_that_cannot_work_stops_the_build(tmp_path, url):
    (tmp_path / "mkdocs.base.yml").write_text(f"repo_url: {url}\n", "utf-8")
    with pytest.raises(ProjectError, match="repo_url"):
        read_repo_url(tmp_path)

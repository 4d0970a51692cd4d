"""What machines read: addresses, sitemap, robots."""

from xml.etree import ElementTree as ET

from generator.sitemap import Entry, address_of, write_robots, write_sitemap

SITE = "https://ipt.example/a&b/"


def test_the_first_language_has_no_folder_of_its_own():
    assert address_of(SITE, "en", "x/") == "https://ipt.example/a&b/x/"
    assert address_of(SITE, "fr", "x/") == "https://ipt.example/a&b/fr/x/"


def test_the_sitemap_is_well_formed_and_ties_languages_together():
    root = ET.fromstring(write_sitemap(SITE, [Entry("", None), Entry("x/", "2026-11-22")]))
    assert [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")] == [
        "https://ipt.example/a&b/",
        "https://ipt.example/a&b/fr/",
        "https://ipt.example/a&b/x/",
        "https://ipt.example/a&b/fr/x/",
    ]
    links = [(link.get("hreflang"), link.get("href")) for link in root.iter("{http://www.w3.org/1999/xhtml}link")]
    assert links[-2:] == [("en", "https://ipt.example/a&b/x/"), ("fr", "https://ipt.example/a&b/fr/x/")]
    assert [element.text for element in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}lastmod")] == ["2026-11-22"] * 2


def test_robots_are_told_where_the_sitemap_is():
    assert write_robots(SITE).decode().endswith("Sitemap: https://ipt.example/a&b/sitemap.xml\n")

"""Graphs: one node an IRI, none blank, every address an IRI."""

import pytest

from generator.open_data.graph import Graph, make_context, write_iri


def collect(*nodes):
    graph = Graph()
    for node in nodes:
        graph.add(node)
    return list(graph.nodes.values())


def test_a_node_inside_another_is_named_by_its_place():
    amount = {"@type": "MonetaryAmount", "value": 5}
    made = collect({"@id": "https://x/#a", "@type": "A", "funding": {"@type": "Grant", "amount": amount}, "items": [{"@type": "B"}]})
    assert made == [
        {
            "@id": "https://x/#a",
            "@type": ["A"],
            "funding": {"@id": "https://x/#a-funding"},
            "items": [{"@id": "https://x/#a-items-1"}],
        },
        {"@id": "https://x/#a-funding", "@type": ["Grant"], "amount": {"@id": "https://x/#a-funding-amount"}},
        {"@id": "https://x/#a-funding-amount", "@type": ["MonetaryAmount"], "value": 5},
        {"@id": "https://x/#a-items-1", "@type": ["B"]},
    ]


def test_what_is_said_of_a_node_in_two_places_comes_together():
    made = collect(
        {"@id": "https://x/", "@type": "A", "name": {"en": "x"}},
        {"@id": "https://y/", "@type": "C", "dct:hasPart": {"@id": "https://x/", "@type": ["B", "A"], "termCode": "1"}},
    )
    assert made[0] == {"@id": "https://x/", "@type": ["A", "B"], "name": {"en": "x"}, "termCode": "1"}
    assert made[1]["dct:hasPart"] == {"@id": "https://x/"}


@pytest.mark.parametrize(
    ("text", "kept"),
    [({"en": "a", "fr": None}, {"en": "a"}), ({"fr": ["b"]}, {"fr": ["b"]}), ({"en": ["a"], "fr": ["b"]}, {"en": ["a"], "fr": ["b"]})],
)
def test_a_text_stays_a_text_in_whichever_languages_it_is(text, kept):
    (node,) = collect({"@id": "https://x/", "name": text})
    assert node["name"] == kept


def test_nothing_is_said_where_nothing_is_stated():
    assert collect({"@id": "https://x/", "@type": "A", "name": None}) == [{"@id": "https://x/", "@type": ["A"]}]


def test_whole_amounts_are_whole_numbers_whoever_reads_them():
    (node,) = collect({"@id": "https://x/", "value": 5000000.0})
    assert isinstance(node["value"], int)


@pytest.mark.parametrize(
    ("address", "iri"),
    [
        ("https://kt.cern/a-b_c.d/~e/?f=g&h=(i)%20#j/k", "https://kt.cern/a-b_c.d/~e/?f=g&h=(i)%20#j/k"),
        ("https://kt.cern/é", "https://kt.cern/%C3%A9"),
        ("https://kt.cern/a[1]", "https://kt.cern/a%5B1%5D"),
        ("https://kt.cern/100%", "https://kt.cern/100%25"),
        ("https://kt.cern/a%zz%41", "https://kt.cern/a%25zz%41"),
        ("https://kt.cern/#a#b", "https://kt.cern/#a%23b"),
        ('https://kt.cern/\ue000|^`{}<>"\\ \n', "https://kt.cern/%EE%80%80%7C%5E%60%7B%7D%3C%3E%22%5C%20%0A"),
        ("mailto:a.b@cern.ch", "mailto:a.b@cern.ch"),
    ],
)
def test_an_address_becomes_an_iri_that_leads_to_the_same_place(address, iri):
    assert write_iri(address) == iri
    assert write_iri(iri) == iri


def test_addresses_are_written_as_iris_and_texts_are_not():
    (node,) = collect({"@id": "https://x/", "sameAs": ["https://y/ a"], "identifier": "https://y/ a", "url": {"en": "https://z/"}})
    assert node["sameAs"] == ["https://y/%20a"]
    assert node["identifier"] == "https://y/ a"


def test_the_context_asks_nothing_of_other_hosts():
    context = make_context({"own": "https://x/schema#"}, ["own:kind"])
    assert all(isinstance(value, str) or "@import" not in value for value in context.values())
    assert context["own:kind"] == {"@type": "@id"}
    assert context["own"] == "https://x/schema#"

"""Vocabularies as SKOS."""

from generator.model import Term, Vocabulary
from generator.open_data.concepts import describe_concepts, name_concept

SITE = "https://ipt.example/"


def make_term(id_, *, deprecated=False, forms=None, definition=None):
    return Term(id_, {"en": f"{id_}!", "fr": f"{id_} !"}, definition, forms or {}, None, deprecated)


def describe(*terms):
    vocabulary = Vocabulary("kinds", {"en": "Kinds", "fr": "Natures"}, None, {term.id: term for term in terms})
    return list(describe_concepts(vocabulary, site_url=SITE))


def test_a_vocabulary_is_a_scheme_of_its_terms_in_their_order():
    scheme, *concepts = describe(make_term("b"), make_term("a"))
    assert scheme["@id"] == "https://ipt.example/api/v1/vocabularies/kinds.json"
    assert scheme["skos:hasTopConcept"] == [concept["@id"] for concept in concepts]
    assert [concept["skos:notation"] for concept in concepts] == ["b", "a"]
    assert all(concept["skos:inScheme"] == concept["skos:topConceptOf"] == scheme["@id"] for concept in concepts)


def test_a_concept_has_its_names_its_meaning_and_its_other_forms():
    _, concept = describe(make_term("a", forms={"fr": ("aa",)}, definition={"en": "First.", "fr": "Premier."}))
    assert concept["skos:prefLabel"] == {"en": "a!", "fr": "a !"}
    assert concept["skos:definition"] == {"en": "First.", "fr": "Premier."}
    assert concept["skos:altLabel"] == {"fr": ["aa"]}


def test_only_a_deprecated_term_says_that_it_is():
    _, old, new = describe(make_term("a", deprecated=True), make_term("b"))
    assert old["owl:deprecated"] is True
    assert new["owl:deprecated"] is None


def test_an_id_with_odd_signs_stays_one_fragment():
    assert name_concept(SITE, "kinds", "c#/ é+") == "https://ipt.example/api/v1/vocabularies/kinds.json#c%23/%20%C3%A9%2B"

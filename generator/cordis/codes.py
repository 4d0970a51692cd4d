"""Translate the codes of CORDIS into the terms of the vocabularies, and its countries into ISO 3166-1."""

from __future__ import annotations

import re

CERN = "999988133"
"""Code (PIC) of CERN as an organisation."""
CERN_NAME = "CERN"
"""What the catalogue calls it; CORDIS writes its name out."""

_PROGRAMMES = {"HORIZON": "HorizonEurope", "HE": "HorizonEurope", "H2020": "H2020", "FP7": "FP7"}
_ROLES = {
    "coordinator": "coordinator",
    "participant": "participant",
    "partner": "participant",
    "beneficiary": "participant",
    "hostinstitution": "host",
    "thirdparty": "third-party",
    "associatedpartner": "associated-partner",
}
_COUNTRIES = {"EL": "GR", "UK": "GB"}
_SCHEMES = (
    (r"ERC.*\bPOC|ERC-POC", "ERC-POC"),
    (r"ERC.*\bSYG", "ERC-SYG"),
    (r"ERC.*\b(STG|SG)\b", "ERC-STG"),
    (r"ERC.*\b(COG|CG)\b", "ERC-COG"),
    (r"ERC.*\b(ADG|AG)\b", "ERC-ADG"),
    (r"EIC.*PATHFINDER", "EIC-PATHFINDER"),
    (r"EIC.*TRANSITION", "EIC-TRANSITION"),
    (r"EIC.*ACCELERATOR", "EIC-ACCELERATOR"),
    (r"^\S*MSCA-DN", "MSCA-DN"),
    (r"^\S*MSCA-PF", "MSCA-PF"),
    (r"^\S*MSCA-SE", "MSCA-SE"),
    (r"^\S*MSCA-COFUND", "MSCA-COFUND"),
    (r"^\S*MSCA-ITN", "MSCA-ITN"),
    (r"^\S*MSCA-RISE", "MSCA-RISE"),
    (r"^\S*MSCA-IF", "MSCA-IF"),
    (r"^MC-(ITN|COFUND|IEF|IAPP|CIG)\b", r"MC-\1"),
    (r"^MC-", "MC"),
    (r"^CP-CSA", "CP-CSA"),
    (r"^CP\b", "CP"),
    (r"^CSA-(CA|SA)\b", "CSA"),
    (r"^NOE\b", "NOE"),
    (r"^(\S+-)?PCP\b", "PCP"),
    (r"^(\S+-)?(RIA|IA|CSA)( |$)", r"\2"),
)
"""Patterns for a funding scheme and, after a space, the topic, with the term of eu-actions that the first that is found means.

The schemes of the ERC and the EIC in Horizon Europe leave to the topic which grant it is.
"""


def find_programme(programme: str, legal_basis: str) -> str | None:
    """Find the term of eu-programmes from the column of that name or, in exports that lack it, from the legal basis."""
    word = re.match(r"[A-Z0-9]+", (programme or legal_basis).upper())
    return _PROGRAMMES.get(word[0]) if word else None


def find_action(scheme: str, topic: str) -> str | None:
    """Find the term of eu-actions for a funding scheme."""
    text = f"{scheme} {topic}".upper()
    matches = ((match, term) for pattern, term in _SCHEMES if (match := re.search(pattern, text)))
    found = next(matches, None) if scheme else None
    return found[0].expand(found[1]) if found else None


def find_role(role: str) -> str | None:
    """Find the term of cern-roles for the role of an organisation."""
    return _ROLES.get(re.sub(r"[^a-z]", "", role.casefold()))


def find_country(code: str) -> str | None:
    """Return the code of ISO 3166-1 for that of CORDIS; two that differ (``ES;FR``) say nothing."""
    codes = {_COUNTRIES.get(one, one) for one in re.split(r"[^A-Z]+", code.upper()) if one}
    return codes.pop() if len(codes) == 1 else None

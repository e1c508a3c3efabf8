"""What is said about an import: reasons why something is not kept, states of links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from coopgraph.messages import Message, message

__all__ = ["LINK_STATES", "REASONS", "UNRESOLVED"]

#: Why a record, a row or a link was not kept, by the word that importers give.
REASONS: Final[Mapping[str, Message]] = {
    "withdrawn-successor": message(
        "withdrawn records; names and number went to the record that follows"
    ),
    "withdrawn-no-successor": message("withdrawn records without a record that follows"),
    "withdrawn-several-successors": message("withdrawn records that several records follow"),
    "inactive-successor": message(
        "bodies that are no more; their names are former names of the body that follows"
    ),
    "inactive-known": message("bodies that are no more, which the landscape describes itself"),
    "inactive-no-successor": message("bodies that are no more, without a body that follows"),
    "inactive-several-successors": message("bodies that are no more, which several bodies follow"),
    "no-name": message("records without a name"),
    "long-name": message("records whose name has more than 2000 characters"),
    "formula-name": message("records with a formula or an error of a spreadsheet for a name"),
    "damaged-name": message("records whose name lost characters, or was read in a wrong encoding"),
    "no-number": message("records without a number"),
    "malformed-number": message("records whose number is malformed"),
    "malformed-identifier": message("identifiers that are malformed"),
    "relation-to-itself": message("relations of a body to itself"),
    "twice": message("records that stand twice; the first one counts"),
    "older-row": message(
        "records of bodies that a newer file describes; former names and numbers were kept"
    ),
    "misaligned-names": message("lists whose names do not come out even; names were left out"),
    "misaligned-numbers": message(
        "lists with fewer or more numbers of bodies (UAI, SIRET) than bodies; left out"
    ),
    "misaligned-codes": message(
        "lists with fewer or more numbers of the unit than bodies; left out"
    ),
    "misaligned-roles": message("lists without a role for each body; the bodies were left out"),
    "year-out-of-range": message("years before 1000 or after 2100; left blank"),
    "no-date": message("days that are none; left blank"),
    "unknown-country": message("codes of countries that are unknown; left blank"),
    "other-country": message("bodies of countries that were not asked for"),
    "unknown-project": message("participations in projects that were not read"),
    "unknown-end": message("participations that say neither that they ended early nor the reverse"),
    "unknown-role": message("bodies in a role that is unknown"),
    "nameless-body": message("bodies with neither number nor name"),
    "shared-former-code": message(
        "former codes that several institutions give, or that one still has; they lead nowhere"
    ),
    "no-legal-entity": message("sites without a number of their legal entity"),
    "no-hospital": message("legal entities that run no hospital"),
    "several-sirens": message("sites of a legal entity under several SIREN; its number names it"),
    "no-research-body": message("items that are neither bodies nor structures"),
    "not-checked": message("records that a depositor typed and nobody checked"),
    "old-without-end": message("records that are no more, without a last year"),
    "unknown-kind": message("records of a kind that is unknown"),
    "unknown-confidence": message("rows whose confidence is none of high, medium, low"),
    "uneven-row": message("rows with more or fewer cells than the header (cells/columns)"),
    "unsound-line": message(
        "lines of rows with a stray quote or too many or too few cells; left out"
    ),
    "no-number-cell": message("cells that should hold a number; left blank"),
    "no-whole-number": message("cells that should hold a whole number; left blank"),
    "unknown-word": message("words that the mapping does not explain; left blank"),
    "impossible-link": message("links that the tables have no place for, by what they link"),
    "person": message("persons, who are never read"),
    "unlinked": message("nodes of links that do not lead to two things that were read"),
    "unknown-class": message("things of classes that the mapping does not name"),
    "no-year": message("works without a year of publication between 1000 and 2100"),
    "no-publication": message(
        "works that are no article, review, letter, book, chapter or proceedings"
    ),
    "retracted": message("works that were retracted"),
    "one-body": message("works of fewer than two of the institutions asked for; they have no pair"),
    "too-many-bodies": message(
        "works of more than 100 institutions; they say nothing about two of them"
    ),
    "authors-cut": message(
        "works whose list of authors is cut; counted for the institutions that are there"
    ),
    "misaligned-pairs": message(
        "lists with more or fewer pairs than they say; what is there counts"
    ),
    "ambiguous-name": message("partners by a name that several institutions have; not joined"),
    "unknown-name": message("partners by a name that no institution of the files has; not joined"),
    "no-count": message("pairs without a whole number of publications"),
    "counted-otherwise": message("pairs that stand twice with two numbers; the first one counts"),
    "one-number": message("rows with a single number, which say nothing"),
}
#: What leads nowhere, by the word that importers give.
UNRESOLVED: Final[Mapping[str, Message]] = {
    "predecessor": message("structures of former times that the file does not hold"),
    "organisation": message("organisations without a name; known by their number"),
    "organisation-name": message("partners that tables only name"),
    "parent": message("parent institutions whose code is malformed"),
    "thing": message("things that others refer to and the files do not describe"),
    "item": message("items that others refer to and the file does not hold"),
    "coordinator": message(
        "projects whose coordinator’s name is that of none or several of their participants"
    ),
    "project": message("projects without a grant or a record; known by their acronym or number"),
}
#: What became of a link between two keys.
LINK_STATES: Final[Mapping[str, Message]] = {
    "joined": message("identities found by a shared identifier or a decision"),
    "ambiguous": message("identifiers that several bodies of one register bear; not joined"),
    "two-ror": message(
        "identities refused or numbers in doubt: one body has, or would have, two ROR ids"
    ),
    "two-rnsr": message(
        "identities refused or numbers in doubt: one structure has, or would have, two RNSR numbers"
    ),
    "two-geonames": message("identities refused: one city would be two"),
    "two-ids": message("identities refused: two bodies of the landscape would be one"),
    "two-wikidata": message(
        "likely identities refused: the two bodies have different items of Wikidata"
    ),
    "structure-and-body": message(
        "likely identities, for you to decide: a structure and a body that may be one"
    ),
    "city-differs": message(
        "likely identities, for you to decide: two bodies of one name and country, in two cities"
    ),
    "country-unknown": message(
        "likely identities, for you to decide: two bodies of one name, the country of one unknown"
    ),
    "decided-different": message("identities refused by decision"),
}

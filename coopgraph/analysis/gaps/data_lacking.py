"""Data gaps of what things lack: identifiers, places, partners, a register of these days."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator

from coopgraph.analysis.gaps.concern import Concern
from coopgraph.analysis.gaps.data_record import data_record, lacking_record
from coopgraph.analysis.gaps.dates import add_years
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Gap,
)
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import counted
from coopgraph.namespaces import local_name

__all__ = ["STALE_YEARS", "find_lacks"]


#: Age beyond which a register is reported as stale.
STALE_YEARS = 3
#: Classes whose members should be known to at least one of the registers named.
_REGISTERS: dict[str, tuple[str, ...]] = {
    "HigherEducationInstitution": ("ror", "uai", "wikidata"),
    "ResearchOrganisation": ("ror", "siren", "wikidata"),
    "HealthcareOperator": ("ror", "finess", "wikidata"),
    "Company": ("ror", "siren", "wikidata"),
    "Foundation": ("ror", "siren", "wikidata"),
    "HealthAgency": ("ror", "siren", "wikidata"),
    "ResearchStructure": ("rnsr", "ror"),
}
_SITED = (
    "ProjectTeam",
    "ResearchStructure",
    "HospitalUniversityFederation",
    "IntegratedCancerSite",
)


def find_lacks(facts: Facts, as_of: datetime.date, concern: Concern) -> Iterator[Gap]:
    """Find things without identifier, place or partner, and registers of a time long past.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    concern
        Tells what concerns the focus.

    Yields
    ------
    Gap
        Data gaps, by kind of lack.
    """
    yield from _unidentified(facts, as_of, concern)
    yield from _unplaced(facts, as_of, concern)
    yield from _partnerless(facts, as_of, concern)
    yield from _stale(facts, as_of)


def _unidentified(facts: Facts, as_of: datetime.date, concern: Concern) -> Iterator[Gap]:
    for cls, registers in _REGISTERS.items():
        members = _members(facts, cls, concern)
        without = [
            iri for iri in members if facts.identified.get(iri, frozenset()).isdisjoint(registers)
        ]
        if without:
            yield lacking_record(
                facts,
                "data-identifier",
                cls,
                without,
                len(members),
                _without(registers),
                Bilingual("Les identifiants manquants", "The missing identifiers"),
                as_of,
            )


def _members(facts: Facts, cls: str, concern: Concern) -> list[str]:
    found = concern.beside(iri for iri, classes in facts.classes.items() if cls in classes)
    return sorted(found)


def _without(registers: tuple[str, ...]) -> Bilingual:
    *first, last = ("Wikidata" if name == "wikidata" else name.upper() for name in registers)
    return Bilingual(
        f"sans identifiant {', '.join(first)} ni {last}",
        f"without identifier in {', '.join(first)} or {last}",
    )


def _unplaced(facts: Facts, as_of: datetime.date, concern: Concern) -> Iterator[Gap]:
    for cls in _SITED:
        members = _members(facts, cls, concern)
        without = [iri for iri in members if not facts.seats.get(iri)]
        if without:
            yield lacking_record(
                facts,
                "data-place",
                cls,
                without,
                len(members),
                Bilingual("sans lieu", "without a place"),
                Bilingual("Les lieux manquants", "The missing places"),
                as_of,
            )


def _partnerless(facts: Facts, as_of: datetime.date, concern: Concern) -> Iterator[Gap]:
    agreements = [
        item
        for item in facts.instruments
        if item.kind == "agreement" and concern.shared((item.iri,))
    ]
    without = sorted(item.iri for item in agreements if len(item.parties) < 2)
    if without:
        yield lacking_record(
            facts,
            "data-party",
            "Agreement",
            without,
            len(agreements),
            Bilingual("sans partenaire nommé", "without a named partner"),
            Bilingual("Les noms des partenaires", "The names of the partners"),
            as_of,
        )


def _stale(facts: Facts, as_of: datetime.date) -> Iterator[Gap]:
    """Find registers that picture a time long past and still carry statements."""
    origins = [row.origin for row in facts.structures] + [row.origin for row in facts.ties]
    origins += [row.origin for row in facts.instruments]
    carried = Counter(origin.source for origin in origins if origin is not None)
    for iri, number in sorted(carried.items()):
        source = facts.sources.get(iri)
        if source is None or source.kind != "register" or source.attested is None:
            continue
        if add_years(source.attested.latest, STALE_YEARS) >= as_of:
            continue
        statements = counted(number, ("assertion", "assertions"), ("statement", "statements"))
        yield data_record(
            facts,
            "data-stale",
            local_name(iri),
            iri,
            Bilingual(source.title, source.title),
            decide().status,
            Bilingual(
                f"dernier état : {source.describes} ; {statements.fr} en dépendent",
                f"pictures {source.describes}; {statements.en} rest on it",
            ),
            Bilingual("", ""),
            Bilingual("Une édition plus récente", "A more recent edition"),
            float(number),
            as_of,
            (),
        )

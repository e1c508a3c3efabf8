"""A tiny landscape as rows: a focus, a university, a hospital, a region, two countries."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import (
    Facts,
    Instrument,
    ListStatement,
    Place,
    Priority,
    Structure,
    Tie,
)
from coopgraph.analysis.gaps.records import Gap

AS_OF = datetime.date(2024, 12, 31)

ANCESTORS = {
    "University": frozenset({"HigherEducationInstitution", "Organisation"}),
    "MixityConvention": frozenset({"Agreement"}),
    "FrameworkAgreement": frozenset({"Agreement"}),
    "Charter": frozenset({"Agreement"}),
    "RegionalFrameworkConvention": frozenset({"Agreement"}),
    "InternationalCooperationAgreement": frozenset({"Agreement"}),
    "InternationalAssociatedLaboratory": frozenset({"Collaboration"}),
    "UniversityHospital": frozenset({"HealthcareOperator", "Organisation"}),
}


def classes(**entities: str) -> dict[str, frozenset[str]]:
    """Return entities with their class and its ancestors."""
    return {iri: ANCESTORS.get(cls, frozenset()) | {cls} for iri, cls in entities.items()}


def year(value: int | None) -> DateRange | None:
    """Return the days of a year, or nothing."""
    return None if value is None else DateRange.year(value)


def agreement(iri: str, *parties: str, start: int | None = None, **rest: Any) -> Instrument:
    """Return an agreement of the focus."""
    end, term = rest.pop("end", None), rest.pop("term", None)
    period = rest.pop("period", Period(start=year(start), end=year(end), term_years=term))
    return Instrument(
        iri=iri, kind="agreement", parties=frozenset({"focus", *parties}), period=period, **rest
    )


def tiny() -> Facts:
    """Return the landscape: no instrument yet."""
    return Facts(
        focus="focus",
        classes=classes(
            focus="ResearchOrganisation",
            univ="University",
            chu="UniversityHospital",
            unit1="ResearchUnit",
            unit2="ResearchUnit",
            team="ResearchTeam",
            home="Country",
            region="Region",
            city="City",
            japan="Country",
            asia="WorldRegion",
        ),
        ancestors=ANCESTORS,
        places={
            "city": Place(iri="city", within=frozenset({"region"})),
            "region": Place(iri="region", within=frozenset({"home"})),
            "home": Place(iri="home"),
            "japan": Place(iri="japan", within=frozenset({"asia"})),
            "asia": Place(iri="asia"),
        },
        seats={name: frozenset({"city"}) for name in ("focus", "univ", "unit1", "unit2", "team")},
        broader={"cancer-du-sein": frozenset({"cancer"})},
        structures=(Structure(iri="unit1"), Structure(iri="unit2"), Structure(iri="team")),
        ties=(
            Tie(iri="t1", structure="unit1", body="univ", role="supervising-body"),
            Tie(iri="t2", structure="unit2", body="univ", role="participant"),
            Tie(iri="t3", structure="team", body="univ", role="supervising-body"),
            Tie(iri="t4", structure="unit2", body="chu", role="supervising-body"),
        ),
        priorities=(Priority(iri="p1", strategy="s", place="japan", theme="cancer"),),
    )


def speaking(facts: Facts) -> Facts:
    """Return the landscape with agreements of every kind with others: sources speak of them."""
    kinds = {
        "far-mixity": "MixityConvention",
        "far-frame": "FrameworkAgreement",
        "far-region": "RegionalFrameworkConvention",
        "far-abroad": "InternationalCooperationAgreement",
    }
    far = (agreement(iri, "elsewhere", start=2022, places=frozenset({"far"})) for iri in kinds)
    known = having(facts, *far, **kinds)
    return replace(known, places={**known.places, "far": Place(iri="far")})


def having(facts: Facts, *instruments: Instrument, **entities: str) -> Facts:
    """Return the landscape with instruments and the classes of new entities."""
    return replace(
        facts,
        instruments=facts.instruments + instruments,
        classes={**facts.classes, **classes(**entities)},
    )


def complete(iri: str, covers: str, **rest: Any) -> ListStatement:
    """Return a list that a source declares complete for 2024."""
    return ListStatement(
        iri=iri,
        subject="focus",
        covers=covers,
        completeness="complete",
        **{"about_year": 2024, **rest},
    )


def by_id(gaps: Any) -> dict[str, Gap]:
    """Return records by id; two records of one id fail."""
    found: dict[str, Gap] = {}
    for gap in gaps:
        assert gap.id not in found, gap.id
        found[gap.id] = gap
    return found

"""A landscape of two regions written by hand, and what a report on it is written from."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coopgraph.analysis.gaps.concentration import find_concentration_gaps
from coopgraph.analysis.gaps.conventions import find_convention_gaps
from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.dependence import find_dependence_gaps
from coopgraph.analysis.gaps.expiry import find_expiries
from coopgraph.analysis.gaps.facts import Facts, Place, Structure, Tie
from coopgraph.analysis.gaps.portfolio import instruments_by_country
from coopgraph.analysis.gaps.records import Bilingual, Gap, Language
from coopgraph.analysis.gaps.reliance import compare_years
from coopgraph.analysis.gaps.rows import Origin, Source
from coopgraph.outputs.report.blocks import Grid, Paragraph, Picture, Section, walk
from coopgraph.outputs.report.findings import Findings
from tests.gaps.rows import AS_OF, agreement, classes

#: A name that tries to be markup, a formula and mathematics.
HOSTILE = "=<b>$\\frac{1}{2}$</b>"
#: Structure to its town and its supervising bodies.
_UNITS = {
    "u1": ("rennes", ("univ",)),
    "u2": ("rennes", ("univ",)),
    "u3": ("cesson", ("univ", "org")),
    "u4": ("brest", ("other", "org")),
    "u5": ("corte", ("corsican",)),
}


def two_regions() -> Facts:
    """Return five structures in Brittany and Corsica; one university has a convention."""
    places = {
        "rennes": ("bretagne", 48.11, -1.67, ""),
        "cesson": ("bretagne", 48.12, -1.60, ""),
        "brest": ("bretagne", 48.39, -4.49, ""),
        "corte": ("corse", 42.31, 9.15, ""),
        "bretagne": ("france", None, None, "FR-BRE"),
        "corse": ("france", None, None, "FR-20R"),
        "france": ("", 48.85, 2.35, "FR"),
        "japan": ("", 35.69, 139.69, "JP"),
        "china": ("", 39.91, 116.40, "CN"),
    }
    seats = {
        **{unit: town for unit, (town, _) in _UNITS.items()},
        "focus": "rennes",
        "univ": "rennes",
        "other": "brest",
        "org": "rennes",
        "corsican": "corte",
    }
    return Facts(
        focus="focus",
        names={"univ": Bilingual(HOSTILE, HOSTILE), "japan": Bilingual("Japon", "Japan")},
        classes=classes(
            focus="ResearchOrganisation",
            univ="University",
            other="University",
            corsican="University",
            org="ResearchOrganisation",
            conv="MixityConvention",
            mou="InternationalCooperationAgreement",
            old="InternationalCooperationAgreement",
            bretagne="Region",
            corse="Region",
            france="Country",
            japan="Country",
            china="Country",
            **dict.fromkeys(_UNITS, "ResearchUnit"),
            **dict.fromkeys(("rennes", "cesson", "brest", "corte"), "City"),
        ),
        places={
            iri: Place(
                iri=iri,
                within=frozenset(filter(None, [within])),
                latitude=latitude,
                longitude=longitude,
                code=code,
            )
            for iri, (within, latitude, longitude, code) in places.items()
        },
        seats={name: frozenset({town}) for name, town in seats.items()},
        sources={"reg": Source(iri="reg", title="Register", attested=DateRange.year(2024))},
        structures=tuple(Structure(iri=unit, origin=Origin("reg", unit)) for unit in _UNITS),
        ties=tuple(
            Tie(
                iri=f"{unit}-{body}",
                structure=unit,
                body=body,
                role="supervising-body",
                origin=Origin("reg", unit),
            )
            for unit, (_, bodies) in _UNITS.items()
            for body in bodies
        ),
        instruments=(
            agreement("conv", "univ", start=2022, end=2026, origin=Origin("reg", "l. 3")),
            agreement("mou", "uni-tokyo", start=2023, end=2027, places=frozenset({"japan"})),
            agreement("old", "uni-beijing", start=2010, end=2012, places=frozenset({"china"})),
        ),
    )


def records(facts: Facts, as_of: datetime.date = AS_OF) -> list[Gap]:
    """Return the records of the types that the chapters tell."""
    return [
        *find_convention_gaps(facts, as_of=as_of),
        *find_dependence_gaps(facts, as_of=as_of),
        *find_concentration_gaps(facts, as_of=as_of),
        *find_expiries(facts, as_of=as_of, within_months=12),
    ]


def findings(
    facts: Facts | None = None, gaps: Sequence[Gap] | None = None, *, lang: Language = "en"
) -> Findings:
    """Return what a report on the landscape is written from."""
    facts = two_regions() if facts is None else facts
    return Findings(
        gaps=tuple(records(facts) if gaps is None else gaps),
        facts=facts,
        lang=lang,
        as_of=AS_OF,
        within_months=12,
        focus="Focus",
        title="By hand",
        types=("convention", "dependence", "concentration", "expiry"),
        reliance=compare_years(facts, AS_OF),
        abroad=instruments_by_country(facts, AS_OF),
    )


def dated(facts: Facts, structure: str, end: int) -> Facts:
    """Return the landscape with the end of a structure."""
    return replace(
        facts,
        structures=tuple(
            replace(one, end=DateRange.year(end)) if one.iri == structure else one
            for one in facts.structures
        ),
    )


def grids(section: Section) -> dict[str, Grid]:
    """Return the tables of a chapter by anchor."""
    return {grid.anchor: grid for grid in _blocks(section, Grid)}


def pictures(section: Section) -> dict[str, Picture]:
    """Return the figures of a chapter by anchor."""
    return {picture.anchor: picture for picture in _blocks(section, Picture)}


def texts(section: Section) -> str:
    """Return the paragraphs of a chapter as text."""
    return " ".join(
        "".join(span.text for span in block.line) for block in _blocks(section, Paragraph)
    )


def _blocks(section: Section, kind: type[Any]) -> list[Any]:
    return [
        block for _, part in walk([section]) for block in part.blocks if isinstance(block, kind)
    ]

"""Regions with structures: which have a convention, on a map of France with the sites."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.messages import message
from coopgraph.outputs.explorer.spacing import leaders
from coopgraph.outputs.geography import map_of
from coopgraph.outputs.report.blocks import Picture, Section
from coopgraph.outputs.report.figures.maps import Site, france_map
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.agreements import (
    FOUND,
    agreement_table,
    most_first,
    place_of,
    subject_name,
)
from coopgraph.outputs.report.values import semicolons

__all__ = ["regions_section"]


def regions_section(findings: Findings, regions: Sequence[Gap]) -> Section | None:
    """Write what is found for the regions.

    Parameters
    ----------
    findings
        Everything that was found.
    regions
        The records about regions.

    Returns
    -------
    Section or None
        None without records; without a map if that shows none of the regions.
    """
    if not regions:
        return None
    say = findings.say
    table = agreement_table(
        findings,
        "conventions-regions",
        say(message("Regional conventions")),
        say(message("region")),
        regions,
        len(regions),
    )
    picture = _map(findings, regions, table.anchor)
    return Section(
        "conventions-by-region",
        say(message("Regions")),
        (picture, table) if picture is not None else (table,),
    )


def _map(findings: Findings, regions: Sequence[Gap], table: str) -> Picture | None:
    """Return the map of France; None if it shows none of the regions."""
    named = _region_codes(findings, regions)
    if named.keys().isdisjoint(map_of("france").outlines):
        return None
    say = findings.say
    caption = message(
        "Regions by regional convention, sites by number of structures. A site is a city with "
        "those within 18 km. Outlines: Natural Earth, public domain."
    )
    sites = _sites(findings, regions)
    used = [status for status in Status if status in {gap.status for gap in regions}]
    plot = france_map(
        {code: gap.status.value for code, gap in named.items()},
        sites,
        legend={
            status.value: say(
                message(
                    "{found} ({n})",
                    found=FOUND[status],
                    n=sum(gap.status is status for gap in regions),
                )
            )
            for status in used
        },
        title=say(message("regional convention")),
        nothing=say(message("elsewhere") if findings.scope else message("no structure")),
        circles=say(message("structures of a site")),
        lang=findings.lang,
    )
    return Picture(
        "conventions-map",
        say(caption),
        _alternative(findings, regions, sites),
        plot,
        table=table,
    )


def _region_codes(findings: Findings, regions: Sequence[Gap]) -> dict[str, Gap]:
    places = findings.facts.places
    return {
        places[place].code: gap
        for gap in regions
        if (place := place_of(findings, gap)) in places and places[place].code
    }


def _sites(findings: Findings, regions: Sequence[Gap]) -> list[Site]:
    """Return the towns of the structures that the records count, suburbs counted with theirs."""
    facts = findings.facts
    known = {structure.iri for structure in facts.structures}
    counts: Counter[str] = Counter()
    for structure in sorted({item.subject for gap in regions for item in gap.evidence} & known):
        counts.update(
            place for place in sorted(facts.where(structure)) if facts.is_a(place, "City")
        )
    degrees = {}
    for town in sorted(counts):
        place = facts.places[town]
        if place.latitude is not None and place.longitude is not None:
            degrees[town] = (place.longitude, place.latitude)
    total: Counter[str] = Counter()
    for town, leader in leaders(degrees, counts).items():
        total[leader] += counts[town]
    sites = (
        Site(facts.name(town)[findings.lang], *degrees[town], number)
        for town, number in total.items()
    )
    return sorted(sites, key=lambda site: (-site.structures, site.name))


def _alternative(findings: Findings, regions: Sequence[Gap], sites: Sequence[Site]) -> str:
    """Say which regions are in which state, and where most structures stand."""
    states = []
    for status in Status:
        names = [subject_name(findings, gap) for gap in most_first(regions) if gap.status is status]
        if names:
            said = message("{found} ({names})", found=FOUND[status], names=", ".join(names))
            states.append(findings.say(said))
    text = message(
        "Map of France. Regional convention {states}. Sites with most structures: {sites}.",
        states=semicolons(states, findings.lang),
        sites=", ".join(f"{site.name} ({site.structures})" for site in sites[:5]),
    )
    return findings.say(text)

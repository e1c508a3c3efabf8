"""Who shares structures without an agreement in force: bodies, regions on a map, countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

from coopgraph.analysis.gaps.records import Certainty, Gap, Status
from coopgraph.analysis.gaps.wording import capital, day_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.explorer.spacing import leaders
from coopgraph.outputs.geography import map_of
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Item,
    Items,
    Paragraph,
    Picture,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.figures.maps import Site, france_map
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.abroad import abroad
from coopgraph.outputs.report.values import semicolons
from coopgraph.sources.locators import shown_locator

__all__ = ["conventions"]

_TYPE: Final = "convention"
_REGION: Final = "convention-region"
#: Statuses of a body or region without an agreement in force.
_WITHOUT: Final = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
#: Rows of the table of bodies, and names in a sentence.
_ROWS, _NAMED = 10, 3
_FOUND: Final = {
    Status.CONFIRMED: message("none, according to a list declared complete"),
    Status.LAPSED: message("ended, nothing later found in the graph"),
    Status.CANDIDATE: message("not found in the graph"),
    Status.UNDECIDABLE: message("known, but not dated"),
    Status.COVERED: message("in force"),
    Status.EXEMPT: message("under other instruments"),
}


def conventions(findings: Findings) -> Section:
    """Write the chapter on agreements with those who share structures.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
        With sections on regions and on countries abroad where records are about them.
    """
    say = findings.say
    found = findings.of_type(_TYPE)
    regions = [gap for gap in found if gap.rule == _REGION]
    bodies = [gap for gap in found if gap.rule != _REGION and gap.status is not Status.EXEMPT]
    exempt = sum(gap.rule != _REGION and gap.status is Status.EXEMPT for gap in found)
    sections = (_regions(findings, regions), abroad(findings))
    blocks: list[Block] = []
    if found:
        lead = _lead(findings, bodies, regions, exempt)
        lacking = [
            gap
            for own in (bodies, regions)
            for gap in _most_first([one for one in own if one.status in _WITHOUT])[:1]
        ]
        blocks.append(Paragraph(line(lead), findings.code(*lacking)))
    else:
        nothing = message("No record is about a body or a region that shares structures.")
        blocks.append(Paragraph(line(say(nothing))))
    if bodies:
        blocks += [_by_status(findings, bodies), _bodies_table(findings, bodies)]
        if (rest := len(bodies) - _ROWS) > 0:
            more = counted("{n} more body in the annex", "{n} more bodies in the annex", n=rest)
            blocks.append(Paragraph(line(Span(say(more), href="#annex-records"))))
    return Section(
        "conventions",
        say(message("Conventions")),
        tuple(blocks),
        tuple(section for section in sections if section is not None),
    )


def _lead(findings: Findings, bodies: Sequence[Gap], regions: Sequence[Gap], exempt: int) -> str:
    """Say how many of how many have no agreement in force, as far as there are any."""
    said: list[Message] = []
    if bodies:
        said.append(
            message(
                "On {day}, no agreement in force was found for {without} of {bodies}.",
                day=day_text(findings.as_of)[findings.lang],
                without=sum(gap.status in _WITHOUT for gap in bodies),
                bodies=counted(
                    "{n} body that shares structures",
                    "{n} bodies that share structures",
                    n=len(bodies),
                ),
            )
        )
    if exempt:
        said.append(
            counted(
                "{n} more body works under other instruments.",
                "{n} more bodies work under other instruments.",
                n=exempt,
            )
        )
    if regions:
        said.append(
            message(
                "No regional convention in force was found for {lacking} of {regions} with "
                "structures.",
                lacking=sum(gap.status in _WITHOUT for gap in regions),
                regions=counted("{n} region", "{n} regions", n=len(regions)),
            )
        )
    return " ".join(map(findings.say, said))


def _by_status(findings: Findings, gaps: Sequence[Gap]) -> Items:
    """Say for each status how many there are, and which have most structures."""
    items = []
    for status in Status:
        own = _most_first([gap for gap in gaps if gap.status is status])
        if not own:
            continue
        first = own[:_NAMED]
        names = ", ".join(f"{gap.subject_label[findings.lang]} ({gap.structures})" for gap in first)
        text = counted(
            "{found}: {n} body{sure}; number of structures: {names}.",
            "{found}: {n} bodies{sure}; most structures: {names}.",
            n=len(own),
            found=capital(findings.say(_FOUND[status])),
            sure=_certainty(findings, own),
            names=names,
        )
        items.append(Item(line(findings.say(text)), findings.code(*first)))
    return Items(tuple(items))


def _certainty(findings: Findings, gaps: Sequence[Gap]) -> str:
    """Say how many results hold for every date that sources allow; nothing if none has dates."""
    sure = sum(gap.dates.certainty is Certainty.CERTAIN for gap in gaps)
    possible = sum(gap.dates.certainty is Certainty.POSSIBLE for gap in gaps)
    if not sure + possible:
        return ""
    said = message("({sure} for certain, {possible} possibly)", sure=sure, possible=possible)
    return f" {findings.say(said)}"


def _most_first(gaps: Sequence[Gap]) -> list[Gap]:
    return sorted(gaps, key=lambda gap: (-(gap.structures or 0), gap.id))


def _bodies_table(findings: Findings, bodies: Sequence[Gap]) -> Grid:
    say = findings.say
    short = findings.facts.short(findings.facts.focus)[findings.lang]
    caption = message("Bodies that share structures with {focus}", focus=short)
    return _table(
        findings, "conventions-bodies", say(caption), say(message("partner")), bodies, _ROWS
    )


def _table(
    findings: Findings, anchor: str, caption: str, head: str, gaps: Sequence[Gap], limit: int
) -> Grid:
    say = findings.say
    columns = (
        Column(head, weight=3),
        Column(say(message("structures")), "number", weight=1.2),
        Column(say(message("what is found")), weight=3.5),
        Column(say(message("source")), weight=3.5),
        Column(say(message("code")), "records", weight=1),
    )
    rows = tuple(
        Row(
            (
                _name(findings, gap),
                gap.structures,
                _found(findings, gap),
                _source(findings, gap),
                None,
            ),
            records=findings.code(gap),
        )
        for gap in _most_first(gaps)[:limit]
    )
    return Grid(anchor, caption, columns, rows)


def _found(findings: Findings, gap: Gap) -> str:
    """Return the finding, marked where it holds for some of the dates that sources allow only."""
    text = capital(gap.finding[findings.lang])
    if gap.dates.certainty is not Certainty.POSSIBLE:
        return text
    return findings.say(message("{text} (possible, not certain)", text=text))


def _source(findings: Findings, gap: Gap) -> str:
    """Return the sources of the agreements found, or what was searched where none was."""
    lang = findings.lang
    cited = [item for item in gap.evidence if findings.facts.instrument(item.subject)]
    if cited:
        places = (
            ", ".join(
                filter(None, (item.source.rpartition("/")[2], shown_locator(item.locator, lang)))
            )
            for item in cited
        )
        return semicolons(dict.fromkeys(places), lang)
    searched = (
        counted(
            "{matches} of {n} agreement searched",
            "{matches} of {n} agreements searched",
            n=item.count,
            matches=item.matches,
        )
        for item in gap.searched
    )
    return semicolons(map(findings.say, searched), lang)


def _regions(findings: Findings, regions: Sequence[Gap]) -> Section | None:
    if not regions:
        return None
    say = findings.say
    table = _table(
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
        "Regions by regional convention, sites by number of structures. Towns near a larger one "
        "are counted with it. Outlines: Natural Earth, public domain."
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
                    found=_FOUND[status],
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


def _name(findings: Findings, gap: Gap) -> str:
    """Return the name of a body, or of the region itself where the subject is its authority."""
    if gap.rule != _REGION:
        return gap.subject_label[findings.lang]
    return findings.facts.name(_place(findings, gap))[findings.lang]


def _place(findings: Findings, gap: Gap) -> str:
    """Return the region that a record is about; its subject may be the authority."""
    return findings.facts.governed.get(gap.subject, gap.subject)


def _region_codes(findings: Findings, regions: Sequence[Gap]) -> dict[str, Gap]:
    places = findings.facts.places
    return {
        places[place].code: gap
        for gap in regions
        if (place := _place(findings, gap)) in places and places[place].code
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
        names = [_name(findings, gap) for gap in _most_first(regions) if gap.status is status]
        if names:
            said = message("{found} ({names})", found=_FOUND[status], names=", ".join(names))
            states.append(findings.say(said))
    text = message(
        "Map of France. Regional convention {states}. Sites with most structures: {sites}.",
        states=semicolons(states, findings.lang),
        sites=", ".join(f"{site.name} ({site.structures})" for site in sites[:5]),
    )
    return findings.say(text)

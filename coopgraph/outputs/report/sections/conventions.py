"""Who shares structures without an agreement in force: bodies, regions on a map, countries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from coopgraph.analysis.gaps.records import Certainty, Gap, Status
from coopgraph.analysis.gaps.wording import capital, day_text
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.report.blocks import (
    Block,
    Grid,
    Item,
    Items,
    Paragraph,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.abroad import abroad
from coopgraph.outputs.report.sections.agreements import (
    FOUND,
    REGION,
    agreement_table,
    most_first,
)
from coopgraph.outputs.report.sections.regions import regions_section

__all__ = ["conventions"]

_TYPE: Final = "convention"
#: Statuses of a body or region without an agreement in force.
_WITHOUT: Final = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
#: Rows of the table of bodies, and names in a sentence.
_ROWS, _NAMED = 10, 3


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
    regions = [gap for gap in found if gap.rule == REGION]
    bodies = [gap for gap in found if gap.rule != REGION and gap.status is not Status.EXEMPT]
    exempt = sum(gap.rule != REGION and gap.status is Status.EXEMPT for gap in found)
    sections = (regions_section(findings, regions), abroad(findings))
    blocks: list[Block] = []
    if found:
        lead = _lead(findings, bodies, regions, exempt)
        lacking = [
            gap
            for own in (bodies, regions)
            for gap in most_first([one for one in own if one.status in _WITHOUT])[:1]
        ]
        blocks.append(Paragraph(line(lead), findings.code(*lacking)))
    else:
        nothing = (
            message("No record is about a body or a region that shares structures.")
            if "convention" in findings.types
            else message("This report does not look at conventions.")
        )
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
    day = day_text(findings.as_of)[findings.lang]
    said: list[Message] = []
    if bodies:
        said.append(_bodies_lead(bodies, day))
    if exempt:
        said.append(
            counted(
                "{n} more body works under other instruments.",
                "{n} more bodies work under other instruments.",
                n=exempt,
            )
        )
    if regions:
        said.append(_regions_lead(regions))
    if _unclear((*bodies, *regions)):
        said.append(
            message(
                "What cannot be told: the agreement has no usable date, or the sources hold no "
                "agreement of the kind."
            )
        )
    return " ".join(map(findings.say, said))


def _unclear(gaps: Sequence[Gap]) -> int:
    return sum(gap.status is Status.UNDECIDABLE for gap in gaps)


def _bodies_lead(bodies: Sequence[Gap], day: str) -> Message:
    """Say of how many nothing can be told before how many of the others lack an agreement."""
    unclear, without = _unclear(bodies), sum(gap.status in _WITHOUT for gap in bodies)
    of = counted(
        "{n} body that shares structures", "{n} bodies that share structures", n=len(bodies)
    )
    if unclear == len(bodies):
        return counted(
            "{n} body shares structures; on {day}, it cannot be told whether an agreement with it "
            "is in force.",
            "{n} bodies share structures; on {day}, it cannot be told of any of them whether an "
            "agreement is in force.",
            n=len(bodies),
            day=day,
        )
    if unclear:
        return message(
            "On {day}, it cannot be told of {unclear} of {bodies} whether an agreement is in "
            "force; of the other {judged}, none in force was found for {without}.",
            day=day,
            unclear=unclear,
            bodies=of,
            judged=len(bodies) - unclear,
            without=without,
        )
    return message(
        "On {day}, no agreement in force was found for {without} of {bodies}.",
        day=day,
        without=without,
        bodies=of,
    )


def _regions_lead(regions: Sequence[Gap]) -> Message:
    unclear, lacking = _unclear(regions), sum(gap.status in _WITHOUT for gap in regions)
    of = counted("{n} region", "{n} regions", n=len(regions))
    if unclear == len(regions):
        return counted(
            "{n} region has structures; it cannot be told whether a regional convention is in "
            "force.",
            "{n} regions have structures; it cannot be told of any of them whether a regional "
            "convention is in force.",
            n=len(regions),
        )
    if unclear:
        return message(
            "It cannot be told of {unclear} of {regions} with structures whether a regional "
            "convention is in force; of the other {judged}, none in force was found for {lacking}.",
            unclear=unclear,
            regions=of,
            judged=len(regions) - unclear,
            lacking=lacking,
        )
    return message(
        "No regional convention in force was found for {lacking} of {regions} with structures.",
        lacking=lacking,
        regions=of,
    )


def _by_status(findings: Findings, gaps: Sequence[Gap]) -> Items:
    """Say for each status how many there are, and which have most structures."""
    items = []
    for status in Status:
        own = most_first([gap for gap in gaps if gap.status is status])
        if not own:
            continue
        first = own[:_NAMED]
        names = ", ".join(f"{gap.subject_label[findings.lang]} ({gap.structures})" for gap in first)
        text = counted(
            "{found}: {n} body{sure}; number of structures: {names}.",
            "{found}: {n} bodies{sure}; most structures: {names}.",
            n=len(own),
            found=capital(findings.say(FOUND[status])),
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


def _bodies_table(findings: Findings, bodies: Sequence[Gap]) -> Grid:
    say = findings.say
    short = findings.facts.short(findings.facts.focus)[findings.lang]
    caption = message("Bodies that share structures with {focus}", focus=short)
    return agreement_table(
        findings, "conventions-bodies", say(caption), say(message("partner")), bodies, _ROWS
    )

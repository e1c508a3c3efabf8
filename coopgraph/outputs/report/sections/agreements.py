"""Tables of agreements found and not found, for the chapters that tell of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from coopgraph.analysis.gaps.records import Certainty, Gap, Status
from coopgraph.analysis.gaps.wording import capital
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.report.blocks import Cell, Column, Grid, Row
from coopgraph.outputs.report.citing import source_names
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.values import semicolons

__all__ = [
    "FOUND",
    "REGION",
    "agreement_table",
    "most_first",
    "place_of",
    "subject_name",
    "with_nearest",
]

#: The rule of records about regions.
REGION: Final = "convention-region"
#: What is found, by status, in words that any noun can precede.
FOUND: Final[Mapping[Status, Message]] = {
    Status.CONFIRMED: message("none, according to a list declared complete"),
    Status.LAPSED: message("ended, nothing later found in the graph"),
    Status.CANDIDATE: message("not found in the graph"),
    Status.UNDECIDABLE: message("cannot be judged from the sources"),
    Status.COVERED: message("in force, or possibly so"),
    Status.EXEMPT: message("under other instruments"),
}

_ABSENT: Final = (Status.CONFIRMED, Status.CANDIDATE)


def most_first(gaps: Sequence[Gap]) -> list[Gap]:
    """Return records of conventions by their number of structures, most first."""
    return sorted(gaps, key=lambda gap: (-(gap.structures or 0), gap.id))


def agreement_table(
    findings: Findings, anchor: str, caption: str, head: str, gaps: Sequence[Gap], limit: int
) -> Grid:
    """Return a table of records of conventions, most structures first.

    Parameters
    ----------
    findings
        Everything that was found.
    anchor, caption, head
        Name and title of the table, heading of its first column.
    gaps
        The records.
    limit
        How many rows at most.

    Returns
    -------
    Grid
        Subject, number of structures, what is found, its source, code.
    """
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
                subject_name(findings, gap),
                gap.structures,
                _found(findings, gap),
                _source(findings, gap),
                None,
            ),
            records=findings.code(gap),
        )
        for gap in most_first(gaps)[:limit]
    )
    return Grid(anchor, caption, columns, rows)


def _found(findings: Findings, gap: Gap) -> str:
    """Return the finding, marked where it holds for some of the dates that sources allow only."""
    if gap.status in _ABSENT:
        return with_nearest(findings, gap, findings.say(FOUND[gap.status]))
    text = capital(gap.finding[findings.lang])
    if gap.dates.certainty is not Certainty.POSSIBLE:
        return text
    if gap.status is Status.COVERED:
        return findings.say(message("Possibly {text}", text=gap.finding[findings.lang]))
    return findings.say(message("{text} (possible, not certain)", text=text))


def with_nearest(findings: Findings, gap: Gap, text: str = "") -> str:
    """Return what is found, and for conventions that were not what comes nearest.

    Parameters
    ----------
    findings
        Everything that was found.
    gap
        A record.
    text
        What is found, if otherwise than in the finding of the record.

    Returns
    -------
    str
    """
    lang = findings.lang
    found = capital(text or gap.finding[lang])
    if gap.type != "convention" or gap.status not in _ABSENT or not gap.near_misses:
        return found
    near = gap.near_misses[0]
    said = message(
        "{found}; nearest: {near} ({reason})",
        found=found,
        near=near.label[lang],
        reason=near.reason[lang],
    )
    return findings.say(said)


def _source(findings: Findings, gap: Gap) -> Cell:
    """Return the sources of agreements and of their dates, or what was searched where none is."""
    cited = [item for item in gap.evidence if findings.facts.tells_of_instrument(item.subject)]
    if cited:
        return source_names(findings, cited, places=True)
    searched = (
        counted(
            "{matches} of {n} agreement searched",
            "{matches} of {n} agreements searched",
            n=item.count,
            matches=item.matches,
        )
        for item in gap.searched
    )
    return semicolons(map(findings.say, searched), findings.lang)


def subject_name(findings: Findings, gap: Gap) -> str:
    """Return the name of a body, or of the region itself where the subject is its authority."""
    if gap.rule != REGION:
        return gap.subject_label[findings.lang]
    return findings.facts.name(place_of(findings, gap))[findings.lang]


def place_of(findings: Findings, gap: Gap) -> str:
    """Return the region that a record is about; its subject may be the authority."""
    return findings.facts.governed.get(gap.subject, gap.subject)

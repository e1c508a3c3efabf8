"""The table of priorities that are open: what was found, what is nearest, where that stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from coopgraph.analysis.gaps.cells import Cell
from coopgraph.analysis.gaps.names import STATUS_NAMES
from coopgraph.analysis.gaps.records import Gap, Language, NearMiss, Status
from coopgraph.folding import folded
from coopgraph.messages import counted, message
from coopgraph.outputs.report.blocks import Cell as TableCell
from coopgraph.outputs.report.blocks import Column, Grid, Row
from coopgraph.outputs.report.citing import source_names
from coopgraph.outputs.report.findings import Findings

__all__ = ["OPEN_TABLE", "open_priorities"]

#: Anchor of the table.
OPEN_TABLE: Final = "priorities-open"
#: Most rows of the table.
_ROWS: Final = 12
_SETTLED: Final = (Status.COVERED, Status.EXEMPT)


def open_priorities(findings: Findings, cells: Sequence[Cell]) -> Grid:
    """Return the cells that are not covered, or cannot be judged, the worst first.

    Parameters
    ----------
    findings
        What was found.
    cells
        The cells that the strategies announce.

    Returns
    -------
    Grid
        Themes of one place that rest on the same thing stand in one row.
    """
    lang, say = findings.lang, findings.say
    groups: dict[tuple[object, ...], list[Cell]] = defaultdict(list)
    for cell in cells:
        if cell.gap.status in _SETTLED:
            continue
        near = _near_text(findings, cell.gap)
        about = (cell.gap.status.rank, folded(cell.place[lang]), cell.row, cell.strategy)
        groups[(*about, cell.gap.finding[lang], near)].append(cell)
    rows = [
        Row(
            (
                _name(own, lang),
                STATUS_NAMES[own[0].gap.status.value][lang],
                own[0].gap.finding[lang],
                _near_text(findings, own[0].gap),
                _sources(findings, own),
                None,
            ),
            records=findings.code(*(cell.gap for cell in own)),
        )
        for _, own in sorted(groups.items(), key=lambda entry: entry[0][:4])
    ]
    columns = (
        Column(say(message("priority")), weight=3),
        Column(say(message("state")), weight=1.8),
        Column(say(message("finding")), weight=4),
        Column(say(message("nearest")), weight=3),
        Column(say(message("sources")), weight=2.6),
        Column(say(message("code")), "records", weight=1.2),
    )
    n = sum(len(own) for own in groups.values())
    title = counted(
        "{n} priority that is not covered, or cannot be judged",
        "{n} priorities that are not covered, or cannot be judged",
        n=n,
    )
    notes = []
    if len(rows) > _ROWS:
        more = counted(
            "{n} more row in the annex.", "{n} more rows in the annex.", n=len(rows) - _ROWS
        )
        notes.append(say(more))
    return Grid(
        OPEN_TABLE,
        say(title),
        columns,
        tuple(rows[:_ROWS]),
        notes=tuple(notes),
        empty=say(message("Every priority has an instrument in force behind it.")),
    )


def _nearest(gap: Gap) -> NearMiss | None:
    """Return what is nearest beside what the state rests on."""
    deciding = {item.subject for item in gap.evidence}
    return next((miss for miss in gap.near_misses if miss.subject not in deciding), None)


def _near_text(findings: Findings, gap: Gap) -> str | None:
    near, lang = _nearest(gap), findings.lang
    if near is None:
        return None
    text = message("{label}: {reason}", label=near.label[lang], reason=near.reason[lang])
    return findings.say(text)


def _sources(findings: Findings, own: Sequence[Cell]) -> TableCell:
    """Name the sources of the priorities, of what was found and of what is nearest."""
    facts = findings.facts
    said = [item for cell in own for item in cell.gap.evidence]
    for cell in own:
        near = _nearest(cell.gap)
        thing = facts.instrument(near.subject) if near else None
        if near is not None and thing is not None:
            said.append(facts.evidence(near.label, near.subject, thing.origin))
    return source_names(findings, said, places=True)


def _name(own: Sequence[Cell], lang: Language) -> str:
    """Return the place and its themes."""
    place = own[0].place[lang]
    themes = ", ".join(cell.theme[lang] for cell in own if cell.theme)
    return f"{place} × {themes}" if themes else place

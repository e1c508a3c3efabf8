"""The matrix of priorities: which places and themes it shows, in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from coopgraph.analysis.gaps.cells import Cell
from coopgraph.analysis.gaps.names import STATUS_NAMES
from coopgraph.analysis.gaps.records import Certainty, Language, Status
from coopgraph.folding import folded
from coopgraph.messages import counted, message
from coopgraph.outputs.report.blocks import Picture
from coopgraph.outputs.report.figures.matrix import state_matrix
from coopgraph.outputs.report.findings import Findings

__all__ = ["matrix_picture"]

#: Most rows and columns: what fits half a page.
_PLACES, _THEMES = 20, 14


def matrix_picture(
    findings: Findings, cells: Sequence[Cell], *, strategies: Sequence[str], table: str
) -> Picture:
    """Return the matrix of the cells that some strategies announce.

    Parameters
    ----------
    findings
        What was found, for its language.
    cells
        The cells; those of one place and theme share a mark.
    strategies
        Titles of the strategies.
    table
        Anchor of the table that says the same; empty for none.

    Returns
    -------
    Picture
        Places with the worst states first; the column of places without a theme, then the themes
        of most places. What does not fit is counted in the caption.
    """
    lang, say = findings.lang, findings.say
    places = _by_place(cells, lang)
    kept = dict(list(places.items())[:_PLACES])
    themes = _by_theme([cell for own in kept.values() for cell in own], lang)
    names = list(themes)[:_THEMES]
    drawn: dict[tuple[int, int], list[Status]] = defaultdict(list)
    for row, own in enumerate(kept.values()):
        for cell in own:
            if cell.column in names:
                drawn[row, names.index(cell.column)].append(cell.gap.status)
    counts = [(status, sum(cell.gap.status is status for cell in cells)) for status in Status]
    covered = [cell.gap for cell in cells if cell.gap.status is Status.COVERED]
    possible = sum(gap.dates.certainty is not Certainty.CERTAIN for gap in covered)
    in_force = say(
        message(
            "in force for certain: {sure}; possibly: {possible}",
            sure=len(covered) - possible,
            possible=possible,
        )
    )
    alt = message(
        "Matrix (places: {places}, columns of themes: {themes}) with one mark per announced "
        "priority, {n} in all: {states}.",
        places=len(places),
        themes=len({cell.column for cell in cells}),
        n=len(cells),
        states=", ".join(
            f"{STATUS_NAMES[state.value][lang]} {n}"
            + (f" ({in_force})" if state is Status.COVERED else "")
            for state, n in counts
            if n
        ),
    )
    caption = message(
        "Priorities by place and theme: {titles}. An empty cell is no announced priority.",
        titles=", ".join(strategies),
    )
    left_out = len(cells) - sum(len(states) for states in drawn.values())
    more = counted(
        "{n} more priority stands in the annex alone.",
        "{n} more priorities stand in the annex alone.",
        n=left_out,
    )
    return Picture(
        "priorities-matrix",
        f"{say(caption)} {say(more)}" if left_out else say(caption),
        say(alt),
        state_matrix(
            [own[0].place[lang] for own in kept.values()],
            [_theme(themes[name][0], lang) or say(message("no theme announced")) for name in names],
            drawn,
            lang=lang,
            meanings={Status.COVERED: in_force} if covered else None,
        ),
        table=table,
    )


def _theme(cell: Cell, lang: Language) -> str:
    return cell.theme[lang] if cell.theme else ""


def _by_place(cells: Sequence[Cell], lang: Language) -> Mapping[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.row].append(cell)

    def order(name: str) -> tuple[int, str, str]:
        own = found[name]
        return min(cell.gap.status.rank for cell in own), folded(own[0].place[lang]), name

    return {name: found[name] for name in sorted(found, key=order)}


def _by_theme(cells: Sequence[Cell], lang: Language) -> Mapping[str, list[Cell]]:
    found: dict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        found[cell.column].append(cell)

    def order(name: str) -> tuple[bool, int, str, str]:
        return name != "", -len(found[name]), folded(_theme(found[name][0], lang)), name

    return {name: found[name] for name in sorted(found, key=order)}

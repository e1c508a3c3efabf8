"""Records on priorities as cells of a matrix: strategy, place, theme."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from coopgraph.analysis.gaps.records import Bilingual, Gap, Status

__all__ = ["Cell", "priority_cells"]

_PLACE, _THEME = "priority-place", "priority-theme"
_CROSS = " × "


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a record on a priority stands.

    Attributes
    ----------
    gap
        The record.
    strategy
        Id of the strategy.
    place, theme
        Names; without a theme the record is on the place alone.
    announced
        Whether the strategy announces this very cell: a theme with its place, or a place without
        any theme. The record on the place of themed priorities says only whether there is anything.
    """

    gap: Gap
    strategy: str
    place: Bilingual
    theme: Bilingual | None
    announced: bool

    @property
    def row(self) -> str:
        """Id of the place."""
        return self.gap.id.split("/")[2]

    @property
    def column(self) -> str:
        """Id of the theme; empty without one."""
        return "/".join(self.gap.id.split("/")[3:])


def priority_cells(gaps: Iterable[Gap]) -> list[Cell]:
    """Tell strategy, place and theme of the records on priorities.

    Parameters
    ----------
    gaps
        Records; only those of the priority rules have a cell.

    Returns
    -------
    list of Cell
        In the order of the records.
    """
    records = [gap for gap in gaps if gap.rule in (_PLACE, _THEME)]
    names = {gap.subject: gap.subject_label for gap in records if gap.rule == _PLACE}
    themed: dict[tuple[str, str], set[bool]] = {}
    for gap in records:
        if gap.rule == _THEME:
            themed.setdefault(_key(gap), set()).add(gap.status is Status.EXEMPT)
    cells = []
    for gap in records:
        if gap.rule == _PLACE:
            # While a strategy is in force, themes that have ended do not count.
            ended = themed.get(_key(gap), set())
            alone = not ended if gap.status is Status.EXEMPT else False not in ended
            cells.append(Cell(gap, gap.id.split("/")[1], gap.subject_label, None, alone))
        else:
            place = names.get(gap.subject) or _first_part(gap.subject_label)
            theme = _without(gap.subject_label, place)
            cells.append(Cell(gap, gap.id.split("/")[1], place, theme, True))
    return cells


def _key(gap: Gap) -> tuple[str, str]:
    strategy, place = gap.id.split("/")[1:3]
    return strategy, place


def _first_part(label: Bilingual) -> Bilingual:
    """Return the place of a label "place × theme" whose record on the place was left out."""
    return Bilingual(label.fr.partition(_CROSS)[0], label.en.partition(_CROSS)[0])


def _without(label: Bilingual, place: Bilingual) -> Bilingual:
    return Bilingual(
        label.fr.removeprefix(place.fr).removeprefix(_CROSS),
        label.en.removeprefix(place.en).removeprefix(_CROSS),
    )

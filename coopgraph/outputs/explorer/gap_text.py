"""Gap records as plain text, for a page whose scripts do not run."""

from __future__ import annotations

from typing import Any

from coopgraph.analysis.gaps.records import Status
from coopgraph.outputs.explorer.gap_views import GapList, GapView
from coopgraph.outputs.explorer.strings import STRINGS

__all__ = ["plain_gaps"]

_CLOSED = (Status.EXEMPT, Status.COVERED)


def plain_gaps(gaps: GapList, lang: str) -> dict[str, Any]:
    """Return the open records of each table as lines, and the dismissed ones with their reasons.

    Undecidable records are grouped by the value that they wait for, as in the command.

    Parameters
    ----------
    gaps
        The records and their tables.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    dict
        ``groups`` and ``dismissed``: each a name, leads and lines, for the template; ``notices``:
        what the list of dismissals says of no open record.
    """
    side = 1 if lang == "en" else 0
    colon = STRINGS[lang]["colon"]
    groups = []
    for table in gaps.tables:
        lines = []
        for number, cells in table.rows:
            view = gaps.records[number]
            if view.gap.status in _CLOSED or view.dismissal or _grouped(view):
                continue
            told = [
                f"{column[side]}{colon}{cell[side]}"
                for column, cell in zip(table.columns, cells, strict=True)
                if cell[side]
            ]
            lines.append(" · ".join([_subject(view, side), *told]))
        if lines:
            name = f"{table.name[side]} ({len(lines)})"
            lead = [line[side] for line in table.lead]
            groups.append({"name": name, "lead": lead, "lines": lines})
    aside = [
        " · ".join(
            [
                _subject(view, side),
                view.gap.finding.en if side else view.gap.finding.fr,
                *(part for part in view.dismissal[:3] if part),
            ]
        )
        for view in gaps.records
        if view.dismissal
    ]
    title = STRINGS[lang]["dismissed.title"].replace("{n}", str(len(aside)))
    notices = [notice[side] for notice in gaps.notices]
    return {"groups": groups, "dismissed": aside, "dismissed_title": title, "notices": notices}


def _grouped(view: GapView) -> bool:
    """Say whether a record is undecidable: the data gaps have it, by what it waits for."""
    return view.gap.status is Status.UNDECIDABLE and view.gap.type != "data"


def _subject(view: GapView, side: int) -> str:
    label = view.gap.subject_label
    return label.en if side else label.fr

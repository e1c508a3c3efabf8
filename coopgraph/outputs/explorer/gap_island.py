"""Pack the gap records for the page, small; ``static/gaps.js`` unpacks them.

Texts in two languages are kept once and numbered. A statement that a link of the drawing makes is
the number of that link, whose sources the page has already; one that says where an entity stands
is the number of that entity, counted from -1 downwards.
"""

from __future__ import annotations

from typing import Any

from coopgraph.analysis.gaps.records import Gap
from coopgraph.french import unbroken
from coopgraph.outputs.explorer.gap_legend import GAP_LEGEND
from coopgraph.outputs.explorer.gap_views import GapEvidence, GapList, GapView
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.outputs.gap_tables import TYPE_NAMES

__all__ = ["pack_gaps"]


class _Packer:
    def __init__(self, model: ExplorerModel) -> None:
        self.model = model
        self.pairs: dict[Pair, int] = {}
        self.sources = {source.id: number for number, source in enumerate(model.sources)}
        self.states = {mark.id: number for number, mark in enumerate(GAP_LEGEND)}
        self.types = {name: number for number, name in enumerate(TYPE_NAMES)}

    def text(self, pair: Pair) -> int | str:
        if pair.fr == pair.en:
            return pair.fr
        return self.pairs.setdefault(Pair(unbroken(pair.fr), pair.en), len(self.pairs))

    def evidence(self, item: GapEvidence) -> Any:
        if item.link is not None and any(
            (own.source, own.locator) == (item.source, item.locator)
            for own in self.model.links[item.link].evidence
        ):
            return item.link
        if item.node is not None and self._stands(item, item.node):
            return -1 - item.node
        row = [
            self.text(item.statement),
            self.sources.get(item.source, -1),
            item.locator,
            self.text(item.confidence),
        ]
        return [*row, item.node] if item.node is not None else row

    def _stands(self, item: GapEvidence, number: int) -> bool:
        """Whether a statement only says where an entity stands, which the page knows already."""
        node = self.model.nodes[number]
        said = any(
            (own.source, own.locator) == (item.source, item.locator) for own in node.evidence
        )
        known = [*node.place, *(name for chain in node.further for name in chain)]
        places = {f"{node.label.fr} : {place.fr}" for place in known}
        return said and item.statement.fr in places

    def record(self, view: GapView) -> dict[str, Any]:
        gap = view.gap
        row: dict[str, Any] = {
            "id": gap.id,
            "type": self.types[gap.type],
            "state": self.states[gap.status.value],
            "certainty": gap.dates.certainty.value if gap.dates.certainty else "",
            "rule": [gap.rule, gap.rule_version],
            "subject": self.text(Pair(gap.subject_label.fr, gap.subject_label.en)),
            "finding": self.text(Pair(gap.finding.fr, gap.finding.en)),
            "sentence": self.text(Pair(gap.sentence.fr, gap.sentence.en)),
            "closes": self.text(Pair(gap.closes_by.fr, gap.closes_by.en)),
            "nodes": list(view.nodes),
            "links": list(view.links),
            "absent": self.text(view.absent) if view.absent else None,
            "places": [self.text(place) for place in view.places],
            "confidence": self.text(view.confidence),
            "evidence": [self.evidence(item) for item in view.evidence],
            "searched": [
                [
                    self.text(Pair(item.what.fr, item.what.en)),
                    item.count,
                    item.matches,
                    *([len(item.completeness)] if item.completeness else []),
                ]
                for item in gap.searched
            ],
            "near": [
                [self.text(near.label), self.text(near.reason), near.node, near.link]
                for near in view.near
            ],
            "missing": [
                [self.text(label), self.text(name), at] for label, name, at in view.missing
            ],
            "dates": _dates(gap),
            "cell": [view.cell.strategy, self.text(view.cell.place), self.text(view.cell.theme)]
            if view.cell
            else None,
            "dismissed": list(view.dismissal) if view.dismissal else None,
            "reopened": list(view.reopened) if view.reopened else None,
            "again": self.text(view.again),
        }
        return {key: value for key, value in row.items() if value not in ("", [], None)}


def _dates(gap: Gap) -> list[str]:
    """Return earliest and latest end, its basis, and the day by which to act."""
    dates = gap.dates
    if dates.end_earliest is None or dates.end_latest is None:
        return []
    by = dates.act_by.isoformat() if dates.act_by else ""
    return [dates.end_earliest.isoformat(), dates.end_latest.isoformat(), dates.basis, by]


def pack_gaps(gaps: GapList, model: ExplorerModel) -> dict[str, Any]:
    """Return the gap records as plain lists and dictionaries.

    Parameters
    ----------
    gaps
        The records and their tables.
    model
        The view model, whose nodes, links and sources they name by number.

    Returns
    -------
    dict
        Ready for :func:`~coopgraph.outputs.explorer.island.escape_json`. A text is a number (of
        ``pairs``) where the languages differ, else a string. A piece of evidence is the number of
        a link, of an entity (from -1 downwards), or a row of statement, source, locator, confidence
        and node.
    """
    packer = _Packer(model)
    records = [packer.record(view) for view in gaps.records]
    tables = [
        [
            packer.text(table.name),
            [packer.text(line) for line in table.lead],
            [packer.text(column) for column in table.columns],
            [[number, *(packer.text(cell) for cell in cells)] for number, cells in table.rows],
        ]
        for table in gaps.tables
    ]
    return {
        "home": model.home,
        "homeName": list(gaps.home_name),
        "within": gaps.within_months,
        "states": [
            [
                mark.id,
                list(mark.name),
                list(mark.meaning),
                mark.shape,
                mark.sign,
                mark.colour,
                mark.ink,
            ]
            for mark in GAP_LEGEND
        ],
        "types": [[name, [text.fr, text.en]] for name, text in TYPE_NAMES.items()],
        "records": records,
        "tables": tables,
        "notices": [list(notice) for notice in gaps.notices],
        "pairs": [list(pair) for pair in packer.pairs],
    }

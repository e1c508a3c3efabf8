"""Put the gap records into words for the page and tie them to the marks of the drawing.

The records, their order and their words are those of ``coopgraph gaps``; what is added is where
each stands in the drawing: what it is about, what it rests on, what is near, and whether it says
that a relation is missing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from coopgraph.analysis.gaps.cells import priority_cells
from coopgraph.analysis.gaps.data import FIELD_NAMES
from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.records import Bilingual, Gap, Language, Status
from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.model.dismissals import Dismissal
from coopgraph.namespaces import concept_iri, local_name
from coopgraph.outputs.explorer.gap_views import (
    NOTHING,
    Cell,
    GapEvidence,
    GapList,
    GapTable,
    GapView,
    Near,
)
from coopgraph.outputs.explorer.views import ExplorerModel, LinkView, NodeView, Pair
from coopgraph.outputs.explorer.wording import Wording
from coopgraph.outputs.gap_tables import column_name, gap_groups

__all__ = ["build_gaps", "gap_sources", "on_page"]

#: States in which the relation that a record is about is missing today.
_MISSING = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE)
#: Types whose records are about a relation of the organisation in focus.
_RELATIONS = ("convention", "priority")
_SETTLED = (Status.COVERED, Status.EXEMPT)
_LANGUAGES: tuple[Language, Language] = ("fr", "en")
_SURENESS = ("low", "medium", "high")


def gap_sources(gaps: Iterable[Gap]) -> set[str]:
    """Return the ids of the sources that some records cite."""
    return {local_name(item.source) for gap in gaps for item in gap.evidence if item.source}


def on_page(gap: Gap) -> bool:
    """Say whether a record is listed in the page.

    Of a type that looks for a pattern (see ``GapType.ticks_off``) the settled records stay in the
    lists of the command: that the pattern is not there is nothing to act on.
    """
    known = GAP_TYPES.get(gap.type)  # rules of a user's own are in no list
    return gap.status not in _SETTLED or known is None or known.ticks_off


def build_gaps(
    review: Review,
    model: ExplorerModel,
    *,
    terms: Mapping[str, tuple[str, str]],
    holders: Mapping[str, str],
    within_months: int,
    home_name: Pair = NOTHING,
    whole: bool = True,
    titles: Mapping[str, str] | None = None,
) -> GapList:
    """Build the gap records of a page.

    Parameters
    ----------
    review
        Records, and which of them are dismissed.
    model
        The view model, in which the records find their marks.
    terms
        French and English labels by IRI.
    holders
        IRI of the holder by that of a label award.
    within_months
        Horizon of the expiry rule.
    home_name
        Name of the organisation in focus.
    whole
        Whether the page shows the whole landscape; else records that concern nothing in it, or
        the organisation in focus alone, are left out.
    titles
        Titles of the sources by id.

    Returns
    -------
    GapList
    """
    finder = _Finder(model, holders)
    words = Wording(terms, {})
    placed = _cells(review.gaps)
    views = [
        _view(gap, finder, words, review, placed.get(gap.id)) for gap in review.gaps if on_page(gap)
    ]
    if not whole:
        views = [view for view in views if _concerns(view, model)]
    position = {view.gap.id: number for number, view in enumerate(views)}
    kept = [view.gap for view in views]
    day = kept[0].as_of if kept else None
    tables: list[GapTable] = []
    if day is not None:
        french, english = (
            gap_groups(
                kept,
                language=language,
                as_of=day,
                within_months=within_months,
                titles=titles,
                review=review,
            )
            for language in _LANGUAGES
        )
        for one, two in zip(french, english, strict=True):
            columns = [name for name in one.cells if name != "subject"]
            columns += [name for name in two.cells if name not in one.cells]
            blank = [None] * len(one.records)
            cells = [
                list(zip(one.cells.get(name, blank), two.cells.get(name, blank), strict=True))
                for name in columns
            ]
            tables.append(
                GapTable(
                    Pair(one.name, two.name),
                    tuple(Pair(*said) for said in zip(one.table.lead, two.table.lead, strict=True)),
                    tuple(_pair(column_name(name)) for name in columns),
                    tuple(
                        (position[gap.id], tuple(_text(column[row]) for column in cells))
                        for row, gap in enumerate(one.records)
                    ),
                )
            )
    notices = tuple(Pair(note.in_language("fr"), note.in_language("en")) for note in review.notices)
    return GapList(tuple(views), tuple(tables), within_months, notices, home_name)


def _pair(text: Bilingual) -> Pair:
    return Pair(text.fr, text.en)


def _text(cell: tuple[str | int | None, str | int | None]) -> Pair:
    return Pair(*("" if side is None else str(side) for side in cell))


class _Finder:
    """Finds what stands in the drawing for an IRI."""

    def __init__(self, model: ExplorerModel, holders: Mapping[str, str]) -> None:
        self.model = model
        self._nodes = {node.iri: number for number, node in enumerate(model.nodes)}
        self._links: dict[str, list[int]] = defaultdict(list)
        for number, link in enumerate(model.links):
            self._links[link.iri].append(number)
        self._holders = holders

    def node(self, iri: str) -> int | None:
        """Return a node, or that of the holder of an award."""
        found = self._nodes.get(iri)
        return found if found is not None else self._nodes.get(self._holders.get(iri, ""))

    def links(self, iri: str) -> tuple[int, ...]:
        return tuple(self._links.get(iri, ()))

    def link(self, iri: str) -> int | None:
        """Return the first link of a tie; what an entity says of itself is no link."""
        return None if iri in self._nodes else next(iter(self.links(iri)), None)

    def places(self, number: int) -> Iterable[Pair]:
        """Yield the region of an entity at home, the country of one abroad."""
        node: NodeView = self.model.nodes[number]
        place = node.country if node.abroad or not node.region.fr else node.region
        if place.fr:
            yield place
        elif node.abroad:
            yield node.label


def _view(gap: Gap, finder: _Finder, words: Wording, review: Review, cell: Cell | None) -> GapView:
    own = finder.node(gap.subject)
    evidence = tuple(
        GapEvidence(
            _pair(item.statement),
            local_name(item.source) if item.source else "",
            item.locator,
            _confidence(item.confidence, words),
            finder.link(item.subject),
            finder.node(item.subject),
        )
        for item in gap.evidence
    )
    links = finder.links(gap.subject)
    nodes = [own] if own is not None else []
    if own is None and links:
        nodes = [end for number in links[:1] for end in _ends(finder.model.links[number])]
    if own is None and gap.type == "data":
        # A record on a class is about the things that it names.
        nodes = [
            number
            for iri in (*(e.subject for e in gap.evidence), *(m.subject for m in gap.missing))
            if (number := finder.node(iri)) is not None
        ]
    sure = [item.confidence for item in gap.evidence if item.confidence]
    least = min(sure, key=_SURENESS.index, default="") if set(sure) <= set(_SURENESS) else ""
    again = review.note(gap)
    return GapView(
        gap=gap,
        nodes=tuple(dict.fromkeys(nodes)),
        links=links,
        absent=(cell.place if cell else _pair(gap.subject_label))
        if gap.type in _RELATIONS and gap.status in _MISSING
        else None,
        places=_places(gap, cell, own, finder),
        confidence=_confidence(least, words),
        evidence=evidence,
        near=tuple(
            Near(
                _pair(near.label),
                _pair(near.reason),
                finder.node(near.subject),
                finder.link(near.subject),
            )
            for near in gap.near_misses
        ),
        missing=tuple(
            (
                _pair(item.label),
                _pair(FIELD_NAMES.get(item.field, Bilingual(item.field, item.field))),
                finder.node(item.subject),
            )
            for item in gap.missing
        ),
        cell=cell,
        dismissal=_line(review.dismissed.get(gap.id)),
        reopened=_line(review.reopened.get(gap.id)),
        again=_pair(again) if again else NOTHING,
    )


def _line(dismissal: Dismissal | None) -> tuple[str, str, str, str] | None:
    """Return what a line of the list of dismissals says of its record."""
    if dismissal is None:
        return None
    day = dismissal.date.isoformat() if dismissal.date else ""
    return dismissal.reason, dismissal.by or "", day, dismissal.status or ""


def _confidence(name: str, words: Wording) -> Pair:
    return words.term(concept_iri("confidence", name)) if name else NOTHING


def _ends(link: LinkView) -> tuple[int, int]:
    return link.tail, link.head


def _places(gap: Gap, cell: Cell | None, own: int | None, finder: _Finder) -> tuple[Pair, ...]:
    if cell is not None:
        return (cell.place,)
    if gap.rule == "convention-region":
        return (_pair(gap.subject_label),)
    return () if own is None else tuple(finder.places(own))


def _cells(gaps: Iterable[Gap]) -> dict[str, Cell]:
    """Return the cells of the records on priorities, by the id of the record."""
    return {
        cell.gap.id: Cell(
            cell.strategy, _pair(cell.place), _pair(cell.theme) if cell.theme else NOTHING
        )
        for cell in priority_cells(gaps)
    }


def _concerns(view: GapView, model: ExplorerModel) -> bool:
    """Whether a record concerns more of a page than the organisation in focus."""
    return any(number != model.home for number in view.nodes)

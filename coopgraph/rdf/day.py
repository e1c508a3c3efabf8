"""The landscape of a day: what had certainly ended, or had certainly not begun, is taken out.

The consensus and the derived graph are reduced; the graphs of the sources stay, since what a
source states does not depend on the day. What has no date stays and is counted.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from pyoxigraph import NamedNode, Store

from coopgraph.namespaces import CLAIM_NS, GRAPH_CONSENSUS, GRAPH_DERIVED, ORG_NS, RDF_NS
from coopgraph.rdf.periods import ENDS, STARTS, PeriodState, period_of, standing
from coopgraph.rdf.rules import derive_again
from coopgraph.vocabulary import COOP

__all__ = ["DayCounts", "reduce_to_day"]

_TYPE: Final = NamedNode(RDF_NS + "type")
_GRAPHS: Final = (NamedNode(GRAPH_CONSENSUS), NamedNode(GRAPH_DERIVED))
#: Relations that fall with what they relate.
_ENDS_OF_RELATIONS: Final = (
    ORG_NS + "organization",
    ORG_NS + "member",
    RDF_NS + "subject",
    RDF_NS + "object",
    COOP.awardedTo,
    COOP.termOf,
    COOP.publishingBody,
    COOP.disagreesAbout,
)
#: Relations that have a period, where a source gives one.
_RELATIONS: Final = (
    COOP.Cotutelle,
    COOP.Participation,
    COOP.Partnership,
    COOP.LabelAward,
    COOP.StrategicPriority,
)


@dataclass(frozen=True, slots=True)
class DayCounts:
    """What the day took out, and what it could not judge.

    Attributes
    ----------
    over, coming
        Nodes that had ended, or not begun, and the relations that fell with them.
    undated
        Relations that remain and have no date: they may not have stood on the day.
    relations
        All relations that remain.
    """

    over: int
    coming: int
    undated: int
    relations: int


def reduce_to_day(store: Store, day: datetime.date, *, keep_ended: bool = False) -> DayCounts:
    """Take out of a store in memory what did not stand on a day.

    Parameters
    ----------
    store
        A built store; its consensus and its derived graph are changed.
    day
        The day.
    keep_ended
        Leave what had ended, so that the store tells the history up to the day.

    Returns
    -------
    DayCounts
    """
    periods = _periods(store)
    gone: dict[str, PeriodState] = {}
    for iri, period in sorted(periods.items()):
        state = standing(*period, day)
        if state == "coming" or (state == "over" and not keep_ended):
            gone[iri] = state
    _add_relations(store, gone)
    for iri in gone:
        thing = NamedNode(iri)
        for graph in _GRAPHS:
            for quad in [
                *store.quads_for_pattern(thing, None, None, graph),
                *store.quads_for_pattern(None, None, thing, graph),
            ]:
                store.remove(quad)
    derive_again(store)
    relations = {
        quad.subject.value
        for kind in _RELATIONS
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(kind), _GRAPHS[0])
        if isinstance(quad.subject, NamedNode)
    }
    states = [state for iri, state in gone.items() if not iri.startswith(CLAIM_NS)]
    return DayCounts(
        over=states.count("over"),
        coming=states.count("coming"),
        undated=sum(iri not in periods for iri in relations),
        relations=len(relations),
    )


def _periods(store: Store) -> dict[str, tuple[str, str]]:
    """Return the period of all that has one; the years of names are those of names only."""
    claims = {
        quad.subject
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(COOP.Claim), _GRAPHS[0])
    }
    # What was published stays so: a count begins with its first year and is never over.
    counts = {
        quad.subject
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(COOP.CoPublication), _GRAPHS[0])
    }
    values: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for graph in _GRAPHS:
        for predicate in (*STARTS, *ENDS):
            for quad in store.quads_for_pattern(None, NamedNode(predicate), None, graph):
                if quad.subject in counts and predicate in ENDS:
                    continue
                if quad.subject not in claims and isinstance(quad.subject, NamedNode):
                    held = values[quad.subject.value]
                    text = quad.object.value  # type: ignore[union-attr]  # a year or a day
                    wide = max if predicate in ENDS else min
                    held[predicate] = wide(held.get(predicate, text), text)
    return {iri: period_of(held) for iri, held in values.items()}


def _add_relations(store: Store, gone: dict[str, PeriodState]) -> None:
    """Add the relations of what is taken out, and what is said of them."""
    partnerships = {
        quad.subject
        for quad in store.quads_for_pattern(None, _TYPE, NamedNode(COOP.Partnership), _GRAPHS[0])
    }
    queue = sorted(gone)
    while queue:
        iri = queue.pop()
        for predicate in (*_ENDS_OF_RELATIONS, COOP.hasParty):
            for graph in _GRAPHS:
                for quad in store.quads_for_pattern(
                    None, NamedNode(predicate), NamedNode(iri), graph
                ):
                    subject = quad.subject
                    falls = predicate != COOP.hasParty or subject in partnerships
                    if falls and isinstance(subject, NamedNode) and subject.value not in gone:
                        gone[subject.value] = gone[iri]
                        queue.append(subject.value)

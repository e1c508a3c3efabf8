"""The projection ``landscape``: who works with whom, and on what evidence.

Between the store and everything that draws, measures or exports the network as a whole; it measures
nothing itself.

Declaration
-----------
Nodes
    Organisations and their parts, research structures, collaborations (labels, project teams,
    international laboratories, alliances), agreements, programmes; and the countries and world
    regions that a priority or an agreement aims at, or in which a partner abroad stands.
    Agreements are nodes, not edges: they have a name, dates and often more than two parties, and
    a reader looks for them by name. Cities and regions are attributes. Classes, concepts and
    literals are never nodes; nor are persons.
Edges
    One per relation and role, so two instruments between the same partners are two edges:
    cotutelle (``supervision``, ``association``), ``participation``, ``team-partner``,
    ``agreement-party``, ``label`` (who awards, who funds), ``partnership``, ``priority``,
    ``country``, ``part-of``, ``succession``. The key of an edge is the IRI of the node that states
    it, followed by the predicate where that node states several.
Direction
    From the more local or younger side to what it depends on: structure to body, collaboration to
    member, agreement to party, organisation in focus to country, part to whole, before to after.
    It says how to read the sentence, not who leads.
Weight
    None: every edge counts once.

How many publications two bodies have in common is no edge here: a register counts thousands of
pairs. The counts stand in the attribute ``copublications`` of the graph, for the layer that weighs
them.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode

from coopgraph.collector import without_collector
from coopgraph.errors import ProjectionError, UnknownEntity
from coopgraph.messages import Message, message
from coopgraph.projection.drawing import Drawing, cut_around, dated, keep_of_day, read_drawing
from coopgraph.projection.landscape_counts import read_joint_counts
from coopgraph.projection.landscape_edges import COUNTRIES
from coopgraph.projection.landscape_nodes import node_attributes
from coopgraph.projection.limits import check_flags, check_limits
from coopgraph.projection.off_day import outline
from coopgraph.projection.reading import Reading
from coopgraph.projection.undrawn import undrawn
from coopgraph.rdf.periods import ENDS, STARTS, period_of, standing
from coopgraph.sparql.entities import labels_of
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.store.base import Store

__all__ = ["absence", "project_landscape"]


def project_landscape(
    store: Store,
    *,
    focus: str | None = None,
    hops: int = 1,
    as_of: datetime.date | None = None,
    whole: bool = False,
    lang: str = "fr",
) -> nx.MultiDiGraph[str]:
    """Project the store to the network of partners, structures, collaborations and agreements.

    Nodes, edges and direction are declared in the documentation of this module.

    Parameters
    ----------
    store
        The landscape.
    focus
        IRI of the node around which the graph is cut; the whole landscape if None.
    hops
        Radius of the cut, edges taken in both directions.
    as_of
        Date at which the picture is looked at: nodes and edges that were certainly over, or had
        certainly not begun, are left out; what has no date stays. All are kept if None.
    whole
        Record the date and leave nothing out.
    lang
        Language of the attribute ``label``: ``fr`` or ``en`` (French where there is no English).

    Returns
    -------
    networkx.MultiDiGraph
        Nodes (IRIs) and edges in sorted order.

        Node attributes: ``kind``, ``cls``, ``classes``, ``label``, ``label_fr``, ``label_en``,
        ``acronym``, ``names`` (of :class:`Name`), ``identifiers`` and ``facts`` (of :class:`Fact`),
        ``city``, ``region``, ``country`` (IRIs, of the main place), ``further`` (the same three of
        each further place), ``lat``, ``lon``, ``point`` (IRI of the place whose coordinates these
        are), ``start``, ``end``,
        ``within`` (IRI of the structure of which a team is a part, or empty), ``evidence`` (of
        :class:`Evidence`).

        Edge attributes: ``iri`` (the node that states it), ``kind``, ``role`` (IRI), ``code``,
        ``start``, ``end``, ``facts``, ``evidence``.

        Graph attributes: ``projection``, ``as_of``, ``lang``, ``focus``, ``hops``, ``home`` (the
        organisation in focus of the landscape), ``over`` and ``coming`` (how many nodes and edges
        were left out because they had ended or not begun, edges of such nodes included),
        ``undated`` (how many edges that remain have no date), ``beyond`` (only where the graph is
        cut around `focus`: how many edges of each node lead out of it), ``terms`` (IRI to French
        and English label), ``copublications`` (of :class:`JointCount`, those that had begun),
        ``off_day`` (outlines of the edges left out, under ``over`` and ``coming``; see
        :mod:`coopgraph.projection.off_day`) and
        ``others`` (labels of individuals that facts name without being nodes).

    Raises
    ------
    UnknownEntity
        If `focus` is not a node of this projection.
    ParameterError
        If `hops` is negative.
    ProjectionError
        If `lang` is neither ``fr`` nor ``en``.
    """
    import networkx as nx

    check_limits(hops=hops)
    check_flags(whole=whole)
    if lang not in ("fr", "en"):
        raise ProjectionError(
            message("a landscape is labelled in fr or en, not {lang!r}", lang=lang)
        )
    reading = Reading(store)
    with without_collector():
        drawing = read_drawing(reading)
        classes = dict(drawing.nodes)
        counts, taken_out = keep_of_day(drawing, None if whole else as_of)
        if focus is not None and focus not in drawing.nodes:
            everything: nx.MultiDiGraph[str] = nx.MultiDiGraph()
            _fill(everything, drawing, lang)
            require_drawn(store, focus, everything, as_of, lang)
        joints = [
            joint
            for joint in read_joint_counts(reading)
            if joint.one in drawing.nodes and joint.other in drawing.nodes
        ]
        year = None if whole or as_of is None else as_of.year
        coming = {
            joint for joint in joints if year and joint.start is not None and joint.start > year
        }
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(
            projection="landscape",
            as_of=as_of.isoformat() if as_of else "",
            lang=lang,
            focus=focus or "",
            hops=hops,
            home=drawing.home,
            terms=reading.terms,
            others={
                iri: names
                for iri in reading
                if iri not in drawing.nodes or drawing.nodes[iri] in COUNTRIES
                if any(names := (reading.label(iri, "fr"), reading.label(iri, "en")))
            },
            copublications=tuple(joint for joint in joints if joint not in coming),
            off_day={
                state: outline(reading, classes, edges, coming if state == "coming" else ())
                for state, edges in taken_out.items()
            },
        )
        graph.graph.update(counts)
        # Attributes are put together for what is shown: of a register, often a small part.
        if focus is not None:
            drawing, graph.graph["beyond"] = cut_around(drawing, focus, hops)
        _fill(graph, drawing, lang)
    return graph


def _fill(graph: nx.MultiDiGraph[str], drawing: Drawing, lang: str) -> None:
    """Put nodes and edges with all their attributes into a graph."""
    reading = drawing.reading
    awards = defaultdict(list)
    for award in reading.of_class("LabelAward"):
        awards[reading.one(award, COOP.awardedTo)].append(award)
    spans: dict[object, tuple[str, str]] = {}
    for iri, name in drawing.nodes.items():
        spans[iri] = drawing.span(iri)
        own = node_attributes(reading, iri, name, lang, drawing.places, awards.get(iri, []))
        graph.add_node(iri, **own)
    for edge in drawing.edges:
        dating = dated(edge)
        spans[edge.tail, edge.head, edge.key] = drawing.span(dating)
        graph.add_edge(
            edge.tail,
            edge.head,
            key=edge.key,
            iri=edge.iri,
            kind=edge.kind,
            role=edge.role,
            code=reading.one(edge.iri, COOP.unitCode),
            start=reading.year(dating, COOP.startYear, COOP.signedYear, COOP.eventYear),
            end=reading.year(dating, COOP.endYear),
            facts=edge.facts(reading),
            evidence=edge.evidence(reading),
        )
    # Periods that are known to the day, where attributes hold the year alone.
    graph.graph["days"] = {
        key: span for key, span in spans.items() if any(len(text) > 4 for text in span)
    }


def require_drawn(
    store: Store,
    iri: str,
    graph: nx.MultiDiGraph[str],
    as_of: datetime.date | None,
    lang: str = "fr",
) -> None:
    """Refuse to go on with something that is no node of a projection, and say why.

    Parameters
    ----------
    store
        The landscape.
    iri
        What was asked for.
    graph
        The projection.
    as_of
        The day of the projection.
    lang
        Language of its name.

    Raises
    ------
    UnknownEntity
        If it had ended on the day, or had not begun; else with the drawn that may be meant.
    """
    if iri in graph:
        return
    said = None if as_of is None else absence(store, iri, as_of, lang)
    raise undrawn(store, iri, graph) if said is None else UnknownEntity(said)


def absence(store: Store, iri: str, as_of: datetime.date, lang: str = "fr") -> Message | None:
    """Say since when, or until when, something stands that did not on a day.

    Parameters
    ----------
    store
        The landscape.
    iri
        The thing.
    as_of
        The day.
    lang
        Language of its name.

    Returns
    -------
    Message or None
        ``None`` if it stood, or may have.
    """
    asked = " ".join(f"<{name}>" for name in (*STARTS, *ENDS))
    values: dict[str, str] = {}
    query = f"SELECT ?p ?o WHERE {{ VALUES ?p {{ {asked} }} ?it ?p ?o }}"
    rows = store.select(query, bindings={"it": NamedNode(iri)}).rows
    for name, value in sorted(rows, key=str):
        if name is not None and value is not None:
            values.setdefault(name.value, value.value)
    start, end = period_of(values)
    label = labels_of(store, [iri], lang).get(iri, iri)
    day = as_of.isoformat()
    state = standing(start, end, as_of)
    if state == "over":
        return message("{label} had ended on {day}: until {end}", label=label, day=day, end=end)
    if state == "coming":
        return message(
            "{label} had not begun on {day}: since {start}", label=label, day=day, start=start
        )
    return None

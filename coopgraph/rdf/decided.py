"""Check the decisions of curators against the disagreements that the rules have found."""

from __future__ import annotations

from collections import defaultdict
from typing import cast

from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QuerySolution, QuerySolutions, Store

from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.values import Resolution
from coopgraph.namespaces import GRAPH_CONSENSUS, GRAPH_DERIVED, RDF_NS
from coopgraph.rdf.consensus import states
from coopgraph.rdf.values import decision_node
from coopgraph.vocabulary import COOP

__all__ = ["check_decided"]

_ANSWERED = f"""SELECT ?resolution ?kind ?claim ?value WHERE {{
  ?disagreement <{COOP.resolvedBy}> ?resolution ;
    <{COOP.disagreementKind}> ?kind ;
    <{COOP.involves}> ?claim .
  OPTIONAL {{ ?claim <{RDF_NS}object> ?value }}
}}"""
#: Kinds of which one value or class can be kept.
_SETTLED = {"values", "kinds"}


def check_decided(tables: Tables, store: Store) -> list[Fault]:
    """Return the decisions that decide nothing, too much, or keep what nobody states.

    Parameters
    ----------
    tables
        The checked rows.
    store
        The graph made of them, with what the rules derived.

    Returns
    -------
    list of Fault
        In the order of the rows, each with file and line of the decision.
    """
    if not tables.rows["resolution"]:
        return []
    graphs: list[NamedNode | BlankNode | DefaultGraph] = [
        NamedNode(GRAPH_CONSENSUS),
        NamedNode(GRAPH_DERIVED),
    ]
    answered: dict[NamedNode, list[QuerySolution]] = defaultdict(list)
    for row in cast(QuerySolutions, store.query(_ANSWERED, default_graph=graphs)):
        answered[row["resolution"]].append(row)
    return [
        fault
        for located in tables.rows["resolution"]
        if (fault := _fault(located, answered[decision_node(located.record)])) is not None
    ]


def _fault(located: Located, answered: list[QuerySolution]) -> Fault | None:
    row: Resolution = located.record
    kinds = sorted({answer["kind"].value.rpartition("/")[2] for answer in answered})
    about = {"subject": row.subject, "predicate": row.predicate}
    if not kinds:
        column, cause = "subject", message("nothing disagrees about {subject} {predicate}", **about)
        hint = message("name kind, year and population as `coopgraph query disputed-facts` does")
    elif len(kinds) > 1:
        column, cause = (
            "kind",
            message(
                "several disagreements about {subject} {predicate}: {kinds}",
                **about,
                kinds=", ".join(kinds),
            ),
        )
        hint = message("say in the column kind which one is decided")
    elif row.decision != "settled":
        return None
    elif kinds[0] not in _SETTLED or any(answer["value"] is None for answer in answered):
        column, cause = (
            "decision",
            message("only values and kinds of claims.csv and types.csv can be settled"),
        )
        hint = message("lists, figures of indicators, shares, factors, parts: explained, left-open")
    elif not any(states(answer["value"], row.value or "") for answer in answered):
        column, cause = (
            "value",
            message("no claim states {value!r} of {subject} {predicate}", value=row.value, **about),
        )
        hint = message("a decision keeps a value that one of the disagreeing claims states")
    else:
        return None
    return Fault(located.file, located.line, column, cause, hint)

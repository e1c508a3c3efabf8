"""Check the decisions of curators against the disagreements that the rules have found."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    QuerySolution,
    QuerySolutions,
    Store,
)

from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import Fault
from coopgraph.messages import message
from coopgraph.model.values import Resolution
from coopgraph.namespaces import (
    COOP_NS,
    GRAPH_CONSENSUS,
    GRAPH_DERIVED,
    ID_NS,
    RDF_NS,
    SCHEME_NS,
    curie,
)
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
_DISAGREEING = f"""SELECT DISTINCT ?about ?property ?kind ?year ?population WHERE {{
  ?disagreement a <{COOP.Disagreement}> ;
    <{COOP.disagreementKind}> ?kind .
  {{
    ?disagreement <{COOP.onProperty}> ?property ;
      <{COOP.disagreesAbout}> ?about .
    FILTER(?property NOT IN (<{COOP.listMember}>, <{COOP.listedCount}>))
  }} UNION {{
    ?disagreement <{COOP.onProperty}> ?property ;
      <{COOP.involves}> ?about .
    FILTER(?property IN (<{COOP.listMember}>, <{COOP.listedCount}>))
    FILTER(STRSTARTS(STR(?about), "{ID_NS}"))
  }}
  OPTIONAL {{ ?disagreement <{COOP.aboutYear}> ?year }}
  OPTIONAL {{ ?disagreement <{COOP.population}> ?population }}
}}"""
#: Columns by which a decision names a disagreement, in the order of the query above.
_NAMING = ("subject", "predicate", "kind", "about_year", "population")
#: Kinds of which one value or class can be kept.
_SETTLED = {"values", "kinds"}
#: How alike two names of disagreements are that differ by a slip.
_ALIKE = 0.8


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
    decisions = [(row, answered[decision_node(row.record)]) for row in tables.rows["resolution"]]
    known: list[tuple[str, ...]] = []
    if not all(found for _, found in decisions):
        rows = cast(QuerySolutions, store.query(_DISAGREEING, default_graph=graphs))
        known = sorted(tuple(_cell(term) for term in row) for row in rows)
    faults = (_fault(located, found, known) for located, found in decisions)
    return [fault for fault in faults if fault is not None]


def _cell(term: object) -> str:
    """Return what stands in ``resolution.csv`` for a term."""
    if isinstance(term, Literal):
        return term.value
    if not isinstance(term, NamedNode):
        return ""
    name = term.value
    for prefix in (ID_NS, COOP_NS):
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    if name.startswith(SCHEME_NS):
        scheme, _, concept = name.removeprefix(SCHEME_NS).partition("/")
        return concept if scheme in ("disagreement-kind", "population") else f"{scheme}:{concept}"
    return curie(name)


def _nearest(row: Resolution, known: Sequence[tuple[str, ...]]) -> dict[str, str]:
    """Return the cells by which the nearest disagreement is named otherwise; none if none is near.

    Near is what has the subject and the property of the decision, or differs in one cell alone, a
    subject being spelled much the same.
    """
    asked = [str(getattr(row, column) or "") for column in _NAMING]
    near: list[tuple[bool, int, float, dict[str, str]]] = []
    for cells in known:
        other = {
            column: cell
            for column, cell, mine in zip(_NAMING, cells, asked, strict=True)
            if cell != mine and (column != "kind" or mine)
        }
        alike = difflib.SequenceMatcher(None, " ".join(asked), " ".join(cells)).ratio()
        same = not {"subject", "predicate"} & other.keys()
        if same or (len(other) == 1 and (alike > _ALIKE or "predicate" in other)):
            near.append((not same, len(other), -alike, other))
    near.sort(key=lambda found: (found[0], found[1], found[2], sorted(found[3].items())))
    return near[0][3] if near else {}


def _fault(
    located: Located, answered: list[QuerySolution], known: Sequence[tuple[str, ...]]
) -> Fault | None:
    row: Resolution = located.record
    kinds = sorted({answer["kind"].value.rpartition("/")[2] for answer in answered})
    about = {"subject": row.subject, "predicate": row.predicate}
    if not kinds:
        column, cause = "subject", message("nothing disagrees about {subject} {predicate}", **about)
        hint = message("name kind, year and population as `coopgraph query disputed-facts` does")
        if nearest := _nearest(row, known):
            column = next(iter(nearest))
            cells = ", ".join(f'{name} "{cell}"' for name, cell in nearest.items())
            hint = message("did you mean {cells}?", cells=cells)
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

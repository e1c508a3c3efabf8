"""Compare two stores: what the sources state, node by node. What rules derive follows from it.

First each node gets a digest of its statements; only nodes whose digests differ are read whole, so
that two builds that are nearly the same need little room.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Final

from pyoxigraph import Literal, NamedNode, Quad

from coopgraph.comparison.disputes import compare_disputes, disputes_of_store
from coopgraph.comparison.matching import EVIDENCE, Cells, changes_of_pair, pair_rows
from coopgraph.comparison.names import Names, renamed_ids
from coopgraph.comparison.records import Change, Difference, FieldChange, Side, label_of_parts
from coopgraph.namespaces import (
    COOP_NS,
    DCT_NS,
    DOC_NS,
    GRAPH_SOURCES,
    ID_NS,
    PROV_NS,
    RDF_NS,
    SKOS_NS,
    curie,
    local_name,
)
from coopgraph.store.base import Store

__all__ = ["compare_stores"]

_LABEL: Final = SKOS_NS + "prefLabel"
_TITLE: Final = DCT_NS + "title"
_TYPE: Final = RDF_NS + "type"
_SOURCE: Final = PROV_NS + "wasDerivedFrom"
_REGISTERS: Final = frozenset(
    COOP_NS + name
    for name in ("ror", "rnsr", "wikidata", "uai", "siren", "finess", "grid", "isni", "pic")
)
_DATED: Final = frozenset(
    COOP_NS + name for name in ("startYear", "startDate", "endYear", "endDate")
)
#: Statements that repeat what others say of the same node.
_REPEATED: Final = frozenset(COOP_NS + name for name in ("section", "firstLine", "lastLine"))


def compare_stores(
    old: Store,
    new: Store,
    *,
    days: tuple[datetime.date, datetime.date] | None = None,
    titles: tuple[str, str] | None = None,
) -> Difference:
    """Compare what the sources state in two stores.

    Parameters
    ----------
    old, new
        The stores.
    days
        Days at which the two are looked at; today if not given.
    titles
        What to call them; their addresses if not given.

    Returns
    -------
    Difference

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> from coopgraph.store import open_store
    >>> store = open_store("memory:", data=[example_dir()])
    >>> compare_stores(store, store).changes
    ()
    """
    today = datetime.date.today()
    of_days = days or (today, today)
    sides = (_Side(old, {}), _Side(new, {}))
    ids = renamed_ids(sides[0].numbers, sides[1].numbers, (sides[0].names, sides[1].names))
    if ids:
        sides = (_Side(old, ids), sides[1])
    before, after = sides[0].digests, sides[1].digests
    wanted = {node for node in {**before, **after} if before.get(node) != after.get(node)}
    if of_days[0] != of_days[1]:
        wanted |= sides[0].dated | sides[1].dated
    names = {**sides[0].names, **sides[1].names}
    rows = tuple(side.rows(wanted) for side in sides)
    changes: list[Change] = []
    for table in sorted({**rows[0], **rows[1]}):
        left, right = rows[0].get(table, {}), rows[1].get(table, {})
        single = [(one, right[iri]) for iri, one in left.items() if iri in right]
        columns = {name for cells in (*left.values(), *right.values()) for name in cells}
        pairs = pair_rows(
            [cells for iri, cells in left.items() if iri not in right],
            [cells for iri, cells in right.items() if iri not in left],
            sorted(columns - {"iri"}) if table not in ("", "SourceDocument") else ("iri",),
        )
        for one, other in [*single, *pairs]:
            for found in changes_of_pair(_plain(one), _plain(other), of_days):
                cells = other or one or {}
                changes.append(_named(table, found.kind, found.fields, cells, names))
    for before_id, after_id in ids.items():
        changes.append(
            Change(
                kind="renamed",
                table="",
                subject=_id(after_id),
                label=label_of_parts([names[after_id]]),
                fields=(FieldChange("id", _id(before_id), _id(after_id)),),
            )
        )
    short = {_id(iri): name for iri, name in names.items()}
    changes += compare_disputes(disputes_of_store(old), disputes_of_store(new), names=short)
    called = titles or (old.uri, new.uri)
    return Difference(
        Side(called[0], of_days[0], *sides[0].counts()),
        Side(called[1], of_days[1], *sides[1].counts()),
        tuple(sorted(changes, key=lambda change: change.sort_key)),
    )


class _Side:
    """What the sources of one store state, as digests; rows are read when they are wanted."""

    def __init__(self, store: Store, ids: Mapping[str, str]) -> None:
        self._store, self._ids = store, ids
        self.digests: dict[str, int] = defaultdict(int)
        self.names: Names = {}
        self.numbers: dict[tuple[str, str], str] = {}
        self.dated: set[str] = set()
        labels: dict[str, dict[str, str]] = defaultdict(dict)
        for node, property_, value, graph in self._statements():
            # A sum does not depend on the order in which the store gives its statements.
            self.digests[node] += hash((property_, str(value), graph))
            if property_ in (_LABEL, _TITLE) and isinstance(value, Literal):
                labels[node][value.language or "fr"] = value.value
            elif property_ in _REGISTERS:
                self.numbers[property_, value.value] = node
            elif property_ in _DATED:
                self.dated.add(node)
        for node, said in labels.items():
            any_name = said.get("fr") or next(iter(said.values()))
            self.names[node] = (any_name, said.get("en", any_name))

    def counts(self) -> tuple[int, int]:
        """Return the numbers of named things and of all other nodes."""
        return len(self.names), len(self.digests) - len(self.names)

    def rows(self, wanted: set[str]) -> dict[str, dict[str, Cells]]:
        """Return some nodes by class, with their values by property."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for node, property_, value, graph in self._statements():
            if node in wanted and property_ not in _REPEATED:
                found[node][_column(property_, value)].add(_written(value))
                if graph != GRAPH_SOURCES:
                    found[node]["source"].add(_document(graph))
        by_class: dict[str, dict[str, Cells]] = defaultdict(dict)
        for node in sorted(found):
            cells = {
                name: "; ".join(sorted(values)) for name, values in sorted(found[node].items())
            }
            cells["iri"] = node
            by_class[cells.get("class", "").partition("; ")[0]][node] = cells
        return dict(by_class)

    def _statements(self) -> Iterator[tuple[str, str, NamedNode | Literal, str]]:
        for quad in self._store.quads():
            graph = quad.graph_name
            if not isinstance(graph, NamedNode) or not _stated(graph.value):
                continue
            if not isinstance(quad.subject, NamedNode) or not isinstance(
                quad.object, NamedNode | Literal
            ):
                continue
            yield self._renamed(quad, graph.value)

    def _renamed(self, quad: Quad, graph: str) -> tuple[str, str, NamedNode | Literal, str]:
        node, value = quad.subject.value, quad.object  # type: ignore[union-attr]
        if self._ids:
            node = self._ids.get(node, node)
            if isinstance(value, NamedNode) and value.value in self._ids:
                value = NamedNode(self._ids[value.value])
        return node, quad.predicate.value, value, graph  # type: ignore[return-value]


def _stated(graph: str) -> bool:
    return graph.startswith(DOC_NS) or graph == GRAPH_SOURCES


def _column(property_: str, value: NamedNode | Literal) -> str:
    """Return the property as a column would be called."""
    if property_ == _TYPE:
        return "class"
    if property_ == _SOURCE:
        return "source"
    french = "_fr" if isinstance(value, Literal) and value.language == "fr" else ""
    if property_ == COOP_NS + "curationNote":
        return f"note{french}"
    if property_ == DCT_NS + "alternative":
        return f"title{french or '_en'}"
    if property_ == DCT_NS + "license":
        return f"licence{french}"
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", local_name(property_)).lower()
    if property_ == _LABEL and isinstance(value, Literal) and value.language:
        return f"label_{value.language}"
    return name


def _written(value: NamedNode | Literal) -> str:
    return value.value if isinstance(value, Literal) else _id(value.value)


def _id(iri: str) -> str:
    if iri.startswith(COOP_NS):
        return iri.removeprefix(COOP_NS)
    return iri.removeprefix(ID_NS) if iri.startswith(ID_NS) else curie(iri)


def _document(graph: str) -> str:
    return "doc:" + graph.removeprefix(DOC_NS).partition("#")[0]


def _plain(cells: Cells | None) -> Cells | None:
    return None if cells is None else {key: cell for key, cell in cells.items() if key != "iri"}


def _named(
    table: str, kind: str, fields: tuple[FieldChange, ...], cells: Cells, names: Names
) -> Change:
    iri = cells["iri"]
    if iri in names:
        parts = [names[iri]]
    else:
        parts = [
            names[ID_NS + one]
            for name in sorted(cells.keys() - EVIDENCE)
            for one in cells[name].split("; ")
            if ID_NS + one in names
        ] or [(_id(iri), _id(iri))]
    return Change(
        kind=kind,
        table=table,
        subject=_id(iri),
        label=label_of_parts(parts),
        fields=fields,
        source=cells.get("source", ""),
        locator=cells.get("locator", ""),
    )

"""Which classes the rows give to each entity."""

from __future__ import annotations

from collections import defaultdict

from coopgraph.curation.tables import ENTITY_TABLES, Tables
from coopgraph.model.entities import ProjectTeam
from coopgraph.model.values import ExtraType

__all__ = ["classes_of"]


def classes_of(tables: Tables) -> dict[str, frozenset[str]]:
    """Return the classes that sources give to each entity, by its id."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in ENTITY_TABLES:
        for located in tables.rows[name]:
            if (cls := getattr(located.record, "cls", None)) is not None:
                found[located.record.id].add(cls)
    for team in tables.records(ProjectTeam):
        found[team.id].add("ProjectTeam")
    for extra in tables.records(ExtraType):
        found[extra.entity].add(extra.cls)
    return {entity: frozenset(classes) for entity, classes in found.items()}

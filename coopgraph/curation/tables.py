"""The registry of curated tables: name, row class, key columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from coopgraph.model.entities import (
    Collaboration,
    LandscapeInfo,
    Organization,
    Place,
    Programme,
    ProjectTeam,
    Source,
    Structure,
)
from coopgraph.model.links import (
    Agreement,
    AgreementParty,
    ChangeEvent,
    CoPublication,
    Cotutelle,
    LabelAward,
    Participation,
    Partnership,
    Priority,
)
from coopgraph.model.plans import IndicatorValue, PlanItem, UnitTerm
from coopgraph.model.values import (
    Alias,
    Claim,
    ExtraType,
    Identifier,
    ListMember,
    ListStatement,
    PlaceMember,
    Resolution,
    Site,
)

__all__ = ["ENTITY_TABLES", "TABLES", "Located", "TableSpec", "Tables"]

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class TableSpec:
    """A kind of curated table.

    Attributes
    ----------
    name
        Name of the file without ``.csv``.
    record
        The row class.
    key
        Columns (header names) that together identify a row, in sorting order.
    """

    name: str
    record: type[Any]
    key: tuple[str, ...]


#: All tables in reading order: what is referred to comes before what refers to it.
TABLES: dict[str, TableSpec] = {
    spec.name: spec
    for spec in (
        TableSpec("landscape", LandscapeInfo, ("focus",)),
        TableSpec("sources", Source, ("id",)),
        TableSpec("places", Place, ("id",)),
        TableSpec("place_members", PlaceMember, ("region", "country")),
        TableSpec("organizations", Organization, ("id",)),
        TableSpec("structures", Structure, ("id",)),
        TableSpec("programmes", Programme, ("id",)),
        TableSpec("collaborations", Collaboration, ("id",)),
        TableSpec("project_teams", ProjectTeam, ("id",)),
        TableSpec("sites", Site, ("entity", "place", "source")),
        TableSpec("types", ExtraType, ("entity", "class", "source")),
        TableSpec("aliases", Alias, ("entity", "alias", "kind", "source")),
        TableSpec("identifiers", Identifier, ("entity", "scheme", "value")),
        TableSpec("cotutelles", Cotutelle, ("structure", "body", "role", "unit_code", "source")),
        TableSpec(
            "participations",
            Participation,
            ("collective", "member", "role", "on_behalf_of", "start_year", "source", "locator"),
        ),
        TableSpec("agreements", Agreement, ("id",)),
        TableSpec("agreement_parties", AgreementParty, ("agreement", "party", "source")),
        TableSpec("label_awards", LabelAward, ("awarded_to", "label", "start_year")),
        TableSpec("partnerships", Partnership, ("subject", "partner", "kind", "source", "locator")),
        TableSpec(
            "copublications",
            CoPublication,
            (
                "body",
                "partner",
                "start_year",
                "end_year",
                "method",
                "counted_from",
                "source",
            ),
        ),
        TableSpec("priorities", Priority, ("strategy", "place", "theme", "source", "locator")),
        TableSpec("events", ChangeEvent, ("id",)),
        TableSpec("unit_terms", UnitTerm, ("structure", "start_year", "source")),
        TableSpec("plan_items", PlanItem, ("id",)),
        TableSpec(
            "indicator_values",
            IndicatorValue,
            ("component", "value_role", "for_year", "source", "locator"),
        ),
        TableSpec("lists", ListStatement, ("id",)),
        TableSpec("list_members", ListMember, ("list", "member")),
        TableSpec(
            "claims",
            Claim,
            (
                "subject",
                "predicate",
                "about_year",
                "population",
                "value",
                "source",
                "locator",
            ),
        ),
        TableSpec(
            "resolution",
            Resolution,
            ("subject", "predicate", "kind", "about_year", "population"),
        ),
    )
}

#: Tables whose ``id`` names an individual in the namespace ``id:``.
ENTITY_TABLES = (
    "places",
    "organizations",
    "structures",
    "programmes",
    "collaborations",
    "project_teams",
    "agreements",
    "events",
    "plan_items",
    "lists",
)


@dataclass(frozen=True, slots=True)
class Located:
    """A row and where it stands.

    Attributes
    ----------
    record
        The parsed row.
    file
        Path of its table as the user knows it.
    line
        Line of the file on which the row begins, counted from 1.
    """

    record: Any
    file: str
    line: int


@dataclass(slots=True)
class Tables:
    """All rows of one or several folders of curated tables, in file order.

    Attributes
    ----------
    folders
        The folders that were read.
    rows
        Rows by table name; a table without file has an empty list.
    faulty
        Tables of which some rows could not be read: what refers to them cannot be judged.
    """

    folders: tuple[Path, ...] = ()
    rows: dict[str, list[Located]] = field(default_factory=lambda: {name: [] for name in TABLES})
    faulty: set[str] = field(default_factory=set)

    def records(self, record: type[R]) -> Iterator[R]:
        """Yield the records of the table whose row class is `record`.

        Examples
        --------
        >>> list(Tables().records(Cotutelle))
        []
        """
        for name, spec in TABLES.items():
            if spec.record is record:
                for located in self.rows[name]:
                    yield located.record

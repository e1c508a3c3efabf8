"""Typed columns of the curated tables: what a cell may hold and what the column means.

First stage of the data flow: pure declarations, no file is read here. Each table is a frozen
dataclass (:mod:`~coopgraph.model.entities`, :mod:`~coopgraph.model.links`,
:mod:`~coopgraph.model.values`); each of its fields is made with one of the functions below, which
store a :class:`Column` in the field's metadata. The reader (:mod:`coopgraph.curation`) parses and
checks cells from these declarations, and ``data/datapackage.json`` is generated from them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

__all__ = [
    "Column",
    "Kind",
    "Row",
    "address",
    "boolean",
    "choice",
    "class_name",
    "columns_of",
    "concept",
    "date_",
    "decimal",
    "identifier",
    "integer",
    "language",
    "reference",
    "text",
    "year",
]

Kind = Literal[
    "text",
    "id",
    "reference",
    "concept",
    "class",
    "year",
    "integer",
    "decimal",
    "date",
    "boolean",
    "address",
    "language",
]


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """What one column of a curated table may hold.

    Attributes
    ----------
    kind
        Type of the cell.
    meaning
        The column in plain words, for the data README and the schema.
    required
        Whether a blank cell is an error.
    many
        Whether the cell holds several values joined by ``"; "``.
    targets
        For ``reference``: the tables whose ids are accepted. For ``concept``: the scheme's name.
        For ``class``: the ontology classes under which the named class must stand.
    choices
        Accepted words, where the list is closed and not a scheme.
    may_lack
        Whether the header may lack the column: tables written before it was there stay readable.
    """

    kind: Kind
    meaning: str
    required: bool = False
    many: bool = False
    targets: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    may_lack: bool = False


def _field(column: Column) -> Any:
    metadata = {"column": column}
    if column.many:
        return field(metadata=metadata, default=())
    if column.required:
        return field(metadata=metadata)
    return field(metadata=metadata, default=None)


def text(
    meaning: str, *, required: bool = False, many: bool = False, may_lack: bool = False
) -> Any:
    """Declare a free-text column."""
    return _field(
        Column(kind="text", meaning=meaning, required=required, many=many, may_lack=may_lack)
    )


def address(meaning: str) -> Any:
    """Declare a web address (``http`` or ``https``)."""
    return _field(Column(kind="address", meaning=meaning))


def language(meaning: str) -> Any:
    """Declare a language tag (BCP 47)."""
    return _field(Column(kind="language", meaning=meaning))


def identifier(meaning: str) -> Any:
    """Declare the column that names the row's own entity (a slug; unique in its namespace)."""
    return _field(Column(kind="id", meaning=meaning, required=True))


def reference(
    meaning: str,
    *targets: str,
    required: bool = False,
    many: bool = False,
    may_lack: bool = False,
) -> Any:
    """Declare a column that holds ids of rows of other tables."""
    return _field(
        Column(
            kind="reference",
            meaning=meaning,
            required=required,
            many=many,
            targets=targets,
            may_lack=may_lack,
        )
    )


def concept(meaning: str, scheme: str, *, required: bool = False, many: bool = False) -> Any:
    """Declare a column that holds concepts of a SKOS scheme of the ontology."""
    return _field(
        Column(kind="concept", meaning=meaning, required=required, many=many, targets=(scheme,))
    )


def class_name(meaning: str, *parents: str) -> Any:
    """Declare a column that holds the local name of an ontology class below one of `parents`."""
    return _field(Column(kind="class", meaning=meaning, required=True, targets=parents))


def choice(meaning: str, *choices: str, required: bool = True) -> Any:
    """Declare a column with a closed list of words."""
    return _field(Column(kind="text", meaning=meaning, required=required, choices=choices))


def year(meaning: str, *, required: bool = False) -> Any:
    """Declare a calendar year (Gregorian, four digits)."""
    return _field(Column(kind="year", meaning=meaning, required=required))


def integer(meaning: str, *, required: bool = False) -> Any:
    """Declare a whole number."""
    return _field(Column(kind="integer", meaning=meaning, required=required))


def decimal(meaning: str, *, required: bool = False) -> Any:
    """Declare a decimal number (point as separator)."""
    return _field(Column(kind="decimal", meaning=meaning, required=required))


def date_(meaning: str) -> Any:
    """Declare a full date (ISO 8601, ``YYYY-MM-DD``)."""
    return _field(Column(kind="date", meaning=meaning))


def boolean(meaning: str) -> Any:
    """Declare ``true`` or ``false``."""
    return _field(Column(kind="boolean", meaning=meaning))


@dataclass(frozen=True, kw_only=True)
class Row:
    """A row of a curated table: one fact or one entity, with its evidence.

    Attributes
    ----------
    source
        Id of the source in ``sources.csv``.
    locator
        Place in the source: section and line for a document, record number for a register.
    confidence
        ``high``, ``medium`` or ``low``.
    note
        The curator's words; not a quotation.
    note_fr
        The same in French.
    """

    source: str = reference("id of the source in sources.csv", "sources", required=True)
    locator: str | None = text(
        "place in the source: section and line of a document, record number of a register"
    )
    confidence: str = concept("how sure the statement is", "confidence", required=True)
    note: str | None = text("curator's remark, never a quotation")
    note_fr: str | None = text("the remark in French", may_lack=True)


def columns_of(record: type[Any]) -> Iterator[tuple[str, Column]]:
    """Yield the columns of a table in file order; evidence columns come last.

    Parameters
    ----------
    record
        A row class.

    Yields
    ------
    tuple of str and Column
        The column's name and its declaration.

    Examples
    --------
    >>> from coopgraph.model.values import PlaceMember
    >>> [name for name, _ in columns_of(PlaceMember)]
    ['region', 'country', 'source', 'locator', 'confidence', 'note', 'note_fr']
    """
    own: list[tuple[str, Column]] = []
    evidence: list[tuple[str, Column]] = []
    base = {f.name for f in dataclasses.fields(Row)} if issubclass(record, Row) else set()
    for item in dataclasses.fields(record):
        name = "class" if item.name == "cls" else item.name
        (evidence if item.name in base else own).append((name, item.metadata["column"]))
    yield from own
    yield from evidence

"""Answers as readers meet them: names instead of IRIs, typed cells, headings in words.

IRIs become CURIEs, and a column ``x`` gives way to ``x_label`` where both are there.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode

from coopgraph.namespaces import DOC_NS, ID_NS, XSD_NS, curie
from coopgraph.outputs.about import source_link
from coopgraph.outputs.headings import heading, yes_or_no
from coopgraph.outputs.tables import Cell, Link, Table
from coopgraph.sources.vintage import SourceInfo
from coopgraph.store.base import Solutions, Term

__all__ = ["as_sheet", "as_table", "cited_sources"]

_INTEGERS = frozenset(
    XSD_NS + name
    for name in (
        "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger",
        "nonPositiveInteger", "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort",
        "unsignedByte",
    )
)  # fmt: skip


def as_table(
    solutions: Solutions,
    *,
    title: str | None = None,
    notes: Sequence[str] = (),
    omit: Sequence[str] = (),
    group: Sequence[str] = (),
    lang: str | None = None,
) -> Table:
    """Return solutions as a table for readers.

    Parameters
    ----------
    solutions
        Rows of a SELECT query.
    title, notes
        Heading and remarks.
    omit
        Columns to leave out.
    group
        Columns, without ``_label``, that say what a row is about.
    lang
        Language of headings and truth values in words; names and ``true`` or ``false`` if None.

    Returns
    -------
    Table
        Numbers, dates and truth values typed; IRIs as CURIEs.
    """
    kept = _kept(solutions.variables, omit)
    columns = [_heading(name, lang) for name in kept]
    rows = [tuple(_in_words(_cell(row[name]), lang) for name in kept) for row in _named(solutions)]
    return Table(
        tuple(columns),
        rows,
        title,
        tuple(notes),
        group=tuple(_heading(name, lang) for name in group),
    )


def _kept(names: Sequence[str], omit: Sequence[str]) -> list[str]:
    """Return the columns that readers see: ``x`` gives way to ``x_label``."""
    return [name for name in names if name not in omit and f"{name}_label" not in names]


def _named(solutions: Solutions) -> Iterator[dict[str, Term | None]]:
    """Yield rows by column; a number or day with a label is shown as what it is."""
    for row in solutions.dicts():
        labels = {
            name: row[name.removesuffix("_label")]
            for name in row
            if name.endswith("_label") and _is_typed(row.get(name.removesuffix("_label")))
        }
        yield {**row, **labels}


def _is_typed(term: Term | None) -> bool:
    return isinstance(term, Literal) and not isinstance(_cell(term), str)


def _heading(name: str, lang: str | None) -> str:
    name = name.removesuffix("_label")
    return name if lang is None else heading(name, lang)


def as_sheet(
    solutions: Solutions,
    sources: Mapping[str, SourceInfo],
    *,
    omit: Sequence[str] = (),
    lang: str | None = None,
) -> Table:
    """Return solutions as a sheet of a workbook.

    Parameters
    ----------
    solutions
        Rows of a SELECT query.
    sources
        The sources of the landscape by id.
    omit
        Columns to leave out.
    lang
        Language of headings and truth values in words; sources are then shown by their titles, and
        identifiers of what has a name stand in columns of their own, after all others. If None,
        every variable is a column of its own name.

    Returns
    -------
    Table
    """
    names = solutions.variables
    if lang is None:
        cells = [tuple(_linked(term, sources) for term in row) for row in solutions.rows]
        return Table(names, cells)
    kept = _kept(names, omit)
    shown = [(_heading(name, lang), name, f"{name}_title" not in names) for name in kept]
    columns = [head for head, _, _ in shown]
    values = [
        [
            _in_words(_linked(row[name], sources, titled=lang if titled else ""), lang)
            for _, name, titled in shown
        ]
        for row in _named(solutions)
    ]
    prefix = "identifiant\N{NO-BREAK SPACE}: " if lang == "fr" else "identifier: "
    for head, name, titled in shown:
        if name.removesuffix("_label") not in names:
            continue
        index = names.index(name.removesuffix("_label"))
        terms = [row[index] for row in solutions.rows]
        hidden = ID_NS if name.endswith("_label") else DOC_NS if titled else None
        if hidden and any(isinstance(t, NamedNode) and t.value.startswith(hidden) for t in terms):
            columns.append(prefix + head)
            for row, term in zip(values, terms, strict=True):
                named = isinstance(term, NamedNode) and term.value.startswith(hidden)
                row.append(_cell(term) if named else None)
    return Table(tuple(columns), values)


def cited_sources(solutions: Solutions, sources: Mapping[str, SourceInfo]) -> set[str]:
    """Return the ids of the sources that stand in an answer."""
    named = {
        term.value.removeprefix(DOC_NS)
        for row in solutions.rows
        for term in row
        if isinstance(term, NamedNode) and term.value.startswith(DOC_NS)
    }
    return named & sources.keys()


def _linked(term: Term | None, sources: Mapping[str, SourceInfo], *, titled: str = "") -> Cell:
    """Return a cell; a source leads to its address, called by its title in the language given."""
    if isinstance(term, NamedNode) and term.value.startswith(DOC_NS):
        source = sources.get(term.value.removeprefix(DOC_NS))
        if source is not None and titled:
            return source_link(source, titled)
        if source is not None and source.url:
            return Link(curie(term.value), source.url)
    return _cell(term)


def _in_words(cell: Cell, lang: str | None) -> Cell:
    return yes_or_no(cell, lang) if lang is not None and isinstance(cell, bool) else cell


def _cell(term: Term | None) -> Cell:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return curie(term.value)
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    kind, value = term.datatype.value, term.value
    try:
        if kind in _INTEGERS:
            return int(value)
        if kind == XSD_NS + "decimal":
            return Decimal(value)
        if kind == XSD_NS + "date":
            return datetime.date.fromisoformat(value)
    except (ValueError, InvalidOperation):
        return value
    if kind == XSD_NS + "boolean" and value in ("true", "false", "1", "0"):
        return value in ("true", "1")
    return value

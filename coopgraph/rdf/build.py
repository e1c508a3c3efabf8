"""The data path in one call: folders of tables to a filled store."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store

from coopgraph.collector import without_collector
from coopgraph.curation.reader import read_tables
from coopgraph.curation.tables import Tables
from coopgraph.errors import CurationError
from coopgraph.model.values import Resolution
from coopgraph.rdf.assemble import assemble, read_vocabulary
from coopgraph.rdf.decided import check_decided
from coopgraph.rdf.rules import derive
from coopgraph.resources import curated_dir, ontology_dir

__all__ = ["build_store", "fill_store"]


def build_store(
    folders: Sequence[Path] = (),
    *,
    ontology: Path | None = None,
    decided_by: datetime.date | None = None,
    needs_focus: bool = True,
) -> Store:
    """Read curated tables, assemble them, add the vocabulary and run the rules.

    Parameters
    ----------
    folders
        Folders of curated tables; the packaged landscape if empty.
    ontology
        Ontology folder; the packaged one by default.
    decided_by
        Day after which decisions about disagreements are not applied; all are if None.
    needs_focus
        Whether the tables must name one organisation in focus.

    Returns
    -------
    pyoxigraph.Store
        In memory: one graph per source, and ``consensus``, ``derived``, ``vocabulary``,
        ``sources``.

    Raises
    ------
    CurationError
        If the tables have faults, or a decision is about no disagreement.
    OntologyError
        If the ontology or a rule is broken.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> len(build_store([example_dir()])) > 500
    True
    """
    with without_collector():
        tables = read_tables(list(folders) or [curated_dir()], needs_focus=needs_focus)
    store = fill_store(tables, ontology=ontology, decided_by=decided_by)
    if faults := check_decided(tables, store):
        raise CurationError(faults)
    return store


def fill_store(
    tables: Tables, *, ontology: Path | None = None, decided_by: datetime.date | None = None
) -> Store:
    """Assemble checked tables, add the vocabulary and run the rules.

    Parameters
    ----------
    tables
        The rows; those that decide after `decided_by` are taken out of them.
    ontology, decided_by
        See :func:`build_store`.

    Returns
    -------
    pyoxigraph.Store
        As that of :func:`build_store`; whether each decision is about a disagreement is not judged.
    """
    folder = ontology if ontology is not None else ontology_dir()
    store = Store()
    with without_collector():
        if decided_by is not None:
            _drop_later_decisions(tables, decided_by)
        store.bulk_extend(assemble(tables))
        store.bulk_extend(read_vocabulary(folder))
        derive(store, folder)
    return store


def _drop_later_decisions(tables: Tables, day: datetime.date) -> None:
    """Leave out the decisions taken after a day; those without a date stay."""
    for name, located in tables.rows.items():
        tables.rows[name] = [
            row
            for row in located
            if not isinstance(row.record, Resolution)
            or row.record.decided_on is None
            or row.record.decided_on <= day
        ]

"""The data path in one call: folders of tables to a filled store."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store

from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError
from coopgraph.rdf.assemble import assemble, read_vocabulary
from coopgraph.rdf.decided import check_decided
from coopgraph.rdf.rules import derive
from coopgraph.resources import curated_dir, ontology_dir

__all__ = ["build_store"]


def build_store(folders: Sequence[Path] = (), *, ontology: Path | None = None) -> Store:
    """Read curated tables, assemble them, add the vocabulary and run the rules.

    Parameters
    ----------
    folders
        Folders of curated tables; the packaged landscape if empty.
    ontology
        Ontology folder; the packaged one by default.

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
    folder = ontology if ontology is not None else ontology_dir()
    tables = read_tables(list(folders) or [curated_dir()])
    store = Store()
    store.bulk_extend(assemble(tables))
    store.bulk_extend(read_vocabulary(folder))
    derive(store, folder)
    if faults := check_decided(tables, store):
        raise CurationError(faults)
    return store

"""Open a store from its address: ``memory:``, ``rdflib:``, ``oxigraph:PATH``."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Store as MemoryStore

from coopgraph.errors import StoreError
from coopgraph.messages import message
from coopgraph.rdf.names import names_of, put_names_of
from coopgraph.store.base import Store
from coopgraph.store.disk import open_disk
from coopgraph.store.kept import kept_store
from coopgraph.store.oxigraph_store import OxigraphStore

__all__ = ["open_store"]


def open_store(
    uri: str = "memory:",
    *,
    data: Sequence[Path] = (),
    as_of: datetime.date | None = None,
    decided_by: datetime.date | None = None,
    needs_focus: bool = True,
) -> Store:
    """Open a store for reading.

    Parameters
    ----------
    uri
        ``memory:`` (Oxigraph, built from the tables on the spot), ``rdflib:`` (the same, answered
        by rdflib) or ``oxigraph:PATH`` (a store that ``coopgraph build`` wrote).
    data
        Folders of curated tables for the first two; the packaged landscape if empty.
    as_of
        Day whose names bodies bear; the present names if None.
    decided_by
        Day after which decisions about disagreements are not applied; all are if None. A store on
        disk holds those of its tables.
    needs_focus
        Whether tables must name one organisation in focus: not where the caller puts one there.

    Returns
    -------
    Store

    Raises
    ------
    StoreError
        If the address is unknown or there is no store at the path.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> open_store("memory:", data=[example_dir()]).engine
    'oxigraph'
    """
    kind, _, path = uri.partition(":")
    if kind in ("memory", "rdflib") and not path:
        inner = kept_store(data, decided_by=decided_by, needs_focus=needs_focus)
        if as_of is not None:
            put_names_of(inner, as_of)
        if kind == "memory":
            return OxigraphStore(inner, uri)
        from coopgraph.store.rdflib_store import RdflibStore  # heavy: only when asked for

        return RdflibStore(inner, uri)
    if kind == "oxigraph" and path:
        if data:
            raise StoreError(
                message("{uri}: a written store has its own data; leave out --data", uri=uri)
            )
        disk = open_disk(Path(path), uri)
        if as_of is None or not names_of(disk.inner, as_of):
            return disk
        inner = MemoryStore()  # a store on disk is only read
        inner.bulk_extend(disk.quads())
        put_names_of(inner, as_of)
        return OxigraphStore(inner, uri)
    raise StoreError(
        message(
            "unknown store {uri!r}; use memory:, rdflib: or oxigraph:PATH "
            "(written by coopgraph build)",
            uri=uri,
        )
    )

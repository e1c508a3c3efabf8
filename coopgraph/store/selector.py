"""Open a store from its address: ``memory:``, ``rdflib:``, ``oxigraph:PATH``."""

from __future__ import annotations

import datetime
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph

from coopgraph.errors import StoreError
from coopgraph.rdf.build import build_store
from coopgraph.rdf.names import put_names_of
from coopgraph.store.base import Store
from coopgraph.store.oxigraph_store import OxigraphStore

__all__ = ["open_store", "write_store"]

_MARK = "coopgraph-store"


def open_store(
    uri: str = "memory:", *, data: Sequence[Path] = (), as_of: datetime.date | None = None
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
        Day whose names bodies bear, for the first two; the present names if None.

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
        inner = build_store(data)
        if as_of is not None:
            put_names_of(inner, as_of)
        if kind == "memory":
            return OxigraphStore(inner, uri)
        from coopgraph.store.rdflib_store import RdflibStore  # heavy: only when asked for

        return RdflibStore(inner, uri)
    if kind == "oxigraph" and path:
        if data:
            raise StoreError(f"{uri}: a written store has its own data; leave out --data")
        return _open_disk(Path(path), uri)
    raise StoreError(
        f"unknown store {uri!r}; use memory:, rdflib: or oxigraph:PATH (written by coopgraph build)"
    )


def _open_disk(path: Path, uri: str) -> Store:
    mark = path / _MARK
    if not mark.is_file():
        raise StoreError(f"{path}: no store of coopgraph here; write one with: coopgraph build")
    try:
        expected = int(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(f"{mark}: is damaged; build the store again") from error
    try:
        inner = pyoxigraph.Store.read_only(str(path))
        found = sum(1 for _ in inner)
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(f"{path}: the store is damaged: {error}; build it again") from error
    if found != expected:
        raise StoreError(
            f"{path}: the store is damaged: {found} of {expected} quads; build it again"
        )
    return OxigraphStore(inner, uri)


def write_store(inner: pyoxigraph.Store, path: Path) -> None:
    """Write a store to disk, beside its final place first, so that nothing half-written is seen.

    Parameters
    ----------
    inner
        The filled store.
    path
        Folder to make; an earlier store of coopgraph there is replaced.

    Raises
    ------
    StoreError
        If something else is at the path or it cannot be written.
    """
    if path.exists() and not (path / _MARK).is_file():
        raise StoreError(f"{path}: is there already and is no store of coopgraph; choose another")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error.strerror}") from error
    old = Path(f"{beside}-old")
    try:
        disk = pyoxigraph.Store(str(beside))
        disk.bulk_extend(inner)
        disk.flush()
        del disk
        (beside / _MARK).write_text(f"{len(inner)}\n", encoding="utf-8")
        if path.exists():
            os.replace(path, old)
        os.replace(beside, path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be written: {error}") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)

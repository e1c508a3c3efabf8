"""Open a store from its address: ``memory:``, ``rdflib:``, ``oxigraph:PATH``."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pyoxigraph

from coopgraph.errors import StoreError, reason
from coopgraph.messages import message
from coopgraph.rdf.build import build_store
from coopgraph.store.base import Store
from coopgraph.store.oxigraph_store import OxigraphStore

__all__ = ["open_store", "write_store"]

_MARK = "coopgraph-store"


def open_store(uri: str = "memory:", *, data: Sequence[Path] = ()) -> Store:
    """Open a store for reading.

    Parameters
    ----------
    uri
        ``memory:`` (Oxigraph, built from the tables on the spot), ``rdflib:`` (the same, answered
        by rdflib) or ``oxigraph:PATH`` (a store that ``coopgraph build`` wrote).
    data
        Folders of curated tables for the first two; the packaged landscape if empty.

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
        if kind == "memory":
            return OxigraphStore(inner, uri)
        from coopgraph.store.rdflib_store import RdflibStore  # heavy: only when asked for

        return RdflibStore(inner, uri)
    if kind == "oxigraph" and path:
        if data:
            raise StoreError(
                message("{uri}: a written store has its own data; leave out --data", uri=uri)
            )
        return _open_disk(Path(path), uri)
    raise StoreError(
        message(
            "unknown store {uri!r}; use memory:, rdflib: or oxigraph:PATH "
            "(written by coopgraph build)",
            uri=uri,
        )
    )


def _open_disk(path: Path, uri: str) -> Store:
    mark = path / _MARK
    if not mark.is_file():
        raise StoreError(
            message(
                "{path}: no store of coopgraph here; write one with: coopgraph build", path=path
            )
        )
    try:
        expected = int(mark.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise StoreError(message("{path}: is damaged; build the store again", path=mark)) from error
    try:
        inner = pyoxigraph.Store.read_only(str(path))
        found = sum(1 for _ in inner)
    except (OSError, ValueError, RuntimeError) as error:
        raise StoreError(
            message(
                "{store}: the store is damaged: {reason}; build it again",
                store=path,
                reason=str(error),
            )
        ) from error
    if found != expected:
        raise StoreError(
            message(
                "{path}: the store is damaged: {found} of {expected} quads; build it again",
                path=path,
                found=found,
                expected=expected,
            )
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
        raise StoreError(
            message(
                "{path}: is there already and is no store of coopgraph; choose another", path=path
            )
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.parent))
    except OSError as error:
        raise StoreError(
            message("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error
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
        raise StoreError(
            message("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)

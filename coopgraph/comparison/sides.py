"""Open what is to be compared: folders of tables, files of a build, stores."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat

from coopgraph.comparison.graphs import compare_stores
from coopgraph.comparison.records import Difference
from coopgraph.comparison.tables import compare_folders
from coopgraph.errors import SourceError, reason
from coopgraph.messages import message
from coopgraph.resources import curated_dir
from coopgraph.store.base import Store
from coopgraph.store.disk import open_disk
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.store.selector import open_store

__all__ = ["compare_builds", "folders_of", "open_build"]

_FORMATS: Final = {".nq": RdfFormat.N_QUADS, ".trig": RdfFormat.TRIG}
_STORE: Final = "coopgraph-store"
Build = str | Path | Sequence[str | Path]


def compare_builds(
    old: Build,
    new: Build,
    *,
    days: tuple[datetime.date, datetime.date] | None = None,
) -> Difference:
    """Compare two builds of a landscape, whatever form they have.

    Parameters
    ----------
    old, new
        A folder of curated tables or several, a file of ``coopgraph build`` (N-Quads, TriG),
        ``oxigraph:PATH``, or ``memory:`` for the packaged landscape.
    days
        Days at which the two are looked at: what ended between them, and which decisions were
        known. Without them, both are looked at today.

    Returns
    -------
    Difference

    Raises
    ------
    SourceError, StoreError, CurationError
        If one cannot be read.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> found = compare_builds(example_dir(), "memory:")
    >>> found.counts["organizations"]["removed"] > 10
    True
    """
    before, after = folders_of(old), folders_of(new)
    titles = (_title(old), _title(new))
    if before is not None and after is not None:
        found = compare_folders(before, after, days=days, decided=days is not None)
        return replace(
            found,
            old=replace(found.old, name=titles[0]),
            new=replace(found.new, name=titles[1]),
        )
    return compare_stores(open_build(old), open_build(new), days=days, titles=titles)


def folders_of(build: Build) -> tuple[Path, ...] | None:
    """Return the folders of tables that a build is; None if it is a file or a store."""
    if build == "memory:":
        return (curated_dir(),)
    parts = [build] if isinstance(build, str | Path) else list(build)
    if any(str(part).startswith("oxigraph:") for part in parts):
        return None
    paths = tuple(Path(part) for part in parts)
    if any(path.suffix.lower() in _FORMATS or (path / _STORE).is_file() for path in paths):
        return None
    return paths


def open_build(build: Build, *, decided_by: datetime.date | None = None) -> Store:
    """Open a build as a store.

    Parameters
    ----------
    build
        See :func:`compare_builds`.
    decided_by
        Day after which decisions are not applied, where the build is a folder.

    Returns
    -------
    Store

    Raises
    ------
    SourceError, StoreError, CurationError
        If it cannot be read.
    """
    folders = folders_of(build)
    if folders is not None:
        return open_store("memory:", data=folders, decided_by=decided_by, needs_focus=False)
    if not isinstance(build, str | Path):
        raise SourceError(message("several builds cannot be read as one; give one of them"))
    name = str(build)
    if name.startswith("oxigraph:") or Path(name).is_dir():
        path = Path(name.removeprefix("oxigraph:"))
        return open_disk(path, f"oxigraph:{path}")
    return _read(Path(name))


def _read(path: Path) -> Store:
    inner = pyoxigraph.Store()
    try:
        inner.bulk_load(path=str(path), format=_FORMATS[path.suffix.lower()])
    except OSError as error:
        raise SourceError(
            message("{path}: cannot be read: {reason}", path=path, reason=reason(error))
        ) from error
    except (SyntaxError, ValueError) as error:
        raise SourceError(
            message("{path}: cannot be parsed: {reason}", path=path, reason=str(error))
        ) from error
    return OxigraphStore(inner, str(path))


def _title(build: Build) -> str:
    parts = [build] if isinstance(build, str | Path) else list(build)
    return ", ".join(str(part) for part in parts)

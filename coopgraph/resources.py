"""Where the ontology, the curated tables, the queries and the cache are.

In an installed wheel they are inside the package (``coopgraph/_resources``); in a working copy they
are the folders at the top of the repository. This is the only module that knows.
"""

from __future__ import annotations

import os
from pathlib import Path

from coopgraph.errors import SourceError
from coopgraph.messages import message

__all__ = ["cache_folder", "curated_dir", "data_dir", "example_dir", "ontology_dir", "queries_dir"]

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for root in (_PACKAGE / "_resources", _PACKAGE.parent):
        folder = root / name
        if folder.is_dir():
            return folder
    raise SourceError(
        message(
            "the folder {name!r} that comes with coopgraph is missing beside {package}; "
            "install coopgraph again",
            name=name,
            package=_PACKAGE,
        )
    )


def ontology_dir() -> Path:
    """Return the folder of the ontology, its schemes, shapes and rules."""
    return _folder("ontology")


def data_dir() -> Path:
    """Return the folder that holds the packaged data."""
    return _folder("data")


def curated_dir() -> Path:
    """Return the curated tables of the packaged landscape."""
    return data_dir() / "curated"


def example_dir() -> Path:
    """Return the curated tables of the fictitious miniature landscape."""
    return data_dir() / "example"


def queries_dir() -> Path:
    """Return the folder of the query library."""
    return _folder("queries")


def cache_folder() -> Path | None:
    """Return the folder for what is worked out once and kept between runs; it need not exist.

    It is the user's cache folder of the system, or the one that ``COOPGRAPH_CACHE`` names; with
    ``COOPGRAPH_CACHE=off`` nothing is kept.

    Returns
    -------
    Path or None
        ``None`` where nothing is to be kept.
    """
    named = os.environ.get("COOPGRAPH_CACHE")
    if named is not None and named.strip().lower() in ("off", "0", "no", ""):
        return None
    if named:
        return Path(named)
    import platformdirs

    return platformdirs.user_cache_path("coopgraph", appauthor=False)

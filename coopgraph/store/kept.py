"""Keep the assembled landscape between runs: the same tables are assembled once.

What is kept is every quad that :func:`coopgraph.rdf.build.build_store` makes, under the
digest of all that it is made from: the tables, the ontology and its rules, the code that assembles
(its own text, so that no version number can be forgotten). Loading it takes a third of the time. A
file is written whole or not at all, so several runs may share the folder; a file that is not what
was written is never used, and a folder that cannot be written does not matter.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
import gzip
import hashlib
import io
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import RdfFormat, Store

import coopgraph
from coopgraph.rdf.build import build_store
from coopgraph.resources import cache_folder, curated_dir, ontology_dir

__all__ = ["kept_store"]

_SUFFIX: Final = ".landscape"
#: The folder holds at most so many landscapes, those used last; the packaged one takes 1.6 MB.
_FILES: Final = 8
#: Parts of the package whose text decides what is assembled.
_CODE: Final = ("curation", "model", "rdf", "vocabulary.py", "namespaces.py", "resources.py")


def kept_store(
    folders: Sequence[Path] = (),
    *,
    decided_by: datetime.date | None = None,
    needs_focus: bool = True,
) -> Store:
    """Return the store of some tables, from the cache where it is there.

    Parameters
    ----------
    folders
        Folders of curated tables; the packaged landscape if empty.
    decided_by
        Day after which decisions about disagreements are not applied; all are if None.
    needs_focus
        Whether the tables must name one organisation in focus.

    Returns
    -------
    pyoxigraph.Store
        In memory, and of the caller: the same quads as :func:`~coopgraph.rdf.build.build_store`.

    Raises
    ------
    CurationError, OntologyError
        If the tables or the ontology have faults; such a landscape is never kept.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> len(kept_store([example_dir()])) == len(build_store([example_dir()]))
    True
    """
    folder = cache_folder()
    build = functools.partial(build_store, folders, decided_by=decided_by, needs_focus=needs_focus)
    key = _key(folders, decided_by, needs_focus) if folder is not None else None
    if folder is None or key is None:
        return build()
    file = folder / (key + _SUFFIX)
    store = _read(file)
    if store is not None:
        return store
    store = build()
    if _key(folders, decided_by, needs_focus) == key:  # nobody edited a table meanwhile
        with contextlib.suppress(OSError):
            _write(file, store)
    return store


def _key(
    folders: Sequence[Path], decided_by: datetime.date | None, needs_focus: bool
) -> str | None:
    """Return the digest of what a store is made from; None if something cannot be read."""
    digest = hashlib.sha256(f"{pyoxigraph.__version__}\n{decided_by}\n{needs_focus}\n".encode())
    try:
        for path in _inputs(folders):
            content = path.read_bytes()
            digest.update(f"{path.parent.name}/{path.name}\n{len(content)}\n".encode())
            digest.update(content)
    except OSError:
        return None
    return digest.hexdigest()


def _inputs(folders: Sequence[Path]) -> Iterator[Path]:
    package = Path(coopgraph.__file__).parent
    for name in _CODE:
        part = package / name
        yield from sorted(part.glob("*.py")) if part.is_dir() else [part]
    yield from sorted(path for path in ontology_dir().rglob("*") if path.is_file())
    for folder in folders or [curated_dir()]:
        yield from sorted(path for path in folder.iterdir() if path.is_file())


def _read(file: Path) -> Store | None:
    """Load what is kept; None if there is nothing, or not what was written."""
    try:
        digest, _, body = file.read_bytes().partition(b"\n")
        if digest != hashlib.sha256(body).hexdigest().encode():
            return None
        store = Store()
        store.bulk_load(gzip.decompress(body), format=RdfFormat.N_QUADS, lenient=True)
        os.utime(file)  # those used last are kept longest
    except (OSError, EOFError, SyntaxError, ValueError):
        return None
    return store


def _write(file: Path, store: Store) -> None:
    quads = io.BytesIO()
    store.dump(quads, RdfFormat.N_QUADS)
    body = gzip.compress(quads.getvalue(), 1, mtime=0)
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=".coopgraph-", dir=file.parent)
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
        Path(name).replace(file)
    finally:
        Path(name).unlink(missing_ok=True)
    used = sorted(file.parent.glob("*" + _SUFFIX), key=lambda path: path.stat().st_mtime)
    for old in used[:-_FILES]:
        old.unlink(missing_ok=True)

"""A store in a folder, replaced in one step: whoever reads sees the old one or the new one whole.

The folder holds generations, each a store of Oxigraph, and a mark that names the one in force::

    coopgraph-store     {"generation": "gen-000002", "quads": 147046}
    gen-000002/         the store in force
    gen-000001/         the one before it, for those who still read it
    lock                held while a process writes

A new generation is written beside the others; then the mark is replaced, the only step that counts.
A process killed before it leaves the old store in force, one killed after it the new one.
What it leaves behind is cleared away by the next write.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

import pyoxigraph

from coopgraph.errors import StoreError, reason
from coopgraph.messages import message
from coopgraph.store.oxigraph_store import OxigraphStore

__all__ = ["open_disk", "write_store"]

_MARK: Final = "coopgraph-store"
_NEW_MARK: Final = "coopgraph-store.new"
_LOCK: Final = "lock"
_GENERATION: Final = re.compile(r"gen-([0-9]{6,})")
#: What a folder may hold that was being filled for the first time when the process was killed.
_UNFINISHED: Final = re.compile(rf"{_GENERATION.pattern}|{_NEW_MARK}|{_LOCK}")
_TRIES: Final = 3


@dataclass(frozen=True, slots=True)
class _Mark:
    generation: str
    quads: int


def open_disk(path: Path, uri: str) -> OxigraphStore:
    """Open the store of a folder for reading.

    Parameters
    ----------
    path
        The folder.
    uri
        How the store is named in messages.

    Returns
    -------
    OxigraphStore

    Raises
    ------
    StoreError
        If there is no store, or it is damaged.
    """
    for left in reversed(range(_TRIES)):
        mark = _read_mark(path)
        try:
            inner = pyoxigraph.Store.read_only(str(path / mark.generation))
            found = len(inner)
        except (OSError, ValueError, RuntimeError) as error:
            if left and _read_mark(path) != mark:
                continue  # it was replaced, twice, while it was being opened
            raise StoreError(
                message(
                    "{store}: the store is damaged: {reason}; build it again",
                    store=path,
                    reason=str(error),
                )
            ) from error
        if found == mark.quads:
            return OxigraphStore(inner, uri)
        raise StoreError(
            message(
                "{path}: the store is damaged: {found} of {expected} quads; build it again",
                path=path,
                found=found,
                expected=mark.quads,
            )
        )
    raise AssertionError("unreachable")  # pragma: no cover


def _read_mark(path: Path) -> _Mark:
    file = path / _MARK
    if not file.is_file():
        raise StoreError(
            message(
                "{path}: no store of coopgraph here; write one with: coopgraph build", path=path
            )
        )
    try:
        mark = _Mark(**json.loads(file.read_text(encoding="utf-8")))
        if not _GENERATION.fullmatch(mark.generation):
            raise ValueError(mark.generation)
    except (OSError, ValueError, TypeError) as error:
        raise StoreError(message("{path}: is damaged; build the store again", path=file)) from error
    return mark


def write_store(inner: pyoxigraph.Store, path: Path) -> None:
    """Write a store into a folder; an earlier one stays in force until the new one is whole.

    Parameters
    ----------
    inner
        The filled store.
    path
        The folder; made if it is not there.

    Raises
    ------
    StoreError
        If the folder holds something else, another process writes there, or it cannot be written.
    """
    if path.exists() and not _is_ours(path):
        raise StoreError(
            message(
                "{path}: is there already and is no store of coopgraph; choose another", path=path
            )
        )
    new = not path.exists()
    try:
        path.mkdir(parents=True, exist_ok=True)
        with _locked(path):
            _replace(inner, path)
    except StoreError:
        raise
    except BaseException as error:
        if new:
            _leave_nothing(path)
        if not isinstance(error, OSError):
            raise
        raise StoreError(
            message("{path}: cannot be written: {reason}", path=path, reason=reason(error))
        ) from error


def _is_ours(path: Path) -> bool:
    if not path.is_dir():
        return False
    names = {entry.name for entry in path.iterdir()}
    return _MARK in names or all(_UNFINISHED.fullmatch(name) for name in names)


def _replace(inner: pyoxigraph.Store, path: Path) -> None:
    """Write a generation, put it in force, keep the one before it and no other."""
    before = _in_force(path)
    _clear(path, keep={before})
    generation = path / f"gen-{int(before.removeprefix('gen-') or 0) + 1:06}"
    try:
        generation.mkdir()
        disk = pyoxigraph.Store(str(generation))
        disk.bulk_extend(inner)
        disk.flush()
        del disk
        with (path / _NEW_MARK).open("w", encoding="utf-8") as file:
            file.write(json.dumps({"generation": generation.name, "quads": len(inner)}) + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(path / _NEW_MARK, path / _MARK)
    except BaseException:
        _clear(path, keep={before, _in_force(path)})
        raise
    _flush_folder(path)


def _in_force(path: Path) -> str:
    """Return the name of the generation in force; empty if there is none."""
    with contextlib.suppress(StoreError):
        return _read_mark(path).generation
    return ""


def _clear(path: Path, *, keep: set[str]) -> None:
    """Remove the generations that are not kept; what cannot go yet is left for the next write."""
    for entry in path.iterdir():
        if _GENERATION.fullmatch(entry.name) and entry.name not in keep:
            shutil.rmtree(entry, ignore_errors=True)
    (path / _NEW_MARK).unlink(missing_ok=True)


def _leave_nothing(path: Path) -> None:
    """Remove a new folder into which no store came."""
    with contextlib.suppress(OSError):
        if all(entry.name == _LOCK for entry in path.iterdir()):
            (path / _LOCK).unlink(missing_ok=True)
            path.rmdir()


def _flush_folder(path: Path) -> None:
    """Have the system write down that the mark was replaced, where folders can be flushed."""
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Hold the lock of a folder, which the system releases even if the process is killed."""
    with (path / _LOCK).open("a", encoding="utf-8") as file:
        try:
            _lock(file)
        except OSError as error:
            raise StoreError(
                message("{path}: another process is writing this store; wait for it", path=path)
            ) from error
        yield


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)

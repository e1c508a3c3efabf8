"""The folder that imports fill: its tables, and beside them ``imports/`` with what keeps them true.

``imports/staging.sqlite`` is what was read, ``imports/decisions.csv`` what a person decided about
identities and is never written over, the other files there are for reading.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from coopgraph.curation.lists import read_list
from coopgraph.curation.tables import TABLES
from coopgraph.errors import SourceError, reason
from coopgraph.importing.files import checksum
from coopgraph.messages import message

__all__ = [
    "DECISIONS",
    "IMPORTS",
    "STAGING",
    "made_folder",
    "published",
    "read_decisions",
    "workplace",
]

IMPORTS: Final = "imports"
STAGING: Final = "staging.sqlite"
DECISIONS: Final = "decisions.csv"
#: The tables as they were before the last import, for ``coopgraph diff``.
PREVIOUS: Final = "previous"
_MANIFEST: Final = "tables.json"
#: What an import works in, what it has made ready to be moved, and what keeps others out.
_WORK: Final = ".work-"
_READY: Final = ".ready"
_LOCK: Final = ".lock"
_SAME: Final = {"same": True, "different": False}


@contextmanager
def made_folder(folder: Path) -> Iterator[None]:
    """Make a folder; if what follows fails and nothing lies in it, nothing is left of it.

    Parameters
    ----------
    folder
        The folder; may be there.

    Raises
    ------
    OSError
        If it cannot be made.

    Examples
    --------
    >>> place = Path(tempfile.mkdtemp())
    >>> try:
    ...     with made_folder(place / "new" / "imports"):
    ...         raise ValueError
    ... except ValueError:
    ...     list(place.iterdir())
    []
    """
    new = [place for place in (folder, *folder.parents) if not place.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        yield
    except BaseException:
        with suppress(OSError):
            for place in new:
                place.rmdir()
        raise


@contextmanager
def workplace(folder: Path) -> Iterator[Path]:
    """Give an empty folder inside the one to be filled, with the staging file as it is now.

    It lies inside, for the folder may be a volume of its own: what is moved within one is moved at
    once. One import at a time: another one is refused as long as this one runs.

    Parameters
    ----------
    folder
        The folder that imports fill; need not exist.

    Yields
    ------
    Path
        Folder that is gone afterwards, whatever happens.

    Raises
    ------
    SourceError
        If the folder holds tables that no import made, or that were changed since, or another
        import fills it.
    """
    if folder.exists() and not folder.is_dir():
        raise SourceError(message("{file}: a file, not a folder", file=folder))
    try:
        with made_folder(folder / IMPORTS), _alone(folder):
            _finish(folder)
            _check(folder)
            for left in (folder / IMPORTS).glob(f"{_WORK}*"):
                # An import was killed.
                shutil.rmtree(left, ignore_errors=True)
            place = Path(tempfile.mkdtemp(prefix=_WORK, dir=folder / IMPORTS))
            try:
                (place / IMPORTS).mkdir()
                staging = folder / IMPORTS / STAGING
                if staging.is_file():
                    shutil.copyfile(staging, place / IMPORTS / STAGING)
                yield place
            finally:
                shutil.rmtree(place, ignore_errors=True)
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, SourceError):
            raise
        said = reason(error) if isinstance(error, OSError) else str(error)
        raise SourceError(
            message("{file}: cannot be written: {reason}", file=folder, reason=said)
        ) from error


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other imports out; the system lets go of the lock of a program that was killed."""
    file = folder / IMPORTS / _LOCK
    fresh = not any((folder / IMPORTS).iterdir())
    lock = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        try:
            lock.execute("PRAGMA journal_mode = OFF")
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            fresh = False
            raise SourceError(
                message(
                    "{folder}: another import is filling this folder; wait until it has ended",
                    folder=folder,
                )
            ) from error
        yield
    except BaseException:
        lock.close()
        if fresh:
            file.unlink(missing_ok=True)
        raise
    finally:
        lock.close()


def _check(folder: Path) -> None:
    manifest = folder / IMPORTS / _MANIFEST
    tables = sorted(
        name for name in TABLES if name != "landscape" and (folder / f"{name}.csv").exists()
    )
    if tables and not manifest.is_file():
        raise SourceError(
            message(
                "{folder}: holds tables that no import made ({tables}); import into a folder of "
                "its own and read both: --data {folder} --data OTHER",
                folder=folder,
                tables=", ".join(f"{name}.csv" for name in tables[:3]),
            )
        )
    if not manifest.is_file():
        return
    made = _manifest(manifest)
    for name in tables:
        file = folder / f"{name}.csv"
        if made.get(file.name) != checksum(file):
            raise SourceError(
                message(
                    "{file}: was changed since the last import, which would be lost; put your "
                    "rows into a folder of their own, remove this file, and import again",
                    file=file,
                )
            )


def _manifest(file: Path) -> dict[str, str]:
    """Return the checksums of the tables that an import made, by name."""
    try:
        made = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): str(found) for name, found in made.items()}
    except (ValueError, AttributeError) as error:
        raise SourceError(
            message(
                "{file}: damaged, so that nobody can tell which tables were changed by hand; "
                "remove it and the tables that imports made, and import again",
                file=file,
            )
        ) from error


def published(place: Path, folder: Path) -> None:
    """Put what was made into the folder: tables that are no more go, decisions stay.

    Parameters
    ----------
    place
        The folder of :func:`workplace`, filled.
    folder
        The folder to fill.
    """
    made = {path.name: checksum(path) for path in sorted(place.glob("*.csv"))}
    before = place / IMPORTS / PREVIOUS
    before.mkdir()
    for name in TABLES:
        file = folder / f"{name}.csv"
        if file.exists():
            shutil.copyfile(file, before / file.name)
    (place / IMPORTS / _MANIFEST).write_text(
        json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    # Up to here a full disk changes nothing; from here only names change.
    os.replace(place, folder / IMPORTS / _READY)
    try:
        _finish(folder)
    except KeyboardInterrupt:
        _finish(folder)
        raise


def _finish(folder: Path) -> None:
    """Move what an import made ready to its place; of one that was killed, what is left of it."""
    ready = folder / IMPORTS / _READY
    manifest = ready / IMPORTS / _MANIFEST
    if manifest.is_file():
        made = _manifest(manifest)
        for path in sorted(ready.glob("*.csv")):
            os.replace(path, folder / path.name)
        for name in TABLES:
            file = folder / f"{name}.csv"
            if name != "landscape" and file.name not in made:
                file.unlink(missing_ok=True)
        before = folder / IMPORTS / PREVIOUS
        if (ready / IMPORTS / PREVIOUS).is_dir():
            if before.is_dir():
                shutil.rmtree(before)
            os.replace(ready / IMPORTS / PREVIOUS, before)
        for path in sorted((ready / IMPORTS).iterdir()):
            if path != manifest:
                os.replace(path, folder / IMPORTS / path.name)
        os.replace(manifest, folder / IMPORTS / _MANIFEST)
    if ready.is_dir():
        shutil.rmtree(ready, ignore_errors=True)


def read_decisions(folder: Path) -> list[tuple[str, str, bool]]:
    """Return what a person decided about identities in ``imports/decisions.csv``.

    Parameters
    ----------
    folder
        The folder that imports fill.

    Returns
    -------
    list of tuple
        Two keys (``ror:02vjkv261``; ``id:inserm`` for an id of the landscape), and whether they
        are the same body.

    Raises
    ------
    SourceError
        If the file is no table of text, or a row names no two keys, says neither ``same`` nor
        ``different``, or contradicts another one, with its line.
    """
    file = folder / IMPORTS / DECISIONS
    if not file.is_file():
        return []
    rows = read_list(file)
    _, header = next(rows, (0, []))
    found: list[tuple[str, str, bool]] = []
    said: dict[frozenset[str], tuple[bool, int]] = {}
    for line, cells in rows:
        row = dict(zip(header, cells, strict=False))
        a, b = row.get("a", ""), row.get("b", "")
        decision = row.get("decision", "").casefold()
        if not (a or b or decision):
            continue
        if not _is_key(a) or not _is_key(b) or decision not in _SAME:
            raise SourceError(
                message(
                    "{file}: line {line}: needs two keys (a, b) and a decision, same or different",
                    file=file,
                    line=line,
                )
            )
        same = _SAME[decision]
        before, where = said.setdefault(frozenset((a, b)), (same, line))
        if before != same:
            raise SourceError(
                message(
                    "{file}: line {line}: decides otherwise than line {other} on {a} and {b}; "
                    "remove one of them",
                    file=file,
                    line=line,
                    other=where,
                    a=a,
                    b=b,
                )
            )
        found.append((a, b, same))
    return found


def _is_key(text: str) -> bool:
    """Tell whether a text is a register and a number there; a blank number joins nothing."""
    scheme, colon, value = text.partition(":")
    return bool(scheme and colon and value.strip())

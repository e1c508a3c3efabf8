"""The folder that imports fill: its tables, and beside them ``imports/`` with what keeps them true.

``imports/staging.sqlite`` is what was read, ``imports/decisions.csv`` what a person decided about
identities and is never written over, the other files there are for reading.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError, reason
from coopgraph.importing.publishing import finish, refuse_changed
from coopgraph.importing.staging import IMPORTS, STAGING
from coopgraph.messages import message

__all__ = ["made_folder", "workplace"]

#: What an import works in, and what keeps others out.
_WORK: Final = ".work-"
_LOCK: Final = ".lock"


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
            finish(folder)
            refuse_changed(folder)
            _clear(folder)  # an import was killed
            try:
                place = Path(tempfile.mkdtemp(prefix=_WORK, dir=folder / IMPORTS))
                (place / IMPORTS).mkdir()
                staging = folder / IMPORTS / STAGING
                if staging.is_file():
                    shutil.copyfile(staging, place / IMPORTS / STAGING)
                yield place
            finally:
                _clear(folder)
    except (OSError, sqlite3.Error) as error:
        if isinstance(error, SourceError):
            raise
        said = reason(error) if isinstance(error, OSError) else str(error)
        raise SourceError(
            message("{file}: cannot be written: {reason}", file=folder, reason=said)
        ) from error


def _clear(folder: Path) -> None:
    """Remove what imports worked in; none but this one does, which has the lock."""
    for left in (folder / IMPORTS).glob(f"{_WORK}*"):
        shutil.rmtree(left, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other imports out; the system lets go of the lock of a program that was killed."""
    file = folder / IMPORTS / _LOCK
    fresh = not any((folder / IMPORTS).iterdir())
    lock = None
    try:
        while lock is None:
            lock = _locked(file, folder, fresh=fresh)
        yield
    except BaseException:
        if fresh and lock is not None:
            _remove(file, lock)
        raise
    finally:
        if lock is not None:
            lock.close()


def _locked(file: Path, folder: Path, *, fresh: bool) -> sqlite3.Connection | None:
    """Return the lock, held; none if another import has removed its file meanwhile."""
    file.touch()
    before = file.stat().st_ino
    lock = sqlite3.connect(file, timeout=0, isolation_level=None)
    try:
        lock.execute("PRAGMA journal_mode = OFF")
        lock.execute("BEGIN EXCLUSIVE")
        with suppress(FileNotFoundError):
            if file.stat().st_ino == before:
                return lock
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_BUSY:
            if fresh:
                _remove(file, lock)
            raise
        lock.close()
        raise SourceError(
            message(
                "{folder}: another import is filling this folder; wait until it has ended",
                folder=folder,
            )
        ) from error
    lock.close()
    return None


def _remove(file: Path, lock: sqlite3.Connection) -> None:
    """Remove the file of a lock while it is held: afterwards it may be another import's."""
    try:
        file.unlink(missing_ok=True)
        lock.close()
    except PermissionError:  # Windows removes no file that is open
        lock.close()
        with suppress(OSError):
            file.unlink(missing_ok=True)

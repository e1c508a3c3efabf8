"""The folder that imports fill: its tables, and beside them ``imports/`` with what keeps them true.

``imports/staging.sqlite`` is what was read, ``imports/decisions.csv`` what a person decided about
identities and is never written over, the other files there are for reading.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from coopgraph.curation.files import delimiter_of
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
    """Give an empty folder beside the one to be filled, with the staging file as it is now.

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
        If the folder holds tables that no import made, or that were changed since.
    """
    _check(folder)
    parent = folder.resolve().parent
    try:
        parent.mkdir(parents=True, exist_ok=True)
        place = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=parent))
    except OSError as error:
        raise SourceError(
            message("{file}: cannot be written: {reason}", file=folder, reason=reason(error))
        ) from error
    try:
        (place / IMPORTS).mkdir()
        staging = folder / IMPORTS / STAGING
        if staging.is_file():
            shutil.copyfile(staging, place / IMPORTS / STAGING)
        yield place
    except OSError as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            message("{file}: cannot be written: {reason}", file=folder, reason=reason(error))
        ) from error
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _check(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise SourceError(message("{file}: a file, not a folder", file=folder))
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
    made = json.loads(manifest.read_text(encoding="utf-8"))
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
    (place / IMPORTS / _MANIFEST).write_text(
        json.dumps(made, indent=1, sort_keys=True) + "\n", encoding="utf-8"
    )
    before = folder / IMPORTS / PREVIOUS
    before.mkdir(parents=True, exist_ok=True)
    for old in before.glob("*.csv"):
        old.unlink()
    for name in TABLES:
        file = folder / f"{name}.csv"
        if file.exists():
            shutil.copyfile(file, before / file.name)
    for path in sorted(place.rglob("*")):
        if path.is_file():
            os.replace(path, folder / path.relative_to(place))
    for name in TABLES:
        file = folder / f"{name}.csv"
        if name != "landscape" and file.name not in made and file.exists():
            file.unlink()


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
        If a row says neither ``same`` nor ``different``, with its line.
    """
    file = folder / IMPORTS / DECISIONS
    if not file.is_file():
        return []
    found = []
    with file.open(encoding="utf-8-sig", newline="") as stream:
        delimiter, _ = delimiter_of(stream.readline())
        stream.seek(0)
        rows = csv.DictReader(stream, delimiter=delimiter)
        for row in rows:
            a, b = (row.get("a") or "").strip(), (row.get("b") or "").strip()
            decision = (row.get("decision") or "").strip().casefold()
            if not (a or b or decision):
                continue
            if not a or not b or decision not in _SAME:
                raise SourceError(
                    message(
                        "{file}: line {line}: needs two keys (a, b) and a decision, same or "
                        "different",
                        file=file,
                        line=rows.line_num,
                    )
                )
            found.append((a, b, _SAME[decision]))
    return found

"""How what an import made takes its place: at once, or, after a crash, by the next import."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Final

from coopgraph.curation.tables import TABLES
from coopgraph.errors import SourceError
from coopgraph.importing.files import checksum
from coopgraph.importing.staging import IMPORTS
from coopgraph.messages import message

__all__ = ["finish", "published", "refuse_changed"]

#: The tables as they were before the last import, for ``coopgraph diff``.
_PREVIOUS: Final = "previous"
_MANIFEST: Final = "tables.json"
#: What an import has made ready to be moved.
_READY: Final = ".ready"


def refuse_changed(folder: Path) -> None:
    """Refuse to fill a folder whose tables no import made, or that were changed since.

    Parameters
    ----------
    folder
        The folder to fill.

    Raises
    ------
    SourceError
        With the tables, and what to do.
    """
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
    before = place / IMPORTS / _PREVIOUS
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
        finish(folder)
    except KeyboardInterrupt:
        finish(folder)
        raise


def finish(folder: Path) -> None:
    """Move what an import made ready to its place; of one that was killed, what is left of it.

    Parameters
    ----------
    folder
        The folder to fill.
    """
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
        before = folder / IMPORTS / _PREVIOUS
        if (ready / IMPORTS / _PREVIOUS).is_dir():
            if before.is_dir():
                shutil.rmtree(before)
            os.replace(ready / IMPORTS / _PREVIOUS, before)
        for path in sorted((ready / IMPORTS).iterdir()):
            if path != manifest:
                os.replace(path, folder / IMPORTS / path.name)
        os.replace(manifest, folder / IMPORTS / _MANIFEST)
    if ready.is_dir():
        shutil.rmtree(ready, ignore_errors=True)

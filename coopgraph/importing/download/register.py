"""Fetch all official files of a kind of register, or those of a mirror."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from coopgraph.errors import SourceError
from coopgraph.importing.download.connection import Connection
from coopgraph.importing.download.listing import offered
from coopgraph.importing.download.transfer import MOST, Fetched, Told, fetch
from coopgraph.importing.importer import Importer, RegistryFile
from coopgraph.messages import message

__all__ = ["fetch_register"]


def fetch_register(
    importer: Importer,
    folder: Path,
    *,
    mirrors: Sequence[str] = (),
    connection: Connection | None = None,
    most: int = MOST,
    tell: Told | None = None,
) -> list[Fetched]:
    """Fetch the files of a register into a folder, one after the other.

    Parameters
    ----------
    importer
        The kind of register.
    folder
        Where the files are kept; made if it is missing.
    mirrors
        Addresses to fetch instead of the official ones, one for each file.
    connection
        Asks for them; a patient one by default.
    most
        Number of bytes beyond which a file is refused.
    tell
        Called with the name, the bytes so far, and the bytes in all as far as known.

    Returns
    -------
    list of Fetched

    Raises
    ------
    SourceError
        If no address holds the register, or a file cannot be had. Those that were fetched before
        are kept.
    """
    files = [RegistryFile(url) for url in mirrors] or list(importer.files)
    if not files:
        raise SourceError(
            message(
                "{kind}: no address holds it: {reason}. Page: {page}",
                kind=importer.kind,
                reason=importer.by_hand or "",
                page=importer.page or "–",
            )
        )
    asks = connection or Connection()
    found: list[Fetched] = []
    for file in files:
        offer = offered(file, asks)
        if any(one.path.name == offer.name for one in found):
            raise SourceError(
                message("{url}: a second file of the name {name}", url=offer.url, name=offer.name)
            )
        found.append(fetch(offer, folder, asks, most=most, tell=tell))
    return found

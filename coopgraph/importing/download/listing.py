"""Where the newest file of a register is: the address itself, or what a list of files says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from coopgraph.errors import SourceError
from coopgraph.importing.download.connection import Connection
from coopgraph.importing.importer import RegistryFile
from coopgraph.messages import message

__all__ = ["Offer", "offered"]

_UNFIT: Final = re.compile(r"[^A-Za-z0-9._-]+")
#: Checksums that lists give, by their word for them.
_ALGORITHMS: Final = frozenset({"md5", "sha1", "sha256", "sha512"})


@dataclass(frozen=True, slots=True)
class Offer:
    """A file to fetch.

    Attributes
    ----------
    url, name
        Its address, and the name under which it is kept.
    algorithm, checksum
        The published checksum; blank where there is none.
    """

    url: str
    name: str
    algorithm: str = ""
    checksum: str = ""


def offered(file: RegistryFile, connection: Connection) -> Offer:
    """Return the address of a file, its newest one where a list names it.

    Parameters
    ----------
    file
        What the importer declares, or a mirror.
    connection
        Asks the list.

    Returns
    -------
    Offer

    Raises
    ------
    SourceError
        If the list cannot be had, has another form, or holds no such file.
    """
    if not file.listed:
        return Offer(file.url, _file_name(file.name or urlsplit(file.url).path))
    answer = connection.json(file.url)
    try:
        # The newest first; of files without a date, the last one that is named.
        for _, offer in sorted(_LISTS[file.listed](answer), key=lambda found: found[0])[::-1]:
            if re.search(file.name, offer.name):
                return offer
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise SourceError(
            message("{url}: the list of files has another form than it had", url=file.url)
        ) from error
    raise SourceError(
        message("{url}: lists no file whose name is like {name}", url=file.url, name=file.name)
    )


def _zenodo(answer: Any) -> Iterator[tuple[str, Offer]]:
    """Yield the files of the newest record: the API sorts them so."""
    for file in answer["hits"]["hits"][0]["files"]:
        yield "", _offer(file["links"]["self"], file["key"], *file["checksum"].split(":", 1))


def _data_gouv(answer: Any) -> Iterator[tuple[str, Offer]]:
    for file in answer["resources"]:
        said = file.get("checksum") or {}
        name = urlsplit(file["url"]).path
        yield (
            str(file.get("last_modified") or ""),
            _offer(file["url"], name, str(said.get("type") or ""), str(said.get("value") or "")),
        )


def _offer(url: str, name: str, algorithm: str, checksum: str) -> Offer:
    if algorithm.lower() not in _ALGORITHMS or not checksum:
        return Offer(url, _file_name(name))
    return Offer(url, _file_name(name), algorithm.lower(), checksum.lower())


_LISTS: Final[dict[str, Callable[[Any], Iterator[tuple[str, Offer]]]]] = {
    "zenodo": _zenodo,
    "data.gouv": _data_gouv,
}


def _file_name(path: str) -> str:
    """Return the last part of a path as the name of a file in the folder meant, and nowhere else.

    Examples
    --------
    >>> _file_name("/data/v2.0%20ror.zip"), _file_name("../.."), _file_name("")
    ('v2.0-ror.zip', 'download', 'download')
    """
    last = unquote(path).replace("\\", "/").rstrip("/").rpartition("/")[2]
    return _UNFIT.sub("-", last).strip(".-") or "download"

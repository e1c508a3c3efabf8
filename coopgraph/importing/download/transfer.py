"""Bring one file home: only if it changed, from where it stopped, and whole or not at all."""

from __future__ import annotations

import datetime
import email.utils
import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from coopgraph.errors import SourceError, reason
from coopgraph.importing.download.connection import Connection
from coopgraph.importing.download.listing import Offer
from coopgraph.importing.download.notes import Note, note_of
from coopgraph.importing.files import MOST, checksum
from coopgraph.importing.folder import made_folder
from coopgraph.messages import message

__all__ = ["MOST", "Fetched", "fetch"]

_CHUNK: Final = 1 << 16
_RANGE: Final = re.compile(r"bytes (\d+)-\d+/(\d+|\*)\Z")
Told = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that is at hand.

    Attributes
    ----------
    path
        The file.
    url
        Where it comes from.
    state
        ``fetched``, ``resumed`` (it was cut, and went on from there), or ``unchanged``.
    bytes, sha256
        Its size and checksum.
    published
        The checksum of the publisher that it was held against, as ``md5:…``; blank if it gives
        none.
    """

    path: Path
    url: str
    state: str
    bytes: int
    sha256: str
    published: str


def fetch(
    offer: Offer,
    folder: Path,
    connection: Connection,
    *,
    most: int = MOST,
    tell: Told | None = None,
) -> Fetched:
    """Fetch a file into a folder, unless it is there and has not changed.

    Parameters
    ----------
    offer
        The file.
    folder
        Where it is kept, with a note of its origin beside it; made if it is missing.
    connection
        Asks for it.
    most
        Number of bytes beyond which it is refused.
    tell
        Called with the name, the bytes so far, and the bytes in all as far as known.

    Returns
    -------
    Fetched

    Raises
    ------
    SourceError
        If it cannot be had, is too large, a page instead of a file, or has another checksum than
        the published one. A part that can be gone on with is kept beside it as ``….part``.
    """
    target = folder / offer.name
    try:
        with made_folder(folder):
            return _fetched(offer, target, connection, most, tell)
    except OSError as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            message("{file}: cannot be written: {reason}", file=target, reason=reason(error))
        ) from error


def _fetched(
    offer: Offer, target: Path, connection: Connection, most: int, tell: Told | None
) -> Fetched:
    held = _held(target)
    published = f"{offer.algorithm}:{offer.checksum}" if offer.checksum else ""
    if held is not None and published and _digest(target, offer.algorithm) == offer.checksum:
        return _unchanged(target, offer, held, published)
    transfer = _Transfer(offer, target, connection, most, tell)
    # A published checksum says more than what the server thinks of a version.
    changed = transfer.run(None if published else held)
    if held is not None and not changed:
        return _unchanged(target, offer, held, "")
    return transfer.finish(published)


class _Transfer:
    """The way of one file from its first byte to its name."""

    def __init__(
        self, offer: Offer, target: Path, connection: Connection, most: int, tell: Told | None
    ) -> None:
        self.offer, self.target, self.connection = offer, target, connection
        self.most, self.tell = most, tell
        self.part = target.with_name(target.name + ".part")
        self.origin = Note(offer.url)
        self.resumed = False

    def run(self, held: Note | None) -> bool:
        """Fetch into the part; False if the server says that what is held has not changed."""
        patience = self.connection.patience()
        while True:
            headers, offset = self._asked_for(held)
            response = self.connection.get(self.offer.url, headers, patience)
            try:
                if response.status == 304 and held is not None:
                    self._forget()
                    return False
                if response.status == 416 or (
                    response.status == 206 and not self._goes_on(response, offset)
                ):
                    # The part is none of this version: the next request is for the whole.
                    self._forget()
                    patience.wait(self.offer.url, f"{response.status} {response.reason or ''}")
                    continue
                if self._take(response, offset if response.status == 206 else 0):
                    return True
                why = "the file ends before its end"
            except (HTTPError, TimeoutError, ConnectionError) as error:
                why = f"{type(error).__name__}: {error}"[:200]
            finally:
                response.close()
                response.release_conn()
            patience.wait(self.offer.url, why)

    def _asked_for(self, held: Note | None) -> tuple[dict[str, str], int]:
        """Return the headers of the next request, and from which byte it goes on."""
        headers = {}
        if held is not None and held.url == self.offer.url:
            if held.etag:
                headers["If-None-Match"] = held.etag
            elif held.last_modified:
                headers["If-Modified-Since"] = held.last_modified
        before = Note.read(self.part)
        offset = self.part.stat().st_size if self.part.is_file() else 0
        if not offset or before is None or before.url != self.offer.url or not before.version:
            return headers, 0
        headers |= {"Range": f"bytes={offset}-", "If-Range": before.version}
        return headers, offset

    def _goes_on(self, response: BaseHTTPResponse, offset: int) -> bool:
        """Tell whether a part of the answer begins where ours ends, and is of the same version."""
        found = _RANGE.match(response.headers.get("Content-Range", ""))
        before = Note.read(self.part)
        if found is None or before is None or not int(found[1]) == offset > 0:
            return False
        total = int(found[2]) if found[2].isdecimal() else 0
        if before.total and total and total != before.total:
            return False
        now = _origin(self.offer.url, response)
        if now.version:
            return now.version == before.version
        # A part has to bear the tag of its whole. The day of the last change it may leave out
        # (RFC 9110, 15.3.7); then only the size tells that it is the same version.
        return not now.etag and before.version != before.etag and 0 < total == before.total

    def _take(self, response: BaseHTTPResponse, offset: int) -> bool:
        """Write the answer behind what is there; False if it ends too early."""
        if "text/html" in response.headers.get("Content-Type", "").lower():
            raise SourceError(
                message(
                    "{url}: a page, not the file; look at the official page, or name a mirror "
                    "with --from",
                    url=self.offer.url,
                )
            )
        length = response.headers.get("Content-Length", "")
        total = offset + int(length) if length.isdecimal() else None
        found = _RANGE.match(response.headers.get("Content-Range", "")) if offset else None
        if found is not None and found[2].isdecimal():
            # A server may give less than what was asked for.
            total = int(found[2])
        if total is not None and total > self.most:
            raise self._too_large(total)
        if offset == 0:
            self.origin = replace(_origin(self.offer.url, response), total=total or 0)
            self.part.unlink(missing_ok=True)
            self.origin.write(self.part)
        else:
            self.origin = Note.read(self.part) or self.origin
            self.resumed = True
        done = offset
        with self.part.open("ab") as stream:
            # What came is written at once: a part is lost by none of the ways to stop.
            while chunk := response.read1(_CHUNK, decode_content=False):
                done += len(chunk)
                if done > self.most:
                    self._forget()
                    raise self._too_large(done)
                stream.write(chunk)
                stream.flush()
                if self.tell is not None:
                    self.tell(self.offer.name, done, total)
            os.fsync(stream.fileno())
        return total is None or done == total

    def _too_large(self, size: int) -> SourceError:
        return SourceError(
            message(
                "{url}: {n} bytes or more, and no register is larger than {most}; nothing was kept",
                url=self.offer.url,
                n=size,
                most=self.most,
            )
        )

    def finish(self, published: str) -> Fetched:
        """Hold the part against its checksum, and give it its name."""
        if published and (found := _digest(self.part, self.offer.algorithm)) != self.offer.checksum:
            self._forget()
            raise SourceError(
                message(
                    "{url}: the checksum is {found}, the published one {published}; nothing was "
                    "kept, try again",
                    url=self.offer.url,
                    found=f"{self.offer.algorithm}:{found}",
                    published=published,
                )
            )
        digest, size = checksum(self.part), self.part.stat().st_size
        when = _seconds(self.origin.last_modified)
        if when is not None:
            # The day of the file, which an import takes where nothing else says it.
            os.utime(self.part, (when, when))
        os.replace(self.part, self.target)
        today = datetime.datetime.now(tz=datetime.UTC).date().isoformat()
        Note(
            self.offer.url, self.origin.etag, self.origin.last_modified, today, size, digest,
            published,
        ).write(self.target)  # fmt: skip
        note_of(self.part).unlink(missing_ok=True)
        state = "resumed" if self.resumed else "fetched"
        return Fetched(self.target, self.offer.url, state, size, digest, published)

    def _forget(self) -> None:
        self.part.unlink(missing_ok=True)
        note_of(self.part).unlink(missing_ok=True)


def _unchanged(target: Path, offer: Offer, held: Note, published: str) -> Fetched:
    size = target.stat().st_size
    return Fetched(target, offer.url, "unchanged", size, held.sha256, published)


def _held(target: Path) -> Note | None:
    """Return the note of a file that is as it was fetched; None if there is none."""
    note = Note.read(target)
    if note is None or not target.is_file() or checksum(target) != note.sha256:
        return None
    return note


def _digest(path: Path, algorithm: str) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, algorithm).hexdigest()


def _origin(url: str, response: BaseHTTPResponse) -> Note:
    headers = response.headers
    return Note(url, headers.get("ETag", ""), headers.get("Last-Modified", ""))


def _seconds(day: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(day).timestamp()
    except (ValueError, TypeError):
        return None

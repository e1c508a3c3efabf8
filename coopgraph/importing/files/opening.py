"""Open a file as text, whatever it is packed in, and nothing that is made to fill the disk."""

from __future__ import annotations

import gzip
import hashlib
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any, Final

from coopgraph.errors import SourceError, reason
from coopgraph.importing.files.damage import DAMAGE, damage_reason, line_reached
from coopgraph.messages import message

__all__ = [
    "CHUNK",
    "LONGEST",
    "checksum",
    "first_sign",
    "open_gzip",
    "open_text",
    "read_text",
    "refuse_tight",
]

#: How many characters are read at once.
CHUNK: Final = 1 << 18
#: A record of a registry is some kilobytes; what is longer is not a record.
LONGEST: Final = 64 << 20
_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
#: No archive of text shrinks more than this; what claims to is made to fill the disk.
_RATIO: Final = 200
#: The first rows of a sparse table may be alike; so much of a gzip file is not held against it.
_FLOOR: Final = 8 << 20


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError as error:
        raise _unreadable(path, error) from error


def open_text(path: Path, *, suffixes: Sequence[str] = (), encoding: str = "utf-8-sig") -> IO[str]:
    """Open a file as text, whatever it is packed in.

    Parameters
    ----------
    path
        A plain, gzip or zip file; UTF-8 with or without mark.
    suffixes
        Which member of a zip archive is meant, by the end of its name; the first that there is.
    encoding
        Another encoding, for a register that keeps to an older one.

    Returns
    -------
    text stream

    Raises
    ------
    SourceError
        If it is missing, a folder, UTF-16, a workbook, or an archive without such a member.
    """
    try:
        raw = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from error
    try:
        start = raw.read(4)
        raw.seek(0)
        packed: Any = raw
        if start.startswith(_GZIP):
            packed = open_gzip(path, raw)
        elif start == _ZIP:
            packed = _member(path, raw, suffixes)
        if start.startswith(_UTF16):
            raise SourceError(message("{file}: UTF-16, not UTF-8; save it as UTF-8", file=path))
    except BaseException:
        raw.close()
        raise
    return _Text(packed, raw, encoding)


class _Text(io.TextIOWrapper):
    """Text of a file that may be packed in another; closing it closes both."""

    def __init__(self, packed: Any, raw: IO[bytes], encoding: str) -> None:
        super().__init__(packed, encoding=encoding, newline="")
        self._raw = raw

    def close(self) -> None:
        super().close()
        self._raw.close()


def _member(path: Path, raw: IO[bytes], suffixes: Sequence[str]) -> Any:
    try:
        archive = zipfile.ZipFile(raw)
    except zipfile.BadZipFile as error:
        raise SourceError(
            message("{file}: a damaged zip archive: {reason}", file=path, reason=str(error))
        ) from error
    entries = sorted(archive.infolist(), key=lambda entry: entry.filename)
    if any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise SourceError(message("{file}: a workbook; save the sheet as CSV (UTF-8)", file=path))
    for suffix in suffixes or ("",):
        for entry in entries:
            name = entry.filename.rpartition("/")[2]
            if entry.is_dir() or name.startswith((".", "__")) or not name.endswith(suffix):
                continue
            if entry.flag_bits & 0x1:
                raise SourceError(message("{file}: an encrypted archive", file=path))
            refuse_tight(path, entry)
            return archive.open(entry)
    raise SourceError(
        message(
            "{file}: no member that ends in {suffixes}", file=path, suffixes=", ".join(suffixes)
        )
    )


def refuse_tight(path: Path, entry: zipfile.ZipInfo) -> None:
    """Refuse a member of an archive that claims more than text can shrink to.

    Parameters
    ----------
    path
        The archive, for the message.
    entry
        The member.

    Raises
    ------
    SourceError
        If it is made to fill the disk.
    """
    if entry.file_size > _RATIO * max(entry.compress_size, 4096):
        raise SourceError(
            message(
                "{file}: the member {name} claims {size} bytes from {packed}; "
                "no registry packs so tightly, nothing was read",
                file=path,
                name=entry.filename,
                size=entry.file_size,
                packed=entry.compress_size,
            )
        )


def open_gzip(path: Path, raw: IO[bytes]) -> gzip.GzipFile:
    """Open a gzip file that says, while it is read, when it gives more than text can shrink to.

    Parameters
    ----------
    path
        The file, for the message.
    raw
        The file, opened at its start; closed by who opened it.

    Returns
    -------
    binary stream
        Reading it raises :class:`~coopgraph.errors.SourceError` as soon as what came out is more
        than some megabytes and more than 200 times what was taken in.
    """
    return _Gzip(path, raw)


class _Gzip(gzip.GzipFile):
    """A gzip file cannot be asked for its size before; what comes out is counted."""

    def __init__(self, path: Path, raw: IO[bytes]) -> None:
        super().__init__(fileobj=raw, mode="rb")
        self._path, self._taken = path, raw

    def read(self, size: int | None = -1) -> bytes:
        return self._counted(super().read(size))

    def read1(self, size: int = -1) -> bytes:
        return self._counted(super().read1(size))

    def _counted(self, data: bytes) -> bytes:
        given, taken = self.tell(), self._taken.tell()
        if given > max(_FLOOR, _RATIO * taken):
            raise SourceError(
                message(
                    "{file}: gives {size} bytes from {packed}; no registry packs so tightly, "
                    "nothing was kept",
                    file=self._path,
                    size=given,
                    packed=taken,
                )
            )
        return data


def first_sign(path: Path, *, suffixes: Sequence[str] = (".csv", ".json", ".jsonl")) -> str:
    """Return the first character of a file that is no blank: it tells JSON from a table.

    Parameters
    ----------
    path
        The file, packed or not.
    suffixes
        Member of a zip archive.

    Returns
    -------
    str
        Empty for a damaged file: the reader of the form says what is wrong, and where.

    Raises
    ------
    SourceError
        If the file cannot be opened.
    """
    with open_text(path, suffixes=suffixes) as stream:
        try:
            return stream.read(256).lstrip()[:1]
        except (*DAMAGE, UnicodeDecodeError):
            return ""


def read_text(stream: IO[str], path: Path, size: int) -> str:
    """Return the next characters of a file.

    Parameters
    ----------
    stream
        The file, opened as text.
    path
        The file, for the message.
    size
        How many.

    Returns
    -------
    str
        Empty at the end.

    Raises
    ------
    SourceError
        If it is damaged, cut short, or in another encoding.
    """
    try:
        return stream.read(size)
    except SourceError:
        raise
    except DAMAGE as error:
        raise SourceError(
            message(
                "{file}: line {line}: damaged or cut short: {reason}; nothing was kept",
                file=path,
                line=line_reached(stream),
                reason=damage_reason(error),
            )
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            message(
                "{file}: line {line}: not UTF-8: byte {byte} cannot be decoded; save the file as "
                "UTF-8",
                file=path,
                line=line_reached(stream),
                byte=f"0x{error.object[error.start]:02X}",
            )
        ) from error


def _unreadable(path: Path, error: OSError) -> SourceError:
    return SourceError(message("{file}: {reason}", file=path, reason=reason(error)))

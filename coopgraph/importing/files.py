"""Open what registries give: plain, gzip or zip files of CSV, JSON or JSON Lines, as a stream.

Nothing is read whole. What is no such file, or stops half-way, is one clear
:class:`~coopgraph.errors.SourceError` with the place where it stopped.
"""

from __future__ import annotations

import codecs
import csv
import gzip
import hashlib
import io
import itertools
import json
import zipfile
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, Final, Self

from coopgraph.errors import SourceError, reason
from coopgraph.messages import message

__all__ = [
    "Rows",
    "checksum",
    "encoding_of",
    "first_sign",
    "open_text",
    "read_json",
    "read_rows",
    "refuse_tight",
]

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = b"PK\x03\x04"
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_CHUNK: Final = 1 << 18
#: A record of a registry is some kilobytes; what is longer is not a record.
_LONGEST: Final = 64 << 20
#: No archive of text shrinks more than this; what claims to is made to fill the disk.
_RATIO: Final = 200


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
            packed = gzip.GzipFile(fileobj=raw)
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


def encoding_of(
    path: Path, other: str, *, suffixes: Sequence[str] = (".csv", ".tsv", ".txt")
) -> str:
    """Return the encoding of a file: UTF-8, or another one if it has bytes that UTF-8 has not.

    Parameters
    ----------
    path
        The file, packed or not.
    other
        The older encoding that is meant where it is not UTF-8.
    suffixes
        Member of a zip archive.

    Returns
    -------
    str

    Raises
    ------
    SourceError
        If it has both, letters of UTF-8 and other bytes: it was put together wrongly.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.csv"
    >>> _ = file.write_bytes("Ville;Lycée".encode("cp1252"))
    >>> encoding_of(file, "cp1252")
    'cp1252'
    """
    decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
    letters = strangers = False
    with open_text(path, suffixes=suffixes, encoding="iso-8859-1") as stream:
        while True:
            try:
                chunk = stream.read(_CHUNK)
            except (OSError, EOFError, ValueError, zlib.error, zipfile.BadZipFile):
                return "utf-8-sig"  # damaged: the reader says where
            text = decoder.decode(chunk.encode("iso-8859-1"), final=not chunk)
            if not text.isascii():
                alien = {"\udc80" <= character <= "\udcff" for character in text if character > "~"}
                letters |= False in alien
                strangers |= True in alien
            if not chunk:
                break
    if letters and strangers:
        raise SourceError(
            message(
                "{file}: two encodings in one file, UTF-8 and another; get the file again",
                file=path,
            )
        )
    return other if strangers else "utf-8-sig"


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
        except (OSError, EOFError, UnicodeDecodeError):
            return ""


def read_json(path: Path, *, suffixes: Sequence[str] = (".jsonl", ".json")) -> Iterator[Any]:
    r"""Yield the records of a JSON array or of JSON Lines, one at a time.

    Parameters
    ----------
    path
        The file, packed or not. An object with a list ``results``, ``records`` or ``items`` (the
        answers of portals) is read as that list, if it is the first member that holds records.
    suffixes
        Member of a zip archive.

    Yields
    ------
    object
        Each record as :mod:`json` gives it.

    Raises
    ------
    SourceError
        If the text stops or is no JSON; says at which record.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.json"
    >>> _ = file.write_text('[{"id": 1}, {"id": 2}]')
    >>> [record["id"] for record in read_json(file)]
    [1, 2]
    """
    with open_text(path, suffixes=suffixes) as stream:
        yield from _Stream(path, stream).records()


class _Stream:
    """JSON texts one after the other, in a buffer that holds little more than one of them."""

    def __init__(self, path: Path, stream: IO[str]) -> None:
        self.path, self.stream = path, stream
        self.buffer, self.at, self.count, self.ended = "", 0, 0, False
        self.decode: Callable[..., tuple[Any, int]] = json.JSONDecoder().raw_decode

    def records(self) -> Iterator[Any]:
        first = self._peek()
        if not first:
            raise SourceError(message("{file}: empty", file=self.path))
        if first == "[":
            self.at += 1
            yield from self._array()
            return
        record = self._next()
        if isinstance(record, dict):
            for name in ("results", "records", "items"):
                if isinstance(record.get(name), list):
                    yield from record[name]
                    return
        while True:
            yield record
            if not self._peek():
                return
            record = self._next()

    def _array(self) -> Iterator[Any]:
        if self._peek() == "]":
            return
        while True:
            yield self._next()
            sign = self._peek()
            if sign not in (",", "]"):
                raise self._broken("the list is not closed")
            self.at += 1
            if sign == "]":
                break
            self._peek()
        if self._peek():
            raise self._broken("text after the end of the list")

    def _peek(self) -> str:
        """Return the next character that is no blank; empty at the end."""
        while True:
            while self.at < len(self.buffer) and self.buffer[self.at] in " \t\r\n":
                self.at += 1
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        chunk = "" if self.ended else _read(self.stream, self.path, _CHUNK)
        self.ended = not chunk
        self.buffer = self.buffer[self.at :] + chunk
        self.at = 0
        return bool(chunk)

    def _next(self) -> Any:
        while True:
            try:
                record, end = self.decode(self.buffer, self.at)
            except ValueError as error:
                # A text that is broken is broken early; one that is cut goes on in the next chunk.
                if len(self.buffer) - self.at > _LONGEST or not self._more():
                    raise self._broken(str(error)) from error
                continue
            except RecursionError as error:
                raise self._broken("nested too deeply") from error
            cut = end == len(self.buffer) and not isinstance(record, dict | list)
            if cut and self._more():
                continue  # a number may go on
            self.at = end
            self.count += 1
            return record

    def _broken(self, why: str) -> SourceError:
        return SourceError(
            message(
                "{file}: no sound JSON after record {n}: {reason}; is the file whole?",
                file=self.path,
                n=self.count,
                reason=why,
            )
        )


def _read(stream: IO[str], path: Path, size: int) -> str:
    try:
        return stream.read(size)
    except (OSError, EOFError, zlib.error, zipfile.BadZipFile) as error:
        raise SourceError(
            message(
                "{file}: damaged or cut short: {reason}; nothing was kept",
                file=path,
                reason=reason(error) if isinstance(error, OSError) else str(error),
            )
        ) from error
    except UnicodeDecodeError as error:
        raise SourceError(
            message(
                "{file}: not UTF-8: byte {byte} cannot be decoded; save the file as UTF-8",
                file=path,
                byte=f"0x{error.object[error.start]:02X}",
            )
        ) from error


@dataclass(frozen=True, slots=True)
class Rows:
    """A table of a registry as it is read.

    Attributes
    ----------
    header
        Names of the columns as printed, without blanks around them.
    rows
        Number of the line on which a row begins, and its cells; blank rows are left out.
    delimiter
        What separates the cells.

    Notes
    -----
    Closed when the last row was read; ``with`` closes it whatever happens.
    """

    header: tuple[str, ...]
    rows: Iterator[tuple[int, list[str]]]
    delimiter: str
    stream: IO[str]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()


def read_rows(
    path: Path,
    *,
    delimiters: str = ";,\t",
    suffixes: Sequence[str] = (".csv", ".tsv", ".txt"),
    encoding: str = "utf-8-sig",
    skip: int = 0,
) -> Rows:
    """Open a table of a registry: the header at once, the rows as a stream.

    Parameters
    ----------
    path
        CSV or TSV, packed or not, UTF-8.
    delimiters
        Which signs may separate the cells; the one that the header has most decides.
    suffixes
        Member of a zip archive.
    encoding
        Another encoding, for a register that keeps to an older one.
    skip
        Number of lines above the header that are no part of the table.

    Returns
    -------
    Rows

    Raises
    ------
    SourceError
        If the file is empty, has no sign of a table, NUL bytes, or the marks of a conflict of
        versions; while rows are read: if it stops or a quote is not closed, with the line.
    """
    stream = open_text(path, suffixes=suffixes, encoding=encoding)
    try:
        return _opened(path, stream, delimiters, skip)
    except BaseException:
        stream.close()
        raise


def _opened(path: Path, stream: IO[str], delimiters: str, skip: int) -> Rows:
    lines = _lines(stream, path)
    above = skip
    first = next(itertools.islice(lines, skip, None), "")
    if first[:4].casefold() == "sep=" and len(first.strip()) == 5:
        # Excel's own note of its separator.
        delimiters, above, first = first[4], above + 1, next(lines, "")
    while first and not first.strip():
        above, first = above + 1, next(lines, "")
    if not first:
        raise SourceError(message("{file}: empty", file=path))
    delimiter = max(delimiters, key=first.count)
    if not first.count(delimiter):
        raise SourceError(
            message(
                "{file}: the header is not a table: no sign of {signs} separates its cells; is "
                "this the file of the registry?",
                file=path,
                signs=" ".join("\\t" if sign == "\t" else sign for sign in delimiters),
            )
        )
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST))
    reader = csv.reader(itertools.chain((first,), lines), delimiter=delimiter, strict=True)
    try:
        header = tuple(name.strip() for name in next(reader))
    except (csv.Error, StopIteration) as error:
        raise _unsound(path, 1, error) from error
    return Rows(header, _cells(reader, stream, path, above), delimiter, stream)


def _lines(stream: IO[str], path: Path) -> Iterator[str]:
    """Yield the lines with their ends, as csv wants them, checked for what no table holds."""
    rest = ""
    number = 0
    while True:
        chunk = _read(stream, path, _CHUNK)
        if not chunk:
            break
        if "\0" in chunk:
            raise SourceError(
                message(
                    "{file}: a NUL byte after line {line}; the file is damaged or no table",
                    file=path,
                    line=number,
                )
            )
        *whole, rest = (rest + chunk).split("\n")
        if len(rest) > _LONGEST:
            raise SourceError(message("{file}: a line without end", file=path))
        for line in whole:
            number += 1
            if line[:1] in "<=>" and _is_conflict(line):
                raise SourceError(
                    message(
                        "{file}: line {line} is the mark of a conflict between versions; "
                        "get the file again",
                        file=path,
                        line=number,
                    )
                )
            yield line + "\n"
    if rest:
        yield rest


def _is_conflict(line: str) -> bool:
    return line.rstrip("\r") == "=======" or line.startswith(("<<<<<<< ", ">>>>>>> "))


def _cells(reader: Any, stream: IO[str], path: Path, above: int) -> Iterator[tuple[int, list[str]]]:
    with stream:
        line = reader.line_num + 1
        try:
            for cells in reader:
                begin, line = line, reader.line_num + 1
                if any(cells):
                    yield above + begin, cells
        except csv.Error as error:
            raise _unsound(path, above + line, error) from error


def _unsound(path: Path, line: int, error: Exception) -> SourceError:
    return SourceError(
        message(
            "{file}: line {line} is no sound row: {reason}",
            file=path,
            line=line,
            reason=str(error),
        )
    )


def _unreadable(path: Path, error: OSError) -> SourceError:
    return SourceError(message("{file}: {reason}", file=path, reason=reason(error)))

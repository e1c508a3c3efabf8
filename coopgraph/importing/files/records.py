"""Records of a JSON array or of JSON Lines, one at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any, Final

import msgspec

from coopgraph.errors import SourceError
from coopgraph.importing.files.opening import CHUNK, LONGEST, open_text, read_text
from coopgraph.messages import message

__all__ = ["read_json"]

_BLANKS: Final = re.compile(r"[ \t\r\n]*")
_LINE_END: Final = re.compile(r"[ \t\r]*\n")
#: What is longer without an end of line is hardly JSON Lines.
_LONG_LINE: Final = 4 * CHUNK
#: Beyond this, a list is hardly one in which each record closes on a line of its own.
_LONG_RECORD: Final = 1 << 16

#: What the reader of JSON says, and the same for people; the rest of its words is a place.
_FAULTS: Final = (
    ("Expecting value", message("a value is missing, or the file is no JSON")),
    ("Expecting property name", message("the name of a member is missing")),
    ("Illegal trailing comma", message("a comma stands before the end of a list or an object")),
    ("Expecting ',' delimiter", message("a comma or the end of a list or an object is missing")),
    ("Expecting ':' delimiter", message("the colon after the name of a member is missing")),
    ("Unterminated string", message("a text is not closed")),
    ("Invalid control character", message("a control character stands in a text")),
    ("Invalid", message("a backslash in a text stands before a wrong character")),
)


def read_json(
    path: Path,
    *,
    suffixes: Sequence[str] = (".jsonl", ".json"),
    line: Callable[[str], Any] = msgspec.json.decode,
) -> Iterator[Any]:
    r"""Yield the records of a JSON array or of JSON Lines, one at a time.

    Parameters
    ----------
    path
        The file, packed or not. An object with a list ``results``, ``records`` or ``items`` (the
        answers of portals) is read as that list, if it is the first member that holds records.
    suffixes
        Member of a zip archive.
    line
        Reads a line of JSON Lines that holds a whole record, or the lines of one in an indented
        list, faster than :mod:`json` does. For what it refuses by a :class:`ValueError`, the
        record comes as :mod:`json` reads it.

    Yields
    ------
    object
        Each record as `line` or :mod:`json` gives it.

    Raises
    ------
    SourceError
        If the text stops or is no JSON; says after which record, and on which line.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "a.json"
    >>> _ = file.write_text('[{"id": 1}, {"id": 2}]')
    >>> [record["id"] for record in read_json(file)]
    [1, 2]
    """
    with open_text(path, suffixes=suffixes) as stream:
        yield from _Stream(path, stream, line).records()


class _Stream:
    """JSON texts one after the other, in a buffer that holds little more than one of them."""

    def __init__(self, path: Path, stream: IO[str], line: Callable[[str], Any]) -> None:
        self.path, self.stream, self.line = path, stream, line
        self.buffer, self.at, self.count, self.ended = "", 0, 0, False
        self.passed = 0  # characters before the buffer
        self.closing = ""
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
            yield from self._lines()
            if not self._peek():
                return
            record = self._next()

    def _lines(self) -> Iterator[Any]:
        """Yield the records that fill a line each, up to a line that is none."""
        if ending := _LINE_END.match(self.buffer, self.at):
            self.at = ending.end()
        while True:
            end = self.buffer.find("\n", self.at)
            if end < 0:
                if len(self.buffer) - self.at > _LONG_LINE or not self._more():
                    return
                continue
            try:
                record = self.line(self.buffer[self.at : end])
            except (ValueError, RecursionError):
                return
            self.at = end + 1
            self.count += 1
            yield record

    def _array(self) -> Iterator[Any]:
        if self._peek() == "]":
            return
        margin = self.buffer[: self.at].rpartition("[")[2]
        # No text of JSON goes over an end of line: what is as far in as the first record began,
        # and closes, is the end of one, or the reader refuses what stands before it.
        self.closing = f"{margin}}}" if "\n" in margin else ""
        while True:
            yield self._indented() if self.closing else self._next()
            sign = self._peek()
            if sign not in (",", "]"):
                raise self._broken(message("the list is not closed"))
            self.at += 1
            if sign == "]":
                break
            self._peek()
        if self._peek():
            raise self._broken(message("text after the end of the list"))

    def _indented(self) -> Any:
        """Return the next record of a list in which each closes on a line of its own."""
        while (end := self.buffer.find(self.closing, self.at)) < 0:
            if len(self.buffer) - self.at > _LONG_LINE or not self._more():
                self.closing = ""
                return self._next()
        end += len(self.closing)
        try:
            record = self.line(self.buffer[self.at : end])
        except (ValueError, RecursionError):
            if end - self.at > _LONG_RECORD:  # not to look so far for each of many records
                self.closing = ""
            return self._next()
        self.at = end
        self.count += 1
        return record

    def _peek(self) -> str:
        """Return the next character that is no blank; empty at the end."""
        skipped = 0
        while True:
            blanks = _BLANKS.match(self.buffer, self.at)
            end = blanks.end() if blanks else self.at
            skipped += end - self.at
            self.at = end
            if skipped > LONGEST:
                raise self._broken(message("blanks without end"))
            if self.at < len(self.buffer):
                return self.buffer[self.at]
            if not self._more():
                return ""

    def _more(self) -> bool:
        chunk = "" if self.ended else read_text(self.stream, self.path, CHUNK)
        self.ended = not chunk
        self.buffer = self.buffer[self.at :] + chunk
        self.passed += self.at
        self.at = 0
        return bool(chunk)

    def _next(self) -> Any:
        while True:
            try:
                record, end = self.decode(self.buffer, self.at)
            except ValueError as error:
                # A text that is broken is broken early; one that is cut goes on in the next chunk.
                further = getattr(error, "pos", self.at) - self.at
                if len(self.buffer) - self.at > LONGEST or not self._more():
                    raise self._broken(_fault(error), further) from error
                continue
            except RecursionError as error:
                raise self._broken(message("nested too deeply")) from error
            cut = end == len(self.buffer) and not isinstance(record, dict | list)
            if cut and self._more():
                continue  # a number may go on
            self.at = end
            self.count += 1
            return record

    def _broken(self, why: str, further: int = 0) -> SourceError:
        """Return what is wrong, so many characters further on than what is read next."""
        line, column = self._place(self.passed + self.at + further)
        return SourceError(
            message(
                "{file}: line {line}, character {column}: no sound JSON after record {n}: "
                "{reason}; is the file whole?",
                file=self.path,
                line=line,
                column=column,
                n=self.count,
                reason=why,
            )
        )

    def _place(self, characters: int) -> tuple[int, int]:
        """Return line and character there, by reading the file again: who reads counts none."""
        self.stream.seek(0)
        line, column = 1, 1
        while text := read_text(self.stream, self.path, min(characters, CHUNK)):
            characters -= len(text)
            line += text.count("\n")
            end = text.rfind("\n")
            column = len(text) - end if end >= 0 else column + len(text)
        return line, column


def _fault(error: ValueError) -> str:
    """Return what is wrong in words that can be translated; those of the reader where it is new."""
    said = str(getattr(error, "msg", error))
    return next((words for start, words in _FAULTS if said.startswith(start)), said)

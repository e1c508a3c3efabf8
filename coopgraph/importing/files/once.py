"""Files that can be read only once – a pipe, the standard input –, copied to be read again.

A register is read more than once: for its checksum, for its form, for what it holds.
"""

from __future__ import annotations

import contextlib
import dataclasses
import re
import shutil
import stat
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any, Final

from coopgraph.errors import CoopgraphError, CurationError, SourceError, reason
from coopgraph.messages import Message, message

__all__ = ["MOST", "readable_again"]

#: No register that is read here is larger; what goes on beyond it fills a disk.
MOST: Final = 4 << 30
_CHUNK: Final = 1 << 20
#: Names of files that are open already: another process has others under the same names.
_OPEN: Final = re.compile(r"/dev/stdin|/(?:dev|proc/[^/]+)/fd/\d+")
_STDIN: Final = Path("-")
_COPIES: Final = ".given"


@contextlib.contextmanager
def readable_again(
    files: Sequence[Path], place: Path, *, most: int = MOST
) -> Iterator[Sequence[Path]]:
    """Give files that can be read as often as need be.

    Parameters
    ----------
    files
        The files; ``-`` is the standard input.
    place
        A folder for copies of what can be read only once.
    most
        Bytes that such a file may give.

    Yields
    ------
    sequence of Path
        The files, or their copies. Errors that name a copy leave the block with the file's name.

    Raises
    ------
    SourceError
        If what is to be copied cannot be read, or does not end.

    Examples
    --------
    >>> import tempfile
    >>> with readable_again([Path("ror.json")], Path(tempfile.mkdtemp())) as files:
    ...     print(*files)
    ror.json
    """
    given: dict[str, Path] = {}
    found: list[Path] = []
    try:
        for number, path in enumerate(files):
            if not _only_once(path):
                found.append(path)
                continue
            found.append(place / _COPIES / str(number) / path.name)
            given[str(found[-1])] = path
            found[-1].parent.mkdir(parents=True)
            _copy(path, found[-1], most)
        yield found
    except CoopgraphError as error:
        _name_as_given(error, given)
        raise
    finally:
        shutil.rmtree(place / _COPIES, ignore_errors=True)


def _only_once(path: Path) -> bool:
    if path == _STDIN:
        return sys.stdin is not None
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False  # who reads it says what is wrong
    return bool(_OPEN.fullmatch(str(path))) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _copy(path: Path, copy: Path, most: int) -> None:
    left = most
    with copy.open("wb") as out, _opened(path) as stream:
        while data := _read(path, stream):
            left -= len(data)
            if left < 0:
                raise SourceError(
                    message(
                        "{file}: goes on after {limit} bytes, more than any register has; save it "
                        "as a file and look at it",
                        file=path,
                        limit=most,
                    )
                )
            out.write(data)


@contextlib.contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    if path == _STDIN:
        yield sys.stdin.buffer
        return
    try:
        stream = path.open("rb", buffering=0)
    except OSError as error:
        raise _unreadable(path, error) from error
    with stream:
        yield stream


def _read(path: Path, stream: IO[bytes]) -> bytes:
    try:
        return stream.read(_CHUNK)
    except (OSError, ValueError) as error:
        raise _unreadable(path, error) from error


def _unreadable(path: Path, error: OSError | ValueError) -> SourceError:
    return SourceError(message("{file}: {reason}", file=path, reason=reason(error)))


def _name_as_given(error: CoopgraphError, given: Mapping[str, Path]) -> None:
    if isinstance(error, CurationError):
        error.faults = tuple(
            dataclasses.replace(fault, cause=_as_given(fault.cause, given))
            for fault in error.faults
        )
    else:
        error.args = tuple(_as_given(part, given) for part in error.args)


def _as_given(value: Any, given: Mapping[str, Path]) -> Any:
    """Return a message with the names of files as they were given."""
    if isinstance(value, Message):
        named = {name: _as_given(part, given) for name, part in value.arguments.items()}
        return type(value)(value.text, value.many, named)
    return given.get(str(value), value) if isinstance(value, str | Path) else value

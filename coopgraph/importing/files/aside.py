"""Records of large files, read by another process while this one works on those before.

What reads the records is named, not handed over: the other process imports it. Whatever keeps that
process from its end – a damaged file, a record that cannot be sent, a system that allows no second
process, one that was stopped – the rest is read here, so that there is one place where errors are
found and told.

The records come in parts through a pipe: a mark; for each part its length, and a list in
MessagePack; at the end a length of nothing, and how many records there were.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Callable, Generator, Iterator, Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import IO, Any, Final, TypeVar

import msgspec

from coopgraph.errors import SourceError
from coopgraph.interpreter import has_interpreter, python_command
from coopgraph.messages import message

__all__ = ["read_aside"]

_Record = TypeVar("_Record", bound=msgspec.Struct)

#: Bytes of files, packed or not, for which a second process is worth its start, which takes a
#: quarter of a second.
_LARGE: Final = 1 << 20
#: Records and bytes after which a part is sent, and how many parts may wait to be worked on.
_TOGETHER: Final = 200
_BYTES: Final = 1 << 18
_WAITING: Final = 32
#: Seconds for which nothing more is waited for, where a part takes a tenth of one. Who is only slow
#: is ended, too, and nothing is lost by it: the rest is read here.
_SILENCE: Final = 60.0
#: Bytes of a part; one that says it is longer is none.
_LONGEST: Final = 1 << 26
_MARK: Final = b"coopgraph records 1\n"
_NUMBER: Final = 4
#: A list in MessagePack, before the number of its items.
_LIST: Final = b"\xdd"
_COMMAND: Final = f"from {__name__} import _send\n_send(*sys.argv[1:])"


def read_aside(
    read: Callable[[Path], Iterator[_Record]], record: type[_Record], paths: Sequence[Path]
) -> Iterator[_Record]:
    """Yield the records of files, those of large ones read by another process.

    Parameters
    ----------
    read
        Yields the records of one; a function of a module, so that its name says where it is.
    record
        What they are.
    paths
        The files.

    Yields
    ------
    msgspec.Struct
        What `read` yields, file after file.

    Raises
    ------
    SourceError
        If a file is changed while it is read.
    Exception
        What `read` raises.

    Examples
    --------
    ``for record in read_aside(ror_records, RorRecord, paths): …``
    """
    number = 0
    states = [_state(path) for path in paths]
    if _worth_it(paths):
        with contextlib.closing(_from_another(read, record, paths)) as records:
            for found in records:
                if found is None:
                    return
                number += 1
                yield found
    if number:
        # What came so far is passed over below, by number.
        for path, state in zip(paths, states, strict=True):
            if _state(path) != state:
                raise SourceError(
                    message("{file}: was changed while it was read; import it again", file=path)
                )
    yield from islice((found for path in paths for found in read(path)), number, None)


def _state(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns


def _worth_it(paths: Sequence[Path]) -> bool:
    size = sum(state[1] for path in paths if (state := _state(path)) is not None)
    return size >= _LARGE and _processors() > 1 and has_interpreter()


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not a system on which a process may be kept to some of them
        return os.cpu_count() or 1


def _from_another(
    read: Callable[[Path], Iterator[_Record]], record: type[_Record], paths: Sequence[Path]
) -> Generator[_Record | None, None, None]:
    """Yield the records that another process reads, and None after the last one if it read all."""
    process = _started(read, paths)
    if process is None or process.stdout is None:
        return
    parts: queue.Queue[bytes | None] = queue.Queue(_WAITING)
    taker = threading.Thread(target=_take, args=(process.stdout, parts), daemon=True)
    decode = msgspec.msgpack.Decoder(list[record]).decode  # type: ignore[valid-type]
    number = 0
    try:
        taker.start()
        while (packed := parts.get(timeout=_SILENCE)) is not None:
            if len(packed) == _NUMBER:
                if int.from_bytes(packed, "big") == number:
                    yield None
                return
            records = decode(packed)
            number += len(records)
            yield from records
    except (RuntimeError, msgspec.MsgspecError, queue.Empty):
        return  # no thread to be had, no records, or silence
    finally:
        process.kill()
        while taker.is_alive():  # it may wait for room
            with contextlib.suppress(queue.Empty):
                parts.get(timeout=0.01)
        process.stdout.close()
        process.wait()


def _started(
    read: Callable[[Path], Iterator[_Record]], paths: Sequence[Path]
) -> subprocess.Popen[bytes] | None:
    command = python_command(_COMMAND, read.__module__, read.__name__, *map(str, paths))
    try:
        return subprocess.Popen(  # noqa: S603  # our own interpreter and module
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, ValueError, RuntimeError, subprocess.SubprocessError):
        return None


def _take(stream: IO[bytes], parts: queue.Queue[bytes | None]) -> None:
    """Take the parts, up to the number at the end, or None where they break off."""
    packed: bytes | None = None
    try:
        if stream.read(len(_MARK)) == _MARK:
            while packed is None or len(packed) > _NUMBER:
                length = int.from_bytes(_exactly(stream, _NUMBER), "big")
                packed = _exactly(stream, length or _NUMBER)
                parts.put(packed)
            return
    except (EOFError, OSError, MemoryError, ValueError):
        pass
    parts.put(None)


def _exactly(stream: IO[bytes], length: int) -> bytes:
    found = stream.read(length) if length <= _LONGEST else b""
    if len(found) < length:
        raise EOFError
    return found


def _send(module: str, name: str, *paths: str) -> None:
    """Write the records of files to the standard output; what fails is left to who asked."""
    read: Callable[[Path], Iterator[Any]] = getattr(import_module(module), name)
    encode = msgspec.msgpack.Encoder().encode
    out = sys.stdout.buffer
    number = 0
    together: list[bytes] = []

    def send() -> None:
        part = b"".join((_LIST, len(together).to_bytes(_NUMBER, "big"), *together))
        out.write(len(part).to_bytes(_NUMBER, "big") + part)
        together.clear()

    with contextlib.suppress(Exception):
        out.write(_MARK)
        size = 0
        for path in paths:
            for record in read(Path(path)):
                together.append(encode(record))
                number += 1
                size += len(together[-1])
                if len(together) >= _TOGETHER or size >= _BYTES:
                    send()
                    size = 0
        if together:
            send()
        out.write(bytes(_NUMBER) + number.to_bytes(_NUMBER, "big"))
        out.flush()

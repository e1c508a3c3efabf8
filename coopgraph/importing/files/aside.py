"""Records of large files, read by another process while this one works on those before.

What reads the records is named, not handed over: the other process imports it. Whatever keeps that
process from its end – a damaged file, a system that allows no second process – the rest is read
here, so that there is one place where errors are found and told.
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

__all__ = ["read_aside"]

_Record = TypeVar("_Record", bound=msgspec.Struct)

#: Bytes of files for which a second process is worth its start, which takes a quarter of a second.
_LARGE: Final = 1 << 20
#: Records sent together, and bytes that say how long they are.
_TOGETHER: Final = 200
_LENGTH: Final = 4
#: Bytes of a part; one that says it is longer is none.
_LONGEST: Final = 1 << 26
#: How many parts may wait to be worked on: some megabytes.
_WAITING: Final = 32


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
    Exception
        What `read` raises.

    Examples
    --------
    ``for record in read_aside(ror_records, RorRecord, paths): …``
    """
    number = 0
    if _worth_it(paths):
        with contextlib.closing(_from_another(read, record, paths)) as records:
            for found in records:
                if found is None:
                    return
                number += 1
                yield found
    yield from islice((found for path in paths for found in read(path)), number, None)


def _worth_it(paths: Sequence[Path]) -> bool:
    try:
        size = sum(path.stat().st_size for path in paths)
    except OSError:
        return False
    return size >= _LARGE and _processors() > 1 and bool(sys.executable)


def _processors() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # not a system on which a process may be kept to some of them
        return os.cpu_count() or 1


def _from_another(
    read: Callable[[Path], Iterator[_Record]], record: type[_Record], paths: Sequence[Path]
) -> Generator[_Record | None, None, None]:
    """Yield the records that another process reads, and None after the last one if it read all."""
    call = f"from {__name__} import _send; _send(*__import__('sys').argv[1:])"
    try:
        process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-c", call, read.__module__, read.__name__, *map(str, paths)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError:
        return
    if process.stdout is None:
        return
    decode = msgspec.msgpack.Decoder(list[record]).decode  # type: ignore[valid-type]
    parts: queue.Queue[bytes | None] = queue.Queue(_WAITING)
    taker = threading.Thread(target=_take, args=(process.stdout, parts), daemon=True)
    taker.start()
    try:
        while (packed := parts.get()) is not None:
            if not packed:
                yield None
                return
            yield from decode(packed)
    except msgspec.MsgspecError:
        return
    finally:
        process.kill()
        while taker.is_alive():  # it may wait for room
            with contextlib.suppress(queue.Empty):
                parts.get(timeout=0.01)
        process.stdout.close()
        process.wait()


def _take(stream: IO[bytes], parts: queue.Queue[bytes | None]) -> None:
    """Take what was sent together, up to the end, which is empty, or None where it breaks off."""
    packed: bytes | None = b"."
    while packed:
        packed = None
        head = stream.read(_LENGTH)
        length = int.from_bytes(head, "big")
        if len(head) == _LENGTH and length <= _LONGEST:
            found = stream.read(length)
            packed = found if len(found) == length else None
        parts.put(packed)


def _send(module: str, name: str, *paths: str) -> None:
    """Write the records of files to the standard output; what fails is left to who asked."""
    read: Callable[[Path], Iterator[Any]] = getattr(import_module(module), name)
    encode = msgspec.msgpack.Encoder().encode
    out = sys.stdout.buffer
    with contextlib.suppress(Exception):
        for path in paths:
            records = read(Path(path))
            while together := list(islice(records, _TOGETHER)):
                packed = encode(together)
                out.write(len(packed).to_bytes(_LENGTH, "big") + packed)
        out.write(bytes(_LENGTH))
        out.flush()

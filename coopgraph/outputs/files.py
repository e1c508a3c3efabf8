"""Write files whole or not at all, and several of them together."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError, reason
from coopgraph.messages import message

__all__ = ["write_files"]

_STREAMS: Final = {"/dev/stdout": 1, "/dev/stderr": 2}
_DESCRIPTOR = re.compile(r"/(?:dev|proc/self)/fd/(\d+)")


def write_files(files: Mapping[Path, bytes]) -> None:
    """Write files whole or not at all.

    Each file is first written beside its place and flushed to the disk; only when all of them are
    written do they take their names. A link is followed and stays a link; a file that is replaced
    keeps its permissions. What is no regular file (a device, a pipe, ``/dev/stdout``) is written
    into and never replaced, after the regular files have been written.

    Parameters
    ----------
    files
        Content of each file.

    Raises
    ------
    SourceError
        If a file cannot be written; nothing half-written is left beside or in its place.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> write_files({folder / "a.csv": b"a", folder / "b.csv": b"b"})
    >>> sorted(path.name for path in folder.iterdir())
    ['a.csv', 'b.csv']
    """
    streams: list[tuple[Path, bytes]] = []
    targets: dict[Path, tuple[Path, bytes, int]] = {}
    for path, content in files.items():
        mode = _regular_mode(path)
        if mode is None:
            streams.append((path, content))
            continue
        real = Path(os.path.realpath(path))
        if real in targets:
            other = targets[real][0]
            raise SourceError(
                message(
                    "{path}: cannot be written: it is the same file as {other}",
                    path=path,
                    other=other,
                )
            )
        targets[real] = (path, content, mode)
    _replace(targets)
    for path, content in streams:
        _stream(path, content)


def _regular_mode(path: Path) -> int | None:
    """Return the permissions of a regular file, present or to come; ``None`` for a stream."""
    if _descriptor(path) is not None:
        return None
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
    except (OSError, ValueError) as error:
        raise _failure(path, error) from error
    if stat.S_ISDIR(mode):
        raise _failure(path, IsADirectoryError(errno.EISDIR, ""))
    return stat.S_IMODE(mode) if stat.S_ISREG(mode) else None


def _replace(targets: Mapping[Path, tuple[Path, bytes, int]]) -> None:
    """Write all files beside their places, then let them take their names."""
    temporaries: dict[Path, Path] = {}
    current = Path()
    try:
        for real, target in targets.items():
            current, content, mode = target
            handle, name = tempfile.mkstemp(prefix=".coopgraph-", dir=real.parent)
            temporaries[real] = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            temporaries[real].chmod(mode)
        for real, temporary in list(temporaries.items()):
            current = targets[real][0]
            temporary.replace(real)
            del temporaries[real]
    except (OSError, ValueError) as error:
        raise _failure(current, error) from error
    finally:
        for temporary in temporaries.values():
            temporary.unlink(missing_ok=True)


def _stream(path: Path, content: bytes) -> None:
    """Write into what is no regular file: never truncated, never replaced."""
    descriptor = _descriptor(path)
    try:
        if descriptor is None:
            handle = os.open(path, os.O_WRONLY)
        else:
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            handle = os.dup(descriptor)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
    except (OSError, ValueError) as error:
        raise _failure(path, error) from error


def _descriptor(path: Path) -> int | None:
    """Return the number of the open file that a path such as ``/dev/stdout`` names."""
    text = str(path)
    found = _DESCRIPTOR.fullmatch(text)
    return int(found[1]) if found else _STREAMS.get(text)


def _failure(path: Path, error: OSError | ValueError) -> SourceError:
    return SourceError(
        message("{path}: cannot be written: {reason}", path=path, reason=reason(error))
    )

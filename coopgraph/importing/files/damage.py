"""What is wrong with a packed file that cannot be read to its end, and where it stops."""

from __future__ import annotations

import codecs
import zipfile
import zlib
from typing import IO, Final

from coopgraph.errors import SourceError, reason
from coopgraph.messages import message

__all__ = ["DAMAGE", "damage_reason", "line_reached"]

#: What reading raises where a file is damaged or cut short.
DAMAGE: Final = (OSError, EOFError, zlib.error, zipfile.BadZipFile)
_CHUNK: Final = 1 << 16


def damage_reason(error: Exception) -> str:
    """Return what is wrong with a packed file, in words that can be translated.

    Parameters
    ----------
    error
        One of :data:`DAMAGE`.

    Returns
    -------
    str
        The system's own reason where the system refused to read.

    Examples
    --------
    >>> damage_reason(EOFError("Compressed file ended before the end-of-stream marker was reached"))
    'the packed data stop before their end'
    >>> damage_reason(PermissionError(13, "Permission denied"))
    'no permission; is the file open in another program?'
    """
    if isinstance(error, OSError) and error.errno is not None:
        return reason(error)
    if isinstance(error, EOFError):
        return message("the packed data stop before their end")
    said = str(error)
    if "CRC" in said or "Incorrect length" in said:
        return message("the data are not those that were packed: their checksum is another")
    if "Not a gzipped file" in said:
        return message("behind the packed data stands something else")
    return message("the packed data are damaged")


def line_reached(stream: IO[str]) -> int:
    r"""Return the line at which a damaged file stops, by reading it again from its start.

    Parameters
    ----------
    stream
        The file, opened as text; it cannot be read on afterwards.

    Returns
    -------
    int
        From 1: the line that is not whole, or that holds the byte that is in no encoding.

    Examples
    --------
    >>> import gzip, io
    >>> packed = gzip.compress(b"a\nb\n")[:-2]
    >>> line_reached(io.TextIOWrapper(gzip.GzipFile(fileobj=io.BytesIO(packed))))
    3
    """
    line, packed = 1, getattr(stream, "buffer", None)
    decode = codecs.getincrementaldecoder(getattr(stream, "encoding", "utf-8"))().decode
    try:
        if packed is not None:
            packed.seek(0)
            while data := packed.read1(_CHUNK):
                line += decode(data).count("\n")
    except UnicodeDecodeError as error:
        line += error.object[: error.start].count(b"\n")
    except (*DAMAGE, SourceError):
        pass
    return line

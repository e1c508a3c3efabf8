"""Tell in which encoding a file is written."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path

from coopgraph.errors import SourceError
from coopgraph.importing.files.damage import DAMAGE
from coopgraph.importing.files.opening import CHUNK, open_text
from coopgraph.messages import message

__all__ = ["encoding_of"]


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
                chunk = stream.read(CHUNK)
            except (*DAMAGE, ValueError):
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

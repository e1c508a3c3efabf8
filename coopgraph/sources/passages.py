"""Find the passage of a document that a locator points to, and prove what is said to stand there.

The documents' text is not part of the project: whoever has a copy names its folder with
``--documents``.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from coopgraph.errors import SourceError
from coopgraph.messages import message

__all__ = ["DocumentFolder", "lines_of", "stands_in"]

_LINES = re.compile(r"\bl\. (\d+)(?:-(\d+))?\Z")


def lines_of(locator: str) -> tuple[int, int] | None:
    """Return first and last line that a locator names, or None.

    Examples
    --------
    >>> lines_of("Convention de mixité, l. 41-49")
    (41, 49)
    >>> lines_of("record 12") is None
    True
    """
    match = _LINES.search(locator)
    if match is None:
        return None
    first = int(match[1])
    return first, int(match[2] or first)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'").replace("‑", "-")
    text = re.sub(r"[‐‑‒–—]", "-", text)
    return " ".join(text.split()).casefold()


def stands_in(stated: str, passage: str) -> bool:
    """Tell whether printed words stand in a passage, spacing and typography apart.

    Examples
    --------
    >>> stands_in("34 centres d'investigation", "… 34 Centres  d’investigation clinique")
    True
    >>> stands_in("36 centres", "34 centres")
    False
    """
    return _folded(stated) in _folded(passage)


class DocumentFolder:
    """A folder of plain texts named by document number (``004….txt``).

    Parameters
    ----------
    folder
        Where the texts are.

    Raises
    ------
    SourceError
        If the folder holds no text.
    """

    def __init__(self, folder: Path) -> None:
        self._files = {path.name[:3]: path for path in sorted(folder.glob("[0-9][0-9][0-9]*.txt"))}
        if not self._files:
            raise SourceError(
                message(
                    "{folder}: no texts named by document number (000….txt) here", folder=folder
                )
            )
        self._lines: dict[str, list[str]] = {}

    def has(self, document: str) -> bool:
        """Tell whether the folder holds a document."""
        return document in self._files

    def passage(self, document: str, locator: str) -> str | None:
        """Return the lines that a locator names; None if the document has no such lines."""
        span = lines_of(locator)
        if span is None or document not in self._files:
            return None
        if document not in self._lines:
            self._lines[document] = self._files[document].read_text("utf-8").split("\n")
        lines = self._lines[document]
        return "\n".join(lines[span[0] - 1 : span[1]]) if span[1] <= len(lines) else None

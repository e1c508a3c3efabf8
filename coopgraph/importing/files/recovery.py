"""Rows of a table some of which are no rows: these are told, and the next sound one goes on.

A program that writes a quote within a cell as it is, or behind a backslash, spoils one row. What
follows must neither be refused with it nor be swallowed as the rest of its cell.
"""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError
from coopgraph.importing.files.opening import LONGEST
from coopgraph.messages import message

__all__ = ["Skipping", "sound_rows"]

#: Called with the number of a line that belongs to no sound row.
Skipping = Callable[[int], None]
#: A table is another dialect if more lines than these, and than this share, are in no sound row.
_FEW: Final = 10
_SHARE: Final = 0.01
#: Lines that a row may have; a quote that nobody closes is not looked for in the whole file.
_FURTHEST: Final = 1000


def sound_rows(
    path: Path,
    lines: Iterator[str],
    *,
    delimiter: str,
    width: int,
    above: int,
    skipping: Skipping,
) -> Iterator[tuple[int, list[str]]]:
    r"""Yield the rows with a cell for each column, and tell every line that is in none of them.

    After a line that begins no sound row, reading goes on with the next line that does. A row of
    several lines is none if one of its further lines is a row by itself.

    Parameters
    ----------
    path
        The file, for the message.
    lines
        Its lines below the header, with their ends.
    delimiter
        What separates the cells.
    width
        Number of columns.
    above
        Number of lines above these.
    skipping
        Called with the number of each line left out.

    Yields
    ------
    int, list of str
        Line on which the row begins, and its cells; blank rows are left out.

    Raises
    ------
    SourceError
        If the file stops within a row, or more than ten lines and one in a hundred are left out.

    Examples
    --------
    >>> told = []
    >>> text = ['"1";"A"\n', '"2";"B \\"c\\" d"\n', '"3";"D\n', 'E"\n']
    >>> list(
    ...     sound_rows(
    ...         Path("x.csv"), iter(text), delimiter=";", width=2, above=1, skipping=told.append
    ...     )
    ... )
    [(2, ['1', 'A']), (4, ['3', 'D\nE'])]
    >>> told
    [3]
    """
    reader = _Ahead(lines, delimiter)
    number, bad, first, open_end = above + 1, 0, 0, False
    while reader.more():
        cells, used = reader.row()
        if cells is not None and (
            not cells or (len(cells) == width and not reader.holds_row(used, width))
        ):
            if any(cells):
                yield number, cells
            reader.drop(used)
            number, open_end = number + used, False
            continue
        first = first or number
        bad += 1
        skipping(number)
        open_end = open_end or reader.stopped
        reader.drop(1)
        number += 1
    read = number - above - 1
    if open_end:
        raise SourceError(
            message("{file}: stops within the row of line {line}; get the file again",
                    file=path, line=number - 1)
        )  # fmt: skip
    if bad > max(_FEW, _SHARE * read):
        raise SourceError(
            message(
                "{file}: {bad} of {read} lines, line {line} the first, are in no row with "
                "{width} sound cells; are separator and quotes those of the registry?",
                file=path,
                bad=bad,
                read=read,
                line=first,
                width=width,
            )
        )


class _Ahead:
    """Lines that were read and are in no row yet."""

    def __init__(self, lines: Iterator[str], delimiter: str) -> None:
        self._lines, self._delimiter = lines, delimiter
        self._held: deque[str] = deque()
        #: Whether the last row was still open, or its line without an end, where the file stops.
        self.stopped = False

    def more(self) -> bool:
        """Tell whether there is another line."""
        return self._line(0) is not None

    def drop(self, number: int) -> None:
        """Be done with the first lines."""
        for _ in range(number):
            self._held.popleft()

    def row(self) -> tuple[list[str] | None, int]:
        """Return the row that begins here and the number of its lines; no cells if it is none."""
        used = 0
        at_end = False

        def feed() -> Iterator[str]:
            nonlocal used, at_end
            size = 0
            while used < _FURTHEST and size <= LONGEST:
                line = self._line(used)
                if line is None:
                    at_end = True
                    return
                used += 1
                size += len(line)
                at_end = not line.endswith("\n")
                yield line

        try:
            cells = next(csv.reader(feed(), delimiter=self._delimiter, strict=True))
        except csv.Error:
            cells = None
        self.stopped = at_end
        return cells, used

    def holds_row(self, used: int, width: int) -> bool:
        """Tell whether one of the lines after the first is a whole row by itself."""
        for place in range(1, used):
            line = self._held[place]
            try:
                cells = next(csv.reader((line,), delimiter=self._delimiter, strict=True))
            except csv.Error:
                continue
            if len(cells) == width:
                return True
        return False

    def _line(self, place: int) -> str | None:
        if place == len(self._held):
            line = next(self._lines, None)
            if line is None:
                return None
            self._held.append(line)
        return self._held[place]

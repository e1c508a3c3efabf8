"""What separates the cells of a text that a spreadsheet or a database wrote."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from typing import Final

__all__ = ["NOTHING", "UNUSUAL", "separator_of", "uneven_line"]

#: What separates the cells where the first line has no separator: every line is one cell.
NOTHING: Final = "\x1f"
#: What some databases write between cells. A name may hold one: all lines have to agree.
UNUSUAL: Final = "|¦^~"
_USUAL: Final = ";,\t"
_QUOTED: Final = re.compile(r'"(?:[^"]|"")*"')


def separator_of(first: str, usual: str = _USUAL) -> str:
    r"""Return the sign that separates the cells of a first line; what is in quotes does not count.

    Parameters
    ----------
    first
        The line.
    usual
        The usual signs; of those that stand there as often, the first is taken. Where none does,
        the unusual ones.

    Returns
    -------
    str
        One character; :data:`NOTHING` where no sign stands there.

    Examples
    --------
    >>> separator_of('"nom, usuel";ville'), separator_of("nom|ville"), separator_of("nom")
    (';', '|', '\x1f')
    """
    bare = _QUOTED.sub("", first)
    for signs in (usual, UNUSUAL):
        sign = max(signs, key=bare.count)
        if sign in bare:
            return sign
    return NOTHING


def uneven_line(lines: Iterable[str], sign: str) -> int | None:
    """Return the first line whose cells are not as many as those of the first one.

    Parameters
    ----------
    lines
        The text, the first line first.
    sign
        What separates the cells.

    Returns
    -------
    int or None
        Its number, from 1; 0 where no line but the first has the sign, and None where all agree.

    Examples
    --------
    >>> uneven_line(["nom|ville", "Inserm|Paris"], "|"), uneven_line(["nom|ville", "a|b", "c"], "|")
    (None, 3)
    >>> uneven_line(["nom | name", "Inserm", "CNRS"], "|")
    0
    """
    reader = csv.reader(lines, delimiter=sign)
    counts = [(reader.line_num, len(cells)) for cells in reader if any(map(str.strip, cells))]
    if len(counts) > 1 and all(n == 1 for _, n in counts[1:]):
        return 0
    return next((line for line, n in counts if n != counts[0][1]), None)

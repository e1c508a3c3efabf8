"""Lay tables out for a terminal: a grid, records one below the other, or a block per subject.

A grid is taken where every column has room for its words and the grid is no longer than the
records; what is not stated takes no line in a record.
"""

from __future__ import annotations

import io
import itertools
import re
import textwrap
from collections.abc import Sequence
from typing import Final

from coopgraph.messages import message
from coopgraph.outputs.safe_text import visible
from coopgraph.outputs.tables import Table, numeric_columns, plain_text

__all__ = ["render_text", "wrap_text"]

#: Width of a table that is not written to a terminal.
DEFAULT_WIDTH: Final = 80
#: Longer words may be broken to let a grid fit.
_LONG_WORD: Final = 16
_NARROWEST_VALUE: Final = 20
_INDENT: Final = "  "
# A space that French puts before or after a sign, and the character that holds its place.
_FRENCH_SPACE = re.compile(r"(?<=\S) (?=[;:?!»](?:\s|$))|(?<=«) (?=\S)")
_GLUE = "\N{NO-BREAK SPACE}"
_PIECES = re.compile(r"[^-_/:.]*[-_/:.]+|[^-_/:.]+")

_Cells = Sequence[Sequence[str]]


def render_text(
    table: Table, width: int | None = None, *, colour: bool = False, lang: str = "en"
) -> str:
    """Lay a table out.

    Parameters
    ----------
    table
        What to lay out.
    width
        Columns of the terminal; 80 unless told otherwise.
    colour
        Whether the terminal's styles may be used.
    lang
        Language of the few words that are added.

    Returns
    -------
    str

    Examples
    --------
    >>> table = Table(("body", "year"), [("CNRS", 2021), ("CNRS", 2022)], group=("body",))
    >>> print(render_text(table), end="")
    CNRS
       year
       ────
       2021
       2022
    """
    width = width or DEFAULT_WIDTH
    parts = []
    if table.title:
        parts.append(wrap_text(table.title, width))
    parts += [wrap_text(sentence, width) for sentence in table.lead]
    if not table.rows:
        parts.append(message("(no rows)").in_language(lang))
    elif table.group:
        parts.append(_grouped(table, width, colour))
    else:
        parts.append(_flat(table, width, colour))
    parts += [wrap_text(note, width) for note in table.notes]
    return "\n".join(part.rstrip("\n") for part in parts) + "\n"


def wrap_text(text: str, width: int | None = None) -> str:
    """Break a sentence into lines of a terminal.

    Words and hyphenated names stay whole; French punctuation stays with the word before it.
    """
    glued = _FRENCH_SPACE.sub(_GLUE, visible(text))
    lines = [
        textwrap.fill(line, width or DEFAULT_WIDTH, break_long_words=False, break_on_hyphens=False)
        for line in glued.split("\n")
    ]
    return "\n".join(lines).replace(_GLUE, " ")


def _lines(text: str, room: int) -> list[str]:
    """Break a cell into lines; a word that has no room is broken, after a sign if it can be."""
    lines = []
    for paragraph in _FRENCH_SPACE.sub(_GLUE, text).split("\n"):
        line = ""
        for word in paragraph.split(" "):
            joined = f"{line} {word}" if line else word
            if len(joined) <= room:
                line = joined
                continue
            lines += [line] if line else []
            *full, line = _pieces(word, room)
            lines += full
        lines.append(line)
    return [line.replace(_GLUE, " ") for line in lines]


def _pieces(word: str, room: int) -> list[str]:
    """Cut a word into pieces that have room, the last of them the shortest rest."""
    pieces = [""]
    for part in _PIECES.findall(word) or [word]:
        if len(pieces[-1]) + len(part) <= room:
            pieces[-1] += part
            continue
        pieces += [part[at : at + room] for at in range(0, len(part), room)]
    return [piece for piece in pieces if piece] or [""]


def _texts(table: Table) -> list[list[str]]:
    return [[visible(plain_text(cell)) for cell in row] for row in table.rows]


def _flat(table: Table, width: int, colour: bool) -> str:
    """Return a grid, or one record per block where no grid is legible."""
    cells = _texts(table)
    widths = _widths(table.columns, cells, width)
    if widths is not None:
        records = _records(table.columns, cells, width)
        height = sum(
            max(len(_lines(cell, room)) for cell, room in zip(row, widths, strict=True))
            for row in cells
        )
        if height <= records.count("\n") + 1:
            return _grid(table, cells, widths, width, colour)
    return _records(table.columns, cells, width)


def _grouped(table: Table, width: int, colour: bool) -> str:
    """Return one block per subject: what its rows share once, then a table of what they do not."""
    head = [table.columns.index(name) for name in table.group]
    rows = list(zip(table.rows, _texts(table), strict=True))
    bold, end = ("\x1b[1m", "\x1b[0m") if colour else ("", "")
    blocks = []
    for key, found in itertools.groupby(rows, lambda row: [row[1][index] for index in head]):
        members = list(found)
        title = wrap_text(" – ".join(text for text in key if text) or "–", width)
        lines = [f"{bold}{line}{end}" for line in title.split("\n")]
        others = [index for index in range(len(table.columns)) if index not in head]
        shared = [i for i in others if len({texts[i] for _, texts in members}) == 1]
        told = [(table.columns[i], members[0][1][i]) for i in shared if members[0][1][i]]
        if told:
            lines += _record(told, width - len(_INDENT))
        varying = [index for index in others if index not in shared]
        if varying:
            part = Table(
                tuple(table.columns[index] for index in varying),
                [[row[index] for index in varying] for row, _ in members],
            )
            lines += _flat(part, width - len(_INDENT), colour).split("\n")
        blocks.append("\n".join([lines[0], *(f"{_INDENT}{line}" for line in lines[1:])]))
    return "\n\n".join(blocks)


def _widths(columns: Sequence[str], cells: _Cells, width: int) -> list[int] | None:
    """Share out the room so that no short word is broken; ``None`` where that cannot be had."""
    least, wished = [], []
    for index, name in enumerate(columns):
        words = max((len(word) for row in cells for word in row[index].split()), default=0)
        least.append(max([min(words, _LONG_WORD), 1, *map(len, name.split())]))
        lines = (len(line) for row in cells for line in row[index].split("\n"))
        wished.append(max(len(name), *lines))
    spare = width - 3 * len(columns) - sum(least)
    if spare < 0:
        return None
    for index in sorted(
        range(len(columns)), key=lambda index: (wished[index] - least[index], index)
    ):
        open_columns = sum(1 for i in range(len(columns)) if least[i] < wished[i]) or 1
        given = max(0, min(wished[index] - least[index], spare // open_columns))
        least[index] += given
        spare -= given
        wished[index] = least[index]
    return least


def _grid(table: Table, cells: _Cells, widths: Sequence[int], width: int, colour: bool) -> str:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, header_style="bold" if colour else "")
    for name, right, room in zip(table.columns, numeric_columns(table), widths, strict=True):
        grid.add_column(
            Text(name), justify="right" if right else "left", overflow="fold", width=room
        )
    for row in cells:
        grid.add_row(
            *(Text("\n".join(_lines(cell, room))) for cell, room in zip(row, widths, strict=True))
        )
    out = io.StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        _environ={},
    )
    console.print(grid)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines() if line.strip())


def _records(columns: Sequence[str], cells: _Cells, width: int) -> str:
    lines = []
    for number, row in enumerate(cells, start=1):
        lines.append(f"-- {number} ".ljust(min(width, 40), "-"))
        pairs = zip(columns, row, strict=True)
        lines += _record([(name, cell) for name, cell in pairs if cell], width)
    return "\n".join(lines)


def _record(pairs: Sequence[tuple[str, str]], width: int) -> list[str]:
    """Return lines of name and value, the values below each other."""
    left = max((len(name) for name, _ in pairs), default=0) + 2
    lines = []
    for name, cell in pairs:
        first, *others = _lines(cell, max(_NARROWEST_VALUE, width - left))
        lines.append((name.ljust(left) + first).rstrip())
        lines += [" " * left + line for line in others]
    return lines

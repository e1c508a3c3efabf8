"""Tables of the staging file as CSV files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from coopgraph.importing.staging import Staging

__all__ = ["write_table"]

#: How many rows are asked for at once.
_ROWS: Final = 2000
#: What stands between cells and between rows before it is known which cells need quotes.
_CELL, _ROW = "\x1f", "\x1e"
#: What makes a cell need quotes around it, and where a cell ends.
_SIGNS: Final = re.compile('[,"\r\n]')
_END: Final = re.compile(f"[{_CELL}{_ROW}]|\\Z")


def write_table(staging: Staging, table: str, names: Sequence[str], path: Path) -> int:
    r"""Write a temporary table as CSV, in the order in which its rows stand.

    Parameters
    ----------
    staging
        The staging file.
    table
        The temporary table; its cells are texts or blank.
    names
        Its columns to write, which are the header.
    path
        The file; not made if the table has no rows.

    Returns
    -------
    int
        How many rows it has.

    Notes
    -----
    SQLite joins the cells, and lets go of Python while it does: asked for rows one by one, two
    threads that write would wait for each other at each of them. What then needs quotes is quoted
    as :mod:`csv` does it (a cell with a comma, a quotation mark or either end of line; a table has
    two columns or more).

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> staging = Staging(folder / "staging.sqlite")
    >>> _ = staging.connection.execute("CREATE TEMP TABLE t AS SELECT 'Lille, Loos' AS a, '' AS b")
    >>> write_table(staging, "t", ("a", "b"), folder / "t.csv")
    1
    >>> (folder / "t.csv").read_text()
    'a,b\n"Lille, Loos",\n'
    >>> staging.close()
    """
    ((last,),) = staging.ask(f'SELECT MAX(rowid) FROM temp."{table}"')
    if last is None:
        return 0
    cells = ", ".join(f'"{name}"' for name in names)
    line = f"PRINTF('{_CELL.join('%s' for _ in names)}', {cells})"
    # A table without an index is read in the order of its rows. A query around it that says so
    # would copy every one of them.
    rows = f'FROM temp."{table}" WHERE rowid > ? AND rowid <= ?'
    joined = f"SELECT COUNT(*), GROUP_CONCAT({line}, CHAR({ord(_ROW)})) {rows}"
    number = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(names) + "\n")
        for first in range(0, last, _ROWS):
            span = (first, first + _ROWS)
            ((count, text),) = staging.ask(joined, *span)
            if not count:
                continue
            if text.count(_ROW) == count - 1 and text.count(_CELL) == count * (len(names) - 1):
                for part in _quoted_within(text):
                    stream.write(part)
                stream.write("\n")
            else:  # a cell has one of them itself
                for row in staging.each(f"SELECT {cells} {rows} ORDER BY rowid", *span):
                    stream.write(",".join(_quoted(cell or "") for cell in row) + "\n")
            number += count
    return number


def _quoted_within(text: str) -> Iterator[str]:
    """Yield parts of the joined rows as they stand in the file.

    Few cells need quotes: they are looked for by what makes them need them.
    """
    done = 0
    for sign in _SIGNS.finditer(text):
        at = sign.start()
        if at < done:
            continue  # another one in a cell that has its quotes
        first = max(text.rfind(_CELL, done, at), text.rfind(_ROW, done, at)) + 1 or done
        last = _END.search(text, at).start()  # type: ignore[union-attr]  # or the end of the text
        yield _separated(text[done:first]) + _quoted(text[first:last])
        done = last
    yield _separated(text[done:])


def _separated(text: str) -> str:
    return text.replace(_CELL, ",").replace(_ROW, "\n")


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _SIGNS.search(cell) else cell

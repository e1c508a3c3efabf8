"""Tables of the staging file as CSV files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coopgraph.importing.staging import Staging

__all__ = ["write_table"]

#: How many rows are asked for at once.
_ROWS: Final = 5000
#: What needs quotes around it, beside a comma.
_QUOTED: Final = '"\n\r'


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
    SQLite makes the text, as :mod:`csv` writes it (a cell with a comma, a quotation mark or either
    end of line is quoted; a table has two columns or more): it lets go of Python while it does.
    Asked for rows one by one, two threads that write would wait for each other at each of them.

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
    form = ",".join("%s" for _ in names)
    cells = [f'"{name}"' for name in names]
    plain = f"PRINTF('{form}', {', '.join(cells)})"
    quoted = f"PRINTF('{form}', {', '.join(map(_quoted, cells))})"
    rows = f'SELECT * FROM temp."{table}" WHERE rowid > ? AND rowid <= ? ORDER BY rowid'
    # With a limit the inner query is asked as it stands, so that each line is made once.
    lines = f"SELECT *, {plain} AS line FROM ({rows}) LIMIT -1 OFFSET 0"
    odd = " OR ".join(f"INSTR(line, CHAR({ord(sign)}))" for sign in _QUOTED)
    fit = f"CASE WHEN {odd} OR line GLOB '*{',*' * len(names)}' THEN {quoted} ELSE line END"
    number = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(",".join(names) + "\n")
        for first in range(0, last, _ROWS):
            span = (first, first + _ROWS)
            ((count, text),) = staging.ask(
                f"SELECT COUNT(*), {_joined(plain)} FROM ({rows})", *span
            )
            if not count:
                continue
            if not _is_plain(text, count, len(names)):
                ((text,),) = staging.ask(f"SELECT {_joined(fit)} FROM ({lines})", *span)
            stream.write(text + "\n")
            number += count
    return number


def _joined(line: str) -> str:
    return f"GROUP_CONCAT({line}, CHAR(10))"


def _is_plain(text: str, rows: int, cells: int) -> bool:
    """Tell whether no cell needs to be quoted: by far the most parts of most tables."""
    return (
        not any(sign in text for sign in '"\r')
        and text.count(",") == rows * (cells - 1)
        and text.count("\n") == rows - 1
    )


def _quoted(cell: str) -> str:
    odd = " OR ".join(f"INSTR({cell}, CHAR({ord(sign)}))" for sign in f"{_QUOTED},")
    return f"""CASE WHEN {odd} THEN '"' || REPLACE({cell}, '"', '""') || '"' ELSE {cell} END"""

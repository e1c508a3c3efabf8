"""Find columns by their names, whatever generation of a file they come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coopgraph.errors import SourceError
from coopgraph.folding import folded
from coopgraph.importing.files import Rows
from coopgraph.messages import counted, message

__all__ = ["bare_name", "even_rows", "find_columns", "uneven"]


def find_columns(
    path: Path,
    header: Sequence[str],
    wanted: Mapping[str, Sequence[str]],
    required: Sequence[str] = (),
) -> dict[str, int]:
    """Return where the columns stand.

    Parameters
    ----------
    path
        The file, for the message.
    header
        Names as printed.
    wanted
        By our name, the names that generations of the file give the column; compared without
        case, accents, blanks, hyphens and underscores.
    required
        Our names without which the file cannot be read.

    Returns
    -------
    dict of str to int
        Position by our name; a column that is not there is missing.

    Raises
    ------
    SourceError
        If a required column is missing, or a name stands twice.

    Examples
    --------
    >>> find_columns(Path("a.csv"), ["uai - identifiant", "Libellé"],
    ...              {"uai": ["uai", "uai - identifiant"], "name": ["uo_lib", "libelle"]})
    {'uai': 0, 'name': 1}
    """
    places: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        places.setdefault(bare_name(name), []).append(place)
    found: dict[str, int] = {}
    for ours, names in wanted.items():
        for name in names:
            if at := places.get(bare_name(name)):
                if len(at) > 1:
                    raise SourceError(
                        message("{file}: column {column} stands twice", file=path, column=name)
                    )
                found[ours] = at[0]
                break
    missing = [wanted[name][0] for name in required if name not in found]
    if missing:
        raise SourceError(
            message(
                "{file}: no column {columns}; found: {found}. Was the file renamed, cut, or "
                "is it of another register?",
                file=path,
                columns=", ".join(missing),
                found=", ".join(header[:12]) + (" …" if len(header) > 12 else ""),
            )
        )
    return found


def even_rows(path: Path, table: Rows) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows of a table that all have a cell for each column.

    Parameters
    ----------
    path
        The file, for the message.
    table
        The table, opened.

    Yields
    ------
    int, list of str
        Line and cells.

    Raises
    ------
    SourceError
        At the first row with more or fewer cells.
    """
    width = len(table.header)
    for line, cells in table.rows:
        if len(cells) != width:
            raise uneven(path, line, len(cells), width)
        yield line, cells


def uneven(path: Path, line: int, number: int, width: int) -> SourceError:
    """Return the error of a row that has more or fewer cells than it should."""
    return SourceError(
        counted(
            "{file}: line {line} has {n} cell instead of {width}; is the separator right "
            "and the file whole?",
            "{file}: line {line} has {n} cells instead of {width}; is the separator right "
            "and the file whole?",
            n=number,
            file=path,
            line=line,
            width=width,
        )
    )


def bare_name(name: str) -> str:
    """Return the name of a column as it is compared.

    Examples
    --------
    >>> bare_name("Code_UAI - identifiant")
    'codeuaiidentifiant'
    """
    return folded(name).replace("_", "").replace(" ", "")

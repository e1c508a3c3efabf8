"""Lists of names as people keep them: CSV, TSV, plain text, workbooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from coopgraph.curation.lists import WORKBOOKS, read_list, read_text
from coopgraph.curation.separators import separator_of
from coopgraph.errors import SourceError
from coopgraph.folding import folded
from coopgraph.messages import message
from coopgraph.reconciliation.parts import Asked

__all__ = ["Columns", "read_names"]

#: Headings under which a column is taken where none is named.
_GUESSES: Final = {
    "name": ("affiliation", "affiliations", "name", "nom", "organisation", "organization",
    "organisme", "etablissement", "institution", "label", "libelle", "partner", "partenaire",
             "structure", "text", "texte", "raw affiliation"),
    "city": ("city", "ville", "commune", "town", "place", "lieu"),
    "country": ("country", "pays", "country code", "code pays"),
    "identifier": ("ror", "identifier", "identifiant", "id", "rnsr", "grid", "isni", "uai",
    "siren"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns a list has.

    Attributes
    ----------
    name, city, country, identifier
        Headings; blank for a list without headings, or a column that is not there.
    others
        Headings of all columns but that of names, in order, as :attr:`Asked.beside` has the cells;
        one without a heading has its place (``column_3``).
    """

    name: str = ""
    city: str = ""
    country: str = ""
    identifier: str = ""
    others: tuple[str, ...] = ()


def read_names(path: Path, wanted: Columns | None = None) -> tuple[list[Asked], Columns]:
    """Read the texts of a list.

    Parameters
    ----------
    path
        ``.csv``, ``.tsv``, ``.xlsx``, or any other name for one text a line; there, too, a first
        line of several headings of which one is that of names makes a table.
    wanted
        Columns that are named; what is blank is guessed.

    Returns
    -------
    list of Asked
        In the order of the file; rows without a text are left out.
    Columns
        What was taken.

    Raises
    ------
    SourceError
        If the file cannot be read, is empty, or has no such column.
    """
    wanted = wanted or Columns()
    text = "" if path.suffix.lower() in (*WORKBOOKS, ".csv", ".tsv") else read_text(path)
    if text and wanted == Columns() and not _has_headings(text):
        lines = [" ".join(line.split()) for line in text.splitlines()]
        texts = [Asked(line) for line in lines if line]
        if not texts:
            raise SourceError(message("{file}: empty", file=path))
        return texts, Columns()
    table = read_list(path)
    _, header = next(table, (0, []))
    if not header:
        raise SourceError(message("{file}: empty", file=path))
    columns = _columns(path, header, wanted)
    place = {name: header.index(name) for name in vars_of(columns) if name}
    rows = [cells for _, cells in table]
    beside = [
        at
        for at, heading in enumerate(header)
        if at != place[columns.name] and (heading or any(any(cells[at : at + 1]) for cells in rows))
    ]
    asked = []
    for cells in rows:

        def cell(name: str, cells: Sequence[str] = cells) -> str:
            at = place.get(name)
            return " ".join(cells[at].split()) if at is not None and at < len(cells) else ""

        if text := cell(columns.name):
            known = cell(columns.identifier)
            asked.append(
                Asked(
                    text,
                    cell(columns.city),
                    cell(columns.country),
                    (known,) if known else (),
                    tuple(cells[at] if at < len(cells) else "" for at in beside),
                )
            )
    if not asked:
        raise SourceError(
            message("{file}: no text in the column {column!r}", file=path, column=columns.name)
        )
    return asked, replace(columns, others=tuple(header[at] or f"column_{at + 1}" for at in beside))


def _has_headings(text: str) -> bool:
    """Tell whether the first line of a text is that of a table: "nom;ville"."""
    first = next(iter(text.splitlines()), "")
    heads = [folded(cell.strip(' "')) for cell in first.split(separator_of(first))]
    return len(heads) > 1 and any(head in _GUESSES["name"] for head in heads)


def vars_of(columns: Columns) -> tuple[str, str, str, str]:
    """Return the headings, in order."""
    return columns.name, columns.city, columns.country, columns.identifier


def _columns(path: Path, header: Sequence[str], wanted: Columns) -> Columns:
    by_name = {folded(name): name for name in reversed(header) if name}
    found: dict[str, str] = {}
    for what, asked in zip(("name", "city", "country", "identifier"), vars_of(wanted), strict=True):
        if asked:
            if folded(asked) not in by_name:
                raise SourceError(
                    message(
                        "{file}: no column {column!r}; found: {found}",
                        file=path,
                        column=asked,
                        found=", ".join(name for name in header if name),
                    )
                )
            found[what] = by_name[folded(asked)]
        else:
            found[what] = next((by_name[guess] for guess in _GUESSES[what] if guess in by_name), "")
    if not found["name"]:
        if len([name for name in header if name]) > 1:
            raise SourceError(
                message(
                    "{file}: which column holds the names? Say it with --column; found: {found}",
                    file=path,
                    found=", ".join(name for name in header if name),
                )
            )
        found["name"] = next(name for name in header if name)
    return Columns(found["name"], found["city"], found["country"], found["identifier"])

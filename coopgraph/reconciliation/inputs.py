"""Lists of names as people keep them: CSV, TSV, plain text, workbooks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from coopgraph.curation.workbooks import WORKBOOKS, workbook_lines
from coopgraph.errors import SourceError, reason
from coopgraph.importing.keys import folded
from coopgraph.messages import message
from coopgraph.reconciliation.parts import Asked

__all__ = ["Columns", "read_names"]

#: Headings under which a column is taken where none is named.
_GUESSES: Final = {
    "name": ("affiliation", "affiliations", "name", "nom", "organisation", "organization",
    "organisme", "etablissement", "institution", "label", "libelle", "partner", "partenaire",
             "structure", "text", "texte", "raw affiliation"),
    "city": ("city", "ville", "commune", "town"),
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
    """

    name: str = ""
    city: str = ""
    country: str = ""
    identifier: str = ""


def read_names(path: Path, wanted: Columns | None = None) -> tuple[list[Asked], Columns]:
    """Read the texts of a list.

    Parameters
    ----------
    path
        ``.csv``, ``.tsv``, ``.xlsx``, or any other name for one text a line.
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
    suffix = path.suffix.lower()
    if suffix in WORKBOOKS:
        table: Iterator[list[str]] = (cells for _, cells in workbook_lines(path))
    elif suffix in (".csv", ".tsv") or wanted != Columns():
        table = _delimited(path)
    else:
        lines = [" ".join(line.split()) for line in _text(path).splitlines()]
        texts = [Asked(line) for line in lines if line]
        if not texts:
            raise SourceError(message("{file}: empty", file=path))
        return texts, Columns()
    header = next(table, None)
    if header is None or not any(header):
        raise SourceError(message("{file}: empty", file=path))
    columns = _columns(path, header, wanted)
    place = {name: header.index(name) for name in vars_of(columns) if name}
    asked = []
    for cells in table:

        def cell(name: str, cells: Sequence[str] = cells) -> str:
            at = place.get(name)
            return " ".join(cells[at].split()) if at is not None and at < len(cells) else ""

        if text := cell(columns.name):
            known = cell(columns.identifier)
            asked.append(
                Asked(text, cell(columns.city), cell(columns.country), (known,) if known else ())
            )
    if not asked:
        raise SourceError(
            message("{file}: no text in the column {column!r}", file=path, column=columns.name)
        )
    return asked, columns


def vars_of(columns: Columns) -> tuple[str, str, str, str]:
    """Return the headings, in order."""
    return columns.name, columns.city, columns.country, columns.identifier


def _columns(path: Path, header: Sequence[str], wanted: Columns) -> Columns:
    by_name = {folded(name): name for name in reversed(header) if name}
    found = {}
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
    return Columns(**found)


def _text(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise SourceError(message("{file}: {reason}", file=path, reason=reason(error))) from error
    for encoding in ("utf-8-sig", "cp1252"):  # Excel's older CSV is in the code page of Windows
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text
    raise SourceError(
        message("{file}: no text; save it as CSV UTF-8 or as a workbook (.xlsx)", file=path)
    )


def _delimited(path: Path) -> Iterator[list[str]]:
    text = _text(path)
    first = text.split("\n", 1)[0]
    if first.startswith("sep="):
        text = text.split("\n", 1)[1] if "\n" in text else ""
        first = text.split("\n", 1)[0]
    signs = "\t,;" if path.suffix.lower() == ".tsv" else ";,\t"
    delimiter = max(signs, key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            yield [cell.strip() for cell in row]
    except csv.Error as error:
        raise SourceError(
            message("{file}: no sound table: {reason}", file=path, reason=str(error))
        ) from error

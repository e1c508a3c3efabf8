"""Rows of RNSR from either CSV and from JSON, with the columns that are read; no persons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.importing.files import first_sign, read_json, read_rows
from coopgraph.importing.header import even_rows, find_columns
from coopgraph.messages import message

__all__ = ["LISTS", "rnsr_rows"]

#: Parallel lists: one place per body. The persons' columns are never read.
LISTS: Final = (
    "label_numero",
    "tutelles",
    "sigles_des_tutelles",
    "code_de_nature_de_tutelle",
    "uai_des_tutelles",
    "siret_des_tutelles",
    "code_de_type_de_tutelle",
)
_COLUMNS: Final = (
    "numero_national_de_structure",
    "libelle",
    "sigle",
    "annee_de_creation",
    "type_de_structure",
    "code_de_niveau_de_structure",
    "site_web",
    "code_postal",
    "commune",
    *LISTS,
    "numero_de_structure_parent",
    "numero_de_structure_historique",
    "code_domaine_scientifique",
)
_REQUIRED: Final = (
    "numero_national_de_structure",
    "libelle",
    "tutelles",
    "code_de_type_de_tutelle",
)


def rnsr_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the line (or the number of the record) and the cells of each structure.

    Parameters
    ----------
    path
        CSV of the portal (either generation) or its JSON export.

    Yields
    ------
    int, mapping
        Cells are text in CSV, lists or text in JSON.

    Raises
    ------
    SourceError
        If the file is damaged or lacks a column.
    """
    if first_sign(path) in ("[", "{"):
        for number, record in enumerate(read_json(path, suffixes=(".json", ".jsonl")), 1):
            fields = record.get("fields", record) if isinstance(record, dict) else None
            if not isinstance(fields, dict) or any(name not in fields for name in _REQUIRED):
                raise SourceError(
                    message("{file}: record {n} is no structure of RNSR", file=path, n=number)
                )
            yield number, {name: fields.get(name) for name in _COLUMNS}
        return
    with read_rows(path) as table:
        places = find_columns(
            path, table.header, {name: (name,) for name in _COLUMNS}, required=_REQUIRED
        )
        for line, cells in even_rows(path, table):
            yield line, {name: cells[place] for name, place in places.items()}

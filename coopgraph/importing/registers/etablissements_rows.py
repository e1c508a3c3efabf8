"""Rows of the higher-education institutions in one form for all generations of the file.

The headers of 2019, 2020, 2021 (JSON), 2023 and 2024 differ in words, order and number of columns;
the portal's exports since then are those of its JSON, with technical names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.importing.files import first_sign, read_json, read_rows
from coopgraph.importing.header import bare_name, even_rows, find_columns
from coopgraph.messages import message

__all__ = ["cell_values", "etablissement_rows"]

#: By our name, what generations of the file call the column.
COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "uai": ("uai", "uai - identifiant"),
    "name": ("uo_lib", "Libellé"),
    "official": ("uo_lib_officiel",),
    "short": ("nom_court",),
    "acronym": ("sigle",),
    "english": ("uo_lib_en", "English name"),
    "type": ("type_d_etablissement", "type d'établissement"),
    "status": ("statut_juridique_court",),
    "siret": ("siret",),
    "siren": ("siren",),
    "wikidata": ("identifiant_wikidata", "element_wikidata"),
    "ror": ("identifiant_ror", "element_ror"),
    "grid": ("identifiant_grid", "element_grid"),
    "pic": ("identifiant_pic",),
    "isni": ("identifiant_isni", "element_isni"),
    "idref": ("identifiant_idref",),
    "fundref": ("element_fundref", "Elément Funding Data", "identifiant_funding_data"),
    "former": ("anciens_codes_uai",),
    "created": ("date_creation",),
    "closed": ("date_fermeture",),
    "parents": ("rattachement_identifiants",),
    "commune": ("com_nom", "Commune"),
    "code": ("com_code", "Code commune"),
    "country": ("pays_etranger_acheminement", "Pays"),
    "internal": ("identifiant_interne",),
}
_REQUIRED: Final = ("uai", "name", "type")


def etablissement_rows(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the line (or the number of the record) and the cells of each institution.

    Parameters
    ----------
    path
        CSV of any generation, or JSON: records of either of the portal's interfaces.

    Yields
    ------
    int, mapping
        Cells by our name; text, or lists in JSON; what the file lacks is missing.

    Raises
    ------
    SourceError
        If the file is damaged, or is of another register.
    """
    if first_sign(path) in ("[", "{"):
        yield from _records(path)
        return
    with read_rows(path) as table:
        places = find_columns(path, table.header, COLUMNS, required=_REQUIRED)
        for line, cells in even_rows(path, table):
            yield line, {name: cells[place] for name, place in places.items()}


def _records(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    """Yield the records of JSON, in which a blank cell is a key that is not there."""
    ours = {
        bare_name(theirs): name for name, names in COLUMNS.items() for theirs in reversed(names)
    }
    rank = {bare_name(theirs): n for names in COLUMNS.values() for n, theirs in enumerate(names)}
    for number, record in enumerate(read_json(path, suffixes=(".json", ".jsonl")), 1):
        fields = record.get("fields", record) if isinstance(record, dict) else None
        if not isinstance(fields, dict):
            raise SourceError(message("{file}: record {n} is no institution", file=path, n=number))
        found: dict[str, Any] = {}
        for name in sorted(fields, key=lambda name: (rank.get(bare_name(name), 0), name)):
            if (mine := ours.get(bare_name(name))) is not None and fields[name] is not None:
                found.setdefault(mine, fields[name])
        if "name" not in found or "type" not in found:
            raise SourceError(message("{file}: record {n} is no institution", file=path, n=number))
        yield number, found


def cell_values(cell: Any) -> list[str]:
    """Return the values of a cell that may hold several: a list, or text with ``;`` or ``,``.

    Examples
    --------
    >>> cell_values("0180974L;0411068N"), cell_values(["A"]), cell_values(None)
    (['0180974L', '0411068N'], ['A'], [])
    """
    if cell is None:
        return []
    items = cell if isinstance(cell, list) else re.split(r"[;,]", str(cell))
    return [text for item in items if item is not None and (text := str(item).strip())]

"""The national register of structures and European projects as lists of who shares what.

Files are read by the readers of :mod:`coopgraph.importing`; columns of persons are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.analysis.recommender.incidence import Collective, Register
from coopgraph.errors import SourceError
from coopgraph.importing.files import first_sign, read_rows
from coopgraph.importing.header import bare_name
from coopgraph.importing.keys import key_of, name_key
from coopgraph.importing.registers.cordis_tables import CordisTable, cordis_tables
from coopgraph.importing.registers.rnsr_lists import Supervision, supervisions
from coopgraph.importing.registers.rnsr_rows import rnsr_rows
from coopgraph.messages import message

__all__ = ["CORDIS", "RNSR", "read_registers"]

RNSR: Final = "RNSR"
CORDIS: Final = "H2020"
#: Last years that models see, by creation of the structure.
_YEARS: Final = ("2011", "2013", "2015", "2017")
#: Last days that models see, by start of the project.
_DAYS: Final = ("2015-03-31", "2015-06-30", "2015-09-30", "2015-12-31")
#: Projects that an organisation must have had: most take part in one and never again.
_LEAST: Final = 2
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d\Z")
_DAY: Final = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
#: Overseas departments have three figures of the postcode.
_OVERSEAS: Final = ("97", "98")


def read_registers(paths: Sequence[Path]) -> list[Register]:
    """Read files of the national register of structures and of CORDIS, told apart by their headers.

    Parameters
    ----------
    paths
        Files in any order, as ``coopgraph import rnsr`` and ``coopgraph import cordis`` read them.

    Returns
    -------
    list of Register
        The national register first; those of which there are files.

    Raises
    ------
    SourceError
        If a file is of neither, or holds nothing that has a date.
    """
    national = [path for path in paths if _is_rnsr(path)]
    european = [path for path in paths if path not in national]
    found = []
    if national:
        found.append(_rnsr(national))
    if european:
        found.append(_cordis([table for path in european for table in cordis_tables(path)]))
    for one, files in zip(found, [group for group in (national, european) if group], strict=True):
        if not one.collectives:
            raise SourceError(
                message(
                    "{files}: no dated unit or project with its bodies; CORDIS needs projects and "
                    "participations",
                    files=", ".join(str(path) for path in files),
                )
            )
    return found


def _is_rnsr(path: Path) -> bool:
    sign = first_sign(path, suffixes=(".csv", ".json", ".tsv", ".txt"))
    if sign in ("[", "{"):
        return True
    with read_rows(path, suffixes=(".csv", ".tsv", ".txt")) as table:
        header = {bare_name(name) for name in table.header}
    return bare_name("numero_national_de_structure") in header


def _rnsr(paths: Iterable[Path]) -> Register:
    found: dict[str, Collective] = {}
    undated: set[str] = set()
    for path in paths:
        for _, row in rnsr_rows(path):
            key = key_of("rnsr", str(row.get("numero_national_de_structure") or "").strip())
            if key is None or key in found or key in undated:
                continue
            year = str(row.get("annee_de_creation") or "").strip()
            if not _YEAR.match(year):
                undated.add(key)
                continue
            bodies = frozenset(
                body for one in supervisions(row)[0] for body in [_body(one)] if body is not None
            )
            found[key] = Collective(
                key,
                year,
                bodies,
                _departments(row.get("code_postal")),
                _items(row.get("code_domaine_scientifique")),
            )
    return Register(RNSR, list(found.values()), _YEARS, undated=len(undated))


def _body(one: Supervision) -> str | None:
    """Return the key of a body as the importer gives it: its UAI, its SIREN, else its name."""
    siren = key_of("siren", one.siret[:9]) if len(one.siret) >= 9 else None
    name = name_key("rnsr-body", one.name) if one.name.strip() else None
    return key_of("uai", one.uai) or siren or name


def _items(cell: Any) -> frozenset[str]:
    found = cell if isinstance(cell, list) else re.split(r"[;,]", str(cell or ""))
    return frozenset(str(item).strip() for item in found if item and str(item).strip())


def _departments(cell: Any) -> frozenset[str]:
    return frozenset(
        code[:3] if code.startswith(_OVERSEAS) else code[:2]
        for code in _items(cell)
        if code[:5].isdigit() and len(code) >= 5
    )


def _cordis(tables: Sequence[CordisTable]) -> Register:
    start: dict[str, str] = {}
    homes: dict[str, str] = {}
    bodies: dict[str, set[str]] = {}
    grants: dict[str, str] = {}
    undated = 0
    for table in _of(tables, "projects"):
        for _, row in table.rows(None):
            grant = row["grant"].strip()
            if row.get("rcn"):
                grants[row["rcn"].strip()] = grant
            if grant in start:
                continue
            day = _DAY.match(row.get("start", "").strip())
            undated += day is None
            start[grant] = day[0] if day else ""
    for table in _of(tables, "organisations", "network", "members"):
        for _, row in table.rows(None):
            if country := row.get("country", "").strip():
                homes.setdefault(row["number"].strip(), country)
    for table in _of(tables, "participations", "members"):
        for _, row in table.rows(None):
            grant = row["grant"].strip() if table.kind == "members" else _grant(row, grants)
            bodies.setdefault(grant, set()).add(row["number"].strip())
    found = [
        Collective(grant, day, frozenset(bodies[grant]))
        for grant, day in start.items()
        if day and grant in bodies
    ]
    return Register(CORDIS, found, _DAYS, _LEAST, homes, undated)


def _of(tables: Sequence[CordisTable], *kinds: str) -> list[CordisTable]:
    return [table for table in tables if table.kind in kinds]


def _grant(row: Mapping[str, str], grants: Mapping[str, str]) -> str:
    return grants.get(row["rcn"].strip(), "")

"""The tables in which European projects are published, told apart by their headers."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError
from coopgraph.importing.files import Skipping, first_sign, read_json, read_rows
from coopgraph.importing.header import even_rows, find_columns
from coopgraph.messages import message

__all__ = ["CordisTable", "cordis_tables", "refuse_alone"]

Row = Mapping[str, str]
#: By kind of table: our name of a column and the names that files give it; the required ones.
_TABLES: Final[dict[str, tuple[Mapping[str, Sequence[str]], Sequence[str]]]] = {
    "members": (
        {
            "grant": ("projectID",),
            "number": ("organisationID", "organizationID", "id"),
            "name": ("name",),
            "short": ("shortName",),
            "activity": ("activityType",),
            "city": ("city",),
            "country": ("country",),
            "role": ("role",),
            "left": ("endOfParticipation",),
        },
        ("grant", "number", "name", "role"),
    ),
    "projects": (
        {
            "grant": ("id", "reference", "grant_id"),
            "rcn": ("rcn",),
            "acronym": ("acronym",),
            "title": ("title",),
            "start": ("startDate", "start_date"),
            "end": ("endDate", "end_date"),
            "coordinator": ("coordinator",),
            "updated": ("contentUpdateDate",),
        },
        ("grant", "acronym", "start", "end"),
    ),
    "participations": (
        {"rcn": ("projectRcn",), "number": ("new_org_id",)},
        ("rcn", "number"),
    ),
    "organisations": (
        {
            "number": ("new_org_id", "pic"),
            "name": ("name",),
            "short": ("shortName",),
            "country": ("country", "countryCode"),
        },
        ("number", "name", "country"),
    ),
    "network": (
        {
            "number": ("orgId",),
            "name": ("name",),
            "short": ("shortName",),
            "activity": ("activityType",),
            "city": ("city",),
            "country": ("country",),
        },
        ("number", "name", "country"),
    ),
}
#: Columns that only this kind of table has.
_SIGNS: Final = (
    ("members", {"projectid"}),
    ("participations", {"projectrcn"}),
    ("network", {"orgid", "numprojects"}),
    ("organisations", {"new_org_id", "name"}),
    ("organisations", {"pic", "name"}),
    ("projects", {"acronym", "startdate"}),
    ("projects", {"acronym", "start_date"}),
)


@dataclass(frozen=True, slots=True)
class CordisTable:
    """A table of one kind.

    Attributes
    ----------
    kind
        ``projects``, ``members``, ``participations``, ``organisations``, ``network`` or
        ``consortia``.
    path
        The file that holds it.
    rows
        Yields line and cells by our names; calls what it is given with each line that is in no
        sound row, or, given None, refuses such a line.
    """

    kind: str
    path: Path
    rows: Callable[[Skipping | None], Iterator[tuple[int, Row]]]


def cordis_tables(path: Path) -> list[CordisTable]:
    """Return the tables of a file: several for the official zip.

    Parameters
    ----------
    path
        A table, JSON of consortia, or the official zip.

    Returns
    -------
    list of CordisTable

    Raises
    ------
    SourceError
        If the file is none of them.
    """
    if members := _members(path):
        return [_table(path, (member,)) for member in members]
    if first_sign(path, suffixes=()) == "[":
        return [CordisTable("consortia", path, partial(_consortia, path))]
    return [_table(path, ())]


def refuse_alone(tables: Sequence[CordisTable]) -> None:
    """Refuse the pairs of the split of 2016 without the files in which their numbers have names.

    Parameters
    ----------
    tables
        The tables of all files.

    Raises
    ------
    SourceError
        If there are such pairs, and no projects or no organisations; says which.
    """
    kinds = {table.kind for table in tables}
    pairs = next((table.path for table in tables if table.kind == "participations"), None)
    if pairs is None:
        return
    missing = [
        words
        for words, those in (
            (message("projects (columns rcn, reference, acronym, startDate)"), {"projects"}),
            (
                message("organisations (columns new_org_id, name, country)"),
                {"organisations", "network", "members"},
            ),
        )
        if kinds.isdisjoint(those)
    ]
    if missing:
        both = message("{one}, {other}", one=missing[0], other=missing[-1])
        raise SourceError(
            message(
                "{file}: holds only pairs of numbers of projects and organisations; name the files "
                "that describe them in the same command; missing: {missing}",
                file=pairs,
                missing=both if len(missing) > 1 else missing[0],
            )
        )


def _members(path: Path) -> list[str]:
    """Return the members of the official zip that are read: project and organization."""
    if not path.is_file() or not zipfile.is_zipfile(path):
        return []
    with zipfile.ZipFile(path) as archive:
        names = [Path(name).name.lower() for name in archive.namelist()]
    wanted = [name for name in sorted(names) if name in ("project.csv", "organization.csv")]
    if not wanted:
        raise SourceError(
            message("{file}: no project.csv and no organization.csv in the archive", file=path)
        )
    return wanted


def _table(path: Path, suffixes: Sequence[str]) -> CordisTable:
    given: Sequence[str] = suffixes or (".csv", ".tsv", ".txt")
    with read_rows(path, suffixes=given) as table:
        header = {name.casefold() for name in table.header}
        for kind, signs in _SIGNS:
            if signs <= header:
                find_columns(path, table.header, *_TABLES[kind])
                return CordisTable(kind, path, partial(_rows, path, given, kind))
        raise SourceError(
            message(
                "{file}: no table of European projects; found: {found}",
                file=path,
                found=", ".join(table.header[:12]),
            )
        )


def _rows(
    path: Path, suffixes: Sequence[str], kind: str, skipping: Skipping | None
) -> Iterator[tuple[int, Row]]:
    wanted, required = _TABLES[kind]
    with read_rows(path, suffixes=suffixes, skipping=skipping) as table:
        places = find_columns(path, table.header, wanted, required)
        for line, cells in even_rows(path, table):
            yield line, {name: cells[place] for name, place in places.items()}


def _consortia(path: Path, _: Skipping | None) -> Iterator[tuple[int, Row]]:
    for number, record in enumerate(read_json(path), 1):
        if not isinstance(record, dict) or not isinstance(record.get("pics"), list):
            raise SourceError(message("{file}: record {n} is no consortium", file=path, n=number))
        pics = ";".join(str(pic) for pic in record["pics"])
        yield number, {"acronym": str(record.get("acronym") or ""), "pics": pics}

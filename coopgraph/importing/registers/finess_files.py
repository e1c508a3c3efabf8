"""Sites and legal entities of FINESS from the forms in which its extracts are found.

The official extracts are CSV without a header: a first row ``finess;etalab;version;date``, then
rows whose first cell says what they are. ``etalab-cs1100502`` and ``cs1100507`` hold
``structureet`` (the second ``geolocalisation``, too), ``etalab-cs1100501`` holds ``structureej``.
Their columns are those of the publisher's notes at data.gouv.fr, in the data sets
``finess-extraction-du-fichier-des-etablissements`` and
``finess-extraction-des-entites-juridiques``. The third form is the JSON of sites matched with
their SIRET, in which numbers lost their zeros.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.importing.bearing import is_blank
from coopgraph.importing.files import encoding_of, first_sign, read_json, read_rows
from coopgraph.importing.header import uneven
from coopgraph.messages import message

__all__ = ["Entity", "Site", "finess_records"]

_SITE: Final = {
    "finess": 1, "body": 2, "short": 3, "name": 4, "line": 15, "category": 18,
    "category_name": 19, "group": 20, "siret": 22,
}  # fmt: skip
_SITE_WIDTH: Final = (31, 32)
_ENTITY: Final = {"finess": 1, "short": 2, "name": 3, "line": 12, "siren": 20, "created": 22}
_ENTITY_WIDTH: Final = (23,)
_DAY: Final = re.compile(r"20\d\d-\d\d-\d\d")
_LATIN: Final = "iso-8859-1"


@dataclass(frozen=True, slots=True)
class Site:
    """A place where a legal entity works (établissement).

    Attributes
    ----------
    finess, body
        Its number, and that of its legal entity where the form has it.
    siret
        Number of the establishment; its first nine digits are the legal entity.
    name, line
        As printed; the line of the address with post code and town.
    group, category
        Code of the group of categories, name of the category; blank where the form has none.
    where
        Place in the file.
    """

    finess: str
    body: str
    siret: str
    name: str
    line: str
    group: str
    category: str
    where: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A legal entity (entité juridique); ``finess`` is blank where the form has none.

    Attributes
    ----------
    finess, siren
        Its numbers.
    name, line
        As printed; the line of the address with post code and town.
    created
        Day or blank.
    where
        Place in the file.
    """

    finess: str
    siren: str
    name: str
    line: str
    created: str
    where: str


def finess_records(path: Path) -> Iterator[Site | Entity | str]:
    """Yield sites and legal entities, and the day that the file states, first.

    Parameters
    ----------
    path
        An official CSV extract in UTF-8 or ISO 8859-1, or the JSON.

    Yields
    ------
    Site, Entity or str

    Raises
    ------
    SourceError
        If the file is damaged, mixes encodings, or is something else.
    """
    if first_sign(path, suffixes=(".csv", ".json")) in ("[", "{"):
        yield from _matched(path)
    else:
        yield from _extract(path)


def _extract(path: Path) -> Iterator[Site | Entity | str]:
    with read_rows(
        path, delimiters=";", encoding=encoding_of(path, _LATIN, suffixes=(".csv",))
    ) as table:
        first = [cell.strip() for cell in table.header]
        widths: dict[str, int] = {}
        if first[:2] == ["finess", "etalab"]:
            yield next((cell for cell in first if _DAY.fullmatch(cell)), "")
        elif (found := _row(path, first, 1, widths)) is not None:
            yield found
        for line, cells in table.rows:
            if (found := _row(path, cells, line, widths)) is not None:
                yield found


def _row(path: Path, cells: list[str], line: int, before: dict[str, int]) -> Site | Entity | None:
    """Return a row; all of a kind have as many cells as the first, else one was cut."""
    kind = cells[0].strip()
    places, widths = {
        "structureet": (_SITE, _SITE_WIDTH),
        "structureej": (_ENTITY, _ENTITY_WIDTH),
        "geolocalisation": ({}, ()),
    }.get(kind, (None, ()))
    if places is None:
        raise SourceError(
            message(
                "{file}: line {line}: {kind!r} is no kind of row of FINESS; read are the extracts "
                "of sites (structureet) and of legal entities (structureej)",
                file=path,
                line=line,
                kind=kind[:40],
            )
        )
    if not places:
        return None
    width = before.setdefault(kind, len(cells) if len(cells) in widths else widths[-1])
    if len(cells) != width:
        raise uneven(path, line, len(cells), width)
    cell = {name: cells[place].strip() for name, place in places.items()}
    name = cell["name"] or cell["short"]
    where = f"line {line}"
    if kind == "structureej":
        return Entity(cell["finess"], cell["siren"], name, cell["line"], cell["created"], where)
    return Site(
        cell["finess"], cell["body"], cell["siret"], name, cell["line"], cell["group"],
        cell["category_name"], where,
    )  # fmt: skip


def _matched(path: Path) -> Iterator[Site | Entity | str]:
    """Yield the sites of the JSON, by SIRET or number, and the bodies they were matched with."""
    yield ""
    for record in read_json(path, suffixes=(".json",)):
        if not isinstance(record, dict) or not all(isinstance(v, list) for v in record.values()):
            raise SourceError(message("{file}: no table of sites of FINESS", file=path))
        for key, rows in record.items():
            if not re.fullmatch(r"(?:siret|finess)\w+", key):
                raise SourceError(message("{file}: no table of sites of FINESS", file=path))
            for row in rows:
                if "dataesr_id" in row:
                    number = str(row["dataesr_id"])
                    if len(number) == 9:  # fourteen digits are a site, which FINESS describes
                        city = f"{_text(row, 'dataesr_post_code')} {_text(row, 'dataesr_city')}"
                        yield Entity("", number, _text(row, "dataesr_name"), city, "", key)
                    continue
                cell = {name.rpartition(" ")[2]: value for name, value in row.items()}
                yield Site(
                    _digits(cell.get("nofinesset"), 9), "", _digits(cell.get("siret"), 14),
                    _text(cell, "rslongue") or _text(cell, "rs"),
                    _text(cell, "ligneacheminement"), "", "", key,
                )  # fmt: skip


def _text(row: Mapping[str, Any], name: str) -> str:
    return "" if is_blank(row.get(name)) else str(row[name]).strip()


def _digits(value: Any, width: int) -> str:
    """Return a number with the zeros that it lost when it was read as one.

    Examples
    --------
    >>> _digits(10000032, 9), _digits(26010003700019.0, 14), _digits(None, 9)
    ('010000032', '26010003700019', '')
    """
    if is_blank(value):
        return ""
    text = str(int(value)) if isinstance(value, float) else str(value).strip()
    return text.zfill(width)

"""Items of Wikidata from the extract on French research, and from answers of its query service.

The extract is JSON with a list ``items``, whose members have French names; the answer is CSV or
JSON of a query whose columns have the names of ``COLUMNS``, several values joined by ``|``. The
query is printed in docs/importing.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.importing.files import first_sign, read_json, read_rows
from coopgraph.importing.header import even_rows, find_columns
from coopgraph.messages import message

__all__ = ["NUMBERS", "Item", "wikidata_items"]

#: Registers whose identifiers an answer may have, by the name of the column.
NUMBERS: Final = (
    "ror", "rnsr", "uai", "siren", "grid", "isni", "pic", "idref", "fundref", "hal", "openalex",
)  # fmt: skip
_TEXTS: Final = ("item", "label_fr", "label_en", "country", "inception", "dissolved")
_LISTS: Final = (
    "aliases", "kinds", "part_of", "parts", "member_of", "replaces", "replaced_by"
)  # fmt: skip
COLUMNS: Final = (*_TEXTS, *_LISTS, *NUMBERS)
_ITEM: Final = re.compile(r"Q[1-9][0-9]*\Z")
_YEAR: Final = re.compile(r"(?:1\d|20)\d\d(?=-|\Z)")


@dataclass(frozen=True, slots=True)
class Item:
    """An item; references are to other items.

    Attributes
    ----------
    id
        ``Q`` and a number.
    label_fr, label_en
        Names; blank where there is none.
    aliases, kinds
        Other names, and the words for what it is.
    country
        ISO 3166-1 alpha-2; blank where none is stated.
    start, end
        Years of foundation and dissolution; blank where none is stated.
    wholes, parts, memberships, associates
        What it is part of, what is part of it, what it is a member of, what is associated with it.
    before, after, parted
        What came before and after it, and what it parted from, each with a year or a blank.
    numbers
        Register and identifier.
    where
        Place in the file.
    """

    id: str
    label_fr: str
    label_en: str
    aliases: tuple[str, ...]
    kinds: tuple[str, ...]
    country: str
    start: str
    end: str
    wholes: tuple[str, ...]
    parts: tuple[str, ...]
    memberships: tuple[str, ...]
    associates: tuple[str, ...]
    before: tuple[tuple[str, str], ...]
    after: tuple[tuple[str, str], ...]
    parted: tuple[tuple[str, str], ...]
    numbers: tuple[tuple[str, str], ...]
    where: str


def wikidata_items(path: Path) -> Iterator[Item]:
    """Yield the items of a file.

    Parameters
    ----------
    path
        The extract (JSON) or an answer of the query service (CSV or JSON).

    Yields
    ------
    Item

    Raises
    ------
    SourceError
        If the file is damaged or is something else.
    """
    if first_sign(path, suffixes=(".csv", ".json")) not in ("[", "{"):
        yield from _table(path)
        return
    for number, record in enumerate(read_json(path, suffixes=(".json",)), 1):
        results = record.get("results") if isinstance(record, dict) else None
        try:
            if isinstance(results, dict):
                for place, row in enumerate(results["bindings"], 1):
                    cells = {name: cell["value"] for name, cell in row.items()}
                    yield _answered(cells, f"result {place}")
            elif "composante_de" in record:
                yield _extracted(record)
            else:
                yield _answered(record, f"result {number}")
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SourceError(
                message(
                    "{file}: record {n} is no item of Wikidata in a form that is known ({reason})",
                    file=path,
                    n=number,
                    reason=f"{type(error).__name__}: {error}"[:80],
                )
            ) from error


def _table(path: Path) -> Iterator[Item]:
    with read_rows(path, delimiters=",;\t") as table:
        places = find_columns(
            path,
            table.header,
            {name: (name,) for name in COLUMNS},
            required=("item", "label_fr"),
        )
        for line, cells in even_rows(path, table):
            row = {name: cells[place] for name, place in places.items()}
            try:
                yield _answered(row, f"line {line}")
            except ValueError as error:
                raise SourceError(
                    message(
                        "{file}: line {line} is no item of Wikidata: {reason}",
                        file=path,
                        line=line,
                        reason=str(error)[:80],
                    )
                ) from error


def _answered(row: Mapping[str, str], where: str) -> Item:
    """Return the item of a row of an answer."""
    lists = {name: tuple(_several(row.get(name))) for name in _LISTS}
    numbers = [(scheme, value) for scheme in NUMBERS for value in _several(row.get(scheme))]
    return Item(
        _item(row["item"]),
        # Without a label, the query service gives the number of the item.
        _label(row.get("label_fr")),
        _label(row.get("label_en")),
        lists["aliases"],
        lists["kinds"],
        (row.get("country") or "").strip().upper(),
        _year(row.get("inception")),
        _year(row.get("dissolved")),
        _items(lists["part_of"]),
        _items(lists["parts"]),
        _items(lists["member_of"]),
        (),
        tuple((item, "") for item in _items(lists["replaces"])),
        tuple((item, "") for item in _items(lists["replaced_by"])),
        (),
        tuple(numbers),
        where,
    )


def _extracted(record: Mapping[str, Any]) -> Item:
    """Return the item of a member of the extract."""
    label, alias = record["label"] or "", record["alias"] or ""
    return Item(
        _item(record["id"]),
        _label(label),
        "",
        () if alias == label else (alias,),
        (record["statut"] or "",),
        "FR",
        _year(record["fondation"]),
        _year(record["dissolution"]),
        _items(record["composante_de"]),
        _items(record["composante"]),
        _items(record["membre_de"]),
        _items(record["associé"]),
        _dated(record, "prédécesseur"),
        _dated(record, "successeur"),
        _dated(record, "séparé_de"),
        (),
        record["id"],
    )


def _dated(record: Mapping[str, Any], name: str) -> tuple[tuple[str, str], ...]:
    """Return items with the years beside them; years of another number say nothing."""
    others, years = _items(record[name]), record.get(f"{name}_pit") or []
    if len(years) != len(others):
        years = [""] * len(others)
    return tuple((other, _year(year)) for other, year in zip(others, years, strict=True))


def _several(cell: str | None) -> list[str]:
    return [part.strip() for part in (cell or "").split("|") if part.strip()]


def _item(cell: str) -> str:
    bare = cell.strip().rpartition("/")[2]
    if not _ITEM.match(bare):
        raise ValueError(cell)
    return bare


def _items(cells: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_item(cell) for cell in cells or ()))


def _label(cell: str | None) -> str:
    text = (cell or "").strip()
    return "" if _ITEM.match(text) else text


def _year(cell: Any) -> str:
    found = _YEAR.match(str(cell or "").strip())
    return found[0] if found else ""

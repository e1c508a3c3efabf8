"""What cells of scanR say: numbers, names in two languages, levels, years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from coopgraph.folding import folded
from coopgraph.importing.keys import key_of
from coopgraph.importing.text import clean, web_address

__all__ = [
    "key_in", "level_of", "names_in", "numbers_in", "unit_code", "website_of", "year_in",
]  # fmt: skip

_LEVELS: Final = {
    "1": "ResearchTeam", "2": "ResearchUnit", "3": "ResearchFederation",
    "equipe": "ResearchTeam", "unite": "ResearchUnit", "federation": "ResearchFederation",
}  # fmt: skip
#: Registers of ``externalIds`` whose identifiers tables hold, by scanR's word.
_REGISTERS: Final = {
    "rnsr": "rnsr", "siren": "siren", "siret": "siret", "uai": "uai", "ror": "ror", "grid": "grid",
    "isni": "isni", "wikidata": "wikidata", "idref": "idref", "pic": "pic", "finess": "finess",
}  # fmt: skip
_YEAR: Final = re.compile(r"(?:1\d|20)\d\d(?=\D|\Z)")


def key_in(number: str) -> str | None:
    """Return the key of a number of scanR: one of RNSR, or a SIREN.

    Examples
    --------
    >>> key_in("201220230S"), key_in("180036048"), key_in("x")
    ('rnsr:201220230S', 'siren:180036048', None)
    """
    if len(number) == 9:
        return key_of("siren", number)
    return key_of("rnsr", number) if len(number) == 10 else None


def names_in(label: Any) -> tuple[str | None, str | None]:
    """Return the French or the only name, and the English one.

    Examples
    --------
    >>> names_in("CNRS"), names_in({"default": "A", "en": "B"}), names_in([{"default": "C"}])
    (('CNRS', None), ('A', 'B'), ('C', None))
    """
    if isinstance(label, list):
        label = label[0] if label else None
    if isinstance(label, dict):
        english = clean(label.get("en"))
        french = clean(label.get("fr")) or clean(label.get("default")) or english
        return french, english if english != french else None
    return clean(label), None


def unit_code(code: Any) -> str | None:
    """Return the number of a unit at a body, None where there is none.

    Examples
    --------
    >>> unit_code({"type": "UMR", "number": "8104"}), unit_code(None)
    ('UMR 8104', None)
    """
    if not isinstance(code, dict):
        return None
    found = [text for part in ("type", "number") if (text := clean(str(code.get(part) or "")))]
    return " ".join(found) or None


def numbers_in(record: Mapping[str, Any]) -> list[tuple[str, object]]:
    """Return register and number of the identifiers that tables hold.

    Examples
    --------
    >>> numbers_in({"externalIds": [{"type": "grid", "id": "grid.7429.8"}, {"type": "x"}]})
    [('grid', 'grid.7429.8')]
    """
    listed = record.get("externalIds")
    if not isinstance(listed, list):
        return []
    return [
        (_REGISTERS[kind], entry.get("id"))
        for entry in listed
        if (kind := str(entry.get("type") or "").casefold()) in _REGISTERS
    ]


def level_of(record: Mapping[str, Any]) -> str:
    """Return the class of a structure by its level, which versions print in two ways.

    Examples
    --------
    >>> level_of({"level": "Unité"}), level_of({"level": "2"}), level_of({})
    ('ResearchUnit', 'ResearchUnit', 'ResearchStructure')
    """
    words = (str(record.get("level") or ""), folded(str(record.get("levelLabel") or "")))
    for word in (*words, folded(words[0])):
        if word in _LEVELS:
            return _LEVELS[word]
    return "ResearchStructure"


def website_of(record: Mapping[str, Any]) -> str | None:
    """Return the address of its own site.

    Examples
    --------
    >>> website_of({"links": [{"type": "main", "url": "https://www.ird.fr"}]})
    'https://www.ird.fr'
    """
    for link in record.get("links") or ():
        if link.get("type") == "main":
            return web_address(link.get("url"))
    return None


def year_in(cell: Any) -> str | None:
    """Return the year with which a cell begins.

    Examples
    --------
    >>> year_in("2016-01-01T00:00:00"), year_in(2004), year_in("soon")
    ('2016', '2004', None)
    """
    found = _YEAR.match(str(cell or ""))
    return found[0] if found else None

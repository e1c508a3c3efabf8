"""Records of ROR, the Research Organization Registry, in one form for both of its schemas.

Schema 2 (since 2024) and schema 1 (the dumps until 2023) say the same in other shapes; the official
dump is an array of either. Sources: ``ror_schema_v2_1.json`` and ``ror_schema.json`` of ROR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.importing.files import read_json
from coopgraph.messages import message

__all__ = ["Name", "RorLocation", "RorRecord", "ror_records"]

#: As an address or alone.
_FORM: Final = re.compile(
    r"\s*(?:(?:https?://)?ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})/?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a record.

    Attributes
    ----------
    value
        The name as printed.
    language
        BCP 47 tag; empty where none is given.
    kind
        ``label``, ``alias`` or ``acronym``.
    display
        Whether it is the name that ROR displays.
    """

    value: str
    language: str
    kind: str
    display: bool = False


@dataclass(frozen=True, slots=True)
class RorLocation:
    """A city where a body is.

    Attributes
    ----------
    geonames
        Number in GeoNames; 0 where none is given.
    name
        The city.
    country
        ISO 3166-1 alpha-2.
    region
        ISO 3166-2 code of the subdivision, where given.
    region_name
        Its name, where given.
    latitude, longitude
        WGS 84 degrees.
    """

    geonames: int
    name: str
    country: str
    region: str
    latitude: float | None
    longitude: float | None
    region_name: str = ""


@dataclass(frozen=True, slots=True)
class RorRecord:
    """A record in one form.

    Attributes
    ----------
    id
        The nine characters.
    status
        ``active``, ``inactive`` or ``withdrawn``.
    types
        ``education``, ``facility``, ``healthcare`` …, in lower case.
    established
        Year, where given.
    names
        All names, the displayed one first.
    locations
        All cities.
    identifiers
        Register (``grid``, ``isni``, ``wikidata``, ``fundref``) and identifier.
    relations
        Kind (``parent``, ``child``, ``related``, ``successor``, ``predecessor``), id and label.
    website
        Address of its own site.
    modified
        Day of the last change, ISO 8601; empty in schema 1.
    """

    id: str
    status: str
    types: tuple[str, ...]
    established: int | None
    names: tuple[Name, ...]
    locations: tuple[RorLocation, ...]
    identifiers: tuple[tuple[str, str], ...]
    relations: tuple[tuple[str, str, str], ...]
    website: str
    modified: str


def ror_records(path: Path) -> Iterator[RorRecord]:
    """Yield the records of a dump of ROR.

    Parameters
    ----------
    path
        JSON array or JSON Lines, schema 1 or 2, plain, ``.gz`` or the official ``.zip``.

    Yields
    ------
    RorRecord

    Raises
    ------
    SourceError
        If the file is damaged, or holds something else.
    """
    for number, record in enumerate(read_json(path, suffixes=("_v2.json", ".json", ".jsonl")), 1):
        try:
            yield _second(record) if "names" in record else _first(record)
        except (LookupError, TypeError, AttributeError, ArithmeticError, ValueError) as error:
            raise SourceError(
                message(
                    "{file}: record {n} is no record of ROR, schema 1 or 2 ({reason})",
                    file=path,
                    n=number,
                    reason=f"{type(error).__name__}: {error}"[:80],
                )
            ) from error


def _second(record: dict[str, Any]) -> RorRecord:
    names: list[Name] = []
    for name in record["names"]:
        kinds = name["types"]
        kind = "label" if "label" in kinds else "acronym" if "acronym" in kinds else "alias"
        display = "ror_display" in kinds
        made = Name(name["value"], name.get("lang") or "", "label" if display else kind, display)
        if display:
            names.insert(0, made)
        else:
            names.append(made)
    locations = []
    for location in record.get("locations") or ():
        details = location["geonames_details"]
        country = details.get("country_code") or ""
        region = details.get("country_subdivision_code")
        locations.append(
            RorLocation(
                location.get("geonames_id") or 0,
                details.get("name") or "",
                country,
                f"{country}-{region}" if region else "",
                details.get("lat"),
                details.get("lng"),
                details.get("country_subdivision_name") or "",
            )
        )
    website = ""
    for link in record.get("links") or ():
        if link["type"] == "website":
            website = link["value"]
            break
    return RorRecord(
        _number(record["id"]),
        record["status"],
        tuple(record["types"]),
        _year(record.get("established")),
        tuple(names),
        tuple(locations),
        tuple(
            (identifier["type"], value)
            for identifier in record.get("external_ids") or ()
            for value in identifier["all"]
        ),
        tuple(
            (relation["type"], _number(relation["id"]), relation["label"])
            for relation in record.get("relationships") or ()
        ),
        website,
        record["admin"]["last_modified"]["date"],
    )


def _first(record: dict[str, Any]) -> RorRecord:
    names = [Name(record["name"], "", "label", display=True)]
    names += [
        Name(label["label"], label.get("iso639") or "", "label")
        for label in record.get("labels") or ()
    ]
    names += [Name(alias, "", "alias") for alias in record.get("aliases") or ()]
    names += [Name(acronym, "", "acronym") for acronym in record.get("acronyms") or ()]
    country = record["country"]["country_code"] or ""
    locations = []
    for address in record.get("addresses") or ():
        city = address.get("geonames_city") or {}
        code = (city.get("geonames_admin1") or {}).get("code") or ""
        region = code.replace(".", "-", 1) if code.startswith(f"{country}.") else ""
        locations.append(
            RorLocation(
                city.get("id") or 0,
                city.get("city") or address.get("city") or "",
                country,
                # GeoNames numbers the first level in its own way, except where it follows ISO.
                region if not region[3:].isdigit() else "",
                address.get("lat"),
                address.get("lng"),
                (city.get("geonames_admin1") or {}).get("name") or "",
            )
        )
    identifiers = []
    for scheme, found in (record.get("external_ids") or {}).items():
        every = found["all"]
        # GRID has one, and a text instead of a list.
        for value in (every,) if isinstance(every, str) else every:
            identifiers.append((scheme.lower(), value))
    links = record.get("links") or ()
    return RorRecord(
        _number(record["id"]),
        record["status"],
        tuple(kind.lower() for kind in record["types"]),
        _year(record.get("established")),
        tuple(names),
        tuple(locations),
        tuple(identifiers),
        tuple(
            (relation["type"].lower(), _number(relation["id"]), relation["label"])
            for relation in record.get("relationships") or ()
        ),
        links[0] if links else "",
        "",
    )


def _number(raw: str) -> str:
    """Return the nine characters of an identifier; what has none is no record of ROR."""
    found = _FORM.fullmatch(raw)
    if found is None:
        raise ValueError(raw)
    return found[1].lower()


def _year(raw: object) -> int | None:
    """Return a year; a portal or a spreadsheet may have made a text or a decimal number of it."""
    return None if raw is None or raw == "" else int(float(str(raw)))

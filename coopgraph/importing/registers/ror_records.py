"""Records of ROR, the Research Organization Registry, in one form for both of its schemas.

Schema 2 (since 2024) and schema 1 (the dumps until 2023) say the same in other shapes; the official
dump is an array of either. Sources: ``ror_schema_v2_1.json`` and ``ror_schema.json`` of ROR.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

from coopgraph.errors import SourceError
from coopgraph.importing.files import read_json
from coopgraph.importing.registers.ror_schemas import First, Second, in_schema, line_in_schema
from coopgraph.messages import message

__all__ = ["Name", "RorLocation", "RorRecord", "ror_records"]

#: As an address, in the form of ROR's own files, and as an address or alone.
_USUAL: Final = re.compile(r"https://ror\.org/(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})")
_FORM: Final = re.compile(
    r"\s*(?:(?:https?://)?ror\.org/)?(0[a-hj-km-np-tv-z0-9]{6}[0-9]{2})/?\s*", re.IGNORECASE
)


class Name(msgspec.Struct, frozen=True, gc=False):
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


class RorLocation(msgspec.Struct, frozen=True, gc=False, array_like=True):
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


class RorRecord(msgspec.Struct, frozen=True, gc=False):
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
    records = read_json(path, suffixes=("_v2.json", ".json", ".jsonl"), line=line_in_schema)
    for number, record in enumerate(records, 1):
        try:
            found = record if isinstance(record, First | Second) else in_schema(record)
            yield _second(found) if isinstance(found, Second) else _first(found)
        except (ArithmeticError, TypeError, ValueError) as error:
            raise SourceError(
                message(
                    "{file}: record {n} is no record of ROR, schema 1 or 2 ({reason})",
                    file=path,
                    n=number,
                    reason=str(error)[:80],
                )
            ) from error


def _second(record: Second) -> RorRecord:
    names: list[Name] = []
    for name in record.names:
        kinds = name.types
        language = name.lang or ""
        if "ror_display" in kinds:
            names.insert(0, Name(name.value, language, "label", True))
        else:
            kind = "label" if "label" in kinds else "acronym" if "acronym" in kinds else "alias"
            names.append(Name(name.value, language, kind))
    locations = []
    for location in record.locations or ():
        details = location.geonames_details
        country = details.country_code or ""
        region = details.country_subdivision_code
        locations.append(
            RorLocation(
                location.geonames_id or 0,
                details.name or "",
                country,
                f"{country}-{region}" if region else "",
                details.lat,
                details.lng,
                details.country_subdivision_name or "",
            )
        )
    website = ""
    for link in record.links or ():
        if link.type == "website":
            website = link.value
            break
    return RorRecord(
        _number(record.id),
        record.status,
        tuple(record.types),
        _year(record.established),
        tuple(names),
        tuple(locations),
        tuple([(found.type, value) for found in record.external_ids or () for value in found.all]),
        tuple(
            [(other.type, _number(other.id), other.label) for other in record.relationships or ()]
        ),
        website,
        record.admin.last_modified.date,
    )


def _first(record: First) -> RorRecord:
    names = [Name(record.name, "", "label", True)]
    names += [Name(label.label, label.iso639 or "", "label") for label in record.labels or ()]
    names += [Name(alias, "", "alias") for alias in record.aliases or ()]
    names += [Name(acronym, "", "acronym") for acronym in record.acronyms or ()]
    country = record.country.country_code or ""
    locations = []
    for address in record.addresses or ():
        city = address.geonames_city
        first_level = city.geonames_admin1 if city else None
        code = (first_level.code if first_level else None) or ""
        region = code.replace(".", "-", 1) if code.startswith(f"{country}.") else ""
        locations.append(
            RorLocation(
                (city.id if city else None) or 0,
                (city.city if city else None) or address.city or "",
                country,
                # GeoNames numbers the first level in its own way, except where it follows ISO.
                region if not region[3:].isdigit() else "",
                address.lat,
                address.lng,
                (first_level.name if first_level else None) or "",
            )
        )
    identifiers = []
    for scheme, found in (record.external_ids or {}).items():
        every = found.all
        # GRID has one, and a text instead of a list.
        for value in (every,) if isinstance(every, str) else every:
            identifiers.append((scheme.lower(), value))
    return RorRecord(
        _number(record.id),
        record.status,
        tuple([kind.lower() for kind in record.types]),
        _year(record.established),
        tuple(names),
        tuple(locations),
        tuple(identifiers),
        tuple(
            [
                (other.type.lower(), _number(other.id), other.label)
                for other in record.relationships or ()
            ]
        ),
        record.links[0] if record.links else "",
        "",
    )


def _number(raw: str) -> str:
    """Return the nine characters of an identifier; what has none is no record of ROR."""
    if found := _USUAL.fullmatch(raw):
        return found[1]
    if found := _FORM.fullmatch(raw):
        return found[1].lower()
    raise ValueError(raw)


def _year(raw: float | str | None) -> int | None:
    """Return a year; a portal or a spreadsheet may have made a text or a decimal number of it."""
    return None if raw is None or raw == "" else int(float(raw))

"""Both schemas of ROR as types: what is read of a record, and what it must be.

What is not named here is left where it is in the file, and never becomes an object.
"""

from __future__ import annotations

from typing import Final

import msgspec

__all__ = ["First", "Second", "in_schema", "line_in_schema"]


class _Part(msgspec.Struct, gc=False):
    """A part of a record; a tree has no cycles, so that the collector need not look at it."""


class _Name(_Part):
    value: str
    types: list[str]
    lang: str | None = None


class _Details(_Part):
    name: str | None = None
    country_code: str | None = None
    country_subdivision_code: str | None = None
    country_subdivision_name: str | None = None
    lat: float | None = None
    lng: float | None = None


class _Location(_Part):
    geonames_details: _Details
    geonames_id: int | None = None


class _Link(_Part):
    type: str
    value: str


class _External(_Part):
    type: str
    all: list[str]


class _Relation(_Part):
    type: str
    id: str
    label: str


class _Change(_Part):
    date: str


class _Admin(_Part):
    last_modified: _Change


class Second(_Part):
    """What is read of a record of schema 2."""

    id: str
    status: str
    types: list[str]
    names: list[_Name]
    admin: _Admin
    established: float | str | None = None
    locations: list[_Location] | None = None
    links: list[_Link] | None = None
    external_ids: list[_External] | None = None
    relationships: list[_Relation] | None = None


class _Label(_Part):
    label: str
    iso639: str | None = None


class _Country(_Part):
    country_code: str | None


class _FirstLevel(_Part):
    name: str | None = None
    code: str | None = None


class _City(_Part):
    id: int | None = None
    city: str | None = None
    geonames_admin1: _FirstLevel | None = None


class _Address(_Part):
    lat: float | None = None
    lng: float | None = None
    city: str | None = None
    geonames_city: _City | None = None


class _Numbers(_Part):
    all: str | list[str]


class First(_Part):
    """What is read of a record of schema 1."""

    id: str
    status: str
    types: list[str]
    name: str
    country: _Country
    established: float | str | None = None
    labels: list[_Label] | None = None
    aliases: list[str] | None = None
    acronyms: list[str] | None = None
    addresses: list[_Address] | None = None
    links: list[str] | None = None
    external_ids: dict[str, _Numbers] | None = None
    relationships: list[_Relation] | None = None
    #: A record that has these is one of schema 2.
    names: None = None


_SECOND: Final = msgspec.json.Decoder(Second)
_FIRST: Final = msgspec.json.Decoder(First)


def line_in_schema(line: str) -> First | Second:
    """Return the record of a line of JSON Lines.

    Parameters
    ----------
    line
        The JSON of one record.

    Returns
    -------
    First or Second

    Raises
    ------
    ValueError
        If it is no record of either schema, or no JSON.
    """
    if '"names":' in line:
        return _SECOND.decode(line)
    return _FIRST.decode(line)


def in_schema(record: object) -> First | Second:
    """Return a record that was read as JSON.

    Parameters
    ----------
    record
        The record, of objects, lists, texts and numbers.

    Returns
    -------
    First or Second

    Raises
    ------
    ValueError
        If it is no record of either schema.

    Examples
    --------
    >>> in_schema({"id": "https://ror.org/02vjkv261"})
    Traceback (most recent call last):
    msgspec.ValidationError: Object missing required field `status`
    """
    if isinstance(record, dict) and "names" in record:
        return msgspec.convert(record, Second)
    return msgspec.convert(record, First)

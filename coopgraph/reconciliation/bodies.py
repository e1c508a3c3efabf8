"""Bodies that a name may mean: what is known of each, whatever it was read from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from coopgraph.importing.registers.ror_records import RorRecord

__all__ = ["Body", "Name", "NameKind", "body_of_register", "former_name", "id_of_register"]

#: What a name is to a body. A code is a number such as U 1016.
NameKind = Literal["label", "alias", "former", "acronym", "former-acronym", "code"]

_REGISTER: Final = "https://ror.org/"
_KINDS: Final[dict[str, NameKind]] = {"label": "label", "alias": "alias", "acronym": "acronym"}


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a body, and what kind of name it is."""

    text: str
    kind: NameKind


@dataclass(frozen=True, slots=True)
class Body:
    """An organisation or structure that can be the answer.

    Attributes
    ----------
    id
        Its identifier: the slug of a landscape, or the address of a register.
    label
        The name under which it is shown.
    names
        All its names, the label included.
    countries
        ISO 3166-1 codes.
    cities, regions
        Names of places, in any language.
    parents
        Identifiers of the bodies that it belongs to.
    identifiers
        Scheme and value, in canonical form.
    kinds
        Classes or types, as their source names them.
    active
        Whether it exists, as far as is known.
    points
        City, latitude and longitude (WGS 84, degrees), for the cities where they are known.
    """

    id: str
    label: str
    names: tuple[Name, ...]
    countries: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    kinds: tuple[str, ...] = ()
    active: bool = True
    points: tuple[tuple[str, float, float], ...] = ()


def former_name(text: str) -> Name:
    """Return a name that a body, or its forerunner, had: a word in capitals as an acronym.

    Examples
    --------
    >>> former_name("INRA").kind, former_name("Mines de Douai").kind
    ('former-acronym', 'former')
    """
    return Name(text, "former-acronym" if text.isupper() and " " not in text else "former")


def id_of_register(number: str) -> str:
    """Return the id of a body of ROR: the address of its record.

    Examples
    --------
    >>> id_of_register("02vjkv261")
    'https://ror.org/02vjkv261'
    """
    return _REGISTER + number


def body_of_register(record: RorRecord) -> Body | None:
    """Return the body of a record of ROR; None if the record was withdrawn.

    Parameters
    ----------
    record
        The record, of either schema.

    Returns
    -------
    Body or None
    """
    if record.status == "withdrawn":
        return None
    return Body(
        id=id_of_register(record.id),
        label=record.names[0].value if record.names else record.id,
        names=tuple(Name(name.value, _KINDS[name.kind]) for name in record.names),
        countries=_distinct(place.country for place in record.locations),
        cities=_distinct(place.name for place in record.locations),
        regions=_distinct(place.region_name for place in record.locations),
        parents=_distinct(
            id_of_register(other) for kind, other, _ in record.relations if kind == "parent"
        ),
        identifiers=(
            ("ror", id_of_register(record.id)),
            *(
                (scheme, value.replace(" ", "") if scheme == "isni" else value)
                for scheme, value in record.identifiers
            ),
        ),
        kinds=record.types,
        active=record.status == "active",
        points=tuple(
            (place.name, place.latitude, place.longitude)
            for place in record.locations
            if place.name and place.latitude is not None and place.longitude is not None
        ),
    )


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))

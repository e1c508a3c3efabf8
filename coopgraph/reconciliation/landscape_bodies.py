"""Bodies of a landscape: organisations and structures of curated tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from coopgraph.curation.tables import Tables
from coopgraph.importing.clusters import CONFIDENCE
from coopgraph.model.entities import Organization, Place, Structure
from coopgraph.model.links import Cotutelle, Participation
from coopgraph.model.values import Alias, Identifier, Site
from coopgraph.reconciliation.bodies import Body, Name, former_name

__all__ = ["bodies_of_tables"]


def bodies_of_tables(tables: Tables) -> list[Body]:
    """Return the organisations and structures of curated tables as bodies that can be answers.

    Parameters
    ----------
    tables
        The checked rows.

    Returns
    -------
    list of Body
        In the order of their ids, with all their names, unit numbers, identifiers, places, and
        the bodies that they belong to.

    Examples
    --------
    >>> from coopgraph.curation.reader import read_tables
    >>> from coopgraph.resources import curated_dir
    >>> bodies = {body.id: body for body in bodies_of_tables(read_tables([curated_dir()]))}
    >>> bodies["inserm"].countries
    ('FR',)
    >>> ("ror", "https://ror.org/02vjkv261") in bodies["inserm"].identifiers
    True
    """
    names: dict[str, list[Name]] = defaultdict(list)
    parents: dict[str, list[str]] = defaultdict(list)
    identifiers: dict[str, list[tuple[str, str]]] = defaultdict(list)
    things: list[Organization | Structure] = [
        *tables.records(Organization),
        *tables.records(Structure),
    ]
    for thing in things:
        names[thing.id].append(Name(thing.label_fr, "label"))
        if thing.label_en:
            names[thing.id].append(Name(thing.label_en, "label"))
        if thing.acronym:
            names[thing.id].append(Name(thing.acronym, "acronym"))
        if thing.parent:
            parents[thing.id].append(thing.parent)
        if isinstance(thing, Structure) and thing.unit_number:
            names[thing.id].append(Name(thing.unit_number, "code"))
    for alias in tables.records(Alias):
        names[alias.entity].append(
            former_name(alias.alias)
            if alias.kind == "former-name"
            else Name(alias.alias, "acronym" if alias.kind == "acronym" else "alias")
        )
    for link in tables.records(Cotutelle):
        parents[link.structure].append(link.body)
        if link.unit_code:
            names[link.structure].append(Name(link.unit_code, "code"))
    for part in tables.records(Participation):
        if part.role == "registered-part":
            parents[part.member].append(part.collective)
    # The surest first: a number that a register has withdrawn comes after the one that is valid.
    for row in sorted(tables.records(Identifier), key=lambda row: CONFIDENCE[row.confidence]):
        identifiers[row.entity].append((row.scheme, row.value))
    places = {place.id: place for place in tables.records(Place)}
    further: dict[str, list[str]] = defaultdict(list)
    for site in tables.records(Site):
        further[site.entity].append(site.place)
    bodies = []
    for thing in things:
        stands = [*filter(None, [thing.place]), *further.get(thing.id, ())]
        cities, regions, countries = _where(stands, places)
        points = _points(stands, places)
        bodies.append(
            Body(
                id=thing.id,
                label=thing.label_fr,
                names=tuple(dict.fromkeys(names[thing.id])),
                countries=countries,
                cities=cities,
                regions=regions,
                parents=tuple(dict.fromkeys(parents[thing.id])),
                identifiers=tuple(identifiers[thing.id]),
                kinds=(thing.cls,),
                active=thing.end_year is None,
                points=points,
            )
        )
    return sorted(bodies, key=lambda body: body.id)


def _where(
    stands: Iterable[str], places: dict[str, Place]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return names of cities and regions and the codes of the countries of places."""
    cities: list[str] = []
    regions: list[str] = []
    countries: list[str] = []
    for start in stands:
        name: str | None = start
        for _ in range(6):  # city, department, region, country: never more
            place = places.get(name) if name else None
            if place is None:
                break
            said = [place.label_fr, *([place.label_en] if place.label_en else [])]
            if place.cls == "City":
                cities += said
            elif place.cls == "Region":
                regions += said
            elif place.cls == "Country" and place.iso_code:
                countries.append(place.iso_code)
            name = place.within
    return (
        tuple(dict.fromkeys(cities)),
        tuple(dict.fromkeys(regions)),
        tuple(dict.fromkeys(countries)),
    )


def _points(
    stands: Iterable[str], places: dict[str, Place]
) -> tuple[tuple[str, float, float], ...]:
    """Return the names of the cities among places with their coordinates, where they are known."""
    return tuple(
        (name, place.latitude, place.longitude)
        for place in map(places.get, stands)
        if place is not None and place.cls == "City"
        if place.latitude is not None and place.longitude is not None
        for name in dict.fromkeys(filter(None, (place.label_fr, place.label_en)))
    )

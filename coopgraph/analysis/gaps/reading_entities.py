"""Read what entities and places are: classes, names, identifiers, places, what they became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coopgraph.analysis.gaps.asking import Asking, frozen
from coopgraph.analysis.gaps.records import Bilingual
from coopgraph.analysis.gaps.rows import ChangeEvent, Place
from coopgraph.namespaces import local_name

__all__ = ["read_classes", "read_events", "read_identifiers", "read_names", "read_places"]


def read_classes(asking: Asking) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """Return the classes of entities with their ancestors, and the ancestors of classes."""
    from coopgraph.vocabulary import SUBCLASSES

    ancestors: dict[str, set[str]] = defaultdict(set)
    for parent, children in SUBCLASSES.items():
        for child in children:
            ancestors[local_name(child)].add(local_name(parent))
    classes: dict[str, set[str]] = defaultdict(set)
    for row in asking.rows("entities"):
        own = local_name(row["class"])
        classes[row["entity"]] |= ancestors[own] | {own}
    return frozen(classes), frozen(ancestors)


def read_names(asking: Asking) -> tuple[dict[str, Bilingual], dict[str, str]]:
    """Return names in both languages (one stands in for the other) and acronyms."""
    by_language: dict[str, dict[str, str]] = defaultdict(dict)
    acronyms: dict[str, str] = {}
    for row in asking.rows("names"):
        if row["kind"] == "acronym":
            acronyms.setdefault(row["entity"], row["name"])
        else:
            by_language[row["entity"]].setdefault(row.get("name@", ""), row["name"])
    names = {}
    for iri, texts in by_language.items():
        any_text = texts.get("fr") or texts.get("en") or next(iter(texts.values()))
        names[iri] = Bilingual(texts.get("fr", any_text), texts.get("en", any_text))
    return names, acronyms


def read_places(asking: Asking) -> dict[str, Place]:
    """Return places with the places that hold them, where they are and their codes."""
    within: dict[str, set[str]] = defaultdict(set)
    for place, holders in asking.links["within"].items():
        within[place] |= holders
        for holder in holders:
            within[holder] |= set()
    for region, countries in asking.links["includesCountry"].items():
        within[region] |= set()
        for country in countries:
            within[country].add(region)
    points = {row["place"]: row for row in asking.rows("coordinates")}
    codes: dict[str, str] = {}
    for row in asking.rows("place-codes"):
        codes.setdefault(row["place"], row["code"])
    return {
        iri: Place(
            iri=iri,
            within=frozenset(within.get(iri, ())),
            latitude=float(points[iri]["latitude"]) if iri in points else None,
            longitude=float(points[iri]["longitude"]) if iri in points else None,
            code=codes.get(iri, ""),
        )
        for iri in sorted(within.keys() | points.keys() | codes.keys())
    }


def read_identifiers(asking: Asking) -> dict[str, frozenset[str]]:
    """Return the registers that know each entity."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in asking.rows("identifiers"):
        found[row["entity"]].add(local_name(row["register"]))
    return frozen(found)


def read_events(asking: Asking) -> Iterator[ChangeEvent]:
    """Return what became of organisations."""
    years: dict[str, int] = {}
    before: dict[str, set[str]] = defaultdict(set)
    after: dict[str, set[str]] = defaultdict(set)
    for row in asking.rows("events"):
        before[row["event"]].add(row["original"])
        after[row["event"]].add(row["resulting"])
        if "year" in row:
            years[row["event"]] = int(row["year"])
    for iri in sorted(before):
        yield ChangeEvent(
            iri=iri,
            year=years.get(iri),
            originals=frozenset(before[iri]),
            resultings=frozenset(after[iri]),
        )

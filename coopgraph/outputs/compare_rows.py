"""Two bodies, or one on two days, as rows for programs: one figure a cell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from coopgraph.analysis.networks.engine import significant
from coopgraph.messages import Message, message
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.tables import Cell

if TYPE_CHECKING:
    from coopgraph.analysis.networks.compare import Comparison, Overlap, Profile

__all__ = ["COLUMNS", "compare_records", "compare_rows"]

#: Columns of the flat table.
COLUMNS: Final = (
    "section",
    "item",
    "item_label",
    "item_class",
    "one",
    "other",
    "both",
    "jaccard",
    "salton",
    "one_roles",
    "other_roles",
    "sources",
)
_LAYERS: Final[dict[str, Message]] = {
    "cotutelle": message("research structures"),
    "label": message("labelled sites (FHU, SIRIC, IHU, DHU)"),
    "team": message("project teams"),
    "international": message("joint laboratories, projects, platforms with partners abroad"),
    "agreement": message("agreements"),
    "project": message("funded projects"),
    "co-publication": message("publications"),
}
_BROKERAGE: Final[dict[str, Message]] = {
    "degree": message("partners in the network of partners (degree)"),
    "betweenness": message("share of shortest chains that pass it (betweenness)"),
    "constraint": message("constraint (Burt): high where partners know each other"),
    "effective-size": message("partners that are not redundant (effective size)"),
}
_COMMON: Final[dict[str, Message]] = {
    "collectives": message("in common: what they take part in"),
    "partners": message("in common: partners"),
    "sites": message("in common: cities"),
}
Record = dict[str, Any]


def compare_rows(found: Comparison, sides: Sequence[NetworkWords]) -> list[tuple[Cell, ...]]:
    """Return all figures, shared collectives, partners and sites.

    Parameters
    ----------
    found
        The comparison.
    sides
        Names of the nodes of both sides, and the language.

    Returns
    -------
    list of tuple
        Cells under :data:`COLUMNS`.
    """
    sections = compare_records(found, sides).values()
    return [tuple(one.get(name) for name in COLUMNS) for part in sections for one in part]


def compare_records(found: Comparison, sides: Sequence[NetworkWords]) -> dict[str, list[Record]]:
    """Return the same as records by section.

    Parameters
    ----------
    found, sides
        As for :func:`compare_rows`.

    Returns
    -------
    dict
        ``figures``, ``overlap``, ``collectives``, ``partners`` and ``sites``; what both share comes
        before what one has alone.
    """
    words = sides[0]
    collectives, partners = found.collectives, found.partners
    return {
        "figures": list(_figures(found, words)),
        "overlap": list(_overlaps(found, words)),
        "collectives": [
            _taken_part(name, found, sides)
            for names in (collectives.both, collectives.only_one, collectives.only_other)
            for name in names
        ],
        "partners": [
            record
            for names in (partners.both, partners.only_one, partners.only_other)
            for record in _shared_with(names, found, sides)
        ],
        "sites": list(_sites(found, sides)),
    }


def _figures(found: Comparison, words: NetworkWords) -> Iterator[Record]:
    one, other = found.one, found.other

    def row(name: str, label: Message, first: Cell, second: Cell) -> Record:
        return {
            "section": "figures",
            "item": name,
            "item_label": words.say(label),
            "one": first,
            "other": second,
        }

    for layer in one.collectives:
        counts = [len(side.collectives[layer]) for side in (one, other)]
        if any(counts):
            yield row(layer, _LAYERS.get(layer, message("layer {layer}", layer=layer)), *counts)
    yield row("partners", message("partners"), len(one.partners), len(other.partners))
    if one.body != other.body and other.body in one.partners:
        shared = message("shared by the two as partners of each other, not listed below")
        yield row("each-other", shared, _count(one, other.body), _count(other, one.body))
    yield row("sites", message("cities where these stand"), len(one.sites), len(other.sites))
    for name, label in _BROKERAGE.items():
        yield row(name, label, _whole(one.brokerage[name]), _whole(other.brokerage[name]))


def _overlaps(found: Comparison, words: NetworkWords) -> Iterator[Record]:
    overlaps: dict[str, Overlap] = {
        "collectives": found.collectives,
        "partners": found.partners,
        "sites": found.sites,
    }
    for name, overlap in overlaps.items():
        both = len(overlap.both)
        yield {
            "section": "overlap",
            "item": name,
            "item_label": words.say(_COMMON[name]),
            "one": both + len(overlap.only_one),
            "other": both + len(overlap.only_other),
            "both": both,
            "jaccard": None if overlap.jaccard is None else significant(overlap.jaccard),
            "salton": None if overlap.salton is None else significant(overlap.salton),
        }


def _taken_part(name: str, found: Comparison, sides: Sequence[NetworkWords]) -> Record:
    words = sides[0]
    own = [side.ties_in(name) for side in (found.one, found.other)]
    ties = tuple(dict.fromkeys((*own[0], *own[1])))
    return {
        "section": "collectives",
        "item": name,
        "item_label": _named(name, sides),
        "item_class": next((said.kind(name) for said in sides if said.has(name)), None),
        "one_roles": words.roles(own[0], found.one.body) or None,
        "other_roles": words.roles(own[1], found.other.body) or None,
        "sources": words.sources(ties),
    }


def _shared_with(
    partners: Iterable[str], found: Comparison, sides: Sequence[NetworkWords]
) -> Iterator[Record]:
    def strength(name: str) -> tuple[int, str]:
        return -max(_count(found.one, name) or 0, _count(found.other, name) or 0), name

    for name in sorted(partners, key=strength):
        yield {
            "section": "partners",
            "item": name,
            "item_label": _named(name, sides),
            "one": _count(found.one, name),
            "other": _count(found.other, name),
        }


def _sites(found: Comparison, sides: Sequence[NetworkWords]) -> Iterator[Record]:
    counts = {
        name: (found.one.sites.get(name), found.other.sites.get(name))
        for name in sorted({*found.one.sites, *found.other.sites})
    }
    order = sorted(counts, key=lambda name: (-max(n or 0 for n in counts[name]), name))
    for name in order:
        one, other = counts[name]
        yield {
            "section": "sites",
            "item": name,
            "item_label": _named(name, sides),
            "one": one,
            "other": other,
        }


def _count(profile: Profile, partner: str) -> int | None:
    return len(profile.partners[partner]) if partner in profile.partners else None


def _named(iri: str, sides: Sequence[NetworkWords]) -> str:
    for words in sides:
        if (name := words.find(iri)) is not None:
            return name
    return iri.rpartition("/")[2]


def _whole(value: float | None) -> float | None:
    if value is None:
        return None
    return int(value) if value == int(value) else significant(value)

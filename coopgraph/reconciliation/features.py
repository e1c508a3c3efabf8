"""What speaks for and against a body alone, in numbers: the evidence that scores are made of.

Each figure is plain to read, lies between 0 and 1, and has a name; what a score makes of them
stands in ``weights.json``.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from coopgraph.reconciliation.blocking import Hit
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.parts import Parts
from coopgraph.reconciliation.towns import differing_town
from coopgraph.reconciliation.words import COMMON

__all__ = ["FIRST", "Evidence", "weigh_hit"]

#: Weight of words above which a name says which body is meant, whatever the place.
_FULL: Final = 30.0
#: Words that begin the part of a body rather than a body.
_PARTS: Final = frozenset(
    "department division section unit service laboratory group team program programme chair branch "
    "faculty school office clinic field discipline graduate".split()
)

#: Names of the figures of the first look, in order.
FIRST: Final = (
    "coverage",
    "missing",
    "exact",
    "one_segment",
    "segment_share",
    "segment_whole",
    "mass",
    "mass_squared",
    "tightness",
    "ordered",
    "similarity",
    "country_end",
    "country_inside",
    "country_other",
    "country_unknown",
    "city",
    "city_outside",
    "city_other",
    "region",
    "acronym",
    "acronym_capital",
    "single",
    "single_short",
    "label",
    "former",
    "rivals",
    "rivals_here",
    "place_only",
    "generic",
    "generic_unplaced",
    "inactive",
    "university",
    "hospital",
    "company",
    "part_of_body",
    "from_end",
    "only_segment",
    "partial",
    "partial_placed",
    "strange",
    "number_other",
    "better_placed",
    "best_placed",
    "prominence",
    "hospital_beside",
    "kind_beside",
    "acronym_placed",
    "whole_exact",
    "school_beside",
    "exact_strong",
    "exact_placed",
    "country_other_generic",
    "one_country_rival",
)


@dataclass(slots=True)
class Evidence:
    """A body, the name by which it was found and what speaks for it.

    Attributes
    ----------
    body
        Position in the index.
    hit
        Its name in the text; None where a number or identifier alone found it.
    kind
        Kind of the name.
    figures
        Values of :data:`FIRST`.
    slip
        Share of the name that was read otherwise than it is written; scores are lowered by it.
    """

    body: int
    hit: Hit
    kind: str
    figures: tuple[float, ...]
    slip: float = 0.0


def weigh_hit(hit: Hit, body: int, kind: str, parts: Parts, index: Index) -> Evidence:
    """Return what speaks for a body whose name was found."""
    key = index.keys[hit.key]
    positions = hit.positions
    inside = set(positions)
    mass = float(index.masses[hit.key])
    segments = {parts.tokens[position].segment for position in positions}
    share, whole = _segment(parts, inside)
    countries = index.bodies[body].countries
    agreed = [code for code in countries if code in parts.countries]
    ended = any(parts.countries[code] for code in agreed)
    cities = index.cities[body]
    differs = bool(parts.town and differing_town(body, positions, parts, index))
    town = [name for name in cities if name in parts.towns and not differs]
    outside = any(
        not spans or any(not inside.issuperset(range(*span)) for span in spans)
        for spans in (parts.towns[name] for name in town)
    )
    other_town = differs or (
        not town
        and any(
            (not spans or any(parts.alone(span) for span in spans)) and not index.near(body, name)
            for name, spans in parts.towns.items()
        )
    )
    region = any(f" {name} " in parts.words for name in index.regions[body] if name)
    placed = bool(town) or region or bool(agreed)
    # What a body was once called is no rival of what another one is called.
    shared = [
        one for one in index.named[hit.key] if one[0] == body or not one[1].startswith("former")
    ]
    rivals = len(shared)
    here = (
        sum(1 for one, _ in shared if set(index.bodies[one].countries) & set(parts.countries))
        if parts.countries
        else rivals
    )
    window = positions[-1] - positions[0] + 1
    single = len(key) == 1
    acronym = kind in ("acronym", "former-acronym")
    capital = acronym and all(parts.tokens[p].capital for p in positions)
    kinds = index.bodies[body].kinds
    generic = all(form in COMMON for form in key)
    missing = 1 - hit.coverage
    said = " ".join(parts.tokens[p].word for p in positions)
    similarity = fuzz.token_sort_ratio(" ".join(parts.forms[p] for p in positions), " ".join(key))
    first = parts.forms[_first(parts, positions)]
    partial = missing > 0.001
    strange = _strangers(parts, positions, inside)
    numbers = {form for form in key if form.isdigit()}
    order = [key.index(parts.forms[p]) for p in positions if parts.forms[p] in key]
    mine = _placed(body, parts, index)
    others = [_placed(one, parts, index) for one, _ in shared[:50] if one != body]
    beside = {
        parts.forms[p]
        for members in parts.segments
        if inside & set(members)
        for p in members
        if p not in inside
    }
    figures = (
        hit.coverage,
        min(1.0, missing * mass / 10),
        float(hit.exact),
        float(len(segments) == 1),
        share,
        float(whole),
        min(1.0, mass / _FULL),
        min(1.0, mass / _FULL) ** 2,
        len(positions) / window,
        float(order == sorted(order)),
        similarity / 100,
        float(ended),
        float(bool(agreed) and not ended),
        float(bool(parts.countries) and bool(countries) and not agreed),
        float(not parts.countries),
        float(bool(town)),
        float(outside),
        float(other_town),
        float(region),
        float(acronym),
        float(capital),
        float(single),
        float(single and len(key[0]) <= 4),
        float(kind == "label"),
        float(kind in ("former", "former-acronym")),
        min(1.0, math.log(rivals) / 4),
        min(1.0, math.log(max(here, 1)) / 3),
        float(" ".join(key) in index.towns),
        float(generic),
        float(generic and not (town or region)),
        float(not index.bodies[body].active),
        float("education" in kinds),
        float("healthcare" in kinds),
        float("company" in kinds),
        float(first in _PARTS),
        _from_end(parts, positions),
        float(len(parts.segments) == 1),
        float(partial),
        float(partial and placed),
        strange,
        float(bool(numbers) and not numbers <= set(said.split())),
        float(bool(others) and max(others) > mine),
        float(bool(others) and max(others) < mine),
        min(1.0, math.log1p(index.children.get(body, 0)) / 5),
        float(bool({"hospital", "clinic"} & beside) and "healthcare" not in kinds),
        float(bool({"institute", "center", "college", "academy"} & beside)),
        float(acronym and placed),
        float(hit.exact and whole),
        float(bool({"school", "faculty", "department", "medical"} & beside)),
        float(hit.exact and mass > 12),
        float(hit.exact and placed and not single),
        float(generic and bool(parts.countries) and bool(countries) and not agreed),
        float(rivals > 1 and here == 1 and bool(agreed)),
    )
    return Evidence(body, hit, kind, figures, _slip(parts, positions))


def _placed(body: int, parts: Parts, index: Index) -> int:
    """Return how well the places of a text agree with those of a body."""
    points = 2 * bool(index.cities[body] & parts.towns.keys())
    countries = index.bodies[body].countries
    if parts.countries and countries:
        points += 2 if any(code in parts.countries for code in countries) else -2
    return points + any(f" {name} " in parts.words for name in index.regions[body] if name)


def _slip(parts: Parts, positions: tuple[int, ...]) -> float:
    """Return how doubtful a name is for its slips, words by their weight."""
    slips = sum(parts.weights[p] * parts.slips[p] for p in positions)
    return slips / sum(parts.weights[p] for p in positions) if slips else 0.0


def _segment(parts: Parts, inside: set[int]) -> tuple[float, bool]:
    """Return the largest share of a segment's weight that a name makes up, and if it is all."""
    best, whole = 0.0, False
    for members in parts.segments:
        hit = [position for position in members if position in inside]
        if not hit:
            continue
        total = sum(parts.weights[position] for position in members)
        share = sum(parts.weights[position] for position in hit) / total
        if share > best:
            best, whole = share, len(hit) == len(members)
    return best, whole


def _first(parts: Parts, positions: tuple[int, ...]) -> int:
    """Return the first token of the segment in which a name begins."""
    for members in parts.segments:
        if positions[0] in members:
            return members[0]
    return positions[0]


def _from_end(parts: Parts, positions: tuple[int, ...]) -> float:
    return 1 - (positions[-1] + 1) / max(len(parts.tokens), 1)


def _strangers(parts: Parts, positions: tuple[int, ...], inside: set[int]) -> float:
    """Return how much the words beside a name weigh that tell of another body."""
    beside = 0.0
    for position in (positions[0] - 1, positions[-1] + 1):
        if 0 <= position < len(parts.tokens) and position not in inside:
            neighbour = parts.tokens[position]
            edge = parts.tokens[positions[0] if position < positions[0] else positions[-1]]
            common = neighbour.form in COMMON or neighbour.form in parts.towns
            if neighbour.segment == edge.segment and not common:
                beside += parts.weights[position]
    return min(1.0, beside / 20)

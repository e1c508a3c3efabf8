"""G5: bodies that work beside the focus in one place or on one theme and share nothing themselves.

The strength of a pair is the square root of the sum, over places and themes in which both are, of
the product of how much each has there (logarithms of one plus the number of units of the focus in
a city, or of collaborations on a theme). Any tie of any nature closes a hole.
"""

from __future__ import annotations

import datetime
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Origin
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Evidence,
    Gap,
    NearMiss,
    ScoreTerm,
    Search,
    Tier,
)
from coopgraph.analysis.gaps.shared import (
    SITE_BOUND,
    home_countries,
    living_groups,
    living_units,
    shared_units,
)
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import Sought, absent, joined
from coopgraph.french import the
from coopgraph.namespaces import local_name

__all__ = ["LEAST", "Presence", "find_holes", "hole_id", "presences"]

TYPE = RULE = "hole"
VERSION = "1"
#: What each of the two must have in a place to be a pair there: a convention of the tool, so that
#: the list stays one that a person can read.
LEAST = 2
_SHOWN_EVIDENCE = 3
_SOUGHT = Sought(
    noun=Bilingual("lien entre les deux organismes", "tie between the two bodies"),
    some=Bilingual("un lien", "a tie"),
    none_fr="aucun lien",
    found_fr="trouvé",
)


@dataclass(frozen=True, slots=True)
class Presence:
    """A body in a city by a structure, or on a theme in a region by a collaboration.

    Attributes
    ----------
    body
        The body.
    key
        IRI of the city, or of the theme and the region with a blank between them.
    unit
        The structure or collaboration.
    statement, origin
        What states it, and where.
    """

    body: str
    key: str
    unit: str
    statement: str
    origin: Origin | None


@dataclass(frozen=True, slots=True)
class _Strength:
    """Where a body is and on what: numbers, and what shows them."""

    amounts: Mapping[str, int]
    shown: Mapping[str, tuple[Evidence, ...]]


def find_holes(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Find pairs of bodies that are near one another beside the focus and share nothing.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        One record per pair with at least :data:`LEAST` units each in one city, or as many
        collaborations on one theme in one region: a candidate where they share nothing, covered
        where they do.
    """
    present = _strengths(facts, as_of)
    met = _met(facts, as_of)
    groups = _groups(facts, present)
    for one, other in combinations(sorted(present), 2):
        common = {
            key: (present[one].amounts[key], present[other].amounts[key])
            for key in present[one].amounts.keys() & present[other].amounts.keys()
        }
        strong = {key for key, pair in common.items() if min(pair) >= LEAST}
        if strong:
            looked_at = len(groups[one] | groups[other])
            yield _record(facts, (one, other), common, strong, present, met, as_of, looked_at)


def hole_id(one: str, other: str) -> str:
    """Return the id of the record of two bodies, given in the order of their IRIs."""
    return f"{RULE}/{local_name(one)}--{local_name(other)}"


def presences(facts: Facts, as_of: datetime.date) -> Iterator[Presence]:
    """Find where bodies bound to a site are beside the focus, and on what.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Presence
        One per structure of a body in a city, one per collaboration on a theme in a region.
    """
    home = home_countries(facts)
    for body, ties in sorted(shared_units(facts, living_units(facts, as_of), as_of).items()):
        if not facts.is_a(body, *SITE_BOUND):
            continue
        for unit, tie in sorted(ties.items()):
            for city in sorted(facts.seats.get(unit, ())):
                if facts.is_a(city, "City"):
                    yield Presence(body, city, unit, tie.iri, tie.origin)
    living = living_groups(facts, as_of)
    parts = {(part.collective, part.member): part for part in facts.parts}
    for (collective, member), part in sorted(parts.items()):
        if collective not in living:
            continue
        regions = {p for p in facts.where(member) if facts.is_a(p, "Region")}
        if not facts.is_a(member, *SITE_BOUND) or (home and not home & facts.where(member)):
            continue
        for theme in sorted(facts.themes.get(collective, ())):
            for region in sorted(regions):
                yield Presence(member, f"{theme} {region}", collective, part.iri, part.origin)


def _strengths(facts: Facts, as_of: datetime.date) -> dict[str, _Strength]:
    amounts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    shown: dict[str, dict[str, list[Evidence]]] = defaultdict(lambda: defaultdict(list))
    for item in presences(facts, as_of):
        amounts[item.body][item.key] += 1
        found = shown[item.body][item.key]
        if len(found) < _SHOWN_EVIDENCE:
            found.append(facts.evidence(facts.name(item.unit), item.statement, item.origin))
    return {
        body: _Strength(dict(numbers), {key: tuple(found) for key, found in shown[body].items()})
        for body, numbers in amounts.items()
    }


def _met(facts: Facts, as_of: datetime.date) -> dict[str, set[str]]:
    """Return with whom each body shares anything at all, at any time."""
    groups = [set(members) for members in facts.memberships.values()]
    groups += [set(item.parties) for item in facts.instruments]
    groups += [{child, *parents} for child, parents in facts.parents.items()]
    met: dict[str, set[str]] = defaultdict(set)
    for group in groups:
        heirs = facts.heirs(group, as_of) | group
        for body in heirs:
            met[body] |= heirs
    return met


def _groups(facts: Facts, bodies: Iterable[str]) -> dict[str, set[str]]:
    """Return the structures, collaborations and instruments that each of some bodies is in."""
    groups: dict[str, set[str]] = {body: set() for body in bodies}
    for collective, members in facts.memberships.items():
        for body in members & groups.keys():
            groups[body].add(collective)
    for number, item in enumerate(facts.instruments):
        for body in item.parties & groups.keys():
            groups[body].add(f"instrument {number}")
    return groups


def _record(
    facts: Facts,
    pair: tuple[str, str],
    common: Mapping[str, tuple[int, int]],
    strong: set[str],
    present: Mapping[str, _Strength],
    met: Mapping[str, set[str]],
    as_of: datetime.date,
    looked_at: int,
) -> Gap:
    one, other = pair
    tied = other in met.get(one, ())
    status = decide(standings=[Standing(State.IN_FORCE)] if tied else ()).status
    score = math.sqrt(sum(math.log1p(a) * math.log1p(b) for a, b in common.values()))
    names = Bilingual(
        f"{facts.name(one).fr} – {facts.name(other).fr}",
        f"{facts.name(one).en} – {facts.name(other).en}",
    )
    focus = facts.short(facts.focus)
    counts = joined([_counted(facts, key, common[key]) for key in sorted(strong)], " ; ")
    numbers = Bilingual(
        f"avec {the(focus.fr)}, {counts.fr}", f"with {focus.en}, {counts.en.replace(' ; ', '; ')}"
    )
    told = (
        Bilingual("déjà liés dans le graphe", "already tied in the graph")
        if tied
        else absent(status, _SOUGHT)
    )
    alike = facts.name(one).fr in facts.name(other).fr or facts.name(other).fr in facts.name(one).fr
    evidence = [
        item for body in pair for key in sorted(strong) for item in present[body].shown[key]
    ]
    return Gap(
        id=hole_id(one, other),
        type=TYPE,
        status=status,
        tier=Tier.OPPORTUNITY,
        subject=one,
        subject_label=names,
        finding=Bilingual(f"{numbers.fr} ; {told.fr}", f"{numbers.en}; {told.en}"),
        sentence=Bilingual(
            f"{names.fr} : {numbers.fr} ; {told.fr}.", f"{names.en}: {numbers.en}; {told.en}."
        ),
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual("", "")
        if tied
        else Bilingual(
            "Une structure, une collaboration ou un accord commun",
            "A structure, collaboration or agreement of both",
        ),
        evidence=tuple(dict.fromkeys(evidence)),
        searched=(Search(_SOUGHT.noun, looked_at, int(tied)),),
        near_misses=(
            NearMiss(
                other,
                facts.name(other),
                Bilingual(
                    "noms voisins : vérifier d’abord que ce sont deux organismes",
                    "names alike: check first that these are two bodies",
                ),
            ),
        )
        if alike
        else (),
        score_terms=(ScoreTerm("nearness", round(score, 4)),),
    )


def _counted(facts: Facts, key: str, pair: tuple[int, int]) -> Bilingual:
    """Say how much each of the two has in a city, or on a theme in a region."""
    a, b = pair
    first, _, region = key.partition(" ")
    where = facts.name(first)
    if not region:
        return Bilingual(
            f"{a} et {b} structures ({where.fr})", f"{a} and {b} structures ({where.en})"
        )
    place = facts.name(region)
    return Bilingual(
        f"{a} et {b} collaborations sur « {where.fr} » ({place.fr})",
        f"{a} and {b} collaborations on “{where.en}” ({place.en})",
    )

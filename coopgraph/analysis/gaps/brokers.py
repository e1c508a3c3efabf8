"""G12: regions whose partners reach those of other regions through one body only.

Bodies bound to a site count: universities, schools, hospitals. National bodies are everywhere, and
the focus is in every structure. Two of them are tied if they share anything that stands on the day:
a structure of any kind, a collaboration, an agreement.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Bilingual, Figure, Gap, ScoreTerm, Search, Tier
from coopgraph.analysis.gaps.shared import SITE_BOUND, home_countries, living_groups
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import counted
from coopgraph.analysis.networks.roles import ROLES, expected_roles, role_census
from coopgraph.namespaces import local_name

__all__ = ["find_brokerage_gaps", "regions_of", "site_groups"]

TYPE = RULE = "brokerage"
VERSION = "1"
_ROLES = {
    "coordinator": Bilingual(
        "coordinateur (paires de sa région)", "coordinator (pairs of its own region)"
    ),
    "itinerant": Bilingual(
        "itinérant (paires d’une autre région)", "itinerant (pairs of another region)"
    ),
    "gatekeeper": Bilingual(
        "portier (d’une autre région vers la sienne)", "gatekeeper (from another region to its own)"
    ),
    "representative": Bilingual(
        "représentant (de sa région vers une autre)",
        "representative (from its own region to another)",
    ),
    "liaison": Bilingual("liaison (entre deux autres régions)", "liaison (of two other regions)"),
}


def find_brokerage_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Find regions whose partners reach partners of elsewhere through one body only.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        One record per region of the focus's country with several partners: a candidate where all
        ties outward pass one body of the region or one of elsewhere, covered where they do not,
        exempt where nothing is shared with anybody of elsewhere.
    """
    groups = site_groups(facts, as_of)
    regions = regions_of(facts, {body for members in groups.values() for body in members})
    census = _Census(facts, groups)
    for region, inside in sorted(regions.items()):
        if len(inside) < 2:
            continue  # a single partner is its own way outward
        ties: dict[tuple[str, str], set[str]] = defaultdict(set)
        for key, members in groups.items():
            for one in members & inside:
                for other in members - inside:
                    ties[one, other].add(key)
        yield _record(facts, region, inside, ties, census, as_of)


def site_groups(facts: Facts, as_of: datetime.date) -> dict[str, set[str]]:
    """Return what several bodies bound to a site share on a day, with those bodies.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    """
    return {
        key: bound
        for key, members in living_groups(facts, as_of).items()
        if len(bound := {body for body in members if facts.is_a(body, *SITE_BOUND)}) > 1
    }


def regions_of(facts: Facts, bodies: Iterable[str]) -> dict[str, set[str]]:
    """Group bodies by region of the focus's country (of any if its seat is unknown)."""
    home = home_countries(facts)
    regions: dict[str, set[str]] = defaultdict(set)
    for body in bodies:
        for place in facts.where(body):
            if facts.is_a(place, "Region") and (not home or home & facts.widen([place])):
                regions[place].add(body)
    return regions


class _Census:
    """Between which pairs of others each body stands, and what regions dealt at random give.

    Who is in several regions is of that of the main place, else of the first by IRI; who has none
    takes part in no count.
    """

    def __init__(self, facts: Facts, groups: Mapping[str, set[str]]) -> None:
        self._facts = facts
        self._groups = groups

    @cached_property
    def _counts(self) -> tuple[dict[str, dict[str, int]], dict[str, float]]:
        near: dict[str, set[str]] = defaultdict(set)
        for members in self._groups.values():
            for body in members:
                near[body] |= members - {body}
        region: dict[str, str] = {}
        for place, bodies in sorted(regions_of(self._facts, near).items()):
            for body in bodies:
                main = self._facts.main.get(body)
                if body not in region or (main and place in self._facts.widen([main])):
                    region[body] = place
        return role_census(near, near, region), expected_roles(region)

    def roles(self, broker: str) -> tuple[Figure, ...]:
        """Return how often a body stands in each role."""
        counts, shares = self._counts
        found = counts[broker]
        total = sum(found.values())
        return tuple(
            Figure(
                f"role-{role}",
                broker,
                _ROLES[role],
                float(found[role]),
                round(shares[role] * total, 4),
            )
            for role in ROLES
        )


def _record(
    facts: Facts,
    region: str,
    inside: set[str],
    ties: Mapping[tuple[str, str], set[str]],
    census: _Census,
    as_of: datetime.date,
) -> Gap:
    name = facts.name(region)
    partners = counted(len(inside), ("partenaire", "partenaires"), ("partner", "partners"))
    ours, theirs = {one for one, _ in ties}, {other for _, other in ties}
    single = sorted(ours if len(ours) == 1 else theirs if len(theirs) == 1 else ())
    several = bool(ties) and not single
    status = decide(
        eligible=bool(ties), standings=[Standing(State.IN_FORCE)] if several else ()
    ).status
    shared = sorted({key for keys in ties.values() for key in keys})
    if single:
        broker = facts.name(single[0])
        links = counted(len(shared), ("lien", "liens"), ("tie", "ties"))
        finding = Bilingual(
            f"seule voie vers les partenaires d’autres régions dans le graphe : {broker.fr} "
            f"({links.fr})",
            f"only way to partners of other regions in the graph: {broker.en} ({links.en})",
        )
    elif several:
        finding = Bilingual(
            f"{len(ours)} partenaires de la région sont liés à {len(theirs)} d’ailleurs",
            f"{len(ours)} partners of the region are tied to {len(theirs)} of elsewhere",
        )
    else:
        finding = Bilingual(
            "rien de commun avec un partenaire d’ailleurs dans le graphe",
            "nothing shared with a partner of elsewhere in the graph",
        )
    return Gap(
        id=f"{RULE}/{local_name(region)}",
        type=TYPE,
        status=status,
        tier=Tier.OPPORTUNITY,
        subject=region,
        subject_label=name,
        finding=finding,
        sentence=Bilingual(
            f"{name.fr} ({partners.fr}, universités, écoles et hôpitaux) : {finding.fr}.",
            f"{name.en} ({partners.en}, universities, schools and hospitals): {finding.en}.",
        ),
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual(
            "Une structure, une collaboration ou un accord avec un autre partenaire d’ailleurs",
            "A structure, collaboration or agreement with another partner of elsewhere",
        )
        if single
        else Bilingual("", ""),
        evidence=tuple(
            facts.evidence(facts.name(key), key, facts.origins.get(key)) for key in shared
        )
        if single
        else (),
        searched=(
            Search(
                Bilingual("liens avec des partenaires d’ailleurs", "ties to partners of elsewhere"),
                len(shared),
                len(theirs),
            ),
        ),
        score_terms=(ScoreTerm("partners", float(len(inside))),),
        figures=census.roles(single[0]) if single else (),
    )

"""G12: regions whose partners reach the rest of the landscape through one body only.

A region is tied outward if one of its bodies supervises a structure beside a body of elsewhere. If
all such ties pass one body, that body is the only broker: were it to leave, the region's partners
would share nothing with anybody outside. The focus itself is in every structure and does not count.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Tie
from coopgraph.analysis.gaps.records import Bilingual, Gap, ScoreTerm, Search, Tier
from coopgraph.analysis.gaps.shared import home_countries, living_units, shared_units
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import counted
from coopgraph.namespaces import local_name

__all__ = ["find_brokerage_gaps"]

TYPE = RULE = "brokerage"
VERSION = "1"


def find_brokerage_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Find regions whose partners reach bodies of elsewhere through one body only.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        One record per region of the focus's country with partners: a candidate where one body is
        the only way outward, covered where there are several, exempt where no partner of the
        region shares a structure with anybody.
    """
    shared = shared_units(facts, living_units(facts, as_of), as_of)
    home = home_countries(facts)
    seats: dict[str, set[str]] = defaultdict(set)
    for body in shared:
        for place in facts.where(body):
            if facts.is_a(place, "Region") and (not home or home & facts.widen([place])):
                seats[place].add(body)
    by_unit: dict[str, set[str]] = defaultdict(set)
    for body, ties in shared.items():
        for unit in ties:
            by_unit[unit].add(body)
    for region, inside in sorted(seats.items()):
        outward: dict[str, set[str]] = defaultdict(set)
        for unit, bodies in by_unit.items():
            if bodies & inside:
                for body in bodies - inside:
                    outward[body].add(unit)
        yield _record(facts, region, inside, dict(outward), shared, as_of)


def _record(
    facts: Facts,
    region: str,
    inside: set[str],
    outward: dict[str, set[str]],
    shared: dict[str, dict[str, Tie]],
    as_of: datetime.date,
) -> Gap:
    name = facts.name(region)
    partners = counted(len(inside), ("partenaire", "partenaires"), ("partner", "partners"))
    brokers = sorted(outward, key=lambda body: (-len(outward[body]), body))
    several = len(brokers) > 1
    decision = decide(
        eligible=bool(brokers), standings=[Standing(State.IN_FORCE)] if several else ()
    )
    if len(brokers) == 1:
        broker = facts.name(brokers[0])
        number = counted(
            len(outward[brokers[0]]), ("structure", "structures"), ("structure", "structures")
        )
        finding = Bilingual(
            f"seule voie vers l’extérieur trouvée dans le graphe : {broker.fr} ({number.fr})",
            f"only way outward found in the graph: {broker.en} ({number.en})",
        )
    elif brokers:
        finding = Bilingual(
            f"{len(brokers)} organismes relient la région au reste",
            f"{len(brokers)} bodies tie the region to the rest",
        )
    else:
        finding = Bilingual(
            "aucune structure commune avec un organisme d’ailleurs dans le graphe",
            "no structure shared with a body of elsewhere in the graph",
        )
    return Gap(
        id=f"{RULE}/{local_name(region)}",
        type=TYPE,
        status=decision.status,
        tier=Tier.OPPORTUNITY,
        subject=region,
        subject_label=name,
        finding=finding,
        sentence=Bilingual(
            f"{name.fr} ({partners.fr}) : {finding.fr}.",
            f"{name.en} ({partners.en}): {finding.en}.",
        ),
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual(
            "Une structure commune avec un autre organisme d’ailleurs",
            "A structure shared with another body of elsewhere",
        )
        if len(brokers) == 1
        else Bilingual("", ""),
        evidence=tuple(
            facts.evidence(
                facts.name(unit), shared[brokers[0]][unit].iri, shared[brokers[0]][unit].origin
            )
            for unit in sorted(outward[brokers[0]])
        )
        if len(brokers) == 1
        else (),
        searched=(
            Search(
                Bilingual("organismes d’ailleurs", "bodies of elsewhere"),
                len(shared) - len(inside),
                len(brokers),
            ),
        ),
        score_terms=(ScoreTerm("partners", float(len(inside))),),
    )

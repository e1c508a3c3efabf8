"""G9: partners whose projects the focus joins more often than they join its own, or less.

Only what has a leader counts: who leads, who follows. Sizes differ, so imbalance is normal; it is
reported from :data:`LEAST` projects on, and only if the interval excludes a balance.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Part
from coopgraph.analysis.gaps.proportions import share_interval
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Gap,
    Missing,
    ScoreTerm,
    Search,
    Tier,
)
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import capital, counted
from coopgraph.french import the
from coopgraph.namespaces import local_name

__all__ = ["LEADING", "LEAST", "balance_interval", "find_reciprocity_gaps"]

TYPE = RULE = "reciprocity"
VERSION = "1"
#: Roles of the body that leads.
LEADING = frozenset({"lead", "coordinator"})
#: Fewer projects with a partner are too few to speak of a balance.
LEAST = 5


def balance_interval(out: int, into: int) -> tuple[float, float]:
    """Return the Jeffreys interval (95 %) of the balance (out - into) / (out + into).

    Parameters
    ----------
    out, into
        Numbers of projects in the two directions.

    Returns
    -------
    tuple of float
        Bounds between -1 and 1.

    Notes
    -----
    Projects count as independent of each other. Where one follows another, the true interval is
    wider.

    Examples
    --------
    >>> low, high = balance_interval(9, 1)
    >>> round(low, 2), round(high, 2)
    (0.24, 0.98)
    """
    low, high = share_interval(out, out + into)
    return 2 * low - 1, 2 * high - 1


@dataclass(slots=True)
class _Flows:
    """Parts that the focus has in the partner's projects (given), and the other way (received)."""

    given: list[Part] = field(default_factory=list)
    received: list[Part] = field(default_factory=list)


def find_reciprocity_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Compare how often the focus joins projects of a partner with the reverse.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference; it is only written down, since roles are not dated.

    Yields
    ------
    Gap
        One record per partner with :data:`LEAST` projects or more: candidate where the interval of
        the balance excludes 0, covered where it does not. One undecidable record where no partner
        has so many.
    """
    flows = _flows(facts)
    enough = {
        partner: both
        for partner, both in flows.items()
        if len(both.given) + len(both.received) >= LEAST
    }
    for partner, both in sorted(enough.items()):
        yield _record(facts, partner, both, as_of)
    if not enough:
        yield _too_few(facts, flows, as_of)


def _flows(facts: Facts) -> Mapping[str, _Flows]:
    parts: dict[str, list[Part]] = defaultdict(list)
    for part in sorted(facts.parts, key=lambda p: p.iri):
        parts[part.collective].append(part)
    flows: dict[str, _Flows] = defaultdict(_Flows)
    for members in parts.values():
        leaders = {part.member for part in members if part.role in LEADING}
        if len(leaders) != 1:
            continue
        leader = next(iter(leaders))
        followers = {part.member: part for part in members if part.member != leader}
        if leader == facts.focus:
            for member, part in followers.items():
                flows[member].received.append(part)
        elif facts.focus in followers:
            flows[leader].given.append(followers[facts.focus])
    return flows


def _record(facts: Facts, partner: str, both: _Flows, as_of: datetime.date) -> Gap:
    given, received = len(both.given), len(both.received)
    low, high = balance_interval(given, received)
    balanced = low <= 0 <= high
    status = decide(standings=[Standing(State.IN_FORCE)] if balanced else ()).status
    balance = (given - received) / (given + received)
    name, focus = facts.name(partner), facts.short(facts.focus)
    many = counted(given + received, ("projet", "projets"), ("project", "projects"))
    bounds = f"{balance:+.2f} [{low:+.2f}, {high:+.2f}]"
    bounds_fr = f"{balance:+.2f} [{low:+.2f} ; {high:+.2f}]".replace(".", ",")
    finding = Bilingual(
        f"{given} fois participant chez lui, {received} fois l’inverse ; solde {bounds_fr}",
        f"{given} times in its projects, {received} times the reverse; balance {bounds}",
    )
    return Gap(
        id=f"{RULE}/{local_name(partner)}",
        type=TYPE,
        status=status,
        tier=Tier.OPPORTUNITY,
        subject=partner,
        subject_label=name,
        finding=finding,
        sentence=Bilingual(
            f"{capital(the(focus.fr))} et {the(name.fr)}, {many.fr} menés par l’un des deux : "
            f"{finding.fr}.",
            f"{focus.en} and {name.en}, {many.en} led by one of them: {finding.en}.",
        ),
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual("", "")
        if balanced
        else Bilingual(
            "Des projets menés par l’autre partenaire, ou la raison du déséquilibre",
            "Projects led by the other partner, or the reason of the imbalance",
        ),
        evidence=tuple(
            facts.evidence(facts.name(part.collective), part.iri, part.origin)
            for part in (*both.given, *both.received)
        ),
        searched=(Search(Bilingual("projets menés", "projects led"), given + received, received),),
        score_terms=(ScoreTerm("imbalance", round(abs(balance), 4)),),
    )


def _too_few(facts: Facts, flows: Mapping[str, _Flows], as_of: datetime.date) -> Gap:
    most = max((len(f.given) + len(f.received) for f in flows.values()), default=0)
    focus = facts.name(facts.focus)
    finding = Bilingual(
        f"aucun partenaire avec {LEAST} projets dont on sait qui les mène (au plus {most})",
        f"no partner with {LEAST} projects whose leader is known (at most {most})",
    )
    return Gap(
        id=f"{RULE}/{local_name(facts.focus)}",
        type=TYPE,
        status=decide(undecidable=True).status,
        tier=Tier.DATA,
        subject=facts.focus,
        subject_label=focus,
        finding=finding,
        sentence=Bilingual(f"{focus.fr} : {finding.fr}.", f"{focus.en}: {finding.en}."),
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual(
            "Les participations aux projets, avec le chef de file (import CORDIS)",
            "Participations in projects, with the leader (import of CORDIS)",
        ),
        searched=(
            Search(
                Bilingual("partenaires de projets menés", "partners of projects with a leader"),
                len(flows),
                0,
            ),
        ),
        missing=(Missing(facts.focus, focus, "leader"),),
    )

"""Ties that make no geographic sense: an alarm about the data, not a fact about the bodies.

A university or a hospital that supervises, or takes part in, structures far from its seat is rare;
in a register it is often a wrong code. National bodies are everywhere and are left out.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from coopgraph.analysis.gaps.facts import Facts, Place, Tie
from coopgraph.analysis.gaps.records import Bilingual, Gap, ScoreTerm, Search, Tier
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import counted, listed, number_text
from coopgraph.model.distance import great_circle_km
from coopgraph.namespaces import local_name

__all__ = ["FAR_KM", "distance_km", "find_far_ties"]

RULE, VERSION = "data-geography", "1"
#: Distance beyond which a tie of a body bound to its site is looked at.
FAR_KM = 2000.0
_SITE_BOUND = ("University", "UniversityHospital")


def distance_km(a: Place, b: Place) -> float | None:
    """Return the great-circle distance of two places, or None if one has no coordinates.

    Examples
    --------
    >>> paris = Place(iri="paris", latitude=48.85, longitude=2.35)
    >>> round(distance_km(paris, Place(iri="cayenne", latitude=4.94, longitude=-52.33)), -2)
    7100.0
    """
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    return great_circle_km((a.latitude, a.longitude), (b.latitude, b.longitude))


def find_far_ties(facts: Facts, *, as_of: datetime.date, far_km: float = FAR_KM) -> Iterator[Gap]:
    """Find bodies bound to a site that are tied to structures far away.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    far_km
        Distance beyond which a tie is reported.

    Yields
    ------
    Gap
        One record per body, with its far ties as evidence.
    """
    far: dict[str, list[Tie]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for tie in sorted(facts.ties, key=lambda t: t.iri):
        if not facts.is_a(tie.body, *_SITE_BOUND):
            continue
        total[tie.body] += 1
        near = _nearest(facts, tie.body, tie.structure)
        if near is not None and near > far_km:
            far[tie.body].append(tie)
    for body, ties in sorted(far.items()):
        name = facts.name(body)
        places = sorted({p for tie in ties for p in facts.seats.get(tie.structure, ())})
        where = listed([facts.name(p) for p in places])
        number = counted(len(ties), ("lien", "liens"), ("tie", "ties"))
        limit = number_text(round(far_km))
        finding = Bilingual(
            f"{number.fr} sur {total[body]} à plus de {limit.fr} km : {where.fr}",
            f"{number.en} of {total[body]} beyond {limit.en} km: {where.en}",
        )
        yield Gap(
            id=f"{RULE}/{local_name(body)}",
            type="data",
            status=decide().status,
            tier=Tier.DATA,
            subject=body,
            subject_label=name,
            finding=finding,
            sentence=Bilingual(
                f"{name.fr} : {finding.fr} ; à vérifier : un code peut être erroné.",
                f"{name.en}: {finding.en}; to be checked, a code may be wrong.",
            ),
            rule=RULE,
            rule_version=VERSION,
            as_of=as_of,
            closes_by=Bilingual("Une vérification dans le répertoire", "A check in the register"),
            evidence=tuple(
                facts.evidence(
                    Bilingual(
                        f"{facts.name(tie.structure).fr} : {facts.name(tie.role).fr}",
                        f"{facts.name(tie.structure).en}: {facts.name(tie.role).en}",
                    ),
                    tie.iri,
                    tie.origin,
                )
                for tie in ties
            ),
            searched=(
                Search(
                    Bilingual("liens avec des structures", "ties to structures"),
                    total[body],
                    len(ties),
                ),
            ),
            score_terms=(ScoreTerm("ties", float(len(ties))),),
        )


def _nearest(facts: Facts, body: str, structure: str) -> float | None:
    distances = [
        distance
        for seat in facts.seats.get(body, ())
        for site in facts.seats.get(structure, ())
        if seat in facts.places and site in facts.places
        if (distance := distance_km(facts.places[seat], facts.places[site])) is not None
    ]
    return min(distances, default=None)

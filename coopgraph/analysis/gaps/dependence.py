"""G6: structures that rest on one partner, and the smallest set of partners that carries a share.

That a unit rests on the university of its city is how the French system is made; so partners are
ordered by how much more rests on them alone than the habit of the units' regions lets expect. A
joint unit abroad rests on its foreign partner, which supervises it on its own side; that it has
one is the habit of joint units abroad.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace

from coopgraph import french
from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Tie
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Evidence,
    Figure,
    Gap,
    ScoreTerm,
    Search,
    Tier,
)
from coopgraph.analysis.gaps.reliance import SHARES, read_holdings
from coopgraph.analysis.gaps.requirements import COUNTED
from coopgraph.analysis.gaps.status import complete_lists, decide
from coopgraph.analysis.gaps.wording import Sought, absent, counted, decimal_text, joined
from coopgraph.analysis.networks.intensity import FEWEST, Links, count_links
from coopgraph.analysis.networks.robustness import Dependence, bus_factor, find_dependence
from coopgraph.namespaces import local_name

__all__ = ["SMALL_SET", "find_dependence_gaps"]

TYPE = "dependence"
PARTNER, SET, VERSION = "dependence-partner", "dependence-set", "2"
#: Other supervising bodies of which the intensity is told.
_SHOWN_BESIDE = 3
#: A set of so few partners is reported as a dependence: a convention of the tool.
SMALL_SET = 3
_SOUGHT = Sought(
    noun=Bilingual("autre tutelle", "other supervising body"),
    some=Bilingual("une autre tutelle", "another supervising body"),
    none_fr="aucune autre tutelle",
    found_fr="trouvée",
)
#: Whose habit tells how many structures usually rest on one partner.
_REGIONS = Bilingual("des régions", "their regions")
_ABROAD = Bilingual("des unités à l’étranger", "units abroad")


def find_dependence_gaps(
    facts: Facts, *, as_of: datetime.date, minimum_structures: int = 1
) -> Iterator[Gap]:
    """Find partners on which structures rest alone, and small sets that carry a large share.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    minimum_structures
        A partner with fewer structures of its own is not examined.

    Yields
    ------
    Gap
        One record per partner (covered if nothing rests on it alone), one per share of
        :data:`~coopgraph.analysis.gaps.reliance.SHARES`.
    """
    holdings = read_holdings(facts, as_of)
    held, shared = holdings.held, holdings.shared
    if not held:
        return
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=[facts.lineage("Cotutelle")],
        scopes=frozenset(),
        as_of=as_of,
    )
    links = count_links(held.values())
    for found in find_dependence(held):
        if found.collectives >= minimum_structures:
            usual = holdings.usually_sole(found.partner)
            ties = shared[found.partner]
            habit = _ABROAD if holdings.abroad >= ties.keys() else _REGIONS
            yield replace(
                _partner(facts, found, usual, habit, ties, complete, as_of),
                figures=_beside(facts, found.partner, links),
            )
    for share in SHARES:
        yield _set(facts, held, share, shared, as_of)


def _beside(facts: Facts, partner: str, links: Links) -> tuple[Figure, ...]:
    """Tell with whom a partner supervises structures, and how intensely for their sizes."""
    near = links.near(partner)
    found: list[Figure] = []
    for other in near[:_SHOWN_BESIDE]:
        pair = links.between(partner, other)
        if not pair.enough:
            break
        name = facts.name(other)
        shared = Bilingual(
            f"{french.the(name.fr)} ({pair.shared} structures communes)",
            f"{name.en} ({pair.shared} structures of both)",
        )
        ric = Bilingual(
            f"intensité relative avec {shared.fr}", f"relative intensity with {shared.en}"
        )
        odds = Bilingual(f"rapport de cotes avec {shared.fr}", f"odds ratio with {shared.en}")
        found.append(Figure("relative-intensity", other, ric, round(pair.relative, 4)))
        found.append(Figure("odds-ratio", other, odds, round(pair.odds, 4)))
    if found or not near:
        return tuple(found)
    number = links.between(partner, near[0]).shared
    shared = counted(
        number,
        ("structure commune", "structures communes"),
        ("structure shared", "structures shared"),
    )
    return (
        Figure(
            "relative-intensity",
            near[0],
            Bilingual("intensité relative", "relative intensity"),
            note=Bilingual(
                f"pas de chiffre : au plus {shared.fr} avec une même autre tutelle, il en faut "
                f"{FEWEST}",
                f"no figure: at most {shared.en} with any other supervising body, it takes "
                f"{FEWEST}",
            ),
        ),
    )


def _partner(
    facts: Facts,
    found: Dependence,
    usual: float,
    habit: Bilingual,
    ties: Mapping[str, Tie],
    complete: tuple[str, ...],
    as_of: datetime.date,
) -> Gap:
    sole, name, focus = len(found.sole), facts.name(found.partner), facts.short(facts.focus)
    others = () if sole else (Standing(State.IN_FORCE),)
    # What is no more than the habit of the regions is how the system is made, not a dependence.
    unusual = sole > usual
    status = decide(eligible=unusual or not sole, standings=others, complete=complete).status
    number = counted(sole, ("structure", "structures"), ("structure", "structures"))
    rest = Bilingual("repose" if sole < 2 else "reposent", "rests" if sole == 1 else "rest")
    shared = f"en cotutelle avec {french.the(focus.fr)}"
    total = found.collectives
    of = Bilingual(f"{number.fr} sur {total}", f"{number.en} of {total}")
    expected = decimal_text(usual, 1)
    if sole:
        nothing = (
            absent(status, _SOUGHT)
            if unusual
            else Bilingual("pas plus que d’habitude", "no more than usual")
        )
        finding = Bilingual(f"{of.fr} : {nothing.fr}", f"{of.en}: {nothing.en}")
        sentence = Bilingual(
            f"{name.fr} : {of.fr} {shared} ({COUNTED.fr}) {rest.fr} sur ce seul partenaire, "
            f"contre {expected.fr} d’après l’habitude {habit.fr} ; "
            f"{nothing.fr}.",
            f"{name.en}: {of.en} supervised with {focus.en} ({COUNTED.en}) {rest.en} on this "
            f"partner alone, against {expected.en} by the habit of {habit.en}; {nothing.en}.",
        )
    else:
        finding = Bilingual("d’autres tutelles partout", "other supervising bodies everywhere")
        sentence = Bilingual(
            f"{name.fr} : rien de ce qui est {shared} ({total}) ne repose sur ce seul partenaire.",
            f"{name.en}: nothing supervised with {focus.en} ({total}) rests on this partner alone.",
        )
    return Gap(
        id=f"{PARTNER}/{local_name(found.partner)}",
        type=TYPE,
        status=status,
        tier=Tier.OPPORTUNITY,
        subject=found.partner,
        subject_label=name,
        finding=finding,
        sentence=sentence,
        rule=PARTNER,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual(
            "Une deuxième tutelle, ou un accord qui engage un autre partenaire",
            "A second supervising body, or an agreement that commits another partner",
        )
        if sole and unusual
        else Bilingual("", ""),
        evidence=tuple(_supervised(facts, unit, found.partner, ties[unit]) for unit in found.sole),
        searched=(Search(_SOUGHT.noun, found.collectives, found.collectives - sole, complete),),
        score_terms=(ScoreTerm("excess", round(sole - usual, 4)),),
        structures=sole,
    )


def _supervised(facts: Facts, unit: str, body: str, tie: Tie) -> Evidence:
    name, owner = facts.name(unit), facts.name(body)
    return facts.evidence(
        Bilingual(
            f"{name.fr} : sous tutelle {french.of(owner.fr)}",
            f"{name.en}: supervised by {owner.en}",
        ),
        tie.iri,
        tie.origin,
    )


def _set(
    facts: Facts,
    held: Mapping[str, frozenset[str]],
    share: float,
    shared: Mapping[str, Mapping[str, Tie]],
    as_of: datetime.date,
) -> Gap:
    found = bus_factor(held, share)
    lost = [
        (unit, body)
        for unit, bodies in sorted(held.items())
        if bodies <= set(found.partners)
        for body in sorted(bodies)
    ]
    percent, focus = round(100 * share), facts.short(facts.focus)
    size = len(found.partners)
    bodies = counted(size, ("partenaire", "partenaires"), ("partner", "partners"))
    named = joined([facts.name(iri) for iri in found.partners])
    gone = counted(found.lost, ("structure", "structures"), ("structure", "structures"))
    few = size <= SMALL_SET
    return Gap(
        id=f"{SET}/{percent}",
        type=TYPE,
        status=decide(standings=() if few else (Standing(State.IN_FORCE),)).status,
        tier=Tier.OPPORTUNITY,
        subject=facts.focus,
        subject_label=facts.name(facts.focus),
        finding=Bilingual(
            f"{percent} % des structures reposent entièrement sur {bodies.fr}",
            f"{percent}% of the structures rest entirely on {bodies.en}",
        ),
        sentence=Bilingual(
            f"{focus.fr} : le retrait de {bodies.fr} ({named.fr}) laisserait {gone.fr} "
            f"sur {len(held)} sans tutelle partenaire.",
            f"{focus.en}: if {bodies.en} withdrew ({named.en}), {found.lost} of {len(held)} "
            "structures would be left without a supervising partner.",
        ),
        rule=SET,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=Bilingual("D’autres tutelles pour ces structures", "Other supervising bodies")
        if few
        else Bilingual("", ""),
        evidence=tuple(_supervised(facts, unit, body, shared[body][unit]) for unit, body in lost),
        searched=(
            Search(
                Bilingual("structures avec une tutelle partenaire", "structures with a partner"),
                len(held),
                found.lost,
            ),
        ),
        score_terms=(ScoreTerm("share", round(found.lost / len(held), 4)),),
    )

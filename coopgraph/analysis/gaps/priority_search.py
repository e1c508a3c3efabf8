"""What is searched for a priority: the instruments abroad, where they reach, and what is near."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.involvement import takes_part
from coopgraph.analysis.gaps.records import (
    Bilingual,
    NearMiss,
)
from coopgraph.analysis.gaps.shared import home_countries
from coopgraph.analysis.gaps.wording import (
    joined,
    range_text,
    when,
)

__all__ = [
    "COLLABORATIONS",
    "FORUMS",
    "PrioritySearch",
    "concerns",
    "near_misses",
    "nowhere_abroad",
    "reach_of",
]


#: Collaborations that can stand behind a priority abroad. An alliance, a network or a contact point
#: is a forum: near, but no instrument.
COLLABORATIONS = (
    "InternationalAssociatedLaboratory",
    "InternationalResearchGroup",
    "InternationalResearchProject",
    "JointLaboratory",
    "InternationalPlatform",
)
FORUMS = ("ResearchNetwork", "ResearchAlliance")
#: Classes that lie abroad by their nature, be their place known or not.
_ABROAD = (
    "InternationalCooperationAgreement",
    "InternationalJointUnit",
    *(name for name in COLLABORATIONS if name.startswith("International")),
)
_UNMARKED = Bilingual("", "")
_SHOWN = 5


@dataclass(frozen=True)
class PrioritySearch:
    """What is searched for all priorities.

    Attributes
    ----------
    facts
        Rows of the graph.
    states
        Instruments that can stand behind a priority, their state on the day, where they reach.
    forums
        Networks and alliances: near, but no instruments.
    nowhere
        International instruments of which no place is known.
    as_of
        Day of reference.
    """

    facts: Facts
    states: list[tuple[Instrument, Standing, frozenset[str]]]
    forums: list[Instrument]
    nowhere: list[Instrument]
    as_of: datetime.date


def concerns(facts: Facts, item: Instrument) -> bool:
    """Say whether an instrument can stand behind a priority of the focus."""
    if not takes_part(facts, item):
        return False
    return item.kind in ("agreement", "unit") or facts.is_a(item.iri, *COLLABORATIONS)


def reach_of(facts: Facts, item: Instrument) -> frozenset[str]:
    """Return the places abroad of an instrument, widened; else those of an agreement's parties."""
    home = home_countries(facts)
    places = item.places
    if not places and item.kind == "agreement":
        places = frozenset(
            place
            for party in item.parties - {facts.focus}
            for place in facts.seats.get(party, frozenset())
        )
    return facts.widen(place for place in places if not home & facts.widen([place]))


def nowhere_abroad(facts: Facts, items: Iterable[Instrument]) -> list[Instrument]:
    """Return the international instruments of which no source gives a place or a placed partner."""
    return [
        item
        for item in items
        if concerns(facts, item)
        and facts.is_a(item.iri, *_ABROAD)
        and not item.places
        and not any(facts.seats.get(party) for party in item.parties - {facts.focus})
    ]


def near_misses(
    search: PrioritySearch, place: str, theme: str | None, matched: set[str]
) -> list[NearMiss]:
    """Return what is near: other themes here, later here, a wider place, the theme elsewhere."""
    facts = search.facts
    wider = facts.widen([place]) - {place}
    ranked: list[tuple[int, str, NearMiss]] = []
    for item, standing, reach in search.states:
        name = facts.name(item.iri)
        if place in reach and (item.iri not in matched) and item.themes:
            themes = joined([facts.name(t) for t in sorted(item.themes)])
            reason = Bilingual(f"autre thème : {themes.fr}", f"another theme: {themes.en}")
            rank = 0 if standing.state is State.IN_FORCE else 2
        elif item.iri in matched and standing.state is State.ENDED:
            end, basis = item.period.known_end
            last = when(end) if end else Bilingual("", "")
            mark = Bilingual(", supposée", ", assumed") if basis == "assumed" else _UNMARKED
            reason = Bilingual(f"échéance passée {last.fr}{mark.fr}", f"ended {last.en}{mark.en}")
            rank = 0
        elif item.iri in matched and standing.state is State.FUTURE and item.period.start:
            start = range_text(item.period.start)
            reason = Bilingual(f"commence plus tard ({start.fr})", f"begins later ({start.en})")
            rank = 0
        elif wider & item.places and place not in reach:
            names = joined([facts.name(p) for p in sorted(wider & item.places)])
            reason = Bilingual(f"périmètre plus large : {names.fr}", f"wider place: {names.en}")
            rank = 1
        elif theme in item.themes and place not in reach and standing.state is State.IN_FORCE:
            names = joined([facts.name(p) for p in sorted(item.places)])
            reason = Bilingual(
                f"même thème, ailleurs : {names.fr}", f"same theme, elsewhere: {names.en}"
            )
            rank = 3
        else:
            continue
        ranked.append((rank, item.iri, NearMiss(item.iri, name, reason)))
    for forum in search.forums:
        if place in reach_of(facts, forum):
            reason = Bilingual("réseau, sans accord propre", "a network, without an agreement")
            ranked.append((1, forum.iri, NearMiss(forum.iri, facts.name(forum.iri), reason)))
    return [near for _, _, near in sorted(ranked, key=lambda entry: entry[:2])[:_SHOWN]]

"""G7: hospital sites with many units of the focus and no label, where chance hardly explains it.

If the labels were dealt to eligible sites in proportion to the focus's units there, a site with a
share s of the units would get none of L labels with probability (1 - s) ** L. Only where that is
below :data:`RARE` does the absence of a label say anything. Sites of the focus's own region and
the others are dealt apart, since calls are regional.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument, ListStatement
from coopgraph.analysis.gaps.near import unplaced
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Certainty,
    Dates,
    Gap,
    Missing,
    NearMiss,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.requirements import COUNTED
from coopgraph.analysis.gaps.shared import home_countries, living_units, units_by_place
from coopgraph.analysis.gaps.site_wording import site_closing, site_finding
from coopgraph.analysis.gaps.status import complete_lists, decide, tier_of
from coopgraph.analysis.gaps.terms import with_usual_terms
from coopgraph.analysis.gaps.wording import Sought, counted
from coopgraph.namespaces import COOP_NS, local_name

__all__ = [
    "KNOWN_SHARE",
    "RARE",
    "Stratum",
    "chance_of_none",
    "find_site_gaps",
    "site_id",
    "site_rule",
    "strata",
]

TYPE, VERSION = "site", "2"
#: Probability below which the absence of a label is not put down to chance.
RARE = 0.1
#: Share of the announced labels that must be placed before an absence can be judged.
KNOWN_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class _Label:
    """A label of sites: its concept, who can host one, the class of what holds it, in words."""

    concept: str
    hosts: tuple[str, ...]
    cls: str
    sought: Sought


_LABELS = (
    _Label(
        "fhu",
        ("UniversityHospital",),
        "HospitalUniversityFederation",
        Sought(Bilingual("FHU", "FHU"), Bilingual("une FHU", "an FHU"), "aucune FHU", "trouvée"),
    ),
    _Label(
        "siric",
        ("UniversityHospital", "CancerCentre"),
        "IntegratedCancerSite",
        Sought(
            Bilingual("SIRIC", "SIRIC"), Bilingual("un SIRIC", "a SIRIC"), "aucun SIRIC", "trouvé"
        ),
    ),
)


def chance_of_none(share: float, labels: int) -> float:
    """Return the probability that a site with a share of the units gets none of the labels.

    Examples
    --------
    >>> round(chance_of_none(0.05, 8), 2), round(chance_of_none(0.05, 46), 2)
    (0.66, 0.09)
    """
    return float((1.0 - share) ** labels)


def find_site_gaps(
    facts: Facts, *, as_of: datetime.date, minimum_structures: int = 1
) -> Iterator[Gap]:
    """Find cities with a hospital and units of the focus that hold no label.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    minimum_structures
        A city with fewer units is not examined.

    Yields
    ------
    Gap
        One record per label and city that can host one: covered by a label in force, lapsed after
        the last one, exempt where chance explains that there is none, undecidable where fewer than
        half of the announced labels are placed.
    """
    for deal in _deals(facts, as_of):
        yield from _of_label(deal, max(1, minimum_structures))


def _deals(facts: Facts, as_of: datetime.date) -> Iterator[_Deal]:
    """Yield the labels that can be held, with the cities that can host them."""
    cities = units_by_place(facts, living_units(facts, as_of), "City")
    home = home_countries(facts)
    instruments = with_usual_terms(facts)
    for label in _LABELS:
        hosts = sorted(iri for iri in facts.classes if facts.is_a(iri, *label.hosts))
        if not hosts:
            continue
        seats = {
            city: [host for host in hosts if city in facts.seats.get(host, ())]
            for city in sorted({c for host in hosts for c in facts.seats.get(host, ())})
            if facts.is_a(city, "City") and (not home or home & facts.widen([city]))
        }
        awards = [
            (item, item.period.standing(as_of), _cities(facts, item, label, seats))
            for item in instruments
            if item.kind == "award" and item.concept == label.concept
        ]
        yield _Deal(facts, label, seats, cities, awards, as_of)


@dataclass(frozen=True, slots=True)
class _Deal:
    facts: Facts
    label: _Label
    seats: Mapping[str, list[str]]
    cities: Mapping[str, set[str]]
    awards: list[tuple[Instrument, Standing, frozenset[str]]]
    as_of: datetime.date

    @property
    def placed(self) -> list[tuple[Instrument, frozenset[str]]]:
        """Labels in force whose city is known."""
        return [(i, where) for i, s, where in self.awards if s.state is State.IN_FORCE and where]

    @property
    def unplaced(self) -> tuple[NearMiss, ...]:
        """Labels that may be in force and of which the graph knows no city."""
        facts = self.facts
        nowhere = [
            item for item, _, where in self.awards if not where and not _elsewhere(facts, item)
        ]
        return unplaced(facts, nowhere, self.as_of)

    @property
    def untold(self) -> bool:
        """Whether more labels were announced than the graph knew in force in the same year."""
        number, year = self.announced, self._latest_year
        if number is None or year is None:
            return False
        then = min(self.as_of, datetime.date(year, 12, 31))
        open_ = (State.IN_FORCE, State.UNKNOWN)
        return number > sum(i.period.standing(then).state in open_ for i, _, _ in self.awards)

    @property
    def _latest_year(self) -> int | None:
        """The last year, up to that of the day, for which a list announces labels."""
        return max((item.about_year or 0 for item in self._lists), default=None)

    @property
    def announced(self) -> int | None:
        """Largest number of labels that a list announces for this year or the last before it."""
        year = self._latest_year
        return max((i.announced or 0 for i in self._lists if i.about_year == year), default=None)

    @property
    def _lists(self) -> list[ListStatement]:
        return [
            item
            for item in self.facts.lists
            if item.covers == self.label.cls
            and item.scope is None
            and item.announced is not None
            and item.about_year is not None
            and item.about_year <= self.as_of.year
        ]


def _cities(
    facts: Facts, item: Instrument, label: _Label, seats: Mapping[str, list[str]]
) -> frozenset[str]:
    """Return the cities of a label: of its holder, else of the hospitals among its members."""
    holder = item.holder or item.iri
    own = facts.seats.get(holder, frozenset()) | item.places
    found = {place for place in own if place in seats}
    members = facts.memberships.get(holder, frozenset())
    found |= {city for city, hosts in seats.items() if members & set(hosts)}
    return frozenset(found)


def _elsewhere(facts: Facts, item: Instrument) -> bool:
    """Say whether a label stands in a city, if in one without a hospital that could host it."""
    return any(facts.is_a(place, "City") for place in item.places | facts.where(item.holder or ""))


@dataclass(frozen=True, slots=True)
class Stratum:
    """Cities among which labels are dealt.

    Attributes
    ----------
    concept
        The label.
    sites
        Number of units by city.
    labels
        How many labels in force these cities hold.
    """

    concept: str
    sites: Mapping[str, int]
    labels: int


def strata(facts: Facts, as_of: datetime.date, minimum_structures: int = 1) -> Iterator[Stratum]:
    """Yield the cities of the focus's own region and the others, for each label.

    Parameters
    ----------
    facts, as_of, minimum_structures
        See :func:`find_site_gaps`.
    """
    for deal in _deals(facts, as_of):
        yield from _strata(deal, max(1, minimum_structures))


def site_rule(concept: str) -> str:
    """Return the rule that looks for a label."""
    return f"site-{concept}"


def site_id(concept: str, city: str) -> str:
    """Return the id of the record of a label and a city."""
    return f"{site_rule(concept)}/{local_name(city)}"


def _strata(deal: _Deal, minimum: int) -> Iterator[Stratum]:
    facts = deal.facts
    central = {p for p in facts.at_home(facts.focus) if facts.is_a(p, "Region")}
    found: dict[bool, dict[str, int]] = {True: {}, False: {}}
    for city in deal.seats:
        number = len(deal.cities.get(city, ()))
        if number >= minimum:
            found[bool(central & facts.widen([city]))][city] = number
    for sites in found.values():
        labels = sum(bool(where & set(sites)) for _, where in deal.placed)
        yield Stratum(deal.label.concept, sites, labels)


def _of_label(deal: _Deal, minimum: int) -> Iterator[Gap]:
    announced, placed = deal.announced, len(deal.placed)
    known = placed > 0 and (announced is None or placed >= KNOWN_SHARE * announced)
    for stratum in _strata(deal, minimum):
        total = sum(stratum.sites.values())
        for city, number in sorted(stratum.sites.items()):
            chance = chance_of_none(number / total, stratum.labels)
            expected = stratum.labels * number / total
            yield _record(deal, city, number, (chance, expected), known)


def _record(deal: _Deal, city: str, number: int, odds: tuple[float, float], known: bool) -> Gap:
    facts, label, as_of = deal.facts, deal.label, deal.as_of
    here = [(item, standing) for item, standing, where in deal.awards if city in where]
    chance, expected = odds
    held = any(s.state in (State.IN_FORCE, State.ENDED, State.UNKNOWN) for _, s in here)
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=[facts.lineage(label.cls)],
        scopes=facts.widen([city]) | set(deal.seats[city]),
        as_of=as_of,
    )
    nowhere, untold = deal.unplaced, _untold(deal, city)
    decision = decide(
        eligible=held or not known or chance < RARE,
        standings=[standing for _, standing in here],
        undecidable=not known and not held,
        unplaced=bool(nowhere or untold),
        complete=complete,
    )
    status, name = decision.status, facts.name(city)
    near = () if status in (Status.COVERED, Status.EXEMPT) else (*nowhere, *untold)
    units = counted(number, ("structure", "structures"), ("structure", "structures"))
    dates = _dates(here, decision.certainty)
    standings = [standing for _, standing in here]
    finding = site_finding(label.sought, standings, status, odds, basis=dates.basis, near=near)
    return Gap(
        id=site_id(label.concept, city),
        type=TYPE,
        status=status,
        tier=tier_of(status, Tier.OPPORTUNITY),
        subject=city,
        subject_label=name,
        finding=finding,
        sentence=Bilingual(
            f"{name.fr} : {units.fr} ({COUNTED.fr}), {finding.fr}.",
            f"{name.en}: {units.en} ({COUNTED.en}), {finding.en}.",
        ),
        rule=site_rule(label.concept),
        rule_version=VERSION,
        as_of=as_of,
        closes_by=site_closing(label.sought, status),
        evidence=tuple(
            facts.evidence(facts.name(i.holder or i.iri), i.iri, i.origin) for i, _ in here
        ),
        searched=(Search(label.sought.noun, len(deal.awards), len(here), complete),),
        near_misses=near,
        missing=tuple(
            Missing(item.iri, facts.name(item.holder or item.iri), field)
            for item, standing in here
            if status is Status.UNDECIDABLE
            for field in standing.missing
        )
        or (
            (Missing(COOP_NS + label.cls, label.sought.noun, "place"),)
            if status is Status.UNDECIDABLE
            else ()
        ),
        dates=dates,
        score_terms=(ScoreTerm("expected", round(expected, 4)),),
        structures=number,
    )


def _untold(deal: _Deal, city: str) -> tuple[NearMiss, ...]:
    """Say that a list announces more labels in force than the graph names."""
    announced, placed, sought = deal.announced, len(deal.placed), deal.label.sought
    if not deal.untold or announced is None or announced <= placed:
        return ()
    e = "e" if sought.found_fr.endswith("e") else ""
    reason = Bilingual(
        f"{announced} annoncé{e}s, {placed} situé{e}s dans le graphe",
        f"{announced} announced, {placed} placed in the graph",
    )
    return (NearMiss(city, sought.noun, reason),)


def _dates(here: list[tuple[Instrument, Standing]], certainty: Certainty | None) -> Dates:
    """Return the last end that is known of the labels of a site."""
    ends = [item.period.known_end for item, _ in here]
    known = [(end, basis) for end, basis in ends if end is not None]
    if not known:
        return Dates(certainty=certainty)
    end, basis = max(known, key=lambda pair: pair[0].latest)
    return Dates(end_earliest=end.earliest, end_latest=end.latest, basis=basis, certainty=certainty)

"""G7 on rows written by hand: labels of hospital sites against chance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.dates import DateRange, Period, Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument, ListStatement, Place, Structure
from coopgraph.analysis.gaps.records import Bilingual, Certainty, Gap, Status, Tier
from coopgraph.analysis.gaps.site import chance_of_none, find_site_gaps
from coopgraph.analysis.gaps.site_wording import site_finding
from coopgraph.analysis.gaps.unlocking import most_specific
from coopgraph.analysis.gaps.wording import Sought
from tests.gaps.rows import AS_OF, by_id, classes


def award(number: int, city: str, *, end: int | None = 2027) -> Instrument:
    """Return a label of a federation in a city."""
    return Instrument(
        iri=f"award{number}",
        kind="award",
        concept="fhu",
        holder=f"fhu{number}",
        places=frozenset({city}),
        period=Period(start=DateRange.year(2022), end=DateRange.year(end) if end else None),
    )


def sites(facts: Facts, units: dict[str, int], *awards: Instrument) -> Facts:
    """Return a landscape of cities with a hospital each, some units in them, and some labels."""
    names = [f"{city}-u{n}" for city, number in units.items() for n in range(number)]
    hospitals = {f"chu-{city}": "UniversityHospital" for city in units}
    return replace(
        facts,
        places={
            **facts.places,
            **{city: Place(iri=city, within=frozenset({"home"})) for city in units},
        },
        classes={
            **{iri: found for iri, found in facts.classes.items() if iri != "chu"},
            **classes(**dict.fromkeys(units, "City"), **hospitals),
            **classes(**dict.fromkeys(names, "ResearchUnit")),
        },
        seats={
            "focus": frozenset({"home"}),
            **{f"chu-{city}": frozenset({city}) for city in units},
            **{name: frozenset({name.partition("-")[0]}) for name in names},
        },
        structures=tuple(Structure(iri=name) for name in names),
        ties=(),
        instruments=awards,
    )


def find(facts: Facts) -> dict[str, Gap]:
    found = by_id(find_site_gaps(facts, as_of=AS_OF))
    return {key: gap for key, gap in found.items() if gap.rule == "site-fhu"}


def test_chance() -> None:
    assert chance_of_none(0.05, 8) == pytest.approx(0.6634, abs=1e-4)
    assert chance_of_none(0.05, 46) == pytest.approx(0.0945, abs=1e-4)
    assert chance_of_none(1.0, 3) == 0.0


def test_a_large_site_without_label_is_a_candidate(facts: Facts) -> None:
    """Half of the units and none of four labels: one chance in sixteen."""
    found = find(sites(facts, {"lyon": 4, "nice": 4}, *(award(n, "nice") for n in range(4))))
    gap = found["site-fhu/lyon"]
    assert (gap.status, gap.tier, gap.structures) == (Status.CANDIDATE, Tier.OPPORTUNITY, 4)
    assert "2.0 expected" in gap.finding.en and "probability of none: 6%" in gap.finding.en
    assert found["site-fhu/nice"].status is Status.COVERED


def test_a_small_site_without_label_is_chance(facts: Facts) -> None:
    found = find(sites(facts, {"lyon": 1, "nice": 9}, *(award(n, "nice") for n in range(4))))
    assert found["site-fhu/lyon"].status is Status.EXEMPT
    assert (
        find(sites(facts, {"lyon": 9, "nice": 1}, award(0, "nice"), award(1, "nice")))[
            "site-fhu/lyon"
        ].status
        is Status.CANDIDATE
    )


def test_a_label_that_ended_has_lapsed(facts: Facts) -> None:
    old = award(9, "lyon", end=2023)
    found = find(sites(facts, {"lyon": 1, "nice": 9}, old, award(0, "nice")))
    assert found["site-fhu/lyon"].status is Status.LAPSED


@pytest.mark.parametrize(("basis", "told"), [("stated", False), ("assumed", True)])
def test_a_lapse_is_told_by_the_label_that_ended_last(basis: str, told: bool) -> None:
    """That the end of an earlier label is assumed says nothing about the later one."""
    sought = Sought(
        noun=Bilingual("SIRIC", "SIRIC"),
        some=Bilingual("un SIRIC", "a SIRIC"),
        none_fr="aucun SIRIC",
        found_fr="trouvé",
    )
    standings = [Standing(State.ENDED, Certainty.POSSIBLE), Standing(State.ENDED)]
    found = site_finding(sought, standings, Status.LAPSED, (0.0, 0.0), basis=basis)
    assert ("by its usual term" in found.en, "durée usuelle" in found.fr) == (told, told)


@pytest.mark.parametrize(("announced", "status"), [(8, "undecidable"), (4, "candidate")])
def test_too_few_of_the_announced_labels_placed(facts: Facts, announced: int, status: str) -> None:
    landscape = replace(
        sites(facts, {"lyon": 9, "nice": 3}, *(award(n, "nice") for n in range(3))),
        lists=(
            ListStatement(
                iri="l",
                subject="focus",
                covers="HospitalUniversityFederation",
                completeness="incomplete",
                announced=announced,
                about_year=2024,
            ),
        ),
    )
    gap = find(landscape)["site-fhu/lyon"]
    assert gap.status.value == status
    assert f"{announced} announced, 3 placed" in gap.near_misses[0].reason.en


def test_no_label_placed_at_all_is_undecidable(facts: Facts) -> None:
    gap = find(sites(facts, {"lyon": 9, "nice": 3}))["site-fhu/lyon"]
    assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
    assert [item.field for item in gap.missing] == ["place"]


def test_a_hospital_among_the_members_places_a_label(facts: Facts) -> None:
    landscape = sites(facts, {"lyon": 5, "nice": 5}, replace(award(0, "x"), places=frozenset()))
    landscape = replace(landscape, memberships={"fhu0": frozenset({"chu-lyon"})})
    assert find(landscape)["site-fhu/lyon"].status is Status.COVERED


# What may be the label that was not found


def nowhere(number: int, *, end: int | None = 2027) -> Instrument:
    """Return a label of which no source gives the place."""
    return replace(award(number, "nice", end=end), places=frozenset())


def test_a_label_of_unknown_place_is_named_wherever_none_is_found(facts: Facts) -> None:
    placed = [award(n, "nice") for n in range(4)]
    found = find(sites(facts, {"lyon": 4, "nice": 4}, *placed, nowhere(9)))
    gap = found["site-fhu/lyon"]
    assert (gap.status, gap.dates.certainty) == (Status.CANDIDATE, Certainty.POSSIBLE)
    assert [near.subject for near in gap.near_misses] == ["award9"]
    assert "fhu9, in force, place not known" in gap.sentence.en
    assert "fhu9, en vigueur, lieu inconnu" in gap.sentence.fr
    assert found["site-fhu/nice"].near_misses == ()
    without = find(sites(facts, {"lyon": 4, "nice": 4}, *placed))["site-fhu/lyon"]
    assert without.dates.certainty is None and without.near_misses == ()


def test_a_lapse_is_possible_while_a_label_of_unknown_place_is_in_force(facts: Facts) -> None:
    old = award(0, "lyon", end=2023)
    placed = [award(n, "nice") for n in range(1, 4)]
    sure = find(sites(facts, {"lyon": 4, "nice": 4}, old, *placed))["site-fhu/lyon"]
    assert (sure.status, sure.dates.certainty) == (Status.LAPSED, Certainty.CERTAIN)
    gap = find(sites(facts, {"lyon": 4, "nice": 4}, old, *placed, nowhere(9)))["site-fhu/lyon"]
    assert (gap.status, gap.dates.certainty) == (Status.LAPSED, Certainty.POSSIBLE)


@pytest.mark.parametrize(("end", "near"), [(2023, []), (None, ["award9"]), (2030, ["award9"])])
def test_what_has_ended_elsewhere_is_not_near(
    facts: Facts, end: int | None, near: list[str]
) -> None:
    placed = [award(n, "nice") for n in range(4)]
    gap = find(sites(facts, {"lyon": 4, "nice": 4}, *placed, nowhere(9, end=end)))["site-fhu/lyon"]
    assert [miss.subject for miss in gap.near_misses] == near


def test_a_label_in_a_city_without_a_hospital_is_not_of_unknown_place(facts: Facts) -> None:
    placed = [award(n, "nice") for n in range(4)]
    here = sites(facts, {"lyon": 4, "nice": 4}, *placed, award(9, "city"))
    assert find(here)["site-fhu/lyon"].near_misses == ()


def test_a_list_confirms_nothing_while_one_of_it_has_no_place(facts: Facts) -> None:
    placed = [award(n, "nice") for n in range(4)]
    listed = ListStatement(
        iri="list",
        subject="focus",
        covers="HospitalUniversityFederation",
        completeness="complete",
        about_year=AS_OF.year,
    )
    for more, status in ((), Status.CONFIRMED), ((nowhere(9),), Status.CANDIDATE):
        here = replace(sites(facts, {"lyon": 4, "nice": 4}, *placed, *more), lists=(listed,))
        assert find(here)["site-fhu/lyon"].status is status


def test_more_announced_than_named_makes_a_lapse_possible(facts: Facts) -> None:
    old, placed = award(0, "lyon", end=2023), [award(n, "nice") for n in range(1, 4)]
    announced = ListStatement(
        iri="list",
        subject="focus",
        covers="HospitalUniversityFederation",
        completeness="incomplete",
        announced=5,
        about_year=2024,
    )
    here = replace(sites(facts, {"lyon": 4, "nice": 4}, old, *placed), lists=(announced,))
    gap = find(here)["site-fhu/lyon"]
    assert (gap.status, gap.dates.certainty) == (Status.LAPSED, Certainty.POSSIBLE)
    assert "5 announced, 3 placed in the graph" in gap.finding.en


def test_what_undecidable_sites_wait_for_is_the_place_of_labels(facts: Facts) -> None:
    """Not that of the organisation in focus."""
    gap = find(sites(facts, {"lyon": 4}, nowhere(1)))["site-fhu/lyon"]
    assert gap.status is Status.UNDECIDABLE
    (missing,) = gap.missing
    assert most_specific(facts, missing.subject) == "HospitalUniversityFederation"
    assert missing.field == "place"


def test_labels_known_in_the_year_of_a_list_are_not_said_to_be_unknown_later(facts: Facts) -> None:
    """Two announced and two known for 2022; when one has ended, none is unknown."""
    announced = ListStatement(
        iri="list",
        subject="focus",
        covers="HospitalUniversityFederation",
        completeness="complete",
        announced=2,
        about_year=2022,
    )
    labels = award(0, "lyon", end=2023), award(1, "nice", end=2030)
    gap = find(replace(sites(facts, {"lyon": 4, "nice": 4}, *labels), lists=(announced,)))
    assert gap["site-fhu/lyon"].status is Status.LAPSED
    assert gap["site-fhu/lyon"].near_misses == ()

"""The chapter on the ladder: lanes, transitions, what stalled, on rows and on real records."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from coopgraph.analysis.gaps.dates import DateRange, Period, Standing, State
from coopgraph.analysis.gaps.facts import Facts, Instrument, Place, Reform, TermRule
from coopgraph.analysis.gaps.ladder import find_ladder_gaps
from coopgraph.analysis.gaps.lanes import partner_lanes
from coopgraph.analysis.gaps.portfolio import CountryInstruments
from coopgraph.analysis.gaps.records import Bilingual, Language, Status
from coopgraph.analysis.gaps.registry import detect_gaps
from coopgraph.analysis.gaps.steps import (
    ENOUGH,
    STALLED,
    Wait,
    median_wait,
    read_steps,
    transitions,
)
from coopgraph.landscape import Landscape
from coopgraph.outputs.report.blocks import Grid, Picture, Section
from coopgraph.outputs.report.sections.ladder import ladder
from tests.gaps.rows import AS_OF, agreement, classes, having, tiny
from tests.report.pages import cited, findings_of, grid, packaged, pictures, told

HOSTILE = "<b>$x$</b> =1+1 \u202eabc"


def lab(iri: str, start: int | None, end: int | None = None, **rest: Any) -> Instrument:
    """Return a laboratory of the focus with a body of a city."""
    city = rest.pop("city", "tokyo")
    return Instrument(
        iri=iri,
        kind="collaboration",
        concept=rest.pop("concept", "lia"),
        parties=frozenset({"focus", *rest.pop("partners", ())}),
        places=frozenset({city}),
        period=rest.pop(
            "period",
            Period(
                start=DateRange.year(start) if start else None,
                end=DateRange.year(end) if end else None,
            ),
        ),
        **rest,
    )


def abroad(*items: Instrument, cities: tuple[str, ...] = ("tokyo", "kyoto")) -> Facts:
    """Return a landscape with instruments in Japan, and the reform of 2020."""
    facts = tiny()
    base = replace(
        facts,
        names={
            "reform": Bilingual("La réforme", "The reform"),
            "japan": Bilingual("Japon", "Japan"),
        },
        places={**facts.places, **{c: Place(iri=c, within=frozenset({"japan"})) for c in cities}},
        classes={
            **facts.classes,
            **classes(**dict.fromkeys(cities, "City"), riken="ResearchOrganisation"),
        },
        seats={**facts.seats, "riken": frozenset({"tokyo"})},
        reforms=(
            Reform(
                iri="reform",
                year=2020,
                originals=frozenset({"lia"}),
                resultings=frozenset({"irp"}),
            ),
        ),
        term_rules=(TermRule(concept="gdri", years=4),),
    )
    kinds = {
        i.iri: "FrameworkAgreement"
        if i.kind == "agreement"
        else "InternationalAssociatedLaboratory"
        for i in items
    }
    return having(base, *items, **kinds)


def chapter(facts: Facts, lang: Language = "en", as_of: datetime.date = AS_OF) -> Section:
    return ladder(findings_of(find_ladder_gaps(facts, as_of=as_of), facts, lang=lang, as_of=as_of))


def picture(section: Section) -> Picture:
    (found,) = pictures(section)
    return found


# What followed what


def test_transitions_count_what_followed_by_kind() -> None:
    facts = abroad(
        lab("one", 2010, 2014),
        lab("two", 2015, 2019, concept="irp"),
        lab("old", 2010, 2014, city="kyoto"),
    )
    found = transitions(read_steps(facts, find_ladder_gaps(facts, as_of=AS_OF)))
    assert [(t.origin, t.target, len(t.steps), t.decided) for t in found] == [
        ("irp", None, 1, 1),
        ("lia", "irp", 1, 2),
        ("lia", None, 1, 2),
    ]
    low, high = found[1].interval or (0.0, 0.0)
    assert (round(low, 3), round(high, 3)) == (0.061, 0.939)  # Beta(1.5, 1.5)


def test_the_first_of_several_followers_is_the_step() -> None:
    facts = abroad(
        lab("one", 2010, 2014), lab("late", 2016, 2030, concept="pct"), lab("new", 2015, 2030)
    )
    (step, *_) = [s for s in read_steps(facts, find_ladder_gaps(facts, as_of=AS_OF)) if s.followers]
    assert [item.iri for item in step.followers] == ["new", "late"]


def test_what_cannot_be_judged_has_no_share() -> None:
    facts = abroad(lab("one", 2010, 2014), lab("two", None))
    found = transitions(read_steps(facts, find_ladder_gaps(facts, as_of=AS_OF)))
    assert {(t.status, t.interval) for t in found} == {(Status.UNDECIDABLE, None)}
    table = grid(chapter(facts), "ladder-transitions")
    assert {row.cells[1] for row in table.rows} == {"cannot be judged: a date is missing"}


def many(followed: int, alone: int) -> Facts:
    """Return instruments that ended in 2014, some of them followed in 2015."""
    cities = tuple(f"city{number:02}" for number in range(followed + alone))
    items = [lab(f"lab-{city}", 2010, 2014, city=city) for city in cities]
    items += [
        lab(f"next-{city}", 2015, 2040, city=city, concept="irp") for city in cities[:followed]
    ]
    return abroad(*items, cities=cities)


def test_a_time_is_given_from_thirty_ended_instruments_on() -> None:
    few = many(20, 9)
    steps = read_steps(few, find_ladder_gaps(few, as_of=AS_OF))
    assert median_wait(steps, as_of=AS_OF) is None
    assert f"that takes {ENOUGH} ended instruments" in told(chapter(few))
    enough = many(22, 10)
    steps = read_steps(enough, find_ladder_gaps(enough, as_of=AS_OF))
    # Each follower begins the day after: the curve falls to a third in one step.
    assert median_wait(steps, as_of=AS_OF) == Wait(32, 22, 1, 1, 1)
    assert "Median time from an end to what follows: 1 day (95 % interval 1 day to 1 day)." in told(
        chapter(enough)
    )


def test_a_median_without_an_upper_bound() -> None:
    facts = many(17, 14)
    steps = read_steps(facts, find_ladder_gaps(facts, as_of=AS_OF))
    assert median_wait(steps, as_of=AS_OF) == Wait(31, 17, 1, 1, None)
    assert "1 day (95 % interval from 1 day upwards)." in told(chapter(facts))


def test_a_median_that_is_not_reached_is_said() -> None:
    facts = many(5, 30)
    steps = read_steps(facts, find_ladder_gaps(facts, as_of=AS_OF))
    wait = median_wait(steps, as_of=AS_OF)
    assert wait is not None
    assert (wait.ended, wait.followed, wait.median) == (35, 5, None)
    assert "is not reached (ended instruments: 35, followed so far: 5)." in told(chapter(facts))
    none = many(0, 31)
    steps = read_steps(none, find_ladder_gaps(none, as_of=AS_OF))
    assert median_wait(steps, as_of=AS_OF) == Wait(31, 0, None, None, None)


def test_what_still_waits_is_censored_and_not_left_out() -> None:
    """Of those that ended late, few have been followed yet: the median lies after all waits.

    By hand: 12 of 35 are followed after a day, 10 after 366 days, 13 ended less than a year before
    the day and wait. When those have been censored, 10 are at risk and all fall.
    """
    cities = tuple(f"city{number:02}" for number in range(35))
    items = []
    for number, city in enumerate(cities):
        last = 2014 if number < 22 else 2023
        items.append(lab(f"lab-{city}", 2010, last, city=city))
        if number < 22:
            first = 2015 if number < 12 else 2016
            items.append(lab(f"next-{city}", first, 2040, city=city, concept="irp"))
    facts = abroad(*items, cities=cities)
    as_of = datetime.date(2024, 6, 30)
    steps = read_steps(facts, find_ladder_gaps(facts, as_of=as_of))
    wait = median_wait(steps, as_of=as_of)
    assert wait is not None
    assert (wait.ended, wait.followed, wait.median) == (35, 22, 366)


def test_outcomes_with_one_partner_weigh_as_one() -> None:
    """Four laboratories with one body, each followed by one: one outcome, not four."""
    cities = ("tokyo", "kyoto", "osaka", "kobe")
    own = [
        item
        for city in cities
        for item in (
            lab(f"lab-{city}", 2010, 2014, city=city),
            lab(f"next-{city}", 2015, 2040, city=city, concept="irp"),
        )
    ]
    shared = [replace(item, parties=frozenset({"focus", "riken"})) for item in own]
    worth = []
    for items in (own, shared):
        facts = abroad(*items, cities=cities)
        steps = read_steps(facts, find_ladder_gaps(facts, as_of=AS_OF))
        worth.append(next(t for t in transitions(steps) if t.origin == "lia"))
    assert [(t.decided, t.effective) for t in worth] == [(4, 4.0), (4, 1.0)]
    (narrow, _), (wide, _) = (t.interval or (0.0, 0.0) for t in worth)
    assert wide < narrow


# Lanes


def test_lanes_hold_what_shares_a_body_or_a_city() -> None:
    facts = abroad(
        lab("a", 2010, 2014, partners=("riken",)),
        lab("b", 2016),
        lab("c", 2012, city="kyoto"),
        lab("d", 2012, partners=("riken",), city="kyoto"),
    )
    lanes = partner_lanes(facts, as_of=AS_OF)
    assert [[item.iri for item in lane.items] for lane in lanes] == [["a", "c", "d", "b"]]
    apart = abroad(lab("a", 2010, 2014, partners=("riken",)), lab("c", 2012, city="kyoto"))
    assert len(partner_lanes(apart, as_of=AS_OF)) == 2


def test_another_theme_is_another_lane() -> None:
    facts = abroad(
        lab("a", 2010, themes=frozenset({"ageing"})), lab("b", 2012, themes=frozenset({"cancer"}))
    )
    assert len(partner_lanes(facts, as_of=AS_OF)) == 2


# The chapter on rows


def test_what_stalled_stands_in_the_table_with_its_wait() -> None:
    section = chapter(abroad(lab("one", 2010, 2014)))
    (row,) = grid(section, "ladder-stalled").rows
    assert row.cells[:3] == ("one", "2014", "10 years")
    assert "(in its place today: irp)" in str(row.cells[3])
    assert row.records == tuple(dict.fromkeys(row.records))
    assert "1 instrument abroad led to nothing that was found in the graph." in told(section)
    assert "does not exist" not in told(section)


def test_what_began_too_late_is_the_nearest() -> None:
    near = grid(chapter(abroad(lab("one", 2010, 2014), lab("two", 2020, 2030))), "ladder-stalled")
    assert "nearest" in [column.name for column in near.columns]
    assert near.rows[0].cells[4] == "two: same partner, outside the window (2020)"
    alone = grid(chapter(abroad(lab("one", 2010, 2014))), "ladder-stalled")
    assert "nearest" not in [column.name for column in alone.columns]


def test_an_assumed_end_is_said_to_be_assumed() -> None:
    section = chapter(abroad(lab("one", 2010, concept="gdri")))
    assert grid(section, "ladder-stalled").rows[0].cells[1] == "31 December 2013 (assumed)"
    assert "/" not in told(section)


def test_an_agreement_waits_for_a_first_step() -> None:
    facts = abroad(agreement("a", "riken", start=2015, places=frozenset({"tokyo"})))
    section = chapter(facts)
    assert "Of these, 0 ended without a follow-up, 1 began without a first step." in told(section)
    assert "in its place today" not in told(section)


def test_nothing_stalled_is_said() -> None:
    section = chapter(abroad(lab("one", 2020, 2030)))
    assert told(section).startswith("No instrument abroad has stalled, as far as can be said.")
    assert not [block for block in section.blocks if isinstance(block, Grid)]
    assert "1 more is under way" in told(section)


def test_without_an_instrument_there_is_a_sentence_and_no_figure() -> None:
    section = chapter(tiny())
    assert (pictures(section), told(section)) == (
        [],
        "The graph holds no instrument abroad on that day for this scope.",
    )
    asked = findings_of((), tiny(), as_of=AS_OF, types=("convention",))
    assert told(ladder(asked)) == "This report does not look at instruments abroad."


def test_instruments_without_a_next_step_to_look_for_are_not_denied() -> None:
    """The chapter agrees with the map of the world, which shows them."""
    facts = having(tiny(), agreement("mou", "univ", start=2020, end=2030))
    gaps = detect_gaps(facts, as_of=AS_OF, types=["expiry"])
    assert [gap.subject for gap in gaps] == ["mou"]
    there = CountryInstruments("japan", (("mou", Standing(State.ENDED)),))
    found = replace(findings_of(gaps, facts, as_of=AS_OF), abroad=(there,))
    assert told(ladder(found)) == (
        "1 instrument abroad is known here, but it is none after which a next step is looked for: "
        "Abroad."
    )


def test_without_any_date_there_is_no_figure() -> None:
    section = chapter(abroad(lab("one", None)))
    assert pictures(section) == []
    assert "cannot be judged: a date is missing" in told(section)


def test_the_figure_shows_rungs_reform_ends_and_states() -> None:
    facts = abroad(
        lab("one", 2012, 2016),
        lab("two", 2012, concept="gdri", city="kyoto"),
        agreement("a", "riken", start=2010, end=2030, places=frozenset({"japan"})),
    )
    svg = picture(chapter(facts)).plot.svg
    for text in ("2020 · The reform", "A", "C", "U", "Agreement", "Joint unit", "Lia", "Gdri", "?"):
        assert f">{text}<" in svg, text
    assert "31 December 2024" in svg
    assert "nothing found that followed" in svg
    assert "<pattern" in svg  # the hatch of the assumed end
    assert "<pattern" not in picture(chapter(abroad(lab("one", 2012, 2016)))).plot.svg


def test_what_began_long_ago_says_so() -> None:
    facts = abroad(agreement("a", "riken", start=1986, places=frozenset({"tokyo"})))
    assert "◂ 1986" in picture(chapter(facts)).plot.svg


def test_labels_are_text_in_the_figure() -> None:
    facts = abroad(lab("one", 2010, 2014, partners=("riken",)))
    facts = replace(facts, names={**facts.names, "riken": Bilingual(HOSTILE, HOSTILE)})
    svg = picture(chapter(facts)).plot.svg
    assert "&lt;b&gt;$x$&lt;/b&gt;" in svg
    assert "\u202e" not in svg


def test_lanes_that_do_not_fit_are_counted() -> None:
    facts = many(0, 22)
    found = picture(chapter(facts))
    assert "6 more instruments are not shown: see the annex." in found.caption
    assert "Timeline of 16 instruments with 16 partners: 16 have stalled" in found.alt
    table = grid(chapter(facts), "ladder-stalled")
    assert len(table.rows) == 10
    assert "12 more rows in the annex." in table.notes
    assert "22 instruments abroad led to nothing" in told(chapter(facts))


def test_a_lane_too_long_for_the_figure_leaves_room_for_the_next() -> None:
    items = [lab(f"lab{n:02}", 2000 + n, 2001 + n) for n in range(18)]
    items.append(lab("other", 2010, 2014, city="kyoto"))
    found = picture(chapter(abroad(*items)))
    assert "Timeline of 16 instruments with 2 partners" in found.alt
    assert "3 more instruments are not shown" in found.caption


# On the packaged landscape


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_rows_are_records(curated_landscape: Landscape, lang: Language) -> None:
    findings = packaged(curated_landscape, "ladder", lang=lang)
    section = ladder(findings)
    by_status = Counter(gap.status for gap in findings.gaps)
    stalled = {findings.codes[gap.id] for gap in findings.gaps if gap.status in STALLED}
    table = grid(section, "ladder-stalled")
    assert {code for row in table.rows for code in row.records} == stalled
    assert all(len(row.records) == 1 for row in table.rows)
    rows = grid(section, "ladder-transitions").rows
    judged = [gap for gap in findings.gaps if gap.status is not Status.EXEMPT]
    assert sorted(code for row in rows for code in row.records) == sorted(
        findings.codes[gap.id] for gap in judged
    )
    assert sum(int(str(row.cells[2])) for row in rows) == len(judged)
    assert str(by_status[Status.EXEMPT]) in told(section, lang)
    assert set(cited(section)) <= set(findings.codes.values())
    assert "LIA VIRHOST" in told(section, lang)
    word = {"en": "Reform of Inserm's international instruments", "fr": "Réforme des instruments"}
    assert word[lang] in picture(section).plot.svg


def test_the_figure_is_the_same_every_time(curated_landscape: Landscape) -> None:
    one, two = (
        picture(ladder(packaged(curated_landscape, "ladder", lang="fr"))).plot for _ in range(2)
    )
    assert one.svg == two.svg

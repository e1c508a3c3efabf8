"""The one place where a status is decided."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.records import Certainty, Status
from coopgraph.analysis.gaps.status import complete_lists, decide
from tests.gaps.rows import AS_OF, complete

IN_FORCE, ENDED, UNKNOWN, FUTURE, EXPECTED = (
    Standing(state)
    for state in (State.IN_FORCE, State.ENDED, State.UNKNOWN, State.FUTURE, State.EXPECTED)
)


@pytest.mark.parametrize(
    ("standings", "lists", "status"),
    [
        ([], [], Status.CANDIDATE),
        ([], ["list"], Status.CONFIRMED),
        ([FUTURE], [], Status.CANDIDATE),
        ([EXPECTED], [], Status.CANDIDATE),
        ([EXPECTED], ["list"], Status.CONFIRMED),
        ([ENDED], [], Status.LAPSED),
        ([ENDED], ["list"], Status.LAPSED),
        ([UNKNOWN, ENDED], [], Status.UNDECIDABLE),
        ([UNKNOWN], ["list"], Status.UNDECIDABLE),
        ([UNKNOWN, ENDED, IN_FORCE], ["list"], Status.COVERED),
    ],
)
def test_status(standings: list[Standing], lists: list[str], status: Status) -> None:
    assert decide(standings=standings, complete=lists).status is status


def test_only_what_rests_on_dates_is_certain_or_possible() -> None:
    assert decide().certainty is None
    assert decide(complete=["list"]).certainty is None
    assert decide(standings=[UNKNOWN]).certainty is None
    assert decide(standings=[ENDED]).certainty is Certainty.CERTAIN


def test_a_rule_that_does_not_apply_exempts_whatever_the_graph_holds() -> None:
    assert decide(eligible=False, standings=[IN_FORCE], complete=["list"]).status is Status.EXEMPT


def test_cover_is_certain_if_one_instrument_certainly_stands() -> None:
    perhaps = Standing(State.IN_FORCE, Certainty.POSSIBLE)
    assert decide(standings=[perhaps]).certainty is Certainty.POSSIBLE
    assert decide(standings=[perhaps, IN_FORCE]).certainty is Certainty.CERTAIN


def _covers(**changes: Any) -> tuple[str, ...]:
    statement = replace(complete("list", "Agreement"), **changes)
    return complete_lists(
        [statement],
        focus="focus",
        classes=[frozenset({"MixityConvention", "Agreement"})],
        scopes=frozenset({"region"}),
        as_of=AS_OF,
    )


def test_a_list_of_a_wider_class_covers_a_narrower_one() -> None:
    assert _covers() == ("list",)


@pytest.mark.parametrize(
    "changes",
    [
        {"completeness": "unknown"},
        {"completeness": "incomplete"},
        {"about_year": 2023},
        {"about_year": None},
        {"since_year": 2021},
        {"scope": "elsewhere"},
        {"subject": "another"},
        {"covers": "Collaboration"},
    ],
    ids=str,
)
def test_a_list_says_nothing_beyond_its_class_scope_and_year(changes: dict[str, Any]) -> None:
    assert _covers(**changes) == ()


def test_every_searched_class_must_be_covered() -> None:
    lists = [complete("a", "Agreement"), complete("b", "Collaboration")]
    wanted = [frozenset({"Agreement"}), frozenset({"Collaboration"}), frozenset({"Unit"})]
    for classes, expected in ((wanted[:2], ("a", "b")), (wanted, ())):
        found = complete_lists(
            lists,
            focus="focus",
            classes=classes,
            scopes=frozenset(),
            as_of=datetime.date(2024, 3, 1),
        )
        assert found == expected


def test_an_end_is_certain_only_if_all_ends_are() -> None:
    possible = Standing(State.ENDED, Certainty.POSSIBLE)
    for standings in ([ENDED, possible], [possible, ENDED]):
        assert decide(standings=standings).certainty is Certainty.POSSIBLE
    assert decide(standings=[ENDED, ENDED]).certainty is Certainty.CERTAIN

"""What an officer reads: the soonest first, what would close a gap, what almost does."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.records import Gap, Language
from coopgraph.analysis.gaps.registry import Parameters, detect_gaps
from coopgraph.outputs.gap_tables import gap_tables
from coopgraph.outputs.tables import Table, render_table
from tests.gaps.rows import AS_OF, agreement, having, tiny

WITHIN = 24


def gaps(*types: str) -> tuple[Gap, ...]:
    """Return the gaps of a landscape with five agreements: two past, two to come, one unknown."""
    days = {
        "long past": datetime.date(2019, 6, 30),
        "just past": datetime.date(2024, 11, 30),
        "soon": datetime.date(2025, 2, 28),
        "later": datetime.date(2026, 9, 30),
    }
    known = [
        agreement(
            name,
            "univ",
            period=Period(start=DateRange.year(2015), end=DateRange.day(day)),
            themes=frozenset({name}),
        )
        for name, day in days.items()
    ]
    site = agreement(
        "of the site",
        period=Period(revision=DateRange.year(2025)),
        places=frozenset({"city"}),
    )
    kinds = dict.fromkeys(days, "FrameworkAgreement") | {"of the site": "MixityConvention"}
    facts = having(tiny(), *known, site, **kinds)
    return detect_gaps(facts, as_of=AS_OF, types=types, parameters=Parameters(within_months=WITHIN))


def tables(*types: str, language: Language = "en") -> list[Table]:
    return gap_tables(gaps(*types), language=language, as_of=AS_OF, within_months=WITHIN)


def cells(table: Table, column: str) -> list[object]:
    return [record[column] for record in table.records()]


def test_what_ends_soonest_comes_first_and_the_past_after_it() -> None:
    coming, past, unknown = tables("expiry")
    assert cells(coming, "subject") == ["soon", "later"]
    assert cells(coming, "end") == ["2025-02-28", "2026-09-30"]
    assert cells(past, "subject") == ["just past", "long past"]
    assert cells(unknown, "subject") == ["of the site"]
    assert [str(table.title).partition(": ")[2] for table in (coming, past, unknown)] == [
        "to renew by 31 December 2026 (2)",
        "lapsed (2)",
        "end unknown (1)",
    ]


def test_machine_formats_keep_the_order_of_records() -> None:
    subjects = [gap.subject for gap in gaps("expiry")]
    assert subjects == ["just past", "long past", "soon", "later", "of the site"]


def test_a_day_to_act_that_has_passed_is_marked() -> None:
    assert cells(tables("expiry")[0], "act_by") == ["2024-08-28 (overdue)", "2026-03-30"]


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "Pour clore : "), ("en", "What would close it: ")]
)
def test_each_table_of_gaps_says_once_what_would_close_them(language: Language, words: str) -> None:
    found = [gap for gap in gaps() if gap.closes_by.en]
    shown = gap_tables(found, language=language, as_of=AS_OF, within_months=WITHIN)
    assert shown
    for table in shown:
        assert " ".join(table.lead).count(words) == 1, table.title


def test_conventions_show_what_is_counted_and_the_nearest_agreement() -> None:
    table = next(t for t in tables("convention") if "universities" in str(t.title))
    (row,) = table.records()
    assert row["structures"] == 1
    assert row["note"] == "of the site, same site, revision announced for 2025 (+4)"
    assert "Not found in the graph: mixity convention." in table.lead[0]
    assert table.lead[1].startswith("Structures: units, service units and CIC that partner and")


def test_every_record_stands_in_one_table_and_tiers_are_never_mixed() -> None:
    found = tables()
    assert sum(len(table.rows) for table in found) == len(gaps())
    letters = [str(table.title)[0] for table in found]
    assert letters == sorted(letters)
    for letter in "ABD":
        own = [gap for gap in gaps() if gap.tier.value == letter]
        shown = [table for table in found if str(table.title)[0] == letter]
        assert sum(len(table.rows) for table in shown) == len(own), letter


def test_an_empty_list_has_no_table() -> None:
    assert gap_tables((), language="fr", as_of=AS_OF, within_months=12) == []


@pytest.mark.parametrize("width", [80, 160])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_lines_keep_to_the_width(width: int, language: Language) -> None:
    for table in tables(language=language):
        text = render_table(table, width=width)
        assert isinstance(text, str)
        assert max(len(line) for line in text.splitlines()) <= width


def test_the_same_records_in_another_order_give_the_same_tables() -> None:
    found = gaps("expiry")
    again = gap_tables(found[::-1], language="fr", as_of=AS_OF, within_months=WITHIN)
    assert again == tables("expiry", language="fr")


def test_an_unknown_rule_has_a_table_of_its_own() -> None:
    (table,) = gap_tables(
        [replace(gaps("convention")[0], rule="new-rule")],
        language="en",
        as_of=AS_OF,
        within_months=12,
    )
    assert table.title == "A. Dated obligations – conventions: candidate (1)"

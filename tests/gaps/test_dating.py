"""A date that another source states than that of its instrument is cited with that source."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.conventions import find_convention_gaps
from coopgraph.analysis.gaps.dates import DateRange
from coopgraph.analysis.gaps.expiry import find_expiries
from coopgraph.analysis.gaps.facts import DateStatement, Facts, Origin, Source
from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.registry import detect_gaps
from coopgraph.landscape import Landscape
from tests.gaps.rows import AS_OF, agreement, by_id, having


def cited(gap: Gap, *subjects: str) -> list[tuple[str, str, str, str]]:
    return [
        (item.statement.fr, item.statement.en, item.source.rpartition("/")[2], item.locator)
        for item in gap.evidence
        if item.subject.rpartition("/")[2] in subjects or "/claim/" in item.subject
    ]


def dated(facts: Facts, *stated: DateStatement) -> Facts:
    item = agreement("c", "univ", start=2022, end=2025, origin=Origin("doc/a", "l. 3"))
    known = replace(facts, sources={"doc/b": Source(iri="doc/b", title="Page B")})
    return having(known, replace(item, dated_by=stated), c="MixityConvention")


def test_an_end_of_another_source_is_cited_with_it(facts: Facts) -> None:
    end = DateStatement("x/claim/1", "end", DateRange.year(2025), Origin("doc/b", "p. 2", "high"))
    known = dated(facts, end)
    expiry = by_id(find_expiries(known, as_of=AS_OF))["expiry/c"]
    assert cited(expiry, "c") == [
        ("c : 2022 – ?", "c: 2022 – ?", "a", "l. 3"),
        ("fin : 2025", "end: 2025", "b", "p. 2"),
    ]
    assert expiry.evidence[1].source_title == "Page B"
    convention = by_id(find_convention_gaps(known, as_of=AS_OF))["convention-university/univ"]
    assert cited(convention, "c") == [
        ("c", "c", "a", "l. 3"),
        ("fin : 2025", "end: 2025", "b", "p. 2"),
    ]


def test_dates_of_the_own_source_need_no_more(facts: Facts) -> None:
    expiry = by_id(find_expiries(dated(facts), as_of=AS_OF))["expiry/c"]
    assert cited(expiry, "c") == [("c : 2022 – 2025", "c: 2022 – 2025", "a", "l. 3")]


@pytest.mark.parametrize(
    ("region", "source", "status", "stated"),
    [
        (
            "bretagne",
            "page-bretagne-economique",
            Status.LAPSED,
            [
                ("signature : 22 mars 2022", "signature: 22 March 2022"),
                ("fin : 31 décembre 2025", "end: 31 December 2025"),
            ],
        ),
        (
            "normandie",
            "page-regions-france-normandie",
            Status.COVERED,
            [
                ("signature : 17 février 2022", "signature: 17 February 2022"),
                ("durée : 6 ans", "term: 6 years"),
            ],
        ),
    ],
)
def test_regions_whose_dates_come_from_pages(
    curated_landscape: Landscape,
    region: str,
    source: str,
    status: Status,
    stated: list[tuple[str, str]],
) -> None:
    facts = read_facts(curated_landscape.store)
    found = by_id(
        detect_gaps(facts, as_of=datetime.date(2026, 7, 1), types=["expiry", "convention"])
    )
    for key in (f"expiry/convention-region-{region}", f"convention-region/{region}"):
        assert found[key].status is status
        own, *others = cited(found[key], f"convention-region-{region}")
        assert own[2] == "004"
        assert others == [(*text, source, "") for text in stated]

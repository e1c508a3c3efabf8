"""The chapter on ends: which records stand where, in which order, and what is not foreseen."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest
from scipy.stats import betabinom

from coopgraph.analysis.gaps.dates import DateRange, Period, add_months
from coopgraph.analysis.gaps.facts import Facts, Instrument, ListStatement, Origin, Source
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.registry import detect_gaps
from coopgraph.analysis.gaps.renewals import LEAST_OUTCOMES, find_renewals
from coopgraph.landscape import Landscape
from coopgraph.outputs.report.blocks import Note, Paragraph, Section, plain
from coopgraph.outputs.report.figures.gantt import Bar, GanttWords, gantt
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.agreements import agreement_table
from coopgraph.outputs.report.sections.calendar import calendar
from coopgraph.outputs.report.values import value_of
from tests.gaps.rows import AS_OF, agreement, classes, having, tiny, year
from tests.report.made import findings_of, grid, landscape_findings, picture, record_ids, row_codes

WORDS = GanttWords(
    bases={name: name for name in ("stated", "computed", "assumed", "unknown")},
    whisker="between", act_by="act", ended="ended", as_of="today", horizon="horizon",
)  # fmt: skip


def made(lang: str = "en", **rest: object) -> Findings:
    """Return one agreement of each kind; the day of reference is 31 December 2024."""
    day = datetime.date(2025, 6, 30)
    revised = Period(revision=DateRange.year(2025), attested=DateRange.year(2024))
    facts = having(
        tiny(),
        agreement("soon", "univ", start=2020, end=2025, origin=Origin("doc/a", "l. 3")),
        agreement("late", "chu", period=Period(start=year(2021), end=DateRange.day(day))),
        agreement("computed", "a", start=2024, term=4),
        agreement("lately", "b", start=2020, end=2024, period=Period(
            start=year(2019), end=DateRange.day(datetime.date(2024, 5, 1)))),
        agreement("long-ago", "c", start=2010, end=2014),
        agreement("revised", "d", period=revised),
        agreement("open", "e", start=2023),
        **dict.fromkeys(
            ("soon", "late", "computed", "lately", "long-ago", "revised", "open"),
            "FrameworkAgreement",
        ),
    )  # fmt: skip
    source = Source(iri="doc/a", title="Report A: more", kind="document")
    facts = replace(facts, sources={"doc/a": source})
    gaps = detect_gaps(facts, as_of=AS_OF, types=["expiry"])
    return findings_of(facts, gaps, as_of=AS_OF, lang=lang, **rest)  # type: ignore[arg-type]


@pytest.fixture(scope="module", params=["fr", "en"])
def packaged(request: pytest.FixtureRequest, curated_landscape: Landscape) -> Findings:
    return landscape_findings(curated_landscape, request.param)


def names(findings: Findings, anchor: str) -> list[str]:
    table = grid(calendar(findings), anchor)
    return [name.partition("/")[2] for row in table.rows for name in record_ids(findings, row)]


def notes(section: Section) -> str:
    return " ".join(plain(b.line) for b in section.blocks if isinstance(b, Note))


def test_rows_stand_by_the_day_to_act() -> None:
    findings = made()
    # soon ends in 2025 on a day unknown: its day to act is reckoned from 1 January, so it is first.
    assert names(findings, "calendar-upcoming") == ["soon", "late", "computed", "revised"]
    soon, late, computed, revised = grid(calendar(findings), "calendar-upcoming").rows
    assert soon.cells[:6] == (
        "soon", datetime.date(2024, 7, 1), "2025", "stated by the source",
        "day to act has passed", "Report A",
    )  # fmt: skip
    assert late.cells[1:3] == (datetime.date(2024, 12, 30), "30 June 2025")
    assert computed.cells[3:5] == ("computed from the stated term", "beyond the horizon")
    assert revised.cells[1:5] == (
        None, None, "not known; revision announced for 2025", "end to be found out",
    )  # fmt: skip


def test_a_day_to_act_within_the_horizon_is_said_though_the_end_lies_beyond() -> None:
    row = grid(calendar(made(within_months=40)), "calendar-upcoming").rows[2]
    assert row.cells[0] == "computed"
    assert row.cells[1] < datetime.date(2028, 4, 30)
    assert row.cells[4] == "to be prepared; ends beyond the horizon"


def test_what_has_ended_stands_apart() -> None:
    findings = made()
    assert names(findings, "calendar-past") == ["lately"]
    assert "1 more ended without a follow-up in the graph, in the annex" in notes(
        calendar(findings)
    )


def test_unknown_ends_are_counted_and_those_with_signs_carry_their_codes() -> None:
    findings = made()
    said = [b for b in calendar(findings).blocks if isinstance(b, Note)]
    unknown = next(b for b in said if plain(b.line).startswith("Of 2 instruments"))
    assert unknown.records == (findings.codes["expiry/revised"],)


def test_the_lead_counts_what_is_late() -> None:
    lead = calendar(made()).blocks[0]
    assert isinstance(lead, Paragraph)
    assert plain(lead.line) == (
        "2 instruments end or may end by 31 December 2025, and no follow-up was found in the "
        "graph. The day to act has passed for all of them. First comes soon: act by "
        "1 July 2024."
    )
    assert lead.records == (made().codes["expiry/soon"],)


def test_french_dates() -> None:
    row = grid(calendar(made("fr")), "calendar-upcoming").rows[1]
    assert row.cells[2] == "30 juin 2025"


def test_tables_hold_the_records_and_the_figure_the_rows(packaged: Findings) -> None:
    section = calendar(packaged)
    due = packaged.of_type("expiry", [Status.CANDIDATE, Status.CONFIRMED])
    upcoming = grid(section, "calendar-upcoming")
    past = grid(section, "calendar-past")
    assert {gap.id for gap in due} <= {
        n for row in upcoming.rows for n in record_ids(packaged, row)
    }
    since = add_months(packaged.as_of, -12)
    lapsed = packaged.of_type("expiry", [Status.LAPSED])
    lately = [g for g in lapsed if g.dates.end_latest and g.dates.end_latest >= since]
    shown = min(len(lately), 10)
    assert len(past.rows) == shown
    assert f"{len(lapsed) - shown} " in notes(section)
    assert f" {len(packaged.of_type('expiry', [Status.UNDECIDABLE]))} " in notes(section)
    assert all(row.records for row in (*upcoming.rows, *past.rows))
    drawn = picture(section, "figure-calendar")
    assert drawn is not None
    assert drawn.alt.startswith(f"{len(upcoming.rows) + len(past.rows)} bar")
    svg = drawn.plot.svg
    for row in (*upcoming.rows, *past.rows):
        assert str(row.cells[0])[:20].replace("&", "&amp;").replace("'", "'") in svg
    days = [value_of(row.cells[1]) for row in upcoming.rows if value_of(row.cells[1]) is not None]
    first = days[: len(due)]
    assert first == sorted(first)
    assert len(set(row_codes(upcoming)) & set(row_codes(past))) == 0


def test_no_expiry_is_a_sentence() -> None:
    section = calendar(findings_of(tiny(), [], as_of=AS_OF))
    (said,) = section.blocks
    assert isinstance(said, Paragraph)
    assert "No instrument" in plain(said.line)


def test_a_report_on_other_types_does_not_say_that_nothing_ends() -> None:
    (said,) = calendar(findings_of(tiny(), [], as_of=AS_OF, types=("convention",))).blocks
    assert isinstance(said, Paragraph)
    assert "not looked for" in plain(said.line)


def labels(number: int, renewed: int, *, listed: bool) -> tuple[Facts, list[Gap]]:
    """Return labels of 2018 that ended in 2022, some with a second one of 2023, and their list."""
    items = []
    for index in range(number):
        holder = f"site{index:02}"
        terms = [(2018, 2022), (2023, 2025)] if index < renewed else [(2018, 2022)]
        items += [
            Instrument(
                iri=f"award-{holder}-{first}", kind="award", concept="siric", holder=holder,
                period=Period(start=year(first), end=year(last)),
            )
            for first, last in terms
        ]  # fmt: skip
    holders = {f"site{index:02}": "IntegratedCancerSite" for index in range(number)}
    whole = ListStatement(
        iri="list", subject="inca", covers="IntegratedCancerSite", completeness="complete",
        announced=renewed, listed=renewed, about_year=2023,
    )  # fmt: skip
    facts = replace(
        tiny(),
        instruments=tuple(items),
        classes={**tiny().classes, **classes(**holders)},
        lists=(whole,) if listed else (),
    )
    return facts, list(detect_gaps(facts, as_of=AS_OF, types=["expiry"]))


def test_the_stock_is_foreseen_from_whole_lists() -> None:
    facts, gaps = labels(12, 9, listed=True)
    (kind,) = find_renewals(facts, gaps, as_of=AS_OF, within_months=12)
    assert (len(kind.renewed), len(kind.ended), len(kind.ending)) == (9, 3, 9)
    assert kind.stock is not None
    mean, low, high = kind.stock
    assert mean == pytest.approx(9 * 9.5 / 13)
    inside = betabinom.cdf(high, 9, 9.5, 3.5) - betabinom.cdf(low - 1, 9, 9.5, 3.5)
    assert inside >= 0.95
    said = calendar(findings_of(facts, gaps, as_of=AS_OF)).blocks
    texts = [plain(b.line) for b in said if isinstance(b, Paragraph)]
    assert f"about 7 will be in force then (95 % interval: {low} to {high})" in texts[-1]


def test_outcomes_of_one_holder_weigh_as_one() -> None:
    facts, gaps = labels(12, 9, listed=True)
    moved = tuple(
        replace(item, holder="site11") if item.holder == "site10" else item
        for item in facts.instruments
    )
    (apart,) = find_renewals(facts, gaps, as_of=AS_OF, within_months=12)
    (together,) = find_renewals(
        replace(facts, instruments=moved), gaps, as_of=AS_OF, within_months=12
    )
    assert apart.effective == 12
    assert (together.outcomes, together.effective) == (12, pytest.approx(144 / 14))
    assert together.stock is not None and apart.stock is not None
    assert together.stock[0] == pytest.approx(9 * (9 * 12 / 14 + 0.5) / (144 / 14 + 1))


def test_without_a_whole_list_no_share_is_printed() -> None:
    facts, gaps = labels(12, 9, listed=False)
    (kind,) = find_renewals(facts, gaps, as_of=AS_OF, within_months=12)
    assert kind.outcomes == 0
    assert kind.stock is None
    section = calendar(findings_of(facts, gaps, as_of=AS_OF))
    assert "cannot be said" in notes(section)
    assert "95 %" not in " ".join(plain(b.line) for b in section.blocks if isinstance(b, Paragraph))


def test_few_outcomes_carry_no_forecast() -> None:
    number = LEAST_OUTCOMES - 1
    facts, gaps = labels(number, number - 2, listed=True)
    (kind,) = find_renewals(facts, gaps, as_of=AS_OF, within_months=12)
    assert kind.outcomes == number
    assert kind.stock is None


def test_a_list_of_the_year_of_the_end_may_hold_the_old_label() -> None:
    facts, gaps = labels(12, 9, listed=True)
    early = replace(facts, lists=(replace(facts.lists[0], about_year=2022),))
    (kind,) = find_renewals(early, gaps, as_of=AS_OF, within_months=12)
    assert kind.outcomes == 0


def bar(**rest: object) -> Bar:
    given = {
        "label": "x", "group": "g", "start": AS_OF, "end_earliest": AS_OF, "end_latest": AS_OF,
        "act_by": None, "basis": "stated", **rest,
    }  # fmt: skip
    return Bar(**given)  # type: ignore[arg-type]


def test_the_legend_names_what_is_drawn() -> None:
    horizon = add_months(AS_OF, 12)
    plain_svg = gantt([bar()], WORDS, as_of=AS_OF, horizon=horizon).svg
    assert ">stated<" in plain_svg
    for word in ("assumed", "computed", "unknown", "between", "act", "ended"):
        assert f">{word}<" not in plain_svg
    late = bar(end_latest=horizon, act_by=AS_OF, basis="assumed", ended=True)
    unknown = bar(end_earliest=None, end_latest=None, basis="unknown", start=None)
    drawn = gantt([late, unknown], WORDS, as_of=AS_OF, horizon=horizon).svg
    for word in ("assumed", "unknown", "between", "act", "ended", "?"):
        assert f">{word}<" in drawn


def test_labels_in_the_figure_are_text() -> None:
    hostile = bar(label="<i>$a_1$ & b</i>", group="$g$ <x>")
    svg = gantt([hostile], WORDS, as_of=AS_OF, horizon=add_months(AS_OF, 12)).svg
    assert "&lt;i&gt;$a_1$ &amp; b&lt;/i&gt;" in svg
    assert "$g$ &lt;x&gt;" in svg


def test_the_source_of_an_end_is_named(packaged: Findings) -> None:
    """Two regional conventions are stated by a document and dated by pages."""
    for region, page in (
        ("bretagne", "News items with the convention of Inserm"),
        ("normandie", "News item on the protocol of the region"),
    ):
        gap = next(g for g in packaged.of_type("convention") if g.id.endswith(f"region/{region}"))
        (row,) = agreement_table(packaged, "one", "one", "one", [gap], 1).rows
        assert page in str(row.cells[3])

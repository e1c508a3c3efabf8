"""The chapter on what cannot be said: its numbers are those of the records."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import replace

import pytest

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import Dispute, Facts, Instrument, ListStatement, Origin, Source
from coopgraph.analysis.gaps.records import Gap, Language, Status
from coopgraph.analysis.gaps.registry import detect_gaps
from coopgraph.analysis.gaps.scope import within_scope
from coopgraph.analysis.gaps.unlocking import data_fixes, most_specific
from coopgraph.landscape import Landscape
from coopgraph.namespaces import entity_iri
from coopgraph.outputs.report.blocks import (
    Grid,
    Items,
    Marked,
    Note,
    Paragraph,
    plain,
    record_anchor,
)
from coopgraph.outputs.report.figures.dumbbell import DumbbellWords, Pair, dumbbell
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.announced import (
    LISTS_ANCHOR,
    compared_lists,
    lists_annex,
    lists_picture,
)
from coopgraph.outputs.report.sections.unknowns import unknowns
from coopgraph.outputs.report.values import value_of
from tests.gaps.rows import AS_OF, agreement, having, speaking, tiny
from tests.report.made import findings_of, grid, landscape_findings, picture, record_ids

DOCUMENTS = {
    "doc/a": Source(iri="doc/a", title="Report A: the long title", kind="document"),
    "doc/b": Source(iri="doc/b", title="Report B", kind="document"),
}
WORDS = DumbbellWords("announced", "listed", "named", "names", "names (roots)", "?")


def stated(iri: str, **rest: object) -> ListStatement:
    """Return a list of the focus."""
    given = {"covers": "University", "completeness": "unknown", "about_year": 2024, **rest}
    return ListStatement(iri=iri, subject="focus", **given)  # type: ignore[arg-type]


def made() -> Facts:
    """Return a landscape with two undated agreements, lists and two sources in disagreement."""
    undated = agreement("old", "univ", origin=Origin("doc/a", "l. 3"))
    begun = agreement("begun", "chu", start=2023)
    facts = having(tiny(), undated, begun, old="FrameworkAgreement", begun="MixityConvention")
    return replace(
        facts,
        sources=DOCUMENTS,
        lists=(
            stated("short", announced=46, listed=3),
            stated("shorter", announced=400, listed=0),
            stated("whole", announced=2, listed=2),
            stated("unannounced", listed=7),
            stated("silent"),
        ),
        disputes=(
            Dispute(
                claim="c1", subject="univ", predicate="count", value="34", disagreement="d",
                about_year=2016, origin=Origin("doc/a", "Part 2, l. 5"),
            ),
            Dispute(
                claim="c2", subject="univ", predicate="count", value="36", disagreement="d",
                about_year=2016, origin=Origin("doc/b", "l. 7"),
            ),
        ),
    )  # fmt: skip


def of_made(lang: Language = "en", types: tuple[str, ...] = ()) -> Findings:
    facts = made()
    gaps = detect_gaps(facts, as_of=AS_OF, types=types)
    return findings_of(facts, gaps, as_of=AS_OF, lang=lang, **({"types": types} if types else {}))


@pytest.fixture(scope="module", params=["fr", "en"])
def packaged(request: pytest.FixtureRequest, curated_landscape: Landscape) -> Findings:
    return landscape_findings(curated_landscape, request.param)


def lists_table(findings: Findings) -> Grid:
    section = lists_annex(findings)
    assert section is not None
    return grid(section, LISTS_ANCHOR)


def undecided(findings: Findings, kind: str = "") -> list[Gap]:
    return [
        gap
        for gap in findings.gaps
        if gap.status is Status.UNDECIDABLE and gap.type != "data" and kind in ("", gap.type)
    ]


def test_the_share_counts_the_records(packaged: Findings) -> None:
    section = unknowns(packaged)
    open_ = undecided(packaged)
    assert open_
    assert isinstance(section.blocks[0], Paragraph)
    assert plain(section.blocks[0].line).startswith(f"{len(open_)} ")
    table = grid(section, "unknowns-types")
    found = sorted(value_of(row.cells[2]) for row in table.rows)
    assert found == sorted(Counter(gap.type for gap in open_).values())
    decided = Counter(
        gap.type
        for gap in packaged.gaps
        if gap.status not in (Status.UNDECIDABLE, Status.EXEMPT) and gap.type != "data"
    )
    by_number = {value_of(row.cells[2]): value_of(row.cells[1]) for row in table.rows}
    assert by_number[len(undecided(packaged, "expiry"))] == decided["expiry"]
    codes = {packaged.codes[gap.id] for gap in open_}
    for row in table.rows:
        assert row.records
        assert isinstance(row.cells[2], Marked)
        assert row.cells[2].href in {f"#{record_anchor(code)}" for code in codes}


def test_requests_are_ranked_and_carry_their_data_records(packaged: Findings) -> None:
    table = grid(unknowns(packaged), "unknowns-requests")
    yields = [value_of(row.cells[2]) for row in table.rows]
    assert yields == sorted(yields, reverse=True)
    assert len(table.rows) == 10
    scores = {gap.id: gap.score for gap in packaged.gaps if gap.rule == "data-missing-field"}
    for row in table.rows:
        ids = record_ids(packaged, row)
        assert ids and set(ids) <= set(scores)
        waiting = value_of(row.cells[3])
        # Two dates are one request: it holds up what either holds up.
        assert max(scores[name] for name in ids) <= waiting <= sum(scores[name] for name in ids)
        assert len(ids) > 1 or waiting == scores[ids[0]]


def test_every_blocked_record_waits_for_some_request(packaged: Findings) -> None:
    fixes = data_fixes(packaged.facts, packaged.gaps)
    assert {g.id for fix in fixes for g in fix.waiting} == {g.id for g in undecided(packaged)}
    named = {f"data-missing-field/{fix.cls}/{name}" for fix in fixes for name in fix.fields}
    assert named == {gap.id for gap in packaged.gaps if gap.rule == "data-missing-field"}


def test_dates_that_are_given_decide_what_was_promised(curated_landscape: Landscape) -> None:
    landscape = curated_landscape
    facts, as_of = landscape.gap_facts, landscape.as_of
    fixes = [
        fix
        for fix in data_fixes(facts, landscape.gaps())
        if set(fix.fields) <= {"start", "end"} and fix.decidable
    ]
    assert len(fixes) > 5
    filled = {iri for fix in fixes for iri in fix.entries}

    def dated(item: Instrument) -> Instrument:
        if filled.isdisjoint({item.iri, item.holder}):
            return item
        known = item.period
        start = known.start or DateRange.year(as_of.year - 1)
        end = known.end or DateRange.year(as_of.year + 6)
        return replace(item, period=Period(start=start, end=end))

    answered = replace(facts, instruments=tuple(dated(item) for item in facts.instruments))
    types = ["expiry", "ladder", "priority", "convention"]
    after = {gap.id: gap.status for gap in detect_gaps(answered, as_of=as_of, types=types)}
    promised = [gap for fix in fixes for gap in fix.decidable if gap.type in types]
    assert len(promised) > 50
    assert {gap.id for gap in promised if after.get(gap.id) is Status.UNDECIDABLE} == set()


def test_the_figure_shows_the_first_rows_of_the_table(packaged: Findings) -> None:
    table = lists_table(packaged)
    drawn = picture(unknowns(packaged), "figure-lists")
    assert drawn is not None and drawn.table == LISTS_ANCHOR
    assert len(table.rows) == sum(gap.rule == "data-list" for gap in packaged.gaps)
    assert all(len(row.records) == 1 for row in table.rows)
    statements = {item.iri: item for item in packaged.facts.lists}
    for row in table.rows:
        (name,) = record_ids(packaged, row)
        subject = next(gap.subject for gap in packaged.gaps if gap.id == name)
        assert value_of(row.cells[2]) == statements[subject].listed
    labels = [row.cells[0] for row in table.rows]
    svg = drawn.plot.svg
    for label in labels[:18]:
        assert str(label)[:30] in svg.replace("&#x27;", "'").replace("&amp;", "&")


def test_lists_stand_by_how_short_they_are() -> None:
    findings = of_made()
    order = [item.record.id.partition("/")[2] for item in compared_lists(findings)]
    assert order == ["shorter", "short", "unannounced", "silent", "whole"]
    drawn = picture(unknowns(findings), "figure-lists")
    assert drawn is not None
    assert "3 lists" in drawn.alt and "400 announced, 0 listed" in drawn.alt
    assert ">whole<" not in drawn.plot.svg
    (rest,) = [b for b in unknowns(findings).blocks if isinstance(b, Note)]
    assert plain(rest.line) == "2 more lists, 1 of them whole: all lists in the annex."
    # What is not known has a word instead of a mark.
    row = next(r for r in lists_table(findings).rows if r.cells[0] == "silent")
    assert row.cells[1:4] == (None, None, 0)


def test_whole_lists_need_no_figure() -> None:
    facts = replace(tiny(), lists=(stated("whole", announced=2, listed=2),))
    gaps = detect_gaps(facts, as_of=AS_OF, types=["data"])
    findings = findings_of(facts, gaps, as_of=AS_OF)
    (said,) = lists_picture(findings)
    assert isinstance(said, Note)
    assert said.records == (findings.codes["data-list/whole"],)


def test_both_sides_of_a_dispute_are_told_with_their_sources() -> None:
    for lang, colon in (("en", ": "), ("fr", " : ")):
        findings = of_made(lang)  # type: ignore[arg-type]
        (items,) = [b for b in unknowns(findings).blocks if isinstance(b, Items)]
        (item,) = items.items
        semicolon = colon.replace(":", ";")
        assert plain(item.line) == (
            f"univ, count (2016){colon}34 (Report A, l. 5){semicolon}36 (Report B, l. 7)."
        )
        ids = [gap.id for gap in findings.gaps if gap.rule == "data-dispute"]
        assert item.records == tuple(findings.codes[name] for name in ids)


def test_disputes_of_the_packaged_landscape(packaged: Findings) -> None:
    (items,) = [b for b in unknowns(packaged).blocks if isinstance(b, Items)]
    found = [gap for gap in packaged.gaps if gap.rule == "data-dispute"]
    assert [item.records for item in items.items] == [packaged.code(gap) for gap in found[:6]]


def test_a_report_on_data_alone_ranks_by_what_waits_elsewhere() -> None:
    whole, alone = of_made(), of_made(types=("data",))
    assert not undecided(alone)

    def ranked(findings: Findings) -> list[tuple[object, ...]]:
        table = grid(unknowns(findings), "unknowns-requests")
        return [tuple(value_of(cell) for cell in row.cells) for row in table.rows]

    assert ranked(alone) == ranked(whole)
    assert picture(unknowns(alone), "figure-lists") is not None


def test_a_report_on_one_type_names_the_records_that_wait() -> None:
    findings = of_made(types=("expiry",))
    table = grid(unknowns(findings), "unknowns-requests")
    assert table.rows
    for row in table.rows:
        assert {name.partition("/")[0] for name in record_ids(findings, row)} == {"expiry"}
    assert picture(unknowns(findings), "figure-lists") is None


def test_two_dates_of_one_thing_are_one_request() -> None:
    facts = made()
    gaps = detect_gaps(facts, as_of=AS_OF, types=["expiry"])
    fixes = {fix.cls: fix for fix in data_fixes(facts, gaps)}
    assert fixes["FrameworkAgreement"].fields == ("end", "start")
    assert [gap.id for gap in fixes["FrameworkAgreement"].decidable] == ["expiry/old"]
    assert fixes["MixityConvention"].fields == ("end",)
    assert most_specific(facts, "old") == "FrameworkAgreement"


def test_nothing_undecidable_is_a_sentence() -> None:
    facts = speaking(tiny())
    gaps = detect_gaps(facts, as_of=AS_OF, types=["convention"])
    section = unknowns(findings_of(facts, gaps, as_of=AS_OF))
    (said,) = section.blocks
    assert isinstance(said, Paragraph)
    assert "could be decided" in plain(said.line)


def test_no_record_at_all_leaves_the_chapter_empty_of_figures() -> None:
    findings = findings_of(tiny(), [], as_of=datetime.date(2024, 1, 1))
    (said,) = unknowns(findings).blocks
    assert isinstance(said, Paragraph)
    assert lists_annex(findings) is None


def test_a_dwarfing_number_gets_a_scale_of_roots() -> None:
    near = dumbbell([Pair("a", 5, 3), Pair("b", 8, None)], WORDS)
    far = dumbbell([Pair("a", 5, 3), Pair("b", 8, 0), Pair("c", 400, 0, 362)], WORDS)
    assert "names (roots)" not in near.svg
    assert "names (roots)" in far.svg
    assert ">?<" in near.svg and ">?<" in far.svg


def test_labels_in_the_figure_are_text() -> None:
    svg = dumbbell([Pair("<b>$x^2$ & _y_</b>", 2, 1)], WORDS).svg
    assert "&lt;b&gt;$x^2$ &amp; _y_&lt;/b&gt;" in svg


def test_requests_of_a_report_on_the_data_of_a_part_wait_in_that_part(
    packaged: Findings,
) -> None:
    bretagne = entity_iri("bretagne")
    part = replace(
        packaged,
        types=("data",),
        gaps=tuple(within_scope(packaged.gaps, packaged.facts, bretagne)),
        parameters={"scope": bretagne},
    )
    whole = replace(packaged, types=("data",))
    entries = [
        {row.cells[0]: value_of(row.cells[3]) for row in grid(section, "unknowns-requests").rows}
        for section in (unknowns(whole), unknowns(part))
    ]
    # Indicators belong to no region.
    words = ("Indicator", "Composante")
    assert any(str(name).startswith(words) for name in entries[0])
    assert entries[1]
    assert not any(str(name).startswith(words) for name in entries[1])

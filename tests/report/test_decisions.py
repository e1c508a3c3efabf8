"""The first page: every number is the length of a table, every sentence leads to its records."""

from __future__ import annotations

import datetime
import re
from collections import Counter

import pytest

import coopgraph
from coopgraph.analysis.gaps.records import Status
from coopgraph.analysis.gaps.scope import within_scope
from coopgraph.errors import ParameterError, UnknownEntity
from coopgraph.namespaces import concept_iri
from coopgraph.outputs.report.basis import basis_text
from coopgraph.outputs.report.blocks import (
    Counts,
    Grid,
    Items,
    Marked,
    Note,
    Paragraph,
    Report,
    plain,
    walk,
)
from coopgraph.resources import example_dir

DAY = "2026-11-20"


@pytest.fixture(scope="module")
def landscape() -> coopgraph.Landscape:
    return coopgraph.load(as_of=DAY)


@pytest.fixture(scope="module", params=["fr", "en"])
def report(request: pytest.FixtureRequest, landscape: coopgraph.Landscape) -> Report:
    return landscape.report(lang=request.param)


def grids(report: Report) -> dict[str, Grid]:
    return {
        block.anchor: block
        for _, section in walk((*report.sections, *report.annex))
        for block in section.blocks
        if isinstance(block, Grid)
    }


def test_every_number_of_the_first_page_is_the_length_of_a_table(report: Report) -> None:
    tables, first = grids(report), report.sections[0]
    checked = 0
    for block in first.blocks:
        if isinstance(block, Counts):
            for count in block.items:
                assert count.value == len(tables[count.target].rows)
                checked += 1
        if isinstance(block, Grid):
            for row in block.rows:
                for cell in row.cells[1:]:
                    if cell is not None:
                        assert isinstance(cell, Marked)
                        assert cell.value == len(tables[cell.href.removeprefix("#")].rows)
                        checked += 1
        if isinstance(block, Items):
            for item in block.items:
                target = item.line[-1].href.removeprefix("#")
                number = int(re.search(r"\d+", plain(item.line))[0])
                assert number == len(tables[target].rows)
                assert item.records
                checked += 1
    assert checked > 15


def test_the_matrix_counts_every_record_once(report: Report) -> None:
    rows = grids(report)["counts"].rows
    total = sum(cell.value for row in rows for cell in row.cells[1:] if cell is not None)
    assert total == len(report.gaps)


def test_each_record_stands_in_the_annex_once_under_its_code(report: Report) -> None:
    rows = [row for table in report.annex for block in table.blocks if isinstance(block, Grid)
            for row in block.rows if row.anchor]  # fmt: skip
    assert Counter(row.anchor for row in rows) == Counter(
        f"record-{code}" for code in report.codes.values()
    )
    ids = {gap.id for gap in report.gaps}
    assert ids.isdisjoint(str(cell) for row in rows for cell in row.cells)  # names, not ids
    assert len(set(report.codes.values())) == len(report.gaps)


def test_groups_hold_the_open_records_of_their_kind(report: Report) -> None:
    tables = grids(report)
    by = Counter((gap.type, gap.status) for gap in report.gaps)
    sought = by["expiry", Status.CONFIRMED] + by["expiry", Status.CANDIDATE]
    assert len(tables["list-expiring"].rows) == sought > 0
    assert len(tables["list-lapsed"].rows) == by["expiry", Status.LAPSED] > 0
    days = [row.cells[3] for row in tables["list-expiring"].rows]
    assert all(isinstance(day, datetime.date) for day in days)
    assert days == sorted(days)


def test_a_year_is_not_told_as_a_day(report: Report) -> None:
    """Where a source states the year of an end, the first page says no more."""
    said = " ".join(
        plain(item.line)
        for _, section in walk(report.sections)
        for block in section.blocks
        if isinstance(block, Items)
        for item in block.items
    )
    assert "FHU 1000 jours pour la santé, label 2021 (2025)" in said


def test_what_a_record_rests_on_agrees_in_number(report: Report) -> None:
    sources = {source.id: source for source in report.sources}
    texts = [basis_text(gap, report.lang, sources) for gap in report.gaps]
    if report.lang == "fr":
        assert not [text for text in texts if re.search(r"\b[01] (correspondances|autres)\b", text)]
        assert not [text for text in texts if "]; " in text]
    assert len(texts) > 100


def test_a_record_has_the_same_code_in_every_report(landscape: coopgraph.Landscape) -> None:
    whole = landscape.report(lang="en").codes
    part = landscape.report("convention", lang="fr").codes
    assert part
    assert all(whole[name] == code for name, code in part.items())


def test_what_changed_since_a_day(landscape: coopgraph.Landscape) -> None:
    """Told from the words of the records alone: what is undecidable or gone is no closed gap."""
    day = "2024-11-20"
    report = landscape.report(lang="en", since=day)
    old = {gap.id: gap.status.value for gap in coopgraph.load(as_of=day).gaps()}
    now = {gap.id: gap.status.value for gap in report.gaps}
    tables = grids(report)

    def listed(*kinds: str) -> int:
        return sum(len(tables[f"since-{k}"].rows) for k in kinds if f"since-{k}" in tables)

    def of(found: dict[str, str], *words: str) -> set[str]:
        return {name for name, status in found.items() if status in words}

    gaps = ("confirmed", "candidate", "lapsed")
    unknown = of(now, "undecidable") - of(old, "undecidable")
    decided = of(old, "undecidable") & now.keys() - of(now, "undecidable")
    gone = of(old, "undecidable", *gaps) - now.keys()
    closed = of(old, *gaps) & of(now, "covered", "exempt")
    opened = of(now, *gaps) - of(old, *gaps) - decided
    assert listed("new", "reopened") == len(opened) > 0
    assert listed("closed") == len(closed)
    assert listed("undecidable") == len(unknown) > 0
    assert listed("decided") == len(decided)
    assert listed("gone") == len(gone) > 0
    assert {row.cells[2] for row in tables["since-gone"].rows} == {"no record"}
    last = report.sections[0].blocks[-1]
    assert isinstance(last, Paragraph)
    assert f"{len(unknown)} undecidable now" in plain(last.line)
    assert f"{len(gone)} no longer examined" in plain(last.line)


def test_what_changed_in_the_facts_is_told_as_diff_tells_it(
    landscape: coopgraph.Landscape,
) -> None:
    report = landscape.report(lang="en", since="2024-11-20")
    tables = grids(report)
    summary = tables["since-facts-1"]
    found = coopgraph.load(as_of="2024-11-20").diff(landscape)
    ended = sum(row.get("ended", 0) for row in found.counts.values())
    column = [one.name for one in summary.columns].index("ended")
    assert summary.rows[-1].cells[column] == ended > 0
    [listed] = [table for table in tables.values() if table.caption == f"ended ({ended})"]
    assert len(listed.rows) == min(ended, 50)
    assert report.sections[0].blocks[-1].line[-2].href == "#since-facts"


def test_a_later_day_is_refused(landscape: coopgraph.Landscape) -> None:
    with pytest.raises(ParameterError, match="not before"):
        landscape.report(since="2027-01-01")


def test_a_previous_build_is_compared(tmp_path) -> None:
    new = coopgraph.load([example_dir()], as_of="2024-12-31")
    report = new.report(lang="en", since=example_dir())
    assert "no gap opened or closed" in plain(report.sections[0].blocks[-1].line)


def test_a_place_limits_the_records(landscape: coopgraph.Landscape) -> None:
    report = landscape.report(lang="en", scope="Bretagne")
    ids = {gap.id for gap in report.gaps}
    assert "convention-region/bretagne" in ids
    assert "convention-university/universite-de-rennes" in ids
    assert "convention-university/universite-de-lille" not in ids
    assert not any(gap.subject == landscape.focus for gap in report.gaps)
    assert report.subtitle == "Bretagne"


def test_a_label_belongs_to_the_places_of_those_who_hold_it(
    landscape: coopgraph.Landscape,
) -> None:
    """The holder of an award is a collective: where its members are, it is."""
    facts = landscape.gap_facts
    held = {
        gap.id
        for gap in landscape.gaps("expiry")
        if (item := facts.instrument(gap.subject)) is not None
        for member in facts.memberships.get(item.holder or "", ())
        if member != facts.focus and any(p.endswith("/bretagne") for p in facts.where(member))
    }
    assert "expiry/award_fhu-suport_fhu_2022" in held
    assert held <= {gap.id for gap in landscape.report("expiry", scope="Bretagne").gaps}


def test_a_theme_limits_the_records(landscape: coopgraph.Landscape) -> None:
    ids = {gap.id for gap in landscape.report(lang="en", scope="ageing").gaps}
    assert "priority-theme/000/singapour/ageing" in ids
    assert not any("infectious" in name for name in ids)


@pytest.mark.parametrize("lang", ["en", "fr"])
@pytest.mark.parametrize("scope", [None, "Bretagne", "cancer"])
def test_requests_on_the_first_page_are_those_of_their_table(
    landscape: coopgraph.Landscape, scope: str | None, lang: str
) -> None:
    report = landscape.report(lang=lang, scope=scope)
    tables = grids(report)
    (item,) = [
        item
        for block in report.sections[0].blocks
        if isinstance(block, Items)
        for item in block.items
        if item.line[-1].href == "#list-fixes"
    ]
    said = re.findall(
        r"\((\d+) (?:entr|fiche)[^();:]*;[^:]*: (\d+),[^:]*: (\d+)\)",
        plain(item.line)
        .replace("\N{NO-BREAK SPACE}", " ")
        .replace("\N{NARROW NO-BREAK SPACE}", " "),
    )
    rows = tables["unknowns-requests"].rows[:3]
    assert [tuple(map(int, numbers)) for numbers in said] == [
        (row.cells[1], row.cells[3], row.cells[2].value) for row in rows
    ]
    assert item.records[: sum(len(row.records) for row in rows)] == tuple(
        code for row in rows for code in row.records
    )
    notes = tables["list-fixes"].notes
    assert bool(notes) is (scope is not None)


def test_a_theme_takes_in_labels_and_pairs_that_are_on_it(landscape: coopgraph.Landscape) -> None:
    whole, facts = landscape.gaps(), landscape.gap_facts
    ids = {gap.id for gap in within_scope(whole, facts, concept_iri("theme", "cancer"))}
    labels = {gap.id for gap in whole if gap.rule == "site-siric"}
    assert labels and labels <= ids
    assert not any(name.startswith("site-fhu/") for name in ids)  # these are on many themes
    pairs = {gap.id for gap in whole if gap.type == "hole"}
    on_it = {gap.id for gap in whole if gap.type == "hole" and "“Cancer”" in gap.finding.en}
    assert on_it and on_it <= ids
    assert not pairs <= ids
    other = within_scope(whole, facts, concept_iri("theme", "ageing"))
    assert not labels & {gap.id for gap in other}


def test_an_unknown_part_is_refused(landscape: coopgraph.Landscape) -> None:
    with pytest.raises(UnknownEntity):
        landscape.report(scope="no such thing at all")


def first_texts(report: Report) -> list[str]:
    return [
        plain(block.line) for block in report.sections[0].blocks if isinstance(block, Paragraph)
    ]


def test_nothing_to_decide_says_so(landscape: coopgraph.Landscape) -> None:
    example = coopgraph.load([example_dir()], as_of=DAY)
    report = example.report("reciprocity", lang="en")
    assert {gap.status for gap in report.gaps} == {Status.UNDECIDABLE}
    assert (
        "Nothing can be decided: 1 result cannot be told, since values are missing."
        in first_texts(report)
    )
    report = landscape.report("concentration", lang="en")
    assert {gap.status for gap in report.gaps} <= {Status.COVERED, Status.EXEMPT}
    assert "Nothing that was looked for asks for a decision." in first_texts(report)


def test_another_organisation_is_named_with_what_the_tables_may_lack() -> None:
    report = coopgraph.load([example_dir()], as_of=DAY, focus="CHU de Valfictif").report(lang="en")
    assert report.title == "Partnerships – CHU de Valfictif: what is missing"
    notes = [plain(b.line) for b in report.sections[0].blocks if isinstance(b, Note)]
    assert any("The tables were collected for" in text for text in notes)


def test_a_priority_is_counted_once(landscape: coopgraph.Landscape) -> None:
    """A place whose themes are announced is no priority of its own."""
    report = landscape.report("priority", lang="en")
    rows = grids(report)["list-uncovered"].rows
    assert {row.cells[0] for row in rows} >= {"Singapore × Ageing"}
    assert "Singapore" not in {row.cells[0] for row in rows}


def test_values_on_which_results_wait_are_asked_for_first(landscape: coopgraph.Landscape) -> None:
    report = landscape.report("data", lang="en")
    first = grids(report)["list-fixes"].rows[0]
    by_code = {code: name for name, code in report.codes.items()}
    assert by_code[first.records[0]] == "data-missing-field/IndicatorComponent/observed-value"


@pytest.mark.parametrize("day", ["1900-01-01", "1950-01-01"])
def test_a_day_before_everything_has_no_chapters_but_says_why(day: str) -> None:
    report = coopgraph.load(as_of=day).report(lang="en")
    assert [section.anchor for section in report.sections] == ["decisions", "methods"]
    said = " ".join(
        plain(block.line)
        for block in report.sections[0].blocks
        if isinstance(block, Note | Paragraph)
    )
    assert "No source pictures 1 January" in said
    assert "Nothing dated existed: no gap is established." in said
    assert "asks for a decision" not in said
    anchors = {section.anchor for _, section in walk((*report.sections, *report.annex))}
    assert "annex-records" not in anchors and {"annex-rules", "annex-sources"} <= anchors


@pytest.mark.parametrize(("day", "told"), [("2026-11-20", False), ("2030-06-01", True)])
def test_a_day_long_after_the_newest_source_is_said_to_be_one(day: str, told: bool) -> None:
    report = coopgraph.load(as_of=day).report("priority", lang="en")
    notes = [plain(b.line) for b in report.sections[0].blocks if isinstance(b, Note)]
    assert any(note.startswith("No source pictures 1 June 2030") for note in notes) is told


def test_opportunities_are_named_so_that_they_say_what_they_are(report: Report) -> None:
    first = next(block for block in report.sections[0].blocks if isinstance(block, Items))
    said = " ".join(plain(item.line) for item in first.items)
    assert re.search(r"Villejuif \(SIRIC, 20\d\d\)", said)
    assert "(une seule voie vers " in said or "(a single way to " in said


def test_lists_have_no_column_of_days_where_none_has_a_day(report: Report) -> None:
    tables = grids(report)
    assert "date" not in {column.kind for column in tables["list-unsigned"].columns}
    assert "date" in {column.kind for column in tables["list-expiring"].columns}

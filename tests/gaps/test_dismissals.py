"""Lists of dismissed gaps: what they set aside, what they cannot, and how faults are told."""

from __future__ import annotations

import csv
import datetime
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.analysis.gaps.dismissals import review
from coopgraph.analysis.gaps.names import STATUS_NAMES
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.cli import cli
from coopgraph.curation.dismissals import ListedDismissal, read_dismissals
from coopgraph.errors import DismissalError, SourceError
from coopgraph.model.columns import columns_of
from coopgraph.model.dismissals import COLUMNS, STATUSES, Dismissal

DAY = datetime.date(2024, 12, 31)


def listed(
    record: str,
    date: datetime.date | None = None,
    line: int = 2,
    status: Status | None = None,
) -> ListedDismissal:
    entry = Dismissal(
        record=record, reason="motif", date=date, status=status.value if status else None
    )
    return ListedDismissal(entry, "d.csv", line)


def write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "dismissed.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.fixture(scope="module")
def gaps(example_landscape: object) -> list[Gap]:
    import coopgraph
    from coopgraph.resources import example_dir

    return coopgraph.load([example_dir()], as_of=DAY).gaps()


def first(gaps: list[Gap], status: Status, kind: str = "convention") -> Gap:
    return next(gap for gap in gaps if gap.type == kind and gap.status is status)


def known(name: str) -> bool:
    return name in {"doc-a", "gone", "ageing"}


# The file


def test_columns_are_those_of_the_class() -> None:
    assert tuple(name for name, _ in columns_of(Dismissal)) == COLUMNS


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_file_saved_by_a_spreadsheet_is_read(tmp_path: Path, separator: str) -> None:
    rows = [
        COLUMNS,
        ("expiry/x", "déjà signé", "DPRE", "2024-02-03", "candidate"),
        ("expiry/y", "r", "", "", ""),
    ]
    text = "\ufeff" + "\r\n".join(separator.join(row) for row in rows) + "\r\n"
    found = read_dismissals(write(tmp_path, text))
    assert [item.dismissal for item in found] == [
        Dismissal(
            record="expiry/x",
            reason="déjà signé",
            by="DPRE",
            date=datetime.date(2024, 2, 3),
            status="candidate",
        ),
        Dismissal(record="expiry/y", reason="r"),
    ]
    assert [item.line for item in found] == [2, 3]


def test_file_made_before_statuses_were_kept_is_read(tmp_path: Path) -> None:
    found = read_dismissals(write(tmp_path, "record,reason,by,date\nexpiry/x,r,DPRE,2024-02-03\n"))
    assert [item.dismissal.status for item in found] == [None]


def test_unknown_status_is_a_fault(tmp_path: Path) -> None:
    path = write(tmp_path, "record,reason,by,date,status\nexpiry/x,r,,,échu\n")
    with pytest.raises(DismissalError) as caught:
        read_dismissals(path)
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(2, "status")]


def test_statuses_of_the_file_are_those_of_records() -> None:
    assert list(STATUSES) == [status.value for status in Status] == list(STATUS_NAMES)


def test_empty_list_dismisses_nothing(tmp_path: Path) -> None:
    assert read_dismissals(write(tmp_path, "record,reason,by,date\n")) == []


def test_every_fault_is_told_with_its_line(tmp_path: Path) -> None:
    text = "record,reason,by,date\na/b,,x,\na/c,r,,12/3\na/d,r,,\na/d,s,,\na/e,r\n"
    with pytest.raises(DismissalError) as caught:
        read_dismissals(write(tmp_path, text))
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [
        (2, "reason"),
        (3, "date"),
        (5, "record"),
        (6, ""),
    ]
    assert str(caught.value).startswith("4 faults in the list of dismissed gaps\n")
    assert "4 fautes" in caught.value.in_language("fr").splitlines()[0]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("record,because,by,date\n", ":1"),
        ("", ":1"),
        ('record,reason,by,date\n"a,b', ":2"),
    ],
)
def test_file_of_another_form_is_refused(tmp_path: Path, text: str, place: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(DismissalError, match="dismissed") as caught:
        read_dismissals(path)
    assert f"{path}{place}" in str(caught.value)


def test_other_encoding_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "record,reason,by,date\na/b,déjà,,\n", "cp1252")
    with pytest.raises(DismissalError, match="not UTF-8"):
        read_dismissals(path)


def test_missing_file_and_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such file"):
        read_dismissals(tmp_path / "none.csv")
    with pytest.raises(SourceError, match="folder"):
        read_dismissals(tmp_path)


# What it sets aside


def test_dismissed_record_is_set_aside_and_kept(gaps: list[Gap]) -> None:
    gap = first(gaps, Status.CANDIDATE)
    found = review(gaps, [listed(gap.id, DAY)], as_of=DAY, known=known)
    assert found.gaps == tuple(gaps)
    assert found.aside(gaps) == [gap]
    assert gap not in found.open(gaps)
    assert len(found.open(gaps)) == len(gaps) - 1
    assert found.notices == ()


def test_later_dismissal_is_not_made_yet(gaps: list[Gap]) -> None:
    gap = first(gaps, Status.CANDIDATE)
    later = DAY + datetime.timedelta(days=1)
    found = review(gaps, [listed(gap.id, later)], as_of=DAY, known=known)
    assert found.dismissed == {}
    assert "2025-01-01" in str(found.notices[0])


@pytest.mark.parametrize("status", [Status.COVERED, Status.EXEMPT])
def test_closed_record_needs_no_dismissal(gaps: list[Gap], status: Status) -> None:
    gap = first(gaps, status)
    found = review(gaps, [listed(gap.id)], as_of=DAY, known=known)
    assert found.dismissed == {}
    assert f"needs no dismissal any more: {gap.finding.en}" in str(found.notices[0])
    assert gap.finding.fr in found.notices[0].in_language("fr")


@pytest.mark.parametrize("before", Status)
@pytest.mark.parametrize(
    "now", [Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE, Status.UNDECIDABLE]
)
def test_record_reopens_where_its_status_is_worse_than_the_dismissed_one(
    gaps: list[Gap], before: Status, now: Status
) -> None:
    gap = replace(first(gaps, Status.CANDIDATE), status=now)
    found = review([gap], [listed(gap.id, DAY, status=before)], as_of=DAY, known=known)
    worse = list(Status).index(now) < list(Status).index(before)
    assert (list(found.reopened), list(found.dismissed)) == (
        ([gap.id], []) if worse else ([], [gap.id])
    )
    assert found.open([gap]) == ([gap] if worse else [])
    assert len(found.notices) == int(worse)
    note = found.note(gap)
    if not worse:
        assert note is None
        return
    assert note is not None
    assert note.en == f"dismissed on 2024-12-31 as {STATUS_NAMES[before.value].en}, now worse"
    assert f"« {STATUS_NAMES[before.value].fr} »" in note.fr.replace("\u00a0", " ")
    assert f"d.csv:2: {gap.id} was dismissed as {before.value}" in str(found.notices[0])


def test_dismissal_without_status_holds_whatever_becomes_of_the_record(gaps: list[Gap]) -> None:
    gap = replace(first(gaps, Status.CANDIDATE), status=Status.CONFIRMED)
    found = review([gap], [listed(gap.id)], as_of=DAY, known=known)
    assert list(found.dismissed) == [gap.id]
    assert found.note(gap) is None


def test_slip_is_told_with_the_nearest_record(gaps: list[Gap]) -> None:
    gap = first(gaps, Status.CANDIDATE)
    found = review(gaps, [listed(gap.id[:-1], line=7)], as_of=DAY, known=known)
    assert str(found.notices[0]) == (
        f'd.csv:7: no gap record is called {gap.id[:-1]}; did you mean "{gap.id}"?'
    )


@pytest.mark.parametrize("record", ["nothing like it", "other-rule/gone", "expiry/", "expiry"])
def test_what_names_nothing_is_told(gaps: list[Gap], record: str) -> None:
    found = review(gaps, [listed(record)], as_of=DAY, known=known)
    assert "no gap record is called" in str(found.notices[0])


@pytest.mark.parametrize(
    "record",
    ["convention-university/gone", "priority-theme/doc-a/gone/ageing", "data-doubt/gone/1f"],
)
def test_record_that_is_no_more_is_told(gaps: list[Gap], record: str) -> None:
    found = review(gaps, [listed(record)], as_of=DAY, known=known)
    assert "is found no more" in str(found.notices[0])


def test_types_not_looked_for_are_not_judged(gaps: list[Gap]) -> None:
    conventions = [gap for gap in gaps if gap.type == "convention"]
    rows = [listed("expiry/none"), listed("convention-university/none")]
    found = review(conventions, rows, as_of=DAY, types=["convention"], known=known)
    assert len(found.notices) == 1


# On the command line


def run(folder: Path, *arguments: str, day: str = "2024-12-31") -> Result:
    options = ["gaps", "--data", str(folder), "--as-of", day, *arguments]
    return CliRunner().invoke(cli, options)


@pytest.fixture
def dismissed(tmp_path: Path, gaps: list[Gap]) -> tuple[Gap, str]:
    """A candidate convention gap, and a list that dismisses it, a slip and a thing of the past."""
    gap = first(gaps, Status.CANDIDATE)
    text = (
        f"record,reason,by,date\n{gap.id},accord en cours,DPRE,2024-11-02\n{gap.id}x,,,\n".replace(
            "x,,,", "x,faute,,"
        )
        + f"convention-region/{gap.subject.rpartition('/')[2]},plus rien,,\n"
    )
    return gap, str(write(tmp_path, text))


def test_table_shows_dismissed_apart(example_folder: Path, dismissed: tuple[Gap, str]) -> None:
    gap, file = dismissed
    result = run(example_folder, "--dismissals", file, "--format", "md", "--lang", "en")
    assert result.exit_code == 0, result.output
    tables, title, block = result.stdout.partition("Dismissed (1)")
    assert title
    assert gap.subject_label.en in block
    assert "accord en cours (DPRE, 2024-11-02)" in block
    flat = " ".join(block.split())
    assert "Dismissed: 1." in flat
    assert f'did you mean "{gap.id}"?' in flat
    assert "is found no more" in flat
    without = run(example_folder, "--format", "md", "--lang", "en").stdout
    assert "Dismissed" not in without
    row = next(line for line in without.splitlines() if f"| {gap.subject_label.en} |" in line)
    assert row not in tables


def test_csv_keeps_dismissed_rows_last_with_the_reason(
    example_folder: Path, dismissed: tuple[Gap, str]
) -> None:
    gap, file = dismissed
    result = run(example_folder, "--dismissals", file, "--format", "csv", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    before = list(csv.DictReader(io.StringIO(run(example_folder, "--format", "csv").stdout)))
    assert sorted(row["id"] for row in rows) == sorted(row["id"] for row in before)
    assert rows[-1]["id"] == gap.id
    assert (rows[-1]["dismissed_because"], rows[-1]["dismissed_by"]) == ("accord en cours", "DPRE")
    assert rows[-1]["dismissed_on"] == "2024-11-02"
    assert {row["dismissed_because"] for row in rows[:-1]} == {""}
    assert "did you mean" in result.stderr


def test_json_tells_dismissed_and_notices(example_folder: Path, dismissed: tuple[Gap, str]) -> None:
    gap, file = dismissed
    found = json.loads(run(example_folder, "--dismissals", file, "--format", "json").stdout)
    plain = json.loads(run(example_folder, "--format", "json").stdout)
    assert [entry["id"] for entry in found["dismissed"]] == [gap.id]
    assert found["dismissed"][0]["dismissal"] == {
        "reason": "accord en cours",
        "by": "DPRE",
        "date": "2024-11-02",
        "status": None,
    }
    assert len(found["dismissal_notices"]) == 2
    assert gap.id not in {entry["id"] for entry in found["gaps"]}
    assert found["counts"] == plain["counts"]
    assert plain["dismissed"] == []
    assert plain["dismissal_notices"] == []


def test_dismissal_of_a_later_day_is_open_on_an_earlier_one(
    example_folder: Path, dismissed: tuple[Gap, str]
) -> None:
    gap, file = dismissed
    result = run(
        example_folder, "--dismissals", file, "--format", "json", "--lang", "en", day="2024-11-01"
    )
    found = json.loads(result.stdout)
    assert found["dismissed"] == []
    assert gap.id in {entry["id"] for entry in found["gaps"]}
    assert any("2024-11-02" in notice for notice in found["dismissal_notices"])


def test_dismissed_gaps_do_not_fail(example_folder: Path, tmp_path: Path, gaps: list[Gap]) -> None:
    conventions = [gap.id for gap in gaps if gap.type == "convention"]
    asked = ("--type", "convention", "--fail-on", "candidate")
    assert run(example_folder, *asked).exit_code == 1
    file = write(tmp_path, "record,reason,by,date\n" + "".join(f"{i},r,,\n" for i in conventions))
    assert run(example_folder, *asked, "--dismissals", str(file)).exit_code == 0


def test_faulty_list_ends_with_three_and_one_message(example_folder: Path, tmp_path: Path) -> None:
    file = write(tmp_path, "record,reason,by,date\na/b,,,\n")
    result = run(example_folder, "--dismissals", str(file))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert f"{file}:2" in result.stderr
    assert "reason" in result.stderr
    assert "Traceback" not in result.stderr
    assert run(example_folder, "--dismissals", str(tmp_path / "none.csv")).exit_code == 3


def test_reopened_record_is_shown_with_its_note_in_every_format(
    example_folder: Path, tmp_path: Path, gaps: list[Gap]
) -> None:
    gap = first(gaps, Status.CANDIDATE)
    file = str(
        write(
            tmp_path,
            f"record,reason,by,date,status\n{gap.id},attendu,DPRE,2024-11-02,undecidable\n",
        )
    )
    note = "dismissed on 2024-11-02 as undecidable, now worse"
    asked = ("--dismissals", file, "--lang", "en")
    shown = run(example_folder, *asked, "--format", "md").stdout
    row = next(line for line in shown.splitlines() if f"| {gap.subject_label.en} |" in line)
    assert note in row
    assert "Dismissed: 0; reopened: 1." in shown
    assert "Dismissed (" not in shown
    rows = list(csv.DictReader(io.StringIO(run(example_folder, *asked, "--format", "csv").stdout)))
    found = next(row for row in rows if row["id"] == gap.id)
    assert (found["reopened"], found["dismissed_because"]) == (note, "")
    assert [row["id"] for row in rows if row["reopened"]] == [gap.id]
    document = json.loads(run(example_folder, *asked, "--format", "json").stdout)
    entry = next(entry for entry in document["gaps"] if entry["id"] == gap.id)
    assert entry["reopened"] == {
        "reason": "attendu",
        "by": "DPRE",
        "date": "2024-11-02",
        "status": "undecidable",
    }
    assert document["dismissed"] == []
    assert len(document["dismissal_notices"]) == 1
    conventions = run(
        example_folder, *asked, "--type", "convention", "--format", "md", "--fail-on", "candidate"
    )
    assert conventions.exit_code == 1
    french = run(example_folder, "--dismissals", file, "--lang", "fr", "--format", "md").stdout
    assert "écartée le 2024-11-02 comme" in french

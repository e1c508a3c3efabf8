"""Reviews as persons send them back: read as spreadsheets save them, or refused with a reason."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook, load_workbook

from coopgraph.cli import cli
from coopgraph.errors import SourceError
from coopgraph.outputs.reconcile_tables import review_table
from coopgraph.reconciliation import Answer, Asked, Body, Matcher, Name
from coopgraph.reconciliation.bodies import NameKind
from coopgraph.reconciliation.decisions import Decisions, Key, apply_decisions
from coopgraph.reconciliation.inputs import Columns, read_names
from coopgraph.reconciliation.reviews import read_decisions

HEAD = "text,given_city,decision,id\n"


def bodies() -> list[Body]:
    return [
        Body(name, f"Clinique Saint-Jean ({town})", (Name("Clinique Saint-Jean", "label"),),
             ("FR",), (town,))
        for name, town in (("jean-lyon", "Lyon"), ("jean-cagnes", "Cagnes-sur-Mer"))
    ]  # fmt: skip


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(bodies())


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["reconcile", *map(str, words), "--lang", "en"])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def write_review(path: Path, form: str, lines: list[tuple[str, ...]]) -> Path:
    """Write a review as Excel does: workbook, or semicolons in UTF-8 with a mark or in cp1252."""
    if form == "xlsx":
        path, book = path.with_suffix(".xlsx"), Workbook()
        for line in lines:
            book.active.append([cell or None for cell in line])
        book.save(path)
        return path
    text = "\r\n".join(";".join(line) for line in lines) + "\r\n"
    if form == "sep":
        text = "sep=;\r\n" + text
    path.write_bytes(text.encode("cp1252" if form == "cp1252" else "utf-8-sig"))
    return path


@pytest.mark.parametrize("form", ["xlsx", "bom", "cp1252", "sep"])
def test_a_review_is_read_as_a_spreadsheet_saves_it(
    tmp_path: Path, matcher: Matcher, form: str
) -> None:
    path = write_review(
        tmp_path / "review.csv",
        form,
        [
            ("text", "given_city", "decision", "id"),
            ("Clinique Été", "", "OUI", "jean-lyon"),
            ("Clinique Été", "", "", "jean-cagnes"),
            ("'=1+1", "", "aucun", ""),
        ],
    )
    found = read_decisions(path, matcher.index).bodies
    assert found == {
        ("clinique été", ""): frozenset({"jean-lyon"}),
        ("=1+1", ""): frozenset(),
    }


def test_a_text_is_decided_for_its_town(tmp_path: Path, matcher: Matcher) -> None:
    path = tmp_path / "review.csv"
    path.write_text(
        HEAD + "Clinique St Jean,LYON,yes,jean-lyon\n"
        "Clinique St Jean,Cagnes-sur-Mer,jean-cagnes,\nClinique St Jean,Nice,none,\n",
        encoding="utf-8",
    )
    decisions = read_decisions(path, matcher.index)
    towns = ("Lyon", "Cagnes-sur-Mer", "Nice", "Paris")
    answers, unused = apply_decisions(
        [matcher.reconcile(Asked("Clinique St Jean", town)) for town in towns],
        decisions,
        matcher.index,
    )
    assert [
        ({one.body.id for one in answer.matched}, answer.decided_by) for answer in answers[:3]
    ] == [({"jean-lyon"}, "person"), ({"jean-cagnes"}, "person"), (set(), "person")]
    assert answers[3].decided_by == "score"
    assert unused == []


def test_a_review_without_towns_decides_everywhere(tmp_path: Path, matcher: Matcher) -> None:
    path = tmp_path / "review.csv"
    path.write_text("text,decision,id\nClinique St Jean,jean-lyon,\n", encoding="utf-8")
    decisions = read_decisions(path, matcher.index)
    answers, _ = apply_decisions(
        [matcher.reconcile(Asked("Clinique St Jean", town)) for town in ("Nice", "")],
        decisions,
        matcher.index,
    )
    assert [answer.matched[0].body.id for answer in answers] == ["jean-lyon", "jean-lyon"]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_decision_for_nobody_says_its_row(tmp_path: Path, form: str) -> None:
    names = tmp_path / "names.txt"
    names.write_text("APHP\n", encoding="utf-8")
    lines = [("text", "decision", "id"), ("APHP", "", "ap-hp"), ("APHP", "no-such-body", "")]
    path = write_review(tmp_path / "review.csv", form, lines)
    done = run(names, "--decisions", path)
    assert done.exit_code == 3
    assert "line 3: 'no-such-body' is no body here" in done.stderr
    assert str(path) in done.stderr


def test_yes_to_no_candidate_asks_for_an_id(tmp_path: Path, matcher: Matcher) -> None:
    path = tmp_path / "review.csv"
    path.write_text(HEAD + "x,,,jean-lyon\nUnheard of,,oui,\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"line 3: this line has no candidate.* write the id"):
        read_decisions(path, matcher.index)


def test_a_contradiction_in_one_review_is_refused(tmp_path: Path, matcher: Matcher) -> None:
    path = tmp_path / "review.csv"
    for pair in ("x,,none,\nx,,jean-lyon,\n", "x,,jean-lyon,\nx,,none,\n"):
        path.write_text(HEAD + pair, encoding="utf-8")
        with pytest.raises(SourceError, match="line 3"):
            read_decisions(path, matcher.index)


def test_no_decision_is_lost_unsaid(tmp_path: Path) -> None:
    names, first, second = tmp_path / "n.txt", tmp_path / "1.csv", tmp_path / "2.csv"
    names.write_text("APHP\n", encoding="utf-8")
    first.write_text(HEAD + "APHP,,none,\nNobody here,,ap-hp,\n", encoding="utf-8")
    second.write_text(HEAD + "APHP,,ap-hp,\n", encoding="utf-8")
    done = run(names, "--decisions", first, "--decisions", second, "--format", "csv")
    assert rows(done.stdout)[0]["id"] == "ap-hp"
    assert f"{second}: 1 text is decided otherwise than before" in done.stderr
    assert f"1 decision is about a text that the list does not have: {first}:3" in done.stderr


def test_a_workbook_goes_there_and_back(tmp_path: Path) -> None:
    names, review = tmp_path / "names.csv", tmp_path / "review.xlsx"
    names.write_text("nom;ville\nAPHP;\nAPHP;Paris\n", encoding="utf-8")
    assert run(names, "--review-to", review).exit_code == 0
    book = load_workbook(review)
    head = [cell.value for cell in book.active[1]]
    place = {name: number for number, name in enumerate(head)}
    mine = [row for row in book.active.iter_rows(min_row=2) if not row[1].value]
    assert mine
    mine[0][place["decision"]].value = "ap-hp"
    book.save(review)
    done = run(names, "--decisions", review, "--format", "csv")
    answers = [row for row in rows(done.stdout) if row["decided_by"] == "person"]
    decided = {row["number"]: row["id"] for row in answers if row["decision"] == "matched"}
    assert decided == {"1": "ap-hp"}
    refused = run(names, "--review-to", review)
    assert refused.exit_code == 2
    assert load_workbook(review).active.max_row == book.active.max_row


def test_one_column_keeps_its_separators(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("affiliation\nInserm; Paris, France\n", encoding="utf-8")
    texts, columns = read_names(path)
    assert [one.text for one in texts] == ["Inserm; Paris, France"]
    assert columns.name == "affiliation"


def test_a_text_cut_by_its_separator_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,city\nInserm, France,Paris\n", encoding="utf-8")
    with pytest.raises(SourceError, match="line 2: 3 cells"):
        read_names(path)


@pytest.mark.parametrize("form", ["csv", "txt", "xlsx"])
def test_the_column_that_is_named_is_taken(tmp_path: Path, form: str) -> None:
    lines = [("Nr", "Institution X", "name"), ("1", "Inserm", "Dupont")]
    path = tmp_path / f"list.{form}"
    if form == "xlsx":
        write_review(path, form, lines)
    else:
        path.write_text("\n".join("\t".join(line) for line in lines), encoding="utf-8")
    texts, _ = read_names(path, Columns("institution x"))
    assert [one.text for one in texts] == ["Inserm"]


@pytest.fixture(scope="module")
def unit() -> Matcher:
    """Return a matcher of a unit that belongs to two bodies, and of an institute elsewhere."""

    def body(id: str, name: str, kind: NameKind = "label", **more: tuple[str, ...]) -> Body:
        return Body(id, name, (Name(name, kind),), countries=("FR",), **more)

    return Matcher(
        [
            body("inserm", "Inserm"),
            body("pasteur", "Institut Pasteur de Lille"),
            body("cochin", "Institut Cochin"),
            body("team", "U1167", "code", parents=("inserm", "pasteur")),
        ],
        match=0.95,
        review=0.05,
    )


def decide(path: Path, matcher: Matcher, text: str, lines: str) -> Answer:
    path.write_text("text,decision,id\n" + lines.replace("T,", f'"{text}",'), encoding="utf-8")
    decisions = read_decisions(path, matcher.index)
    asked = Asked(text)
    answer = matcher.reconcile(asked, without=decisions.not_meant(asked))
    ((done,), unused) = apply_decisions([answer], decisions, matcher.index)
    assert unused == []
    return done


@pytest.mark.parametrize("word", ["no", "non", "FAUX"])
def test_no_is_for_its_line(tmp_path: Path, unit: Matcher, word: str) -> None:
    path, text = tmp_path / "review.csv", "Institut Cochin, U1167"
    before = unit.reconcile(text)
    answer = decide(path, unit, text, f"T,,team\nT,{word},cochin\n")
    assert [one.body.id for one in answer.matched] == ["team"]
    assert answer.decided_by == "score"
    refused = answer.candidates[-1]
    assert (refused.body.id, refused.decision, refused.decided_by) == ("cochin", "none", "person")
    assert refused.score == next(one.score for one in before.candidates if one.body.id == "cochin")


def test_no_to_the_answer_leaves_the_next_one_to_its_score(tmp_path: Path, unit: Matcher) -> None:
    path, text = tmp_path / "review.csv", "Inserm U1167"
    scores = {one.body.id: one.score for one in unit.reconcile(text).candidates}
    answer = decide(path, unit, text, "T,no,team\nT,,inserm\n")
    assert answer.matched == ()
    first = answer.candidates[0]
    assert (first.body.id, first.decision, first.score) == ("inserm", "review", scores["inserm"])
    (row,) = review_table([answer], "en").records()
    assert (row["id"], row["found"]) == ("inserm", "to review")


@pytest.mark.parametrize(
    "lines", ["T,no,team\nT,no,cochin\n", "T,,team\nT,none,cochin\n", "T,non,\n"]
)
def test_no_on_every_line_is_none(tmp_path: Path, unit: Matcher, lines: str) -> None:
    answer = decide(tmp_path / "review.csv", unit, "Institut Cochin, U1167", lines)
    assert (answer.decision, answer.decided_by, answer.open) == ("none", "person", False)
    assert review_table([answer], "en").rows == []


def test_yes_and_no_on_lines_of_one_text(tmp_path: Path, unit: Matcher) -> None:
    path, text = tmp_path / "review.csv", "Institut Cochin, U1167"
    answer = decide(path, unit, text, "T,no,team\nT,yes,cochin\n")
    assert [one.body.id for one in answer.matched] == ["cochin"]
    with pytest.raises(SourceError, match="line 3"):
        decide(path, unit, text, "T,no,cochin\nT,cochin,team\n")


def test_a_later_no_adds_to_earlier_decisions(tmp_path: Path, unit: Matcher) -> None:
    first, later = tmp_path / "1.csv", tmp_path / "2.csv"
    first.write_text("text,decision,id\nx,no,team\nx,,inserm\ny,yes,team\n", encoding="utf-8")
    later.write_text(
        "text,decision,id\nx,no,inserm\nx,,cochin\ny,no,team\ny,,inserm\n", encoding="utf-8"
    )
    known = read_decisions(first, unit.index)
    assert known.update(read_decisions(later, unit.index)) == [("y", None)]
    assert known.not_meant(Asked("X", "Paris")) == {"team", "inserm"}
    assert known.bodies == {}


TOWNS = "text,given_city,decision,id\n"


def known(tmp_path: Path, unit: Matcher, *files: str) -> tuple[Decisions, list[Key]]:
    """Return decisions of several files, the later after the earlier, and what they change."""
    decisions, changed = Decisions(), []
    for number, content in enumerate(files):
        path = tmp_path / f"{number}.csv"
        path.write_text(content, encoding="utf-8")
        changed += decisions.update(read_decisions(path, unit.index))
    return decisions, changed


def test_a_later_decision_for_every_town_wins_over_one_for_a_town(
    tmp_path: Path, unit: Matcher
) -> None:
    first = TOWNS + "x,Lyon,yes,team\nx,Nice,yes,inserm\ny,Lyon,yes,team\ny,Lyon,,inserm\n"
    later = "text,decision,id\nx,yes,inserm\ny,no,team\ny,,inserm\n"
    decisions, changed = known(tmp_path, unit, first, later)
    assert sorted(changed) == [("x", "lyon"), ("y", "lyon")]
    for town in ("Lyon", "Nice", "Paris", ""):
        assert decisions.meant(Asked("x", town)) == {"inserm"}
    assert decisions.meant(Asked("y", "Lyon")) is None
    assert decisions.not_meant(Asked("y", "Lyon")) == {"team"}
    answers = [unit.reconcile(Asked("x", "Lyon")), unit.reconcile(Asked("y", "Lyon"))]
    assert apply_decisions(answers, decisions, unit.index)[1] == []


def test_a_no_in_a_town_leaves_what_was_decided_for_every_town(
    tmp_path: Path, unit: Matcher
) -> None:
    everywhere = "text,decision,id\nx,yes,team\n"
    lyon = TOWNS + "x,Lyon,no,inserm\nx,Lyon,,team\nx,Nice,no,team\nx,Nice,,inserm\n"
    decisions, changed = known(tmp_path, unit, everywhere, lyon)
    assert changed == []
    assert decisions.meant(Asked("x", "Lyon")) == decisions.meant(Asked("x", "")) == {"team"}
    assert decisions.not_meant(Asked("x", "Lyon")) == {"inserm"}
    assert decisions.meant(Asked("x", "Nice")) is None  # refused there, and nobody said what else
    assert decisions.not_meant(Asked("x", "Nice")) == {"team"}


def test_a_number_leaves_nothing_to_look_at_but_what_contradicts_it(unit: Matcher) -> None:
    """The bodies to which a unit belongs say nothing else than its number; another one does."""
    plain = unit.reconcile("Inserm U1167, Institut Pasteur de Lille")
    assert {one.body.id: one.decision for one in plain.candidates if one.decision != "none"} == {
        "team": "matched", "pasteur": "matched",
    }  # fmt: skip
    assert not plain.open
    assert review_table([plain], "en").rows == []
    other = unit.reconcile("Institut Cochin, U1167")
    assert [row["id"] for row in review_table([other], "en").records()] == ["team", "cochin"]

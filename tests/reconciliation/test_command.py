"""``coopgraph reconcile`` as an officer uses it: a list, a review, decisions that last."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook

from coopgraph.cli import cli

LIST = "Partenaire;Ville;Pays\nCHU Lille;Lille;France\nAPHP;;\n;;\nNichtexistenz GmbH;;DE\n"


def run(*words: object) -> Result:
    return CliRunner().invoke(cli, ["reconcile", *map(str, words), "--lang", "en"])


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "partners.csv"
    path.write_text(LIST, encoding="utf-8-sig")
    return path


def test_a_list_of_a_spreadsheet_is_answered(names: Path) -> None:
    done = run(names, "--format", "csv")
    assert done.exit_code == 0, done.stderr
    found = {row["text"]: row for row in reversed(rows(done.stdout))}
    assert (found["CHU Lille"]["decision"], found["CHU Lille"]["id"]) == ("matched", "chu-de-lille")
    assert found["CHU Lille"]["ror"] == "https://ror.org/02ppyfa04"
    assert found["Nichtexistenz GmbH"]["decision"] == "none"
    assert "column of the names: Partenaire" in done.stderr


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("nom|ville\nCNRS|Paris\n\n", "utf-8"),
        ('nom|ville\n"CNRS"|Paris\n"A|B"|\n', "utf-8"),
        ('"nom|usuel";ville\nCNRS;Paris\n', "utf-8"),
        ("sep=|\r\nnom|ville\r\nCNRS|Paris\r\nInserm\r\n", "utf-8-sig"),
        ("sep=:\nnom:ville\nCNRS:Paris\n", "utf-8"),
        ("nom;ville\rCNRS;Paris\rCEA, Inrae, IRD, Inria;\r", "cp1252"),
        ("nom\tville\r\nCNRS\tPãris\r\n", "utf-16"),
    ],
)
def test_the_separator_is_the_one_of_the_first_line(
    tmp_path: Path, text: str, encoding: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(text.encode(encoding))
    done = run(path, "--column", "nom|usuel" if "usuel" in text else "nom", "--city", "ville",
               "--format", "csv")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert (rows(done.stdout)[0]["text"], rows(done.stdout)[0]["id"]) == ("CNRS", "cnrs")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("nom|ville\nCNRS|Paris\nInserm\n", 3),
        ("sep=;\nnom;ville\nCNRS;Paris;France\n", 3),
        ("nom|ville\n\nCNRS|Paris|France\n", 3),
    ],
)
def test_cells_that_are_not_as_many_as_in_the_first_line_are_told(
    tmp_path: Path, text: str, line: int
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--format", "csv")
    assert (done.exit_code, done.stdout) == (3, "")
    assert f"{path}: line {line}: " in done.stderr
    assert "in quotes" in done.stderr


def test_a_quote_that_is_never_closed_does_not_swallow_the_list(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('nom,ville\n"CNRS\n(siège)",Paris\n"Inserm,Paris\nCEA,Saclay\n', "utf-8")
    done = run(path)
    assert (done.exit_code, done.stdout) == (3, "")
    assert f"{path}: line 4: a quote that opens in this row is never closed" in done.stderr
    path.write_text('nom,ville\nInserm,Paris\n"CNRS\n(siège)",Paris\n', "utf-8")
    assert [row["id"] for row in rows(run(path, "--format", "csv").stdout)][:1] == ["inserm"]


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("nom;ville\nCNRS;Paris\n", ["CNRS"]),
        ("Nom\tVille\nCNRS\tParis\n", ["CNRS"]),
        ("CNRS, Paris\nInserm; Paris\n", ["CNRS, Paris", "Inserm; Paris"]),
        ("nom\nCNRS\n", ["nom", "CNRS"]),
    ],
)
def test_a_text_with_headings_is_a_table(tmp_path: Path, text: str, texts: list[str]) -> None:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--format", "csv", "--candidates", "0")
    assert list(dict.fromkeys(row["text"] for row in rows(done.stdout))) == texts


def test_reasons_are_listed_as_the_language_does(names: Path) -> None:
    for lang, mark in (("en", "; "), ("fr", "\N{NO-BREAK SPACE}; ")):
        done = CliRunner().invoke(cli, ["reconcile", str(names), "--format", "csv", "--lang", lang])
        said = rows(done.stdout)[0]["reasons"]
        assert said.count(mark) == said.count(";") >= 1


@pytest.mark.parametrize(
    "text",
    [
        "nom\nCNRS\nUniversité de Lille, Lille\n",
        'nom\n"CNRS"\n"Université de Lille, Lille"\n',
        "nom\nCNRS\nUniversité de Lille|Lille\n",
        '"nom, usuel"\nCNRS\nUniversité de Lille, Lille\n',
        "nom | name\nCNRS\nUniversité de Lille, Lille\n",
    ],
)
def test_a_list_of_one_column_stays_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")
    done = run(path, "--format", "csv", "--candidates", "0")
    assert done.exit_code == 0, done.stderr
    assert [row["id"] for row in rows(done.stdout)] == ["cnrs", "universite-de-lille"]


@pytest.mark.parametrize("form", ["xlsx", "txt", "tsv", "cp1252"])
def test_other_forms_of_lists_are_read(tmp_path: Path, form: str) -> None:
    path = tmp_path / f"list.{'csv' if form == 'cp1252' else form}"
    if form == "xlsx":
        book = Workbook()
        for row in (["Organisme", "n"], ["Université de Lille", 1], ["CHU de Lille", None]):
            book.active.append(row)
        book.save(path)
    elif form == "txt":
        path.write_text("Université de Lille\n\nCHU de Lille\n", encoding="utf-8")
    elif form == "tsv":
        path.write_text("nom\tn\nUniversité de Lille\t1\nCHU de Lille\t2\n", encoding="utf-8")
    else:
        path.write_text("nom;n\nUniversité de Lille;1\nCHU de Lille;2\n", encoding="cp1252")
    done = run(path, "--format", "csv", "--candidates", "0")
    assert [row["id"] for row in rows(done.stdout)] == ["universite-de-lille", "chu-de-lille"]


def test_what_is_decided_is_kept_and_stands_above_scores(names: Path, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    done = run(names, "--format", "csv", "--review-to", review)
    lines = rows(review.read_text(encoding="utf-8"))
    assert {row["text"] for row in lines if row["found"] == "to review"} == {"APHP"}
    assert "to review: 1" in done.stderr
    for line, word in zip(lines, ["oui"] + [""] * len(lines), strict=False):
        line["decision"] = word
    with review.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(lines)
    before = review.read_bytes()
    again = run(names, "--format", "csv", "--decisions", review)
    found = [row for row in rows(again.stdout) if row["text"] == "APHP"]
    assert (found[0]["decision"], found[0]["id"], found[0]["decided_by"]) == (
        "matched",
        "ap-hp",
        "person",
    )
    assert "to review: 0" in again.stderr
    refused = run(names, "--review-to", review)
    assert refused.exit_code == 2
    assert review.read_bytes() == before


def test_texts_without_an_answer_can_be_decided(names: Path, tmp_path: Path) -> None:
    """They stand after the open ones, with a line to fill in, and once decided not again."""
    review, later = tmp_path / "review.csv", tmp_path / "later.csv"
    done = run(names, "--format", "csv", "--review-to", review)
    assert "without an answer: 1" in done.stderr
    lines = rows(review.read_text(encoding="utf-8"))
    assert list(dict.fromkeys((row["text"], row["found"]) for row in lines)) == [
        ("APHP", "to review"),
        ("Nichtexistenz GmbH", "none"),
    ]
    lines[0]["decision"], lines[-1]["decision"] = "none", "chu-de-lille"
    with review.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    again = run(names, "--format", "csv", "--decisions", review, "--review-to", later)
    found = {row["text"]: row for row in reversed(rows(again.stdout))}
    assert found["Nichtexistenz GmbH"]["id"] == "chu-de-lille"
    assert found["APHP"]["decision"] == "none"
    assert rows(later.read_text(encoding="utf-8")) == []


def test_how_many_candidates_are_listed_decides_nothing(names: Path, tmp_path: Path) -> None:
    """A review is the same where only answers are listed."""
    found, reviews = {}, {}
    for number in (0, 1, 3):
        review = tmp_path / f"review-{number}.csv"
        done = run(names, "--format", "csv", "--candidates", number, "--review-to", review)
        assert "with an answer: 1, to review: 1" in done.stderr
        found[number] = {row["text"]: row for row in reversed(rows(done.stdout))}
        reviews[number] = review.read_bytes()
    assert found[0]["APHP"]["decision"] == found[3]["APHP"]["decision"] == "review"
    assert (found[0]["APHP"]["id"], found[1]["APHP"]["id"] != "") == ("", True)
    assert reviews[0] == reviews[1] == reviews[3]
    assert b"APHP" in reviews[0]


def test_no_body_is_a_decision_too(names: Path, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    review.write_text("text,decision,id\nchu  LILLE,none,\n", encoding="utf-8")
    found = rows(run(names, "--format", "csv", "--decisions", review).stdout)
    lille = [row["decision"] for row in found if row["text"] == "CHU Lille"]
    assert lille
    assert set(lille) == {"none"}


def test_a_decision_for_nobody_is_refused(names: Path, tmp_path: Path) -> None:
    review = tmp_path / "review.csv"
    review.write_text("text,decision,id\nAPHP,no-such-body,\n", encoding="utf-8")
    done = run(names, "--decisions", review)
    assert done.exit_code == 3
    assert "line 2" in done.stderr
    assert "no-such-body" in done.stderr


@pytest.mark.parametrize(
    ("content", "words", "said"),
    [
        ("a,b\n1,2\n", (), "which column"),
        ("nom,b\nx,2\n", ("--column", "name"), "no column 'name'"),
        ("", (), "empty"),
        ("nom,b\n,2\n", (), "no text"),
    ],
)
def test_a_list_without_names_is_said(
    tmp_path: Path, content: str, words: tuple[str, ...], said: str
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(content, encoding="utf-8")
    done = run(path, *words)
    assert done.exit_code == 3
    assert said in done.stderr


def test_labels_are_text_in_every_answer(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("nom\n=HYPERLINK(A1)\n", encoding="utf-8")
    assert "\n1,'=HYPERLINK(A1)" in run(path, "--format", "csv").stdout
    assert json.loads(run(path, "--format", "json").stdout)["rows"][0]["text"] == "=HYPERLINK(A1)"


def test_a_dump_of_the_register_can_be_the_bodies(tmp_path: Path) -> None:
    record = {
        "id": "https://ror.org/02vjkv261",
        "status": "active",
        "types": ["government"],
        "names": [{"value": "Inserm", "types": ["label", "ror_display"], "lang": "fr"}],
        "admin": {"last_modified": {"date": "2026-01-01"}},
    }
    dump, path = tmp_path / "ror.jsonl", tmp_path / "list.txt"
    dump.write_text(json.dumps(record), encoding="utf-8")
    path.write_text("grid.1, https://ror.org/02vjkv261\n", encoding="utf-8")
    (row,) = rows(run(path, "--registry", dump, "--format", "csv").stdout)
    assert (row["id"], row["decided_by"]) == ("https://ror.org/02vjkv261", "identifier")


def test_evaluation_measures_what_was_not_learned_from(tmp_path: Path) -> None:
    """Precision and recall of a small set are those counted by hand."""
    names = ["Alpha Institute", "Beta University", "Gamma Hospital", "Delta College"]
    ids = ["02vjkv261", "02feahw73", "02kzqn938", "057qpr032"]
    dump, gold = tmp_path / "ror.jsonl", tmp_path / "gold.json"
    dump.write_text(
        "\n".join(
            json.dumps(
                {
                    "id": f"https://ror.org/{ror}",
                    "status": "active",
                    "types": ["education"],
                    "names": [{"value": name, "types": ["label", "ror_display"], "lang": "en"}],
                    "admin": {"last_modified": {"date": "2026-01-01"}},
                }
            )
            for name, ror in zip(names, ids, strict=True)
        ),
        encoding="utf-8",
    )
    strings = [
        {"affiliation": f"{name}, {n}", "ror_ids": [f"https://ror.org/{ror}"]}
        for name, ror in zip(names, ids, strict=True)
        for n in range(20)
    ] + [{"affiliation": f"Beta University, X{n}", "ror_ids": []} for n in range(20)]
    gold.write_text(json.dumps(strings), encoding="utf-8")
    done = CliRunner().invoke(
        cli,
        ["evaluate", "reconcile", str(gold), "--registry", str(dump), "--threshold", "0.3",
         "--format", "csv", "--lang", "en"],
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    ours, baseline = rows(done.stdout)
    assert int(ours["strings"]) < 100  # the training half is left out
    assert (ours["method"], baseline["method"]) == ("coopgraph", "rapidfuzz")
    # Everything is found, and a sixth of it where the label says that nothing is there.
    assert float(ours["recall"]) == 1
    assert 0.6 < float(ours["precision"]) < 0.95


def test_each_text_is_counted_once(tmp_path: Path) -> None:
    """A text with an answer that names more, which nothing answers surely, is no text to review."""
    path, review = tmp_path / "list.txt", tmp_path / "review.csv"
    path.write_text("Institut Cochin, U1167\nCHU de Lille\nAPHP\nNichtexistenz GmbH\n", "utf-8")
    done = run(path, "--review-to", review)
    assert "4 texts; with an answer: 2, to review: 1, without an answer: 1" in done.stderr
    assert "of those with an answer, 1 stands in the review, too" in done.stderr
    assert f"then --decisions {review}" in done.stderr
    texts = [row["text"] for row in rows(review.read_text(encoding="utf-8"))]
    assert list(dict.fromkeys(texts)) == ["Institut Cochin, U1167", "APHP", "Nichtexistenz GmbH"]
    assert "stands in the review" not in run(path, "--match", "0.4").stderr


def test_the_other_columns_stay_beside_the_text(tmp_path: Path) -> None:
    """In their order; ours keep their names, and nothing of theirs becomes a formula."""
    path = tmp_path / "list.csv"
    path.write_text(
        "Montant;nom;Ville;Country;=x;;;Ville\n"
        "1200,50;CHU Lille;Lille;France;@SUM(A1);;note;\n;CHRU de Lille\n",
        encoding="utf-8",
    )
    done = run(path, "--format", "csv", "--candidates", "0")
    first, second = rows(done.stdout)
    assert list(first) == [
        "number", "text", "Montant", "Ville", "Country_2", "'=x", "column_7", "Ville_2",
        "decision", "id", "name", "score", "reasons", "city", "country", "ror", "decided_by",
    ]  # fmt: skip
    assert list(first.values())[2:8] == ["1200,50", "Lille", "France", "'@SUM(A1)", "note", ""]
    assert (first["id"], first["city"], first["country"]) == ("chu-de-lille", "Lille", "FR")
    assert (second["Montant"], second["Ville"], second["id"]) == ("", "", "chu-de-lille")
    shown = run(path, "--format", "table", "--candidates", "0").stdout
    assert "1 – CHU Lille – 1200,50 – Lille – France – @SUM(A1) – note\n" in shown


def french(*words: object) -> Result:
    return CliRunner().invoke(cli, ["reconcile", *map(str, words), "--lang", "fr"])


def test_french_files_open_in_a_french_spreadsheet(names: Path, tmp_path: Path) -> None:
    """With a mark, semicolons and decimal commas; what a program reads from a pipe stays plain."""
    answers, review = tmp_path / "answers.csv", tmp_path / "review.csv"
    done = french(names, "-o", answers, "--review-to", review)
    assert done.exit_code == 0, done.stderr
    for path in (answers, review):
        text = path.read_bytes().decode("utf-8")
        assert text.startswith("\ufeff")
        assert text.count("\n") == text.count("\r\n") > 1
        table = list(csv.DictReader(io.StringIO(text[1:], newline=""), delimiter=";"))
        assert all(None not in row and None not in row.values() for row in table)
        scores = [row["score"] for row in table if row["score"]]
        assert scores
        assert all(0 < float(score.replace(",", ".")) <= 1 and "." not in score for score in scores)
    assert french(names, "--format", "csv").stdout.startswith("number,text,")
    assert run(names, "-o", answers).exit_code == 0
    assert answers.read_bytes().startswith(b"number,text,")


@pytest.mark.parametrize("saved", ["as it was", "cp1252", "UTF-8", "plain CSV"])
def test_a_french_review_goes_there_and_back(tmp_path: Path, saved: str) -> None:
    """As Excel saves it again: in the code page of Windows, without a mark, or as it was."""
    path, review = tmp_path / "list.csv", tmp_path / "review.csv"
    path.write_text("nom\nAPHP\n=Été; à part\n", encoding="utf-8")
    assert french(path, "--review-to", review).exit_code == 0
    text = review.read_bytes().decode("utf-8-sig")
    table = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=";"))
    assert [row["text"] for row in (table[0], table[-1])] == ["APHP", "'=Été; à part"]
    table[0]["decision"], table[-1]["decision"] = "Oui", "inserm"
    stream = io.StringIO(newline="")
    mark = "," if saved == "plain CSV" else ";"
    writer = csv.DictWriter(stream, list(table[0]), delimiter=mark, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(table)
    form = {"as it was": "utf-8-sig", "cp1252": "cp1252"}.get(saved, "utf-8")
    review.write_bytes(stream.getvalue().encode(form))
    again = french(path, "--decisions", review, "--format", "csv", "--candidates", "0")
    assert [(row["id"], row["decided_by"]) for row in rows(again.stdout)] == [
        ("ap-hp", "person"),
        ("inserm", "person"),
    ]

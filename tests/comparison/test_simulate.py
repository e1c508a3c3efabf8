"""What would change if some facts were true: gaps, ranks, and nothing that is written."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import coopgraph
from coopgraph.cli import cli
from coopgraph.comparison import Simulation
from coopgraph.curation.hypotheses import HYPOTHESIS
from coopgraph.errors import CurationError, SourceError, StoreError
from coopgraph.landscape import Landscape
from coopgraph.resources import cache_folder, example_dir

DAY = "2024-12-31"
LILLE = "convention-university/universite-de-lille"


@pytest.fixture(scope="module")
def example() -> Landscape:
    return coopgraph.load([example_dir()], as_of=DAY)


@pytest.fixture(scope="module")
def packaged() -> Landscape:
    return coopgraph.load(as_of="2026-11-20")


def table(folder: Path, name: str, *lines: str) -> Path:
    path = folder / name
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def gaps(found: Simulation) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.kind,
            one.gap.id,
            one.old.status.value if one.old else "",
            one.new.status.value if one.new else "",
        )
        for one in found.difference.gaps or ()
    ]


def run(*arguments: str) -> Result:
    return CliRunner().invoke(
        cli, ["simulate", *arguments, "--data", str(example_dir()), "--as-of", DAY, "--lang", "en"]
    )


def test_a_signed_convention_closes_its_gap_and_no_other(
    packaged: Landscape, tmp_path: Path
) -> None:
    table(
        tmp_path,
        "agreements.csv",
        "id,class,label_fr,signed_on,duration_years",
        "convention-mixite-lille-2026,MixityConvention,Convention de mixité Lille,2026-11-01,5",
    )
    table(
        tmp_path,
        "agreement_parties.csv",
        "agreement,party",
        "convention-mixite-lille-2026,inserm",
        "convention-mixite-lille-2026,universite-de-lille",
    )
    found = packaged.simulate(tmp_path, exact=True)
    assert gaps(found) == [("closed", LILLE, "candidate", "covered")]
    assert (found.hypotheses.added, found.hypotheses.changed) == (3, 0)
    assert found.hypotheses.unsourced == 3


def test_an_end_opens_a_covered_gap_again(packaged: Landscape, tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "agreements.csv",
        "id,end_date",
        "convention-mixite-universite-de-bordeaux,2025-12-31",
    )
    found = packaged.simulate(file, types="convention", measure=None)
    reopened = "convention-university/universite-de-bordeaux"
    assert gaps(found) == [("reopened", reopened, "covered", "lapsed")]
    assert found.ranking is None


def test_columns_that_the_file_lacks_stay(example: Landscape, tmp_path: Path) -> None:
    name = "accord-cadre-organisme-national-d-essais"
    file = table(tmp_path, "agreements.csv", "id,end_date", f"{name},2030-12-31")
    found = example.simulate(file, measure=None)
    (row,) = [r.record for r in found.hypotheses.tables.rows["agreements"] if r.record.id == name]
    assert row.label_fr == "Accord-cadre avec l’Organisme national d’essais"
    assert (row.signed_year, row.source, row.locator) == (2021, HYPOTHESIS, None)
    assert row.end_date is not None and row.end_date.isoformat() == "2030-12-31"


def test_a_fact_with_its_own_source_keeps_it(example: Landscape, tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "agreements.csv",
        "id,class,label_fr,signed_year,source,confidence",
        "accord-x,FrameworkAgreement,Accord X,2024,page-y,medium",
    )
    found = example.simulate(file, measure=None, types="convention")
    assert found.hypotheses.unsourced == 0
    assert all(row.record.id != HYPOTHESIS for row in found.hypotheses.tables.rows["sources"])


def test_evidence_shows_the_hypothesis(example: Landscape, tmp_path: Path) -> None:
    name = "accord-cadre-organisme-national-d-essais"
    file = table(tmp_path, "agreements.csv", "id,end_date", f"{name},2023-12-31")
    other, _ = example.assume(file)
    gap = next(g for g in other.gaps("convention") if g.id.endswith("organisme-national-d-essais"))
    assert {item.source.rpartition("/")[2] for item in gap.evidence} >= {HYPOTHESIS}
    assert any("Hypothèse" in item.source_title for item in gap.evidence)


def test_ranks_move_with_a_new_tie(example: Landscape, tmp_path: Path) -> None:
    file = table(
        tmp_path,
        "cotutelles.csv",
        "structure,body,role",
        "u-1,universite-des-trois-rives,supervising-body",
        "u-1,ecole-des-modeles,supervising-body",
    )
    found = example.simulate(file, types="convention", replicates=20)
    assert found.moves and found.ranking is not None and found.ranking.replicates == 20
    first = found.moves[0]
    assert first.old is not None and first.new is not None and first.gain
    assert first.old.rank is not None and first.new.rank == first.old.rank - first.gain
    gains = [abs(one.gain) for one in found.moves if one.gain is not None]
    assert gains == sorted(gains, reverse=True)


def test_nothing_is_written(example_copy: Path, tmp_path: Path) -> None:
    kept = cache_folder()
    landscape = coopgraph.load([example_copy], as_of=DAY)
    folders = [folder for folder in (example_copy, kept) if folder is not None and folder.is_dir()]

    def state() -> dict[Path, bytes]:
        return {path: path.read_bytes() for folder in folders for path in sorted(folder.iterdir())}

    before, quads = state(), len(list(landscape.store.quads()))
    file = table(tmp_path, "agreements.csv", "id,end_year", "accord-zephyrie,2024")
    landscape.simulate(file, exact=True)
    assert state() == before
    assert len(list(landscape.store.quads())) == quads


@pytest.mark.parametrize(
    ("name", "lines", "place", "told"),
    [
        ("agreements.csv", ["id,end_date", "accord-zephyrie,demain"], ":2", "not a date"),
        ("agreements.csv", ["id,end_day", "accord-zephyrie,2024"], ":1", "no such column"),
        ("agreements.csv", ["id,end_year", "accord-nouveau,2024"], ":2", "class"),
        ("agreement_parties.csv", ["agreement,party", "nul,inconnu"], ":2", "nul"),
        ("agreement.csv", ["id,end_year", "accord-zephyrie,2024"], "", "agreements"),
        ("cotutelles.csv", ["structure,role", "u-1,supervising-body"], ":1", "body"),
    ],
    ids=["cell", "column", "new-without-class", "reference", "name", "key-column"],
)
def test_a_bad_table_names_its_line(
    tmp_path: Path, name: str, lines: list[str], place: str, told: str
) -> None:
    file = table(tmp_path, name, *lines)
    result = run(str(file))
    assert result.exit_code == 3
    assert result.stdout == ""
    assert f"{file}{place}" in result.stderr and told in result.stderr


def test_a_row_that_means_several_facts_is_refused(example: Landscape, tmp_path: Path) -> None:
    lines = "awarded_to,label,end_year", "siric-modele,siric,2030"
    file = table(tmp_path, "label_awards.csv", *lines)
    with pytest.raises(CurationError, match=r"label_awards.csv:2 .*several facts"):
        example.simulate(file)


def test_the_same_fact_twice_is_refused(example: Landscape, tmp_path: Path) -> None:
    rows = ["accord-zephyrie,2024", "accord-zephyrie,2025"]
    file = table(tmp_path, "agreements.csv", "id,end_year", *rows)
    with pytest.raises(CurationError, match="the same key"):
        example.simulate(file)


def test_no_row_and_no_file_are_refused(example: Landscape, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no row to assume"):
        example.simulate(table(tmp_path, "agreements.csv", "id,end_year"))
    with pytest.raises(SourceError, match="no such file"):
        example.simulate(tmp_path / "nowhere")


def test_a_written_store_has_no_tables(example: Landscape, tmp_path: Path) -> None:
    bare = Landscape(example.store, example.as_of)
    with pytest.raises(StoreError, match="--data"):
        bare.simulate(tmp_path)


def test_a_workbook_says_the_same_as_a_table(example: Landscape, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    import datetime

    book = openpyxl.Workbook()
    name = "accord-cadre-organisme-national-d-essais"
    book.active.append(["id", "end_date", "duration_years"])
    book.active.append([name, datetime.datetime(2023, 12, 31), 3])
    book.save(tmp_path / "agreements.xlsx")
    file = table(tmp_path, "agreements.csv", "id,end_date,duration_years", f"{name},2023-12-31,3")
    found = [
        gaps(example.simulate(path, measure=None, types="convention"))
        for path in (tmp_path / "agreements.xlsx", file)
    ]
    assert found[0] == found[1] != []


def test_another_focus(tmp_path: Path) -> None:
    other = coopgraph.load([example_dir()], as_of=DAY, focus="CHU de Valfictif")
    file = table(tmp_path, "agreements.csv", "id,end_year", "accord-zephyrie,2024")
    assumed, _ = other.assume(file)
    assert assumed.focus == other.focus
    assert assumed.title("fr") == other.title("fr")


@pytest.mark.parametrize("format_", ["table", "md", "csv", "tsv", "json", "xlsx"])
def test_formats(tmp_path: Path, format_: str) -> None:
    name = "accord-cadre-organisme-national-d-essais"
    file = table(tmp_path, "agreements.csv", "id,end_date", f"{name},2023-12-31")
    output = tmp_path / "changes"
    result = run(
        str(file), "--type", "convention", "--exact", "--format", format_, "-o", str(output)
    )
    assert result.exit_code == 0, result.stderr
    content = output.read_bytes()
    reopened = "convention-research-body/organisme-national-d-essais"
    if format_ == "xlsx":
        assert content.startswith(b"PK")
        return
    text = content.decode()
    if format_ == "json":
        document = json.loads(text)
        assert document["assumed"]["changed"] == 1
        assert [(gap["change"], gap["id"]) for gap in document["gaps"]] == [("reopened", reopened)]
        assert document["ranks"]["moves"] == []
    elif format_ in ("csv", "tsv"):
        rows = list(csv.DictReader(io.StringIO(text), delimiter="," if format_ == "csv" else "\t"))
        assert [row["subject"] for row in rows if row["change"] == "gap-reopened"] == [reopened]
    else:
        assert "gaps open again" in text and "hypothesis" in text

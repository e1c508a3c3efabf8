"""Imports into a folder: repeated, updated, beside others, changed by hand, by command."""

from __future__ import annotations

import csv
import errno
import gzip
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError, SourceError
from coopgraph.importing import KINDS, importer_of, settle
from coopgraph.importing.folder import workplace
from coopgraph.importing.run import import_files

Maker = Callable[..., dict[str, Any]]


def tables(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.glob("*.csv"))}


def write(path: Path, *records: dict[str, Any]) -> Path:
    path.write_text(json.dumps(records), encoding="utf-8")
    return path


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_the_order_of_imports_and_the_hash_seed_change_nothing(
    rnsr_file: Path, open_data: Path, tmp_path: Path
) -> None:
    ror = open_data / "ror" / "ror-fr-v2.json.gz"
    orders = ([("rnsr", rnsr_file), ("ror", ror)], [("ror", ror), ("rnsr", rnsr_file)])
    script = (
        "import sys; from pathlib import Path; from coopgraph.importing.run import import_files\n"
        "for kind, file in zip(sys.argv[2::2], sys.argv[3::2]):\n"
        "    import_files(kind, [Path(file)], Path(sys.argv[1]))"
    )
    for seed, order in zip(("1", "77"), orders, strict=True):
        words = [word for kind, file in order for word in (kind, str(file))]
        subprocess.run(
            [sys.executable, "-c", script, str(tmp_path / seed), *words],
            check=True,
            env=os.environ | {"PYTHONHASHSEED": seed},
        )
    # An id is given once, by the register that comes first; all else is the same.
    for name, what in (
        ("organizations", ("class", "label_fr", "acronym", "locator")),
        ("structures", ("class", "label_fr", "unit_number", "locator")),
        ("cotutelles", ("role", "unit_code", "source", "locator")),
        ("identifiers", ("scheme", "value", "source", "locator")),
    ):
        found = [
            sorted(tuple(row[column] for column in what) for row in rows(tmp_path / seed, name))
            for seed in ("1", "77")
        ]
        assert found[0] == found[1]


def test_the_tables_are_sound(rnsr_land: tuple[Path, Any], both_land: tuple[Path, Any]) -> None:
    for folder, _ in (rnsr_land, both_land):
        with pytest.raises(CurationError) as caught:
            read_tables([folder])
        # A landscape is about somebody, and a register is not.
        assert {(f.column, Path(f.file).name) for f in caught.value.faults} == {
            ("focus", "landscape.csv")
        }


def test_a_second_import_of_the_same_file_changes_nothing(rnsr_file: Path, tmp_path: Path) -> None:
    land = tmp_path / "land"
    first = import_files("rnsr", [rnsr_file], land)
    before = tables(land)
    second = import_files("rnsr", [rnsr_file], land)
    assert tables(land) == before
    assert first.change is None
    assert second.change is not None
    assert (second.change.came, second.change.went) == ({}, {})


def test_a_newer_file_shows_the_difference_and_keeps_first_sight(
    open_data: Path, tmp_path: Path
) -> None:
    """Inserm's record in ROR from 2022 to 2026."""
    history = open_data / "ror" / "inserm-02vjkv261-history.jsonl.gz"
    with gzip.open(history, "rt", encoding="utf-8") as stream:
        releases = [json.loads(line) for line in stream]
    old, new = releases[0]["record"], releases[-1]["record"]
    children = [
        {
            relation["id"]
            for relation in record["relationships"]
            if relation["type"].lower() == "child"
        }
        for record in (old, new)
    ]
    assert len(children[1] - children[0]) > 100
    land = tmp_path / "land"
    import_files("ror", [write(tmp_path / "old.json", old)], land, dated="2022-03")
    summary = import_files("ror", [write(tmp_path / "new.json", new)], land, dated="2026-06")
    assert summary.change is not None
    assert summary.change.before == "2022-03"
    assert summary.change.came["cotutelles"] == len(children[1] - children[0])
    assert summary.change.went["cotutelles"] == len(children[0] - children[1])
    seen = rows(land / "imports", "sightings")
    inserm = [row for row in seen if row["what"] == "organizations ror:02vjkv261"]
    assert [(row["first"], row["last"]) for row in inserm] == [("2022-03", "2026-06")]
    gone = {row["what"] for row in seen if row["last"] == "2022-03"}
    assert len(gone) == 2 * len(children[0] - children[1])


def test_decisions_are_kept_and_obeyed(tmp_path: Path, ror_record: Maker) -> None:
    land = tmp_path / "land"
    isni = [{"type": "isni", "all": ["0000 0001 2186 6389"], "preferred": None}]
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un", external_ids=isni))
    import_files("ror", [file], land)
    assert rows(land, "organizations")[0]["id"] == "inserm"
    decisions = land / "imports" / "decisions.csv"
    text = "a;b;decision;reason\r\nror:02vjkv261;id:inserm;different;autre organisme\r\n"
    decisions.write_text(text, encoding="utf-8-sig")
    import_files("ror", [file], land)
    assert decisions.read_text(encoding="utf-8-sig") == text.replace("\r\n", "\n")


@pytest.mark.parametrize("word", ["maybe", ""])
def test_a_decision_that_decides_nothing_is_refused(
    tmp_path: Path, ror_record: Maker, word: str
) -> None:
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    import_files("ror", [file], land)
    (land / "imports" / "decisions.csv").write_text(
        f"a,b,decision,reason\nror:02vjkv261,id:x,{word},\n", encoding="utf-8"
    )
    with pytest.raises(SourceError, match="line 2"):
        import_files("ror", [file], land)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"a,b,decision\nror:,ror:02vjkv261,same\n", "line 2: needs two keys"),
        (
            b"a,b,decision\nror:02vjkv261,id:x,same\nid:x,ror:ror.org/02vjkv261,different\n",
            "line 3: .*than line 2",
        ),
        (b"a,b,decision\nsiren:12,id:x,same\n", "line 2: '12' is not a SIREN identifier"),
        (b"a,b,decision\nid:x,ror:02vjkv262,same\n", "line 2: .* check character is wrong"),
        (b"a,b,decision\nid:x,siren:000,same\n", "line 2: needs two keys"),
        (b"a,b,decision\nid:Foo bar/e,ror:02vjkv261,same\n", "line 2: 'id:Foo bar/e' is no id"),
        (b"a,b,decision\nror:02vjkv261,id:france,same\n", "line 2: id:france is a place"),
        (
            b"a,b,decision\n\nsirn:180036048,id:x,same\n",
            "line 3: no kind of key 'sirn' .*id, rnsr, ror",
        ),
        (b"a,b,decision\nid:x,partner:17,same\n", "line 2: no kind of key 'partner'"),
        ("a,b,decision\n".encode("utf-16-le"), "no text"),
        ("a,b,decision\nsiren:12,id:x,same\n".encode("utf-16"), "line 2: '12' is not a SIREN"),
    ],
)
def test_decisions_that_cannot_be_meant_are_refused(
    tmp_path: Path, ror_record: Maker, text: bytes, said: str
) -> None:
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    import_files("ror", [file], land)
    (land / "imports" / "decisions.csv").write_bytes(text)
    before = tables(land)
    with pytest.raises(SourceError, match=said):
        import_files("ror", [file], land)
    assert tables(land) == before


def test_a_decision_may_name_what_a_table_of_ones_own_knows_or_no_file_holds_any_more(
    tmp_path: Path, ror_record: Maker
) -> None:
    land = tmp_path / "land"
    (tmp_path / "partners.csv").write_text("code,name\n17,Autre nom\n", encoding="utf-8")
    (tmp_path / "map.yaml").write_text(
        "source: {title: Ours, id: partners}\n"
        "bodies: {it: {class: Organisation, key: code, names: {fr: name}}}\n",
        encoding="utf-8",
    )
    mapping = str(tmp_path / "map.yaml")
    import_files("table", [tmp_path / "partners.csv"], land, mapping=mapping, dated="2026")
    (land / "imports" / "decisions.csv").write_text(
        "a,b,decision\nror:02vjkv261,partners:17,same\nrnsr-body:gone,id:x,different\n", "utf-8"
    )
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    import_files("ror", [file], land)
    (row,) = rows(land, "organizations")
    assert row["id"] == "partners-17"


def test_a_decision_may_write_a_number_as_a_page_shows_it(
    tmp_path: Path, ror_record: Maker
) -> None:
    land = tmp_path / "land"
    (land / "imports").mkdir(parents=True)
    (land / "imports" / "decisions.csv").write_text(
        "a,b,decision\n"
        "ror:https://ror.org/02vjkv261/,id:inserm,different\n"
        "ror:02vjkv269,id:x,same\n",
        "utf-8",
    )
    # Whatever a register prints is its own, also with a wrong check character.
    file = write(
        tmp_path / "a.json", ror_record("02vjkv261", "Un"), ror_record("02vjkv269", "Deux")
    )
    import_files("ror", [file], land)
    assert {row["id"] for row in rows(land, "organizations")} == {"ror-02vjkv261", "x"}


@pytest.mark.parametrize(
    ("key", "other"),
    [
        ("ROR:02vjkv261", "ID:inserm-d-essai"),
        ("https://ror.org/02vjkv261", "id:inserm-d-essai"),
        ("ror.org/02vjkv261/", "Id:inserm-d-essai"),
        ("https://www.wikidata.org/wiki/Q1", "id:inserm-d-essai"),
        ("http://www.wikidata.org/entity/Q1", "id:inserm-d-essai"),
    ],
)
def test_a_decision_may_be_pasted(key: str, other: str, tmp_path: Path, ror_record: Maker) -> None:
    land = tmp_path / "land"
    (land / "imports").mkdir(parents=True)
    (land / "imports" / "decisions.csv").write_text(f"a,b,decision\n{key},{other},same\n", "utf-8")
    record = ror_record("02vjkv261", "Un")
    record["external_ids"] = [{"type": "wikidata", "all": ["Q1"], "preferred": "Q1"}]
    import_files("ror", [write(tmp_path / "a.json", record)], land)
    (row,) = rows(land, "organizations")
    assert row["id"] == "inserm-d-essai"


def test_decisions_may_be_in_the_code_page_of_a_spreadsheet(
    tmp_path: Path, ror_record: Maker
) -> None:
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    import_files("ror", [file], land)
    assert rows(land, "organizations")[0]["id"] == "inserm"
    (land / "imports" / "decisions.csv").write_bytes(
        "a;b;decision;reason\r\nror:02vjkv261;id:inserm;different;même nom\r\n".encode("cp1252")
    )
    (land / "imports" / "staging.sqlite").unlink()
    import_files("ror", [file], land)
    assert rows(land, "organizations")[0]["id"] == "ror-02vjkv261"


def test_two_imports_at_once_do_not_lose_one(tmp_path: Path, ror_record: Maker) -> None:
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    with workplace(land), pytest.raises(SourceError, match="another import"):
        import_files("ror", [file], land)
    import_files("ror", [file], land)
    assert len(rows(land, "organizations")) == 1


def test_a_lock_whose_file_was_removed_keeps_nobody_out_and_is_not_taken(
    tmp_path: Path, ror_record: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An import that fails in a new folder removes its lock, which another one may have open."""
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    connect, left = sqlite3.connect, iter(range(1))

    def removed(path: Path, **options: Any) -> sqlite3.Connection:
        found = connect(path, **options)
        if path.name == ".lock" and next(left, None) is not None:
            path.unlink()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", removed)
        place = workplace(land)
        with place as work:
            with pytest.raises(SourceError, match="another import"):
                import_files("ror", [file], land)
            assert work.is_dir()
    assert next(left, None) is None


def test_what_a_killed_import_left_is_cleared_away(tmp_path: Path, ror_record: Maker) -> None:
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    import_files("ror", [file], land)
    before = sorted(path.name for path in (land / "imports").iterdir())
    script = (
        "import os, sys; from pathlib import Path; from coopgraph.importing.folder import workplace"
        "\nwith workplace(Path(sys.argv[1])) as place:\n"
        "    (place / 'a.csv').write_text('x'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(land)], check=False)
    assert any(path.name.startswith(".work-") for path in (land / "imports").iterdir())
    import_files("ror", [file], land)
    assert sorted(path.name for path in (land / "imports").iterdir()) == before


@pytest.mark.parametrize("moves", range(1, 9))
def test_an_import_killed_while_it_moves_is_finished_by_the_next(
    tmp_path: Path, ror_record: Maker, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    one = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    two = write(tmp_path / "b.json", ror_record("02feahw73", "Deux"), ror_record("02vjkv261", "Un"))
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    for land in (whole, cut):
        import_files("ror", [one], land, dated="2024")
    import_files("ror", [two], whole, dated="2025")
    moved, left = os.replace, iter(range(moves))

    def killed(old: Path, new: Path) -> None:
        if next(left, None) is None:
            raise SystemExit(9)
        moved(old, new)

    with monkeypatch.context() as patch:
        patch.setattr("coopgraph.importing.publishing.os.replace", killed)
        with pytest.raises(SystemExit):
            import_files("ror", [two], cut, dated="2025")
    with workplace(cut):
        pass
    assert tables(cut) == tables(whole)
    assert tables(cut / "imports" / "previous") == tables(whole / "imports" / "previous")
    assert not (cut / "imports" / ".ready").exists()


def test_a_full_disk_is_told_and_changes_nothing(
    tmp_path: Path, ror_record: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    import_files("ror", [file], land)
    import_files("ror", [file], land)
    before = {path: path.read_bytes() for path in sorted(land.rglob("*")) if path.is_file()}

    def full(old: Path, new: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    def database(*_: object, **__: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    for place, cause in (("folder.shutil.copyfile", full), ("run.settle_tables", database)):
        with monkeypatch.context() as patch:
            patch.setattr(f"coopgraph.importing.{place}", cause)
            with pytest.raises(SourceError, match="cannot be written"):
                import_files("ror", [file], land)
    after = {path: path.read_bytes() for path in sorted(land.rglob("*")) if path.is_file()}
    assert after == before


def test_an_older_file_over_a_newer_one_is_said(tmp_path: Path, ror_record: Maker) -> None:
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    command = ["import", "ror", str(file), "-o", str(tmp_path / "land"), "--lang", "en", "--dated"]
    said = [CliRunner().invoke(cli, [*command, day]).stderr for day in ("2025-01", "2025", "2024")]
    assert ["newer" in text for text in said] == [False, False, True]


def test_tables_changed_by_hand_are_not_written_over(tmp_path: Path, ror_record: Maker) -> None:
    land = tmp_path / "land"
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    import_files("ror", [file], land)
    with (land / "organizations.csv").open("a", encoding="utf-8") as stream:
        stream.write("mine,Company,Mine,,,,,,,,,ror,x,high,\n")
    with pytest.raises(SourceError, match="changed since the last import"):
        import_files("ror", [file], land)
    assert "mine,Company" in (land / "organizations.csv").read_text(encoding="utf-8")


def test_a_folder_of_other_tables_is_not_touched(
    example_copy: Path, tmp_path: Path, ror_record: Maker
) -> None:
    before = tables(example_copy)
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    with pytest.raises(SourceError, match="no import made"):
        import_files("ror", [file], example_copy)
    assert tables(example_copy) == before


def test_what_another_folder_describes_is_not_described_again(
    curated_folder: Path, tmp_path: Path, rnsr_file: Path
) -> None:
    land = tmp_path / "land"
    import_files("rnsr", [rnsr_file], land, beside=[curated_folder])
    assert "inserm" not in {row["id"] for row in rows(land, "organizations")}
    assert "inserm" in {row["body"] for row in rows(land, "cotutelles")}


def test_names_of_a_row_that_was_not_chosen_stay(both_land: tuple[Path, Any]) -> None:
    """RNSR describes a unit; the English name and the acronym that ROR gives it are kept."""
    land, _ = both_land
    found = {(row["entity"], row["alias"]): row for row in rows(land, "aliases")}
    english, acronym = found["u-968", "Vision Institute"], found["rnsr-199613757a", "LMA"]
    assert (english["language"], english["source"]) == ("en", "ror")
    assert (acronym["kind"], acronym["source"]) == ("acronym", "ror")


def test_a_new_landscape_is_read_together_with_registers_made_beside_it(
    tmp_path: Path, ror_record: Maker
) -> None:
    """Its tables have a mark and semicolons; the packaged landscape calls the body otherwise."""
    mine, land = tmp_path / "mine", tmp_path / "land"
    asked = ["new", str(mine), "--name", "Un", "--ror", "02vjkv261", "--lang", "fr"]
    assert CliRunner().invoke(cli, asked).exit_code == 0
    file = write(
        tmp_path / "a.json", ror_record("02vjkv261", "Un"), ror_record("02feahw73", "Deux")
    )
    import_files("ror", [file], land, beside=[mine])
    assert {row["label_fr"] for row in rows(land, "organizations")} == {"Deux"}
    both = read_tables([mine, land])
    assert len(both.rows["organizations"]) == len(rows(land, "organizations")) + 3
    (mine / "identifiers.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(CurationError) as caught:
        import_files("ror", [file], land, beside=[mine])
    assert {Path(fault.file).name for fault in caught.value.faults} == {"identifiers.csv"}


def test_many_bodies_of_all_countries_are_mentioned(
    tmp_path: Path, ror_record: Maker, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(
        tmp_path / "a.json", ror_record("02vjkv261", "Un"), ror_record("02feahw73", "Deux")
    )

    def said(*options: str) -> str:
        target = str(tmp_path / "land")
        answer = CliRunner().invoke(
            cli, ["import", "ror", str(file), "-o", target, "--lang", "en", *options]
        )
        assert answer.exit_code == 0
        return answer.stderr

    assert "--country" not in said()
    monkeypatch.setattr("coopgraph.cli.import_said._MANY", 1)
    assert "2 bodies; every command will read all of them; --country FR keeps" in said()
    assert "every command" not in said("--quiet")
    assert "every command" not in said("--country", "FR")


def test_help_of_a_kind_begins_with_an_example() -> None:
    for kind in KINDS:
        help_ = CliRunner().invoke(cli, ["import", kind, "--help", "--lang", "en"]).stdout
        first = help_.partition("\n\n")[2].split("\n\n")[0].split("\n")
        importer = importer_of(kind)
        assert first[0].strip() == "Example:"
        assert first[1].strip() == f"coopgraph import {kind} {importer.example} -o land"
        assert importer.example
        assert ("--country" in help_) == importer.by_country
    assert {kind for kind in KINDS if not importer_of(kind).by_country} == {
        "rnsr", "etablissements", "finess", "finess-sites", "scanr", "crosswalk",
    }  # fmt: skip


def test_a_register_of_one_country_cannot_be_asked_for_another(tmp_path: Path) -> None:
    answer = CliRunner().invoke(
        cli, ["import", "rnsr", "a.csv", "-o", str(tmp_path / "x"), "--country", "DE"]
    )
    assert answer.exit_code == 2


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("numbers_2025-dialect-excerpt.csv", "2025"),
        ("nodes_2017.csv", "2017"),
        ("2024.csv", "2024"),
        ("numbers-2024-01.csv", "2024-01"),
        ("numbers_2021-2027.csv", ""),
        ("numbers 2021 2027.csv", ""),
        ("numbers_2019v1.csv", ""),
        ("12025.csv", ""),
        ("numbers-2.2025.csv", ""),
        ("numbers_2019_23.csv", ""),
        ("numbers_1999.csv", ""),
    ],
)
def test_a_year_alone_in_a_name_is_a_date(tmp_path: Path, name: str, day: str) -> None:
    file = tmp_path / name
    file.write_text("rnsr,grid\n200012121E,grid.1.1\n", encoding="utf-8")
    os.utime(file, (0, 0))
    summary = import_files("crosswalk", [file], tmp_path / "land")
    assert (summary.dated, summary.undated) == (day or "1970-01-01", not day)
    assert import_files("crosswalk", [file], tmp_path / "new", dated="2023").dated == "2023"


def test_a_file_that_says_no_date_is_not_given_one_unsaid(
    tmp_path: Path, ror_record: Maker
) -> None:
    file = write(tmp_path / "a.csv", ror_record("02vjkv261", "Un"))
    file.write_text("rnsr,grid\n200012121E,grid.1.1\n", encoding="utf-8")
    os.utime(file, (0, 0))
    for dated, undated in ((None, True), ("2022", False)):
        summary = import_files("crosswalk", [file], tmp_path / "land", dated=dated)
        assert summary.undated is undated
        (source,) = rows(tmp_path / "land", "sources")
        assert source["published"] == (dated or "1970-01-01")
        assert ("no date stated" in source["note"]) is undated
        assert ("pas de date indiquée" in source["note_fr"]) is undated
    said = CliRunner().invoke(
        cli, ["import", "crosswalk", str(file), "-o", str(tmp_path / "x"), "--lang", "en"]
    )
    assert "--dated" in said.stderr


def test_only_bodies_of_a_country_are_kept(
    tmp_path: Path, open_data: Path, ror_record: Maker
) -> None:
    def at(country: str) -> list[dict[str, Any]]:
        details = {"country_code": country, "name": "X", "lat": 1.0, "lng": 2.0}
        return [{"geonames_id": 7, "geonames_details": details}]

    file = write(
        tmp_path / "a.json",
        ror_record("02vjkv261", "Ici", locations=at("FR")),
        ror_record("02feahw73", "Là", locations=at("DE")),
        ror_record("02kzqn938", "Nulle part"),
    )
    summary = import_files("ror", [file], tmp_path / "land", countries=["fr"])
    assert [row["label_fr"] for row in rows(tmp_path / "land", "organizations")] == ["Ici"]
    assert {reason: n for reason, n, _ in summary.skipped} == {"other-country": 2}
    split = sorted((open_data / "cordis-h2020-2016").glob("*.csv.gz"))
    import_files("cordis", split, tmp_path / "eu", countries=["FR"])
    with gzip.open(split[2], "rt", encoding="utf-8", newline="") as stream:
        french = sum(row["country"] == "FR" for row in csv.DictReader(stream, delimiter="\t"))
    assert len(rows(tmp_path / "eu", "organizations")) == french
    refused = CliRunner().invoke(
        cli, ["import", "ror", str(file), "-o", str(tmp_path / "x"), "--country", "ZZ"]
    )
    assert refused.exit_code == 2


def test_the_command_says_what_it_did(rnsr_file: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        cli,
        ["import", "rnsr", str(rnsr_file), "-o", str(tmp_path / "land"), "--lang", "en",
         "--format", "json"],
    )  # fmt: skip
    assert done.exit_code == 0, done.stderr
    answer = json.loads(done.stdout)
    assert {"step": "read", "what": "records", "number": 4506}.items() <= answer["rows"][0].items()


def test_a_summary_tells_what_this_import_did_and_no_other(
    rnsr_land: tuple[Path, Any], open_data: Path, tmp_path: Path
) -> None:
    folder, first = rnsr_land
    assert first.circles and first.shared and first.dangling and first.blanked
    land = tmp_path / "land"
    shutil.copytree(folder, land)

    def links() -> set[tuple[str, ...]]:
        """Return the links without their confidence: a town that is known now makes them surer."""
        return {
            (row["a"], row["b"], row["reason"], row["state"])
            for row in rows(land / "imports", "links")
        }

    before = links()
    (file,) = (open_data / "finess").glob("*.json.gz")
    second = import_files("finess", [file], land)
    assert (second.circles, second.shared, second.dangling, second.blanked) == ({}, 0, {}, {})
    after = links()
    assert before < after
    assert second.links == Counter(link[-1] for link in after - before)
    again = import_files("finess", [file], land)
    assert again.links == {}


def test_a_relation_is_counted_once_whatever_its_ends_turn_out_to_be(
    tmp_path: Path, ror_record: Maker
) -> None:
    """A body with a part and a lost part, a structure with a lost parent."""
    lost = ["https://ror.org/02kzqn938", "https://ror.org/00myw9y39"]
    part = {"type": "child", "id": "https://ror.org/02feahw73", "label": "Part"}
    records = [
        ror_record(
            "02vjkv261",
            "Body",
            relationships=[part, {"type": "child", "id": lost[0], "label": "Lost"}],
        ),
        ror_record(
            "02feahw73",
            "Part",
            types=["facility"],
            relationships=[{"type": "parent", "id": lost[1], "label": "Lost"}],
        ),
    ]
    summary = import_files("ror", [write(tmp_path / "a.json", *records)], tmp_path / "land")
    kept = summary.own.get("cotutelles", 0) + summary.own.get("participations", 0)
    assert kept - sum(summary.dangling.values()) == 1
    assert sum(summary.dangling.values()) == len(lost)
    assert len(rows(tmp_path / "land", "cotutelles")) == 1


def test_links_that_a_decision_leaves_without_a_place_are_counted(
    rnsr_file: Path, rnsr_land: tuple[Path, Any], tmp_path: Path
) -> None:
    """A hospital is decided to be the structure that bears its name: it was a body of eight."""
    folder, before = rnsr_land
    assert not before.unfit
    land = tmp_path / "land"
    shutil.copytree(folder, land)
    (land / "imports" / "decisions.csv").write_text(
        "a,b,decision\nrnsr:195823326S,siren:268000148,same\n", "utf-8"
    )
    summary = import_files("rnsr", [rnsr_file], land)
    gone = Counter(tuple(row.values()) for row in rows(folder, "cotutelles"))
    gone.subtract(tuple(row.values()) for row in rows(land, "cotutelles"))
    assert set(gone.values()) == {0, 1}
    number, places = summary.unfit["cotutelles"]
    assert number == gone.total() == 8
    assert len(places) == 5 and "rnsr 195823326S" in places
    assert list(summary.unfit) == ["cotutelles"]


def test_a_relation_between_what_is_decided_to_be_one_is_counted_once(
    tmp_path: Path, ror_record: Maker
) -> None:
    land = tmp_path / "land"
    (land / "imports").mkdir(parents=True)
    decisions = land / "imports" / "decisions.csv"
    ids = ["02vjkv261", "02feahw73"]
    related = {"type": "related", "id": f"https://ror.org/{ids[1]}", "label": "Two"}
    for kinds in (["government"], ["facility"]):
        part = {"type": "child", "id": f"https://ror.org/{ids[1]}", "label": "Two"}
        parent = {"type": "parent", "id": f"https://ror.org/{ids[0]}", "label": "One"}
        file = write(
            tmp_path / "a.json",
            ror_record(ids[0], "One", types=kinds, relationships=[part, related]),
            ror_record(ids[1], "Two", types=kinds, relationships=[parent]),
        )
        decisions.write_text(f"a,b,decision\nror:{ids[0]},ror:{ids[1]},same\n", "utf-8")
        summary = import_files("ror", [file], land)
        # Both sides state the part; one of them also that the two are related.
        assert sum(number for number, _ in summary.unfit.values()) == 3
        assert summary.unfit["claims"] == (1, (f"ror {ids[0]}",))
        decisions.write_text("a,b,decision\n", "utf-8")
        assert not import_files("ror", [file], land).unfit


def test_headings_are_words_for_readers_and_stay_for_programs(
    tmp_path: Path, ror_record: Maker
) -> None:
    file = write(tmp_path / "a.json", ror_record("02vjkv261", "Un"))
    words = ["import", "ror", str(file), "-o", str(tmp_path / "land"), "--lang", "fr"]
    shown = CliRunner().invoke(cli, [*words, "--format", "md"]).stdout
    assert "| étape | quoi | nombre | exemples |" in shown
    found = {
        lang: list(
            csv.DictReader(
                CliRunner().invoke(cli, [*words[:-1], lang, "--format", "csv"]).stdout.splitlines()
            )
        )
        for lang in ("fr", "en")
    }
    assert list(found["fr"][0]) == ["step", "what", "number", "examples", "meaning"]
    assert (found["fr"][0]["step"], found["fr"][0]["what"]) == ("read", "records")
    assert [row["meaning"] for row in found["fr"]] != [row["meaning"] for row in found["en"]]
    for row in (*found["fr"], *found["en"]):
        del row["meaning"]
    assert found["fr"] == found["en"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["import", "nope", "x"], 2),
        (["import", "ror"], 2),
        (["import", "ror", "x.json"], 2),
        (["import", "ror", "x.json", "-o", "land"], 3),
        (["import", "ror", "x.json", "-o", "land", "--dated", "soon"], 2),
        (["import", "ror", "x.json", "--store", "memory:"], 2),
    ],
)
def test_wrong_use_is_told_from_what_cannot_be_done(
    words: list[str], code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli, words)
    assert done.exit_code == code
    assert list(tmp_path.iterdir()) == []


def test_a_register_goes_straight_into_a_store(open_data: Path, tmp_path: Path) -> None:
    (excerpt,) = (open_data / "rnsr").glob("*2025-dialect-excerpt.csv")
    store = f"oxigraph:{tmp_path / 'store'}"
    done = CliRunner().invoke(cli, ["import", "rnsr", str(excerpt), "--store", store])
    assert done.exit_code == 0, done.stderr
    shown = CliRunner().invoke(cli, ["show", "200610662T", "--store", store, "--format", "csv"])
    assert shown.exit_code == 0, shown.stderr
    assert "École Centrale de Nantes" in shown.stdout or "Ecole Centrale de Nantes" in shown.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["store"]


def test_the_help_of_a_kind_names_page_and_licence() -> None:
    done = CliRunner().invoke(cli, ["import", "rnsr", "--help", "--lang", "en"])
    assert "data.enseignementsup-recherche.gouv.fr" in done.stdout
    assert "Licence Ouverte 2.0" in done.stdout


def test_structures_that_would_contain_each_other_are_parts_of_neither(
    tmp_path: Path, ror_record: Maker
) -> None:
    """A within B, B within C, C within A; D within A stays."""
    ids = {"A": "02vjkv261", "B": "02feahw73", "C": "02kzqn938", "D": "00myw9y39"}
    wholes = {"A": "B", "B": "C", "C": "A", "D": "A"}
    file = write(
        tmp_path / "a.json",
        *(
            ror_record(
                ids[name],
                name,
                types=["facility"],
                relationships=[{"type": "parent", "id": ids[whole], "label": whole}],
            )
            for name, whole in wholes.items()
        ),
    )
    summary = import_files("ror", [file], tmp_path / "land")
    stated = [row for row in rows(tmp_path / "land", "claims") if "subOrg" in row["predicate"]]
    assert [row["locator"] for row in stated] == [ids["D"]]
    assert summary.circles == {"claims.value": 3}


@pytest.mark.parametrize("step", ["_thin_identifiers", "narrow_classes"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_fails_in_either_thread_leaves_the_folder_as_it_was(
    step: str,
    error: BaseException,
    ror_record: Maker,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    land = tmp_path / "land"
    import_files(
        "ror",
        [write(tmp_path / "a.json", ror_record("02vjkv261", "Inserm"))],
        land,
        dated="2026-01",
    )
    before = {path: path.read_bytes() for path in sorted(land.rglob("*")) if path.is_file()}

    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(settle, step, fail)
    more = write(tmp_path / "b.json", ror_record("02feahw73", "CNRS"))
    with pytest.raises(SourceError if isinstance(error, OSError) else KeyboardInterrupt):
        import_files("ror", [more], land, dated="2026-02")
    after = {path: path.read_bytes() for path in sorted(land.rglob("*")) if path.is_file()}
    assert after == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.json", "land"]
    assert not [thread for thread in threading.enumerate() if "ThreadPool" in thread.name]


class _Idle(ThreadPoolExecutor):
    """A thread that begins nothing of what it is given."""

    def submit(self, *_: Any, **__: Any) -> Future[Any]:  # type: ignore[override]
        return Future()


class _Eager(ThreadPoolExecutor):
    """A thread that has done what it is given before anybody else goes on."""

    def submit(self, run: Callable[..., Any], *args: Any, **named: Any) -> Future[Any]:
        future = super().submit(run, *args, **named)
        wait([future])
        return future


@pytest.mark.parametrize("pool", [_Idle, _Eager])
def test_which_thread_writes_a_table_changes_nothing(
    pool: type,
    rnsr_file: Path,
    rnsr_land: tuple[Path, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settle, "ThreadPoolExecutor", pool)
    summary = import_files("rnsr", [rnsr_file], tmp_path / "land")
    folder, before = rnsr_land
    assert tables(tmp_path / "land") == tables(folder)
    for name in ("sightings.csv", "links.csv"):
        assert (tmp_path / "land" / "imports" / name).read_bytes() == (
            folder / "imports" / name
        ).read_bytes()
    assert (summary.rows, summary.own) == (before.rows, before.own)
    assert list(summary.rows) == list(before.rows)


def test_a_register_without_records_has_been_seen_empty(tmp_path: Path) -> None:
    (tmp_path / "none.json").write_text("[]")
    summary = import_files("ror", [tmp_path / "none.json"], tmp_path / "land")
    assert (summary.read, summary.rows) == (0, {"sources": 1})
    seen = (tmp_path / "land" / "imports" / "sightings.csv").read_bytes()
    assert seen == b"register,what,first,last\n"


def test_places_name_their_file_where_several_are_read(tmp_path: Path) -> None:
    one, other = tmp_path / "one.csv", tmp_path / "other.csv"
    one.write_text("ror,siren,confidence\n02vjkv261,180036048,high\n", encoding="utf-8")
    other.write_text("ror,siren,confidence\n02vjkv261,,high\n,,sure\n", encoding="utf-8")
    both = import_files("crosswalk", [one, other], tmp_path / "both")
    found = {reason: places for reason, _, places in both.skipped}
    assert found == {
        "one-number": ["other.csv, line 2"],
        "unknown-confidence": ["other.csv, line 3: sure"],
    }
    alone = import_files("crosswalk", [other], tmp_path / "alone")
    assert ("one-number", 1, ["line 2"]) in alone.skipped


@pytest.mark.parametrize("kind", ["etablissements", "cordis"])
def test_real_files_too(kind: str, open_data: Path, tmp_path: Path) -> None:
    files = {
        "etablissements": sorted((open_data / "esr-etablissements").glob("*principaux*.csv.gz")),
        "cordis": sorted((open_data / "cordis-h2020-2016").glob("*.csv.gz")),
    }[kind]
    summary = import_files(kind, files, tmp_path / "land")
    names = tuple(f"{file.name}, " for file in files)
    places = [place for _, _, places in summary.skipped for place in places]
    of_lines = [place for place in places if re.search(r"\bline \d", place)]
    assert of_lines
    assert all(place.startswith(names) for place in of_lines)


def test_rows_that_fall_together_are_said(rnsr_file: Path, open_data: Path, tmp_path: Path) -> None:
    """The institutions tell that two bodies of RNSR are one; a structure had both."""
    land = tmp_path / "land"
    first = import_files("rnsr", [rnsr_file], land)
    assert not first.together
    assert first.own["cotutelles"] == first.rows["cotutelles"]
    before = rows(land, "cotutelles")
    schools = sorted((open_data / "esr-etablissements").glob("*principaux*.gz"))
    second = import_files("etablissements", schools, land)
    number, places = second.together["cotutelles"]
    after = rows(land, "cotutelles")
    assert number == len(before) - len(after) > 0
    gone = Counter(row["locator"] for row in before) - Counter(row["locator"] for row in after)
    assert set(places) == {f"rnsr {locator}" for locator in gone}
    again = import_files("rnsr", [rnsr_file], land)
    assert again.own["cotutelles"] - again.together["cotutelles"][0] == again.rows["cotutelles"]

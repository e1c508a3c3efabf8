"""Files of another kind of register than was asked for: one message that names the right one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import SourceError
from coopgraph.importing import KINDS, MAPPED
from coopgraph.importing.run import import_files
from coopgraph.importing.signatures import kinds_of

#: By folder of real files: the kinds that read them. What no kind reads is below.
FOLDERS = {
    "cordis": {"cordis"},
    "cordis-h2020-2016": {"cordis"},
    "esr-etablissements": {"etablissements"},
    "finess": {"finess", "finess-sites"},
    "openalex-copub": {"openalex"},
    "rdf-samples": {"rdf"},
    "rnsr": {"rnsr"},
    "ror": {"ror"},
    "scanr": {"scanr"},
    "wikidata-esr": {"wikidata"},
}
OTHERS: dict[str, set[str]] = {
    "rnsr-to-grid_2022-02.csv": {"crosswalk"},
    "cordisref-H2020programmes.csv.gz": set(),
    "fr-cpesr-etablissements.csv": set(),
    "ror-record-release.csv.gz": set(),
    "ror_schema.json": set(),
    "ror_schema_v2_0.json": set(),
    "ror_schema_v2_1.json": set(),
}
#: Tables with numbers of several registers: a crosswalk can be taken from them, too.
ALSO_CROSSWALKS = ("2020v1", "2023-06-06", "2024-01-10", "lineage")


def real_files(open_data: Path) -> list[tuple[Path, set[str]]]:
    return [
        (path, OTHERS.get(path.name, kinds))
        for folder, kinds in FOLDERS.items()
        for path in sorted((open_data / folder).iterdir())
        if path.suffix != ".md"
    ]


def test_every_real_file_is_recognised(open_data: Path) -> None:
    found = {path.name: set(kinds_of(path)) for path, _ in real_files(open_data)}
    assert found == {path.name: kinds for path, kinds in real_files(open_data)}
    gold = open_data / "ror-affiliation-gold"
    assert [kinds_of(path) for path in gold.glob("*.json.gz")] == [()] * 3


def test_every_pair_of_file_and_other_kind_is_refused_by_name(
    open_data: Path, tmp_path: Path
) -> None:
    refused = 0
    for path, kinds in real_files(open_data):
        for kind in KINDS:
            if kind in MAPPED or kind in kinds or not kinds:
                continue
            if kind == "crosswalk" and any(sign in path.name for sign in ALSO_CROSSWALKS):
                continue
            with pytest.raises(SourceError, match="looks like a file of kind") as raised:
                import_files(kind, [path], tmp_path / "land")
            assert any(
                f"coopgraph import {other} {path.name}" in str(raised.value) for other in kinds
            )
            refused += 1
    assert refused > 300
    assert not any(tmp_path.iterdir())


def test_command_suggests_the_kind(open_data: Path, rnsr_file: Path, tmp_path: Path) -> None:
    for lang, words in (
        ("fr", "ressemble à un fichier du genre"),
        ("en", "looks like a file of kind"),
    ):
        target = str(tmp_path / "land")
        answer = CliRunner().invoke(
            cli, ["import", "ror", str(rnsr_file), "-o", target, "--lang", lang]
        )
        assert answer.exit_code == 3
        assert words in answer.stderr
        assert f"coopgraph import rnsr {rnsr_file.name}" in answer.stderr
        assert "Expecting" not in answer.stderr
    turtle = open_data / "rdf-samples" / "EURIO-v2.4.ttl"
    answer = CliRunner().invoke(cli, ["import", "scanr", str(turtle), "-o", str(tmp_path / "x")])
    assert answer.exit_code == 3
    assert "coopgraph import rdf EURIO-v2.4.ttl --mapping" in answer.stderr


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("finess;etalab;94;2024-01-10\n", ("finess", "finess-sites")),
        ("structureej;010000024;CH\n", ("finess", "finess-sites")),
        (json.dumps({"response": {"docs": [{"docid": "1", "name_s": "x"}]}}), ("hal",)),
        ('{"id": "https://openalex.org/I1", "display_name": "x", "works_count": 1}', ("openalex",)),
        ('"projectID";"organisationID";"name"\n', ("cordis",)),
        ("rnsr,ror,confidence\n", ("crosswalk",)),
        ("name,town\n", ()),
        ("", ()),
        ("<http://a.org/a> <http://a.org/b> <http://a.org/c> .\n", ("rdf",)),
    ],
)
def test_made_files(tmp_path: Path, text: str, kinds: tuple[str, ...]) -> None:
    path = tmp_path / "file"
    path.write_text(text, encoding="utf-8")
    assert kinds_of(path) == kinds


def test_no_json_is_said_in_the_language(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("name,town\n", encoding="utf-8")
    answer = CliRunner().invoke(cli, ["import", "ror", str(path), "-o", str(tmp_path / "land")])
    assert answer.exit_code == 3
    assert "une valeur manque, ou le fichier n’est pas du JSON" in answer.stderr
    assert "Expecting" not in answer.stderr

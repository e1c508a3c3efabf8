"""Names of towns that registers print: what is no part of a name goes, and only that."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from coopgraph.folding import folded
from coopgraph.importing.places import commune, town_name
from coopgraph.importing.run import import_files

#: Kinds and their real files, as patterns.
FILES = (
    ("rnsr", "rnsr/*2022-02-08.csv.gz"),
    ("ror", "ror/ror-fr-v2.json.gz"),
    ("etablissements", "esr-etablissements/fr-esr-*.gz"),
    ("finess", "finess/*.json.gz"),
    ("wikidata", "wikidata-esr/*.json.gz"),
    ("scanr", "scanr/*.json*"),
    ("cordis", "cordis-h2020-2016/*.csv.gz"),
    ("cordis", "cordis/h2020-organisations-network-nodes_2017.csv.gz"),
    ("cordis", "cordis/imi-*"),
    ("openalex", "openalex-copub/*.csv.gz"),
)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Cedex", None),
        ("CEDEX 9", None),
        ("Lillecedex", "Lille"),
        ("Villeurbannecedex 07", "Villeurbanne"),
        ("Rennes Cédex 7", "Rennes"),
        ("TALENCE C\N{LATIN CAPITAL LETTER E WITH ACUTE}DEX", "TALENCE"),
        ("Talence Ce\N{COMBINING ACUTE ACCENT}dex", "Talence"),
        ("Les Ponts-de-Cé", "Les Ponts-de-Cé"),
        ("Lyon, Cedex 3 France", "Lyon"),
        ("Cedexia", "Cedexia"),
        ("", None),
    ],
)
def test_cedex_is_no_part_of_a_town(printed: str, name: str | None) -> None:
    assert town_name(printed) == name
    assert (commune(printed) is None) == (name is None)


def test_no_place_of_the_real_files_is_cedex(open_data: Path, tmp_path: Path) -> None:
    rows = []
    for number, (kind, pattern) in enumerate(FILES):
        folder = tmp_path / str(number)
        import_files(kind, sorted(open_data.glob(pattern)), folder)
        with (folder / "places.csv").open(encoding="utf-8", newline="") as stream:
            rows += list(csv.DictReader(stream))
    named = [row["id"] for row in rows if "cedex" in folded(f"{row['label_fr']} {row['label_en']}")]
    assert named == []
    assert {"Lille", "Talence", "Rennes"} <= {row["label_fr"] for row in rows}

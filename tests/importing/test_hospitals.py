"""Hospitals that several registers describe: whose names and towns are theirs."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from coopgraph.importing.run import import_files
from tests.importing.registers_of_france import assert_sound, table


@pytest.fixture(scope="module")
def matched(open_data: Path) -> Path:
    return open_data / "finess" / "finess-hospitals_2020-09.json.gz"


@pytest.fixture(scope="module")
def land(matched: Path, rnsr_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the bodies of RNSR and of FINESS."""
    folder = tmp_path_factory.mktemp("hospitals") / "land"
    import_files("rnsr", [rnsr_file], folder)
    import_files("finess", [matched], folder)
    return folder


def test_the_name_of_a_site_is_no_name_of_its_body(matched: Path, land: Path) -> None:
    """Where FINESS does not name the legal entity, RNSR does; ten names of sites stood there."""
    sites = {
        row["Raison sociale longue rslongue"]
        for rows in json.loads(gzip.decompress(matched.read_bytes())).values()
        for row in rows
        if row.get("Numéro FINESS ET nofinesset") is not None
    }
    cochin = "GPE HOSP COCHIN SAINT VINCENT DE PAUL GPT HOSP UNIVERS OUEST"
    assert cochin in sites
    names = [row for row in table(land, "aliases") if row["source"] == "finess"]
    assert names
    assert cochin not in {row["alias"] for row in names}
    assert {row["confidence"] for row in names} == {"high"}
    assert_sound(land)

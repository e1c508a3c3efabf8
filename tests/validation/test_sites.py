"""A further place that is the one of the row itself is a warning."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError


def found(folder: Path) -> list[dict[str, str]]:
    line = ["validate", "--data", str(folder), "--format", "json", "--lang", "en"]
    result = CliRunner().invoke(cli, line)
    assert result.exit_code == 0, result.output
    rows: list[dict[str, str]] = json.loads(result.stdout)["rows"]
    return [row for row in rows if row["code"] == "SiteRepeated"]


def add(folder: Path, row: str) -> int:
    path = folder / "sites.csv"
    text = path.read_text(encoding="utf-8") + row + "\n"
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


def test_a_place_said_again_is_a_warning_with_both_rows(in_several_places: Path) -> None:
    assert found(in_several_places) == []
    line = add(in_several_places, "u-2,valfictif,register-x,2002,high,")
    (finding,) = found(in_several_places)
    assert (finding["severity"], finding["focus"]) == ("warning", "id:u-2")
    assert finding["place"] == f"{in_several_places / 'sites.csv'}:{line}"
    assert "structures.csv:" in finding["hint"]


@pytest.mark.parametrize(
    "row",
    [
        "fhu-exemplaire,port-imagine,register-x,1,high,",  # a collaboration has places of its own
        "u-1,institut-exemple,register-x,1,high,",
        "u-1,port-imagine,register-x,2,high,",  # said already by this source
    ],
)
def test_what_is_no_site_is_a_fault(in_several_places: Path, row: str) -> None:
    add(in_several_places, row)
    with pytest.raises(CurationError, match=r"sites\.csv"):
        read_tables([in_several_places])

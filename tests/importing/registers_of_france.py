"""What tests of the French registers share: counts by plain csv and json, tables as written."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from pathlib import Path
from typing import Any

from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError


def table(folder: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table as written; none if there is no file."""
    file = folder / f"{name}.csv"
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def links(folder: Path) -> list[dict[str, str]]:
    return table(folder / "imports", "links")


def raw(path: Path, delimiter: str = ";") -> list[dict[str, Any]]:
    """Return the rows of a file of the ministry without any code of the package."""
    if ".json" in path.name:
        records = json.loads(gzip.decompress(path.read_bytes()))
        return [record.get("fields", record) for record in records]
    with gzip.open(path) as packed, io.TextIOWrapper(packed, "utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=delimiter))


def cell(row: dict[str, Any], *names: str) -> str:
    """Return the first of several columns that a row has and fills."""
    return next((str(row[name]).strip() for name in names if row.get(name)), "")


def codes(row: dict[str, Any], *names: str) -> list[str]:
    return [code for code in re.split("[;,]", cell(row, *names)) if code]


def inserm_edges(rnsr: Path) -> dict[tuple[str, str, str], int]:
    """Return how many structures of Inserm each other supervising body supervises, too.

    By name, UAI and SIREN as the register prints them.
    """
    found: dict[tuple[str, str, str], int] = {}
    for row in raw(rnsr):
        bodies = list(
            zip(
                row["tutelles"].split(";"),
                row["uai_des_tutelles"].split(";"),
                [siret[:9] for siret in row["siret_des_tutelles"].split(";")],
                row["code_de_type_de_tutelle"].split(";"),
                strict=True,
            )
        )
        if any(uai == "0755364Y" and role == "TUTE" for _, uai, _, role in bodies):
            for name, uai, siren, role in bodies:
                if uai != "0755364Y" and role == "TUTE":
                    found[name, uai, siren] = found.get((name, uai, siren), 0) + 1
    return found


def assert_sound(folder: Path) -> None:
    """Fail if the tables have a fault other than that nobody is in focus."""
    try:
        read_tables([folder])
    except CurationError as error:
        faults = [str(fault) for fault in error.faults if "in focus" not in str(fault)]
        assert not faults, faults[:5]


def no_traces(folder: Path) -> None:
    """Fail if an import that broke off left anything."""
    assert not folder.exists()
    assert not [path for path in folder.parent.iterdir() if path.name.startswith(f".{folder.name}")]

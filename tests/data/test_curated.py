"""Data tests over every curated row of the packaged landscape."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.curation.schema import data_package
from coopgraph.curation.tables import TABLES, Tables
from coopgraph.model.columns import columns_of
from coopgraph.resources import curated_dir, data_dir

FILES = sorted(curated_dir().glob("*.csv"))


@pytest.fixture(scope="module")
def tables() -> Tables:
    """Return the packaged tables, read once."""
    return read_tables([curated_dir()])


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_canonical_form(path: Path) -> None:
    """The file is what the format says: UTF-8, LF, columns in order, sorted, no stray blanks."""
    raw = path.read_bytes()
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in raw
    assert raw.endswith(b"\n")
    text = raw.decode("utf-8")
    spec = TABLES[path.stem]
    header = next(csv.reader(io.StringIO(text)))
    columns = dict(columns_of(spec.record))
    left_out = {name for name in columns.keys() - set(header) if columns[name].may_lack}
    assert header == [name for name in columns if name not in left_out]
    rows = _rows(path)
    keys = [tuple(row[column] for column in spec.key) for row in rows]
    assert keys == sorted(keys), "sort the rows by the key columns"
    stray = [cell for row in rows for cell in row.values() if cell != " ".join(cell.split())]
    assert stray == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_no_sentence_is_kept(path: Path) -> None:
    """Names, figures and a few printed words only: no cell reads like a copied sentence."""
    for row in _rows(path):
        assert len(row.get("stated_text", "").split()) <= 8, row
        for column, cell in row.items():
            if column not in ("note", "licence", "title"):
                assert len(cell) <= 250, (column, cell)


def test_every_statement_has_a_source(tables: Tables) -> None:
    sources = {row.record.id for row in tables.rows["sources"]}
    for name in set(TABLES) - {"sources", "landscape"}:
        for located in tables.rows[name]:
            assert located.record.source in sources
            assert located.record.confidence in {"high", "medium", "low"}


def test_every_source_is_used_or_named(tables: Tables) -> None:
    used = {
        located.record.source
        for name in set(TABLES) - {"sources", "landscape"}
        for located in tables.rows[name]
    }
    unused = {row.record.id for row in tables.rows["sources"]} - used
    assert unused <= {"003"}, "a source without a fact"


def test_no_person_but_team_leaders(tables: Tables) -> None:
    """The only column that may hold a person's name is the leader of a project team."""
    leaders = {row.record.leader for row in tables.rows["project_teams"]} - {None}
    assert 0 < len(leaders) <= 14
    titles = re.compile(r"\b(?:Prof|Pr|Dr|Mme|M|Mr|Mrs)\.? [A-Z][a-zé]+ [A-Z]")
    for path in FILES:
        for row in _rows(path):
            for column, cell in row.items():
                if (path.stem, column) != ("project_teams", "leader"):
                    assert not titles.search(cell), (path.stem, column, cell)


def test_documents_are_registered(tables: Tables) -> None:
    documents = {
        r.record.id: r.record for r in tables.rows["sources"] if r.record.kind == "document"
    }
    assert set(documents) == {"000", "001", "002", "003", "004"}
    for record in documents.values():
        assert re.fullmatch(r"[0-9a-f]{64}", record.sha256 or "")


def test_places_can_be_drawn(tables: Tables) -> None:
    cities = [r.record for r in tables.rows["places"] if r.record.cls == "City"]
    located = [c for c in cities if c.latitude is not None and c.longitude is not None]
    assert len(cities) > 50
    assert len(located) / len(cities) >= 0.95
    for city in located:
        assert -90 <= city.latitude <= 90
        assert -180 <= city.longitude <= 180
    countries = [r.record for r in tables.rows["places"] if r.record.cls == "Country"]
    for country in countries:
        assert re.fullmatch(r"[A-Z]{2}", country.iso_code or ""), country.id


def test_structures_supervised_by_the_focus(tables: Tables) -> None:
    """362 structures of the register of 2022: 286 units (2 abroad), 42 service units, 34 CIC."""
    kinds = {r.record.id: r.record.cls for r in tables.rows["structures"]}
    supervised = {
        r.record.structure
        for r in tables.rows["cotutelles"]
        if r.record.body == "inserm"
        and r.record.role == "supervising-body"
        and r.record.source == "rnsr-2022"
    }
    counts = Counter(kinds[structure] for structure in supervised)
    main = ("ResearchUnit", "ServiceUnit", "ClinicalInvestigationCentre", "InternationalJointUnit")
    assert sum(counts[kind] for kind in main) == 362
    assert counts["ClinicalInvestigationCentre"] == 34
    assert counts["ServiceUnit"] == 42
    assert counts["InternationalJointUnit"] == 2


def test_participants_are_kept_apart(tables: Tables) -> None:
    roles = Counter(
        r.record.role
        for r in tables.rows["cotutelles"]
        if r.record.body == "inserm" and r.record.source == "rnsr-2022"
    )
    assert set(roles) == {"supervising-body", "participant"}
    assert roles["participant"] >= 58


def test_descriptor_is_current() -> None:
    import json

    path = data_dir() / "datapackage.json"
    assert json.loads(path.read_text(encoding="utf-8")) == data_package()

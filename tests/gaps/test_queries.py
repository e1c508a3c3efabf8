"""The queries of facts: header, columns, rows, and the same answers from both engines."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.landscape import Landscape
from coopgraph.resources import queries_dir
from coopgraph.sparql.header import read_header
from coopgraph.store.rdflib_store import RdflibStore

FILES = sorted((queries_dir() / "gaps").glob("*.rq"))
READING = Path(read_facts.__code__.co_filename).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_query(path: Path, curated_landscape: Landscape) -> None:
    text = path.read_text(encoding="utf-8")
    header = read_header(text, path.name)
    assert header.id == path.stem
    bindings = {p.name: NamedNode(curated_landscape.focus) for p in header.parameters}
    solutions = curated_landscape.store.select(text, bindings=bindings)
    assert solutions.variables == header.columns
    assert len(solutions.rows) >= header.min_rows
    assert len(set(map(str, solutions.rows))) == len(solutions.rows)
    assert f'rows("{path.stem.removeprefix("gap-")}")' in READING, "nobody asks this query"


@pytest.mark.slow
def test_both_engines_give_the_same_facts(curated_landscape: Landscape) -> None:
    expected = read_facts(curated_landscape.store)
    assert read_facts(RdflibStore(curated_landscape.store.quads())) == expected

"""The queries of facts: header, columns, rows, and the same answers from both engines."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import DOC_NS, ID_NS, SCHEME_NS
from coopgraph.resources import queries_dir
from coopgraph.sparql.header import read_header
from coopgraph.store.rdflib_store import RdflibStore

FILES = sorted((queries_dir() / "gaps").glob("*.rq"))
PACKAGE = Path(read_facts.__code__.co_filename).parent
READING = "".join(
    path.read_text(encoding="utf-8")
    for path in sorted([*PACKAGE.glob("reading*.py"), PACKAGE / "asking.py"])
)


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


def test_a_place_is_that_of_its_own_source(example_folder: Path, tmp_path: Path) -> None:
    """A second source doubts a tie and gives another place for it: the two are not mixed."""
    folder = Path(shutil.copytree(example_folder, tmp_path / "tables"))
    with (folder / "cotutelles.csv").open("a", encoding="utf-8") as file:
        file.write("cic-8,chu-de-valfictif,supervising-body,,,,page-y,,low,second-hand\n")
    landscape = load(folder)
    node = f"{ID_NS}cotutelle_cic-8_chu-de-valfictif_supervising-body"

    def places(name: str) -> set[tuple[str, ...]]:
        text = (queries_dir() / "gaps" / f"gap-{name}.rq").read_text(encoding="utf-8")
        found = set()
        for store in (landscape.store, RdflibStore(landscape.store.quads())):
            rows = [
                {key: term.value for key, term in row.items() if term is not None}
                for row in store.select(text).dicts()
            ]
            found.add(
                frozenset(
                    tuple(row.get(key, "") for key in ("source", "locator", "confidence", "note"))
                    for row in rows
                    if row["node"] == node
                )
            )
        (same,) = found
        return set(same)

    register, page = f"{DOC_NS}register-x", f"{DOC_NS}page-y"
    assert places("origins") == {
        (register, "2008", f"{SCHEME_NS}confidence/high", ""),
        (page, "", f"{SCHEME_NS}confidence/low", ""),
    }
    assert places("doubts") == {(page, "", "", "second-hand")}

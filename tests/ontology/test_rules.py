"""Each rule on a small input, with the output worked out by hand, on both engines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import RdfFormat

from coopgraph.rdf.rules import RULE_ORDER
from coopgraph.resources import ontology_dir

HERE = Path(__file__).parent / "rules"
RULES = sorted((ontology_dir() / "rules").glob("*.rq"))


def lines_of(triples: pyoxigraph.QueryTriples) -> set[str]:
    return {str(triple) for triple in triples}


def by_oxigraph(rule: str, files: list[Path]) -> set[str]:
    store = pyoxigraph.Store()
    for path in files:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    found = store.query(rule)
    assert isinstance(found, pyoxigraph.QueryTriples)
    return lines_of(found)


def by_rdflib(rule: str, files: list[Path]) -> set[str]:
    graph = rdflib.Graph()
    for path in files:
        graph.parse(path)
    found = graph.query(rule).graph
    assert found is not None
    return {f"{s.n3()} {p.n3()} {o.n3()}" for s, p, o in found}


def stored(**source: Any) -> set[str]:
    """Put triples into a store, which writes numbers one way: 5.0 and 5.00 are the same."""
    store = pyoxigraph.Store()
    store.load(**source)
    return {str(quad.triple) for quad in store}


def expected(name: str) -> set[str]:
    return stored(path=str(HERE / f"{name}-output.ttl"), format=RdfFormat.TURTLE)


def normalised(lines: set[str]) -> set[str]:
    """Read the lines again, so that both engines write terms the same way."""
    text = "".join(line + " .\n" for line in lines)
    return stored(input=text.encode(), format=RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("engine", [by_oxigraph, by_rdflib])
@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule(rule: Path, engine: Callable[[str, list[Path]], set[str]]) -> None:
    # Only the class tree and the matches of labels are read from the vocabulary.
    vocabulary = [ontology_dir() / "coopgraph.ttl", ontology_dir() / "schemes" / "label.ttl"]
    found = engine(rule.read_text(encoding="utf-8"), [HERE / f"{rule.stem}-input.ttl", *vocabulary])
    assert normalised(found) == expected(rule.stem)


def test_every_rule_has_its_place() -> None:
    assert {path.stem for path in RULES} == set(RULE_ORDER)


@pytest.mark.parametrize("rule", RULES, ids=lambda path: path.stem)
def test_rule_explains_itself(rule: Path) -> None:
    text = rule.read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "# Input: consensus and vocabulary. Output: graph derived." in text
    assert "NOT EXISTS" not in text, "slow on Oxigraph; use MINUS"

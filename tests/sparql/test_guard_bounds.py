"""Short flat queries that overflow an engine's stack are refused; honest ones pass.

The killers run in a child process: where the guard lets one through, the child dies.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from coopgraph.sparql import Library
from coopgraph.sparql.guard import guard

KILLERS = {
    "plus": "SELECT (1" + "+1" * 40_000 + " AS ?x) {}",
    "or": "ASK { FILTER(true" + "||true" * 14_000 + ") }",
    "and": "ASK { FILTER(true" + "&&true" * 14_000 + ") }",
    "minus sign": "SELECT (1" + " -1" * 30_000 + " AS ?x) {}",
    "optional": "ASK {" + "OPTIONAL{?s ?p 1}" * 5_500 + "}",
    "triples after numbers": "ASK {" + "?s ?p 1." * 12_000 + "}",
    "triples after names": "ASK {" + "?s ?p a:b." * 9_900 + "}",
    "semicolons": "ASK {?s ?p 1" + ";?p 1" * 19_000 + "}",
    "commas": "ASK {?s ?p 1" + ",1" * 49_000 + "}",
    "bind": "ASK {" + "".join(f"BIND(1 AS ?a{i})" for i in range(5_800)) + "}",
    "minus": "ASK {?s ?p 1 " + "MINUS{?s ?p 1}" * 7_000 + "}",
    "values": "ASK {" + "VALUES ?x{1}" * 8_000 + "}",
    "list": "ASK {?s ?p (" + "1 " * 49_000 + ")}",
    "short list": "ASK {?s ?p (" + "1 " * 5_000 + ")}",
    "short projection": "SELECT " + "".join(f"(1 AS ?x{i})" for i in range(3_000)) + "{}",
    "groups": "ASK {" + "{?s ?p 1}" * 11_000 + "}",
    "subqueries": "ASK {" + "{SELECT*{}}" * 9_000 + "}",
    "projection": "SELECT " + "".join(f"(1 AS ?x{i})" for i in range(7_700)) + "{}",
    "having": "SELECT ?s {?s ?p 1} GROUP BY ?s HAVING" + " (?s=1)" * 14_000,
    "describe": "DESCRIBE " + "<a:a> " * 16_500,
    "blank nodes": "ASK {" + "[?p 1]." * 14_000 + "}",
}
_CHILD = """
import json, sys
import coopgraph
from coopgraph.errors import QueryError
from coopgraph.resources import example_dir
from coopgraph.sparql.run import ask_text
store = coopgraph.load([example_dir()]).store
for name, text in json.load(sys.stdin).items():
    try:
        ask_text(store, text)
        print(name, "passes", flush=True)
    except QueryError as error:
        print(name, error, flush=True)
"""


def test_what_overflows_the_stack_is_refused_by_name() -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CHILD],
        input=json.dumps(KILLERS),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-200:] + done.stderr[-500:]
    lines = done.stdout.splitlines()
    assert [line for line in lines if "the query is refused: it has more than" not in line] == []
    assert len(lines) == len(KILLERS)
    assert lines[0].endswith("it has more than 1000 operators; ask in parts")


def test_a_generous_query_passes() -> None:
    rows = " ".join(f"(id:unit-{i} {i})" for i in range(1_000))
    patterns = " ".join(f"OPTIONAL {{ ?s coop:p{i} ?o{i} . }}" for i in range(200))
    sums = " + ".join(["?n"] * 500)
    guard(f"SELECT ?s ({sums} AS ?x) {{ VALUES (?s ?n) {{ {rows} }} {patterns} }}")


@pytest.mark.parametrize("query", list(Library()), ids=lambda query: query.name)
def test_queries_of_the_library_pass(query: object) -> None:
    guard(query.text)  # type: ignore[attr-defined]

"""Two bodies side by side, or one on two days."""

from __future__ import annotations

import csv
import io
import json
import math
import re

import networkx as nx
import pytest
from click.testing import CliRunner

from coopgraph import load
from coopgraph.analysis.networks.compare import Overlap, compare_bodies
from coopgraph.cli import cli
from coopgraph.errors import ProjectionError, UnknownEntity
from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS
from coopgraph.outputs.compare_tables import compare_tables, flat_compare_table
from coopgraph.outputs.tables import render_table


def _run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["compare", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.output


def test_two_bodies_of_the_miniature(example_landscape: Landscape) -> None:
    found, _ = example_landscape.compare(
        "Université de Valfictif", "Organisme national d’essais", layers=("cotutelle",)
    )
    assert found.collectives.both == (ID_NS + "u-2",)
    assert found.collectives.only_one == (ID_NS + "u-1", ID_NS + "us-7")
    assert found.collectives.only_other == ()
    assert found.collectives.jaccard == pytest.approx(1 / 3)
    assert found.collectives.salton == pytest.approx(1 / math.sqrt(3))
    assert found.partners.both == (ID_NS + "institut-exemple",)
    assert found.one.partners[ID_NS + "institut-exemple"] == (
        ID_NS + "u-1",
        ID_NS + "u-2",
        ID_NS + "us-7",
    )
    assert found.sites.both == (ID_NS + "valfictif",)


def test_sides_change_places(curated_landscape: Landscape) -> None:
    one, _ = curated_landscape.compare("CHU de Lille", "CNRS")
    other, _ = curated_landscape.compare("CNRS", "CHU de Lille")
    assert one.one == other.other
    assert one.other == other.one
    assert one.partners.only_one == other.partners.only_other
    assert one.partners.jaccard == other.partners.jaccard
    assert one.collectives.both


def test_brokerage_is_that_of_the_library(curated_landscape: Landscape) -> None:
    found, _ = curated_landscape.compare("CNRS", "Inrae")
    graph = found.network.graph
    for side in (found.one, found.other):
        assert side.brokerage["degree"] == graph.degree(side.body)
        assert side.brokerage["constraint"] == pytest.approx(
            nx.constraint(nx.Graph(graph.edges), [side.body])[side.body]
        )
        assert len(side.partners) == graph.degree(side.body)
    assert float(found.one.brokerage["betweenness"] or 0) > float(
        found.other.brokerage["betweenness"] or 0
    )


def test_a_body_without_partners_has_no_brokerage(example_landscape: Landscape) -> None:
    found, _ = example_landscape.compare(
        "CHU de Valfictif", "CHU de Port-Imaginé", layers=("team",)
    )
    assert set(found.one.brokerage.values()) == {None}
    assert found.partners.jaccard is None
    assert found.partners.salton is None


def test_one_body_on_two_days() -> None:
    early = load(as_of="2015-06-30")
    late = load(as_of="2024-12-31")
    found, _ = early.compare("Université de Lille", later=late)
    for name in found.collectives.only_other:
        begun = late.project().nodes[name]["start"]
        assert begun is None or begun >= 2015
    assert found.collectives.only_other
    assert len(found.other.partners) > len(found.one.partners)


def test_what_cannot_be_compared_is_refused(example_landscape: Landscape) -> None:
    landscape = example_landscape.project()
    one = ID_NS + "chu-de-valfictif"
    with pytest.raises(ProjectionError, match="compared with itself"):
        compare_bodies(landscape, one, one)
    with pytest.raises(UnknownEntity, match="not in the landscape"):
        compare_bodies(landscape, one, ID_NS + "nobody")
    with pytest.raises(ProjectionError, match="only bodies that take part"):
        compare_bodies(landscape, one, ID_NS + "u-5")


def test_overlap_of_the_reference() -> None:
    """Bodies A and B of the toy collaboration: 8 in common, of 10 and 18."""
    both, one, other = (
        tuple(f"{name}{n}" for n in range(count)) for name, count in (("b", 8), ("o", 2), ("t", 10))
    )
    found = Overlap(both=both, only_one=one, only_other=other)
    assert found.jaccard == pytest.approx(0.4)
    assert found.salton == pytest.approx(0.596285, abs=5e-7)


def test_overlap_of_nothing_is_undefined() -> None:
    empty = Overlap(both=(), only_one=(), only_other=())
    assert empty.jaccard is None
    assert empty.salton is None


def test_formats_say_the_same() -> None:
    arguments = ("CHU de Lille", "CNRS", "--lang", "en")
    rows = list(csv.DictReader(io.StringIO(_run(*arguments, "--format", "csv", "--quiet"))))
    document = json.loads(_run(*arguments, "--format", "json"))
    assert [row["item"] for row in rows] == [row["item"] for row in document["rows"]]
    figures = {
        row["item"]: (row["one"], row["other"]) for row in rows if row["section"] == "figures"
    }
    partners = [row for row in rows if row["section"] == "partners"]
    assert figures["each-other"][0] == figures["each-other"][1] != "0"
    assert "each other" in next(row["item_label"] for row in rows if row["item"] == "each-other")
    assert int(figures["partners"][1]) - 1 == sum(1 for row in partners if row["other"])
    assert all(row["sources"] for row in rows if row["section"] == "collectives")
    table = _run(*arguments, "--format", "md", "--all")
    for row in partners:
        assert row["item_label"].split()[0] in table
    assert any("Projection partners" in note for note in document["notes"])


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("CNRS",), "--to"),
        (("CNRS", "CEA", "--to", "2024-12-31"), "--to"),
        (("CNRS", "--to", "2024-12-31"), "--as-of"),
        (("CNRS", "--as-of", "2015-01-01", "--to", "hier"), "AAAA-MM-JJ|YYYY-MM-DD"),
    ],
)
def test_wrong_use(arguments: tuple[str, ...], words: str) -> None:
    assert re.search(words, _run(*arguments, code=2))


@pytest.mark.parametrize("command", ["path", "compare"])
def test_a_body_that_had_not_begun_is_named_with_its_year(command: str) -> None:
    pair = ("Université Paris Cité", "Institut Pasteur de Lille")
    result = CliRunner().invoke(cli, [command, *pair, "--as-of", "2015-01-01", "--lang", "en"])
    assert result.exit_code == 3
    assert "Université Paris Cité had not begun on 2015-01-01: since 2019" in result.output


def test_one_figure_a_cell(example_landscape: Landscape) -> None:
    found, graphs = example_landscape.compare(
        "Université de Valfictif", "Organisme national d’essais"
    )
    heads = ("UV", "ONE")
    rows = flat_compare_table(found, graphs, "fr", heads).records()
    for row in rows:
        for name in ("one", "other", "both", "jaccard", "salton"):
            assert row[name] is None or type(row[name]) in (int, float)
    overlap = {row["item"]: row for row in rows if row["section"] == "overlap"}
    assert (overlap["partners"]["both"], overlap["partners"]["jaccard"]) == (1, 0.5)
    assert overlap["collectives"]["salton"] == pytest.approx(1 / math.sqrt(20))
    parties = [
        row for row in rows if row["item"].endswith("convention-mixite-universite-de-valfictif")
    ]
    assert [(row["one_roles"], row["other_roles"]) for row in parties] == [("partie", None)]
    french, english = (
        "".join(
            str(render_table(table, "md")) for table in compare_tables(found, graphs, lang, heads)
        )
        for lang in ("fr", "en")
    )
    assert "| 0,125 | 0,224 |" in french
    assert "| 0.125 | 0.224 |" in english


def test_what_stands_on_the_later_day_only_has_its_class() -> None:
    """A unit that is named on the earlier day, by what it follows, and stands on the later one."""
    days = ("--as-of", "2015-06-30", "--to", "2024-12-31")
    words = ["compare", "Université de Lille", *days, "--format", "csv", "--lang", "en"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    rows = [row for row in csv.DictReader(io.StringIO(result.stdout))
            if row["section"] == "collectives"]  # fmt: skip
    assert any(row["item"].endswith("/rnsr-202023551s") for row in rows)
    assert all(row["item_class"] for row in rows)

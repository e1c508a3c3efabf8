"""The reduced page holds nothing of what it leaves out; the embedded page keeps to its frame."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.namespaces import COOP_NS, ID_NS, SCHEME_NS
from coopgraph.outputs.explorer import frame_for
from coopgraph.outputs.explorer.island import inflate
from coopgraph.outputs.explorer.redaction import redact
from coopgraph.projection.records import Evidence, Fact, Name

ID = "https://w3id.org/coopgraph/id/"
LOW = Evidence("src", "l. 1", SCHEME_NS + "confidence/low", "a guess")
Open = Callable[..., Any]


def inside(path: Path) -> str:
    """Return all that a page holds: its own text, and what its islands inflate to."""
    text = path.read_text(encoding="utf-8")
    islands = re.findall(r'<script type="application/octet-stream" id="data">([^<]*)<', text)
    return html.unescape(text) + inflate(islands[0])


def test_what_is_uncertain_or_names_persons_is_left_out_and_counted(small_graph: Any) -> None:
    body, unit = ID + "body", ID + "u-1"
    sure = small_graph.nodes[body]["evidence"][0]
    small_graph.nodes[unit]["facts"] += (
        Fact(COOP_NS + "ledBy", ID_NS + "person_a-b", True),
        Fact(COOP_NS + "count", "7", evidence=(LOW,)),
        Fact(COOP_NS + "count", "8", evidence=(LOW, sure)),
    )
    small_graph.nodes[unit]["names"] += (Name("Doubtful", COOP_NS + "formerName", (LOW,)),)
    small_graph.nodes[ID + "u-2"]["evidence"] = (LOW,)
    small_graph.add_edge(
        unit,
        ID + "u-2",
        key="x",
        iri="x",
        kind="part-of",
        role="",
        code="",
        start=None,
        end=None,
        facts=(),
        evidence=(sure,),
    )
    before = {node: dict(data) for node, data in small_graph.nodes(data=True)}
    result = redact(small_graph)
    assert (result.nodes, result.links, result.facts, result.persons) == (1, 1, 2, 1)
    assert result.remarks > 0
    assert ID + "u-2" not in result.graph
    values = {fact.value for fact in result.graph.nodes[unit]["facts"]}
    assert "8" in values
    assert not values & {"7", ID_NS + "person_a-b"}
    kept = next(fact for fact in result.graph.nodes[unit]["facts"] if fact.value == "8")
    assert [one.confidence for one in kept.evidence] == [sure.confidence]
    assert "Doubtful" not in {name.text for name in result.graph.nodes[unit]["names"]}
    for _, data in result.graph.nodes(data=True):
        assert not any(one.note for one in data["evidence"])
    assert {node: dict(data) for node, data in small_graph.nodes(data=True)} == before


def test_the_organisation_in_focus_stays_whatever_is_known_of_it(small_graph: Any) -> None:
    small_graph.graph["home"] = ID + "body"
    small_graph.nodes[ID + "body"]["evidence"] = (LOW,)
    assert ID + "body" in redact(small_graph).graph


def test_the_reduced_page_of_the_packaged_landscape_holds_no_leader_and_no_remark(
    curated_landscape: Any, tmp_path: Path
) -> None:
    whole = inside(curated_landscape.explore(tmp_path / "whole.html"))
    page = inside(curated_landscape.explore(tmp_path / "reduced.html", redacted=True))
    graph = curated_landscape.project(as_of=None)
    leaders = {
        graph.graph["others"][fact.value][0]
        for _, data in graph.nodes(data=True)
        for fact in data["facts"]
        if fact.predicate == COOP_NS + "ledBy"
    }
    notes = {
        one.note
        for *_, data in [*graph.nodes(data=True), *graph.edges(data=True)]
        for one in data["evidence"]
        if len(one.note) > 20
    }
    assert len(leaders) > 5
    assert len(notes) > 50
    assert all(leader in whole for leader in leaders)
    assert not [leader for leader in leaders if leader in page]
    assert not [note for note in notes if note in page]
    assert "Version réduite" in page
    assert "Version réduite" not in whole


def test_the_line_to_paste_is_escaped() -> None:
    line = frame_for('x/"><script>.html', '"><b>')
    assert line.count("<") == line.count(">") == 2
    assert "<script" not in line.removeprefix("<iframe")


def test_the_command_prints_the_line_to_paste(tmp_path: Path) -> None:
    path = tmp_path / "map.html"
    result = CliRunner().invoke(
        cli,
        [
            *("explore", "--embed", "--redact", "--no-open", "-o", str(path), "--no-cache"),
            *("--data", str(Path(__file__).parents[2] / "data" / "example")),
        ],
    )
    assert result.exit_code == 0, result.output
    assert '<iframe src="map.html" title="coopgraph"' in result.stderr
    assert "data-embed" in path.read_text(encoding="utf-8")
    assert result.stdout == ""


@pytest.mark.browser
def test_in_a_frame_the_page_works_and_leaves_the_history_alone(
    opened: Open, example_landscape: Any, tmp_path: Path
) -> None:
    example_landscape.explore(tmp_path / "map.html", embed=True)
    host = tmp_path / "host.html"
    host.write_text(
        '<!DOCTYPE html><html lang="fr"><title>Intranet</title><body style="margin:0">'
        + frame_for("map.html", "Carte").replace("map.html", "map.html#lang=en"),
        encoding="utf-8",
    )
    tab = opened(width=1100)
    page = tab.page
    page.goto(host.as_uri())
    frame = page.frame_locator("iframe")
    frame.locator("#to-table").wait_for()
    before = page.evaluate("history.length")
    frame.locator("#search").fill("institut")
    frame.locator("#search").press("Enter")
    frame.locator("#to-table").click()
    frame.locator("#table-body tbody tr").first.wait_for()
    assert page.evaluate("history.length") == before
    assert frame.locator(".legend[open]").count() == 0
    whole = frame.locator("#whole")
    assert whole.inner_text() == "Open as a page"
    address = whole.get_attribute("href") or ""
    assert "e=" in address
    assert "view=table" in address
    inner = page.frames[1]
    assert inner.evaluate("document.documentElement.scrollWidth") <= 1100
    other = opened()
    again = other.ready(tmp_path / "map.html", "#" + address.partition("#")[2])
    assert again.evaluate("coopgraph.state.view") == "table"
    for one in (tab, other):
        assert one.messages == []
        assert one.requests == []

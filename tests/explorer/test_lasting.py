"""What stands by its labels has one standing in every part of the page."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coopgraph.namespaces import COOP_NS
from coopgraph.outputs.explorer import write_explorer
from coopgraph.outputs.explorer.lasting import Lasting, lasting
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from coopgraph.projection.records import Fact
from tests.explorer.conftest import ID, node

Open = Callable[..., Any]


@pytest.mark.parametrize(
    ("start", "end", "terms", "expected"),
    [
        (2010, 2012, [], Lasting(2010, 2012)),
        (2021, None, [(2021, 2025)], Lasting(2021, 2025)),
        (2020, None, [(2025, 2029), (2020, 2024)], Lasting(2020, 2029)),
        (2014, None, [(2014, 2018), (2022, 2026)], Lasting(2014, 2026, ((2019, 2021),))),
        (2011, None, [(2011, None)], Lasting(2011, None)),
        (2011, None, [(2011, 2015), (2018, None)], Lasting(2011, None, ((2016, 2017),))),
        (2011, None, [(2011, None), (2018, 2022)], Lasting(2011, None)),
        (None, None, [(None, 2015), (2018, 2020)], Lasting(None, 2020, ((2016, 2017),))),
        (2000, None, [(None, 2015)], Lasting(2000, 2015)),
        (10, None, [(10, 20), (12, 14), (22, 23)], Lasting(10, 23, ((21, 21),))),
        (2011, 2017, [(2011, 2020)], Lasting(2011, 2017)),
        (2011, 2013, [(2011, 2015), (2018, 2020)], Lasting(2011, 2013)),
        (
            2010,
            None,
            [(2010, 2020), (2012, 2014), (2022, 2023)],
            Lasting(2010, 2023, ((2021, 2021),)),
        ),
    ],
)
def test_labels_say_when_their_holder_stands(
    start: int | None,
    end: int | None,
    terms: list[tuple[int | None, int | None]],
    expected: Lasting,
) -> None:
    assert lasting(start, end, terms) == expected


def labelled(graph: Any, name: str, kind: str, cls: str, *terms: tuple[int, int]) -> None:
    facts = tuple(
        Fact(
            COOP_NS + "label",
            "https://w3id.org/coopgraph/scheme/label/fhu",
            True,
            (Fact(COOP_NS + "startYear", str(first)), Fact(COOP_NS + "endYear", str(last))),
        )
        for first, last in terms
    )
    own = Fact(COOP_NS + "startYear", str(terms[0][0]))
    graph.add_node(ID + name, **node(kind, cls, name, start=terms[0][0], facts=(own, *facts)))


def test_a_body_outlives_its_label_and_a_federation_does_not(small_graph: Any) -> None:
    cls = "HospitalUniversityFederation"
    labelled(small_graph, "fhu", "labelled-site", cls, (2014, 2018), (2021, 2023))
    labelled(small_graph, "charity", "foundation", "Foundation", (2014, 2018))
    model: ExplorerModel = build_model(small_graph, sources=[], title=Pair.same("x"))
    views = {one.id: one for one in model.nodes}
    fhu, charity = views["fhu"], views["charity"]
    assert (fhu.start, fhu.end, fhu.holes) == (2014, 2023, ((2019, 2020),))
    assert fhu.facts[0].narrowed.fr == "dernier label connu jusqu’en 2023"
    assert fhu.facts[0].narrowed.en == "last known label until 2023"
    assert (charity.start, charity.end, charity.holes) == (2014, None, ())
    assert charity.terms == ((2014, 2018),)
    assert not charity.facts[0].narrowed.fr


#: For each labelled entity and year: what each part of the page says, true where it stands.
STANDS = """(years) => {
  const { model, set, standing, onDay, shown } = coopgraph;
  set({ year: null, view: "timeline" });
  const bars = new Map(coopgraph.timelineShown().rows.map(({ node, list }) => [node, list]));
  const labelled = model.nodes.filter((node) => node.terms.length && bars.has(node));
  const found = {};
  const open = (end) => end === null || end === undefined;
  for (const year of years) {
    set({ year });
    for (const node of labelled) {
      const list = bars.get(node);
      (found[node.id] ||= []).push({
        year,
        timeline: list.some(([start, end]) => start <= year && (open(end) || end >= year)),
        slider: Boolean(shown().nodes[node.index]),
        status: standing(node, year) === "running",
        compare: onDay(node, year + "-06-30") === "on",
      });
    }
  }
  set({ year: null });
  return found;
}"""


@pytest.mark.browser
def test_every_labelled_entity_has_one_standing(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page)
    today = int(page.evaluate("Number(coopgraph.model.asOf.slice(0, 4))"))
    found = page.evaluate(STANDS, list(range(2009, 2033)))
    assert len(found) > 55
    for name, years in found.items():
        for one in years:
            said = {one[part] for part in ("timeline", "slider", "status", "compare")}
            assert len(said) == 1, (name, one)
    # The state filter keeps of them those whose bar reaches this year, and no others.
    page.evaluate("coopgraph.setFacet('status', ['en cours', 'running'])")
    kept = set(
        page.evaluate(
            "coopgraph.model.nodes.filter((node) => coopgraph.shown().nodes[node.index])"
            ".map(({ id }) => id)"
        )
    )
    running = {n for n, years in found.items() for y in years if y["year"] == today and y["status"]}
    assert kept & set(found) == running
    page.evaluate("coopgraph.setFacet('status', null)")
    # The table and its file give the year in which the last bar ends.
    ends = page.evaluate(
        """() => {
          const last = (list) => Math.max(...list.map(([, end]) => end || Infinity));
          const rows = coopgraph.timelineShown().rows.filter(({ node }) => node.terms.length);
          const words = (year) => (year === Infinity ? "" : String(year));
          return Object.fromEntries(rows.map(({ node, list }) => [node.id, words(last(list))]));
        }"""
    )
    assert set(ends) == set(found)
    text = page.evaluate("coopgraph.asCsv()").removeprefix("\ufeff")
    rows = csv.DictReader(io.StringIO(text), delimiter=";")
    table = {row["IRI"].removeprefix(ID): row["Fin"] for row in rows}
    assert {name: table[name] for name in ends} == ends
    assert ends["fhu-precise"] == "2025"
    assert ends["ihu-icm"] == ""


@pytest.mark.browser
def test_a_label_that_has_ended_is_over_around_its_hospital(
    opened: Open, curated_landscape: Any, tmp_path: Path
) -> None:
    day = datetime.date(2026, 11, 26)
    path = write_explorer(curated_landscape.store, tmp_path / "2026.html", as_of=day)
    page = opened().ready(path, "#e=chu-de-lille&near=1")
    there = "(id) => Boolean(coopgraph.shown().nodes[coopgraph.model.nodeById.get(id).index])"
    gone = ["fhu-precise", "fhu-1000-jours-pour-la-sante"]
    assert [page.evaluate(there, one) for one in gone] == [False, False]
    page.evaluate("coopgraph.set({ year: 2025 })")
    assert [page.evaluate(there, one) for one in gone] == [True, True]
    page.evaluate("coopgraph.choose(coopgraph.model.nodeById.get('fhu-precise'))")
    assert "dernier label connu jusqu’en 2025" in page.inner_text("#panel")
    page.evaluate("coopgraph.set({ year: null, node: null, centre: null })")
    page.evaluate("coopgraph.setFacet('status', ['terminé', 'over'])")
    assert page.evaluate(there, "fhu-translad")

"""What stands in several places is found in each, and says all of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from coopgraph import load
from coopgraph.outputs.explorer.countries import countries_of
from coopgraph.outputs.explorer.model import build_model
from coopgraph.outputs.explorer.views import ExplorerModel, Pair
from tests.explorer.conftest import ID, Opened

Open = Callable[..., Opened]
UNIVERSITY, UNIT, BODY = "universite-de-valfictif", "u-1", "conseil-de-septentrie"


@pytest.fixture
def model(in_several_places: Path) -> ExplorerModel:
    landscape = load([in_several_places], as_of="2024-12-31")
    return build_model(landscape.project(), sources=(), title=Pair("", ""))


def test_the_page_knows_the_main_place_and_the_others(model: ExplorerModel) -> None:
    nodes = {node.id: node for node in model.nodes}
    unit = nodes[UNIT]
    assert [name.fr for name in unit.place] == ["Valfictif", "Haute-Exemplie", "Exemplie"]
    assert unit.site == ID + "valfictif"
    assert unit.coordinates == (46.6, -20.4)
    assert [[name.fr for name in chain] for chain in unit.further] == [
        ["Port-Imaginé", "Côte-d’Azimut", "Exemplie"]
    ]
    body = nodes[BODY]
    assert [name.fr for name in body.place] == ["Septentrie"]
    assert [name.fr for name in body.countries[:2]] == ["Septentrie", "Boralie"]
    assert nodes["u-2"].further == ()


def test_a_partner_in_two_countries_brings_both(in_several_places: Path) -> None:
    graph = load([in_several_places], as_of="2024-12-31").project()
    kinds = ("agreement-party", "participation", "team-partner", "association")
    common = {tail for tail, _, kind in graph.in_edges(ID + BODY, data="kind") if kind in kinds}
    assert common
    for iri in common:
        assert {ID + "septentrie", ID + "boralie"} <= set(countries_of(graph, iri))


@pytest.mark.browser
def test_panel_filters_search_and_table_have_every_place(
    opened: Open, in_several_places: Path, tmp_path: Path
) -> None:
    path = load([in_several_places], as_of="2024-12-31").explore(
        tmp_path / "page.html", cache=False
    )
    page = opened().ready(path, f"#e={UNIVERSITY}")
    details = page.locator("#details").inner_text()
    assert "Valfictif, Haute-Exemplie, Exemplie" in details
    assert "Port-Imaginé, Côte-d’Azimut, Exemplie" in details
    regions = page.evaluate(
        """() => Object.fromEntries(["Haute-Exemplie", "Côte-d’Azimut"].map((name) => {
          coopgraph.setFacet("region", [name, name]);
          const shown = coopgraph.shown().nodes;
          return [name, coopgraph.model.nodes.filter((n) => shown[n.index]).map((n) => n.id)];
        }))"""
    )
    for found in regions.values():
        assert {UNIVERSITY, UNIT} <= set(found)
    assert "u-2" not in regions["Côte-d’Azimut"]
    cities = page.evaluate(
        """(id) => {
          const node = coopgraph.model.nodeById.get(id);
          return [coopgraph.cities, coopgraph.regions, coopgraph.countriesIn]
            .map((of) => of(node).map(([fr]) => fr));
        }""",
        UNIVERSITY,
    )
    assert cities == [
        ["Valfictif", "Port-Imaginé"],
        ["Haute-Exemplie", "Côte-d’Azimut"],
        ["Exemplie"],
    ]
    page.evaluate("coopgraph.setFacet('region', null)")
    page.fill("#search", "Port-Imaginé")
    results = page.locator("[role=option]")
    results.first.wait_for()
    assert "Université de Valfictif" in " ".join(results.all_inner_texts())
    page.fill("#search", "")
    page.evaluate("coopgraph.set({ view: 'table' })")
    row = page.locator("tr", has_text="Université de Valfictif").first
    assert "Valfictif, Port-Imaginé" in row.inner_text()

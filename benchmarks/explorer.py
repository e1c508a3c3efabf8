"""Measure the interactive page beside the page that pyvis writes by itself.

``python benchmarks/explorer.py [NODES ...]`` (500, 1500 and 5000 unless told otherwise) makes a
landscape of so many nodes with three links each, has both pages written from it, opens each in
headless Chromium without network, and prints what was measured: seconds to write the file, its
size, seconds of the main thread and of the clock until something is painted, seconds until the
picture stands still, requests over the network, and the ratios. Seconds of the clock depend on the
load of the machine, seconds of the main thread hardly do. Numbers are read by people; no test
fails on them.

It needs the test extra and a Chromium (``COOPGRAPH_CHROMIUM``, or one on the path). What is not
there within LIMIT seconds is reported so.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import random
import shutil
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import networkx as nx

LIMIT = 60
LINKS = 3
SEED = 20_160
#: Says when a page of pyvis stands still: the library asks no more for frames.
STILL_PYVIS = """() => {
  if (typeof network === 'undefined' || !network) { return false; }
  if (!window.__watched) {
    window.__watched = true;
    network.on('stabilized', () => { window.__still = true; });
  }
  return window.__still === true || network.physics.stabilized === true;
}"""
#: Says when something is painted, on either page.
PAINTED = """() => {
  const canvas = document.querySelector('canvas');
  if (!canvas || !canvas.width || !canvas.height) { return false; }
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const seen = new Set();
  for (let i = 0; i < data.length; i += 4) {
    seen.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  }
  return seen.size > 8;
}"""
STILL_OURS = "() => document.documentElement.dataset.ready === 'true'"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one page cost."""

    written: float
    size: float
    thread: float
    painted: float | None
    still: float | None
    requests: int


def _shapes() -> Any:
    """Return the attributes of nodes and edges as the tests of the page make them."""
    path = Path(__file__).resolve().parent.parent / "tests" / "explorer" / "conftest.py"
    spec = importlib.util.spec_from_file_location("shapes", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def landscape(nodes: int) -> nx.MultiDiGraph[str]:
    """Return a graph in the shape of the projection: towns, bodies, units that bodies supervise."""
    shapes = _shapes()
    chance = random.Random(SEED)  # noqa: S311  # a fixed draw, no secret
    graph: nx.MultiDiGraph[str] = shapes.empty_graph()
    graph.graph["home"] = f"{shapes.ID}n-0"
    bodies = max(10, nodes // 12)
    towns = [
        (f"{shapes.ID}town-{number}", chance.uniform(42.5, 51), chance.uniform(-4.5, 8))
        for number in range(60)
    ]
    for number, (town, _, _) in enumerate(towns):
        graph.graph["others"][town] = (f"Ville {number}", "")
    for number in range(nodes):
        town, lat, lon = towns[min(int(chance.expovariate(0.12)), 59)]
        body = number < bodies
        kind, cls = (
            ("higher-education", "University") if body else ("research-unit", "ResearchUnit")
        )
        label = f"{'Université' if body else 'Unité'} d’essai numéro {number}"
        place = {"city": town, "country": f"{shapes.ID}land", "lat": lat, "lon": lon}
        graph.add_node(f"{shapes.ID}n-{number}", **shapes.node(kind, cls, label, **place))
    for number in range(bodies, nodes):
        for link in range(LINKS):
            head = min(int(chance.expovariate(4 / bodies)), bodies - 1)
            key = f"s-{number}-{link}"
            graph.add_edge(
                f"{shapes.ID}n-{number}",
                f"{shapes.ID}n-{head}",
                key=key,
                **shapes.edge("supervision", key),
            )
    return graph


def write_ours(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write the page of the project."""
    from coopgraph.outputs.explorer.model import build_model
    from coopgraph.outputs.explorer.page import render_page
    from coopgraph.outputs.explorer.views import Pair
    from coopgraph.sources.vintage import SourceInfo

    model = build_model(
        graph,
        sources=[SourceInfo("src", "document", "Document", "https://example.org/a", "2020")],
        title=Pair.same("Essai"),
        vintage=[Pair("Âge", "Age")],
        lang="fr",
    )
    path.write_text(render_page(model), encoding="utf-8")


def write_pyvis(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Write the page of pyvis with its defaults, its libraries within the file."""
    from pyvis.network import Network

    plain: nx.MultiGraph[str] = nx.MultiGraph()
    plain.add_nodes_from((iri, {"label": data["label"]}) for iri, data in graph.nodes(data=True))
    plain.add_edges_from(graph.edges())
    drawing = Network(cdn_resources="in_line")
    drawing.from_nx(plain)
    path.write_text(drawing.generate_html(), encoding="utf-8")


def open_page(browser: Any, path: Path, still: str, written: float) -> Measured:
    """Open a page and wait until it stands still."""
    from playwright.sync_api import TimeoutError as TooLong

    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    meter = context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    begin = time.perf_counter()
    still_at = None
    page.goto(path.as_uri(), timeout=LIMIT * 1000, wait_until="commit")
    painted = None
    with contextlib.suppress(TooLong):
        page.wait_for_function(PAINTED, timeout=LIMIT * 1000)
        painted = time.perf_counter() - begin
    metrics = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
    left = LIMIT - (time.perf_counter() - begin)
    with contextlib.suppress(TooLong):
        page.wait_for_function(still, timeout=max(left, 1) * 1000)
        still_at = time.perf_counter() - begin
    context.close()
    size = path.stat().st_size / 1e6
    return Measured(
        written,
        size,
        metrics["TaskDuration"],
        painted,
        still_at,
        sum(not url.startswith(("file:", "data:", "blob:")) for url in asked),
    )


def _seconds(value: float | None) -> str:
    return f"> {LIMIT}" if value is None else f"{value:.2f}"


def main(arguments: list[str]) -> int:
    """Print one line a page and the ratios."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("COOPGRAPH_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("no Chromium found; install one or set COOPGRAPH_CHROMIUM", file=sys.stderr)
        return 1
    peers = (("coopgraph", write_ours, STILL_OURS), ("pyvis", write_pyvis, STILL_PYVIS))
    print(
        f"{'nodes':>6} {'page':<10} {'write s':>8} {'size MB':>8} {'thread s':>9} {'painted s':>9} "
        f"{'still s':>8} {'requests':>8}"
    )
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for nodes in [int(text) for text in arguments] or [500, 1500, 5000]:
            graph = landscape(nodes)
            found: dict[str, Measured] = {}
            for name, write, still in peers:
                path = Path(folder) / f"{name}-{nodes}.html"
                begin = time.perf_counter()
                write(graph, path)
                one = open_page(browser, path, still, time.perf_counter() - begin)
                found[name] = one
                painted, still_at = _seconds(one.painted), _seconds(one.still)
                print(
                    f"{nodes:>6} {name:<10} {one.written:>8.2f} {one.size:>8.2f} "
                    f"{one.thread:>9.2f} {painted:>9} {still_at:>8} {one.requests:>8}",
                    flush=True,
                )
            ours, other = found["coopgraph"], found["pyvis"]
            more = "" if other.painted else "more than "
            print(
                f"{nodes:>6} pyvis / coopgraph: size {other.size / ours.size:.1f}, "
                f"thread {more}{other.thread / ours.thread:.1f}, "
                f"painted {more}{(other.painted or LIMIT) / (ours.painted or LIMIT):.1f}",
                flush=True,
            )
        browser.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

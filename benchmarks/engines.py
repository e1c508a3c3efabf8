"""Measure what each engine of the interactive page costs: ``svg``, ``pyvis``, ``sigma``.

``python benchmarks/engines.py [NODES ...]`` (1500 and 5000 unless told otherwise) makes the
landscapes of ``benchmarks/explorer.py``, writes a page for each engine, opens it in headless
Chromium without network, and prints its size, seconds of the main thread until it is ready, and
milliseconds a frame while it zooms: of the main thread, and of all processes of the browser. There
is no graphics card where tests run, so WebGL is drawn on the processor: with a card, expect a frame
of sigma to cost about the main thread. ``svg`` does not zoom. Numbers are read by people; no test
fails on them.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from explorer import landscape

FRAMES = 24
FLAGS = ["--no-sandbox", "--disable-background-networking"]
#: A canvas is fastest without the emulated graphics card that WebGL needs here.
CANVAS = [*FLAGS, "--disable-gpu"]
WEBGL = [
    *FLAGS,
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
]
#: Zooms by so many frames, a little each.
ZOOM = """async (frames) => {
  const { network } = window.coopgraph;
  const scale = network.getScale();
  for (let i = 0; i < frames; i += 1) {
    network.moveTo({ scale: scale * (1 + (i % 12) / 12) });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  }
}"""


def page_of(nodes: int, engine: str) -> str:
    """Return the page of a made-up landscape."""
    from coopgraph.outputs.explorer.model import build_model
    from coopgraph.outputs.explorer.page import render_page
    from coopgraph.outputs.explorer.views import Pair
    from coopgraph.sources.vintage import SourceInfo

    sources = [SourceInfo("src", "document", "Document", "https://example.org/a", "2020")]
    model = build_model(landscape(nodes), sources=sources, title=Pair.same("Essai"))
    return render_page(model, engine)


def processor(browser: Any) -> float:
    """Return the seconds that all processes of the browser have taken."""
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return float(sum(process["cpuTime"] for process in processes))


def measure(browser: Any, path: Path) -> tuple[float, float | None, float | None]:
    """Return seconds until ready and, where it can zoom, milliseconds a frame: own, all."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    page = context.new_page()
    meter = context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})

    def thread() -> float:
        metrics = meter.send("Performance.getMetrics")["metrics"]
        return float({m["name"]: m["value"] for m in metrics}["TaskDuration"])

    page.goto(path.as_uri(), timeout=120_000, wait_until="commit")
    page.wait_for_function(
        "() => document.documentElement.dataset.ready === 'true'", timeout=120_000
    )
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)))")
    ready = thread()
    own = every = None
    if page.evaluate("() => Boolean(window.coopgraph.network)"):
        page.wait_for_timeout(1000)
        before, all_before = thread(), processor(browser)
        page.evaluate(ZOOM, FRAMES)
        own = (thread() - before) / FRAMES * 1000
        every = (processor(browser) - all_before) / FRAMES * 1000
    context.close()
    return ready, own, every


def main(arguments: list[str]) -> int:
    """Print one line a page."""
    from playwright.sync_api import sync_playwright

    chromium = os.environ.get("COOPGRAPH_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("no Chromium found; install one or set COOPGRAPH_CHROMIUM", file=sys.stderr)
        return 1
    print(f"{'nodes':>6} {'engine':<7} {'size MB':>8} {'ready s':>8} {'frame ms':>9} {'all ms':>8}")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        start = playwright.chromium.launch
        canvas = start(executable_path=chromium, args=CANVAS)
        webgl = start(executable_path=chromium, args=WEBGL)
        for nodes in [int(text) for text in arguments] or [1500, 5000]:
            for engine, browser in (("svg", canvas), ("pyvis", canvas), ("sigma", webgl)):
                path = Path(folder) / "page.html"
                path.write_text(page_of(nodes, engine), encoding="utf-8")
                ready, own, every = measure(browser, path)
                frame = "-" if own is None else f"{own:.0f}"
                whole = "-" if every is None else f"{every:.0f}"
                print(
                    f"{nodes:>6} {engine:<7} {path.stat().st_size / 1e6:>8.2f} {ready:>8.2f} "
                    f"{frame:>9} {whole:>8}",
                    flush=True,
                )
        canvas.close()
        webgl.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

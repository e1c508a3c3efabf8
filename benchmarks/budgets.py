"""Measure how the interactive page opens, beside what it may cost.

``python benchmarks/budgets.py [SIZE ...]`` (``packaged 5000 50000`` unless told otherwise) writes
the page of the packaged landscape and of one of so many entities that holds it many times over,
opens each in headless Chromium without network, and prints beside the budget: its size; seconds of
the main thread until the first picture, with search and legend, and until the drawing can be moved
about; those of a first search; marks drawn at once; requests. Then, of the largest page, the
longest task of the main thread of each action (``tasks.py``). Of several runs the least counts: a
busy machine only adds. Budgets of time are for the machine of ``reference.py``; on a slower one
they are multiplied by the factor that is printed. The exit code is 1 if a budget is not kept.

It needs the test extra and a Chromium (``COOPGRAPH_CHROMIUM``, or one on the path).
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

#: Entities: megabytes, seconds of the main thread until the first picture. Others have those above.
BUDGETS = {1_200: (1.0, 0.3), 5_000: (1.5, 1.0), 50_000: (4.0, 2.0)}
MARKS = 1_200
#: Seconds that one task may take while somebody works with the page.
TASK = 0.2
RUNS = 5
LIMIT = 120_000


def write(size: str, path: Path) -> int:
    """Write a page; say of how many entities."""
    import replicated

    if size != "packaged":
        replicated.write_page(int(size), path)
        return int(size)
    import coopgraph

    coopgraph.load().explore(path)
    return 0


def seconds(meter: Any) -> float:
    """Seconds that the main thread has worked."""
    metrics = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def open_page(browser: Any, path: Path, mark: str) -> tuple[float, dict[str, Any]]:
    """Open a page until it says `mark`; return the seconds, and what it then shows."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    context.set_default_timeout(LIMIT)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    meter = context.new_cdp_session(page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri(), wait_until="commit")
    page.wait_for_function(f"() => document.documentElement.dataset.{mark} === 'true'")
    spent = seconds(meter)
    shows: dict[str, Any] = {}
    if mark == "ready":
        shows["entities"] = page.evaluate("coopgraph.model.nodes.length")
        ids = "coopgraph.network.body.nodeIndices.filter((id) => coopgraph.network.body.nodes[id]"
        shows["marks"] = page.evaluate(f"{ids}.options.hidden !== true).length")
        before = seconds(meter)
        page.locator("#search").press_sequentially("u")
        page.wait_for_function("() => !document.getElementById('results').hidden")
        shows["search"] = seconds(meter) - before
        shows["requests"] = sum(not url.startswith(("file:", "data:", "blob:")) for url in asked)
    context.close()
    return spent, shows


def tell_tasks(browser: Any, entities: int, path: Path) -> bool:
    """Print the longest task of each action; return whether all keep to the budget."""
    from reference import factor, reference_seconds
    from tasks import ACTIONS, longest_task

    print(
        f"\nlongest task of the main thread, s, of at most {TASK}, and factor; {entities} entities"
    )
    kept = True
    for action in ACTIONS:
        spent = min(longest_task(browser, path, action) for _ in range(3))
        slower = factor(reference_seconds(browser))
        kept &= spent <= TASK * slower
        print(f"{action:>16} {spent:>6.3f} {slower:>5.2f}", flush=True)
    return kept


def main(arguments: list[str]) -> int:
    """Print one line a page."""
    from playwright.sync_api import sync_playwright
    from reference import factor, reference_seconds

    chromium = os.environ.get("COOPGRAPH_CHROMIUM") or shutil.which("chromium")
    if chromium is None:
        print("no Chromium found; install one or set COOPGRAPH_CHROMIUM", file=sys.stderr)
        return 1
    print(
        f"{'page':>9} {'entities':>8} {'write s':>8} {'size MB':>8} {'budget':>7} {'picture s':>9} "
        f"{'budget':>7} {'factor':>7} {'ready s':>8} {'search s':>8} {'marks':>6} {'requests':>8}"
    )
    kept = True
    largest_page: tuple[int, Path] | None = None
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        for size in arguments or ["packaged", "5000", "50000"]:
            path = Path(folder) / f"{size}.html"
            begin = time.perf_counter()
            write(size, path)
            written = time.perf_counter() - begin
            megabytes = path.stat().st_size / 1e6
            picture = min(open_page(browser, path, "picture")[0] for _ in range(RUNS))
            slower = factor(reference_seconds(browser))
            runs = [open_page(browser, path, "ready") for _ in range(RUNS)]
            ready, shows = min(runs, key=lambda run: run[0])
            largest, most = next(
                (b for n, b in sorted(BUDGETS.items()) if shows["entities"] <= n),
                BUDGETS[max(BUDGETS)],
            )
            search = min(one["search"] for _, one in runs)
            kept &= megabytes <= largest and picture <= most * slower
            kept &= shows["marks"] <= MARKS and shows["requests"] == 0
            largest_page = max(largest_page or (0, path), (shows["entities"], path))
            print(
                f"{size:>9} {shows['entities']:>8} {written:>8.1f} {megabytes:>8.2f} "
                f"{largest:>7.1f} {picture:>9.2f} {most:>7.1f} {slower:>7.2f} "
                f"{ready:>8.2f} {search:>8.2f} {shows['marks']:>6} {shows['requests']:>8}",
                flush=True,
            )
        if largest_page is not None:
            kept &= tell_tasks(browser, *largest_page)
        browser.close()
    return 0 if kept else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""How fast the machine is just now: a fixed piece of work in the browser that measures a page.

Budgets of the interactive page are seconds of the main thread on a machine that needs
:data:`REFERENCE` seconds for this work. A slower one is given as much more as it is slower, never
more than :data:`MOST` times the budget, so that no meter that errs can hide a page that has become
slow; a faster one is given the budget itself. The work holds what a page does when it opens –
scripts that are read, a text that is parsed and sorted, elements that are laid out, a canvas that
is painted – and nothing of the page, so that no change of the page changes it.

The speed of a shared machine swings from one minute to the next: it is measured anew beside each
page that does not keep to the budget itself.

How ``REFERENCE`` was found: the page of the packaged landscape, as it was when the figures of
``docs/explorer.md`` were first given, was written and opened again on the slower machine of today,
in turns with this work, twelve times each. The least were 0.239 s until the first picture (0.17 s
then), 0.641 s until the drawing can be moved about (0.39 s then): 1.4 and 1.6 times as long. The
work itself took 0.198 s; divided by 1.5 that is 0.13 s.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["MOST", "REFERENCE", "Kept", "factor", "keeps", "reference_seconds"]

#: Seconds of the main thread that the work takes on the machine for which budgets are given.
REFERENCE = 0.13
#: What a slow machine is given at most, as a multiple of the budget.
MOST = 2.5
#: Functions of which the page has many, each called once: they are read, and hardly optimised.
FUNCTIONS = 2_000

_READ = "\n".join(
    f"function f{n}(a, b) {{ const c = a * {n} + b; return c % 2 ? {{ c, a }} : [c, b, 'x{n}']; }}"
    f"\nmade.push(f{n}({n}, made.length));"
    for n in range(FUNCTIONS)
)
_WORK = """
const rows = Array.from({ length: 10000 }, (_, n) => (
  { id: 'row-' + (n * 7919 % 10000), label: 'Unité de recherche ' + n, at: [n % 97, n % 89] }));
const known = new Map();
for (const row of JSON.parse(JSON.stringify(rows))) known.set(row.id, row);
const sorted = [...known.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
const folded = sorted.map((row) => row.label.normalize('NFD').toLowerCase().split(' '));
made.push(folded.length);
const list = document.createElement('ul');
for (const row of sorted.slice(0, 1000)) {
  const item = list.appendChild(document.createElement('li'));
  item.className = 'row';
  item.appendChild(document.createElement('b')).textContent = row.label;
  item.appendChild(document.createElement('span')).textContent = row.id;
}
document.body.appendChild(list);
made.push(list.offsetHeight);
const pen = document.getElementById('canvas').getContext('2d');
pen.font = '11px sans-serif';
for (const row of sorted.slice(0, 1000)) {
  const [x, y] = [row.at[0] * 10, row.at[1] * 8];
  pen.beginPath();
  pen.moveTo(x, y);
  pen.quadraticCurveTo(500, 350, y, x);
  pen.stroke();
  pen.beginPath();
  pen.arc(x, y, 6, 0, 2 * Math.PI);
  pen.fill();
  if (row.at[0] < 20) pen.fillText(row.label, x, y);
}
document.documentElement.dataset.done = String(made.length);
"""
PAGE = (
    "<!DOCTYPE html><meta charset='utf-8'><title>Reference</title>"
    "<style>.row { display: flex; gap: 4px } .row b { flex: 1 }</style><body>"
    "<canvas id='canvas' width='1000' height='700'></canvas>"
    f"<script>const made = [];\n{_READ}\n{_WORK}</script></body>"
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was measured, in seconds, and what it may be on this machine."""

    spent: float
    budget: float
    factor: float

    @property
    def kept(self) -> bool:
        """Whether the budget of this machine is kept."""
        return self.spent <= self.budget * self.factor


def factor(seconds: float) -> float:
    """Return by how much budgets grow on a machine that needs so many seconds for the work.

    Examples
    --------
    >>> factor(REFERENCE / 2), factor(2 * REFERENCE), factor(9 * REFERENCE)
    (1.0, 2.0, 2.5)
    """
    return min(MOST, max(1.0, seconds / REFERENCE))


def keeps(browser: Any, measure: Callable[[], float], budget: float, runs: int = 6) -> Kept:
    """Measure until a budget is kept, at most so many times; the least counts.

    Where the budget itself is not kept, the machine is measured right after, and its least counts
    likewise.

    Parameters
    ----------
    browser
        The browser of Playwright that `measure` uses.
    measure
        Returns the seconds of the main thread that what is measured takes.
    budget
        Seconds that it may take on a machine that needs :data:`REFERENCE` for the work.
    runs
        How many times it is measured at most.
    """
    spent = work = float("inf")
    for _ in range(runs):
        spent = min(spent, measure())
        if spent <= budget:
            return Kept(spent, budget, 1.0)
        work = min(work, reference_seconds(browser, 3))
        found = Kept(spent, budget, factor(work))
        if found.kept:
            break
    return found


def reference_seconds(browser: Any, runs: int = 5) -> float:
    """Return the least seconds of the main thread that the work takes just now.

    Parameters
    ----------
    browser
        The browser of Playwright in which the page is measured.
    runs
        How many times, each on a page of its own: other work on the machine only adds.
    """
    return min(_once(browser) for _ in range(runs))


def _once(browser: Any) -> float:
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    try:
        context.set_default_timeout(120_000)
        page = context.new_page()
        meter = context.new_cdp_session(page)
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        page.set_content(PAGE, wait_until="commit")
        page.wait_for_function("() => document.documentElement.dataset.done !== undefined")
        metrics = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
    finally:
        context.close()
    return float(metrics["TaskDuration"])

"""How long the interactive page holds up a key: the longest task of the main thread of each action.

Seconds are those that the thread itself has worked, as a trace of the browser gives them, so that
a busy machine does not decide. ``budgets.py`` and the tests call this.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["ACTIONS", "longest_task"]

_TYPED = (
    "const box = document.getElementById('search'); box.focus(); box.value = '{}';"
    "box.dispatchEvent(new Event('input'));"
)
_GROUPED = (
    "const box = document.getElementById('grouping'); box.value = '{}';"
    "box.dispatchEvent(new Event('change'));"
)
#: Name to what is done before and what is measured, as scripts.
ACTIONS: dict[str, tuple[str, str]] = {
    "filters": ("", "document.querySelector('#facets > summary').click()"),
    "first search": ("", _TYPED.format("u")),
    "slip": ("", _TYPED.format("universitee de bordaux")),
    "grouping": ("", _GROUPED.format("kind")),
    "community": ("", _GROUPED.format("community")),
    "path": (
        # The details, in which the button stands, are worked through in slices.
        (
            "coopgraph.choose(coopgraph.model.nodes[20]);"
            "coopgraph.afterShow(() => document.getElementById('path-from').click());"
        ),
        "coopgraph.choose(coopgraph.model.nodes[coopgraph.model.nodes.length - 500])",
    ),
    "open a community": (
        _GROUPED.format("community"),
        "coopgraph.turnGroup(coopgraph.groups().groups[0].key)",
    ),
    "open a site": ("", "coopgraph.turnGroup(coopgraph.groups().groups[0].key)"),
    "no groups": ("", _GROUPED.format("")),
    "neighbourhood": (
        "coopgraph.choose(coopgraph.model.byLinks[0])",
        "document.getElementById('near').click()",
    ),
    "compare": (
        "document.getElementById('to-compare').click()",
        "document.getElementById('compare-run').click()",
    ),
}
#: Milliseconds for what was done before to come to rest, and for the action to be over.
_REST, _LONG = 3000, 3000
_LIMIT = 120_000
_FOUND = "() => !document.getElementById('results').hidden"
#: What says that an action is over, on a machine that needs longer.
_OVER = {
    "first search": _FOUND,
    "slip": _FOUND,
    "community": "() => coopgraph.state.grouping === 'community'",
    "compare": "() => coopgraph.state.between !== null",
}


def longest_task(browser: Any, path: Path, action: str) -> float:
    """Return the seconds of the longest task of an action on a page that has just opened.

    Parameters
    ----------
    browser
        A browser of Playwright that traces nothing else.
    path
        The page.
    action
        One of :data:`ACTIONS`.
    """
    before, script = ACTIONS[action]
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_offline(True)
    context.set_default_timeout(_LIMIT)
    try:
        page = context.new_page()
        page.goto(path.as_uri(), wait_until="commit")
        page.wait_for_function("() => document.documentElement.dataset.ready === 'true'")
        if before:
            page.evaluate(f"() => {{ {before} }}")
            page.wait_for_timeout(_REST)
        browser.start_tracing(page=page, categories=["toplevel", "devtools.timeline"])
        page.evaluate(f"() => {{ setTimeout(() => {{ {script} }}, 0); }}")
        page.wait_for_timeout(_LONG)
        page.wait_for_function(_OVER.get(action, "() => true"))
        # What is still under way ends before the trace does.
        page.evaluate("() => new Promise((done) => setTimeout(done, 200))")
        events = json.loads(browser.stop_tracing())["traceEvents"]
    finally:
        context.close()
    mains = {
        (one["pid"], one["tid"])
        for one in events
        if one.get("name") == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    spent = [
        one["tdur"] / 1e6
        for one in events
        if one.get("name") == "ThreadControllerImpl::RunTask"
        and "tdur" in one
        and (one["pid"], one["tid"]) in mains
    ]
    if not spent:
        raise RuntimeError("the trace holds no task of the main thread")
    return float(max(spent))

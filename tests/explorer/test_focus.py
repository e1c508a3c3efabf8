"""The keyboard's place in the page: no button or key loses it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.explorer.conftest import Opened

pytestmark = pytest.mark.browser

Open = Callable[..., Opened]
ACTIVE = """() => {
  const one = document.activeElement;
  return one === document.body || !one.checkVisibility() || one.disabled ? '' : one.id || one.className || one.role;
}"""  # noqa: E501
#: What saves a file or leaves the page is tried elsewhere.
BUTTONS = """() => {
  const left = /^(save|copy|gap-save|arrange|restore)/;
  const all = [...document.querySelectorAll('#app button, #app summary, #app select')];
  let count = 0;
  for (const one of all) {
    if (one.checkVisibility() && !one.disabled && !left.test(one.id)) one.dataset.tried = count++;
    else delete one.dataset.tried;
  }
  return count;
}"""
STATES = {
    "nothing": "",
    "entity": "#e=chu-de-bordeaux",
    "neighbourhood": "#e=chu-de-bordeaux&near=1",
    "path": "#from=chu-de-bordeaux&to=inria",
    "gaps": "#view=gaps&e=universite-de-lille",
    "table": "#view=table&e=inserm",
    "groups": "#group=theme&view=groups",
    "compare": "#view=compare&between=2015-12-31_2024-12-31",
    "matrix": "#view=matrix",
    "facets": "#f.region=Bretagne&year=1950&e=chu-de-bordeaux",
}


def active(page: Any) -> str:
    page.wait_for_timeout(20)  # what is disabled loses the focus in the next frame
    return str(page.evaluate(ACTIVE))


@pytest.mark.parametrize("state", STATES)
def test_no_button_loses_the_focus(opened: Open, curated_page: Path, state: str) -> None:
    page = opened().ready(curated_page, STATES[state])
    count = page.evaluate(BUTTONS)
    assert count > 30
    tried = 0
    # Some of each kind: lists of a thousand alike say nothing more.
    for number in [*range(min(count, 24)), *range(24, count, max(1, (count - 24) // 16))]:
        if page.evaluate(BUTTONS) <= number:
            continue
        name = page.evaluate(
            """(number) => {
              const one = document.querySelector(`[data-tried="${number}"]`);
              one.focus();
              if (one.tagName !== 'SELECT') one.click();
              else {
                one.selectedIndex = (one.selectedIndex + 1) % one.options.length;
                one.dispatchEvent(new Event('change'));
              }
              return one.outerHTML.slice(0, 160);
            }""",
            number,
        )
        tried += 1
        assert active(page), name
        page.evaluate("coopgraph.reset()")
        page.evaluate("(hash) => { location.hash = hash; coopgraph.readAddress(); }", STATES[state])
    assert tried > 30


def test_a_button_of_the_details_leads_to_what_it_opens(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#e=universite-de-lille")
    for button in ("#node-gaps button.gap", "#panel .neighbours button.entity"):
        page.locator("#node-gaps").evaluate("(one) => (one.open = true)")
        page.locator(button).first.focus()
        page.keyboard.press("Enter")
        assert active(page) == "chosen"
        page.evaluate("coopgraph.choose(coopgraph.model.nodeById.get('universite-de-lille'))")


def test_the_drawing_keeps_the_focus(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#e=chu-de-bordeaux")
    frame = page.locator("#network > [role=application]")
    frame.focus()
    inside = "document.activeElement === document.querySelector('#network').firstElementChild"
    for key in (" ", " ", "ArrowRight", " ", "Escape"):
        page.keyboard.press(key)
        active(page)
        assert page.evaluate(inside), key
    page.evaluate("coopgraph.choose(coopgraph.model.nodeById.get('chu-de-bordeaux'))")
    page.wait_for_timeout(1500)  # the view moves to it
    place = page.evaluate(
        """() => {
          const { network, state } = coopgraph;
          const at = network.canvasToDOM(network.getPosition('n' + state.node.index));
          const { left, top } = document.querySelector('#network canvas').getBoundingClientRect();
          return [at.x + left, at.y + top];
        }"""
    )
    page.evaluate("document.activeElement.blur()")
    page.mouse.dblclick(*place)
    page.wait_for_timeout(600)
    assert page.evaluate("Boolean(coopgraph.state.centre)")
    assert page.evaluate(inside)


def test_the_button_that_opens_neighbours_keeps_the_focus(opened: Open, curated_page: Path) -> None:
    page = opened().ready(curated_page, "#e=chu-de-bordeaux&near=1")
    for _ in range(2):
        page.focus("#turn")
        page.keyboard.press("Enter")
        assert active(page) == "turn"

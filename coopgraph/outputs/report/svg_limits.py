"""How much there is to draw in an SVG: each part counts as often as it is drawn.

A few lines can ask for a million shapes: ``<use>`` repeats what it names, and that may repeat
others; a marker is drawn at every corner of a path. Some programs draw until memory ends, others
refuse, each with words of its own; here it is said before anything is drawn.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element

from coopgraph.messages import Message, message
from coopgraph.outputs.report.svg import unescaped

__all__ = ["DEEPEST", "MOST_PARTS", "excess"]

#: Elements inside each other, those that are repeated included.
DEEPEST: Final = 100
#: Elements that are drawn, each as often as it is repeated.
MOST_PARTS: Final = 20_000

_NAMED: Final = re.compile(r"url\(\s*['\"]?#([^'\")]+?)['\"]?\s*\)", re.I)
_RULE: Final = re.compile(r"([^{}]*)\{([^{}]*)\}")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.S)
#: The one thing to which a selector is tied: an element, a class or an id.
_SIMPLE: Final = re.compile(r"\s*([.#]?)(-?[A-Za-z_][\w-]*)\s*")
#: Each number of a path, or of a list of points, may be a corner; never fewer are counted.
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)")


def excess(root: Element) -> Message | None:
    """Tell why a drawing is more than programs can be asked to draw.

    Parameters
    ----------
    root
        The root of a drawing.

    Returns
    -------
    Message or None
        Which part is drawn inside itself, lies too deep, or makes it too many; nothing if all is
        within :data:`DEEPEST` and :data:`MOST_PARTS`.

    Examples
    --------
    >>> from coopgraph.outputs.report.svg import read_svg
    >>> frame = '<svg xmlns="http://www.w3.org/2000/svg">%s</svg>'
    >>> excess(read_svg(frame % "<g><path d='M0 0'/></g>"))
    >>> str(excess(read_svg(frame % "<g id='a'><use href='#a'/></g>"))).partition(";")[0]
    'element <use href="#a"> is drawn inside itself'
    """
    drawing = _Drawing(root)
    parts: dict[Element, int] = {}
    depths: dict[Element, int] = {}
    begun: set[Element] = set()
    # Not by recursion: what is to be measured may be deeper than Python calls.
    waiting = [root]
    while waiting:
        element = waiting[-1]
        if element in parts:
            waiting.pop()
        elif element not in begun:
            begun.add(element)
            for inner, _ in drawing.inside(element):
                if inner in begun:
                    return _inside_itself(element)
                if inner not in parts:
                    waiting.append(inner)
        else:
            waiting.pop()
            begun.discard(element)
            inside = list(drawing.inside(element))
            depths[element] = 1 + max((depths[inner] for inner, _ in inside), default=0)
            parts[element] = 1 + sum(times * parts[inner] for inner, times in inside)
            if depths[element] > DEEPEST:
                return message(
                    "has more than {most} elements inside each other at {element}; "
                    "ungroup it, or save it as PNG",
                    most=DEEPEST,
                    element=_opening(element),
                )
            if parts[element] > MOST_PARTS:
                return message(
                    "has more than {most} elements to draw, repeated ones counted each time, "
                    "at {element}; simplify it, or save it as PNG",
                    most=MOST_PARTS,
                    element=_opening(element),
                )
    return None


def _inside_itself(element: Element) -> Message:
    return message(
        "element {element} is drawn inside itself; expand what it repeats, or save it as PNG",
        element=_opening(element),
    )


class _Drawing:
    """What is drawn where an element is: its children, and what it names."""

    def __init__(self, root: Element) -> None:
        #: All that have an id: which of several is drawn differs between programs.
        self._by_id: defaultdict[str, list[Element]] = defaultdict(list)
        #: What rules of style sheets name, by the element, class or id that they are for.
        self._ruled: defaultdict[str, list[str]] = defaultdict(list)
        for element in root.iter():
            if name := element.get("id"):
                self._by_id[name].append(element)
            if _name(element) == "style":
                self._read_rules(_COMMENT.sub("", "".join(element.itertext())))

    def _read_rules(self, sheet: str) -> None:
        for selectors, declared in _RULE.findall(sheet):
            if found := _NAMED.findall(unescaped(declared)):
                for selector in selectors.split(","):
                    # The last word says for what it is; the others only say where.
                    last = re.split(r"[\s>+~]+", selector.strip())[-1]
                    simple = _SIMPLE.fullmatch(last)
                    self._ruled["".join(simple.groups()) if simple else "*"] += found

    def inside(self, element: Element) -> Iterator[tuple[Element, int]]:
        """Yield what is drawn where an element is, and how often."""
        for child in element:
            yield child, 1
        name = _name(element)
        corners = 1 + len(_NUMBER.findall(element.get("d", "") or element.get("points", "")))
        for target in self._named(element, name):
            for found in self._by_id.get(target, ()):
                yield found, corners if _name(found) == "marker" else 1

    def _named(self, element: Element, name: str) -> Iterator[str]:
        ruled = []
        if self._ruled:
            classes = (f".{one}" for one in element.get("class", "").split())
            keys = ("*", name, f"#{element.get('id')}", *classes)
            ruled = [found for key in keys if key in self._ruled for found in self._ruled[key]]
        yield from ruled
        for attribute, value in element.items():
            if attribute.rpartition("}")[2] == "href":
                # What others name by it, such as gradients, is not drawn once more.
                if name in ("use", "pattern") and value.startswith("#"):
                    yield value[1:]
            else:
                yield from _NAMED.findall(unescaped(value))


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _opening(element: Element) -> str:
    """Return the beginning of an element as it stands in the file, by which it is found."""
    for attribute in ("id", "href", "{http://www.w3.org/1999/xlink}href"):
        if value := element.get(attribute):
            return f'<{_name(element)} {attribute.rpartition("}")[2]}="{value[:60]}">'
    return f"<{_name(element)}>"

"""Places in a file as readers see them: ``line 12`` is stored, ``ligne 12`` is shown in French."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from coopgraph.messages import Message, message

__all__ = ["shown_example", "shown_locator"]

_PLACE: Final = re.compile(r"(line|record|result) ([0-9]+)(?![0-9])")
#: The same behind the name of a file or source.
_WITHIN: Final = re.compile(rf"(?<!\S){_PLACE.pattern}")
_SAID: Final[dict[str, Callable[[str], Message]]] = {
    "line": lambda number: message("line {number}", number=number),
    "record": lambda number: message("record {number}", number=number),
    "result": lambda number: message("result {number}", number=number),
}

#: Places that are none: what was counted over a whole register.
_WHOLE: Final = message("count of the snapshot")


def shown_locator(locator: str, lang: str) -> str:
    """Return a locator in the language of who reads it; what is stored stays as it is.

    Parameters
    ----------
    locator
        As stored: where an import has no number of the register to cite, ``line 12``, ``record 3``
        or ``result 7``.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    str

    Examples
    --------
    >>> shown_locator("line 12", "fr"), shown_locator("line 12", "en")
    ('ligne 12', 'line 12')
    >>> shown_locator("Convention de mixité, l. 41-49", "fr"), shown_locator("02vjkv261", "fr")
    ('Convention de mixité, l. 41-49', '02vjkv261')
    """
    if locator == _WHOLE:
        return _WHOLE.in_language(lang)
    found = _PLACE.match(locator)
    if found is None:
        return locator
    return _SAID[found[1]](found[2]).in_language(lang) + locator[found.end() :]


def shown_example(text: str, lang: str) -> str:
    """Return an example that a summary gives, its place in the language of who reads it.

    Parameters
    ----------
    text
        A place as it was counted: behind it what stands there, before it a file or a source.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    str

    Examples
    --------
    >>> shown_example("a.csv, line 32: x", "fr"), shown_example("pipe line 3", "en")
    ('a.csv, ligne 32: x', 'pipe line 3')
    """
    return _WITHIN.sub(lambda found: _SAID[found[1]](found[2]).in_language(lang), text, count=1)

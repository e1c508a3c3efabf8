"""Which names of the index a text may contain: candidates, before anything is judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.parts import Parts

__all__ = ["Hit", "find_hits"]

#: Share of a name's weight that must be in the text.
_LEAST: Final = 0.62
#: Longest acronym of two parts that is looked up as one, in letters.
_JOINED: Final = 8
#: Names that are looked at more closely, for one text.
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """A name that a text contains, whole or nearly.

    Attributes
    ----------
    key
        Number of the name in the index.
    coverage
        Share of its weight that the text has.
    positions
        Tokens of the text that make it up, in order.
    exact
        Whether they stand side by side in the order of the name, and make it up whole.
    """

    key: int
    coverage: float
    positions: tuple[int, ...]
    exact: bool


def find_hits(parts: Parts, index: Index) -> list[Hit]:
    """Return the names that a text may contain, the fullest first."""
    found: dict[int, Hit] = {}
    for start, form in enumerate(parts.forms):
        longest = index.longest.get(form, 0)
        for end in range(min(len(parts.forms), start + longest), start, -1):
            key = index.exact.get(tuple(parts.forms[start:end]))
            if key is not None and (key not in found or _whole(parts, start, end)):
                found[key] = Hit(key, 1.0, tuple(range(start, end)), True)
    for start in range(len(parts.forms) - 1):  # AP-HP for APHP
        pair = parts.tokens[start : start + 2]
        if all(token.capital for token in pair) and len(pair[0].word + pair[1].word) <= _JOINED:
            key = index.exact.get((pair[0].word + pair[1].word,))
            if key is not None and key not in found:
                found[key] = Hit(key, 1.0, (start, start + 1), True)
    coverage = index.coverage(parts.places)
    near = np.flatnonzero(coverage >= _LEAST)
    if len(near) > _MOST:
        rank = coverage[near] ** 2 * index.masses[near]
        near = near[np.argsort(-rank, kind="stable")[:_MOST]]
    for number in near.tolist():
        if number not in found:
            positions = _nearest(index.keys[number], parts)
            found[number] = Hit(number, float(coverage[number]), positions, False)
    return sorted(found.values(), key=lambda hit: (-hit.coverage, -len(hit.positions), hit.key))


def _whole(parts: Parts, start: int, end: int) -> bool:
    """Tell whether tokens are a whole segment."""
    return [*range(start, end)] in parts.segments


def _nearest(key: tuple[str, ...], parts: Parts) -> tuple[int, ...]:
    """Return the tokens of a name in the text, as near to each other as they are."""
    choices = [parts.places[form] for form in dict.fromkeys(key) if form in parts.places]
    choices.sort(key=len)
    best: tuple[int, ...] = ()
    for anchor in choices[0]:
        taken = {anchor}
        for places in choices[1:]:
            taken.add(min(places, key=lambda place: (abs(place - anchor), place)))
        positions = tuple(sorted(taken))
        if not best or positions[-1] - positions[0] < best[-1] - best[0]:
            best = positions
    return best

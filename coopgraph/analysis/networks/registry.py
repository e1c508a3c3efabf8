"""All measures by the name with which they are asked for.

A new measure is a :class:`~coopgraph.analysis.networks.measure.Measure` in one of the modules of
this package; tests see to its words, its reference and its section in the documentation.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Final

from coopgraph.analysis.networks.brokerage import BROKERAGE
from coopgraph.analysis.networks.central import CENTRALITIES
from coopgraph.analysis.networks.cohesion import COHESION
from coopgraph.analysis.networks.holes import HOLES
from coopgraph.analysis.networks.measure import Measure
from coopgraph.analysis.networks.two_mode import TWO_MODE
from coopgraph.errors import MeasureError
from coopgraph.messages import message

__all__ = ["MEASURES", "find_measure"]

#: Measures by name, in the order in which they are listed.
MEASURES: Final[Mapping[str, Measure]] = {
    measure.name: measure
    for family in (CENTRALITIES, TWO_MODE, HOLES, BROKERAGE, COHESION)
    for measure in family
}


def find_measure(name: str) -> Measure:
    """Return a measure.

    Raises
    ------
    MeasureError
        If there is none of this name.

    Examples
    --------
    >>> find_measure("core").doi
    '10.1016/0378-8733(83)90028-X'
    """
    if str(name) in MEASURES:
        return MEASURES[str(name)]
    near = difflib.get_close_matches(str(name), MEASURES, n=1)
    if near:
        raise MeasureError(
            message("no measure {name!r}; did you mean {near!r}?", name=name, near=near[0])
        )
    raise MeasureError(
        message("no measure {name!r}; choose among {all}", name=name, all=", ".join(MEASURES))
    )

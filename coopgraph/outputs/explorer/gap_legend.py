"""The six states of a gap as marks: shape, sign and colour, each enough to tell them apart.

The signs are those that any font has and either language reads: ``!`` missing for certain, ``×``
ended, ``?`` to be checked, ``~`` cannot be decided, ``–`` does not apply, ``+`` something is there.
"""

from __future__ import annotations

from dataclasses import dataclass

from coopgraph.analysis.gaps.records import Status
from coopgraph.outputs.explorer.legend import OKABE_ITO
from coopgraph.outputs.explorer.views import Pair
from coopgraph.outputs.gap_tables import STATUS_NAMES

__all__ = ["GAP_LEGEND", "StateMark"]


@dataclass(frozen=True, slots=True)
class StateMark:
    """How a state is drawn and what it means.

    Attributes
    ----------
    id
        The status.
    name
        Its name.
    meaning
        What it means, in a few words.
    shape
        Shape of the mark, one of those of the page.
    sign
        One character in the middle of the mark.
    colour, ink
        Colours of the mark and of the sign.
    """

    id: str
    name: Pair
    meaning: Pair
    shape: str
    sign: str
    colour: str
    ink: str


def _mark(
    status: Status, shape: str, sign: str, colour: str, ink: str, fr: str, en: str
) -> StateMark:
    name = STATUS_NAMES[status.value]
    return StateMark(status.value, Pair(name.fr, name.en), Pair(fr, en), shape, sign, colour, ink)


_DARK, _LIGHT = "#000000", "#ffffff"

#: The six states, worst first.
GAP_LEGEND: tuple[StateMark, ...] = (
    _mark(
        Status.CONFIRMED,
        "square",
        "!",
        OKABE_ITO["vermilion"],
        _DARK,
        "rien, selon une liste déclarée complète",
        "nothing, according to a list declared complete",
    ),
    _mark(
        Status.LAPSED,
        "triangleDown",
        "×",
        OKABE_ITO["purple"],
        _DARK,
        "échéance passée, aucune suite trouvée",
        "ended, nothing later found",
    ),
    _mark(
        Status.CANDIDATE,
        "diamond",
        "?",
        OKABE_ITO["orange"],
        _DARK,
        "rien trouvé dans le graphe ; peut exister",
        "nothing found in the graph; may exist",
    ),
    _mark(
        Status.UNDECIDABLE,
        "triangle",
        "~",
        OKABE_ITO["yellow"],
        _DARK,
        "une valeur manque pour conclure",
        "a value is missing to decide",
    ),
    _mark(
        Status.EXEMPT,
        "hexagon",
        "–",
        _LIGHT,
        _DARK,
        "la règle ne s’applique pas",
        "the rule does not apply",
    ),
    _mark(
        Status.COVERED,
        "dot",
        "+",
        OKABE_ITO["blue"],
        _LIGHT,
        "un partenariat connu est en vigueur, ou peut-être",
        "a known partnership is in force, or possibly so",
    ),
)

"""Table of models that recommend new pairs of partners, side by side."""

from __future__ import annotations

import math
from typing import Final

from coopgraph.analysis.recommender import Comparison
from coopgraph.messages import message, translated
from coopgraph.outputs.tables import Cell, Table

__all__ = ["recommender_table"]

_COLUMNS: Final = (
    "set", "cut", "model", "bodies", "pairs", "new_ties", "repeated_ties", "prevalence",
    "average_precision", "map", "recall_10", "auc_uniform", "auc_matched",
    "against", "map_gain", "map_gain_low", "map_gain_high", "ships",
)  # fmt: skip
_DIGITS: Final = 3
#: Prevalence is small: a digit more tells it from 0.
_MORE: Final = 4


def recommender_table(found: Comparison, lang: str) -> Table:
    """Return one row per register, cut and model, and the verdict below.

    Parameters
    ----------
    found
        What was measured.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Table

    Examples
    --------
    >>> from coopgraph.analysis.recommender import Comparison
    >>> recommender_table(Comparison((), ()), "en").notes[0]
    'No model passes the ship rule; none is a default.'
    """
    rows: list[tuple[Cell, ...]] = []
    for one in found.rows:
        figures = (one.precision, one.mean_precision, one.recall, one.uniform, one.matched)
        rows.append(
            (
                one.register, one.cut, one.model, one.bodies, one.pairs, one.new, one.repeated,
                round(one.prevalence, _MORE), *(_cell(figure) for figure in figures),
                one.against, *(_cell(figure) for figure in (one.gain, one.low, one.high)),
                one.model in found.ships,
            )
        )  # fmt: skip
    verdict = (
        message("Passed the ship rule: {models}.", models=", ".join(found.ships))
        if found.ships
        else message("No model passes the ship rule; none is a default.")
    )
    rule = message(
        "Ship rule: the interval of the gain in MAP over the best trivial model (a product of "
        "sizes) is above 0 at three quarters of the cuts or more, in every register."
    )
    reading = message(
        "Every pair without a tie at the cut is scored; the average precision of chance is the "
        "prevalence. Precisions are lower bounds: a tie that the register does not have may exist. "
        "Low and high: 95 %, bodies drawn with replacement."
    )
    notes = tuple(str(translated(note, lang)) for note in (verdict, rule, reading))
    return Table(_COLUMNS, rows, notes=notes, group=("set", "cut"))


def _cell(figure: float) -> float | None:
    """Return a figure in few digits; nothing where there was nothing to compare."""
    return None if math.isnan(figure) else round(figure, _DIGITS)

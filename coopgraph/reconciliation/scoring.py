"""From figures to scores: two logistic regressions whose weights stand in ``weights.json``.

The first looks at a body alone, the second at the body among the others that the text may name.
Both were learned by ``tools/reconciliation_weights.py`` from one half of the gold strings; nothing
is learned at run time.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from coopgraph.reconciliation.context import SECOND
from coopgraph.reconciliation.features import FIRST

__all__ = ["WEIGHTS", "Model", "shipped_model"]

#: File of the learned weights.
WEIGHTS: Final = Path(__file__).with_name("weights.json")


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of the figures, and the scores from which something is decided.

    Attributes
    ----------
    first, second
        Intercept, then one weight for each figure of
        :data:`~coopgraph.reconciliation.features.FIRST`
        (and, for the second, of :data:`~coopgraph.reconciliation.context.SECOND`).
    match
        Score from which a body is an answer.
    review
        Score from which somebody should look.
    seed
        What the strings were halved by.
    """

    first: npt.NDArray[np.float64]
    second: npt.NDArray[np.float64]
    match: float
    review: float
    seed: str

    def first_scores(self, figures: Sequence[Sequence[float]]) -> list[float]:
        """Return the scores of bodies looked at alone."""
        return _logistic(self.first, figures)

    def second_scores(self, figures: Sequence[Sequence[float]]) -> list[float]:
        """Return the scores of bodies among the others."""
        return _logistic(self.second, figures)

    def as_json(self) -> dict[str, Any]:
        """Return the model as it is written, each weight beside the name of its figure."""
        return {
            "seed": self.seed,
            "thresholds": {"match": self.match, "review": self.review},
            "first": _named(self.first, FIRST),
            "second": _named(self.second, FIRST + SECOND),
        }


def _named(weights: npt.NDArray[np.float64], names: tuple[str, ...]) -> dict[str, float]:
    return dict(zip(("intercept", *names), (round(float(one), 4) for one in weights), strict=True))


def _logistic(weights: npt.NDArray[np.float64], figures: Sequence[Sequence[float]]) -> list[float]:
    if not figures:
        return []
    # One sum a row: a product of matrices may round otherwise on another machine.
    values = (np.asarray(figures) * weights[1:]).sum(axis=1) + weights[0]
    scores: list[float] = (1 / (1 + np.exp(-np.clip(values, -30, 30)))).round(6).tolist()
    return scores


def model_of(document: dict[str, Any]) -> Model:
    """Return the model of a document as :meth:`Model.as_json` makes it."""
    return Model(
        first=np.array([document["first"][name] for name in ("intercept", *FIRST)]),
        second=np.array([document["second"][name] for name in ("intercept", *FIRST, *SECOND)]),
        match=document["thresholds"]["match"],
        review=document["thresholds"]["review"],
        seed=document["seed"],
    )


@cache
def shipped_model() -> Model:
    """Return the model that comes with the package.

    Examples
    --------
    >>> model = shipped_model()
    >>> 0 < model.review < model.match < 1
    True
    """
    return model_of(json.loads(WEIGHTS.read_text(encoding="utf-8")))

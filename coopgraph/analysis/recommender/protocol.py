"""Models side by side over several cuts of several registers, and which of them may be a default.

The ship rule: the interval of a model's gain in MAP over the best trivial model lies above 0 at
three quarters of the cuts at least, in every register.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from coopgraph.analysis.recommender.incidence import Array, Register, Split, split_at
from coopgraph.analysis.recommender.metrics import ByBody, area, average_precision, by_body
from coopgraph.analysis.recommender.models import MODELS, Model
from coopgraph.errors import SourceError
from coopgraph.messages import message

__all__ = ["Comparison", "Figures", "compare_models", "paired_intervals"]

_LOW, _HIGH = 2.5, 97.5
#: Share of the cuts of every register at which a model must be better.
_SHARE: Final = 0.75


@dataclass(frozen=True, slots=True)
class Figures:
    """A model at one cut of one register.

    Attributes
    ----------
    register, cut, model
        Which.
    bodies, pairs, new, repeated
        Bodies compared, pairs scored, ties that came among them; pairs tied before that were tied
        again, which nobody is asked for.
    prevalence
        Share of the pairs that came: average precision of a scoring by chance.
    precision
        Average precision over all pairs.
    mean_precision, recall
        Means over the bodies with a new tie: average precision, share of new ties among the first
        ten.
    uniform, matched
        Areas under the curve against all pairs that did not come, and against the same weighted by
        the product of the two bodies' numbers of new ties.
    against
        Best trivial model at this cut.
    gain, low, high
        Difference of `mean_precision` to it, with its interval of 95 %; 0 for that model itself.
    """

    register: str
    cut: str
    model: str
    bodies: int
    pairs: int
    new: int
    repeated: int
    prevalence: float
    precision: float
    mean_precision: float
    recall: float
    uniform: float
    matched: float
    against: str
    gain: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """What was measured, and what follows.

    Attributes
    ----------
    rows
        By register, cut and model.
    ships
        Models that pass the ship rule.
    """

    rows: tuple[Figures, ...]
    ships: tuple[str, ...]


def compare_models(
    registers: Sequence[Register],
    *,
    models: Sequence[Model] = MODELS,
    seed: int = 1,
    samples: int = 2000,
    tell: Callable[[str, str], None] = lambda _register, _cut: None,
) -> Comparison:
    """Measure models at every cut of every register.

    Parameters
    ----------
    registers
        The registers.
    models
        The models, at least one of them trivial.
    seed, samples
        Of the intervals: bodies are drawn with replacement, the same for all models.
    tell
        Called with register and cut when one is done.

    Returns
    -------
    Comparison

    Raises
    ------
    SourceError
        If no new tie came after a cut.

    Examples
    --------
    >>> from coopgraph.analysis.recommender.incidence import Collective
    >>> shared = [("2010", "ab"), ("2010", "bc"), ("2010", "cd"), ("2012", "ac")]
    >>> units = [Collective(f"u-{n}", y, frozenset(b)) for n, (y, b) in enumerate(shared)]
    >>> found = compare_models([Register("units", units, ["2011"])], samples=50)
    >>> [(row.model, round(row.precision, 3)) for row in found.rows][2]
    ('common neighbours', 0.5)
    """
    rows: list[Figures] = []
    for register in registers:
        for cut in register.cuts:
            split = split_at(register, cut)
            if not split.came.any():
                raise SourceError(
                    message(
                        "{register}: no new tie of two known bodies after {cut}; does the file "
                        "reach beyond it?",
                        register=register.name,
                        cut=cut,
                    )
                )
            rows += _at(register.name, cut, split, models, seed, samples)
            tell(register.name, cut)
    return Comparison(tuple(rows), _ships(rows, [one.name for one in registers], models))


def _at(
    name: str, cut: str, split: Split, models: Sequence[Model], seed: int, samples: int
) -> list[Figures]:
    known, came = split.known, split.came
    size = len(known.bodies)
    # Negatives with the ends of the ties that came, shuffled: as many draws of a body as it has.
    ends = np.concatenate((known.first[came], known.second[came]))
    number = np.bincount(ends, minlength=size).astype(float)
    weights = number[known.first] * number[known.second]
    able = [one for one in models if not one.needs or getattr(known, one.needs).shape[1]]
    overall: list[tuple[float, float, float]] = []
    own: list[ByBody] = []
    for model in able:
        scores = model.score(known)
        overall.append(
            (average_precision(scores, came), area(scores, came), area(scores, came, weights))
        )
        own.append(by_body(known.first, known.second, scores, came, size))
    means = [float(one.precision.mean()) for one in own]
    best = max((n for n, one in enumerate(able) if one.trivial), key=lambda n: (means[n], -n))
    gains = np.stack([one.precision - own[best].precision for one in own])
    intervals = paired_intervals(gains, seed=seed, samples=samples)
    return [
        Figures(
            name, cut, model.name, size, len(came), int(came.sum()), split.repeated,
            float(came.mean()), overall[n][0], means[n], float(own[n].recall.mean()),
            overall[n][1], overall[n][2], able[best].name, float(gains[n].mean()),
            float(intervals[n, 0]), float(intervals[n, 1]),
        )
        for n, model in enumerate(able)
    ]  # fmt: skip


def paired_intervals(gains: Array, *, seed: int, samples: int) -> Array:
    """Return the interval (95 %) of the mean of each row, columns drawn with replacement.

    Parameters
    ----------
    gains
        Models by bodies: differences of each body's average precision.
    seed, samples
        The drawing; every row sees the same draws.

    Returns
    -------
    array
        Low and high by row.

    Examples
    --------
    >>> paired_intervals(np.array([[0.5, 0.5], [0.0, 1.0]]), seed=1, samples=100).tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """
    number = gains.shape[1]
    drawn = np.random.default_rng(seed).integers(0, number, (samples, number))
    times = np.stack([np.bincount(one, minlength=number) for one in drawn])
    means = gains @ times.T / number
    return np.asarray(np.percentile(means, [_LOW, _HIGH], axis=1).T)


def _ships(
    rows: Sequence[Figures], registers: Sequence[str], models: Sequence[Model]
) -> tuple[str, ...]:
    """Return the models whose gain is above 0 at enough cuts of every register."""

    def passes(model: str, register: str) -> bool:
        at = [row for row in rows if (row.model, row.register) == (model, register)]
        return bool(at) and sum(row.low > 0 for row in at) >= _SHARE * len(at)

    return tuple(
        one.name
        for one in models
        if not one.trivial and all(passes(one.name, register) for register in registers)
    )

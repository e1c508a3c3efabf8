"""Methods side by side on the half of the labelled strings that taught nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from coopgraph.reconciliation.baseline import Baseline
from coopgraph.reconciliation.evaluation import Figures, GoldString, is_training, measure, read_gold
from coopgraph.reconciliation.matcher import Matcher
from coopgraph.reconciliation.register import read_register
from coopgraph.reconciliation.scoring import shipped_model

__all__ = ["compare_methods"]

#: Thresholds of the baseline among which the training half chooses.
_STEPS = tuple(step / 100 for step in range(50, 101))


def compare_methods(
    gold: Sequence[Path],
    registry: Sequence[Path],
    *,
    thresholds: Sequence[float] | None = None,
    baseline: bool = True,
    tell: Callable[[str], None] = lambda _: None,
) -> list[tuple[str, str, float, Figures]]:
    """Measure the matcher at thresholds, and the baseline at the best one of its training half.

    Parameters
    ----------
    gold
        Sets of labelled strings.
    registry
        Files of the registry whose bodies can be answers.
    thresholds
        Scores from which a body is an answer; 0.5, 0.9 and the shipped one if not given.
    baseline
        Whether rapidfuzz alone is measured, too.
    tell
        Called with the name of each set when it is done.

    Returns
    -------
    list of tuple
        Set, method (``coopgraph`` or ``rapidfuzz``), threshold, figures.

    Raises
    ------
    SourceError
        If a file is not what it should be.
    """
    model = shipped_model()
    chosen = sorted(set(thresholds or (0.5, model.match, 0.9)))
    bodies = read_register(registry)
    matcher = Matcher(bodies, match=chosen[0])
    known = matcher.index.position.__contains__
    simple = Baseline(bodies) if baseline else None
    rows: list[tuple[str, str, float, Figures]] = []
    for path in gold:
        strings = read_gold(path)
        test = [one for one in strings if not is_training(one.text, model.seed)]
        scored = [
            [(one.body.id, one.score or 0) for one in matcher.reconcile(string.text, 0).matched]
            for string in test
        ]
        name = path.name.partition(".")[0]
        rows += [
            (name, "coopgraph", threshold, measure(test, scored, threshold, known))
            for threshold in chosen
        ]
        if simple is not None:
            train = [one for one in strings if is_training(one.text, model.seed)]
            threshold = _best(train, simple.best([one.text for one in train]), known)
            answers = simple.best([one.text for one in test])
            rows.append((name, "rapidfuzz", threshold, measure(test, answers, threshold, known)))
        tell(name)
    return rows


def _best(
    gold: Sequence[GoldString],
    scored: Sequence[Sequence[tuple[str, float]]],
    known: Callable[[str], bool],
) -> float:
    """Return the threshold with the highest F1 over the labels that the registry has."""
    return max(
        _STEPS,
        key=lambda step: (measure(gold, scored, step, known, samples=1).f1_known[0], -step),
    )

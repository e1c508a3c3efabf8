"""Learn coopgraph/reconciliation/weights.json from labelled strings, and choose the thresholds.

    python tools/reconciliation_weights.py GOLD... --registry ROR...

Needs scikit-learn, which users do not: what it learns is written as a list of weights. Only the
training half of the strings is read (see ``coopgraph/reconciliation/evaluation.py``); thresholds
come from answers to strings that the weights at hand had not seen (four folds of that half).
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from coopgraph.reconciliation.blocking import find_hits
from coopgraph.reconciliation.context import SECOND, context_of
from coopgraph.reconciliation.evaluation import GoldString, read_gold
from coopgraph.reconciliation.features import FIRST, weigh_hit
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.matcher import Matcher
from coopgraph.reconciliation.parts import Asked, take_apart
from coopgraph.reconciliation.register import read_register
from coopgraph.reconciliation.scoring import WEIGHTS, Model

SEED = "coopgraph-reconcile-1"
#: Precision wanted of what is matched without anybody looking.
PRECISION = 0.95
#: Share of the right candidates that somebody gets to see at least.
SEEN = 0.97
FOLDS = 4


def regression(figures: list[tuple[float, ...]], right: list[bool]) -> np.ndarray:
    """Return intercept and weights of a logistic regression, for figures as they are."""
    values = np.array(figures)
    scaler = StandardScaler().fit(values)
    found = LogisticRegression(C=0.3, max_iter=5000, tol=1e-7).fit(scaler.transform(values), right)
    weights = found.coef_[0] / scaler.scale_
    return np.concatenate([[found.intercept_[0] - (weights * scaler.mean_).sum()], weights])


def learn(gold: list[GoldString], index: Index) -> Model:
    """Return a model learned from labelled strings."""
    parts = [take_apart(Asked(one.text), index) for one in gold]
    first, right = [], []
    for one, part in zip(gold, parts, strict=True):
        for hit in find_hits(part, index):
            for body, kind in index.named[hit.key]:
                first.append(weigh_hit(hit, body, kind, part, index).figures)
                right.append(index.bodies[body].id in one.labels)
    weights = regression(first, right)
    none = np.zeros(1 + len(FIRST) + len(SECOND))
    matcher = Matcher(index, Model(weights, none, 0.5, 0.5, SEED))
    second, right = [], []
    for one, part in zip(gold, parts, strict=True):
        evidence, scores = matcher.weigh(part)
        for place, found in enumerate(evidence):
            second.append((*found.figures, *context_of(place, evidence, scores, index)))
            right.append(index.bodies[found.body].id in one.labels)
    return Model(weights.round(4), regression(second, right).round(4), 0.5, 0.5, SEED)


def answers(gold: list[GoldString], index: Index, model: Model) -> list[tuple[float, bool]]:
    """Return scores of what a model answers, and whether it is right."""
    matcher = Matcher(index, model, match=0.05, review=0.05)
    return [
        (found.score or 0, found.body.id in one.labels)
        for one in gold
        for found in matcher.reconcile(one.text, 0).matched
    ]


def main() -> None:
    """Learn, choose, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--registry", nargs="+", type=Path, required=True)
    given = parser.parse_args()
    index = Index(read_register(given.registry))
    gold = [one for path in given.gold for one in read_gold(path, "train", SEED)]
    scored = []
    for fold in range(FOLDS):
        rest = [one for place, one in enumerate(gold) if place % FOLDS != fold]
        held = [one for place, one in enumerate(gold) if place % FOLDS == fold]
        scored += answers(held, index, learn(rest, index))
    scored.sort(reverse=True)
    right = np.cumsum([ok for _, ok in scored])
    precision = right / np.arange(1, len(scored) + 1)
    match = scored[int(np.flatnonzero(precision >= PRECISION)[-1])][0]
    review = scored[int(np.flatnonzero(right >= SEEN * right[-1])[0])][0]
    model = learn(gold, index)
    chosen = Model(model.first, model.second, round(match, 2), round(review, 2), SEED)
    text = json.dumps(chosen.as_json(), indent=1)
    WEIGHTS.write_text(text + "\n", encoding="utf-8", newline="\n")
    print(f"{len(gold)} strings, {len(scored)} answers; match {match:.2f}, review {review:.2f}")


if __name__ == "__main__":
    main()

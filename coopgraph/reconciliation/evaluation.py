"""How often the answers are right: precision and recall on strings that people have labelled.

A string may have several labels, or none. Strings are halved by a checksum of their text: weights
and thresholds come from the one half, figures that are reported from the other.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import numpy as np

from coopgraph.errors import SourceError
from coopgraph.importing.files.damage import DAMAGE, damage_reason
from coopgraph.messages import message

__all__ = ["Figures", "GoldString", "Half", "Scored", "is_training", "measure", "read_gold"]

#: Half of the strings: ``train`` taught the weights, ``test`` did not.
Half = Literal["train", "test", "all"]

#: Samples behind an interval.
_SAMPLES: Final = 1000

#: Bodies with scores, by string.
Scored = Sequence[Sequence[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class GoldString:
    """A string and the bodies that it names, as people labelled it."""

    text: str
    labels: frozenset[str]


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision and recall of answers.

    Attributes
    ----------
    strings, labels, known
        Strings, labels, and labels that the registry at hand has.
    precision, recall, f1
        Over all labels, each with its interval (95 %).
    recall_known, f1_known
        Over the labels that the registry has; precision is the same.
    """

    strings: int
    labels: int
    known: int
    precision: tuple[float, float, float]
    recall: tuple[float, float, float]
    f1: tuple[float, float, float]
    recall_known: tuple[float, float, float]
    f1_known: tuple[float, float, float]


def is_training(text: str, seed: str) -> bool:
    """Tell whether a string is of the half that weights and thresholds are learned from.

    Examples
    --------
    >>> is_training("Univ. Bordeaux", "a"), is_training(" Univ. Bordeaux", "a")
    (True, True)
    """
    digest = hashlib.sha256(f"{seed}|{' '.join(text.split())}".encode()).digest()
    return digest[0] % 2 == 0


def read_gold(path: Path, half: Half = "all", seed: str = "") -> list[GoldString]:
    """Read labelled strings: a JSON list of ``{"affiliation", "ror_ids"}``, gzipped or not.

    Parameters
    ----------
    path
        The file.
    half, seed
        Which half, and what the strings are halved by.

    Returns
    -------
    list of GoldString

    Raises
    ------
    SourceError
        If the file cannot be read, or is no such list.
    """
    try:
        raw = path.read_bytes()
        if raw[:2] == b"\x1f\x8b":
            raw = gzip.decompress(raw)
        found = [_gold_string(entry) for entry in json.loads(raw)]
    except DAMAGE as error:
        cause = damage_reason(error)
        raise SourceError(
            message("{path}: cannot be read: {reason}", path=path, reason=cause)
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            message(
                "{path}: not a list of labelled strings ([{example}, …] in JSON)",
                path=path,
                example='{"affiliation": "…", "ror_ids": ["…"]}',
            )
        ) from error
    if half == "all":
        return found
    return [one for one in found if is_training(one.text, seed) == (half == "train")]


def _gold_string(entry: dict[str, object]) -> GoldString:
    labels = entry["ror_ids"] if "ror_ids" in entry else [entry["ror-id"]]
    if not isinstance(labels, list):
        raise TypeError
    return GoldString(str(entry["affiliation"]), frozenset(str(label) for label in labels))


def measure(
    gold: Sequence[GoldString],
    scored: Scored,
    threshold: float,
    known: Callable[[str], bool],
    *,
    seed: int = 1,
    samples: int = _SAMPLES,
) -> Figures:
    """Measure answers at a threshold.

    Parameters
    ----------
    gold
        The labelled strings.
    scored
        Bodies with scores, one list a string; those at or above the threshold are answers.
    threshold
        The threshold.
    known
        Tells whether the registry has a body.
    seed, samples
        Of the intervals: strings are drawn with replacement.

    Returns
    -------
    Figures

    Examples
    --------
    >>> gold = [GoldString("a", frozenset("x")), GoldString("b", frozenset("yz"))]
    >>> answers = [[("x", 0.9)], [("y", 0.8), ("w", 0.7)]]
    >>> found = measure(gold, answers, 0.5, {"x", "y"}.__contains__)
    >>> [round(one[0], 2) for one in (found.precision, found.recall, found.recall_known)]
    [0.67, 0.67, 1.0]
    """
    counts = np.array(
        [
            _counts(one, [body for body, score in answers if score >= threshold], known)
            for one, answers in zip(gold, scored, strict=True)
        ]
    ).reshape(-1, 5)
    drawn = np.random.default_rng(seed).integers(0, max(len(gold), 1), (samples, len(gold)))
    totals = np.stack([counts[rows].sum(axis=0) for rows in drawn]) if len(gold) else counts
    point = _rates(counts.sum(axis=0)[None, :])
    spread = _rates(totals)
    low, high = np.percentile(spread, [2.5, 97.5], axis=0) if len(gold) else (point[0], point[0])
    values = [(float(point[0][n]), float(low[n]), float(high[n])) for n in range(point.shape[1])]
    return Figures(len(gold), int(counts[:, 2].sum()), int(counts[:, 4].sum()), *values)


def _counts(
    one: GoldString, answers: Iterable[str], known: Callable[[str], bool]
) -> tuple[int, int, int, int, int]:
    """Return right answers, answers, labels, right answers among known labels, known labels."""
    given = set(answers)
    here = {label for label in one.labels if known(label)}
    right = given & one.labels
    return len(right), len(given), len(one.labels), len(right & here), len(here)


def _rates(totals: np.ndarray) -> np.ndarray:
    right, given, labels, right_known, known = totals.T.astype(float)
    precision = right / np.maximum(given, 1)
    recall = right / np.maximum(labels, 1)
    recall_known = right_known / np.maximum(known, 1)
    return np.stack(
        [
            precision,
            recall,
            _harmonic(precision, recall),
            recall_known,
            _harmonic(precision, recall_known),
        ],
        axis=1,
    )


def _harmonic(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    result: np.ndarray = 2 * one * other / np.maximum(one + other, 1e-9)
    return result

"""The names most alike are those that rapidfuzz finds by asking it of every name."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz, process, utils

from coopgraph.reconciliation import most_alike
from coopgraph.reconciliation.baseline import Baseline
from coopgraph.reconciliation.evaluation import read_gold
from coopgraph.reconciliation.most_alike import MostAlike
from coopgraph.reconciliation.register import read_register

#: Few letters and words, so that many are shared, in any script and of any length.
WORDS = st.text("ab é京\U0001d538", max_size=12) | st.sampled_from(
    ["université de", "de", "bordeaux", "bordeaux bordeaux", "inp bordeaux", "x" * 300]
)
TEXTS = st.lists(WORDS, max_size=6).map(" ".join).map(utils.default_process)


def _plain(text: str, names: list[str], limit: int) -> list[tuple[int, float]]:
    found = process.extract(text, names, scorer=fuzz.token_set_ratio, limit=limit)
    return [(place, score) for _, score, place in found]


@settings(max_examples=300)
@given(TEXTS, st.lists(TEXTS, max_size=60), st.integers(1, 8), st.integers(1, 8))
def test_the_names_most_alike_are_those_of_rapidfuzz(
    text: str, names: list[str], limit: int, first: int
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(most_alike, "_FIRST", first)
        assert MostAlike(names).of(text, limit) == _plain(text, names, limit)


@settings(max_examples=300)
@given(TEXTS, st.lists(TEXTS, min_size=1, max_size=30))
def test_scores_lie_between_their_bounds(text: str, names: list[str]) -> None:
    least, most = MostAlike(names)._bounds(set(text.split()))
    scores = np.array([fuzz.token_set_ratio(text, name) for name in names])
    meant = np.array([bool(text.split() and name.split()) for name in names])
    assert (scores <= most + 1e-6).all()
    assert (scores[meant] >= least[meant] - 1e-6).all()


def test_few_names_are_given_to_rapidfuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    names = [
        f"institute of {word} {n}" for n in range(500) for word in ("law", "sea", "art", "sky")
    ]
    names += ["observatoire de paris", "observatoire de nice", "institute of paris"]
    asked: list[int] = []
    extract = process.extract

    def counted(text: str, among: list[str], **options: object) -> object:
        asked.append(len(among))
        return extract(text, among, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(process, "extract", counted)
    found = MostAlike(names).of("observatoire de paris meudon", 2)
    assert [names[place] for place, _ in found] == names[-3:-1]
    assert asked == [200, 2]


def test_of_real_affiliations_the_baseline_finds_what_rapidfuzz_finds_among_all() -> None:
    beside = Path(os.environ.get("COOPGRAPH_DOCUMENTS", "documents")).parent / "open-data"
    folder = Path(os.environ.get("COOPGRAPH_OPEN_DATA") or beside)
    if not (folder / "ror").is_dir():
        pytest.skip("the registry files are not at hand; name them with COOPGRAPH_OPEN_DATA")
    bodies = read_register([folder / "ror" / "ror-fr-v2.json.gz"])
    texts = []
    for file in sorted((folder / "ror-affiliation-gold").glob("*.json.gz")):
        strings = read_gold(file)
        texts += [string.text for string in strings[:: len(strings) // 40]]
    assert len(texts) > 100
    found = Baseline(bodies).best(texts)
    assert found == Baseline(bodies, every=True).best(texts)
    assert len({one[0][0] for one in found if one}) > 50

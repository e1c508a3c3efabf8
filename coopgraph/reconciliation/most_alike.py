"""The names that are most alike by ``token_set_ratio`` of rapidfuzz, without asking it of each.

rapidfuzz takes every name apart again for every text. Here names are taken apart once, and for a
text a bound is computed of how much alike each can be: from the words that they share and the
letters of the others. Only names whose bound reaches the last of the best are given to rapidfuzz,
whose scores are what counts: the answer is the one that it gives on all names.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

__all__ = ["MostAlike"]

#: Letters are counted in so many groups: a group for several gives a higher bound, which is one.
_GROUPS: Final = 32
#: How many names of the highest bounds tell first how alike the best are.
_FIRST: Final = 200
#: What arithmetic may be off by; scores are between 0 and 100.
_SLACK: Final = 1e-6


class MostAlike:
    """Names, taken apart.

    Parameters
    ----------
    names
        Names as ``rapidfuzz.utils.default_process`` writes them.

    Examples
    --------
    >>> names = MostAlike(["université de bordeaux", "cnrs", "bordeaux inp"])
    >>> names.of("inp bordeaux talence", 1)
    [(2, 100.0)]
    """

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        taken = [set(name.split()) for name in names]
        self._words = np.array([len(words) for words in taken], np.int32)
        self._letters = np.array([sum(map(len, words)) for words in taken], np.int32)
        self._counts = np.zeros((_GROUPS, len(names)), np.int32)
        places: dict[str, list[int]] = defaultdict(list)
        for place, words in enumerate(taken):
            self._counts[:, place] = _counted(words)
            for word in words:
                places[word].append(place)
        self._places = {word: np.array(found, np.int32) for word, found in places.items()}

    def of(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Return the places of the names most alike, with their scores between 0 and 100.

        Parameters
        ----------
        text
            The text, written as the names are.
        limit
            How many at most.

        Returns
        -------
        list of tuple
            The best first; of those alike, the first name first.
        """
        least, most = self._bounds(set(text.split()))
        chosen = np.arange(len(most))
        first = max(_FIRST, limit)
        if len(most) > first:
            likely = np.argpartition(least + most, -first)[-first:]
            *_, (_, last) = self._extract(text, likely, limit)
            chosen = np.flatnonzero(most >= last - _SLACK)
        return self._extract(text, chosen, limit)

    def _extract(self, text: str, chosen: np.ndarray, limit: int) -> list[tuple[int, float]]:
        places = chosen.tolist()
        names = [self._names[place] for place in places]
        found = process.extract(text, names, scorer=fuzz.token_set_ratio, limit=limit)
        return [(places[place], score) for _, score, place in found]

    def _bounds(self, words: set[str]) -> tuple[np.ndarray, np.ndarray]:
        """Return for each name a score that its own is not below, and one that it is not above.

        The score is the highest of three ratios of what is alike to both lengths: shared words to
        these and those of the text alone, shared words to these and those of the name alone, and
        the latter two to each other. The first two are known here; in the last, words that are not
        shared have at most as many letters and blanks alike as both have.
        """
        shared_words = np.zeros(len(self._names), np.int32)
        shared_letters = np.zeros(len(self._names), np.int32)
        for word in words & self._places.keys():
            shared_words[self._places[word]] += 1
            shared_letters[self._places[word]] += len(word)
        alone_words, name_words = len(words) - shared_words, self._words - shared_words
        alone = sum(map(len, words)) - shared_letters + np.maximum(alone_words - 1, 0)
        name = self._letters - shared_letters + np.maximum(name_words - 1, 0)
        shared = shared_letters + np.maximum(shared_words - 1, 0)
        some = (shared > 0).astype(np.int32)
        alike = np.minimum(np.maximum(alone_words, 1), np.maximum(name_words, 1)) - 1
        alike -= shared_letters
        for group, count in enumerate(_counted(words)):
            if count:
                alike += np.minimum(self._counts[group], count)
        with_alone, with_name = shared + some + alone, shared + some + name
        least = some * np.maximum(
            _ratio(some + alone, shared + with_alone), _ratio(some + name, shared + with_name)
        )
        least[(shared > 0) & ((alone_words == 0) | (name_words == 0))] = 100
        return least, np.maximum(least, _ratio(alone + name - 2 * alike, with_alone + with_name))


def _ratio(apart: np.ndarray, whole: np.ndarray) -> np.ndarray:
    result: np.ndarray = 100 - 100 * apart / np.maximum(whole, 1)
    return result


def _counted(words: Iterable[str]) -> np.ndarray:
    """Return how many letters of each group the words have."""
    codes = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32) % _GROUPS
    return np.bincount(codes, minlength=_GROUPS).astype(np.int32)

"""Slips of the keyboard: the word of a name that a misspelt word was probably meant to be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from coopgraph.reconciliation.words import SPELLINGS, common_form

__all__ = ["SHORT", "Spelling"]

#: Words of fewer letters are read as they stand: too many others are one letter away.
_SHORTEST: Final = 4
#: Words of fewer letters are corrected only where no acronym can be meant.
SHORT: Final = 6
#: Shortest word of a kind ("ecole") that a slip may hide.
_KIND: Final = 5
_UMLAUTS: Final = (("ue", "u"), ("oe", "o"), ("ae", "a"))


class Spelling:
    """Words of names, by which slips are seen.

    Parameters
    ----------
    counts
        How many names have each word.
    acronyms
        Words that are a name by themselves and stand in no other: a short one is likelier to be
        another acronym than a slip.

    Examples
    --------
    >>> spelling = Spelling({"university": 9, "lille": 2, "lilly": 1}, ())
    >>> spelling.corrected("univercite"), spelling.corrected("lile"), spelling.corrected("lyon")
    ('university', 'lille', 'lyon')
    """

    def __init__(self, counts: Mapping[str, int], acronyms: Collection[str]) -> None:
        self._counts = counts
        found: dict[tuple[str, int], list[str]] = defaultdict(list)
        for form in counts:
            long = len(form) >= SHORT - 1 or (len(form) >= _SHORTEST - 1 and form not in acronyms)
            if long and form.isalpha():
                found[form[0], len(form)].append(form)
        for word in SPELLINGS:
            if len(word) >= _KIND and word not in counts and common_form(word) in counts:
                found[word[0], len(word)].append(word)
        self._found = {bucket: sorted(forms) for bucket, forms in found.items()}
        self.corrected = lru_cache(maxsize=50_000)(self._corrected)

    def _corrected(self, form: str) -> str:
        """Return the word of a name that was probably meant; the word itself where none is near."""
        if form in self._counts or len(form) < _SHORTEST or not form.isalpha():
            return form
        for long, short in _UMLAUTS:
            if (plain := form.replace(long, short)) != form and plain in self._counts:
                return plain
        near: list[str] = []
        for length in (len(form), len(form) + 1, len(form) - 1):
            choices = self._found.get((form[0], length), [])
            near += _near(form, choices)
        # Of several, the one that most names have.
        return min(map(common_form, near), key=lambda one: (-self._counts[one], one), default=form)

    def towards(self, form: str, wanted: Iterable[str]) -> str:
        """Return the word of a known town that a word misspells; else what it is read as anyway.

        Parameters
        ----------
        form
            The word.
        wanted
            Words of the town.

        Returns
        -------
        str

        Examples
        --------
        >>> Spelling({"lima": 5, "lille": 1}, ()).towards("lile", ["lille"])
        'lille'
        """
        if form not in self._counts and len(form) >= _SHORTEST and form.isalpha():
            near = _near(form, [one for one in wanted if len(one) >= _SHORTEST])
            if near:
                return near[0]
        return self.corrected(form)


def _near(form: str, choices: list[str]) -> list[str]:
    """Return the words that are one slip away."""
    found = process.extract(
        form, choices, scorer=OSA.distance, score_cutoff=1, limit=None, processor=None
    )
    return [choice for choice, _, _ in found]

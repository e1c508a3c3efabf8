"""What is to be beaten: the one name that is most alike, by rapidfuzz alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process, utils

from coopgraph.reconciliation.bodies import Body
from coopgraph.reconciliation.most_alike import MostAlike

__all__ = ["Baseline"]


class Baseline:
    """The body with the name that is most alike, as a first attempt would find it.

    Parameters
    ----------
    bodies
        The bodies that can be answers; codes are left out, they are no names.
    every
        Whether rapidfuzz is asked of every name, as a first attempt would do it: the answers are
        the same, it takes ten times as long, and is what a benchmark measures.

    Notes
    -----
    The mean of ``token_set_ratio`` and ``WRatio`` of rapidfuzz over all names: the first alone
    gives 1 to every name that is a part of the text, the second alone is blind to long texts.
    """

    def __init__(self, bodies: Iterable[Body], *, every: bool = False) -> None:
        pairs = sorted(
            {
                (utils.default_process(name.text), body.id)
                for body in bodies
                for name in body.names
                if name.kind in ("label", "alias", "acronym") and len(name.text) > 3
            }
        )
        self._names = [name for name, _ in pairs]
        self._ids = [body for _, body in pairs]
        self._most_alike = self._of_every if every else MostAlike(self._names).of

    def best(self, texts: Sequence[str], limit: int = 20) -> list[list[tuple[str, float]]]:
        """Return the best body of each text with its score between 0 and 1.

        Parameters
        ----------
        texts
            The texts.
        limit
            Names that the quick first look keeps for the slower second.

        Returns
        -------
        list of list of tuple
            One body, or none if no name is alike at all.
        """
        found: list[list[tuple[str, float]]] = []
        for text in texts:
            asked = utils.default_process(text)
            scored = [
                ((score + fuzz.WRatio(asked, name)) / 200, len(name), self._ids[place])
                for place, score in self._most_alike(asked, limit)
                for name in [self._names[place]]
            ]
            best = max(scored, default=None)
            found.append([(best[2], best[0])] if best else [])
        return found

    def _of_every(self, text: str, limit: int) -> list[tuple[int, float]]:
        found = process.extract(text, self._names, scorer=fuzz.token_set_ratio, limit=limit)
        return [(place, score) for _, score, place in found]

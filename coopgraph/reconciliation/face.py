"""``coopgraph.reconcile``: what the command does, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from coopgraph.curation.reader import read_tables
from coopgraph.reconciliation.landscape_bodies import bodies_of_tables
from coopgraph.reconciliation.matcher import Answer, Matcher
from coopgraph.reconciliation.parts import Asked
from coopgraph.reconciliation.register import read_register
from coopgraph.resources import curated_dir

__all__ = ["make_matcher", "reconcile"]


def make_matcher(
    data: Sequence[Path | str] = (),
    registry: Sequence[Path | str] = (),
    *,
    match: float | None = None,
    review: float | None = None,
) -> Matcher:
    """Return what answers texts: make it once for many calls.

    Parameters
    ----------
    data
        Folders of curated tables; the packaged landscape if neither is given.
    registry
        Dumps of ROR, instead of a landscape.
    match, review
        Scores from which a body is an answer, and from which somebody should look.

    Returns
    -------
    Matcher

    Examples
    --------
    >>> matcher = make_matcher()
    >>> [one.body.id for one in matcher.reconcile("CHRU de Lille").matched]
    ['chu-de-lille']
    """
    if registry:
        bodies = read_register(map(Path, registry))
    else:
        folders = [Path(folder) for folder in data] or [curated_dir()]
        bodies = bodies_of_tables(read_tables(folders, needs_focus=False))
    return Matcher(bodies, match=match, review=review)


def reconcile(
    texts: Iterable[str | Asked],
    *,
    data: Sequence[Path | str] = (),
    registry: Sequence[Path | str] = (),
    limit: int = 3,
) -> list[Answer]:
    """Find which bodies names or affiliations mean.

    Parameters
    ----------
    texts
        Names or affiliations, with city, country or identifiers where they are known.
    data
        Folders of curated tables; the packaged landscape if neither is given.
    registry
        Dumps of ROR, instead of a landscape.
    limit
        Candidates beside the answers.

    Returns
    -------
    list of Answer
        In the order of the texts.

    Examples
    --------
    >>> import coopgraph
    >>> (answer,) = coopgraph.reconcile(["Inserm U1016, Institut Cochin, Paris"])
    >>> [(one.body.id, one.decided_by) for one in answer.matched]
    [('u-1016', 'number')]
    """
    matcher = make_matcher(data, registry)
    return [matcher.reconcile(text, limit) for text in texts]

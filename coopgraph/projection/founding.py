"""Agreements that set up what is a collective of its own: the two make one tie, not two.

A platform abroad and the agreement that makes it are two entries of the landscape, each with its
sources. They are one act of cooperation all the same: counted side by side, each of its pairs of
bodies would have twice the strength, and would seem to meet in two layers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from coopgraph.messages import Message, counted
from coopgraph.projection.layers import LAYERS

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.projection.networks import Tie

__all__ = ["counted_once", "set_up_by", "without_founding"]

#: Layers whose collectives an agreement may set up.
_SET_UP: Final = ("international", "alliance")


def set_up_by(landscape: nx.MultiDiGraph[str], ties: Iterable[Tie]) -> dict[str, str]:
    """Return which agreements set up a collective that is among the same ties.

    Parameters
    ----------
    landscape
        The projection ``landscape``.
    ties
        Who takes part in what.

    Returns
    -------
    dict of str to str
        The collective by agreement: it binds the same bodies, begins in the same year, and a source
        states both. An agreement of other bodies, or without a year, is never one of these.

    Examples
    --------
    >>> import networkx as nx
    >>> from coopgraph.projection.networks import Tie
    >>> from coopgraph.projection.records import Evidence
    >>> landscape = nx.MultiDiGraph()
    >>> landscape.add_node("lab", classes=("JointLaboratory",), start=2024)
    >>> landscape.add_node("paper", classes=("FoundingAgreement",), start=2024)
    >>> said = (Evidence("doc-1", "", "high", ""),)
    >>> set_up_by(landscape, [
    ...     Tie(name, body, "partner", name + body, evidence=said)
    ...     for name in ("lab", "paper") for body in "ab"])
    {'paper': 'lab'}
    """
    bodies: dict[str, set[str]] = {}
    sources: dict[str, set[str]] = {}
    for tie in ties:
        bodies.setdefault(tie.collective, set()).add(tie.body)
        sources.setdefault(tie.collective, set()).update(one.source for one in tie.evidence)
    papers = []
    made: dict[tuple[frozenset[str], int], list[str]] = {}
    for name in sorted(bodies):
        data = landscape.nodes.get(name)
        if data is None or data["start"] is None:
            continue
        key = (frozenset(bodies[name]), data["start"])
        classes = frozenset(data["classes"])
        if LAYERS["agreement"].classes & classes:
            papers.append((name, key))
        elif any(LAYERS[layer].classes & classes for layer in _SET_UP):
            made.setdefault(key, []).append(name)
    return {
        paper: min(found)
        for paper, key in papers
        if (found := [one for one in made.get(key, ()) if sources[one] & sources[paper]])
    }


def without_founding(
    landscape: nx.MultiDiGraph[str], ties: Iterable[Tie]
) -> tuple[tuple[Tie, ...], dict[str, str]]:
    """Return ties without those of agreements that set up one of the collectives, and these."""
    every = tuple(ties)
    papers = set_up_by(landscape, every)
    return tuple(tie for tie in every if tie.collective not in papers), papers


def counted_once(papers: dict[str, str]) -> tuple[Message, ...]:
    """Say how many agreements are not counted beside what they set up."""
    if not papers:
        return ()
    return (
        counted(
            "Counted once: {n} agreement and the laboratory, project, platform or alliance that it "
            "sets up (same bodies, same first year, same source); the latter stands for both.",
            "Counted once: {n} agreements and the laboratories, projects, platforms or alliances "
            "that they set up (same bodies, same first year, same source); the latter stand for "
            "both.",
            n=len(papers),
        ),
    )

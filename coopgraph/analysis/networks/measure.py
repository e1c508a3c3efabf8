"""What a measure is: its words, its formula, its reference, and what it needs of a network.

A measure that is asked of a network on which it says nothing is refused with the reason; see
:mod:`~coopgraph.analysis.networks.refusals`. How each is computed stands in the modules beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from coopgraph.messages import Message

if TYPE_CHECKING:
    import networkx as nx
__all__ = ["GROUPS", "LENGTH", "Details", "How", "Measure", "Needs"]

#: Attributes of nodes by which they are grouped.
GROUPS: Final = ("kind", "region", "city")

#: Edge attribute that holds a length, where one was asked for.
LENGTH: Final = "length"

#: What is worth knowing beside a value: numbers, or nodes.
Details = Mapping[str, float | tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How a measure is computed on one graph: choices that are settled.

    Attributes
    ----------
    weight
        Edge attribute with the weight; None if every edge counts once.
    length
        Edge attribute with the length; None if every edge has length 1.
    groups
        Node attribute that tells the group; empty where there are no groups.
    mode
        Mode whose nodes are ranked, in a two-mode network; empty elsewhere.
    sample
        Number of starting points from which paths are sampled; None for all of them.
    seed
        Seed of the sample.
    """

    weight: str | None = None
    length: str | None = None
    groups: str = ""
    mode: str = ""
    sample: int | None = None
    seed: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """What a measure needs of a projection.

    Attributes
    ----------
    modes
        ``one``: ties among nodes of one kind; ``two``: ties between two kinds; ``any``: either.
    weights
        ``ignored``: every edge counts once; ``taken``: as strengths, where the projection has them;
        ``required``: nothing is measured without them; ``lengths``: only once they are turned into
        distances.
    groups
        Attribute by which nodes are grouped unless told otherwise; empty if there are no groups.
    connected
        Whether all nodes must hang together.
    """

    modes: Literal["one", "two", "any"] = "one"
    weights: Literal["ignored", "taken", "required", "lengths"] = "ignored"
    groups: str = ""
    connected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A measure of nodes.

    Attributes
    ----------
    name
        The name by which it is asked for.
    title, meaning
        What it is called, and what it says in plain words.
    formula
        How it is computed.
    reference, doi
        Who defined it, and the DOI of the publication.
    needs
        What it needs of a projection.
    isolates, disconnected
        What it says of a node without ties, and in a network that does not hang together.
    not_for
        How it must not be read.
    joint
        What shared collectives do to it, in projections whose edges stand for them.
    values
        Returns the value of each node; NaN where it is not defined.
    details
        Returns what is worth knowing beside the value.
    whole
        Whether values are counts.
    lowest_first
        Whether the lowest value ranks first.
    """

    name: str
    title: Message
    meaning: Message
    formula: str
    reference: str
    doi: str
    needs: Needs
    isolates: Message
    disconnected: Message
    not_for: Message
    values: Callable[[nx.Graph[str], How], dict[str, float]]
    joint: Message | None = None
    details: Callable[[nx.Graph[str], How], dict[str, Details]] | None = None
    whole: bool = False
    lowest_first: bool = False

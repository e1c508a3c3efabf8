"""What is said with communities: whether to believe them, how they came about, what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from coopgraph.analysis.networks.communities import DOUBTFUL, STABLE
from coopgraph.messages import Message, bilingual, counted, message

if TYPE_CHECKING:
    from coopgraph.analysis.networks.structure import Structure

__all__ = ["STATES", "said_of_communities", "said_of_figures", "verdicts"]

#: What a community is, by how much of it comes back.
STATES: Final = {
    "stable": message("stable"),
    "doubtful": message("doubtful"),
    "unstable": message("not stable"),
}
_METHODS: Final = {
    "louvain": message(
        "Louvain's method (Blondel et al. 2008, https://doi.org/10.1088/1742-5468/2008/10/P10008)"
    ),
    "leiden": message(
        "Leiden's method (Traag et al. 2019, https://doi.org/10.1038/s41598-019-41695-z)"
    ),
}
#: Share of networks by chance at or above a value from which on it is no more than chance.
_CHANCE: Final = 0.05


def verdicts(found: Structure) -> list[Message]:
    """Return how far the communities can be trusted: what must be read before them.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> landscape = load([example_dir()], as_of="2024-12-31")
    >>> found, _ = landscape.communities(seeds=10, replicates=20)
    >>> print(verdicts(found)[0])
    3 communities; stable: 3, doubtful: 0, not stable: 0.
    """
    communities = found.communities
    if not communities.found:
        return [message("No two nodes are tied: there are no communities.")]
    states = [one.state for one in communities.found]
    said = [
        counted(
            "{n} community; stable: {stable}, doubtful: {doubtful}, not stable: {unstable}.",
            "{n} communities; stable: {stable}, doubtful: {doubtful}, not stable: {unstable}.",
            n=len(states),
            stable=states.count("stable"),
            doubtful=states.count("doubtful"),
            unstable=states.count("unstable"),
        )
    ]
    if "unstable" in states:
        said.append(message("Do not print those that are not stable as groups."))
    seeds, missing = communities.over_seeds, communities.over_missing
    if seeds is not None and missing is not None and None not in (seeds.mean, missing.mean):
        said.append(
            message(
                "Two seeds agree by {seeds} on average, and two networks without a tenth of the "
                "edges by {missing} (adjusted Rand index: 1 if they are the same, 0 as by chance).",
                seeds=_said(seeds.mean),
                missing=_said(missing.mean),
            )
        )
    said += _against_chance(found)
    if communities.isolates:
        said.append(
            counted(
                "{n} node without ties is in no community.",
                "{n} nodes without ties are in no community.",
                n=len(communities.isolates),
            )
        )
    return said


def _said(value: float | None) -> Message:
    text = f"{value or 0:.2f}"
    return bilingual(text.replace(".", ","), text)


def _against_chance(found: Structure) -> list[Message]:
    said = []
    for name, as_chance, above in (
        (
            "modularity-edges",
            message(
                "Networks of the same degrees are as divided by chance: these communities may mean "
                "nothing."
            ),
            message("The network is more divided than degrees explain."),
        ),
        (
            "modularity-collectives",
            message("Collectives of these sizes divide a network as much by chance."),
            message("It is more divided than collectives of these sizes explain."),
        ),
    ):
        one = found.figure(name)
        if one is not None and one.at_or_above is not None:
            said.append(as_chance if one.at_or_above > _CHANCE else above)
    return said


def said_of_communities(found: Structure) -> list[Message]:
    """Return what belongs to the result: verdicts, projection, method."""
    return [*verdicts(found), *found.network.statement(), *_method(found)]


def said_of_figures(found: Structure) -> list[Message]:
    """Return how communities were found, and what each figure is and must not be read as."""
    return [*_method(found), *_definitions(found)]


def _method(found: Structure) -> list[Message]:
    one = found.communities
    said = [
        message(
            "Communities: {method}, {weights}, resolution {resolution}; the partition of highest "
            "modularity of {seeds} seeds from {seed} on; of equal ones, the first in the order of "
            "their members.",
            method=_METHODS[one.method],
            weights=message("weights as strengths")
            if one.weighted
            else message("every edge counting once"),
            resolution=bilingual(f"{one.resolution:g}".replace(".", ","), f"{one.resolution:g}"),
            seeds=one.seeds,
            seed=one.seed,
        )
    ]
    if found.by_installation:
        said.append(
            message(
                "The method was chosen by what is installed: in a network of this size Leiden's "
                "with coopgraph[fast], Louvain's without it. To compare results of several "
                "machines, name it (--method)."
            )
        )
    if one.split:
        said.append(
            counted(
                "Taken apart, since no tie held its pieces together: {n} community more than the "
                "method gave (Traag et al. 2019, https://doi.org/10.1038/s41598-019-41695-z).",
                "Taken apart, since no tie held their pieces together: {n} communities more than "
                "the method gave (Traag et al. 2019, https://doi.org/10.1038/s41598-019-41695-z).",
                n=one.split,
            )
        )
    said += [
        message(
            "Over seeds, 10 % missing: mean of the best Jaccard overlap of a community with one of "
            "each other seed, or of a network without a tenth of the edges; stable from {stable} "
            "on, not stable below {doubtful}, by the lower of the two (Hennig 2007, "
            "https://doi.org/10.1016/j.csda.2006.11.025). Stays: share of the seeds in which a "
            "member is in the community that overlaps best.",
            stable=_said(STABLE),
            doubtful=_said(DOUBTFUL),
        ),
        message(
            "Typical: weight inside the community times its share of all weight of the member. "
            "Shared by most: city, region, kind of at least half of the members."
        ),
        message(
            "Not to be read as departments, alliances or policies: a community is where ties are "
            "denser than degrees explain, and its edge is a matter of resolution."
        ),
        message(
            "By chance: {n} networks (ten times as many for labels), seed {seed}; at or above: "
            "share of them that reach the value, this network counted among them. Small shares "
            "mean more than by chance, shares near 1 less.",
            n=found.replicates,
            seed=one.seed,
        ),
    ]
    return said


def _definitions(found: Structure) -> list[Message]:
    said = []
    for one in found.figures:
        described = one.described
        said.append(
            message(
                "{title}: {meaning}. {chance}Not to be read as {not_for}. Formula: {formula}. "
                "Reference: {reference}, https://doi.org/{doi}.",
                title=described.title,
                meaning=described.meaning,
                chance=message("By chance: {how}. ", how=described.chance)
                if described.chance is not None
                else "",
                not_for=described.not_for,
                formula=described.formula,
                reference=described.reference,
                doi=described.doi,
            )
        )
    core = found.core
    if core.members:
        names = [found.network.label(node) for node in core.members]
        english = [found.network.label(node, "en") for node in core.members]
        said.append(
            message("Core: {names}.", names=bilingual("; ".join(names), "; ".join(english)))
        )
        if core.exchangeable:
            said.append(
                counted(
                    "{n} other node has as many ties as the last of them, and could stand there.",
                    "{n} other nodes have as many ties as the last of them, and could stand there.",
                    n=core.exchangeable,
                )
            )
    return said

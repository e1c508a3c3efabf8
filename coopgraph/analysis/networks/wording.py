"""What is said with every ranking: how to read the measure, and how the figures came about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.analysis.networks.intervals import LEVEL
from coopgraph.analysis.networks.measure import Measure
from coopgraph.analysis.networks.resampling import MISSING
from coopgraph.messages import Message, counted, message

if TYPE_CHECKING:
    from coopgraph.analysis.networks.ranking import Ranking
    from coopgraph.projection.networks import Network

__all__ = ["GROUP_NAMES", "method_of", "reading_of"]

#: What groups are called.
GROUP_NAMES = {
    "kind": message("kind of body"),
    "region": message("region"),
    "city": message("city"),
}


def reading_of(measure: Measure, network: Network) -> list[Message]:
    """Return what a measure says on a network, and how not to read it.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.analysis.networks.registry import MEASURES
    >>> from coopgraph.resources import example_dir
    >>> network = load([example_dir()], as_of="2024-12-31").network("partners")
    >>> print(reading_of(MEASURES["core"], network)[-1])
    Reference: S. B. Seidman, Network structure and minimum degree, Social Networks 5 (1983) \
269-287, https://doi.org/10.1016/0378-8733(83)90028-X.
    """
    import networkx as nx

    graph = network.graph
    said = [
        message("Meaning: {meaning}.", meaning=measure.meaning),
        message("Not to be read as {not_for}.", not_for=measure.not_for),
    ]
    if measure.joint is not None and network.declaration.joint:
        said.append(message("Shared collectives: {joint}.", joint=measure.joint))
    if any(True for _ in nx.isolates(graph)):
        said.append(message("Without ties: {isolates}.", isolates=measure.isolates))
    if len(graph) and not nx.is_connected(graph):
        said.append(message("Several components: {text}.", text=measure.disconnected))
    said.append(message("Formula: {formula}.", formula=measure.formula))
    said.append(
        message(
            "Reference: {reference}, https://doi.org/{doi}.",
            reference=measure.reference,
            doi=measure.doi,
        )
    )
    return said


def method_of(ranking: Ranking) -> list[Message]:
    """Return how values, ranks and intervals of a ranking came about.

    Examples
    --------
    >>> from coopgraph import load
    >>> from coopgraph.resources import example_dir
    >>> ranking = load([example_dir()], as_of="2024-12-31").rank("degree", exact=True)
    >>> print(ranking.method()[-1])
    No intervals, as asked: how far these ranks can be trusted is not said.
    """
    return [*_choices(ranking), *_ranks(ranking), *_intervals(ranking)]


def _choices(ranking: Ranking) -> list[Message]:
    how, measure, graph = ranking.how, ranking.measure, ranking.network.graph
    said = []
    if how.mode:
        said.append(
            message(
                "Ranked among each other: nodes of the mode {mode} ({n}).",
                mode=how.mode,
                n=len(ranking.rows),
            )
        )
    if how.length:
        said.append(message("Length of an edge: 1 divided by its weight."))
    elif measure.needs.weights == "lengths":
        said.append(message("Every edge has length 1; weights are left out."))
    elif ranking.network.declaration.weighted:
        said.append(
            message("Weights are taken as strengths.")
            if how.weight
            else message("Every edge counts once; weights are left out.")
        )
    if how.groups:
        without = sum(1 for _, data in graph.nodes(data=True) if not data.get(how.groups))
        said.append(
            message(
                "Groups: {groups}; not known of {without} of {all} nodes.",
                groups=GROUP_NAMES[how.groups],
                without=without,
                all=len(graph),
            )
        )
    if _is_sampled(ranking):
        said.append(
            message(
                "Estimated, not exact: ways from {sample} of {all} nodes, drawn at random (seed "
                "{seed}).",
                sample=how.sample,
                all=len(graph),
                seed=how.seed,
            )
        )
    return said


def _is_sampled(ranking: Ranking) -> bool:
    sample = ranking.how.sample
    return sample is not None and sample < len(ranking.network.graph)


def _ranks(ranking: Ranking) -> list[Message]:
    said = []
    if any(row.tied for row in ranking.rows):
        said.append(
            message(
                "Equal values share the best of their ranks; = marks them, and the next follow "
                "after all of them."
            )
        )
    undefined = sum(1 for row in ranking.rows if row.rank is None)
    if undefined:
        said.append(
            counted(
                "Not ranked, since the value is not defined: {n} node.",
                "Not ranked, since the value is not defined: {n} nodes.",
                n=undefined,
            )
        )
    return said


def _intervals(ranking: Ranking) -> list[Message]:
    level, missing = round(100 * LEVEL), round(100 * MISSING)
    if ranking.costly:
        return [
            message(
                "No intervals: in a network of this size they take long; --replicates asks for "
                "them all the same."
            )
        ]
    if not ranking.network.graph.number_of_edges():
        return [
            message(
                "No two nodes are tied: all values are those of nodes without ties, and the order "
                "says nothing."
            )
        ]
    if not ranking.replicates:
        return [message("No intervals, as asked: how far these ranks can be trusted is not said.")]
    said = []
    if ranking.resampled:
        said.append(
            message(
                "Intervals ({level} %): ranks over {n} networks of as many collectives, drawn with "
                "replacement; one drawn twice counts as two, and a body in none of them has no "
                "ties.",
                level=level,
                n=ranking.replicates,
            )
        )
    else:
        said.append(
            message(
                "Collectives were not resampled: there are none behind these edges, or they are "
                "what is ranked."
            )
        )
    said.append(
        message(
            "Missing edges ({level} %): ranks over {n} networks without {missing} % of the edges, "
            "drawn at random.",
            level=level,
            n=ranking.replicates,
            missing=missing,
        )
    )
    if _is_sampled(ranking):
        said.append(
            message(
                "Each of these networks is measured from {sample} nodes drawn anew, so that both "
                "hold the error of the drawing.",
                sample=ranking.how.sample,
            )
        )
    said.append(
        message(
            "Both reach from the best to the worst rank that equal values leave open; seed {seed}. "
            "They say how ranks hang on single collectives and edges, not whether sources are "
            "complete.",
            seed=ranking.seed,
        )
    )
    said.append(
        message(
            "Tier: ranks whose intervals overlap that of the first of the tier; their order is not "
            "established."
        )
    )
    if ranking.resampled:
        said.append(
            message(
                "Values over the replicates (value_low, value_high of CSV and JSON) show scatter, "
                "and need not lie around the value: each draw has fewer different collectives."
            )
        )
    return said

"""Measures of networks: who is central, who brokers, what hangs on whom.

A network of :mod:`coopgraph.projection.networks` comes in, rows with intervals go out
(:mod:`~coopgraph.analysis.networks.rank`); what each measure says, and where it says nothing, is
part of the measure (:mod:`~coopgraph.analysis.networks.registry`).
"""

from coopgraph.analysis.networks.measure import GROUPS, How, Measure, Needs
from coopgraph.analysis.networks.rank import rank_nodes
from coopgraph.analysis.networks.ranking import RankedNode, Ranking
from coopgraph.analysis.networks.refusals import refusal
from coopgraph.analysis.networks.registry import MEASURES, find_measure

__all__ = [
    "GROUPS",
    "MEASURES",
    "How",
    "Measure",
    "Needs",
    "RankedNode",
    "Ranking",
    "find_measure",
    "rank_nodes",
    "refusal",
]

"""What differs between two builds of a landscape: data in, rows out.

Folders of tables are compared row by row and never held whole; builds and stores node by node.
Nothing here prints: tables for readers are made by :mod:`coopgraph.outputs.diff_tables`.
"""

from coopgraph.comparison.gaps import GapChange, compare_gaps
from coopgraph.comparison.graphs import compare_stores
from coopgraph.comparison.ranks import RankChange, compare_ranks
from coopgraph.comparison.records import KINDS, Change, Difference, FieldChange, Side
from coopgraph.comparison.sides import compare_builds
from coopgraph.comparison.simulation import Simulation
from coopgraph.comparison.tables import compare_folders

__all__ = [
    "KINDS",
    "Change",
    "Difference",
    "FieldChange",
    "GapChange",
    "RankChange",
    "Side",
    "Simulation",
    "compare_builds",
    "compare_folders",
    "compare_gaps",
    "compare_ranks",
    "compare_stores",
]

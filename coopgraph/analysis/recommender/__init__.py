"""Which new pairs of partners a method would have proposed, and how often it would have been right.

What bodies shared up to a day (:mod:`~coopgraph.analysis.recommender.incidence`) is all that a
model sees (:mod:`~coopgraph.analysis.recommender.models`); every pair that shared nothing then is
scored, and held against what came after (:mod:`~coopgraph.analysis.recommender.metrics`). Models
are compared over several days and registers (:mod:`~coopgraph.analysis.recommender.protocol`).
"""

from coopgraph.analysis.recommender.protocol import Comparison, Figures, compare_models
from coopgraph.analysis.recommender.registers import read_registers

__all__ = ["Comparison", "Figures", "compare_models", "read_registers"]

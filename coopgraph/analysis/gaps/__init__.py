"""Gaps: what is missing between the partners of a landscape, with status and evidence.

Rows of the graph come in (:mod:`~coopgraph.analysis.gaps.reading`), records go out
(:mod:`~coopgraph.analysis.gaps.records`); the rules between them are pure functions, registered in
:mod:`~coopgraph.analysis.gaps.registry`.
"""

from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.registry import GAP_TYPES, find_gaps

__all__ = ["GAP_TYPES", "Gap", "Status", "find_gaps"]

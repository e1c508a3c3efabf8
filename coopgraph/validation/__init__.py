"""Checks of the assembled graph: shapes, vocabulary, quality queries. Findings are data."""

from coopgraph.validation.findings import SEVERITIES, Finding
from coopgraph.validation.graph import validate_quads

__all__ = ["SEVERITIES", "Finding", "validate_quads"]

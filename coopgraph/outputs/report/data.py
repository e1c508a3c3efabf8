"""The report as data: its records, under the published schema."""

from __future__ import annotations

from coopgraph.outputs.report.blocks import Report
from coopgraph.outputs.report.style import HouseStyle
from coopgraph.outputs.safe_text import json_text

__all__ = ["render"]


def render(report: Report, _style: HouseStyle) -> str:
    """Return the records as JSON, as ``coopgraph gaps --format json`` does."""
    return json_text(dict(report.envelope))

"""Say which row of the curated tables a finding is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from coopgraph.curation.tables import Tables
from coopgraph.namespaces import expand
from coopgraph.rdf.assemble import rows_of_nodes
from coopgraph.validation.findings import Finding

__all__ = ["locate"]


def locate(findings: Sequence[Finding], tables: Tables) -> list[Finding]:
    """Add file and line to the findings whose focus node a curated row made.

    The row is the one from which the build made the node: nothing is guessed from names. A derived
    node, for instance a disagreement, has no row, and neither has a concept of the ontology.

    Parameters
    ----------
    findings
        What was found in the graph of these tables.
    tables
        The checked rows.

    Returns
    -------
    list of Finding
        In the same order.
    """
    rows = rows_of_nodes(tables)
    located = []
    for finding in findings:
        row = None if finding.place else rows.get(expand(finding.focus))
        located.append(replace(finding, place=f"{row.file}:{row.line}") if row else finding)
    return located

"""Say which row of the curated tables a finding is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from coopgraph.curation.reader import read_tables
from coopgraph.namespaces import expand
from coopgraph.rdf.assemble import rows_of_nodes
from coopgraph.resources import curated_dir
from coopgraph.validation.findings import Finding

__all__ = ["locate"]


def locate(findings: Sequence[Finding], folders: Sequence[Path] = ()) -> list[Finding]:
    """Add file and line to the findings whose focus node a curated row made.

    The row is the one from which the build made the node: nothing is guessed from names. A derived
    node, for instance a disagreement, has no row, and neither has a concept of the ontology.

    Parameters
    ----------
    findings
        What was found in the graph of these tables.
    folders
        Folders of curated tables; the packaged landscape if empty.

    Returns
    -------
    list of Finding
        In the same order.
    """
    if not findings:
        return []
    rows = rows_of_nodes(read_tables(folders or [curated_dir()]))
    located = []
    for finding in findings:
        row = rows.get(expand(finding.focus))
        located.append(replace(finding, place=f"{row.file}:{row.line}") if row else finding)
    return located

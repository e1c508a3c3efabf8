"""Run the quality queries: each must return no row; a row is a finding."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.namespaces import curie
from coopgraph.sparql import Library
from coopgraph.store import Store
from coopgraph.validation.findings import Finding

__all__ = ["check_quality"]


def check_quality(store: Store, library: Library) -> Iterator[Finding]:
    """Yield a warning for each row of each query under ``queries/quality``.

    Parameters
    ----------
    store
        The landscape.
    library
        The query library.

    Yields
    ------
    Finding
        The first column is the focus; the others are in the hint.
    """
    for query in library.in_folder("quality"):
        solutions = store.select(query.text)
        for row in solutions.rows:
            shown = [curie(term.value) if term is not None else "" for term in row]
            details = zip(solutions.variables[1:], shown[1:], strict=True)
            yield Finding(
                code=query.name,
                severity="warning",
                focus=shown[0],
                message_fr=query.title_fr,
                message_en=query.title_en,
                hint=", ".join(f"{name} {value}" for name, value in details if value),
            )

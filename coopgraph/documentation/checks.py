"""Run the checks of ``ontology/checks/``: queries over the ontology that must return no row.

Their form is that of ``robot verify``, so that they can be run with ROBOT too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import QuerySolutions, RdfFormat, Store

from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import curie

__all__ = ["OntologyCheck", "run_checks"]


@dataclass(frozen=True)
class OntologyCheck:
    """One check and the rows that it returned.

    Attributes
    ----------
    name
        Name of its file.
    title
        What it finds.
    found
        Term and problem, one text per row.
    """

    name: str
    title: str
    found: tuple[str, ...]


def run_checks(folder: Path, extra: Iterable[Path] = ()) -> list[OntologyCheck]:
    """Run all checks over an ontology folder.

    Parameters
    ----------
    folder
        The ontology folder.
    extra
        More Turtle files to load, for tests.

    Returns
    -------
    list of OntologyCheck
        By name.

    Raises
    ------
    OntologyError
        If a check is not a SELECT query, or there is none.
    """
    store = Store()
    for path in [folder / "coopgraph.ttl", *sorted((folder / "schemes").glob("*.ttl")), *extra]:
        store.load(path=str(path), format=RdfFormat.TURTLE)
    checks = [_run(store, path) for path in sorted((folder / "checks").glob("*.rq"))]
    if not checks:
        raise OntologyError(message("{path}: no checks here", path=folder / "checks"))
    return checks


def _run(store: Store, path: Path) -> OntologyCheck:
    text = path.read_text(encoding="utf-8")
    try:
        rows = store.query(text)
    except SyntaxError as error:
        raise OntologyError(message("{path}: {error}", path=path, error=error)) from error
    if not isinstance(rows, QuerySolutions):
        raise OntologyError(message("{path}: a check must be a SELECT query", path=path))
    found = tuple(f"{curie(row['entity'].value)}: {row['problem'].value}" for row in rows)
    return OntologyCheck(path.stem, text.partition("\n")[0].lstrip("# "), found)

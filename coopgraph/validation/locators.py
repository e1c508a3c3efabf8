"""Prove each locator: the printed words must stand on the lines that it names."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.namespaces import curie
from coopgraph.sources.passages import DocumentFolder, stands_in
from coopgraph.store import Store
from coopgraph.validation.findings import Finding

__all__ = ["check_locators"]

_LOCATED = """
SELECT DISTINCT ?node ?document ?locator ?stated WHERE {
  ?source dct:identifier ?document ; coop:sourceKind source-kind:document .
  BIND(IRI(CONCAT(STR(?source), "#graph")) AS ?graph)
  GRAPH ?graph {
    ?node coop:locator ?locator ; prov:wasDerivedFrom ?source .
    OPTIONAL { ?node coop:statedText ?stated }
  }
} ORDER BY ?node ?document ?locator
"""


def check_locators(store: Store, documents: DocumentFolder) -> Iterator[Finding]:
    """Yield a warning for each locator that names no line, or not the words said to stand there.

    Parameters
    ----------
    store
        The landscape.
    documents
        The texts.

    Yields
    ------
    Finding
        Only for documents that the folder holds.
    """
    for row in store.select(_LOCATED).dicts():
        node, document, locator, stated = (
            term.value if term is not None else "" for term in row.values()
        )
        if not documents.has(document):
            continue
        passage = documents.passage(document, locator)
        if passage is None or not passage.strip():
            yield _finding(
                "LocatorOutside",
                node,
                document,
                f"aucune ligne de texte à cet endroit : {locator}",
                f"no line of text there: {locator}",
            )
        elif stated and not stands_in(stated, passage):
            yield _finding(
                "LocatorWords",
                node,
                document,
                f"« {stated} » ne se lit pas à cet endroit : {locator}",
                f"“{stated}” does not stand there: {locator}",
            )


def _finding(code: str, node: str, document: str, fr: str, en: str) -> Finding:
    return Finding(
        code=code,
        severity="warning",
        focus=curie(node),
        message_fr=fr,
        message_en=en,
        source=document,
    )

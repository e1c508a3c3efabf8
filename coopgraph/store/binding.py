"""Bind terms to the variables of a query, the same way for every engine.

Engines differ: Oxigraph substitutes only variables that are projected, rdflib also others but not in
every sub-query, an endpoint none. Here each *token* of a bound variable is replaced by the
serialised term. Strings, comments and IRIs of the query are stepped over, and a term is written by
the RDF library with its own escapes, so that no value can become part of the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from coopgraph.errors import QueryError

__all__ = ["bind_terms"]

_TOKEN = re.compile(
    r"""
      (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''
        |"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
    | (?P<comment>\#[^\n\r]*)
    | [?$](?P<variable>\w+)
    """,
    re.VERBOSE | re.DOTALL,
)


def bind_terms(text: str, bindings: Mapping[str, NamedNode | Literal | BlankNode]) -> str:
    r"""Replace the variables of a query that have a term.

    Parameters
    ----------
    text
        SPARQL query.
    bindings
        Terms by variable name.

    Returns
    -------
    str
        The query; the same text if there is nothing to bind.

    Raises
    ------
    QueryError
        If a blank node is to be bound: it would act as a variable.

    Examples
    --------
    >>> bind_terms("ASK { ?s ?p ?o } # ?o", {"o": Literal('x" }')})
    'ASK { ?s ?p "x\\" }" } # ?o'
    """
    if not bindings:
        return text
    written: dict[str, str] = {}
    for name, term in bindings.items():
        if isinstance(term, BlankNode):
            raise QueryError(f"a blank node cannot be bound to ?{name}")
        written[name] = str(term)

    def replace(match: re.Match[str]) -> str:
        name = match["variable"]
        return written.get(name, match[0]) if name else match[0]

    return _TOKEN.sub(replace, text)

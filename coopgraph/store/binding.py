"""Bind terms to the variables of a query, the same way for every engine.

Engines differ: Oxigraph substitutes only variables that are projected, rdflib also others but not
in every sub-query, an endpoint none. Here each *token* of a bound variable is replaced by the
serialised term (in a projection, by ``(term AS ?variable)``). Strings, comments and IRIs of the
query are stepped over, and a term is written by the RDF library with its own escapes, so that no
value can become part of the syntax.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import BlankNode, Literal, NamedNode

from coopgraph.errors import QueryError
from coopgraph.messages import message

__all__ = ["bind_terms"]

_TOKEN = re.compile(
    r"""
      (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''
        |"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
    | (?P<comment>\#[^\n\r]*)
    | [?$](?P<variable>\w+)
    | (?P<keyword>\b(?:SELECT|WHERE|FROM|GROUP\s+BY|ORDER\s+BY|HAVING|LIMIT|OFFSET|VALUES)\b)
    | (?P<bracket>[(){}])
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)

_ESCAPE = re.compile(r"\\[uU][0-9A-Fa-f]{4}")


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
        If a blank node is to be bound, which would act as a variable, or a text with a backslash,
        ``u`` and hexadecimal digits, which rdflib expands before it parses, whatever precedes it.

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
            raise QueryError(message("a blank node cannot be bound to ?{name}", name=name))
        if _ESCAPE.search(term.value):
            raise QueryError(
                message(
                    "the text for ?{name} holds {value!r}: engines read \\u otherwise",
                    name=name,
                    value=term.value,
                )
            )
        written[name] = str(term)

    clause, depth = "", 0

    def replace(match: re.Match[str]) -> str:
        nonlocal clause, depth
        if match["keyword"]:
            clause = match["keyword"].split()[0].upper()
        elif match["bracket"] in ("{", "}"):
            clause, depth = "", 0
        elif match["bracket"]:
            depth += 1 if match["bracket"] == "(" else -1
        name = match["variable"]
        if name not in written:
            return match[0]
        if depth == 0 and clause == "SELECT":
            return f"({written[name]} AS ?{name})"
        if depth == 0 and clause == "GROUP":  # rdflib wants a name for the group key
            return f"({written[name]} AS ?bound_{name})"
        if depth == 0 and clause == "ORDER":
            return f"({written[name]})"
        return written[name]

    return _TOKEN.sub(replace, text)

"""Give the parameters of a query their terms.

A value becomes a term of the declared type here and is bound by the store as a term
(:mod:`coopgraph.store.binding`): whatever a value contains, it cannot change the query.
"""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Mapping, Sequence
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode

from coopgraph.errors import ParameterError
from coopgraph.folding import folded
from coopgraph.messages import bilingual, message
from coopgraph.namespaces import concept_iri, expand
from coopgraph.sparql.entities import resolve_entity
from coopgraph.sparql.header import Parameter
from coopgraph.store.base import Store, Term
from coopgraph.vocabulary import SCHEMES

__all__ = ["bind_parameters", "bind_values"]

_YEAR = re.compile(r"[0-9]{4}\Z")
_INTEGER = re.compile(r"[+-]?[0-9]{1,18}\Z")
_CONCEPT_LABELS = """
SELECT ?concept ?name WHERE {
  VALUES ?property { skos:prefLabel skos:altLabel skos:notation }
  ?concept skos:inScheme ?scheme ; ?property ?name .
}
"""


def bind_parameters(
    store: Store,
    parameters: Sequence[Parameter],
    values: Mapping[str, Any],
    *,
    name: str,
    lang: str = "fr",
    as_of: datetime.date | None = None,
    of_day: bool = False,
) -> dict[str, Term]:
    """Return the term of every parameter that has a value or a default.

    Parameters
    ----------
    store
        The landscape, in which names are looked up.
    parameters
        What the query declares.
    values
        What the asker gives: text, a number, a date or a term.
    name
        Name of the query, for messages.
    lang
        Value of the parameter ``lang`` if none is given.
    as_of
        Day whose year stands for the default ``as-of``; today if not given.
    of_day
        Whether it stands for the default ``of-day``, too: whether a day was asked for.

    Returns
    -------
    dict of str to Term

    Raises
    ------
    ParameterError
        If a value is missing, unknown or of the wrong type.
    UnknownEntity, AmbiguousName
        If a value names no entity, or several.
    """
    declared = {parameter.name: parameter for parameter in parameters}
    for given in values:
        if given not in declared:
            raise ParameterError(_no_parameter(name, given, list(declared)))
    bound: dict[str, Term] = {}
    for parameter in parameters:
        value = values.get(parameter.name)
        if value is None:
            day = as_of or datetime.date.today()
            value = (
                lang
                if parameter.name == "lang"
                else parameter.default_value(day.year, of_day=of_day)
            )
        if value is not None:
            bound[parameter.name] = _term(store, parameter, value, name)
        elif parameter.required:
            raise ParameterError(
                message(
                    "query {query}: the parameter {name!r} is missing ({meaning}); "
                    "write -p {name}=…",
                    query=name,
                    name=parameter.name,
                    meaning=bilingual(parameter.meaning_fr, parameter.meaning_en),
                )
            )
    return bound


def _no_parameter(query: str, given: str, declared: Sequence[str]) -> str:
    if not declared:
        return message(
            "query {query}: no parameter {given!r}; it has none", query=query, given=given
        )
    listed = ", ".join(declared)
    near = difflib.get_close_matches(given, declared, n=1, cutoff=0.5)
    if near:
        return message(
            "query {query}: no parameter {given!r}; did you mean {near!r}? "
            "(its parameters: {listed})",
            query=query,
            given=given,
            near=near[0],
            listed=listed,
        )
    return message(
        "query {query}: no parameter {given!r} (its parameters: {listed})",
        query=query,
        given=given,
        listed=listed,
    )


def bind_values(store: Store, values: Mapping[str, Any]) -> dict[str, Term]:
    """Return terms for the variables of a query without header.

    A value that is a number, a CURIE, an IRI or the name of an entity becomes that; write it in
    double quotes to have it as text.

    Parameters
    ----------
    store
        The landscape.
    values
        Values by variable name.

    Returns
    -------
    dict of str to Term

    Raises
    ------
    ParameterError
        If a name is no variable's.
    """
    bound: dict[str, Term] = {}
    for name, value in values.items():
        if not re.fullmatch(r"[A-Za-z_]\w*", name):
            raise ParameterError(message("{name!r} is no name of a variable", name=name))
        if isinstance(value, NamedNode | Literal):
            bound[name] = value
        elif isinstance(value, bool | int):
            bound[name] = Literal(value)
        elif len(text := str(value)) > 1 and text[0] == text[-1] == '"':
            bound[name] = Literal(text[1:-1])
        elif _INTEGER.match(text):
            bound[name] = Literal(int(text))
        else:
            bound[name] = resolve_entity(store, text)
    return bound


def _term(store: Store, parameter: Parameter, value: Any, query: str) -> Term:
    if isinstance(value, BlankNode):
        raise ParameterError(
            message(
                "query {query}: a blank node cannot be given to {name!r}",
                query=query,
                name=parameter.name,
            )
        )
    if isinstance(value, NamedNode | Literal):
        return value
    if isinstance(value, datetime.date) and parameter.type == "year":
        value = value.year
    text = str(value).strip()
    if parameter.type == "iri":
        return resolve_entity(store, text)
    if parameter.type == "concept":
        return _concept(store, parameter, text, query)
    if parameter.type == "text":
        return Literal(str(value))
    pattern, wanted = (
        (_YEAR, message("a year of four digits"))
        if parameter.type == "year"
        else (_INTEGER, message("a number"))
    )
    if not pattern.match(text):
        raise ParameterError(
            message(
                "query {query}: the parameter {name!r} wants {wanted}, not {text!r}",
                query=query,
                name=parameter.name,
                wanted=wanted,
                text=text,
            )
        )
    return Literal(int(text))


def _concept(store: Store, parameter: Parameter, text: str, query: str) -> NamedNode:
    """Find a concept by local name, CURIE, IRI or label in any language."""
    scheme = parameter.scheme or ""
    known = SCHEMES.get(scheme, frozenset())
    local = expand(text).removeprefix(concept_iri(scheme, ""))
    if local in known:
        return NamedNode(concept_iri(scheme, local))
    key = folded(text)
    names: dict[str, set[str]] = {}
    node = NamedNode(concept_iri(scheme, "").rstrip("/"))
    for concept, name in store.select(_CONCEPT_LABELS, bindings={"scheme": node}).rows:
        if concept is not None and name is not None:
            names.setdefault(folded(name.value), set()).add(concept.value)
    found = names.get(key, set())
    if len(found) == 1:
        return NamedNode(found.pop())
    candidates = [*sorted(known), *sorted(names)]
    near = difflib.get_close_matches(text, candidates, n=3, cutoff=0.5)
    refused = message(
        "query {query}: {text!r} is no concept of the scheme {scheme!r} (parameter {name!r})",
        query=query,
        text=text,
        scheme=scheme,
        name=parameter.name,
    )
    if near:
        refused = message("{refused}; close names: {near}", refused=refused, near=", ".join(near))
    raise ParameterError(refused)

"""Queries and answers in the shapes of the W3C Reconciliation API, for a server to stand on.

A server sends :func:`manifest` where it is asked for nothing, and :func:`answer_batch` of the JSON
object in its parameter ``queries``. Source: Reconciliation Service API 0.2,
https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from coopgraph import __version__
from coopgraph.errors import QueryError
from coopgraph.messages import message
from coopgraph.namespaces import COOP_NS, ID_NS
from coopgraph.reconciliation.matcher import Candidate, Matcher
from coopgraph.reconciliation.parts import Asked

__all__ = ["answer_batch", "answer_query", "manifest"]

_LIMIT: Final = 10
#: Candidates that are looked at where only those of a type are wanted.
_MANY: Final = 200
_CITY: Final = ("city", "ville", "locatedIn")
_COUNTRY: Final = ("country", "pays", "inCountry")
_IDENTIFIERS: Final = ("ror", "rnsr", "grid", "isni", "wikidata", "uai", "siren", "pic")
_STRICT: Final = ("any", "all", "should")
_ROR: Final = "https://ror.org/"


def manifest(matcher: Matcher, name: str = "coopgraph") -> dict[str, Any]:
    """Return what a client is told of a service first.

    Parameters
    ----------
    matcher
        The bodies.
    name
        Name of the service, as persons see it.

    Returns
    -------
    dict
        ``versions``, ``name``, ``identifierSpace``, ``schemaSpace``, ``defaultTypes``, ``view`` and
        ``serviceVersion``. Ids of a register are addresses and are viewed as they are; those of a
        landscape stand in its namespace.

    Examples
    --------
    >>> manifest(Matcher([]))["versions"]
    ['0.2']
    """
    bodies = matcher.index.bodies
    register = bool(bodies) and all(body.id.startswith(_ROR) for body in bodies)
    kinds = sorted({kind for body in bodies for kind in body.kinds})
    return {
        "versions": ["0.2"],
        "name": name,
        "identifierSpace": _ROR if register else ID_NS,
        "schemaSpace": "https://ror.readme.io/docs/ror-data-structure" if register else COOP_NS,
        "defaultTypes": [{"id": kind, "name": kind} for kind in kinds],
        "view": {"url": "{{id}}" if register else ID_NS + "{{id}}"},
        "serviceVersion": __version__,
    }


def answer_batch(matcher: Matcher, queries: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a batch of queries.

    Parameters
    ----------
    matcher
        The bodies.
    queries
        Queries by any name.

    Returns
    -------
    dict
        An answer as :func:`answer_query` gives it by the name of each query.

    Raises
    ------
    QueryError
        If the batch or one of its queries is not of the API's form.

    Examples
    --------
    >>> answer_batch(Matcher([]), {"q0": {"query": "Inserm"}})
    {'q0': {'result': []}}
    """
    if not isinstance(queries, Mapping):
        raise QueryError(message("a batch is a JSON object of queries by name"))
    return {str(name): answer_query(matcher, query) for name, query in queries.items()}


def answer_query(matcher: Matcher, query: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Answer one reconciliation query.

    Parameters
    ----------
    matcher
        The bodies.
    query
        ``query`` (the text) or ``properties`` (``pid`` and ``v``: city, country, or an identifier)
        or both, and optionally ``limit``, ``type`` (a class or a list of them) and ``type_strict``:
        ``any`` of them (as without it), ``all`` of them, or ``should``, which leaves out none.

    Returns
    -------
    dict
        ``result``: candidates with ``id``, ``name``, ``type``, ``score`` (0 to 100), ``match`` and
        ``features``, the best first.

    Raises
    ------
    QueryError
        If the query is not of the API's form.

    Examples
    --------
    >>> from coopgraph.reconciliation import Body, Name
    >>> lille = Body("lille", "Université de Lille", (Name("Université de Lille", "label"),))
    >>> answer = answer_query(Matcher([lille]), {"query": "Universite de Lille"})
    >>> [(one["id"], one["match"]) for one in answer["result"]]
    [('lille', True)]
    """
    sent: Any = query  # from outside: of any form
    if not isinstance(sent, Mapping) or not (sent.get("query") or sent.get("properties")):
        raise QueryError(message("a query is an object with “query” or “properties”"))
    given: dict[str, list[Any]] = {}
    for pid, value in _properties(query.get("properties") or []):
        given.setdefault(pid, []).append(value)
    asked = Asked(
        str(query.get("query") or ""),
        next((_name(given[pid][0]) for pid in _CITY if given.get(pid)), ""),
        next((_name(given[pid][0]) for pid in _COUNTRY if given.get(pid)), ""),
        tuple(_id(value) for pid in _IDENTIFIERS for value in given.get(pid, ())),
    )
    types = query.get("type") or []
    wanted = {types} if isinstance(types, str) else {str(one) for one in types}
    strict = query.get("type_strict", "any")
    limit = query.get("limit", _LIMIT)
    if isinstance(limit, bool) or not isinstance(limit, int | float) or strict not in _STRICT:
        raise QueryError(
            message(
                "a query has a number as “limit”, and as “type_strict” one of {kinds}",
                kinds=", ".join(_STRICT),
            )
        )
    limit = max(0, int(limit))
    answer = matcher.reconcile(asked, max(limit, _MANY) if wanted else limit)
    found = [one for one in answer.candidates if _of_type(one, wanted, strict)]
    found.sort(key=lambda one: (-(one.score or 0), one.body.id))
    alone = sum(one.decision == "matched" for one in found) == 1
    return {"result": [_result(one, alone=alone) for one in found[:limit]]}


def _properties(properties: Any) -> Iterator[tuple[str, Any]]:
    """Yield every value of every property."""
    for one in properties if isinstance(properties, list) else [None]:
        if not isinstance(one, Mapping) or not {"pid", "v"} <= one.keys():
            raise QueryError(message("“properties” is a list of objects with “pid” and “v”"))
        for value in one["v"] if isinstance(one["v"], list) else [one["v"]]:
            yield str(one["pid"]), value


def _id(value: Any) -> str:
    """Return a value, or the id of an entity that is one."""
    return str(value.get("id") or "") if isinstance(value, Mapping) else str(value)


def _name(value: Any) -> str:
    """Return a value, or the name of an entity that is one: places are compared by name."""
    return (
        str(value.get("name") or value.get("id") or "")
        if isinstance(value, Mapping)
        else str(value)
    )


def _of_type(candidate: Candidate, wanted: set[str], strict: str) -> bool:
    kinds = wanted & set(candidate.body.kinds)
    return not wanted or strict == "should" or (kinds == wanted if strict == "all" else bool(kinds))


def _result(candidate: Candidate, *, alone: bool) -> dict[str, Any]:
    return {
        "id": candidate.body.id,
        "name": candidate.body.label,
        "type": [{"id": kind, "name": kind} for kind in candidate.body.kinds],
        "score": round(100 * (candidate.score or 0), 1),
        "match": alone and candidate.decision == "matched",
        "features": [{"id": name, "value": float(value)} for name, value in candidate.figures],
    }

"""Queries and answers in the shapes of the W3C Reconciliation API, for a server to stand on.

Source: Reconciliation Service API 0.2, https://www.w3.org/community/reports/reconciliation/CG-FINAL-specs-0.2-20230410/.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from coopgraph.reconciliation.matcher import Candidate, Matcher
from coopgraph.reconciliation.parts import Asked

__all__ = ["answer_query"]

_LIMIT: Final = 10
_CITY: Final = ("city", "ville", "locatedIn")
_COUNTRY: Final = ("country", "pays", "inCountry")
_IDENTIFIERS: Final = ("ror", "rnsr", "grid", "isni", "wikidata", "uai", "siren", "pic")


def answer_query(matcher: Matcher, query: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Answer one reconciliation query.

    Parameters
    ----------
    matcher
        The bodies.
    query
        ``query`` (the text), and optionally ``limit``, ``type`` (a class or a list of them) and
        ``properties`` (``pid`` and ``v``: city, country, or an identifier).

    Returns
    -------
    dict
        ``result``: candidates with ``id``, ``name``, ``type``, ``score`` (0 to 100), ``match`` and
        ``features``.

    Examples
    --------
    >>> from coopgraph.reconciliation import Body, Name
    >>> lille = Body("lille", "Université de Lille", (Name("Université de Lille", "label"),))
    >>> answer = answer_query(Matcher([lille]), {"query": "Universite de Lille"})
    >>> [(one["id"], one["match"]) for one in answer["result"]]
    [('lille', True)]
    """
    given: dict[str, list[str]] = {}
    for known in query.get("properties") or ():
        values = known["v"] if isinstance(known["v"], list) else [known["v"]]
        given.setdefault(str(known["pid"]), []).extend(
            str(value.get("id", value.get("name", "")))
            if isinstance(value, Mapping)
            else str(value)
            for value in values
        )
    asked = Asked(
        str(query.get("query") or ""),
        next((given[name][0] for name in _CITY if given.get(name)), ""),
        next((given[name][0] for name in _COUNTRY if given.get(name)), ""),
        tuple(value for name in _IDENTIFIERS for value in given.get(name, ())),
    )
    types = query.get("type") or ()
    wanted = {types} if isinstance(types, str) else {str(one) for one in types}
    limit = int(query.get("limit") or _LIMIT)
    answer = matcher.reconcile(asked, limit)
    found = [one for one in answer.candidates if not wanted or wanted & set(one.body.kinds)]
    alone = sum(one.decision == "matched" for one in found) == 1
    return {"result": [_result(one, alone=alone) for one in found[:limit]]}


def _result(candidate: Candidate, *, alone: bool) -> dict[str, Any]:
    return {
        "id": candidate.body.id,
        "name": candidate.body.label,
        "type": [{"id": kind, "name": kind} for kind in candidate.body.kinds],
        "score": round(100 * (candidate.score or 0), 1),
        "match": alone and candidate.decision == "matched",
        "features": [{"id": name, "value": value} for name, value in candidate.figures],
    }

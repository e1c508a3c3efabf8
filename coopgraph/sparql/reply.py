"""What the process of a confined query sends back: an answer or an error, as JSON.

JSON and not pickles: what a process sends that has run the query of a stranger is only data.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from coopgraph import errors
from coopgraph.errors import CoopgraphError, CurationError, Fault, QueryError
from coopgraph.messages import Message, bilingual, message, translated
from coopgraph.sources.vintage import SourceInfo
from coopgraph.store.base import Answer, Solutions, Term
from coopgraph.store.day import DayCounts

__all__ = ["ConfinedAnswer", "read_reply", "written_answer", "written_error"]


@dataclass(frozen=True, slots=True)
class ConfinedAnswer:
    """What the child process answers.

    Attributes
    ----------
    answer
        Solutions, a truth value, or triples.
    sources
        The sources of the landscape.
    title
        Title of the landscape.
    counts
        What the day left out; ``None`` if everything answered.
    focus
        Which organisation is in focus, if one was chosen.
    """

    answer: Answer
    sources: tuple[SourceInfo, ...] = ()
    title: str = ""
    counts: DayCounts | None = None
    focus: Message | None = None


def written_error(error: CoopgraphError) -> dict[str, Any]:
    """Return an error as data; texts are pairs, French and English."""
    reply: dict[str, Any] = {"error": type(error).__name__}
    if isinstance(error, CurationError):
        reply["faults"] = [
            [f.file, f.line, f.column, _pair(f.cause), _pair(f.hint)] for f in error.faults
        ]
    else:
        reply["message"] = [error.in_language(lang) for lang in ("fr", "en")]
    return reply


def _pair(text: str) -> list[str]:
    return [translated(text, lang) for lang in ("fr", "en")]


def _refused(reply: dict[str, Any]) -> CoopgraphError:
    """Return the error that was sent as data."""
    if "faults" in reply:
        return CurationError(
            [
                Fault(file, line, column, bilingual(*cause), bilingual(*hint) if any(hint) else "")
                for file, line, column, cause, hint in reply["faults"]
            ]
        )
    kind: type[CoopgraphError] = getattr(errors, reply["error"], QueryError)
    error = kind.__new__(kind)
    error.args = (bilingual(*reply["message"]),)
    return error


def written_answer(answer: Answer) -> dict[str, Any]:
    """Return an answer as data."""
    if isinstance(answer, Solutions):
        return {
            "variables": list(answer.variables),
            "rows": [[_term(term) for term in row] for row in answer.rows],
        }
    if isinstance(answer, bool):
        return {"boolean": answer}
    return {"triples": [[_term(t.subject), _term(t.predicate), _term(t.object)] for t in answer]}


def _term(term: Any) -> list[str] | None:
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return ["i", term.value]
    if isinstance(term, BlankNode):
        return ["b", term.value]
    if isinstance(term, Literal):
        return ["l", term.value, term.language or "", term.datatype.value]
    raise QueryError(message("the answer holds triple terms of RDF 1.2, which are not supported"))


def _unwritten(term: list[str] | None) -> Term | None:
    if term is None:
        return None
    if term[0] == "i":
        return NamedNode(term[1])
    if term[0] == "b":
        return BlankNode(term[1])
    if term[2]:
        return Literal(term[1], language=term[2])
    return Literal(term[1], datatype=NamedNode(term[3]))


def read_reply(text: bytes) -> ConfinedAnswer:
    """Return the answer that was sent, or raise the error that was.

    Raises
    ------
    CoopgraphError
        As the process raised it.
    """
    reply = json.loads(text)
    if "error" in reply:
        raise _refused(reply)
    about = tuple(SourceInfo(**found) for found in reply["sources"]), str(reply["title"])
    counts = DayCounts(**found) if (found := reply.get("counts")) else None
    focus = bilingual(*found) if (found := reply.get("focus")) else None
    if "boolean" in reply:
        return ConfinedAnswer(bool(reply["boolean"]), *about, counts, focus)
    if "variables" in reply:
        rows = [tuple(_unwritten(term) for term in row) for row in reply["rows"]]
        return ConfinedAnswer(Solutions(tuple(reply["variables"]), rows), *about, counts, focus)
    triples = []
    for row in reply["triples"]:
        subject, predicate, value = (_unwritten(term) for term in row)
        if isinstance(subject, NamedNode | BlankNode) and isinstance(predicate, NamedNode):
            triples.append(Triple(subject, predicate, value))  # type: ignore[arg-type]
    return ConfinedAnswer(triples, *about, counts, focus)

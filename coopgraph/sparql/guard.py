r"""Refuse queries that do more than read, or that would harm the process that runs them.

A first wall and a courtesy: reasons are given in words. The second wall is the child process of
:mod:`coopgraph.sparql.confined`, which can be killed and can open no connection.

Refused: updates, ``SERVICE``, ``LOAD`` and ``FROM`` (they would call out or read files), queries
longer than 100 KB, nested deeper than 128 levels (engines overflow their stack), with more than
1,000 path steps or unions, and ``\u`` escapes outside strings and IRIs (they hide words). Flat
queries overflow the stack too, because engines make nested trees of chains: operators, clauses,
statements and list items are each bounded, well below what a stack of 8 MB bears.
"""

from __future__ import annotations

import re
from typing import Final

from coopgraph.errors import QueryError
from coopgraph.messages import message

__all__ = [
    "MAX_BYTES",
    "MAX_CLAUSES",
    "MAX_ITEMS",
    "MAX_NESTING",
    "MAX_OPERATORS",
    "MAX_STATEMENTS",
    "MAX_STEPS",
    "guard",
]

MAX_BYTES: Final = 100_000
MAX_NESTING: Final = 128
MAX_STEPS: Final = 1_000
#: ``+ - * && ||`` and their like.
MAX_OPERATORS: Final = 1_000
#: Opening braces, ``AS`` and words such as ``OPTIONAL``, ``BIND``, ``MINUS``, ``VALUES``.
MAX_CLAUSES: Final = 500
#: Separators ``.``, ``;`` and ``,``.
MAX_STATEMENTS: Final = 2_000
#: Terms in round brackets or outside all, and opening brackets; data of ``VALUES`` do not count.
MAX_ITEMS: Final = 750

_TOKEN = re.compile(
    r"""
      (?P<space>\s+)
    | (?P<comment>\#[^\n\r]*)
    | (?P<iri><[^<>"{}|^`\\\x00-\x20]*>)
    | (?P<text>\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''
        |"(?:\\.|[^"\\\n\r])*"|'(?:\\.|[^'\\\n\r])*')
    | (?P<variable>[?$]\w+)
    | (?P<prefixed>[^\W\d_][\w.-]*:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])*
        |:(?:[\w.:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])+|:)
    | (?P<language>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<blank>_:\w[\w.-]*)
    | (?P<word>[^\W\d]\w*)
    | (?P<number>\d[\d.]*(?:[eE][+-]?\d+)?)
    | (?P<open><<|[({\[])
    | (?P<close>>>|[)}\]])
    | (?P<escape>\\[uU])
    | (?P<quote>["'])
    | (?P<logic>&&|\|\|)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)

_UPDATES = frozenset(
    {"INSERT", "DELETE", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH", "INTO"}
)
_REASONS = {
    "SERVICE": message("SERVICE would ask another server; queries stay inside the landscape"),
    "LOAD": message("LOAD would read a file or an address; queries only read the landscape"),
    "FROM": message(
        "FROM would choose other graphs, or read files; write GRAPH <…> {{ … }} instead"
    ),
}
_CLAUSES = frozenset(
    {
        "AS",
        "BIND",
        "EXISTS",
        "FILTER",
        "GRAPH",
        "LATERAL",
        "MINUS",
        "OPTIONAL",
        "SELECT",
        "UNION",
        "VALUES",
    }
)
_TERMS = frozenset({"iri", "text", "variable", "prefixed", "blank", "word", "number"})
_BOUNDS: Final = {
    "operators": (MAX_OPERATORS, message("operators")),
    "clauses": (MAX_CLAUSES, message("clauses")),
    "statements": (MAX_STATEMENTS, message("statements")),
    "items": (MAX_ITEMS, message("list items")),
}
_FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def guard(text: str) -> str:
    r"""Check that a query only reads, and within bounds.

    Parameters
    ----------
    text
        SPARQL text of a user.

    Returns
    -------
    str
        The form of the query: ``SELECT``, ``ASK``, ``CONSTRUCT`` or ``DESCRIBE``.

    Raises
    ------
    QueryError
        With the reason in words.

    Examples
    --------
    >>> guard("PREFIX a: <http://a/load#> SELECT ?load { ?load a:load 'DROP ALL' }")
    'SELECT'
    >>> guard("CLEAR ALL")
    Traceback (most recent call last):
    ...
    coopgraph.errors.QueryError: the query is refused: CLEAR would change data; queries only read
    """
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise _refuse(message("it is longer than {limit} KB", limit=MAX_BYTES // 1000))
    if "\x00" in text:
        raise _refuse(message("it contains a NUL character"))
    form, depth, steps, negations = "", 0, 0, 0
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind in ("space", "comment"):
            continue
        negations = negations + 1 if token == "!" else 0  # noqa: S105  # an operator
        if kind == "word":
            found = _checked(token.upper())
            form = form or found
            steps += token.upper() == "UNION"
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind == "escape":
            raise _refuse(
                message("it has a \\u escape outside a string; write the character itself")
            )
        elif kind == "quote":
            raise QueryError(
                message(
                    "the query cannot be parsed: the string that begins at line {line}, "
                    "column {column} has no end",
                    line=text.count("\n", 0, match.start()) + 1,
                    column=match.start() - text.rfind("\n", 0, match.start()),
                )
            )
        elif match["other"] in ("/", "|", "^"):
            steps += 1
        if max(depth, negations) > MAX_NESTING:
            raise _refuse(message("it is nested deeper than {limit} levels", limit=MAX_NESTING))
        if steps > MAX_STEPS:
            raise _refuse(
                message("it has more than {limit} path steps and unions", limit=MAX_STEPS)
            )
    _bound_size(text)
    if not form:
        raise QueryError(
            message("this is no query: it begins with none of SELECT, ASK, CONSTRUCT, DESCRIBE")
        )
    return form


def _bound_size(text: str) -> None:
    """Refuse chains that engines would turn into trees too deep for their stack."""
    count = dict.fromkeys(_BOUNDS, 0)
    brackets: list[str] = []
    data = False  # between VALUES and the end of its block
    for match in _TOKEN.finditer(text):
        kind, token = match.lastgroup, match[0]
        if kind in _TERMS:
            data = data or token.upper() == "VALUES"
            count["items"] += not data and (not brackets or brackets[-1] == "(")
            count["clauses"] += kind == "word" and token.upper() in _CLAUSES
            # Numbers and prefixed names swallow the full stop that follows them.
            count["statements"] += kind in ("number", "prefixed", "blank") and token[-1] == "."
        elif kind == "open":
            brackets.append(token)
            if token == "{":  # noqa: S105  # a bracket
                count["clauses"] += 1
            elif not data:
                count["items"] += 1
        elif kind == "close" and brackets:
            brackets.pop()
            data = data and token != "}"  # noqa: S105  # a bracket
        elif kind == "logic" or token in ("+", "-", "*", "/", "~"):
            count["operators"] += 1
        elif token in (".", ";", ","):
            count["statements"] += 1
    for name, (limit, things) in _BOUNDS.items():
        if count[name] > limit:
            raise _refuse(
                message(
                    "it has more than {limit} {things}; ask in parts", limit=limit, things=things
                )
            )


def _checked(word: str) -> str:
    """Refuse a forbidden word; return the form if the word names one."""
    if word in _REASONS:
        raise _refuse(_REASONS[word])
    if word in _UPDATES:
        raise _refuse(message("{word} would change data; queries only read", word=word))
    return word if word in _FORMS else ""


def _refuse(reason: str) -> QueryError:
    return QueryError(message("the query is refused: {reason}", reason=reason))

"""Parse one cell of a curated table: text to value, or a cause and a hint."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterable
from typing import Any

from coopgraph.messages import counted, message
from coopgraph.model.columns import Column
from coopgraph.vocabulary import SCHEMES, SUBCLASSES

__all__ = ["CellError", "closest", "parse_cell"]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_EARLIEST, _LATEST = 1000, 2100
_LONGEST = 2000
# Controls, line and paragraph separators, zero-width and bidirectional marks, noncharacters: they
# are invisible in a spreadsheet, change what is seen, or cannot stand in XML.
_INVISIBLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]"
)


class CellError(ValueError):
    """A cell does not hold what its column asks for.

    Parameters
    ----------
    cause
        What is wrong.
    hint
        What to do; may be empty.
    """

    def __init__(self, cause: str, hint: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.hint = hint


def closest(word: str, known: Iterable[str]) -> str:
    """Return ``did you mean "…"?`` for the nearest known word, or an empty string.

    Examples
    --------
    >>> closest("hgih", ["high", "low"])
    'did you mean "high"?'
    """
    best = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return message('did you mean "{word}"?', word=best[0]) if best else ""


def _slug(value: str, _: Column) -> str:
    if not _SLUG.match(value):
        raise CellError(
            message("{value!r} is not an identifier", value=value),
            message("lower-case letters a to z, digits and single hyphens only"),
        )
    return value


def _year(value: str, _: Column) -> int:
    if not (len(value) == 4 and value.isascii() and value.isdigit()):
        raise CellError(
            message("not a year: {value!r}", value=value), message("four digits, for instance 2024")
        )
    number = int(value)
    if not _EARLIEST <= number <= _LATEST:
        raise CellError(
            message("year out of range: {value}", value=value),
            message("between {first} and {last}", first=_EARLIEST, last=_LATEST),
        )
    return number


def _integer(value: str, _: Column) -> int:
    if not re.fullmatch(r"[0-9]{1,15}", value):
        raise CellError(
            message("not a whole number: {value!r}", value=value[:40]),
            message("digits only, at most fifteen"),
        )
    return int(value)


def _decimal(value: str, _: Column) -> float:
    if not re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", value):
        comma = "," in value
        hint = message("use a point, not a comma") if comma else message("digits and one point")
        raise CellError(message("not a number: {value!r}", value=value), hint)
    return float(value)


def _date(value: str, _: Column) -> datetime.date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise CellError(
            message("not a date: {value!r}", value=value),
            message("YYYY-MM-DD, for instance 2024-12-31"),
        ) from None


def _boolean(value: str, _: Column) -> bool:
    if value not in ("true", "false"):
        raise CellError(
            message("neither true nor false: {value!r}", value=value),
            message("write true or false"),
        )
    return value == "true"


def _concept(value: str, column: Column) -> str:
    scheme = column.targets[0]
    known = SCHEMES[scheme]
    if value not in known:
        raise CellError(
            message("unknown concept {value!r} of the scheme {scheme}", value=value, scheme=scheme),
            closest(value, known) or message("see ontology/schemes/{scheme}", scheme=scheme),
        )
    return value


def _class(value: str, column: Column) -> str:
    if not any(value in SUBCLASSES[parent] for parent in column.targets):
        known = {name for parent in column.targets for name in SUBCLASSES[parent]}
        raise CellError(
            message("unknown class {value!r}", value=value),
            closest(value, known)
            or message("a class below {classes}", classes=", ".join(column.targets)),
        )
    return value


def _address(value: str, _: Column) -> str:
    if not re.fullmatch(r"https?://[\w.-]+(?::[0-9]+)?(?:[/?#][^\s<>\"{}|\\^`\[\]]*)?", value):
        raise CellError(
            message("not a web address: {value!r}", value=value),
            message("http:// or https://, without spaces"),
        )
    return value


def _language(value: str, _: Column) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value):
        raise CellError(
            message("not a language tag: {value!r}", value=value),
            message("for instance fr, en, pt-BR"),
        )
    return value


def _text(value: str, column: Column) -> str:
    if column.choices and value not in column.choices:
        raise CellError(
            message("unexpected word {value!r}", value=value),
            closest(value, column.choices)
            or message("one of {words}", words=", ".join(column.choices)),
        )
    return value


_PARSERS: dict[str, Callable[[str, Column], Any]] = {
    "id": _slug,
    "reference": _slug,
    "year": _year,
    "integer": _integer,
    "decimal": _decimal,
    "date": _date,
    "boolean": _boolean,
    "concept": _concept,
    "class": _class,
    "address": _address,
    "language": _language,
    "text": _text,
}


def parse_cell(value: str, column: Column) -> Any:
    """Parse the text of one cell.

    Parameters
    ----------
    value
        Text of the cell.
    column
        Declaration of its column.

    Returns
    -------
    Any
        ``None`` for a blank cell, a tuple for a column of several values, else the typed value.

    Raises
    ------
    CellError
        If the cell does not hold what its column asks for.

    Examples
    --------
    >>> parse_cell("2024", Column(kind="year", meaning=""))
    2024
    >>> parse_cell("a; b", Column(kind="id", meaning="", many=True))
    ('a', 'b')
    """
    value = value.strip()
    invisible = _INVISIBLE.search(value)
    if invisible:
        raise CellError(
            message(
                "invisible character {code} at position {position}",
                code=f"U+{ord(invisible[0]):04X}",
                position=invisible.start() + 1,
            ),
            message("one line of plain text: retype the cell"),
        )
    if len(value) > _LONGEST:
        raise CellError(
            counted("{n} character", "{n} characters", n=len(value)),
            message("at most {limit}", limit=_LONGEST),
        )
    if not value:
        if column.required:
            raise CellError(message("the cell is blank"), message("a value is required"))
        return () if column.many else None
    parser = _PARSERS[column.kind]
    if column.many:
        return tuple(parser(item.strip(), column) for item in value.split(";") if item.strip())
    return parser(value, column)

"""Parse one cell of a curated table: text to value, or a cause and a hint."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from coopgraph.curation.meant import (
    closest,
    did_you_mean,
    meant_day,
    meant_number,
    meant_slug,
    meant_year,
    short,
)
from coopgraph.curation.plain_text import text_fault
from coopgraph.messages import message
from coopgraph.model.columns import Column
from coopgraph.vocabulary import SCHEMES, SUBCLASSES

__all__ = ["CellError", "datatype_fault", "parse_cell"]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_EARLIEST, _LATEST = 1000, 2100
#: A scheme of so many concepts is named whole.
_FEW = 8
_TRUTHS = dict.fromkeys(("true", "vrai", "oui", "yes", "1"), "true") | dict.fromkeys(
    ("false", "faux", "non", "no", "0"), "false"
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


def _meant(word: str) -> str:
    return did_you_mean(word) if word else ""


def _several(value: str, column: Column) -> str:
    if column.many and "," in value:
        return message("several values are separated by semicolons")
    return ""


def _slug(value: str, column: Column) -> str:
    if not _SLUG.match(value):
        raise CellError(
            message("{value!r} is not an identifier", value=short(value)),
            _several(value, column)
            or _meant(meant_slug(value))
            or message("lower-case letters a to z, digits and single hyphens only"),
        )
    return value


def _year(value: str, _: Column) -> int:
    if not (len(value) == 4 and value.isascii() and value.isdigit()):
        raise CellError(
            message("not a year: {value!r}", value=short(value)),
            _meant(meant_year(value)) or message("four digits, for instance 2024"),
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
            message("not a whole number: {value!r}", value=short(value)),
            _meant(meant_number(value, whole=True)) or message("digits only, at most fifteen"),
        )
    return int(value)


def _decimal(value: str, _: Column) -> float:
    if not re.fullmatch(r"-?[0-9]{1,15}(?:\.[0-9]{1,15})?", value):
        raise CellError(
            message("not a number: {value!r}", value=short(value)),
            _meant(meant_number(value)) or message("digits and one point"),
        )
    return float(value)


def _date(value: str, _: Column) -> datetime.date:
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise CellError(
            message("not a date: {value!r}", value=short(value)),
            _meant(meant_day(value)) or message("YYYY-MM-DD, for instance 2024-12-31"),
        ) from None


def _boolean(value: str, _: Column) -> bool:
    if value not in ("true", "false"):
        raise CellError(
            message("neither true nor false: {value!r}", value=short(value)),
            _meant(_TRUTHS.get(value.casefold(), "")) or message("write true or false"),
        )
    return value == "true"


def _concept(value: str, column: Column) -> str:
    scheme = column.targets[0]
    known = SCHEMES[scheme]
    if value not in known:
        raise CellError(
            message(
                "unknown concept {value!r} of the scheme {scheme}",
                value=short(value),
                scheme=scheme,
            ),
            _several(value, column)
            or closest(value, known)
            or (
                message("one of {words}", words=", ".join(sorted(known)))
                if len(known) <= _FEW
                else message("see ontology/schemes/{scheme}", scheme=scheme)
            ),
        )
    return value


def _class(value: str, column: Column) -> str:
    if not any(value in SUBCLASSES[parent] for parent in column.targets):
        known = {name for parent in column.targets for name in SUBCLASSES[parent]}
        raise CellError(
            message("unknown class {value!r}", value=short(value)),
            closest(value, known)
            or message("a class below {classes}", classes=", ".join(column.targets)),
        )
    return value


def _address(value: str, _: Column) -> str:
    if not re.fullmatch(r"https?://[\w.-]+(?::[0-9]+)?(?:[/?#][^\s<>\"{}|\\^`\[\]]*)?", value):
        raise CellError(
            message("not a web address: {value!r}", value=short(value)),
            message("http:// or https://, without spaces"),
        )
    return value


def _language(value: str, _: Column) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", value):
        raise CellError(
            message("not a language tag: {value!r}", value=short(value)),
            message("for instance fr, en, pt-BR"),
        )
    return value


def _text(value: str, column: Column) -> str:
    if column.choices and value not in column.choices:
        raise CellError(
            message("unexpected word {value!r}", value=short(value)),
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
    value = unicodedata.normalize("NFC", value.strip())
    if not value:
        if column.required:
            raise CellError(message("the cell is blank"), message("a value is required"))
        return () if column.many else None
    if fault := text_fault(value):
        raise CellError(*fault)
    parser = _PARSERS[column.kind]
    if not column.many:
        return parser(value, column)
    items = tuple(parser(item.strip(), column) for item in value.split(";") if item.strip())
    for item in items:
        if items.count(item) > 1:
            cause = message("{value!r} stands twice in the cell", value=item)
            raise CellError(cause, message("once is enough"))
    return items


def datatype_fault(value: str, datatype: str) -> tuple[str, str] | None:
    """Return what is wrong with the value of a claim, and what to do.

    Parameters
    ----------
    value
        The value.
    datatype
        Its type, as in ``claims.csv``.

    Returns
    -------
    tuple of str, or None
        Cause and hint; None if the value is of the type, or the type is another.

    Examples
    --------
    >>> print(*datatype_fault("3,1", "decimal"), sep="; ")
    '3,1' is not of type decimal; did you mean "3.1"?
    >>> datatype_fault("-3", "integer") is None
    True
    """
    parser = _DATATYPES.get(datatype)
    if parser is None:
        return None
    try:
        parser(value.removeprefix("-") if datatype == "integer" else value, _ANY)
    except CellError as error:
        cause = message("{value!r} is not of type {type}", value=short(value), type=datatype)
        return cause, error.hint
    return None


_ANY = Column(kind="text", meaning="")
_DATATYPES: dict[str, Callable[[str, Column], Any]] = {
    "integer": _integer,
    "decimal": _decimal,
    "boolean": _boolean,
    "date": _date,
}

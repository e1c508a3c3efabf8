"""Read the header of a query file: what it asks, in two languages, and with which parameters.

A header is the block of comments at the top of a ``.rq`` file::

    # id: unit-supervisors
    # answers: CQ1
    # title-fr: Tutelles d’une structure
    # title-en: Supervising bodies of a structure
    # question-fr: Qui assure la tutelle de cette structure ?
    # question-en: Who supervises this structure?
    # params:
    #   unit (iri, required): structure | structure
    #   lang (text, default fr): langue des libellés | language of the labels
    # example: unit=U 1016
    # columns: unit, body, body_label
    # table-omits: unit
    # group: body
    # expect-min-rows: 1
    # engines: both

A file without titles or parameters needs only ``id`` and the two questions. ``table-omits`` names
columns that tables for readers leave out: nodes that have no name of their own. ``group`` names
the columns that say what a row is about: on a terminal, rows that follow each other and agree in
them are one block below what they share; every other format stays flat.
``time`` says what is asked with ``--as-of``: what stood on the day (``day``, if the line is
absent), what had begun by then (``until``), or everything (``any``).
``default as-of`` stands for the year at which the landscape is looked at; ``default of-day`` for
that of ``--as-of``, and for nothing where everything is asked that is known.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from coopgraph.errors import QueryError
from coopgraph.messages import message
from coopgraph.store.day import Span

__all__ = ["AS_OF", "OF_DAY", "Parameter", "QueryHeader", "read_header"]

ParameterType = Literal["iri", "year", "integer", "text", "concept"]

#: Default that stands for the year of ``--as-of``.
AS_OF = "as-of"

#: Default that stands for the year of ``--as-of``, and restricts nothing without it.
OF_DAY = "of-day"

_FIELD = re.compile(r"#\s?([a-z-]+):\s*(.*)\Z")
_PARAMETER = re.compile(
    r"#\s+(?P<name>[a-z_]+) "
    r"\((?P<type>iri|year|integer|text|concept)(?: (?P<scheme>[a-z-]+))?"
    r", (?P<need>required|optional|default (?P<default>.+?))\): "
    r"(?P<fr>.+?) \| (?P<en>.+)\Z"
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A variable of a query that the asker may give a value.

    Attributes
    ----------
    name
        Name of the variable, without question mark.
    type
        How a value is read: ``iri`` (any name of an entity), ``year``, ``integer``, ``text``, or
        ``concept`` (of the scheme `scheme`).
    meaning_fr, meaning_en
        What it is.
    scheme
        For ``concept``: the scheme.
    default
        Value used if none is given; ``None`` if there is none.
    required
        Whether a value must be given. An optional parameter without value restricts nothing.
    """

    name: str
    type: ParameterType
    meaning_fr: str
    meaning_en: str
    scheme: str | None = None
    default: str | None = None
    required: bool = False

    def default_value(self, year: int, *, of_day: bool) -> str | None:
        """Return the value that is taken if none is given.

        Parameters
        ----------
        year
            Year at which the landscape is looked at.
        of_day
            Whether a day was asked for.

        Returns
        -------
        str or None

        Examples
        --------
        >>> year = Parameter("year", "year", "année", "year", default=OF_DAY)
        >>> year.default_value(2018, of_day=True), year.default_value(2026, of_day=False)
        ('2018', None)
        """
        if self.default == OF_DAY:
            return str(year) if of_day else None
        return str(year) if self.default == AS_OF else self.default


@dataclass(frozen=True, slots=True)
class QueryHeader:
    """What the header of a query file says."""

    id: str
    title_fr: str
    title_en: str
    question_fr: str
    question_en: str
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[str, ...] = ()
    example: tuple[tuple[str, str], ...] = ()
    answers: tuple[str, ...] = ()
    omit: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    min_rows: int = 0
    span: Span = "day"

    def asked(
        self, values: Mapping[str, str], *, lang: str, year: int, of_day: bool = False
    ) -> dict[str, str]:
        """Return the values with which the question was asked, by what they mean.

        Parameters
        ----------
        values
            Values given, by name of the parameter.
        lang
            ``fr`` or ``en``.
        year
            Year that stands for :data:`AS_OF`.
        of_day
            Whether it stands for :data:`OF_DAY`, too: whether a day was asked for.

        Returns
        -------
        dict of str to str
            Defaults included; without the language, and without what restricts nothing.
        """
        asked = {}
        for parameter in self.parameters:
            value = values.get(parameter.name) or parameter.default_value(year, of_day=of_day)
            if value and parameter.name != "lang":
                asked[parameter.meaning_en if lang == "en" else parameter.meaning_fr] = value
        return asked


def read_header(text: str, name: str) -> QueryHeader:
    r"""Read the header of a query.

    Parameters
    ----------
    text
        Whole text of the file.
    name
        Name of the file, for messages.

    Returns
    -------
    QueryHeader

    Raises
    ------
    QueryError
        If a field is missing or a parameter is not written as it should be.

    Examples
    --------
    >>> header = read_header("# id: a\n# question-fr: Qui ?\n# question-en: Who?\n", "a.rq")
    >>> header.question_en, header.title_fr
    ('Who?', 'Qui ?')
    """
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#"):
            break
        if match := _PARAMETER.match(line):
            parameters.append(_parameter(match))
        elif match := _FIELD.match(line):
            fields[match[1]] = match[2].strip()
        elif line.strip("# ") and line.startswith("#  "):
            raise QueryError(
                message(
                    "{place}: this parameter cannot be read: {line!r}; write: "
                    "name (type, required|optional|default …): français | English",
                    place=f"{name}:{number}",
                    line=line.strip("# "),
                )
            )
    span = fields.get("time", "day")
    if span not in get_args(Span):
        raise QueryError(
            message("{name}: time is day, until or any, not {value!r}", name=name, value=span)
        )
    for needed in ("id", "question-fr", "question-en"):
        if needed not in fields:
            raise QueryError(
                message("{name}: the header has no line '# {field}: …'", name=name, field=needed)
            )
    return QueryHeader(
        id=fields["id"],
        title_fr=fields.get("title-fr", fields["question-fr"]),
        title_en=fields.get("title-en", fields["question-en"]),
        question_fr=fields["question-fr"],
        question_en=fields["question-en"],
        parameters=tuple(parameters),
        columns=_listed(fields.get("columns", "")),
        example=tuple(
            (left.strip(), right.strip())
            for left, _, right in (
                part.partition("=") for part in _listed(fields.get("example", ""))
            )
        ),
        answers=_listed(fields.get("answers", "")),
        omit=_listed(fields.get("table-omits", "")),
        group=_listed(fields.get("group", "")),
        min_rows=int(fields.get("expect-min-rows", "0")),
        span=span,  # type: ignore[arg-type]  # checked above
    )


def _parameter(match: re.Match[str]) -> Parameter:
    return Parameter(
        name=match["name"],
        type=match["type"],  # type: ignore[arg-type]  # the pattern allows nothing else
        meaning_fr=match["fr"],
        meaning_en=match["en"],
        scheme=match["scheme"],
        default=match["default"],
        required=match["need"] == "required",
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())

"""What a result is read with: the question, the day, how much is left out, sources and licence.

A table on a terminal says it in two lines; a file that is sent on and opened months later must say
it all: a workbook has a sheet for it.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

import coopgraph
from coopgraph.messages import Message, message, translated
from coopgraph.outputs.tables import Cell, Link
from coopgraph.sources.vintage import SourceInfo, vintage

__all__ = ["Context", "about_rows", "source_link"]

_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """How a result came about.

    Attributes
    ----------
    day
        Day at which the landscape was looked at.
    lang
        ``fr`` or ``en``.
    title
        Title of the landscape.
    sheet
        Short name of the result: that of its sheet.
    question
        What was asked, in words or as SPARQL.
    parameters
        Values by what they are values of.
    left_out
        What the day left out, if a day was asked for.
    sources
        The sources of the landscape.
    packaged
        Whether the landscape is the packaged one, whose licence is known.
    """

    day: datetime.date
    lang: str = "fr"
    title: str = ""
    sheet: str = ""
    question: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    left_out: Message | None = None
    sources: Sequence[SourceInfo] = ()
    packaged: bool = True


def about_rows(
    context: Context, counts: Iterable[tuple[Message, int]], cited: Collection[str] | None = None
) -> list[tuple[Cell, ...]]:
    """Return the rows of the sheet that says what a workbook is.

    Parameters
    ----------
    context
        How it came about.
    counts
        What is counted, and how many there are.
    cited
        Ids of the sources to list; all if None.

    Returns
    -------
    list of tuple
        Name and value; for sources: id, title with its address, date, licence.

    Examples
    --------
    >>> context = Context(day=datetime.date(2024, 12, 31), lang="en", question="Who?")
    >>> about_rows(context, [(message("Rows"), 3)])[:3]
    [('Question', 'Who?'), ('As of', datetime.date(2024, 12, 31)), ('Rows', 3)]
    """

    def say(said: Message | str) -> str:
        return translated(said, context.lang)

    rows: list[tuple[Cell, ...]] = []
    if context.question:
        rows.append((say(message("Question")), context.question))
    for meaning, value in context.parameters.items():
        rows.append((say(message("Parameter: {meaning}", meaning=meaning)), value))
    rows.append((say(message("As of")), context.day))
    if context.left_out is not None:
        rows.append((say(message("Effect of the day")), say(context.left_out)))
    rows += [(say(name), number) for name, number in counts]
    rows.append((say(message("Completeness")), say(_COMPLETENESS)))
    if context.title:
        rows.append((say(message("Landscape")), context.title))
    age = vintage(context.sources, context.lang)
    rows += [(say(message("State of the data")) if not n else None, x) for n, x in enumerate(age)]
    version = coopgraph.__version__
    made = message("coopgraph {version}", version=version)
    if context.packaged:
        made = message("coopgraph {version}, program and data", version=version)
    rows.append((say(message("Version")), say(made)))
    if context.packaged:
        rows.append((say(message("Licence of the data")), Link(say(_ATTRIBUTION), _LICENCE)))
    return rows + _source_rows(context, cited)


_COMPLETENESS: Final = message(
    "What is not listed was not found in the sources; that does not mean that it does not exist. "
    "Many lists of the sources are incomplete and say so: coopgraph query incomplete-lists."
)
_ATTRIBUTION: Final = message(
    "CC BY 4.0 – coopgraph contributors, with data of Inserm, of the French ministry in charge of "
    "research (Licence Ouverte 2.0), ROR (CC0), GeoNames (CC BY 4.0) and the sources cited."
)


def _source_rows(context: Context, cited: Collection[str] | None) -> list[tuple[Cell, ...]]:
    chosen = [source for source in context.sources if cited is None or source.id in cited]
    if not chosen:
        return []
    heads = (
        message("Sources cited") if cited is not None else message("Sources"),
        message("title"),
        message("date or period"),
        message("licence or ground of reuse"),
    )
    rows: list[tuple[Cell, ...]] = [(), tuple(translated(head, context.lang) for head in heads)]
    for source in sorted(chosen, key=lambda source: source.id):
        date = source.describes or source.published or source.retrieved
        ground = source.ground(context.lang) or None
        rows.append((f"doc:{source.id}", source_link(source, context.lang), date or None, ground))
    return rows


def source_link(source: SourceInfo, lang: str) -> str:
    """Return the title of a source, which leads to its address where it has one."""
    title, _ = source.titled(lang)
    return Link(title, source.url) if source.url else title

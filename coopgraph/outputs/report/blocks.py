"""What a report is made of: sections of blocks, in one language, without any format.

Sections fill these classes with texts, numbers and days; renderers lay them out. A finding carries
the codes of the gap records behind it (`records`), which every renderer prints and links to the
row of the annex that has the same anchor.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from coopgraph.analysis.gaps.records import Gap, Language
    from coopgraph.outputs.report.figures.frame import Plot
    from coopgraph.sources.vintage import SourceInfo

__all__ = [
    "Block",
    "Cell",
    "Code",
    "Column",
    "Count",
    "Counts",
    "Grid",
    "Item",
    "Items",
    "Line",
    "Marked",
    "Note",
    "Paragraph",
    "Picture",
    "Report",
    "Row",
    "Section",
    "Span",
    "Value",
    "line",
    "plain",
    "record_anchor",
    "record_codes",
    "walk",
]

#: What a cell of a table holds; None is "not stated" and stays blank.
Value = str | int | float | Decimal | datetime.date | None
ColumnKind = Literal["text", "number", "date", "records"]
#: Letters and digits of record codes: none that can be taken for another (Crockford's base 32).
_ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_SHORTEST: Final = 5


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text within a line.

    Attributes
    ----------
    text
        The text, as it is: no markup in it means anything.
    href
        Where it leads: ``#anchor`` within the report, or an address of the web; empty for nowhere.
    strong
        Whether it is set in bold.
    lang
        Language of the text if another than that of the report; empty otherwise.
    """

    text: str
    href: str = ""
    strong: bool = False
    lang: str = ""


#: Runs of text that follow each other.
Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, and the codes of the records that it rests on."""

    line: Line
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, and the codes of the records that it rests on."""

    line: Line
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list with marks, or with numbers."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """A remark set apart: what the reader must know before the figures beside it are used."""

    line: Line
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A number on the first page: the length of the table to which it leads.

    Attributes
    ----------
    value
        The number.
    label
        What is counted, in the number that `value` asks for.
    target
        Anchor of the :class:`Grid` that has `value` rows.
    """

    value: int
    label: str
    target: str


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers side by side, large."""

    items: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """The value of a cell that leads somewhere or is in another language.

    Attributes
    ----------
    value
        The value.
    href
        Where it leads, as for :class:`Span`.
    lang
        Language of a text if another than that of the report.
    """

    value: Value
    href: str = ""
    lang: str = ""


Cell = Value | Marked


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes
    ----------
    name
        Heading.
    kind
        What its cells hold. ``records`` is the column where the codes of the row's records stand;
        its cells are None.
    weight
        Share of the width, relative to the other columns.
    """

    name: str
    kind: ColumnKind = "text"
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table.

    Attributes
    ----------
    cells
        One per column.
    records
        Codes of the records behind the row.
    anchor
        Name of the row where something leads to it; empty otherwise.
    """

    cells: tuple[Cell, ...]
    records: tuple[str, ...] = ()
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table.

    Attributes
    ----------
    anchor
        Name of the table, to which numbers lead.
    caption
        Title above it.
    columns, rows
        Headings and cells.
    notes
        Remarks below it.
    empty
        What is said in its place if it has no rows.
    heads
        Whether the first column names its row.
    """

    anchor: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    empty: str = ""
    heads: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure.

    Attributes
    ----------
    anchor
        Its name.
    caption
        Title below it.
    alt
        What it shows, for those who do not see it: one to three sentences with its main figures.
    plot
        The drawing.
    table
        Anchor of the table that says the same in cells; empty if `alt` says it all.
    """

    anchor: str
    caption: str
    alt: str
    plot: Plot
    table: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """A text for machines, such as a query."""

    anchor: str
    title: str
    text: str
    language: str = "sparql"


Block = Paragraph | Items | Note | Counts | Grid | Picture | Code


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, what stands under it, and the sections within it."""

    anchor: str
    title: str
    blocks: tuple[Block, ...] = ()
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A report in one language.

    Attributes
    ----------
    title, subtitle
        Title; whom and which scope it is about.
    lang
        ``fr`` or ``en``.
    as_of
        The day for which all of it holds.
    generator
        Name and version of the program.
    sections
        First the page of decisions, then the chapters.
    annex
        All records, the queries behind them, the sources.
    gaps
        The records, all of them, for formats that hold them as data.
    codes
        Code of each record by its id; see :func:`record_codes`.
    vintage
        How old the picture is, in sentences.
    sources
        The sources of the landscape.
    packaged
        Whether it is the packaged landscape, whose licence is known.
    envelope
        The records as :func:`coopgraph.analysis.gaps.envelope.as_envelope` gives them.
    """

    title: str
    subtitle: str
    lang: Language
    as_of: datetime.date
    generator: str
    sections: tuple[Section, ...]
    annex: tuple[Section, ...] = ()
    gaps: tuple[Gap, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    vintage: tuple[str, ...] = ()
    sources: Sequence[SourceInfo] = ()
    packaged: bool = False
    envelope: Mapping[str, object] = field(default_factory=dict)


def line(*parts: str | Span) -> Line:
    """Return runs of text as a line.

    Examples
    --------
    >>> plain(line("Lille: ", Span("12", strong=True), " units"))
    'Lille: 12 units'
    """
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def plain(spans: Iterable[Span]) -> str:
    """Return a line as text alone."""
    return "".join(span.text for span in spans)


def record_codes(ids: Iterable[str]) -> dict[str, str]:
    """Give each record a short code that stays the same from one report to the next.

    The code is the head of a digest of the record's id: five characters, or as many more as it
    takes to tell the records of this report apart.

    Parameters
    ----------
    ids
        Ids of records.

    Returns
    -------
    dict
        Code by id, in the order of the ids.

    Examples
    --------
    >>> record_codes(["convention-region/bretagne"])
    {'convention-region/bretagne': 'SQH5S'}
    """
    digests = {name: _spelled(name) for name in ids}
    length = _SHORTEST
    while len({digest[:length] for digest in digests.values()}) < len(digests):
        length += 1
    return {name: digest[:length] for name, digest in digests.items()}


def _spelled(name: str) -> str:
    number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:20])
    digits = []
    for _ in range(32):
        number, digit = divmod(number, 32)
        digits.append(_ALPHABET[digit])
    return "".join(reversed(digits))


def record_anchor(code: str) -> str:
    """Return the anchor of the row of the annex that has a record of this code.

    Examples
    --------
    >>> record_anchor("3B8QZ")
    'record-3B8QZ'
    """
    return f"record-{code}"


def walk(sections: Sequence[Section], level: int = 1) -> Iterator[tuple[int, Section]]:
    """Yield sections with their level, in the order in which they are read."""
    for section in sections:
        yield level, section
        yield from walk(section.sections, level + 1)

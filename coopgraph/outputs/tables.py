"""Tables of plain cells and their rendering: CSV, TSV, JSON, Markdown; others in other modules.

Nothing here knows of RDF: query solutions, gap records and findings become a :class:`Table` first.
Rendering is deterministic: the same table and width give the same bytes.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Final, Self

from coopgraph.curation.spreadsheets import DECIMALS, DELIMITERS, LINE_END, MARK
from coopgraph.outputs.safe_text import guard_formula, json_text, visible

__all__ = [
    "FORMATS",
    "Cell",
    "Link",
    "Table",
    "csv_pair",
    "markdown_text",
    "numeric_columns",
    "plain_text",
    "render_table",
]

#: What a cell may hold; ``None`` is "not stated" and is left blank.
Cell = str | int | float | bool | Decimal | datetime.date | None


class Link(str):
    """A text that leads to an address: a link in a workbook, the text alone elsewhere.

    Examples
    --------
    >>> Link("ROR", "https://ror.org/").url
    'https://ror.org/'
    """

    __slots__ = ("url",)
    url: str

    def __new__(cls, text: str, url: str) -> Self:
        """Make it of the text and the address."""
        self = super().__new__(cls, text)
        self.url = url
        return self


#: Formats that :func:`render_table` knows.
FORMATS: Final = ("table", "csv", "tsv", "json", "md", "xlsx")

#: Version of the JSON envelope.
JSON_VERSION: Final = 1

_ENTITY = re.compile(r"&(?=#?\w+;)")
#: Signs that mean something within a line; an underscore within a word does not.
_MARKUP = re.compile(r"([\\|*`\[\]~$]|(?<![^\W_])_|_(?![^\W_]))")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns.

    Attributes
    ----------
    columns
        Names of the columns, in snake_case, ready for CSV.
    rows
        One sequence of cells per row, as long as `columns`.
    title
        Heading above the table; not part of CSV and TSV.
    notes
        Remarks below it (date of reference, age of the picture); not part of CSV and TSV.
    lead
        Sentences that hold for all rows, between heading and rows; not part of CSV and TSV.
    group
        Columns whose equal cells make rows that follow each other one block on a terminal; every
        other format stays flat.
    """

    columns: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]
    title: str | None = None
    notes: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    group: tuple[str, ...] = ()

    def records(self) -> list[dict[str, Cell]]:
        """Return the rows as dictionaries keyed by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def with_notes(self, *notes: str) -> Table:
        """Return the same table with more remarks below it."""
        return replace(self, notes=(*self.notes, *notes))


def render_table(
    table: Table,
    format: str = "table",
    *,
    width: int | None = None,
    colour: bool = False,
    lang: str = "en",
    spreadsheet: bool = False,
) -> str | bytes:
    """Render a table.

    Parameters
    ----------
    table
        What to render.
    format
        One of :data:`FORMATS`.
    width
        Columns available to the ``table`` format; 80 unless told otherwise.
    colour
        Whether the ``table`` format may use the terminal's styles.
    lang
        Language of the few words that a table adds.
    spreadsheet
        Whether ``csv`` is for a spreadsheet in this language: in French a byte order mark,
        semicolons and decimal commas; in English as always.

    Returns
    -------
    str or bytes
        Text that ends with a newline; bytes for ``xlsx``.

    Examples
    --------
    >>> table = Table(("partner", "units"), [("CNRS", 86), ("=1+1", None)])
    >>> print(render_table(table, "csv"), end="")
    partner,units
    CNRS,86
    '=1+1,
    """
    if format == "table":
        from coopgraph.outputs.terminal import render_text

        return render_text(table, width, colour=colour, lang=lang)
    if format == "xlsx":
        from coopgraph.outputs.workbook import render_workbook

        return render_workbook({"coopgraph": table}, lang=lang)
    if format == "csv" and spreadsheet and DELIMITERS[lang] != ",":
        cells = _delimited(table, DELIMITERS[lang], end=LINE_END, point=DECIMALS[lang])
        return MARK + cells
    if format not in _RENDERERS:
        raise ValueError(f"unknown table format {format!r}; use one of {', '.join(FORMATS)}")
    return _RENDERERS[format](table)


def plain_text(cell: Cell) -> str:
    """Return a cell as text: no thousands separators, ISO dates, lower-case booleans.

    Examples
    --------
    >>> plain_text(True), plain_text(1200), plain_text(None)
    ('true', '1200', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return str(cell)


def _guarded(cell: Cell, point: str = ".") -> str:
    if isinstance(cell, str):
        return guard_formula(visible(cell))
    text = plain_text(cell)
    return text.replace(".", point) if isinstance(cell, (float, Decimal)) else text


def _delimited(table: Table, delimiter: str, *, end: str = "\n", point: str = ".") -> str:
    # The csv module leaves a lone carriage return unquoted when lines end with a line feed.
    special = re.compile(f'[{delimiter}"\r\n]')

    def line(texts: Sequence[str]) -> str:
        if texts == [""]:
            return '""' + end
        return (
            delimiter.join(
                '"' + text.replace('"', '""') + '"' if special.search(text) else text
                for text in texts
            )
            + end
        )

    header = line([guard_formula(name) for name in table.columns])
    return header + "".join(line([_guarded(cell, point) for cell in row]) for row in table.rows)


def _render_csv(table: Table) -> str:
    return _delimited(table, ",")


def _render_tsv(table: Table) -> str:
    return _delimited(table, "\t")


def _json_cell(cell: Cell) -> str | int | float | bool | None:
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    return cell


def _render_json(table: Table) -> str:
    envelope = {
        "version": JSON_VERSION,
        "title": table.title,
        "columns": list(table.columns),
        "rows": [
            {name: _json_cell(cell) for name, cell in record.items()} for record in table.records()
        ],
        "notes": [*table.lead, *table.notes],
    }
    return json_text(envelope)


def markdown_text(text: str) -> str:
    r"""Escape what Markdown, or the HTML inside it, would take for markup within a line.

    Examples
    --------
    >>> markdown_text("a|b *c* _d_ act_by <b>")
    'a\\|b \\*c\\* \\_d\\_ act_by &lt;b&gt;'
    """
    text = _ENTITY.sub("&amp;", visible(text))
    text = text.replace("<", "&lt;").replace(">", "&gt;")
    return " ".join(_MARKUP.sub(r"\\\1", text).split())


def _render_markdown(table: Table) -> str:
    lines = [f"**{markdown_text(table.title)}**", ""] if table.title else []
    for sentence in table.lead:
        lines += [markdown_text(sentence), ""]
    numeric = numeric_columns(table)
    lines.append("| " + " | ".join(markdown_text(name) for name in table.columns) + " |")
    lines.append("|" + "|".join(" ---: " if right else " --- " for right in numeric) + "|")
    lines += [
        "| " + " | ".join(markdown_text(plain_text(cell)) for cell in row) + " |"
        for row in table.rows
    ]
    for note in table.notes:
        lines += ["", f"_{markdown_text(note)}_"]
    return "\n".join(lines) + "\n"


def numeric_columns(table: Table) -> list[bool]:
    """Tell which columns hold numbers only (and at least one).

    Examples
    --------
    >>> numeric_columns(Table(("a", "b"), [(1, "x"), (None, None)]))
    [True, False]
    """
    found = []
    for index in range(len(table.columns)):
        cells = [row[index] for row in table.rows if row[index] is not None]
        found.append(
            bool(cells)
            and all(isinstance(c, int | float | Decimal) and not isinstance(c, bool) for c in cells)
        )
    return found


_RENDERERS: Final[dict[str, Callable[[Table], str]]] = {
    "csv": _render_csv,
    "tsv": _render_tsv,
    "json": _render_json,
    "md": _render_markdown,
}


def csv_pair(path: Path, nodes: Table, edges: Table) -> dict[Path, bytes]:
    """Return a network as two files: nodes and edges.

    Parameters
    ----------
    path
        ``FILE.csv``, of which ``FILE-nodes.csv`` and ``FILE-edges.csv`` are made.
    nodes, edges
        The tables.

    Returns
    -------
    dict
        Content by file.

    Examples
    --------
    >>> empty = Table(("id",), [])
    >>> [file.name for file in csv_pair(Path("net.csv"), empty, empty)]
    ['net-nodes.csv', 'net-edges.csv']
    """
    rendered = {"nodes": render_table(nodes, "csv"), "edges": render_table(edges, "csv")}
    return {
        path.with_name(f"{path.stem}-{name}{path.suffix}"): text.encode()
        for name, text in rendered.items()
        if isinstance(text, str)
    }

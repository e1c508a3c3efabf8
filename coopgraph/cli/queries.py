"""``coopgraph queries``: the query library and its questions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.answers import terminal_width
from coopgraph.cli.options import (
    Settings,
    default_format,
    landscape_options,
    output_options,
    write_output,
)

if TYPE_CHECKING:
    from coopgraph.outputs.tables import Table
    from coopgraph.sparql import LibraryQuery

__all__ = ["SUBJECTS", "command"]

_HEADS = {
    "fr": ("nom", "question", "paramètres"),
    "en": ("name", "question", "parameters"),
}
#: Folders of the library in the order in which they are shown, with their titles.
SUBJECTS = {
    "units": ("Structures et tutelles", "Structures and supervising bodies"),
    "agreements": ("Accords et conventions", "Agreements and conventions"),
    "sites": ("Sites", "Sites"),
    "labels": ("Labels", "Labels"),
    "teams": ("Équipes-projets", "Project teams"),
    "international": ("International", "International"),
    "europe": ("Europe et appartenances", "Europe and memberships"),
    "regions": ("Régions et agences", "Regions and agencies"),
    "industry": ("Industrie", "Industry"),
    "indicators": ("Plans, indicateurs, jalons", "Plans, indicators, milestones"),
    "evidence": ("Sources, désaccords, lacunes des données", "Sources, disagreements, data gaps"),
    "quality": ("Contrôles (doivent rester vides)", "Checks (must stay empty)"),
}
_COLUMNS = ("name", "subject", "question", "parameters", "columns", "answers")


@click.command(name="queries")
@click.argument("words", nargs=-1)
@click.option("--text", is_flag=True, help="Print the SPARQL of what is found.")
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    words: tuple[str, ...], text: bool, settings: Settings, format_: str | None, output: Path | None
) -> None:
    """List the query library with its questions; with WORDS, only what contains them.

    Parameters in brackets may be left out. csv, tsv, json and xlsx also tell the columns of each.

    \b
    Examples:
      coopgraph queries
      coopgraph queries convention --lang en
      coopgraph queries --format csv -o library.csv
      coopgraph queries conventions-by-year --text
    """
    from coopgraph.outputs.tables import Table, render_table
    from coopgraph.sparql import Library

    found = [query for query in Library().questions() if _matches(query, words)]
    lang = settings.lang
    chosen = format_ or default_format(output)
    content: str | bytes
    if text:
        content = "\n".join(query.text for query in found)
    elif chosen in ("table", "md"):
        width = terminal_width(output)
        tables = _sections(found, lang) or [Table(_HEADS[lang], [])]
        sections = [render_table(table, chosen, width=width, lang=lang) for table in tables]
        content = "\n".join(part for part in sections if isinstance(part, str))
    else:
        rows = [
            (
                query.name,
                query.folder,
                query.question(lang),
                _parameters(query),
                ", ".join(query.header.columns),
                ", ".join(query.header.answers),
            )
            for query in found
        ]
        content = render_table(Table(_COLUMNS, rows), chosen)
    write_output(content, output, quiet=settings.quiet)


def _matches(query: LibraryQuery, words: tuple[str, ...]) -> bool:
    """Tell whether a query is called one of the words, or contains all of them."""
    if not words:
        return True
    from coopgraph.folding import folded

    if query.name in words:
        return True
    header = query.header
    text = f"{query.name} {query.folder} {header.title_fr} {header.title_en} "
    text = folded(text + f"{header.question_fr} {header.question_en}")
    return all(folded(word) in text for word in words)


def _sections(found: list[LibraryQuery], lang: str) -> list[Table]:
    from coopgraph.outputs.tables import Table

    tables = []
    others = sorted({query.folder for query in found} - set(SUBJECTS))
    for folder in (*SUBJECTS, *others):
        rows = [
            (query.name, query.question(lang), _parameters(query))
            for query in found
            if query.folder == folder
        ]
        if rows:
            title = SUBJECTS.get(folder, (folder, folder))[lang == "en"]
            tables.append(Table(_HEADS[lang], rows, title=title))
    return tables


def _parameters(query: LibraryQuery) -> str:
    return ", ".join(
        parameter.name if parameter.required else f"[{parameter.name}]"
        for parameter in query.parameters
        if parameter.name != "lang"
    )

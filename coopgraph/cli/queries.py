"""``coopgraph queries``: the query library and its questions."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.options import default_format, output_options, write_output

if TYPE_CHECKING:
    from coopgraph.outputs.tables import Table
    from coopgraph.sparql import LibraryQuery

__all__ = ["command"]

_HEADS = {
    "fr": ("nom", "question", "paramètres"),
    "en": ("name", "question", "parameters"),
}
_TITLES = {
    "agreements": ("Accords et conventions", "Agreements and conventions"),
    "europe": ("Europe et appartenances", "Europe and memberships"),
    "evidence": ("Sources, désaccords, lacunes des données", "Sources, disagreements, data gaps"),
    "industry": ("Industrie", "Industry"),
    "international": ("International", "International"),
    "labels": ("Labels", "Labels"),
    "quality": ("Contrôles (doivent rester vides)", "Checks (must stay empty)"),
    "regions": ("Régions et agences", "Regions and agencies"),
    "sites": ("Sites", "Sites"),
    "teams": ("Équipes-projets", "Project teams"),
    "units": ("Structures et tutelles", "Structures and supervising bodies"),
}
_COLUMNS = ("name", "subject", "question_fr", "question_en", "parameters", "columns", "answers")


@click.command(name="queries")
@click.argument("name", required=False)
@click.option(
    "--lang",
    type=click.Choice(["fr", "en"]),
    default="fr",
    show_default=True,
    help="Language of the questions.",
)
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
@click.option("--quiet", "-q", is_flag=True, help="Say nothing on standard error.")
def command(
    name: str | None, lang: str, format_: str | None, output: Path | None, quiet: bool
) -> None:
    """List the query library with its questions; with NAME, print that query.

    Parameters in brackets may be left out. csv, tsv, json and xlsx hold the questions in both
    languages.

    \b
    Examples:
      coopgraph queries
      coopgraph queries --lang en --format md
      coopgraph queries conventions-by-year
    """
    from coopgraph.outputs.tables import Table, render_table
    from coopgraph.sparql import Library

    library = Library()
    if name is not None:
        write_output(library.get(name).text, output, quiet=quiet)
        return
    found = library.questions()
    chosen = format_ or default_format(output)
    if chosen in ("table", "md"):
        terminal = output is None and sys.stdout.isatty()
        width = shutil.get_terminal_size().columns if terminal else None
        texts = [render_table(table, chosen, width=width) for table in _sections(found, lang)]
        content: str | bytes = "\n".join(text for text in texts if isinstance(text, str))
    else:
        rows = [
            (
                query.name,
                query.folder,
                query.question("fr"),
                query.question("en"),
                _parameters(query),
                ", ".join(query.header.columns),
                ", ".join(query.header.answers),
            )
            for query in found
        ]
        content = render_table(Table(_COLUMNS, rows), chosen)
    write_output(content, output, quiet=quiet)


def _sections(found: list[LibraryQuery], lang: str) -> list[Table]:
    from coopgraph.outputs.tables import Table

    tables = []
    for folder in sorted(
        {query.folder for query in found}, key=lambda name: (name == "quality", name)
    ):
        rows = [
            (query.name, query.question(lang), _parameters(query))
            for query in found
            if query.folder == folder
        ]
        titles = _TITLES.get(folder, (folder, folder))
        tables.append(Table(_HEADS[lang], rows, title=titles[lang == "en"]))
    return tables


def _parameters(query: LibraryQuery) -> str:
    return ", ".join(
        parameter.name if parameter.required else f"[{parameter.name}]"
        for parameter in query.parameters
        if parameter.name != "lang"
    )

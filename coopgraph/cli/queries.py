"""``coopgraph queries``: the library with its questions."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.options import (
    Settings,
    default_format,
    landscape_options,
    output_options,
    write_output,
)

__all__ = ["command"]

_COLUMNS = {
    "fr": ("requête", "sujet", "question", "paramètres"),
    "en": ("query", "subject", "question", "parameters"),
}


@click.command(name="queries")
@click.argument("words", nargs=-1)
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    words: tuple[str, ...], settings: Settings, format_: str | None, output: Path | None
) -> None:
    """List the query library with its questions; with WORDS, only what contains them.

    \b
    Examples:
      coopgraph queries
      coopgraph queries convention --lang en
      coopgraph queries --format csv -o library.csv
    """
    from coopgraph.outputs.tables import Table, render_table
    from coopgraph.sparql.entities import normalise_name
    from coopgraph.sparql.library import INTERNAL_FOLDERS, Library

    wanted = [normalise_name(word) for word in words]
    rows = []
    for query in Library():
        if query.folder in INTERNAL_FOLDERS:
            continue
        parameters = ", ".join(
            f"{p.name} ({p.meaning_en if settings.lang == 'en' else p.meaning_fr})"
            for p in query.parameters
            if p.name != "lang"
        )
        row = (query.name, query.folder, query.question(settings.lang), parameters)
        text = normalise_name(" ".join(row))
        if all(word in text for word in wanted):
            rows.append(row)
    table = Table(columns=_COLUMNS[settings.lang], rows=rows)
    write_output(
        render_table(table, format_ or default_format(output)), output, quiet=settings.quiet
    )

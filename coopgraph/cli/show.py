"""``coopgraph show``: all that is known of one entity, each line with its source."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.cli.answers import has_colour
from coopgraph.cli.options import (
    Settings,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    write_output,
)

__all__ = ["command"]


@click.command(name="show")
@click.argument("entity")
@click.option(
    "--sources",
    is_flag=True,
    help="List the passages on which the page rests, and what each supports.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="DIR",
    help="Print the passages themselves from a folder of texts (000….txt); implies --sources.",
)
@click.option(
    "--all",
    "all_lines",
    is_flag=True,
    help="Print long lists whole in table and md; the other formats are always complete.",
)
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    entity: str,
    sources: bool,
    documents: Path | None,
    all_lines: bool,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Show all that is known of ENTITY, each line with its source.

    ENTITY is a name in any language, an acronym, a former name, a unit number or code, an IRI, an
    id (id:cnrs, theme:cancer, doc:004) or an identifier (ROR, RNSR, Wikidata, UAI, SIREN); accents,
    case and hyphens do not matter. Words may stand in any order and say kind and place; if several
    entities fit, they are listed with their ids.

    In csv, tsv, json and xlsx each statement is a row; the first says the name, with the id.

    \b
    Examples:
      coopgraph show "Université de Bordeaux"
      coopgraph show "SIRIC Lille"
      coopgraph show "UMR 8104" --lang en
      coopgraph show CNRS --all --format csv -o cnrs.csv
      coopgraph show inserm --sources
      coopgraph show id:u-1016 --format json
      coopgraph show Inserm --data land
    """
    from coopgraph.outputs.entity_page import describe_entity
    from coopgraph.outputs.entity_page.render import render_entity, render_passages
    from coopgraph.sparql.entities import resolve_entity

    folder = None
    if documents is not None:
        from coopgraph.sources.passages import DocumentFolder

        folder = DocumentFolder(documents)
    store = settings.open(needs_focus=False).store
    iri = resolve_entity(store, entity).value
    page = describe_entity(store, iri, as_of=settings.as_of, lang=settings.lang)
    chosen = format_ or default_format(output)
    colour = chosen == "table" and has_colour(output)
    if sources or folder is not None:
        content = render_passages(page, chosen, documents=folder, colour=colour)
    else:
        content = render_entity(page, chosen, all_lines=all_lines, colour=colour)
    write_output(content, output, quiet=settings.quiet)

"""``coopgraph validate``: everything that the checks find, as a table."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from coopgraph.cli.choices import Choice
from coopgraph.cli.options import (
    Settings,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    write_output,
)
from coopgraph.messages import message, translated

__all__ = ["command"]

#: Severities in the words of readers; machines get the words of SHACL.
_SEVERITIES = {
    "violation": message("violation"),
    "warning": message("warning"),
    "info": message("information"),
}
_COLUMNS = {
    "fr": ("code", "gravité", "objet", "constat", "source", "précision", "emplacement"),
    "en": ("code", "severity", "focus", "message", "source", "hint", "place"),
}


@click.command(name="validate")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
@click.option(
    "--fail-on",
    type=Choice(["violation", "warning", "info", "never"]),
    default="violation",
    show_default=True,
    help="Exit with 1 if a finding is at least this severe.",
)
@click.option(
    "--documents",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="Folder of the documents' texts (000….txt): prove each locator.",
)
@click.pass_context
def command(
    ctx: click.Context,
    files: tuple[Path, ...],
    settings: Settings,
    format_: str | None,
    output: Path | None,
    fail_on: str,
    documents: Path | None,
) -> None:
    """Check the landscape, or RDF FILEs: shapes, vocabulary, quality queries.

    Faults of the curated tables themselves (encoding, columns, references…) are reported with
    file, line and column and end with exit code 3, as in every other command. What is found in the
    graph names the file and line of the row that it was built from, where there is one.

    \b
    Examples:
      coopgraph validate
      coopgraph validate --fail-on warning --format csv -o findings.csv
      coopgraph validate landscape.nq
      coopgraph validate --data land
      coopgraph validate --documents texts/
    """
    from coopgraph.curation.focus_checks import names_focus
    from coopgraph.curation.reader import read_tables
    from coopgraph.outputs.tables import Table, render_table
    from coopgraph.resources import curated_dir
    from coopgraph.sources.passages import DocumentFolder
    from coopgraph.sources.vintage import vintage, vintage_line
    from coopgraph.sparql import Library
    from coopgraph.store.rdf_files import read_quads
    from coopgraph.validation import validate_quads
    from coopgraph.validation.days import check_days
    from coopgraph.validation.findings import at_or_above, in_order
    from coopgraph.validation.locators import check_locators
    from coopgraph.validation.places import locate
    from coopgraph.validation.quality import check_quality
    from coopgraph.validation.sites import check_sites

    if files:
        findings = validate_quads([quad for path in files for quad in read_quads(path)])
        sources = []
    else:
        landscape = settings.open(needs_focus=False)
        store = landscape.store
        found = [*validate_quads(store.quads()), *check_quality(store, Library())]
        if documents is not None:
            found.extend(check_locators(store, DocumentFolder(documents)))
        if not settings.store.startswith("oxigraph:"):  # a written store has no tables
            folders = settings.data or [curated_dir()]
            tables = read_tables(
                folders, needs_focus=settings.focus is None and names_focus(folders)
            )
            day = max(settings.as_of, datetime.date.today())
            found = [*locate(found, tables), *check_days(tables, day), *check_sites(tables)]
        findings = in_order(found)
        sources = list(landscape.sources)
    chosen = format_ or default_format(output)
    lang = settings.lang
    age = vintage(sources, lang)
    if sources and chosen == "table":
        age = (vintage_line(sources, lang),)
    read = chosen in ("table", "md", "xlsx")
    table = Table(
        columns=_COLUMNS[lang if read else "en"],
        rows=[
            (
                f.code,
                _SEVERITIES[f.severity].in_language(lang) if read else f.severity,
                f.focus,
                f.message(lang),
                f.source,
                translated(f.hint, lang),
                f.place,
            )
            for f in findings
        ],
        notes=age,
    )
    write_output(render_table(table, chosen, lang=lang), output, quiet=settings.quiet)
    if fail_on != "never" and at_or_above(findings, fail_on):
        ctx.exit(1)

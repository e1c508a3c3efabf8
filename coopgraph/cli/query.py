"""``coopgraph query``: ask the graph, by a question of the library or in SPARQL."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.options import (
    Settings,
    default_format,
    landscape_options,
    output_options,
    write_output,
)
from coopgraph.errors import QueryError, SourceError

if TYPE_CHECKING:
    from coopgraph.store import Answer

__all__ = ["command"]

_FORMATS = ("table", "json", "csv", "tsv", "xml", "md", "xlsx", "turtle", "nt", "jsonld")
_GRAPH_EXTENSIONS = {".ttl": "turtle", ".nt": "nt", ".jsonld": "jsonld"}


@click.command(name="query")
@click.argument("name", required=False)
@click.option(
    "--file",
    "-f",
    "file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Run the SPARQL of a file.",
)
@click.option("--text", "-e", metavar="TEXT", help="Run a SPARQL text.")
@click.option(
    "--param",
    "-p",
    "parameters",
    multiple=True,
    metavar="NAME=VALUE",
    help="Give a parameter its value; names of organisations are understood. Repeatable.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1, max=3600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Stop a query of your own (-f, -e) after this time.",
)
@click.option("--raw", is_flag=True, help="CSV: leave text that looks like a formula as it is.")
@landscape_options
@output_options(_FORMATS)
def command(
    name: str | None,
    file: Path | None,
    text: str | None,
    parameters: tuple[str, ...],
    timeout: float,
    raw: bool,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Ask the graph: a question of the library by NAME, a file or a text.

    A query of your own only reads, runs in a process of its own and is stopped at its limits. The
    usual prefixes need no declaration. SELECT and ASK answers are tables or the W3C result formats;
    CONSTRUCT and DESCRIBE give turtle, nt or jsonld.

    \b
    Examples:
      coopgraph query conventions-by-year --format csv
      coopgraph query partner-joint-units -p partner=CNRS
      coopgraph query -e "SELECT ?u WHERE { ?u a coop:University } LIMIT 5"
      coopgraph query -f mine.rq -p year=2024 -o answer.json
    """
    from coopgraph.outputs.results import as_table, formats_of, render_graph, render_result
    from coopgraph.outputs.tables import render_table

    if sum(given is not None for given in (name, file, text)) != 1:
        raise click.UsageError("give one of: NAME of a library query, --file FILE, --text TEXT")
    values = dict(_pair(parameter) for parameter in parameters)
    notes: tuple[str, ...] = ()
    answer: Answer
    if name is not None:
        from coopgraph.sparql.library import Library
        from coopgraph.sparql.run import ask_library

        query = Library().get(name)
        landscape = settings.open()
        answer = ask_library(
            landscape.store, query, values, lang=settings.lang, as_of=settings.as_of
        )
        day = "Au" if settings.lang == "fr" else "As of"
        notes = (f"{day} {settings.as_of.isoformat()}.", *landscape.vintage(settings.lang))
    else:
        from coopgraph.sparql.confined import ask_confined

        answer = ask_confined(
            text if text is not None else _read(file),
            values,
            data=settings.data,
            store=settings.store,
            timeout=timeout,
        )
    accepted = formats_of(answer)
    chosen = format_ or _default(output, accepted)
    if chosen not in accepted:
        raise QueryError(f"this answer cannot be written as {chosen}; use {', '.join(accepted)}")
    content: str | bytes
    if isinstance(answer, list):
        content = render_graph(answer, chosen)
    elif chosen in ("json", "csv", "tsv", "xml"):
        content = render_result(answer, chosen, guarded=not raw)
    else:
        brief = chosen in ("table", "md")
        content = render_table(as_table(answer, notes=notes, brief=brief), chosen)
    write_output(content, output, quiet=settings.quiet)


def _pair(parameter: str) -> tuple[str, str]:
    name, equals, value = parameter.partition("=")
    if not equals or not name.isidentifier():
        raise click.BadParameter(f"{parameter!r}: write NAME=VALUE", param_hint="-p")
    return name, value


def _read(file: Path | None) -> str:
    try:
        return file.read_text(encoding="utf-8-sig") if file is not None else ""
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{file}: cannot be read as UTF-8 text: {error}") from error


def _default(output: Path | None, accepted: tuple[str, ...]) -> str:
    if "turtle" in accepted:
        return _GRAPH_EXTENSIONS.get(output.suffix.lower() if output else "", "turtle")
    if output is not None and output.suffix.lower() == ".xml":
        return "xml"
    return default_format(output)

"""``coopgraph report``: the report on partnership gaps, in the format that the file name tells."""

from __future__ import annotations

import contextlib
import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.cli.choices import Choice
from coopgraph.cli.gap_options import within_option
from coopgraph.cli.options import (
    Settings,
    landscape_options,
    say_state,
    write_output,
)
from coopgraph.cli.speech import spoken
from coopgraph.cli.steps import steps
from coopgraph.errors import AmbiguousName, NoFocus, UnknownEntity
from coopgraph.messages import message
from coopgraph.namespaces import concept_iri
from coopgraph.outputs.report.formats import FORMATS

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape

__all__ = ["command"]

#: Loading, finding, comparing, writing, laying out.
_STEPS: Final = 5


@click.command(name="report")
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    metavar="FILE",
    help="File to write; its extension tells the format: .html, .pdf, .docx, .xlsx, .md or .json.",
)
@click.option(
    "--type",
    "types",
    type=Choice(list(GAP_TYPES)),
    multiple=True,
    help="Type of gap to report on; repeatable. Default: all types.",
)
@within_option
@click.option(
    "--since",
    metavar="OLD",
    help="What to compare with, for what changed: a previous build (a folder of tables, a file of "
    "coopgraph build, oxigraph:PATH) or an earlier day (YYYY-MM-DD).",
)
@click.option(
    "--focus",
    metavar="WHAT",
    help="What the report is about: another organisation, or a place, a theme, a part of the "
    "organisation to which it is limited. Default: the organisation of the landscape.",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="House style for .html, .pdf and .docx: a YAML file with accent, header, footer and logo, "
    "or a folder with a style.yaml.",
)
@landscape_options
def command(
    output: Path,
    types: tuple[str, ...],
    within: int,
    since: str | None,
    template: Path | None,
    settings: Settings,
) -> None:
    """Write the report on partnership gaps.

    One file that opens anywhere: what is to be decided, what cannot be said, what ends when, and
    every record with its evidence.

    \b
    Examples:
      coopgraph report -o gaps.pdf
      coopgraph report -o gaps.docx --lang en
      coopgraph report -o conventions.html --type convention
      coopgraph report -o rennes.pdf --focus Rennes
      coopgraph report -o cnrs.xlsx --focus CNRS
      coopgraph report -o gaps.html --since 2025-11-20
      coopgraph report -o gaps.docx --template style.yaml
    """
    from coopgraph.outputs.report.formats import check_format, render_report
    from coopgraph.outputs.report.style import PLAIN_STYLE, read_style

    format_ = output.suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        said = message(
            "{path}: no format of a report; use {extensions}",
            path=output,
            extensions=", ".join(f".{name}" for name in FORMATS),
        )
        raise click.BadParameter(spoken(said), param_hint="-o")
    if since is not None and not since.strip():
        raise click.BadParameter(spoken(message("the name is empty")), param_hint="--since")
    # Before the work: what is missing, and a fault in the style, are said at once.
    check_format(format_)
    style = PLAIN_STYLE if template is None else read_style(template)
    with steps(_STEPS, quiet=settings.quiet) as tell:
        tell(message("loading the tables"))
        landscape, scope = _opened(settings)
        report = landscape.report(
            types,
            lang=settings.lang,
            within_months=within,
            scope=scope,
            since=since,
            progress=tell,
        )
        tell(message("laying it out"))
        content = render_report(report, format_, style=style)
    write_output(content, output, quiet=settings.quiet)
    say_state(landscape, settings.lang, quiet=settings.quiet)


def _opened(settings: Settings) -> tuple[Landscape, str | None]:
    """Open the landscape that the options name, and the part of it to which they limit.

    An organisation comes into focus; a place, a theme or a part of the organisation in focus
    limits the records.
    """
    if settings.focus is None:
        return settings.open(), None
    from coopgraph.sparql.entities import resolve_entity

    try:
        own = dataclasses.replace(settings, focus=None).open()
    except NoFocus:
        return settings.open(), None  # nobody's landscape, as imports make it: there is no part
    with contextlib.suppress(UnknownEntity, AmbiguousName):
        # Among organisations alone, « Bordeaux » would find the one whose name has that word.
        found = resolve_entity(own.store, settings.focus).value
        if found in own.gap_facts.places or found.startswith(concept_iri("theme", "")):
            return own, settings.focus
    try:
        landscape = settings.open()
    except (UnknownEntity, AmbiguousName) as error:
        with contextlib.suppress(AmbiguousName):
            resolve_entity(own.store, settings.focus)  # a city called as several bodies are
            return own, settings.focus
        raise error from None
    collected_for = landscape.focused.collected_for if landscape.focused is not None else ""
    if collected_for in landscape.gap_facts.parents.get(landscape.focus, ()):
        return own, settings.focus
    return landscape, None

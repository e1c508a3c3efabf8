"""``coopgraph report``: the report on partnership gaps, in the format that the file name tells."""

from __future__ import annotations

from pathlib import Path

import click

from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.cli.gap_options import within_option
from coopgraph.cli.options import (
    Settings,
    focus_option,
    landscape_options,
    say_state,
    write_output,
)
from coopgraph.cli.speech import spoken
from coopgraph.messages import message
from coopgraph.outputs.report.formats import FORMATS

__all__ = ["command"]


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
    type=click.Choice(list(GAP_TYPES)),
    multiple=True,
    help="Type of gap to report on; repeatable. Default: all types.",
)
@within_option
@focus_option
@landscape_options
def command(output: Path, types: tuple[str, ...], within: int, settings: Settings) -> None:
    """Write the report on partnership gaps.

    One file that opens anywhere: what is to be decided, what cannot be said, what ends when, and
    every record with its evidence.

    \b
    Examples:
      coopgraph report -o gaps.pdf
      coopgraph report -o gaps.docx --lang en
      coopgraph report -o conventions.html --type convention
    """
    from coopgraph.outputs.report.formats import render_report

    format_ = output.suffix.lower().removeprefix(".")
    if format_ not in FORMATS:
        said = message(
            "{path}: no format of a report; use {extensions}",
            path=output,
            extensions=", ".join(f".{name}" for name in FORMATS),
        )
        raise click.BadParameter(spoken(said), param_hint="-o")
    landscape = settings.open()
    report = landscape.report(types, lang=settings.lang, within_months=within)
    write_output(render_report(report, format_), output, quiet=settings.quiet)
    say_state(landscape, settings.lang, quiet=settings.quiet)

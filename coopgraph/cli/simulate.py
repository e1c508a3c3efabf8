"""``coopgraph simulate``: what would change if some facts were true."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import click

from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.cli.answers import terminal_width
from coopgraph.cli.choices import Choice
from coopgraph.cli.gap_options import within_option
from coopgraph.cli.options import (
    Settings,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    say_state,
    state_line,
    write_output,
)
from coopgraph.cli.projection_options import AskedProjection, projection_options
from coopgraph.cli.speech import say
from coopgraph.projection.catalogue import PROJECTIONS

__all__ = ["command"]

#: Measure that says that no ranks are wanted.
_NONE: Final = "none"


@click.command(name="simulate")
@click.argument(
    "files", nargs=-1, required=True, metavar="FILE_OR_FOLDER...", type=click.Path(path_type=Path)
)
@click.option(
    "--type",
    "types",
    type=Choice(list(GAP_TYPES)),
    multiple=True,
    help="Type of gap to compare; repeatable. Default: all types.",
)
@within_option
@click.option(
    "--measure",
    default="degree",
    show_default=True,
    metavar="MEASURE",
    help="Measure whose ranks are compared (coopgraph rank lists them); none for no ranks.",
)
@click.option(
    "--projection",
    "name",
    type=Choice([name for name in PROJECTIONS if name != "layers"]),
    help="Network to measure. Default: partners; structures for two-mode measures.",
)
@projection_options(None)
@click.option("--exact", is_flag=True, help="Ranks without intervals.")
@click.option(
    "--top",
    type=click.IntRange(min=1),
    default=10,
    show_default=True,
    metavar="N",
    help="Moves of rank to list in table and md.",
)
@click.option("--all", "all_lines", is_flag=True, help="Print long lists whole.")
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    files: tuple[Path, ...],
    types: tuple[str, ...],
    within: int,
    measure: str,
    name: str | None,
    projection: AskedProjection,
    exact: bool,
    top: int,
    all_lines: bool,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Show which gaps and ranks would change if the facts in FILE_OR_FOLDER were true.

    A file has the name and the columns of a curated table (agreements.csv, agreements.xlsx); a row
    that names a fact of the landscape changes it, any other adds one. The landscape itself stays as
    it is. How to write such a file: docs/simulate.md.

    \b
    Examples:
      coopgraph simulate agreements.csv agreement_parties.csv
      coopgraph simulate if-we-sign/ --type convention --lang en
      coopgraph simulate cotutelles.xlsx --measure betweenness --top 20
      coopgraph simulate if-we-sign/ --format json -o changes.json
    """
    from coopgraph.outputs.safe_text import json_text
    from coopgraph.outputs.simulation_tables import (
        flat_simulation_table,
        simulation_envelope,
        simulation_tables,
    )
    from coopgraph.outputs.tables import render_table

    wanted = None if measure == _NONE else measure
    if wanted is not None:
        from coopgraph.analysis.networks import find_measure

        find_measure(wanted)  # before anything is loaded
    choices: dict[str, Any] = {key: value for key, value in projection.choices.items() if value}
    choices |= {"exact": True} if exact else {}
    landscape = settings.open()
    found = landscape.simulate(
        *files,
        types=types,
        measure=wanted,
        projection=name,
        gap_options={"within_months": within},
        **choices,
    )
    lang, chosen = settings.lang, format_ or default_format(output)
    content: str | bytes
    if chosen == "json":
        parameters = {
            "types": list(types or GAP_TYPES),
            "within_months": within,
            "measure": wanted,
            "projection": name,
            **choices,
            "focus": landscape.focus,
        }
        content = json_text(simulation_envelope(found, lang, parameters=parameters))
    elif chosen in ("table", "md"):
        state = state_line(
            landscape.as_of, landscape.sources, lang, focus=landscape.focus_line(lang)
        )
        tables = simulation_tables(found, lang, top=top, all_lines=all_lines, state=(state,))
        width = terminal_width(output)
        texts = [render_table(table, chosen, width=width, lang=lang) for table in tables]
        content = "\n".join(text for text in texts if isinstance(text, str))
    else:
        table = flat_simulation_table(found, lang)
        content = render_table(table, chosen, lang=lang)
        if chosen in ("csv", "tsv"):
            for line in table.lead:
                say(line, quiet=settings.quiet)
    write_output(content, output, quiet=settings.quiet)
    if chosen in ("csv", "tsv"):
        say_state(landscape, lang, quiet=settings.quiet)

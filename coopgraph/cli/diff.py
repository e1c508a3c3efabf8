"""``coopgraph diff``: what appeared, ended, changed or became disputed between two builds."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from coopgraph.cli.answers import terminal_width
from coopgraph.cli.choices import Choice
from coopgraph.cli.options import (
    as_date,
    default_format,
    output_options,
    talk_options,
    write_output,
)
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import message

__all__ = ["command"]

Days = tuple[datetime.date, datetime.date]


def _days(ctx: click.Context, param: click.Parameter, value: str | None) -> Days | None:
    if value is None:
        return None
    first, dots, last = value.partition("..")
    one = as_date(ctx, param, first)
    other = as_date(ctx, param, last) if dots else one
    if one is None or other is None:
        raise click.BadParameter(spoken(message("write one day, or two as DAY..DAY")))
    if one > other:
        raise click.BadParameter(spoken(message("the first day comes after the second")))
    return one, other


@click.command(name="diff")
@click.argument("old", required=False)
@click.argument("new", required=False)
@click.option(
    "--as-of",
    "days",
    callback=_days,
    metavar="DAY[..DAY]",
    help="Day at which both are looked at, or one for each: what ended or was decided between. "
    "Default: today.",
)
@click.option(
    "--gaps", is_flag=True, help="Compare the gaps, too: new, closed, open again, undecidable."
)
@click.option(
    "--focus",
    metavar="ORGANISATION",
    help="Organisation whose gaps are compared. Default: that of each landscape.",
)
@click.option(
    "--fail-on",
    type=Choice(["disputed", "removed", "ended", "changed", "any", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 if anything changed at or above this, in the order given.",
)
@click.option(
    "--all",
    "all_lines",
    is_flag=True,
    help="Print long lists whole, and the facts of which only the evidence is another.",
)
@talk_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
@click.pass_context
def command(
    ctx: click.Context,
    old: str | None,
    new: str | None,
    days: Days | None,
    gaps: bool,
    focus: str | None,
    fail_on: str,
    all_lines: bool,
    lang: str,
    quiet: bool,
    format_: str | None,
    output: Path | None,
) -> None:
    """Show what differs between the builds OLD and NEW, or in one landscape between two days.

    OLD and NEW are folders of curated tables, files of coopgraph build (.nq, .trig), oxigraph:PATH,
    or memory: for the packaged landscape. How to read the result: docs/diff.md.

    \b
    Examples:
      coopgraph diff landscape-2025 landscape-2026
      coopgraph diff before.nq oxigraph:store --format csv -o changes.csv
      coopgraph diff --as-of 2022-12-31..2024-12-31
      coopgraph diff my-landscape --as-of 2025-01-01..2026-01-01 --gaps
      coopgraph diff old new --fail-on removed
    """
    from coopgraph.landscape import diff
    from coopgraph.outputs.diff_tables import diff_envelope, diff_tables, flat_diff_table
    from coopgraph.outputs.safe_text import json_text
    from coopgraph.outputs.tables import render_table

    if new is None and (days is None or days[0] == days[1]):
        said = message("give two builds, OLD and NEW, or two days: --as-of DAY..DAY")
        raise click.UsageError(spoken(said))
    if focus is not None and not gaps:
        raise click.UsageError(spoken(message("--focus goes with --gaps")))
    found = diff(old or "memory:", new, as_of=days, gaps=gaps, focus=focus)
    if (share := found.extract) is not None:
        part = message(
            "{new}: looks like an extract: it has {share} % of the records of {old}",
            new=found.new.name,
            share=_share(share, lang),
            old=found.old.name,
        )
        say(part, quiet=quiet)
    chosen = format_ or default_format(output)
    content: str | bytes
    if chosen == "json":
        content = json_text(diff_envelope(found, lang))
    elif chosen in ("table", "md"):
        width = terminal_width(output)
        tables = diff_tables(found, lang, all_lines=all_lines)
        texts = [render_table(table, chosen, width=width, lang=lang) for table in tables]
        content = "\n".join(text for text in texts if isinstance(text, str))
    else:
        table = flat_diff_table(found, lang)
        content = render_table(table, chosen, lang=lang)
        if chosen in ("csv", "tsv"):
            for line in table.lead:
                say(line, quiet=quiet)
    write_output(content, output, quiet=quiet)
    if fail_on != "never" and found.fails(fail_on):
        ctx.exit(1)


def _share(share: float, lang: str) -> str:
    """Return a small share in percent, with one digit after the decimal sign."""
    text = f"{100 * share:.1f}" if share >= 0.0005 else "< 0.1"
    return text.replace(".", ",") if lang == "fr" else text

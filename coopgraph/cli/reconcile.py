"""``coopgraph reconcile``: names and affiliations to identifiers, with reasons and a review."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from coopgraph.cli.answers import terminal_width
from coopgraph.cli.options import (
    default_format,
    output_options,
    talk_options,
    write_output,
)
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import counted, message

if TYPE_CHECKING:
    from coopgraph.reconciliation import Answer

__all__ = ["command"]

_RATE = click.FloatRange(0, 1)
#: Candidates that a person decides on, however few are listed.
_REVIEWED = 3


@click.command(name="reconcile")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--column", metavar="NAME", help="Column of the names. Default: guessed, and said.")
@click.option("--city", metavar="NAME", help="Column of the city.")
@click.option("--country", metavar="NAME", help="Column of the country: a name or a code.")
@click.option("--identifier", metavar="NAME", help="Column of an identifier that is known already.")
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    multiple=True,
    metavar="DIR",
    help="Folder of curated tables whose bodies can be answers; repeatable. Default: the packaged "
    "landscape.",
)
@click.option(
    "--registry",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="Dump of ROR whose bodies can be answers, instead of a landscape; repeatable.",
)
@click.option(
    "--candidates",
    type=click.IntRange(0, 50),
    default=3,
    show_default=True,
    metavar="N",
    help="Candidates to list beside the answers.",
)
@click.option("--match", type=_RATE, metavar="X", help="Score from which a body is an answer.")
@click.option("--review", "review", type=_RATE, metavar="X", help="Score from which to look at it.")
@click.option(
    "--review-to",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what is to be decided, as CSV or .xlsx with a column to fill in; never over "
    "decisions.",
)
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, dir_okay=False),
    multiple=True,
    metavar="FILE",
    help="A review that was filled in, CSV or .xlsx; it stands above all scores. Repeatable: a "
    "later one stands above those before it.",
)
@talk_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
def command(
    file: Path,
    column: str | None,
    city: str | None,
    country: str | None,
    identifier: str | None,
    data: tuple[Path, ...],
    registry: tuple[Path, ...],
    candidates: int,
    match: float | None,
    review: float | None,
    review_to: Path | None,
    decisions: tuple[Path, ...],
    lang: str,
    quiet: bool,
    format_: str | None,
    output: Path | None,
) -> None:
    """Find which bodies the names or affiliations of a list mean.

    FILE is CSV, TSV or a workbook with a column of names, or one text a line. Each text gets its
    answers and candidates with score and reasons; several bodies where it names several. The other
    columns of FILE stay beside the text. CSV files open in a spreadsheet of the language: with ; in
    French. More: docs/reconcile.md.

    \b
    Examples:
      coopgraph reconcile partners.csv
      coopgraph reconcile affiliations.txt --registry v2.0-ror-data.zip -o answers.xlsx
      coopgraph reconcile partners.csv --review-to review.csv
      coopgraph reconcile partners.csv --decisions review.csv -o answers.csv
    """
    from coopgraph.outputs.reconcile_tables import answers_table, review_table
    from coopgraph.outputs.tables import render_table
    from coopgraph.reconciliation.decisions import Decisions, apply_decisions
    from coopgraph.reconciliation.face import make_matcher, reconcile_list
    from coopgraph.reconciliation.inputs import Columns, read_names
    from coopgraph.reconciliation.reviews import has_decisions, read_decisions

    if data and registry:
        raise click.UsageError(spoken(message("either --data or --registry, not both")))
    if review_to is not None and review_to in decisions:
        raise click.UsageError(
            spoken(message("write the next review to another file: decisions would be lost"))
        )
    if review_to is not None and review_to.exists() and has_decisions(review_to):
        raise click.UsageError(
            spoken(
                message(
                    "{file}: holds decisions; read them with --decisions, and write the next "
                    "review to another file",
                    file=review_to,
                )
            )
        )
    asked, columns = read_names(
        file, Columns(column or "", city or "", country or "", identifier or "")
    )
    if columns.name and not column:
        say(message("column of the names: {name}", name=columns.name), quiet=quiet)
    matcher = make_matcher(data, registry, match=match, review=review)
    known = Decisions()
    for path in decisions:
        if changed := known.update(read_decisions(path, matcher.index)):
            say(
                counted(
                    "{file}: {n} text is decided otherwise than before; this file stands",
                    "{file}: {n} texts are decided otherwise than before; this file stands",
                    n=len(changed),
                    file=path,
                ),
                quiet=quiet,
            )
    found = reconcile_list(matcher, asked, max(candidates, _REVIEWED), known)
    answers, unused = apply_decisions(found, known, matcher.index)
    if unused:
        say(
            counted(
                "{n} decision is about a text that the list does not have: {where}",
                "{n} decisions are about texts that the list does not have: {where}",
                n=len(unused),
                where=", ".join(unused[:5]) + (" …" if len(unused) > 5 else ""),
            ),
            quiet=quiet,
        )
    chosen = format_ or default_format(output)
    machine = chosen in ("csv", "tsv", "json")
    table = answers_table(
        answers, lang, machine=machine, candidates=candidates, beside=columns.others
    )
    width, opened = terminal_width(output), output is not None
    rendered = render_table(table, chosen, width=width, lang=lang, spreadsheet=opened)
    write_output(rendered, output, quiet=quiet)
    if review_to is not None:
        form = "xlsx" if review_to.suffix.lower() == ".xlsx" else "csv"
        content = render_table(review_table(answers, lang), form, lang=lang, spreadsheet=True)
        write_output(content, review_to, quiet=quiet)
        say(
            message(
                "fill in the column decision: yes or no for a line; for a text the id of its body, "
                "or none if it has no body here; then --decisions {file}",
                file=review_to,
            ),
            quiet=quiet,
        )
    _say_how_many(answers, quiet=quiet)


def _say_how_many(answers: Sequence[Answer], *, quiet: bool) -> None:
    """Say how many texts have an answer, are to be reviewed, have none: each is in one group."""
    groups = Counter(one.decision for one in answers)
    say(
        counted(
            "{n} text; with an answer: {found}, to review: {open}, without an answer: {none}",
            "{n} texts; with an answer: {found}, to review: {open}, without an answer: {none}",
            n=len(answers),
            found=groups["matched"],
            open=groups["review"],
            none=groups["none"],
        ),
        quiet=quiet,
    )
    if also := sum(one.open and one.decision == "matched" for one in answers):
        say(
            counted(
                "of those with an answer, {n} stands in the review, too: it may name more bodies",
                "of those with an answer, {n} stand in the review, too: they may name more bodies",
                n=also,
            ),
            quiet=quiet,
        )

"""``coopgraph gaps``: what is missing between the partners, with status and evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.records import Gap, Language, Status, Tier
from coopgraph.analysis.gaps.registry import GAP_TYPES, RULE_TYPE
from coopgraph.analysis.gaps.rule_files import read_rules
from coopgraph.analysis.gaps.rule_records import Ask
from coopgraph.cli.answers import terminal_width
from coopgraph.cli.choices import Choice
from coopgraph.cli.gap_options import within_option
from coopgraph.cli.options import (
    Settings,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    write_output,
)
from coopgraph.cli.speech import say, spoken
from coopgraph.errors import CoopgraphError
from coopgraph.messages import message

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape

__all__ = ["command"]

#: Formats in which what is wrong with the dismissals stands below the result.
_WITH_NOTES: Final = ("table", "md", "xlsx")
_RDF: Final = {".ttl": "turtle", ".trig": "trig", ".nq": "nq", ".jsonld": "jsonld"}
_SHOWN_STATUSES: Final = ("confirmed", "lapsed", "candidate", "undecidable")


@click.command(name="gaps")
@click.option(
    "--type",
    "types",
    type=Choice([*GAP_TYPES, RULE_TYPE]),
    multiple=True,
    help="Type of gap; repeatable. Default: all types.",
)
@click.option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Folder of rules of your own (.rq), asked too; --type rule asks them alone.",
)
@click.option(
    "--keep-going",
    is_flag=True,
    help="With --rules: if a rule fails, say so, run the others, and exit with 3 at the end.",
)
@within_option
@click.option(
    "--min-structures",
    type=click.IntRange(min=1),
    default=1,
    show_default=True,
    metavar="N",
    help="Conventions: examine partners and regions with at least N units.",
)
@click.option(
    "--status",
    "statuses",
    type=Choice([status.value for status in Status]),
    multiple=True,
    help="Status to list; repeatable. Default: all but exempt and covered.",
)
@click.option(
    "--fail-on",
    type=Choice([*_SHOWN_STATUSES, "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 if a listed record has this status or a worse one.",
)
@click.option(
    "--dismissals",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="CSV of dismissed records (record, reason, by, date, status), listed apart; "
    "see docs/gaps.md.",
)
@click.option("--schema", is_flag=True, help="Print the JSON Schema of --format json and end.")
@focus_option
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx", "turtle", "trig", "nq", "jsonld"])
@click.pass_context
def command(
    ctx: click.Context,
    types: tuple[str, ...],
    within: int,
    min_structures: int,
    statuses: tuple[str, ...],
    fail_on: str,
    dismissals: Path | None,
    rules: Path | None,
    keep_going: bool,
    schema: bool,
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """List partnership gaps with status and evidence.

    A candidate was not found in the graph; only a confirmed gap does not exist according to a list
    that a source declares complete. How to read a record: docs/gaps.md.

    \b
    Examples:
      coopgraph gaps --type convention --as-of 2024-12-31
      coopgraph gaps --type expiry --within 18 --format csv -o expiries.csv
      coopgraph gaps --type priority --status covered --lang en
      coopgraph gaps --format json --fail-on confirmed
      coopgraph gaps --focus CNRS --type convention
      coopgraph gaps --dismissals dismissed.csv
      coopgraph gaps --rules our-rules --type rule
      coopgraph gaps -o gaps.ttl
    """
    if schema:
        from coopgraph.analysis.gaps.envelope import schema_text

        write_output(schema_text(), output, quiet=settings.quiet)
        return
    if rules is None and (keep_going or RULE_TYPE in types):
        raise click.UsageError(spoken(message("--type rule and --keep-going need --rules DIR")))
    failures: list[CoopgraphError] = []
    told = failures if keep_going else None
    own = read_rules(rules, told) if rules is not None else []
    landscape = settings.open()
    with _confined(settings) as ask:
        gaps = landscape.gaps(
            types,
            within_months=within,
            minimum_structures=min_structures,
            rules=own,
            ask=ask,
            failures=told,
        )
    judged = Review(tuple(gaps))
    if dismissals is not None:
        judged = landscape.review_gaps(gaps, dismissals, types)
    wanted = statuses or _SHOWN_STATUSES
    shown = [gap for gap in gaps if gap.status.value in wanted]
    parameters = {
        "types": list(types or GAP_TYPES),
        "within_months": within,
        "minimum_structures": min_structures,
        "statuses": list(wanted),
        "focus": landscape.focus,
        "rules": [rule.id for rule in own],
    }
    extension = output.suffix.lower() if output is not None else ""
    chosen = format_ or _RDF.get(extension) or default_format(output)
    if chosen in _RDF.values() and not statuses:
        shown = list(gaps)  # a graph is asked: what is covered is known there, too
    result = _Result(
        landscape=landscape,
        review=judged,
        shown=shown,
        parameters=parameters,
        settings=settings,
        within=within,
        brief=not types and not statuses,
        dismissals=dismissals is not None,
        width=terminal_width(output),
    )
    content = _render(result, chosen)
    write_output(content, output, quiet=settings.quiet)
    if chosen not in _WITH_NOTES:
        if focus := landscape.focus_line(settings.lang):
            say(focus, quiet=settings.quiet)
        for notice in judged.notices:
            say(notice, quiet=settings.quiet)
    for failure in failures:
        say(failure.args[0])
    if failures:
        ctx.exit(3)
    worst = (gap.status.rank for gap in judged.open(shown))
    if fail_on != "never" and any(rank <= Status(fail_on).rank for rank in worst):
        ctx.exit(1)


@contextmanager
def _confined(settings: Settings) -> Iterator[Ask]:
    """Give what asks the rules of a user in another process, bounded in time and memory."""
    from coopgraph.analysis.gaps.rule_records import as_rows
    from coopgraph.sparql.confined import Confined

    with Confined(
        data=settings.data,
        store=settings.store,
        lang=settings.lang,
        as_of=settings.as_of,
        focus=settings.focus,
    ) as child:
        yield lambda rule: as_rows(child.ask(rule.text).answer)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Result:
    """What was found, what is listed, and how it was asked.

    `brief` says that nothing was chosen: undecidable records of the other rules are then left to
    the data gaps, which group them by missing value. `dismissals` says that a list of them was
    given. `width` is that of the terminal, if any.
    """

    landscape: Landscape
    review: Review
    shown: Sequence[Gap]
    parameters: dict[str, object]
    settings: Settings
    within: int
    brief: bool
    dismissals: bool
    width: int | None

    @property
    def gaps(self) -> Sequence[Gap]:
        """All records."""
        return self.review.gaps


def _render(result: _Result, format_: str) -> str | bytes:
    import coopgraph
    from coopgraph.analysis.gaps.envelope import COLUMNS, as_envelope, as_row
    from coopgraph.analysis.gaps.left_out import tell_left_out
    from coopgraph.outputs.gap_tables import dismissed_table, gap_tables
    from coopgraph.outputs.tables import Table, render_table
    from coopgraph.outputs.terminal import wrap_text
    from coopgraph.sources.vintage import vintage_line

    settings = result.settings
    if format_ in _RDF.values():
        from coopgraph.outputs.gap_rdf import FORMATS, render_gaps

        focus, review = result.landscape.focus, result.review
        return render_gaps(result.shown, FORMATS[format_], focus=focus, review=review)
    shown, aside = result.review.open(result.shown), result.review.aside(result.shown)
    language: Language = "fr" if settings.lang == "fr" else "en"
    vintage = result.landscape.vintage(language)
    if format_ == "json":
        document = as_envelope(
            result.gaps,
            shown=result.shown,
            as_of=settings.as_of,
            parameters=result.parameters,
            vintage=vintage,
            generator=f"coopgraph {coopgraph.__version__}",
            review=result.review,
        )
        from coopgraph.outputs.safe_text import json_text

        return json_text(document)
    if format_ in ("table", "md") and result.brief:
        shown = [gap for gap in shown if gap.type == "data" or gap.tier is not Tier.DATA]
    age = (vintage_line(result.landscape.sources, language),) if format_ == "table" else vintage
    notes = (*_summary(result, len(shown), language), *age)
    heading = tell_left_out(result.landscape.gap_facts, settings.as_of)
    if format_ in ("table", "md"):
        tables = gap_tables(
            shown,
            language=language,
            as_of=settings.as_of,
            within_months=result.within,
            review=result.review,
        )
        if aside:
            tables.append(dismissed_table(result.review, aside, language=language))
        texts = [render_table(table, format_, width=result.width) for table in tables]
        closing = [
            f"- {note}" if format_ == "md" else wrap_text(note, result.width) for note in notes
        ]
        if heading is not None:
            told = heading[language]
            texts.insert(0, f"{told if format_ == 'md' else wrap_text(told, result.width)}\n")
        return "\n".join([*(text for text in texts if isinstance(text, str)), *closing]) + "\n"
    if heading is not None:
        notes = (heading[language], *notes)
    rows = [as_row(gap, language, result.review) for gap in (*shown, *aside)]
    title = f"coopgraph gaps {settings.as_of}"
    return render_table(Table(columns=COLUMNS, rows=rows, title=title, notes=notes), format_)


def _summary(result: _Result, listed: int, language: Language) -> list[str]:
    from coopgraph.analysis.gaps.coverage import measure_coverage
    from coopgraph.analysis.gaps.envelope import count_statuses
    from coopgraph.analysis.gaps.wording import counted, day_text
    from coopgraph.outputs.gap_tables import STATUS_NAMES, TYPE_NAMES

    gaps, french = result.gaps, language == "fr"
    day = day_text(result.settings.as_of)[language]
    months = counted(result.within, ("mois", "mois"), ("month", "months"))[language]
    rows = "lignes" if listed > 1 else "ligne"
    lines = [
        f"Au {day} ; horizon : {months} ; {listed} {rows} sur {len(gaps)}."
        if french
        else f"On {day}; horizon: {months}; {listed} of {len(gaps)} records."
    ]
    if focus := result.landscape.focus_line(language):
        lines.insert(0, focus)
    aside = len(result.review.aside(result.shown))
    if result.dismissals:
        again = sum(gap.id in result.review.reopened for gap in result.shown)
        lines.append(
            f"Écartés : {aside}" + (f" ; rouverts : {again}." if again else ".")
            if french
            else f"Dismissed: {aside}" + (f"; reopened: {again}." if again else ".")
        )
        lines += [spoken(notice) for notice in result.review.notices]
    if result.brief and listed + aside < len(result.shown):
        lines.append(
            "Indéterminés : regroupés sous « données » par valeur manquante ; détail avec --type."
            if french
            else "Undecidable: grouped by missing value under “data”; one by one with --type."
        )
    for kind, counts in count_statuses(gaps).items():
        parts = ", ".join(f"{STATUS_NAMES[name][language]} {n}" for name, n in counts.items())
        lines.append(f"{TYPE_NAMES[kind][language]}{' :' if french else ':'} {parts}")
    for item in measure_coverage(gaps):
        lines.append(
            f"Stratégie du document {item.strategy} – cases couvertes : {item.covered} sur "
            f"{item.decidable} qui peuvent être tranchées ; indéterminées : {item.undecidable}."
            if french
            else f"Strategy of document {item.strategy}: {item.covered} of {item.decidable} "
            f"decidable cells covered; {item.undecidable} undecidable."
        )
    return lines

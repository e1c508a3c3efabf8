"""``coopgraph gaps``: what is missing between the partners, with status and evidence."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coopgraph.analysis.gaps.records import Gap, Language, Status, Tier
from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.cli.options import (
    Settings,
    default_format,
    landscape_options,
    output_options,
    write_output,
)

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape
    from coopgraph.outputs.tables import Table

__all__ = ["command"]

_SHOWN_STATUSES: Final = ("confirmed", "lapsed", "candidate", "undecidable")
_TIERS: Final = {
    "fr": {
        "A": "A. Obligations datées",
        "B": "B. Priorités de la stratégie",
        "C": "C. Occasions",
        "D": "D. Travail sur les données",
    },
    "en": {
        "A": "A. Dated obligations",
        "B": "B. Cells of the strategy",
        "C": "C. Opportunities",
        "D": "D. Work on the data",
    },
}
_STATUSES: Final = {
    "fr": {
        "confirmed": "confirmé",
        "lapsed": "échu",
        "candidate": "candidat",
        "undecidable": "indécidable",
        "exempt": "exempté",
        "covered": "couvert",
    },
    "en": {status.value: status.value for status in Status},
}
_TYPES: Final = {
    "fr": {
        "priority": "priorités",
        "convention": "conventions",
        "expiry": "échéances",
        "data": "données",
    },
    "en": {
        "priority": "priorities",
        "convention": "conventions",
        "expiry": "expiries",
        "data": "data",
    },
}
_PARTS: Final = {
    "fr": ("à renouveler", "échus, sans suite trouvée"),
    "en": ("to be renewed", "lapsed, no follow-up found"),
}
#: Beyond so many different ones, what would close a gap is left to the machine formats.
_MOST_CLOSINGS: Final = 4
_HEADS: Final = {
    "fr": ("statut", "sujet", "constat", "agir_avant"),
    "en": ("status", "subject", "finding", "act_by"),
}


@click.command(name="gaps")
@click.option(
    "--type",
    "types",
    type=click.Choice(list(GAP_TYPES)),
    multiple=True,
    help="Type of gap; repeatable. Default: all types.",
)
@click.option(
    "--within",
    "within",
    type=click.IntRange(min=0, max=1200),
    default=12,
    show_default=True,
    metavar="MONTHS",
    help="Horizon of the expiry rule.",
)
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
    type=click.Choice([status.value for status in Status]),
    multiple=True,
    help="Status to list; repeatable. Default: all but exempt and covered.",
)
@click.option(
    "--fail-on",
    type=click.Choice([*_SHOWN_STATUSES, "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 if a listed record has this status or a worse one.",
)
@landscape_options
@output_options(["table", "csv", "tsv", "json", "md", "xlsx"])
@click.pass_context
def command(
    ctx: click.Context,
    types: tuple[str, ...],
    within: int,
    min_structures: int,
    statuses: tuple[str, ...],
    fail_on: str,
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
    """
    landscape = settings.open()
    gaps = landscape.gaps(types, within_months=within, minimum_structures=min_structures)
    wanted = statuses or _SHOWN_STATUSES
    shown = [gap for gap in gaps if gap.status.value in wanted]
    parameters = {
        "types": list(types or GAP_TYPES),
        "within_months": within,
        "minimum_structures": min_structures,
        "statuses": list(wanted),
        "focus": landscape.focus,
    }
    chosen = format_ or default_format(output)
    result = _Result(landscape, gaps, shown, parameters, settings, not types and not statuses)
    content = _render(result, chosen)
    write_output(content, output, quiet=settings.quiet)
    if fail_on != "never" and any(gap.status.rank <= Status(fail_on).rank for gap in shown):
        ctx.exit(1)


@dataclass(frozen=True, slots=True)
class _Result:
    """What was found, what is listed, and how it was asked.

    `brief` says that nothing was chosen: undecidable records of the other rules are then left to
    the data gaps, which group them by missing field.
    """

    landscape: Landscape
    gaps: Sequence[Gap]
    shown: Sequence[Gap]
    parameters: dict[str, object]
    settings: Settings
    brief: bool


def _render(result: _Result, format_: str) -> str | bytes:
    import coopgraph
    from coopgraph.analysis.gaps.envelope import COLUMNS, as_envelope, as_row
    from coopgraph.outputs.tables import Table, render_table

    settings, shown = result.settings, result.shown
    language: Language = "fr" if settings.lang == "fr" else "en"
    vintage = result.landscape.vintage(language)
    if format_ == "json":
        document = as_envelope(
            result.gaps,
            shown=shown,
            as_of=settings.as_of,
            parameters=result.parameters,
            vintage=vintage,
            generator=f"coopgraph {coopgraph.__version__}",
        )
        return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
    if format_ in ("table", "md") and result.brief:
        shown = [gap for gap in shown if gap.type == "data" or gap.tier is not Tier.DATA]
    notes = (*_summary(result, len(shown)), *vintage)
    if format_ in ("table", "md"):
        texts = [render_table(table, format_) for table in _sections(shown, language)]
        closing = "\n".join(f"- {note}" if format_ == "md" else note for note in notes)
        return "\n".join(text for text in texts if isinstance(text, str)) + f"\n{closing}\n"
    rows = [as_row(gap, language) for gap in shown]
    title = f"coopgraph gaps {settings.as_of}"
    return render_table(Table(columns=COLUMNS, rows=rows, title=title, notes=notes), format_)


def _sections(shown: Sequence[Gap], language: Language) -> list[Table]:
    """Return one table per tier and type: tiers are never ranked against each other."""
    from coopgraph.outputs.tables import Table

    colon = " :" if language == "fr" else ":"
    tables = []
    for tier in Tier:
        for kind in GAP_TYPES:
            for part, records in _parts(
                [gap for gap in shown if gap.tier is tier and gap.type == kind], language
            ):
                dated = any(gap.dates.act_by for gap in records)
                heads = _HEADS[language] if dated else _HEADS[language][:3]
                rows = [
                    (
                        _STATUSES[language][gap.status.value],
                        gap.subject_label[language],
                        _finding(gap, language),
                        gap.dates.act_by,
                    )[: len(heads)]
                    for gap in records
                ]
                name = _TYPES[language][kind] + (f", {part}" if part else "")
                title = f"{_TIERS[language][tier.value]}{colon} {name} ({len(rows)})"
                notes = _closing(records, language)
                tables.append(Table(columns=heads, rows=rows, title=title, notes=notes))
    return tables


def _parts(records: list[Gap], language: Language) -> Iterator[tuple[str, list[Gap]]]:
    """Part expiries: what is still to be renewed comes first, the nearest end on top."""
    lapsed = [gap for gap in records if gap.type == "expiry" and gap.status is Status.LAPSED]
    ahead = [gap for gap in records if gap not in lapsed]
    if ahead and ahead[0].type == "expiry":
        ahead.sort(key=lambda gap: (gap.dates.end_earliest or datetime.date.max, gap.id))
    if ahead:
        yield ("à renouveler" if language == "fr" else "to be renewed") if lapsed else "", ahead
    if lapsed:
        yield (
            "échus, sans suite trouvée" if language == "fr" else "lapsed, no follow-up found",
            lapsed,
        )


def _finding(gap: Gap, language: Language) -> str:
    """Return the finding, with the nearest miss where there is one."""
    text = gap.finding[language]
    if not gap.near_misses:
        return text
    near = gap.near_misses[0]
    return f"{text} ; {near.reason[language]} ({near.label[language]})"


def _closing(records: Sequence[Gap], language: Language) -> tuple[str, ...]:
    """Say once what would close the records of a table, the most frequent first."""
    counts = Counter(gap.closes_by[language] for gap in records if gap.closes_by[language])
    head = "Ce qui comblerait :" if language == "fr" else "What would close:"
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    if len(ranked) > _MOST_CLOSINGS:
        return ()
    parts = [text if len(ranked) == 1 else f"{text} ({count})" for text, count in ranked]
    return (f"{head} {' ; '.join(parts)}.",) if parts else ()


def _summary(result: _Result, listed: int) -> list[str]:
    from coopgraph.analysis.gaps.coverage import measure_coverage
    from coopgraph.analysis.gaps.envelope import count_statuses

    gaps, day, language = result.gaps, result.settings.as_of, result.settings.lang
    french = language == "fr"
    months = result.parameters["within_months"]
    lines = [
        f"Au {day} ; horizon {months} mois ; {listed} lignes sur {len(gaps)}."
        if french
        else f"On {day}; horizon {months} months; {listed} of {len(gaps)} records."
    ]
    if result.brief and listed < len(result.shown):
        lines.append(
            "Indécidables : regroupés par champ manquant sous « données » ; un par un avec --type."
            if french
            else "Undecidable: grouped by missing field under “data”; one by one with --type."
        )
    for kind, counts in count_statuses(gaps).items():
        parts = ", ".join(f"{_STATUSES[language][name]} {n}" for name, n in counts.items())
        lines.append(f"{_TYPES[language][kind]}{' :' if french else ':'} {parts}")
    for item in measure_coverage(gaps):
        lines.append(
            f"Stratégie {item.strategy} : {item.covered} cases couvertes sur {item.decidable} "
            f"décidables ; {item.undecidable} indécidables."
            if french
            else f"Strategy {item.strategy}: {item.covered} of {item.decidable} decidable cells "
            f"covered; {item.undecidable} undecidable."
        )
    return lines

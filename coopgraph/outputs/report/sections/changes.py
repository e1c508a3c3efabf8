"""What changed since a previous build or day: in one line, and in tables of the annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from coopgraph.analysis.gaps.names import STATUS_NAMES
from coopgraph.analysis.gaps.wording import day_text
from coopgraph.comparison.gaps import GAP_KINDS, GapChange
from coopgraph.messages import Message, counted, message
from coopgraph.outputs.diff_tables import diff_tables
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Line,
    Paragraph,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.tables import numeric_columns

__all__ = ["change_blocks", "changes_annex"]

_TITLES: Final[Mapping[str, Message]] = {
    "new": message("New gaps"),
    "reopened": message("What was no gap before"),
    "closed": message("Closed gaps"),
    "restated": message("Gaps of another status"),
    "undecidable": message("Undecidable now"),
    "decided": message("No longer undecidable"),
    "gone": message("No longer examined"),
}

#: Anchor of the tables of facts.
_FACTS: Final = "since-facts"


def _words(kind: str, n: int) -> Message:
    match kind:
        case "new":
            return counted("{n} new gap", "{n} new gaps", n=n)
        case "reopened":
            return counted("{n} that was no gap before", "{n} that were no gaps before", n=n)
        case "closed":
            return counted("{n} closed", "{n} closed", n=n)
        case "undecidable":
            return counted("{n} undecidable now", "{n} undecidable now", n=n)
        case "decided":
            return counted("{n} no longer undecidable", "{n} no longer undecidable", n=n)
        case "gone":
            return counted("{n} no longer examined", "{n} no longer examined", n=n)
        case _:
            return counted("{n} of another status", "{n} of another status", n=n)


def _anchor(kind: str) -> str:
    return f"since-{kind}"


def change_blocks(findings: Findings) -> list[Block]:
    """Return the sentence of the first page on what changed.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    list of Block
        One paragraph; its numbers lead to the tables of :func:`changes_annex`.
    """
    say = findings.say
    if findings.since is None:
        text = message("No previous state was given to compare with.")
        return [Paragraph(line(say(text)))]
    day = day_text(findings.since.old.day)[findings.lang]
    name = findings.since.old.name
    since = (
        message("Since the state of {day} ({name}):", day=day, name=name)
        if name
        else message("Since {day}:", day=day)
    )
    parts: list[str | Span] = [f"{say(since)} "]
    found = _by_kind(findings.since.gaps or ())
    for number, (kind, changes) in enumerate(found.items()):
        parts += [", "] if number else []
        parts.append(Span(say(_words(kind, len(changes))), f"#{_anchor(kind)}"))
    if not found:
        parts.append(say(message("no gap opened or closed")))
    parts += [
        "; " if findings.lang == "en" else " ; ",
        Span(say(message("what changed in the facts")), f"#{_FACTS}"),
    ]
    return [Paragraph((*_line(parts), Span(".")))]


def _line(parts: Sequence[str | Span]) -> Line:
    return line(*parts)


def _by_kind(changes: Sequence[GapChange]) -> dict[str, list[GapChange]]:
    found = {kind: [c for c in changes if c.kind == kind] for kind in GAP_KINDS}
    return {kind: chosen for kind, chosen in found.items() if chosen}


def changes_annex(findings: Findings) -> Section | None:
    """Return the gaps and undecidable results that changed; None without a state.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section or None
    """
    if findings.since is None:
        return None
    say = findings.say
    tables = tuple(
        _table(findings, kind, changes)
        for kind, changes in _by_kind(findings.since.gaps or ()).items()
    )
    blocks: tuple[Block, ...] = tables or (
        Paragraph(line(say(message("No gap opened or closed.")))),
    )
    facts = Section(_FACTS, say(message("Things and facts that changed")), _facts(findings))
    return Section("annex-since", say(message("What changed")), blocks, (facts,))


def _facts(findings: Findings) -> tuple[Grid, ...]:
    """Return the tables of ``coopgraph diff``: what the sources state otherwise than before."""
    if findings.since is None:
        return ()
    found = diff_tables(replace(findings.since, gaps=None), findings.lang)
    return tuple(
        Grid(
            f"{_FACTS}-{number}",
            table.title or "",
            tuple(
                Column(name, "number" if numeric else "text")
                for name, numeric in zip(table.columns, numeric_columns(table), strict=True)
            ),
            tuple(Row(tuple(row)) for row in table.rows),
            notes=(*table.lead, *table.notes),
            empty=" ".join((*table.lead, *table.notes)),
        )
        for number, table in enumerate(found, start=1)
    )


def _table(findings: Findings, kind: str, changes: Sequence[GapChange]) -> Grid:
    lang, say = findings.lang, findings.say
    none = say(message("no record"))

    def status(gap: GapChange, side: str) -> str:
        record = gap.old if side == "old" else gap.new
        return STATUS_NAMES[record.status.value][lang] if record else none

    columns = (
        Column(say(message("subject")), weight=3),
        Column(say(message("before")), weight=1.4),
        Column(say(message("now")), weight=1.4),
        Column(say(message("finding")), weight=5),
        Column(say(message("code")), "records"),
    )
    rows = tuple(
        Row(
            (
                change.gap.subject_label[lang],
                status(change, "old"),
                status(change, "new"),
                change.gap.finding[lang],
                None,
            ),
            tuple(findings.codes[change.gap.id] for _ in (0,) if change.gap.id in findings.codes),
        )
        for change in changes
    )
    caption = f"{say(_TITLES[kind])} ({len(changes)})"
    return Grid(_anchor(kind), caption, columns, rows)

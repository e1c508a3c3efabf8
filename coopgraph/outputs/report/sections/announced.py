"""Lists of the sources, what they announce and what they name: a figure, and all in cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.facts import ListStatement
from coopgraph.analysis.gaps.lists import announced_text
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.messages import counted, message
from coopgraph.namespaces import local_name
from coopgraph.outputs.report.blocks import (
    Block,
    Column,
    Grid,
    Note,
    Picture,
    Row,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.citing import source_names
from coopgraph.outputs.report.figures.dumbbell import DumbbellWords, Pair, dumbbell
from coopgraph.outputs.report.findings import Findings

__all__ = ["LISTS_ANCHOR", "compared_lists", "lists_annex", "lists_picture"]

#: Anchor of the table of all lists.
LISTS_ANCHOR = "annex-lists-table"
#: Rows of the figure.
_SHOWN: Final = 18
#: How a source words its number, as the figure prints it.
_SIGNS: Final[Mapping[str, str]] = {
    "about": "\N{ALMOST EQUAL TO} ",
    "more-than": "> ",
    "at-least": "\N{GREATER-THAN OR EQUAL TO} ",
    "less-than": "< ",
    "at-most": "\N{LESS-THAN OR EQUAL TO} ",
}


@dataclass(frozen=True, slots=True)
class ComparedList:
    """A list of a source with its record."""

    record: Gap
    statement: ListStatement

    @property
    def named(self) -> int:
        """How many names all sources together give."""
        return max(self.statement.listed or 0, len(self.statement.members))

    @property
    def telling(self) -> bool:
        """Whether a figure can show it: not whole, and some number is known."""
        known = self.statement.announced is not None or self.statement.listed or self.named
        return self.record.status is not Status.COVERED and bool(known)


def compared_lists(findings: Findings) -> list[ComparedList]:
    """Return the lists of the report: those most short of what they announce first.

    Then come those of which one number is known, those without any, and last those that are whole.
    """
    statements = {item.iri: item for item in findings.facts.lists}
    found = [
        ComparedList(gap, statements[gap.subject])
        for gap in findings.of_type("data")
        if gap.rule == "data-list" and gap.subject in statements
    ]

    def order(item: ComparedList) -> tuple[int, float, int, str]:
        stated = item.statement
        both = stated.announced is not None and stated.listed is not None
        return (
            3 if item.record.status is Status.COVERED else 0 if both else 1 if item.telling else 2,
            -item.record.score,
            -(stated.announced or item.named),
            item.record.id,
        )

    return sorted(found, key=order)


def _pair(findings: Findings, item: ComparedList) -> Pair:
    stated = item.statement
    sign = _SIGNS.get(local_name(stated.approximation), "")
    return Pair(
        label=item.record.subject_label[findings.lang],
        announced=stated.announced,
        listed=stated.listed,
        named=item.named,
        announced_text=f"{sign}{stated.announced}" if stated.announced is not None else "",
    )


def lists_picture(findings: Findings) -> tuple[Block, ...]:
    """Return the figure of the lists that are short, and what it leaves out; a sentence if none."""
    lists = compared_lists(findings)
    telling = [item for item in lists if item.telling]
    if not lists:
        return ()
    say = findings.say
    if not telling:
        whole = counted(
            "{n} list of the sources was compared; it names all that it announces.",
            "{n} lists of the sources were compared; they name all that they announce.",
            n=len(lists),
        )
        codes = findings.code(*(item.record for item in lists))
        return (Note(line(say(whole)), codes),)
    shown = telling[:_SHOWN]
    words = DumbbellWords(
        announced=say(message("announced")),
        listed=say(message("listed by the same source")),
        named=say(message("named by all sources together")),
        axis=say(message("number of names")),
        axis_roots=say(message("number of names (square-root scale)")),
        unknown="?",
    )
    caption = message("Lists of the sources: what they announce, what they name")
    blocks: list[Block] = [
        Picture(
            "figure-lists",
            say(caption),
            _alternative(findings, shown),
            dumbbell([_pair(findings, item) for item in shown], words),
            table=LISTS_ANCHOR,
        )
    ]
    rest = len(lists) - len(shown)
    if rest:
        whole_number = sum(item.record.status is Status.COVERED for item in lists)
        left = counted(
            "{n} more list, {whole} of them whole: ",
            "{n} more lists, {whole} of them whole: ",
            n=rest,
            whole=whole_number,
        )
        link = Span(say(message("all lists in the annex")), f"#{LISTS_ANCHOR}")
        blocks.append(Note(line(say(left), link, ".")))
    return tuple(blocks)


def _alternative(findings: Findings, shown: list[ComparedList]) -> str:
    """Say what the figure shows: the lists that are most short."""
    say, lang = findings.say, findings.lang
    short = [item for item in shown if item.record.score > 0]
    texts = [
        say(
            counted(
                "{n} list with its number announced and its number of names.",
                "{n} lists with the number announced and the number of names.",
                n=len(shown),
            )
        )
    ]
    if short:
        said = [
            say(
                message(
                    "{list}: {announced} announced, {listed} listed, {named} named by all sources",
                    list=item.record.subject_label[lang],
                    announced=announced_text(findings.facts, item.statement)[lang],
                    listed=item.statement.listed or 0,
                    named=item.named,
                )
            )
            for item in short[:3]
        ]
        joined = (" ; " if lang == "fr" else "; ").join(said)
        texts.append(say(message("Most short: {lists}.", lists=joined)))
    return " ".join(texts)


def lists_annex(findings: Findings) -> Section | None:
    """Return the table of all lists, those of the figure first and in its order; None if none."""
    say, lang = findings.say, findings.lang
    columns = (
        Column(say(message("list")), weight=5),
        Column(say(message("announced")), weight=2),
        Column(say(message("listed")), "number"),
        Column(say(message("named")), "number"),
        Column(say(message("year")), weight=1.2),
        Column(say(message("sources")), weight=3),
        Column(say(message("code")), "records"),
    )
    lists = compared_lists(findings)
    if not lists:
        return None
    rows = []
    for item in lists:
        stated = item.statement
        announced = announced_text(findings.facts, stated)[lang]
        rows.append(
            Row(
                (
                    item.record.subject_label[lang],
                    announced if stated.announced is not None else None,
                    stated.listed,
                    item.named,
                    _years(stated),
                    source_names(findings, item.record.evidence),
                    None,
                ),
                findings.code(item.record),
            )
        )
    remarks = (
        message("Listed: how many the source itself names."),
        message("Named: how many of them all sources together name."),
    )
    grid = Grid(
        LISTS_ANCHOR,
        say(message("Announced, listed, named")),
        columns,
        tuple(rows),
        notes=tuple(say(remark) for remark in remarks),
    )
    return Section("annex-source-lists", say(message("Lists of the sources")), (grid,))


def _years(stated: ListStatement) -> str | None:
    """Return the year of a list, or the years of its window."""
    if stated.since_year is not None:
        return f"{stated.since_year}–{stated.about_year or ''}"
    return str(stated.about_year) if stated.about_year is not None else None

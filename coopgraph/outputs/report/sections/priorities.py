"""Priorities: what the strategy announces, place by place and theme by theme, and what is there."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from coopgraph.analysis.gaps.cells import Cell, priority_cells
from coopgraph.analysis.gaps.coverage import measure_coverage
from coopgraph.analysis.gaps.priority_search import reach_of
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.wording import day_text, listed
from coopgraph.folding import folded
from coopgraph.messages import Message, counted, message
from coopgraph.namespaces import local_name
from coopgraph.outputs.report.blocks import (
    Block,
    Item,
    Items,
    Line,
    Note,
    Paragraph,
    Section,
    Span,
    line,
)
from coopgraph.outputs.report.citing import quoting
from coopgraph.outputs.report.findings import Findings
from coopgraph.outputs.report.sections.annex import records_table_anchor
from coopgraph.outputs.report.sections.priority_matrix import matrix_picture
from coopgraph.outputs.report.sections.priority_table import OPEN_TABLE, open_priorities

__all__ = ["priorities"]

#: Most entries of the list of drift, names in a sentence.
_OUTSIDE, _NAMES = 6, 12
_SETTLED: Final = (Status.COVERED, Status.EXEMPT)


def priorities(findings: Findings) -> Section:
    """Show the cells of the strategy: a matrix of states, what is open, what lies outside.

    Parameters
    ----------
    findings
        Everything that was found.

    Returns
    -------
    Section
        On the strategies in force on the day; without any, on the one that ended last. A sentence
        alone where the records hold no priority.
    """
    cells = priority_cells(findings.gaps)
    blocks = _Chapter(findings, cells).blocks() if cells else _without(findings)
    title = findings.say(message("Priorities of the strategy"))
    return Section("priorities", title, blocks)


def _without(findings: Findings) -> tuple[Block, ...]:
    """Say why there is no matrix."""
    told = tuple(
        Paragraph(line(gap.sentence[findings.lang]), findings.code(gap))
        for gap in findings.of_type("priority")
    )
    if told:
        return told
    said = (
        message("No priority of a strategy concerns this scope.")
        if "priority" in findings.types
        else message("This report does not look at priorities.")
    )
    return (Paragraph(line(findings.say(said))),)


@dataclass(frozen=True)
class _Chapter:
    findings: Findings
    cells: Sequence[Cell]

    @cached_property
    def current(self) -> bool:
        """Whether a strategy is in force."""
        return any(cell.gap.status is not Status.EXEMPT for cell in self.cells)

    @cached_property
    def strategies(self) -> list[str]:
        """The strategies shown: those in force, else the one that ended last."""
        ids = sorted({cell.strategy for cell in self.cells})
        if self.current:
            in_force = {c.strategy for c in self.cells if c.gap.status is not Status.EXEMPT}
            return [name for name in ids if name in in_force]
        return [max(ids, key=lambda name: (self._end(name) or datetime.date.min, name))]

    @cached_property
    def shown(self) -> list[Cell]:
        """The cells that the strategies shown announce."""
        return [c for c in self.cells if c.announced and c.strategy in self.strategies]

    def _end(self, strategy: str) -> datetime.date | None:
        """Return the last day of a strategy, as far as its priorities state one."""
        rows = [p for p in self.findings.facts.priorities if local_name(p.strategy) == strategy]
        ends = [row.end.latest for row in rows if row.end is not None]
        return max(ends) if ends and len(ends) == len(rows) else None

    def _title(self, strategy: str) -> str:
        if source := self.findings.by_id.get(strategy):
            return source.titled(self.findings.lang)[0]
        known = self.findings.facts.sources
        return next((known[iri].title for iri in known if local_name(iri) == strategy), strategy)

    @cached_property
    def _tongues(self) -> dict[str, str]:
        """Titles of the strategies and the languages in which they are."""
        ids = {local_name(row.strategy) for row in self.findings.facts.priorities}
        found = [self.findings.by_id[name] for name in sorted(ids & self.findings.by_id.keys())]
        return dict(source.titled(self.findings.lang) for source in found)

    def _quoting(self, text: Message, *, strong: bool = False) -> Line:
        """Return a sentence with titles of strategies in their language."""
        lang = self.findings.lang
        return quoting(text.in_language(lang), self._tongues, lang, strong=strong)

    def blocks(self) -> tuple[Block, ...]:
        picture = matrix_picture(
            self.findings,
            self.shown,
            strategies=[self._title(name) for name in self.strategies],
            table=OPEN_TABLE if self.current else "",
        )
        parts: list[Block] = [*self._lead(), picture]
        if self.current:
            parts += [
                *self._standing(),
                open_priorities(self.findings, self.shown),
            ]
        parts += self._drift()
        parts += self._others()
        return tuple(parts)

    # What is said first

    def _lead(self) -> Iterable[Block]:
        say, coverage = self.findings.say, measure_coverage(self.findings.gaps)
        if not self.current:
            yield self._ended()
            return
        for found in coverage:
            if found.strategy not in self.strategies:
                continue
            title = self._title(found.strategy)
            end = self._end(found.strategy)
            rate = counted(
                "Priority of “{title}” that can be judged: {n}; with an instrument behind it that "
                "is in force, or possibly so: {covered}.",
                "{covered} of the {n} priorities of “{title}” that can be judged have an "
                "instrument behind them that is in force, or possibly so.",
                n=found.decidable,
                covered=found.covered,
                title=title,
            )
            open_ = counted(
                "{n} priority cannot be judged, since a theme or a date is missing.",
                "{n} priorities cannot be judged, since themes or dates are missing.",
                n=found.undecidable,
            )
            life = (
                message("The strategy runs until {day}.", day=day_text(end)[self.findings.lang])
                if end
                else message("The strategy states no end.")
            )
            sure = [
                cell.gap
                for cell in self.shown
                if cell.strategy == found.strategy and cell.gap.status is Status.COVERED
            ]
            names = listed([gap.subject_label for gap in sure], _NAMES)
            covered = message("Covered: {names}.", names=names[self.findings.lang])
            yield Paragraph(
                _joined(
                    self._quoting(rate, strong=True) if found.decidable else (),
                    line(say(open_)) if found.undecidable else (),
                    line(say(life)),
                    line(say(covered)) if sure else (),
                ),
                self.findings.code(*sure),
            )

    def _ended(self) -> Block:
        strategy = self.strategies[0]
        title, end = self._title(strategy), self._end(strategy)
        said = (
            message(
                "No strategy is in force on that day. The latest, “{title}”, ended on {day}; "
                "its priorities are shown, not judged.",
                title=title,
                day=day_text(end)[self.findings.lang],
            )
            if end and end < self.findings.as_of
            else message(
                "No strategy is in force on that day. The priorities of “{title}” are shown, not "
                "judged.",
                title=title,
            )
        )
        return Note(self._quoting(said))

    def _standing(self) -> Iterable[Block]:
        """Name the places without any instrument, whatever the theme."""
        say, lang = self.findings.say, self.findings.lang
        places: dict[str, list[Gap]] = defaultdict(list)
        for cell in self.cells:
            in_force = cell.gap.status is not Status.EXEMPT
            if cell.theme is None and cell.strategy in self.strategies and in_force:
                places[cell.row].append(cell.gap)
        states = [min(gaps, key=lambda gap: gap.status.rank) for gaps in places.values()]
        without = [gap for gap in states if gap.status not in (*_SETTLED, Status.UNDECIDABLE)]
        if states:
            there = sum(gap.status is Status.COVERED for gap in states)
            said = counted(
                "Whatever the theme, {there} of {n} place has an instrument in force, or possibly "
                "so.",
                "Whatever the theme, {there} of {n} places have an instrument in force, or "
                "possibly so.",
                n=len(states),
                there=there,
            )
            names = ", ".join(sorted((gap.subject_label[lang] for gap in without), key=folded))
            rest = message("Nothing was found in the graph for: {names}.", names=names)
            text = f"{say(said)} {say(rest)}" if without else say(said)
            yield Paragraph(line(text), self.findings.code(*without))

    # What lies outside

    def _drift(self) -> list[Block]:
        say, lang, facts = self.findings.say, self.findings.lang, self.findings.facts
        blocks: list[Block] = []
        for gap in self.findings.of_type("concentration"):
            strategy = gap.id.partition("/")[2]
            of_shown = gap.rule == "concentration-drift" and strategy in self.strategies
            total = sum(item.count for item in gap.searched)
            if not of_shown or gap.status is Status.EXEMPT or not total:
                continue
            outside = gap.evidence
            none = message(
                "No instrument in force abroad lies outside the strategy “{title}”.",
                title=self._title(strategy),
            )
            some = counted(
                "Instruments abroad in force, or possibly so: {total}; {n} lies in no country of "
                "the strategy “{title}”.",
                "Instruments abroad in force, or possibly so: {total}; {n} lie in no country of "
                "the strategy “{title}”.",
                n=len(outside),
                total=total,
                title=self._title(strategy),
            )
            said = some if outside else none
            blocks.append(Paragraph(self._quoting(said), self.findings.code(gap)))
            items = []
            for item in outside[:_OUTSIDE]:
                instrument = facts.instrument(item.subject)
                reach = reach_of(facts, instrument) if instrument else frozenset()
                where = ", ".join(
                    facts.name(place)[lang]
                    for place in sorted(reach)
                    if facts.is_a(place, "Country")
                )
                name = item.statement[lang]
                items.append(Item(line(f"{name} ({where})" if where else name)))
            if len(outside) > _OUTSIDE:
                more = counted(
                    "{n} more in the annex", "{n} more in the annex", n=len(outside) - _OUTSIDE
                )
                items.append(Item(line(say(more)), self.findings.code(gap)))
            if items:
                blocks.append(Items(tuple(items)))
        return blocks

    def _others(self) -> list[Block]:
        """Lead to the strategies that are not shown."""
        say = self.findings.say
        others = sorted({cell.strategy for cell in self.cells} - set(self.strategies))
        if not others:
            return []
        held = [c.gap for c in self.cells if c.strategy in others]
        anchor = records_table_anchor(held[0].tier.value, held[0].status.value)
        told = counted(
            "Not shown, since it is not in force: {titles}.",
            "Not shown, since they are not in force: {titles}.",
            n=len(others),
            titles=", ".join(self._title(name) for name in others),
        )
        link = Span(say(message("See the annex.")), href=f"#{anchor}")
        return [Paragraph(line(*self._quoting(told), " ", link))]


def _joined(*sentences: Line) -> Line:
    """Return the sentences that there are, with a blank between them."""
    parts: list[Span] = []
    for sentence in filter(None, sentences):
        parts += [Span(" "), *sentence] if parts else sentence
    return tuple(parts)

"""What a report is written from: everything that was found, and how to say it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from coopgraph.analysis.gaps.records import Gap, Language, Status
from coopgraph.outputs.report.blocks import record_codes

if TYPE_CHECKING:
    from coopgraph.analysis.gaps.facts import Facts
    from coopgraph.analysis.gaps.portfolio import CountryInstruments
    from coopgraph.analysis.gaps.reliance import YearOnYear
    from coopgraph.analysis.gaps.unlocking import DataFix
    from coopgraph.comparison import Difference
    from coopgraph.messages import Message
    from coopgraph.sources.vintage import SourceInfo

__all__ = ["OPEN", "Findings"]

#: Statuses of what is left to do, worst first.
OPEN = (Status.CONFIRMED, Status.LAPSED, Status.CANDIDATE, Status.UNDECIDABLE)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Everything that the chapters of a report need.

    Attributes
    ----------
    gaps
        All records of the scope, covered and exempt ones included, in their order.
    facts
        What the gap rules read.
    lang
        Language of the report.
    as_of
        The day for which all holds.
    within_months
        Horizon of the expiries.
    focus
        Name of the organisation that the report is about.
    scope
        Part of the landscape to which the records are limited; empty for none.
    title
        Title of the landscape.
    caveat
        What the tables may lack of an organisation for which they were not collected; may be empty.
    vintage
        How old the picture is, in sentences.
    sources
        The sources of the landscape.
    packaged
        Whether it is the packaged landscape, whose licence is known.
    types
        The types of gap that were looked for.
    since
        What differs from a previous build or day; None if nothing was given to compare with.
    reliance
        What the structures rest on, now and a year before; None if nobody asked.
    abroad
        The instruments that reach each country.
    """

    gaps: tuple[Gap, ...]
    facts: Facts
    lang: Language
    as_of: datetime.date
    within_months: int
    focus: str
    title: str
    types: tuple[str, ...]
    scope: str = ""
    caveat: str = ""
    vintage: tuple[str, ...] = ()
    sources: Sequence[SourceInfo] = ()
    packaged: bool = False
    since: Difference | None = None
    reliance: YearOnYear | None = None
    abroad: Sequence[CountryInstruments] = ()
    parameters: Mapping[str, object] = field(default_factory=dict)

    @cached_property
    def before_all(self) -> bool:
        """Whether all that the sources date begins after the day, so that nothing can be said."""
        from coopgraph.analysis.gaps.left_out import nothing_yet

        return nothing_yet(self.facts, self.as_of)

    @cached_property
    def requests(self) -> list[DataFix]:
        """What to ask the owners of the data for, counted in the scope, the most yielding first."""
        from coopgraph.analysis.gaps.unlocking import data_fixes

        return data_fixes(self.facts, self._waiting())

    def _waiting(self) -> Sequence[Gap]:
        """Return the records that may wait for a value.

        A report on the data alone holds none, but what its records are worth is what waits for
        them.
        """
        if set(self.types) != {"data"}:
            return self.gaps
        from coopgraph.analysis.gaps.registry import GAP_TYPES, Parameters, detect_gaps
        from coopgraph.analysis.gaps.scope import within_scope

        found = detect_gaps(
            self.facts,
            as_of=self.as_of,
            types=[name for name in GAP_TYPES if name != "data"],
            parameters=Parameters(within_months=self.within_months),
        )
        part = self.parameters.get("scope")
        return found if part is None else within_scope(found, self.facts, str(part))

    @cached_property
    def codes(self) -> dict[str, str]:
        """Short codes of the records, by id."""
        return record_codes(gap.id for gap in self.gaps)

    @cached_property
    def by_id(self) -> dict[str, SourceInfo]:
        """The sources by id."""
        return {source.id: source for source in self.sources}

    def code(self, *gaps: Gap) -> tuple[str, ...]:
        """Return the codes of records."""
        return tuple(self.codes[gap.id] for gap in gaps)

    def of_type(self, kind: str, statuses: Iterable[Status] = tuple(Status)) -> list[Gap]:
        """Return the records of a type, in their order."""
        wanted = set(statuses)
        return [gap for gap in self.gaps if gap.type == kind and gap.status in wanted]

    def say(self, text: Message) -> str:
        """Return a message in the language of the report."""
        return text.in_language(self.lang)

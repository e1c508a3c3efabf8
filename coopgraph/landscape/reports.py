"""The report on the gaps of a landscape."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from coopgraph.errors import ParameterError
from coopgraph.landscape.gaps import Gaps
from coopgraph.messages import message

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from coopgraph.analysis.gaps import Gap
    from coopgraph.analysis.gaps.records import Language
    from coopgraph.comparison import Difference
    from coopgraph.messages import Message
    from coopgraph.outputs.report.blocks import Report

__all__ = ["Reports"]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Reports(Gaps):
    """Methods of a landscape that report on it."""

    def report(
        self,
        types: str | Sequence[str] = (),
        *,
        lang: str = "fr",
        within_months: int = 12,
        scope: str | None = None,
        since: str | Path | None = None,
        progress: Callable[[Message], None] | None = None,
    ) -> Report:
        """Write the report on partnership gaps; see ``docs/report.md``.

        Parameters
        ----------
        types
            Names of the types of gap to report on; all of them if empty.
        lang
            ``fr`` or ``en``.
        within_months
            Horizon of the expiries.
        scope
            A place, a theme or a part of the organisation in focus, by any of its names: the
            records are limited to it.
        since
            What to compare with: a previous build (a folder of tables, a file of ``coopgraph
            build``, ``oxigraph:PATH``), or an earlier day as ``YYYY-MM-DD``.
        progress
            Told what is done next.

        Returns
        -------
        Report
            To be laid out by :func:`coopgraph.outputs.report.formats.render_report`.

        Raises
        ------
        UnknownEntity, AmbiguousName
            If nothing has the name of the scope, or several things have.
        ParameterError
            If a type is unknown, or the earlier day is none.
        CoopgraphError
            If the previous build cannot be read.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> landscape = load([example_dir()], as_of="2024-12-31")
        >>> report = landscape.report("convention", lang="en")
        >>> report.sections[0].title
        'What is to be decided'
        """
        from coopgraph.analysis.gaps import GAP_TYPES
        from coopgraph.analysis.gaps.portfolio import instruments_by_country
        from coopgraph.analysis.gaps.records import Status
        from coopgraph.analysis.gaps.reliance import compare_years
        from coopgraph.analysis.gaps.scope import within_scope
        from coopgraph.outputs.report.build import build_report
        from coopgraph.outputs.report.findings import Findings
        from coopgraph.outputs.report.values import dates_in_words
        from coopgraph.sparql.entities import resolve_entity
        from coopgraph.sparql.labels import label_of

        tell = progress or (lambda _: None)
        names = (types,) if isinstance(types, str) else tuple(types)
        part = None if scope is None else resolve_entity(self.store, scope).value

        def limited(landscape: Gaps) -> list[Gap]:
            gaps = landscape.gaps(names, within_months=within_months)
            return gaps if part is None else within_scope(gaps, landscape.gap_facts, part)

        tell(message("finding the gaps"))
        gaps = limited(self)
        difference = None
        if since is not None:
            tell(message("comparing with the previous state"))
            difference = self._since(since, gaps, limited)
        tell(message("writing the chapters"))
        chosen = names or tuple(GAP_TYPES)
        said: Language = "fr" if lang == "fr" else "en"
        return build_report(
            Findings(
                gaps=tuple(gaps),
                facts=self.gap_facts,
                lang=said,
                as_of=self.as_of,
                within_months=within_months,
                focus=label_of(self.store, self.focus, lang),
                title=self._named(lang),
                caveat=self.focus_line(lang),
                types=chosen,
                scope="" if part is None else label_of(self.store, part, lang),
                vintage=tuple(dates_in_words(text, said) for text in self.vintage(lang)),
                sources=self.sources,
                packaged=self.packaged,
                since=difference,
                reliance=compare_years(self.gap_facts, self.as_of),
                abroad=instruments_by_country(self.gap_facts, self.as_of),
                parameters={
                    "types": list(chosen),
                    "within_months": within_months,
                    "minimum_structures": 1,
                    "statuses": [status.value for status in Status],
                    "focus": self.focus,
                    "rules": [],
                }
                | ({} if part is None else {"scope": part}),
            )
        )

    def _named(self, lang: str) -> str:
        """Return the title; of an organisation chosen as focus, with its full name."""
        if self.focused is None or not self.focused.chosen:
            return self.title(lang)
        from coopgraph.sparql.labels import label_of

        name = label_of(self.store, self.focus, lang)
        return message("Partnerships – {name}", name=name).in_language(lang)

    def _since(
        self, since: str | Path, gaps: Sequence[Gap], find: Callable[[Gaps], list[Gap]]
    ) -> Difference:
        """Compare a previous state with this one, gaps included."""
        from coopgraph.comparison import compare_gaps, compare_stores
        from coopgraph.comparison.sides import folders_of, open_build
        from coopgraph.landscape.opening import Landscape, load

        focus = self.focus if self.focused is not None and self.focused.chosen else None
        if _DAY.fullmatch(str(since)):
            other = self._earlier(str(since), focus)
            name = ""
        elif (folders := folders_of(since)) is not None:
            day = self.as_of if self.of_day else None
            other = load(folders, as_of=day, focus=focus)
            name = str(since)
        else:
            other = Landscape(open_build(since), self.as_of, of_day=self.of_day)
            name = str(since)
        found = compare_stores(
            other.store, self.store, days=(other.as_of, self.as_of), titles=(name, "")
        )
        return dataclasses.replace(found, gaps=compare_gaps(find(other), gaps))

    def _earlier(self, day: str, focus: str | None) -> Gaps:
        from coopgraph.landscape.opening import Landscape, load

        if self.folders is not None:
            data = () if self.packaged else self.folders
            other: Landscape = load(data, as_of=day, focus=focus)
        else:
            other = load(store=self.store.uri, as_of=day, focus=focus)
        if other.as_of >= self.as_of:
            raise ParameterError(
                message(
                    "{day} is not before {as_of}, the day of the report",
                    day=day,
                    as_of=self.as_of.isoformat(),
                )
            )
        return other

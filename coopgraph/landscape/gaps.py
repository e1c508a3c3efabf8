"""Gaps of a landscape, and what differs from another one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coopgraph.errors import ParameterError
from coopgraph.landscape.picture import Picture
from coopgraph.messages import message

if TYPE_CHECKING:
    from coopgraph.analysis.gaps import Gap
    from coopgraph.analysis.gaps.dismissals import Review
    from coopgraph.analysis.gaps.facts import Facts
    from coopgraph.comparison import Difference
    from coopgraph.landscape.opening import Landscape

__all__ = ["Gaps"]


class Gaps(Picture):
    """Methods of a landscape that find gaps and differences."""

    @cached_property
    def gap_facts(self) -> Facts:
        """What the gap rules read, of the organisation in focus; it is read once."""
        from coopgraph.analysis.gaps.reading import read_facts

        return read_facts(self.store)

    def gaps(self, types: str | Sequence[str] = (), **options: Any) -> list[Gap]:
        """Find partnership gaps at :attr:`as_of`; see :mod:`coopgraph.analysis.gaps`.

        Parameters
        ----------
        types
            Names of types; all of them if empty.
        **options
            Options of :func:`coopgraph.analysis.gaps.registry.find_gaps`. `rules` may be a folder
            of rule files, whose records have the type ``rule``; their queries run in this process.

        Returns
        -------
        list of Gap

        Raises
        ------
        ParameterError
            If a type is unknown or a number is negative.
        QueryError
            If a rule is malformed or its query fails.
        """
        from coopgraph.analysis.gaps import GAP_TYPES, find_gaps
        from coopgraph.analysis.gaps.registry import RULE_TYPE
        from coopgraph.analysis.gaps.rule_files import read_rules
        from coopgraph.projection.limits import check_known, keyword_names

        own = [name for name in keyword_names(find_gaps) if name not in ("as_of", "facts")]
        check_known("gaps", options, own)
        types = [types] if isinstance(types, str) else list(types)
        rules = options.get("rules")
        if isinstance(rules, str | Path):
            options["rules"] = read_rules(Path(rules))
        known = [*GAP_TYPES, RULE_TYPE] if rules else list(GAP_TYPES)
        for name in types:
            if name not in known:
                raise ParameterError(
                    message(
                        "no gap type {name!r}; use one of {types}",
                        name=name,
                        types=", ".join(known),
                    )
                )
        for name, value in options.items():
            if isinstance(value, int) and value < 0:
                raise ParameterError(message("{name} is negative: {value}", name=name, value=value))
        facts = None if options.get("focus") else self.gap_facts
        return find_gaps(self.store, types=types, as_of=self.as_of, facts=facts, **options)

    def review_gaps(
        self, gaps: Sequence[Gap], dismissals: str | Path, types: Sequence[str] = ()
    ) -> Review:
        """Set aside the gaps that a list of dismissals names; see ``docs/gaps.md``.

        Parameters
        ----------
        gaps
            Records of :meth:`gaps`, none left out.
        dismissals
            The CSV file.
        types
            Types of gap that were looked for; all of them if empty.

        Returns
        -------
        Review

        Raises
        ------
        SourceError
            If there is no such file.
        DismissalError
            If the file has faults.
        """
        from coopgraph.analysis.gaps.dismissals import known_names, review
        from coopgraph.curation.dismissals import read_dismissals

        return review(
            gaps,
            read_dismissals(Path(dismissals)),
            as_of=self.as_of,
            types=types,
            known=known_names(self.store),
        )

    def diff(self, later: Landscape) -> Difference:
        """Compare this landscape with another build of it, or itself on another day.

        Parameters
        ----------
        later
            The newer one.

        Returns
        -------
        Difference
            Of what the sources state; see :mod:`coopgraph.comparison`.

        Examples
        --------
        >>> from coopgraph import load
        >>> from coopgraph.resources import example_dir
        >>> one, other = (load([example_dir()], as_of=f"{year}-12-31") for year in (2019, 2025))
        >>> one.diff(other).counts["LabelAward"]
        {'ended': 1, 'begun': 2}
        """
        from coopgraph.comparison import compare_stores

        return compare_stores(self.store, later.store, days=(self.as_of, later.as_of))

"""The report on the gaps of a landscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coopgraph.landscape.gaps import Gaps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from coopgraph.outputs.report.blocks import Report

__all__ = ["Reports"]


class Reports(Gaps):
    """Methods of a landscape that report on it."""

    def report(
        self, types: str | Sequence[str] = (), *, lang: str = "fr", within_months: int = 12
    ) -> Report:
        """Write the report on partnership gaps; see :mod:`coopgraph.outputs.report`.

        Parameters
        ----------
        types
            Names of the types of gap to report on; all of them if empty.
        lang
            ``fr`` or ``en``.
        within_months
            Horizon of the expiries.

        Returns
        -------
        Report
            To be laid out by :func:`coopgraph.outputs.report.formats.render_report`.
        """
        from coopgraph.analysis.gaps import GAP_TYPES
        from coopgraph.outputs.report.build import build_report
        from coopgraph.outputs.report.findings import Findings

        names = (types,) if isinstance(types, str) else tuple(types)
        gaps = self.gaps(names, within_months=within_months)
        facts = self.gap_facts
        chosen = names or tuple(GAP_TYPES)
        return build_report(
            Findings(
                gaps=tuple(gaps),
                facts=facts,
                lang="fr" if lang == "fr" else "en",
                as_of=self.as_of,
                within_months=within_months,
                focus=facts.name(self.focus)["fr" if lang == "fr" else "en"],
                title=self.title(lang),
                types=chosen,
                vintage=self.vintage(lang),
                sources=self.sources,
                parameters={
                    "types": list(chosen),
                    "within_months": within_months,
                    "minimum_structures": 1,
                    "statuses": [
                        "confirmed",
                        "lapsed",
                        "candidate",
                        "undecidable",
                        "exempt",
                        "covered",
                    ],
                    "focus": self.focus,
                    "rules": [],
                },
            )
        )

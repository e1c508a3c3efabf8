"""What the records of the instrument ladder say."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.records import Bilingual, Status
from coopgraph.analysis.gaps.wording import Sought, absent, ended, joined, range_text

__all__ = ["LadderWording"]

_FOLLOW_UP = Sought(
    noun=Bilingual("suite avec le même partenaire", "follow-up with the same partner"),
    some=Bilingual("une suite", "a follow-up"),
    none_fr="aucune suite avec le même partenaire",
    found_fr="trouvée",
)
_FIRST_STEP = Sought(
    noun=Bilingual(
        "laboratoire, projet ou unité avec le même partenaire",
        "laboratory, project or unit with the same partner",
    ),
    some=Bilingual("un laboratoire, un projet ou une unité", "a laboratory, project or unit"),
    none_fr="ni laboratoire, ni projet, ni unité avec le même partenaire",
    found_fr="trouvés",
)


@dataclass(frozen=True, slots=True)
class LadderWording:
    """The words of one record.

    Attributes
    ----------
    facts
        Rows of the graph.
    item
        The instrument that something should follow.
    since
        The day from which it is waited for.
    as_of
        Day of reference.
    """

    facts: Facts
    item: Instrument
    since: datetime.date | None
    as_of: datetime.date

    @property
    def first(self) -> bool:
        """Whether a first step is waited for, after an agreement, or a follow-up of work."""
        return self.item.kind == "agreement"

    @property
    def sought(self) -> Sought:
        """What is searched."""
        return _FIRST_STEP if self.first else _FOLLOW_UP

    def say(
        self,
        status: Status,
        followers: Sequence[Instrument],
        undated: Sequence[Instrument],
        *,
        too_early: bool,
        sure: bool,
    ) -> tuple[Bilingual, Bilingual]:
        """Return the finding and the sentence."""
        if status is Status.COVERED:
            names = joined([self.facts.name(one.iri) for one in followers[:3]])
            finding = Bilingual(f"suivi de : {names.fr}", f"followed by: {names.en}")
        elif status is Status.EXEMPT and too_early:
            finding = Bilingual("trop tôt pour en juger", "too early to say")
        elif status is Status.EXEMPT:
            finding = (
                Bilingual("en cours", "under way")
                if sure
                else Bilingual(
                    "peut-être encore en cours, échéance non établie",
                    "perhaps still under way, end not established",
                )
            )
        elif status is Status.UNDECIDABLE and self.since is not None:
            names = joined([self.facts.name(one.iri) for one in undated[:3]])
            finding = Bilingual(
                f"peut-être suivi de : {names.fr} (sans date)",
                f"perhaps followed by: {names.en} (undated)",
            )
        elif status is Status.UNDECIDABLE:
            finding = (
                Bilingual("date de début non indiquée", "start not stated")
                if self.first
                else Bilingual("échéance non indiquée", "end not stated")
            )
        else:
            finding = absent(status, self.sought)
        name = self.facts.name(self.item.iri)
        when = self._when()
        return finding, Bilingual(
            f"{name.fr}{when.fr} : {finding.fr}.", f"{name.en}{when.en}: {finding.en}."
        )

    def _when(self) -> Bilingual:
        period = self.item.period
        if self.first:
            if period.start is None:
                return Bilingual("", "")
            start = range_text(period.start)
            return Bilingual(f", depuis {start.fr}", f", since {start.en}")
        end, basis = period.known_end
        if end is None:
            return Bilingual("", "")
        text = ended(end, basis)
        return Bilingual(f", {text.fr}", f", {text.en}")

    def late(self, other: Instrument) -> Bilingual:
        """Say that an instrument with the same partner began outside the window."""
        start = other.period.start
        if start is None:
            return Bilingual("même partenaire, sans date", "same partner, undated")
        text = range_text(start)
        return Bilingual(
            f"même partenaire, hors délai ({text.fr})",
            f"same partner, outside the window ({text.en})",
        )

    def closing(self, status: Status) -> Bilingual:
        """Return what would close the gap."""
        if status in (Status.COVERED, Status.EXEMPT):
            return Bilingual("", "")
        if status is Status.UNDECIDABLE:
            return (
                Bilingual("La date de signature de l’accord", "The day of signature")
                if self.first
                else Bilingual("La date de fin, ou la durée", "The last day, or the term")
            )
        if self.first:
            return Bilingual(
                "Un laboratoire, un projet ou une unité avec ce partenaire, ou sa preuve",
                "A laboratory, project or unit with this partner, or proof that there is one",
            )
        return Bilingual(
            "Un renouvellement ou un projet financé avec ce partenaire, ou la décision d’arrêter",
            "A renewal or a funded project with this partner, or the decision to stop",
        )

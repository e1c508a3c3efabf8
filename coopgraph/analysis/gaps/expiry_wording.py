"""How the expiry rule says what it found: labels, findings, sentences, what would close a gap."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from coopgraph.analysis.gaps.dates import DateRange, Period
from coopgraph.analysis.gaps.facts import Facts, Instrument
from coopgraph.analysis.gaps.records import Bilingual, Certainty, NearMiss, Status
from coopgraph.analysis.gaps.wording import counted, dated, day_text, ended, joined, range_text

__all__ = ["Wording", "closes_by", "label_of", "near_misses", "statement_of"]

_NOTHING = Bilingual("", "")
_NO_FOLLOW_UP = Bilingual(
    ", aucune suite trouvée dans le graphe", ", no follow-up found in the graph"
)
_FOLLOW_UP: Mapping[Status, Bilingual] = {
    Status.LAPSED: _NO_FOLLOW_UP,
    Status.CANDIDATE: _NO_FOLLOW_UP,
    Status.CONFIRMED: Bilingual(
        ", sans suite selon une liste déclarée complète",
        ", no follow-up according to a list declared complete",
    ),
}
_UNDATED: Mapping[Status, Bilingual] = {
    Status.UNDECIDABLE: Bilingual(
        "échéance inconnue, les sources ne permettent pas de l’établir",
        "end not stated: no expiry can be established",
    ),
    Status.EXEMPT: Bilingual(
        "hors du champ de la règle (aucune échéance n’est attendue, ou la source la dit ouverte)",
        "outside the rule (no term is expected of this kind, or the source calls it open)",
    ),
}


def label_of(facts: Facts, item: Instrument) -> Bilingual:
    """Return the name; for an award that of the holder, the label and its first year."""
    name = facts.name(item.holder or item.iri)
    if item.kind != "award":
        acronym = facts.acronyms.get(item.iri) if item.kind == "collaboration" else None
        if acronym is None or acronym in name.fr or acronym in name.en:
            return name
        return Bilingual(f"{name.fr} ({acronym})", f"{name.en} ({acronym})")
    year = f" {item.period.start.earliest.year}" if item.period.start else ""
    mark = (item.concept or "").upper()
    prefix = "" if "-" in mark or mark in name.fr.upper() else f"{mark} "
    return Bilingual(f"{prefix}{name.fr}, label{year}", f"{prefix}{name.en}, label{year}")


def statement_of(label: Bilingual, period: Period) -> Bilingual:
    """Return what a source states of the dates: first day, last day, term."""
    unknown = Bilingual("?", "?")
    start = range_text(period.start) if period.start else unknown
    end = range_text(period.end) if period.end else unknown
    years = period.term_years
    term = counted(years, ("an", "ans"), ("year", "years")) if years else Bilingual("", "")
    comma = ", " if years else ""
    return Bilingual(
        f"{label.fr} : {start.fr} – {end.fr}{comma}{term.fr}",
        f"{label.en}: {start.en} – {end.en}{comma}{term.en}",
    )


def near_misses(item: Instrument) -> tuple[NearMiss, ...]:
    """Return what is known beside an unknown end: a planned revision, a usual term that is over."""
    period, near = item.period, []
    if period.revision is not None:
        span = range_text(period.revision)
        near.append(
            NearMiss(
                item.iri,
                Bilingual("révision", "revision"),
                Bilingual(f"annoncée pour {span.fr}", f"announced for {span.en}"),
            )
        )
    if period.outlived is not None and period.attested is not None:
        usual, seen = _until(period.outlived), range_text(period.attested)
        near.append(
            NearMiss(
                item.iri,
                Bilingual("durée usuelle", "usual term"),
                Bilingual(
                    f"{usual.fr}, mais une source de {seen.fr} atteste la suite",
                    f"{usual.en}, but a source of {seen.en} attests that it goes on",
                ),
            )
        )
    return tuple(near)


def _until(span: DateRange) -> Bilingual:
    text = range_text(span)
    month = span.earliest != span.latest and " au " not in text.fr
    return Bilingual(f"jusqu’{'en' if month else 'au'} {text.fr}", f"to {text.en}")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words for one instrument on a day."""

    facts: Facts
    item: Instrument
    follow_up: Instrument | None
    as_of: datetime.date

    def say(
        self, status: Status, certainty: Certainty | None, act_by: datetime.date | None
    ) -> tuple[Bilingual, Bilingual]:
        """Return the finding in a few words, and the sentence."""
        finding = self._finding(status, certainty)
        open_gap = status in (Status.CANDIDATE, Status.CONFIRMED)
        parts = [
            finding,
            _FOLLOW_UP.get(status, _NOTHING),
            self._detail() if status is Status.UNDECIDABLE else _NOTHING,
            self._act(act_by) if open_gap and act_by is not None else _NOTHING,
        ]
        label, text, day = label_of(self.facts, self.item), joined(parts, ""), day_text(self.as_of)
        return finding, Bilingual(
            f"{label.fr}, au {day.fr} : {text.fr}.", f"{label.en}, on {day.en}: {text.en}."
        )

    def _finding(self, status: Status, certainty: Certainty | None) -> Bilingual:
        end, basis = self.item.period.known_end
        phrase = ended(end, basis)
        perhaps = ("peut-être ", "possibly ") if certainty is Certainty.POSSIBLE else ("", "")
        if status is Status.LAPSED and end is not None:
            last = dated(end, basis)
            return Bilingual(
                f"échéance {perhaps[0]}passée {last.fr}",
                f"{perhaps[1]}lapsed, ended {last.en}",
            )
        if status is Status.COVERED and self.follow_up is not None:
            name = label_of(self.facts, self.follow_up)
            return Bilingual(
                f"{phrase.fr}, suite : {name.fr}", f"{phrase.en}, followed by {name.en}"
            )
        if status is Status.COVERED:
            return Bilingual(
                f"{phrase.fr}, au-delà de l’horizon", f"{phrase.en}, beyond the horizon"
            )
        return _UNDATED.get(
            status,
            Bilingual(
                f"{perhaps[0]}à renouveler, {phrase.fr}", f"{perhaps[1]}to be renewed, {phrase.en}"
            ),
        )

    def _detail(self) -> Bilingual:
        near = near_misses(self.item)
        return joined(
            [
                Bilingual(f" ; {n.label.fr} {n.reason.fr}", f"; {n.label.en} {n.reason.en}")
                for n in near
            ],
            "",
        )

    def _act(self, act_by: datetime.date) -> Bilingual:
        day, tail = day_text(act_by), self._reckoned()
        if act_by < self.as_of:
            return Bilingual(
                f" ; à engager sans attendre (c’était à faire avant le {day.fr}){tail.fr}",
                f"; act now (was to be done by {day.en}){tail.en}",
            )
        return Bilingual(f" ; à engager avant le {day.fr}{tail.fr}", f"; act by {day.en}{tail.en}")

    def _reckoned(self) -> Bilingual:
        """Say from which day the day to act is reckoned, where the end is no single day."""
        end, _ = self.item.period.known_end
        if end is None or end.earliest == end.latest:
            return _NOTHING
        first = day_text(end.earliest)
        if end == DateRange.year(end.earliest.year):
            known = Bilingual(
                "seule l’année de la fin est connue", "only the year of the end is known"
            )
        else:
            known = Bilingual(
                "le jour de la fin n’est pas connu", "the day of the end is not known"
            )
        return Bilingual(
            f", {known.fr} : délai compté depuis la fin la plus proche possible, le {first.fr}",
            f", {known.en}: reckoned from the earliest possible end, {first.en}",
        )


def closes_by(period: Period, status: Status) -> Bilingual:
    """Return what would close the gap."""
    if status in (Status.COVERED, Status.EXEMPT):
        return _NOTHING
    if status is not Status.UNDECIDABLE:
        return Bilingual(
            "Un renouvellement, ou la source qui l’atteste",
            "A renewal, or the source that attests it",
        )
    if period.outlived is not None:
        return Bilingual(
            "La date du renouvellement, ou la nouvelle échéance",
            "The day of the renewal, or the new end",
        )
    if period.revision is not None:
        return Bilingual(
            "L’accord révisé : date de signature, et durée ou date de fin",
            "The revised agreement: day of signature, and term or last day",
        )
    if period.start is None:
        return Bilingual(
            "La date de début et la durée, ou la date de fin",
            "The first day and the term, or the last day",
        )
    return Bilingual("La durée ou la date de fin", "The term or the last day")

"""What stands once above a table of gap records, since it holds for all of its rows."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.records import Bilingual, Gap, Language, Status
from coopgraph.analysis.gaps.requirements import COUNTED
from coopgraph.analysis.gaps.wording import capital
from coopgraph.namespaces import local_name

__all__ = ["EXPIRY_LEADS", "Reading", "leads"]

#: What is said above tables of expiries instead of the finding of each.
EXPIRY_LEADS: Final[Mapping[Status, Bilingual]] = {
    Status.CONFIRMED: Bilingual(
        "Sans suite, selon une liste déclarée complète.",
        "No follow-up, according to a list declared complete.",
    ),
    Status.CANDIDATE: Bilingual(
        "Aucune suite trouvée dans le graphe.", "No follow-up found in the graph."
    ),
    Status.LAPSED: Bilingual(
        "Aucune suite trouvée dans le graphe.", "No follow-up found in the graph."
    ),
}


@dataclass(frozen=True, slots=True)
class Reading:
    """For whom, and on which day, tables are made.

    Attributes
    ----------
    language
        Language of the tables.
    as_of
        Day of reference.
    horizon
        Last day that the expiry rule looks at.
    titles
        Titles of the sources by id; without them sources are named by id.
    review
        What a list of dismissals says of the records.
    """

    language: Language
    as_of: datetime.date
    horizon: datetime.date
    titles: Mapping[str, str] | None = None
    review: Review | None = None


def leads(records: Sequence[Gap], reading: Reading, *, shared: bool) -> tuple[str, ...]:
    """Return what holds for all rows of a table.

    Parameters
    ----------
    records
        The records of the table, at least one.
    reading
        For whom it is made.
    shared
        Whether all share their finding, which is then said here.

    Returns
    -------
    tuple of str
        Finding and what would close it; what is counted, by which sources; what marks mean.
    """
    return (
        *_closing(records[0], reading.language, shared),
        *_population(records, reading),
        *_legend(records, reading.language),
    )


def _closing(gap: Gap, language: Language, shared: bool) -> tuple[str, ...]:
    """Return what holds for all rows: the finding, what would close it, what is counted."""
    french = language == "fr"
    sentences = []
    if shared:
        sentences.append(f"{capital(gap.finding[language])}.")
    if gap.type == "expiry" and gap.status in EXPIRY_LEADS:
        sentences.append(EXPIRY_LEADS[gap.status][language])
    if closing := gap.closes_by[language]:
        lowered = closing[:1].lower() + closing[1:]
        sentences.append(
            f"Pour clore : {lowered}." if french else f"What would close it: {lowered}."
        )
    return (" ".join(sentences),) if sentences else ()


def _population(records: Sequence[Gap], reading: Reading) -> tuple[str, ...]:
    """Return what the structures of a table are, and which sources count them."""
    first = records[0]
    if first.structures is None:
        return ()
    language, titles = reading.language, reading.titles
    french, counted = language == "fr", COUNTED[language]
    sources = sorted({item.source for gap in records for item in gap.evidence if item.source})
    ids = [local_name(source) for source in sources]
    if titles is None:
        named = ", ".join(ids)
    else:
        # Of a long title the part before the colon is enough.
        named = "; ".join(titles.get(name, name).partition(": ")[0].strip() for name in ids)
        named = named.replace("; ", " ; ") if french else named
    if first.rule == "convention-region":
        where = "de l’organisme étudié dans la région" if french else "of the focus in the region"
    else:
        where = (
            "dont le partenaire et l’organisme étudié sont tous deux tutelles"
            if french
            else "that partner and focus both supervise"
        )
    if french:
        text = (
            f"Structures : {counted} {where} à cette date (sources : {named}) ; ni équipes ni "
            "fédérations"
        )
        return (text + (", que « coopgraph show » compte aussi." if titles is None else "."),)
    text = (
        f"Structures: {counted} {where} on that day (sources: {named}); neither teams nor "
        "federations"
    )
    return (text + (", which “coopgraph show” counts too." if titles is None else "."),)


def _legend(records: Sequence[Gap], language: Language) -> tuple[str, ...]:
    """Return what the marks of the ends mean, as far as they occur."""
    if records[0].type != "expiry":
        return ()
    french, bases = language == "fr", {gap.dates.basis for gap in records}
    parts = []
    if any(gap.dates.end_earliest != gap.dates.end_latest for gap in records):
        parts.append(
            "année seule : le jour n’est pas connu" if french else "a year alone: day not known"
        )
        if any(gap.dates.act_by for gap in records) and records[0].status is not Status.LAPSED:
            parts.append(
                "agir avant : compté depuis la fin la plus proche possible (1er janvier)"
                if french
                else "act by: reckoned from the earliest possible end (1 January)"
            )
    if "computed" in bases:
        parts.append(
            "calculée : d’après le début et la durée indiquée"
            if french
            else "computed: from first day and stated term"
        )
    if "assumed" in bases:
        parts.append(
            "supposée : d’après le début et la durée usuelle"
            if french
            else "assumed: from first day and usual term"
        )
    if not parts:
        return ()
    text = (" ; " if french else "; ").join(parts)
    return (f"Échéance – {text}." if french else f"End – {text}.",)

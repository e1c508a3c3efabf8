"""Gap records as tables for people: one table per kind of work, what all its rows share said once.

Machine formats keep the order of records (tier, status, score); here an officer reads first what
ends soonest and what weighs most, each table under what would close its gaps.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.analysis.gaps.dates import DateRange, add_months
from coopgraph.analysis.gaps.dismissals import Review
from coopgraph.analysis.gaps.records import Bilingual, Gap, Language, Status, Tier
from coopgraph.analysis.gaps.registry import GAP_TYPES
from coopgraph.analysis.gaps.requirements import COUNTED
from coopgraph.analysis.gaps.wording import capital, day_text
from coopgraph.namespaces import local_name
from coopgraph.outputs.tables import Table

__all__ = [
    "STATUS_NAMES",
    "TIER_NAMES",
    "TYPE_NAMES",
    "GapGroup",
    "column_name",
    "dismissed_table",
    "gap_groups",
    "gap_tables",
]

TIER_NAMES: Final[Mapping[str, Bilingual]] = {
    "A": Bilingual("A. Obligations datées", "A. Dated obligations"),
    "B": Bilingual("B. Priorités de la stratégie", "B. Cells of the strategy"),
    "C": Bilingual("C. Pistes de partenariat", "C. Opportunities"),
    "D": Bilingual("D. Travail sur les données", "D. Work on the data"),
}
STATUS_NAMES: Final[Mapping[str, Bilingual]] = {
    "confirmed": Bilingual("confirmé", "confirmed"),
    "lapsed": Bilingual("échu", "lapsed"),
    "candidate": Bilingual("à vérifier", "candidate"),
    "undecidable": Bilingual("indéterminé", "undecidable"),
    "exempt": Bilingual("sans objet", "exempt"),
    "covered": Bilingual("couvert", "covered"),
}
TYPE_NAMES: Final[Mapping[str, Bilingual]] = {
    "priority": Bilingual("priorités", "priorities"),
    "convention": Bilingual("conventions", "conventions"),
    "expiry": Bilingual("échéances", "expiries"),
    "data": Bilingual("données", "data"),
}
#: Types whose tier says all: its name need not be followed by theirs.
_OWN_TIERS: Final[Mapping[str, Tier]] = {"priority": Tier.STRATEGY, "data": Tier.DATA}
#: What the rules of one type are about, in the order in which their tables stand.
_RULE_NAMES: Final[Mapping[str, Bilingual]] = {
    "convention-university": Bilingual("universités", "universities"),
    "convention-school": Bilingual(
        "écoles et autres établissements", "schools and other institutions"
    ),
    "convention-research-body": Bilingual("organismes de recherche", "research organisations"),
    "convention-region": Bilingual("régions", "regions"),
    "convention-other-body": Bilingual("autres organismes", "other bodies"),
    "priority-strategy": Bilingual("stratégie", "strategy"),
    "priority-place": Bilingual("pays et régions du monde", "countries and world regions"),
    "priority-theme": Bilingual("pays et thèmes", "countries and themes"),
    "data-list": Bilingual("listes", "lists"),
    "data-missing-field": Bilingual("valeurs manquantes", "missing values"),
    "data-dispute": Bilingual("sources en désaccord", "disagreeing sources"),
    "data-doubt": Bilingual("assertions incertaines", "uncertain statements"),
    "data-stale": Bilingual("répertoires anciens", "stale registers"),
    "data-geography": Bilingual("liens invraisemblables", "implausible ties"),
    "data-party": Bilingual("accords sans partenaire nommé", "agreements without a named partner"),
    "data-identifier": Bilingual("sans identifiant", "without identifier"),
    "data-place": Bilingual("sans lieu", "without a place"),
}
_HEADS: Final[Mapping[str, Bilingual]] = {
    "end": Bilingual("échéance", "end"),
    "act_by": Bilingual("agir_avant", "act_by"),
    "structures": Bilingual("structures", "structures"),
    "subject": Bilingual("sujet", "subject"),
    "finding": Bilingual("constat", "finding"),
    "note": Bilingual("à_noter", "note"),
    "reason": Bilingual("motif", "reason"),
    "record": Bilingual("fiche", "record"),
}
_BASES: Final[Mapping[str, Bilingual]] = {
    "computed": Bilingual(" (calculée)", " (computed)"),
    "assumed": Bilingual(" (supposée)", " (assumed)"),
}
_EXPIRY_ORDER: Final = (
    Status.CONFIRMED,
    Status.CANDIDATE,
    Status.LAPSED,
    Status.UNDECIDABLE,
    Status.COVERED,
    Status.EXEMPT,
)
_EXPIRY_TITLES: Final[Mapping[Status, Bilingual]] = {
    Status.CONFIRMED: Bilingual("sans suite", "without follow-up"),
    Status.LAPSED: Bilingual("passées", "lapsed"),
    Status.UNDECIDABLE: Bilingual("inconnues", "end unknown"),
    Status.COVERED: Bilingual("suite connue ou plus lointaines", "followed up or later"),
    Status.EXEMPT: Bilingual("sans objet", "exempt"),
}
_EXPIRY_LEADS: Final[Mapping[Status, Bilingual]] = {
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
class _View:
    language: Language
    as_of: datetime.date
    horizon: datetime.date
    titles: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The records of one table, and the table.

    Attributes
    ----------
    name
        Heading of the table without the number of its rows.
    records
        The records, one per row.
    table
        The table.
    cells
        The cells of its columns by the English name of the column.
    """

    name: str
    records: tuple[Gap, ...]
    table: Table
    cells: Mapping[str, Sequence[str | int | None]]


def gap_tables(
    gaps: Sequence[Gap], *, language: Language, as_of: datetime.date, within_months: int
) -> list[Table]:
    """Return the tables of a list of gaps; see :func:`gap_groups`."""
    groups = gap_groups(gaps, language=language, as_of=as_of, within_months=within_months)
    return [group.table for group in groups]


def gap_groups(
    gaps: Sequence[Gap],
    *,
    language: Language,
    as_of: datetime.date,
    within_months: int,
    titles: Mapping[str, str] | None = None,
) -> list[GapGroup]:
    """Return a list of gaps as tables: tiers are never mixed, nor are types.

    Parameters
    ----------
    gaps
        The records to show, in the order of records.
    language
        Language of the tables.
    as_of
        Day of reference.
    within_months
        Horizon of the expiry rule.
    titles
        Titles of the sources by id, for readers who do not know the tables of coopgraph; without
        them sources are named by id, as on the command line.

    Returns
    -------
    list of GapGroup
        By tier, type, status and rule, each under a name of its own. Expiries to come stand before
        those past, the soonest first; past ones begin with the latest. All other tables keep the
        order of records.
    """
    view = _View(language, as_of, add_months(as_of, within_months), titles)
    groups: dict[tuple[int, int, int, int, str], list[Gap]] = defaultdict(list)
    for gap in gaps:
        groups[_group(gap)].append(gap)
    tables = [groups[key] for key in sorted(groups)]
    names = Counter(_title(records[0], view) for records in tables)
    return [_table(records, view, names[_title(records[0], view)] > 1) for records in tables]


def column_name(column: str) -> Bilingual:
    """Return the name of a column of the tables, with spaces.

    Examples
    --------
    >>> column_name("act_by")["fr"]
    'agir avant'
    """
    head = _HEADS[column]
    return Bilingual(head.fr.replace("_", " "), head.en.replace("_", " "))


def dismissed_table(review: Review, gaps: Sequence[Gap], *, language: Language) -> Table:
    """Return the table of the gaps that somebody set aside, with the reasons.

    Parameters
    ----------
    review
        The dismissals in force.
    gaps
        The dismissed records to show, in the order of records.
    language
        Language of the table.

    Returns
    -------
    Table
        One row per record; the name of the record is what the list of dismissals calls it.
    """
    rows = []
    for gap in gaps:
        dismissal = review.dismissed[gap.id]
        day = dismissal.date.isoformat() if dismissal.date else None
        who = ", ".join(part for part in (dismissal.by, day) if part)
        reason = f"{dismissal.reason} ({who})" if who else dismissal.reason
        rows.append((gap.id, gap.subject_label[language], gap.finding[language], reason))
    names = ("record", "subject", "finding", "reason")
    head = Bilingual("Écartés", "Dismissed")[language]
    return Table(
        columns=tuple(_HEADS[name][language] for name in names),
        rows=rows,
        title=f"{head} ({len(rows)})",
        lead=(
            Bilingual(
                "Ces lacunes demeurent ; elles sont écartées avec un motif, et comptées à part.",
                "These gaps remain; they are set aside with a reason and counted apart.",
            )[language],
        ),
    )


def _group(gap: Gap) -> tuple[int, int, int, int, str]:
    """Return which table a record stands in, and where that table stands."""
    states = _EXPIRY_ORDER if gap.type == "expiry" else tuple(Status)
    rules = list(_RULE_NAMES)
    state = states.index(gap.status)
    rule = rules.index(gap.rule) if gap.rule in rules else len(rules)
    first, second = (rule, state) if gap.type == "data" else (state, rule)
    tier, kind = list(Tier).index(gap.tier), list(GAP_TYPES).index(gap.type)
    return (tier, kind, first, second, gap.closes_by.en)


def _table(gaps: Sequence[Gap], view: _View, told_apart: bool) -> GapGroup:
    expiry = gaps[0].type == "expiry"
    records = sorted(gaps, key=_by_end) if expiry else list(gaps)
    absent = records[0].type != "data" and records[0].status in (Status.CONFIRMED, Status.CANDIDATE)
    shared = len({gap.finding for gap in records}) == 1 and (absent or len(records) > 1)
    told = expiry and records[0].status in _EXPIRY_LEADS
    columns: dict[str, list[str | int | None]] = {}
    if expiry:
        columns["end"] = [_end(gap, view.language) for gap in records]
        if records[0].status is not Status.LAPSED:  # of what is past, all is overdue
            columns["act_by"] = [_act_by(gap, view) for gap in records]
    columns["structures"] = [gap.structures for gap in records]
    columns["subject"] = [gap.subject_label[view.language] for gap in records]
    if not (shared or told):
        columns["finding"] = [gap.finding[view.language] for gap in records]
    columns["note"] = [_note(gap, view.language) for gap in records]
    kept = {head: cells for head, cells in columns.items() if any(c is not None for c in cells)}
    name = _title(records[0], view)
    if told_apart:
        name += f" – {_apart(records, view.language)}"
    table = Table(
        columns=tuple(_HEADS[column][view.language] for column in kept),
        rows=list(zip(*kept.values(), strict=True)),
        title=f"{name} ({len(records)})",
        lead=(
            *_lead(records[0], view.language, shared and not told),
            *_population(records, view),
            *_legend(records, view.language),
        ),
    )
    return GapGroup(name, tuple(records), table, kept)


def _by_end(gap: Gap) -> tuple[int, int, str]:
    """Order expiries: the soonest first; what is past, the latest first; what is unknown, last."""
    first, last = gap.dates.end_earliest, gap.dates.end_latest
    if first is None or last is None:
        return (datetime.date.max.toordinal(), 0, gap.id)
    if gap.status is Status.LAPSED:
        return (-last.toordinal(), -first.toordinal(), gap.id)
    return (first.toordinal(), last.toordinal(), gap.id)


def _title(gap: Gap, view: _View) -> str:
    language = view.language
    head = TIER_NAMES[gap.tier.value][language]
    if _OWN_TIERS.get(gap.type) is not gap.tier:
        head += f" – {TYPE_NAMES[gap.type][language]}"
    status = STATUS_NAMES[gap.status.value][language]
    if gap.type != "expiry":
        rule = _RULE_NAMES.get(gap.rule)
        group = f"{rule[language]}, {status}" if rule else status
    elif gap.status is Status.CANDIDATE:
        day = day_text(view.horizon)
        group = f"à renouveler d’ici au {day.fr}" if language == "fr" else f"to renew by {day.en}"
    else:
        group = _EXPIRY_TITLES[gap.status][language]
    colon = " :" if language == "fr" else ":"
    return f"{head}{colon} {group}"


def _apart(records: Sequence[Gap], language: Language) -> str:
    """Return what tells a table from others of its title: the one list, or what is sought."""
    if records[0].rule == "data-list" and len(records) == 1:
        return records[0].subject_label[language]
    closing = records[0].closes_by[language]
    wanted = closing.rpartition(": ")[2] if records[0].rule == "data-list" else closing
    return wanted[:1].lower() + wanted[1:]


def _lead(gap: Gap, language: Language, shared: bool) -> tuple[str, ...]:
    """Return what holds for all rows: the finding, what would close it, what is counted."""
    french = language == "fr"
    sentences = []
    if shared:
        sentences.append(f"{capital(gap.finding[language])}.")
    if gap.type == "expiry" and gap.status in _EXPIRY_LEADS:
        sentences.append(_EXPIRY_LEADS[gap.status][language])
    if closing := gap.closes_by[language]:
        lowered = closing[:1].lower() + closing[1:]
        sentences.append(
            f"Pour clore : {lowered}." if french else f"What would close it: {lowered}."
        )
    return (" ".join(sentences),) if sentences else ()


def _population(records: Sequence[Gap], view: _View) -> tuple[str, ...]:
    """Return what the structures of a table are, and which sources count them."""
    first = records[0]
    if first.structures is None:
        return ()
    language, titles = view.language, view.titles
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


def _end(gap: Gap, language: Language) -> str | None:
    first, last = gap.dates.end_earliest, gap.dates.end_latest
    if first is None or last is None:
        return None
    basis = _BASES.get(gap.dates.basis)
    return f"{DateRange(first, last)}{basis[language] if basis else ''}"


def _act_by(gap: Gap, view: _View) -> str | None:
    day = gap.dates.act_by
    if day is None:
        return None
    overdue = {"fr": " (dépassé)", "en": " (overdue)"}[view.language]
    return f"{day}{overdue if day < view.as_of else ''}"


def _note(gap: Gap, language: Language) -> str | None:
    """Return the most telling near miss, and how many more there are."""
    told = gap.finding[language]
    near = [miss for miss in gap.near_misses if miss.label[language] not in told]
    if not near or gap.status in (Status.COVERED, Status.EXEMPT):
        return None
    first, more = near[0], f" (+{len(near) - 1})" if len(near) > 1 else ""
    comma = "" if first.subject == gap.subject else ","
    return f"{first.label[language]}{comma} {first.reason[language]}{more}"

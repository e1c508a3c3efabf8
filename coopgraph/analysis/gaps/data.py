"""G13: what to ask the owners of the data for first. Never mixed with gaps of the real world.

Lists shorter than announced, fields without which other rules cannot decide, contradictions,
statements held for uncertain, things without identifier or place, agreements without a named
partner, registers of a time long past, and ties that make no geographic sense. The score is the
number of other records that the missing piece would unlock.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coopgraph.analysis.gaps.dates import add_years
from coopgraph.analysis.gaps.facts import Dispute, Doubt, Facts
from coopgraph.analysis.gaps.geography import find_far_ties
from coopgraph.analysis.gaps.lists import compare_list
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Evidence,
    Gap,
    ScoreTerm,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import class_noun, counted, listed
from coopgraph.namespaces import COOP_NS, local_name

__all__ = ["FIELD_NAMES", "find_data_gaps"]

TYPE = "data"
VERSION = "1"
#: Rules that have changed since.
_VERSIONS = {"data-dispute": "2"}

#: Age beyond which a register is reported as stale.
STALE_YEARS = 3

#: Names of the fields that a rule may lack.
FIELD_NAMES = {
    "start": Bilingual("date de début ou de signature", "first day or day of signature"),
    "end": Bilingual("durée ou date de fin", "term or last day"),
    "theme": Bilingual("thème", "themes"),
    "strategy": Bilingual("stratégie", "strategy"),
}
#: Classes whose members should be known to at least one of the registers named.
_REGISTERS: dict[str, tuple[str, ...]] = {
    "HigherEducationInstitution": ("ror", "uai", "wikidata"),
    "ResearchOrganisation": ("ror", "siren", "wikidata"),
    "HealthcareOperator": ("ror", "finess", "wikidata"),
    "Company": ("ror", "siren", "wikidata"),
    "Foundation": ("ror", "siren", "wikidata"),
    "HealthAgency": ("ror", "siren", "wikidata"),
    "ResearchStructure": ("rnsr", "ror"),
}
_CONTRADICTION = Bilingual("les sources se contredisent", "the sources disagree")
_SITED = (
    "ProjectTeam",
    "ResearchStructure",
    "HospitalUniversityFederation",
    "IntegratedCancerSite",
)


def find_data_gaps(
    facts: Facts, *, as_of: datetime.date, others: Iterable[Gap] = ()
) -> Iterator[Gap]:
    """Find what is missing from the data, or doubtful in them.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.
    others
        Records of the other rules, whose undecidable cases give the missing fields.

    Yields
    ------
    Gap
        Data gaps, in tier D.
    """
    for item in sorted(facts.lists, key=lambda row: row.iri):
        if item.about_year is None or item.about_year <= as_of.year:
            yield compare_list(facts, item, as_of)
    yield from _blockers(facts, others, as_of)
    yield from _disputes(facts, as_of)
    yield from _doubts(facts, as_of)
    yield from _unidentified(facts, as_of)
    yield from _unplaced(facts, as_of)
    yield from _partnerless(facts, as_of)
    yield from _stale(facts, as_of)
    yield from find_far_ties(facts, as_of=as_of)


def _blockers(facts: Facts, others: Iterable[Gap], as_of: datetime.date) -> Iterator[Gap]:
    """Turn the undecidable records of other rules round: one record per class and missing field."""
    blocked: dict[tuple[str, str], dict[str, list[Gap]]] = defaultdict(lambda: defaultdict(list))
    labels: dict[str, Bilingual] = {}
    for gap in others:
        if gap.status is Status.UNDECIDABLE:
            for missing in gap.missing:
                labels.setdefault(missing.subject, missing.label)
                cls = _most_specific(facts, missing.subject)
                blocked[cls, missing.field][missing.subject].append(gap)
    for (cls, name), entities in sorted(blocked.items()):
        noun = FIELD_NAMES.get(name, Bilingual(name, name))
        waiting = len({gap.id for gaps in entities.values() for gap in gaps})
        results = counted(waiting, ("résultat", "résultats"), ("result", "results"))
        lacking = counted(len(entities), ("fiche", "fiches"), ("entry", "entries"))
        names = listed([labels[iri] for iri in sorted(entities)])
        yield _simple(
            facts,
            "data-missing-field",
            f"{cls}/{name}",
            COOP_NS + cls,
            class_noun(facts, cls),
            decide(undecidable=True).status,
            Bilingual(
                f"manque : {noun.fr} ({lacking.fr}) ; {results.fr} en attente",
                f"missing: {noun.en} ({lacking.en}); {results.en} waiting",
            ),
            Bilingual(f" : {names.fr}", f": {names.en}"),
            Bilingual("La valeur manquante, avec sa source", "The missing value, with its source"),
            float(waiting),
            as_of,
            tuple(
                Evidence(labels[iri], iri, "", "", "", "")
                if not stated
                else replace(stated[0], statement=labels[iri])
                for iri, gaps in sorted(entities.items())
                for stated in [[e for gap in gaps for e in gap.evidence if e.subject == iri]]
            ),
        )


def _most_specific(facts: Facts, iri: str) -> str:
    """Return the class of an entity that has the most ancestors."""
    classes = facts.classes.get(iri, frozenset())
    return max(classes, key=lambda cls: (len(facts.lineage(cls)), cls), default="Agreement")


def _disputes(facts: Facts, as_of: datetime.date) -> Iterator[Gap]:
    groups: dict[tuple[str, ...], list[Dispute]] = defaultdict(list)
    for row in facts.disputes:
        year = str(row.about_year or 0)
        groups[row.subject, row.predicate, year, row.population or "", row.disagreement].append(row)
    for (subject, predicate, year, population, disagreement), rows in sorted(groups.items()):
        rows.sort(key=lambda row: (row.value, row.claim))
        kind = rows[0].kind
        parts: tuple[str, ...] = (subject, predicate, year, population)
        if local_name(kind) not in ("", "values") or local_name(predicate) == "numericValue":
            parts = (local_name(disagreement).removeprefix("disagreement_"),)
        stated = list(dict.fromkeys(_stated(facts, row) for row in rows if row.value))
        what = facts.name(predicate)
        counts = facts.name(population) if population else Bilingual("", "")
        when = f" ({year})" if year != "0" else ""
        expected = rows[0].expected
        comma = expected.replace(".", ",")
        how = facts.name(kind) if kind else _CONTRADICTION
        reason = rows[0].reason
        yield _simple(
            facts,
            "data-dispute",
            "/".join(local_name(part) for part in parts if part),
            subject,
            facts.name(subject),
            decide(undecidable=True).status,
            Bilingual(
                f"{what.fr}{f', {counts.fr}' if counts.fr else ''}{when} : "
                + " / ".join(value.fr for value in stated)
                + (f" ; attendu : {comma}" if expected else ""),
                f"{what.en}{f', {counts.en}' if counts.en else ''}{when}: "
                + " / ".join(value.en for value in stated)
                + (f"; expected: {expected}" if expected else ""),
            ),
            Bilingual(
                f" ({how.fr.lower()}{f' ; {reason.fr}' if reason else ''})",
                f" ({how.en.lower()}{f'; {reason.en}' if reason else ''})",
            ),
            Bilingual("Une source qui tranche", "A source that settles it"),
            1.0,
            as_of,
            tuple(facts.evidence(_stated(facts, row), row.claim, row.origin) for row in rows),
        )


def _stated(facts: Facts, row: Dispute) -> Bilingual:
    """Return what a statement says: the name of a thing, or the value as it is worded."""
    if not row.value:
        return Bilingual("non nommé", "not named")
    if row.value.startswith("https://"):
        return facts.name(row.value)
    if not row.approximation:
        return Bilingual(row.value, row.value)
    how = facts.name(row.approximation)
    return Bilingual(f"{how.fr.lower()} {row.value}", f"{how.en.lower()} {row.value}")


def _doubts(facts: Facts, as_of: datetime.date) -> Iterator[Gap]:
    """Group the uncertain statements by source and remark; persons are not named."""
    groups: dict[tuple[str, str], list[Doubt]] = defaultdict(list)
    for row in sorted(facts.doubts, key=lambda d: d.iri):
        groups[row.origin.source if row.origin else "", row.note].append(row)
    for (source, note), rows in sorted(groups.items()):
        about = {iri for row in rows for iri in row.subjects or {row.iri}}
        subjects = sorted(
            iri for iri in about if iri != facts.focus and not facts.is_a(iri, "Person")
        ) or [facts.focus]
        # Notes are the curator's, in the language in which they were written.
        remark = Bilingual(f" : « {note} »", f": “{note}”") if note else Bilingual("", "")
        yield _simple(
            facts,
            "data-doubt",
            f"{local_name(source) or 'none'}/{local_name(rows[0].iri)}",
            subjects[0],
            listed([facts.name(iri) for iri in subjects], shown=3),
            decide().status,
            Bilingual(
                f"à vérifier à la source{remark.fr}", f"to be checked at the source{remark.en}"
            ),
            Bilingual(" (confiance faible)", " (low confidence)"),
            Bilingual("Une vérification à la source", "A check at the source"),
            0.0,
            as_of,
            tuple(
                facts.evidence(Bilingual(note or "—", note or "—"), row.iri, row.origin)
                for row in rows
                if not facts.is_a(row.iri, "Person")
            ),
        )


def _unidentified(facts: Facts, as_of: datetime.date) -> Iterator[Gap]:
    for cls, registers in _REGISTERS.items():
        members = sorted(iri for iri, classes in facts.classes.items() if cls in classes)
        without = [
            iri for iri in members if facts.identified.get(iri, frozenset()).isdisjoint(registers)
        ]
        if without:
            yield _aggregate(
                facts,
                "data-identifier",
                cls,
                without,
                len(members),
                _without(registers),
                Bilingual("Les identifiants manquants", "The missing identifiers"),
                as_of,
            )


def _without(registers: tuple[str, ...]) -> Bilingual:
    *first, last = ("Wikidata" if name == "wikidata" else name.upper() for name in registers)
    return Bilingual(
        f"sans identifiant {', '.join(first)} ni {last}",
        f"without identifier in {', '.join(first)} or {last}",
    )


def _unplaced(facts: Facts, as_of: datetime.date) -> Iterator[Gap]:
    for cls in _SITED:
        members = sorted(iri for iri, classes in facts.classes.items() if cls in classes)
        without = [iri for iri in members if not facts.seats.get(iri)]
        if without:
            yield _aggregate(
                facts,
                "data-place",
                cls,
                without,
                len(members),
                Bilingual("sans lieu", "without a place"),
                Bilingual("Les lieux manquants", "The missing places"),
                as_of,
            )


def _partnerless(facts: Facts, as_of: datetime.date) -> Iterator[Gap]:
    agreements = [i.iri for i in facts.instruments if i.kind == "agreement"]
    without = sorted(
        i.iri for i in facts.instruments if i.kind == "agreement" and len(i.parties) < 2
    )
    if without:
        yield _aggregate(
            facts,
            "data-party",
            "Agreement",
            without,
            len(agreements),
            Bilingual("sans partenaire nommé", "without a named partner"),
            Bilingual("Les noms des partenaires", "The names of the partners"),
            as_of,
        )


def _stale(facts: Facts, as_of: datetime.date) -> Iterator[Gap]:
    """Find registers that picture a time long past and still carry statements."""
    origins = [row.origin for row in facts.structures] + [row.origin for row in facts.ties]
    origins += [row.origin for row in facts.instruments]
    carried = Counter(origin.source for origin in origins if origin is not None)
    for iri, number in sorted(carried.items()):
        source = facts.sources.get(iri)
        if source is None or source.kind != "register" or source.attested is None:
            continue
        if add_years(source.attested.latest, STALE_YEARS) >= as_of:
            continue
        statements = counted(number, ("assertion", "assertions"), ("statement", "statements"))
        yield _simple(
            facts,
            "data-stale",
            local_name(iri),
            iri,
            Bilingual(source.title, source.title),
            decide().status,
            Bilingual(
                f"dernier état : {source.describes} ; {statements.fr} en dépendent",
                f"pictures {source.describes}; {statements.en} rest on it",
            ),
            Bilingual("", ""),
            Bilingual("Une édition plus récente", "A more recent edition"),
            float(number),
            as_of,
            (),
        )


def _aggregate(
    facts: Facts,
    rule: str,
    cls: str,
    without: list[str],
    total: int,
    lack: Bilingual,
    wanted: Bilingual,
    as_of: datetime.date,
) -> Gap:
    noun = class_noun(facts, cls)
    names = listed([facts.name(iri) for iri in without])
    return _simple(
        facts,
        rule,
        cls,
        COOP_NS + cls,
        noun,
        decide().status,
        Bilingual(f"{len(without)} sur {total} {lack.fr}", f"{len(without)} of {total} {lack.en}"),
        Bilingual(f" : {names.fr}", f": {names.en}"),
        wanted,
        float(len(without)) / total,
        as_of,
        tuple(Evidence(facts.name(iri), iri, "", "", "", "") for iri in without),
    )


def _simple(
    facts: Facts,
    rule: str,
    key: str,
    subject: str,
    label: Bilingual,
    status: Status,
    finding: Bilingual,
    detail: Bilingual,
    wanted: Bilingual,
    score: float,
    as_of: datetime.date,
    evidence: tuple[Evidence, ...],
) -> Gap:
    return Gap(
        id=f"{rule}/{key}",
        type=TYPE,
        status=status,
        tier=Tier.DATA,
        subject=subject,
        subject_label=label,
        finding=finding,
        sentence=Bilingual(
            f"{label.fr} : {finding.fr}{detail.fr}.", f"{label.en}: {finding.en}{detail.en}."
        ),
        rule=rule,
        rule_version=_VERSIONS.get(rule, VERSION),
        as_of=as_of,
        closes_by=wanted,
        evidence=evidence,
        score_terms=(ScoreTerm("unlocks", round(score, 4)),),
    )

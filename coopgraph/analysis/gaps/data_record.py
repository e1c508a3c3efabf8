"""The record of a data gap: always in tier D, with one term of score."""

from __future__ import annotations

import datetime

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Evidence,
    Gap,
    ScoreTerm,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.status import decide
from coopgraph.analysis.gaps.wording import class_noun, listed
from coopgraph.namespaces import COOP_NS

__all__ = ["data_record", "lacking_record"]


TYPE = "data"
VERSION = "1"
#: Rules that have changed since.
_VERSIONS = {"data-dispute": "3"}


def data_record(
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
    """Return the record of a data gap.

    Parameters
    ----------
    facts
        Rows of the graph.
    rule, key
        Rule, and the end of the id of the record.
    subject, label
        What it is about, and its name.
    status
        As decided.
    finding, detail
        The result in a few words, and what the sentence adds to it.
    wanted
        What would close the gap.
    score
        How much the missing piece would unlock.
    as_of
        Day of reference.
    evidence
        What it rests on.

    Returns
    -------
    Gap
    """
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


def lacking_record(
    facts: Facts,
    rule: str,
    cls: str,
    without: list[str],
    total: int,
    lack: Bilingual,
    wanted: Bilingual,
    as_of: datetime.date,
) -> Gap:
    """Return the record of the members of a class that lack something.

    Parameters
    ----------
    facts
        Rows of the graph.
    rule
        The rule.
    cls
        Local name of the class.
    without, total
        Those that lack it, out of how many.
    lack
        What they lack, in words.
    wanted
        What would close the gap.
    as_of
        Day of reference.

    Returns
    -------
    Gap
    """
    noun = class_noun(facts, cls)
    names = listed([facts.name(iri) for iri in without])
    return data_record(
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

"""G8: thematic institutes of the focus that have no project team with a partner organisation.

A zero says something only where sources tie teams to institutes. Where none does, every cell is
undecidable: fourteen teams over ten institutes leave most cells empty by arithmetic alone.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator

from coopgraph.analysis.gaps.dates import Standing, State
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import (
    Bilingual,
    Gap,
    Missing,
    ScoreTerm,
    Search,
    Status,
    Tier,
)
from coopgraph.analysis.gaps.status import complete_lists, decide, tier_of
from coopgraph.analysis.gaps.wording import counted
from coopgraph.french import the
from coopgraph.namespaces import local_name

__all__ = ["find_theme_gaps"]

TYPE = RULE = "theme"
VERSION = "1"


def find_theme_gaps(facts: Facts, *, as_of: datetime.date) -> Iterator[Gap]:
    """Find thematic institutes without a project team with an organisation that has some.

    Parameters
    ----------
    facts
        Rows of the graph.
    as_of
        Day of reference.

    Yields
    ------
    Gap
        One record per thematic institute of the focus and organisation with project teams: covered
        by a team, candidate if none is found though sources tie every team of that organisation to
        an institute or theme, undecidable where they do not.
    """
    institutes = sorted(
        iri
        for iri in facts.classes
        if facts.is_a(iri, "ThematicInstitute")
        and facts.focus in facts.parents.get(iri, frozenset())
    )
    teams: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(facts.classes):
        if facts.is_a(iri, "ProjectTeam"):
            members = facts.memberships.get(iri, frozenset())
            for partner in sorted(members - {facts.focus} - set(institutes)):
                if not facts.is_a(partner, "Department") and facts.focus in members:
                    teams[partner].append(iri)
    for institute in institutes:
        for partner, joint in sorted(teams.items()):
            yield _record(facts, institute, partner, joint, as_of)


def _placed(facts: Facts, team: str, institute: str) -> bool | None:
    """Say whether a team is of an institute; None where no source tells of which it is."""
    members = facts.memberships.get(team, frozenset())
    own = {member for member in members if facts.is_a(member, "ThematicInstitute")}
    if own:
        return institute in own
    themes, wanted = facts.themes.get(team, frozenset()), facts.themes.get(institute, frozenset())
    if not themes or not wanted:
        return None
    wide = {wider for theme in themes for wider in facts.broader_themes(theme) | {theme}}
    return bool(wide & wanted)


def _record(
    facts: Facts, institute: str, partner: str, teams: list[str], as_of: datetime.date
) -> Gap:
    placed = {team: _placed(facts, team, institute) for team in teams}
    own = [team for team, here in placed.items() if here]
    unknown = [team for team, here in placed.items() if here is None]
    complete = complete_lists(
        facts.lists,
        focus=facts.focus,
        classes=[facts.lineage("ProjectTeam")],
        scopes=frozenset({institute, partner}),
        as_of=as_of,
    )
    status = decide(
        standings=[Standing(State.IN_FORCE)] * len(own),
        undecidable=bool(unknown),
        complete=complete,
    ).status
    name, other = facts.name(institute), facts.short(partner)
    total = counted(len(teams), ("équipe projet", "équipes projets"), ("team", "teams"))
    if status is Status.COVERED:
        finding = Bilingual(
            f"{len(own)} sur {total.fr} avec {the(other.fr)}",
            f"{len(own)} of {total.en} with {other.en}",
        )
    elif status is Status.UNDECIDABLE:
        finding = Bilingual(
            f"{total.fr} avec {the(other.fr)}, dont {len(unknown)} sans institut connu",
            f"{total.en} with {other.en}, {len(unknown)} of them of no known institute",
        )
    else:
        finding = Bilingual(
            f"aucune trouvée dans le graphe sur {total.fr} avec {the(other.fr)}",
            f"not found in the graph among {total.en} with {other.en}",
        )
    return Gap(
        id=f"{RULE}/{local_name(institute)}/{local_name(partner)}",
        type=TYPE,
        status=status,
        tier=tier_of(status, Tier.OPPORTUNITY),
        subject=institute,
        subject_label=Bilingual(f"{name.fr} – {other.fr}", f"{name.en} – {other.en}"),
        finding=finding,
        sentence=Bilingual(f"{name.fr} : {finding.fr}.", f"{name.en}: {finding.en}."),
        rule=RULE,
        rule_version=VERSION,
        as_of=as_of,
        closes_by=_closing(status),
        evidence=tuple(facts.evidence(facts.name(team), team, None) for team in own or teams),
        searched=(
            Search(Bilingual("équipes projets", "project teams"), len(teams), len(own), complete),
        ),
        missing=tuple(Missing(team, facts.name(team), "institute") for team in unknown)
        if status is Status.UNDECIDABLE
        else (),
        score_terms=(ScoreTerm("teams", float(len(teams))),),
    )


def _closing(status: Status) -> Bilingual:
    if status is Status.COVERED:
        return Bilingual("", "")
    if status is Status.UNDECIDABLE:
        return Bilingual("L’institut de chaque équipe, ou ses thèmes", "The institute of each team")
    return Bilingual(
        "Une équipe projet avec cet organisme", "A project team with this organisation"
    )

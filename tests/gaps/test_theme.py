"""G8 on rows written by hand: thematic institutes and project teams."""

from __future__ import annotations

from dataclasses import replace

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.analysis.gaps.theme import find_theme_gaps
from tests.gaps.rows import AS_OF, by_id, classes, complete

CELL = "theme/cancer-institute/inria"


def landscape(facts: Facts, **themes: str) -> Facts:
    return replace(
        facts,
        classes={
            **facts.classes,
            **classes(
                **{"cancer-institute": "ThematicInstitute", "team": "ProjectTeam"},
                inria="ResearchOrganisation",
            ),
        },
        parents={"cancer-institute": frozenset({"focus"})},
        memberships={"team": frozenset({"focus", "inria"})},
        themes={iri: frozenset({theme}) for iri, theme in themes.items()},
    )


def find(facts: Facts) -> dict[str, Gap]:
    return by_id(find_theme_gaps(facts, as_of=AS_OF))


def test_without_institutes_of_the_teams_nothing_is_judged(facts: Facts) -> None:
    gap = find(landscape(facts))[CELL]
    assert gap.status is Status.UNDECIDABLE
    assert [(item.subject, item.field) for item in gap.missing] == [("team", "institute")]


def test_a_team_on_a_narrower_theme_covers(facts: Facts) -> None:
    themes = {"cancer-institute": "cancer", "team": "cancer-du-sein"}
    assert find(landscape(facts, **themes))[CELL].status is Status.COVERED


def test_a_team_on_another_theme_leaves_a_candidate(facts: Facts) -> None:
    themes = {"cancer-institute": "cancer", "team": "ageing"}
    found = landscape(facts, **themes)
    assert find(found)[CELL].status is Status.CANDIDATE
    listed = replace(found, lists=(complete("l", "ProjectTeam"),))
    assert find(listed)[CELL].status is Status.CONFIRMED


def test_an_institute_among_the_members_decides(facts: Facts) -> None:
    base = landscape(facts)
    base = replace(base, memberships={"team": frozenset({"focus", "inria", "cancer-institute"})})
    assert find(base)[CELL].status is Status.COVERED
    assert list(find(base)) == [CELL]  # the institute is no partner of itself


def test_no_institute_no_record(facts: Facts) -> None:
    assert find(facts) == {}

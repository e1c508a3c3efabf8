"""G6 on rows written by hand: sole partners and smallest sets."""

from __future__ import annotations

from dataclasses import replace

from coopgraph.analysis.gaps.dependence import find_dependence_gaps
from coopgraph.analysis.gaps.facts import Facts, Structure, Tie
from coopgraph.analysis.gaps.records import Gap, Status, Tier
from tests.gaps.rows import AS_OF, by_id, classes, complete


def supervised(facts: Facts, *pairs: tuple[str, str]) -> Facts:
    """Return the landscape with the units and supervising bodies of some pairs, and no others."""
    units = sorted({unit for unit, _ in pairs})
    return replace(
        facts,
        structures=tuple(Structure(iri=unit) for unit in units),
        ties=tuple(
            Tie(iri=f"{unit}-{body}", structure=unit, body=body, role="supervising-body")
            for unit, body in pairs
        ),
        classes={**facts.classes, **classes(**dict.fromkeys(units, "ResearchUnit"))},
        seats={**facts.seats, **dict.fromkeys(units, frozenset({"city"}))},
    )


def find(facts: Facts, **options: int) -> dict[str, Gap]:
    return by_id(find_dependence_gaps(facts, as_of=AS_OF, **options))


def test_structures_that_rest_on_one_partner(facts: Facts) -> None:
    both = [(unit, body) for unit in "def" for body in ("school", "chu")]
    found = find(
        supervised(facts, ("a", "univ"), ("b", "univ"), ("b", "chu"), ("c", "univ"), *both)
    )
    gap = found["dependence-partner/univ"]
    assert (gap.status, gap.tier, gap.structures) == (Status.CANDIDATE, Tier.OPPORTUNITY, 2)
    assert [item.subject for item in gap.evidence] == ["a-univ", "c-univ"]
    assert "2 structures of 3 supervised with focus" in gap.sentence.en
    assert "rest on this partner alone, against 1.0" in gap.sentence.en
    assert "not found in the graph" in gap.sentence.en
    assert found["dependence-partner/chu"].status is Status.COVERED


def test_the_score_is_what_exceeds_the_habit_of_the_region(facts: Facts) -> None:
    """Two of the three units have one partner: of the three of the university, two are usual."""
    found = find(supervised(facts, ("a", "univ"), ("b", "univ"), ("b", "chu"), ("c", "univ")))
    assert found["dependence-partner/univ"].score == 0.0
    assert found["dependence-partner/univ"].status is Status.EXEMPT  # no more than usual
    assert found["dependence-partner/chu"].score == round(-2 / 3, 4)


def test_a_second_supervising_body_closes_it(facts: Facts) -> None:
    others = (("b", "school"), ("b", "chu"))
    one = supervised(facts, ("a", "univ"), *others)
    two = supervised(facts, ("a", "univ"), ("a", "chu"), *others)
    assert find(one)["dependence-partner/univ"].status is Status.CANDIDATE
    assert find(two)["dependence-partner/univ"].status is Status.COVERED


def test_a_list_of_all_ties_confirms_it(facts: Facts) -> None:
    pairs = (("a", "univ"), ("b", "school"), ("b", "chu"))
    one = replace(supervised(facts, *pairs), lists=(complete("l", "Cotutelle"),))
    assert find(one)["dependence-partner/univ"].status is Status.CONFIRMED


def test_the_smallest_set_is_exact(facts: Facts) -> None:
    pairs = [(f"u{n}", "univ") for n in range(3)] + [("v", "chu"), ("w", "school")]
    found = find(supervised(facts, *pairs))
    half = found["dependence-set/50"]
    assert half.status is Status.CANDIDATE
    assert "3 of 5" in half.sentence.en
    assert half.finding.en == "50% of the structures rest entirely on 1 partner"


def test_many_partners_are_no_dependence(facts: Facts) -> None:
    found = find(supervised(facts, *[(f"u{n:02}", f"body{n:02}") for n in range(16)]))
    assert found["dependence-set/25"].status is Status.COVERED
    assert "4 partners" in found["dependence-set/25"].finding.en


def test_small_partners_can_be_left_out(facts: Facts) -> None:
    found = find(
        supervised(facts, ("a", "univ"), ("b", "univ"), ("c", "chu")), minimum_structures=2
    )
    assert "dependence-partner/univ" in found and "dependence-partner/chu" not in found


def abroad(facts: Facts, unit: str, *bodies: str) -> Facts:
    """Return the landscape with a joint unit in another country, and its foreign partners."""
    ties = tuple(
        Tie(iri=f"{unit}-{body}", structure=unit, body=body, role="foreign-partner")
        for body in bodies
    )
    return replace(
        facts,
        structures=(*facts.structures, Structure(iri=unit)),
        ties=(*facts.ties, *ties),
        classes={**facts.classes, **classes(**{unit: "InternationalJointUnit"})},
        seats={**facts.seats, unit: frozenset({"japan"})},
    )


def test_a_joint_unit_abroad_rests_on_its_foreign_partner(facts: Facts) -> None:
    """It is counted in the whole; that it has one partner is the habit of units abroad."""
    home = supervised(facts, ("a", "univ"), ("b", "univ"), ("b", "chu"))
    found = find(abroad(home, "j", "riken"))
    gap = found["dependence-partner/riken"]
    assert (gap.status, gap.structures, gap.score) == (Status.EXEMPT, 1, 0.0)
    assert "against 1.0 by the habit of units abroad" in gap.sentence.en
    assert "d’après l’habitude des unités à l’étranger" in gap.sentence.fr
    assert "of 3 structures" in found["dependence-set/50"].sentence.en
    # The habit of the region is that of its own units alone.
    assert found["dependence-partner/univ"].score == find(home)["dependence-partner/univ"].score


def test_alone_against_the_habit_abroad(facts: Facts) -> None:
    both = abroad(abroad(facts, "i", "riken", "keio"), "j", "riken")
    gap = find(both)["dependence-partner/riken"]
    assert (gap.status, gap.structures, gap.score) == (Status.EXEMPT, 1, 0.0)
    more = abroad(both, "k", "osaka", "kyoto")
    assert find(more)["dependence-partner/riken"].status is Status.CANDIDATE
    assert find(more)["dependence-partner/riken"].score == round(1 - 2 / 3, 4)


def test_nothing_shared_is_no_record(facts: Facts) -> None:
    assert find(replace(facts, ties=())) == {}


def test_intensity_is_told_from_five_structures_on(facts: Facts) -> None:
    """The university shares five of six with the hospital; all ties of two are nine."""
    pairs = [(f"u{n}", body) for n in range(5) for body in ("univ", "chu")]
    pairs += [("v", "univ"), ("v", "school")]
    pairs += [(f"w{n}", body) for n in range(3) for body in ("chu", "school")]
    found = find(supervised(facts, *pairs, ("x", "univ")))
    first, second = found["dependence-partner/univ"].figures
    assert (first.name, first.subject, second.name) == ("relative-intensity", "chu", "odds-ratio")
    assert first.value == round((5 / 6) / (3 / 3), 4)
    # Every tie has one of the two in it: there are no odds without them.
    assert second.value == 0.0
    assert "5 structures of both" in first.label.en


def test_few_shared_structures_have_a_reason_instead_of_a_figure(facts: Facts) -> None:
    pairs = [(f"u{n}", body) for n in range(4) for body in ("univ", "chu")]
    (figure,) = find(supervised(facts, *pairs, ("x", "univ")))["dependence-partner/univ"].figures
    assert figure.value is None
    assert figure.note.en == (
        "no figure: at most 4 structures shared with any other supervising body, it takes 5"
    )


def test_who_shares_with_nobody_has_no_figure(facts: Facts) -> None:
    assert find(supervised(facts, ("a", "univ")))["dependence-partner/univ"].figures == ()

"""What becomes of claims that contradict each other, on rows written by hand; decisions; faults."""

from __future__ import annotations

import csv
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Store

from coopgraph.curation.reader import read_tables
from coopgraph.curation.tables import Located, Tables
from coopgraph.errors import CurationError, Fault
from coopgraph.model.entities import Organization
from coopgraph.model.values import Claim, ExtraType, Resolution
from coopgraph.namespaces import COOP_NS, GRAPH_CONSENSUS, GRAPH_DERIVED, ID_NS, RDF_NS
from coopgraph.rdf.assemble import assemble, read_vocabulary
from coopgraph.rdf.build import build_store
from coopgraph.rdf.rules import derive
from coopgraph.resources import example_dir, ontology_dir
from coopgraph.vocabulary import COOP

CIC = {"about_year": 2016, "population": "cic"}
CONSENSUS, DERIVED = NamedNode(GRAPH_CONSENSUS), NamedNode(GRAPH_DERIVED)
VOCABULARY = list(read_vocabulary(ontology_dir()))
ACCEPTED, DISPUTED, SUPERSEDED = "accepted", "disputed", "superseded"


def claim(value: str, predicate: str = "structureCount", **rest: Any) -> Claim:
    return Claim(
        **{
            "subject": "inserm",
            "predicate": predicate,
            "value": value,
            "datatype": "integer",
            "source": "003",
            "confidence": "high",
            **rest,
        }
    )


def decision(how: str, value: str | None = None, **rest: Any) -> Resolution:
    return Resolution(
        **{
            "subject": "inserm",
            "predicate": "structureCount",
            "decision": how,
            "value": value,
            "reason_fr": "motif",
            "reason_en": "reason",
            "source": "003",
            "confidence": "high",
            **rest,
        }
    )


def graph(tables: Tables) -> Store:
    store = Store()
    store.extend(assemble(tables))
    store.extend(VOCABULARY)
    derive(store, ontology_dir())
    return store


def one(store: Store, node: NamedNode, predicate: str, where: NamedNode = CONSENSUS) -> Any:
    (quad,) = store.quads_for_pattern(node, NamedNode(predicate), None, where)
    return quad.object


def status(store: Store, node: NamedNode) -> str:
    name: str = one(store, node, COOP.claimStatus, DERIVED).value.rpartition("/")[2]
    return name


def judged(rows: list[Claim], *decisions: Resolution) -> list[tuple[str, bool, tuple[int, ...]]]:
    """Return the status of each claim, whether its value is plain, and who disputes it."""
    tables = Tables()
    tables.rows["claims"] += [
        Located(replace(row, locator=f"l. {at}"), "claims.csv", at) for at, row in enumerate(rows)
    ]
    tables.rows["resolution"] += [Located(row, "resolution.csv", 2) for row in decisions]
    store = graph(tables)
    nodes = {
        int(quad.object.value.removeprefix("l. ")): quad.subject
        for quad in store.quads_for_pattern(None, NamedNode(COOP.locator), None, CONSENSUS)
    }
    places = {node: at for at, node in nodes.items()}
    found = []
    for at in range(len(rows)):
        node = nodes[at]
        parts = [one(store, node, RDF_NS + name) for name in ("subject", "predicate", "object")]
        rivals = store.quads_for_pattern(node, NamedNode(COOP.disputedBy), None, DERIVED)
        found.append(
            (
                status(store, node),
                bool(list(store.quads_for_pattern(*parts, CONSENSUS))),
                tuple(sorted(places[quad.object] for quad in rivals)),
            )
        )
    return found


def test_two_values_of_one_thing_are_disputed_and_not_plain() -> None:
    assert judged([claim("34", **CIC), claim("36", **CIC)]) == [
        (DISPUTED, False, (1,)),
        (DISPUTED, False, (0,)),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [claim("34", about_year=2022), claim("36", about_year=2024)],
        [claim("279", population="units-only"), claim("365", population="all-structures")],
        [claim("30", approximation="more-than"), claim("41")],
        [claim("30", approximation="at-least"), claim("40", approximation="at-most")],
        [claim("30", approximation="at-least"), claim("30", approximation="at-most")],
        [claim("365", approximation="about"), claim("362")],
        [claim("100", approximation="about"), claim("110")],
        [claim("100", approximation="about"), claim("120", approximation="about")],
        [claim("1963", "createdYear", approximation="about"), claim("1964", "createdYear")],
        [claim("36"), claim("36", source="004")],
        [claim("5.0", datatype="decimal"), claim("5", datatype="decimal")],
        [claim("1", about_year=2020), claim("2")],
        [claim("30", unit="percent"), claim("40", unit="count")],
    ],
)
def test_nothing_is_disputed(rows: list[Claim]) -> None:
    assert {found[0] for found in judged(rows)} == {ACCEPTED}


@pytest.mark.parametrize(
    "rows",
    [
        [claim("40", approximation="at-least"), claim("30", approximation="at-most")],
        [claim("40", approximation="at-least"), claim("34")],
        [claim("40", approximation="more-than"), claim("40")],
        [claim("40", approximation="less-than"), claim("40")],
        [claim("40", approximation="less-than"), claim("40", approximation="at-least")],
        [claim("100", approximation="about"), claim("111")],
        [claim("100", approximation="about"), claim("89")],
        [claim("1962", "createdYear", approximation="about"), claim("1964", "createdYear")],
        [claim("30", unit="count"), claim("40")],
    ],
)
def test_no_number_is_both(rows: list[Claim]) -> None:
    assert judged(rows) == [(DISPUTED, False, (1,)), (DISPUTED, False, (0,))]


def test_a_claim_is_disputed_by_those_alone_that_it_excludes() -> None:
    rows = [claim("34"), claim("36", approximation="about"), claim("50")]
    assert [found[2] for found in judged(rows)] == [(2,), (2,), (0, 1)]


def test_several_values_are_plain_where_a_property_has_several() -> None:
    rows = [claim(v, "guidingPrinciple", datatype="string") for v in ("a", "b")]
    assert judged(rows) == [(ACCEPTED, True, ())] * 2


def test_values_of_other_years_are_accepted_and_not_plain() -> None:
    found = judged([claim("350", about_year=2021), claim("365", about_year=2024)])
    assert found == [(ACCEPTED, False, ())] * 2


def test_a_settled_value_is_plain_and_the_others_superseded() -> None:
    rows = [claim("1964", "createdYear"), claim("1966", "createdYear", source="004")]
    found = judged(rows, decision("settled", "1964", predicate="createdYear"))
    assert found == [(ACCEPTED, True, ()), (SUPERSEDED, False, ())]


def test_a_settled_value_supersedes_what_it_excludes_alone() -> None:
    rows = [claim("34"), claim("36", approximation="about"), claim("50")]
    found = judged(rows, decision("settled", "34"))
    assert [status for status, *_ in found] == [ACCEPTED, ACCEPTED, SUPERSEDED]


def test_a_settled_value_is_not_plain_beside_that_of_another_year() -> None:
    rows = [claim("34", **CIC), claim("36", **CIC), claim("30", about_year=2010, population="cic")]
    found = judged(rows, decision("settled", "36", **CIC))
    assert found == [
        (SUPERSEDED, False, ()),
        (ACCEPTED, False, ()),
        (ACCEPTED, False, ()),
    ]


def test_explained_values_are_all_kept_and_those_left_open_are_disputed() -> None:
    rows = [claim("34", **CIC), claim("36", **CIC)]
    assert judged(rows, decision("explained", **CIC)) == [(ACCEPTED, False, ())] * 2
    assert judged(rows, decision("left-open", **CIC)) == judged(rows)


@pytest.mark.parametrize(
    "about",
    [
        {"about_year": 2017, "population": "cic"},
        {"about_year": 2016, "population": "units-only"},
        {"about_year": 2016},
        {"population": "cic"},
        {},
        {**CIC, "kind": "parts-whole"},
        {**CIC, "predicate": "unitCount"},
    ],
)
def test_a_decision_about_another_thing_decides_nothing(about: dict[str, Any]) -> None:
    rows = [claim("34", **CIC), claim("36", **CIC)]
    for how, value in (("settled", "36"), ("explained", None)):
        assert judged(rows, decision(how, value, **about)) == judged(rows)


def test_parts_explained_leave_two_values_of_the_whole_disputed() -> None:
    """Both disagreements are about the same subject, property, year and population."""
    parts = [claim("6", about_year=2016, population=name) for name in ("units-only", "cic")]
    wholes = [claim(v, about_year=2016, population="all-structures") for v in ("9", "10")]
    of_the_whole = {"about_year": 2016, "population": "all-structures"}
    explained = judged([*parts, *wholes], decision("explained", kind="parts-whole", **of_the_whole))
    assert [status for status, *_ in explained] == [ACCEPTED, ACCEPTED, DISPUTED, DISPUTED]
    settled = judged([*parts, *wholes], decision("settled", "10", kind="values", **of_the_whole))
    assert [status for status, *_ in settled] == [ACCEPTED, ACCEPTED, SUPERSEDED, ACCEPTED]


@pytest.mark.parametrize(
    ("one", "other", "whole", "disputed"),
    [
        (("6",), ("4",), "10", False),  # exactly the whole
        (("6",), ("4",), "9", True),
        (("6", "7"), ("4",), "10", False),  # a part given twice counts with its smaller value
        (("6", "7"), ("4",), "9", True),
    ],
)
def test_parts_contradict_only_a_smaller_whole(
    one: tuple[str, ...], other: tuple[str, ...], whole: str, disputed: bool
) -> None:
    rows = [
        *(claim(value, about_year=2016, population="units-only") for value in one),
        *(claim(value, about_year=2016, population="cic") for value in other),
        claim(whole, about_year=2016, population="all-structures"),
    ]
    tables = Tables()
    tables.rows["claims"] += [
        Located(replace(row, locator=f"l. {at}"), "claims.csv", at) for at, row in enumerate(rows)
    ]
    kind = NamedNode("https://w3id.org/coopgraph/scheme/disagreement-kind/parts-whole")
    found = graph(tables).quads_for_pattern(None, NamedNode(COOP.disagreementKind), kind, DERIVED)
    assert bool(list(found)) == disputed


def kinds_of(
    cls: str, *others: str, decided: Resolution | None = None
) -> tuple[dict[str, str], set[str]]:
    """Return the status of each class of a body, and the classes that queries see."""
    tables = Tables()
    row = Organization(id="x", cls=cls, label_fr="X", source="004", confidence="high")
    tables.rows["organizations"].append(Located(row, "organizations.csv", 2))
    tables.rows["types"] += [
        Located(ExtraType(entity="x", cls=other, source="003", confidence="high"), "types.csv", 2)
        for other in others
    ]
    if decided is not None:
        tables.rows["resolution"].append(Located(decided, "resolution.csv", 2))
    store = graph(tables)
    body, kind = NamedNode(ID_NS + "x"), NamedNode(RDF_NS + "type")
    claims = store.quads_for_pattern(None, NamedNode(RDF_NS + "subject"), body, CONSENSUS)
    statuses = {
        one(store, quad.subject, RDF_NS + "object").value.removeprefix(COOP_NS): status(
            store, quad.subject
        )
        for quad in claims
    }
    plain = {
        quad.object.value.removeprefix(COOP_NS)
        for where in (CONSENSUS, DERIVED)
        for quad in store.quads_for_pattern(body, kind, None, where)
    }
    return statuses, plain


def test_kinds_that_exclude_each_other_leave_what_they_have_in_common() -> None:
    assert kinds_of("Company", "Foundation", "ResearchOrganisation") == (
        {"Company": DISPUTED, "Foundation": DISPUTED, "ResearchOrganisation": ACCEPTED},
        {"Organisation", "ResearchOrganisation"},
    )


def test_kinds_that_go_together_are_not_contested() -> None:
    both = {"ResearchOrganisation", "Foundation"}
    assert kinds_of(*sorted(both)) == (dict.fromkeys(both, ACCEPTED), both)
    assert kinds_of("Company")[1] == kinds_of("Company", "Company")[1] == {"Company"}


def test_a_settled_kind_is_kept() -> None:
    settled = decision("settled", "Foundation", subject="x", predicate="rdf:type")
    assert kinds_of("Company", "Foundation", decided=settled) == (
        {"Company": SUPERSEDED, "Foundation": ACCEPTED},
        {"Foundation", "Organisation"},
    )


def test_exclusion_is_inherited() -> None:
    assert kinds_of("MixityConvention", "City")[1] == set()
    assert kinds_of("Company", "University")[1] == {"Company", "University"}


# Faults ------------------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a writable copy of the miniature landscape."""
    return Path(shutil.copytree(example_dir(), tmp_path / "tables"))


def change(folder: Path, table: str, where: dict[str, str], **cells: str) -> None:
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = [row for row in rows if where.items() <= row.items()]
    assert found
    for row in found:
        row.update(cells)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def the_fault(folder: Path) -> Fault:
    with pytest.raises(CurationError) as caught:
        build_store([folder])
    (fault,) = caught.value.faults
    return fault


@pytest.mark.parametrize(
    ("table", "where", "cells", "column", "cause"),
    [
        (
            "lists",
            {"id": "liste-equipes-projets"},
            {"listed": "1"},
            "listed",
            "1 name listed, 2 known",
        ),
        ("lists", {"id": "liste-fhu"}, {"form": "absent"}, "form", "an absent list names nobody"),
        (
            "lists",
            {"id": "liste-siric-page"},
            {"approximation": "about"},
            "approximation",
            "no number is announced",
        ),
        (
            "list_members",
            {"member": "siric-modele"},
            {"member": "lia-aurore"},
            "member",
            "lia-aurore is InternationalAssociatedLaboratory, the list is of IntegratedCancerSite",
        ),
        (
            "resolution",
            {"decision": "settled"},
            {"value": "1965"},
            "value",
            "no claim states '1965' of organisme-national-d-essais createdYear",
        ),
        ("resolution", {"decision": "settled"}, {"value": ""}, "value", "settled without a value"),
        (
            "resolution",
            {"decision": "explained"},
            {"value": "8"},
            "value",
            "a value is kept, yet the decision is explained",
        ),
        (
            "resolution",
            {"decision": "settled"},
            {"subject": "organisme-inconnu"},
            "subject",
            "unknown subject 'organisme-inconnu'",
        ),
        (
            "resolution",
            {"decision": "settled"},
            {"predicate": "creationYear"},
            "predicate",
            "unknown property 'creationYear'",
        ),
        (
            "resolution",
            {"subject": "fictipharma"},
            {"decision": "settled", "value": "University"},
            "value",
            "no claim states 'University' of fictipharma rdf:type",
        ),
        (
            "resolution",
            {"subject": "liste-chu"},
            {"decision": "settled", "value": "liste-chu"},
            "decision",
            "only values and kinds of claims.csv and types.csv can be settled",
        ),
        (
            "resolution",
            {"subject": "liste-chu"},
            {"about_year": "2023"},
            "about_year",
            "nothing disagrees about liste-chu listMember",
        ),
        (
            "claims",
            {"subject": "organisme-national-d-essais", "value": "1966"},
            {"value": "1964"},
            "subject",
            "nothing disagrees about organisme-national-d-essais createdYear",
        ),
    ],
)
def test_faults(
    folder: Path,
    table: str,
    where: dict[str, str],
    cells: dict[str, str],
    column: str,
    cause: str,
) -> None:
    change(folder, table, where, **cells)
    fault = the_fault(folder)
    assert fault.column == column
    assert fault.cause.startswith(cause)
    assert fault.line > 1


COUNT = {"predicate": "structureCount", "decision": "left-open"}


@pytest.mark.parametrize(
    ("where", "cells", "column", "meant"),
    [
        (
            COUNT,
            {"population": "cic"},
            "population",
            'population "all-structures"',
        ),
        (COUNT, {"population": ""}, "population", 'population "all-structures"'),
        ({"decision": "explained"}, {"about_year": "2018"}, "about_year", 'about_year "20'),
        ({"decision": "explained"}, {"kind": "lists"}, "kind", 'kind "parts-whole"'),
        ({"subject": "liste-chu"}, {"subject": "liste-fhu"}, "subject", 'subject "liste-chu"'),
        ({"subject": "fictipharma"}, {"about_year": "2024"}, "about_year", 'about_year ""'),
    ],
)
def test_a_decision_about_nothing_names_the_nearest_disagreement(
    folder: Path, where: dict[str, str], cells: dict[str, str], column: str, meant: str
) -> None:
    change(folder, "resolution", where, **cells)
    fault = the_fault(folder)
    assert fault.column == column
    assert fault.hint.startswith(f"did you mean {meant}")
    assert "vouliez-vous dire" in fault.in_language("fr")


def test_a_decision_far_from_any_disagreement_is_not_guessed(folder: Path) -> None:
    change(folder, "resolution", {"decision": "settled"}, subject="institut-exemple")
    assert "disputed-facts" in the_fault(folder).hint


def test_a_settled_kind_is_accepted(folder: Path) -> None:
    change(folder, "resolution", {"subject": "fictipharma"}, decision="settled", value="Foundation")
    assert build_store([folder])


def test_priorities_are_counted_in_their_own_table(folder: Path) -> None:
    change(folder, "lists", {"id": "liste-siric-page"}, covers="StrategicPriority", source="doc-a")
    change(folder, "lists", {"id": "liste-siric-page"}, locator="Priorités, l. 10")
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    causes = {fault.cause for fault in caught.value.faults}
    assert "1 name listed, 5 known" in causes


def test_a_decision_says_which_of_two_kinds_it_is_about(folder: Path) -> None:
    with (folder / "claims.csv").open("a", encoding="utf-8") as file:
        file.write(
            "institut-exemple,structureCount,9,integer,2019,all-structures,,,,,page-y,,high,\n"
        )
    fault = the_fault(folder)
    assert (fault.column, fault.cause) == (
        "kind",
        "several disagreements about institut-exemple structureCount: parts-whole, values",
    )
    lines = (folder / "resolution.csv").read_text(encoding="utf-8").splitlines()
    assert "institut-exemple,structureCount,,2019" in lines[fault.line - 1]
    change(folder, "resolution", {"about_year": "2019"}, kind="parts-whole")
    store = build_store([folder])
    disputed = {
        quad.subject
        for quad in store.quads_for_pattern(None, NamedNode(COOP.disputedBy), None, DERIVED)
    }
    assert {"7", "9"} <= {one(store, node, RDF_NS + "object").value for node in disputed}


def test_values_of_indicators_cannot_be_settled(folder: Path) -> None:
    change(
        folder,
        "resolution",
        {"decision": "settled"},
        subject="cof-indicateur-1-2-a",
        predicate="numericValue",
        about_year="2021",
        value="20",
    )
    fault = the_fault(folder)
    assert fault.column == "decision"
    assert "explained, left-open" in fault.hint
    assert "seules les valeurs" in fault.in_language("fr")

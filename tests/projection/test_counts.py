"""Joint publications: counts of two sources stand side by side and are never added up."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError, ProjectionError
from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import ID_NS
from coopgraph.projection.networks import Network
from coopgraph.resources import example_dir

HEADER = "body,partner,count,method,start_year,end_year,counted_from,source,locator,confidence,note"
EVIDENCE = "registre-fictif,rec. 1,high,"
ONE, OTHER, THIRD = "chu-de-valfictif", "universite-de-valfictif", "ecole-des-modeles"
ROWS = [
    f"{ONE},{OTHER},5,full,2019,2019,A,{EVIDENCE}",
    f"{OTHER},{ONE},6,full,2020,2020,A,{EVIDENCE}",
    f"{ONE},{OTHER},9,full,2019,2023,A,{EVIDENCE}",
    f"{ONE},{OTHER},10,full,2019,2020,B,{EVIDENCE}",
    f"{ONE},{OTHER},3.5,fractional,2019,2020,B,{EVIDENCE}",
    f"{OTHER},{THIRD},2,full,2022,2022,A,{EVIDENCE}",
    f"u-1,{THIRD},4,full,,,A,{EVIDENCE}",
]


def _written(folder: Path, rows: list[str]) -> Path:
    shutil.copytree(example_dir(), folder)
    source = (folder / "sources.csv").read_text(encoding="utf-8").splitlines()
    known = source[1].split(",")[0]
    text = "\n".join([HEADER, *rows]).replace("registre-fictif", known)
    text = text.replace("rec. 1", '"Section, l. 1"')
    (folder / "copublications.csv").write_text(text + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _written(tmp_path_factory.mktemp("counts") / "data", ROWS)


@pytest.fixture(scope="module")
def on(folder: Path) -> Callable[[str], Landscape]:
    return lambda day: load([folder], as_of=day)


def _weights(network: Network) -> dict[frozenset[str], float]:
    return {
        frozenset((one.removeprefix(ID_NS), other.removeprefix(ID_NS))): weight
        for one, other, weight in network.graph.edges(data="weight")
    }


def test_years_of_one_series_are_added_and_the_greatest_series_is_the_weight(
    on: Callable[[str], Landscape],
) -> None:
    network = on("2024-12-31").network(layers=("co-publication",))
    # Of A: 5 + 6 apart from each other, more than 9 for both and later years; of B: 10.
    assert _weights(network) == {
        frozenset((ONE, OTHER)): 11.0,
        frozenset((OTHER, THIRD)): 2.0,
        frozenset(("u-1", THIRD)): 4.0,
    }
    assert "2019–2023" in network.declaration.weight
    assert any("count in fractions" in said for said in network.left_out)


def test_it_is_said_from_which_counts_the_numbers_come(
    on: Callable[[str], Landscape], tmp_path: Path
) -> None:
    alone = on("2024-12-31").network(layers=("co-publication",))
    assert not any("Pairs by the count" in said for said in alone.left_out)  # A gives all numbers
    rows = [*ROWS, f"{OTHER},{THIRD},8,full,2021,2022,B,{EVIDENCE}"]
    mixed = load([_written(tmp_path / "data", rows)], as_of="2024-12-31").network(
        layers=("co-publication",)
    )
    (said,) = [said for said in mixed.left_out if "Pairs by the count" in said]
    assert ", A (2019–2023): 2; " in said
    assert ", B (2021–2022): 1." in said


def test_the_day_leaves_out_what_had_not_begun_and_nothing_published_ends(
    on: Callable[[str], Landscape],
) -> None:
    early = on("2019-06-30").network(layers=("co-publication",))
    assert _weights(early)[frozenset((ONE, OTHER))] == 10.0
    assert frozenset((OTHER, THIRD)) not in _weights(early)


def test_counts_are_added_to_no_other_layer(on: Callable[[str], Landscape]) -> None:
    landscape = on("2024-12-31")
    with pytest.raises(ProjectionError, match="cannot be added"):
        landscape.network(layers=("cotutelle", "co-publication"))
    for name in ("structures", "partners-newman", "partners-backbone", "sites"):
        with pytest.raises(ProjectionError, match="only pairs"):
            landscape.network(name, layers=("co-publication",))
    both = landscape.network("layers", layers=("cotutelle", "co-publication"))
    found = {data["counts"] for *_, data in both.graph.edges(data=True) if 11 in data["counts"]}
    assert found


def test_chains_lead_over_joint_publications(on: Callable[[str], Landscape]) -> None:
    answer, _ = on("2024-12-31").path(ONE, THIRD, layers=("co-publication",))
    assert [node.removeprefix(ID_NS) for node in answer.paths[0].nodes] == [ONE, OTHER, THIRD]


def test_ranks_of_joint_publications_have_intervals(on: Callable[[str], Landscape]) -> None:
    ranking = on("2024-12-31").rank("strength", layers=("co-publication",))
    values = {row.node.removeprefix(ID_NS): row.value for row in ranking.rows}
    assert values[OTHER] == 13.0


def test_show_has_the_partners_of_each_series_greatest_first(
    on: Callable[[str], Landscape],
) -> None:
    page = on("2024-12-31").show(ONE)
    lines = [line for line in page.lines if line.section == "copublications"]
    assert [(line.value_id, line.details[0]) for line in lines] == [
        (f"id:{OTHER}", "11 publications communes"),
        (f"id:{OTHER}", "10 publications communes"),
        (f"id:{OTHER}", "3.5 publications communes"),
    ]
    assert all(line.evidence for line in lines)


def test_a_pair_has_no_order_and_a_number(folder: Path, tmp_path: Path) -> None:
    rows = [
        *ROWS,
        f"{OTHER},{ONE},5,full,2019,2019,A,{EVIDENCE}",
        f"{ONE},{ONE},1,full,,,,{EVIDENCE}",
    ]
    rows.append(f"{ONE},{THIRD},-1,full,2019,2019,A,{EVIDENCE}")
    rows.append(f"{ONE},u-1,1,some,2019,2019,A,{EVIDENCE}")
    with pytest.raises(CurationError) as caught:
        read_tables([_written(tmp_path / "data", rows)])
    said = " ".join(str(fault.cause) for fault in caught.value.faults)
    for words in ("the same pair as", f"{ONE} stands in body too", "-1 is impossible"):
        assert words in said
    assert len(caught.value.faults) >= 4

"""The landscape of a day: one comparison of periods, applied to the graph that queries see."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from coopgraph.landscape import Landscape, load
from coopgraph.namespaces import GRAPH_CONSENSUS, ID_NS
from coopgraph.rdf.build import build_store
from coopgraph.rdf.day import reduce_to_day
from coopgraph.rdf.periods import standing
from coopgraph.resources import example_dir
from coopgraph.store.day import store_of_day
from coopgraph.store.disk import write_store
from coopgraph.store.oxigraph_store import OxigraphStore
from coopgraph.vocabulary import COOP


@pytest.fixture(scope="module")
def whole() -> Landscape:
    return load()


def asked(whole: Landscape, day: str, query: str, **values: str) -> list[dict[str, str]]:
    landscape = Landscape(whole.store, datetime.date.fromisoformat(day), of_day=True)
    rows = landscape.query(query, **values).dicts()
    return [{k: v.value for k, v in row.items() if v is not None} for row in rows]


def supervised(whole: Landscape, day: str, body: str) -> int:
    text = f"SELECT DISTINCT ?u WHERE {{ ?u coop:supervisedBy <{ID_NS}{body}> }}"
    return len(asked(whole, day, text))


def test_no_convention_before_the_first_was_signed(whole: Landscape) -> None:
    assert asked(whole, "0001-01-01", "conventions-by-year") == []
    everything = {row["year"] for row in asked(whole, "2026-11-20", "conventions-by-year")}
    for year in (2020, 2021, 2022, 2023):
        rows = asked(whole, f"{year}-12-31", "conventions-by-year")
        assert {row["year"] for row in rows} == {y for y in everything if int(y) <= year}


def test_a_successor_does_not_supervise_before_its_year(whole: Landscape) -> None:
    assert supervised(whole, "2019-12-31", "inrae") == 0
    assert supervised(whole, "2022-06-30", "inrae") > 0


@pytest.mark.parametrize(
    ("day", "standing_bodies"),
    [("2019-12-31", {"inra"}), ("2020-06-30", {"inra", "inrae"}), ("2021-01-01", {"inrae"})],
)
def test_a_body_gives_way_to_its_successor(
    whole: Landscape, day: str, standing_bodies: set[str]
) -> None:
    text = f"""SELECT ?b WHERE {{ VALUES ?b {{ <{ID_NS}inra> <{ID_NS}inrae> }}
      ?b a coop:ResearchOrganisation }}"""
    found = {row["b"].removeprefix(ID_NS) for row in asked(whole, day, text)}
    assert found == standing_bodies


@pytest.mark.parametrize(
    ("day", "standing_bodies"),
    [
        ("2015-01-01", {"universite-paris-descartes", "universite-paris-diderot"}),
        ("2020-01-01", {"universite-paris-cite"}),
    ],
)
def test_a_university_does_not_stand_before_the_merger_it_came_from(
    whole: Landscape, day: str, standing_bodies: set[str]
) -> None:
    text = f"""SELECT ?b WHERE {{ VALUES ?b {{ <{ID_NS}universite-paris-cite>
      <{ID_NS}universite-paris-descartes> <{ID_NS}universite-paris-diderot> }}
      ?b a coop:University }}"""
    found = {row["b"].removeprefix(ID_NS) for row in asked(whole, day, text)}
    assert found == standing_bodies


def test_a_grouping_ends_with_its_last_successor_and_renamed_ones_do_not_begin(
    whole: Landscape,
) -> None:
    text = f"""SELECT ?b WHERE {{ VALUES ?b {{ <{ID_NS}universite-bourgogne-franche-comte>
      <{ID_NS}universite-bourgogne-europe> <{ID_NS}universite-marie-et-louis-pasteur> }}
      ?b a coop:University }}"""
    renamed = {"universite-bourgogne-europe", "universite-marie-et-louis-pasteur"}
    for day, others in (
        ("2022-01-01", {"universite-bourgogne-franche-comte"}),
        ("2026-01-01", set()),
    ):
        found = {row["b"].removeprefix(ID_NS) for row in asked(whole, day, text)}
        assert found == renamed | others


def test_history_keeps_what_ended_and_leaves_what_is_to_come(whole: Landscape) -> None:
    ends = [int(row.get("end_year", 9999)) for row in asked(whole, "2019-06-30", "label-awards")]
    starts = [int(row.get("start_year", 0)) for row in asked(whole, "2019-06-30", "label-awards")]
    assert min(ends) < 2019
    assert max(starts) <= 2019
    events = asked(whole, "2019-06-30", "what-replaced")
    dated = {row["event"].removeprefix(ID_NS): int(row["year"]) for row in events if "year" in row}
    assert {"evenement-eurobiomed", "evenement-universite-de-paris"} <= set(dated)
    assert "evenement-inrae" not in dated
    assert max(dated.values()) == 2019


def test_what_falls_is_counted_and_nothing_points_to_it() -> None:
    store = build_store([example_dir()])
    before = len(store)
    counts = reduce_to_day(store, datetime.date(1900, 1, 1))
    assert counts.coming > 0
    assert counts.over == 0
    assert len(store) < before
    late = reduce_to_day(build_store([example_dir()]), datetime.date(2199, 1, 1))
    assert late.coming == 0
    assert late.over > 0
    assert 0 < late.undated <= late.relations


def test_both_engines_give_the_same_day() -> None:
    day = datetime.date(2020, 6, 30)
    quads = [
        {str(quad) for quad in store_of_day(load([example_dir()], store=uri).store, day)[0].quads()}
        for uri in ("memory:", "rdflib:")
    ]
    assert quads[0] == quads[1]


def test_without_a_day_everything_answers(whole: Landscape) -> None:
    assert whole.on_day("day") == (whole.store, None)


def test_later_decisions_are_not_applied() -> None:
    ask = "ASK { ?d coop:resolvedBy ?r }"
    settled = "SELECT ?y WHERE { <%sorganisme-national-d-essais> coop:createdYear ?y }" % ID_NS  # noqa: UP031
    early = load([example_dir()], as_of="2024-12-19").store
    late = load([example_dir()], as_of="2024-12-20").store
    assert (early.query(ask), late.query(ask)) == (False, True)
    assert [len(s.select(settled).rows) for s in (early, late)] == [0, 1]


@pytest.mark.parametrize("start", ["", "2018", "2020", "2020-06-30", "2020-07-01", "2021"])
@pytest.mark.parametrize("end", ["", "2019", "2020", "2020-06-29", "2020-06-30", "2022"])
def test_gap_rules_judge_certainty_alike(start: str, end: str) -> None:
    from coopgraph.analysis.gaps.dates import DateRange, Period, State

    def moment(text: str) -> DateRange | None:
        if not text:
            return None
        if "-" in text:
            return DateRange.day(datetime.date.fromisoformat(text))
        return DateRange.year(int(text))

    day = datetime.date(2020, 6, 30)
    state = Period(start=moment(start), end=moment(end)).standing(day).state
    said = standing(start, end, day)
    assert (state is State.ENDED) == (said == "over")
    if said != "over":
        assert (state is State.FUTURE) == (said == "coming")


def test_a_store_on_disk_gives_the_names_and_the_landscape_of_the_day(tmp_path: Path) -> None:
    write_store(build_store(), tmp_path / "store")
    uri = f"oxigraph:{tmp_path / 'store'}"
    day = "2020-06-30"
    disk, memory = (load(store=one, as_of=day) for one in (uri, "memory:"))
    name = "SELECT ?n WHERE { id:universite-paris-cite skos:prefLabel ?n }"
    assert [row[0].value for row in disk.query(name).rows] == ["Université de Paris"]
    for query in ("label-awards", "memberships"):
        assert disk.query(query).rows == memory.query(query).rows
    assert load(store=uri).query(name).rows[0][0].value == "Université Paris Cité"


@pytest.mark.parametrize("day", ["2010-01-01", "2024-12-31"])
def test_what_is_gone_takes_its_relations_with_it(whole: Landscape, day: str) -> None:
    text = """SELECT DISTINCT ?relation WHERE {
      VALUES ?kind { coop:Cotutelle coop:Participation }
      ?relation a ?kind .
      FILTER(!EXISTS { ?relation org:member ?one } || !EXISTS { ?relation org:organization ?two })
    }"""
    assert asked(whole, day, text) == []
    kept = asked(whole, day, "SELECT DISTINCT ?relation WHERE { ?relation org:member ?end }")
    every = asked(whole, "2024-12-31", "SELECT DISTINCT ?r WHERE { ?r org:member ?end }")
    assert 0 < len(kept) <= len(every)


@pytest.mark.parametrize(
    ("day", "old", "new"),
    [("2012-06-30", True, False), ("2020-06-30", True, True), ("2026-06-30", False, True)],
)
def test_an_instrument_is_granted_until_the_reform_that_replaced_it(
    whole: Landscape, day: str, old: bool, new: bool
) -> None:
    granted = {
        row["instrument"].rpartition("/")[2] for row in asked(whole, day, "instrument-rules")
    }
    assert ("lia" in granted, "gdri" in granted) == (old, old)
    assert ("irp" in granted, "tremplin" in granted) == (new, new)
    assert ("fhu" in granted) == (day >= "2014")
    assert "umi" in granted  # no source says from when or until when


def test_without_a_day_all_rules_of_instruments_are_shown(whole: Landscape) -> None:
    every = {
        row["instrument"].value.rpartition("/")[2]
        for row in whole.query("instrument-rules").dicts()
    }
    assert {"lia", "gdri", "irp", "fhu", "umi"} <= every


def test_the_end_of_an_instrument_ends_nothing_that_was_granted(whole: Landscape) -> None:
    rows = whole.query("SELECT ?end WHERE { id:lia-jin coop:endYear ?end }").rows
    assert [row[0].value for row in rows] == ["2023"]
    kinds = {row["instrument"] for row in asked(whole, "2022-06-30", "international-instruments")}
    assert ID_NS + "lia-jin" in kinds


@pytest.mark.parametrize(
    "query", ["announced-against-listed", "disputed-facts", "incomplete-lists"]
)
def test_evidence_of_a_day_leaves_out_what_is_about_a_later_year(
    whole: Landscape, query: str
) -> None:
    everything = list(whole.query(query).dicts())
    early = asked(whole, "2018-06-30", query)
    years = {int(row["about_year"]) for row in early if "about_year" in row}
    assert all(year <= 2018 for year in years)
    undated = sum(row["about_year"] is None for row in everything)
    assert sum("about_year" not in row for row in early) == undated
    assert undated <= len(early) < len(everything)
    assert len(asked(whole, "2030-06-30", query)) == len(everything)


def test_of_several_first_and_last_years_the_widest_period_counts() -> None:
    store = build_store([example_dir()])
    unit, graph = NamedNode(ID_NS + "u-1"), NamedNode(GRAPH_CONSENSUS)
    for name, years in ((COOP.startYear, (2005, 2003, 2010)), (COOP.endYear, (2014, 2018, 2012))):
        for year in years:
            store.add(Quad(unit, NamedNode(name), Literal(year), graph))

    def stands(day: str) -> bool:
        whole = OxigraphStore(store)
        found, _ = store_of_day(whole, datetime.date.fromisoformat(day))
        return bool(found.select("SELECT ?p WHERE { id:u-1 ?p ?o }").rows)

    days = ("2002-12-31", "2003-01-01", "2018-12-31", "2019-01-01")
    assert [stands(day) for day in days] == [False, True, True, False]

"""Bounds and ranges that exclude each other, from a row to queries, gaps and pages."""

from __future__ import annotations

import datetime
import shutil
from pathlib import Path

import pytest

from coopgraph.analysis.gaps.data import find_data_gaps
from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.landscape import Landscape, load
from coopgraph.outputs.entity_page import describe_entity
from coopgraph.resources import example_dir, queries_dir
from coopgraph.sparql.entities import resolve_entity
from coopgraph.store.rdflib_store import RdflibStore

DAY = datetime.date(2024, 12, 31)
ROWS = {
    "claims": """\
institut-exemple,personCount,40,integer,2024,,at-least,count,,,doc-b,"FHU, l. 59",high,
institut-exemple,personCount,30,integer,2024,,at-most,count,,,page-y,,high,
institut-exemple,unitCount,40,integer,2024,,at-least,count,,,doc-b,"FHU, l. 59",high,
institut-exemple,unitCount,45,integer,2024,,,count,,,page-y,,high,
""",
    "indicator_values": """\
cof-indicateur-2-1-b,target,2026,,exact,7,,,,,count,year,,,,page-y,,medium,
cof-indicateur-1-1-a,target,2026,,more-than,40,,,,,percent,,,,,page-y,,medium,
""",
}


@pytest.fixture(scope="module")
def landscape(tmp_path_factory: pytest.TempPathFactory) -> Landscape:
    folder = Path(shutil.copytree(example_dir(), tmp_path_factory.mktemp("bounds") / "tables"))
    for name, rows in ROWS.items():
        with (folder / f"{name}.csv").open("a", encoding="utf-8") as file:
            file.write(rows)
    return load(folder, as_of=DAY)


def test_both_engines_tell_what_excludes_what_as_it_is_worded(landscape: Landscape) -> None:
    names = {"institut-exemple_personCount_2024", "cof-indicateur-2-1-b_target_2026_count_year"}
    text = (queries_dir() / "evidence" / "disputed-facts.rq").read_text(encoding="utf-8")
    answers = []
    for store in (landscape.store, RdflibStore(landscape.store.quads())):
        rows = [
            {key: term.value.rpartition("/")[2] for key, term in row.items() if term is not None}
            for row in store.select(text).dicts()
        ]
        answers.append(
            sorted(
                (row["disagreement"], row["value"], row.get("approximation", ""), row["source"])
                for row in rows
                if row["disagreement"].removeprefix("disagreement_values_") in names
                or "unitCount" in row["property"]
                or row["disagreement"].endswith("1-1-a_target_2026_percent_year")
            )
        )
    assert answers[0] == answers[1]
    indicator, people = (f"disagreement_values_{name}" for name in sorted(names))
    assert answers[0] == [
        (indicator, "4–6", "between", "doc-b"),
        (indicator, "7", "exact", "page-y"),
        (people, "30", "at-most", "page-y"),
        (people, "40", "at-least", "doc-b"),
    ]


def test_gaps_word_bounds(landscape: Landscape) -> None:
    gaps = {gap.id: gap for gap in find_data_gaps(read_facts(landscape.store), as_of=DAY)}
    people = gaps["data-dispute/institut-exemple/personCount/2024"]
    assert people.finding.en.endswith("(2024): at most 30 / at least 40")
    assert people.finding.fr.endswith("(2024) : au plus 30 / au moins 40")
    target = gaps["data-dispute/values_cof-indicateur-2-1-b_target_2026_count_year"]
    assert target.finding.en == "numeric value (2026): between 4–6 / 7"


def test_pages_word_bounds(landscape: Landscape) -> None:
    def lines(name: str) -> list[tuple[str, str]]:
        iri = resolve_entity(landscape.store, name).value
        page = describe_entity(landscape.store, iri, as_of=DAY, lang="en")
        return [
            (line.approximation, line.value)
            for line in page.sections()["disagreements"]
            if "persons" in line.property or "numeric" in line.property
        ]

    assert lines("cof-indicateur-2-1-b") == [("", "4 to 6"), ("", "7")]
    assert lines("institut-exemple") == [("At least", "40"), ("At most", "30")]

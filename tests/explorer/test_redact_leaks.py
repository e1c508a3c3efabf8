"""Nothing that rests on sources of low confidence alone is in the reduced file."""

from __future__ import annotations

import csv
import datetime
import html
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import coopgraph
from coopgraph.cli import cli
from coopgraph.outputs.explorer.gap_reading import read_gaps
from coopgraph.outputs.explorer.gap_redaction import reduce_gaps
from coopgraph.outputs.explorer.island import inflate
from coopgraph.projection.doubts import read_doubts
from coopgraph.resources import example_dir

DAY = datetime.date(2024, 12, 31)
#: Rows that a curator doubts. What must not be read by others holds the word "sotto".
PLANTED: Mapping[str, list[dict[str, str]]] = {
    "places": [
        {"id": "sottoville", "class": "City", "label_fr": "Sottoville", "within": "haute-exemplie"}
        | {"latitude": "46.7531", "longitude": "-20.4", "confidence": "low"},
        {"id": "sottonia", "class": "Country", "label_fr": "Sottonia", "confidence": "low"},
        {"id": "outreville", "class": "City", "label_fr": "Outreville", "within": "sottonia"},
    ],
    "organizations": [
        {"id": "clinique-z", "class": "HealthcareOperator", "label_fr": "Clinique Z"}
        | {"place": "sottoville"},
        {"id": "clinique-w", "class": "HealthcareOperator", "label_fr": "Clinique W"}
        | {"place": "outreville"},
        {"id": "sotto-clinique", "class": "HealthcareOperator", "label_fr": "Clinique Sotto"}
        | {"place": "valfictif", "confidence": "low"},
    ],
    "sites": [
        {"entity": "clinique-z", "place": "port-imagine"},
        {"entity": "u-1", "place": "sottoville"},
        {"entity": "u-2", "place": "port-imagine", "confidence": "low"},
    ],
    "structures": [
        {"id": "u-77", "class": "ResearchUnit", "label_fr": "Unité sûre", "unit_number": "U 77"}
        | {"place": "sottoville", "start_year": "2011", "note": "remarque sotto"},
    ],
    "aliases": [
        {"entity": "u-77", "alias": "SOTTO", "kind": "acronym", "confidence": "low"},
        {"entity": "u-77", "alias": "Sottonyme", "kind": "alias", "confidence": "low"},
        {"entity": "clinique-z", "alias": "CLZ", "kind": "acronym"},
    ],
    "cotutelles": [
        {"structure": "u-77", "body": "institut-exemple", "role": "supervising-body"},
        {"structure": "u-77", "body": "universite-de-valfictif", "role": "supervising-body"}
        | {"unit_code": "SOTTO 12", "confidence": "low"},
        {"structure": "u-77", "body": "sotto-clinique", "role": "associated-team"},
    ],
    "identifiers": [
        {"entity": "u-77", "scheme": "rnsr", "value": "201119769V", "confidence": "low"},
    ],
    "claims": [
        {"subject": "institut-exemple", "predicate": "projectCount", "value": "424242"}
        | {"datatype": "integer", "approximation": "exact", "unit": "count"}
        | {"stated_text": "sotto voce", "language": "fr", "confidence": "low"},
    ],
    "collaborations": [
        {"id": "fhu-sotto", "class": "HospitalUniversityFederation", "label_fr": "FHU SOTTO"}
        | {"instrument_type": "fhu", "start_year": "2019", "confidence": "low"},
    ],
    "label_awards": [
        {"awarded_to": "fhu-exemplaire", "label": "fhu", "start_year": "2009"}
        | {"call": "appel sotto", "awarded_by": "institut-exemple", "confidence": "low"},
        {"awarded_to": "fhu-sotto", "label": "fhu", "start_year": "2019", "end_year": "2025"},
    ],
    "participations": [
        {"collective": "fhu-sotto", "member": "institut-exemple", "role": "member"},
    ],
    "agreements": [
        {"id": "accord-sotto", "class": "FrameworkAgreement", "label_fr": "Accord sotto"}
        | {"signed_year": "2020", "instrument_type": "framework-agreement", "confidence": "low"},
    ],
    "agreement_parties": [
        {"agreement": "accord-sotto", "party": "institut-exemple"},
        {"agreement": "accord-sotto", "party": "clinique-z"},
    ],
}


def inside(path: Path) -> str:
    """Return all that a page holds: its own text, and what its data inflate to."""
    text = path.read_text(encoding="utf-8")
    (data,) = re.findall(r'<script type="application/octet-stream" id="data">([^<]*)<', text)
    return html.unescape(text) + inflate(data)


@pytest.fixture(scope="module")
def doubted(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The example landscape with facts that its curator doubts."""
    folder = tmp_path_factory.mktemp("doubted") / "tables"
    shutil.copytree(example_dir(), folder)
    header = "entity,place,source,locator,confidence,note\n"
    (folder / "sites.csv").write_text(header, encoding="utf-8")
    given = {"source": "doc-b", "locator": "l. 999", "confidence": "high"}
    for name, rows in PLANTED.items():
        path = folder / f"{name}.csv"
        with path.open(encoding="utf-8", newline="") as file:
            columns = next(csv.reader(file))
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n")
            writer.writerows(given | row for row in rows)
    return coopgraph.load([folder], as_of=DAY), folder


@pytest.fixture(scope="module")
def pages(doubted: Any, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    landscape, _ = doubted
    folder = tmp_path_factory.mktemp("pages")
    return tuple(  # type: ignore[return-value]
        inside(landscape.explore(folder / f"{name}.html", redacted=redacted, cache=False))
        for name, redacted in (("whole", False), ("reduced", True))
    )


#: What stands in the whole page and must not in the reduced one.
SECRETS = (
    *("Sottoville", "Sottonia", "Clinique Sotto", "sotto-clinique", "SOTTO"),
    *("Sottonyme", "SOTTO 12", "201119769V", "424242", "sotto voce", "FHU SOTTO", "fhu-sotto"),
    *("appel sotto", "Accord sotto", "accord-sotto", "remarque sotto"),
)


@pytest.mark.parametrize("secret", SECRETS)
def test_what_is_doubtful_is_in_the_whole_page_alone(pages: tuple[str, str], secret: str) -> None:
    whole, reduced = pages
    assert secret in whole
    assert secret not in reduced


def test_nothing_else_holds_the_word(pages: tuple[str, str]) -> None:
    _, reduced = pages
    at = reduced.lower().find("sotto")
    assert at < 0, reduced[max(0, at - 80) : at + 80]


def test_what_is_sure_stays(pages: tuple[str, str]) -> None:
    _, reduced = pages
    for text in ("Clinique Z", "Clinique W", "Unité sûre", "CLZ", "Outreville", "U 77"):
        assert text in reduced


def test_place_is_blank_from_where_it_is_doubtful_on(doubted: Any) -> None:
    from coopgraph.outputs.explorer.redaction import redact
    from coopgraph.projection.landscape import project_landscape

    landscape, _ = doubted
    graph = project_landscape(landscape.store, as_of=DAY, whole=True)
    reduced = redact(graph, read_doubts(landscape.store)).graph
    base = "https://w3id.org/coopgraph/id/"
    places = {
        name: [reduced.nodes[base + name][key].removeprefix(base) for key in PLACES]
        for name in ("clinique-z", "clinique-w", "u-1")
    }
    assert places == {
        "clinique-z": ["", "", ""],
        "clinique-w": ["outreville", "", ""],
        "u-1": ["valfictif", "haute-exemplie", "exemplie"],
    }
    further = {
        name: [one[0].removeprefix(base) for one in reduced.nodes[base + name]["further"]]
        for name in ("clinique-z", "u-1", "u-2")
    }
    assert further == {"clinique-z": ["port-imagine"], "u-1": [], "u-2": []}
    assert [one[0] for one in graph.nodes[base + "u-1"]["further"]] == [base + "sottoville"]
    assert reduced.nodes[base + "clinique-z"]["lat"] is None
    assert graph.nodes[base + "clinique-z"]["lat"] == 46.7531
    assert base + "sottonia" not in reduced
    assert reduced.nodes[base + "u-77"]["acronym"] == ""


PLACES = ("city", "region", "country")


def test_period_that_is_doubtful_is_left_out_of_node_and_links(small_graph: Any) -> None:
    from coopgraph.outputs.explorer.redaction import redact
    from coopgraph.projection.doubts import Doubts
    from coopgraph.projection.records import Fact
    from coopgraph.vocabulary import COOP

    tail, head, key = min(
        edge[:3]
        for edge in small_graph.edges(keys=True, data=True)
        if edge[3]["kind"] == "supervision"
    )
    data = small_graph.edges[tail, head, key]
    data.update(start=1987, facts=(Fact(COOP.startYear, "1987"),))
    small_graph.graph["days"] = {(tail, head, key): ("1987-05-06", "")}
    doubts = Doubts(statements=frozenset({(data["iri"], COOP.startYear, "1987")}))
    assert redact(small_graph).graph.edges[tail, head, key]["start"] == 1987
    reduced = redact(small_graph, doubts).graph
    assert reduced.edges[tail, head, key]["start"] is None
    assert (tail, head, key) not in reduced.graph["days"]
    assert small_graph.graph["days"] == {(tail, head, key): ("1987-05-06", "")}


def test_a_reduced_neighbourhood_does_not_count_what_lies_beyond(small_graph: Any) -> None:
    from coopgraph.outputs.explorer.redaction import redact

    small_graph.graph["beyond"] = dict.fromkeys(small_graph, 3)
    assert "beyond" not in redact(small_graph).graph.graph
    assert small_graph.graph["beyond"]


# Gap records


def test_gaps_stay_without_those_that_rest_on_what_is_doubtful(doubted: Any) -> None:
    landscape, _ = doubted
    found = read_gaps(landscape.store, DAY).review
    doubts = read_doubts(landscape.store)
    left = reduce_gaps(found, doubts, doubts.labels)
    kept = {gap.id for gap in left.review.gaps}
    assert len(kept) == len(found.gaps) - left.records
    assert left.records > 0
    assert left.dismissed == 0
    assert not [one for one in kept if "sotto" in one]
    assert not [one for one in kept if one.startswith("data-doubt/")]
    for gap in left.review.gaps:
        assert all(item.confidence != "low" for item in gap.evidence)
    # Whatever names nothing doubtful and rests on nothing doubtful is still there.
    sure = [
        gap
        for gap in found.gaps
        if gap.rule != "data-doubt"
        and all(item.confidence != "low" for item in gap.evidence)
        and "sotto" not in repr(gap).lower()
    ]
    assert len(sure) > 20
    assert {gap.id for gap in sure} <= kept


def test_reduced_page_says_how_much_is_left_out(doubted: Any, pages: tuple[str, str]) -> None:
    landscape, _ = doubted
    doubts = read_doubts(landscape.store)
    left = reduce_gaps(read_gaps(landscape.store, DAY).review, doubts, doubts.labels)
    whole, reduced = pages
    assert f"Lacunes laissées de côté\u00a0: {left.records} " in reduced
    assert "Lacunes laissées de côté" not in whole
    assert 'id="still-gaps-fr"' in reduced


def test_dismissals_and_their_reasons_are_left_out_and_counted(
    doubted: Any, tmp_path: Path
) -> None:
    landscape, _ = doubted
    gap = next(
        gap
        for gap in landscape.gaps("convention")
        if gap.status.value == "candidate" and "sotto" not in repr(gap).lower()
    )
    path = tmp_path / "dismissed.csv"
    path.write_text(
        f"record,reason,by,date,status\n{gap.id},motif secret,Mme X,2024-11-02,candidate\n",
        encoding="utf-8",
    )
    target = tmp_path / "page.html"
    landscape.explore(target, redacted=True, dismissals=path, cache=False)
    page = inside(target)
    assert not [word for word in ("motif secret", "Mme X", gap.id) if word in page]
    assert "1 pour mise à l’écart" in page


@pytest.mark.parametrize("redact", [[], ["--redact"]])
def test_faulty_list_of_dismissals_is_refused_in_both_pages(
    doubted: Any, tmp_path: Path, redact: list[str]
) -> None:
    _, folder = doubted
    path = tmp_path / "bad.csv"
    path.write_text("record,reason,by,date\nexpiry/x,,,\n", encoding="utf-8")
    target = tmp_path / "page.html"
    options = ["explore", "--no-open", "--data", str(folder), "-o", str(target), *redact]
    for file, said in ((path, f"{path}:2"), (tmp_path / "none.csv", "no such file")):
        result = CliRunner().invoke(cli, [*options, "--dismissals", str(file), "--lang", "en"])
        assert result.exit_code == 3
        assert said in result.stderr
        assert not target.exists()


def test_lines_that_dismiss_nothing_are_told_by_the_command(doubted: Any, tmp_path: Path) -> None:
    _, folder = doubted
    path = tmp_path / "old.csv"
    path.write_text(
        "record,reason,by,date\nconvention-university/clinique-z,motif,,\n", encoding="utf-8"
    )
    options = ["explore", "--no-open", "--data", str(folder), "-o", str(tmp_path / "page.html")]
    result = CliRunner().invoke(cli, [*options, "--dismissals", str(path), "--lang", "en"])
    assert result.exit_code == 0
    assert "convention-university/clinique-z is found no more" in result.stderr

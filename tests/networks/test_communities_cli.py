"""``coopgraph communities``: what is printed, in which formats, and what is refused."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.analysis.networks.figures import FIGURES
from coopgraph.analysis.networks.naming import name_community
from coopgraph.analysis.networks.structure import assess_structure
from coopgraph.cli import cli
from coopgraph.landscape import Landscape
from coopgraph.messages import translated
from coopgraph.outputs.communities_tables import COLUMNS, flat_communities_table
from coopgraph.outputs.tables import render_table
from coopgraph.resources import example_dir

EXAMPLE = ["--data", str(example_dir()), "--as-of", "2024-12-31"]
FEW = ["--seeds", "5", "--replicates", "20"]
GOLDEN = Path(__file__).parent / "golden"


def _run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, ["communities", *EXAMPLE, *arguments, "--lang", lang])


def _said(*arguments: str, lang: str = "en") -> str:
    result = _run(*FEW, *arguments, lang=lang)
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_miniature_is_printed_as_it_was(lang: str) -> None:
    expected = (GOLDEN / f"communities.{lang}.md").read_text(encoding="utf-8")
    assert _said("--format", "md", lang=lang) == expected


def test_formats_say_the_same(tmp_path: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(_said("--format", "csv", "--quiet"))))
    assert tuple(rows[0]) == COLUMNS
    document = json.loads(_said("--format", "json"))
    assert [row["item_label"] for row in document["rows"]] == [row["item_label"] for row in rows]
    assert any(
        note.startswith("3 communities; stable: 2, doubtful: 1") for note in document["notes"]
    )
    assert _said("--format", "tsv", "--quiet").count("\n") == len(rows) + 1
    members = [row for row in rows if row["section"] == "member"]
    isolates = [row for row in rows if row["section"] == "isolate"]
    assert (len(members), len(isolates)) == (6, 1)
    assert {row["community"] for row in members} == {"1", "2", "3"}
    path = tmp_path / "communities.xlsx"
    _said("-o", str(path))
    assert path.read_bytes()[:2] == b"PK"


def test_csv_talks_on_standard_error_and_is_quiet_if_asked() -> None:
    said = _run(*FEW, "--format", "csv").stderr
    assert "3 communities; stable: 2, doubtful: 1" in said
    assert "Projection partners" in said
    assert "As of 2024-12-31" in said
    assert not _run(*FEW, "--format", "csv", "--quiet").stderr


def test_top_shortens_members_for_readers_only() -> None:
    text = _said("--top", "1", "--format", "md")
    assert text.count("and 1 more (--top)") == 3
    assert "and 1 more" not in _said("--format", "md")
    assert _said("--top", "1", "--format", "csv", "--quiet").count("\nmember,") == 6


def test_seeds_and_resolution_are_settled_by_the_reader() -> None:
    assert _said("--format", "json") == _said("--format", "json")
    other = _said("--seed", "9", "--resolution", "0.5", "--format", "json")
    assert "resolution 0.5" in other
    assert "5 seeds from 9 on" in other


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_figure_is_defined_and_says_how_not_to_read_it(lang: str) -> None:
    text = _said("--format", "json", lang=lang)
    document = json.loads(text)
    named = {row["item"] for row in document["rows"] if row["section"] == "figure"}
    assert named == set(FIGURES)
    for name in named:
        figure = FIGURES[name]
        title = str(translated(figure.title, lang))
        note = next(note for note in document["notes"] if note.startswith(title))
        for part in (figure.meaning, figure.not_for):
            assert str(translated(part, lang)) in note
        assert f"https://doi.org/{figure.doi}" in note
        if lang == "fr":
            assert translated(figure.meaning, "fr") != figure.meaning


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--projection", "structures"], 3, "no two bodies are neighbours"),
        (["--projection", "countries-themes"], 3, "no two bodies are neighbours"),
        (["--projection", "layers"], 3, "never added up"),
        (["--resolution", "0"], 2, "--resolution"),
        (["--resolution", "nan"], 2, "--resolution"),
        (["--resolution", "x"], 2, "--resolution"),
        (["--seeds", "1"], 2, "--seeds"),
        (["--replicates", "3"], 2, "--replicates"),
        (["--projection", "nobody"], 2, "nobody"),
        (["--projection", "sites", "--with-focus"], 3, "has no choice of with_focus"),
    ],
)
def test_what_says_nothing_is_refused(arguments: list[str], code: int, words: str) -> None:
    result = _run(*arguments)
    assert result.exit_code == code
    assert words in result.stderr
    assert not result.stdout
    assert "Traceback" not in result.output


@pytest.mark.parametrize("name", ["partners", "partners-newman", "partners-backbone", "sites"])
def test_every_projection_of_one_mode_is_answered(name: str) -> None:
    document = json.loads(_said("--projection", name, "--format", "json"))
    assert any(f"Projection {name}:" in note for note in document["notes"])
    assert [row["item"] for row in document["rows"] if row["item"] == "modularity"]


def test_a_layer_with_nothing_says_so() -> None:
    text = _said("--layer", "project", "--format", "md")
    assert "No two nodes are tied: there are no communities." in text


def test_names_are_the_most_typical_and_what_half_of_them_share(
    curated_landscape: Landscape,
) -> None:
    found, _ = curated_landscape.communities(seeds=20, replicates=20)
    for one, name in zip(found.communities.found, found.names, strict=True):
        typical = [member.within * member.share for member in one.members]
        assert typical == pytest.approx(sorted(typical, reverse=True))
        assert list(name.typical) == [member.node for member in one.members[:3]]
        places = [found.network.graph.nodes[member.node]["region"] for member in one.members]
        if name.region:
            assert 2 * places.count(name.region) >= len(places)
        assert name_community(found.network, one) == name
    region = found.figure("assortativity-region")
    assert region is not None
    assert region.value is not None
    assert region.chance_interval is not None
    assert region.value > region.chance_interval.high


@pytest.mark.parametrize("kind", ["svg", "png", "pdf"])
def test_a_figure_is_the_same_each_time_and_tells_what_it_shows(tmp_path: Path, kind: str) -> None:
    paths = [tmp_path / f"{number}.{kind}" for number in range(2)]
    for path in paths:
        _said("--plot", str(path), "--format", "csv", "--quiet")
    first, second = (path.read_bytes() for path in paths)
    assert first == second
    if kind == "svg":
        text = first.decode("utf-8")
        assert "Université de Port-Imaginé (2): stable" in text
        assert "Communities in the projection partners" in text
        assert "As of 2024-12-31" in text


def test_a_figure_of_no_known_kind_is_refused(tmp_path: Path) -> None:
    result = _run(*FEW, "--plot", str(tmp_path / "x.gif"))
    assert result.exit_code == 3
    assert "no known extension of a figure" in result.stderr
    assert not list(tmp_path.iterdir())


def test_hostile_names_stay_text(example_landscape: Landscape) -> None:
    network = example_landscape.network()
    graph = network.graph.copy()
    for node in graph:
        graph.nodes[node].update(label_fr='=HYPERLINK("x")\n\u202e', label_en="")
    found = assess_structure(replace(network, graph=graph), seeds=3, replicates=20)
    table = flat_communities_table(found, example_landscape.project(), "fr")
    text = str(render_table(table, "csv"))
    assert "\u202e" not in text
    assert not re.search(r'(^|,)"?=', text, re.MULTILINE)
    assert len(list(csv.reader(io.StringIO(text)))) == len(table.rows) + 1

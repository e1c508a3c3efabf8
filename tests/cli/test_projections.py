"""``coopgraph projections``: the list, one projection, and its files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import cli
from coopgraph.cli.projections import _WRITTEN
from coopgraph.outputs.export.projected import PROJECTED
from coopgraph.projection.catalogue import PROJECTIONS
from coopgraph.projection.layers import LAYERS
from coopgraph.resources import example_dir

EXAMPLE = ("--data", str(example_dir()), "--as-of", "2024-12-31")


def _run(*words: str, lang: str = "en", code: int = 0) -> Result:
    result = CliRunner().invoke(cli, ["projections", *words, "--lang", lang])
    assert result.exit_code == code, result.output
    return result


def _json(*words: str) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(_run(*words, *EXAMPLE, "--format", "json").stdout)
    return document


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_list_tells_what_each_is(lang: str) -> None:
    rows = list(csv.DictReader(io.StringIO(_run("--format", "csv", lang=lang).stdout)))
    assert [row["name"] for row in rows] == list(PROJECTIONS)
    for row in rows:
        said = PROJECTIONS[row["name"]].declaration
        assert row["weight"] == said.weight.in_language(lang)
        assert row["not_for"] == said.not_for.in_language(lang)


@pytest.mark.parametrize("format_", ["table", "md", "json", "tsv"])
def test_the_list_comes_in_every_format(format_: str) -> None:
    assert "partners-backbone" in _run("--format", format_).stdout


def test_a_projection_is_shown_with_its_statement_and_sources() -> None:
    text = " ".join(_run("partners", *EXAMPLE, "--format", "md").stdout.split())
    assert "Weight: number of collectives that both take part in." in text
    assert "Chosen: layers=cotutelle; roles=supervising; structures-of=IEX; with-focus=no." in text
    assert "7 bodies, 3 edges, 4 components, 1 of them a single node" in text
    assert "| density | 0.143 |" in text  # 3 of 21 pairs
    assert "| École des modèles | Université des Trois-Rives | 1 |" in text
    assert "Génétique de l’hypothèse" in text and "register-x, 2004" in text
    assert "As of 2024-12-31." in text


def test_it_is_said_in_french_too() -> None:
    text = " ".join(_run("partners", *EXAMPLE, "--format", "table", lang="fr").stdout.split())
    assert "Poids : nombre de collectifs auxquels tous deux prennent part." in text
    assert "Liens les plus forts" in text
    assert "État au 2024-12-31" in text


def test_what_is_not_shown_is_counted() -> None:
    text = _run("partners", *EXAMPLE, "--top", "1", "--format", "md").stdout
    assert "2 more edges" in text


def test_bodies_stand_for_a_network_of_structures() -> None:
    text = _run("structures", *EXAMPLE, "--format", "md").stdout
    assert "| Valfictif University | 3 |" in text  # u-1, u-2, us-7
    assert "neighbours of a collective" in text


def test_layers_are_shown_side_by_side() -> None:
    text = _run("layers", *EXAMPLE, "--with-focus", "--format", "md").stdout
    # Seven bodies and the institute; 7 edges to it and 3 among them, of which five meet elsewhere.
    assert "| cotutelle | 8 | 10 |" in text
    assert "participation coefficient" in text


def test_the_envelope_holds_declaration_choices_and_edges() -> None:
    document = _json("layers")
    assert document["version"] == 1 and document["as_of"] == "2024-12-31"
    assert document["projection"]["name"] == "layers"
    assert set(document["projection"]["weight"]) == {"fr", "en"}
    assert document["summary"]["nodes"] == 13 and document["summary"]["edges"] == 4
    assert [row["layer"] for row in document["layers"]][:2] == ["cotutelle", "federation"]
    assert document["strongest_edges"][0]["sources"]
    assert len(document["statement"]) >= 5


def test_a_pipe_gets_all_edges_and_the_statement_apart() -> None:
    result = _run("partners", *EXAMPLE)  # no terminal: csv
    assert len(list(csv.DictReader(io.StringIO(result.stdout)))) == 3
    assert "Weight: number of collectives" in " ".join(result.stderr.split())
    assert "As of 2024-12-31." in result.stderr
    assert not _run("partners", *EXAMPLE, "--quiet").stderr


@pytest.mark.parametrize("extension", _WRITTEN)
def test_a_projection_is_written(tmp_path: Path, extension: str) -> None:
    result = _run("sites", *EXAMPLE, "-o", str(tmp_path / f"sites{extension}"))
    assert not result.stdout
    assert "written" in result.stderr and "Projection sites" in result.stderr
    files = sorted(path.name for path in tmp_path.iterdir())
    assert files == (
        ["sites-edges.csv", "sites-nodes.csv"] if extension == ".csv" else [f"sites{extension}"]
    )


def test_the_help_names_what_can_be_written() -> None:
    assert tuple(PROJECTED) == _WRITTEN
    for extension in PROJECTED:
        assert extension in _run("--help").stdout


def test_choices_are_taken() -> None:
    document = _json("partners", "--layer", "label", "--whole", "--with-focus")
    assert document["choices"] == {
        "layers": "label",
        "roles": "supervising",
        "structures-of": "*",
        "with-focus": "yes",
    }


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("partners", "--alpha", "0.1"), 3, "no choice of alpha"),
        (("countries-themes", "--layer", "label"), 3, "no choice of layers"),
        (("parteners",), 2, "partners-newman"),
        (("--layer", "label"), 2, "choices go with the name"),
        (("partners", "-o", "x.pdf"), 2, ".graphml"),
        (("partners", "-o", "x.json", "--format", "json"), 2, "leave --format out"),
    ],
)
def test_what_cannot_be_done_is_said(words: tuple[str, ...], code: int, said: str) -> None:
    result = _run(*words, *EXAMPLE, code=code)
    assert said in " ".join(result.stderr.split())
    assert not result.stdout


def test_the_page_holds_what_the_registry_holds(repository: Path) -> None:
    page = (repository / "docs" / "networks.md").read_text(encoding="utf-8")
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in page.splitlines()
        if line.startswith("| `")
    ]
    declared = [
        [f"`{name}`", str(said.nodes), str(said.edges), str(said.weight), str(said.not_for)]
        for name, (said, *_) in PROJECTIONS.items()
    ]
    layers = [
        [f"`{name}`", str(layer.title), str(layer.empty or "")] for name, layer in LAYERS.items()
    ]
    assert [row for row in rows if len(row) == 5] == declared
    assert [row for row in rows if len(row) == 3] == layers

"""Ranks of layers side by side: those of each layer alone, and nothing over all."""

from __future__ import annotations

import csv
import io
import json

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import ProjectionError
from coopgraph.landscape import Landscape
from coopgraph.outputs.layered_tables import layers_table
from coopgraph.resources import example_dir

DATA = ("--data", str(example_dir()), "--as-of", "2024-12-31", "--lang", "en")


def run(*arguments: str, code: int = 0) -> str:
    result = CliRunner().invoke(cli, ["rank", "degree", "--projection", "layers", *arguments])
    assert result.exit_code == code, result.output
    return result.stdout if code == 0 else result.output


def test_ranks_are_those_of_each_layer_alone(curated_landscape: Landscape) -> None:
    found = curated_landscape.rank_layers("degree", ("label", "cotutelle"), replicates=20)
    assert list(found) == ["label", "cotutelle"]
    for layer, ranking in found.items():
        alone = curated_landscape.rank("degree", "partners", layers=(layer,), replicates=20)
        assert [(row.rank, row.node, row.interval) for row in ranking.rows] == [
            (row.rank, row.node, row.interval) for row in alone.rows
        ]


def test_layers_without_ties_are_left_out(curated_landscape: Landscape) -> None:
    found = curated_landscape.rank_layers("degree", ("project", "team"), exact=True)
    assert list(found) == ["team"]


def test_the_first_of_every_layer_are_listed_once(curated_landscape: Landscape) -> None:
    found = curated_landscape.rank_layers("degree", exact=True)
    table = layers_table(found, top=3, lang="en")
    names = [str(row[0]) for row in table.rows]
    assert len(names) == len(set(names))
    for layer, ranking in found.items():
        first = {row.label.in_language("en") for row in ranking.rows[:3] if row.rank is not None}
        assert first <= set(names), layer
    assert len(table.columns) == 2 + len(found)


def test_formats_say_the_same() -> None:
    rows = list(csv.DictReader(io.StringIO(run("--exact", "--format", "csv", *DATA))))
    document = json.loads(run("--exact", "--format", "json", *DATA))
    assert list(document["layers"]) == list(dict.fromkeys(row["layer"] for row in rows))
    for layer, part in document["layers"].items():
        assert [(str(one["rank"]), one["name"]) for one in part["rows"]] == [
            (row["rank"], row["name"]) for row in rows if row["layer"] == layer
        ]
    words = run("--exact", "--format", "md", *DATA)
    assert "there is no rank over all" in words
    assert all(f"{layer} (" in words for layer in document["layers"])


def test_one_layer_may_be_chosen_and_unknown_ones_are_refused(
    example_landscape: Landscape,
) -> None:
    rows = list(csv.DictReader(io.StringIO(run("--layer", "label", "--format", "csv", *DATA))))
    assert {row["layer"] for row in rows} == {"label"}
    assert all(row["rank_low"] for row in rows)
    with pytest.raises(ProjectionError, match="no layer"):
        example_landscape.rank_layers("degree", ("labels",))


def test_a_figure_is_of_one_layer() -> None:
    assert "--projection partners" in run("--plot", "x.svg", *DATA, code=2)

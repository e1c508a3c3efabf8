"""The options that choose a projection: what a command receives, and what it refuses."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from coopgraph.cli.projection_options import AskedProjection, projection_options
from coopgraph.errors import ProjectionError
from coopgraph.landscape import Landscape

_received: list[AskedProjection] = []


@click.command()
@projection_options()
def _named(projection: AskedProjection) -> None:
    _received.append(projection)


@click.command()
@projection_options(None)
def _unnamed(projection: AskedProjection) -> None:
    _received.append(projection)


def _ask(command: click.Command, *words: str) -> AskedProjection:
    result = CliRunner().invoke(command, words)
    assert result.exit_code == 0, result.output
    return _received.pop()


def test_what_is_left_open_stays_open(example_landscape: Landscape) -> None:
    asked = _ask(_named)
    assert asked == AskedProjection("partners", {"whole": False, "with_focus": False})
    assert asked.network(example_landscape).choices["layers"] == "cotutelle"


def test_choices_reach_the_projection(example_landscape: Landscape) -> None:
    words = "--projection structures --layer label --layer team --role host --whole --with-focus"
    network = _ask(_named, *words.split()).network(example_landscape)
    assert network.declaration.name == "structures"
    assert network.choices == {
        "layers": "label,team",
        "roles": "host",
        "structures-of": "*",
        "with-focus": "yes",
    }


def test_a_command_may_learn_the_name_otherwise(example_landscape: Landscape) -> None:
    asked = _ask(_unnamed, "--layer", "label")
    assert asked.network(example_landscape, "partners").choices["layers"] == "label"
    assert CliRunner().invoke(_unnamed, ["--projection", "partners"]).exit_code == 2


def test_a_choice_that_changes_nothing_is_refused(example_landscape: Landscape) -> None:
    asked = _ask(_named, "--alpha", "0.01")
    assert asked.choices["alpha"] == 0.01
    with pytest.raises(ProjectionError, match="partners has no choice of alpha"):
        asked.network(example_landscape)


@pytest.mark.parametrize("alpha", ["0", "1.5", "nan"])
def test_a_rate_lies_between_none_and_all(alpha: str) -> None:
    assert CliRunner().invoke(_named, ["--alpha", alpha]).exit_code == 2

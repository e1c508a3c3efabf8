"""Numbers and names that networks and measures take: the same limits in Python and for commands."""

from __future__ import annotations

import math
from typing import Any

import pytest
from click.testing import CliRunner

import coopgraph
from coopgraph.analysis.networks import rank_nodes
from coopgraph.cli import cli
from coopgraph.errors import (
    CoopgraphError,
    MeasureError,
    ParameterError,
    ProjectionError,
    UnknownEntity,
)
from coopgraph.landscape import Landscape
from coopgraph.projection.catalogue import Choices
from coopgraph.projection.limits import LIMITS, Limit
from coopgraph.resources import example_dir

ONE, OTHER = "CHU de Valfictif", "CHU de Port-Imaginé"
EXAMPLE = ("--data", str(example_dir()), "--as-of", "2024-12-31", "--lang", "en")

#: Method, its arguments, and those that are out of range.
NUMBERS: list[tuple[str, tuple[Any, ...], str, list[Any]]] = [
    ("rank", ("degree",), "first", [-3, 0, 2.5, math.nan, True, "3"]),
    ("rank", ("degree",), "seed", [-1, math.nan, "x"]),
    ("rank", ("degree",), "replicates", [-1, 0, 19, 100_001]),
    ("rank", ("betweenness",), "sample", [-1, 0, 0.5]),
    ("rank", ("degree", "partners-backbone"), "alpha", [0, -1, 2.0, math.nan, "a"]),
    ("rank_layers", ("degree",), "first", [-3]),
    ("communities", (), "resolution", [0, -1, math.nan, math.inf, 101]),
    ("communities", (), "seeds", [0, 1, 2.5, 10_001]),
    ("communities", (), "seed", [-1]),
    ("communities", (), "replicates", [0, 19]),
    ("robustness", (), "seed", [-1, math.nan]),
    ("path", (ONE, OTHER), "most", [0, -1, 51, math.nan]),
    ("project", (), "hops", [-1, 1.5]),
    ("network", (), "alpha", [2.0]),
]


@pytest.mark.parametrize(
    ("method", "arguments", "name", "value"),
    [
        pytest.param(method, arguments, name, value, id=f"{method}-{name}-{value}")
        for method, arguments, name, values in NUMBERS
        for value in values
    ],
)
def test_a_number_out_of_range_is_refused(
    example_landscape: Landscape, method: str, arguments: tuple[Any, ...], name: str, value: Any
) -> None:
    with pytest.raises(ParameterError) as caught:
        getattr(example_landscape, method)(*arguments, **{name: value})
    text = str(caught.value)
    assert text.startswith(f"{name} is a ")
    assert text.endswith(f"not {value!r}")
    assert caught.value.in_language("fr") != text
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize(
    ("method", "arguments", "options", "kind", "words"),
    [
        ("rank", ("degree",), {"top": 0}, ParameterError, "no argument 'top'; there are layers"),
        ("rank", ("degree",), {"deletion": 2.0}, ParameterError, "no argument 'deletion'"),
        ("rank", ("degree",), {"samples": -1}, ParameterError, "did you mean 'sample'"),
        ("path", (ONE, OTHER), {"layers": 3}, ParameterError, "layers is a name or a list"),
        ("communities", (), {"seedz": 5}, ParameterError, "no argument 'seedz'"),
        ("network", (), {"role": "host"}, ParameterError, "did you mean 'roles'"),
        ("project", (), {"hop": 1}, ParameterError, "did you mean 'hops'"),
        ("gaps", (), {"within": 3}, ParameterError, "did you mean 'within_months'"),
        ("network", (), {"whole": "yes"}, ParameterError, "whole is True or False"),
        ("rank", ("degree",), {"exact": 1}, ParameterError, "exact is True or False"),
        ("rank", (3,), {}, MeasureError, "no measure 3"),
        ("rank_layers", ("nope",), {}, MeasureError, "no measure 'nope'"),
        ("rank", ("degree", ["partners"]), {}, ProjectionError, "no projection"),
        ("robustness", (), {"layers": ("nope",)}, ProjectionError, "no layer 'nope'"),
        ("robustness", (), {"roles": "nope"}, ProjectionError, "no role 'nope'"),
        ("compare", (ONE, OTHER), {"layers": ["nope"]}, ProjectionError, "no layer 'nope'"),
        ("path", (None, OTHER), {}, UnknownEntity, "a name is a text"),
        ("path", (ONE, ONE), {}, ProjectionError, f"both ends are the same: {ONE}"),
    ],
)
def test_a_name_or_kind_that_does_not_fit_is_refused(
    example_landscape: Landscape,
    method: str,
    arguments: tuple[Any, ...],
    options: dict[str, Any],
    kind: type[CoopgraphError],
    words: str,
) -> None:
    with pytest.raises(kind) as caught:
        getattr(example_landscape, method)(*arguments, **options)
    assert words in str(caught.value)
    assert caught.value.in_language("fr") != str(caught.value)


def test_the_functions_behind_refuse_the_same(example_landscape: Landscape) -> None:
    network = example_landscape.network()
    with pytest.raises(ParameterError, match="first is a whole number from 1 on"):
        rank_nodes(network, "degree", first=-3)
    with pytest.raises(ParameterError, match="alpha is a number above 0"):
        Choices(alpha=math.nan)


def test_one_name_stands_for_a_list_of_one(example_landscape: Landscape) -> None:
    one = example_landscape.rank("degree", layers="label", roles=["supervising"], exact=True)
    other = example_landscape.rank("degree", layers=("label",), exact=True)
    assert one.rows == other.rows
    found, _ = example_landscape.path(ONE, OTHER, without="Institut Exemple")
    same, _ = example_landscape.path(ONE, OTHER, without=["Institut Exemple"])
    assert [path.nodes for path in found.paths] == [path.nodes for path in same.paths]


def test_a_body_is_not_compared_with_itself_on_one_day(example_landscape: Landscape) -> None:
    again = coopgraph.load([example_dir()], as_of="2024-12-31")
    for later in (None, again):
        with pytest.raises(
            ProjectionError, match=f"{ONE} would be compared with itself on one day"
        ):
            example_landscape.compare(ONE, later=later)
    earlier = coopgraph.load([example_dir()], as_of="2019-12-31")
    found, _ = example_landscape.compare(ONE, later=earlier)
    assert found.one.body == found.other.body


@pytest.mark.parametrize(
    "arguments",
    [("compare", ONE, ONE), ("compare", ONE, "--to", "2024-12-31")],
    ids=["twice", "same-day"],
)
def test_the_command_says_so_too(arguments: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*arguments, *EXAMPLE])
    assert result.exit_code == 3
    assert result.stdout == ""
    assert "would be compared with itself on one day, 2024-12-31" in result.stderr


@pytest.mark.parametrize(
    ("command", "option", "name"),
    [
        (("rank", "degree"), "--top", "top"),
        (("rank", "degree"), "--seed", "seed"),
        (("rank", "degree"), "--replicates", "replicates"),
        (("rank", "betweenness"), "--sample", "sample"),
        (("rank", "degree", "--projection", "partners-backbone"), "--alpha", "alpha"),
        (("communities",), "--resolution", "resolution"),
        (("communities",), "--seeds", "seeds"),
        (("communities",), "--seed", "seed"),
        (("communities",), "--replicates", "replicates"),
        (("robustness",), "--seed", "seed"),
        (("path", ONE, OTHER), "--most", "most"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_commands_have_the_same_limits(command: tuple[str, ...], option: str, name: str) -> None:
    limit = LIMITS[name]
    out = [limit.least if limit.above else limit.least - 1, "nan"]
    out += [] if limit.most is None else [limit.most + 1]
    for value in out:
        result = CliRunner().invoke(cli, [*command, option, str(value), *EXAMPLE])
        assert result.exit_code == 2, result.output
        assert option in result.stderr


@pytest.mark.parametrize(
    ("limit", "inside", "outside"),
    [
        (Limit(least=1, most=50), [1, 50], [0, 51, 1.0]),
        (Limit(least=0, most=1, whole=False), [0, 0.5, 1], [-0.1, 1.1, None]),
        (Limit(least=0, whole=False, above=True), [1e-9, 10**9], [0, math.inf, math.nan, [1]]),
    ],
    ids=["whole", "closed", "above"],
)
def test_ends_of_a_range(limit: Limit, inside: list[Any], outside: list[Any]) -> None:
    assert all(limit.allows(value) for value in inside)
    assert not any(limit.allows(value) for value in outside)

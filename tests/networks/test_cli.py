"""``coopgraph rank``: formats, what is said with every result, refusals, figures, frames."""

from __future__ import annotations

import csv
import io
import json
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.analysis.networks import MEASURES
from coopgraph.analysis.networks.envelope import COLUMNS
from coopgraph.cli import cli
from coopgraph.errors import MissingExtra
from coopgraph.landscape import Landscape
from coopgraph.messages import bilingual
from coopgraph.outputs.ranking_plot import render_plot
from coopgraph.resources import example_dir

EXAMPLE = ["--data", str(example_dir()), "--as-of", "2024-12-31"]
FEW = ["--replicates", "20"]
SVG = "{http://www.w3.org/2000/svg}"


def _run(*arguments: str, lang: str = "en") -> Result:
    return CliRunner().invoke(cli, ["rank", *arguments, "--lang", lang])


def _rank(*arguments: str, lang: str = "en") -> Result:
    result = _run(*arguments, *EXAMPLE, lang=lang)
    assert result.exit_code == 0, result.output
    return result


def test_without_a_measure_all_are_listed() -> None:
    result = _run("--format", "csv")
    assert result.exit_code == 0, result.output
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [row["measure"] for row in rows] == list(MEASURES)
    assert all(row["meaning"] and row["doi"] for row in rows)
    french = _run("--format", "table", lang="fr").stdout
    assert "contrainte" not in french.split("\n")[0]
    assert "doi:10.1086/421787" in french
    document = json.loads(_run("--format", "json").stdout)
    assert {item["name"] for item in document["measures"]} == set(MEASURES)


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_a_result_says_all_that_it_takes_to_read_it(lang: str) -> None:
    text = " ".join(_rank("betweenness", *FEW, "--format", "table", lang=lang).stdout.split())
    for words in {
        "en": [
            "Meaning: on which share",
            "Not to be read as influence",
            "Projection partners: which bodies share structures.",
            "Not to be read as: evidence of direct exchange",
            "ranks over 20 networks",
            "without 10 % of the edges",
            "seed 1",
            "As of 2024-12-31. Sources:",
            "https://doi.org/10.2307/3033543",
        ],
        "fr": [
            "Ce que dit la mesure : sur quelle part",
            "À ne pas lire comme une influence",
            "Projection partners : quels organismes",
            "rangs dans 20 réseaux",
            "État au 2024-12-31. Sources",
            "graine 1",
        ],
    }[lang]:
        assert words in text


def test_csv_has_every_row_and_talks_on_standard_error() -> None:
    result = _rank("degree", *FEW, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 7
    assert {row["rank"] for row in rows} == {"1", "7"}
    assert "Projection partners" in result.stderr
    assert not _rank("degree", "--exact", "--format", "csv", "--quiet").stderr


def test_the_layers_taken_by_default_are_said_with_the_others() -> None:
    said = _rank("degree", "--exact").stderr.splitlines()
    (line,) = [line for line in said if line.startswith("layers taken")]
    assert "layers taken: cotutelle; others with memberships: " in line
    assert "label (5)" in line and "--layer NAME" in line
    for options in (["--layer", "label"], ["--quiet"], ["--projection", "layers"]):
        assert "layers taken" not in _rank("degree", "--exact", *options).stderr


def test_tsv_md_and_xlsx(tmp_path: Path) -> None:
    assert "\t" in _rank("degree", "--exact", "--format", "tsv").stdout
    assert _rank("degree", "--exact", "--format", "md").stdout.startswith("**Degree in the")
    path = tmp_path / "degree.xlsx"
    _rank("degree", "--exact", "-o", str(path))
    assert path.read_bytes()[:2] == b"PK"


def test_the_envelope() -> None:
    result = _rank("brokerage", "--groups", "region", *FEW, "--top", "2", "--format", "json")
    document = json.loads(result.stdout)
    assert document["version"] == 1
    assert document["as_of"] == "2024-12-31"
    assert document["projection"]["name"] == "partners"
    assert document["projection"]["statement"][0]["fr"].startswith("Projection partners")
    assert document["measure"]["doi"] == "10.2307/270949"
    assert document["settled"] == {
        "weights": False,
        "distance": None,
        "groups": "region",
        "mode": None,
        "sample": None,
        "replicates": 20,
        "collectives_resampled": True,
        "seed": 1,
        "first": 2,
    }
    assert document["parameters"]["groups"] == "region"
    assert len(document["rows"]) == 2
    assert document["ranked"] == 7
    assert document["rows"][0]["coordinator"] == 0
    assert document["vintage"]


def test_layers_roles_and_population_are_chosen() -> None:
    result = _rank(
        *("degree", "--exact", "--layer", "label", "--layer", "cotutelle", "--format", "json"),
        *("--role", "supervising", "--role", "participant", "--whole", "--with-focus"),
    )
    choices = json.loads(result.stdout)["projection"]["choices"]
    assert choices["layers"] == "label,cotutelle"
    assert choices["roles"] == "supervising,participant"
    assert choices["structures-of"] == "*"
    assert choices["with-focus"] == "yes"


def test_top_limits_the_table_and_says_so() -> None:
    table = _rank("degree", "--exact", "--top", "3", "--format", "table").stdout
    assert "4 more nodes" in table
    assert "3 of 7" in table


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["constraint", "--projection", "structures"], "no two bodies are neighbours"),
        (["eigenvector"], "--largest"),
        (["betweenness", "--weights"], "say which distance"),
        (["strength", "--no-weights"], "nothing without weights"),
        (["closness"], "did you mean 'closeness'"),
    ],
)
def test_refusals_end_with_3_and_the_reason(arguments: list[str], words: str) -> None:
    result = _run(*arguments, *EXAMPLE)
    assert result.exit_code == 3
    assert words in result.stderr
    assert not result.stdout


def test_a_layer_without_anything_is_an_empty_result() -> None:
    result = _rank("degree", "--layer", "co-publication", "--format", "table")
    assert "0 nodes" in result.stdout
    assert (
        json.loads(_rank("degree", "--layer", "co-publication", "--format", "json").stdout)["rows"]
        == []
    )


@pytest.mark.parametrize(
    ("suffix", "start"), [("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")]
)
def test_figures_are_the_same_each_time(tmp_path: Path, suffix: str, start: bytes) -> None:
    files = [tmp_path / f"{number}.{suffix}" for number in (1, 2)]
    for path in files:
        _rank("degree", *FEW, "--plot", str(path), "--format", "csv")
    contents = {path.read_bytes() for path in files}
    assert len(contents) == 1
    assert contents.pop().startswith(start)


def test_an_svg_has_a_name_a_description_and_real_text(tmp_path: Path) -> None:
    path = tmp_path / "degree.svg"
    _rank("degree", *FEW, "--plot", str(path), "--format", "csv")
    root = ET.fromstring(path.read_text("utf-8"))  # noqa: S314  # our own output
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == "coopgraph-title coopgraph-desc"
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None
    assert title.text == "Degree, projection partners"
    assert description is not None
    assert "Valfictif" in str(description.text)
    texts = " ".join(text for node in root.iter(f"{SVG}text") for text in node.itertext())
    assert "Valfictif" in texts
    assert "2024-12-31" in texts
    assert "http://" not in " ".join(root.itertext())


def test_labels_in_figures_are_text(example_landscape: Landscape) -> None:
    import dataclasses

    ranking = example_landscape.rank("degree", exact=True)
    evil = bilingual("$\\frac{1}{", "]]></title><script>alert(1)</script>$x$\x00")
    rows = [dataclasses.replace(ranking.rows[0], label=evil)]
    for lang in ("fr", "en"):
        svg = render_plot(ranking, rows, Path("x.svg"), lang=lang, notes=["$note$ <b>"])
        root = ET.fromstring(svg.decode("utf-8"))  # noqa: S314  # our own output
        assert not [node for node in root.iter() if node.tag.endswith("script")]
        text = " ".join(root.itertext())
        assert ("$\\frac{1}{" if lang == "fr" else "<script>alert(1)</script>$x$") in text


def test_an_unknown_extension_of_a_figure_is_refused(tmp_path: Path) -> None:
    result = _run("degree", "--exact", "--plot", str(tmp_path / "x.gif"), *EXAMPLE)
    assert result.exit_code == 3
    assert ".svg, .png, .pdf" in result.stderr


def test_settings_of_matplotlib_are_left_alone(example_landscape: Landscape) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    ranking = example_landscape.rank("degree", exact=True)
    one = render_plot(ranking, ranking.rows, Path("x.svg"), lang="fr", notes=())
    assert dict(mpl.rcParams) == before
    with mpl.rc_context({"font.size": 30.0, "lines.linewidth": 9.0}):
        other = render_plot(ranking, ranking.rows, Path("x.svg"), lang="fr", notes=())
    assert one == other


def test_without_matplotlib_the_extra_is_named(
    example_landscape: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranking = example_landscape.rank("degree", exact=True)
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    with pytest.raises(MissingExtra, match=r"coopgraph\[plot\]"):
        render_plot(ranking, ranking.rows, Path("x.svg"), lang="fr", notes=())


def test_without_pandas_the_extra_is_named(
    example_landscape: Landscape, monkeypatch: pytest.MonkeyPatch
) -> None:
    ranking = example_landscape.rank("degree", exact=True)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(MissingExtra, match=r"coopgraph\[dataframe\]"):
        ranking.to_dataframe()


def test_a_frame_has_the_columns_of_csv_and_what_they_mean(example_landscape: Landscape) -> None:
    frame = example_landscape.rank("degree", replicates=20).to_dataframe("en")
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) == 7
    assert any("Projection partners" in note for note in frame.attrs["notes"])
    assert frame["rank"].tolist() == [1] * 6 + [7]


def test_the_sampled_variant_is_called_an_estimate() -> None:
    result = _rank("betweenness", "--sample", "3", "--exact", "--with-focus", "--format", "table")
    assert "Estimated, not exact" in result.stdout


def test_the_first_seed_is_nought() -> None:
    zero, one = (_rank("degree", "--seed", seed, "--format", "csv") for seed in ("0", "1"))
    assert "seed 0" in zero.stderr
    assert "seed 1" in one.stderr


def test_layers_that_are_added_up_are_said() -> None:
    both = _rank("degree", "--exact", "--layer", "label", "--layer", "cotutelle", "--format", "md")
    assert "Layers added up, as chosen (label, cotutelle)" in both.stdout
    alone = _rank("degree", "--exact", "--layer", "label", "--format", "md")
    assert "added up" not in alone.stdout


def test_a_network_without_ties_is_said_to_say_nothing() -> None:
    bare = _run("degree", "--layer", "partnership", "--format", "md")
    assert bare.exit_code == 0, bare.output
    assert "No two nodes are tied" in bare.stdout
    assert "as asked" not in bare.stdout

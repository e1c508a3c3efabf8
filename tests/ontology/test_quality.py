"""The command that prints every figure says what it measured, and says it when something is bad."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

import pytest

from coopgraph.documentation.figures import Figures, measure
from coopgraph.documentation.quality import main, render_summary
from coopgraph.documentation.quality_page import render_page
from coopgraph.documentation.reading import OntologyFiles


@pytest.fixture(scope="module")
def figures(files: OntologyFiles) -> Figures:
    return measure(files)


def test_page_is_current_and_figures_are_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check"]) == 0, "run python -m coopgraph.documentation.quality"
    printed = capsys.readouterr().out
    assert "FOOPS!: 15 of 16 passed, 8 not tested offline" in printed
    assert "OM3 partial: 5 of 6; not found: DOI" in printed


def test_summary_names_every_kind_of_figure(figures: Figures) -> None:
    text = render_summary(figures)
    for beginning in (
        "ontology: ", "FOOPS!: ", "OOPS! critical: 0 of ", "OOPS! important: 0 of ",
        "OOPS! minor: 0 of ", "  P11 ", "  P13 ", "classes: ", "concepts: ", "other constraints: ",
        "checks: 0 of ", "alignment vivo: ", "alignment problems: 0", "use: ",
    ):  # fmt: skip
        assert any(line.startswith(beginning) for line in text.splitlines()), beginning


def test_summary_spells_out_what_is_bad(changed: Callable[..., OntologyFiles]) -> None:
    text = render_summary(measure(changed("coop:Lone a owl:Class .")))
    assert "  P08 missing annotations: Lone" in text
    assert "Lone" in text.partition("unused: ")[2]


def test_page_has_a_section_for_each_kind_of_figure(figures: Figures) -> None:
    page = render_page(figures)
    heads = [line for line in page.splitlines() if line.startswith("#")]
    assert heads == [
        "# Quality of the ontology", "## Beside others", "## FOOPS!", "## OOPS!",
        "### Exemptions of P11", "## Both languages", "## Checks", "## Alignments", "## Use",
    ]  # fmt: skip
    assert "| coopgraph | 100 % | 100 % |" in page
    assert page.count("not tested offline") >= 8


def test_page_lists_problems(figures: Figures) -> None:
    bad = dataclasses.replace(figures, problems=["vivo: something is wrong"])
    assert "- vivo: something is wrong" in render_page(bad)
    assert "No problem is found." not in render_page(bad)
    assert "No problem is found." in render_page(figures)

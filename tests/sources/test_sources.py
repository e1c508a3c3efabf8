"""Passages and the age of the picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.errors import SourceError
from coopgraph.sources.passages import DocumentFolder, lines_of, stands_in
from coopgraph.sources.vintage import SourceInfo, vintage, vintage_line


@pytest.mark.parametrize(
    ("locator", "lines"),
    [
        ("Convention de mixité, l. 41", (41, 41)),
        ("l. 41-49", (41, 49)),
        ("Fil. 12 bis", None),
        ("201220230S", None),
    ],
)
def test_lines_of(locator: str, lines: tuple[int, int] | None) -> None:
    assert lines_of(locator) == lines


def test_typography_does_not_matter_but_figures_do() -> None:
    assert stands_in("8,68 millions d'euros", "de 8,68 millions d’euros.")
    assert stands_in("2024-2025", "courant 2024–2025.")
    assert not stands_in("8,69 millions", "de 8,68 millions d’euros.")


def test_passages(tmp_path: Path) -> None:
    (tmp_path / "004_abc.txt").write_text("one\ntwo\nthree", encoding="utf-8")
    documents = DocumentFolder(tmp_path)
    assert documents.passage("004", "x, l. 2-3") == "two\nthree"
    assert documents.passage("004", "x, l. 4") is None
    assert documents.passage("001", "x, l. 1") is None
    with pytest.raises(SourceError):
        DocumentFolder(tmp_path / "nothing")


def test_vintage_says_how_old_each_kind_of_source_is() -> None:
    sources = [
        SourceInfo("rnsr", "register", "RNSR", describes="2022-02"),
        SourceInfo("a", "page", "A", published="2012-05-01"),
        SourceInfo("b", "page", "B", published="2024"),
        SourceInfo("c", "page", "C"),
        SourceInfo("d", "document", "D", describes="2016-2020"),
    ]
    assert vintage(sources, "fr") == (
        "Registre et son état\xa0: RNSR 2022-02.",
        "1 document décrivant la période 2016–2020.",
        "2 pages publiques datées de 2012–2024.",
        "1 source sans date connue.",
    )
    assert len(vintage(sources, "en")) == 4


def test_years_are_not_read_out_of_other_numbers() -> None:
    assert vintage([SourceInfo("a", "page", "A", published="n° 220190")], "en") == (
        "1 source of unknown date.",
    )


def test_one_sentence_names_registers_by_acronym_and_latest_state() -> None:
    sources = [
        SourceInfo("r1", "register", "Répertoire national (RNSR): active", describes="2022-02"),
        SourceInfo("r2", "register", "FINESS hospitals", published="2019-01"),
        SourceInfo("r3", "register", "FINESS hospitals", published="2020-09"),
        SourceInfo("r4", "register", "Un registre sans sigle", published="2021"),
        SourceInfo("d1", "document", "D", describes="2016-2020"),
        SourceInfo("p1", "page", "P", published="2012-03-01"),
        SourceInfo("p2", "page", "Q"),
    ]
    assert vintage_line(sources, "fr") == (
        "Sources\xa0: registres RNSR 2022-02, FINESS 2020-09 et 1 autre\xa0; documents 2016–2020"
        "\xa0; pages 2012."
    )
    assert vintage_line(sources[3:4], "en") == "Sources: 1 register."
    assert vintage_line([], "fr") == ""

"""Every column of the library has a heading in both languages, and none is left over."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode

from coopgraph.namespaces import XSD_NS
from coopgraph.outputs.headings import HEADINGS
from coopgraph.outputs.results import render_answer
from coopgraph.sparql import Library
from coopgraph.store import Solutions

TRUE = Literal("true", datatype=NamedNode(XSD_NS + "boolean"))
ROWS = Solutions(("partner", "start_year", "ended", "mine"), [(Literal("CNRS"), None, TRUE, None)])


def _shown() -> set[str]:
    """Return the columns that readers see; gap rules are read by the program alone."""
    found = set()
    for query in Library():
        if query.header.id.startswith("gap-"):
            continue
        columns = query.header.columns
        found |= {
            name.removesuffix("_label")
            for name in columns
            if f"{name}_label" not in columns and name not in query.header.omit
        }
    return found


def test_every_column_has_a_heading_and_every_heading_a_column() -> None:
    shown = _shown()
    assert len(shown) > 100
    assert shown - HEADINGS.keys() == set()
    assert HEADINGS.keys() - shown == set()


def test_headings_are_words() -> None:
    for column, words in HEADINGS.items():
        for word in words:
            assert word.strip() == word != "", column
            assert "_" not in word, column


def test_tables_for_readers_speak_their_language_and_data_formats_do_not() -> None:
    french = str(render_answer(ROWS, "md", lang="fr", words=True))
    assert "| partenaire | début | terminé | mine |" in french
    assert "| CNRS |  | oui |  |" in french
    english = str(render_answer(ROWS, "table", lang="en", words=True))
    assert "start " in english
    assert "yes" in english
    for syntax in ("csv", "json"):
        raw = str(render_answer(ROWS, syntax, lang="fr", words=True))
        assert "start_year" in raw
        assert "oui" not in raw
    assert "start_year" in str(render_answer(ROWS, "md", lang="fr"))

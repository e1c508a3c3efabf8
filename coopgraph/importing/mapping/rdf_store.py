"""The statements of RDF files that a mapping needs, on disk, so that memory stays bounded."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.importing.mapping.model import Mapping
from coopgraph.importing.mapping.model import Path as PropertyPath
from coopgraph.importing.mapping.paths import SELF, predicates
from coopgraph.importing.mapping.rdf_files import statements

__all__ = ["RdfStore", "Term", "needed"]

TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_BUFFER: Final = 5000
_KEEP: Final = "INSERT OR IGNORE INTO statement VALUES (?, ?, ?, ?, ?)"
#: A value: text, and what it is (``iri``, ``blank`` or ``literal``), and its language tag.
Term = tuple[str, str, str]


def needed(mapping: Mapping) -> frozenset[str]:
    """Return the properties that a mapping reads."""
    found: set[str] = {TYPE}
    for cell in mapping.cells():
        found |= predicates(cell.path or ())
    for link in mapping.links:
        for end in link.ends:
            found |= predicates(end) if not isinstance(end, str) else set()
    return frozenset(found)


class RdfStore:
    """The statements that a mapping needs, in a private file that is gone when it is closed.

    Graphs are read as one. Blank nodes are named by the number of their file and the order in
    which they appear, so that the same files give the same names.

    Parameters
    ----------
    mapping
        The mapping.
    """

    def __init__(self, mapping: Mapping) -> None:
        self._mapping, self._wanted = mapping, needed(mapping)
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA temp_store = FILE")
        self._base.execute(
            "CREATE TABLE statement (s TEXT, p TEXT, o TEXT, kind TEXT, tag TEXT, "
            "PRIMARY KEY (s, p, o, kind, tag)) WITHOUT ROWID"
        )
        self._files = 0

    def read(self, path: Path) -> None:
        """Read a file: only statements with properties of the mapping are kept."""
        self._files += 1
        blanks: dict[str, str] = {}
        rows: list[tuple[str, str, str, str, str]] = []
        self._base.execute("BEGIN")
        for quad in statements(path):
            # Numbered as they appear, whether or not the statement is needed.
            names = [self._term(term, blanks) for term in (quad.subject, quad.object)]
            if quad.predicate.value not in self._wanted or None in names:
                continue
            (subject, _, _), value = names  # type: ignore[misc]
            rows.append((subject, quad.predicate.value, *value))  # type: ignore[misc]
            if len(rows) >= _BUFFER:
                self._base.executemany(_KEEP, rows)
                rows.clear()
        self._base.executemany(_KEEP, rows)
        self._base.execute("COMMIT")

    def _term(self, term: Any, blanks: dict[str, str]) -> Term | None:
        """Return a term; None for what is neither: quoted statements, variables of N3."""
        import pyoxigraph

        if isinstance(term, pyoxigraph.NamedNode):
            iri = term.value
            for old, new in self._mapping.rewrite:
                if iri.startswith(old):
                    return new + iri[len(old) :], "iri", ""
            return iri, "iri", ""
        if isinstance(term, pyoxigraph.BlankNode):
            name = blanks.setdefault(term.value, f"_:{self._files}-{len(blanks) + 1:09d}")
            return name, "blank", ""
        if isinstance(term, pyoxigraph.Literal):
            return term.value, "literal", term.language or ""
        return None

    def index(self) -> None:
        """Make ready for questions from either end."""
        self._base.execute("CREATE INDEX backwards ON statement (o, p, s) WHERE kind != 'literal'")

    def forget(self, subjects: str, classes: Iterable[str]) -> None:
        """Forget all that is said of the things of some classes; their names are kept apart.

        Parameters
        ----------
        subjects
            Name of the table that receives what they were, by subject and class.
        classes
            The classes.
        """
        ask = self._base.execute
        ask(f"CREATE TABLE {subjects} (s TEXT PRIMARY KEY, class TEXT) WITHOUT ROWID")
        for cls in sorted(classes):
            ask(
                f"INSERT OR IGNORE INTO {subjects} SELECT s, o FROM statement "
                "WHERE p = ? AND o = ? AND kind = 'iri'",
                (TYPE, cls),
            )
        ask(f"DELETE FROM statement WHERE s IN (SELECT s FROM {subjects})")

    def is_in(self, subjects: str, name: str) -> bool:
        """Tell whether a thing is in a table of :meth:`forget`."""
        found = self._base.execute(f"SELECT 1 FROM {subjects} WHERE s = ?", (name,)).fetchone()
        return found is not None

    def counts(self, subjects: str) -> list[tuple[str, int]]:
        """Return the number of things in a table of :meth:`forget`, by class."""
        return self._base.execute(
            f"SELECT class, COUNT(*) FROM {subjects} GROUP BY 1 ORDER BY 1"
        ).fetchall()

    def typed(self) -> Iterator[tuple[str, list[str]]]:
        """Yield each thing that has a class, in order, with its classes."""
        subject, classes = "", list[str]()
        for name, cls in self._base.execute(
            "SELECT s, o FROM statement WHERE p = ? AND kind = 'iri' ORDER BY s, o", (TYPE,)
        ):
            if name != subject and classes:
                yield subject, classes
                classes = []
            subject = name
            classes.append(cls)
        if classes:
            yield subject, classes

    def classes(self, name: str) -> list[str]:
        """Return the classes of a thing."""
        return [
            cls
            for (cls,) in self._base.execute(
                "SELECT o FROM statement WHERE s = ? AND p = ? AND kind = 'iri' ORDER BY o",
                (name, TYPE),
            )
        ]

    def values(self, name: str, path: PropertyPath) -> list[Term]:
        """Return what a path leads to from a thing, sorted, each once."""
        if path == SELF:
            return [(name, "blank" if name.startswith("_:") else "iri", "")]
        found: set[Term] = set()
        for steps in path:
            found.update(self._walk(name, steps))
        return sorted(found)

    def _walk(self, name: str, steps: Sequence[tuple[bool, str]]) -> set[Term]:
        ends: set[Term] = {(name, "iri", "")}
        for back, iri in steps:
            reached: set[Term] = set()
            for value, kind, _ in ends:
                if kind == "literal":
                    continue
                if back:
                    rows = self._base.execute(
                        "SELECT s, CASE WHEN s LIKE '\\_:%' ESCAPE '\\' THEN 'blank' ELSE 'iri' "
                        "END, '' FROM statement WHERE o = ? AND p = ? AND kind != 'literal'",
                        (value, iri),
                    )
                else:
                    rows = self._base.execute(
                        "SELECT o, kind, tag FROM statement WHERE s = ? AND p = ?", (value, iri)
                    )
                reached.update(rows)
            ends = reached
        return ends

    def close(self) -> None:
        """Close the file, and be rid of it."""
        self._base.close()

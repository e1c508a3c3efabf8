"""A mapping that was checked: frozen, typed, independent of YAML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath

from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.importer import Importer

__all__ = ["BodySpec", "Cell", "LinkSpec", "Mapping", "Path", "SourceSpec"]

#: A path of properties: alternatives, each a sequence of steps (inverse or not, IRI).
Path = tuple[tuple[tuple[bool, str], ...], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a value comes from, and what its words stand for.

    Attributes
    ----------
    line, key
        Its place in the mapping, for messages.
    column, path, constant
        One of them: heading of a column, path of properties, or the value itself.
    separator, match
        What separates several values; what they must hold.
    values, default
        What words stand for, by folded word, and what all others do.
    """

    line: int
    key: str
    column: str | None = None
    path: Path | None = None
    constant: str | None = None
    separator: str | None = None
    match: str | None = None
    values: MappingOf[str, str] = field(default_factory=dict)
    default: str | None = None

    def meant(self, word: str) -> str | None:
        """Return what a word of the file stands for; None if the mapping does not say.

        Examples
        --------
        >>> cell = Cell(1, "class", "Type", values={"universite": "University"})
        >>> cell.meant("Université"), cell.meant("Musée")
        ('University', None)
        """
        if not self.values and self.default is None:
            return word
        return self.values.get(folded(word), self.default)


@dataclass(frozen=True, slots=True)
class SourceSpec:
    """What the file is: see :data:`coopgraph.importing.mapping.keys.SOURCE`."""

    title: str
    id: str = ""
    publisher: str = ""
    url: str = ""
    licence: str = ""
    date: str = ""
    confidence: str = "high"

    def names(
        self, importer: Importer, read: Callable[[Sequence[FilePath], Batch], str | None]
    ) -> Importer:
        """Return an importer that names this source and reads as the mapping says."""
        return replace(
            importer,
            register=self.title,
            publisher=self.publisher,
            page=self.url,
            licence=self.licence,
            read=read,
        )


@dataclass(frozen=True, slots=True)
class BodySpec:
    """One kind of thing that a row or a subject is.

    Attributes
    ----------
    name
        Its name in the mapping.
    cls
        Its class: a constant, or a cell.
    cells
        Cells by key.
    names, identifiers, figures
        Cells by language, register, property.
    classes
        Of RDF: outside class and class here, in the order in which they apply.
    iri
        Of RDF: register and beginning of the IRIs that end in its number.
    """

    name: str
    cls: Cell | None
    cells: MappingOf[str, Cell]
    names: tuple[tuple[str, Cell], ...] = ()
    identifiers: tuple[tuple[str, Cell], ...] = ()
    figures: tuple[tuple[str, Cell], ...] = ()
    classes: tuple[tuple[str, str], ...] = ()
    iri: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class LinkSpec:
    """A link between two bodies.

    Attributes
    ----------
    kind
        ``part-of``, ``role``, ``partnership`` or ``related``.
    ends
        Names of bodies, or paths; the part before the whole, the member before what it is in.
    cells
        Its other cells by key.
    node
        Of RDF: class of the nodes that are the links; blank where things are linked directly.
    """

    kind: str
    ends: tuple[str | Path, str | Path]
    cells: MappingOf[str, Cell]
    node: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """A mapping.

    Attributes
    ----------
    file
        Its path as the user knows it.
    source
        What the file is.
    bodies, links
        What is made of it.
    layout
        Of tables: sheet, header, encoding, delimiter, day_order.
    prefixes
        Of RDF: IRI by prefix.
    namespaces
        Of RDF: beginnings of IRIs by which the mapping is chosen.
    rewrite
        Of RDF: beginnings of IRIs and what stands for them.
    persons
        Of RDF: classes of persons, who are never read.
    """

    file: str
    source: SourceSpec
    bodies: tuple[BodySpec, ...]
    links: tuple[LinkSpec, ...]
    layout: MappingOf[str, str] = field(default_factory=dict)
    prefixes: MappingOf[str, str] = field(default_factory=dict)
    namespaces: tuple[str, ...] = ()
    rewrite: tuple[tuple[str, str], ...] = ()
    persons: frozenset[str] = frozenset()

    def cells(self) -> list[Cell]:
        """Return all cells, in order."""
        found: list[Cell] = []
        for body in self.bodies:
            found += [body.cls] if body.cls is not None else []
            found += body.cells.values()
            for group in (body.names, body.identifiers, body.figures):
                found += [cell for _, cell in group]
        for link in self.links:
            found += link.cells.values()
        return found

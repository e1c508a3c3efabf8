"""What the reference pages show, as plain texts and links: the records of the view model."""

from __future__ import annotations

from dataclasses import dataclass, field

__all__ = [
    "ConceptEntry",
    "Constraint",
    "Link",
    "PageModel",
    "SchemeEntry",
    "Section",
    "ShapeEntry",
    "TermEntry",
]


@dataclass(frozen=True)
class Link:
    """A name, where it leads if anywhere, and the language of the name if it is another one."""

    text: str
    href: str = ""
    lang: str = ""
    before: str = ""


@dataclass(frozen=True)
class TermEntry:
    """A class or a property."""

    anchor: str
    iri: str
    label: str
    kind: str
    marks: list[str]
    definition: str
    texts: list[tuple[str, str]]
    links: list[tuple[str, list[Link]]]
    queries: list[str]
    shapes: list[Link]
    rules: list[str]
    through: list[Link]
    deprecated: bool = False


@dataclass(frozen=True)
class Section:
    """A section of the ontology."""

    anchor: str
    title: str
    terms: list[TermEntry] = field(default_factory=list)


@dataclass(frozen=True)
class ConceptEntry:
    """A concept of a scheme."""

    anchor: str
    label: str
    code: str
    others: str
    definition: str
    links: list[Link]


@dataclass(frozen=True)
class SchemeEntry:
    """A concept scheme."""

    anchor: str
    title: str
    name: str
    definition: str
    concepts: list[ConceptEntry]


@dataclass(frozen=True)
class Constraint:
    """One constraint of a shape, in words."""

    severity: str
    name: str
    message: str


@dataclass(frozen=True)
class ShapeEntry:
    """A shape."""

    anchor: str
    title: str
    name: str
    targets: list[Link]
    constraints: list[Constraint]


@dataclass(frozen=True)
class PageModel:
    """One page."""

    lang: str
    title: str
    description: str
    abstract: str
    header: list[tuple[str, Link]]
    figures: str
    sections: list[Section]
    schemes: list[SchemeEntry]
    shapes: list[ShapeEntry]
    deprecated: list[tuple[Link, list[Link]]]
    namespaces: list[tuple[str, str]]

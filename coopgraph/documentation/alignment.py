"""What the alignment files say, whether their targets exist, and how much they cover."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS, XSD, DefinedNamespace

from coopgraph.documentation.reading import OntologyFiles
from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import BASE, COOP_NS, FOAF_NS, ORG_NS, PROV_NS, SCHEME_NS, curie

__all__ = [
    "MATCHES",
    "Coverage",
    "Mapped",
    "VendorTerm",
    "alignment_problems",
    "cited_terms",
    "coverage",
    "mappings",
    "read_vendor_terms",
]

#: Relations of an alignment, from the same to the merely related.
MATCHES: tuple[URIRef, ...] = (
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.exactMatch,
    SKOS.closeMatch,
    SKOS.broadMatch,
    SKOS.narrowMatch,
    SKOS.relatedMatch,
)
#: Anchor under which a reasoner may run; only it may hold subclasses.
_BASE_ANCHOR = "org-prov"
_BASE_NAMESPACES = (ORG_NS, PROV_NS, FOAF_NS)
_BUILT_IN: tuple[type[DefinedNamespace], ...] = (RDF, RDFS, OWL, XSD, SH)
#: Addresses that stand for things, not for terms.
_THINGS = (
    BASE,
    "http://id.nlm.nih.gov/mesh/",
    "http://purl.org/ontology/bibo/status/",
    "https://creativecommons.org/",
)


@dataclass(frozen=True)
class VendorTerm:
    """A term of another vocabulary, as ``vendor/terms.tsv`` lists it."""

    iri: str
    label: str
    kind: str
    source: str
    read_on: str


@dataclass(frozen=True)
class Mapped:
    """One statement of an alignment."""

    anchor: str
    subject: URIRef
    relation: URIRef
    target: URIRef


@dataclass(frozen=True)
class Coverage:
    """How much of the ontology one alignment relates.

    Attributes
    ----------
    anchor
        Name of the alignment.
    classes, properties, concepts
        How many of ours have at least one relation.
    relations
        Name of a relation to how often it is stated.
    """

    anchor: str
    classes: int
    properties: int
    concepts: int
    relations: Mapping[str, int]


def read_vendor_terms(folder: Path) -> dict[str, VendorTerm]:
    """Read ``vendor/terms.tsv``.

    Parameters
    ----------
    folder
        The ontology folder.

    Returns
    -------
    dict
        IRI to term.

    Raises
    ------
    OntologyError
        If the file cannot be read.
    """
    path = folder / "vendor" / "terms.tsv"
    try:
        with path.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
        return {row["iri"]: VendorTerm(**row) for row in rows}
    except (OSError, KeyError, TypeError, UnicodeDecodeError) as error:
        raise OntologyError(
            message("{path}: cannot be read: {reason}", path=path, reason=error)
        ) from error


def mappings(files: OntologyFiles) -> list[Mapped]:
    """Return every statement of the alignments, by anchor, subject and target."""
    return [
        Mapped(anchor, subject, relation, target)
        for anchor, graph in files.alignments.items()
        for subject, relation, target in sorted(graph)
        if relation in MATCHES
        and isinstance(subject, URIRef)
        and isinstance(relation, URIRef)
        and isinstance(target, URIRef)
    ]


def coverage(files: OntologyFiles) -> list[Coverage]:
    """Count what each alignment relates.

    Parameters
    ----------
    files
        The ontology.

    Returns
    -------
    list of Coverage
        By anchor. For ORG, PROV and FOAF what the ontology itself states is counted too, a
        superclass of a superclass included.
    """
    classes, properties = set(files.classes()), set(files.properties())
    found = []
    for anchor in files.alignments:
        stated = [mapped for mapped in mappings(files) if mapped.anchor == anchor]
        if anchor == _BASE_ANCHOR:
            stated += list(_own_statements(files.terms))
        subjects = {mapped.subject for mapped in stated}
        relations = Counter(str(mapped.relation).rpartition("#")[2] for mapped in stated)
        found.append(
            Coverage(
                anchor,
                len(subjects & classes),
                len(subjects & properties),
                len(subjects - classes - properties),
                dict(sorted(relations.items())),
            )
        )
    return found


def alignment_problems(files: OntologyFiles) -> list[str]:
    """Return what is wrong in the alignments: unknown terms, misplaced or clashing relations.

    Parameters
    ----------
    files
        The ontology.

    Returns
    -------
    list of str
        One sentence each, sorted.
    """
    vendor = read_vendor_terms(files.folder)
    classes, properties = set(files.classes()), set(files.properties())
    concepts = set(files.schemes.subjects(RDF.type, SKOS.Concept))
    kinds = {**dict.fromkeys(classes, "class"), **dict.fromkeys(properties, "property")}
    found = []
    for anchor, graph in files.alignments.items():
        seen: set[tuple[URIRef, URIRef]] = set()
        for mapped in (m for m in mappings(files) if m.anchor == anchor):
            where = f"{anchor}: {curie(mapped.subject)} {curie(mapped.relation)} {mapped.target}"
            if mapped.subject not in classes | properties | concepts:
                found.append(f"{where}: the subject is not declared")
            if str(mapped.target) not in vendor:
                found.append(f"{where}: the target is not in vendor/terms.tsv")
            elif (
                mapped.relation != SKOS.relatedMatch
                and mapped.subject in kinds
                and vendor[str(mapped.target)].kind in {"class", "property"}
                and vendor[str(mapped.target)].kind != kinds[mapped.subject]
            ):
                found.append(f"{where}: a class and a property")
            if mapped.relation in {RDFS.subClassOf, RDFS.subPropertyOf} and (
                anchor != _BASE_ANCHOR or not str(mapped.target).startswith(_BASE_NAMESPACES)
            ):
                found.append(f"{where}: subclasses and subproperties only below ORG, PROV and FOAF")
            if (mapped.subject, mapped.target) in seen:
                found.append(f"{where}: two relations between the same terms")
            seen.add((mapped.subject, mapped.target))
        found += [
            f"{anchor}: {predicate} is no relation of an alignment"
            for predicate in _foreign_predicates(graph)
        ]
    return sorted(found)


def cited_terms(graphs: Iterable[Graph]) -> set[str]:
    """Return the terms of other vocabularies that graphs use, built-in ones left out.

    Parameters
    ----------
    graphs
        The graphs.

    Returns
    -------
    set of str
        IRIs.
    """
    found = set()
    for graph in graphs:
        for triple in graph:
            for node in triple:
                if (
                    isinstance(node, URIRef)
                    and not str(node).startswith(_THINGS)
                    and not any(node in space for space in _BUILT_IN)
                ):
                    found.add(str(node))
    return found


def _own_statements(terms: Graph) -> Iterator[Mapped]:
    """Yield what the ontology itself says of ORG, PROV and FOAF, through any number of steps."""
    for relation in (RDFS.subClassOf, RDFS.subPropertyOf):
        for subject in sorted(set(terms.subjects(relation)), key=str):
            for target in set(terms.transitive_objects(subject, relation)):
                if (
                    isinstance(subject, URIRef)
                    and isinstance(target, URIRef)
                    and str(target).startswith(_BASE_NAMESPACES)
                ):
                    yield Mapped(_BASE_ANCHOR, subject, relation, target)


def _foreign_predicates(graph: Graph) -> list[str]:
    """Return the predicates that say something else of our terms."""
    return sorted(
        {
            str(predicate)
            for subject, predicate in graph.subject_predicates()
            if str(subject).startswith((COOP_NS, SCHEME_NS)) and predicate not in MATCHES
        }
    )

"""Where the terms of the ontology are used: in queries, shapes and rules.

A term counts as used

- *by name*, where a query, a shape or a rule names it;
- *as a subclass*, where a shape has a class above it as target or as required class: SHACL applies
  it to the members of all subclasses;
- *by its kind*, where a query, a shape or a rule names a class of properties that it belongs to
  (``coop:SingleValued``).

What is used in none of these ways is removed from the ontology; a test says so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, RDFS, SH
from rdflib.paths import Path as PropertyPath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery

from coopgraph.documentation.reading import OntologyFiles
from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import COOP_NS, PREFIXES, local_name
from coopgraph.resources import queries_dir

__all__ = ["Usage", "read_usage", "terms_of_query"]

#: Predicates of shapes whose value is a class that stands for its subclasses too.
_TARGETS = (SH.targetClass, SH["class"])


@dataclass(frozen=True)
class Usage:
    """Who uses which term.

    Attributes
    ----------
    queries
        IRI of a term to the names of the queries that name it.
    shapes
        The same for shapes, and for constraints inside them.
    rules
        The same for rules.
    inherited
        IRI of a class to the shapes that reach it through a class above.
    by_kind
        IRI of a property to the queries, shapes and rules that name its class of properties.
    """

    queries: dict[str, list[str]]
    shapes: dict[str, list[str]]
    rules: dict[str, list[str]]
    inherited: dict[str, list[str]]
    by_kind: dict[str, list[str]]

    def by_name(self, iri: str) -> bool:
        """Say whether a query, shape or rule names the term."""
        return any(iri in named for named in (self.queries, self.shapes, self.rules))

    def used(self, iri: str) -> bool:
        """Say whether the term is used in any of the ways."""
        return self.by_name(iri) or iri in self.inherited or iri in self.by_kind

    def unused(self, files: OntologyFiles) -> list[URIRef]:
        """Return the classes and properties that nothing uses, sorted."""
        return [
            term for term in (*files.classes(), *files.properties()) if not self.used(str(term))
        ]


def read_usage(files: OntologyFiles, queries: Path | None = None) -> Usage:
    """Find the uses of all terms.

    Parameters
    ----------
    files
        The ontology.
    queries
        Folder of the queries; the packaged one by default.

    Returns
    -------
    Usage
    """
    folder = queries if queries is not None else queries_dir()
    in_queries = _index((path.stem, path) for path in sorted(folder.glob("*/*.rq")))
    in_rules = _index((path.stem, path) for path in sorted((files.folder / "rules").glob("*.rq")))
    in_shapes: dict[str, set[str]] = defaultdict(set)
    targets: dict[str, set[str]] = defaultdict(set)
    for shape in files.node_shapes():
        for predicate, node in _of_shape(files, shape):
            name = local_name(str(shape))
            in_shapes[str(node)].add(name)
            if predicate in _TARGETS:
                targets[str(node)].add(name)
    shapes = {iri: sorted(names) for iri, names in in_shapes.items()}
    return Usage(
        queries=in_queries,
        shapes=shapes,
        rules=in_rules,
        inherited=_inherited(files, targets),
        by_kind=_by_kind(files, (in_queries, shapes, in_rules)),
    )


def terms_of_query(text: str) -> set[str]:
    """Return the terms of the ontology that a query names.

    Parameters
    ----------
    text
        SPARQL, with prefixes of its own or the usual ones.

    Returns
    -------
    set of str
        Full IRIs.

    Examples
    --------
    >>> sorted(terms_of_query("SELECT ?x { ?x coop:startYear/^coop:endYear ?y }"))
    ['https://w3id.org/coopgraph/ontology#endYear', 'https://w3id.org/coopgraph/ontology#startYear']
    """
    algebra = translateQuery(parseQuery(text), initNs=PREFIXES).algebra
    return {str(node) for node in _nodes(algebra) if node.startswith(COOP_NS)}


def _nodes(part: object) -> Iterator[URIRef]:
    """Walk through everything that an algebra holds, paths included."""
    if isinstance(part, URIRef):
        yield part
    elif isinstance(part, PropertyPath):
        yield from _nodes(list(vars(part).values()))
    elif isinstance(part, dict):
        yield from _nodes(list(part.values()))
    elif isinstance(part, (list, tuple, set, frozenset)):
        for piece in part:
            yield from _nodes(piece)


def _index(named: Iterator[tuple[str, Path]]) -> dict[str, list[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for name, path in named:
        try:
            terms = terms_of_query(path.read_text(encoding="utf-8"))
        except Exception as error:  # rdflib's parser raises many types
            raise OntologyError(message("{path}: {error}", path=path, error=error)) from error
        for term in terms:
            found[term].add(name)
    return {iri: sorted(names) for iri, names in found.items()}


def _of_shape(files: OntologyFiles, shape: URIRef) -> Iterator[tuple[URIRef, URIRef]]:
    """Yield the terms that a shape names anywhere inside, each with the predicate before it."""
    waiting, seen = [shape], {shape}
    while waiting:
        for predicate, value in files.shapes.predicate_objects(waiting.pop()):
            if isinstance(value, URIRef) and value.startswith(COOP_NS):
                yield URIRef(str(predicate)), value
            elif isinstance(value, Literal) and predicate == SH.select:
                yield from ((SH.select, URIRef(term)) for term in terms_of_query(str(value)))
            elif value not in seen and not isinstance(value, (Literal, URIRef)):
                seen.add(value)  # type: ignore[arg-type]
                waiting.append(value)  # type: ignore[arg-type]


def _inherited(files: OntologyFiles, targets: dict[str, set[str]]) -> dict[str, list[str]]:
    found = {}
    for cls in files.classes():
        above = set(files.terms.transitive_objects(cls, RDFS.subClassOf)) - {cls}
        names = {name for parent in above for name in targets.get(str(parent), ())}
        if names:
            found[str(cls)] = sorted(names)
    return found


def _by_kind(
    files: OntologyFiles, indexes: tuple[dict[str, list[str]], ...]
) -> dict[str, list[str]]:
    found = {}
    for term in files.properties():
        kinds = [str(kind) for kind in files.terms.objects(term, RDF.type)]
        names = {
            name
            for kind in kinds
            if kind.startswith(COOP_NS)
            for index in indexes
            for name in index.get(kind, ())
        }
        if names:
            found[str(term)] = sorted(names)
    return found

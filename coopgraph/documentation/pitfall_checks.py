"""How each pitfall of OOPS! is found: one small function per pitfall that files can show."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable

from rdflib import URIRef
from rdflib.collection import Collection
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from coopgraph.documentation.reading import (
    LANGUAGES,
    ONTOLOGY,
    OntologyFiles,
    local,
    text_of,
    texts_of,
)
from coopgraph.namespaces import COOP_NS

__all__ = ["COMPUTED"]

_Check = Callable[[OntologyFiles], list[str]]


def _unconnected(files: OntologyFiles) -> list[str]:
    linked = {RDFS.subClassOf, RDFS.domain, RDFS.range, RDFS.subPropertyOf, OWL.disjointWith}
    found = []
    for term in files.classes():
        out = any(p in linked for p in files.terms.predicates(term))
        into = any(p in linked | {RDF.type} for p in files.terms.predicates(None, term))
        if not (out or into):
            found.append(local(term))
    return found


def _wrong_inverses(files: OntologyFiles) -> list[str]:
    g = files.terms
    return [
        local(one)
        for one, other in g.subject_objects(OWL.inverseOf)
        if _differ(g.value(one, RDFS.domain), g.value(other, RDFS.range))
        or _differ(g.value(one, RDFS.range), g.value(other, RDFS.domain))
    ]


def _differ(one: object, other: object) -> bool:
    return one is not None and other is not None and one != other


def _cycles(files: OntologyFiles) -> list[str]:
    found = set()
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf):
        for term in set(files.terms.subjects(predicate, None)):
            for parent in files.terms.objects(term, predicate):
                if term in set(files.terms.transitive_objects(parent, predicate)):
                    found.add(local(term))
    return sorted(found)


def _words(name: str) -> list[str]:
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z0-9]+", name)]


def _named_with(*words: str) -> _Check:
    def check(files: OntologyFiles) -> list[str]:
        return [
            local(term)
            for term in (*files.classes(), *files.properties())
            if set(words) & set(_words(local(term)))
        ]

    return check


def _unannotated(files: OntologyFiles) -> list[str]:
    return [
        local(term)
        for term in (*files.classes(), *files.properties())
        for language in LANGUAGES
        if not text_of(files.terms, term, RDFS.label, language)
        or not text_of(files.terms, term, SKOS.definition, language)
    ]


def _no_disjointness(files: OntologyFiles) -> list[str]:
    declared = any(files.terms.subject_objects(OWL.disjointWith)) or any(
        files.terms.subjects(RDF.type, OWL.AllDisjointClasses)
    )
    return [] if declared else ["no class is disjoint with another"]


def _several_domains(files: OntologyFiles) -> list[str]:
    return [
        local(term)
        for term in files.properties()
        for predicate in (RDFS.domain, RDFS.range)
        if len(set(files.terms.objects(term, predicate))) > 1
    ]


def _label_as_definition(files: OntologyFiles) -> list[str]:
    found = []
    for term in (*files.classes(), *files.properties()):
        for language in LANGUAGES:
            label = text_of(files.terms, term, RDFS.label, language).casefold()
            for predicate in (SKOS.definition, RDFS.comment):
                texts = texts_of(files.terms, term, predicate, language)
                if label and label in {text.rstrip(".").casefold() for text in texts}:
                    found.append(local(term))
    return found


def _naming(files: OntologyFiles) -> list[str]:
    classes = [t for t in files.classes() if not re.fullmatch(r"([A-Z][a-z]+)+", local(t))]
    properties = [
        t
        for t in files.properties()
        if not re.fullmatch(r"[a-z]+[a-z0-9]*([A-Z][a-z]*)*", local(t))
    ]
    return [local(term) for term in (*classes, *properties)]


def _recursive(files: OntologyFiles) -> list[str]:
    found = []
    for term, expression in files.terms.subject_objects(OWL.equivalentClass):
        inside = set(files.terms.transitive_objects(expression, None))
        if term in inside and expression != term:
            found.append(local(term))
    return found


def _own_inverse(files: OntologyFiles) -> list[str]:
    return [local(one) for one, other in files.terms.subject_objects(OWL.inverseOf) if one == other]


def _inverse_of_symmetric(files: OntologyFiles) -> list[str]:
    return [
        local(term)
        for term in files.terms.subjects(RDF.type, OWL.SymmetricProperty)
        if any(files.terms.objects(term, OWL.inverseOf))
        or any(files.terms.subjects(OWL.inverseOf, term))
    ]


def _wrong_equivalents(files: OntologyFiles) -> list[str]:
    g = files.terms
    return [
        local(one)
        for one, other in g.subject_objects(OWL.equivalentProperty)
        for predicate in (RDFS.domain, RDFS.range)
        if _differ(g.value(one, predicate), g.value(other, predicate))
    ]


def _domain_is_range(kind: URIRef) -> _Check:
    def check(files: OntologyFiles) -> list[str]:
        return [
            local(term)
            for term in files.terms.subjects(RDF.type, kind)
            if files.terms.value(term, RDFS.domain) != files.terms.value(term, RDFS.range)
        ]

    return check


def _same_labels(of: Callable[[OntologyFiles], list[URIRef]]) -> _Check:
    def check(files: OntologyFiles) -> list[str]:
        holders: dict[tuple[str, str], list[str]] = defaultdict(list)
        for term in of(files):
            for language in LANGUAGES:
                for label in texts_of(files.terms, term, RDFS.label, language):
                    holders[language, label.casefold()].append(local(term))
        return sorted(", ".join(names) for names in holders.values() if len(names) > 1)

    return check


def _short_chains(files: OntologyFiles) -> list[str]:
    return [
        local(term)
        for term, chain in files.terms.subject_objects(OWL.propertyChainAxiom)
        if len(Collection(files.terms, chain)) < 2
    ]


def _untyped(*predicates: URIRef, known: Callable[[OntologyFiles], list[URIRef]]) -> _Check:
    def check(files: OntologyFiles) -> list[str]:
        declared = set(known(files))
        return sorted(
            local(target)
            for predicate in predicates
            for target in set(files.terms.objects(None, predicate))
            if target.startswith(COOP_NS) and target not in declared  # type: ignore[attr-defined]
        )

    return check


def _untyped_properties(files: OntologyFiles) -> list[str]:
    declared = set(files.properties())
    used = set(files.terms.predicates()) | set(files.terms.objects(None, RDFS.subPropertyOf))
    return sorted(
        local(term) for term in used if str(term).startswith(COOP_NS) and term not in declared
    )


def _file_extensions(files: OntologyFiles) -> list[str]:
    pattern = re.compile(r"\.(owl|ttl|rdf|xml|n3|nt|jsonld)\b")
    return sorted({local(term) for term in files.terms.subjects() if pattern.search(str(term))})


def _not_declared(files: OntologyFiles) -> list[str]:
    declared = list(files.terms.subjects(RDF.type, OWL.Ontology))
    return [] if declared == [ONTOLOGY] else ["there is not exactly one owl:Ontology"]


def _ambiguous_namespace(files: OntologyFiles) -> list[str]:
    spaces = Counter(
        str(term).partition("#")[0] for term in (*files.classes(), *files.properties())
    )
    return [] if set(spaces) == {str(ONTOLOGY)} else sorted(spaces)


def _hijacked(files: OntologyFiles) -> list[str]:
    return sorted({str(s) for s in files.terms.subjects() if not str(s).startswith(str(ONTOLOGY))})


def _no_licence(files: OntologyFiles) -> list[str]:
    return [] if files.terms.value(ONTOLOGY, DCTERMS.license, any=True) else ["no dct:license"]


#: Code, importance, title and check of what can be computed.
COMPUTED: list[tuple[str, str, str, _Check]] = [
    ("P04", "minor", "unconnected terms", _unconnected),
    ("P05", "critical", "wrong inverse relationships", _wrong_inverses),
    ("P06", "critical", "cycles in a hierarchy", _cycles),
    ("P07", "minor", "different concepts in one class", _named_with("and", "or")),
    ("P08", "minor", "missing annotations", _unannotated),
    ("P10", "important", "missing disjointness", _no_disjointness),
    ("P19", "critical", "several domains or ranges", _several_domains),
    ("P20", "minor", "label used as definition", _label_as_definition),
    ("P21", "minor", "miscellaneous class", _named_with("other", "misc", "miscellaneous")),
    ("P22", "minor", "different naming conventions", _naming),
    ("P24", "important", "recursive definitions", _recursive),
    ("P25", "important", "relationship that is its own inverse", _own_inverse),
    ("P26", "important", "inverse of a symmetric relationship", _inverse_of_symmetric),
    ("P27", "critical", "wrong equivalent properties", _wrong_equivalents),
    ("P28", "critical", "wrong symmetric relationships", _domain_is_range(OWL.SymmetricProperty)),
    ("P29", "critical", "wrong transitive relationships", _domain_is_range(OWL.TransitiveProperty)),
    (
        "P30",
        "important",
        "classes of one label, not declared equivalent",
        _same_labels(OntologyFiles.classes),
    ),
    ("P32", "minor", "properties of one label", _same_labels(OntologyFiles.properties)),
    ("P33", "minor", "property chain of one property", _short_chains),
    (
        "P34",
        "important",
        "untyped class",
        _untyped(
            RDFS.subClassOf, RDFS.domain, RDFS.range, OWL.disjointWith, known=OntologyFiles.classes
        ),
    ),
    ("P35", "important", "untyped property", _untyped_properties),
    ("P36", "minor", "file extension in an IRI", _file_extensions),
    ("P38", "important", "no declaration of the ontology", _not_declared),
    ("P39", "critical", "ambiguous namespace", _ambiguous_namespace),
    ("P40", "critical", "namespace hijacking", _hijacked),
    ("P41", "important", "no licence", _no_licence),
]

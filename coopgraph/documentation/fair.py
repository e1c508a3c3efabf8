"""The tests of FOOPS! (is the ontology FAIR?) that need no network, computed from the files.

Sixteen of the twenty-four: codes and questions are those of FOOPS! (oeg-upm/fair_ontologies,
commit 0119ec8). The other eight ask the web; they are listed as not tested, never as passed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, VANN

from coopgraph.documentation.reading import LANGUAGES, ONTOLOGY, OntologyFiles, text_of
from coopgraph.namespaces import COOP_NS, RDF_NS, RDFS_NS, XSD_NS

__all__ = ["FairTest", "Outcome", "fair_tests"]

Outcome = Literal["passed", "partial", "failed", "not tested offline"]

_BIBO = Namespace("http://purl.org/ontology/bibo/")
_BUILT_IN = (RDF_NS, RDFS_NS, XSD_NS, "http://www.w3.org/2002/07/owl#")
_PERSISTENT = ("https://w3id.org/", "http://purl.org/", "https://doi.org/", "http://www.w3.org/")

#: What the tests of metadata look for, and where.
_METADATA: dict[str, URIRef] = {
    "title": DCTERMS.title,
    "description": DCTERMS.description,
    "licence": DCTERMS.license,
    "version IRI": OWL.versionIRI,
    "author": DCTERMS.creator,
    "namespace URI": VANN.preferredNamespaceUri,
    "namespace prefix": VANN.preferredNamespacePrefix,
    "version information": OWL.versionInfo,
    "creation date": DCTERMS.created,
    "citation": DCTERMS.bibliographicCitation,
    "DOI": _BIBO.doi,
    "publisher": DCTERMS.publisher,
    "logo": FOAF.logo,
    "status": _BIBO.status,
    "source": DCTERMS.source,
    "date of issue": DCTERMS.issued,
}

_ONLINE = {
    "URI1": ("the ontology IRI resolves", "the address is not registered yet"),
    "CN1": ("content negotiation", "asks a web server"),
    "DOC1": ("HTML documentation at the IRI", "asks a web server; docs/ontology/ holds the pages"),
    "OM4.2": ("the licence resolves", "asks creativecommons.org"),
    "VER2": ("the version IRI resolves", "asks a web server"),
    "FIND2": ("prefix in a registry", "asks prefix.cc and LOV"),
    "FIND3": ("ontology in a registry", "asks LOV"),
    "FIND3_BIS": ("metadata stay findable", "asks LOV"),
}


@dataclass(frozen=True)
class FairTest:
    """One test and what came of it.

    Attributes
    ----------
    code
        Its code in FOOPS!.
    title
        What it asks.
    outcome
        Passed, partial (some of several things are missing), failed or not tested offline.
    detail
        What was found or is missing.
    """

    code: str
    title: str
    outcome: Outcome
    detail: str


def fair_tests(files: OntologyFiles) -> list[FairTest]:
    """Run the sixteen tests and list the eight others.

    Parameters
    ----------
    files
        The ontology.

    Returns
    -------
    list of FairTest
        Twenty-four, those that can be computed first.
    """
    computed: list[tuple[str, str, Callable[[OntologyFiles], tuple[Outcome, str]]]] = [
        ("FIND1", "ontology prefix", _has("namespace prefix")),
        (
            "OM1",
            "minimum metadata",
            _has("title", "description", "licence", "version IRI", "author", "namespace URI"),
        ),
        (
            "OM2",
            "recommended metadata",
            _has("namespace prefix", "version information", "creation date", "citation"),
        ),
        (
            "OM3",
            "detailed metadata",
            _has("DOI", "publisher", "logo", "status", "source", "date of issue"),
        ),
        ("OM4.1", "licence", _has("licence")),
        ("OM5.1", "basic provenance", _has("creation date", "author")),
        ("OM5.2", "detailed provenance", _has("date of issue", "publisher")),
        ("PURL1", "persistent address", _persistent),
        ("HTTP1", "open protocol", _open_protocol),
        ("RDF1", "available in RDF", _in_rdf),
        ("URI2", "IRI equal to the declared identifier", _same_identifier),
        ("VER1", "version IRI of its own", _version_iri),
        ("VOC1", "metadata in shared vocabularies", _shared_metadata),
        ("VOC2", "vocabularies extended", _extended),
        ("VOC3", "labels on all terms", _documented("label", RDFS.label)),
        ("VOC4", "definitions on all terms", _documented("definition", SKOS.definition)),
    ]
    tests = [FairTest(code, title, *check(files)) for code, title, check in computed]
    return tests + [
        FairTest(code, title, "not tested offline", why) for code, (title, why) in _ONLINE.items()
    ]


def _has(*names: str) -> Callable[[OntologyFiles], tuple[Outcome, str]]:
    def check(files: OntologyFiles) -> tuple[Outcome, str]:
        missing = [
            name for name in names if files.terms.value(ONTOLOGY, _METADATA[name], any=True) is None
        ]
        if not missing:
            return "passed", ", ".join(names)
        detail = f"{len(names) - len(missing)} of {len(names)}; not found: {', '.join(missing)}"
        return ("failed" if len(missing) == len(names) else "partial"), detail

    return check


def _verdict(good: bool, detail: str) -> tuple[Outcome, str]:
    return ("passed" if good else "failed"), detail


def _declared(files: OntologyFiles) -> list[str]:
    return sorted(str(node) for node in files.terms.subjects(RDF.type, OWL.Ontology))


def _persistent(files: OntologyFiles) -> tuple[Outcome, str]:
    declared = _declared(files)
    return _verdict(
        bool(declared) and all(iri.startswith(_PERSISTENT) for iri in declared), ", ".join(declared)
    )


def _open_protocol(files: OntologyFiles) -> tuple[Outcome, str]:
    schemes = {iri.partition(":")[0] for iri in _declared(files)}
    return _verdict(bool(schemes) and schemes <= {"http", "https"}, ", ".join(sorted(schemes)))


def _in_rdf(files: OntologyFiles) -> tuple[Outcome, str]:
    return _verdict(len(files.terms) > 0, f"Turtle, {len(files.terms)} triples")


def _same_identifier(files: OntologyFiles) -> tuple[Outcome, str]:
    spaces = {str(term).partition("#")[0] for term in (*files.classes(), *files.properties())}
    return _verdict(spaces == set(_declared(files)), ", ".join(sorted(spaces)))


def _version_iri(files: OntologyFiles) -> tuple[Outcome, str]:
    version = files.terms.value(ONTOLOGY, OWL.versionIRI)
    return _verdict(version is not None and version != ONTOLOGY, str(version or "none"))


def _shared_metadata(files: OntologyFiles) -> tuple[Outcome, str]:
    spaces = _spaces(files.terms.predicates(ONTOLOGY))
    return _verdict(bool(spaces), ", ".join(spaces))


def _extended(files: OntologyFiles) -> tuple[Outcome, str]:
    spaces = _spaces(
        target
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, OWL.imports)
        for target in files.terms.objects(None, predicate)
    )
    return _verdict(bool(spaces), ", ".join(spaces))


def _documented(what: str, predicate: URIRef) -> Callable[[OntologyFiles], tuple[Outcome, str]]:
    def check(files: OntologyFiles) -> tuple[Outcome, str]:
        terms = [*files.classes(), *files.properties()]
        full = sum(
            all(text_of(files.terms, term, predicate, language) for language in LANGUAGES)
            for term in terms
        )
        detail = f"{what} in {' and '.join(LANGUAGES)} on {full} of {len(terms)} terms"
        if terms and full == len(terms):
            return "passed", detail
        return ("partial" if full else "failed"), detail

    return check


def _spaces(nodes: Iterable[object]) -> list[str]:
    """Return the namespaces of terms that are neither built in nor our own."""
    found = set()
    for node in nodes:
        if isinstance(node, URIRef) and not str(node).startswith((*_BUILT_IN, COOP_NS)):
            cut = max(node.rfind("#"), node.rfind("/")) + 1
            found.add(str(node)[:cut])
    return sorted(found)

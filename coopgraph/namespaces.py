"""Namespaces, named graphs and the prefixes used in queries and output.

Plain strings, so that importing this module costs nothing; the terms of the ontology itself are in
:mod:`coopgraph.vocabulary`, which is generated.
"""

from __future__ import annotations

__all__ = [
    "CLAIM_NS",
    "COOP_NS",
    "DCT_NS",
    "DOC_NS",
    "FOAF_NS",
    "GAP_NS",
    "GEO_NS",
    "GRAPH_CONSENSUS",
    "GRAPH_DERIVED",
    "GRAPH_GAPS",
    "GRAPH_SOURCES",
    "GRAPH_VOCABULARY",
    "ID_NS",
    "ORG_NS",
    "PREFIXES",
    "PROV_NS",
    "RDFS_NS",
    "RDF_NS",
    "SCHEME_NAMES",
    "SCHEME_NS",
    "SHAPE_NS",
    "SKOS_NS",
    "XSD_NS",
    "concept_iri",
    "curie",
    "entity_iri",
    "expand",
    "graph_iri",
    "local_name",
    "source_iri",
]

BASE = "https://w3id.org/coopgraph/"
COOP_NS = BASE + "ontology#"
ID_NS = BASE + "id/"
DOC_NS = BASE + "doc/"
CLAIM_NS = BASE + "claim/"
SCHEME_NS = BASE + "scheme/"
SHAPE_NS = BASE + "shape/"
GAP_NS = BASE + "gap/"
GRAPH_GAPS = BASE + "graph/gaps"
GRAPH_DERIVED = BASE + "graph/derived"
GRAPH_CONSENSUS = BASE + "graph/consensus"
GRAPH_VOCABULARY = BASE + "graph/vocabulary"
GRAPH_SOURCES = BASE + "graph/sources"

RDF_NS = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS_NS = "http://www.w3.org/2000/01/rdf-schema#"
XSD_NS = "http://www.w3.org/2001/XMLSchema#"
SKOS_NS = "http://www.w3.org/2004/02/skos/core#"
ORG_NS = "http://www.w3.org/ns/org#"
PROV_NS = "http://www.w3.org/ns/prov#"
DCT_NS = "http://purl.org/dc/terms/"
FOAF_NS = "http://xmlns.com/foaf/0.1/"
GEO_NS = "http://www.w3.org/2003/01/geo/wgs84_pos#"

#: The concept schemes of the ontology; each is a prefix too (``role:host``).
SCHEME_NAMES = (
    "approximation",
    "claim-status",
    "completeness",
    "confidence",
    "counting-method",
    "decision",
    "disagreement-kind",
    "end-basis",
    "event-kind",
    "gap-status",
    "gap-tier",
    "instrument",
    "label",
    "legal-form",
    "list-form",
    "modality",
    "partnership-kind",
    "period",
    "population",
    "role",
    "scope",
    "source-kind",
    "stance",
    "theme",
    "unit",
    "value-role",
    "wave",
)

#: Prefixes declared for every query and every RDF output, longest namespace first when shortening.
PREFIXES: dict[str, str] = {
    "coop": COOP_NS,
    "id": ID_NS,
    "doc": DOC_NS,
    "claim": CLAIM_NS,
    "scheme": SCHEME_NS,
    **{scheme: f"{SCHEME_NS}{scheme}/" for scheme in SCHEME_NAMES},
    "rdf": RDF_NS,
    "rdfs": RDFS_NS,
    "xsd": XSD_NS,
    "skos": SKOS_NS,
    "org": ORG_NS,
    "prov": PROV_NS,
    "dct": DCT_NS,
    "foaf": FOAF_NS,
    "wgs84": GEO_NS,
    "owl": "http://www.w3.org/2002/07/owl#",
    "sh": "http://www.w3.org/ns/shacl#",
}


def entity_iri(slug: str) -> str:
    """Return the IRI of an individual.

    Examples
    --------
    >>> entity_iri("universite-de-bordeaux")
    'https://w3id.org/coopgraph/id/universite-de-bordeaux'
    """
    return ID_NS + slug


def concept_iri(scheme: str, name: str) -> str:
    """Return the IRI of a concept of a scheme.

    Examples
    --------
    >>> concept_iri("role", "supervising-body")
    'https://w3id.org/coopgraph/scheme/role/supervising-body'
    """
    return f"{SCHEME_NS}{scheme}/{name}"


def source_iri(source: str) -> str:
    """Return the IRI of a source document.

    Examples
    --------
    >>> source_iri("004")
    'https://w3id.org/coopgraph/doc/004'
    """
    return DOC_NS + source


def graph_iri(source: str) -> str:
    """Return the IRI of the named graph that holds what a source states.

    Examples
    --------
    >>> graph_iri("004")
    'https://w3id.org/coopgraph/doc/004#graph'
    """
    return f"{DOC_NS}{source}#graph"


_BY_LENGTH = sorted(PREFIXES.items(), key=lambda item: (-len(item[1]), item[0]))


def curie(iri: str) -> str:
    """Shorten an IRI with the longest matching prefix; return it unchanged if none matches.

    Examples
    --------
    >>> curie("https://w3id.org/coopgraph/scheme/role/host")
    'role:host'
    """
    for prefix, namespace in _BY_LENGTH:
        if iri.startswith(namespace) and len(iri) > len(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def expand(name: str) -> str:
    """Expand a prefixed name; return it unchanged if its prefix is unknown.

    Examples
    --------
    >>> expand("id:cnrs")
    'https://w3id.org/coopgraph/id/cnrs'
    """
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def local_name(iri: str) -> str:
    """Return the last part of an IRI.

    Examples
    --------
    >>> local_name("https://w3id.org/coopgraph/scheme/role/host")
    'host'
    """
    return iri.rpartition("#")[2].rpartition("/")[2]

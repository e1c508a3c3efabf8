"""Lay out the reference pages: what stands where, in one language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SH, SKOS, VANN
from rdflib.term import Node

from coopgraph.documentation.alignment import VendorTerm, mappings, read_vendor_terms
from coopgraph.documentation.reading import ONTOLOGY, OntologyFiles, local, text_of
from coopgraph.documentation.records import (
    ConceptEntry,
    Constraint,
    Link,
    PageModel,
    SchemeEntry,
    Section,
    ShapeEntry,
    TermEntry,
)
from coopgraph.documentation.usage import Usage
from coopgraph.documentation.wording import MATCH_WORDS, SECTION_TITLES, WORDS
from coopgraph.namespaces import COOP_NS, DOC_NS, PREFIXES, SCHEME_NS, SHAPE_NS, curie, local_name

__all__ = ["page_model", "section_names"]

_SECTION = re.compile(r"^# -{10,}\n# \d+\. (.+)\n(?:#.*\n)*?# -{10,}$", re.MULTILINE)
_CONCEPT = re.compile(r"^[\w-]+:([\w-]+) a skos:Concept\b", re.MULTILINE)
_TERM = re.compile(r"^coop:(\w+) a ", re.MULTILINE)
_KINDS = {
    OWL.Class: "class",
    OWL.ObjectProperty: "object_property",
    OWL.DatatypeProperty: "datatype_property",
    OWL.AnnotationProperty: "annotation_property",
}
_MARKS = {
    URIRef(COOP_NS + "SingleValued"): "single_valued",
    OWL.SymmetricProperty: "symmetric",
    OWL.TransitiveProperty: "transitive",
}
#: Prefixes of the anchors, for display.
_ANCHORS = {
    "vivo": "http://vivoweb.org/ontology/core#",
    "eurio": "http://data.europa.eu/s66#",
    "cerif2": "https://w3id.org/cerif2/",
    "frapo": "http://purl.org/cerif/frapo/",
    "sdo": "https://schema.org/",
    "soa": "https://semopenalex.org/ontology/",
    "wd": "http://www.wikidata.org/entity/",
    "mesh": "http://id.nlm.nih.gov/mesh/",
    "code": "https://w3id.org/coopgraph/code/",
}
_FRENCH_SOURCES = {"rnsr", "wikidata-esr"}


def section_names(files: OntologyFiles) -> list[tuple[str, list[str]]]:
    """Return the sections of ``coopgraph.ttl`` with the local names of their terms, in order."""
    text = (files.folder / "coopgraph.ttl").read_text(encoding="utf-8")
    heads = [*_SECTION.finditer(text)]
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [
        (head.group(1), [term.group(1) for term in _TERM.finditer(text, head.end(), end)])
        for head, end in zip(heads, ends, strict=True)
    ]


def page_model(files: OntologyFiles, usage: Usage, lang: str) -> PageModel:
    """Lay out what the page of one language shows.

    Parameters
    ----------
    files
        The ontology.
    usage
        Where its terms are used.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    PageModel
    """
    return _Builder(files, usage, lang).page()


class _Builder:
    def __init__(self, files: OntologyFiles, usage: Usage, lang: str) -> None:
        self.files = files
        self.usage = usage
        self.lang = lang
        self.words = WORDS[lang]
        self.vendor: dict[str, VendorTerm] = read_vendor_terms(files.folder)
        self.mapped: dict[str, list[Link]] = {}
        for mapped in mappings(files):
            word = MATCH_WORDS[lang][str(mapped.relation).rpartition("#")[2]]
            self.mapped.setdefault(str(mapped.subject), []).append(
                self._foreign(str(mapped.target), word)
            )

    def page(self) -> PageModel:
        """Put everything together."""
        terms = self.files.terms
        sections = [
            Section(
                f"section-{number}",
                f"{number}. {SECTION_TITLES.get(title, title) if self.lang == 'fr' else title}",
                [self._term(URIRef(COOP_NS + name)) for name in names],
            )
            for number, (title, names) in enumerate(section_names(self.files), start=1)
        ]
        schemes = [
            self._scheme(scheme)
            for scheme in sorted(self.files.schemes.subjects(RDF.type, SKOS.ConceptScheme), key=str)
        ]
        return PageModel(
            lang=self.lang,
            title=text_of(terms, ONTOLOGY, DCTERMS.title, self.lang),
            description=text_of(terms, ONTOLOGY, DCTERMS.description, self.lang),
            abstract=text_of(terms, ONTOLOGY, DCTERMS.abstract, self.lang),
            header=self._header(),
            figures=self.words["figures_text"].format(
                classes=len(self.files.classes()),
                properties=len(self.files.properties()),
                schemes=len(schemes),
                concepts=sum(len(scheme.concepts) for scheme in schemes),
                shapes=len(self.files.node_shapes()),
            ),
            sections=sections,
            schemes=schemes,
            shapes=[self._shape(shape) for shape in self.files.node_shapes()],
            deprecated=[
                (self._link(term), self._links(terms.objects(term, DCTERMS.isReplacedBy)))
                for term in sorted(terms.subjects(OWL.deprecated, Literal(True)), key=str)
            ],
            namespaces=self._namespaces(),
        )

    def _header(self) -> list[tuple[str, Link]]:
        entries: list[tuple[str, URIRef]] = [
            ("version", OWL.versionInfo),
            ("version_iri", OWL.versionIRI),
            ("created", DCTERMS.created),
            ("modified", DCTERMS.modified),
            ("creator", DCTERMS.creator),
            ("publisher", DCTERMS.publisher),
            ("licence", DCTERMS.license),
            ("rights", DCTERMS.rights),
            ("prefix", VANN.preferredNamespacePrefix),
            ("citation", DCTERMS.bibliographicCitation),
        ]
        rows = [("iri", Link(str(ONTOLOGY)))]
        for key, predicate in entries:
            value = text_of(self.files.terms, ONTOLOGY, predicate, self.lang)
            lang = ""
            if not value:
                node = self.files.terms.value(ONTOLOGY, predicate, any=True)
                value = str(node or "")
                lang = getattr(node, "language", None) or ""
            web = key == "licence"
            rows.append((key, Link(value, value if web else "", lang if lang != self.lang else "")))
        return [(self.words[key], link) for key, link in rows if link.text]

    def _term(self, term: URIRef) -> TermEntry:
        g = self.files.terms
        kinds = set(g.objects(term, RDF.type))
        texts = [
            (self.words[key], text)
            for key, predicate in (
                ("note", SKOS.scopeNote),
                ("example", SKOS.example),
                ("editorial", SKOS.editorialNote),
            )
            if (text := text_of(g, term, predicate, self.lang))
        ]
        groups = [
            ("above", [*g.objects(term, RDFS.subClassOf), *g.objects(term, RDFS.subPropertyOf)]),
            ("below", [*g.subjects(RDFS.subClassOf, term), *g.subjects(RDFS.subPropertyOf, term)]),
            ("domain", list(g.objects(term, RDFS.domain))),
            ("range", list(g.objects(term, RDFS.range))),
            ("disjoint", [*g.objects(term, OWL.disjointWith), *g.subjects(OWL.disjointWith, term)]),
            ("properties", list(g.subjects(RDFS.domain, term))),
            ("reason", list(g.objects(term, DCTERMS.source))),
        ]
        links = [(self.words[key], self._links(nodes)) for key, nodes in groups if nodes]
        if found := self.mapped.get(str(term)):
            links.append((self.words["mappings"], found))
        iri = str(term)
        return TermEntry(
            anchor=local(term),
            iri=iri,
            label=text_of(g, term, RDFS.label, self.lang),
            kind=self.words[next(word for kind, word in _KINDS.items() if kind in kinds)],
            marks=[self.words[word] for kind, word in _MARKS.items() if kind in kinds],
            definition=text_of(g, term, SKOS.definition, self.lang),
            texts=texts,
            links=links,
            queries=self.usage.queries.get(iri, []),
            shapes=self._shape_links(self.usage.shapes.get(iri, [])),
            rules=self.usage.rules.get(iri, []),
            through=self._shape_links(self.usage.inherited.get(iri, [])),
            deprecated=(term, OWL.deprecated, Literal(True)) in g,
        )

    def _scheme(self, scheme: Node) -> SchemeEntry:
        g = self.files.schemes
        name = str(scheme).removeprefix(SCHEME_NS)
        return SchemeEntry(
            anchor=f"scheme-{name}",
            title=text_of(g, scheme, SKOS.prefLabel, self.lang),
            name=name,
            definition=text_of(g, scheme, SKOS.definition, self.lang),
            concepts=[
                ConceptEntry(
                    anchor=_concept_anchor(concept),
                    label=text_of(g, concept, SKOS.prefLabel, self.lang),
                    code=curie(str(concept)),
                    others=", ".join(_texts(g, concept, SKOS.altLabel, self.lang)),
                    definition=text_of(g, concept, SKOS.definition, self.lang),
                    links=self._concept_links(concept),
                )
                for concept in sorted(g.subjects(SKOS.inScheme, scheme), key=self._place_in(name))
            ],
        )

    def _concept_links(self, concept: Node) -> list[Link]:
        g = self.files.schemes
        words = MATCH_WORDS[self.lang]
        found = [
            replace(link, before=word)
            for predicate, word in (
                (SKOS.broader, self.words["broader"]),
                (SKOS.exactMatch, words["exactMatch"]),
                (SKOS.closeMatch, words["closeMatch"]),
            )
            for link in self._links(g.objects(concept, predicate))
        ]
        return found + self.mapped.get(str(concept), [])

    def _place_in(self, scheme: str) -> Callable[[Node], tuple[int, str]]:
        """Return the order of the scheme's file, which is that in which people list them."""
        text = (self.files.folder / "schemes" / f"{scheme}.ttl").read_text(encoding="utf-8")
        places = {name: place for place, name in enumerate(_CONCEPT.findall(text))}
        return lambda concept: (places.get(local_name(str(concept)), len(places)), str(concept))

    def _shape(self, shape: URIRef) -> ShapeEntry:
        g = self.files.shapes
        targets = [
            Link(link.text, link.href, link.lang, self.words[word])
            for predicate, word in (
                (SH.targetClass, "members_of"),
                (SH.targetSubjectsOf, "subjects_of"),
                (SH.targetObjectsOf, "objects_of"),
            )
            for link in self._links(g.objects(shape, predicate))
        ]
        nodes = self.files.constraints(shape)
        constraints = [self._constraint(shape, node) for node in nodes]
        if text_of(g, shape, SH.message, self.lang) and not list(g.objects(shape, SH.sparql)):
            constraints.append(self._constraint(shape, shape))
        name = str(shape).removeprefix(SHAPE_NS)
        return ShapeEntry(
            anchor=f"shape-{name}",
            title=text_of(g, shape, SH.name, self.lang) or name,
            name=name,
            targets=targets,
            constraints=sorted(constraints, key=lambda each: (each.name, each.message)),
        )

    def _constraint(self, shape: URIRef, node: Node) -> Constraint:
        g = self.files.shapes
        severity = g.value(node, SH.severity) or g.value(shape, SH.severity) or SH.Violation
        own = "" if node == shape else text_of(g, node, SH.name, self.lang)
        return Constraint(
            severity=str(severity).rpartition("#")[2].lower(),
            name=own,
            message=text_of(g, node, SH.message, self.lang)
            or text_of(g, shape, SH.message, self.lang),
        )

    def _namespaces(self) -> list[tuple[str, str]]:
        shown = ("coop", "scheme", "org", "prov", "skos", "foaf", "dct", "sh")
        rows = {name: PREFIXES[name] for name in shown} | _ANCHORS
        return list(rows.items())

    def _links(self, nodes: Iterable[Node]) -> list[Link]:
        return sorted({self._link(node) for node in nodes}, key=lambda link: link.text.casefold())

    def _link(self, node: Node) -> Link:
        iri = str(node)
        if iri.startswith(COOP_NS):
            name = text_of(self.files.terms, node, RDFS.label, self.lang)
            return Link(name or local(node), f"#{local(node)}")
        if iri.startswith(SCHEME_NS):
            name = text_of(self.files.schemes, node, SKOS.prefLabel, self.lang)
            return Link(name or curie(iri), f"#{_concept_anchor(node)}")
        if iri.startswith(DOC_NS):
            return Link(iri.removeprefix(DOC_NS))
        return self._foreign(iri)

    def _foreign(self, iri: str, before: str = "") -> Link:
        term = self.vendor.get(iri)
        short = curie(iri)
        for prefix, namespace in _ANCHORS.items():
            if iri.startswith(namespace):
                short = f"{prefix}:{iri.removeprefix(namespace)}"
        label = term.label if term else ""
        lang = "fr" if term and term.source in _FRENCH_SOURCES else "en"
        href = iri if not short.startswith("code:") else ""
        text = f"{short} ({label})" if label and short.startswith(("wd:", "code:")) else short
        marked = lang if text != short and lang != self.lang else ""
        return Link(text, href, marked, before)

    def _shape_links(self, names: list[str]) -> list[Link]:
        links = [
            Link(
                text_of(self.files.shapes, URIRef(SHAPE_NS + name), SH.name, self.lang) or name,
                f"#shape-{name}",
            )
            for name in names
        ]
        return sorted(links, key=lambda link: (link.text.casefold(), link.href))


def _concept_anchor(concept: Node) -> str:
    return "concept-" + str(concept).removeprefix(SCHEME_NS).replace("/", "-")


def _texts(graph: Graph, subject: Node, predicate: URIRef, lang: str) -> list[str]:
    return sorted(
        str(text)
        for text in graph.objects(subject, predicate)
        if isinstance(text, Literal) and text.language == lang
    )

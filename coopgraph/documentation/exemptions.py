"""Why some properties have no domain or no range: the list of exemptions of pitfall P11.

A domain or range types everything that uses the property; on a property that several classes share
it would type things by accident. Shapes say what may stand where. Each exemption has its reason
here, or follows from what the ontology says of the property.
"""

from __future__ import annotations

from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS

from coopgraph.documentation.reading import OntologyFiles, local
from coopgraph.namespaces import COOP_NS

__all__ = ["REASONS", "exempted", "unexplained"]

_ANNOTATION = "annotation property: OWL 2 RL reasons over neither domain nor range"
_CLAIMED = "predicate of claims (coop:SingleValued): a source may state it of anything"
_IDENTIFIER = "identifier: bodies, structures and places alike have one"
_EVIDENCE = "evidence: stands on every node that has a source"
_COUNTED = "stands on claims, lists and values of indicators alike"
_BODY = "said of bodies, structures, collaborations or persons alike"
_LINK = "said of several kinds of links, agreements or priorities"
_ANYTHING = "leads to things of any class"
_WORDS = "text with a language: rdf:langString is outside OWL RL ranges"
_LITERAL = "text or value whose datatype varies"

#: Reasons that the ontology does not show by itself, by local name of the property.
REASONS: dict[str, str] = {
    "aboutYear": _COUNTED,
    "acceptedValue": _LITERAL,
    "appoints": _BODY,
    "approximation": _COUNTED,
    "awardedBy": _LINK,
    "awardedTo": _ANYTHING,
    "closedBy": _WORDS,
    "collaboratesWith": _BODY,
    "concerns": _ANYTHING,
    "confidence": _EVIDENCE,
    "decidedBy": _LINK,
    "disagreementKind": "said of disagreements and of the decisions about them",
    "disagreesAbout": _ANYTHING,
    "draftedBy": _LINK,
    "eligibility": _LINK,
    "endBasis": _LINK,
    "evaluationWave": _BODY,
    "eventYear": "stands on org:ChangeEvent, and on what is made of it",
    "finding": _WORDS,
    "firstLine": _EVIDENCE,
    "formalisedBy": _LINK,
    "fundedBy": _LINK,
    "gapAbout": _ANYTHING,
    "gapFor": "an organisation, or a part of one, can be in focus",
    "governs": _BODY,
    "guidingPrinciple": _BODY,
    "hasParty": _LINK,
    "inCountry": _BODY,
    "inRegion": _BODY,
    "instrumentType": _LINK,
    "involves": _ANYTHING,
    "lastLine": _EVIDENCE,
    "listMember": _ANYTHING,
    "listScope": _ANYTHING,
    "listSubject": _ANYTHING,
    "locatedIn": _BODY,
    "mainPlace": _BODY,
    "locator": _EVIDENCE,
    "meantThing": _ANYTHING,
    "modality": _LINK,
    "nearMissReason": _WORDS,
    "onBehalfOf": _ANYTHING,
    "onProperty": _ANYTHING,
    "partOfPopulation": "between concepts of the scheme population; a range would type their uses",
    "participatesIn": _BODY,
    "partyTo": _BODY,
    "population": _COUNTED,
    "prospectivePartner": _BODY,
    "reason": _LITERAL,
    "registeredRelation": _BODY,
    "section": _EVIDENCE,
    "sinceYear": _COUNTED,
    "statedBy": _ANYTHING,
    "statedText": "evidence, and language-tagged: rdf:langString is outside OWL 2 RL",
    "targetPlace": _LINK,
    "theme": _LINK,
    "unit": _COUNTED,
}


def exempted(files: OntologyFiles) -> dict[str, tuple[str, str]]:
    """Return the properties that lack a domain or range: what is missing, and why.

    Parameters
    ----------
    files
        The ontology.

    Returns
    -------
    dict
        Local name to (what is missing, reason); the reason is empty where none is known.
    """
    found = {}
    for term in files.properties():
        missing = [
            word
            for word, predicate in (("domain", RDFS.domain), ("range", RDFS.range))
            if files.terms.value(term, predicate) is None
        ]
        if missing:
            found[local(term)] = (" and ".join(missing), _reason(files, term))
    return found


def unexplained(files: OntologyFiles) -> list[str]:
    """Return the properties that lack a domain or range without a reason, and stale reasons."""
    without = exempted(files)
    stale = [name for name in REASONS if name not in without]
    return sorted([name for name, (_, reason) in without.items() if not reason] + stale)


def _reason(files: OntologyFiles, term: URIRef) -> str:
    if (term, RDF.type, OWL.AnnotationProperty) in files.terms:
        return _ANNOTATION
    if (term, RDF.type, URIRef(COOP_NS + "SingleValued")) in files.terms:
        return _CLAIMED
    if (term, RDFS.subPropertyOf, DCTERMS.identifier) in files.terms:
        return _IDENTIFIER
    return REASONS.get(local(term), "")

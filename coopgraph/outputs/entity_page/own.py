"""Lines of what is stated of the entity itself: what it is, names, identifiers, place, period."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pyoxigraph import Literal, NamedNode

from coopgraph.namespaces import (
    COOP_NS,
    DCT_NS,
    FOAF_NS,
    GEO_NS,
    ORG_NS,
    PROV_NS,
    RDF_NS,
    SKOS_NS,
    curie,
)
from coopgraph.outputs.entity_page.reading import Surroundings, local_name
from coopgraph.outputs.entity_page.records import Evidence, Line, Period
from coopgraph.outputs.entity_page.wording import WORDS
from coopgraph.projection.kinds import most_specific
from coopgraph.store.base import Term
from coopgraph.vocabulary import COOP, SUBCLASSES

__all__ = ["class_order", "own_lines", "title_line"]

_TYPE: Final = RDF_NS + "type"
_SECTIONS: Final[dict[str, tuple[str, ...]]] = {
    "identity": (
        SKOS_NS + "definition",
        ORG_NS + "classification",
        COOP.registerType,
        COOP.instrumentType,
        COOP.scope,
        COOP.theme,
        COOP.modality,
        COOP.eventKind,
        COOP.ledBy,
        COOP.durationYears,
        SKOS_NS + "notation",
        COOP.dueYear,
        COOP.listSubject,
        COOP.coversClass,
        COOP.listScope,
        COOP.aboutYear,
        COOP.sinceYear,
        COOP.announcedCount,
        COOP.approximation,
        COOP.listedCount,
        COOP.listForm,
        COOP.completeness,
        COOP.enumeratedBy,
        FOAF_NS + "homepage",
        COOP.sourceKind,
        DCT_NS + "publisher",
        DCT_NS + "creator",
        DCT_NS + "source",
        DCT_NS + "issued",
        COOP.describes,
        COOP.retrievedOn,
        DCT_NS + "license",
    ),
    "names": (
        SKOS_NS + "prefLabel",
        COOP.acronym,
        COOP.unitNumber,
        SKOS_NS + "altLabel",
        COOP.formerName,
        COOP.laterName,
        COOP.registerName,
        SKOS_NS + "hiddenLabel",
        FOAF_NS + "name",
    ),
    "identifiers": (
        COOP.ror,
        COOP.rnsr,
        COOP.wikidata,
        COOP.uai,
        COOP.siren,
        COOP.finess,
        COOP.grid,
        COOP.isni,
        COOP.pic,
        COOP.siret,
        COOP.idref,
        COOP.fundref,
        COOP.openalex,
        COOP.hal,
        COOP.cordis,
        COOP.isoCode,
        COOP.geonames,
    ),
    "place": (
        COOP.mainPlace,
        COOP.locatedIn,
        COOP.within,
        COOP.inRegion,
        COOP.inCountry,
        COOP.governs,
        COOP.targetPlace,
        COOP.includesCountry,
    ),
    "part_of": (
        ORG_NS + "subOrganizationOf",
        COOP.partOfProgramme,
        COOP.underScheme,
        DCT_NS + "isPartOf",
        COOP.inPlan,
        SKOS_NS + "broader",
        PROV_NS + "wasRevisionOf",
    ),
    "parties": (COOP.hasParty,),
    "events": (
        ORG_NS + "originalOrganization",
        ORG_NS + "resultingOrganization",
        COOP.originalInstrument,
        COOP.resultingInstrument,
    ),
}


def class_order(classes: list[str]) -> list[str]:
    """Return the classes of a thing, the most telling first, without their superclasses.

    Examples
    --------
    >>> class_order(["MixedUnit", "ResearchStructure", "ResearchUnit"])
    ['MixedUnit', 'ResearchUnit']
    """
    wide = {
        name
        for name in classes
        if any(other != name and other in SUBCLASSES.get(name, ()) for other in classes)
    }
    first = most_specific(classes)
    narrow = [name for name in classes if name not in wide]
    return sorted(narrow, key=lambda name: (name != first, name))


def own_lines(around: Surroundings, claims: dict[tuple[str, str], list[str]]) -> Iterator[Line]:
    """Yield the lines of what is stated of the entity itself.

    Parameters
    ----------
    around
        What the store says.
    claims
        Claims about the entity by property and value: a value that has one is shown with the
        evidence of the claim.
    """
    it = around.iri
    words = WORDS[around.lang]
    contested = [
        value.removeprefix(COOP_NS)
        for predicate, value in claims
        if predicate == _TYPE and value.removeprefix(COOP_NS) not in around.classes(it)
    ]
    for name in class_order(sorted({*around.classes(it), *contested})):
        line = _line(around, claims, "identity", _TYPE, NamedNode(COOP_NS + name))
        yield _contested(around, claims, line, name, contested) if name in contested else line
    for section, predicates in _SECTIONS.items():
        for predicate in predicates:
            terms = around.terms(it, predicate)
            if predicate == COOP.locatedIn:  # the main one has a line of its own
                main = around.many(it, COOP.mainPlace)
                terms = [term for term in terms if term.value not in main]
            for term in terms[:1] if predicate == SKOS_NS + "definition" else terms:
                if section != "names" or not _is_title(around, predicate, term):
                    yield _line(around, claims, section, predicate, term)
    north, east = around.one(it, GEO_NS + "lat"), around.one(it, GEO_NS + "long")
    if north and east:
        evidence = around.evidence.get(it, ())
        yield Line("place", words["coordinates"], f"{north}, {east}", evidence=evidence)
    period = around.period(it)
    if any(period) or around.one(it, COOP.undated):
        yield _period(around, claims, period)


def title_line(around: Surroundings, claims: dict[tuple[str, str], list[str]]) -> Line:
    """Return the line of the name under which the page stands, which a text has as its title.

    Parameters
    ----------
    around
        What the store says.
    claims
        As for :func:`own_lines`.

    Returns
    -------
    Line
    """
    name = around.name(around.iri)
    evidence = _evidence_of(around, claims, SKOS_NS + "prefLabel", name)
    property_ = WORDS[around.lang]["name"]
    return Line("identity", property_, name, curie(around.iri), evidence=evidence)


def _contested(
    around: Surroundings,
    claims: dict[tuple[str, str], list[str]],
    line: Line,
    name: str,
    contested: list[str],
) -> Line:
    """Say of a class that no query uses why: another source gives one that excludes it."""
    status = around.one(claims[_TYPE, COOP_NS + name][0], COOP.claimStatus)
    if local_name(status) != "disputed":
        return replace(line, details=(*line.details, around.name(status).lower()))
    rivals = tuple(around.class_name([other]) for other in contested if other != name)
    return replace(line, status=around.name(status), rivals=rivals)


def _is_title(around: Surroundings, predicate: str, term: Term) -> bool:
    return predicate == SKOS_NS + "prefLabel" and term.value == around.name(around.iri)


def _line(
    around: Surroundings,
    claims: dict[tuple[str, str], list[str]],
    section: str,
    predicate: str,
    term: Term,
) -> Line:
    derived = (predicate, term.value) in around.derived
    if section == "place" and predicate in (COOP.inRegion, COOP.inCountry):
        derived = True
    evidence: tuple[Evidence, ...] = ()
    if not derived:
        cited = COOP.locatedIn if predicate == COOP.mainPlace else predicate
        evidence = _evidence_of(around, claims, cited, term.value)
    is_thing = isinstance(term, NamedNode)
    details: tuple[str, ...] = ()
    if isinstance(term, Literal) and term.language and term.language != around.lang:
        details = (term.language,)
    if predicate == ORG_NS + "resultingOrganization":
        value = around.name_after(around.iri, term.value)
    else:
        value = around.name(term.value) if is_thing else literal_text(term, around.lang)
    return Line(
        section,
        around.name(predicate),
        value,
        curie(term.value) if is_thing else "",
        details,
        derived=derived,
        evidence=evidence,
    )


def _evidence_of(
    around: Surroundings, claims: dict[tuple[str, str], list[str]], predicate: str, value: str
) -> tuple[Evidence, ...]:
    """Return the evidence of the claims of a value, or of the entity as a whole."""
    found = {
        evidence
        for claim in claims.get((predicate, value), ())
        for evidence in around.evidence.get(claim, ())
    }
    return tuple(sorted(found)) or around.evidence.get(around.iri, ())


def _period(around: Surroundings, claims: dict[tuple[str, str], list[str]], period: Period) -> Line:
    words = WORDS[around.lang]
    evidence: set[Evidence] = set()
    stated = False
    for predicate in (
        COOP.startYear,
        COOP.startDate,
        COOP.endYear,
        COOP.endDate,
        COOP.validFromYear,
        COOP.validToYear,
        COOP.signedYear,
        COOP.signedOn,
        COOP.eventYear,
    ):
        for value in around.many(around.iri, predicate):
            if (predicate, value) not in around.derived:
                stated = True
                evidence.update(_evidence_of(around, claims, predicate, value))
    made = any(period) and not stated and not around.one(around.iri, COOP.endBasis)
    if made:  # the years of events that ended or began a body or an instrument
        years = dict.fromkeys(
            (ORG_NS + "originalOrganization", COOP.originalInstrument), period.end
        )
        years |= dict.fromkeys(
            (ORG_NS + "resultingOrganization", COOP.resultingInstrument), period.start
        )
        for event, links in around.links.items():
            year = around.one(event, COOP.eventYear)
            if year and any(years.get(link) == year for link in links):
                evidence.update(around.evidence.get(event, ()))
    return Line(
        "period",
        "",
        "" if any(period) else words["undated"],
        details=_last_label(around, period),
        period=period,
        derived=made,
        evidence=tuple(sorted(evidence)) or around.evidence.get(around.iri, ()),
    )


def _last_label(around: Surroundings, period: Period) -> tuple[str, ...]:
    """Say when the labels ended of what is open itself: whether it outlived them is not known."""
    held = [node for node, links in around.links.items() if COOP.awardedTo in links]
    ends = [around.period(award).end for award in held]
    if period.end or not ends or not all(ends):
        return ()
    last = max(ends)
    if last[:4] >= str(around.as_of.year):
        return ()
    return (WORDS[around.lang]["label_over"].format(last[:4]),)


def literal_text(term: Term, lang: str) -> str:
    """Return a literal as a reader wants it: yes and no instead of true and false."""
    if isinstance(term, Literal) and term.datatype.value.endswith("#boolean"):
        return WORDS[lang]["yes" if term.value in ("true", "1") else "no"]
    return term.value

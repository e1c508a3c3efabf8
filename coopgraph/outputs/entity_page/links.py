"""Lines of what points to the entity: relations, agreements, labels, priorities, claims, lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from coopgraph.namespaces import COOP_NS, DCT_NS, ORG_NS, PROV_NS, RDF_NS, SKOS_NS, curie
from coopgraph.outputs.entity_page.copublications import copublication_lines
from coopgraph.outputs.entity_page.own import class_order
from coopgraph.outputs.entity_page.reading import Surroundings, local_name
from coopgraph.outputs.entity_page.records import Evidence, Line, Period
from coopgraph.outputs.entity_page.values import (
    claim_line,
    disagreement_lines,
    list_line,
    list_member_lines,
)
from coopgraph.outputs.entity_page.wording import WORDS
from coopgraph.vocabulary import COOP, SUBCLASSES

__all__ = ["count_lines", "link_lines"]

_SUBJECT, _PREDICATE, _OBJECT = (RDF_NS + name for name in ("subject", "predicate", "object"))
_WHOLE, _MEMBER, _ROLE = (ORG_NS + name for name in ("organization", "member", "role"))
_PARTS: Final = (
    ORG_NS + "subOrganizationOf",
    COOP.partOfProgramme,
    COOP.underScheme,
    COOP.within,
    SKOS_NS + "broader",
    PROV_NS + "wasRevisionOf",
)
_PLACES: Final = (COOP.locatedIn, COOP.inRegion, COOP.inCountry, COOP.governs)
_ROLES: Final = ("supervising-body", "single-agent", "foreign-partner", "host", "participant")
#: Claims that only carry the evidence of a name, an identifier, a type, a party or a place.
_CARRIERS: Final = frozenset(
    {
        RDF_NS + "type",
        SKOS_NS + "altLabel",
        SKOS_NS + "hiddenLabel",
        *(
            COOP_NS + name
            for name in (
                "acronym",
                "formerName",
                "registerName",
                "unitNumber",
                "ror",
                "rnsr",
                "wikidata",
                "uai",
                "siren",
                "finess",
                "grid",
                "isni",
                "pic",
                "siret",
                "idref",
                "fundref",
                "openalex",
                "hal",
                "cordis",
                "geonames",
                "isoCode",
                "hasParty",
                "includesCountry",
                "locatedIn",
                "theme",
                "modality",
                "targetPlace",
            )
        ),
    }
)


def link_lines(around: Surroundings) -> Iterator[Line]:
    """Yield a line for all that points to the entity, in no particular order."""
    for node, links in around.links.items():
        kinds = around.classes(node)
        if "CoPublication" in kinds:
            continue  # told pair by pair
        made = _READERS.get(next((name for name in kinds if name in _READERS), ""))
        if made is not None:
            yield from made(around, node, links)
        elif _SUBJECT in links or _OBJECT in links:
            yield from _claim(around, node, links)
        elif _is(kinds, "PlanItem") and {COOP.inPlan, DCT_NS + "isPartOf"} & set(links):
            continue  # its line is made with the others of the plan
        elif _is(kinds, "Agreement"):
            yield from _agreement(around, node, links)
        elif "ChangeEvent" in kinds or around.one(node, COOP.eventKind):
            yield from _event(around, node, links)
        else:
            yield from _thing(around, node, links)
    yield from list_member_lines(around)
    yield from copublication_lines(around)


def _is(kinds: Iterable[str], name: str) -> bool:
    return any(kind in SUBCLASSES.get(name, frozenset({name})) or kind == name for kind in kinds)


def _kind(around: Surroundings, iri: str) -> str:
    return around.class_name(class_order(around.classes(iri))[:1])


def _joined(around: Surroundings, node: str, predicate: str, word: str) -> list[str]:
    """Return "themes: a, b" where a node has values of a property."""
    names = [name for iri, name in _others(around, node, predicate) if iri != around.iri]
    return [WORDS[around.lang][word].format(", ".join(names))] if names else []


def _others(around: Surroundings, node: str, predicate: str) -> list[tuple[str, str]]:
    return [(iri, around.name(iri)) for iri in around.many(node, predicate)]


def _cotutelle(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    here = _WHOLE in links
    other = around.one(node, _MEMBER if here else _WHOLE)
    code = around.one(node, COOP.unitCode)
    details = [code] if code else []
    if not here:
        details.append(_kind(around, other))
    role = around.one(node, _ROLE)
    yield Line(
        "supervision" if here else "structures",
        around.name(role),
        around.name(other),
        curie(other),
        tuple(details),
        around.period(node),
        evidence=around.evidence.get(node, ()),
        rank=_ROLES.index(local_name(role)) if local_name(role) in _ROLES else len(_ROLES),
    )


def _participation(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    here = _WHOLE in links
    whole, member = around.one(node, _WHOLE), around.one(node, _MEMBER)
    other = member if here else whole
    details = [] if here else [_kind(around, whole)]
    if COOP.onBehalfOf in links and not here and member != around.iri:
        details.append(WORDS[around.lang]["represented"].format(around.name(member)))
    else:
        details += _joined(around, node, COOP.onBehalfOf, "behalf")
    yield Line(
        "members" if here else "participations",
        around.name(around.one(node, _ROLE)),
        around.name(other),
        curie(other),
        tuple(details),
        around.period(node),
        evidence=around.evidence.get(node, ()),
    )


def _agreement(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    if not set(links) - {COOP.instrumentType, *_PARTS}:
        yield from _thing(around, node, links)
        return
    details = [
        *_joined(around, node, COOP.hasParty, "with"),
        *_joined(around, node, COOP.theme, "themes"),
        *_joined(around, node, COOP.targetPlace, "countries"),
    ]
    if around.one(node, COOP.undated):
        details.append(WORDS[around.lang]["undated"])
    party = [
        evidence
        for claim, of in around.links.items()
        if _OBJECT in of
        and around.one(claim, _SUBJECT) == node
        and around.one(claim, _PREDICATE) == COOP.hasParty
        for evidence in around.evidence.get(claim, ())
    ]
    yield Line(
        "agreements",
        _kind(around, node),
        around.name(node),
        curie(node),
        tuple(details),
        around.period(node),
        evidence=tuple(sorted({*around.evidence.get(node, ()), *party})),
    )


def _award(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    words = WORDS[around.lang]
    held = COOP.awardedTo in links
    wave, call = around.one(node, COOP.wave), around.one(node, COOP.call)
    details = [words["wave"].format(wave)] if wave else []
    details += [words["call"].format(call)] if call else []
    label = around.one(node, COOP.label)
    holder = around.one(node, COOP.awardedTo)
    if held:
        details += _joined(around, node, COOP.awardedBy, "awarded_by")
        details += _joined(around, node, COOP.fundedBy, "funded_by")
        about = [("labels", COOP.label, label)]
    else:
        about = [("labels_given", link, holder) for link in links]
    for section, link, other in about:
        said = [] if link == COOP.label else [around.name(label)]
        yield Line(
            section,
            around.name(link),
            around.name(other),
            curie(other),
            (*said, *details),
            around.period(node),
            evidence=around.evidence.get(node, ()),
        )


def _partnership(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    parties = around.many(node, COOP.hasParty)
    others = [iri for iri in parties if iri != around.iri]
    if COOP.hasParty not in links:  # a vehicle, a theme: say both parties
        value, ids = " – ".join(map(around.name, parties)), curie(node)
    else:
        value, ids = ", ".join(map(around.name, others)), "; ".join(map(curie, others))
    details = [
        *_joined(around, node, COOP.vehicle, "vehicle"),
        *_joined(around, node, COOP.theme, "themes"),
    ]
    yield Line(
        "partnerships",
        around.name(around.one(node, COOP.partnershipKind)),
        value,
        ids,
        tuple(details),
        around.period(node),
        evidence=around.evidence.get(node, ()),
    )


def _priority(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    words = WORDS[around.lang]
    place, theme = around.one(node, COOP.targetPlace), around.one(node, COOP.theme)
    theme_name = around.name(theme) if theme else words["no_theme"]
    if COOP.targetPlace in links:
        value, of = theme_name, theme
    elif COOP.theme in links:
        value, of = around.name(place), place
    else:
        value, of = f"{around.name(place)} × {theme_name}", node
    yield Line(
        "priorities",
        around.name(around.one(node, COOP.stance)),
        value,
        curie(of) if of else "",
        tuple(_joined(around, node, COOP.inStrategy, "strategy")),
        around.period(node),
        evidence=around.evidence.get(node, ()),
    )


def _event(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    words = WORDS[around.lang]
    details = []
    before = (ORG_NS + "originalOrganization", COOP.originalInstrument)
    after = (ORG_NS + "resultingOrganization", COOP.resultingInstrument)
    for word, names in (
        (
            "before",
            [
                around.name_before(node, iri)
                for predicate in before
                for iri in around.many(node, predicate)
            ],
        ),
        (
            "after",
            [
                around.name_after(node, iri)
                for predicate in after
                for iri in around.many(node, predicate)
            ],
        ),
    ):
        if names:
            details.append(words[word].format(", ".join(names)))
    yield Line(
        "events",
        around.name(around.one(node, COOP.eventKind)),
        around.name(node),
        curie(node),
        tuple(details),
        around.period(node),
        evidence=around.evidence.get(node, ()),
    )


def _claim(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    if around.one(node, _PREDICATE) not in _CARRIERS:
        yield claim_line(around, node, links)


def _list(around: Surroundings, node: str, _: list[str]) -> Iterator[Line]:
    yield list_line(around, node)


def _disagreement(around: Surroundings, node: str, _: list[str]) -> Iterator[Line]:
    yield from disagreement_lines(around, node)


def _term(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    yield Line(
        "terms",
        WORDS[around.lang]["term"],
        ", ".join(around.named(node, COOP.evaluationWave)),
        "; ".join(map(curie, around.many(node, COOP.evaluationWave))),
        (),
        around.period(node),
        evidence=around.evidence.get(node, ()),
    )


def _nothing(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    """Leave a node: a value to the lines of plans, a decision to those of its disagreement."""
    return iter(())


def _thing(around: Surroundings, node: str, links: list[str]) -> Iterator[Line]:
    """Yield a line for an individual that points to the entity itself: a part, an inhabitant."""
    claimed: dict[str, list[str]] = defaultdict(list)
    for claim, of in around.links.items():
        if _OBJECT in of and around.one(claim, _SUBJECT) == node:
            claimed[around.one(claim, _PREDICATE)].append(claim)
    shown = {
        link
        for link in links
        if link.startswith((COOP_NS, ORG_NS)) or link in _PARTS
        if link != COOP.mainPlace  # stands in it anyway
        if link in _CARRIERS or link not in claimed
    }
    if node.startswith(COOP_NS):  # a term of the ontology, not of the landscape
        return
    if shown & {COOP.inRegion, COOP.inCountry}:
        shown -= {COOP.locatedIn}
        shown = {COOP.inRegion if COOP.inRegion in shown else COOP.inCountry} | (
            shown - {COOP.inRegion, COOP.inCountry}
        )
    for link in sorted(shown):
        if link == COOP.ledBy:
            section = "teams"
        elif link in _PARTS:
            section = "parts"
        elif link in _PLACES:
            section = "located"
        else:
            section = "mentions"
        derived = link in (COOP.inRegion, COOP.inCountry)
        yield Line(
            section,
            _kind(around, node)
            or (WORDS[around.lang]["narrower"] if link in _PARTS else around.name(link)),
            around.name(node),
            curie(node),
            () if section != "mentions" else (around.name(link),),
            around.period(node) if section in ("parts", "teams", "mentions") else Period(),
            derived=derived,
            evidence=() if derived else _cited(around, claimed[link], node),
        )


def _cited(around: Surroundings, claims: Iterable[str], node: str) -> tuple[Evidence, ...]:
    """Return the evidence of the claims of a link, else that of the node as a whole."""
    found = {item for claim in claims for item in around.evidence.get(claim, ())}
    return tuple(sorted(found)) or around.evidence.get(node, ())


def count_lines(lines: Iterable[Line], around: Surroundings) -> Iterator[Line]:
    """Count the structures of a body by kind and role, and what stands in a place by kind.

    A structure that a body supervises under two roles counts once for each role, and two periods of
    the same role count once. Beside the number stands how many of them the organisation in focus
    supervises too, since a register names structures in which it only takes part.
    """
    structures: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    located: Counter[str] = Counter()
    for line in lines:
        if line.section == "structures":
            structures[line.details[-1], line.property].add(line.value_id)
        elif line.section == "located":
            located[line.property] += 1
    focus, name, supervised = around.supervised_by_focus() if structures else ("", "", frozenset())
    for (kind, role), ids in sorted(structures.items(), key=lambda item: (-len(item[1]), item[0])):
        details = [role]
        if focus and around.iri != focus:
            shared = WORDS[around.lang]["shared"]
            details.append(shared.format(len(ids & supervised), name))
        yield Line("structure_counts", kind, str(len(ids)), "", tuple(details))
    for kind, number in sorted(located.items(), key=lambda item: (-item[1], item[0])):
        yield Line("located_counts", kind, str(number))


_READERS: Final[dict[str, Callable[[Surroundings, str, list[str]], Iterator[Line]]]] = {
    "Cotutelle": _cotutelle,
    "Disagreement": _disagreement,
    "IndicatorValue": _nothing,
    "LabelAward": _award,
    "ListStatement": _list,
    "Participation": _participation,
    "Partnership": _partnership,
    "Resolution": _nothing,
    "StrategicPriority": _priority,
    "UnitTerm": _term,
}

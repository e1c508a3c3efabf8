"""Lines of values, of lists with their names, and of what sources disagree about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pyoxigraph import NamedNode

from coopgraph.namespaces import RDF_NS, curie
from coopgraph.outputs.entity_page.own import literal_text
from coopgraph.outputs.entity_page.reading import Surroundings, local_name
from coopgraph.outputs.entity_page.records import Line, Period
from coopgraph.outputs.entity_page.wording import WORDS, figure_text
from coopgraph.vocabulary import COOP

__all__ = ["claim_line", "disagreement_lines", "list_line", "list_member_lines"]

_SUBJECT, _PREDICATE, _OBJECT = (RDF_NS + name for name in ("subject", "predicate", "object"))
#: Units that the property or the value's kind says already.
_SAID: Final = ("count", "year")


def _unit(around: Surroundings, node: str) -> str:
    return " ".join(
        around.name(unit) for unit in around.many(node, COOP.unit) if local_name(unit) not in _SAID
    )


def _object(around: Surroundings, node: str) -> tuple[str, str]:
    """Return what a claim states, as text and as CURIE."""
    term = next(iter(around.terms(node, _OBJECT)), None)
    if term is None:
        return "", ""
    if isinstance(term, NamedNode):
        return around.name(term.value), curie(term.value)
    return literal_text(term, around.lang), ""


def claim_line(around: Surroundings, node: str, links: list[str]) -> Line:
    """Return the line of a claim about the entity, or of one that names it."""
    words = WORDS[around.lang]
    here = _SUBJECT in links
    other = around.one(node, _SUBJECT)
    value, value_id = _object(around, node) if here else (around.name(other), curie(other))
    status = around.one(node, COOP.claimStatus)
    details = [] if here else [words["said_of"]]
    if local_name(status) == "superseded":
        details.append(around.name(status).lower())
    rivals = {
        around.one(rival, _OBJECT) or around.name(rival)
        for rival in around.many(node, COOP.disputedBy)
    }
    return Line(
        "claims" if here else "mentions",
        around.name(around.one(node, _PREDICATE)),
        value,
        value_id,
        tuple(details),
        year=around.one(node, COOP.aboutYear),
        population=" ".join(around.named(node, COOP.population)),
        approximation=" ".join(around.named(node, COOP.approximation)),
        unit=_unit(around, node),
        status=around.name(status),
        rivals=tuple(sorted(around.name(rival) for rival in rivals)),
        evidence=around.evidence.get(node, ()),
    )


def list_line(around: Surroundings, node: str) -> Line:
    """Return the line of a list: what its source announces, prints, and who names the rest."""
    words = WORDS[around.lang]
    details = []
    if announced := around.one(node, COOP.announcedCount):
        how = around.one(node, COOP.approximation)
        exact = local_name(how) in ("", "exact")
        said = announced if exact else f"{around.name(how).lower()} {announced}"
        details.append(words["announced"].format(said))
    if listed := around.one(node, COOP.listedCount):
        details.append(words["listed"].format(listed))
    details += [words["form_" + local_name(form)] for form in around.many(node, COOP.listForm)]
    details += [name.lower() for name in around.named(node, COOP.completeness)]
    for word, predicate in (("scope", COOP.listScope), ("enumerated_by", COOP.enumeratedBy)):
        names = [around.name(iri) for iri in around.many(node, predicate) if iri != around.iri]
        details += [words[word].format(", ".join(names))] if names else []
    return Line(
        "lists",
        around.name(around.one(node, COOP.coversClass)),
        around.name(node),
        curie(node),
        tuple(details),
        Period(start=around.one(node, COOP.sinceYear)),
        year=around.one(node, COOP.aboutYear),
        evidence=around.evidence.get(node, ()),
    )


def list_member_lines(around: Surroundings) -> Iterator[Line]:
    """Yield the lists that stand beside a label or an instrument, and the names in them.

    The latest comes first.
    """
    for node in sorted(around.listed):
        if "ListStatement" in around.classes(node):
            yield replace(list_line(around, node), rank=_age(around, node))
        else:
            listing = around.one(node, _SUBJECT)
            value, value_id = _object(around, node)
            yield Line(
                "list_members",
                around.name(listing),
                value,
                value_id,
                evidence=around.evidence.get(node, ()),
                rank=_age(around, listing),
            )


def _age(around: Surroundings, listing: str) -> int:
    year = around.one(listing, COOP.aboutYear)
    return -int(year) if year else 0


def disagreement_lines(around: Surroundings, node: str) -> Iterator[Line]:
    """Yield the statements that disagree, side by side, and then what was decided.

    Parameters
    ----------
    around
        What the store says.
    node
        The disagreement.
    """
    words = WORDS[around.lang]
    population = around.named(node, COOP.population)
    context = [*population, around.one(node, COOP.aboutYear)]
    statements = around.many(node, COOP.involves)
    if expected := around.one(node, COOP.expectedValue):
        unit = next((u for s in statements for u in around.many(s, COOP.unit)), "")
        figure = figure_text(expected, around.lang, local_name(unit))
        context.append(words["expected"].format(figure))
    heading = words["colon"].join(
        (
            around.name(around.one(node, COOP.disagreementKind)),
            around.name(around.one(node, COOP.onProperty)),
        )
    )
    shown = words["semicolon"].join(part for part in context if part)
    heading = f"{heading} ({shown})" if shown else heading
    named = {around.one(statement, _SUBJECT) for statement in statements}
    lines = [
        _stated(around, node, statement, heading, population)
        for statement in statements
        if statement not in named  # a list whose names at issue are there line by line
    ]
    yield from sorted(lines, key=lambda line: (line.evidence, line.value))
    for decision in around.many(node, COOP.resolvedBy):
        how = around.one(decision, COOP.decision)
        yield Line(
            "disagreements",
            heading,
            words["decided"].format(around.name(how).lower()),
            curie(how),
            tuple(
                part
                for part in (
                    around.one(decision, COOP.reason),
                    around.one(decision, COOP.decidedOn),
                )
                if part
            ),
            evidence=around.evidence.get(decision, ()),
        )


def _stated(
    around: Surroundings, node: str, statement: str, heading: str, population: list[str]
) -> Line:
    words = WORDS[around.lang]
    value, value_id = _object(around, statement)
    details = [name for name in around.named(statement, COOP.population) if name not in population]
    unit = _unit(around, statement)
    measure = local_name(around.one(statement, COOP.unit))
    figures = [
        around.one(statement, name)
        for name in (COOP.numericValue, COOP.lowerBound, COOP.upperBound)
    ]
    if figures[0]:
        value, unit = figure_text(figures[0], around.lang, measure), ""
    elif all(figures[1:]):
        lower = figure_text(figures[1], around.lang)
        value = words["range"].format(lower, figure_text(figures[2], around.lang, measure))
        unit = ""
    if any(figures):
        details += [name.lower() for name in around.named(statement, COOP.valueRole)]
        counts = [around.one(statement, name) for name in (COOP.numerator, COOP.denominator)]
        details += [words["counts"].format(*counts)] if all(counts) else []
    listing = (
        statement if around.one(statement, COOP.listSubject) else around.one(statement, _SUBJECT)
    )
    if "ListStatement" in around.classes(listing):
        details.append(around.name(listing))
        if not value and around.one(node, COOP.onProperty) == COOP.listedCount:
            value = around.one(statement, COOP.listedCount)
    return Line(
        "disagreements",
        heading,
        value or words["not_named"],
        value_id,
        tuple(details),
        year="" if around.one(node, COOP.aboutYear) else around.one(statement, COOP.aboutYear),
        approximation=" ".join(
            around.name(how)
            for how in around.many(statement, COOP.approximation)
            if local_name(how) not in ("exact", "between")
        ),
        unit=unit,
        status=around.name(status) if (status := around.one(statement, COOP.claimStatus)) else "",
        evidence=around.evidence.get(statement, ()),
    )

"""Why a body is a candidate, in words that somebody who decides can check."""

from __future__ import annotations

from coopgraph.messages import Message, counted, message
from coopgraph.reconciliation.features import FIRST, Evidence
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.normalisation import fold
from coopgraph.reconciliation.parts import Parts
from coopgraph.reconciliation.towns import town_reasons

__all__ = ["reasons_for"]


def reasons_for(evidence: Evidence, parts: Parts, index: Index) -> tuple[Message, ...]:
    """Return what speaks for and against a body, the name first."""
    figures = dict(zip(FIRST, evidence.figures, strict=True))
    body = index.bodies[evidence.body]
    name = _name_of(evidence, index)
    said: list[Message] = []
    if figures["acronym"] and not figures["former"]:
        said.append(message("acronym “{name}”", name=name))
    elif not evidence.hit.exact and figures["coverage"] < 1:
        share = round(100 * figures["coverage"])
        said.append(message("{share} % of the name “{name}”", share=share, name=name))
    elif figures["former"]:
        said.append(message("former name, or name of a forerunner “{name}”", name=name))
    elif evidence.hit.exact:
        said.append(message("name “{name}”", name=name))
    else:
        said.append(message("all words of the name “{name}”", name=name))
    slips = {
        word: form
        for word, form in parts.corrections.items()
        if form in index.keys[evidence.hit.key]
    }
    for word in sorted(slips):
        said.append(message("“{word}” read as “{form}”", word=word, form=slips[word]))
    said += town_reasons(evidence.body, evidence.hit.positions, parts, index)
    if figures["region"] and not figures["city"]:
        region = next(one for one in body.regions if f" {fold(one)} " in parts.words)
        said.append(message("region agrees ({region})", region=region))
    agreed = [code for code in body.countries if code in parts.countries]
    if agreed:
        said.append(message("country agrees ({code})", code=agreed[0]))
    elif figures["country_other"]:
        found = ", ".join(sorted(parts.countries)[:3])
        said.append(
            message("country differs ({here}; text: {there})", here=body.countries[0], there=found)
        )
    if (others := len(index.named[evidence.hit.key]) - 1) > 0:
        said.append(
            counted("{n} other body has this name", "{n} other bodies have this name", n=others)
        )
    if not body.active:
        said.append(message("no longer active"))
    return tuple(said)


def _name_of(evidence: Evidence, index: Index) -> str:
    """Return the name as its body has it."""
    for name in index.names_of(evidence.body):
        if index.exact.get(index.key(name.text)) == evidence.hit.key:
            return name.text
    return index.bodies[evidence.body].label

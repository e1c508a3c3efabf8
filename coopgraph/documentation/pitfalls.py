"""The forty-one pitfalls of OOPS! (OntOlogy Pitfall Scanner), as far as files can tell.

Codes, titles and importance are those of OOPS!. Those that ask for judgement or for the network are
named as not computed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from rdflib.namespace import OWL, RDF

from coopgraph.documentation.exemptions import exempted, unexplained
from coopgraph.documentation.pitfall_checks import COMPUTED
from coopgraph.documentation.reading import OntologyFiles, local

__all__ = ["Pitfall", "State", "pitfalls"]

State = Literal["computed", "reported", "not computed"]


@dataclass(frozen=True)
class Pitfall:
    """One pitfall and where the ontology falls into it.

    Attributes
    ----------
    code
        Its number in OOPS!.
    importance
        Critical, important or minor.
    title
        What goes wrong.
    state
        Computed: nothing may be found. Reported: what is found is a choice with a reason.
        Not computed: judgement or network.
    found
        The terms concerned.
    note
        Why, for what is reported or not computed.
    """

    code: str
    importance: str
    title: str
    state: State
    found: tuple[str, ...] = ()
    note: str = ""


def pitfalls(files: OntologyFiles) -> list[Pitfall]:
    """Look for every pitfall.

    Parameters
    ----------
    files
        The ontology.

    Returns
    -------
    list of Pitfall
        Forty-one, by code.
    """
    found = [
        Pitfall(code, importance, title, "computed", tuple(check(files)))
        for code, importance, title, check in COMPUTED
    ]
    missing = exempted(files)
    inverses = [
        local(term)
        for term in files.properties()
        if (term, RDF.type, OWL.ObjectProperty) in files.terms
        and (term, RDF.type, OWL.SymmetricProperty) not in files.terms
        and not list(files.terms.objects(term, OWL.inverseOf))
    ]
    found += [
        Pitfall(
            "P11",
            "important",
            "missing domain or range",
            "reported",
            tuple(missing),
            f"each has a reason, except: {', '.join(unexplained(files)) or 'none'}",
        ),
        Pitfall(
            "P13",
            "minor",
            "inverse relationships not declared",
            "reported",
            tuple(inverses),
            "none is declared: queries walk backwards with ^",
        ),
    ]
    found += [
        Pitfall(code, importance, title, "not computed", (), note)
        for code, importance, title, note in _NOT_COMPUTED
    ]
    return sorted(found, key=lambda pitfall: pitfall.code)


_JUDGEMENT = "asks for judgement"
_NOT_COMPUTED: list[tuple[str, str, str, str]] = [
    ("P01", "critical", "polysemous terms", _JUDGEMENT),
    ("P02", "minor", "synonyms as classes", _JUDGEMENT),
    ("P03", "critical", "a relationship “is” in place of a subclass", _JUDGEMENT),
    ("P09", "minor", "missing domain information", _JUDGEMENT),
    ("P12", "important", "equivalent properties not declared", _JUDGEMENT),
    ("P14", "critical", "misused owl:allValuesFrom", _JUDGEMENT),
    ("P15", "critical", "“some not” in place of “not some”", _JUDGEMENT),
    ("P16", "critical", "a primitive class in place of a defined one", _JUDGEMENT),
    ("P17", "important", "overspecialised hierarchy", _JUDGEMENT),
    ("P18", "important", "overspecialised domain or range", "the closure of the data is tested"),
    ("P23", "important", "a datatype made again", _JUDGEMENT),
    ("P31", "critical", "wrong equivalent classes", _JUDGEMENT),
    ("P37", "critical", "not available on the web", "asks a web server"),
]

"""Write :mod:`coopgraph.vocabulary` from the ontology: closed constants, so that a typo fails.

Run ``python -m coopgraph.rdf.vocabulary_writer`` after every change of ``ontology/coopgraph.ttl``
or ``ontology/schemes/``; with ``--check`` nothing is written and the exit code is 1 if the
committed module is out of date. The ontology itself is never changed here.
"""

from __future__ import annotations

import argparse
import sys
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from coopgraph.errors import OntologyError
from coopgraph.messages import message
from coopgraph.namespaces import COOP_NS, RDF_NS, RDFS_NS, SCHEME_NS, SKOS_NS
from coopgraph.resources import ontology_dir

__all__ = ["main", "render_vocabulary"]

_OWL = "http://www.w3.org/2002/07/owl#"
_PROPERTY_TYPES = (
    _OWL + "ObjectProperty",
    _OWL + "DatatypeProperty",
    _OWL + "AnnotationProperty",
)
_HEADER = '''"""Terms of the ontology as constants: a misspelt name raises ``AttributeError``.

Generated from ``ontology/`` by ``python -m coopgraph.rdf.vocabulary_writer``; do not edit.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CLASSES", "COOP", "DISJOINT", "PROPERTIES", "SCHEMES", "SINGLE_VALUED", "SUBCLASSES"]

_NS: Final = "{namespace}"
'''


@dataclass(frozen=True)
class _Term:
    name: str
    label: str
    definition: str


def _read(paths: Iterable[Path]) -> list[Triple]:
    triples: list[Triple] = []
    for path in paths:
        try:
            triples.extend(quad.triple for quad in parse(path=str(path), format=RdfFormat.TURTLE))
        except (OSError, SyntaxError) as error:
            raise OntologyError(
                message("{path}: cannot be parsed: {reason}", path=path, reason=str(error))
            ) from error
    return triples


def _local(term: object) -> str | None:
    if isinstance(term, NamedNode) and term.value.startswith(COOP_NS):
        return term.value[len(COOP_NS) :]
    return None


def _names_of(triples: list[Triple], *types: str) -> set[str]:
    found = set()
    for triple in triples:
        name = _local(triple.subject)
        if (
            name
            and triple.predicate.value == RDF_NS + "type"
            and isinstance(triple.object, NamedNode)
            and triple.object.value in types
        ):
            found.add(name)
    return found


def _english(triples: list[Triple], predicate: str) -> dict[str, str]:
    texts = {}
    for triple in triples:
        name = _local(triple.subject)
        if (
            name
            and triple.predicate.value == predicate
            and isinstance(triple.object, Literal)
            and triple.object.language == "en"
        ):
            texts[name] = triple.object.value
    return texts


def _subclasses(triples: list[Triple], classes: set[str]) -> dict[str, set[str]]:
    below: dict[str, set[str]] = {name: set() for name in classes}
    for triple in triples:
        child, parent = _local(triple.subject), _local(triple.object)
        if triple.predicate.value == RDFS_NS + "subClassOf" and child and parent:
            below.setdefault(parent, set()).add(child)

    def closure(name: str, above: tuple[str, ...]) -> set[str]:
        if name in above:
            raise OntologyError(
                message(
                    "{cls} is a subclass of itself: {chain}",
                    cls=f"coop:{name}",
                    chain=" > ".join(above),
                )
            )
        return {name}.union(*(closure(child, (*above, name)) for child in below[name]))

    return {name: closure(name, ()) for name in sorted(classes)}


def _disjoint(triples: list[Triple]) -> list[tuple[str, str]]:
    """Return the pairs of our classes that exclude each other, both in order."""
    return sorted(
        (min(one, other), max(one, other))
        for triple in triples
        if triple.predicate.value == _OWL + "disjointWith"
        and (one := _local(triple.subject))
        and (other := _local(triple.object))
    )


def _schemes(triples: list[Triple]) -> dict[str, set[str]]:
    schemes: dict[str, set[str]] = {}
    for triple in triples:
        if triple.predicate.value == SKOS_NS + "inScheme" and isinstance(triple.subject, NamedNode):
            scheme, _, concept = triple.subject.value.removeprefix(SCHEME_NS).partition("/")
            schemes.setdefault(scheme, set()).add(concept)
    return dict(sorted(schemes.items()))


def _constants(terms: Iterable[_Term]) -> list[str]:
    lines = []
    for term in terms:
        text = f"{term.label}: {term.definition}"
        lines += [f"    #: {line}" for line in textwrap.wrap(text, 90)]
        lines.append(f'    {term.name}: Final = _NS + "{term.name}"')
    return lines


def _mapping(name: str, annotation: str, entries: Iterable[tuple[str, str]], doc: str) -> list[str]:
    rows = [f'    "{key}": {value},' for key, value in entries]
    return [f"#: {doc}", f"{name}: Final[{annotation}] = {{", *rows, "}"]


def _frozen(values: Iterable[str]) -> str:
    names = sorted(values)
    flat = "frozenset({" + ", ".join(f'"{name}"' for name in names) + "})"
    if len(flat) <= 60:
        return flat
    lines = "".join(f'            "{name}",\n' for name in names)
    return "frozenset(\n        {\n" + lines + "        }\n    )"


def render_vocabulary(folder: Path) -> str:
    """Return the text of ``coopgraph/vocabulary.py`` for an ontology folder.

    Parameters
    ----------
    folder
        The folder with ``coopgraph.ttl`` and ``schemes/``.

    Returns
    -------
    str
        Python source; the same bytes for the same ontology.

    Raises
    ------
    OntologyError
        If a file cannot be parsed, or a class is a subclass of itself.
    """
    triples = _read([folder / "coopgraph.ttl"])
    classes = _names_of(triples, _OWL + "Class")
    properties = _names_of(triples, *_PROPERTY_TYPES)
    single = _names_of(triples, COOP_NS + "SingleValued")
    labels = _english(triples, RDFS_NS + "label")
    definitions = _english(triples, SKOS_NS + "definition")
    schemes = _schemes(_read(sorted((folder / "schemes").glob("*.ttl"))))

    def terms(names: set[str]) -> list[_Term]:
        return [
            _Term(name, labels.get(name, name), definitions.get(name, "")) for name in sorted(names)
        ]

    lines = [_HEADER.format(namespace=COOP_NS), ""]
    lines += [
        "class COOP:",
        '    """Every class and property of the ontology, as a full IRI."""',
        "",
    ]
    lines += [*_constants(terms(classes)), "", *_constants(terms(properties)), "", ""]
    references = {name: f"COOP.{name}" for name in classes | properties}
    for constant, names, doc in (
        ("CLASSES", classes, "Local name to IRI of every class."),
        ("PROPERTIES", properties, "Local name to IRI of every property."),
    ):
        entries = [(name, references[name]) for name in sorted(names)]
        lines += [*_mapping(constant, "dict[str, str]", entries, doc), ""]
    lines += [
        *_mapping(
            "SUBCLASSES",
            "dict[str, frozenset[str]]",
            [(name, _frozen(below)) for name, below in _subclasses(triples, classes).items()],
            "Local name of a class to those of all its subclasses, itself included.",
        ),
        "",
        *_mapping(
            "SCHEMES",
            "dict[str, frozenset[str]]",
            [(name, _frozen(concepts)) for name, concepts in schemes.items()],
            "Name of a concept scheme to the names of its concepts.",
        ),
        "",
        "#: Pairs of local names of classes that exclude each other, each pair in order.",
        "DISJOINT: Final[frozenset[tuple[str, str]]] = frozenset(",
        "    {",
        *(f'        ("{one}", "{other}"),' for one, other in _disjoint(triples)),
        "    }",
        ")",
        "",
        "#: Properties with at most one value for one subject, year and population.",
        "SINGLE_VALUED: Final[frozenset[str]] = frozenset(",
        "    {",
        *(f"        COOP.{name}," for name in sorted(single)),
        "    }",
        ")",
    ]
    return "\n".join(lines) + "\n"


def main(arguments: list[str] | None = None) -> int:
    """Write or check the module.

    Parameters
    ----------
    arguments
        Command-line arguments; those of the process by default.

    Returns
    -------
    int
        0 if the module is current or was written, 1 if ``--check`` found it out of date.
    """
    parser = argparse.ArgumentParser(description="Write coopgraph/vocabulary.py from ontology/.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail if out of date")
    options = parser.parse_args(arguments)
    target = Path(__file__).resolve().parents[1] / "vocabulary.py"
    text = render_vocabulary(ontology_dir())
    current = target.read_text(encoding="utf-8") if target.exists() else ""
    if text == current:
        return 0
    if options.check:
        sys.stderr.write(
            f"{target} is out of date: run python -m coopgraph.rdf.vocabulary_writer\n"
        )
        return 1
    target.write_text(text, encoding="utf-8", newline="\n")
    sys.stderr.write(f"{target} written\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())

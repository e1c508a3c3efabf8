"""The keys that a mapping may have, declared once: the check and the JSON Schema come from here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["BODY", "CELL", "FILE", "LINKS", "RDF_BODY", "SOURCE", "TOP", "Key"]


@dataclass(frozen=True, slots=True)
class Key:
    """A key of a mapping.

    Attributes
    ----------
    kind
        What stands under it: ``text``, ``date``, ``slug``, ``cell`` (where a value comes from),
        ``class`` (a class of the ontology, or where its word comes from), ``word:SCHEME`` (the same
        for a concept), ``languages``, ``schemes`` and ``figures`` (cells by language, register,
        property), ``end`` (a body of the mapping, or a path), ``classes`` (outside classes),
        ``prefixes``.
    meaning
        In plain words, for the schema.
    required
        Whether it must be there.
    choices
        Accepted words.
    """

    kind: str
    meaning: str
    required: bool = False
    choices: tuple[str, ...] = ()


#: Keys at the top, by kind of mapping.
TOP: Final = {
    "table": ("source", "file", "bodies", "links"),
    "rdf": ("source", "prefixes", "namespaces", "rewrite", "persons", "things", "links"),
}
SOURCE: Final = {
    "id": Key("slug", "short name under which the reading is kept, as --as does"),
    "title": Key("text", "what the file is, as it is to be cited", required=True),
    "publisher": Key("text", "who publishes it"),
    "url": Key("address", "where it is to be had"),
    "licence": Key("text", "under which licence the facts are, or why they may be used"),
    "date": Key("date", "the time it describes: YYYY, YYYY-MM or YYYY-MM-DD"),
    "confidence": Key(
        "text", "how sure its statements are", choices=("high", "medium", "low")
    ),
}  # fmt: skip
FILE: Final = {
    "sheet": Key("text", "name of the sheet of a workbook; the first by default"),
    "header": Key("number", "number of the row that holds the headings; 1 by default"),
    "encoding": Key("text", "encoding of a CSV file; UTF-8 or that of Windows by default"),
    "delimiter": Key("text", "what separates the cells of a CSV file; found by default"),
    "day_order": Key(
        "text",
        "how a date such as 03/04/2021 is meant; without it, only its year is kept",
        choices=("dmy", "mdy"),
    ),
}
#: Keys of a cell that is more than the name of a column or a path.
CELL: Final = {
    "column": Key("text", "heading of the column"),
    "path": Key("path", "property, or path of properties: a / b, a | b, ^a"),
    "value": Key("text", "the same value for all"),
    "separator": Key("text", "what separates several values in one cell"),
    "match": Key("text", "only values that hold this text"),
    "values": Key("values", "what words of the file stand for"),
    "default": Key("text", "what a word that is not under values stands for"),
}
_COMMON: Final = {
    "acronym": Key("cell", "usual acronym"),
    "aliases": Key("cell", "other names"),
    "former_names": Key("cell", "names that it had"),
    "identifiers": Key("schemes", "numbers in registers, by register"),
    "legal_form": Key("word:legal-form", "legal form"),
    "city": Key("cell", "city; needs country"),
    "country": Key("cell", "country: ISO 3166-1 code, or French or English name"),
    "latitude": Key("cell", "degrees north of the city"),
    "longitude": Key("cell", "degrees east of the city"),
    "start": Key("cell", "year or day of its creation"),
    "end": Key("cell", "last year or day"),
    "website": Key("cell", "address of its own site (structures)"),
    "figures": Key("figures", "numbers that the file states, by property of the ontology"),
}
#: Keys of a body of a table.
BODY: Final = {
    "class": Key("class", "class of the ontology", required=True),
    "key": Key("cell", "number by which the table knows it, where registers do not"),
    "names": Key("languages", "its name, by language: fr, en …"),
    **_COMMON,
}
#: Keys of a thing of an RDF file.
RDF_BODY: Final = {
    "classes": Key("classes", "outside classes and the class each is here", required=True),
    "class": Key("class", "class by a property, instead of that of classes"),
    "iri": Key("iri", "register and beginning of an IRI that ends in its number"),
    "names": Key("cell", "property of its name; language tags tell which name is which"),
    **_COMMON,
}
_PERIOD: Final = {
    "start": Key("cell", "first year or day"),
    "end": Key("cell", "last year or day"),
}
#: By kind of link, its keys; the first two are its ends.
LINKS: Final = {
    "part-of": {
        "part": Key("end", "what is a part", required=True),
        "whole": Key("end", "of what", required=True),
    },
    "role": {
        "member": Key("end", "who takes part, or the body of a structure", required=True),
        "of": Key("end", "what is taken part in, or the structure", required=True),
        "role": Key("word:role", "in which role", required=True),
        "number": Key("cell", "number of the structure at that body: U 1016"),
        **_PERIOD,
    },
    "partnership": {
        "from": Key("end", "whose partner it is", required=True),
        "to": Key("end", "the partner", required=True),
        "type": Key("word:partnership-kind", "kind of partnership", required=True),
        **_PERIOD,
    },
    "related": {
        "from": Key("end", "one of two that the file relates without telling how", required=True),
        "to": Key("end", "the other", required=True),
    },
}  # fmt: skip

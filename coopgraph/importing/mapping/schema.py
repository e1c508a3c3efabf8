"""JSON Schemas of mappings, generated from their keys, so that editors can complete and check them.

``docs/mapping-table.schema.json`` and ``docs/mapping-rdf.schema.json`` follow JSON Schema 2020-12.
They say which keys and words there are; what refers to something else in the mapping or the file
(bodies, prefixes, columns) is checked by :mod:`coopgraph.importing.mapping.check` alone.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from coopgraph.importing.bearing import table_schemes
from coopgraph.importing.mapping.check_cells import FIGURES, TABLE_OF
from coopgraph.importing.mapping.keys import BODY, CELL, FILE, LINKS, RDF_BODY, SOURCE, Key
from coopgraph.vocabulary import SCHEMES

__all__ = ["main", "mapping_schema"]

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
#: What stands for a value: anything, a class, a concept of a scheme.
_WORDS: Final = ("cell", "class", "word:legal-form", "word:role", "word:partnership-kind")
_TEXT: Final[dict[str, Any]] = {"type": ["string", "number", "boolean"]}


def mapping_schema(kind: str) -> dict[str, Any]:
    """Return the schema of the mappings of a kind.

    Parameters
    ----------
    kind
        ``table`` or ``rdf``.

    Returns
    -------
    dict

    Examples
    --------
    >>> mapping_schema("table")["required"]
    ['source', 'bodies']
    """
    bodies = "bodies" if kind == "table" else "things"
    body = _section(BODY if kind == "table" else RDF_BODY)
    own: dict[str, Any] = (
        {"file": _section(FILE)}
        if kind == "table"
        else {
            "prefixes": _texts("IRI by prefix"),
            "namespaces": _list("prefixes by which the mapping is chosen"),
            "rewrite": _texts("beginnings of IRIs, and what stands for them"),
            "persons": _list("classes of persons, who are never read"),
        }
    )
    return {
        "$schema": _DRAFT,
        "title": f"Mapping of coopgraph import {kind}",
        "type": "object",
        "additionalProperties": False,
        "required": ["source", bodies],
        "properties": {
            "source": _section(SOURCE),
            **own,
            bodies: {"type": "object", "minProperties": 1, "additionalProperties": body},
            "links": {
                "type": "array",
                "items": {"oneOf": [_link(name, keys, kind) for name, keys in LINKS.items()]},
            },
        },
        "$defs": {
            "classes": {"enum": sorted(TABLE_OF)},
            **{_name(word): _cell(word, kind) for word in _WORDS},
        },
    }


def _name(word: str) -> str:
    return word.replace(":", "-")


def _ref(word: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{_name(word)}"}


def _link(name: str, keys: Mapping[str, Key], kind: str) -> dict[str, Any]:
    section = _section(keys)
    extra: dict[str, Any] = {"kind": {"const": name}}
    if kind == "rdf":
        extra["node"] = {**_TEXT, "description": "class of the nodes that are or begin the link"}
    section["properties"] = {**extra, **section["properties"]}
    section["required"] = ["kind", *section["required"]]
    return section


def _section(keys: Mapping[str, Key]) -> dict[str, Any]:
    return {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name, key in keys.items() if key.required],
        "properties": {
            name: {"description": key.meaning, **_value(key)} for name, key in keys.items()
        },
    }


def _value(key: Key) -> dict[str, Any]:
    if key.choices:
        return {"enum": list(key.choices)}
    if key.kind in ("cell", "class") or key.kind.startswith("word:"):
        return _ref(key.kind)
    groups: dict[str, Iterable[str] | None] = {
        "languages": None,
        "schemes": sorted(table_schemes()),
        "figures": sorted(FIGURES),
    }
    if key.kind in groups:
        return _group(groups[key.kind], _ref("cell"))
    if key.kind == "classes":
        return _group(None, _ref("classes"))
    if key.kind == "iri":
        return _group(sorted(table_schemes()), _TEXT)
    return _TEXT


def _group(names: Iterable[str] | None, value: dict[str, Any]) -> dict[str, Any]:
    if names is None:
        return {"type": "object", "additionalProperties": value}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": dict.fromkeys(names, value),
    }


def _cell(word: str, kind: str) -> dict[str, Any]:
    """Return what may stand for a cell: a text, or a section that says more."""
    accepted: dict[str, Any] = _TEXT
    if word == "class":
        accepted = _ref("classes")
    elif word.startswith("word:"):
        accepted = {"enum": sorted(SCHEMES[word.partition(":")[2]])}
    source = "column" if kind == "table" else "path"
    properties: dict[str, Any] = {}
    for name, key in CELL.items():
        if name in ("column", "path") and name != source:
            continue
        value = accepted if name in ("value", "default") else _TEXT
        if name == "values":
            value = {"type": "object", "additionalProperties": accepted}
        properties[name] = {"description": key.meaning, **value}
    more = {
        "type": "object",
        "additionalProperties": False,
        "oneOf": [{"required": [source]}, {"required": ["value"]}],
        "properties": properties,
    }
    return {"anyOf": [accepted, more]}


def _texts(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "type": "object", "additionalProperties": _TEXT}


def _list(meaning: str) -> dict[str, Any]:
    return {"description": meaning, "type": "array", "items": _TEXT}


def main(arguments: list[str]) -> int:
    """Write the schemas into ``docs``; with ``--check`` only tell whether they are current."""
    folder = Path(__file__).parents[3] / "docs"
    current = True
    for kind in ("table", "rdf"):
        path = folder / f"mapping-{kind}.schema.json"
        text = json.dumps(mapping_schema(kind), ensure_ascii=False, indent=1) + "\n"
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            current = False
            sys.stderr.write(
                f"{path} is not current: python -m coopgraph.importing.mapping.schema\n"
            )
    return 0 if current else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

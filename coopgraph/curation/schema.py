"""Describe the curated tables as a Data Package, generated from the row classes.

``data/datapackage.json`` follows the Data Package and Table Schema standards (Frictionless,
https://specs.frictionlessdata.io/), so that other tools can check and document the tables too.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import coopgraph
from coopgraph.curation.tables import TABLES, TableSpec
from coopgraph.model.columns import Column, columns_of
from coopgraph.resources import data_dir
from coopgraph.vocabulary import SCHEMES, SUBCLASSES

__all__ = ["data_package", "main"]

_TYPES = {
    "year": "year",
    "integer": "integer",
    "decimal": "number",
    "date": "date",
    "boolean": "boolean",
    "address": "string",
    "language": "string",
}


def data_package() -> dict[str, Any]:
    """Return the descriptor of the packaged tables.

    Examples
    --------
    >>> data_package()["name"]
    'coopgraph-landscape'
    """
    return {
        "profile": "tabular-data-package",
        "name": "coopgraph-landscape",
        "title": "Research partnerships of Inserm: curated facts with their sources",
        "version": coopgraph.__version__,
        "licenses": [
            {
                "name": "CC-BY-4.0",
                "path": "https://creativecommons.org/licenses/by/4.0/",
                "title": "Creative Commons Attribution 4.0; see DATA-LICENSE.md",
            }
        ],
        "resources": [_resource(spec) for spec in TABLES.values()],
    }


def _resource(spec: TableSpec) -> dict[str, Any]:
    columns = list(columns_of(spec.record))
    summary = (spec.record.__doc__ or "").strip().split("\n", 1)[0]
    schema: dict[str, Any] = {
        "fields": [_field(name, column) for name, column in columns],
        "missingValues": [""],
    }
    if spec.key == ("id",):
        schema["primaryKey"] = "id"
    schema["foreignKeys"] = [
        {"fields": name, "reference": {"resource": column.targets[0], "fields": "id"}}
        for name, column in columns
        if column.kind == "reference" and len(column.targets) == 1 and not column.many
    ]
    return {
        "name": spec.name.replace("_", "-"),
        "path": f"curated/{spec.name}.csv",
        "description": summary,
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n"},
        "schema": schema,
    }


def _field(name: str, column: Column) -> dict[str, Any]:
    described = column.meaning
    if column.many:
        described += ' (several values joined by "; ")'
    if column.kind == "reference":
        described += f" (id in {' or '.join(column.targets)})"
    if column.kind == "concept":
        described += f" (concept of the scheme {column.targets[0]})"
    field: dict[str, Any] = {
        "name": name,
        "type": _TYPES.get(column.kind, "string") if not column.many else "string",
        "description": described,
    }
    if column.kind == "address":
        field["format"] = "uri"
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    accepted = _accepted(column)
    if accepted and not column.many:
        constraints["enum"] = accepted
    if constraints:
        field["constraints"] = constraints
    return field


def _accepted(column: Column) -> list[str]:
    if column.kind == "concept":
        return sorted(SCHEMES[column.targets[0]])
    if column.kind == "class":
        return sorted({name for parent in column.targets for name in SUBCLASSES[parent]})
    return list(column.choices)


def main(arguments: list[str]) -> int:
    """Write ``data/datapackage.json``; with ``--check`` only tell whether it is current."""
    path = Path(data_dir()) / "datapackage.json"
    text = json.dumps(data_package(), ensure_ascii=False, indent=2) + "\n"
    if "--check" in arguments:
        current = path.is_file() and path.read_text(encoding="utf-8") == text
        if not current:
            sys.stderr.write(f"{path} is not current: python -m coopgraph.curation.schema\n")
        return 0 if current else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

"""RDF files as statements, one after the other; the parser never asks the network.

Pyoxigraph reads every syntax as a stream. It has no way to fetch what a file refers to: a remote
context of JSON-LD is an error. Entities of XML could unfold into more than any memory holds; only
short abbreviations without further entities are let through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError, reason
from coopgraph.importing.files import open_gzip
from coopgraph.importing.files.damage import damage_reason
from coopgraph.messages import message

__all__ = ["SYNTAXES", "statements"]

#: Syntaxes by the end of a file's name, as pyoxigraph calls them.
SYNTAXES: Final = {
    ".ttl": "TURTLE", ".turtle": "TURTLE", ".n3": "N3", ".nt": "N_TRIPLES", ".nq": "N_QUADS",
    ".trig": "TRIG", ".rdf": "RDF_XML", ".owl": "RDF_XML", ".xml": "RDF_XML",
    ".jsonld": "JSON_LD", ".json": "JSON_LD",
}  # fmt: skip
_GZIP: Final = b"\x1f\x8b"
_PROLOG: Final = 1 << 16
#: A name and a short text in quotes, without a reference to another entity.
_ABBREVIATION: Final = re.compile(
    rb"""<!ENTITY\s+[\w.-]+\s+("[^"&%<]{0,1000}"|'[^'&%<]{0,1000}')\s*>"""
)


def statements(path: Path) -> Iterator[Any]:
    """Yield the statements of an RDF file.

    Parameters
    ----------
    path
        Turtle, TriG, N-Triples, N-Quads, N3, RDF/XML or JSON-LD, by the end of its name; plain or
        gzip.

    Yields
    ------
    pyoxigraph.Quad

    Raises
    ------
    SourceError
        If the file cannot be read, is cut, is no sound RDF (with the line), refers to a remote
        context, or declares entities that are more than abbreviations.
    """
    import pyoxigraph

    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    syntax = SYNTAXES.get(bare.suffix.lower())
    if syntax is None:
        raise SourceError(
            message(
                "{file}: which syntax of RDF? The name should end in one of {endings}, or these "
                "and .gz",
                file=path,
                endings=" ".join(SYNTAXES),
            )
        )
    count = 0
    try:
        opened = path.open("rb")
    except OSError as error:
        raise SourceError(message("{file}: {reason}", file=path, reason=reason(error))) from error
    try:
        with opened as raw:
            packed = raw.read(2) == _GZIP
            raw.seek(0)
            stream: Any = open_gzip(path, raw) if packed else raw
            if syntax == "RDF_XML":
                _refuse_entities(path, stream.read(_PROLOG))
                stream.seek(0)
            base = "http://invalid/" if syntax in ("RDF_XML", "JSON_LD") else None
            for quad in pyoxigraph.parse(
                input=stream, format=getattr(pyoxigraph.RdfFormat, syntax), base_iri=base
            ):
                count += 1
                yield quad
    except SyntaxError as error:
        text = str(error)
        if "LoadDocumentCallback" in text:
            raise SourceError(
                message(
                    "{file}: refers to a context on the web, which is not fetched; write the "
                    "context into the file, or convert it to Turtle",
                    file=path,
                )
            ) from error
        raise SourceError(
            message(
                "{file}: no sound RDF after statement {n}: {reason}",
                file=path,
                n=count,
                reason=text[:200],
            )
        ) from error
    except SourceError:
        raise
    except (OSError, EOFError, ValueError) as error:
        raise SourceError(
            message(
                "{file}: damaged or cut short: {reason}; nothing was kept",
                file=path,
                reason=str(error)[:200] if isinstance(error, ValueError) else damage_reason(error),
            )
        ) from error


def _refuse_entities(path: Path, prolog: bytes) -> None:
    """Refuse entities of XML that are more than abbreviations, or that could stand further on."""
    bare = _ABBREVIATION.sub(b"", prolog.replace(b"\0", b""))
    begun = bare.find(b"<!DOCTYPE")
    closed = begun < 0 or re.search(rb"<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", bare, re.DOTALL)
    if b"<!ENTITY" in bare or not closed:
        raise SourceError(
            message(
                "{file}: declares entities of XML that are not simple abbreviations; they are not "
                "read. Convert the file to Turtle",
                file=path,
            )
        )

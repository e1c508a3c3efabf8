"""Read RDF files without ever fetching anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Quad, RdfFormat, parse

from coopgraph.errors import SourceError, reason
from coopgraph.messages import message

__all__ = ["read_quads"]

_FORMATS = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}


def read_quads(path: Path) -> Iterator[Quad]:
    """Yield the quads of an RDF file, its syntax told by the extension.

    Raises
    ------
    SourceError
        If the extension is unknown, or the file cannot be read or parsed.
    """
    kind = _FORMATS.get(path.suffix.lower())
    if kind is None:
        raise SourceError(
            message(
                "{path}: unknown extension; use one of {extensions}",
                path=path,
                extensions=", ".join(sorted(_FORMATS)),
            )
        )
    try:
        data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
        if kind == RdfFormat.RDF_XML and b"<!ENTITY" in data:
            raise SourceError(
                message("{path}: entity declarations are refused; expand them first", path=path)
            )
        yield from parse(data, format=kind)
    except SyntaxError as error:
        raise SourceError(
            message("{path}: cannot be parsed: {reason}", path=path, reason=str(error))
        ) from error
    except (OSError, ValueError) as error:
        if isinstance(error, SourceError):
            raise
        raise SourceError(
            message("{path}: cannot be read: {reason}", path=path, reason=reason(error))
        ) from error

"""``rdf``: RDF of other systems, with a mapping of their classes and properties."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from coopgraph.importing.batch import Batch
from coopgraph.importing.importer import Importer
from coopgraph.importing.mapping.check import read_mapping
from coopgraph.importing.mapping.model import Mapping
from coopgraph.importing.mapping.rdf_reader import RdfReader
from coopgraph.importing.mapping.rdf_store import RdfStore
from coopgraph.importing.mapping.shipped import chosen_mapping, shipped_mappings
from coopgraph.importing.mapping.things import ThingWriter
from coopgraph.messages import message

__all__ = ["IMPORTER", "mapped"]


def mapped(
    mapping: str | None, files: Sequence[Path], reserved: Sequence[str] = ()
) -> tuple[Importer, str]:
    """Return the importer of RDF with a mapping, and the name that the mapping gives the source.

    Parameters
    ----------
    mapping
        Path of a mapping, the name of one that comes with the package, or None: the one whose
        namespaces the files use.
    files
        The files.
    reserved
        Names of kinds of registers, which the mapping may not take.

    Returns
    -------
    Importer
    str
        Name under which the reading is kept; blank if the mapping has none.

    Raises
    ------
    SourceError, MappingError
        If no mapping fits the files, or the mapping is wrong.
    """
    if mapping is None:
        path = chosen_mapping(files)
    else:
        path = shipped_mappings().get(mapping, Path(mapping))
    read = read_mapping(path, "rdf", reserved=reserved)
    return read.source.names(IMPORTER, partial(_read, read)), read.source.id


def _read(mapping: Mapping, paths: Sequence[Path], batch: Batch) -> str | None:
    writer = ThingWriter(batch, mapping.source.confidence, year=mapping.source.date[:4])
    with contextlib.closing(RdfStore(mapping)) as store:
        for path in paths:
            store.read(path)
        RdfReader(mapping, store, batch, writer).take_all(paths)
    return mapping.source.date or None


IMPORTER = Importer(
    kind="rdf",
    title=message("RDF of other systems: VIVO, EURIO, SemOpenAlex, or with a mapping of your own"),
    register="",
    publisher="",
    page="https://semopenalex.org/ (CC0 1.0), https://cordis.europa.eu/about/sparql (CC BY 4.0), "
    "https://vivo.lyrasis.org/ (licence of each institution)",
    licence="",
    forms=message(
        "Turtle, TriG, N-Triples, N-Quads, N3, RDF/XML, JSON-LD; plain or gzip; nothing is fetched "
        "from the web"
    ),
    by_hand=message("it is a file of your own"),
    rank=56,
    example="vivo-export.ttl.gz --mapping vivo",
    by_country=True,
    read=lambda paths, batch: _read(read_mapping(chosen_mapping(paths), "rdf"), paths, batch),
)

"""Registers' own downloads to folders of curated tables.

``read`` of an :class:`~coopgraph.importing.importer.Importer` streams files into a
:class:`~coopgraph.importing.batch.Batch`: rows of curated tables whose cells refer to things by
*key* (:mod:`~coopgraph.importing.keys`). All readings of a folder stand side by side in its
staging file (:mod:`~coopgraph.importing.staging`); :mod:`~coopgraph.importing.identity` finds which
keys are one body and gives it an id that it keeps, :mod:`~coopgraph.importing.settle` writes the
tables. So the order of imports does not matter, and a newer file replaces what the older one said.

A new kind of register is one module in ``registers`` with an ``IMPORTER``, and its line below.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Final

from coopgraph.importing.importer import Importer

__all__ = ["KINDS", "MAPPED", "importer_of", "mapped_importer"]

#: Kinds of registers and the module of each.
KINDS: Final = {
    "ror": "ror",
    "rnsr": "rnsr",
    "etablissements": "etablissements",
    "finess": "finess",
    "finess-sites": "finess_sites",
    "wikidata": "wikidata",
    "scanr": "scanr",
    "hal": "hal",
    "cordis": "cordis",
    "openalex": "openalex",
    "crosswalk": "crosswalk",
    "table": "table",
    "rdf": "rdf",
}
#: Kinds whose files are whatever a mapping says.
MAPPED: Final = ("table", "rdf")


def importer_of(kind: str) -> Importer:
    """Return the importer of a kind.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.

    Returns
    -------
    Importer

    Examples
    --------
    >>> importer_of("ror").licence
    'CC0 1.0'
    """
    module = import_module(f"coopgraph.importing.registers.{KINDS[kind]}")
    importer: Importer = module.IMPORTER
    return importer


def mapped_importer(kind: str, mapping: str | None, files: Sequence[Path]) -> tuple[Importer, str]:
    """Return the importer of a kind for some files, and the name that a mapping gives them.

    Parameters
    ----------
    kind
        One of :data:`KINDS`.
    mapping
        Path of a mapping, or the name of one that comes with the package; only for kinds of
        :data:`MAPPED`.
    files
        The files to be read.

    Returns
    -------
    Importer
    str
        Name under which the reading is to be kept; blank for that of the kind.

    Raises
    ------
    SourceError
        If a kind that needs a mapping has none, or the mapping is wrong.
    """
    if kind not in MAPPED:
        return importer_of(kind), ""
    module = import_module(f"coopgraph.importing.registers.{KINDS[kind]}")
    found: tuple[Importer, str] = module.mapped(mapping, files, tuple(KINDS))
    return found

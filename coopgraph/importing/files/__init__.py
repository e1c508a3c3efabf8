"""Files of registries: plain, gzip or zip; CSV, JSON or JSON Lines, as a stream.

Nothing is read whole. What is no such file, or stops half-way, is one clear
:class:`~coopgraph.errors.SourceError` with the place where it stopped.
"""

from __future__ import annotations

from coopgraph.importing.files.aside import read_aside
from coopgraph.importing.files.encodings import encoding_of
from coopgraph.importing.files.once import MOST, readable_again
from coopgraph.importing.files.opening import (
    checksum,
    first_sign,
    open_gzip,
    open_text,
    refuse_tight,
)
from coopgraph.importing.files.records import read_json
from coopgraph.importing.files.recovery import Skipping
from coopgraph.importing.files.tables import Rows, read_rows

__all__ = [
    "MOST",
    "Rows",
    "Skipping",
    "checksum",
    "encoding_of",
    "first_sign",
    "open_gzip",
    "open_text",
    "read_aside",
    "read_json",
    "read_rows",
    "readable_again",
    "refuse_tight",
]

"""``finess-sites``: the bodies of ``finess``, and each of their sites as a part of its body."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

from coopgraph.importing.batch import Batch
from coopgraph.importing.registers import finess
from coopgraph.messages import message

__all__ = ["IMPORTER"]


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    return finess.read_finess(paths, batch, sites=True)


IMPORTER = dataclasses.replace(
    finess.IMPORTER,
    kind="finess-sites",
    title=message("bodies that run hospitals in France, and their sites by FINESS number"),
    read=_read,
)

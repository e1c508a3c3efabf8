"""Mappings of RDF that come with the package, and which one fits some files."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError
from coopgraph.importing.mapping.check import read_mapping
from coopgraph.importing.mapping.rdf_files import statements
from coopgraph.messages import message

__all__ = ["chosen_mapping", "shipped_mappings"]

#: A file tells its namespaces early.
_LOOKED: Final = 20_000
_SHOWN: Final = 6


@cache
def shipped_mappings() -> dict[str, Path]:
    """Return the files of the mappings that come with the package, by name.

    Examples
    --------
    >>> sorted(shipped_mappings())
    ['eurio', 'semopenalex', 'vivo']
    """
    folder = Path(__file__).parent / "shipped"
    return {path.stem: path for path in sorted(folder.glob("*.yaml"))}


def chosen_mapping(files: Sequence[Path]) -> Path:
    """Return the mapping whose namespaces some files use most.

    Parameters
    ----------
    files
        RDF files.

    Returns
    -------
    Path

    Raises
    ------
    SourceError
        If no file uses a namespace of a mapping.
    """
    known = {
        namespace: name
        for name, path in shipped_mappings().items()
        for namespace in read_mapping(path, "rdf").namespaces
    }
    found: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for file in files:
        for quad in islice(statements(file), _LOOKED):
            iris = [quad.predicate.value]
            if iris[0].endswith("#type"):
                iris.append(getattr(quad.object, "value", ""))
            for iri in iris:
                seen[re.sub(r"[^/#]*\Z", "", iri)] += 1
                found.update({name for start, name in known.items() if iri.startswith(start)})
    if not found:
        raise SourceError(
            message(
                "{file}: no mapping fits; the mappings at hand are {names}, and the file uses "
                "{namespaces}. Write a mapping of your own: --mapping FILE",
                file=files[0],
                names=", ".join(shipped_mappings()),
                namespaces=", ".join(sorted(seen, key=lambda name: (-seen[name], name))[:_SHOWN])
                or "–",
            )
        )
    return shipped_mappings()[min(found, key=lambda name: (-found[name], name))]

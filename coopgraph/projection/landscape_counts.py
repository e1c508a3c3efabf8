"""How many publications two bodies of a landscape have in common, as its sources count them."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.namespaces import local_name
from coopgraph.projection.reading import Reading
from coopgraph.projection.records import JointCount
from coopgraph.vocabulary import COOP

__all__ = ["read_joint_counts"]


def read_joint_counts(reading: Reading) -> Iterator[JointCount]:
    """Read the counts, one per pair, source and years.

    Parameters
    ----------
    reading
        The landscape.

    Yields
    ------
    JointCount
        Only of pairs of which both ends are there.
    """
    for iri in reading.of_class("CoPublication"):
        ends = reading.many(iri, COOP.publishingBody)
        if len(ends) == 2:  # one end may have fallen away with its body
            yield JointCount(
                iri,
                ends[0],
                ends[1],
                float(reading.one(iri, COOP.publicationCount) or 0),
                local_name(reading.one(iri, COOP.countingMethod)),
                reading.one(iri, COOP.countedFrom),
                reading.year(iri, COOP.startYear),
                reading.year(iri, COOP.endYear),
                reading.evidence(iri),
            )

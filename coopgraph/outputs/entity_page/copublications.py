"""Lines of joint publications: one per partner and series of counts, the greatest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from coopgraph.namespaces import curie
from coopgraph.outputs.entity_page.reading import Surroundings, local_name
from coopgraph.outputs.entity_page.records import Line
from coopgraph.outputs.entity_page.wording import WORDS
from coopgraph.projection.counts import total
from coopgraph.projection.records import JointCount
from coopgraph.vocabulary import COOP

__all__ = ["copublication_lines"]


def copublication_lines(around: Surroundings) -> Iterator[Line]:
    """Yield what is counted of the entity and each partner; counts of two sources are two lines."""
    series: defaultdict[tuple[str, str, str, str], list[str]] = defaultdict(list)
    for node, links in around.links.items():
        first = around.one(node, COOP.startYear)
        if COOP.publishingBody not in links or (first and int(first) > around.as_of.year):
            continue
        source = "; ".join(sorted({item.source for item in around.evidence.get(node, ())}))
        method, counted = (
            around.one(node, name) for name in (COOP.countingMethod, COOP.countedFrom)
        )
        for other in around.many(node, COOP.publishingBody):
            if other != around.iri:
                series[other, source, method, counted].append(node)
    words = WORDS[around.lang]
    for (other, _, method, counted), nodes in series.items():
        counts = [_count(around, node, method) for node in nodes]
        number = total(counts)
        said = words["joint_one"] if number == 1 else words["joint"].format(f"{number:g}")
        known = [year for one in counts for year in (one.start, one.end) if year is not None]
        span = "–".join(dict.fromkeys((str(min(known)), str(max(known))))) if known else ""
        evidence = {item for node in nodes for item in around.evidence.get(node, ())}
        yield Line(
            "copublications",
            around.name(method),
            around.name(other),
            curie(other),
            tuple(part for part in (said, span, counted) if part),
            evidence=tuple(sorted(evidence)),
            rank=-round(1000 * number),
        )


def _count(around: Surroundings, node: str, method: str) -> JointCount:
    first, last = (around.one(node, name) for name in (COOP.startYear, COOP.endYear))
    return JointCount(
        node,
        around.iri,
        "",
        float(around.one(node, COOP.publicationCount) or 0),
        local_name(method),
        "",
        int(first) if first else None,
        int(last) if last else None,
    )

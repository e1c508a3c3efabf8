"""The page of one entity: all that is known of it, each line with its source.

In the order of the flow: ``reading`` asks the store, ``own``, ``plans``, ``links`` and ``values``
make lines, ``wording`` has the words, ``render`` the text and the tables. Nothing is measured or
judged here.
"""

from __future__ import annotations

import dataclasses
import datetime
from typing import TYPE_CHECKING

from coopgraph.namespaces import SCHEME_NS, SKOS_NS, curie
from coopgraph.outputs.entity_page.records import EntityPage, Line
from coopgraph.outputs.entity_page.wording import SECTIONS

if TYPE_CHECKING:
    from coopgraph.rdf.periods import PeriodState
    from coopgraph.store.base import Store

__all__ = ["EntityPage", "Line", "describe_entity"]

_CLOSE = SKOS_NS + "closeMatch"
_ORDER = {name: position for position, name in enumerate(SECTIONS)}
#: Sections whose lines stand in the order in which they were made.
_MADE_IN_ORDER = frozenset(
    {
        "identity",
        "names",
        "identifiers",
        "place",
        "objectives",
        "actions",
        "indicators",
        "milestones",
        "structure_counts",
        "located_counts",
        "disagreements",
    }
)
#: What the page of a label also says of the instrument that it closely matches, and the other way.
_SHARED = frozenset(
    {"claims", "disagreements", "labels_given", "lists", "list_members", "participations"}
)
#: Relations that have ended, or not begun, where the entity has.
_FALL_WITH_IT = frozenset(
    {
        "supervision",
        "structure_counts",
        "structures",
        "members",
        "participations",
        "teams",
        "labels",
        "labels_given",
        "partnerships",
    }
)
_MATCHES = """
SELECT DISTINCT ?other WHERE {
  { ?it skos:closeMatch ?other } UNION { ?other skos:closeMatch ?it }
}"""


def describe_entity(
    store: Store, iri: str, *, as_of: datetime.date | None = None, lang: str = "fr"
) -> EntityPage:
    """Collect all that is known of an entity.

    Parameters
    ----------
    store
        The landscape.
    iri
        The entity; see :func:`coopgraph.sparql.entities.resolve_entity` for names.
    as_of
        Day at which it is looked at; today if not given.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    EntityPage
    """
    from coopgraph.outputs.entity_page.links import count_lines, link_lines
    from coopgraph.outputs.entity_page.own import class_order, own_lines, title_line
    from coopgraph.outputs.entity_page.plans import plan_lines
    from coopgraph.outputs.entity_page.reading import Surroundings
    from coopgraph.sources.vintage import vintage
    from coopgraph.store.sources import read_sources

    day = as_of or datetime.date.today()
    around = Surroundings(store, iri, lang, day)
    claims = around.claims()
    found = [
        *own_lines(around, claims),
        *plan_lines(store, around),
        *link_lines(around),
    ]
    for match in _concept_matches(store, iri):
        found.append(Line("identity", around.name(_CLOSE), around.name(match), curie(match)))
        shared = link_lines(Surroundings(store, match, lang, day))
        found += [line for line in shared if line.section in _SHARED]
    found = list(dict.fromkeys(found))
    found += count_lines(found, around)
    periods = [line.period for line in found if line.section == "period"]
    own = periods[0].standing(day) if periods else "undated"
    lines = sorted((_judged(line, day, own) for line in found), key=_order)
    sources = read_sources(store)
    return EntityPage(
        iri=iri,
        label=around.name(iri),
        classes=tuple(around.class_name([name]) for name in class_order(around.classes(iri))),
        lang=lang,
        as_of=day,
        lines=tuple(lines),
        title=title_line(around, claims),
        titles={source.id: source.titled(lang)[0] for source in sources},
        vintage=vintage(sources, lang),
    )


def _judged(line: Line, day: datetime.date, own: PeriodState) -> Line:
    """Say of a line what it is on a day, for an entity that is itself `own` on that day."""
    state = line.period.standing(day)
    if line.section in _FALL_WITH_IT and state in ("running", "undated") and own != "undated":
        state = own
    return dataclasses.replace(line, ended=state == "over", coming=state == "coming")


def _concept_matches(store: Store, iri: str) -> list[str]:
    """Return the concepts that closely match a concept: the label of an instrument."""
    from pyoxigraph import NamedNode

    if not iri.startswith(SCHEME_NS):
        return []
    rows = store.select(_MATCHES, bindings={"it": NamedNode(iri)}).rows
    return sorted({row[0].value for row in rows if row[0] and row[0].value.startswith(SCHEME_NS)})


def _order(line: Line) -> tuple[object, ...]:
    """Sort by section; within it what is in force first, then by relation and name."""
    position = _ORDER[line.section]
    if line.section in _MADE_IN_ORDER:
        return (position,)
    return (
        position,
        line.ended + 2 * line.coming,
        line.rank,
        line.property,
        line.year,
        line.value,
        line.value_id,
        line.details,
        line.period,
        line.evidence,
    )

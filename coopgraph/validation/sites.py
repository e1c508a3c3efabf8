"""Check that a further place of a body or structure is another one than that of its own row."""

from __future__ import annotations

from collections.abc import Iterator

from coopgraph.curation.tables import Tables
from coopgraph.messages import message
from coopgraph.namespaces import curie, entity_iri
from coopgraph.validation.findings import Finding

__all__ = ["check_sites"]


def check_sites(tables: Tables) -> Iterator[Finding]:
    """Yield a warning for each row of ``sites.csv`` that adds no place.

    Parameters
    ----------
    tables
        The checked rows.

    Yields
    ------
    Finding
        With file and line of the row.

    Examples
    --------
    >>> list(check_sites(Tables()))
    []
    """
    own = {
        located.record.id: located
        for table in ("organizations", "structures")
        for located in tables.rows[table]
    }
    for located in tables.rows["sites"]:
        site = located.record
        row = own.get(site.entity)
        if row is not None and row.record.place == site.place:
            yield Finding(
                code="SiteRepeated",
                severity="warning",
                focus=curie(entity_iri(site.entity)),
                message_fr=f"déjà le lieu de sa propre ligne : {site.place}",
                message_en=f"the place of its own row already: {site.place}",
                source=site.source,
                hint=message(
                    "remove the row; sites.csv holds further places only (see {place})",
                    place=f"{row.file}:{row.line}",
                ),
                place=f"{located.file}:{located.line}",
            )

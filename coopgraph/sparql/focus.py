"""Open a landscape with any of its organisations in focus."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from coopgraph.curation.focus_checks import names_focus
from coopgraph.errors import AmbiguousName, UnknownEntity
from coopgraph.messages import Message, bilingual, message
from coopgraph.namespaces import COOP_NS
from coopgraph.resources import curated_dir
from coopgraph.sparql.candidates import candidate_lines, kind_and_place
from coopgraph.sparql.entities import resolve_entity
from coopgraph.sparql.labels import label_of
from coopgraph.store.base import Store
from coopgraph.store.focus import put_focus
from coopgraph.store.selector import open_store
from coopgraph.store.sources import read_focus
from coopgraph.vocabulary import COOP, SUBCLASSES

__all__ = ["Focused", "name_of_organisation", "open_focused", "resolve_organisation"]

_OWN = "SELECT ?o WHERE { ?l a coop:Landscape ; coop:focus ?o }"
#: Bodies that supervise a structure, and those in any other role at it.
_SUPERVISING = "SELECT ?body WHERE { ?it coop:supervisedBy ?body }"
_CONCERNED = (
    "SELECT ?body WHERE { ?link a coop:Cotutelle ; org:organization ?it ; org:member ?body }"
)
_TYPES = "SELECT ?it ?class WHERE { ?it a ?class }"


def resolve_organisation(store: Store, text: str) -> NamedNode:
    """Return the organisation that a text names; see :func:`resolve_entity`.

    Parameters
    ----------
    store
        The landscape.
    text
        A name, an acronym, an id or an identifier of a register.

    Returns
    -------
    NamedNode

    Raises
    ------
    UnknownEntity
        If no organisation has this name; the message lists those whose names are near, or says
        what it is the name of.
    AmbiguousName
        If several organisations have it.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> store = open_store("memory:", data=[example_dir()])
    >>> resolve_organisation(store, "CHU de Valfictif").value.rpartition("/")[2]
    'chu-de-valfictif'
    """
    classes = SUBCLASSES["Organisation"] | SUBCLASSES["OrganisationPart"]
    bodies = {
        it.value
        for it, cls in store.select(_TYPES).rows
        if it is not None and cls is not None and cls.value.removeprefix(COOP_NS) in classes
    }
    try:
        return resolve_entity(store, text, among=bodies)
    except UnknownEntity as unknown:
        raise _other_thing(store, text) or unknown from None


def _other_thing(store: Store, text: str) -> UnknownEntity | None:
    """Return an error that says what a text names instead of an organisation, if anything."""
    try:
        other = resolve_entity(store, text).value
    except UnknownEntity:
        return None
    except AmbiguousName as several:
        return UnknownEntity(message("no organisation: {other}", other=several.args[0]))
    said = {
        lang: f"{label_of(store, other, lang)} ({kind_and_place(store, other, lang)})"
        for lang in ("fr", "en")
    }
    named = bilingual(said["fr"], said["en"])
    supervising = _bodies(store, other, _SUPERVISING)
    if bodies := supervising or _bodies(store, other, _CONCERNED):
        lines = candidate_lines(store, bodies)
        if supervising:
            return UnknownEntity(
                message(
                    "{name!r} is no organisation but {other}; only an organisation can be in "
                    "focus. Name one of its supervising bodies:\n{bodies}",
                    name=text,
                    other=named,
                    bodies=lines,
                )
            )
        return UnknownEntity(
            message(
                "{name!r} is no organisation but {other}; only an organisation can be in focus. "
                "Name one of the bodies that it is tied to:\n{bodies}",
                name=text,
                other=named,
                bodies=lines,
            )
        )
    return UnknownEntity(
        message(
            "{name!r} is no organisation but {other}; only an organisation can be in focus",
            name=text,
            other=named,
        )
    )


def _bodies(store: Store, structure: str, query: str) -> list[str]:
    """Return the bodies that have to do with a structure, in the order of their ids."""
    rows = store.select(query, bindings={"it": NamedNode(structure)}).rows
    return sorted({row[0].value for row in rows if row[0] is not None})


def name_of_organisation(store: Store, iri: str, lang: str) -> str:
    """Return the name of an organisation, with its acronym in brackets.

    Parameters
    ----------
    store
        The landscape.
    iri
        The organisation.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    str

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> from coopgraph.namespaces import entity_iri
    >>> store = open_store("memory:", data=[example_dir()])
    >>> name_of_organisation(store, entity_iri("chu-de-valfictif"), "fr")
    'CHU de Valfictif'
    """
    name, acronym = label_of(store, iri, lang), _acronym(store, iri)
    return f"{name} ({acronym})" if acronym and acronym.casefold() not in name.casefold() else name


def _acronym(store: Store, iri: str) -> str:
    rows = store.select(
        f"SELECT ?name WHERE {{ ?it <{COOP.acronym}> ?name }} ORDER BY ?name",
        bindings={"it": NamedNode(iri)},
    ).rows
    return rows[0][0].value if rows and rows[0][0] is not None else ""


@dataclass(frozen=True, slots=True)
class Focused:
    """A landscape with an organisation in focus.

    Attributes
    ----------
    store
        The landscape.
    chosen
        Whether the organisation was named by the caller.
    collected_for
        IRI of the organisation for which the tables were collected, if it is another.
    """

    store: Store
    chosen: bool = False
    collected_for: str = ""

    def said(self) -> Message | None:
        """Say who is in focus and what the tables may lack of it; nothing if nobody was chosen.

        Returns
        -------
        Message or None

        Examples
        --------
        >>> from coopgraph.resources import example_dir
        >>> print(open_focused(data=[example_dir()], focus="Institut Exemple").said())
        In focus: Institut Exemple (IEX).
        """
        if not self.chosen:
            return None
        name = _both(self.store, read_focus(self.store).value)
        if not self.collected_for:
            return message("In focus: {name}.", name=name)
        return message(
            "In focus: {name}. The tables were collected for {own}: what they do not hold of the "
            "organisation in focus may exist.",
            name=name,
            own=_both(self.store, self.collected_for),
        )


def _both(store: Store, iri: str) -> Message:
    french, english = (name_of_organisation(store, iri, lang) for lang in ("fr", "en"))
    return bilingual(french, english)


def open_focused(
    uri: str = "memory:",
    *,
    data: Sequence[Path] = (),
    as_of: datetime.date | None = None,
    decided_by: datetime.date | None = None,
    focus: str | None = None,
    needs_focus: bool = True,
) -> Focused:
    """Open a store, with another organisation in focus if one is named.

    Parameters
    ----------
    uri, data, as_of, decided_by
        See :func:`coopgraph.store.open_store`. With a focus, no table need name one, and several
        may.
    focus
        The organisation, by any name; that of the landscape if None.
    needs_focus
        Whether what is asked depends on an organisation in focus; else folders without
        ``landscape.csv`` and stores that name none are opened, too.

    Returns
    -------
    Focused
        What is stored stays as it is: another focus is put into memory only.

    Raises
    ------
    UnknownEntity, AmbiguousName
        If no organisation has the name, or several have.
    NoFocus
        If none is named and the landscape has none.

    Examples
    --------
    >>> from coopgraph.resources import example_dir
    >>> from coopgraph.store.sources import read_title
    >>> found = open_focused(data=[example_dir()], focus="CHU de Valfictif")
    >>> read_title(found.store, "en")
    'Partnerships: CHU de Valfictif'
    """
    if focus is None:
        needs = needs_focus or names_focus(data or [curated_dir()])
        store = open_store(uri, data=data, as_of=as_of, decided_by=decided_by, needs_focus=needs)
        if needs_focus:
            read_focus(store)  # a store that an import wrote names none
        return Focused(store)
    # rdflib's engine is filled once, with the focus already there: filling it takes seconds.
    engine = "memory:" if uri == "rdflib:" else uri
    store = open_store(engine, data=data, as_of=as_of, decided_by=decided_by, needs_focus=False)
    body = resolve_organisation(store, focus)
    own = [row[0].value for row in store.select(_OWN).rows if row[0] is not None]
    named = {
        lang: _acronym(store, body.value) or label_of(store, body.value, lang)
        for lang in ("fr", "en")
    }
    title = {"fr": f"Partenariats : {named['fr']}", "en": f"Partnerships: {named['en']}"}
    # A store made from tables is this call's own; one on disk is another's, and read-only.
    store = put_focus(store, body, title, in_place=engine == "memory:")
    if uri == "rdflib:":
        from coopgraph.store.rdflib_store import RdflibStore  # heavy: only when asked for

        store = RdflibStore(store.quads(), uri, refocused=store.refocused)
    collected_for = own[0] if len(own) == 1 and own[0] != body.value else ""
    return Focused(store, chosen=True, collected_for=collected_for)

"""What the page of the explorer shows, as records: every text in French and English.

Pure declarations; :mod:`coopgraph.outputs.explorer.model` fills them, the modules ``layout``,
``drawing`` and ``island`` read them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from coopgraph.outputs.explorer.strings import STRINGS

__all__ = [
    "EvidenceView",
    "ExplorerModel",
    "FactView",
    "IdentifierView",
    "LinkView",
    "NodeView",
    "Pair",
    "SourceView",
]


class Pair(NamedTuple):
    """A text in French and English.

    Examples
    --------
    >>> Pair.same("U 1016").en
    'U 1016'
    """

    fr: str
    en: str

    @classmethod
    def same(cls, text: str) -> Pair:
        """Make a pair of one text that is the same in both languages."""
        return cls(text, text)


_NOTHING = Pair("", "")


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source cited in the page.

    Attributes
    ----------
    id, title
        As in the table of sources.
    kind
        Name of its kind.
    url
        ``http(s)`` address, or empty.
    dated
        What it pictures, when it was published and read, in words.
    language
        Language of the title, ``fr`` or ``en``; empty if not known.
    """

    id: str
    title: str
    kind: Pair
    url: str
    dated: Pair
    language: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """Where a line of the page comes from: source, place in it, confidence, curator's remark."""

    source: str
    locator: str
    confidence: Pair
    note: str


@dataclass(frozen=True, slots=True)
class FactView:
    """One line of a details panel: name, value, what narrows the value, evidence."""

    name: Pair
    value: Pair
    narrowed: Pair = _NOTHING
    evidence: tuple[EvidenceView, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True)
class IdentifierView:
    """An identifier in an outside register, with its address where the register has one."""

    scheme: Pair
    value: str
    url: str
    evidence: tuple[EvidenceView, ...] = ()


@dataclass(frozen=True, slots=True)
class NodeView:
    """A node as the page shows it.

    Attributes
    ----------
    id
        Local name of its IRI, used in the address fragment.
    iri
        Its IRI.
    kind
        Kind of the legend.
    type
        Name of its class.
    label
        Name in both languages; `translated` says whether the English one exists.
    short
        What is written in the drawing.
    names
        Other names, each with its nature.
    place
        City, region, country, as far as known.
    site
        IRI of the city (country, for nodes abroad) at which the node is drawn; may be empty.
    abroad
        Whether it stands in another country than the organisation in focus.
    coordinates
        Latitude and longitude in degrees, or None.
    links
        Number of links, teams inside units left out.
    beyond
        Number of its links that the landscape has and this part of it has not; 0 where all of the
        landscape is shown.
    unit
        Position of the unit of which a team is a part, or None; such a team is not drawn until
        asked for.
    precision
        Whose coordinates these are: 0 those of its city, 1 of its region, 2 of its country.
    region, country
        Names of the region and of the country in which it stands, or empty.
    text
        Whether it is a law, a charter or a strategy, which has a date and no term.
    national
        Whether it is a body or programme of national scope.
    countries
        Names of the countries with which it has to do, the most telling first.
    further
        Names of city, region and country, or empty, of each place in which it stands besides.
    themes
        Names of its themes.
    institutes
        Of a structure, names of the thematic institutes to which a source ties it.
    start, end
        First and last year, as far as known; of what stands by its labels, those of the labels.
    days
        The same as the source gives them, where one of them is known to the day; else empty.
    terms
        First and last year of each label that it holds.
    holes
        First and last year of each time between two labels, in which it does not stand.
    """

    id: str
    iri: str
    kind: str
    type: Pair
    label: Pair
    translated: bool
    short: str
    acronym: str
    names: tuple[tuple[str, Pair], ...]
    place: tuple[Pair, ...]
    identifiers: tuple[IdentifierView, ...]
    facts: tuple[FactView, ...]
    evidence: tuple[EvidenceView, ...]
    site: str
    abroad: bool
    coordinates: tuple[float, float] | None
    links: int
    beyond: int = 0
    unit: int | None = None
    precision: int = 0
    region: Pair = _NOTHING
    country: Pair = _NOTHING
    further: tuple[tuple[Pair, ...], ...] = ()
    themes: tuple[Pair, ...] = ()
    start: int | None = None
    end: int | None = None
    days: tuple[str, str] = ("", "")
    terms: tuple[tuple[int | None, int | None], ...] = ()
    holes: tuple[tuple[int, int], ...] = ()
    countries: tuple[Pair, ...] = ()
    national: bool = False
    text: bool = False
    institutes: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as the page shows it.

    Attributes
    ----------
    tail, head
        Its ends: positions in the list of nodes.
    kind
        Kind of the legend.
    role
        Name of the role that one end has at the other, or empty.
    start, end
        First and last year, as far as known.
    days
        The same as the source gives them, where one of them is known to the day; else empty.
    """

    iri: str
    tail: int
    head: int
    kind: str
    facts: tuple[FactView, ...]
    evidence: tuple[EvidenceView, ...]
    role: Pair = _NOTHING
    start: int | None = None
    end: int | None = None
    days: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class ExplorerModel:
    """Everything the page shows.

    Attributes
    ----------
    title
        Title of the page.
    as_of
        Date at which the picture is looked at (ISO), or empty.
    lang
        Language in which the page opens.
    headline
        The register on which most of the picture rests and the state it describes.
    vintage
        Sentences on how old the picture is.
    focus
        Position of the node around which the graph was cut, or None.
    home
        Position of the organisation in focus of the landscape, or None.
    sites
        Names of the sites at which nodes are drawn, by IRI.
    passages
        Passages of documents, by source and place in it; empty unless asked for.
    untied
        Whether there are thematic institutes, but no source ties a structure to one.
    """

    title: Pair
    as_of: str
    lang: str
    headline: Pair
    vintage: tuple[Pair, ...]
    focus: int | None
    home: int | None
    nodes: tuple[NodeView, ...]
    links: tuple[LinkView, ...]
    sites: Mapping[str, Pair]
    sources: tuple[SourceView, ...]
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: STRINGS)
    passages: Mapping[tuple[str, str], str] = field(default_factory=dict)
    untied: bool = False

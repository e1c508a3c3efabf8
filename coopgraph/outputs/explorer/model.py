"""The view model of the explorer: everything the page shows, in both languages, without a browser.

Between the projection and the page: labels are chosen, periods put in words, facts made into lines,
evidence tied to sources. Nothing is drawn and nothing is escaped here; the page inserts every text
as text (see :mod:`coopgraph.outputs.explorer.island`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from coopgraph.namespaces import (
    BASE,
    COOP_NS,
    FOAF_NS,
    ID_NS,
    ORG_NS,
    PROV_NS,
    RDF_NS,
    SKOS_NS,
)
from coopgraph.outputs.explorer.legend import LINK_LEGEND, NODE_LEGEND
from coopgraph.outputs.explorer.strings import STRINGS
from coopgraph.projection.records import Evidence, Fact
from coopgraph.sources.vintage import SourceInfo
from coopgraph.vocabulary import COOP

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "EvidenceView",
    "ExplorerModel",
    "FactView",
    "IdentifierView",
    "LinkView",
    "NodeView",
    "Pair",
    "SourceView",
    "build_model",
    "fold",
    "safe_url",
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
    """

    id: str
    title: str
    kind: Pair
    url: str
    dated: Pair


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
        Number of links.
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


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link as the page shows it: ends (positions in the list of nodes), kind, facts, evidence."""

    iri: str
    tail: int
    head: int
    kind: str
    facts: tuple[FactView, ...]
    evidence: tuple[EvidenceView, ...]


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
    hops
        Radius of that cut.
    home
        Position of the organisation in focus of the landscape, or None.
    sites
        Names of the sites at which nodes are drawn, by IRI.
    """

    title: Pair
    as_of: str
    lang: str
    headline: Pair
    vintage: tuple[Pair, ...]
    focus: int | None
    hops: int
    home: int | None
    nodes: tuple[NodeView, ...]
    links: tuple[LinkView, ...]
    sites: Mapping[str, Pair]
    sources: tuple[SourceView, ...]
    strings: Mapping[str, Mapping[str, str]] = field(default_factory=lambda: STRINGS)


_HTTP = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)

_ADDRESSES = {
    COOP.ror: "{}",
    COOP.wikidata: "https://www.wikidata.org/wiki/{}",
    COOP.rnsr: "https://rnsr.adc.education.fr/structure/{}",
    COOP.isni: "https://isni.org/isni/{}",
}
#: Names of properties of other vocabularies, which the ontology does not label.
_BORROWED = {
    SKOS_NS + "altLabel": Pair("Autre nom", "Other name"),
    SKOS_NS + "hiddenLabel": Pair("Autre graphie", "Other spelling"),
    FOAF_NS + "homepage": Pair("Site web", "Website"),
    ORG_NS + "classification": Pair("Statut", "Legal form"),
    ORG_NS + "subOrganizationOf": Pair("Partie de", "Part of"),
    PROV_NS + "wasRevisionOf": Pair("Renouvellement", "Renewal"),
    RDF_NS + "type": Pair("Genre", "Kind"),
}
_PERIOD = (COOP.startYear, COOP.endYear, COOP.endBasis)


def _tells(qualifier: Fact) -> bool:
    """Whether a qualifier says more than the usual: an exact, accepted value needs no words."""
    return qualifier.predicate not in _PERIOD and not qualifier.value.endswith(
        ("/accepted", "/exact")
    )


def safe_url(text: str) -> str:
    """Return an address that may stand in a link, else an empty string.

    Examples
    --------
    >>> safe_url("javascript:alert(1)")
    ''
    >>> safe_url("https://ror.org/02vjkv261")
    'https://ror.org/02vjkv261'
    """
    return text if _HTTP.fullmatch(text) else ""


class _Wording:
    """Turns IRIs, facts and evidence of the graph into lines in two languages."""

    def __init__(
        self,
        terms: Mapping[str, tuple[str, str]],
        individuals: Mapping[str, Pair],
    ) -> None:
        self._terms = terms
        self._individuals = individuals

    def term(self, iri: str) -> Pair:
        """Return the labels of a class, property, concept or individual; its local name if none."""
        if iri in self._individuals:
            return self._individuals[iri]
        if iri in _BORROWED:
            return _BORROWED[iri]
        french, english = self._terms.get(iri, ("", ""))
        fallback = iri.rpartition("#")[2].rpartition("/")[2]
        return Pair(
            _capital(french or english or fallback), _capital(english or french or fallback)
        )

    def evidence(self, items: Iterable[Evidence]) -> tuple[EvidenceView, ...]:
        """Return the evidence with the confidence in words."""
        return tuple(
            EvidenceView(
                item.source,
                item.locator,
                self.term(item.confidence) if item.confidence else Pair("", ""),
                item.note,
            )
            for item in items
        )

    def value(self, fact: Fact) -> Pair:
        """Return the value of a fact in words."""
        if fact.is_iri and not self._is_address(fact.value):
            return self.term(fact.value)
        if fact.value in ("true", "false"):
            yes = fact.value == "true"
            return Pair("oui" if yes else "non", "yes" if yes else "no")
        return Pair.same(fact.value)

    def _is_address(self, iri: str) -> bool:
        """Whether an IRI names nothing of ours: it is shown as it is."""
        return not (iri.startswith(BASE) or iri in self._terms or iri in self._individuals)

    def fact(self, fact: Fact) -> FactView:
        """Return a fact as a line."""
        narrowed = [self._qualifier(one) for one in fact.qualifiers if _tells(one)]
        period = self.period(fact.qualifiers)
        if period:
            narrowed.insert(0, period)
        return FactView(
            self.term(fact.predicate),
            self.value(fact),
            Pair(", ".join(p.fr for p in narrowed), ", ".join(p.en for p in narrowed)),
            self.evidence(fact.evidence),
            safe_url(fact.value) if fact.predicate == FOAF_NS + "homepage" else "",
        )

    def _qualifier(self, fact: Fact) -> Pair:
        name, value = self.term(fact.predicate), self.value(fact)
        if fact.predicate == COOP.statedText:
            return Pair(f"« {value.fr} »", f"“{value.en}”")
        if fact.is_iri and fact.predicate != COOP.population:
            return Pair(value.fr.lower(), value.en.lower())
        return Pair(f"{name.fr.lower()}\u00a0: {value.fr}", f"{name.en.lower()}: {value.en}")

    def period(self, facts: Iterable[Fact]) -> Pair | None:
        """Put first and last year into words; None if neither is known."""
        known = {f.predicate: f for f in facts if f.predicate in _PERIOD}
        start = known[COOP.startYear].value if COOP.startYear in known else ""
        end = known[COOP.endYear].value if COOP.endYear in known else ""
        if start and end:
            words = Pair.same(start) if start == end else Pair.same(f"{start}–{end}")
        elif start:
            words = Pair(f"depuis {start}", f"since {start}")
        elif end:
            words = Pair(f"jusqu’en {end}", f"until {end}")
        else:
            return None
        if end and COOP.endBasis in known and known[COOP.endBasis].value.endswith("/computed"):
            words = Pair(f"{words.fr} (fin calculée)", f"{words.en} (end computed)")
        return words

    def facts(self, facts: Sequence[Fact]) -> tuple[FactView, ...]:
        """Return facts as lines: the period first, several values of one property on one line."""
        lines: list[FactView] = []
        if period := self.period(facts):
            lines.append(FactView(Pair("Période", "Period"), period))
        for fact in facts:
            if fact.predicate in _PERIOD:
                continue
            line = self.fact(fact)
            last = lines[-1] if lines else None
            if (
                last is not None
                and last.name == line.name
                and last.evidence == line.evidence
                and not (line.narrowed.fr or last.narrowed.fr or line.url or last.url)
            ):
                joined = Pair(
                    f"{last.value.fr}\u00a0; {line.value.fr}", f"{last.value.en}; {line.value.en}"
                )
                lines[-1] = FactView(last.name, joined, last.narrowed, last.evidence)
            else:
                lines.append(line)
        return tuple(lines)


def build_model(
    graph: nx.MultiDiGraph[str],
    *,
    sources: Sequence[SourceInfo],
    title: Pair,
    vintage: Sequence[Pair] = (),
    lang: str = "fr",
) -> ExplorerModel:
    """Build the view model of a projected landscape.

    Parameters
    ----------
    graph
        Projection ``landscape``.
    sources
        All sources of the landscape; those that nothing here rests on are left out.
    title
        Title of the landscape.
    vintage
        Sentences on how old the picture is.
    lang
        Language in which the page opens.

    Returns
    -------
    ExplorerModel
        Nodes in the order of the legend, then by name; links in the order of their ends.
    """
    order = {kind.id: position for position, kind in enumerate(NODE_LEGEND)}
    link_order = {kind.id: position for position, kind in enumerate(LINK_LEGEND)}
    iris = sorted(
        graph.nodes,
        key=lambda iri: (
            order[graph.nodes[iri]["kind"]],
            fold(graph.nodes[iri]["label_fr"] or graph.nodes[iri]["label_en"]),
            iri,
        ),
    )
    position = {iri: number for number, iri in enumerate(iris)}
    individuals = {iri: _label(graph.nodes[iri]) for iri in iris}
    individuals |= {
        iri: Pair(french or english, english or french)
        for iri, (french, english) in graph.graph["others"].items()
        if iri not in individuals and (french or english)
    }
    wording = _Wording(graph.graph["terms"], individuals)
    nodes = tuple(_node(graph, iri, wording) for iri in iris)
    links = tuple(
        LinkView(
            data["iri"],
            position[tail],
            position[head],
            data["kind"],
            (*_role(data, wording), *wording.facts(data["facts"])),
            wording.evidence(data["evidence"]),
        )
        for tail, head, _, data in sorted(
            graph.edges(keys=True, data=True),
            key=lambda edge: (
                position[edge[0]],
                link_order[edge[3]["kind"]],
                position[edge[1]],
                edge[2],
            ),
        )
    )
    known = {source.id: source for source in sources}
    cited = Counter(item.source for item in _all_evidence(nodes, links))
    focus = graph.graph.get("focus") or ""
    return ExplorerModel(
        title=title,
        as_of=graph.graph.get("as_of", ""),
        lang=lang,
        headline=_headline(known, cited),
        vintage=tuple(vintage),
        focus=position.get(focus),
        hops=graph.graph.get("hops", 0),
        home=position.get(graph.graph.get("home") or ""),
        nodes=nodes,
        links=links,
        sites={site: wording.term(site) for site in sorted({n.site for n in nodes if n.site})},
        sources=tuple(
            _source(known.get(source) or SourceInfo(source, "", source)) for source in sorted(cited)
        ),
    )


def _headline(known: Mapping[str, SourceInfo], cited: Counter[str]) -> Pair:
    """Name the register that is cited most, and what it describes; without one, any source."""
    order = sorted(
        (source for source in cited if source in known),
        key=lambda source: (known[source].kind != "register", -cited[source], source),
    )
    if not order:
        return Pair("", "")
    main = known[order[0]]
    title = main.title.partition(":")[0].strip()
    state = main.describes or main.published
    return Pair(f"{title}, état {state}", f"{title}, state {state}") if state else Pair.same(title)


def _all_evidence(nodes: Iterable[NodeView], links: Iterable[LinkView]) -> Iterable[EvidenceView]:
    for node in nodes:
        yield from node.evidence
        for fact in node.facts:
            yield from fact.evidence
        for identifier in node.identifiers:
            yield from identifier.evidence
    for link in links:
        yield from link.evidence
        for fact in link.facts:
            yield from fact.evidence


def _role(data: Mapping[str, Any], wording: _Wording) -> Iterable[FactView]:
    if not data["role"] or data["kind"] == "agreement-party":
        return
    role = wording.term(data["role"])
    kind = next(kind for kind in LINK_LEGEND if kind.id == data["kind"])
    if fold(role.fr) != fold(kind.fr):
        yield FactView(Pair("Rôle", "Role"), role)


def _label(data: Mapping[str, Any]) -> Pair:
    french, english = data["label_fr"], data["label_en"]
    return Pair(french or english, english or french)


def _node(graph: nx.MultiDiGraph[str], iri: str, wording: _Wording) -> NodeView:
    data = graph.nodes[iri]
    label = _label(data)
    names: dict[str, Pair] = {}
    for name in data["names"]:
        if name.text not in (label.fr, label.en):
            names.setdefault(name.text, wording.term(name.predicate))
    place = tuple(
        wording.term(where) for where in (data["city"], data["region"], data["country"]) if where
    )
    home = graph.nodes.get(graph.graph.get("home", ""), {}).get("country", "")
    country = iri if data["cls"] == "Country" else data["country"]
    abroad = bool(country and home and country != home) or data["cls"] == "WorldRegion"
    site = (country or iri) if abroad else (data["city"] or data["region"])
    return NodeView(
        id=iri.removeprefix(ID_NS),
        iri=iri,
        kind=data["kind"],
        type=wording.term(COOP_NS + data["cls"]),
        label=label,
        translated=bool(data["label_en"]),
        short=_short(data, label),
        acronym=data["acronym"],
        names=tuple(names.items()),
        place=place,
        identifiers=tuple(
            IdentifierView(
                wording.term(fact.predicate),
                fact.value,
                safe_url(_ADDRESSES.get(fact.predicate, "").format(fact.value)),
                wording.evidence(fact.evidence),
            )
            for fact in data["identifiers"]
        ),
        facts=wording.facts(data["facts"]),
        evidence=wording.evidence(data["evidence"]),
        site=site,
        abroad=abroad,
        coordinates=None if data["lat"] is None else (data["lat"], data["lon"]),
        links=graph.in_degree(iri) + graph.out_degree(iri),
    )


#: Longest text in the drawing; longest name that needs no acronym, for bodies and for units.
_SHORT, _PLAIN, _UNIT = 34, 26, 20
_NUMBERED = frozenset({"research-unit", "clinical-or-service"})


def _short(data: Mapping[str, Any], label: Pair) -> str:
    """Return what is written in the drawing: a short name, else the acronym or number."""
    number = next((n.text for n in data["names"] if n.predicate == COOP.unitNumber), "")
    shorter = str(data["acronym"] or number)
    if shorter and len(label.fr) > (_UNIT if data["kind"] in _NUMBERED else _PLAIN):
        text = shorter
    else:
        text = label.fr
    return text if len(text) <= _SHORT else text[: _SHORT - 1].rstrip() + "…"


def _source(source: SourceInfo) -> SourceView:
    kinds = {
        "document": Pair("document", "document"),
        "register": Pair("registre", "register"),
        "page": Pair("page publique", "public page"),
        "standard": Pair("norme", "standard"),
    }
    french, english = [], []
    for value, in_french, in_english in (
        (source.describes, "décrit", "describes"),
        (source.published, "publié", "published"),
        (source.retrieved, "lu le", "read on"),
    ):
        if value:
            french.append(f"{in_french} {value}")
            english.append(f"{in_english} {value}")
    return SourceView(
        source.id,
        source.title,
        kinds.get(source.kind, Pair.same(source.kind)),
        safe_url(source.url),
        Pair(", ".join(french), ", ".join(english)),
    )


def fold(text: str) -> str:
    """Return a text without accents and case, for sorting.

    Examples
    --------
    >>> fold("École")
    'ecole'
    """
    import unicodedata

    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""Put what the graph says into words: labels of terms, periods, facts, evidence.

Nothing is escaped here: the page inserts every text as text.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from coopgraph.analysis.gaps.wording import day_text
from coopgraph.namespaces import (
    BASE,
    FOAF_NS,
    ORG_NS,
    PROV_NS,
    RDF_NS,
    SKOS_NS,
    local_name,
)
from coopgraph.outputs.explorer.views import EvidenceView, FactView, IdentifierView, Pair
from coopgraph.projection.records import Evidence, Fact
from coopgraph.vocabulary import COOP

__all__ = ["PERIOD", "Wording", "fold", "language_of", "safe_url"]

_HTTP = re.compile(r"https?://[^\s<>\"'`\\]+", re.IGNORECASE)

_ADDRESSES = {
    COOP.ror: "{}",
    COOP.wikidata: "https://www.wikidata.org/wiki/{}",
    COOP.rnsr: "https://rnsr.adc.education.fr/structure/{}",
    COOP.isni: "https://isni.org/isni/{}",
    COOP.idref: "https://www.idref.fr/{}",
    COOP.fundref: "https://doi.org/10.13039/{}",
    COOP.openalex: "https://openalex.org/{}",
    COOP.hal: "https://aurehal.archives-ouvertes.fr/structure/read/id/{}",
    COOP.cordis: "https://cordis.europa.eu/project/id/{}",
}
#: Names of properties of other vocabularies, which the ontology does not label.
_BORROWED = {
    SKOS_NS + "altLabel": Pair("Autre nom", "Other name"),
    SKOS_NS + "hiddenLabel": Pair("Autre graphie", "Other spelling"),
    FOAF_NS + "homepage": Pair("Site web", "Website"),
    ORG_NS + "classification": Pair("Statut", "Legal form"),
    ORG_NS + "subOrganizationOf": Pair("Partie de", "Part of"),
    PROV_NS + "wasRevisionOf": Pair("Renouvellement", "Renewal"),
    RDF_NS + "type": Pair("Type", "Kind"),
}
_PERIOD = (COOP.startYear, COOP.startDate, COOP.endYear, COOP.endDate, COOP.endBasis)

#: Name of the line that says when something stands.
PERIOD = Pair("Période", "Period")

#: Marks of the ends that no source states.
_DRAWN_ENDS = {
    "computed": Pair("fin calculée", "end computed"),
    "assumed": Pair("fin supposée", "end assumed"),
}


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


class Wording:
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
            return Pair(f"«\N{NO-BREAK SPACE}{value.fr}\N{NO-BREAK SPACE}»", f"“{value.en}”")
        if fact.is_iri and fact.predicate != COOP.population:
            return Pair(value.fr.lower(), value.en.lower())
        return Pair(f"{name.fr.lower()}\u00a0: {value.fr}", f"{name.en.lower()}: {value.en}")

    def period(self, facts: Iterable[Fact]) -> Pair | None:
        """Put the first and the last day, or year, into words; None if neither is known."""
        known = {f.predicate: f.value for f in facts if f.predicate in _PERIOD}
        start = known.get(COOP.startDate) or known.get(COOP.startYear, "")
        end = known.get(COOP.endDate) or known.get(COOP.endYear, "")
        first, last = _day(start), _day(end)
        if start and end:
            # A year is short enough to need no room around the dash.
            dash = "–" if first.fr == start and last.fr == end else " – "
            words = Pair(f"{first.fr}{dash}{last.fr}", f"{first.en}{dash}{last.en}")
            words = first if start == end else words
        elif start:
            words = Pair(
                f"depuis {first.fr}" if first.fr == start else f"depuis le {first.fr}",
                f"since {first.en}",
            )
        elif end:
            words = Pair(
                f"jusqu’en {last.fr}" if last.fr == end else f"jusqu’au {last.fr}",
                f"until {last.en}",
            )
        else:
            return None
        basis = known.get(COOP.endBasis, "")
        drawn = _DRAWN_ENDS.get(local_name(basis)) if end else None
        if drawn is not None:
            words = Pair(f"{words.fr} ({drawn.fr})", f"{words.en} ({drawn.en})")
        return words

    def identifier(self, fact: Fact) -> IdentifierView:
        """Return an identifier, with its address where the register has one."""
        address = _ADDRESSES.get(fact.predicate, "").format(fact.value)
        return IdentifierView(
            self.term(fact.predicate), fact.value, safe_url(address), self.evidence(fact.evidence)
        )

    def facts(self, facts: Sequence[Fact]) -> tuple[FactView, ...]:
        """Return facts as lines: the period first, several values of one property on one line."""
        lines: list[FactView] = []
        if period := self.period(facts):
            lines.append(FactView(PERIOD, period))
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


def _day(value: str) -> Pair:
    """Return a day in words; a year as it is."""
    try:
        words = day_text(datetime.date.fromisoformat(value))
    except ValueError:
        return Pair.same(value)
    return Pair(words.fr, words.en)


def fold(text: str) -> str:
    """Return a text without accents and case, for sorting.

    Examples
    --------
    >>> fold("École")
    'ecole'
    """
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


_FRENCH = re.compile(r"\b(?:aux?|de|des|du|en|et|la|les?|par|pour|sur|une?)\b", re.IGNORECASE)
_ENGLISH = re.compile(
    r"\b(?:an?|and|call|cooperation|for|from|in|list|news|of|on|research|reference|strategy"
    r"|symposium|the|tools|who)\b",
    re.IGNORECASE,
)


def language_of(title: str, kind: str = "") -> str:
    """Return the language of the title of a source; empty if it cannot be told.

    Pages and standards are described in English; documents and registers keep their own titles.

    Examples
    --------
    >>> language_of("Cooperation strategy"), language_of("Partenariats de recherche")
    ('en', 'fr')
    >>> language_of("Hospices civils de Lyon: news", "page"), language_of("International")
    ('en', '')
    """
    if kind in ("page", "standard"):
        return "en"
    name = title.partition(": ")[0].partition(", ")[0]
    french, english = (len(known.findall(name)) for known in (_FRENCH, _ENGLISH))
    return "" if french == english else "fr" if french > english else "en"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

"""``wikidata``: bodies and structures, what they are part of, what came before them (CC0)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear
from coopgraph.importing.importer import Importer
from coopgraph.importing.places import PlaceWriter
from coopgraph.importing.registers.wikidata_items import Item, wikidata_items
from coopgraph.importing.relations import Relations
from coopgraph.importing.text import clean, unfit_name
from coopgraph.messages import message

__all__ = ["IMPORTER"]

#: Words for what an item is, and its class: the first that applies.
_STRUCTURES: Final = (
    (("ums", "unite mixte de service", "uar", "unite d appui"), "ServiceUnit"),
    (
        ("umr", "upr", "fre", "laboratoire", "unite", "equipe d accueil", "site",
         "institut de recherche", "centre de recherche", "observatoire"),
        "ResearchUnit",
    ),
)  # fmt: skip
_BODIES: Final = (
    (("universite", "university"), "University"),
    (("grande ecole", "ecole normale", "ecole nationale superieure", "ecole d inge",
      "ecole de commerce", "iep"), "GrandeEcole"),
    (("centre hospitalier universitaire", "chu"), "UniversityHospital"),
    (("hopital", "ch", "centre hospitalier", "organisation de sante", "hospital"),
     "HealthcareOperator"),
    (("epst", "etablissement public a caractere scientifique", "organisme de recherche"),
     "ResearchOrganisation"),
    (("fondation", "foundation"), "Foundation"),
    (("societe", "entreprise"), "Company"),
    (("association",), "Association"),
    (("agence publique", "organisation gouvernementale", "epca", "etablissement public",
      "autorite"), "PublicBody"),
    (("ufr", "iut", "faculte", "composante", "ecole doctorale", "espe"), "Department"),
    (("comue", "pres", "grand etablissement", "epscp", "epe", "institution educative", "ecole",
      "institut universitaire", "institut d enseignement", "institut de technologie", "college"),
     "HigherEducationInstitution"),
)  # fmt: skip
#: What belongs to research on a map, and is no partner.
_OTHERS: Final = (
    "portail web", "chapelle", "batiment", "ondulateur", "telescope", "musee", "bibliotheque",
    "presse universitaire", "formation en alternance", "odac",
)  # fmt: skip


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    reader = _Reader(batch)
    for path in paths:
        batch.opened(path)
        for item in wikidata_items(path):
            batch.record()
            reader.take(item)
    reader.finish()
    return None


class _Reader:
    """Writes items, and when all are known, what links them."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        names = ("id", "class", "label_fr", "label_en", "acronym", "place", "start_year",
                 "end_year", "locator")  # fmt: skip
        self.body = batch.writer("organizations", *names)
        self.structure = batch.writer("structures", *names, rank=25)
        self.alias = batch.writer("aliases", "entity", "alias", "language", "kind", "locator")
        self.relations = Relations(batch)
        self.event = batch.writer(
            "events", "id", "kind", "label_fr", "year", "originals", "resultings", "locator"
        )
        self._names: dict[str, str] = {}
        self._years: dict[str, tuple[str, str]] = {}
        self._wholes: dict[tuple[str, str], str] = {}
        self._members: dict[tuple[str, str], str] = {}
        self._associates: dict[tuple[str, str], str] = {}
        self._successions: dict[tuple[str, str], str] = {}
        self._splits: dict[tuple[str, str], str] = {}

    def take(self, item: Item) -> None:
        if item.id in self._names:
            self.batch.skip("twice", f"{item.where}: {item.id}")
            return
        if self.batch.countries and item.country not in self.batch.countries:
            self.batch.skip("other-country", item.id)
            return
        name, english = clean(item.label_fr), clean(item.label_en)
        if name is None and english is None:
            self.batch.skip(unfit_name(item.label_fr, item.label_en), item.id)
            return
        structure, cls = _class(item.kinds)
        if not cls:
            self.batch.skip("no-research-body", f"{item.id}: {item.label_fr or item.label_en}")
            return
        label = name or english or ""
        key = f"wikidata:{item.id}"
        self._names[item.id], self._years[item.id] = label, (item.start, item.end)
        acronym = next((alias for alias in item.aliases if _is_acronym(alias)), None)
        place = self.places.country(item.country) if item.country else None
        row = (
            key, cls, label, english if name else None, clean(acronym), place, item.start or None,
            item.end or None, item.id,
        )  # fmt: skip
        (self.structure if structure else self.body)(row)
        for text in item.aliases:
            alias = clean(text)
            if alias is not None and alias not in (label, english, acronym):
                self.alias((key, alias, None, "alias", item.id))
        bear(self.batch, key, [("wikidata", item.id), *item.numbers], item.id)
        self._relations(item)

    def _relations(self, item: Item) -> None:
        """Note links as both sides state them: what either says holds once."""
        for whole in item.wholes:
            self._wholes.setdefault((whole, item.id), item.id)
        for part in item.parts:
            self._wholes.setdefault((item.id, part), item.id)
        for group in item.memberships:
            self._members.setdefault((group, item.id), item.id)
        for other in item.associates:
            self._associates.setdefault((item.id, other), item.id)
        for other, year in item.after:
            self._succeed(self._successions, item.id, other, year)
        for other, year in item.before:
            self._succeed(self._successions, other, item.id, year)
        for other, year in item.parted:
            self._succeed(self._splits, other, item.id, year)

    @staticmethod
    def _succeed(noted: dict[tuple[str, str], str], first: str, second: str, year: str) -> None:
        noted[first, second] = noted.get((first, second)) or year

    def finish(self) -> None:
        """Write the links between items that were read; the others are counted."""
        for (whole, part), locator in sorted(self._wholes.items()):
            if self._both(whole, part, locator):
                self.relations.within(f"wikidata:{part}", f"wikidata:{whole}", locator)
        for (group, member), locator in sorted(self._members.items()):
            if self._both(group, member, locator):
                self.relations.part((f"wikidata:{group}", f"wikidata:{member}", "member", locator))
        for (one, other), locator in sorted(self._associates.items()):
            if self._both(one, other, locator):
                self.relations.related(f"wikidata:{one}", f"wikidata:{other}", locator)
        self._events(self._successions, split=False)
        self._events(self._splits, split=True)

    def _both(self, one: str, other: str, locator: str) -> bool:
        if one == other:
            self.batch.skip("relation-to-itself", locator)
            return False
        for item in (one, other):
            if item not in self._names:
                self.batch.unresolved("item", item, locator)
                return False
        return True

    def _events(self, noted: dict[tuple[str, str], str], *, split: bool) -> None:
        """Write what followed what: what several bodies became is one event."""
        groups: dict[tuple[str, str], list[str]] = defaultdict(list)
        for (first, second), year in sorted(noted.items()):
            if self._both(first, second, second):
                said = year or self._years[first][1] or self._years[second][0]
                groups[second, said].append(first)
        for (second, year), firsts in sorted(groups.items()):
            kind = "split" if split else "merger" if len(firsts) > 1 else "succession"
            before = " + ".join(self._names[first] for first in firsts)
            self.event(
                (
                    "-".join(
                        ("evenement-wikidata", kind, second.lower(), *([year] if year else []))
                    ),
                    kind,
                    f"{before} → {self._names[second]}",
                    year or None,
                    "; ".join(f"wikidata:{first}" for first in firsts),
                    f"wikidata:{second}",
                    second,
                )
            )


def _class(kinds: Iterable[str]) -> tuple[bool, str]:
    """Return whether an item is a structure, and its class; no class for what is no partner.

    Examples
    --------
    >>> _class(["UMR"]), _class(["Université (EPSCP)"]), _class(["chapelle"])
    ((True, 'ResearchUnit'), (False, 'University'), (False, ''))
    >>> _class(["hôpital"]), _class(["statut manquant"])
    ((False, 'HealthcareOperator'), (False, 'Organisation'))
    """
    words = [folded(kind) for kind in kinds]
    for structure, table in ((False, _BODIES[:1]), (True, _STRUCTURES), (False, _BODIES[1:])):
        for starts, cls in table:
            if any(word == start or word.startswith(start + " ") for word in words
                   for start in starts):  # fmt: skip
                return structure, cls
    if any(word.startswith("ecole d inge") for word in words):
        return False, "GrandeEcole"
    if any(word.startswith(other) for word in words for other in _OTHERS):
        return False, ""
    return False, "Organisation"


def _is_acronym(text: str) -> bool:
    return 2 <= len(text) <= 12 and " " not in text and sum(map(str.isupper, text)) >= 2


IMPORTER = Importer(
    kind="wikidata",
    title=message("bodies and structures, their parts, predecessors and successors"),
    register="Wikidata",
    publisher="Wikimedia Foundation",
    page="https://www.wikidata.org/",
    licence="CC0 1.0",
    forms=message(
        "CSV or JSON of the Wikidata Query Service for the query in docs/importing.md; JSON of the "
        "extract on French research; plain or gzip"
    ),
    by_hand=message(
        "it is the answer to a query; run the one in docs/importing.md at "
        "https://query.wikidata.org/ and save the answer as CSV or JSON"
    ),
    rank=30,
    example="query.csv",
    by_country=True,
    read=_read,
)

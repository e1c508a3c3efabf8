"""``finess``: the bodies that run hospitals in France (Licence Ouverte).

FINESS numbers legal entities and their sites apart. A body of this landscape is a legal entity; its
SIREN names it. Sites are parts of it and have numbers of their own, which are not the body's: they
are made by the kind ``finess-sites`` alone.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear, first_key
from coopgraph.importing.choosing import NAMED_AFTER, NAMED_AFTER_SITE
from coopgraph.importing.importer import Importer, RegistryFile
from coopgraph.importing.keys import key_of, scheme_of, value_of
from coopgraph.importing.places import PlaceWriter, commune, country_of_commune
from coopgraph.importing.registers.finess_files import Entity, Site, finess_records
from coopgraph.importing.text import clean, unfit_name
from coopgraph.messages import message

__all__ = ["IMPORTER", "read_finess"]

#: First digits of the groups of categories that are hospitals.
_HOSPITALS: Final = "11"


@dataclass(slots=True)
class _Body:
    sites: list[Site] = field(default_factory=list)
    entity: Entity | None = None


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    return read_finess(paths, batch, sites=False)


def read_finess(paths: Sequence[Path], batch: Batch, *, sites: bool) -> str | None:
    """Read extracts of FINESS: bodies, and their sites where they are asked for.

    Parameters
    ----------
    paths
        Files of any of the forms; sites and legal entities are best given together.
    batch
        Where the rows go.
    sites
        Whether sites become parts of their bodies.

    Returns
    -------
    str or None
        The newest day that a file states.
    """
    reader = _Reader(batch)
    newest = ""
    for path in paths:
        batch.opened(path)
        for record in finess_records(path):
            if isinstance(record, str):
                newest = max(newest, record)
                continue
            batch.record()
            # They are judged when all files are read.
            if (where := batch.place(record.where)) != record.where:
                record = replace(record, where=where)
            if isinstance(record, Entity):
                reader.entity(record)
            else:
                reader.site(record)
    reader.write(sites=sites)
    return newest or None


class _Reader:
    """Gathers sites by legal entity, for a body is written when all of it is known."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        self.body = batch.writer(
            "organizations", "id", "class", "label_fr", "place", "start_year", "locator",
            "confidence", "note", "note_fr",
        )  # fmt: skip
        self.part = batch.writer(
            "organizations", "id", "class", "label_fr", "place", "parent", "locator"
        )
        self.further = batch.writer("sites", "entity", "place", "locator")
        self._bodies: dict[str, _Body] = defaultdict(_Body)
        self._sirens: dict[str, Counter[str]] = defaultdict(Counter)
        self._entities: dict[str, Entity] = {}
        self._sites: list[Site] = []
        self._seen: set[str] = set()

    def entity(self, record: Entity) -> None:
        siren = key_of("siren", record.siren) if record.siren else None
        if record.finess:
            self._entities.setdefault(record.finess, record)
        if siren is not None:
            body = self._bodies[siren]
            body.entity = body.entity or record
        elif record.finess and key_of("finess", record.finess):
            self._bodies["finess:" + record.finess].entity = record
        else:
            self.batch.skip("no-number", record.where)

    def site(self, record: Site) -> None:
        number = key_of("finess", record.finess)
        if number is None:
            self.batch.skip("malformed-number", f"{record.where}: {record.finess}")
        elif number in self._seen:
            self.batch.skip("twice", f"{record.where}: {record.finess}")
        else:
            self._seen.add(number)
            self._sites.append(record)
            siren = key_of("siren", record.siret[:9]) if len(record.siret) == 14 else None
            if record.body and siren is not None:
                self._sirens[record.body][siren] += 1

    def write(self, *, sites: bool) -> None:
        owners: list[tuple[Site, str | None]] = []
        for site in self._sites:
            owner = self._owner(site)
            owners.append((site, owner))
            if owner is None:
                self.batch.skip("no-legal-entity", f"{site.where}: {site.finess}")
            else:
                self._bodies[owner].sites.append(site)
        grouped = any(site.group for site in self._sites)
        kept = set()
        for key, body in sorted(self._bodies.items()):
            if grouped and not any(site.group.startswith(_HOSPITALS) for site in body.sites):
                self.batch.skip("no-hospital", key)
            elif self._describe(key, body):
                kept.add(key)
        if sites:
            for site, owner in owners:
                if owner is None or owner in kept:
                    self._site(site, owner)

    def _owner(self, site: Site) -> str | None:
        """Return the key of the legal entity of a site: its own SIREN, else that of its sites."""
        entity = self._entities.get(site.body)
        if entity is not None:
            return first_key((("siren", entity.siren), ("finess", entity.finess)))
        if site.body:
            sirens = self._sirens.get(site.body)
            if sirens is not None and len(sirens) == 1:
                return next(iter(sirens))
            if sirens:
                self.batch.skip("several-sirens", f"{site.where}: {site.body}")
            return key_of("finess", site.body)
        return key_of("siren", site.siret[:9]) if len(site.siret) == 14 else None

    def _describe(self, key: str, body: _Body) -> bool:
        first = min(body.sites, key=lambda site: (site.siret or "9", site.finess), default=None)
        entity = body.entity
        name = clean(entity.name) if entity else None
        derived = name is None
        if first is not None and derived:
            name = clean(first.name)
        said = entity or first
        if name is None or said is None:
            self.batch.skip(unfit_name(entity and entity.name, first and first.name), key)
            return False
        locator = key.partition(":")[2]
        place = self._place(said.line)
        self.body(
            (
                key,
                _class(body.sites),
                name,
                place,
                entity.created[:4] or None if entity else None,
                locator,
                "medium" if derived else "high",
                NAMED_AFTER_SITE if derived else None,
                NAMED_AFTER.in_language("fr") if derived else None,
            )
        )
        numbers = {entity.finess} if entity else set()
        numbers |= {site.body for site in body.sites}
        pairs = [("finess", number) for number in sorted(numbers) if number]
        bear(self.batch, key, [(scheme_of(key), value_of(key)), *pairs], locator)
        self._further(key, place, body.sites)
        return True

    def _further(self, key: str, place: str | None, sites: Sequence[Site]) -> None:
        """Write the towns of the other hospitals of a body, each once."""
        grouped = any(site.group for site in sites)
        found: dict[str, str] = {}
        for site in sorted(sites, key=lambda site: site.finess):
            if site.group.startswith(_HOSPITALS) or not grouped:
                town = self._place(site.line)
                if town is not None and town != place and not town.startswith("country:"):
                    found.setdefault(town, site.finess)
        for town, number in found.items():
            self.further((key, town, number))

    def _site(self, site: Site, owner: str | None) -> None:
        number = key_of("finess", site.finess)
        name = clean(site.name)
        if number is None or name is None:
            reason = "malformed-number" if number is None else unfit_name(site.name)
            self.batch.skip(reason, f"{site.where}: {site.finess}")
            return
        self.part((number, "Department", name, self._place(site.line), owner, site.finess))
        self.batch.identifier(number, number, site.finess)

    def _place(self, line: str) -> str | None:
        code, _, town = line.strip().partition(" ")
        if not code.isdigit():
            code, town = "", line
        return self.places.named_city(commune(town) or "", country_of_commune(code))


def _class(sites: Sequence[Site]) -> str:
    kinds = {folded(site.category) for site in sites}
    if any("lutte contre" in kind and "cancer" in kind for kind in kinds):
        return "CancerCentre"
    return "HealthcareOperator"


IMPORTER = Importer(
    kind="finess",
    title=message("bodies that run hospitals in France, by SIREN"),
    register="FINESS, Fichier national des établissements sanitaires et sociaux",
    publisher="Agence du numérique en santé",
    page="https://www.data.gouv.fr/fr/datasets/finess-extraction-du-fichier-des-etablissements/",
    licence="Licence Ouverte 2.0",
    forms=message(
        "official CSV extracts of sites and of legal entities, UTF-8 or ISO 8859-1; JSON of sites "
        "matched with SIRET; plain or gzip"
    ),
    files=(
        RegistryFile(
            "https://www.data.gouv.fr/api/1/datasets/finess-extraction-du-fichier-des-etablissements/",
            r"cs1100502-stock-.*\.csv",
            "data.gouv",
        ),
        RegistryFile(
            "https://www.data.gouv.fr/api/1/datasets/finess-extraction-des-entites-juridiques/",
            r"cs1100501-stock-.*\.csv",
            "data.gouv",
        ),
    ),
    rank=60,
    example="etalab-cs1100502-stock-*.csv etalab-cs1100501-stock-*.csv",
    read=_read,
)

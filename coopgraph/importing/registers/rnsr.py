"""``rnsr``: the French national register of research structures (Licence Ouverte 2.0)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.collector import without_collector
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import part_of
from coopgraph.importing.importer import Importer, RegistryFile, Standing
from coopgraph.importing.keys import key_of
from coopgraph.importing.places import PlaceWriter, commune
from coopgraph.importing.registers.rnsr_lists import Supervision, supervisions
from coopgraph.importing.registers.rnsr_rows import rnsr_rows
from coopgraph.importing.text import clean, unfit_name, web_address
from coopgraph.messages import message

__all__ = ["IMPORTER"]

#: Class of a structure by the code of its level: team, unit, federation or group.
_LEVELS: Final = {"1": "ResearchTeam", "2": "ResearchUnit", "3": "ResearchFederation"}
#: Numbers that say that a structure of the level of units is a service or a clinical centre.
_SERVICE: Final = re.compile(r"(?:US|UMS|UAR|UPS)[ _-]?[A-Z]?[ _-]?\d")
_CLINICAL: Final = re.compile(r"CIC[ _-]?\w* ?\d")
#: Class of a body by the code of its nature; the register's words for it.
_NATURES: Final = {
    "UNIV": "University",
    "EPST": "ResearchOrganisation",
    "EPIC": "ResearchOrganisation",
    "AUT_ETAB": "HigherEducationInstitution",
    "MEDIC": "HealthcareOperator",
    "FONDATION": "Foundation",
    "PRIVE": "Company",
    "EPA": "PublicBody",
    "UNIV_ETR": "University",
}
_ROLES: Final = {"TUTE": "supervising-body", "PART": "participant"}
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d\Z")
#: Between several numbers in one cell.
_BETWEEN: Final = re.compile(r"[;,]")


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    reader = _Reader(batch)
    with without_collector():
        for path in paths:
            batch.opened(path)
            for line, row in rnsr_rows(path):
                batch.record()
                reader.take(line, row)
    return None


class _Reader:
    """Writes the rows of one structure after the other."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        self.structure = batch.writer(
            "structures", "id", "class", "label_fr", "acronym", "unit_number", "register_type",
            "place", "parent", "start_year", "website", "locator", rank=5,
        )  # fmt: skip
        self.body = batch.writer("organizations", "id", "class", "label_fr", "acronym", "locator")
        self.cotutelle = batch.writer(
            "cotutelles", "structure", "body", "role", "unit_code", "locator", "confidence"
        )
        self._bodies: set[str] = set()
        self._keys: dict[tuple[str, ...], str | None] = {}
        self._seen: set[str] = set()

    def take(self, line: int, row: Mapping[str, Any]) -> None:
        number = str(row.get("numero_national_de_structure") or "").strip()
        key = key_of("rnsr", number)
        if key is None:
            self.batch.skip("malformed-number" if number else "no-number", f"line {line}: {number}")
            return
        if key in self._seen:
            self.batch.skip("twice", f"line {line}: {number}")
            return
        self._seen.add(key)
        name = clean(row.get("libelle"))
        if name is None:
            self.batch.skip(unfit_name(row.get("libelle")), f"line {line}: {number}")
            return
        bodies, faults = supervisions(row)
        for fault in faults:
            self.batch.skip(fault, f"line {line}: {number}")
        numbers = [body.unit_code for body in bodies if body.unit_code]
        year = str(row.get("annee_de_creation") or "").strip()
        town = commune(row.get("commune"))
        parents = _numbers(row.get("numero_de_structure_parent"))
        parent = key_of("rnsr", parents[0]) if len(parents) == 1 else None
        if len(parents) > 1:
            part_of(self.batch, key, [key_of("rnsr", above) for above in parents], number)
        self.structure(
            (
                key,
                _class(row, numbers),
                name,
                clean(row.get("sigle")),
                numbers[0] if numbers else None,
                clean(row.get("type_de_structure")),
                self.places.named_city(town, "FR") if town else None,
                parent,
                year if _YEAR.match(year) else None,
                web_address(row.get("site_web")),
                number,
            )
        )
        self.batch.identifier(key, key, number)
        for body in bodies:
            self._supervised(key, body, number, line)
        for before in _numbers(row.get("numero_de_structure_historique")):
            self.batch.unresolved("predecessor", before, number)

    def _supervised(self, structure: str, body: Supervision, number: str, line: int) -> None:
        role = _ROLES.get(body.role)
        if role is None:
            self.batch.skip("unknown-role", f"line {line}: {number}: {body.role}")
            return
        printed = body[:5]  # all that says which body it is
        if printed not in self._keys:
            self._keys[printed] = self._body(body, number)
        key = self._keys[printed]
        if key is None:
            self.batch.skip("nameless-body", f"line {line}: {number}")
            return
        self.cotutelle((structure, key, role, body.unit_code or None, number, body.confidence))

    def _body(self, body: Supervision, number: str) -> str | None:
        """Return the key of a body: its UAI, else its SIREN, else its name; never a blank."""
        uai = key_of("uai", body.uai)
        siren = key_of("siren", body.siret[:9]) if len(body.siret) >= 9 else None
        name = clean(body.name)
        key = uai or siren
        if key is None:
            if name is None:
                return None
            return self.batch.body("rnsr-body", name, _NATURES.get(body.nature, "Organisation"))
        if key not in self._bodies:
            self._bodies.add(key)
            self.body(
                (key, _NATURES.get(body.nature, "Organisation"), name or key.partition(":")[2],
                 clean(body.acronym), number)
            )  # fmt: skip
            if uai:
                self.batch.identifier(key, uai, number)
            if siren:
                self.batch.identifier(key, siren, number)
        return key


def _numbers(cell: Any) -> list[str]:
    if not cell:
        return []
    found = cell if isinstance(cell, list) else _BETWEEN.split(str(cell))
    return sorted({str(number).strip() for number in found if number and str(number).strip()})


def _class(row: Mapping[str, Any], numbers: Sequence[str]) -> str:
    level = str(row.get("code_de_niveau_de_structure") or "").strip()
    if level == "2":
        if any(_CLINICAL.match(number) for number in numbers):
            return "ClinicalInvestigationCentre"
        if numbers and all(_SERVICE.match(number) for number in numbers):
            return "ServiceUnit"
    return _LEVELS.get(level, "ResearchStructure")


IMPORTER = Importer(
    kind="rnsr",
    title=message("research structures of France and the bodies that supervise them"),
    register="RNSR, Répertoire national des structures de recherche",
    publisher="Ministère chargé de l’enseignement supérieur et de la recherche",
    page="https://data.enseignementsup-recherche.gouv.fr/explore/dataset/fr-esr-structures-recherche-publiques-actives/",
    licence="Licence Ouverte 2.0",
    forms=message(
        "CSV of either portal (lists joined by semicolons or commas), JSON; plain or gzip"
    ),
    files=(
        RegistryFile(
            "https://data.enseignementsup-recherche.gouv.fr/api/explore/v2.1/catalog/datasets/fr-esr-structures-recherche-publiques-actives/exports/json",
            "fr-esr-structures-recherche-publiques-actives.json",
        ),
    ),
    rank=40,
    example="fr-esr-structures-recherche-publiques-actives.csv",
    standing={"structures": Standing.REGISTER},
    read=_read,
)

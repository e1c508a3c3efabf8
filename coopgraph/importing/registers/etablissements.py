"""``etablissements``: higher-education institutions of France (Licence Ouverte 2.0)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear, first_key
from coopgraph.importing.importer import Importer, RegistryFile
from coopgraph.importing.keys import key_of, name_key
from coopgraph.importing.places import PlaceWriter, commune, country_names, country_of_commune
from coopgraph.importing.registers.etablissements_rows import cell_values, etablissement_rows
from coopgraph.importing.text import clean, unfit_name
from coopgraph.messages import message

__all__ = ["IMPORTER"]

_LEGAL_FORMS: Final = (
    ("epscp", "epscp"),
    ("epa", "epa"),
    ("association", "association"),
    ("fondation", "foundation"),
    ("sa a conseil", "company"),
)
_DISTRICT: Final = re.compile(r"\s+\d{1,2}er?\Z")
_YEAR: Final = re.compile(r"(1[0-9]|20)\d\d(?=\D|\Z)")
_DATE: Final = re.compile(r"20\d\d(?:[-_]?\d\d){0,2}")
#: Groups of institutions, which have a name of a university now and then.
_GROUPS: Final = ("association d etablissements", "communaute d universites", "pole de recherche")
_SCHOOLS: Final = ("ecole", "institut d etude", "institut ou ecole", "institut national polytech")
#: What tells that rows of different years are one institution; SIREN only where there is no UAI.
_STABLE: Final = ("uai", "ror", "wikidata", "siren")

Row = Mapping[str, Any]


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    reader = _Reader(batch)
    for path in sorted(paths, key=_date, reverse=True):
        rows = []
        batch.opened(path)
        for line, row in etablissement_rows(path):
            batch.record()
            rows.append((line, row))
        reader.take(rows)
    return None


def _date(path: Path) -> str:
    found = _DATE.search(path.name)
    return re.sub(r"\D", "", found[0]) if found else ""


class _Reader:
    """Writes the rows of one file after the other, the newest first."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        columns = (
            "organizations", "id", "class", "label_fr", "label_en", "acronym", "classification",
            "place", "start_year", "end_year", "locator",
        )  # fmt: skip
        self.body = batch.writer(*columns)
        self.numberless = batch.writer(*columns, rank=IMPORTER.rank + 1)
        self.alias = batch.writer("aliases", "entity", "alias", "language", "kind", "locator")
        self.part = batch.writer("participations", "collective", "member", "role", "locator")
        self._names: dict[str, str] = {}
        self._bearers: dict[str, str] = {}
        #: Who had a name in newer files, groups of institutions aside.
        self._titled: dict[str, set[str]] = defaultdict(set)

    def take(self, rows: Sequence[tuple[int, Row]]) -> None:
        """Write a file; what a newer one said of the same institution stands."""
        codes = Counter(code for _, row in rows for code in set(cell_values(row.get("uai"))))
        claims = Counter(code for _, row in rows for code in set(_former(row)))
        wanted = [(_numbers(row), line, row) for line, row in rows]
        shared = Counter(key for numbers, _, _ in wanted for key in set(_keys(numbers)))
        seen: set[str] = set()
        found: dict[str, str] = {}
        titled: dict[str, str] = {}
        for numbers, line, row in wanted:
            name = clean(row.get("name"))
            where = " ".join(cell_values(row.get("uai"))[:1]) or self.batch.place(f"line {line}")
            if name is None:
                self.batch.skip(unfit_name(row.get("name")), where)
                continue
            key = self._key(numbers, name, row)
            if key in seen:
                at = f"line {line}"
                self.batch.skip("twice", where if where.endswith(at) else f"{at}: {where}")
                continue
            seen.add(key)
            if not _grouped(row):
                titled[key] = folded(name)
                if not _keys(numbers):
                    self._by_name(key, name, where)
            self._institution(key, name, numbers, row, where)
            found.update((number, key) for number in [key, *_keys(numbers)] if shared[number] <= 1)
            for code in _former(row):
                old = key_of("uai", code)
                if old is None:
                    self.batch.skip("malformed-identifier", f"{where}: uai {code}")
                elif codes[code] or claims[code] > 1:
                    self.batch.skip("shared-former-code", f"{where}: {code}")
                else:
                    # Who bore the code before: the same body, unless other numbers contradict.
                    self.batch.same(key, old, "former-uai", "medium", where)
            for parent in cell_values(row.get("parents")):
                if (above := key_of("uai", parent)) is None:
                    self.batch.unresolved("parent", parent, where)
                elif above == key:
                    self.batch.skip("relation-to-itself", where)
                else:
                    self.part((above, key, "registered-part", where))
        self._bearers = found | self._bearers
        for key, title in titled.items():
            self._titled[title].add(key)

    def _by_name(self, key: str, name: str, where: str) -> None:
        """Join a row without any number with the one institution of its name in newer files.

        In 2019 new universities stood there before they had a code.
        """
        newer = self._titled.get(folded(name), set()) - {key}
        if len(newer) == 1:
            self.batch.same(key, next(iter(newer)), "same-name-in-newer-file", "medium", where)

    def _key(self, numbers: Sequence[tuple[str, str]], name: str, row: Row) -> str:
        """Return the key: of the newer row of the same institution, else of its own numbers."""
        keys = _keys(numbers)
        for key in keys:
            if key.startswith("siren:") and keys[0].startswith("uai:"):
                continue
            if (newer := self._bearers.get(key)) is not None:
                return newer
        own = first_key(
            (scheme, number) for scheme, number in numbers if scheme in ("uai", "siren", "wikidata")
        )
        return own or name_key("etablissements", f"{name} {row.get('internal') or ''}")

    def _institution(
        self, key: str, name: str, numbers: Sequence[tuple[str, str]], row: Row, where: str
    ) -> None:
        newer = self._names.get(key)
        if newer is None:
            self._names[key] = folded(name)
            self._describe(key, name, row, where)
        else:
            self.batch.skip("older-row", where)
            if newer != folded(name):
                self.alias((key, name, "fr", "former-name", where))
        bear(self.batch, key, numbers, where)

    def _describe(self, key: str, name: str, row: Row, where: str) -> None:
        english, acronym = clean(row.get("english")), clean(row.get("acronym"))
        describe = self.body if _keys(_numbers(row)) else self.numberless
        describe(
            (
                key,
                _class(cell_values(row.get("type")), name),
                name,
                english,
                acronym,
                _legal_form(row),
                self._place(row),
                _year(row.get("created")),
                _year(row.get("closed")),
                where,
            )
        )
        for column in ("official", "short"):
            other = clean(row.get(column))
            if other is not None and other not in (name, english, acronym):
                self.alias((key, other, "fr", "alias", where))

    def _place(self, row: Row) -> str | None:
        text = clean(row.get("commune"))
        town = commune(_DISTRICT.sub("", text)) if text else None
        country = _country(clean(row.get("country")), str(row.get("code") or ""))
        return self.places.named_city(town or "", country)


def _numbers(row: Row) -> list[tuple[str, str]]:
    """Return register and number; a school without legal personality has no SIREN of its own."""
    dependent = folded(str(row.get("status") or "")).startswith("sans personnalite")
    found = []
    for scheme in (
        "uai", "siren", "ror", "wikidata", "siret", "grid", "isni", "pic", "idref", "fundref"
    ):  # fmt: skip
        if scheme == "siren" and dependent:
            continue
        for value in cell_values(row.get(scheme)):
            bare = value.removeprefix("dataesr::")
            found.append((scheme, bare.rpartition("/")[2] if "/" in bare else bare))
    return found


def _keys(numbers: Sequence[tuple[str, str]]) -> list[str]:
    found = (
        key_of(scheme, number)
        for wanted in _STABLE
        for scheme, number in numbers
        if scheme == wanted
    )
    return [key for key in found if key is not None]


def _former(row: Row) -> list[str]:
    now = cell_values(row.get("uai"))
    return [code for code in dict.fromkeys(cell_values(row.get("former"))) if code not in now]


def _class(types: Sequence[str], name: str) -> str:
    """Return the class by type and, for what may bear either, by name.

    Examples
    --------
    >>> _class(["Université"], "Aix-Marseille Université"), _class(["École"], "Centrale Lyon")
    ('University', 'GrandeEcole')
    >>> _class(["Grand établissement"], "Université de Lorraine")
    'University'
    >>> _class(["Association d'établissements"], "Université de Lorraine")
    'HigherEducationInstitution'
    """
    kinds = [folded(kind) for kind in types]
    if _of_groups(kinds):
        return "HigherEducationInstitution"
    if "universite" in kinds:
        return "University"
    if any(kind.startswith("ecole francaise") for kind in kinds):
        return "HigherEducationInstitution"
    if any(kind.startswith(school) for kind in kinds for school in _SCHOOLS):
        return "GrandeEcole"
    if "universite" in folded(name).split():
        return "University"
    return "HigherEducationInstitution"


def _of_groups(kinds: Sequence[str]) -> bool:
    return any(kind.startswith(group) for kind in kinds for group in _GROUPS)


def _grouped(row: Row) -> bool:
    """Tell whether a row is of a group of institutions, which may be called as one of them is."""
    return _of_groups([folded(kind) for kind in cell_values(row.get("type"))])


def _legal_form(row: Row) -> str | None:
    status = folded(str(row.get("status") or ""))
    for start, form in _LEGAL_FORMS:
        if status.startswith(start):
            return form
    return None


def _year(cell: Any) -> str | None:
    found = _YEAR.match(str(cell or "").strip())
    return found[0] if found else None


def _country(name: str | None, code: str) -> str:
    if (overseas := country_of_commune(code)) != "FR":
        return overseas
    wanted = folded(name or "France")
    for iso, (french, english) in country_names().items():
        if wanted in (folded(french), folded(english)):
            return iso
    return ""


IMPORTER = Importer(
    kind="etablissements",
    title=message("universities and schools of France with their numbers in other registers"),
    register="Principaux établissements d’enseignement supérieur",
    publisher="Ministère chargé de l’enseignement supérieur et de la recherche",
    page="https://data.enseignementsup-recherche.gouv.fr/explore/dataset/fr-esr-principaux-etablissements-enseignement-superieur/",
    licence="Licence Ouverte 2.0",
    forms=message("CSV of any year since 2019, JSON of either interface; plain or gzip"),
    files=(
        RegistryFile(
            "https://data.enseignementsup-recherche.gouv.fr/api/explore/v2.1/catalog/datasets/fr-esr-principaux-etablissements-enseignement-superieur/exports/json",
            "fr-esr-principaux-etablissements-enseignement-superieur.json",
        ),
    ),
    rank=10,
    example="fr-esr-principaux-etablissements-enseignement-superieur.json",
    read=_read,
)

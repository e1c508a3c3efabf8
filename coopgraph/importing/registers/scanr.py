"""``scanr``: structures, organisations and projects of scanR, the ministry's search engine.

Read are structures of version 1 (``institutions`` with SIREN), and organisations and projects of
version 2. Persons (``leaders``, ``persons``) are never read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear, part_of
from coopgraph.importing.files import read_json
from coopgraph.importing.importer import Importer, Standing
from coopgraph.importing.keys import key_of, name_key
from coopgraph.importing.places import PlaceWriter, commune, country_of_commune
from coopgraph.importing.registers.scanr_cells import (
    key_in,
    level_of,
    names_in,
    numbers_in,
    unit_code,
    website_of,
    year_in,
)
from coopgraph.importing.text import clean, unfit_name
from coopgraph.messages import message

__all__ = ["IMPORTER"]

_EUROPEAN: Final = frozenset({"h2020", "fp7", "horizon europe", "horizon"})
_DAY: Final = re.compile(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?=T|\Z)")


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    reader = _Reader(batch)
    for path in paths:
        for number, record in enumerate(read_json(path), 1):
            batch.record()
            if not isinstance(record, dict) or not record.get("id") or "label" not in record:
                raise SourceError(
                    message("{file}: record {n} is none of scanR", file=path, n=number)
                )
            try:
                if "participants" in record or isinstance(record["label"], list):
                    reader.project(record)
                else:
                    reader.structure(record)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                raise SourceError(
                    message(
                        "{file}: record {n} is none of scanR in a version that is known ({reason})",
                        file=path,
                        n=number,
                        reason=f"{type(error).__name__}: {error}"[:80],
                    )
                ) from error
    return None


class _Reader:
    """Writes structures, the bodies that supervise them, and projects."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        self.unit = batch.writer(
            "structures", "id", "class", "label_fr", "label_en", "acronym", "unit_number",
            "register_type", "place", "parent", "start_year", "website", "locator", rank=8,
        )  # fmt: skip
        self.body = batch.writer(
            "organizations", "id", "class", "label_fr", "label_en", "acronym", "place",
            "start_year", "locator",
        )  # fmt: skip
        self.cotutelle = batch.writer(
            "cotutelles", "structure", "body", "role", "unit_code", "locator"
        )
        self.part = batch.writer("participations", "collective", "member", "role", "locator")
        self.work = batch.writer(
            "collaborations", "id", "class", "label_fr", "label_en", "acronym", "start_year",
            "start_date", "end_year", "locator",
        )  # fmt: skip
        self.further = batch.writer("sites", "entity", "place", "locator")
        self._seen: set[str] = set()

    def structure(self, record: Mapping[str, Any]) -> None:
        number = str(record["id"]).strip()
        key = key_in(number)
        if key is None:
            self.batch.skip("malformed-number", number)
            return
        if key in self._seen:
            self.batch.skip("twice", number)
            return
        self._seen.add(key)
        french, english = names_in(record["label"])
        if french is None:
            self.batch.skip(unfit_name(record["label"]), number)
            return
        acronym, _ = names_in(record.get("acronym"))
        start = year_in(record.get("creationYear")) or year_in(record.get("startDate"))
        places = self._places(record)
        place = places[0] if places else None
        for other in places[1:]:
            self.further((key, other, number))
        if not key.startswith("rnsr:"):
            self.body((key, "Organisation", french, english, acronym, place, start, number))
        else:
            self._unit(key, number, record, (french, english, acronym, start, place))
        bear(self.batch, key, [(key.partition(":")[0], number), *numbers_in(record)], number)

    def _unit(
        self,
        key: str,
        number: str,
        record: Mapping[str, Any],
        said: tuple[str, str | None, str | None, str | None, str | None],
    ) -> None:
        french, english, acronym, start, place = said
        parents = [
            parent
            for entry in record.get("parent") or record.get("parents") or ()
            if (parent := key_of("rnsr", entry.get("id") or entry.get("structure")))
        ]
        if len(parents) > 1:
            part_of(self.batch, key, parents, number)
        codes = self._supervised(key, number, record)
        self.unit(
            (
                key,
                level_of(record),
                french,
                english,
                acronym,
                codes[0] if codes else None,
                clean(record.get("nature")),
                place,
                parents[0] if len(parents) == 1 else None,
                start,
                website_of(record),
                number,
            )
        )

    def _supervised(self, key: str, number: str, record: Mapping[str, Any]) -> list[str]:
        """Write the bodies of a structure and return its numbers at them."""
        codes: list[str] = []
        for entry in record.get("institutions") or ():
            kind = folded(str(entry.get("type") or entry.get("relationType") or ""))
            role = (
                "supervising-body" if "tutelle" in kind
                else "participant" if "participant" in kind
                else None
            )  # fmt: skip
            if role is None:
                self.batch.skip("unknown-role", f"{number}: {kind}")
                continue
            body = self._institution(entry, number)
            if body is None:
                self.batch.skip("nameless-body", number)
                continue
            code = unit_code(entry.get("code"))
            if code is not None:
                codes.append(code)
            self.cotutelle((key, body, role, code, number))
        return codes

    def _institution(self, entry: Mapping[str, Any], number: str) -> str | None:
        name, english = names_in(entry.get("label"))
        said = str(entry.get("structure") or entry.get("id") or "").strip()
        key = key_in(said) if said else None
        if key is None or key.startswith("rnsr:"):
            return self.batch.body("scanr-body", name, "Organisation", number) if name else None
        if key not in self._seen and name is not None:
            self._seen.add(key)
            acronym = clean(entry.get("acronym"))
            self.body((key, "Organisation", name, english, acronym, None, None, number))
            bear(
                self.batch, key, [(key.partition(":")[0], said), ("siret", entry.get("siret"))],
                number,
            )  # fmt: skip
        return key

    def project(self, record: Mapping[str, Any]) -> None:
        number = str(record["id"]).strip()
        kind = folded(str(record.get("type") or ""))
        key = (key_of("cordis", number) if kind in _EUROPEAN else None) or name_key(
            "project", f"{kind} {number}" if not number.casefold().startswith(kind) else number
        )
        if key in self._seen:
            self.batch.skip("twice", number)
            return
        self._seen.add(key)
        acronym, _ = names_in(record.get("acronym"))
        french, english = names_in(record["label"])
        first = _DAY.match(str(record.get("startDate") or ""))
        start = year_in(record.get("startDate")) or year_in(record.get("year"))
        end = year_in(record.get("endDate"))
        self.work(
            (
                key, "Project", french or acronym or number, english, acronym, start,
                first[0] if first else None, end, number,
            )
        )  # fmt: skip
        if key.startswith("cordis:"):
            self.batch.identifier(key, key, number)
        for entry in record.get("participants") or ():
            self._takes_part(key, entry, number)

    def _takes_part(self, project: str, entry: Mapping[str, Any], number: str) -> None:
        role = "coordinator" if folded(str(entry.get("role") or "")).startswith("coord") else None
        name, _ = names_in(entry.get("label"))
        member = key_in(str(entry["structure"]).strip()) if entry.get("structure") else None
        if member is None and name is not None:
            member = self.batch.body("scanr-body", name, "Organisation", number)
        if member is None:
            self.batch.skip("nameless-body", number)
            return
        if name is not None and not member.startswith(("rnsr:", "scanr-body:")):
            self.batch.stub(member, "Organisation", name, number)
        self.part((project, member, role or "participant", number))

    def _places(self, record: Mapping[str, Any]) -> list[str]:
        """Return where a body is, its main address first, each place once."""
        alone = record.get("address")
        addresses = [alone] if alone else list(record.get("addresses") or ())
        addresses = [address for address in addresses if isinstance(address, dict)]
        addresses.sort(key=lambda address: address.get("main") is not True)
        found = [place for place in dict.fromkeys(map(self._place, addresses)) if place]
        towns = [place for place in found if not place.startswith("country:")]
        return towns or found

    def _place(self, address: Mapping[str, Any]) -> str | None:
        text = clean(address.get("city"))
        town = commune(re.sub(r"\s+\d{1,2}er?\Z", "", text)) if text else None
        if folded(str(address.get("country") or "France")) != "france":
            return None
        code = str(address.get("citycode") or address.get("postcode") or "")
        return self.places.named_city(town or "", country_of_commune(code))


IMPORTER = Importer(
    kind="scanr",
    title=message(
        "structures of France, the bodies that supervise them, projects they take part in"
    ),
    register="scanR",
    publisher="Ministère chargé de l’enseignement supérieur et de la recherche",
    page="https://scanr.enseignementsup-recherche.gouv.fr/",
    licence="Licence Ouverte 2.0",
    forms=message(
        "JSON or JSON Lines: structures of version 1, organisations and projects of version 2; "
        "plain or gzip"
    ),
    by_hand=message("export structures, organisations or projects from the page, in JSON"),
    rank=45,
    example="organizations.json",
    standing={"structures": Standing.REGISTER},
    read=_read,
)

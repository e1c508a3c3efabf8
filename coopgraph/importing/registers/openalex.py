"""``openalex``: institutions of OpenAlex, and how many publications pairs of them have in common.

Read are records of institutions and of works (JSON Lines of the snapshot, or answers of the
interface), and tables of co-publications made from them. Of an author of a work nothing is read but
the institutions beside the name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear
from coopgraph.importing.files import first_sign, read_json
from coopgraph.importing.importer import Importer
from coopgraph.importing.keys import key_of
from coopgraph.importing.places import PlaceWriter
from coopgraph.importing.registers.openalex_tables import (
    RANK,
    CopublicationTables,
    body_class,
)
from coopgraph.importing.registers.openalex_works import WorkCounter
from coopgraph.importing.registers.ror_records import RorLocation
from coopgraph.importing.relations import Relations
from coopgraph.importing.text import clean, unfit_name
from coopgraph.messages import message

__all__ = ["IMPORTER"]

_ADDRESS: Final = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:institutions/)?)?(I\d+)\Z")
_DAY: Final = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_COUNTED: Final = "OpenAlex: articles, reviews, letters, books, chapters, proceedings"


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    reader = _Reader(batch)
    tables = CopublicationTables(batch)
    with WorkCounter(batch) as works:
        for path in paths:
            if first_sign(path, suffixes=(".jsonl", ".json", ".csv")) in ("{", "["):
                _records(path, batch, reader, works)
            else:
                tables.open(path)
        tables.read()
        bodies = works.bodies()
        reader.met(bodies)
        for (one, other), year, count in works.pairs():
            ends = sorted((reader.key(one), reader.key(other)))
            reader.joint(
                (*ends, str(count), "full", year, year, _COUNTED, f"publication_year {year}")
            )
        reader.mentioned(bodies)
    return reader.newest or None


def _records(path: Path, batch: Batch, reader: _Reader, works: WorkCounter) -> None:
    for number, record in enumerate(read_json(path), 1):
        batch.record()
        try:
            if "authorships" in record:
                works.take(record)
                continue
            if _ADDRESS.match(record["id"]) and "display_name" in record:
                reader.institution(record)
                continue
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise SourceError(
                message(
                    "{file}: record {n} is no institution or work of OpenAlex in a form that is "
                    "known ({reason})",
                    file=path,
                    n=number,
                    reason=f"{type(error).__name__}: {error}"[:80],
                )
            ) from error
        raise SourceError(
            message(
                "{file}: record {n} is neither an institution nor a work of OpenAlex",
                file=path,
                n=number,
            )
        )


class _Reader:
    """Writes institutions and what they are to each other."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.newest = ""
        self.places = PlaceWriter(batch)
        self.body = batch.writer(
            "organizations", "id", "class", "label_fr", "label_en", "acronym", "place", "locator",
            rank=RANK,
        )  # fmt: skip
        self.alias = batch.writer("aliases", "entity", "alias", "language", "kind", "locator")
        self.relations = Relations(batch)
        self.joint = batch.writer(
            "copublications", "body", "partner", "count", "method", "start_year", "end_year",
            "counted_from", "locator",
        )  # fmt: skip
        #: By number in OpenAlex: the key of an institution that was read or met in works.
        self._keys: dict[str, str] = {}
        self._described: set[str] = set()

    def key(self, number: str) -> str:
        """Return the key of an institution: its ROR id, where one was seen beside its number."""
        return self._keys.get(number) or f"openalex:{number}"

    def institution(self, record: Mapping[str, Any]) -> None:
        number = _number(record["id"])
        if number in self._described:
            self.batch.skip("twice", number)
            return
        self._described.add(number)
        country = str(record.get("country_code") or "").upper()
        if self.batch.countries and country not in self.batch.countries:
            self.batch.skip("other-country", number)
            return
        names = (record.get("international") or {}).get("display_name") or {}
        shown = clean(record["display_name"])
        french, english = clean(names.get("fr")), clean(names.get("en"))
        label = french or shown or english
        if label is None:
            self.batch.skip(unfit_name(record["display_name"], names), number)
            return
        self.newest = max(self.newest, _day(record.get("updated_date")))
        key = self._known(number, record.get("ror") or (record.get("ids") or {}).get("ror"))
        acronyms = _texts(record.get("display_name_acronyms") or record.get("acronyms"))
        others = _texts(record.get("display_name_alternatives") or record.get("alternative_titles"))
        english = english if english != label else None
        acronym = next((text for text in acronyms if len(text) <= 20 and text != label), None)
        cls = body_class(str(record.get("type") or ""))
        self.body((key, cls, label, english, acronym, self._place(record, country), number))
        said = {label, english, acronym}
        for kind, texts in (("acronym", acronyms), ("alias", [shown, *others])):
            for text in texts:
                if text is not None and text not in said:
                    said.add(text)
                    self.alias((key, text, None, kind, number))
        ids = record.get("ids") or {}
        bear(
            self.batch,
            key,
            [
                ("openalex", number),
                ("ror", record.get("ror") or ids.get("ror")),
                ("grid", ids.get("grid")),
                ("wikidata", _last(ids.get("wikidata"))),
            ],
            number,
        )
        for entry in record.get("associated_institutions") or ():
            self._relation(key, number, entry)

    def met(self, bodies: Mapping[str, tuple[str, str | None, str, str]]) -> None:
        """Take note of the ROR ids of institutions that works name."""
        for number, (_, ror, _, _) in sorted(bodies.items()):
            self._known(number, ror)

    def _known(self, number: str, ror: Any) -> str:
        key = (key_of("ror", ror) if ror else None) or f"openalex:{number}"
        return self._keys.setdefault(number, key)

    def _relation(self, key: str, number: str, entry: Mapping[str, Any]) -> None:
        other = self._known(_number(entry["id"]), entry.get("ror"))
        kind = folded(str(entry.get("relationship") or ""))
        if other == key:
            self.batch.skip("relation-to-itself", number)
        elif not self.relations.say(kind, key, other, number):
            self.batch.skip("unknown-role", f"{number}: {kind}")

    def _place(self, record: Mapping[str, Any], country: str) -> str | None:
        geo = record.get("geo") or {}
        numbered = str(geo.get("geonames_city_id") or "")
        north, east = geo.get("latitude"), geo.get("longitude")
        place = self.places.city(
            RorLocation(
                geonames=int(numbered) if numbered.isdecimal() else 0,
                name=str(geo.get("city") or ""),
                country=country,
                region="",
                latitude=float(north) if isinstance(north, int | float) else None,
                longitude=float(east) if isinstance(east, int | float) else None,
            )
        )
        if place is None and country:
            self.batch.skip("unknown-country", f"{_number(record['id'])}: {country}")
        return place

    def mentioned(self, bodies: Mapping[str, tuple[str, str | None, str, str]]) -> None:
        """Make the institutions that works name and no record describes."""
        for number, (name, ror, country, kind) in sorted(bodies.items()):
            if number in self._described:
                continue
            key = self._known(number, ror)
            label = clean(name) or number
            cls = body_class(kind)
            place = self.places.country(country)
            self.body((key, cls, label, None, None, place, number))
            bear(self.batch, key, [("openalex", number), ("ror", ror)], number)


def _number(address: Any) -> str:
    found = _ADDRESS.match(str(address))
    if found is None:
        raise ValueError(f"no institution: {address}")
    return found[1]


def _last(address: Any) -> str | None:
    return str(address).rpartition("/")[2] if address else None


def _day(cell: Any) -> str:
    found = _DAY.match(str(cell or ""))
    return found[0] if found else ""


def _texts(listed: Any) -> list[str]:
    return [text for item in listed or () if (text := clean(item)) is not None]


IMPORTER = Importer(
    kind="openalex",
    title=message("institutions of the world, and how many publications pairs have in common"),
    register="OpenAlex",
    publisher="OurResearch",
    page="https://openalex.org/",
    licence="CC0 1.0",
    forms=message(
        "JSON or JSON Lines of institutions and of works; CSV of co-publications by partner, by "
        "laboratory or with the first partners; plain or gzip"
    ),
    by_hand=message(
        "a snapshot is many files: take those of institutions, and the works that you ask for"
    ),
    rank=70,
    example="institutions.jsonl",
    by_country=True,
    read=_read,
)

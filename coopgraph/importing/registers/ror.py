"""``ror``: the Research Organization Registry (CC0), schema 1 or 2, any number of files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coopgraph.collector import without_collector
from coopgraph.importing.batch import Batch
from coopgraph.importing.doubled import WITHDRAWN
from coopgraph.importing.files import read_aside
from coopgraph.importing.importer import Importer, RegistryFile, Standing
from coopgraph.importing.keys import printed, value_of
from coopgraph.importing.places import PlaceWriter
from coopgraph.importing.registers.ror_facts import RorFacts, ror_facts
from coopgraph.importing.relations import Relations
from coopgraph.messages import message

__all__ = ["IMPORTER"]

#: Note of what was said of such a record and is said of the one that follows.
_LED: Final = message("stated of a record that ROR withdrew; led to the one that follows")
_RANK: Final = 20
#: Years that tables hold.
_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2100


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    reader = _Reader(batch)
    newest = ""
    with without_collector():
        for record in read_aside(ror_facts, RorFacts, paths):
            batch.record()
            reader.take(record)
            newest = max(newest, record.modified)
        reader.finish()
    return newest or None


class _Reader:
    """Writes the rows of one record after the other."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        self.organization = batch.writer(
            "organizations", "id", "class", "label_fr", "label_en", "acronym", "place",
            "start_year", "locator",
        )  # fmt: skip
        self.structure = batch.writer(
            "structures", "id", "class", "label_fr", "label_en", "acronym", "place", "start_year",
            "website", "locator", rank=15,
        )  # fmt: skip
        # What ROR says of its own number stands before other registers that still print it.
        self.withdrawn = batch.writer(
            "identifiers", "entity", "scheme", "value", "locator", rank=0, confidence="medium",
            note=WITHDRAWN,
        )  # fmt: skip
        self.alias = batch.writer("aliases", "entity", "alias", "language", "kind", "locator")
        self.site = batch.writer("sites", "entity", "place", "locator")
        self.relations = Relations(batch)
        # What the record that follows states itself stands before what is led to it.
        self.led = Relations(batch, rank=_RANK + 1, confidence="medium", note=_LED)
        #: Relations of active records: kind, key, key. Their ends may be no more.
        self._stated: list[tuple[str, str, str]] = []
        #: Records that are no more; who follows them may stand behind them in the files.
        self._ended: dict[str, RorFacts] = {}

    def take(self, record: RorFacts) -> None:
        key = "ror:" + record.id
        if record.status != "active":
            self._ended.setdefault(key, record)
            return
        wanted = self.batch.countries
        if wanted and wanted.isdisjoint(place.country for place in record.locations):
            self.batch.skip("other-country", record.id)
            return
        if record.label is None:
            self.batch.skip(record.unfit, record.id)
            return
        name, english, acronym = record.label, record.english, record.acronym
        start = self._start(record)
        cities = [self.places.city(location) for location in record.locations]
        place = cities[0] if cities else None
        if len(record.locations) > 1:
            place = self._further(key, cities, record)
        self.organization((key, record.cls, name, english, acronym, place, start, record.id))
        if record.facility and any(kind == "parent" for kind, _ in record.relations):
            # A facility within another body has no legal personality of its own.
            self.structure(
                (key, "ResearchUnit", name, english, acronym, place, start, record.website,
                 record.id)
            )  # fmt: skip
        for value, language, kind in record.names:
            self.alias((key, value, language, kind, record.id))
        self._identifiers(key, record)
        self._relations(key, record)

    def _further(self, key: str, cities: Sequence[str | None], record: RorFacts) -> str | None:
        """Write the places after the first one, each once, and return the first.

        A country is one where no city in it is known.
        """
        known = {
            "country:" + location.country
            for city, location in zip(cities, record.locations, strict=True)
            if city is not None and not city.startswith("country:")
        }
        places = [city for city in cities if city is not None and city not in known]
        for place in list(dict.fromkeys(places))[1:]:
            self.site((key, place, record.id))
        return places[0] if places else None

    def _start(self, record: RorFacts) -> str | None:
        year = record.established
        if year is None or _FIRST_YEAR <= year <= _LAST_YEAR:
            return None if year is None else str(year)
        self.batch.skip("year-out-of-range", f"{record.id}: {year}")
        return None

    def _identifiers(self, key: str, record: RorFacts) -> None:
        add, locator = self.batch.identifier_row, record.id
        add((key, *printed(key), locator))
        for scheme, value in record.identifiers:
            add((key, scheme, value, locator))
        for scheme, value in record.malformed:
            self.batch.skip("malformed-identifier", f"{locator}: {scheme} {value}")

    def _relations(self, key: str, record: RorFacts) -> None:
        """Take the links that this side states; the other side may state them again, or not."""
        locator = record.id
        for kind, other_id in record.relations:
            other = "ror:" + other_id
            if other == key:
                self.batch.skip("relation-to-itself", locator)
            else:
                self._stated.append((kind, key, other))

    def finish(self) -> None:
        """Write the links, and what the records leave behind that are no more."""
        for kind, key, other in self._stated:
            follower = self._same_body(other)
            if follower is None:
                self.relations.say(kind, key, other, key.removeprefix("ror:"))
            elif follower != key:
                self.led.say(kind, key, follower, key.removeprefix("ror:"))
        for key, record in self._ended.items():
            self._gone(key, record)
            self._leave_parts(key, record)

    def _same_body(self, key: str) -> str | None:
        """Return the key by which ROR knows a body today whose record was withdrawn, if it does."""
        if key not in self._ended or not self._withdrawn_all_along(self._ended[key]):
            return None
        return self._follower(key)[0]

    def _leave_parts(self, key: str, record: RorFacts) -> None:
        """Lead the parts of a withdrawn record to the one that follows it.

        A part need not state its parent itself. What the record was a part of, and related to, is
        for the record that follows to say.
        """
        follower = self._same_body(key)
        for kind, other_id in record.relations if follower is not None else ():
            part = "ror:" + other_id
            if kind == "child" and part != follower and part not in self._ended:
                self.led.say(kind, str(follower), part, record.id)

    def _follower(self, key: str) -> tuple[str | None, str]:
        """Return who follows a record, over all that ended, or why nobody does."""
        seen = {key}
        while (record := self._ended.get(key)) is not None:
            following = {other for kind, other in record.relations if kind == "successor"}
            if len(following) != 1:
                return None, "several-successors" if following else "no-successor"
            key = "ror:" + following.pop()
            if key in seen:
                return None, "no-successor"
            seen.add(key)
        return key, "successor"

    def _gone(self, key: str, record: RorFacts) -> None:
        """Keep the names of a record that is no more with the one that follows it.

        A withdrawn record was the same body, so its number goes along, marked and less sure than
        the one that is valid; a body that is no more was another one, which a folder that is read
        beside this one may have.
        """
        successor, how = self._follower(key)
        if successor is not None and record.status == "inactive" and key in self.batch.beside:
            self.batch.skip("inactive-known", record.id)
            return
        self.batch.skip(f"{record.status}-{how}", record.id)
        if successor is None:
            return
        if self._withdrawn_all_along(record):
            self.withdrawn((successor, "ror", value_of(key), record.id))
        for value, language, kind in record.names:
            self.alias((successor, value, language, kind, record.id))

    def _withdrawn_all_along(self, record: RorFacts | None) -> bool:
        """Tell whether a record, and all that follow it and are no more, were the same body."""
        seen = set()
        while record is not None and record.status == "withdrawn" and record.id not in seen:
            seen.add(record.id)
            following = {other for kind, other in record.relations if kind == "successor"}
            if len(following) != 1:
                return False
            record = self._ended.get("ror:" + following.pop())
        return record is None


IMPORTER = Importer(
    kind="ror",
    title=message("organisations of the world with their parents, names and identifiers"),
    register="ROR, Research Organization Registry",
    publisher="ROR",
    page="https://ror.org/",
    licence="CC0 1.0",
    forms=message("the official zip, or JSON and JSON Lines of it; schema 1 and 2; plain or gzip"),
    files=(
        RegistryFile(
            "https://zenodo.org/api/communities/ror-data/records?q=&sort=newest",
            r"ror-data.*\.zip",
            "zenodo",
        ),
    ),
    rank=_RANK,
    example="v2.0-ror-data.zip --country FR",
    by_country=True,
    standing={"organizations": Standing.UNSURE},
    read=_read,
)

"""``hal``: the structures of HAL (AuréHAL), as its interface gives them (CC0).

Answers of ``api.archives-ouvertes.fr/ref/structure`` in JSON: ``response.docs``, a list of them, or
JSON Lines. The lists about parents are parallel. A structure may be VALID, OLD (replaced or closed)
or INCOMING (typed by a depositor, not checked).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from coopgraph.errors import SourceError
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear
from coopgraph.importing.files import read_json
from coopgraph.importing.importer import Importer
from coopgraph.importing.keys import key_of
from coopgraph.importing.places import PlaceWriter
from coopgraph.importing.text import clean, unfit_name, web_address
from coopgraph.messages import message

__all__ = ["IMPORTER"]

_STRUCTURES: Final = {
    "laboratory": "ResearchUnit",
    "researchteam": "ResearchTeam",
    "regrouplaboratory": "ResearchFederation",
}
_BODIES: Final = {
    "institution": "Organisation",
    "regroupinstitution": "Organisation",
    "department": "Department",
    "regroupdepartment": "Department",
}
_NUMBERS: Final = ("rnsr", "ror", "idref", "isni", "wikidata")
_YEAR: Final = re.compile(r"(?:1\d|20)\d\d(?=-|\Z)")
_PARENTS: Final = ("parentName_s", "parentAcronym_s", "parentType_s", "parentValid_s")


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    reader = _Reader(batch)
    for path in paths:
        for number, record in _documents(path):
            batch.record()
            try:
                reader.take(record)
            except (TypeError, AttributeError, ValueError) as error:
                raise SourceError(
                    message(
                        "{file}: record {n} is no structure of HAL ({reason})",
                        file=path,
                        n=number,
                        reason=f"{type(error).__name__}: {error}"[:80],
                    )
                ) from error
    return None


def _documents(path: Path) -> Iterator[tuple[int, Mapping[str, Any]]]:
    number = 0
    for record in read_json(path):
        answer = record.get("response") if isinstance(record, dict) else None
        documents = answer.get("docs") if isinstance(answer, dict) else [record]
        for document in documents or ():
            number += 1
            if not isinstance(document, dict) or not document.get("docid"):
                raise SourceError(
                    message(
                        "{file}: record {n} is no structure of HAL ({reason})",
                        file=path,
                        n=number,
                        reason="docid",
                    )
                )
            yield number, document


class _Reader:
    """Writes the structures, and what they belong to."""

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        self.unit = batch.writer(
            "structures", "id", "class", "label_fr", "acronym", "unit_number", "place",
            "start_year", "end_year", "website", "locator", rank=28,
        )  # fmt: skip
        self.body = batch.writer(
            "organizations", "id", "class", "label_fr", "acronym", "place", "parent",
            "start_year", "end_year", "locator",
        )  # fmt: skip
        self.alias = batch.writer("aliases", "entity", "alias", "language", "kind", "locator")
        self.parent = batch.writer("cotutelles", "structure", "body", "role", "locator")
        self.part = batch.writer("participations", "collective", "member", "role", "locator")
        self._seen: set[str] = set()

    def take(self, record: Mapping[str, Any]) -> None:
        number = str(record["docid"])
        key = key_of("hal", number)
        if key is None:
            self.batch.skip("malformed-number", number)
            return
        if key in self._seen:
            self.batch.skip("twice", number)
            return
        self._seen.add(key)
        valid = str(record.get("valid_s") or "VALID").upper()
        if valid == "INCOMING":
            self.batch.skip("not-checked", number)
            return
        kind = str(record.get("type_s") or "").casefold()
        country = str(record.get("country_s") or "").upper()
        if self.batch.countries and country not in self.batch.countries:
            self.batch.skip("other-country", number)
            return
        name = clean(record.get("name_s"))
        if name is None:
            self.batch.skip(unfit_name(record.get("name_s")), number)
            return
        if kind not in _STRUCTURES and kind not in _BODIES:
            self.batch.skip("unknown-kind", f"{number}: {kind}")
            return
        end = _year(record.get("endDate_s"))
        if valid == "OLD" and end is None:
            # Without a last year it would count as a partner of today.
            self.batch.skip("old-without-end", number)
            return
        self._describe(key, number, kind, name, end, record)
        for value in _several(record.get("aliasDocid_i")):
            # Records that were merged into this one.
            self.batch.identifier(key, key_of("hal", value), number)
        bear(
            self.batch,
            key,
            [("hal", number)]
            + [(scheme, v) for scheme in _NUMBERS for v in _several(record.get(f"{scheme}_s"))],
            number,
        )
        self._belongs(key, kind, number, record)

    def _describe(
        self,
        key: str,
        number: str,
        kind: str,
        name: str,
        end: str | None,
        record: Mapping[str, Any],
    ) -> None:
        acronym = clean(record.get("acronym_s"))
        start = _year(record.get("startDate_s"))
        country = str(record.get("country_s") or "")
        place = self.places.country(country) if country else None
        if kind in _BODIES:
            self.body((key, _BODIES[kind], name, acronym, place, None, start, end, number))
            return
        codes = [code for item in _several(record.get("code_s")) if (code := clean(item))]
        self.unit(
            (
                key, _STRUCTURES[kind], name, acronym, codes[0] if codes else None, place, start,
                end, web_address(record.get("url_s")), number,
            )
        )  # fmt: skip
        for code in codes:
            self.alias((key, code, None, "alias", number))

    def _belongs(self, key: str, kind: str, number: str, record: Mapping[str, Any]) -> None:
        """Write the parents: the lists about them are parallel to their numbers."""
        parents = _several(record.get("parentDocid_i"))
        lists = {name: record.get(name) or [] for name in _PARENTS}
        even = all(len(lists[name]) in (0, len(parents)) for name in _PARENTS)
        if not even:
            self.batch.skip("misaligned-names", number)
        for place, other in enumerate(parents):
            above = key_of("hal", other)
            if above is None or above == key:
                self.batch.skip("relation-to-itself" if above else "malformed-number", number)
                continue
            cell = {
                name: str(lists[name][place]) if even and lists[name] else "" for name in _PARENTS
            }
            if cell["parentValid_s"].upper() == "INCOMING":
                self.batch.skip("not-checked", f"{number}: {other}")
                continue
            label = clean(cell["parentName_s"])
            if label and cell["parentType_s"].casefold() in _BODIES:
                self.batch.stub(above, _BODIES[cell["parentType_s"].casefold()], label, number)
            if kind in _STRUCTURES:
                self.parent((key, above, "registered-parent", number))
            else:
                self.part((above, key, "registered-part", number))


def _several(cell: Any) -> list[str]:
    if cell is None:
        return []
    items = cell if isinstance(cell, list) else [cell]
    return [text for item in items if item is not None and (text := str(item).strip())]


def _year(cell: Any) -> str | None:
    found = _YEAR.match(str(cell or ""))
    return found[0] if found else None


IMPORTER = Importer(
    kind="hal",
    title=message("laboratories, teams and institutions of HAL, and what they belong to"),
    register="AuréHAL, référentiel des structures de HAL",
    publisher="Centre pour la communication scientifique directe (CCSD)",
    page="https://aurehal.archives-ouvertes.fr/structure",
    licence="CC0 1.0",
    forms=message("JSON of the interface ref/structure, or JSON Lines of it; plain or gzip"),
    by_hand=message(
        "its interface gives at most some thousand structures in one answer; ask "
        "https://api.archives-ouvertes.fr/ref/structure/ for those you need, in JSON"
    ),
    rank=50,
    example="structures.json",
    by_country=True,
    read=_read,
)

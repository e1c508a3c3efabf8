"""Tables of co-publications made from OpenAlex: by partner, by laboratory, first partners.

A cell of a table by partner or by laboratory lists pairs as ``ROR (publications ; impact)``; the
table of first partners has lists side by side, with partners by name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError
from coopgraph.folding import folded
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear, is_blank
from coopgraph.importing.files import read_rows
from coopgraph.importing.header import even_rows, find_columns
from coopgraph.importing.keys import key_of
from coopgraph.importing.places import PlaceWriter, country_names
from coopgraph.importing.text import clean
from coopgraph.messages import message

__all__ = ["RANK", "CopublicationTables", "body_class"]

#: OpenAlex has its bodies from ROR; whichever register describes one of them knows it better.
RANK: Final = 1000
_BAR: Final = " | "
_PAIR: Final = re.compile(r"(\w+) \((\d+)(?:\.0)?(?: ;[^()]*)?\)\Z")
_YEARS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)[_ -](?:(?:19|20))?(\d\d)(?!\d)")
_COUNTED: Final = "OpenAlex: pairs of a table by partner and laboratory"
_COUNTED_FIRST: Final = "OpenAlex: pairs of a table of first partners"
_CLASSES: Final = {
    "education": "HigherEducationInstitution",
    "healthcare": "HealthcareOperator",
    "facility": "ResearchOrganisation",
    "government": "PublicBody",
    "company": "Company",
    "lab": "ResearchUnit",
    "university_ror": "HigherEducationInstitution",
}
#: Names of countries in tables of OpenAlex that the list of countries words otherwise.
_OTHER_NAMES: Final = {
    "korea south": "KR",
    "hong kong": "HK",
    "turkey": "TR",
    "bosnia and herzegovina": "BA",
}
#: By our name of a layout: our names of its columns, what files call them.
_LAYOUTS: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "partners": {
        "name": ("Institution Name",),
        "type": ("Institution Type",),
        "country": ("Country Name",),
        "number": ("Institutions ID",),
        "ror": ("Institutions ROR",),
        "pairs": ("Labs collaborating (details)",),
        "said": ("Labs collaborating (count)",),
    },
    "laboratories": {
        "ror": ("Unit ROR",),
        "name": ("Laboratoire",),
        "type": ("structure type",),
        "pairs": ("External partners (details, >5 pubs)",),
        "said": ("External partners (count > 5 pubs)",),
    },
    "first": {
        "name": ("Structure name",),
        "type": ("Structure type",),
        "ror": ("ROR",),
        "number": ("OpenAlex ID",),
        "lineage": ("OpenAlex_lineage",),
        "abroad": ("Top 10 int partners (name)",),
        "abroad_country": ("Top 10 int partners (country)",),
        "abroad_count": ("Top 10 int partners (copubs with structure)",),
        "home": ("Top 10 FR partners (name)",),
        "home_count": ("Top 10 FR partners (copubs with lab)",),
    },
}


@dataclass(frozen=True, slots=True)
class _Table:
    path: Path
    layout: str
    columns: Mapping[str, int]
    years: tuple[str, str] | None

    def rows(self) -> Iterator[tuple[str, dict[str, str]]]:
        """Yield where a row stands, and its cells by our names."""
        with read_rows(self.path, delimiters=",;\t") as opened:
            for line, cells in even_rows(self.path, opened):
                place = f"{self.path.name} line {line}"
                yield place, {name: cells[at].strip() for name, at in self.columns.items()}


class CopublicationTables:
    """Writes the bodies and pairs of tables of co-publications.

    Parameters
    ----------
    batch
        Where the rows go.
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self.places = PlaceWriter(batch)
        columns = ("id", "class", "label_fr", "place", "locator")
        self._write = {
            table: batch.writer(table, *columns, rank=RANK)
            for table in ("organizations", "structures")
        }
        self.related = batch.writer(
            "claims", "subject", "value", "predicate", "datatype", "locator"
        )
        self.joint = batch.writer(
            "copublications", "body", "partner", "count", "method", "start_year", "end_year",
            "counted_from", "locator",
        )  # fmt: skip
        self._tables: list[_Table] = []
        self._described: dict[str, str] = {}
        self._named: defaultdict[str, set[str]] = defaultdict(set)
        self._countries: dict[str, str] = {}
        self._left_out: set[str] = set()
        #: Keys by number in OpenAlex, and where a key was met first.
        self._numbers: dict[str, str] = {}
        self._met: dict[str, str] = {}
        self._pairs: dict[tuple[str, str, str], str] = {}

    def open(self, path: Path) -> None:
        """Look at the header of a table; the rows are read later, those of partners first."""
        with read_rows(path, delimiters=",;\t") as opened:
            header = opened.header
        for layout, wanted in _LAYOUTS.items():
            if all(folded(names[0]) in map(folded, header) for names in wanted.values()):
                columns = find_columns(path, header, wanted, tuple(wanted))
                found = next(filter(None, map(_YEARS.search, header)), None)
                years = (found[1], found[1][:2] + found[2]) if found else None
                self._tables.append(_Table(path, layout, columns, years))
                return
        raise SourceError(
            message(
                "{file}: no table of co-publications that is known; found the columns: {found}",
                file=path,
                found=", ".join(header[:12]) + (" …" if len(header) > 12 else ""),
            )
        )

    def read(self) -> None:
        """Read the rows of all tables: bodies are named before pairs refer to them by name."""
        takers: dict[str, Callable[[_Table, str, Mapping[str, str]], None]] = {
            "partners": self._partner,
            "laboratories": self._laboratory,
            "first": self._first,
        }
        # One folder of tables counts one period; the header of one of them says it for all.
        stated = {table.years for table in self._tables if table.years}
        common = next(iter(stated)) if len(stated) == 1 else None
        for layout, take in takers.items():
            for table in self._tables:
                if table.layout == layout:
                    dated = _Table(table.path, layout, table.columns, table.years or common)
                    for place, row in table.rows():
                        self.batch.record()
                        take(dated, place, row)
        for key, place in sorted(self._met.items()):
            if key not in self._described:
                self.batch.stub(key, "Organisation", key.partition(":")[2], place)
                self.batch.identifier(key, key, place)
                self.batch.unresolved("organisation", key.partition(":")[2], place)

    def _body(self, place: str, row: Mapping[str, str]) -> str | None:
        """Write a body of a table and return its key; None if it is left out."""
        key = key_of("ror", row["ror"]) or key_of("openalex", row.get("number"))
        if key is None:
            self.batch.skip("no-number" if is_blank(row["ror"]) else "malformed-number", place)
            return None
        if key in self._left_out:
            return None
        name = clean(row["name"])
        if name is not None:
            self._named[name].add(key)
        if key not in self._described:
            country = self._country(row.get("country", ""), place)
            if self.batch.countries and country and country not in self.batch.countries:
                self.batch.skip("other-country", place)
                self._left_out.add(key)
                return None
            if name is None:
                return key
            self._described[key] = place
            kind = body_class(row["type"])
            table = "structures" if kind == "ResearchUnit" else "organizations"
            where = self.places.country(country) if country else None
            self._write[table]((key, kind, name, where, place))
            self._countries[key] = row.get("country", "")
            bear(self.batch, key, [("ror", row["ror"])], place)
        for number in bear(self.batch, key, [("openalex", row.get("number"))], place):
            self._numbers.setdefault(number.removeprefix("openalex:"), key)
        return key

    def _country(self, name: str, place: str) -> str | None:
        if is_blank(name):
            return None
        code = _codes().get(folded(name))
        if code is None:
            self.batch.skip("unknown-country", f"{place}: {name}")
        return code

    def _partner(self, table: _Table, place: str, row: Mapping[str, str]) -> None:
        key = self._body(place, row)
        for other, count in self._listed(row, place) if key else ():
            self._pair(table, (other, str(key)), count, _COUNTED, place)

    def _laboratory(self, table: _Table, place: str, row: Mapping[str, str]) -> None:
        key = self._body(place, row)
        for other, count in self._listed(row, place) if key else ():
            self._pair(table, (str(key), other), count, _COUNTED, place)

    def _listed(self, row: Mapping[str, str], place: str) -> Iterator[tuple[str, str]]:
        """Yield the key and the count of each item of a list, if there are as many as it says."""
        items = [item for item in row["pairs"].split(_BAR) if not is_blank(item)]
        said = row["said"].removesuffix(".0")
        if not is_blank(said) and said != str(len(items)):
            self.batch.skip("misaligned-pairs", f"{place}: {len(items)}, not {said}")
        for item in items:
            found = _PAIR.match(item.strip())
            key = key_of("ror", found[1]) if found else None
            if found is None or key is None:
                self.batch.skip("malformed-number", f"{place}: {item}"[:120])
                continue
            yield key, found[2]

    def _first(self, table: _Table, place: str, row: Mapping[str, str]) -> None:
        key = self._body(place, row)
        if key is None:
            return
        for number in row["lineage"].split(_BAR):
            other = self._numbers.get(number.strip()) or key_of("openalex", number.strip())
            if other is not None and number.strip() != row["number"]:
                # All that stand above it, near and far: none is known to be its parent.
                self.related((key, other, "registeredRelation", "iri", place))
        for side in ("abroad", "home"):
            names = _parts(row[side])
            counts = _parts(row[f"{side}_count"])
            countries = _parts(row.get(f"{side}_country", "")) or [""] * len(names)
            if not len(names) == len(counts) == len(countries):
                self.batch.skip("misaligned-names", f"{place}: {side}")
                continue
            for name, count, country in zip(names, counts, countries, strict=True):
                self._named_pair(table, key, name, (count, country), place)

    def _named_pair(
        self, table: _Table, key: str, name: str, said: tuple[str, str], place: str
    ) -> None:
        count, country = said
        keys = self._named.get(clean(name) or "", set())
        if len(keys) > 1 and not is_blank(country):
            keys = {one for one in keys if self._countries.get(one) == country}
        if len(keys) != 1:
            reason = "ambiguous-name" if keys else "unknown-name"
            self.batch.skip(reason, f"{place}: {name}"[:120])
            if not keys:
                self.batch.unresolved("organisation-name", name, place)
            return
        number = count.removesuffix(".0")
        if not number.isdecimal():
            self.batch.skip("no-count", f"{place}: {name} {count}"[:120])
            return
        self._pair(table, (key, next(iter(keys))), number, _COUNTED_FIRST, place)

    def _pair(
        self, table: _Table, ends: tuple[str, str], count: str, counted: str, place: str
    ) -> None:
        if ends[0] == ends[1]:
            self.batch.skip("relation-to-itself", place)
            return
        if self._left_out.intersection(ends):
            self.batch.skip("other-country", place)
            return
        one, other = sorted(ends)
        for end in (one, other):
            self._met.setdefault(end, place)
        before = self._pairs.get((one, other, counted))
        if before is not None:
            self.batch.skip("twice" if before == count else "counted-otherwise", place)
            return
        self._pairs[one, other, counted] = count
        first, last = table.years or (None, None)
        self.joint((one, other, count, "full", first, last, counted, place))


def body_class(kind: str) -> str:
    """Return the class of a body by the word of OpenAlex.

    ``funder`` says nothing: OpenAlex calls universities so, too.

    Examples
    --------
    >>> body_class("healthcare"), body_class("funder")
    ('HealthcareOperator', 'Organisation')
    """
    return _CLASSES.get(kind.strip().casefold(), "Organisation")


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|")] if cell.strip() else []


@cache
def _codes() -> dict[str, str]:
    """Return ISO 3166-1 codes by the French and the English name, folded."""
    own = {folded(name): code for code, names in country_names().items() for name in names}
    return own | _OTHER_NAMES

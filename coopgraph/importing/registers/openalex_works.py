"""Count the publications that pairs of institutions have in common, work by work, on disk."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import combinations
from typing import Any, Final, Self

from coopgraph.importing.batch import Batch

__all__ = ["WorkCounter"]

#: Kinds of works that are publications, in the words of OpenAlex now and before.
_PUBLICATIONS: Final = frozenset(
    ("article", "review", "letter", "book", "book-chapter", "journal-article",
     "proceedings-article", "proceedings", "monograph")
)  # fmt: skip
#: A work of more institutions says nothing about two of them, and has thousands of pairs.
_MOST: Final = 100
#: Pairs that are held before they go to disk.
_HELD: Final = 200_000
_WORK: Final = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:works/)?)?W(\d+)\Z")
_BODY: Final = re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:institutions/)?)?I(\d+)\Z")
_FIRST_YEAR: Final = 1000
_LAST_YEAR: Final = 2100


class WorkCounter:
    """Counts works by pair of institutions and year; each work counts one for every pair.

    Parameters
    ----------
    batch
        Where it is said what was not counted.

    Notes
    -----
    Pairs are held in a file of the system's folder for temporary files, which is gone once the
    counter is closed; in memory stay the institutions, of which there are some 100,000.
    """

    def __init__(self, batch: Batch) -> None:
        self.batch = batch
        self._held: Counter[tuple[int, int, int]] = Counter()
        self._bodies: dict[int, tuple[str, str | None, str, str]] = {}
        # An empty name is a file of its own that SQLite removes.
        self._file = sqlite3.connect("", isolation_level=None)
        self._file.execute("PRAGMA journal_mode = OFF")
        self._file.execute("PRAGMA synchronous = OFF")
        self._file.execute("BEGIN")
        self._file.execute("CREATE TABLE work (id INTEGER PRIMARY KEY)")
        self._file.execute(
            "CREATE TABLE pair (a INTEGER, b INTEGER, year INTEGER, number INTEGER, "
            "PRIMARY KEY (a, b, year)) WITHOUT ROWID"
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def take(self, record: Mapping[str, Any]) -> None:
        """Count a work, or say why it does not count."""
        found = _WORK.match(str(record["id"]))
        if found is None:
            self.batch.skip("malformed-number", str(record["id"])[:80])
            return
        name = f"W{found[1]}"
        work, year = int(found[1]), _year(record.get("publication_year"))
        reason = "no-year" if year is None else _fault(record)
        if (
            reason is None
            and self._file.execute("INSERT OR IGNORE INTO work VALUES (?)", (work,)).rowcount < 1
        ):
            reason = "twice"
        if reason is not None or year is None:
            self.batch.skip(reason or "no-year", name)
            return
        if record.get("is_authors_truncated"):
            self.batch.skip("authors-cut", name)
        bodies = self._institutions(record)
        if len(bodies) < 2:
            self.batch.skip("one-body", name)
        elif len(bodies) > _MOST:
            self.batch.skip("too-many-bodies", name)
        else:
            for one, other in combinations(sorted(bodies), 2):
                self._held[one, other, year] += 1
            if len(self._held) >= _HELD:
                self._flush()

    def _institutions(self, record: Mapping[str, Any]) -> set[int]:
        """Return the institutions of a work that are wanted; no other part of an author is read."""
        wanted = self.batch.countries
        found = set()
        for authorship in record["authorships"] or ():
            for entry in authorship.get("institutions") or ():
                match = _BODY.match(str(entry.get("id") or ""))
                if match is None:
                    self.batch.skip("nameless-body", str(record["id"]).rpartition("/")[2])
                    continue
                country = str(entry.get("country_code") or "").upper()
                if wanted and country not in wanted:
                    continue
                number = int(match[1])
                found.add(number)
                if number not in self._bodies:
                    self._bodies[number] = (
                        str(entry.get("display_name") or ""),
                        entry.get("ror"),
                        country,
                        str(entry.get("type") or ""),
                    )
        return found

    def _flush(self) -> None:
        self._file.executemany(
            "INSERT INTO pair VALUES (?, ?, ?, ?) ON CONFLICT (a, b, year) "
            "DO UPDATE SET number = number + excluded.number",
            [(*pair, number) for pair, number in self._held.items()],
        )
        self._held.clear()

    def pairs(self) -> Iterator[tuple[tuple[str, str], str, int]]:
        """Yield each pair of institutions by number, each year, and how many works they share."""
        self._flush()
        for one, other, year, number in self._file.execute(
            "SELECT a, b, year, number FROM pair ORDER BY a, b, year"
        ):
            yield (f"I{one}", f"I{other}"), str(year), number

    def bodies(self) -> dict[str, tuple[str, str | None, str, str]]:
        """Return name, ROR id, country and type of the institutions met, by number."""
        return {f"I{number}": said for number, said in self._bodies.items()}


def _year(cell: Any) -> int | None:
    return cell if isinstance(cell, int) and _FIRST_YEAR <= cell <= _LAST_YEAR else None


def _fault(record: Mapping[str, Any]) -> str | None:
    if record.get("is_retracted"):
        return "retracted"
    if record.get("is_paratext") or record.get("type") not in _PUBLICATIONS:
        return "no-publication"
    return None

"""What an importer writes to: one reading of the files of one register."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any, Final

from coopgraph.importing.keys import name_key, printed
from coopgraph.importing.remembered import Remembered
from coopgraph.importing.staging import Staging
from coopgraph.messages import Message, message

__all__ = ["Batch", "Progress"]

Progress = Callable[[int], None]
_EXAMPLES: Final = 5
_NAMES: Final = 100_000
_EVERY: Final = 1000
#: Places that mean something only in their file; others are numbers of records.
_IN_FILE: Final = ("line ", "record ")
#: Things that are only mentioned give way to every row that describes them.
_STUB: Final = 1000
_MENTIONED: Final = message("only mentioned by the register")


class Batch:
    """One reading: rows by key, what was skipped and why, what was not found.

    Parameters
    ----------
    staging
        Where the rows go.
    number
        Number of this reading in the staging file.
    source
        Id of the row of ``sources.csv`` that every row cites.
    rank
        Standing of the register: where several describe a body, the row of the lowest wins.
    progress
        Called with the number of records read, now and then.
    known
        Ids of bodies and places of the landscape by key (:mod:`coopgraph.importing.known`).
    countries
        ISO 3166-1 codes of the countries whose bodies are wanted; all if empty.
    beside
        Keys of what the folders describe that are read with this one; the packaged landscape
        is not.
    several
        Whether several files are read: the place of a row then names its file.
    """

    def __init__(
        self,
        staging: Staging,
        number: int,
        source: str,
        rank: int,
        progress: Progress | None = None,
        known: Mapping[str, str] | None = None,
        countries: frozenset[str] = frozenset(),
        beside: Collection[str] = (),
        *,
        several: bool = False,
    ) -> None:
        self.source = source
        self.beside = beside
        self.known: Mapping[str, str] = known or {}
        self.countries = countries
        self.records = 0
        self._staging, self._number, self._rank = staging, number, rank
        self._progress = progress
        self._several, self._file = several, ""
        self._skipped: Counter[str] = Counter()
        self._examples: dict[str, list[str]] = {}
        self._unresolved: dict[tuple[str, str], list[Any]] = {}
        self._stubs: set[str] = set()
        self._same = staging.writer(
            "same", ("a", "b", "reason", "confidence", "locator"), {"batch": number}
        )
        #: Takes entity, scheme, value and locator of an identifier in the form of the tables.
        self.identifier_row = self.writer("identifiers", "entity", "scheme", "value", "locator")
        #: Takes subject, predicate, value, datatype and locator of a statement.
        self.claim = self.writer("claims", "subject", "predicate", "value", "datatype", "locator")
        self._stub = self.writer(
            "organizations",
            "id",
            "class",
            "label_fr",
            "locator",
            rank=_STUB,
            confidence="medium",
            note=_MENTIONED,
        )

    def writer(
        self,
        table: str,
        *names: str,
        rank: int | None = None,
        confidence: str | None = "high",
        note: Message | None = None,
    ) -> Callable[[tuple[Any, ...]], None]:
        """Return a function that takes rows of a curated table, as tuples of the columns named.

        Cells that refer to things hold keys, cells with several values join them by ``"; "``.
        Source, confidence and a note, which stands there in both languages, are the same for all
        rows, unless their column is named.

        Examples
        --------
        ``add = batch.writer("identifiers", "entity", "scheme", "value", "locator")`` and then
        ``add(("ror:02vjkv261", "siren", "180036048", "02vjkv261"))``.
        """
        constants: dict[str, Any] = {
            "batch": self._number,
            "rank": self._rank if rank is None else rank,
            "source": self.source,
            "confidence": confidence,
            "note": str(note) if note is not None else None,
        }
        if note is not None:
            constants["note_fr"] = note.in_language("fr")
        return self._staging.writer(
            table, names, {name: value for name, value in constants.items() if name not in names}
        )

    def identifier(self, entity: str, key: str | None, locator: str | None = None) -> None:
        """Note that a thing bears an identifier, given as a key; nothing if there is none.

        Two things that bear the same identifier are one (:mod:`coopgraph.importing.identity`).
        """
        if key is not None:
            self.identifier_row((entity, *printed(key), locator))

    def same(
        self, key: str, other: str, reason: str, confidence: str = "high", locator: str = ""
    ) -> None:
        """Note that two keys are one body, why, and how sure that is."""
        self._same((key, other, reason, confidence, locator))

    def stub(self, key: str, cls: str, label: str, locator: str | None = None) -> None:
        """Make a body that the register only mentions; any row that describes it wins."""
        if key not in self._stubs:
            self._stubs.add(key)
            self._stub((key, cls, label, locator))

    def remember(self, name: str) -> Remembered:
        """Return a memory on disk for what must be known of each thing until the files are read."""
        return Remembered(self._staging, name)

    def body(self, kind: str, name: str, cls: str, locator: str | None = None) -> str:
        """Return the key of a body that has a name and no identifier; it is made if needed."""
        key = name_key(kind, name)
        self.stub(key, cls, name, locator)
        return key

    def record(self) -> None:
        """Count a record read."""
        self.records += 1
        if self._progress is not None and self.records % _EVERY == 0:
            self._progress(self.records)

    def opened(self, path: Path | None) -> None:
        """Note which file is read now: a line of one of several files says little without it."""
        self._file = path.name if path is not None and self._several else ""

    def place(self, where: str) -> str:
        """Return a place in the file that is read, with its name if there are several.

        Parameters
        ----------
        where
            ``line 32``, for instance.
        """
        return f"{self._file}, {where}" if self._file else where

    def skip(self, reason: str, locator: str) -> None:
        """Count a record, a row or a link that is not kept; the first places are remembered."""
        if locator.startswith(_IN_FILE):
            locator = self.place(locator)
        self._skipped[reason] += 1
        examples = self._examples.setdefault(reason, [])
        if len(examples) < _EXAMPLES and locator not in examples:
            examples.append(locator)

    def unresolved(self, what: str, name: str, locator: str) -> None:
        """Remember a name or number that leads to nothing that was read, and how often."""
        found = self._unresolved.get((what, name))
        if found is not None:
            found[1] += 1
        elif len(self._unresolved) < _NAMES:
            self._unresolved[what, name] = [locator, 1]

    def finish(self) -> None:
        """Write what is still held."""
        self._staging.flush()
        connection = self._staging.connection
        connection.executemany(
            "INSERT INTO skipped VALUES (?, ?, ?, ?)",
            [
                (self._number, reason, number, json.dumps(self._examples[reason]))
                for reason, number in sorted(self._skipped.items())
            ],
        )
        connection.executemany(
            "INSERT INTO unresolved VALUES (?, ?, ?, ?, ?)",
            [
                (self._number, what, name, locator, number)
                for (what, name), (locator, number) in sorted(self._unresolved.items())
            ],
        )

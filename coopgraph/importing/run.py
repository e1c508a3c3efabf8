"""Import files of a register into a folder, whole or not at all."""

from __future__ import annotations

import csv
import datetime
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coopgraph.collector import without_collector
from coopgraph.curation.tables import TABLES
from coopgraph.importing import mapped_importer
from coopgraph.importing.batch import Batch, Progress
from coopgraph.importing.files import checksum
from coopgraph.importing.folder import (
    DECISIONS,
    IMPORTS,
    STAGING,
    published,
    read_decisions,
    workplace,
)
from coopgraph.importing.identity import Link, settle_identities
from coopgraph.importing.importer import Importer
from coopgraph.importing.known import known_beside, known_keys
from coopgraph.importing.settle import Settled, settle_tables
from coopgraph.importing.staging import Staging
from coopgraph.importing.updates import Change, replace_batch, write_sightings
from coopgraph.resources import curated_dir

__all__ = ["ImportSummary", "import_files"]

_BODIES: Final = ("organizations", "structures", "collaborations", "programmes")
_DATED: Final = re.compile(
    r"(?<!\d)(20\d\d)[-_]?(0[1-9]|1[0-2])(?:[-_]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)


@dataclass(slots=True)
class ImportSummary:
    """What an import did.

    Attributes
    ----------
    kind, source, dated
        Kind of register, id of the source that the rows cite, date of the file.
    undated
        Whether nobody said the date: it is then the day on which the files were last changed.
    folder
        Folder of the tables.
    read
        Number of records read.
    rows
        Rows of all tables of the folder, by table, after this import.
    own
        Rows that this reading staged, by table.
    skipped
        Reason, number, first places.
    unresolved
        What, how many names, how often in all, first names.
    dangling
        Rows of this reading left out because they refer to what was not read, by table.
    blanked
        Optional references of this reading left blank, by table and column.
    shared
        Identifiers of this register left out because several bodies bear them.
    circles
        References of this register left blank because things would contain each other, by table
        and column.
    together
        Rows of all readings that fell together because the bodies that they name are one, by
        table, with the first places.
    links
        Number of links of identity by state, those that the folder did not have before.
    change
        What an older reading had and this has not, and the reverse; None for a first reading.
    """

    kind: str
    source: str
    dated: str
    folder: Path
    undated: bool = False
    read: int = 0
    rows: dict[str, int] = field(default_factory=dict)
    own: dict[str, int] = field(default_factory=dict)
    skipped: list[tuple[str, int, list[str]]] = field(default_factory=list)
    unresolved: list[tuple[str, int, int, list[str]]] = field(default_factory=list)
    dangling: dict[str, int] = field(default_factory=dict)
    blanked: dict[str, int] = field(default_factory=dict)
    shared: int = 0
    circles: dict[str, int] = field(default_factory=dict)
    together: dict[str, tuple[int, tuple[str, ...]]] = field(default_factory=dict)
    links: dict[str, int] = field(default_factory=dict)
    change: Change | None = None

    @property
    def bodies(self) -> int:
        """How many bodies, structures, collaborations and programmes this reading staged."""
        return sum(self.own.get(table, 0) for table in _BODIES)

    @property
    def older(self) -> bool:
        """Whether this reading took the place of one of a later date."""
        if self.change is None:
            return False
        # 2024 is neither before nor after 2024-05.
        size = min(len(self.change.before), len(self.dated))
        return self.dated[:size] < self.change.before[:size]


def import_files(
    kind: str,
    files: Sequence[Path],
    folder: Path,
    *,
    dated: str | None = None,
    series: str | None = None,
    beside: Iterable[Path] = (),
    countries: Iterable[str] = (),
    mapping: str | None = None,
    progress: Progress | None = None,
) -> ImportSummary:
    """Import files of a register into a folder of curated tables.

    Parameters
    ----------
    kind
        Kind of register, one of :data:`coopgraph.importing.KINDS`.
    files
        Its files, read as one.
    folder
        Folder of curated tables that imports fill; need not exist.
    dated
        Date of the files, ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; else what they state
        themselves, what their names say, or the day on which they were last changed.
    series
        Name under which the register is remembered: a newer reading replaces the older one of
        the same name. The kind by default.
    beside
        Folders of curated tables with which this one will be read: what they describe is not
        described again.
    countries
        ISO 3166-1 codes: bodies of other countries are left out, where the register says where a
        body is. All if empty.
    mapping
        For tables and RDF: path of a mapping, or the name of one that comes with the package.
    progress
        Called with the number of records read.

    Returns
    -------
    ImportSummary

    Raises
    ------
    SourceError
        If a file is not what it should be, or the folder cannot be written; it is as it was.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> record = (
    ...     '{"id": "https://ror.org/02vjkv261", "status": "active", "types": ["government"],'
    ...     '"names": [{"value": "Inserm", "types": ["label", "ror_display"], "lang": "fr"}],'
    ...     '"admin": {"last_modified": {"date": "2026-06-23"}}}'
    ... )
    >>> _ = (folder / "ror.jsonl").write_text(record)
    >>> import_files("ror", [folder / "ror.jsonl"], folder / "land", dated="2026-06").rows
    {'sources': 1, 'organizations': 1, 'identifiers': 1}
    """
    importer, own = mapped_importer(kind, mapping, files)
    name = series or own or kind
    summary = ImportSummary(kind, name, "", folder)
    others = list(beside)
    wanted = frozenset(code.upper() for code in countries)
    known = known_beside(others, curated_dir())
    with workplace(folder) as place:
        staging = Staging(place / IMPORTS / STAGING)
        try:
            staging.connection.execute("BEGIN")
            (number,) = staging.ask("SELECT COALESCE(MAX(id), 0) + 1 FROM batch")[0]
            sums = [checksum(path) for path in files]
            batch = Batch(
                staging,
                number,
                name,
                importer.rank,
                progress,
                known,
                wanted,
                known_keys(others),
                several=len(files) > 1,
            )
            stated = importer.read(files, batch)
            batch.finish()
            summary.read = batch.records
            said = dated or stated or _named_date(files)
            summary.undated = not said
            day = summary.dated = said or _last_change(files)
            staging.connection.execute("INSERT INTO batch VALUES (?, ?, ?)", (number, name, day))
            staging.connection.executemany(
                "INSERT INTO standing VALUES (?, ?, ?)",
                [(number, table, int(how)) for table, how in sorted(importer.standing.items())],
            )
            _describe(staging, number, name, importer, summary, sums)
            staging.connection.execute("COMMIT")
            summary.change = replace_batch(staging, name, number, day)

            def meanwhile(other: Staging) -> None:
                summary.own = _own(other, number)
                write_sightings(other, place / IMPORTS / "sightings.csv")

            with without_collector():
                links = settle_identities(staging, known, read_decisions(folder))
                settled = settle_tables(staging, place, number, meanwhile, beside=others)
            summary.links = _news(folder / IMPORTS / "links.csv", links)
            _tell(staging, number, summary, settled)
            _write_links(place / IMPORTS / "links.csv", links)
        finally:
            staging.close()
        if not (folder / IMPORTS / DECISIONS).exists():
            (place / IMPORTS / DECISIONS).write_text("a,b,decision,reason\n", "utf-8")
        published(place, folder)
    return summary


def _named_date(files: Sequence[Path]) -> str:
    found = sorted(
        "-".join(part for part in match.groups() if part)
        for path in files
        for match in [_DATED.search(path.name)]
        if match
    )
    return found[-1] if found else ""


def _last_change(files: Sequence[Path]) -> str:
    newest = max((path.stat().st_mtime for path in files if path.exists()), default=0)
    return datetime.datetime.fromtimestamp(newest, tz=datetime.UTC).date().isoformat()


def _describe(
    staging: Staging,
    number: int,
    source: str,
    importer: Importer,
    summary: ImportSummary,
    sums: Sequence[str],
) -> None:
    day = summary.dated
    names = ("id", "kind", "title", "publisher", "url", "published", "describes", "licence")
    add = staging.writer(
        "sources",
        (*names, "sha256", "note"),
        {"batch": number, "rank": 0},
    )
    notes = ["no date stated: that of the last change of the file"] if summary.undated else []
    if len(sums) > 1:
        notes.append("several files; sha256: " + ", ".join(sums))
    add(
        (
            source, "register", f"{importer.register}, {day}", importer.publisher or None,
            importer.page or None, day, day, str(importer.licence) or None,
            sums[0] if len(sums) == 1 else None, "; ".join(notes) or None,
        )
    )  # fmt: skip
    staging.flush()


def _own(staging: Staging, number: int) -> dict[str, int]:
    counts = {
        table: staging.ask(f'SELECT COUNT(*) FROM "{table}" WHERE batch = ?', number)[0][0]
        for table in TABLES
    }
    # What belongs to a body or to a structure is staged as both; it is counted as what it became.
    for table, role, end, other in (
        ("cotutelles", "registered-parent", "structure", "c.tbl != 'structures'"),
        (
            "participations",
            "registered-part",
            "member",
            "COALESCE(c.tbl, '') IN ('', 'structures')",
        ),
    ):
        counts[table] -= staging.ask(
            f'SELECT COUNT(*) FROM "{table}" t LEFT JOIN identity i ON i.key = t."{end}" '
            f"LEFT JOIN chosen c ON c.id = i.id WHERE t.batch = ? AND t.role = '{role}' "
            f"AND {other}",
            number,
        )[0][0]
    return {table: count for table, count in counts.items() if count and table != "sources"}


def _tell(staging: Staging, number: int, summary: ImportSummary, settled: Settled) -> None:
    summary.rows = settled.rows
    summary.dangling, summary.blanked = settled.dangling, settled.blanked
    summary.shared, summary.circles = settled.shared, settled.circles
    summary.together = settled.together
    summary.skipped = [
        (reason, count, json.loads(examples))
        for reason, count, examples in staging.ask(
            "SELECT reason, number, examples FROM skipped WHERE batch = ? ORDER BY 1", number
        )
    ]
    for what, names, times in staging.ask(
        "SELECT what, COUNT(*), SUM(number) FROM unresolved WHERE batch = ? GROUP BY 1 ORDER BY 1",
        number,
    ):
        examples = staging.ask(
            "SELECT name FROM unresolved WHERE batch = ? AND what = ? ORDER BY number DESC, name "
            "LIMIT 5",
            number,
            what,
        )
        summary.unresolved.append((what, names, times, [name for (name,) in examples]))


def _news(path: Path, links: Sequence[Link]) -> dict[str, int]:
    """Count by state the links that the folder did not have before."""
    before: set[tuple[str, str, str, str]] = set()
    if path.exists():
        with path.open(encoding="utf-8", newline="") as stream:
            before = {
                (row["a"], row["b"], row["reason"], row["state"]) for row in csv.DictReader(stream)
            }
    news = [link for link in links if (link.a, link.b, link.reason, link.state) not in before]
    return dict(Counter(link.state for link in news))


def _write_links(path: Path, links: Sequence[Link]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(("a", "b", "reason", "confidence", "state"))
        writer.writerows((k.a, k.b, k.reason, k.confidence, k.state) for k in links)

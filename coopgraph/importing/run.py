"""Import files of a register into a folder, whole or not at all."""

from __future__ import annotations

import csv
import datetime
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from coopgraph.collector import without_collector
from coopgraph.importing import MAPPED, mapped_importer
from coopgraph.importing.alike import like_named
from coopgraph.importing.batch import Batch, Progress
from coopgraph.importing.decisions import DECISIONS, read_decisions
from coopgraph.importing.doubled import doubled_numbers
from coopgraph.importing.files import checksum, readable_again
from coopgraph.importing.folder import workplace
from coopgraph.importing.identity import Link, settle_identities
from coopgraph.importing.importer import Importer
from coopgraph.importing.known import known_beside, known_keys
from coopgraph.importing.publishing import published
from coopgraph.importing.settle import settle_tables
from coopgraph.importing.signatures import refuse_foreign
from coopgraph.importing.staging import IMPORTS, STAGING, Staging
from coopgraph.importing.summary import ImportSummary, own_rows, tell
from coopgraph.importing.updates import replace_batch, write_sightings
from coopgraph.messages import message
from coopgraph.resources import curated_dir

__all__ = ["ImportSummary", "import_files"]

_UNDATED: Final = message("no date stated: that of the last change of the file")
_DATED: Final = re.compile(
    r"(?<!\d)(20\d\d)[-_]?(0[1-9]|1[0-2])(?:[-_]?(0[1-9]|[12]\d|3[01]))?(?!\d)"
)
#: A year that stands alone: no part of a word, a number, a version or a span of years.
_YEAR: Final = re.compile(r"(?<![^\W_])(?<!\d[-_.])(20\d\d)(?![^\W_]|[-_.]\d)")


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
        Its files, read as one; a pipe, or ``-`` for the standard input, is copied first.
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
    others = list(beside)
    wanted = frozenset(code.upper() for code in countries)
    own_keys = known_keys(others)
    known = known_beside(own_keys, curated_dir())
    with workplace(folder) as place, readable_again(files, place) as files:
        importer, own = mapped_importer(kind, mapping, files)
        if kind not in (*MAPPED, "crosswalk"):  # those read tables that others read, too
            refuse_foreign(kind, files)
        name = series or own or kind
        summary = ImportSummary(kind, name, "", folder)
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
                own_keys,
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

            def count_own(on: Staging) -> None:
                summary.own = own_rows(on, number)

            def list_sightings(on: Staging) -> None:
                write_sightings(on, place / IMPORTS / "sightings.csv")

            def find_doubled(on: Staging) -> None:
                doubled.extend(doubled_numbers(on))
                doubled.extend(like_named(on, links))

            doubled: list[Link] = []
            with without_collector():
                decisions = read_decisions(folder, staging, known)
                links = settle_identities(staging, known, decisions)
                meanwhile = (list_sightings, find_doubled, count_own)
                settled = settle_tables(staging, place, number, meanwhile, beside=others)
            links = sorted({*links, *doubled})
            summary.links = _news(folder / IMPORTS / "links.csv", links)
            tell(staging, number, summary, settled)
            _write_links(place / IMPORTS / "links.csv", links)
        finally:
            staging.close()
        if not (folder / IMPORTS / DECISIONS).exists():
            (place / IMPORTS / DECISIONS).write_text("a,b,decision,reason\n", "utf-8")
        published(place, folder)
    return summary


def _named_date(files: Sequence[Path]) -> str:
    """Return the latest date that names of files state: a month or day, else a year alone."""
    return max((_date_in(path.name) for path in files), default="")


def _date_in(name: str) -> str:
    if match := _DATED.search(name):
        return "-".join(part for part in match.groups() if part)
    years = set(_YEAR.findall(name))
    return years.pop() if len(years) == 1 else ""


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
        (*names, "sha256", "note", "note_fr"),
        {"batch": number, "rank": 0},
    )
    notes = [_UNDATED] if summary.undated else []
    if len(sums) > 1:
        notes.append(message("several files; sha256: {sums}", sums=", ".join(sums)))
    add(
        (
            source, "register", f"{importer.register}, {day}", importer.publisher or None,
            importer.page or None, day, day, str(importer.licence) or None,
            sums[0] if len(sums) == 1 else None, "; ".join(notes) or None,
            "\N{NO-BREAK SPACE}; ".join(note.in_language("fr") for note in notes) or None,
        )
    )  # fmt: skip
    staging.flush()


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

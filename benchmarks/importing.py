"""Measure imports: ``python benchmarks/importing.py FOLDER`` with the registry files in it.

FOLDER holds one folder for each kind (``ror/*.jsonl.gz``, ``rnsr/*.csv.gz`` …). Each import
is a process of its own; printed are seconds of the processor (two threads and, for large files, a
second process share the work) and of the clock, the least of five, records in a second of the
clock, and the most memory held by both processes.

The last two columns say how fast the machine was meanwhile: a fixed work (``machine.py``) runs
before and after each import; the factor says how many times as long it took as on the machine of
the first figures, and the records in a second are those of the median import on a machine with
the factor 1. What else runs on the machine makes all of it slower.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from machine import REFERENCE, reference_seconds

RUNS = 5
_SCRIPT = """
import resource, sys, time
from pathlib import Path
from coopgraph.importing.run import import_files
clock = time.perf_counter()
summary = import_files(sys.argv[1], [Path(name) for name in sys.argv[3:]], Path(sys.argv[2]))
wall = time.perf_counter() - clock
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
taken = sum(u.ru_utime + u.ru_stime for u in used)
print(summary.read, taken, wall, sum(u.ru_maxrss for u in used) / 1024)
"""


@dataclass(frozen=True)
class Measured:
    """What imports of one kind took.

    Attributes
    ----------
    records
        Records read.
    processor, clock
        The least seconds.
    memory
        The most megabytes of both processes.
    factor
        How many times as long the fixed work took as on the machine of the first figures; median.
    even
        Seconds of the clock divided by the factor beside them; median.
    """

    records: int
    processor: float
    clock: float
    memory: float
    factor: float
    even: float


def measured(kind: str, files: list[Path]) -> Measured:
    """Run the import of some files several times, beside the fixed work."""
    found, factors = [], []
    before = reference_seconds()
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as place:
            done = subprocess.run(
                [sys.executable, "-c", _SCRIPT, kind, f"{place}/land", *map(str, files)],
                check=True,
                capture_output=True,
                text=True,
            )
        after = reference_seconds()
        found.append([float(value) for value in done.stdout.split()])
        factors.append((before + after) / 2 / REFERENCE)
        before = after
    return Measured(
        int(found[0][0]),
        min(one[1] for one in found),
        min(one[2] for one in found),
        max(one[3] for one in found),
        statistics.median(factors),
        statistics.median(one[2] / factor for one, factor in zip(found, factors, strict=True)),
    )


def main(folder: Path) -> None:
    """Print a table."""
    print(
        "| import | records | processor, s | clock, s | records a second | MB at most "
        "| machine | records a second at 1 |"
    )
    print("|---|---|---|---|---|---|---|---|")
    for kind, pattern in (
        ("ror", "ror/ror-records-v*.jsonl.gz"),
        ("rnsr", "rnsr/*2022*.csv.gz"),
        ("etablissements", "esr-etablissements/fr-esr-principaux*.gz"),
        ("finess", "finess/*.json.gz"),
        ("wikidata", "wikidata-esr/*.json.gz"),
        ("openalex", "openalex-copub/*.csv.gz"),
        ("cordis", "cordis-h2020-2016/*.csv.gz"),
    ):
        files = sorted(folder.glob(pattern))
        if files:
            one = measured(kind, files)
            told = f"{one.processor:.2f} | {one.clock:.2f} | {one.records / one.clock:,.0f}"
            even = f"{one.memory:.0f} | {one.factor:.2f} | {one.records / one.even:,.0f}"
            print(f"| {kind} | {one.records:,} | {told} | {even} |", flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))

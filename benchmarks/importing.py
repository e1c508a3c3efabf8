"""Measure imports: ``python benchmarks/importing.py FOLDER`` with the registry files in it.

FOLDER holds one folder for each kind (``ror/*.jsonl.gz``, ``rnsr/*.csv.gz`` …). Each import
is a process of its own; printed are seconds of the processor (two threads share the work) and of
the clock, the least of five, records in a second of the clock, and the most memory held. What else
runs on the machine makes the clock slower and the processor somewhat.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = 5
_SCRIPT = """
import resource, sys, time
from pathlib import Path
from coopgraph.importing.run import import_files
start, clock = time.process_time(), time.perf_counter()
summary = import_files(sys.argv[1], [Path(name) for name in sys.argv[3:]], Path(sys.argv[2]))
taken, wall = time.process_time() - start, time.perf_counter() - clock
print(summary.read, taken, wall, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measured(kind: str, files: list[Path]) -> tuple[int, float, float, float]:
    """Return records, least seconds of the processor and of the clock, and megabytes at most."""
    found = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as place:
            done = subprocess.run(
                [sys.executable, "-c", _SCRIPT, kind, f"{place}/land", *map(str, files)],
                check=True,
                capture_output=True,
                text=True,
            )
        found.append(done.stdout.split())
    seconds, wall = (min(float(f[n]) for f in found) for n in (1, 2))
    return int(found[0][0]), seconds, wall, max(float(f[3]) for f in found)


def main(folder: Path) -> None:
    """Print a table."""
    print("| import | records | processor, s | clock, s | records a second | MB at most |")
    print("|---|---|---|---|---|---|")
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
            records, seconds, wall, memory = measured(kind, files)
            told = f"{seconds:.2f} | {wall:.2f} | {records / wall:,.0f} | {memory:.0f}"
            print(f"| {kind} | {records:,} | {told} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

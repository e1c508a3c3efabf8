"""Measure imports: ``python benchmarks/importing.py FOLDER`` with the registry files in it.

FOLDER holds ``ror/*.jsonl.gz``, ``rnsr/*.csv.gz`` and ``cordis-h2020-2016/*.csv.gz``. Each import
is a process of its own; printed are records a second and the most memory held, least of three.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

RUNS = 3
_SCRIPT = """
import resource, sys, time
from pathlib import Path
from coopgraph.importing.run import import_files
start = time.process_time()
summary = import_files(sys.argv[1], [Path(name) for name in sys.argv[3:]], Path(sys.argv[2]))
taken = time.process_time() - start
print(summary.read, taken, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measured(kind: str, files: list[Path]) -> tuple[int, float, float]:
    """Return records, least seconds of the processor, and megabytes at most."""
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
    seconds, memory = min(float(f[1]) for f in found), max(float(f[2]) for f in found)
    return int(found[0][0]), seconds, memory


def main(folder: Path) -> None:
    """Print a table."""
    print("| import | records | seconds | records a second | MB at most |\n|---|---|---|---|---|")
    for kind, pattern in (
        ("ror", "ror/ror-records-v*.jsonl.gz"),
        ("rnsr", "rnsr/*2022*.csv.gz"),
        ("cordis", "cordis-h2020-2016/*.csv.gz"),
    ):
        files = sorted(folder.glob(pattern))
        if files:
            records, seconds, memory = measured(kind, files)
            rate = records / seconds
            print(f"| {kind} | {records:,} | {seconds:.2f} | {rate:,.0f} | {memory:.0f} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

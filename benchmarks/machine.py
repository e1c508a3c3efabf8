"""How fast the machine is just now: a fixed work of Python and SQLite beside imports.

A shared machine takes twice as long at one hour as at another, so that records in a second say
little by themselves. This work holds what an import does – JSON that is read, texts that are
cleaned, rows that are inserted, joined, sorted and fetched – and nothing of coopgraph, so that no
change of coopgraph changes it.

How :data:`REFERENCE` was found: the version of the first figures of ``docs/importing.md`` was run
again on a slower machine, in turns with this work. The import of ROR took 11.1 s at its best and
13.7 s in the middle (6.04 s then), the work 1.04 s and 1.31 s: 0.57 s either way.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time

__all__ = ["REFERENCE", "reference_seconds"]

#: Seconds of the clock that the work takes on the machine of the first figures.
REFERENCE = 0.57
_ROWS = 60_000


def reference_seconds() -> float:
    """Return the seconds of the clock that the work takes in a process of its own."""
    done = subprocess.run([sys.executable, __file__], check=True, capture_output=True, text=True)
    return float(done.stdout)


def _work() -> float:
    start = time.perf_counter()
    records = [
        json.dumps({"id": f"{n * 7919 % _ROWS:09d}", "names": [f"Université {n}", f"U{n} "]})
        for n in range(_ROWS)
    ]
    rows = []
    for text in records:
        record = json.loads(text)
        for name in record["names"]:
            rows.append(("body:" + record["id"], " ".join(name.split()), record["id"]))
    base = sqlite3.connect(":memory:")
    base.execute("CREATE TABLE names (entity TEXT, name TEXT, place TEXT)")
    base.executemany("INSERT INTO names VALUES (?, ?, ?)", rows)
    base.execute("CREATE TABLE ids (key TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID")
    base.execute("INSERT INTO ids SELECT DISTINCT entity, place FROM names ORDER BY 1")
    found = base.execute(
        "SELECT id, name, COUNT(*) FROM names JOIN ids ON key = entity GROUP BY 1, 2 ORDER BY 1, 2"
    ).fetchall()
    base.close()
    if len(found) != 2 * _ROWS:
        raise RuntimeError(f"{len(found)} rows instead of {2 * _ROWS}")
    return time.perf_counter() - start


if __name__ == "__main__":
    print(_work())

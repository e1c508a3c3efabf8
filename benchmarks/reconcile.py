"""Measure `coopgraph reconcile` beside plain rapidfuzz: `python benchmarks/reconcile.py FOLDER`.

FOLDER holds ``ror/*.jsonl.gz`` and ``ror-affiliation-gold/*.json.gz``. Each method is a process of
its own that reads the register, makes what it searches in, and answers strings of the gold sets
(``--strings``, 400; the peer a tenth of them, it takes longer). Printed are seconds of the
processor, strings a second, and the most memory held, then ratios; of ``--runs`` runs (1) the
quickest, since a busy machine only adds. The exit code is 1 if the index takes longer than its
budget.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

#: Seconds of the processor that an index of the 51,370 records may take.
BUDGET = 10.0
_SCRIPT = """
import json, resource, sys, time
from pathlib import Path
from coopgraph.reconciliation.baseline import Baseline
from coopgraph.reconciliation.evaluation import read_gold
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.matcher import Matcher
from coopgraph.reconciliation.register import read_register
method, count, folder = sys.argv[1], int(sys.argv[2]), Path(sys.argv[3])
texts = [one.text for path in sorted(folder.glob("ror-affiliation-gold/*.json.gz"))
         for one in read_gold(path)]
texts = texts[:: max(1, len(texts) // count)][:count]
start = time.process_time()
bodies = read_register(sorted(folder.glob("ror/ror-records-v*.jsonl.gz")))
read = time.process_time()
if method == "coopgraph":
    matcher = Matcher(Index(bodies))
    made = time.process_time()
    answers = [matcher.reconcile(text, 0).matched for text in texts]
else:
    peer = Baseline(bodies, every=True)
    made = time.process_time()
    answers = peer.best(texts)
done = time.process_time()
print(json.dumps({
    "bodies": len(bodies), "strings": len(texts), "read": read - start, "index": made - read,
    "rate": len(texts) / (done - made),
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
}))
"""


def measured(method: str, strings: int, folder: Path, runs: int) -> dict[str, float]:
    """Return the figures of the quickest run of a method, each figure for itself."""
    found: list[dict[str, float]] = []
    for _ in range(runs):
        done = subprocess.run(
            [sys.executable, "-c", _SCRIPT, method, str(strings), str(folder)],
            check=True,
            capture_output=True,
            text=True,
        )
        found.append(json.loads(done.stdout))
    best = {name: min(one[name] for one in found) for name in found[0]}
    return best | {"rate": max(one["rate"] for one in found)}


def main() -> int:
    """Print a table and the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--strings", type=int, default=400)
    parser.add_argument("--runs", type=int, default=1)
    given = parser.parse_args()
    ours = measured("coopgraph", given.strings, given.folder, given.runs)
    peer = measured("rapidfuzz", max(1, given.strings // 10), given.folder, given.runs)
    print("| method | bodies | read s | index s | strings | strings a second | MB at most |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for method, figures in (("coopgraph", ours), ("rapidfuzz", peer)):
        print(
            f"| {method} | {figures['bodies']:,.0f} | {figures['read']:.1f} "
            f"| {figures['index']:.1f} | {figures['strings']:.0f} | {figures['rate']:.1f} "
            f"| {figures['memory']:.0f} |"
        )
    print(
        f"\ncoopgraph to rapidfuzz: strings a second × {ours['rate'] / peer['rate']:.0f}, "
        f"time to begin × {(ours['read'] + ours['index']) / (peer['read'] + peer['index']):.2f}, "
        f"memory × {ours['memory'] / peer['memory']:.2f}"
    )
    print(f"index: {ours['index']:.1f} s of the processor, budget {BUDGET:.0f} s")
    return int(ours["index"] > BUDGET)


if __name__ == "__main__":
    sys.exit(main())

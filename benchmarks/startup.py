"""Measure how long the command line takes to answer, as a whole process.

``python benchmarks/startup.py [RUNS]`` prints the median and the slowest of several runs beside the
budget of each command. Numbers depend on the machine: they are read by people and kept in the
changelog when they move; no test fails on them.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

#: Command, and its budget in seconds on a machine with two cores.
COMMANDS: tuple[tuple[tuple[str, ...], float], ...] = (
    (("--help",), 0.25),
    (("query", "conventions-by-year", "--format", "csv"), 1.5),
    (("gaps", "--type", "convention", "--as-of", "2024-12-31", "--format", "csv"), 3.0),
    (("show", "Université de Bordeaux"), 1.5),
)


def measure(arguments: tuple[str, ...], runs: int) -> list[float]:
    """Return the wall-clock seconds of several runs of one command, after one that warms up."""
    seconds = []
    for number in range(runs + 1):
        begin = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "coopgraph", *arguments],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        if number:
            seconds.append(time.perf_counter() - begin)
    return seconds


def main(arguments: list[str]) -> int:
    """Print the table of medians."""
    runs = int(arguments[0]) if arguments else 7
    print(f"{'median':>8} {'slowest':>8} {'budget':>8}  command ({runs} runs)")
    for command, budget in COMMANDS:
        seconds = measure(command, runs)
        line = f"{statistics.median(seconds):7.3f}s {max(seconds):7.3f}s {budget:7.2f}s"
        print(f"{line}  coopgraph {' '.join(command)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

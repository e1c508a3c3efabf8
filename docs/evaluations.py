"""Write what ``coopgraph evaluate reconcile`` printed into ``docs/reconcile.md``.

``coopgraph evaluate reconcile GOLD... --registry DUMP... --format csv -o figures.csv``, then
``python docs/evaluations.py figures.csv``. The figures are the command's; nothing is typed. With
``--no-baseline`` the lines of rapidfuzz stay as they were measured before: they take the longest,
and neither words nor weights of ours change them.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path

PAGE = Path(__file__).resolve().parent / "reconcile.md"
MARKED = re.compile(
    r"(?<=<!-- evaluation: printed by coopgraph evaluate reconcile -->\n).*?"
    r"(?=<!-- end of evaluation -->)",
    re.DOTALL,
)
COLUMNS = {
    "set": "strings of",
    "method": "method",
    "threshold": "threshold",
    "strings": "strings",
    "labels": "labels",
    "labels_known": "known",
    "precision": "precision",
    "recall": "recall",
    "f1": "F1",
    "recall_known": "recall, known",
    "f1_known": "F1, known",
}


def table(path: Path, before: str) -> str:
    """Return the figures as a Markdown table, intervals behind precision and F1.

    Lines of a method that was not measured are those that stood there.
    """
    lines = [
        "| " + " | ".join(COLUMNS.values()) + " |",
        "|---|---|" + "---:|" * (len(COLUMNS) - 2),
    ]
    found: dict[str, list[str]] = {}
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            for name in ("precision", "f1_known"):
                row[name] += f" ({row[name + '_low']}–{row[name + '_high']})"
            row["set"] = row["set"].removeprefix("dataset_").removeprefix("affiliations_")
            found.setdefault(row["set"], []).append(
                "| " + " | ".join(row[name] for name in COLUMNS) + " |"
            )
    for line in before.splitlines():
        name, method = (cell.strip() for cell in line.split("|")[1:3])
        if name in found and not any(f"| {method} |" in other for other in found[name]):
            found[name].append(line)
    return "\n".join([*lines, *(line for those in found.values() for line in those)]) + "\n"


def main(path: Path) -> None:
    """Rewrite the page."""
    text = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(
        MARKED.sub(lambda found: table(path, found[0]), text), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

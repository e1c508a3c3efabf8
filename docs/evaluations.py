"""Write what ``coopgraph evaluate`` printed into ``docs/reconcile.md`` and ``docs/recommender.md``.

``coopgraph evaluate reconcile GOLD... --registry DUMP... --format csv -o figures.csv``, or
``coopgraph evaluate recommender FILES... --format csv -o figures.csv``, then
``python docs/evaluations.py figures.csv``: the columns say which page. The figures are the
command's; nothing is typed. With ``--no-baseline`` the lines of rapidfuzz stay as they were
measured before: they take the longest, and neither words nor weights of ours change them.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
Rows = Sequence[dict[str, str]]
RECONCILE = {
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
CUTS = {
    "set": "register",
    "cut": "cut",
    "bodies": "bodies",
    "pairs": "pairs scored",
    "new_ties": "new ties",
    "prevalence": "prevalence",
    "repeated_ties": "pairs tied again",
}
MODELS = {
    "set": "register",
    "cut": "cut",
    "model": "model",
    "average_precision": "AP",
    "map": "MAP",
    "recall_10": "recall@10",
    "auc_uniform": "AUC, uniform",
    "auc_matched": "AUC, matched",
    "map_gain": "MAP over the best trivial",
    "ships": "ships",
}


def lines_of(columns: Mapping[str, str], rows: Rows, texts: int) -> list[str]:
    """Return rows as a Markdown table, the first columns as text and the others as numbers."""
    return [
        "| " + " | ".join(columns.values()) + " |",
        "|" + "---|" * texts + "---:|" * (len(columns) - texts),
        *("| " + " | ".join(row[name] for name in columns) + " |" for row in rows),
    ]


def reconcile(rows: Rows, before: str) -> str:
    """Return the figures as a Markdown table, intervals behind precision and F1.

    Lines of a method that was not measured are those that stood there.
    """
    found: dict[str, list[str]] = {}
    for row in rows:
        for name in ("precision", "f1_known"):
            row[name] += f" ({row[name + '_low']}–{row[name + '_high']})"
        row["set"] = row["set"].removeprefix("dataset_").removeprefix("affiliations_")
        found.setdefault(row["set"], []).append(lines_of(RECONCILE, [row], 2)[-1])
    for line in before.splitlines():
        name, method = (cell.strip() for cell in line.split("|")[1:3])
        if name in found and not any(f"| {method} |" in other for other in found[name]):
            found[name].append(line)
    head = lines_of(RECONCILE, [], 2)
    return "\n".join([*head, *(line for those in found.values() for line in those)]) + "\n"


def recommender(rows: Rows, before: str) -> str:
    """Return the verdict, what was scored at each cut, and every model there."""
    del before
    cuts = list({(row["set"], row["cut"]): row for row in rows}.values())
    ships = sorted({row["model"] for row in rows if row["ships"] == "true"})
    for row in rows:
        own = row["model"] == row["against"]
        gain, low, high = (
            f"{float(row[name]):+.3f}" for name in ("map_gain", "map_gain_low", "map_gain_high")
        )
        for name in ("average_precision", "map", "recall_10", "auc_uniform", "auc_matched"):
            row[name] = f"{float(row[name]):.3f}" if row[name] else ""
        row["map_gain"] = "best trivial" if own else f"{gain} ({low} to {high})"
        row["ships"] = "yes" if row["ships"] == "true" else "no"
    verdict = (
        f"Passed the ship rule: {', '.join(ships)}."
        if ships
        else "No model passes the ship rule; none is a default."
    )
    tables = [*lines_of(CUTS, cuts, 2), "", *lines_of(MODELS, rows, 3)]
    return "\n".join(["", f"**{verdict}**", "", *tables]) + "\n"


PAGES: dict[str, tuple[str, Callable[[Rows, str], str]]] = {
    "method": ("reconcile", reconcile),
    "model": ("recommender", recommender),
}


def main(path: Path) -> None:
    """Rewrite the page that the columns belong to."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    found = [PAGES[name] for name in PAGES if rows and name in rows[0]]
    if not found:
        sys.exit(f"{path}: no figures of coopgraph evaluate; write them with --format csv")
    name, table = found[0]
    page = FOLDER / f"{name}.md"
    marked = re.compile(
        rf"(?<=<!-- evaluation: printed by coopgraph evaluate {name} -->\n).*?"
        r"(?=<!-- end of evaluation -->)",
        re.DOTALL,
    )
    text = page.read_text(encoding="utf-8")
    page.write_text(
        marked.sub(lambda old: table(rows, old[0]), text), encoding="utf-8", newline="\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))

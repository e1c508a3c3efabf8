"""From a changed table to a changed gap: the whole path, on copies of the miniature landscape."""

from __future__ import annotations

import csv
from pathlib import Path

from coopgraph.analysis.gaps.records import Gap, Status
from coopgraph.landscape import load
from tests.gaps.rows import AS_OF, by_id

KEY = "convention-university/universite-des-trois-rives"


def find(folder: Path) -> dict[str, Gap]:
    return by_id(load([folder], as_of=AS_OF).gaps(["priority", "convention", "expiry"]))


def add(folder: Path, table: str, **cells: str) -> None:
    """Add a row to a table, in the order of its keys."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    columns = list(rows[0])
    rows.append({name: cells.get(name, "") for name in columns})
    rows.sort(key=lambda row: tuple(row[name] for name in columns))
    write(path, rows)


def write(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def changed(before: dict[str, Gap], after: dict[str, Gap]) -> dict[str, tuple[str, str]]:
    """Return what differs in status, by id."""
    states = {key: (before.get(key), after.get(key)) for key in before.keys() | after.keys()}
    return {
        key: (old.status.value if old else "", new.status.value if new else "")
        for key, (old, new) in states.items()
        if old is None or new is None or old.status is not new.status
    }


def test_a_signed_convention_closes_exactly_its_gap(example_copy: Path) -> None:
    before = find(example_copy)
    evidence = {"source": "doc-b", "locator": "l. 1", "confidence": "high"}
    name = "convention-mixite-universite-des-trois-rives"
    add(
        example_copy,
        "agreements",
        id=name,
        **{"class": "MixityConvention"},
        label_fr="Convention des Trois-Rives",
        signed_year="2024",
        end_year="2030",
        **evidence,
    )
    for party in ("institut-exemple", "universite-des-trois-rives"):
        add(example_copy, "agreement_parties", agreement=name, party=party, **evidence)
    assert changed(before, find(example_copy)) == {
        KEY: ("candidate", "covered"),
        f"expiry/{name}": ("", "covered"),
    }


def test_a_complete_list_confirms_exactly_the_candidates_in_its_reach(example_copy: Path) -> None:
    before = find(example_copy)
    add(
        example_copy,
        "lists",
        id="liste-conventions-en-vigueur",
        label_fr="Conventions en vigueur",
        subject="institut-exemple",
        covers="MixityConvention",
        announced="3",
        listed="3",
        completeness="complete",
        about_year="2024",
        source="doc-b",
        locator="l. 1",
        confidence="high",
    )
    for member in ("ecole-des-modeles", "universite-de-port-imagine", "universite-de-valfictif"):
        add(
            example_copy,
            "list_members",
            list="liste-conventions-en-vigueur",
            member=f"convention-mixite-{member}",
            source="doc-b",
            locator="l. 1",
            confidence="high",
        )
    assert changed(before, find(example_copy)) == {KEY: ("candidate", "confirmed")}


def test_planted_gaps_are_found(example_copy: Path) -> None:
    """Take every convention away: every university and school must then be a gap."""
    path = example_copy / "agreement_parties.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    planted = [row for row in rows if row["agreement"].startswith("convention-mixite-")]
    write(
        path,
        [row for row in rows if row not in planted or row["party"] == "institut-exemple"],
    )
    gaps = find(example_copy)
    for body in {row["party"] for row in planted} - {"institut-exemple"}:
        found = [gap for gap in gaps.values() if gap.id.endswith(f"/{body}")]
        assert [gap.status for gap in found] == [Status.CANDIDATE], body

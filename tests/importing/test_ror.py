"""``ror``: counts held against an independent reading of the same files."""

from __future__ import annotations

import csv
import gzip
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coopgraph.curation.reader import read_tables
from coopgraph.errors import SourceError
from coopgraph.importing.run import ImportSummary, import_files
from coopgraph.reconciliation.landscape_bodies import bodies_of_tables
from coopgraph.resources import curated_dir


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def raw(paths: list[Path]) -> Iterator[dict[str, Any]]:
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as stream:
            yield from map(json.loads, stream)


@pytest.fixture(scope="module")
def counted(ror_files: list[Path]) -> dict[str, Any]:
    """Count records and parents straight from the files."""
    status: Counter[str] = Counter()
    active: set[str] = set()
    parents: set[tuple[str, str]] = set()
    stated: list[tuple[str, str, str]] = []
    follows: dict[str, set[str]] = {}
    withdrawn_parts: list[tuple[str, str]] = []
    for record in raw(ror_files):
        ror = record["id"].rpartition("/")[2]
        status[record["status"]] += 1
        if record["status"] == "withdrawn":
            for relation in record["relationships"]:
                other = relation["id"].rpartition("/")[2]
                if relation["type"].lower() == "successor":
                    follows.setdefault(ror, set()).add(other)
                elif relation["type"].lower() == "child":
                    withdrawn_parts.append((other, ror))
        if record["status"] == "active":
            active.add(ror)
            for relation in record["relationships"]:
                other = relation["id"].rpartition("/")[2]
                stated.append((relation["type"].lower(), ror, other))
    for kind, ror, other in stated:
        if kind == "parent":
            parents.add((ror, other))
        elif kind == "child":
            parents.add((other, ror))
    kept = {(child, parent) for child, parent in parents if {child, parent} <= active}
    # What a withdrawn record has as a part goes to the record that follows.
    for part, ror in withdrawn_parts:
        while (following := follows.get(ror, set())) and len(following) == 1:
            (ror,) = following
        if {part, ror} <= active:
            kept.add((part, ror))
    return {"status": status, "active": active, "parents": kept - {(a, a) for a in active}}


def test_every_active_record_is_a_body_and_nothing_else_is(
    ror_files: list[Path], tmp_path: Path, counted: dict[str, Any]
) -> None:
    summary = import_files("ror", ror_files, tmp_path / "land")
    assert summary.read == sum(counted["status"].values()) == 51_370
    skipped = {reason: number for reason, number, _ in summary.skipped}
    for status in ("withdrawn", "inactive"):
        gone = sum(n for reason, n in skipped.items() if reason.startswith(status))
        assert gone == counted["status"][status]
    land = tmp_path / "land"
    bodies = {
        row["locator"] for name in ("organizations", "structures") for row in table(land, name)
    }
    assert bodies == counted["active"]
    ids = {
        row["locator"]: row["id"] for n in ("organizations", "structures") for row in table(land, n)
    }
    # A parent that is a structure itself can neither supervise nor be a body that contains.
    structures = {row["id"] for row in table(land, "structures")}
    expected = {
        (ids[child], ids[parent])
        for child, parent in counted["parents"]
        if ids[parent] not in structures and ids[child] != ids[parent]
    }
    found = {(row["structure"], row["body"]) for row in table(land, "cotutelles")}
    found |= {(row["member"], row["collective"]) for row in table(land, "participations")}
    assert found == expected
    led = {("00t64mp36", "03artm726"), ("02kxx1z36", "022c4zk48")}
    assert {(ids[part], ids[whole]) for part, whole in led} <= found


@pytest.mark.parametrize("by", ["part", "whole", "both"])
def test_a_part_of_a_withdrawn_record_is_led_to_the_one_that_follows(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]], by: str
) -> None:
    def to(kind: str, ror: str) -> dict[str, str]:
        return {"type": kind, "id": f"https://ror.org/{ror}", "label": "x"}

    old, later, new, part = "000bmd763", "000n1xh78", "02vjkv261", "00t64mp36"
    part_says = [to("parent", old)] if by != "whole" else []
    old_says = [to("child", part)] if by != "part" else []
    # What it was itself a part of, the record that follows does not say.
    old_says += [to("parent", "00z8th821"), to("successor", later)]
    records = [
        ror_record(part, "Partie", relationships=part_says),
        ror_record(old, "Ancien", status="withdrawn", relationships=old_says),
        ror_record(later, "Suivant", status="withdrawn", relationships=[to("successor", new)]),
        ror_record(new, "Nouveau"),
        ror_record("00z8th821", "Au-dessus"),
    ]
    path = tmp_path / "ror.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    summary = import_files("ror", [path], tmp_path / "land")
    assert not summary.dangling
    (link,) = table(tmp_path / "land", "participations")
    assert (link["member"], link["collective"]) == (f"ror-{part}", "inserm")
    assert link["confidence"] == "medium"
    assert "withdrew" in link["note"]
    assert "a retirée" in link["note_fr"]
    # What the record that follows says itself is sure.
    records[3] = ror_record(new, "Nouveau", relationships=[to("child", part)])
    path.write_text(json.dumps(records), encoding="utf-8")
    import_files("ror", [path], tmp_path / "land")
    (link,) = table(tmp_path / "land", "participations")
    assert (link["confidence"], link["note"]) == ("high", "")


@pytest.mark.parametrize("status", ["inactive", "active"])
def test_a_part_of_a_body_that_is_no_more_stays_without(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]], status: str
) -> None:
    """Who follows a body that is no more is another body."""
    whole = ror_record(
        "000bmd763",
        "Ancien",
        status=status,
        relationships=[
            {"type": "child", "id": "https://ror.org/00t64mp36", "label": "x"},
            {"type": "successor", "id": "https://ror.org/02vjkv261", "label": "x"},
        ],
    )
    path = tmp_path / "ror.json"
    records = [whole, ror_record("00t64mp36", "Partie"), ror_record("02vjkv261", "Nouveau")]
    path.write_text(json.dumps(records), encoding="utf-8")
    import_files("ror", [path], tmp_path / "land")
    if status == "inactive":
        assert not (tmp_path / "land" / "participations.csv").exists()
        return
    (link,) = table(tmp_path / "land", "participations")
    assert link["collective"] == "ror-000bmd763"


def test_both_schemas_say_the_same(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]]
) -> None:
    second = ror_record(
        "02vjkv261",
        "Institut national",
        names=[
            {"value": "Institut national", "types": ["label", "ror_display"], "lang": "fr"},
            {"value": "National Institute", "types": ["label"], "lang": "en"},
            {"value": "INS", "types": ["acronym"], "lang": None},
            {"value": "Autre nom", "types": ["alias"], "lang": None},
        ],
        external_ids=[{"type": "grid", "all": ["grid.7429.8"], "preferred": "grid.7429.8"}],
    )
    first = {
        "id": second["id"],
        "name": "Institut national",
        "status": "active",
        "types": ["Education"],
        "established": 1900,
        "labels": [
            {"label": "Institut national", "iso639": "fr"},
            {"label": "National Institute", "iso639": "en"},
        ],
        "aliases": ["Autre nom"],
        "acronyms": ["INS"],
        "addresses": [],
        "country": {"country_name": "France", "country_code": "FR"},
        "links": [],
        "external_ids": {"GRID": {"preferred": "grid.7429.8", "all": "grid.7429.8"}},
        "relationships": [],
    }
    folders = []
    for name, record in (("one", first), ("two", second)):
        path = tmp_path / f"{name}.json"
        path.write_text(json.dumps([record]), encoding="utf-8")
        import_files("ror", [path], tmp_path / name, dated="2026")
        folders.append(tmp_path / name)
    for name in ("organizations", "aliases", "identifiers"):
        assert table(folders[0], name) == table(folders[1], name) != []


def test_a_withdrawn_record_leaves_its_names_and_number_to_the_next(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]]
) -> None:
    old = ror_record(
        "02feahw73",
        "Ancien nom",
        status="withdrawn",
        relationships=[
            {"type": "successor", "id": "https://ror.org/02vjkv261", "label": "Nouveau"}
        ],
    )
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([old, ror_record("02vjkv261", "Nouveau")]), encoding="utf-8")
    import_files("ror", [path], tmp_path / "land")
    assert [row["label_fr"] for row in table(tmp_path / "land", "organizations")] == ["Nouveau"]
    assert [(r["alias"], r["kind"]) for r in table(tmp_path / "land", "aliases")] == [
        ("Ancien nom", "former-name")
    ]
    found = {r["value"]: r for r in table(tmp_path / "land", "identifiers")}
    old_id, new_id = "https://ror.org/02feahw73", "https://ror.org/02vjkv261"
    assert found.keys() == {old_id, new_id}
    assert (found[new_id]["confidence"], found[new_id]["note"]) == ("high", "")
    assert found[old_id]["confidence"] == "medium"
    assert "withdrawn" in found[old_id]["note"]
    assert "retiré par ROR" in found[old_id]["note_fr"]
    # The number that is valid comes first, whatever their order.
    (body,) = bodies_of_tables(read_tables([tmp_path / "land"], needs_focus=False))
    assert body.identifiers == (("ror", new_id), ("ror", old_id))


def test_a_body_that_is_no_more_leaves_its_acronym_too(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]]
) -> None:
    """Also where the packaged landscape has it, which is not read with the folder."""
    follows = [{"type": "successor", "id": "https://ror.org/003vg9w96", "label": "INRAE"}]
    old = ror_record("01x3gbx83", "Vieil institut", status="inactive", relationships=follows)
    old["names"].append({"value": "INRA", "types": ["acronym"], "lang": None})
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([old, ror_record("003vg9w96", "Institut nouveau")]), "utf-8")
    import_files("ror", [path], tmp_path / "land")
    found = {(r["alias"], r["kind"]) for r in table(tmp_path / "land", "aliases")}
    assert found == {("Vieil institut", "former-name"), ("INRA", "former-name")}
    (body,) = bodies_of_tables(read_tables([tmp_path / "land"], needs_focus=False))
    assert {(one.text, one.kind) for one in body.names if "former" in one.kind} == {
        ("Vieil institut", "former"), ("INRA", "former-acronym"),
    }  # fmt: skip
    # A folder that is read with it has the body itself.
    summary = import_files("ror", [path], tmp_path / "beside", beside=[curated_dir()])
    assert "inactive-known" in {reason for reason, *_ in summary.skipped}


def test_that_a_number_is_withdrawn_stands_above_who_still_prints_it(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]]
) -> None:
    """The register of institutions comes before ROR in all else."""
    old, new = "https://ror.org/000bmd763", "https://ror.org/000n1xh78"
    gone = ror_record(
        "000bmd763",
        "Ancien nom",
        status="withdrawn",
        relationships=[{"type": "successor", "id": new, "label": "Université Exemple"}],
    )
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([gone, ror_record("000n1xh78", "Université Exemple")]), "utf-8")
    other = tmp_path / "schools.csv"
    other.write_text(
        f"uai,uo_lib,type_d_etablissement,identifiant_ror\n,Université Exemple,Université,{old}\n",
        encoding="utf-8",
    )
    import_files("etablissements", [other], tmp_path / "land", dated="2024")
    import_files("ror", [path], tmp_path / "land", dated="2025")
    found = {
        r["value"]: r["confidence"]
        for r in table(tmp_path / "land", "identifiers")
        if r["scheme"] == "ror"
    }
    assert found == {old: "medium", new: "high"}


def test_names_and_number_go_along_chains_of_records_that_are_no_more(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]]
) -> None:
    def ended(ror: str, name: str, status: str, successor: str) -> dict[str, Any]:
        to = {"type": "successor", "id": f"https://ror.org/{successor}", "label": "x"}
        return ror_record(ror, name, status=status, relationships=[to])

    records = [
        ended("000bmd763", "Premier", "withdrawn", "000n1xh78"),
        ended("000n1xh78", "Deuxième", "withdrawn", "02vjkv261"),
        ended("001anga17", "Troisième", "withdrawn", "00z8th821"),
        ended("00z8th821", "Quatrième", "inactive", "02vjkv261"),
        ended("001p2e958", "Cercle un", "withdrawn", "001zf8v27"),
        ended("001zf8v27", "Cercle deux", "withdrawn", "001p2e958"),
        ror_record("02vjkv261", "Nouveau"),
    ]
    path = tmp_path / "ror.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    summary = import_files("ror", [path], tmp_path / "land")
    names = {row["alias"] for row in table(tmp_path / "land", "aliases")}
    assert names == {"Premier", "Deuxième", "Troisième", "Quatrième"}
    numbers = {row["value"][-9:] for row in table(tmp_path / "land", "identifiers")}
    # What was withdrawn for a body that is no more was that body, and is not the next one.
    assert numbers == {"000bmd763", "000n1xh78", "02vjkv261"}
    skipped = {reason: number for reason, number, _ in summary.skipped}
    assert skipped["withdrawn-no-successor"] == 2
    assert not summary.dangling


@pytest.mark.parametrize("raw", ["", "02vjkv26", "https://ror.org/", "https://ror.org/zzzzzzzzz"])
def test_a_record_without_a_number_is_refused(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]], raw: str
) -> None:
    path = tmp_path / "ror.json"
    path.write_text(json.dumps([ror_record("x", "Un", id=raw)] * 2), encoding="utf-8")
    with pytest.raises(SourceError, match="record 1 is no record of ROR"):
        import_files("ror", [path], tmp_path / "land")


@pytest.mark.parametrize(
    "raw",
    ["02vjkv261", "ror.org/02vjkv261", "https://ror.org/02vjkv261/", "HTTPS://ROR.ORG/02VJKV261"],
)
def test_a_number_is_known_in_each_of_its_forms(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]], raw: str
) -> None:
    path = tmp_path / "ror.json"
    path.write_text(
        json.dumps([ror_record("x", "Un", id=raw, established="1964.0")]), encoding="utf-8"
    )
    import_files("ror", [path], tmp_path / "land")
    (row,) = table(tmp_path / "land", "organizations")
    assert (row["id"], row["start_year"]) == ("inserm", "1964")


def test_a_body_within_a_structure_stays_within_it(
    tmp_path: Path, ror_record: Callable[..., dict[str, Any]]
) -> None:
    def within(ror: str) -> list[dict[str, str]]:
        return [{"type": "parent", "id": f"https://ror.org/{ror}", "label": "x"}]

    records = [
        ror_record("02feahw73", "Centre"),
        ror_record("000bmd763", "Labo", types=["facility"], relationships=within("02feahw73")),
        ror_record("000n1xh78", "Firme", types=["company"], relationships=within("000bmd763")),
    ]
    path = tmp_path / "ror.json"
    path.write_text(json.dumps(records), encoding="utf-8")
    import_files("ror", [path], tmp_path / "land")
    (claim,) = table(tmp_path / "land", "claims")
    assert (claim["subject"], claim["predicate"], claim["value"]) == (
        "ror-000n1xh78", "org:subOrganizationOf", "ror-000bmd763",
    )  # fmt: skip


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('[{"id": 1, "names": 3}]', encoding="utf-8")
    with pytest.raises(SourceError, match="record 1 is no record of ROR"):
        import_files("ror", [path], tmp_path / "land")
    assert not (tmp_path / "land").exists()


def test_registers_agree_on_bodies(both_land: tuple[Path, ImportSummary]) -> None:
    """The bodies of RNSR and of ROR are one where the landscape, a SIREN or a UAI says so."""
    folder, _ = both_land
    owners: dict[str, set[str]] = {}
    for row in table(folder, "identifiers"):
        owners.setdefault(row["entity"], set()).add(row["scheme"])
    for body in ("inserm", "cnrs", "cea", "institut-pasteur", "inrae", "universite-de-lille"):
        assert {"ror", "siren"} <= owners[body], body


def test_no_body_of_the_register_of_structures_is_lost(
    both_land: tuple[Path, ImportSummary], rnsr_land: tuple[Path, ImportSummary]
) -> None:
    """What ROR calls a facility is a body where RNSR has it among the supervising ones."""

    def links(folder: Path) -> list[tuple[str, str, str]]:
        return sorted(
            (row["locator"], row["role"], row["unit_code"])
            for row in table(folder, "cotutelles")
            if row["source"] == "rnsr"
        )

    assert len(links(rnsr_land[0])) == 10_046
    assert links(both_land[0]) == links(rnsr_land[0])

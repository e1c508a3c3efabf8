"""One body, one id: joined by shared identifiers, never by guesses."""

from __future__ import annotations

import itertools
import tracemalloc
from pathlib import Path

import pytest

from coopgraph.importing.batch import Batch
from coopgraph.importing.doubled import doubled_numbers
from coopgraph.importing.identity import Link, settle_identities
from coopgraph.importing.settle import settle_tables
from coopgraph.importing.staging import Staging

#: Things by register: key and further identifiers.
Things = dict[str, dict[str, list[str]]]


def settled(
    tmp_path: Path,
    registers: Things,
    known: dict[str, str] | None = None,
    decisions: tuple[tuple[str, str, bool], ...] = (),
    file: str = "staging.sqlite",
) -> tuple[dict[str, str], list[Link]]:
    staging = Staging(tmp_path / file)
    try:
        for number, (kind, things) in enumerate(registers.items(), 1):
            batch = Batch(staging, number, kind, 20)
            write = batch.writer("organizations", "id", "class", "label_fr")
            for key, others in things.items():
                write((key, "Organisation", key))
                for other in (key, *others):
                    batch.identifier(key, other)
            batch.finish()
            staging.connection.execute("INSERT INTO batch VALUES (?, ?, '')", (number, kind))
        links = settle_identities(staging, known or {}, decisions)
        links = sorted({*links, *doubled_numbers(staging)})
        return dict(staging.ask("SELECT key, id FROM identity")), links
    finally:
        staging.close()


def test_a_shared_identifier_makes_one_body(tmp_path: Path) -> None:
    ids, links = settled(
        tmp_path,
        {
            "ror": {"ror:02vjkv261": ["isni:0000000121866389"]},
            "etablissements": {"uai:0755364Y": ["siren:180036048", "ror:02vjkv261"]},
            "rnsr": {"siren:180036048": []},
        },
    )
    assert set(ids.values()) == {"ror-02vjkv261"}
    assert {link.reason for link in links} == {"same-ror", "same-siren"}


def test_the_id_of_the_landscape_is_kept(tmp_path: Path) -> None:
    ids, _ = settled(tmp_path, {"rnsr": {"uai:0755364Y": []}}, known={"uai:0755364Y": "inserm"})
    assert ids == {"uai:0755364Y": "inserm"}


def test_what_two_bodies_of_one_register_bear_joins_nobody(tmp_path: Path) -> None:
    ids, links = settled(
        tmp_path,
        {
            "rnsr": {"uai:0111111A": ["siren:180092025"], "uai:0222222B": ["siren:180092025"]},
            "etablissements": {"uai:0333333C": ["siren:180092025"]},
        },
        known={"siren:180092025": "imt"},
    )
    assert len(set(ids.values())) == 3
    assert "imt" not in ids.values()
    assert [link.state for link in links] == ["ambiguous"]


def test_a_number_names_the_body_that_has_no_other(tmp_path: Path) -> None:
    """INRAE has its SIREN alone in RNSR, its forerunner a UAI and the same SIREN."""
    ids, links = settled(
        tmp_path,
        {"rnsr": {"siren:180070039": [], "uai:0755361V": ["siren:180070039"]}},
        known={"siren:180070039": "inrae"},
    )
    assert ids == {"siren:180070039": "inrae", "uai:0755361V": "uai-0755361v"}
    assert {link.state for link in links} == {"ambiguous", "joined"}


def test_what_one_register_tells_apart_no_other_joins(tmp_path: Path) -> None:
    """Météo-France has its SIREN alone in RNSR; its school bears it in both registers."""
    school = {"uai:0312069F": ["siren:180060030"]}
    ids, links = settled(
        tmp_path, {"rnsr": {"siren:180060030": [], **school}, "etablissements": school}
    )
    assert ids == {"siren:180060030": "siren-180060030", "uai:0312069F": "uai-0312069f"}
    assert {link.state for link in links} == {"ambiguous"}


def test_one_body_never_gets_two_ror_ids(tmp_path: Path) -> None:
    ids, links = settled(
        tmp_path,
        {
            "ror": {"ror:02vjkv261": ["grid:grid.1.1"], "ror:02feahw73": ["isni:0000000121866389"]},
            "wikidata": {"wikidata:Q1": ["grid:grid.1.1", "isni:0000000121866389"]},
        },
    )
    assert ids["ror:02vjkv261"] != ids["ror:02feahw73"]
    assert "two-ror" in {link.state for link in links}


def test_two_numbers_of_one_body_are_told_without_the_register_of_them(tmp_path: Path) -> None:
    """ICAM stands in two rows without a code of its own, with another ROR id in each."""
    icam = {"siren:439946427": ["ror:02jj4jf83", "ror:01swx2932"], "uai:0755364Y": []}
    ids, links = settled(tmp_path, {"etablissements": dict(icam)})
    assert ids["siren:439946427"] == "siren-439946427"
    assert {(k.a, k.b, k.reason, k.state) for k in links} == {
        ("siren:439946427", "ror:02jj4jf83", "same-ror", "two-ror"),
        ("siren:439946427", "ror:01swx2932", "same-ror", "two-ror"),
    }


def test_two_numbers_of_one_body_in_two_registers_are_told(tmp_path: Path) -> None:
    """Two things that no record of ROR keeps apart are joined by their SIREN."""
    _, links = settled(
        tmp_path,
        {
            "etablissements": {"uai:0755364Y": ["siren:439946427", "ror:02jj4jf83"]},
            "hal": {"hal:1": ["siren:439946427", "ror:01swx2932"]},
        },
    )
    assert sorted((k.a, k.b) for k in links if k.state == "two-ror") == [
        ("hal:1", "ror:01swx2932"),
        ("uai:0755364Y", "ror:02jj4jf83"),
    ]


@pytest.mark.parametrize("known", [["ror:02jj4jf83"], ["ror:02jj4jf83", "ror:01swx2932"]])
def test_of_two_numbers_the_record_says_which_one_is_refused(
    tmp_path: Path, known: list[str]
) -> None:
    ids, links = settled(
        tmp_path,
        {
            "ror": {key: [] for key in known},
            "etablissements": {"siren:439946427": ["ror:02jj4jf83", "ror:01swx2932"]},
        },
    )
    refused = [{k.a, k.b} for k in links if k.state == "two-ror"]
    assert len(refused) == 1
    assert "siren:439946427" in refused[0] or len(known) == 2
    assert len(set(ids.values())) == len(known)


def test_a_decision_wins_over_identifiers_both_ways(tmp_path: Path) -> None:
    registers: Things = {
        "ror": {"ror:02vjkv261": ["isni:0000000121866389"]},
        "hal": {"hal:300000": ["isni:0000000121866389"], "hal:400000": []},
    }
    apart, links = settled(
        tmp_path, registers, decisions=(("ror:02vjkv261", "hal:300000", False),), file="a"
    )
    assert apart["ror:02vjkv261"] != apart["hal:300000"]
    assert "decided-different" in {link.state for link in links}
    together, _ = settled(
        tmp_path, registers, decisions=(("ror:02vjkv261", "hal:400000", True),), file="b"
    )
    assert together["ror:02vjkv261"] == together["hal:400000"]


def test_a_decision_may_name_bodies_by_any_of_their_numbers(tmp_path: Path) -> None:
    registers: Things = {
        "ror": {"ror:02vjkv261": ["wikidata:Q1", "isni:0000000121866389"]},
        "hal": {"hal:1": ["idref:026388278", "isni:0000000121866389"], "hal:2": ["wikidata:Q2"]},
    }
    numbers = ("wikidata:Q1", "idref:026388278", False), ("wikidata:Q2", "wikidata:Q1", True)
    ids, links = settled(tmp_path, registers, decisions=numbers)
    assert ids["ror:02vjkv261"] == ids["hal:2"] != ids["hal:1"]
    assert {link.state for link in links if link.reason == "decision"} == {"joined"}
    assert "decided-different" in {link.state for link in links}


def test_a_decision_on_a_number_of_several_bodies_joins_none_of_them(tmp_path: Path) -> None:
    registers: Things = {
        "hal": {"hal:1": ["isni:0000000121866389"], "hal:2": ["isni:0000000121866389"], "hal:3": []}
    }
    numbers = (("isni:0000000121866389", "hal:3", True),)
    ids, _ = settled(tmp_path, registers, decisions=numbers)
    assert len({ids[key] for key in ("hal:1", "hal:2", "hal:3")}) == 3


def test_the_order_of_imports_does_not_matter(tmp_path: Path) -> None:
    registers: Things = {
        "ror": {"ror:02vjkv261": ["isni:0000000121866389"], "ror:02feahw73": []},
        "etablissements": {"uai:0755364Y": ["siren:180036048", "ror:02vjkv261"]},
        "hal": {"hal:1": ["isni:0000000121866389"], "hal:2": ["siren:180036048"]},
    }
    answers = [
        settled(tmp_path, {kind: registers[kind] for kind in order}, file="-".join(order))[0]
        for order in itertools.permutations(registers)
    ]
    assert all(answer == answers[0] for answer in answers)


def test_an_id_once_issued_is_kept(tmp_path: Path) -> None:
    staging = Staging(tmp_path / "staging.sqlite")
    first = Batch(staging, 1, "rnsr", 40)
    first.writer("organizations", "id", "class", "label_fr")(("siren:180036048", "Company", "A"))
    first.identifier("siren:180036048", "siren:180036048")
    first.finish()
    staging.connection.execute("INSERT INTO batch VALUES (1, 'rnsr', '')")
    settle_identities(staging, {})
    later = Batch(staging, 2, "ror", 20)
    later.writer("organizations", "id", "class", "label_fr")(("ror:02vjkv261", "Company", "A"))
    later.identifier("ror:02vjkv261", "siren:180036048")
    later.finish()
    staging.connection.execute("INSERT INTO batch VALUES (2, 'ror', '')")
    settle_identities(staging, {})
    ids = dict(staging.ask("SELECT key, id FROM identity"))
    staging.close()
    assert set(ids.values()) == {"siren-180036048"}


@pytest.mark.parametrize("blank", [None, "", "  ", 0])
def test_nothing_is_joined_by_what_is_not_there(blank: object) -> None:
    from coopgraph.importing.keys import key_of

    assert [key_of(scheme, blank) for scheme in ("uai", "siren", "ror", "pic", "finess")] == (
        [None] * 5
    )


def test_bodies_that_turn_out_to_be_two_have_two_ids(tmp_path: Path) -> None:
    """An id that was given while they were one stays with the body whose number it is."""
    first: Things = {
        "ror": {"ror:029nkcm90": ["grid:grid.4.1"]},
        "rnsr": {"rnsr:200610854B": ["grid:grid.4.1"]},
    }
    ids, _ = settled(tmp_path, first)
    assert set(ids.values()) == {"rnsr-200610854b"}
    staging = Staging(tmp_path / "staging.sqlite")
    try:
        staging.connection.execute("UPDATE issued SET id = 'ror-029nkcm90'")
        decision = [("ror:029nkcm90", "rnsr:200610854B", False)]
        settle_identities(staging, {}, decision)
        parted = dict(staging.ask("SELECT key, id FROM identity"))
        settle_identities(staging, {}, decision)
        again = dict(staging.ask("SELECT key, id FROM identity"))
    finally:
        staging.close()
    assert parted == {"ror:029nkcm90": "ror-029nkcm90", "rnsr:200610854B": "rnsr-200610854b"}
    assert again == parted


def test_what_is_held_in_memory_does_not_grow_with_the_things(tmp_path: Path) -> None:
    """Things that share no number, each part of the one before; SQLite's own pages are bounded."""
    peaks = []
    for number in (2_000, 20_000):
        staging = Staging(tmp_path / f"{number}.sqlite")
        batch = Batch(staging, 1, "table", 55)
        write = batch.writer("structures", "id", "class", "label_fr", "parent")
        for n in range(number):
            above = f"table:{n - 1}" if n % 10 else None
            write((f"table:{n}", "ResearchTeam", f"Thing {n}", above))
            batch.identifier(f"table:{n}", f"siren:{n:09d}")
        batch.finish()
        staging.connection.execute("INSERT INTO batch VALUES (1, 'table', '')")
        (tmp_path / str(number)).mkdir()
        tracemalloc.start()
        links = settle_identities(staging, {})
        settled = settle_tables(staging, tmp_path / str(number), 1, ())
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
        staging.close()
        assert links == []
        assert settled.rows["structures"] == settled.rows["identifiers"] == number
        assert not settled.circles
    # A key and an id alone would be two megabytes more.
    assert peaks[1] - peaks[0] < 1_000_000

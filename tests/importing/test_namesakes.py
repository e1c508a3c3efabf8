"""Bodies that have no number of ROR, and records of ROR of the same name and country."""

from __future__ import annotations

from pathlib import Path

import pytest

from coopgraph.importing.batch import Batch
from coopgraph.importing.choosing import NAMED_AFTER_SITE
from coopgraph.importing.identity import Link, settle_identities
from coopgraph.importing.staging import Staging

PLACES = {
    "country:FR": ("France", None),
    "country:RE": ("La Réunion", None),
    "country:BE": ("Belgique", None),
    "country:US": ("États-Unis", None),
    "geonames:1": ("Lille", "country:FR"),
    "geonames:2": ("Nice", "country:FR"),
    "geonames:3": ("Saint-Denis", "country:RE"),
    "geonames:4": ("Louvain", "country:BE"),
    "geonames:5": ("Springfield", "country:US"),
    "city:FR:lille": ("LILLE", "country:FR"),
}
#: A record of ROR of that name in Lille.
SCHOOL = ("ror", "ror:041yg4h55", "École nationale supérieure de Chimie de Lille", "geonames:1")
Row = tuple[str, str, str, str | None]


def found(
    path: Path,
    *rows: Row,
    aliases: tuple[tuple[str, str, str], ...] = (),
    numbers: tuple[tuple[str, str], ...] = (),
    decisions: tuple[tuple[str, str, bool], ...] = (),
    notes: tuple[tuple[str, str], ...] = (),
) -> tuple[set[Link], dict[str, str]]:
    """Return the links by name, and the id of each key."""
    staging = Staging(path / "staging.sqlite")
    try:
        kinds = list(dict.fromkeys(row[0] for row in rows))
        for number, kind in enumerate(kinds, 1):
            batch = Batch(staging, number, kind, 40)
            place = batch.writer("places", "id", "class", "label_fr", "within")
            for key, (name, within) in PLACES.items() if number == 1 else ():
                place((key, "Country" if within is None else "City", name, within))
            body = batch.writer("organizations", "id", "class", "label_fr", "place", "note")
            for of, key, name, where in rows:
                if of == kind:
                    note = NAMED_AFTER_SITE if (of, key) in notes else None
                    body((key, "Organisation", name, where, note))
                    batch.identifier(key, key)
            alias = batch.writer("aliases", "entity", "alias", "kind")
            for row in aliases if number == 1 else ():
                alias(row)
            for key, other in numbers if number == len(kinds) else ():
                batch.identifier(key, other)
            batch.finish()
            staging.connection.execute("INSERT INTO batch VALUES (?, ?, '2026')", (number, kind))
        links = settle_identities(staging, {}, decisions)
        ids = dict(staging.ask("SELECT key, id FROM identity"))
    finally:
        staging.close()
    return {link for link in links if link.reason == "same-name"}, ids


@pytest.mark.parametrize(
    ("place", "confidence"),
    [(None, "medium"), ("country:FR", "medium"), ("city:FR:lille", "high"), ("geonames:1", "high")],
)
def test_one_name_in_one_country_is_one_body(
    tmp_path: Path, place: str | None, confidence: str
) -> None:
    """RNSR writes it without accents, and says where it stands or does not."""
    body = ("rnsr", "uai:0590311T", "Ecole Nationale Supérieure de chimie de Lille", place)
    links, ids = found(tmp_path, SCHOOL, body)
    assert links == {Link("uai:0590311T", "ror:041yg4h55", "same-name", confidence)}
    assert ids["uai:0590311T"] == ids["ror:041yg4h55"]


def test_another_town_is_for_a_person_to_decide(tmp_path: Path) -> None:
    body = ("finess", "siren:180036048", SCHOOL[2], "geonames:2")
    pair = ("siren:180036048", "ror:041yg4h55")
    for name, decided in (("none", None), ("same", True), ("apart", False)):
        (tmp_path / name).mkdir()
        decisions = () if decided is None else ((*pair, decided),)
        links, ids = found(tmp_path / name, SCHOOL, body, decisions=decisions)
        said = {Link(*pair, "same-name", "low", "city-differs")} if decided is None else set()
        assert links == said
        assert (ids[pair[0]] == ids[pair[1]]) is (decided is True)


def test_what_is_decided_to_be_different_stays_so(tmp_path: Path) -> None:
    body = ("rnsr", "uai:0590311T", SCHOOL[2], None)
    decision = ("uai:0590311T", "ror:041yg4h55", False)
    links, ids = found(tmp_path, SCHOOL, body, decisions=(decision,))
    assert [link.state for link in links] == ["decided-different"]
    assert ids["uai:0590311T"] != ids["ror:041yg4h55"]


def test_a_town_that_is_that_of_a_site_says_nothing(tmp_path: Path) -> None:
    """FINESS knows a hospital by its first site, whose name and town are not the body's."""
    ror = ("ror", "ror:05qsjq305", "Centre hospitalier universitaire de Nice", "geonames:2")
    rnsr = ("rnsr", "siren:260600705", "CENTRE HOSPITALIER UNIVERSITAIRE DE NICE", None)
    site = ("finess", "siren:260600705", "Hôpital Saint-Antoine", "geonames:1")
    other = ("ror", "ror:01875pg84", "Hôpital Saint Antoine", "geonames:1")
    links, ids = found(tmp_path, ror, other, rnsr, site, notes=(site[:2],))
    assert links == {Link("siren:260600705", "ror:05qsjq305", "same-name", "medium")}
    assert ids["siren:260600705"] != ids["ror:01875pg84"]


def test_the_country_tells_namesakes_apart(tmp_path: Path) -> None:
    """Overseas is France; of two records in one country none is meant."""
    name = "Saint John University"
    records = [
        ("ror", "ror:029nkcm90", name, "geonames:4"),
        ("ror", "ror:041yg4h55", name, "geonames:3"),
        ("ror", "ror:02vjkv261", name, "geonames:5"),
        ("ror", "ror:05qsjq305", name, "country:US"),
    ]
    bodies = [
        ("cordis", "pic:999976784", name, "country:BE"),
        ("rnsr", "uai:9740001A", name, None),
        ("openalex", "pic:999976881", name, "country:US"),
    ]
    links, _ = found(tmp_path, *records, *bodies)
    assert {(link.a, link.b) for link in links} == {
        ("pic:999976784", "ror:029nkcm90"),
        ("uai:9740001A", "ror:041yg4h55"),
    }


@pytest.mark.parametrize(
    ("name", "others", "asked"),
    [
        ("University of Manitoba", (), True),
        (
            "University of Manitoba",
            (("ror", "ror:029nkcm90", "University of Manitoba", None),),
            False,
        ),
        ("Manitoba", (), False),
    ],
)
def test_of_a_body_without_a_country_a_person_decides(
    tmp_path: Path, name: str, others: tuple[Row, ...], asked: bool
) -> None:
    """Records of other countries may have been left out, by ``--country`` or in an extract."""
    record = ("ror", "ror:02gfys938", name, "geonames:5")
    elsewhere = [(*row[:3], "geonames:4") for row in others]
    links, ids = found(tmp_path, record, *elsewhere, ("rnsr", "rnsr-body:manitoba", name, None))
    pair = ("rnsr-body:manitoba", "ror:02gfys938")
    assert links == ({Link(*pair, "same-name", "low", "country-unknown")} if asked else set())
    assert ids[pair[0]] != ids[pair[1]]


def test_names_that_say_little_and_names_of_old_link_nothing(tmp_path: Path) -> None:
    record = ("ror", "ror:02vjkv261", "Institut de la santé", "geonames:1")
    aliases = (
        ("ror:02vjkv261", "ISANTE LONG", "acronym"),
        ("ror:02vjkv261", "Institut d’hygiène", "former-name"),
        ("ror:02vjkv261", "Santé", "alias"),
        ("ror:02vjkv261", "Institute of Health", "alias"),
    )
    bodies = [
        ("rnsr", "uai:0755364Y", "Isante long", None),
        ("rnsr", "uai:0590311T", "Institut d'hygiène", None),
        ("rnsr", "uai:0597139P", "SANTE", None),
        ("rnsr", "siren:180036048", "Institute of Health", None),
    ]
    links, _ = found(tmp_path, record, *bodies, aliases=aliases)
    assert {link.a for link in links} == {"siren:180036048"}


def test_a_name_that_a_register_gives_two_bodies_links_none(tmp_path: Path) -> None:
    name = SCHOOL[2]
    one, other = ("rnsr", "uai:0590311T", name, None), ("rnsr", "siren:180036048", name, None)
    assert found(tmp_path, SCHOOL, one, other)[0] == set()


def test_what_has_a_record_or_is_a_structure_is_not_looked_for(tmp_path: Path) -> None:
    body = ("rnsr", "uai:0590311T", SCHOOL[2], None)
    own = ("ror", "ror:029nkcm90", "Another school", "geonames:1")
    links, ids = found(tmp_path, SCHOOL, own, body, numbers=(("uai:0590311T", "ror:029nkcm90"),))
    assert links == set()
    assert ids["uai:0590311T"] == ids["ror:029nkcm90"] != ids["ror:041yg4h55"]


def test_two_bodies_with_a_number_of_one_kind_are_not_one(tmp_path: Path) -> None:
    """Of two registers or of one, whether both say where the body is or one does."""
    name = SCHOOL[2]
    one = ("etablissements", "siren:180036048", name, None)
    other = ("finess", "siren:260600705", name, None)
    (tmp_path / "two").mkdir()
    links, ids = found(tmp_path / "two", SCHOOL, one, other)
    assert links == set()
    assert len({ids[key] for key in (SCHOOL[1], one[1], other[1])}) == 3
    here = ("cordis", "pic:999976784", name, "country:FR")
    anywhere = ("cordis", "pic:999976881", name, None)
    assert found(tmp_path, SCHOOL, here, anywhere)[0] == set()

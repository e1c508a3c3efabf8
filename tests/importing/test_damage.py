"""Every kind of register against every way in which its file gets damaged.

A damaged file ends the import with exit code 3 and leaves no trace, or what cannot be read is
counted with its place. Nothing in between.
"""

from __future__ import annotations

import gzip
import json
import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.importing import KINDS


@dataclass(frozen=True)
class Sample:
    """A small sound file of a kind, and how to damage it."""

    name: str
    text: str
    #: A name that the file cannot do without, and another one.
    column: tuple[str, str]
    delimiter: str = ""
    #: What the columns mean, for the kinds that are told so.
    mapping: str = ""

    @property
    def body(self) -> bytes:
        return self.text.encode()


def _finess(number: int) -> str:
    cells = [""] * 32
    cells[:5] = ["structureet", str(number), "590780193", "CHU", f"Hôpital {number}"]
    cells[15], cells[18:21], cells[22] = "59000 LILLE", ["101", "CHR", "1101"], "26590671900017"
    return ";".join(cells)


def _ror(number: int) -> dict[str, object]:
    return {
        "id": f"https://ror.org/{'02vjkv261' if number == 0 else '02feahw73'}",
        "status": "active",
        "types": ["government"],
        "names": [{"value": f"Institut né {number}", "types": ["label", "ror_display"]}],
        "admin": {"last_modified": {"date": "2026-06-23"}},
    }


_RNSR = (
    "numero_national_de_structure;libelle;tutelles;code_de_type_de_tutelle;uai_des_tutelles;"
    "siret_des_tutelles;label_numero;sigles_des_tutelles;code_de_nature_de_tutelle\n"
    "201220230S;Unité né;Inserm;TUTE;0755364Y;18003604800015;U 1253;INSERM;EPST\n"
)
_SCHOOLS = (
    "uai - identifiant;Libellé;siren;type d'établissement\n"
    "0597239Y;Université née;130029754;Université\n0755364Y;Autre;180036048;École\n"
)
_WIKIDATA = (
    "item,label_fr,label_en,kinds\nQ1474517,Institut né,Inserm,EPST\nQ280413,Autre,CNRS,EPST\n"
)
_HAL = [
    {"docid": number, "name_s": f"Unité née {number}", "type_s": "laboratory", "valid_s": "VALID"}
    for number in (1, 2)
]
_SCANR = [
    {"id": number, "label": f"Unité née {number}", "level": "2"}
    for number in ("201220230S", "201422237P")
]
_CORDIS = (
    "id;acronym;title;startDate;endDate;contentUpdateDate\n"
    "101000001;Né;A study;2021-01-01;2024-12-31;2026-05-01\n"
    "101000002;AUTRE;Another;2021-01-01;2024-12-31;2026-05-01\n"
)
_LINKS = "rnsr;grid;note\n201220230S;grid.462961.e;né\n201422237P;grid.7429.8;autre\n"
_SITES = "\n".join(["finess;etalab;94;2026-05-12", *map(_finess, (590780003, 590780011))]) + "\n"

_OPENALEX = [
    {
        "id": f"https://openalex.org/I{number}",
        "ror": f"https://ror.org/{ror}",
        "display_name": f"Institut né {number}",
        "type": "government",
        "country_code": "FR",
    }
    for number, ror in ((1, "02vjkv261"), (2, "02feahw73"))
]
_MAPPING = """\
source: {title: Partenaires, date: 2026-05, licence: CC0}
bodies:
  partner:
    class: ResearchOrganisation
    names: {fr: Nom}
    identifiers: {siren: Siren}
"""
_PARTNERS = "Nom;Siren\nInstitut né;180036048\nAutre;130029754\n"
_TURTLE = """\
@prefix vivo: <http://vivoweb.org/ontology/core#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
<http://x.example/a> a vivo:ResearchOrganization ; rdfs:label "Institut né"@fr .
<http://x.example/b> a vivo:University ; rdfs:label "Autre"@fr .
"""

SAMPLES = {
    "openalex": Sample(
        "institutions.json", json.dumps(_OPENALEX, ensure_ascii=False), ("display_name", "nom")
    ),
    "table": Sample("partners.csv", _PARTNERS, ("Siren", "Numéro"), ";", _MAPPING),
    "rdf": Sample("things.ttl", _TURTLE, ("vivo:University", "vivo:Overs"), "."),
    "ror": Sample("ror.json", json.dumps([_ror(0), _ror(1)], ensure_ascii=False), ("names", "nom")),
    "rnsr": Sample("rnsr.csv", _RNSR, ("tutelles", "organismes"), ";"),
    "etablissements": Sample("schools.csv", _SCHOOLS, ("Libellé", "Intitulé"), ";"),
    "finess": Sample("finess.csv", _SITES, ("structureet", "etablissement"), ";"),
    "finess-sites": Sample("finess.csv", _SITES, ("structureet", "etablissement"), ";"),
    "wikidata": Sample("items.csv", _WIKIDATA, ("label_fr", "libelle"), ","),
    "scanr": Sample("scanr.json", json.dumps(_SCANR, ensure_ascii=False), ("label", "libelle")),
    "hal": Sample("hal.json", json.dumps(_HAL, ensure_ascii=False), ("docid", "numero")),
    "cordis": Sample("project.csv", _CORDIS, ("acronym", "sigle"), ";"),
    "crosswalk": Sample("links.csv", _LINKS, ("grid", "grille"), ";"),
}


def _lines(sample: Sample, *inserted: bytes) -> bytes:
    first, *others = sample.body.splitlines(keepends=True)
    return b"".join([first if first.endswith(b"\n") else first + b"\n", *inserted, *others])


def _cut(sample: Sample, path: Path) -> None:
    path.write_bytes(gzip.compress(sample.body)[:-12])


def _cut_text(sample: Sample, path: Path) -> None:
    """Stop before the last cell, or before the end of the list."""
    end = sample.delimiter or "]"
    path.write_bytes(sample.body.rpartition(end.encode())[0])


def _conflict(sample: Sample, path: Path) -> None:
    marks = (b"<<<<<<< HEAD\n", b"=======\n", b">>>>>>> other\n")
    path.write_bytes(_lines(sample, *marks))


def _separator(sample: Sample, path: Path) -> None:
    sign = sample.delimiter or ","
    path.write_bytes(sample.body.replace(sign.encode(), b"|"))


def _encodings(sample: Sample, path: Path) -> None:
    """Letters of UTF-8 and, at the end of the first name with one, a letter of ISO 8859-1."""
    before, sign, after = sample.body.partition("é".encode() if "é" in sample.text else b"\xc3\xb4")
    assert sign
    path.write_bytes(before + sign + b"\xe9" + after)


def _nul(sample: Sample, path: Path) -> None:
    half = len(sample.body) * 2 // 3
    path.write_bytes(sample.body[:half] + b"\0" + sample.body[half:])


def _renamed(sample: Sample, path: Path) -> None:
    path.write_text(sample.text.replace(*sample.column), encoding="utf-8")


def _claims_much(sample: Sample, path: Path) -> None:
    """A zip whose member grows a thousandfold."""
    row = sample.body.splitlines(keepends=True)[-1]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(sample.name, sample.body + row * (24_000_000 // len(row)))


def _empty(_sample: Sample, path: Path) -> None:
    path.write_bytes(b"")


def _workbook(_sample: Sample, path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")


DAMAGES: dict[str, Callable[[Sample, Path], None]] = {
    "truncated-gzip": _cut,
    "cut": _cut_text,
    "conflict-marks": _conflict,
    "separator": _separator,
    "mixed-encodings": _encodings,
    "nul": _nul,
    "renamed-column": _renamed,
    "claims-too-much": _claims_much,
    "empty": _empty,
    "workbook": _workbook,
}


def test_every_kind_has_a_sample() -> None:
    assert set(SAMPLES) == set(KINDS)


@pytest.mark.parametrize("kind", sorted(SAMPLES))
def test_the_sample_is_sound(kind: str, tmp_path: Path) -> None:
    path = tmp_path / SAMPLES[kind].name
    path.write_bytes(SAMPLES[kind].body)
    done = _run(kind, path, tmp_path / "land")
    assert done[0] == 0, done[2]
    assert not _skipped(done[1])


@pytest.mark.parametrize("kind", sorted(SAMPLES))
@pytest.mark.parametrize("damage", DAMAGES)
def test_damage_is_refused_or_counted(kind: str, damage: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / SAMPLES[kind].name
    DAMAGES[damage](SAMPLES[kind], path)
    code, out, err = _run(kind, path, tmp_path / "land")
    if code == 0:
        # A row cut short may be left out and counted, as may what has no name that is known.
        assert damage in ("renamed-column", "cut")
        assert sum(_skipped(out).values()) > 0
        return
    assert code == 3, (out, err)
    assert path.name in err
    assert "Traceback" not in err
    assert "should not happen" not in err
    assert len(err.strip().splitlines()) <= 3
    assert [item.name for item in tmp_path.iterdir()] == ["in"]
    assert list((tmp_path / "in").iterdir()) == [path]


@pytest.mark.parametrize(
    "kind",
    sorted(set(SAMPLES) - {"cordis", "crosswalk"}),  # their bodies have no name of their own
)
def test_a_formula_for_a_name_is_told_as_that(kind: str, tmp_path: Path) -> None:
    names = r"(Institut|Unité|Université|Hôpital) (née?|\d+)( \d)?(,Inserm)?"
    text, number = re.subn(names, "=SUM(A1)", SAMPLES[kind].text, count=1)
    if kind == "wikidata":
        text = text.replace("=SUM(A1)", "=SUM(A1),=SUM(A2)")
    assert number == 1
    path = tmp_path / SAMPLES[kind].name
    path.write_text(text, encoding="utf-8")
    code, out, err = _run(kind, path, tmp_path / "land")
    assert code == 0, err
    reason = "records with a formula or an error of a spreadsheet for a name"
    assert _skipped(out).get(reason) == 1, out


def _run(kind: str, path: Path, land: Path) -> tuple[int, str, str]:
    words = ["import", kind, str(path), "-o", str(land), "--lang", "en", "--format", "json"]
    with tempfile.NamedTemporaryFile("w", suffix=".yaml", encoding="utf-8") as mapping:
        if SAMPLES[kind].mapping:
            mapping.write(SAMPLES[kind].mapping)
            mapping.flush()
            words += ["--mapping", mapping.name]
        done = CliRunner().invoke(cli, words)
    return done.exit_code, done.stdout, done.stderr


def _skipped(out: str) -> dict[str, int]:
    rows = json.loads(out)["rows"]
    return {row["meaning"]: row["number"] for row in rows if row["step"] == "skipped"}

"""``rdf``: the samples of VIVO, SemOpenAlex and EURIO, counted by rdflib; nothing is fetched."""

from __future__ import annotations

import gzip
import re
import socket
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import rdflib
from click.testing import CliRunner
from rdflib import RDF, RDFS, Namespace, URIRef

from coopgraph.cli import cli
from coopgraph.errors import MappingError, SourceError
from coopgraph.importing.mapping.check import read_mapping
from coopgraph.importing.mapping.rdf_files import SYNTAXES
from coopgraph.importing.mapping.rdf_store import needed
from coopgraph.importing.mapping.shipped import shipped_mappings
from coopgraph.importing.run import ImportSummary, import_files
from tests.importing.registers_of_france import assert_sound, no_traces, table

VIVO = Namespace("http://vivoweb.org/ontology/core#")
OBO = Namespace("http://purl.obolibrary.org/obo/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
SOA = "https://semopenalex.org/"
EURIO = "http://data.europa.eu/s66#"


@pytest.fixture(scope="module")
def samples(open_data: Path) -> Path:
    return open_data / "rdf-samples"


@pytest.fixture(scope="module")
def vivo(samples: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(samples / "vivo-sample-data.n3", format="n3")


@pytest.fixture(scope="module")
def vivo_land(
    samples: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, ImportSummary]:
    land = tmp_path_factory.mktemp("vivo") / "land"
    return land, import_files("rdf", [samples / "vivo-sample-data.n3"], land)


def number(iri: Any) -> str:
    return str(iri).rpartition("/")[2]


def numbers(land: Path, name: str) -> dict[str, str]:
    """Return the number of each thing in its IRI by its id."""
    return {row["id"]: number(row["locator"]) for row in table(land, name)}


def skipped(summary: ImportSummary) -> dict[str, int]:
    return {reason: count for reason, count, _ in summary.skipped}


BODIES = {
    VIVO.University: "University",
    VIVO.College: "Department",
    VIVO.AcademicDepartment: "Department",
    VIVO.FundingOrganization: "FundingAgency",
    VIVO.Publisher: "Organisation",
}
PERSONS = (
    FOAF.Person, VIVO.FacultyMember, VIVO.EmeritusFaculty, VIVO.Postdoc, VCARD.Individual,
    VCARD.Name,
)  # fmt: skip


def test_bodies_of_vivo(vivo: rdflib.Graph, vivo_land: tuple[Path, ImportSummary]) -> None:
    land, summary = vivo_land
    expected = {
        (number(one), cls, str(vivo.value(one, RDFS.label)))
        for outside, cls in BODIES.items()
        for one in vivo.subjects(RDF.type, outside)
    }
    assert len(expected) == 13
    found = {
        (number(row["locator"]), row["class"], row["label_fr"])
        for row in table(land, "organizations")
    }
    assert found == expected
    assert summary.source == "vivo"
    assert summary.read == len(set(vivo.subjects(RDF.type)))
    assert_sound(land)


def test_links_of_vivo_come_from_both_sides(
    vivo: rdflib.Graph, vivo_land: tuple[Path, ImportSummary]
) -> None:
    land, _ = vivo_land
    bodies = {one for outside in BODIES for one in vivo.subjects(RDF.type, outside)}
    pairs = {(whole, part) for part, whole in vivo.subject_objects(OBO.BFO_0000050)}
    pairs |= set(vivo.subject_objects(OBO.BFO_0000051))
    expected = {(number(whole), number(part)) for whole, part in pairs if {whole, part} <= bodies}
    assert len(expected) == 7
    ids = numbers(land, "organizations")
    rows = table(land, "participations")
    assert {
        (ids[row["collective"]], ids[row["member"]])
        for row in rows
        if row["role"] == "registered-part"
    } == expected
    parents = {row["id"]: row["parent"] for row in table(land, "organizations") if row["parent"]}
    assert {(ids[whole], ids[part]) for part, whole in parents.items()} == expected


def test_grants_of_vivo(vivo: rdflib.Graph, vivo_land: tuple[Path, ImportSummary]) -> None:
    land, _ = vivo_land
    (grant,) = vivo.subjects(RDF.type, VIVO.Grant)
    (project,) = table(land, "collaborations")
    assert (number(project["locator"]), project["class"]) == (number(grant), "Project")
    interval = vivo.value(grant, VIVO.dateTimeInterval)
    for column, end in (("start_year", VIVO.start), ("end_year", VIVO.end)):
        day = vivo.value(vivo.value(interval, end), VIVO.dateTime)
        assert project[column] == str(day)[:4]
    ids = numbers(land, "organizations")
    bodies = {one for outside in BODIES for one in vivo.subjects(RDF.type, outside)}
    expected = {(number(vivo.value(grant, VIVO.assignedBy)), "funder")}
    expected |= {
        (number(one), "participant") for one in vivo.objects(grant, VIVO.relates) if one in bodies
    }
    assert {
        (ids[row["member"]], row["role"])
        for row in table(land, "participations")
        if row["collective"] == project["id"]
    } == expected


def test_persons_are_not_read(
    samples: Path, vivo: rdflib.Graph, vivo_land: tuple[Path, ImportSummary]
) -> None:
    land, summary = vivo_land
    persons = {one for cls in PERSONS for one in vivo.subjects(RDF.type, cls)}
    assert skipped(summary)["person"] == len(persons) == 22
    bodies = {one for outside in BODIES for one in vivo.subjects(RDF.type, outside)}
    rest = (
        set(vivo.subjects(RDF.type)) - persons - bodies - set(vivo.subjects(RDF.type, VIVO.Grant))
    )
    assert skipped(summary)["unknown-class"] == len(rest)
    names = {
        part
        for one in persons
        for label in [*vivo.objects(one, RDFS.label), *vivo.objects(one, VCARD.familyName)]
        for part in re.findall(r"\w{4,}", str(label))
    }
    assert "Roberts" in names and len(names) > 10
    whole = b"".join(path.read_bytes() for path in sorted(land.rglob("*")) if path.is_file())
    said = repr(summary)
    for name in names - {"Sample", "Page"}:
        assert name.encode() not in whole, name
        assert name not in said


def test_labels_by_language(samples: Path, tmp_path: Path, vivo: rdflib.Graph) -> None:
    """The French file names the things by other addresses: a rewrite brings them together."""
    french = rdflib.Graph().parse(samples / "vivo-sample-data-i18n-fr_FR.ttl")
    text = shipped_mappings()["vivo"].read_text(encoding="utf-8")
    rewrite = (
        "rewrite: {'http://localhost:8080/vivo_i18n/individual/': "
        "'http://vivo.mydomain.edu/individual/'}\n"
    )
    (tmp_path / "map.yaml").write_text(text + rewrite, encoding="utf-8")
    files = [samples / "vivo-sample-data.n3", samples / "vivo-sample-data-i18n-fr_FR.ttl"]
    import_files("rdf", files, tmp_path / "land", mapping=str(tmp_path / "map.yaml"))
    translated = {number(one): str(label) for one, label in french.subject_objects(RDFS.label)}
    rows = table(tmp_path / "land", "organizations")
    assert len(rows) == 13
    both = 0
    for row in rows:
        english = str(vivo.value(URIRef(row["locator"]), RDFS.label))
        assert row["label_en"] == english
        assert row["label_fr"] == translated.get(number(row["locator"]), english)
        both += number(row["locator"]) in translated
    assert both == 12


def test_institutions_of_semopenalex(samples: Path, tmp_path: Path) -> None:
    raw = gzip.decompress((samples / "semopenalex-data-sample.trig.gz").read_bytes())
    graph = rdflib.Dataset(default_union=True).parse(data=raw, format="trig")
    cls = URIRef(SOA + "class/Institution")
    summary = import_files("rdf", [samples / "semopenalex-data-sample.trig.gz"], tmp_path / "land")
    land = tmp_path / "land"
    kinds = {"education": "HigherEducationInstitution", "nonprofit": "Organisation"}
    expected = {
        (
            str(graph.value(one, FOAF.name)),
            kinds[str(graph.value(one, URIRef(SOA + "property/rorType")))],
            str(graph.value(one, URIRef("https://dbpedia.org/property/acronym")) or ""),
        )
        for one in graph.subjects(RDF.type, cls)
    }
    rows = table(land, "organizations")
    assert {(row["label_fr"], row["class"], row["acronym"]) for row in rows} == expected
    assert len(rows) == 4
    borne = {(row["scheme"], row["value"]) for row in table(land, "identifiers")}
    stated = {("openalex", number(one)) for one in graph.subjects(RDF.type, cls)}
    for scheme, name in (("ror", "ror"), ("grid", "grid")):
        stated |= {(scheme, str(value)) for value in graph.objects(None, URIRef(
            f"{SOA}property/{name}"))}  # fmt: skip
    stated |= {("wikidata", item) for item in re.findall(r"wikidata\.org/wiki/(Q\d+)\"",
                                                         raw.decode())
               if any(item in str(value) for one in graph.subjects(RDF.type, cls)
                      for value in graph.objects(one))}  # fmt: skip
    assert borne == stated and len(borne) == 16
    # What they are associated with is in no file; each link is counted.
    links = list(graph.subject_objects(URIRef(SOA + "property/hasAssociatedInstitution")))
    assert summary.own["claims"] == summary.dangling["claims"] == len(links) == 34
    types = Counter(graph.objects(None, RDF.type))
    assert skipped(summary) == {
        "person": types[URIRef(SOA + "class/Author")],
        "unknown-class": len(set(graph.subjects(RDF.type))) - 4 - 3,
    }
    assert_sound(land)


def test_the_vocabulary_alone_holds_nothing(samples: Path, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="vocabulary, without the data"):
        import_files("rdf", [samples / "EURIO-v2.4.ttl"], tmp_path / "land", mapping="eurio")
    no_traces(tmp_path / "land")


def test_eurio_is_mapped_by_names_of_its_ontology(samples: Path) -> None:
    graph = rdflib.Graph().parse(samples / "EURIO-v2.4.ttl")
    mapping = read_mapping(shipped_mappings()["eurio"], "rdf")
    used = {iri for iri in needed(mapping) if iri.startswith(EURIO)}
    used |= {iri for body in mapping.bodies for iri, _ in body.classes}
    used |= mapping.persons | {link.node for link in mapping.links if link.node}
    assert len(used) > 20
    assert {iri for iri in used if (URIRef(iri), RDF.type, None) not in graph} == set()
    (roles,) = [link.cells["role"] for link in mapping.links if link.node]
    printed = re.search(r"eurio:roleLabel rdf:type.*?oneOf \((.*?)\)",
                        (samples / "EURIO-v2.4.ttl").read_text(), re.DOTALL)  # fmt: skip
    assert printed is not None
    assert set(roles.values) == set(re.findall(r'"(.*?)"', printed[1]))


EURIO_DATA = """\
@prefix eurio: <http://data.europa.eu/s66#> .
@prefix d: <http://data.europa.eu/s66/resource/> .
d:p1 a eurio:Project ; eurio:title "A study" ; eurio:identifier "101017452" ;
  eurio:hasAcronym [ a eurio:TitleAcronym ; eurio:shortForm "STUDY" ] ;
  eurio:startDate "2021-03-01"^^<http://www.w3.org/2001/XMLSchema#date> ;
  eurio:hasInvolvedParty d:r1, d:r2 .
d:r1 a eurio:OrganisationRole ; eurio:isRoleOf d:o1 ; eurio:roleLabel "coordinator" .
d:r2 a eurio:OrganisationRole ; eurio:roleLabel "third party" .
d:o2 eurio:hasRole d:r2 .
d:r3 a eurio:OrganisationRole ; eurio:roleLabel "partner" .
d:o1 a eurio:ResearchOrganisation ; eurio:legalName "INSERM" ; eurio:identifier "999997833" ;
  eurio:hasSite [ eurio:hasAddress [ eurio:addressLocality "Paris" ;
  eurio:addressCountry "FR" ] ] ; eurio:hasUnit d:u1 .
d:o2 a eurio:Organisation , eurio:SME ; eurio:legalName "Ltd" ; eurio:isSubOrganisationOf d:o1 .
d:u1 a eurio:OrganisationUnit ; eurio:name "Unit" .
d:x1 a eurio:Person ; eurio:name "Somebody" .
"""


def test_projects_and_roles_of_eurio(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(EURIO_DATA)
    summary = import_files("rdf", [tmp_path / "a.ttl"], tmp_path / "land")
    land = tmp_path / "land"
    (project,) = table(land, "collaborations")
    assert (project["id"], project["acronym"], project["start_date"]) == (
        "iri-data-europa-eu-s66-resource-p1", "STUDY", "2021-03-01"
    )  # fmt: skip
    bodies = {row["label_fr"]: row for row in table(land, "organizations")}
    assert {name: row["class"] for name, row in bodies.items()} == {
        "INSERM": "ResearchOrganisation", "Ltd": "Company", "Unit": "Department"
    }  # fmt: skip
    assert (bodies["INSERM"]["id"], bodies["INSERM"]["place"]) == ("inserm", "paris")
    assert {(row["member"], row["role"]) for row in table(land, "participations")} == {
        ("inserm", "coordinator"),
        (bodies["Ltd"]["id"], "third-party"),
        (bodies["Ltd"]["id"], "registered-part"),
        (bodies["Unit"]["id"], "registered-part"),
    }
    assert skipped(summary) == {"person": 1, "unlinked": 1, "unknown-class": 1}
    assert {row["value"] for row in table(land, "identifiers")} == {"101017452", "999997833"}
    assert_sound(land)


ODD = """\
@prefix vivo: <http://vivoweb.org/ontology/core#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix : <http://x.org/> .
:a a vivo:Department ; rdfs:label "A" ; obo:BFO_0000050 :b .
:b a vivo:Department ; rdfs:label "B" ; obo:BFO_0000050 :c .
:c a vivo:Department ; rdfs:label "C" ; obo:BFO_0000050 :a , :c , :gone .
:d a vivo:University .
:e a vivo:University ; rdfs:label "Uni"@de , "Universit\\u00e9"@fr-CA , "Univ"@fr-FR .
[] a vivo:Laboratory ; rdfs:label "Lab" ; obo:BFO_0000050 :e .
[] a vivo:Laboratory ; rdfs:label "Lab 2" .
[] a vivo:Laboratory .
:f a vivo:University , <http://xmlns.com/foaf/0.1/Person> ; rdfs:label "Somebody" .
"""


def test_cycles_blank_nodes_missing_labels(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_text(ODD)
    summary = import_files("rdf", [tmp_path / "a.ttl"], tmp_path / "land")
    land = tmp_path / "land"
    rows = {row["label_fr"]: row for row in table(land, "organizations")}
    assert set(rows) == {"A", "B", "C", "Univ"}
    assert {rows[name]["parent"] for name in "ABC"} == {""}
    assert summary.circles == {"organizations.parent": 3}
    assert [(row["alias"], row["language"]) for row in table(land, "aliases")] == [
        ("Uni", "de"), ("Université", "fr-ca")
    ]  # fmt: skip
    assert {row["id"] for row in table(land, "structures")} == {"own-vivo-lab", "own-vivo-lab-2"}
    (link,) = table(land, "cotutelles")
    assert (link["structure"], link["body"]) == ("own-vivo-lab", rows["Univ"]["id"])
    assert skipped(summary) == {
        "no-name": 1, "nameless-body": 1, "person": 1, "relation-to-itself": 1
    }  # fmt: skip
    assert [(what, names) for what, names, _, _ in summary.unresolved] == [("thing", 1)]
    assert_sound(land)


def test_blank_nodes_of_two_files_are_two(tmp_path: Path) -> None:
    head = ODD.partition(":a a")[0]
    for name, label in (("1.nt", "One"), ("2.nt", "Two")):
        graph = rdflib.Graph().parse(
            data=f'{head} _:x a vivo:University ; rdfs:label "{label}" .', format="turtle"
        )
        data = re.sub(r"_:\w+", "_:x", graph.serialize(format="nt"))
        (tmp_path / name).write_text(data)
    files = [tmp_path / "1.nt", tmp_path / "2.nt"]
    import_files("rdf", files, tmp_path / "land")
    names = {row["label_fr"] for row in table(tmp_path / "land", "organizations")}
    assert names == {"One", "Two"}


@pytest.mark.parametrize("ending", sorted(set(SYNTAXES) - {".turtle", ".owl", ".xml", ".json"}))
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "gzip"])
def test_every_syntax_says_the_same(tmp_path: Path, ending: str, packed: bool) -> None:
    syntax = {
        ".ttl": "turtle", ".n3": "n3", ".nt": "nt", ".nq": "nquads", ".trig": "trig",
        ".rdf": "xml", ".jsonld": "json-ld",
    }[ending]  # fmt: skip
    dataset = rdflib.Dataset(default_union=True)
    dataset.parse(data=ODD, format="turtle")
    graph: Any = dataset
    if syntax not in ("nquads", "trig", "json-ld"):
        graph = rdflib.Graph()
        for triple in dataset.triples((None, None, None)):
            graph.add(triple)
    data = graph.serialize(format=syntax, encoding="utf-8")
    file = tmp_path / f"a{ending}{'.gz' if packed else ''}"
    file.write_bytes(gzip.compress(data) if packed else data)
    (tmp_path / "plain.ttl").write_text(ODD)
    tables = []
    for name in (file.name, "plain.ttl"):
        land = tmp_path / f"land-{name}"
        import_files("rdf", [tmp_path / name], land, dated="2026")
        tables.append({path.name: path.read_text() for path in sorted(land.glob("*.csv"))
                       if path.name != "sources.csv"})  # fmt: skip
    assert tables[0] == tables[1]


def hostile(name: str) -> tuple[str, bytes]:
    rdf = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/"'
    body = f'<rdf:RDF {rdf}><rdf:Description rdf:about="http://a"><e:p>&x;</e:p></rdf:Description>'
    xml = '<?xml version="1.0"?>\n<!DOCTYPE r [{}]>\n' + body + "</rdf:RDF>"
    laughs = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    return {
        "context": ("a.jsonld", b'{"@context": "http://127.0.0.1:9/c", "@id": "http://a"}'),
        "context in a list": (
            "a.jsonld", b'{"@context": [{}, "http://127.0.0.1:9/c"], "@id": "http://a"}'
        ),
        "external": ("a.rdf", xml.format('<!ENTITY x SYSTEM "file:///etc/hostname">').encode()),
        "parameter": ("a.rdf", xml.format('<!ENTITY % x SYSTEM "http://127.0.0.1:9/d">').encode()),
        "laughs": ("a.rdf", xml.format(f'<!ENTITY a "ha">{laughs}<!ENTITY x "&j;">').encode()),
        "far": ("a.rdf", xml.format(" " * 70_000 + '<!ENTITY x "y">').encode()),
    }[name]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["context", "context in a list", "external", "parameter", "laughs", "far"]
)
def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    file, data = hostile(name)
    (tmp_path / file).write_bytes(data)
    said = "not fetched" if "context" in name else "declares entities"
    with pytest.raises(SourceError, match=said):
        import_files("rdf", [tmp_path / file], tmp_path / "land", mapping="vivo")
    no_traces(tmp_path / "land")


def test_abbreviations_of_xml_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.owl").write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE rdf:RDF [\n'
        '<!ENTITY vivo "http://vivoweb.org/ontology/core#">\n]>\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"\n'
        ' xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#">\n'
        '<rdf:Description rdf:about="http://x/a"><rdf:type rdf:resource="&vivo;University"/>'
        "<rdfs:label>A</rdfs:label></rdf:Description></rdf:RDF>"
    )
    import_files("rdf", [tmp_path / "a.owl"], tmp_path / "land")
    assert [row["class"] for row in table(tmp_path / "land", "organizations")] == ["University"]


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.doc", b"", "which syntax of RDF"),
        ("a.ttl", b"<http://a> <http://b> .", "after statement 0: Parser error at line 1"),
        ("a.ttl", b"<http://a> <http://b> <http://c> .", "no mapping fits"),
        ("a.ttl", b"", "no mapping fits"),
        ("a.nt.gz", gzip.compress(b"<http://a> <http://b> <http://c> .\n" * 9000)[:-9], "cut"),
        ("gone.ttl", None, "no such file or folder"),
    ],
    ids=["name", "syntax", "unknown", "empty", "cut", "missing"],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, data: bytes | None, said: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    with pytest.raises(SourceError, match=said):
        import_files("rdf", [tmp_path / name], tmp_path / "land")
    no_traces(tmp_path / "land")


def test_a_mapping_of_ones_own_is_checked(tmp_path: Path) -> None:
    (tmp_path / "map.yaml").write_text(
        "source: {title: A}\n"
        "prefixes: {v: 'http://v/'}\n"
        "namespaces: [w]\n"
        "persons: [v:Person, x:Person]\n"
        "things:\n"
        "  one:\n"
        "    classes: {v:U: Universty, y:V: Company}\n"
        "    names: v:name / z:name\n"
        "    iri: {orcid: 'http://v/'}\n"
        "links:\n"
        "  - {kind: part-of, part: v:a, whole: v:b}\n"
        "  - {kind: part-of, part: ., whole: v:b, since: v:c}\n"
    )
    (tmp_path / "a.ttl").write_text(ODD)
    with pytest.raises(MappingError) as caught:
        import_files(
            "rdf", [tmp_path / "a.ttl"], tmp_path / "land", mapping=str(tmp_path / "map.yaml")
        )
    said = [(fault.line, str(fault.cause)) for fault in caught.value.faults]
    assert said == [
        (3, "namespaces: 'w' is no name with a known prefix"),
        (4, "persons: 'x:Person' is no name with a known prefix"),
        (7, "things.one.classes.v:U: no class 'Universty'"),
        (7, "things.one.classes: 'y:V' is no name with a known prefix"),
        (8, "things.one.names: 'z:name' is no name with a known prefix"),
        (9, "things.one.iri: no register 'orcid'"),
        (11, "links[1]: neither end is the thing itself"),
        (12, "unknown key 'links[2].since'"),
    ]


def test_shipped_mappings_are_sound_and_can_be_had(tmp_path: Path) -> None:
    for name, path in shipped_mappings().items():
        mapping = read_mapping(path, "rdf")
        assert (mapping.source.id, bool(mapping.persons)) == (name, True)
    (tmp_path / "a.ttl").write_text(ODD)
    done = CliRunner().invoke(cli, ["import", "rdf", str(tmp_path / "a.ttl"), "--starter"])
    assert done.exit_code == 0
    assert done.stdout == shipped_mappings()["vivo"].read_text(encoding="utf-8")

"""Hostile labels of a foreign store: every format stays valid, whole and harmless."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import networkx as nx
import openpyxl
import pyoxigraph
import pytest
import rdflib
from click.testing import CliRunner, Result
from pyoxigraph import Literal, NamedNode, Quad

from coopgraph.cli import cli
from coopgraph.namespaces import GRAPH_CONSENSUS, ID_NS, SKOS_NS
from coopgraph.rdf.build import build_store
from coopgraph.resources import example_dir
from coopgraph.store.disk import write_store

CONTROLS = "A\x00\x01\x07\x0b\x1b[31m\x7f\x9b2J\u0085\u2028\u202e\u2066\ufdd0\ufffe\uffffB"
LABELS = {
    "controls": CONTROLS,
    "formula": '=HYPERLINK("http://evil.example","x")',
    "command": "+cmd|' /C calc'!A0",
    "tab": "\t=1+1",
    "space": " @SUM(A1)",
    "wide": "＝1+1",
    "separators": 'a,b;c\td"e\r\nf\rg',
    "markup": "<script>alert(1)</script> ]]> & ' \" &amp;",
    "escapes": "\\u0041 _x0041_ %41 {0}",
    "bidi": "admin\u202etxt.exe\u2069",
    "emoji": "\U0001f469\u200d\U0001f52c e\u0301 ﬁ",
}
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)
#: Bodies that the exported network draws, one for each label.
BODIES = (
    "institut-exemple", "universite-de-valfictif", "universite-de-port-imagine",
    "universite-des-trois-rives", "organisme-national-d-essais", "ecole-des-modeles",
    "fictipharma", "u-1", "u-2", "u-3", "u-4",
)  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write a store whose labels are hostile; return its address."""
    inner = build_store([example_dir()])
    label, graph = NamedNode(SKOS_NS + "prefLabel"), NamedNode(GRAPH_CONSENSUS)
    assert len(BODIES) == len(LABELS)
    for body, text in zip(BODIES, LABELS.values(), strict=True):
        subject = NamedNode(ID_NS + body)
        found = list(inner.quads_for_pattern(subject, label, None, graph))
        assert found, body
        for quad in found:
            inner.remove(quad)
        for lang in ("fr", "en"):
            inner.add(Quad(subject, label, Literal(text, language=lang), graph))
    path = tmp_path_factory.mktemp("hostile") / "store"
    write_store(inner, path)
    return f"oxigraph:{path}"


def _run(hostile: str, *arguments: str) -> Result:
    result = CliRunner().invoke(
        cli, [*arguments, "--store", hostile, "--as-of", "2024-12-31", "--lang", "en"]
    )
    assert result.exit_code == 0, result.output
    return result


def _export(hostile: str, folder: Path, name: str, *options: str) -> bytes:
    _run(hostile, "export", "-o", str(folder / name), *options)
    path = folder / name
    return path.read_bytes() if path.exists() else b""


def _shown(text: str) -> str:
    """Return what is left of a label where the format has no escapes."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\ufdd0-\ufdef]", "\ufffd", HIDDEN.sub("\ufffd", text))


@pytest.mark.parametrize(
    ("extension", "syntax"),
    [
        (".ttl", "turtle"),
        (".nt", "nt"),
        (".trig", "trig"),
        (".nq", "nquads"),
        (".jsonld", "json-ld"),
    ],
)
def test_rdf_keeps_every_character_and_hides_none(
    hostile: str, tmp_path: Path, extension: str, syntax: str
) -> None:
    raw = _export(hostile, tmp_path, f"x{extension}")
    text = raw.decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", ""))
    graph = rdflib.Dataset() if extension in (".trig", ".nq", ".jsonld") else rdflib.Graph()
    graph.parse(data=raw, format=syntax)
    triples = (
        {quad[:3] for quad in graph.quads()} if isinstance(graph, rdflib.Dataset) else set(graph)
    )
    labels = {str(o) for _, p, o in triples if str(p) == SKOS_NS + "prefLabel"}
    assert set(LABELS.values()) <= labels
    kinds = {".ttl": "TURTLE", ".nt": "N_TRIPLES", ".trig": "TRIG", ".nq": "N_QUADS"}
    kind = getattr(pyoxigraph.RdfFormat, kinds.get(extension, "JSON_LD"))
    again = {quad.object.value for quad in pyoxigraph.parse(raw, format=kind)}
    assert set(LABELS.values()) <= again


@pytest.mark.parametrize("extension", [".rdf", ".rdfxml"])
def test_rdf_xml_is_well_formed(hostile: str, tmp_path: Path, extension: str) -> None:
    raw = _export(hostile, tmp_path, f"x{extension}")
    assert not HIDDEN.search(raw.decode("utf-8").replace("\n", ""))
    graph = rdflib.Graph().parse(data=raw, format="xml")
    labels = {str(o) for o in graph.objects(None, rdflib.URIRef(SKOS_NS + "prefLabel"))}
    kept = {name: text for name, text in LABELS.items() if name != "controls"}
    assert set(kept.values()) <= labels
    assert any(label.startswith("A\ufffd\ufffd\ufffd\ufffd\ufffd[31m\x7f") for label in labels)


@pytest.mark.parametrize("extension", [".graphml", ".gexf"])
def test_network_xml_is_well_formed(hostile: str, tmp_path: Path, extension: str) -> None:
    raw = _export(hostile, tmp_path, f"x{extension}")
    ET.fromstring(raw)  # noqa: S314  # our own output
    assert not HIDDEN.search(raw.decode("utf-8").replace("\n", ""))
    read = nx.read_graphml if extension == ".graphml" else nx.read_gexf
    graph = read(tmp_path / f"x{extension}")
    for name, body in zip(LABELS, BODIES, strict=True):
        found = graph.nodes[ID_NS + body]["label"]
        if name == "controls":
            assert found.startswith("A\ufffd\ufffd")
        elif name != "separators":
            assert found == LABELS[name]


def test_node_link_json_keeps_every_character(hostile: str, tmp_path: Path) -> None:
    text = _export(hostile, tmp_path, "x.json").decode("utf-8")
    assert not HIDDEN.search(text.replace("\n", ""))
    labels = {node["label"] for node in json.loads(text)["nodes"]}
    assert set(LABELS.values()) <= labels


def test_network_tables_hold_no_formula_and_nothing_hidden(hostile: str, tmp_path: Path) -> None:
    _export(hostile, tmp_path, "x.csv")
    for name in ("x-nodes.csv", "x-edges.csv"):
        raw = (tmp_path / name).read_bytes()
        text = raw.decode("utf-8")
        assert not HIDDEN.search(text.replace("\r\n", ""))
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        assert len({len(row) for row in rows}) == 1
        for row in rows:
            for cell in row:
                assert not re.match(r"[\s\ufeff]*[=+@＝]|-[^\d]", cell), cell
        if name == "x-nodes.csv":
            labels = {row[rows[0].index("label")] for row in rows}
            assert {_shown(LABELS["markup"]), _shown(LABELS["bidi"])} <= labels
            assert "'" + LABELS["formula"] in labels


QUERY = "SELECT ?s ?name WHERE { ?s skos:prefLabel ?name FILTER(STRSTARTS(STR(?s), STR(id:))) }"


def _query(hostile: str, format: str, folder: Path, *options: str) -> bytes:
    path = folder / f"answer.{format}"
    _run(hostile, "query", "-e", QUERY, "--format", format, "-o", str(path), *options)
    return path.read_bytes()


@pytest.mark.parametrize("format", ["json", "xml", "tsv"])
def test_results_of_the_w3c_keep_what_they_can(hostile: str, tmp_path: Path, format: str) -> None:
    raw = _query(hostile, format, tmp_path)
    assert not HIDDEN.search(raw.decode("utf-8").replace("\n", ""))
    if format == "tsv":  # one term in Turtle's words per field
        fields = [line.split("\t")[1] for line in raw.decode("utf-8").splitlines()[1:]]
        names = {str(rdflib.util.from_n3(field)) for field in fields}
    else:
        parsed = rdflib.query.Result.parse(io.BytesIO(raw), format=format)
        names = {str(binding[rdflib.Variable("name")]) for binding in parsed.bindings}
    kept = dict(LABELS)
    if format == "xml":
        del kept["controls"]
    assert set(kept.values()) <= names


def test_csv_of_the_w3c_is_harmless_unless_it_is_to_be_raw(hostile: str, tmp_path: Path) -> None:
    text = _query(hostile, "csv", tmp_path).decode("utf-8")
    assert not HIDDEN.search(text.replace("\r\n", ""))
    names = {row[1] for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
    assert "'" + LABELS["formula"] in names
    assert _shown(LABELS["controls"]) in names
    raw = _query(hostile, "csv", tmp_path, "--raw").decode("utf-8")
    names = {row[1] for row in csv.reader(io.StringIO(raw, newline=""), strict=True)}
    assert set(LABELS.values()) <= names


@pytest.mark.parametrize("command", [("query", "-e", QUERY), ("show", "id:u-1"), ("gaps",)])
def test_sheets_hold_text_and_never_a_formula(
    hostile: str, tmp_path: Path, command: tuple[str, ...]
) -> None:
    path = tmp_path / "x.xlsx"
    _run(hostile, *command, "-o", str(path))
    book = openpyxl.load_workbook(path)
    texts = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "b", "d"), cell.value
                if cell.hyperlink is not None:
                    assert cell.hyperlink.target.startswith(("http://", "https://"))
                if isinstance(cell.value, str):
                    assert not HIDDEN.search(cell.value)
                    texts.add(cell.value)
    if command[0] == "query":
        assert {_shown(text) for text in LABELS.values()} <= texts


@pytest.mark.parametrize("format", ["table", "md", "csv", "tsv", "json"])
@pytest.mark.parametrize(
    "command",
    [
        ("show", "id:institut-exemple"),
        ("show", "id:institut-exemple", "--sources"),
        ("gaps",),
        ("validate", "--fail-on", "never"),
        ("query", "partners-by-joint-units"),
        ("projections", "layers", "--with-focus"),
        ("projections", "structures", "--with-focus"),
    ],
    ids=lambda command: " ".join(command),
)
def test_what_is_printed_moves_no_terminal(
    hostile: str, command: tuple[str, ...], format: str
) -> None:
    text = _run(hostile, *command, "--format", format).stdout
    assert text
    assert not HIDDEN.search(text.replace("\r\n", "\n"))


def test_errors_move_no_terminal(hostile: str) -> None:
    for name in ("no\x1b[2Jbody", "\u202eno body"):
        result = CliRunner().invoke(cli, ["show", name, "--store", hostile])
        assert result.exit_code == 3
        assert not HIDDEN.search(result.stderr)

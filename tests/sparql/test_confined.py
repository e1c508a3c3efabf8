"""The child process: answers, faults, limits, and what it cannot reach."""

from __future__ import annotations

import contextlib
import socket
import sys
import threading
import time
from pathlib import Path

import pytest
from pyoxigraph import Literal

from coopgraph.errors import QueryError, StoreError, UnknownEntity
from coopgraph.resources import example_dir
from coopgraph.sparql import confined
from coopgraph.sparql.confined import Confined, ask_confined
from coopgraph.store import Solutions

EXAMPLE = [example_dir()]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.mark.parametrize("store", ["memory:", "rdflib:"])
def test_every_form_is_answered(store: str) -> None:
    def ask(text: str, **values: str) -> object:
        return ask_confined(text, values, data=EXAMPLE, store=store).answer

    rows = ask("SELECT ?s ?n ?x { ?s a coop:GrandeEcole ; skos:prefLabel ?n }")
    assert isinstance(rows, Solutions)
    assert rows.variables == ("s", "n", "x")
    assert [(row[1], row[2]) for row in rows.rows] == [
        (Literal("École des modèles", language="fr"), None)
    ]
    assert ask("ASK { ?s a coop:GrandeEcole }") is True
    assert ask("ASK { ?s a coop:Nothing }") is False
    triples = ask("CONSTRUCT { ?s a coop:School } WHERE { ?s a coop:GrandeEcole }")
    assert isinstance(triples, list)
    assert len(triples) == 1
    mine = ask("SELECT ?u { ?u coop:supervisedBy ?p }", p="École des modèles")
    assert isinstance(mine, Solutions)
    assert len(mine.rows) == 1


def test_a_header_gives_parameters_their_type() -> None:
    text = (
        "# id: mine\n# question-fr: Depuis ?\n# question-en: Since?\n# params:\n"
        "#   since (year, default as-of): année | year\n"
        "SELECT ?s { ?s coop:startYear ?y FILTER(?y >= ?since) }"
    )
    answer = ask_confined(text, {"since": "2021"}, data=EXAMPLE).answer
    assert isinstance(answer, Solutions)
    assert answer.rows
    with pytest.raises(QueryError, match="a year of four digits"):
        ask_confined(text, {"since": "recently"}, data=EXAMPLE)


def test_the_age_of_the_picture_comes_with_the_answer() -> None:
    sources = ask_confined("ASK { }", data=EXAMPLE).sources
    assert any("2023-06-30" in str(source) for source in sources)


def test_errors_keep_their_kind() -> None:
    with pytest.raises(QueryError, match="cannot be answered"):
        ask_confined("SELECT ?s { ?s ?p", data=EXAMPLE)
    with pytest.raises(UnknownEntity, match="Nobody"):
        ask_confined("SELECT ?s { ?s ?p ?o }", {"o": "Nobody"}, data=EXAMPLE)
    with pytest.raises(StoreError, match="no store of coopgraph here"):
        ask_confined("ASK { }", store="oxigraph:/nowhere")


@pytest.mark.parametrize("store", ["memory:", "rdflib:"])
def test_an_endless_query_is_stopped_at_its_limit(store: str) -> None:
    begin = time.monotonic()
    with pytest.raises(QueryError, match=r"stopped after 0.5 s; make it more selective"):
        ask_confined(ENDLESS, data=EXAMPLE, store=store, timeout=0.5)
    assert time.monotonic() - begin < 20


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_a_query_that_eats_memory_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
    with pytest.raises(QueryError, match="needs more than 2048 MB, or breaks the engine"):
        ask_confined(f"SELECT ?x40 {{ BIND('0123456789' AS ?x0) {doubled} }}", data=EXAMPLE)


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are started."""
    numbers: list[int] = []
    start = confined._started

    def counted() -> object:
        child = start()
        numbers.append(child.pid)
        return child

    monkeypatch.setattr(confined, "_started", counted)
    return numbers


def test_several_queries_share_a_process(started: list[int]) -> None:
    with Confined(data=EXAMPLE) as child:
        assert not started
        assert child.ask("ASK { ?s a coop:GrandeEcole }").answer is True
        with pytest.raises(QueryError, match="cannot be answered"):
            child.ask("SELECT ?s { ?s ?p")
        with pytest.raises(UnknownEntity, match="Nobody"):
            child.ask("SELECT ?s { ?s ?p ?o }", {"o": "Nobody"})
        answer = child.ask("SELECT ?n { ?s a coop:GrandeEcole ; skos:prefLabel ?n }\n# end")
        assert isinstance(answer.answer, Solutions)
        assert answer.answer.rows == [(Literal("École des modèles", language="fr"),)]
        assert answer.sources
    assert len(started) == 1


def test_a_query_that_is_stopped_takes_nothing_from_the_others(started: list[int]) -> None:
    with Confined(data=EXAMPLE, timeout=2) as child:
        assert child.ask("ASK { ?s ?p ?o }").answer is True
        with pytest.raises(QueryError, match="stopped after 2 s"):
            child.ask(ENDLESS)
        assert child.ask("ASK { ?s a coop:GrandeEcole }").answer is True
    assert len(started) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux only")
def test_a_query_that_ends_a_shared_process_gets_one_of_its_own(started: list[int]) -> None:
    doubled = " ".join(f"BIND(CONCAT(?x{i}, ?x{i}) AS ?x{i + 1})" for i in range(40))
    with Confined(data=EXAMPLE) as child:
        assert child.ask("ASK { ?s ?p ?o }").answer is True
        with pytest.raises(QueryError, match="needs more than 2048 MB, or breaks the engine"):
            child.ask(f"SELECT ?x40 {{ BIND('0123456789' AS ?x0) {doubled} }}")
        assert len(started) == 2
        assert child.ask("ASK { ?s a coop:Nothing }").answer is False
    assert len(started) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="files are bounded on POSIX systems only")
def test_the_child_can_open_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a query that slipped through the guard reaches nobody."""
    heard = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)

        def listen() -> None:
            with contextlib.suppress(OSError):
                heard.append(server.accept())

        listener = threading.Thread(target=listen)
        listener.start()
        port = server.getsockname()[1]
        monkeypatch.setattr(confined, "guard", lambda text: "SELECT")
        monkeypatch.setattr(
            confined,
            "_COMMAND",
            "from coopgraph.sparql import run, serving; run.guard = str; serving.serve()",
        )
        text = f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}"
        with pytest.raises(QueryError):
            ask_confined(text, data=EXAMPLE, timeout=20)
        server.close()
        listener.join()
    assert heard == []


def test_an_answer_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        confined,
        "_COMMAND",
        "from coopgraph.sparql import serving; serving.MAX_ROWS = 3; serving.serve()",
    )
    with pytest.raises(QueryError, match="more than 3; add LIMIT"):
        ask_confined("SELECT ?s { ?s ?p ?o }", data=EXAMPLE)


def test_a_folder_of_the_asker_is_not_imported_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pyoxigraph.py").write_text("raise SystemExit('imported from here')")
    monkeypatch.chdir(tmp_path)
    assert ask_confined("ASK { ?s ?p ?o }", data=EXAMPLE).answer is True


def test_packages_may_lie_in_folders_with_a_colon(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "a:b;c"
    folder.mkdir()
    (folder / "lies_there.py").write_text("")
    monkeypatch.setattr(sys, "path", [str(folder), *sys.path])
    monkeypatch.setattr(confined, "_COMMAND", f"import lies_there; {confined._COMMAND}")
    assert ask_confined("ASK { ?s ?p ?o }", data=EXAMPLE).answer is True


def test_the_variables_of_the_asker_change_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONDONTWRITEBYTECODE", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "cache"))
    assert ask_confined("ASK { ?s ?p ?o }", data=EXAMPLE).answer is True
    assert not (tmp_path / "cache").exists()


def test_an_application_that_has_python_within_is_not_started_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/app/app")
    with pytest.raises(QueryError, match="a Python of its own, and /opt/app/app is none"):
        ask_confined("ASK { ?s ?p ?o }", data=EXAMPLE)

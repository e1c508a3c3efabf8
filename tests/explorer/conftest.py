"""Small graphs in the shape of the projection, made by hand, and a browser with no network."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx as nx
import pytest

from coopgraph.namespaces import COOP_NS, SCHEME_NS, SKOS_NS
from coopgraph.projection.records import Evidence, Fact, Name

ID = "https://w3id.org/coopgraph/id/"

#: Texts that have broken pages of this kind; each must be shown as typed, what is hidden as U+FFFD.
HOSTILE = (
    "<script>window.__xss = 1</script>",
    "</script><script>window.__xss = 2</script>",
    "{{7*7}} {% raw %}",
    '<img src=x onerror="window.__xss = 3">',
    "line\u2028separator\u2029end",
    'href="javascript:window.__xss=4" "quoted" \'single\' & <b>bold</b>',
    "مستشفى \u202eabc\u202c É̀ 🧬 œuvre",
    "</title><svg onload=window.__xss=5>-->",
    "Uni\u00adversité\u200b\ufeff پژوهش\u200cها",
)

EVIDENCE = Evidence("src", "l. 12", SCHEME_NS + "confidence/high", "checked")


def benchmark(name: str) -> ModuleType:
    """Return a module of the benchmarks."""
    path = Path(__file__).parents[2] / "benchmarks" / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"bench_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def node(kind: str, cls: str, label: str, **more: Any) -> dict[str, Any]:
    """Return the attributes of a node of the projection."""
    return {
        "kind": kind,
        "cls": cls,
        "classes": (cls,),
        "label": label,
        "label_fr": label,
        "label_en": "",
        "acronym": "",
        "names": (),
        "identifiers": (),
        "city": "",
        "region": "",
        "country": "",
        "lat": None,
        "lon": None,
        "start": None,
        "end": None,
        "facts": (),
        "evidence": (EVIDENCE,),
        **more,
    }


def edge(kind: str, iri: str, **more: Any) -> dict[str, Any]:
    """Return the attributes of an edge of the projection."""
    return {
        "iri": iri,
        "kind": kind,
        "role": "",
        "code": "",
        "start": None,
        "end": None,
        "facts": (),
        "evidence": (EVIDENCE,),
        **more,
    }


def empty_graph() -> nx.MultiDiGraph[str]:
    return nx.MultiDiGraph(
        projection="landscape",
        as_of="2024-12-31",
        lang="fr",
        focus="",
        hops=1,
        home="",
        terms={
            COOP_NS + "ResearchUnit": ("unité de recherche", "research unit"),
            COOP_NS + "unitCode": ("code d’unité", "unit code"),
            SCHEME_NS + "role/supervising-body": ("tutelle", "supervising body"),
            SCHEME_NS + "role/host": ("hébergeur", "host"),
            SCHEME_NS + "confidence/high": ("haute", "high"),
        },
        others={},
    )


@pytest.fixture
def small_graph() -> nx.MultiDiGraph[str]:
    """A body, a school and two units; two parallel instruments between body and school."""
    graph = empty_graph()
    graph.add_node(
        ID + "body",
        **node(
            "research-organisation",
            "ResearchOrganisation",
            "Organisme d’essai",
            acronym="ODE",
            names=(Name("Ancien Œuvre", COOP_NS + "formerName"),),
            identifiers=(
                Fact(COOP_NS + "ror", "https://ror.org/012345678", evidence=(EVIDENCE,)),
                Fact(COOP_NS + "siren", "123456789"),
            ),
        ),
    )
    graph.add_node(ID + "school", **node("higher-education", "University", "École d’essai"))
    graph.add_node(
        ID + "u-1",
        **node(
            "research-unit",
            "ResearchUnit",
            "Unité des essais moléculaires",
            names=(Name("U 1", COOP_NS + "unitNumber"),),
            facts=(Fact(COOP_NS + "startYear", "2012"), Fact(COOP_NS + "endYear", "2018")),
        ),
    )
    graph.add_node(ID + "u-2", **node("research-unit", "ResearchUnit", "Unité seule"))
    role = SCHEME_NS + "role/supervising-body"
    graph.add_edge(
        ID + "u-1",
        ID + "body",
        key="c1",
        **edge(
            "supervision",
            ID + "c1",
            role=role,
            facts=(Fact(COOP_NS + "unitCode", "U 1"), Fact(COOP_NS + "startYear", "2012")),
        ),
    )
    for number in (1, 2):
        graph.add_edge(
            ID + "body",
            ID + "school",
            key=f"p{number}",
            **edge("partnership", f"{ID}p{number}", facts=(Fact(COOP_NS + "startYear", "2015"),)),
        )
    graph.add_edge(
        ID + "u-1",
        ID + "school",
        key="c2",
        **edge("association", ID + "c2", role=SCHEME_NS + "role/host"),
    )
    return graph


@pytest.fixture
def team_graph(small_graph: nx.MultiDiGraph[str]) -> nx.MultiDiGraph[str]:
    """The small graph with twelve teams inside its first unit, supervised by the body."""
    for number in range(12):
        team = f"{ID}team-{number}"
        small_graph.add_node(
            team,
            **node("research-unit", "ResearchTeam", f"Équipe {number}", within=ID + "u-1"),
        )
        small_graph.add_edge(team, ID + "u-1", key="part", **edge("part-of", f"{team}#part"))
        small_graph.add_edge(team, ID + "body", key="c", **edge("supervision", f"{team}#c"))
    return small_graph


@pytest.fixture
def hostile_graph() -> nx.MultiDiGraph[str]:
    """Hostile texts in every field that reaches the page."""
    graph = empty_graph()
    for number, text in enumerate(HOSTILE):
        evidence = Evidence(f"src-{number}", text, text, text)
        graph.graph["terms"][f"{COOP_NS}p{number}"] = (text, text)
        graph.add_node(
            f"{ID}h-{number}",
            **node(
                "company",
                "Company",
                text,
                label_en=text + " EN",
                acronym=text,
                names=(Name(text + " bis", SKOS_NS + "altLabel"),),
                identifiers=(
                    Fact(COOP_NS + "ror", "javascript:window.__xss=6"),
                    Fact(COOP_NS + "wikidata", text, evidence=(evidence,)),
                ),
                facts=(Fact(f"{COOP_NS}p{number}", text, evidence=(evidence,)),),
                evidence=(evidence,),
            ),
        )
        if number:
            graph.add_edge(
                f"{ID}h-{number - 1}",
                f"{ID}h-{number}",
                key=text,
                **edge(
                    "partnership",
                    text,
                    role=f"{COOP_NS}p{number}",
                    facts=(Fact(f"{COOP_NS}p{number}", text),),
                    evidence=(evidence,),
                ),
            )
    return graph


@pytest.fixture
def map_graph() -> nx.MultiDiGraph[str]:
    """Three hundred units in twelve towns, and a body in the largest."""
    graph = empty_graph()
    graph.graph["home"] = ID + "body"
    graph.add_node(
        ID + "body",
        **node(
            "research-organisation",
            "ResearchOrganisation",
            "Organisme",
            city=ID + "town-0",
            country=ID + "land",
            lat=47.0,
            lon=2.0,
        ),
    )
    for number in range(300):
        town = min(number % 17, 11)
        graph.add_node(
            f"{ID}u-{number}",
            **node(
                "research-unit",
                "ResearchUnit",
                f"Unité {number}",
                city=f"{ID}town-{town}",
                country=ID + "land",
                lat=44.0 + (town * 5 % 12) * 0.6,
                lon=-1.0 + (town * 7 % 12) * 0.7,
            ),
        )
        graph.add_edge(
            f"{ID}u-{number}", ID + "body", key=f"c{number}", **edge("supervision", f"c{number}")
        )
    graph.add_node(ID + "lost", **node("agreement", "Agreement", "Accord sans lieu"))
    graph.add_edge(ID + "lost", ID + "u-3", key="a", **edge("agreement-party", "a"))
    graph.add_edge(ID + "lost", ID + "body", key="b", **edge("agreement-party", "b"))
    for town in range(12):
        graph.graph["others"][f"{ID}town-{town}"] = (f"Ville {town}", "")
    return graph


@pytest.fixture
def render() -> Callable[..., str]:
    """Render a graph to the page."""

    def run(graph: nx.MultiDiGraph[str], title: str = "Essai", lang: str = "fr") -> str:
        from coopgraph.outputs.explorer.model import build_model
        from coopgraph.outputs.explorer.page import render_page
        from coopgraph.outputs.explorer.views import Pair
        from coopgraph.sources.vintage import SourceInfo

        sources = [
            SourceInfo("src", "document", "Document d’essai", "https://example.org/a", "2020"),
            *(
                SourceInfo(f"src-{n}", "page", text, text, text, text, text)
                for n, text in enumerate(HOSTILE)
            ),
        ]
        model = build_model(
            graph,
            sources=sources,
            title=Pair.same(title),
            vintage=[Pair("Âge", "Age"), Pair.same(title)],
            lang=lang,
        )
        return render_page(model)

    return run


@pytest.fixture(scope="session")
def curated_page(curated_landscape: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The explorer of the packaged landscape."""
    return Path(curated_landscape.explore(tmp_path_factory.mktemp("curated") / "curated.html"))


class Opened:
    """A page in the browser, with all that it logged and asked for."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.messages: list[str] = []
        self.requests: list[str] = []
        page.on("console", lambda message: self.messages.append(message.text))
        page.on("pageerror", lambda error: self.messages.append(str(error)))
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith(("file:", "data:"))
                else self.requests.append(request.url)
            ),
        )

    def ready(self, path: Path, fragment: str = "") -> Any:
        self.page.goto(path.as_uri() + fragment)
        self.page.wait_for_function("() => document.documentElement.dataset.ready === 'true'")
        return self.page


@pytest.fixture
def opened(browser: Any) -> Iterator[Callable[..., Opened]]:
    """Open pages in a context that refuses every request over the network."""
    contexts = []

    def run(*, width: int = 1400, height: int = 900, **options: Any) -> Opened:
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        context.set_offline(True)
        context.set_default_timeout(20_000)
        contexts.append(context)
        return Opened(context.new_page())

    yield run
    for context in contexts:
        context.close()

"""Bodies bear the names of the day at which the landscape is looked at."""

from __future__ import annotations

import datetime

import pytest

from coopgraph.landscape import load
from coopgraph.namespaces import ID_NS, SKOS_NS, curie
from coopgraph.outputs.entity_page import describe_entity
from coopgraph.sparql.entities import resolve_entity

PARIS = ID_NS + "universite-paris-cite"


def label(day: str, iri: str = PARIS, engine: str = "memory:") -> set[str]:
    store = load(store=engine, as_of=datetime.date.fromisoformat(day)).store
    rows = store.select(f"SELECT ?l WHERE {{ <{iri}> <{SKOS_NS}prefLabel> ?l }}").rows
    return {row[0].value for row in rows if row[0] is not None}


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2018-06-30", "Université Paris Cité"),  # established in 2019: no older name is known
        ("2020-06-30", "Université de Paris"),
        ("2021-12-31", "Université de Paris"),
        ("2022-01-01", "Université Paris Cité"),  # the year of the change
        ("2026-11-20", "Université Paris Cité"),
    ],
)
def test_universite_de_paris_became_paris_cite(day: str, name: str) -> None:
    assert name in label(day)
    assert len({one for one in label(day) if one.startswith("Université")}) == 1


def test_both_engines_speak_of_the_day() -> None:
    assert label("2020-06-30", engine="rdflib:") == label("2020-06-30")


@pytest.mark.parametrize("name", ["Université Paris Cité", "Université de Paris"])
def test_both_names_find_the_body_on_any_day(name: str) -> None:
    for day in ("2020-06-30", "2026-11-20"):
        store = load(as_of=datetime.date.fromisoformat(day)).store
        assert resolve_entity(store, name).value == PARIS


def test_the_page_of_a_past_day_names_the_later_name() -> None:
    day = datetime.date(2020, 6, 30)
    page = describe_entity(load(as_of=day).store, PARIS, as_of=day, lang="fr")
    assert page.label == "Université de Paris"
    later = [line for line in page.lines if line.property == "nom ultérieur"]
    assert [line.value for line in later] == ["Université Paris Cité"]


def test_names_without_a_dated_end_never_come_back() -> None:
    assert "Agrocampus Ouest" not in label("2000-01-01", ID_NS + "institut-agro-rennes-angers")


@pytest.mark.parametrize(
    ("day", "after"),
    [("2020-06-30", "Université Paris Cité"), ("2024-06-30", "Université Paris Cité")],
)
def test_an_event_gives_the_name_that_came_after(day: str, after: str) -> None:
    as_of = datetime.date.fromisoformat(day)
    store = load(as_of=as_of).store
    event = PARIS.replace("universite-paris-cite", "evenement-universite-paris-cite")
    page = describe_entity(store, PARIS, as_of=as_of)
    (line,) = (x for x in page.lines if x.section == "events" and x.value_id == curie(event))
    assert line.details == (f"après\xa0: {after}",)
    own = [x for x in describe_entity(store, event, as_of=as_of).lines if x.section == "events"]
    assert [x.value for x in own] == [after]


@pytest.mark.parametrize(
    ("name", "period"),
    [
        ("inra", ("", "2020")),
        ("inrae", ("2020", "")),
        ("eurobiomed", ("", "")),
        ("cancer-bio-sante", ("", "2019")),
        ("universite-paris-diderot", ("", "2019")),
        ("universite-paris-cite", ("2019", "")),
        ("universite-bourgogne-franche-comte", ("", "2025")),
        ("universite-bourgogne-europe", ("", "")),
    ],
)
def test_a_dated_succession_ends_a_body_and_begins_the_next(
    name: str, period: tuple[str, str]
) -> None:
    iri = PARIS.replace("universite-paris-cite", name)
    store = load().store
    lines = [x for x in describe_entity(store, iri).lines if x.section == "period"]
    assert [(x.period.start, x.period.end) for x in lines] == ([period] if any(period) else [])
    assert all(x.derived for x in lines)
    events = [x for x in describe_entity(store, iri).lines if x.section == "events"]
    assert all(x.evidence in [event.evidence for event in events] for x in lines)

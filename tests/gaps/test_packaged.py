"""Known truths on the packaged landscape, at several dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import lru_cache

import pytest

from coopgraph.analysis.gaps.coverage import measure_coverage
from coopgraph.analysis.gaps.envelope import COLUMNS, as_document, as_row
from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.left_out import tell_left_out
from coopgraph.analysis.gaps.reading import read_facts
from coopgraph.analysis.gaps.records import Certainty, Gap, Language, Status, Tier
from coopgraph.analysis.gaps.registry import detect_gaps
from coopgraph.analysis.gaps.requirements import NOT_UNITS
from coopgraph.landscape import Landscape
from coopgraph.namespaces import ID_NS
from coopgraph.outputs.gap_tables import gap_tables
from tests.gaps.rows import AS_OF, by_id

On = Callable[..., dict[str, Gap]]

COVERED_HEI = {
    "ens-psl": 2021,
    "universite-de-bordeaux": 2022,
    "universite-paris-saclay": 2023,
    "universite-de-limoges": 2023,
    "universite-de-toulouse": 2023,
    "universite-de-montpellier": 2023,
    "nantes-universite": 2023,
    "universite-de-poitiers": 2024,
    "aix-marseille-universite": 2024,
}
WAVE_C = {
    "universite-de-lorraine": "nancy",
    "universite-marie-et-louis-pasteur": "besancon",
    "universite-bourgogne-europe": "dijon",
    "universite-de-reims-champagne-ardenne": "reims",
    "universite-de-strasbourg": "strasbourg",
    "universite-cote-d-azur": "nice",
    "universite-de-tours": "tours",
}
THEMED_000 = {
    "quebec/ageing",
    "quebec/neurodegenerative-diseases",
    "chine/infectious-diseases",
    "inde/chronic-metabolic-diseases",
    "bresil/neuroscience",
    *(
        f"{country}/{theme}"
        for country in ("japon", "taiwan", "singapour", "coree-du-sud")
        for theme in ("ageing", "regenerative-medicine")
    ),
    "afrique-subsaharienne/infectious-diseases",
    "afrique-subsaharienne/metabolic-diseases",
    "maghreb/genetics",
    "asie-du-sud-est/infectious-diseases",
}


@pytest.fixture(scope="module")
def facts(curated_landscape: Landscape) -> Facts:
    return read_facts(curated_landscape.store)


@pytest.fixture(scope="module")
def on(facts: Facts) -> On:
    """Return a function that gives all records on a day, by id."""

    @lru_cache
    def find(day: str = AS_OF.isoformat()) -> dict[str, Gap]:
        return by_id(detect_gaps(facts, as_of=datetime.date.fromisoformat(day)))

    return find


def test_nine_conventions_cover_nine_institutions(on: On) -> None:
    covered = {
        key.rpartition("/")[2]
        for key, gap in on().items()
        if gap.rule in ("convention-university", "convention-school")
        and gap.status is Status.COVERED
    }
    assert covered == set(COVERED_HEI)


@pytest.mark.parametrize(("body", "year"), sorted(COVERED_HEI.items()))
def test_a_convention_does_not_cover_before_its_year(on: On, body: str, year: int) -> None:
    key = f"convention-{'school' if body == 'ens-psl' else 'university'}/{body}"
    assert on(f"{year - 1}-12-31")[key].status is Status.CANDIDATE
    assert on(f"{year}-12-31")[key].status is Status.COVERED


@pytest.mark.parametrize(("body", "city"), sorted(WAVE_C.items()))
def test_universities_of_wave_c_are_candidates_with_the_site_shown(
    on: On, body: str, city: str
) -> None:
    gap = on()[f"convention-university/{body}"]
    assert gap.status is Status.CANDIDATE
    assert any(near.subject.endswith(f"convention-mixite-site-{city}") for near in gap.near_misses)
    assert "2024–2025" in gap.sentence.en


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_format_shows_the_convention_to_be_revised(on: On, language: Language) -> None:
    for body, city in WAVE_C.items():
        gap = on()[f"convention-university/{body}"]
        row = dict(zip(COLUMNS, as_row(gap, language), strict=True))
        site = f"convention-mixite-site-{city}"
        assert as_document(gap)["near_misses"][0]["subject"].endswith(site)
        assert "2024–2025" in str(row["near_misses"])
        (table,) = gap_tables([gap], language=language, as_of=AS_OF, within_months=12)
        (cells,) = table.rows
        assert "2024–2025" in str(cells[-1])
        assert gap.near_misses[0].label[language] in str(cells[-1])


def test_no_convention_gap_is_confirmed(on: On) -> None:
    """The documents declare no list of conventions in force complete."""
    statuses = {gap.status for gap in on().values() if gap.type == "convention"}
    assert Status.CONFIRMED not in statuses


def test_regions(on: On) -> None:
    regions = {
        key.rpartition("/")[2]: gap.status
        for key, gap in on().items()
        if gap.rule == "convention-region"
    }
    covered = {name for name, status in regions.items() if status is Status.COVERED}
    assert covered == {"bretagne", "normandie", "hauts-de-france"}
    candidates = {"ile-de-france", "nouvelle-aquitaine", "provence-alpes-cote-d-azur", "occitanie"}
    assert {regions[name] for name in candidates} == {Status.CANDIDATE}


def test_the_convention_of_bretagne_ends_with_2025(on: On) -> None:
    assert on("2025-12-31")["convention-region/bretagne"].status is Status.COVERED
    assert on("2026-01-01")["convention-region/bretagne"].status is Status.LAPSED
    expiry = on()["expiry/convention-region-bretagne"]
    assert (expiry.status, expiry.dates.end_latest) == (
        Status.CANDIDATE,
        datetime.date(2025, 12, 31),
    )


def test_participants_are_no_tutelles(on: On, facts: Facts) -> None:
    only_participant = {t.body for t in facts.ties if t.role == "participant"} - {
        t.body for t in facts.ties if t.role in ("supervising-body", "single-agent")
    }
    examined = {gap.subject for gap in on().values() if gap.type == "convention"}
    assert only_participant
    assert not examined & only_participant


def test_research_bodies(on: On) -> None:
    prefix = "convention-research-body/"
    assert on()[prefix + "institut-pasteur"].status is Status.COVERED
    assert on()[prefix + "cnrs"].dates.certainty is Certainty.POSSIBLE
    for body in ("inrae", "inria", "cea", "ird", "institut-pasteur-de-lille"):
        assert on()[prefix + body].status is Status.CANDIDATE, body


def test_structures_are_counted_as_a_plain_query_counts_them(
    on: On, curated_landscape: Landscape
) -> None:
    query = """SELECT ?body (COUNT(DISTINCT ?structure) AS ?number) WHERE {
      ?structure coop:supervisedBy ?body ; coop:supervisedBy id:inserm .
      FILTER(?body != id:inserm)
      MINUS { ?structure rdf:type coop:ResearchTeam }
      MINUS { ?structure rdf:type coop:ResearchFederation }
    } GROUP BY ?body"""
    rows = curated_landscape.store.select(query).dicts()
    expected = {row["body"].value: float(row["number"].value) for row in rows}  # type: ignore[union-attr]
    found = {
        gap.subject: gap.score_terms[0].value
        for gap in on().values()
        if gap.type == "convention" and gap.rule != "convention-region"
    }
    # bodies with a successor are examined under its name
    assert {body: n for body, n in expected.items() if body in found} == found
    assert len(expected.keys() - found.keys()) <= 3


def test_counted_structures_are_units_service_units_and_clinical_centres(
    on: On, facts: Facts
) -> None:
    counted = {
        item.subject
        for gap in on().values()
        if gap.rule == "convention-region"
        for item in gap.evidence
        if facts.is_a(item.subject, "ResearchStructure")
    }
    kinds = ("ResearchUnit", "ServiceUnit", "ClinicalInvestigationCentre")
    assert counted
    assert all(facts.is_a(iri, *kinds) for iri in counted)


def test_cells_of_the_strategy(on: On) -> None:
    prefix = "priority-theme/000/"
    themed = {key.removeprefix(prefix) for key in on() if key.startswith(prefix)}
    assert themed == THEMED_000
    coverage = {c.strategy: c for c in measure_coverage(on().values())}["000"]
    unthemed = {
        gap.id.rpartition("/")[2]
        for gap in on().values()
        if gap.rule == "priority-place" and "/000/" in gap.id
    } - {cell.partition("/")[0] for cell in THEMED_000}
    assert unthemed == {"canada", "etats-unis", "europe", "israel"}
    assert coverage.decidable + coverage.undecidable == len(THEMED_000) + len(unthemed) == 21


@pytest.mark.parametrize("country", ["japon", "coree-du-sud", "taiwan", "israel"])
def test_new_model_agreements_cover_a_country_and_no_theme(on: On, country: str) -> None:
    place = on()[f"priority-place/000/{country}"]
    assert (place.status, place.dates.certainty) == (Status.COVERED, Certainty.POSSIBLE)
    assert "agreement level" in place.sentence.en
    for key, gap in on().items():
        if key.startswith(f"priority-theme/000/{country}/"):
            assert (gap.status, gap.tier) == (Status.UNDECIDABLE, Tier.DATA)
            assert "theme" in {missing.field for missing in gap.missing}


@pytest.mark.parametrize("place", ["singapour", "maghreb"])
def test_priorities_with_nothing_found(on: On, place: str) -> None:
    cells = [gap for key, gap in on().items() if key.startswith(f"priority-place/000/{place}")]
    assert [gap.status for gap in cells] == [Status.CANDIDATE]
    assert "not found in the graph" in cells[0].sentence.en


@pytest.mark.parametrize(
    ("cell", "day", "status"),
    [
        ("quebec/ageing", "2024-12-31", Status.COVERED),
        ("quebec/ageing", "2026-11-21", Status.UNDECIDABLE),
        ("bresil/neuroscience", "2024-12-31", Status.COVERED),
        ("bresil/neuroscience", "2026-11-21", Status.UNDECIDABLE),
        ("inde/chronic-metabolic-diseases", "2024-12-31", Status.COVERED),
        ("chine/infectious-diseases", "2026-11-21", Status.UNDECIDABLE),
    ],
)
def test_dated_agreements(on: On, cell: str, day: str, status: Status) -> None:
    """Once the dated agreement has ended, collaborations without theme leave the cell open."""
    gap = on(day)[f"priority-theme/000/{cell}"]
    assert gap.status is status
    if cell in ("quebec/ageing", "bresil/neuroscience") and status is Status.UNDECIDABLE:
        assert gap.near_misses[0].reason.en.startswith("ended ")


def test_expiries(on: On) -> None:
    siric = [
        gap
        for key, gap in on().items()
        if key.startswith("expiry/award_siric") and key.endswith("_2023")
    ]
    assert len(siric) == 8
    assert {gap.status for gap in siric} == {Status.COVERED}
    assert {str(gap.dates.end_latest) for gap in siric} == {"2027-12-31"}
    assert on()["expiry/convention-mixite-ens-psl"].status is Status.UNDECIDABLE
    fhu = "expiry/award_fhu-child_fhu_2020"
    assert on()[fhu].status is Status.CANDIDATE
    assert on("2025-01-01")[fhu].status is Status.LAPSED
    cop = [gap for key, gap in on().items() if "contrat-d-objectifs" in key or "cop" in key]
    assert Status.LAPSED in {gap.status for gap in cop}


@pytest.mark.parametrize(
    ("award", "end"),
    [
        ("fhu-increase_fhu_2013", 2018),  # label of July 2013 for five years
        ("fhu-translad_fhu_2013", 2018),
        ("fhu-montpellier-cancer_fhu_2016", 2021),  # label of December 2016 for five years
        ("fhu-montpellier-infections-chroniques_fhu_2016", 2021),
        ("fhu-montpellier-regeneration_fhu_2016", 2021),
    ],
)
def test_a_label_within_a_year_ends_within_a_year(on: On, award: str, end: int) -> None:
    dates = on()[f"expiry/award_{award}"].dates
    assert dates.end_latest == datetime.date(end, 12, 31)
    assert dates.basis == "stated"


def test_the_label_of_mamuth_was_renewed(on: On) -> None:
    first, second = (on("2026-11-21")[f"expiry/award_fhu-mamuth_fhu_{y}"] for y in (2020, 2025))
    assert first.status is Status.COVERED
    assert "FHU MAMUTH, label 2025" in first.sentence.fr
    assert (second.dates.end_latest, second.dates.basis) == (
        datetime.date(2029, 12, 31),
        "assumed",
    )


def test_what_others_run_is_not_in_the_calendar(on: On) -> None:
    """A laboratory of CNRS, labels of holders that no source links to Inserm."""
    for key in ("lia-jin", "award_dhu-2020_dhu_2013", "award_ihu-prometteur-cancer_ihu_2011"):
        assert f"expiry/{key}" not in on()
    assert "expiry/lia-virhost" in on()
    assert "expiry/award_fhu-care_fhu_2020" in on()


@pytest.mark.parametrize("key", ["equipe-projet-empenn", "prisme-guinee", "u-1074", "u-904"])
def test_terms_that_no_source_states(on: On, key: str) -> None:
    assert on("2026-11-21")[f"expiry/{key}"].status is Status.UNDECIDABLE


def test_wording_follows_the_status(on: On) -> None:
    """What was not found is said so; that it does not exist needs a complete list."""
    for gap in on().values():
        if gap.type == "data" or gap.status is Status.CONFIRMED:
            continue
        for text in (gap.sentence, gap.finding):
            assert "complète" not in text.fr, gap.id
            assert "does not exist" not in text.en, gap.id
        if gap.status is Status.CANDIDATE:
            assert "dans le graphe" in gap.sentence.fr, gap.id
            assert "in the graph" in gap.sentence.en, gap.id


def test_french_sentences_carry_french_dates(on: On) -> None:
    days = re.compile(r"\d{4}-\d{2}-\d{2}")
    for gap in on().values():
        if gap.type != "data":
            assert not days.search(gap.sentence.fr + gap.finding.fr), gap.id


@pytest.mark.parametrize(
    ("name", "announced", "listed", "elsewhere", "status"),
    [
        ("equipes-projets-inrae", 5, 4, 0, Status.CONFIRMED),
        ("equipes-projets-inria", 8, 8, 0, Status.COVERED),
        ("equipes-projets-cnrs", 2, 2, 0, Status.COVERED),
        ("fhu-2024", 46, 0, 14, Status.CONFIRMED),
        ("fhu-ile-de-france-2024", 21, 0, 10, Status.CONFIRMED),
        ("fhu-g4-2021", 8, 3, 1, Status.CONFIRMED),
        ("siric-annonces-2023", 8, 0, 8, Status.COVERED),
        ("unites-a-l-etranger", 2, 0, 2, Status.COVERED),
        ("accords-nouveau-modele", 7, 0, 0, Status.CONFIRMED),
        ("poles-de-competitivite", "?", 0, 0, Status.CONFIRMED),
        ("structures-2024", "about 365", 0, 362, Status.UNDECIDABLE),
        ("membres-health-data-hub", "more than 50", 1, 0, Status.CONFIRMED),
        ("conventions-regions", 3, 3, 0, Status.COVERED),
        ("agences-de-sante", "?", 7, 0, Status.UNDECIDABLE),
    ],
)
def test_announced_against_listed(
    on: On, name: str, announced: int | str, listed: int, elsewhere: int, status: Status
) -> None:
    gap = on()[f"data-list/liste-{name}"]
    assert gap.status is status
    other = f" named by another source: {elsewhere};" if elsewhere else ""
    assert gap.finding.en.startswith(
        f"announced: {announced}; listed: {listed};{other} in the graph:"
    )


def test_disagreements_that_nothing_settles(on: On) -> None:
    disputes = {key: gap for key, gap in on().items() if gap.rule == "data-dispute"}
    assert disputes.keys() >= {
        "data-dispute/inserm/structureCount/2016/cic",
        "data-dispute/kinds_msd-avenir",
        "data-dispute/lists_inserm_NationalContactPoint_2016",
    }
    assert {gap.status for gap in disputes.values()} == {Status.UNDECIDABLE}
    kinds = disputes["data-dispute/kinds_msd-avenir"]
    assert kinds.finding.fr == "type : entreprise / fondation"
    assert {item.source.rpartition("/")[2] for item in kinds.evidence} == {"003", "004"}
    assert not [key for key in disputes if "announced-listed" in key]


def test_overseas_university_on_northern_units_is_an_alarm_about_the_data(on: On) -> None:
    gap = on()["data-geography/universite-de-guyane"]
    assert gap.tier is Tier.DATA
    assert "Lille" in gap.finding.fr


def test_no_person_is_named(on: On, facts: Facts) -> None:
    persons = [facts.name(iri).fr for iri, kinds in facts.classes.items() if "Person" in kinds]
    assert persons
    texts = " ".join(gap.sentence.fr + gap.finding.fr for gap in on().values())
    assert not [name for name in persons if name in texts]


def test_every_sentence_is_written_in_both_languages(on: On) -> None:
    for gap in on().values():
        assert gap.sentence.fr.endswith("."), gap.id
        assert gap.sentence.en.endswith("."), gap.id
        assert "https://" not in gap.sentence.fr + gap.sentence.en, gap.id
        assert "award_" not in gap.sentence.fr + gap.subject_label.fr, gap.id


def test_laboratories_of_others_are_not_in_the_calendar(on: On) -> None:
    gaps = on("2023-06-30")
    assert "expiry/lia-jin" not in gaps
    assert gaps["expiry/lia-virhost"].status is Status.LAPSED


def test_what_surely_has_a_term_that_nobody_states_is_undecidable(on: On) -> None:
    gaps = on("2024-12-31")
    teams = {key: gap for key, gap in gaps.items() if key.startswith("expiry/equipe-projet-")}
    assert len(teams) == 14
    platforms = {key: gap for key, gap in gaps.items() if key.startswith("expiry/prisme-")}
    assert len(platforms) == 3
    assert {gap.status for gap in [*teams.values(), *platforms.values()]} == {Status.UNDECIDABLE}
    assert gaps["expiry/aviesan"].status is Status.EXEMPT


def test_the_five_years_of_joint_units_hold_until_a_source_sees_them_later(on: On) -> None:
    """Created in 2012 for five years, still in the register of 2022: renewed, no one says when."""
    before, after = on("2016-03-31")["expiry/u-1074"], on("2023-03-31")["expiry/u-1074"]
    assert before.dates.basis == after.dates.basis == "unknown"
    assert after.status is Status.UNDECIDABLE


def test_terms_that_the_source_states_end_in_its_year(on: On) -> None:
    gaps = on("2026-11-25")
    for award, last in (
        ("fhu-increase_fhu_2013", 2018),
        ("fhu-translad_fhu_2013", 2018),
        ("fhu-montpellier-cancer_fhu_2016", 2021),
    ):
        dates = gaps[f"expiry/award_{award}"].dates
        assert dates.end_latest is not None and dates.end_latest.year == last
    assert gaps["expiry/award_fhu-mamuth_fhu_2020"].status is Status.COVERED


def test_the_day_to_act_does_not_depend_on_where_the_end_comes_from(on: On) -> None:
    gaps = on("2024-12-31")
    stated = gaps["expiry/award_siric-curie_siric_2023"].dates
    assumed = gaps["expiry/award_fhu-suport_fhu_2022"].dates
    assert (stated.basis, assumed.basis) == ("stated", "assumed")
    assert stated.act_by == datetime.date(2026, 1, 1)
    assert assumed.act_by == datetime.date(2025, 1, 1)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_end_of_a_label_has_one_word_everywhere(
    curated_landscape: Landscape, on: On, language: str
) -> None:
    """The query of ending labels and the gaps speak of one end in the same word."""
    rows = curated_landscape.query("labels-ending", year=2026, lang=language).rows
    words = {row[0].value.rpartition("/")[2]: row[2].value for row in rows if row[0] and row[2]}
    gap = on("2026-11-26")["expiry/award_fhu-suport_fhu_2022"]
    lang: Language = "fr" if language == "fr" else "en"
    (table,) = gap_tables([gap], language=lang, as_of=datetime.date(2026, 11, 26), within_months=12)
    assert gap.dates.basis == "assumed"
    word = words["award_fhu-suport_fhu_2022"].lower()
    assert word == {"fr": "supposée", "en": "assumed"}[language]
    assert f"2026 ({word})" in str(table.rows[0][0])
    assert f"({word} " in gap.finding[lang]


def test_clusters_without_a_known_link_are_told(on: On) -> None:
    """Seven clusters are known; of one alone a source says what ties it to the focus."""
    finding = on()["data-list/liste-poles-de-competitivite"].finding
    assert finding.en.endswith("in the graph: 1 (and 6 without a known link to Inserm)")
    assert finding.fr.endswith("dans le graphe : 1 (et 6 sans lien connu avec l’Inserm)")


def test_a_body_taken_up_in_part_has_all_its_heirs(facts: Facts, on: On) -> None:
    """UBFC has two successors; neither of them, nor UBFC, gets units that the other runs."""
    body = f"{ID_NS}universite-bourgogne-franche-comte"
    names = {iri.removeprefix(ID_NS) for iri in facts.successors(body, datetime.date(2026, 1, 1))}
    assert names == {"universite-bourgogne-europe", "universite-marie-et-louis-pasteur"}
    gaps = on("2026-11-26")
    assert "convention-university/universite-bourgogne-franche-comte" not in gaps
    dijon = gaps["convention-university/universite-bourgogne-europe"]
    assert dijon.structures == 2, [item.statement.en for item in dijon.evidence]
    near = [
        gap.subject.removeprefix(ID_NS)
        for gap in gaps.values()
        if gap.type == "convention"
        for miss in gap.near_misses
        if miss.subject == f"{ID_NS}convention-mixite-site-besancon"
    ]
    assert near == ["universite-marie-et-louis-pasteur"]


@pytest.mark.parametrize("day", ["0001-01-01", "1900-01-01"])
def test_a_day_before_everything_lists_nothing_and_says_why(facts: Facts, on: On, day: str) -> None:
    assert on(day) == {}
    told = tell_left_out(facts, datetime.date.fromisoformat(day))
    assert told is not None
    assert "did not exist yet" in told.en and "for want of a first day: 79 instruments" in told.en
    assert f"{len(facts.structures)} structures" in told.fr
    assert "faute de date de début : 79 instruments" in told.fr


def test_a_day_after_everything_leaves_nothing_out(facts: Facts) -> None:
    assert tell_left_out(facts, datetime.date(2030, 1, 1)) is None


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_population_of_structures_is_named(facts: Facts, on: On, language: str) -> None:
    """Lille has 63 structures of all kinds, 15 without teams and federations."""
    body = f"{ID_NS}universite-de-lille"
    shared = {t.structure for t in facts.ties if t.body == body and t.role == "supervising-body"}
    counted = {iri for iri in shared if not facts.is_a(iri, *NOT_UNITS)}
    gap = on("2026-11-26")["convention-university/universite-de-lille"]
    assert (len(shared), len(counted), gap.structures) == (63, 15, 15)
    lang: Language = "fr" if language == "fr" else "en"
    (table,) = gap_tables([gap], language=lang, as_of=datetime.date(2026, 11, 26), within_months=12)
    text = " ".join(table.lead)
    words = {"fr": "ni équipes ni fédérations", "en": "neither teams nor federations"}
    assert words[language] in text and "rnsr-2022" in text


@pytest.mark.parametrize("city", ["villejuif", "marseille", "lille", "bordeaux"])
def test_a_site_without_a_label_names_the_one_whose_site_is_unknown(on: On, city: str) -> None:
    gap = on("2026-11-20")[f"site-siric/{city}"]
    assert (gap.status, gap.dates.certainty) == (Status.LAPSED, Certainty.POSSIBLE)
    assert [near.label.fr for near in gap.near_misses] == ["SIRIC EpiCure"]
    assert "SIRIC EpiCure, en vigueur, lieu inconnu" in gap.sentence.fr

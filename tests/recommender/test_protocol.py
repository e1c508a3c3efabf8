"""Cuts, the ship rule, the readers and the command."""

from __future__ import annotations

import csv
import dataclasses
import io
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from coopgraph.analysis.recommender import compare_models, read_registers
from coopgraph.analysis.recommender.incidence import Collective, Known, Register, split_at
from coopgraph.analysis.recommender.models import MODELS, Model
from coopgraph.cli import cli
from coopgraph.errors import SourceError

YEARS = ["2011", "2013", "2015", "2017"]


def units(seed: int = 1, number: int = 240) -> list[Collective]:
    """Return units of 30 bodies, drawn year by year."""
    random = np.random.default_rng(seed)
    names = [f"b{n:02}" for n in range(30)]
    return [
        Collective(
            f"u-{n:03}",
            str(2005 + n * 15 // number),
            frozenset(random.choice(names, 3, replace=False).tolist()),
            frozenset({str(random.integers(5))}),
            frozenset({str(random.integers(4))}),
        )
        for n in range(number)
    ]


def test_collectives_are_divided_before_they_become_ties() -> None:
    shared = [
        Collective("u-1", "2011", frozenset("abc")),
        Collective("u-2", "2011", frozenset("d")),
        Collective("u-3", "2012", frozenset("abd")),  # ab again; ad and bd are new
        Collective("u-4", "2013", frozenset("ax")),  # x was not known
    ]
    split = split_at(Register("units", shared, ["2011"]), "2011")
    known = split.known
    assert known.bodies == ("a", "b", "c", "d")
    rows = zip(known.first, known.second, split.came.tolist(), strict=True)
    assert {known.bodies[i] + known.bodies[j]: came for i, j, came in rows} == {
        "ad": True,
        "bd": True,
        "cd": False,
    }
    assert split.repeated == 1


def test_matched_negatives_have_the_ends_of_ties() -> None:
    """By hand: ac and ad came, so a has two ends, c and d one, b and e none."""
    shared = [
        Collective("u-1", "2011", frozenset("ab")),
        Collective("u-2", "2011", frozenset("e")),
        Collective("u-3", "2011", frozenset("c")),
        Collective("u-4", "2011", frozenset("d")),
        Collective("u-5", "2012", frozenset("ac")),
        Collective("u-6", "2012", frozenset("ad")),
    ]
    # Scores: ac 3, ad 1; cd, of weight 1, 2; all pairs of b and e, of weight 0, 9.
    table = {"ac": 3.0, "ad": 1.0, "cd": 2.0}

    def score(known: Known) -> np.ndarray:
        pairs = zip(known.first, known.second, strict=True)
        return np.array([table.get(known.bodies[i] + known.bodies[j], 9.0) for i, j in pairs])

    model = Model("by hand", score, trivial=True)
    (row,) = compare_models([Register("u", shared, ["2011"])], models=[model], samples=100).rows
    assert row.matched == pytest.approx((1 + 0) / 2)
    # Negatives: cd and ae, bc, bd, be, ce, de.
    assert row.uniform == pytest.approx((1 + 0) / 14)


def test_bodies_with_too_few_collectives_are_not_compared() -> None:
    shared = [Collective("p-1", "2015-03-31", frozenset("ab")),
              Collective("p-2", "2015-01-01", frozenset("ac")),
              Collective("p-3", "2015-04-01", frozenset("bc"))]  # fmt: skip
    assert split_at(Register("p", shared, [], 1), "2015-03-31").known.bodies == ("a", "b", "c")
    assert split_at(Register("p", shared, [], 2), "2015-03-31").known.bodies == ("a",)


def test_homes_stand_in_where_collectives_have_no_place() -> None:
    shared = [Collective("p-1", "2015", frozenset("abc"))]
    known = split_at(Register("p", shared, [], homes={"a": "FR", "b": "FR", "c": "DE"}), "2015")
    assert known.known.places.toarray().tolist() == [[0, 1], [0, 1], [1, 0]]


def test_models_see_nothing_after_the_cut() -> None:
    """Whatever comes later, the scores are the same; only what is held against them changes."""
    before = [one for one in units() if one.since <= "2013"]
    later = [one for one in units() if one.since > "2013"]
    other = [dataclasses.replace(one, bodies=frozenset({"b00", "b01"})) for one in later]
    cuts = [split_at(Register("u", [*before, *after], YEARS), "2013") for after in (later, other)]
    assert not np.array_equal(cuts[0].came, cuts[1].came)
    for model in MODELS:
        assert np.array_equal(model.score(cuts[0].known), model.score(cuts[1].known)), model.name


def test_same_figures_whatever_the_order_of_the_file() -> None:
    listed = units()
    once = compare_models([Register("u", listed, YEARS)], samples=100)
    again = compare_models([Register("u", listed[::-1], YEARS)], samples=100)
    for one, other in zip(once.rows, again.rows, strict=True):
        assert dataclasses.asdict(one) == pytest.approx(dataclasses.asdict(other)), one.model
    assert [row.model for row in once.rows[: len(MODELS)]] == [model.name for model in MODELS]


def foreseeing(register: Register, cuts: list[str]) -> Model:
    """Return a model that knows the answer at some of the cuts, by the number of bodies' units."""
    answers = {}
    for cut in cuts:
        split = split_at(register, cut)
        answers[split.known.incidence.shape] = split.came.astype(float)

    def score(known: Known) -> np.ndarray:
        return answers.get(known.incidence.shape, np.zeros(len(known.first)))

    return Model("foresight", score)


@pytest.mark.parametrize(("known", "ships"), [(YEARS, True), (YEARS[1:], True), (YEARS[:2], False)])
def test_a_model_ships_if_it_is_better_at_three_of_four_cuts(known: list[str], ships: bool) -> None:
    register = Register("u", units(), YEARS)
    found = compare_models(
        [register], models=[*MODELS[:2], foreseeing(register, known)], samples=200
    )
    assert found.ships == (("foresight",) if ships else ())
    perfect = [row for row in found.rows if row.model == "foresight" and row.cut in known]
    assert [row.mean_precision for row in perfect] == [1.0] * len(known)
    assert all(row.precision == 1 and row.uniform == 1 and row.matched == 1 for row in perfect)


def test_a_model_must_be_better_in_every_register() -> None:
    one, other = Register("one", units(), YEARS), Register("other", units(2, 300), YEARS)
    models = [*MODELS[:2], foreseeing(one, YEARS)]
    assert compare_models([one, other], models=models, samples=200).ships == ()


def test_gain_is_that_over_the_better_of_the_trivial_models() -> None:
    found = compare_models([Register("u", units(), YEARS)], samples=100)
    for cut in YEARS:
        rows = {row.model: row for row in found.rows if row.cut == cut}
        best = max(rows["degree product"].mean_precision, rows["count product"].mean_precision)
        for row in rows.values():
            assert row.mean_precision - row.gain == pytest.approx(best)
        own = rows[rows["Katz"].against]
        assert (own.gain, own.low, own.high) == (0, 0, 0)


RNSR = (
    "numero_national_de_structure;libelle;annee_de_creation;code_postal;tutelles;"
    "uai_des_tutelles;siret_des_tutelles;code_de_type_de_tutelle;code_domaine_scientifique;"
    "nom_du_responsable\n"
)


def national(path: Path) -> Path:
    """Write a register of structures; heads of units are in it and must not be read."""
    bodies = [("CNRS", "0753639Y"), ("Inserm", "0754371U"), ("Lille", "0597239Y"), ("X", "")]
    lines = []
    numbers = ["200810693T", "200412238P", "200412248A", "200014561G", "200012173L", "199612400A"]
    drawn = [(0, 1), (1, 2), (2, 3), (0, 2), (0, 3), (1, 3)]
    years = ["2005", "2006", "2007", "2018", "2019", "n.c."]
    for number, pair, year in zip(numbers, drawn, years, strict=True):
        names = ";".join(bodies[at][0] for at in pair)
        uais = ";".join(bodies[at][1] for at in pair)
        lines.append(f'{number};Unit;{year};59000;"{names}";"{uais}";;"TUTE;PART";"5;3";DURAND')
    path.write_text(RNSR + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def european(folder: Path) -> list[Path]:
    projects, edges, organisations = (folder / f"{n}.csv" for n in ("projects", "edges", "orgs"))
    starts = ["2015-01-01"] * 6 + ["2016-02-01", "2016-03-01", ""]
    pairs = ["ab", "bc", "cd", "ab", "bc", "cd", "ac", "bd", "ad"]
    pics = {"a": "999997833", "b": "999905974", "c": "998221957", "d": "0" * 32}
    projects.write_text(
        "rcn\treference\tacronym\tstartDate\tendDate\n"
        + "".join(f"{n}\t{600000 + n}\tP{n}\t{day}\t\n" for n, day in enumerate(starts)),
        encoding="utf-8",
    )
    edges.write_text(
        "projectRcn\tnew_org_id\n"
        + "".join(f"{n}\t{pics[body]}\n" for n, pair in enumerate(pairs) for body in pair),
        encoding="utf-8",
    )
    organisations.write_text(
        "new_org_id\tname\tcountry\n" + "".join(f"{pic}\tN\tFR\n" for pic in pics.values()),
        encoding="utf-8",
    )
    return [organisations, edges, projects]


def test_files_are_told_apart_and_read(tmp_path: Path) -> None:
    files = [*european(tmp_path), national(tmp_path / "rnsr.csv")]
    structures, projects = read_registers(files)
    assert (structures.name, len(structures.collectives), structures.undated) == ("RNSR", 5, 1)
    first, _, third, *_ = structures.collectives
    assert first.bodies == {"uai:0753639Y", "uai:0754371U"}
    assert (first.since, first.places, first.domains) == ("2005", {"59"}, {"5", "3"})
    assert len(third.bodies) == 2  # a body without a number is known by its name
    assert (projects.name, len(projects.collectives), projects.undated) == ("H2020", 8, 1)
    assert projects.collectives[0].bodies == {"999997833", "999905974"}
    assert projects.homes["999997833"] == "FR"
    assert "DURAND" not in repr(structures)


def test_official_zip_of_cordis(tmp_path: Path) -> None:
    """Projects and members by grant, in one archive."""
    packed = tmp_path / "h2020.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(
            "project.csv", "id;acronym;title;startDate;endDate\n600001;A;T;2015-02-01;2016-01-31\n"
        )
        archive.writestr(
            "organization.csv",
            "projectID;organisationID;name;country;role\n"
            "600001;999997833;INSERM;FR;coordinator\n600001;999905974;X;DE;participant\n",
        )
    (projects,) = read_registers([packed])
    assert [(one.since, one.bodies) for one in projects.collectives] == [
        ("2015-02-01", {"999997833", "999905974"})
    ]
    assert projects.homes == {"999997833": "FR", "999905974": "DE"}


def test_figures_of_the_national_register() -> None:
    """Bodies, pairs and new ties of 2015 as they were counted by other code; areas to a sample."""
    beside = Path(os.environ.get("COOPGRAPH_DOCUMENTS", "../shared/documents")).parent / "open-data"
    folder = Path(os.environ.get("COOPGRAPH_OPEN_DATA") or beside)
    file = folder / "rnsr" / "fr-esr-structures-recherche-publiques-actives_2022-02-08.csv.gz"
    if not file.exists():
        pytest.skip("the registry files are not at hand; name them with COOPGRAPH_OPEN_DATA")
    (register,) = read_registers([file])
    only = dataclasses.replace(register, cuts=["2015"])
    rows = {row.model: row for row in compare_models([only], models=MODELS[:4], samples=100).rows}
    one = rows["count product"]
    assert (one.bodies, one.pairs, one.new) == (402, 74_850, 378)
    assert one.uniform == pytest.approx(0.886, abs=0.005)
    assert one.precision == pytest.approx(0.053, abs=0.001)
    assert one.mean_precision == pytest.approx(0.199, abs=0.005)
    assert one.matched == pytest.approx(0.622, abs=0.005)
    assert rows["degree product"].matched == pytest.approx(0.636, abs=0.005)
    assert rows["common neighbours"].uniform == pytest.approx(0.859, abs=0.005)
    assert rows["resource allocation"].precision == pytest.approx(0.043, abs=0.001)


def run(*arguments: object) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["evaluate", "recommender", *map(str, arguments)])
    return done.exit_code, done.stdout, done.stderr


def test_command(tmp_path: Path) -> None:
    files = [*european(tmp_path), national(tmp_path / "rnsr.csv")]
    options = ["--format", "csv", "--bootstrap", 100, "--lang", "en"]
    code, printed, said = run(*files, *options)
    assert code == 0, said
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert len(rows) == 4 * len(MODELS) + 4 * (len(MODELS) - 1)  # CORDIS has no domains
    assert {(row["set"], row["bodies"], row["new_ties"]) for row in rows} == {
        ("RNSR", "4", "2"), ("H2020", "4", "2"),
    }  # fmt: skip
    assert "H2020, cut 2015-12-31: done" in said
    assert run(*files, *options)[1] == printed
    in_french = run(*files, "--format", "md", "--bootstrap", 100, "--lang", "fr")[1]
    assert "ne satisfait à la règle d’adoption" in in_french


def test_files_without_what_is_needed_are_refused(tmp_path: Path) -> None:
    organisations, _, projects = european(tmp_path)
    code, printed, said = run(projects, organisations, "--lang", "en")
    assert (code, printed) == (3, "") and "CORDIS needs projects and participations" in said
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    assert run(other)[0] == 3
    early = tmp_path / "early.csv"
    national(early).write_text("\n".join(early.read_text("utf-8").splitlines()[:4]) + "\n", "utf-8")
    with pytest.raises(SourceError, match="no new tie of two known bodies after 2011"):
        compare_models(read_registers([early]), samples=100)

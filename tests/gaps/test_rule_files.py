"""Rules that an organisation writes itself: header, statuses, errors with their place."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.analysis.gaps.facts import Facts
from coopgraph.analysis.gaps.records import Gap, Status, Tier
from coopgraph.analysis.gaps.rule_files import read_rule, read_rules
from coopgraph.analysis.gaps.rule_records import apply_rule
from coopgraph.cli import cli
from coopgraph.errors import CoopgraphError, QueryError, SourceError
from coopgraph.landscape import Landscape
from tests.gaps.rows import AS_OF, by_id, complete

HEAD = """\
# id: hospital-agreement
# version: 2
# question-fr: Quels hôpitaux n’ont pas d’accord ?
# question-en: Which hospitals have no agreement?
# sought-fr: accord
# sought-en: agreement
# tier: A
# covers: Agreement
# closes-fr: Un accord
# closes-en: An agreement
"""
QUERY = "SELECT ?subject ?match ?start ?end WHERE { ?subject rdf:type coop:UniversityHospital }\n"


def write(folder: Path, text: str = HEAD + QUERY, name: str = "a.rq") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def applied(facts: Facts, tmp_path: Path, *rows: Mapping[str, str]) -> Gap:
    def ask(_: object) -> Sequence[Mapping[str, str]]:
        return rows

    (gap,) = by_id(apply_rule(facts, read_rule(write(tmp_path)), ask, as_of=AS_OF)).values()
    return gap


def test_a_header_is_read(tmp_path: Path) -> None:
    rule = read_rule(write(tmp_path))
    assert (rule.id, rule.version, rule.tier) == ("hospital-agreement", "2", Tier.OBLIGATION)
    assert rule.covers == ("Agreement",)
    assert rule.sought.fr == "accord" and rule.closes.en == "An agreement"


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({}, Status.CANDIDATE),
        ({"match": "m"}, Status.COVERED),
        ({"match": "m", "start": "2020", "end": "2030"}, Status.COVERED),
        ({"match": "m", "start": "2010-01-01", "end": "2020-12-31"}, Status.LAPSED),
        ({"match": "m", "start": "2025"}, Status.CANDIDATE),
        ({"missing": "place"}, Status.UNDECIDABLE),
        ({"eligible": "false"}, Status.EXEMPT),
        ({"eligible": "true"}, Status.CANDIDATE),
    ],
    ids=["none", "undated", "dated", "ended", "later", "missing", "not-eligible", "eligible"],
)
def test_the_status_comes_from_the_same_place(
    facts: Facts, tmp_path: Path, row: dict[str, str], status: Status
) -> None:
    gap = applied(facts, tmp_path, {"subject": "chu", **row})
    assert gap.status is status
    assert gap.id == "hospital-agreement/chu"
    assert gap.tier is (Tier.DATA if status is Status.UNDECIDABLE else Tier.OBLIGATION)


def test_a_complete_list_confirms(facts: Facts, tmp_path: Path) -> None:
    listed = replace(facts, lists=(complete("l", "Agreement"),))
    gap = applied(listed, tmp_path, {"subject": "chu"})
    assert gap.status is Status.CONFIRMED
    assert "does not exist" in gap.sentence.en


def test_rows_of_one_subject_are_one_record(facts: Facts, tmp_path: Path) -> None:
    gap = applied(
        facts,
        tmp_path,
        {"subject": "chu", "match": "m1", "start": "2010", "end": "2015", "score": "2"},
        {"subject": "chu", "match": "m2", "start": "2020", "score": "3.5"},
    )
    assert gap.status is Status.COVERED
    assert [item.subject for item in gap.evidence] == ["m1", "m2"]
    assert gap.score == 3.5


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD.replace("# version: 2\n", "") + QUERY, "a.rq:1: the header has no line '# version"),
        (HEAD.replace("tier: A", "tier: Z") + QUERY, "a.rq:7: tier is A, B or C, not 'Z'"),
        (HEAD.replace("covers: Agreement", "covers: Aggreement") + QUERY, "a.rq:8: the ontology"),
        (HEAD.replace("id: hospital", "id: Hospital") + QUERY, "a.rq:1: an id is small letters"),
        (HEAD + QUERY.replace("?match", "?macth"), "a.rq:11: a rule has no column .macth"),
        (HEAD + QUERY.replace("?subject ?match", "?match", 1), "a.rq:11: a rule is a SELECT with"),
        (
            HEAD.replace("covers", "cover") + QUERY,
            "a.rq:8: the header of a rule has no field cover",
        ),
        (HEAD + "ASK { ?a ?b ?c }\n", "a rule is a SELECT with a column .subject"),
    ],
    ids=["field", "tier", "class", "id", "column", "subject", "unknown-field", "ask"],
)
def test_a_malformed_rule_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        read_rule(write(tmp_path, text))


def test_a_subject_is_an_entity_of_the_landscape(facts: Facts, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"a\.rq:1: .subject is 'http://x.example/1', which is no"):
        applied(facts, tmp_path, {"subject": "http://x.example/1"})


def test_a_malformed_rule_among_others(tmp_path: Path) -> None:
    write(tmp_path)
    write(tmp_path, "junk", name="b.rq")
    failures: list[CoopgraphError] = []
    assert [rule.path.name for rule in read_rules(tmp_path, failures)] == ["a.rq"]
    assert ["b.rq:1" in str(error) for error in failures] == [True]


def test_the_documented_rule(
    repository: Path, curated_landscape: Landscape, tmp_path: Path
) -> None:
    page = (repository / "docs" / "gaps.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```sparql\n(# id:.*?)```", page, flags=re.DOTALL)
    write(tmp_path, text)
    found = by_id(curated_landscape.gaps("rule", rules=tmp_path))
    assert found["hospital-federation/chu-de-lille"].status is not Status.CANDIDATE
    assert found["hospital-federation/chu-de-nice"].status is Status.CANDIDATE


def test_columns_of_expressions_are_seen(tmp_path: Path) -> None:
    query = "SELECT (?a AS ?subject) (COUNT(?b) AS ?score) WHERE { ?a ?p ?b } GROUP BY ?a\n"
    assert read_rule(write(tmp_path, HEAD + query)).id == "hospital-agreement"


def test_a_folder_without_rules_and_two_rules_of_one_id(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no such folder"):
        read_rules(tmp_path / "none")
    with pytest.raises(SourceError, match="no rule here"):
        read_rules(tmp_path)
    write(tmp_path)
    write(tmp_path, name="b.rq")
    with pytest.raises(QueryError, match=r"b\.rq:1: the rule hospital-agreement stands in a\.rq"):
        read_rules(tmp_path)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"match": "m", "start": "soon"}, "start cannot be .soon. for chu: it is a year or a day"),
        ({"score": "x"}, "a number"),
        ({"score": "nan"}, "a number"),
        ({"eligible": "oui"}, "true or false"),
        ({"match": "m", "start": "2020", "end": "2010"}, "before its start"),
    ],
    ids=["start", "score", "nan", "eligible", "backwards"],
)
def test_a_cell_that_is_not_what_its_column_holds(
    facts: Facts, tmp_path: Path, row: dict[str, str], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        applied(facts, tmp_path, {"subject": "chu", **row})


def test_in_python(example_landscape: Landscape, tmp_path: Path) -> None:
    write(tmp_path)
    found = example_landscape.gaps("rule", rules=tmp_path)
    assert found and {gap.type for gap in found} == {"rule"}
    assert {gap.rule for gap in found} == {"hospital-agreement"}


def test_on_the_command_line(example_folder: Path, tmp_path: Path) -> None:
    write(tmp_path)
    base = ["gaps", "--data", str(example_folder), "--as-of", "2024-12-31", "--format", "json"]
    result = CliRunner().invoke(cli, [*base, "--rules", str(tmp_path), "--type", "rule"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert {gap["type"] for gap in found["gaps"]} == {"rule"}
    assert found["parameters"]["rules"] == ["hospital-agreement"]


def test_a_rule_that_fails_and_the_others(example_folder: Path, tmp_path: Path) -> None:
    write(tmp_path, HEAD + "SELECT ?subject WHERE {\n  ?subject rdf:type nosuch:Thing .\n}\n")
    write(tmp_path, HEAD.replace("id: h", "id: other-h") + QUERY, name="b.rq")
    base = ["gaps", "--data", str(example_folder), "--as-of", "2024-12-31", "--format", "json"]
    base += ["--rules", str(tmp_path), "--type", "rule"]
    result = CliRunner().invoke(cli, base)
    assert (result.exit_code, result.stdout) == (3, "")
    assert "a.rq:" in result.stderr
    result = CliRunner().invoke(cli, [*base, "--keep-going"])
    assert result.exit_code == 3
    assert "a.rq:" in result.stderr
    rules = {gap["rule"]["id"] for gap in json.loads(result.stdout)["gaps"]}
    assert rules == {"other-hospital-agreement"}


def test_a_rule_may_only_read(example_folder: Path, tmp_path: Path) -> None:
    query = "SELECT ?subject WHERE { SERVICE <http://x.example/> { ?subject ?p ?o } }\n"
    write(tmp_path, HEAD + query)
    arguments = ["gaps", "--data", str(example_folder), "--rules", str(tmp_path)]
    result = CliRunner().invoke(cli, [*arguments, "--type", "rule"])
    assert result.exit_code == 3
    assert "SERVICE" in result.stderr and "a.rq:" in result.stderr


def test_a_rule_type_needs_rules() -> None:
    result = CliRunner().invoke(cli, ["gaps", "--type", "rule"])
    assert result.exit_code == 2
    assert "--type rule" in result.stderr

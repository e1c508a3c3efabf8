"""The command line talks and helps in the language of ``--lang``."""

from __future__ import annotations

import gettext
import os
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coopgraph.cli import COMMANDS, cli
from coopgraph.cli.speech import asked_language, language, speaking, user_environment
from coopgraph.curation.reader import read_tables
from coopgraph.errors import CurationError
from coopgraph.french import unbroken
from coopgraph.resources import example_dir

EXAMPLE = ["--data", str(example_dir()), "--as-of", "2024-12-31"]


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments)


@pytest.mark.parametrize(
    ("arguments", "fr", "en"),
    [
        (["exlore"], "commande inconnue", "No such command"),
        (["gaps", "--as-of", "31/12/2024"], "n’est pas une date", "is not a date"),
        (["gaps", "--type", "agps"], "n’est aucun de", "is not one of"),
        (["gaps", "--frmat", "csv"], "option inconnue", "No such option"),
        (["show"], "argument manquant", "Missing argument"),
        (["gaps", "--data", "/no/such"], "n’existe pas", "does not exist"),
        (["query"], "donnez une seule", "give one of"),
        (["query", "nope", *EXAMPLE], "pas de requête", "no query"),
        (["show", "Valfictiff", *EXAMPLE], "aucune entité", "no entity is called"),
        (["show", "LEM", *EXAMPLE], "désigne plusieurs entités", "names several entities"),
        (["query", "-e", "DROP ALL", *EXAMPLE], "est refusée", "is refused"),
        (["query", "-e", "SELECT ?s {", *EXAMPLE], "sans réponse", "cannot be answered"),
        (
            ["query", "unit-supervisors", *EXAMPLE],
            "le paramètre «\N{NO-BREAK SPACE}unit\N{NO-BREAK SPACE}» manque (",
            "the parameter 'unit' is missing (",
        ),
        (["gaps", "--store", "sqlite:x"], "entrepôt inconnu", "unknown store"),
        (["export", "-o", "x.zip"], "n’a pas d’extension connue", "no known extension"),
        (["build", *EXAMPLE], "tous les jours", "of all days"),
        (["build", *EXAMPLE[:2], "--no-validate"], "graphes nommés", "named graphs"),
    ],
    ids=lambda value: " ".join(value)[:30] if isinstance(value, list) else "",
)
def test_talk_is_in_the_language_asked_for(arguments: list[str], fr: str, en: str) -> None:
    for options, said, unsaid, prefix in (
        (["--lang", "en"], en, fr, "Error: "),
        (["--lang", "fr"], fr, en, "Erreur\N{NO-BREAK SPACE}: "),
        ([], fr, en, "Erreur\N{NO-BREAK SPACE}: "),
    ):
        result = _run(*arguments, *options)
        assert said in result.stderr, result.stderr
        assert unsaid not in result.stderr
        assert result.exit_code == 0 or prefix in result.stderr


def test_every_fault_of_the_tables_is_said_in_french(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(example_dir(), folder)
    table = folder / "cotutelles.csv"
    table.write_text(table.read_text("utf-8") + "nope,nope,host,,,,doc-z,,hgih,\n", "utf-8")
    result = _run("gaps", "--data", str(folder))
    assert result.exit_code == 3
    lines = result.stderr.splitlines()
    assert "fautes dans les tables" in lines[0] or "faute dans les tables" in lines[0]
    assert any(
        f"{table}:" in line
        and unbroken("colonne confidence : concept inconnu « hgih »") in line
        and unbroken("vouliez-vous dire « high » ?") in line
        for line in lines
    )
    with pytest.raises(CurationError) as caught:
        read_tables([folder])
    assert "column confidence: unknown concept 'hgih'" in str(caught.value)
    assert "colonne confidence" in caught.value.in_language("fr")


def test_faults_met_by_the_process_of_a_query_are_said_too(tmp_path: Path) -> None:
    folder = tmp_path / "tables"
    shutil.copytree(example_dir(), folder)
    (folder / "nope.csv").write_text("x\n", "utf-8")
    query = ("query", "-e", "ASK {}", "--data", str(folder))
    assert "aucune table ne porte ce nom" in _run(*query).stderr
    assert "no table has this name" in _run(*query, "--lang", "en").stderr


def test_findings_and_progress_are_in_french(tmp_path: Path) -> None:
    data = Path(__file__).parents[1] / "shapes" / "coordinates" / "invalid.ttl"
    text = _run("validate", str(data), "--format", "table").stdout
    assert "gravité" in text
    english = _run("validate", str(data), "--format", "csv", "--lang", "en").stdout
    french = _run("validate", str(data), "--format", "csv").stdout
    assert "violation," in english
    assert "violation," in french  # codes are for machines
    assert "property " in english
    assert "propriété " in french
    explored = _run("explore", *EXAMPLE, "--no-open", "-o", str(tmp_path / "x.html"))
    assert "État au 2024-12-31." in explored.stderr
    assert "octets" in explored.stderr


def test_an_empty_table_says_so() -> None:
    empty = ["queries", "zzzz", "--format", "table"]
    assert _run(*empty).stdout.strip() == "(aucune ligne)"
    assert _run(*empty, "--lang", "en").stdout.strip() == "(no rows)"


#: Words of English help that no French help may have.
ENGLISH = re.compile(r"\b(the|and|of|with|default|show|write|FILE|DIR|YYYY|required|INTEGER)\b")


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_help_is_in_the_language_asked_for(name: str | None) -> None:
    start = [name] if name else []
    french, english = _run(*start, "--help").stdout, _run(*start, "--lang", "en", "--help").stdout
    assert french.startswith("Usage\N{NO-BREAK SPACE}: ")
    assert "Montre cette aide et s’arrête." in french
    told = re.sub(r"(?m)^    coopgraph .*$|^Usage\xa0.*$|--\S+|^  \S+  ", "", french)
    assert ENGLISH.findall(told) == []
    assert not re.search(r" [:;?!»](?=\s)|« ", told)
    assert english.startswith("Usage: ")
    assert "Show this message and exit." in english
    assert len(ENGLISH.findall(english)) > 3
    assert _run("--lang", "fr", *start, "--help").stdout == french
    assert _run("--lang=en", *start, "--help").stdout == english


def test_hints_name_arguments_in_the_language_asked_for() -> None:
    assert "[OPTIONS] COMMANDE [ARGUMENTS]..." in _run("exlore").stderr


@pytest.mark.parametrize(
    ("arguments", "fr", "en"),
    [
        (["show"], "argument manquant « ENTITÉ ».", "Missing argument 'ENTITY'."),
        (
            ["gaps", "--frmat", "csv"],
            "option inconnue : « --frmat ». (Vouliez-vous dire l’une de celles-ci : « --data »",
            "No such option '--frmat'. (Did you mean one of: '--data', '--format'?)",
        ),
        (
            ["gaps", "--format", "it's"],
            "valeur refusée pour « --format » : « it's » n’est aucun de « table », « csv », « ",
            "Invalid value for '--format': \"it's\" is not one of 'table', 'csv', '",
        ),
        (
            ["export", "-o", "x.zip"],
            "valeur refusée pour « --output » / « -o » : « x.zip » n’a pas d’extension connue",
            "Invalid value for '--output' / '-o': 'x.zip' has no known extension",
        ),
        (
            ["gaps", "--quiet=yes"],
            "l’option « --quiet » ne prend pas de valeur.",
            "Option '--quiet' does not take a value.",
        ),
        (
            ["show", "a", "l'b", "c'd"],
            "arguments de trop (l'b c'd)",
            "Got unexpected extra arguments (l'b c'd)",
        ),
        (
            ["gaps", "--data", "l'a\\b"],
            "valeur refusée pour « --data » : « l'a\\b » n’existe pas.",
            "Invalid value for '--data': Directory \"l'a\\\\b\" does not exist.",
        ),
    ],
)
def test_errors_of_usage_are_quoted_as_all_others(arguments: list[str], fr: str, en: str) -> None:
    for lang, prefix, said in (("fr", "Erreur : ", fr), ("en", "Error: ", en)):
        result = _run(*arguments, "--lang", lang)
        assert result.exit_code == 2
        assert unbroken(prefix + said) in result.stderr


def test_the_environment_is_given_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "de")
    domain = gettext.textdomain()
    with speaking("en"):
        assert (os.environ["LANGUAGE"], language()) == ("en", "en")
        with user_environment():
            assert os.environ["LANGUAGE"] == "de"
    assert os.environ["LANGUAGE"] == "de"
    assert gettext.textdomain() == domain


@pytest.mark.parametrize(
    ("arguments", "lang"),
    [
        ([], "fr"),
        (["show", "--lang"], "fr"),
        (["--lang=en"], "en"),
        (["--lang", "en", "--lang", "fr"], "fr"),
        (["query", "--", "--lang", "en"], "fr"),
        (["gaps", "--lang", "DE"], "fr"),
    ],
)
def test_the_language_is_known_before_parsing(arguments: list[str], lang: str) -> None:
    assert asked_language(arguments) == lang

"""The tree carries nothing that belongs to one machine, and its generated files are current."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

FOLDERS = (".ci", "benchmarks", "coopgraph", "data", "docs", "ontology", "queries", "tests")
MACHINE = re.compile(r"/(?:work|root|home/[a-z]\w*|Users/\w+|tmp/[a-z]\w*)/|[A-Z]:\\Users\\")
TEXT = {
    ".cff", ".csv", ".css", ".html", ".js", ".json", ".jsonld", ".md", ".py", ".rq", ".toml",
    ".trig", ".tsv", ".ttl", ".txt", "",
}  # fmt: skip


def text_files(repository: Path) -> Iterator[Path]:
    """Yield the text files that belong to the project."""
    yield from (
        path
        for path in repository.iterdir()
        if path.suffix in TEXT and path.is_file() and path.name != ".git"
    )
    for folder in FOLDERS:
        for path in sorted((repository / folder).rglob("*")):
            hidden = any(part.startswith((".", "__")) for part in path.parts[-3:-1])
            if path.is_file() and path.suffix in TEXT and (not hidden or folder == ".ci"):
                yield path


def test_no_path_of_one_machine(repository: Path) -> None:
    found = {
        f"{path.relative_to(repository)}:{number}: {match.group()}"
        for path in text_files(repository)
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (match := MACHINE.search(line))
    }
    assert not found


def test_text_is_utf8_with_unix_line_ends(repository: Path) -> None:
    faulty = [path for path in text_files(repository) if b"\r" in path.read_bytes()]
    # hostile inputs of tests are written by the tests themselves, not kept as files
    assert not [path for path in faulty if "vendor" not in path.parts]


@pytest.mark.parametrize(
    "command",
    [
        ("-m", "coopgraph.rdf.vocabulary_writer"),
        ("-m", "coopgraph.curation.schema"),
        ("-m", "coopgraph.importing.mapping.schema"),
        ("docs/column_guide.py",),
        ("docs/query_catalogue.py",),
        ("-m", "coopgraph.documentation.quality"),
        ("-m", "coopgraph.documentation.pages"),
        ("docs/translations.py",),
    ],
    ids=lambda command: command[-1],
)
def test_generated_files_are_current(repository: Path, command: tuple[str, ...]) -> None:
    result = subprocess.run(
        [sys.executable, *command, "--check"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr


def test_continuous_integration_checks_the_same_generated_files(repository: Path) -> None:
    script = (repository / ".ci" / "run").read_text(encoding="utf-8")
    page = (repository / "CONTRIBUTING.md").read_text(encoding="utf-8")
    commands = re.findall(r"\| `python ([^`]+)` \|$", page, flags=re.MULTILINE)
    assert len(commands) >= 5
    for command in commands:
        assert f"{command} --check" in script

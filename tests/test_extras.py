"""A library that is missing is named in one form by every command, with what to install."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from coopgraph.cli import cli
from coopgraph.errors import MissingExtra
from coopgraph.extras import missing, needing

#: What is imported under another name than it is installed.
NAMES = {"docx": "python-docx", "PIL": "pillow", "graspologic_native": "graspologic-native"}


@pytest.mark.parametrize(
    ("hidden", "command", "told"),
    [
        ("typst", "report -o OUT.pdf", "typst [report]"),
        ("matplotlib", "report -o OUT.pdf", "matplotlib [report]"),
        ("matplotlib", "report -o OUT.html", "matplotlib [report]"),
        ("docx", "report -o OUT.docx", "python-docx [report]"),
        ("typst", "report -o OUT.docx", "typst [report]"),
        ("PIL", "report -o OUT.html --template STYLE", "pillow [report]"),
        ("xlsxwriter", "report -o OUT.xlsx", "xlsxwriter"),
        ("xlsxwriter", "gaps -o OUT.xlsx", "xlsxwriter"),
        ("matplotlib", "rank degree --plot OUT.svg", "matplotlib [plot]"),
        ("matplotlib.figure", "communities --plot OUT.png", "matplotlib [plot]"),
        ("matplotlib", "projections partners --plot OUT.pdf", "matplotlib [plot]"),
        ("graspologic_native", "communities --method leiden", "graspologic-native [fast]"),
        ("openpyxl", "reconcile IN.xlsx -o OUT.csv", "openpyxl [reconcile]"),
        ("openpyxl", "import table IN.xlsx --mapping MAP -o OUT", "openpyxl [table]"),
        ("pyarrow", "import table IN.parquet --mapping MAP -o OUT", "pyarrow [table]"),
        ("pyvis", "explore --no-open -o OUT.html", "pyvis"),
        # What comes along always, and is imported by a module that a command loads late.
        ("rapidfuzz", "reconcile IN.csv -o OUT.csv", "rapidfuzz"),
    ],
)
def test_every_command_says_it_alike(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    example_folder: Path,
    hidden: str,
    command: str,
    told: str,
) -> None:
    given = {
        "IN.csv": b"name\nInstitut Exemple\n",
        "IN.xlsx": b"x",
        "IN.parquet": b"x",
        "STYLE": b"logo: {file: logo.png, alt: x}\n",
        "logo.png": b"\x89PNG\r\n\x1a\n",
        "MAP": b"source: {title: A list}\nbodies: {a: {class: Organisation, names: {fr: Nom}}}\n",
    }
    for name, content in given.items():
        (tmp_path / name).write_bytes(content)
    # What an earlier test has loaded would be found without the library itself.
    loaded = ("coopgraph.reconciliation", f"{hidden}.")
    for module in [name for name in sys.modules if name.startswith(loaded)]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, hidden, None)
    options = re.sub("[A-Z]{2,}[.a-z]*", lambda found: str(tmp_path / found[0]), command).split()
    if not command.startswith("import"):
        options += ["--data", str(example_folder)]
    result = CliRunner().invoke(cli, [*options, "--lang", "en"])
    package, _, extra = told.partition(" [")
    wanted = f"'coopgraph[{extra}'" if extra else "coopgraph"
    assert f"{package} is needed and not installed; pip install {wanted}\n" in result.stderr
    assert result.exit_code == 3
    assert result.stdout == ""
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(given)


def test_what_is_broken_is_not_said_to_be_missing() -> None:
    said = r"pyarrow is installed and cannot be loaded: no DLL"
    with pytest.raises(MissingExtra, match=said), needing("table"):
        raise ImportError("no DLL", name="pyarrow.lib")


def test_a_fault_of_our_own_stays_one() -> None:
    with pytest.raises(ModuleNotFoundError) as caught, needing("table"):
        raise ModuleNotFoundError("x", name="coopgraph.none")
    assert not isinstance(caught.value, MissingExtra)


def test_it_is_said_in_french_too() -> None:
    told = missing(ModuleNotFoundError(name="typst"), extra="report").in_language("fr")
    assert told == "typst est nécessaire et n’est pas installé\xa0; pip install 'coopgraph[report]'"


def test_extras_that_are_named_hold_what_is_imported(repository: Path) -> None:
    """Each library that an import needs is in the extra that the message names."""
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    held = {
        extra: {re.split(r"[<>=\[]", one)[0] for one in packages}
        for extra, packages in {
            **project["optional-dependencies"],
            "": project["dependencies"],
        }.items()
    }
    found = 0
    for path in sorted((repository / "coopgraph").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.With):
                continue
            for call in (item.context_expr for item in node.items):
                if isinstance(call, ast.Call) and ast.unparse(call.func) == "needing":
                    extra = ast.literal_eval(call.args[0]) if call.args else ""
                    for module in _imported(node):
                        if module != "coopgraph":
                            assert NAMES.get(module, module) in held[extra], path
                    found += 1
    assert found > 8


def _imported(node: ast.With) -> set[str]:
    modules = set()
    for inner in ast.walk(node):
        if isinstance(inner, ast.Import):
            modules |= {alias.name.partition(".")[0] for alias in inner.names}
        elif isinstance(inner, ast.ImportFrom):
            modules.add((inner.module or "").partition(".")[0])
    return modules

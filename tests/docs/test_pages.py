"""What the pages say can be followed: links lead somewhere, commands and options exist."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from coopgraph.cli import COMMANDS, cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    path
    for folder in (ROOT, ROOT / "docs", ROOT / "data", ROOT / "data" / "example", ROOT / "queries")
    for path in folder.glob("*.md")
)
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!`)\[[^\]\n]*\]\(([^)\s]+)\)")


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _command_lines(page: Path) -> set[str]:
    text = page.read_text(encoding="utf-8")
    lines = {
        line.removeprefix("$ ").strip()
        for language, block in BLOCK.findall(text)
        if language in ("sh", "console")
        for line in block.splitlines()
        if re.match(r"(\$ )?coopgraph ", line)
    }
    return lines | set(re.findall(r"(?<!`)`(coopgraph [a-z][^`]*)`(?!`)", text))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_relative_links_lead_somewhere(page: Path) -> None:
    text = BLOCK.sub("", page.read_text(encoding="utf-8"))
    targets = {link.partition("#")[0] for link in LINK.findall(text) if "://" not in link}
    missing = [target for target in targets if target and not (page.parent / target).exists()]
    assert not missing


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_commands_and_options_exist(page: Path) -> None:
    for line in _command_lines(page):
        words = shlex.split(line.split("#")[0].split(" | ")[0].replace("…", ""))[1:]
        if not words or words[0].startswith("-"):
            continue
        context = click.Context(cli)
        assert words[0] in COMMANDS, f"{_name(page)}: {line}"
        command = cli.get_command(context, words[0])
        if isinstance(command, click.Group) and words[1:]:
            names = command.list_commands(context)
            name = names[0] if words[1].isupper() else words[1]  # KIND stands for any of them
            assert name in names, f"{_name(page)}: {line}"
            command = command.get_command(context, name)
        assert command is not None
        known = {name for parameter in command.params for name in parameter.opts}
        given = {word.partition("=")[0] for word in words[1:] if re.match(r"--?[a-z]", word)}
        assert given <= known | {"--help"}, f"{_name(page)}: {line}"


def test_every_page_is_reached_from_the_readme() -> None:
    seen: set[Path] = set()
    queue = [ROOT / "README.md"]
    while queue:
        page = queue.pop()
        if page in seen or page.suffix != ".md" or not page.is_file():
            continue
        seen.add(page)
        text = page.read_text(encoding="utf-8")
        queue += [(page.parent / link.partition("#")[0]).resolve() for link in LINK.findall(text)]
    assert set(PAGES) <= seen

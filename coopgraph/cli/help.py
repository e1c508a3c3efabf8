"""Help in the language of the command line: commands and options as copies in other words.

The texts are written in English where they belong, in the docstring of a command and beside an
option. They are translated paragraph by paragraph, so that an example that is added changes no
text; ``docs/translations.py`` collects them from :func:`texts`.
"""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Callable, Iterator
from typing import TypeVar

import click

from coopgraph.cli.speech import language
from coopgraph.messages import Message

__all__ = ["SpokenGroup", "in_language", "texts"]

C = TypeVar("C", bound=click.Command)
#: A line of a list: an example stays as it is, and so does a name before its meaning.
_LISTED = re.compile(r"(?P<name>\s+\.\S+\s+)(?P<meaning>\S.*)\Z")
_VERBATIM = "\b"


def in_language(command: C, lang: str) -> C:
    """Return a copy of a command whose help, hints and places are in a language.

    Parameters
    ----------
    command
        A command or a group, written in English.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    click.Command
    """

    def say(text: str) -> str:
        return Message(text, "", {}).in_language(lang)

    return _said(command, say)


class SpokenGroup(click.Group):
    """A group whose commands speak the language of the command line."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command in the language asked for."""
        command = super().get_command(ctx, cmd_name)
        return None if command is None else in_language(command, language())


def texts(command: click.Command) -> list[str]:
    """Return the texts that the help of a command says, in English.

    Parameters
    ----------
    command
        A command or a group.

    Returns
    -------
    list of str
    """
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    _said(command, note)
    return list(dict.fromkeys(found))


def _said(command: C, say: Callable[[str], str]) -> C:
    said = copy.copy(command)
    said.help = _paragraphs(command.help, say)
    said.epilog = _paragraphs(command.epilog, say)
    said.params = [_parameter(command, parameter, say) for parameter in command.params]
    if isinstance(said, click.Group):
        said.subcommand_metavar = say(said.subcommand_metavar)
    return said


def _paragraphs(text: str | None, say: Callable[[str], str]) -> str | None:
    if text is None:
        return None
    paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(text))
    return "\n\n".join("\n".join(_lines(paragraph, say)) for paragraph in paragraphs)


def _lines(paragraph: str, say: Callable[[str], str]) -> Iterator[str]:
    if not paragraph.startswith(_VERBATIM):
        yield say(" ".join(paragraph.split()))
        return
    for line in paragraph.split("\n"):
        if match := _LISTED.match(line):
            yield match["name"] + say(match["meaning"])
        elif line.strip(_VERBATIM) and not line.startswith(" "):
            yield say(line)
        else:
            yield line


def _parameter(
    command: click.Command, parameter: click.Parameter, say: Callable[[str], str]
) -> click.Parameter:
    said = copy.copy(parameter)
    if isinstance(said, click.Option):
        if said.help:
            said.help = say(" ".join(said.help.split()))
        if said.metavar:
            said.metavar = say(said.metavar)
        elif isinstance(said.type, click.IntRange):
            said.metavar = say("NUMBER")
    elif parameter.name:
        name = parameter.name.upper()
        said.metavar = parameter.make_metavar(click.Context(command)).replace(name, say(name))
    return said

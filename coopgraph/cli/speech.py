"""In which language the command line talks: help, errors, hints and progress.

It is the language of the result, ``--lang``, and must be known before the options are parsed, since
parsing itself may fail.
"""

from __future__ import annotations

import contextlib
import gettext
import os
import re
from collections.abc import Iterator, Sequence
from contextvars import ContextVar
from typing import Final

import click

from coopgraph.messages import LANGUAGES, LOCALE, message, translated

__all__ = [
    "INTERRUPTED",
    "asked_language",
    "language",
    "printable",
    "say",
    "speaking",
    "spoken",
    "user_environment",
    "with_quotes",
]

#: Language of results and talk where none is asked for.
DEFAULT: Final = "fr"
#: What Ctrl-C is answered with.
INTERRUPTED: Final = message("interrupted; nothing half-written is left")
_DOMAIN: Final = "click"
# Controls except line feed and tab, marks of direction, half characters of undecodable arguments.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
# What click quotes as Python does; an apostrophe within a word is none of its quotes.
_QUOTED: Final = re.compile(
    r"""(?<![^\s(])(?P<quote>["'])(?P<text>(?:(?!(?P=quote))[^\\]|\\.)*)(?P=quote)(?=[\s,;:.?!)]|$)"""
)
_VARIABLE: Final = "LANGUAGE"
_language: ContextVar[str] = ContextVar("language", default=DEFAULT)
_found: ContextVar[str | None] = ContextVar("found", default=None)


def asked_language(arguments: Sequence[str]) -> str:
    """Return the language that a command line asks for.

    Examples
    --------
    >>> asked_language(["show", "CNRS", "--lang", "en"]), asked_language(["gaps", "--lang=de"])
    ('en', 'fr')
    """
    asked = DEFAULT
    for position, argument in enumerate(arguments):
        if argument == "--":
            break
        name, equals, value = argument.partition("=")
        if name == "--lang":
            following = arguments[position + 1] if position + 1 < len(arguments) else ""
            said = value if equals else following
            asked = said if said in LANGUAGES else asked
    return asked


@contextlib.contextmanager
def speaking(lang: str) -> Iterator[None]:
    """Talk in a language while the block runs, click's own messages included.

    click takes its words from gettext, which chooses by the environment; catalogue and choice are
    given back afterwards.
    """
    tokens = _language.set(lang), _found.set(os.environ.get(_VARIABLE))
    domain = gettext.textdomain()
    gettext.bindtextdomain(_DOMAIN, str(LOCALE))
    gettext.textdomain(_DOMAIN)
    _set_variable(lang)
    try:
        yield
    finally:
        _set_variable(_found.get())
        gettext.textdomain(domain)
        _language.reset(tokens[0])
        _found.reset(tokens[1])


@contextlib.contextmanager
def user_environment() -> Iterator[None]:
    """Give other programs, started in the block, the environment as the user had it."""
    here = os.environ.get(_VARIABLE)
    _set_variable(_found.get())
    try:
        yield
    finally:
        _set_variable(here)


def _set_variable(value: str | None) -> None:
    if value is None:
        os.environ.pop(_VARIABLE, None)
    else:
        os.environ[_VARIABLE] = value


def language() -> str:
    """Return the language in which the running command talks."""
    return _language.get()


def spoken(message: str) -> str:
    """Return a message in the language in which the running command talks."""
    return translated(message, language())


def printable(text: str) -> str:
    r"""Write as escapes what would move or colour the terminal of who reads a message.

    Examples
    --------
    >>> printable("no column \x1b[31m\x07")
    'no column \\x1b[31m\\x07'
    """
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def with_quotes(text: str, lang: str) -> str:
    r"""Return a text of click with the quotes of a language.

    Examples
    --------
    >>> with_quotes("option inconnue\xa0: '--x'.", "fr")
    'option inconnue\xa0: «\xa0--x\xa0».'
    >>> with_quotes("argument de trop (l'x d'y)", "fr")
    "argument de trop (l'x d'y)"
    """
    if lang != "fr":
        return text

    def french(found: re.Match[str]) -> str:
        inner = re.sub(r"\\([\\'\"])", r"\1", found["text"])
        return f"«\N{NO-BREAK SPACE}{inner}\N{NO-BREAK SPACE}»"

    return _QUOTED.sub(french, text)


def say(message: str, *, quiet: bool = False) -> None:
    """Talk to the user on standard error."""
    if not quiet:
        click.echo(printable(spoken(message)), err=True)

"""The command line: one command per file, each imported only when it runs."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

import click

import coopgraph
from coopgraph.cli.help import in_language
from coopgraph.cli.options import common_options
from coopgraph.cli.speech import (
    INTERRUPTED,
    asked_language,
    language,
    printable,
    speaking,
    spoken,
    with_quotes,
)
from coopgraph.errors import CoopgraphError, SourceError, reason
from coopgraph.extras import is_own, missing
from coopgraph.messages import Message, message
from coopgraph.signals import exit_code, lost_end

__all__ = ["cli", "main"]

#: Command name to its module in this package; help texts stand here so that ``--help`` is quick.
COMMANDS: dict[str, tuple[str, Message]] = {
    "build": ("build", message("Build the graph from curated tables; write it or check it.")),
    "communities": (
        "communities",
        message("Find communities of a network, and how far to trust them."),
    ),
    "compare": ("compare", message("Set two bodies side by side, or one on two days.")),
    "diff": ("diff", message("Show what differs between two builds, or between two days.")),
    "evaluate": ("evaluate", message("Measure methods on data with known answers.")),
    "explore": ("explore", message("Write an interactive page of the landscape and open it.")),
    "export": ("export", message("Write the graph in another format, chosen by extension.")),
    "gaps": ("gaps", message("List partnership gaps with status and evidence.")),
    "import": ("import_", message("Read a registry’s own download into curated tables.")),
    "new": ("new", message("Make a folder of tables for a landscape of one’s own.")),
    "path": ("path", message("Show how two bodies are linked, with the evidence of each hop.")),
    "projections": ("projections", message("List the networks to measure; print or write one.")),
    "queries": ("queries", message("List the query library with its questions.")),
    "query": ("query", message("Run a library query, a file or a text.")),
    "rank": ("rank", message("Rank bodies by a measure of networks, with intervals.")),
    "reconcile": ("reconcile", message("Find which bodies names or affiliations mean.")),
    "report": ("report", message("Write the report on partnership gaps, for a board.")),
    "robustness": (
        "robustness",
        message("Show what the organisation in focus depends on."),
    ),
    "show": ("show", message("Show all that is known of an entity, with sources.")),
    "simulate": ("simulate", message("Show what would change if some facts were true.")),
    "validate": ("validate", message("Check tables and graph; list the findings.")),
}


class _Failure(click.ClickException):
    """An error of coopgraph as click shows it: one message, exit code 3."""

    exit_code = 3


class _Interrupted(click.ClickException):
    """Ctrl-C or a signal that asks to end: exit code 128 and the signal; 1 means findings."""

    def __init__(self, stop: KeyboardInterrupt) -> None:
        super().__init__(spoken(INTERRUPTED))
        vars(self)["exit_code"] = exit_code(stop)  # click holds it to be one for all

    def show(self, file: IO[Any] | None = None) -> None:
        with contextlib.suppress(OSError):  # the terminal may be gone
            super().show(file)


class _LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called.

    Common options may stand before the command: they are handed on to it.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"coopgraph.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return in_language(command, language())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        common: list[tuple[str, str]] = []
        own: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            if record := parameter.get_help_record(ctx):
                (own if parameter.is_eager else common).append(record)
        title = message("Options of all commands, before or after the command")
        for name, records in ((spoken(title), common), (spoken(message("Options")), own)):
            with formatter.section(name):
                formatter.write_dl(records)
        self.format_commands(ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(spoken(message("Commands"))):
            formatter.write_dl(
                [(name, spoken(COMMANDS[name][1])) for name in self.list_commands(ctx)]
            )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        common, rest = self._common(args)
        if not rest:
            return super().parse_args(ctx, [])
        if rest[0] in COMMANDS:
            args = [rest[0], *common, *rest[1:]]
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            command = next((word for word in rest if word in COMMANDS), None)
            if command is None or not self._takes(ctx, command, error.option_name):
                raise
            said = message(
                "{option!r} is an option of {command!r}: write it after the command.",
                option=error.option_name,
                command=command,
            )
            raise click.UsageError(spoken(said), ctx) from error

    def _common(self, args: list[str]) -> tuple[list[str], list[str]]:
        """Return the options that stand before the command, and the rest."""
        valued = {
            name: not parameter.is_flag
            for parameter in self.params
            if isinstance(parameter, click.Option) and not parameter.is_eager
            for name in parameter.opts
        }
        position = 0
        while position < len(args):
            word = args[position]
            name, joined, _ = word.partition("=")
            if word[:2] in valued and len(word) > 2:  # -oFILE
                name, joined = word[:2], word[2:]
            if name not in valued:
                break
            position += 2 if valued[name] and not joined else 1
        return args[:position], args[position:]

    def _takes(self, ctx: click.Context, name: str, option: str) -> bool:
        command = self.get_command(ctx, name)
        known = command.params if command is not None else ()
        return any(option in parameter.opts for parameter in known)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib

            if near := difflib.get_close_matches(args[0], COMMANDS, n=1):
                said = message(
                    "No such command {name!r}. Did you mean {near!r}?", name=args[0], near=near[0]
                )
            else:
                said = message("No such command {name!r}.", name=args[0])
            ctx.fail(spoken(said))
        return super().resolve_command(ctx, args)

    def main(self, args: Sequence[str] | None = None, *others: Any, **options: Any) -> Any:
        """Run in the language of the command line."""
        with speaking(asked_language(sys.argv[1:] if args is None else args)):
            spoken_here = in_language(self, language())
            return super(_LazyGroup, spoken_here).main(args, *others, **options)

    def make_context(self, *arguments: Any, **options: Any) -> click.Context:
        try:
            return super().make_context(*arguments, **options)
        except KeyboardInterrupt as stop:
            raise _Interrupted(stop) from stop
        except click.ClickException as error:
            _word(error)
            raise

    def invoke(self, ctx: click.Context) -> Any:
        debug = ctx.find_root().meta
        try:
            if not {"-h", "--help"}.intersection(ctx.args):
                _refuse_a_lost_folder()
            return super().invoke(ctx)
        except CoopgraphError as error:
            _refuse_a_lost_end(error)
            if debug.get("coopgraph.debug"):
                raise
            raise _Failure(printable(error.in_language(language()))) from error
        except KeyboardInterrupt as stop:
            raise _Interrupted(stop) from stop
        except click.ClickException as error:
            _word(error)
            raise
        except (click.Abort, click.exceptions.Exit, OSError):
            raise
        except Exception as error:
            _refuse_a_lost_end(error)
            if debug.get("coopgraph.debug"):
                raise
            if isinstance(error, ModuleNotFoundError) and not is_own(error):
                raise _Failure(printable(missing(error).in_language(language()))) from error
            said = message(
                "this should not happen, {error}; run again with --debug and report what it shows",
                error=f"{type(error).__name__}: {error}",
            )
            raise _Failure(printable(spoken(said))) from error


def _refuse_a_lost_end(error: Exception) -> None:
    """End as a signal asked whose exception became another one on its way."""
    if (stop := lost_end()) is not None:
        raise _Interrupted(stop) from error


def _word(error: click.ClickException) -> None:
    """Let an error of click say itself as coopgraph does: printable, with the language’s quotes."""
    said = printable(with_quotes(error.format_message(), language()))
    vars(error)["format_message"] = lambda: said


def _refuse_a_lost_folder() -> None:
    """Say that the current folder is gone, which every relative path would stumble over."""
    try:
        Path.cwd()
    except OSError as error:
        raise SourceError(
            message(
                "the current folder cannot be reached: {reason}; go to another one with cd",
                reason=reason(error),
            )
        ) from error


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    coopgraph.__version__, prog_name="coopgraph", help="Show the version and exit."
)
@common_options
def cli(**_: object) -> None:
    """Explore a landscape of research partnerships.

    Who works with whom, under which agreement, until when, on what evidence, and what is missing.

    \b
    Examples:
      coopgraph explore
      coopgraph query conventions-by-year --format csv
      coopgraph gaps --type convention --as-of 2024-12-31
      coopgraph show "Université de Bordeaux"
    """


def main() -> None:
    """Run the command line; standard streams speak UTF-8 whatever the locale."""
    lang = asked_language(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    code = 0
    try:
        cli()
    except SystemExit as stop:
        code = stop.code if isinstance(stop.code, int) else 1
    except CoopgraphError:  # only with --debug, which wants the traceback
        raise
    except OSError as error:
        code = 0 if error.errno == errno.EPIPE else 3
        if code:
            said = message("Error: the output cannot be written: {reason}", reason=reason(error))
            click.echo(said.in_language(lang), err=True)
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if error.errno != errno.EPIPE:
            code = 3
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.exit(code)

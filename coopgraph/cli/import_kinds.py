"""The kinds of ``coopgraph import``: one subcommand for each, with page and licence in its help."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import click

from coopgraph.cli.help import in_language
from coopgraph.cli.speech import language, spoken
from coopgraph.curation.meant import closest
from coopgraph.importing import KINDS, MAPPED, importer_of
from coopgraph.messages import message, translated

__all__ = ["Kinds"]


class Kinds(click.Group):
    """One subcommand per kind of register, made of the same command.

    Attributes
    ----------
    kind_command
        The command of which all are made; its function takes the kind first.
    """

    kind_command: click.Command

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the kinds."""
        return list(KINDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a kind; None if there is no such kind."""
        if cmd_name not in KINDS:
            return None
        lang = language()
        importer = importer_of(cmd_name)
        made = copy.copy(in_language(self.kind_command, lang))
        made.name = cmd_name
        if cmd_name not in MAPPED:
            made.params = [
                param for param in made.params if param.name not in ("mapping", "starter")
            ]
        if not importer.by_country:
            made.params = [param for param in made.params if param.name != "countries"]
        lines = [
            (message("Register"), importer.register),
            (message("Publisher"), importer.publisher),
            (message("Page"), importer.page),
            (message("Licence"), translated(importer.licence, lang)),
            (message("Files"), importer.forms.in_language(lang)),
            (message("--download fetches"), ", ".join(file.url for file in importer.files)),
            (
                message("No --download"),
                importer.by_hand.in_language(lang) if importer.by_hand else "",
            ),
        ]
        example = f"coopgraph import {cmd_name} {importer.example} -o land"
        above = message("Example:").in_language(lang)
        head = [f"\b\n{above}\n  {example}", _sentence(importer.title.in_language(lang))]
        about = "\b\n" + "\n".join(
            message("{name}: {text}", name=name, text=text).in_language(lang)
            for name, text in lines
            if text
        )
        made.help = "\n\n".join([*head, about, made.help or ""])
        made.callback = _bound(cmd_name, self.kind_command.callback)
        return made

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the kinds with what they hold and their licences."""
        lang = language()
        with formatter.section(spoken(message("Kinds"))):
            formatter.write_dl(
                [
                    (kind, importer.title.in_language(lang) + _bracket(licence))
                    for kind in KINDS
                    for importer in [importer_of(kind)]
                    for licence in [translated(importer.licence, lang)]
                ]
            )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Say which kinds there are where a word is none of them."""
        if args and args[0] not in KINDS and not args[0].startswith("-"):
            said = message(
                "no kind of register {name!r}; there are {kinds}",
                name=args[0],
                kinds=", ".join(KINDS),
            )
            hint = closest(args[0], KINDS)
            ctx.fail(spoken(message("{said}; {hint}", said=said, hint=hint) if hint else said))
        return super().resolve_command(ctx, args)


def _bracket(text: str) -> str:
    return f" ({text})" if text else ""


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:].rstrip(".") + "."


def _bound(kind: str, function: Callable[..., Any] | None) -> Callable[..., Any]:
    def run(**options: Any) -> Any:
        return function(kind, **options) if function is not None else None

    return run

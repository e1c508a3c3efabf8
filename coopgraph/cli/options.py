"""Options and output shared by the commands."""

from __future__ import annotations

import datetime
import functools
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from coopgraph.cli.choices import Choice
from coopgraph.cli.speech import DEFAULT, say, spoken
from coopgraph.errors import SourceError
from coopgraph.messages import LANGUAGES, Message, message

if TYPE_CHECKING:
    from coopgraph.landscape import Landscape
    from coopgraph.sources.vintage import SourceInfo
    from coopgraph.store.day import DayCounts

__all__ = [
    "Settings",
    "as_date",
    "as_of_line",
    "common_options",
    "day_line",
    "debug_option",
    "default_format",
    "focus_option",
    "group_options",
    "landscape_options",
    "output_options",
    "say_state",
    "say_written",
    "state_line",
    "talk_options",
    "write_output",
]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options common to all reading commands say.

    Attributes
    ----------
    data
        Folders of curated tables; empty for the packaged landscape.
    store
        Address of the store.
    as_of
        Date at which the landscape is looked at.
    lang
        ``fr`` or ``en``.
    quiet
        Whether talk on standard error is wanted less.
    of_day
        Whether the date was given: what did not stand on it is then left out.
    focus
        The organisation in focus as the user named it; that of the landscape if ``None``.
    """

    data: tuple[Path, ...]
    store: str
    as_of: datetime.date
    lang: str
    quiet: bool
    of_day: bool = False
    focus: str | None = None

    def open(self, *, needs_focus: bool = True) -> Landscape:
        """Load the landscape that the options name.

        Parameters
        ----------
        needs_focus
            Whether the answer depends on an organisation in focus.
        """
        from coopgraph.landscape import load

        return load(
            self.data,
            store=self.store,
            as_of=self.as_of if self.of_day else None,
            focus=self.focus,
            needs_focus=needs_focus,
        )


def _debug(ctx: click.Context, _param: click.Parameter, value: bool) -> None:
    ctx.find_root().meta["coopgraph.debug"] = value


def as_date(
    _ctx: click.Context, _param: click.Parameter, value: str | None
) -> datetime.date | None:
    """Read a day, as the callback of an option."""
    if value is None:
        return None
    try:
        if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
            raise ValueError
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(
            spoken(message("{value!r} is not a date; write YYYY-MM-DD", value=value))
        ) from None


_LANG: Final = click.option(
    "--lang",
    type=Choice(LANGUAGES),
    default=DEFAULT,
    show_default=True,
    help="Language of the result and of messages.",
)
_QUIET: Final = click.option("--quiet", "-q", is_flag=True, help="Say nothing on standard error.")
#: ``--debug``, for commands whose other options are their own.
debug_option: Final = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_debug,
    help="Show the traceback of an error.",
)
#: Options common to all commands that read a landscape, in the order of the help.
_COMMON: Final[tuple[Callable[[F], F], ...]] = (
    click.option(
        "--data",
        type=click.Path(path_type=Path, file_okay=False, exists=True),
        multiple=True,
        metavar="DIR",
        help="Folder of curated tables; repeatable. Default: the packaged landscape.",
    ),
    click.option(
        "--store",
        default="memory:",
        show_default=True,
        metavar="URI",
        help="memory:, rdflib: or oxigraph:PATH.",
    ),
    click.option(
        "--as-of",
        callback=as_date,
        metavar="YYYY-MM-DD",
        help="Give the landscape of this day. Default: all that is known, judged as of today.",
    ),
    _LANG,
    _QUIET,
    debug_option,
)


def talk_options(function: F) -> F:
    """Add the options of commands that read no landscape: ``--lang``, ``--quiet``, ``--debug``."""
    return _LANG(_QUIET(debug_option(function)))


def group_options(function: F) -> F:
    """Add ``--lang`` and ``--debug`` to a group; its commands take them as well."""
    click.option(
        "--lang",
        type=Choice(LANGUAGES),
        default=DEFAULT,
        show_default=True,
        expose_value=False,
        help="Language of the result and of messages.",
    )(function)
    return debug_option(function)


def landscape_options(function: F) -> F:
    """Add the options common to all commands that read a landscape.

    The command receives them as one :class:`Settings` in its argument ``settings``.
    """

    @functools.wraps(function)
    def wrapper(
        *args: Any,
        data: tuple[Path, ...],
        store: str,
        as_of: datetime.date | None,
        lang: str,
        quiet: bool,
        focus: str | None = None,
        **kwargs: Any,
    ) -> Any:
        for name, option in (("output", "-o"), ("layout_to", "--layout-to")):
            output = kwargs.get(name)
            if isinstance(output, Path) and any(
                output.resolve().is_relative_to(folder.resolve()) for folder in data
            ):
                raise click.BadParameter(
                    spoken(
                        message(
                            "{path}: lies in a folder of curated tables; write elsewhere",
                            path=output,
                        )
                    ),
                    param_hint=option,
                )
        settings = Settings(
            data=data,
            store=store,
            as_of=as_of or datetime.date.today(),
            lang=lang,
            quiet=quiet,
            of_day=as_of is not None,
            focus=focus,
        )
        return function(*args, settings=settings, **kwargs)

    for option in reversed(_COMMON):
        option(wrapper)
    return wrapper  # type: ignore[return-value]


def focus_option(function: F) -> F:
    """Add ``--focus`` to a command whose answer depends on the organisation in focus.

    It stands above :func:`landscape_options`, which hands it on in the settings.
    """
    return click.option(
        "--focus",
        metavar="ORGANISATION",
        help="Organisation in focus: a name, acronym, id or identifier (ROR, UAI, SIREN…). "
        "Default: that of the landscape.",
    )(function)


def output_options(formats: Sequence[str] | None, default: str | None = None) -> Callable[[F], F]:
    """Add ``--format`` and ``--output``.

    Parameters
    ----------
    formats
        Accepted formats; any if not given.
    default
        Format if none is given; ``None`` lets the command decide (``table`` on a terminal).
    """

    def decorate(function: F) -> F:
        function = click.option(
            "--format",
            "format_",
            type=None if formats is None else Choice(list(formats)),
            metavar="FORMAT" if formats is None else None,
            default=default,
            show_default=default is not None,
            help="Format of the result.",
        )(function)
        return click.option(
            "--output",
            "-o",
            type=click.Path(path_type=Path, dir_okay=False),
            metavar="FILE",
            help="Write to a file instead of standard output.",
        )(function)

    return decorate


def common_options(function: F) -> F:
    """Add the common options to the group of all commands: they may stand before the command.

    They are handed on as they were written; each command says which formats it has.
    """
    output_options(None)(function)
    for option in reversed(_COMMON):
        option(function)
    return function


def write_output(content: str | bytes, path: Path | None, *, quiet: bool = False) -> None:
    """Write a result to standard output, or to a file beside which it is first written whole.

    Parameters
    ----------
    content
        Text (written as UTF-8) or bytes.
    path
        File to write; standard output if ``None``.
    quiet
        Whether to leave out the message that says what was written.

    Raises
    ------
    SourceError
        If the file cannot be written; nothing half-written is left.
    """
    data = content.encode("utf-8") if isinstance(content, str) else content
    if path is None:
        if sys.stdout is None:
            raise SourceError(message("standard output is closed; write to a file with --output"))
        newline = isinstance(content, str) and not content.endswith("\n")
        click.echo(data + b"\n" if newline else data, nl=False)
        return
    from coopgraph.outputs.files import write_files

    write_files({path: data})
    say_written(path, len(data), quiet=quiet)


def say_written(path: Path, size: int, *, quiet: bool = False) -> None:
    """Say that a file was written, and how big it is."""
    shown = f"{size:,}".replace(",", " ")
    say(message("{path}: written ({size} bytes)", path=path, size=shown), quiet=quiet)


def say_state(landscape: Landscape, lang: str, *, quiet: bool = False) -> None:
    """Say at which day the landscape was looked at and how old its sources are."""
    line = state_line(landscape.as_of, landscape.sources, lang, focus=landscape.focus_line(lang))
    say(line, quiet=quiet)


def state_line(
    day: datetime.date, sources: Sequence[SourceInfo], lang: str, *, focus: str = ""
) -> str:
    """Return at which day the landscape was looked at and how old it is, in two lines at most.

    Parameters
    ----------
    day
        The day.
    sources
        The sources of the landscape.
    lang
        ``fr`` or ``en``.
    focus
        Sentence about the organisation in focus, if one was chosen.
    """
    from coopgraph.sources.vintage import vintage_line

    line = f"{as_of_line(day).in_language(lang)} {vintage_line(sources, lang)}".rstrip()
    return f"{focus} {line}" if focus else line


def day_line(counts: DayCounts) -> Message:
    """Return the sentence that says what a day left out, and what it could not judge."""
    return message(
        "Left out: {over} ended, {coming} not yet begun. Relations without any date, hence kept: "
        "{undated} of {relations}.",
        over=counts.over,
        coming=counts.coming,
        undated=counts.undated,
        relations=counts.relations,
    )


def as_of_line(day: datetime.date) -> Message:
    """Return the sentence that says at which day the landscape was looked at."""
    return message("As of {day}.", day=day.isoformat())


def default_format(output: Path | None) -> str:
    """Return the format when none is asked for.

    The extension of the output file decides; else ``table`` on a terminal and ``csv`` in a pipe.
    """
    by_extension = {".csv": "csv", ".tsv": "tsv", ".json": "json", ".md": "md", ".xlsx": "xlsx"}
    if output is not None:
        return by_extension.get(output.suffix.lower(), "table")
    return "table" if sys.stdout is not None and sys.stdout.isatty() else "csv"

"""``coopgraph query``: a query of the library, a file or a text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from coopgraph.cli.answers import has_colour, terminal_width
from coopgraph.cli.options import (
    Settings,
    as_of_line,
    day_line,
    default_format,
    focus_option,
    landscape_options,
    output_options,
    state_line,
    write_output,
)
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import message

if TYPE_CHECKING:
    from coopgraph.outputs.about import Context
    from coopgraph.sparql.header import QueryHeader
    from coopgraph.store.base import Answer

__all__ = ["command"]

_FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "xlsx", "turtle", "jsonld", "nt")
_EXTENSIONS = {
    ".ttl": "turtle",
    ".nt": "nt",
    ".jsonld": "jsonld",
    ".xml": "xml",
    ".srx": "xml",
    ".srj": "json",
}


def _pairs(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for value in values:
        name, equals, text = value.partition("=")
        if not equals or not name.strip():
            raise click.BadParameter(
                spoken(message("{value!r} is no pair; write NAME=VALUE", value=value))
            )
        if name.strip() in pairs:
            raise click.BadParameter(spoken(message("{name!r} is given twice", name=name.strip())))
        pairs[name.strip()] = text
    return pairs


@click.command(name="query")
@click.argument("name", required=False)
@click.option(
    "--file",
    "-f",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Run the SPARQL query of a file.",
)
@click.option("--execute", "-e", "text", metavar="TEXT", help="Run a SPARQL query.")
@click.option(
    "--param",
    "-p",
    "parameters",
    multiple=True,
    callback=_pairs,
    metavar="NAME=VALUE",
    help="Give a parameter or variable a value; repeatable. Names of entities are looked up.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0.1, 3600),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Time that a query of -e or -f may take.",
)
@click.option(
    "--raw",
    is_flag=True,
    help="In CSV, leave text that a spreadsheet would take for a formula as it is.",
)
@click.option(
    "--beside",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    multiple=True,
    metavar="FILE",
    help="RDF file to ask together with the landscape, as of coopgraph gaps -o gaps.ttl; "
    "repeatable.",
)
@focus_option
@landscape_options
@output_options(_FORMATS)
def command(
    name: str | None,
    file: Path | None,
    text: str | None,
    parameters: dict[str, str],
    timeout: float,
    raw: bool,
    beside: tuple[Path, ...],
    settings: Settings,
    format_: str | None,
    output: Path | None,
) -> None:
    """Run the library query NAME, the SPARQL query of a file (-f) or a text (-e).

    Library queries and their parameters are listed by: coopgraph queries. A query of -e or -f may
    only read; it runs in a process of its own, bounded in time and memory.

    csv, tsv, json and xml are the SPARQL result formats of the W3C; table, md and xlsx are for
    readers. CONSTRUCT and DESCRIBE answer in turtle, jsonld or nt.

    \b
    Examples:
      coopgraph query conventions-by-year --format csv
      coopgraph query unit-supervisors -p unit="U 1016"
      coopgraph query partner-joint-units -p partner=CNRS -o cnrs.xlsx
      coopgraph query structures-without-cotutelle --focus CNRS
      coopgraph query labels-ending -p years=3 --as-of 2024-12-31 --lang en
      coopgraph query -e "SELECT ?g WHERE { ?g a coop:Gap }" --beside gaps.ttl
      coopgraph query -e "SELECT ?u WHERE { ?u coop:supervisedBy ?body }" -p body=CNRS
    """
    if sum(source is not None for source in (name, file, text)) != 1:
        raise click.UsageError(
            spoken(message("give one of: the name of a library query, -f FILE, -e TEXT"))
        )
    if name is not None:
        found = _of_library(name, parameters, beside, settings)
    else:
        source = _read(file) if file is not None else text or ""
        found = _of_text(source, parameters, beside, settings, timeout)
    if found.context.left_out is not None:
        say(found.context.left_out, quiet=settings.quiet)
    _write(found, settings, format_, output, raw=raw)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """An answer and how it came about; `header` is that of a query of the library."""

    answer: Answer
    context: Context
    header: QueryHeader | None = None
    focus: str = ""


#: Without it a question has the same answer whoever is in focus.
_SCOPED: Final = re.compile(r"\bcoop:focus\b|<[^<>]*ontology#focus>")


def _is_scoped(text: str) -> bool:
    """Tell whether the answer to a question depends on who is in focus."""
    return _SCOPED.search(text) is not None


def _scope(text: str, said: str, settings: Settings) -> str:
    """Return what is said of the focus, or say that the question does not depend on it."""
    if said and not _is_scoped(text):
        note = message("--focus changes nothing here: the question is the same for all.")
        say(note, quiet=settings.quiet)
        return ""
    return said


def _of_library(
    name: str, parameters: dict[str, str], beside: tuple[Path, ...], settings: Settings
) -> _Found:
    from coopgraph.outputs.about import Context
    from coopgraph.sparql import Library
    from coopgraph.sparql.run import ask_library

    query = Library().get(name)
    landscape = settings.open(needs_focus=_is_scoped(query.text)).beside(*beside)
    answering, counts = landscape.on_day(query.header.span)
    lang, day = settings.lang, settings.as_of
    answer = ask_library(
        landscape.store,
        query,
        parameters,
        lang=lang,
        as_of=day,
        answering=answering,
        of_day=landscape.of_day,
    )
    context = Context(
        day=day,
        lang=lang,
        title=landscape.title(lang),
        sheet=query.title(lang),
        question=query.question(lang),
        parameters=query.header.asked(
            parameters, lang=lang, year=day.year, of_day=landscape.of_day
        ),
        left_out=day_line(counts) if counts is not None else None,
        sources=landscape.sources,
        packaged=landscape.packaged,
    )
    focus = _scope(query.text, landscape.focus_line(lang), settings)
    return _Found(answer=answer, context=context, header=query.header, focus=focus)


def _of_text(
    text: str,
    parameters: dict[str, str],
    beside: tuple[Path, ...],
    settings: Settings,
    timeout: float,
) -> _Found:
    from coopgraph.outputs.about import Context
    from coopgraph.sparql.confined import ask_confined

    confined = ask_confined(
        text,
        parameters,
        data=settings.data,
        store=settings.store,
        lang=settings.lang,
        as_of=settings.as_of,
        of_day=settings.of_day,
        timeout=timeout,
        focus=settings.focus,
        needs_focus=_is_scoped(text),
        beside=beside,
    )
    context = Context(
        day=settings.as_of,
        lang=settings.lang,
        title=confined.title,
        sheet=message("Result").in_language(settings.lang),
        question=text.strip(),
        parameters=parameters,
        left_out=day_line(confined.counts) if confined.counts is not None else None,
        sources=confined.sources,
        packaged=not settings.data and not settings.store.startswith("oxigraph:"),
    )
    said = confined.focus.in_language(settings.lang) if confined.focus is not None else ""
    focus = _scope(text, said, settings)
    return _Found(answer=confined.answer, context=context, focus=focus)


def _read(file: Path) -> str:
    from coopgraph.errors import SourceError, reason

    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(
            message(
                "{path}: not UTF-8 at byte {position}; save it as UTF-8",
                path=file,
                position=error.start,
            )
        ) from error
    except OSError as error:
        raise SourceError(
            message("{path}: cannot be read: {reason}", path=file, reason=reason(error))
        ) from error


def _write(
    found: _Found, settings: Settings, format_: str | None, output: Path | None, *, raw: bool
) -> None:
    from coopgraph.outputs.results import render_answer
    from coopgraph.sources.vintage import vintage

    answer, context, header = found.answer, found.context, found.header
    chosen = format_ or _default(answer, output)
    state = state_line(settings.as_of, context.sources, settings.lang, focus=found.focus)
    day = as_of_line(settings.as_of).in_language(settings.lang)
    full = (*filter(None, [found.focus]), day, *vintage(context.sources, settings.lang))
    title = None
    if header is not None:
        rows = f" ({len(answer.rows)})" if hasattr(answer, "rows") else ""
        title = f"{context.question}{rows}"
    content = render_answer(
        answer,
        chosen,
        title=title,
        notes=(state,) if chosen == "table" else full,
        omit=header.omit if header is not None else (),
        group=header.group if header is not None else (),
        raw=raw,
        width=terminal_width(output),
        colour=has_colour(output),
        lang=settings.lang,
        words=header is not None,
        context=context,
    )
    write_output(content, output, quiet=settings.quiet)
    if chosen not in ("table", "md", "xlsx"):
        say(state, quiet=settings.quiet)


def _default(answer: Answer, output: Path | None) -> str:
    extension = output.suffix.lower() if output is not None else ""
    if extension in _EXTENSIONS:
        return _EXTENSIONS[extension]
    return "turtle" if isinstance(answer, list) else default_format(output)

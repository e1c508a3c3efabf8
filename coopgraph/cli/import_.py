"""``coopgraph import``: a registry's own download to a folder of curated tables or a store."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click

from coopgraph.cli.choices import Choice
from coopgraph.cli.import_kinds import Kinds
from coopgraph.cli.import_said import records_shown, show, warn
from coopgraph.cli.options import group_options, talk_options, write_output
from coopgraph.cli.speech import say, spoken
from coopgraph.messages import message

__all__ = ["command"]

_DATE: Final = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?\Z")


def _date(_ctx: click.Context, _param: click.Parameter, value: str | None) -> str | None:
    if value is not None and not _DATE.match(value):
        raise click.BadParameter(
            spoken(
                message("{value!r} is not a date; write YYYY, YYYY-MM or YYYY-MM-DD", value=value)
            )
        )
    return value


def _countries(
    _ctx: click.Context, _param: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    from coopgraph.importing.places import iso_country

    for code in value:
        if iso_country(code) is None:
            raise click.BadParameter(
                spoken(message("{value!r} is no code of a country; write FR, DE, JP …", value=code))
            )
    return tuple(filter(None, map(iso_country, value)))


@click.command(cls=Kinds, name="import")
@group_options
def command() -> None:
    """Read a registry's own download into a folder of curated tables, or into a store.

    Several registers fill one folder, in any order: what bears the same identifier is one body. A
    newer file takes the place of an older one, and the difference is shown. Nothing is left
    half-written. More: docs/importing.md.

    \b
    Examples:
      coopgraph import rnsr structures.csv.gz -o land
      coopgraph import ror v2.0-ror-data.zip -o land
      coopgraph import etablissements --download -o land
      coopgraph explore CNRS --data land
      coopgraph import table partners.xlsx --mapping partners.yaml -o land
      coopgraph import ror --help
    """


@click.command(name="kind")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path), metavar="[FILE]...")
@click.option(
    "--download",
    "wanted",
    is_flag=True,
    help="Fetch the official files instead of naming them: into imports/downloads of the folder "
    "that is filled, else into the current folder. Without -o and --store, only fetch them.",
)
@click.option(
    "--from",
    "mirrors",
    multiple=True,
    metavar="URL",
    help="With --download: fetch from this address (a mirror) instead; repeatable, one for each "
    "file.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Folder of curated tables to fill; made if it is missing.",
)
@click.option(
    "--store",
    metavar="URI",
    help="Build the graph of the folder into oxigraph:PATH, too; alone, without a folder.",
)
@click.option(
    "--dated",
    callback=_date,
    metavar="DATE",
    help="Date of the files: YYYY, YYYY-MM or YYYY-MM-DD. Default: what they or their names say, "
    "else the day on which they were last changed.",
)
@click.option(
    "--as",
    "series",
    metavar="NAME",
    help="Name under which the register is kept, where one folder has several of its kind.",
)
@click.option(
    "--beside",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    multiple=True,
    metavar="DIR",
    help="Folder of curated tables to be read together with this one: what it describes is not "
    "described again. Repeatable.",
)
@click.option(
    "--country",
    "countries",
    multiple=True,
    metavar="CODE",
    callback=_countries,
    help="Only bodies of this country (ISO 3166-1: FR, DE …), where the register says where they "
    "are; repeatable.",
)
@click.option(
    "--mapping",
    metavar="FILE",
    help="What the columns or properties mean: a YAML file (docs/importing.md); of RDF also the "
    "name of a mapping that comes with coopgraph: eurio, semopenalex, vivo.",
)
@click.option(
    "--starter",
    is_flag=True,
    help="Write a mapping to begin with, and import nothing: from the headings of the table, or "
    "the one that fits the RDF.",
)
@click.option(
    "--format",
    "format_",
    type=Choice(["table", "csv", "tsv", "json", "md"]),
    help="Format of the summary.",
)
@talk_options
def kind_command(
    kind: str,
    files: tuple[Path, ...],
    wanted: bool,
    mirrors: tuple[str, ...],
    output: Path | None,
    store: str | None,
    dated: str | None,
    series: str | None,
    beside: tuple[Path, ...],
    lang: str,
    format_: str | None,
    quiet: bool,
    countries: tuple[str, ...] = (),
    mapping: str | None = None,
    starter: bool = False,
) -> None:
    """Give one or several files, which are read as one; - is the standard input.

    Persons are never read.
    """
    from coopgraph.importing.run import import_files
    from coopgraph.outputs.import_tables import import_table

    _check_files(files, mirrors, wanted=wanted)
    if starter:
        from coopgraph.importing.files import readable_again

        with tempfile.TemporaryDirectory() as room, readable_again(files, Path(room)) as found:
            write_output(_starter(kind, mapping, found), None, quiet=quiet)
        return
    scheme, _, path = (store or "").partition(":")
    if store is not None and (scheme != "oxigraph" or not path):
        raise click.BadParameter(spoken(message("use oxigraph:PATH")), param_hint="--store")
    if output is None and store is None and not wanted:
        raise click.UsageError(
            spoken(message("say where to: a folder with -o DIR, or --store oxigraph:PATH"))
        )
    if series is not None and not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", series):
        raise click.BadParameter(
            spoken(message("small letters, digits and single hyphens")), param_hint="--as"
        )
    if wanted:
        from coopgraph.cli.import_download import download
        from coopgraph.outputs.import_tables import download_table

        place = output / "imports" / "downloads" if output is not None else Path()
        fetched = download(kind, place, mirrors, quiet=quiet)
        if output is None and store is None:
            show(download_table, fetched, format_, lang, quiet=quiet)
            return
        files = tuple(file.path for file in fetched)
    with contextlib.ExitStack() as stack:
        if output is None:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory())) / "tables"
        else:
            folder = output
        tell = stack.enter_context(records_shown(quiet=quiet))
        summary = import_files(
            kind,
            files,
            folder,
            dated=dated,
            series=series,
            beside=beside,
            countries=countries,
            mapping=mapping,
            progress=tell,
        )
        warn(kind, summary, quiet=quiet, countries=countries)
        if store is not None:
            from coopgraph.rdf.build import build_store
            from coopgraph.store.disk import write_store

            write_store(build_store([*beside, folder], needs_focus=False), Path(path))
            say(message("{path}: store written", path=path), quiet=quiet)
            summary.folder = folder if output is not None else Path(path)
    show(import_table, summary, format_, lang, quiet=quiet)


command.kind_command = kind_command


def _check_files(files: tuple[Path, ...], mirrors: tuple[str, ...], *, wanted: bool) -> None:
    if mirrors and not wanted:
        raise click.UsageError(spoken(message("--from goes with --download")))
    if files and wanted:
        raise click.UsageError(spoken(message("either name files, or --download them")))
    if not files and not wanted:
        raise click.UsageError(
            spoken(message("name at least one file of the register, or --download its files"))
        )


def _starter(kind: str, mapping: str | None, files: Sequence[Path]) -> str:
    """Return a mapping to begin with, for the first file."""
    if kind == "table":
        from coopgraph.importing.mapping.starter import starter_mapping

        return starter_mapping(files[0]) + "\n"
    from coopgraph.importing.mapping.shipped import chosen_mapping, shipped_mappings

    path = shipped_mappings().get(mapping or "") or chosen_mapping(files)
    return path.read_text(encoding="utf-8")

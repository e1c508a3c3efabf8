"""``table``: any table of the user's own, with a mapping that says what its columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from coopgraph.errors import Fault, MappingError, SourceError
from coopgraph.importing.batch import Batch
from coopgraph.importing.importer import Importer
from coopgraph.importing.mapping.check import read_mapping
from coopgraph.importing.mapping.grids import Grid, open_grid
from coopgraph.importing.mapping.model import Mapping
from coopgraph.importing.mapping.rows import RowReader, column_places
from coopgraph.importing.mapping.things import ThingWriter
from coopgraph.messages import message

__all__ = ["IMPORTER", "mapped"]


def mapped(
    mapping: str | None, files: Sequence[Path], reserved: Sequence[str] = ()
) -> tuple[Importer, str]:
    """Return the importer of tables with a mapping, and the name that the mapping gives them.

    Parameters
    ----------
    mapping
        Path of the mapping.
    files
        The tables.
    reserved
        Names of kinds of registers, which the mapping may not take.

    Returns
    -------
    Importer
        It names what the mapping says of the source.
    str
        Name under which the reading is kept; blank if the mapping has none.

    Raises
    ------
    SourceError, MappingError
        If there is no mapping, or anything is wrong with it or the headings of the files.
    """
    if mapping is None:
        raise _no_mapping(files)
    read = read_mapping(Path(mapping), "table", reserved=reserved)
    return read.source.names(IMPORTER, partial(_read, read)), read.source.id


def _read(mapping: Mapping, paths: Sequence[Path], batch: Batch) -> str | None:
    _check_headings(mapping, paths)
    writer = ThingWriter(
        batch,
        mapping.source.confidence,
        mapping.layout.get("day_order", ""),
        mapping.source.date[:4],
    )
    reader = RowReader(mapping, batch, writer)
    for path in paths:
        with open_grid(path, mapping.layout) as grid:
            _read_grid(mapping, path, grid, reader, several=len(paths) > 1)
    return mapping.source.date or None


def _unmapped(paths: Sequence[Path], _: Batch) -> str | None:
    raise _no_mapping(paths)


def _no_mapping(files: Sequence[Path]) -> SourceError:
    return SourceError(
        message(
            "a table needs a mapping, which says what its columns mean: --mapping FILE; "
            "coopgraph import table {file} --starter writes one to begin with",
            file=files[0] if files else "FILE",
        )
    )


def _check_headings(mapping: Mapping, paths: Sequence[Path]) -> None:
    """Raise an error if any file lacks a column, before the first one is read."""
    faults: list[Fault] = []
    for path in paths:
        with open_grid(path, mapping.layout) as grid:
            faults += column_places(mapping, path, grid.header)[1]
    if faults:
        raise MappingError(sorted(faults, key=lambda fault: fault.line))


def _read_grid(
    mapping: Mapping, path: Path, grid: Grid, reader: RowReader, *, several: bool
) -> None:
    places, _ = column_places(mapping, path, grid.header)
    reader.writer.serial_1904 = grid.serial_1904
    width = len(grid.header)
    for number, cells in grid.rows:
        reader.batch.record()
        where = f"{path.name}, row {number}" if several else f"row {number}"
        if len(cells) != width:
            reader.batch.skip("uneven-row", f"{where}: {len(cells)}/{width}")
            continue
        reader.take(places, cells, where)


IMPORTER = Importer(
    kind="table",
    title=message("any table of your own, with a mapping of its columns"),
    register="",
    publisher="",
    page="",
    licence="",
    forms=message(
        "CSV, TSV (plain, gzip or zip), workbooks (.xlsx), Parquet; with --mapping FILE, YAML that "
        "names the columns (docs/importing.md); --starter writes one to begin with"
    ),
    by_hand=message("it is a table of your own"),
    rank=55,
    example="partners.xlsx --mapping partners.yaml",
    by_country=True,
    read=_unmapped,
)

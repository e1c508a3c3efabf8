"""``crosswalk``: any table that says which numbers of different registers are one body.

Each column whose name is that of a register is read; a row says that its numbers are one body. It
makes no bodies: it links those that other registers describe, and gives them the numbers. Nobody
knows how a crosswalk was made, so that a link is of ``medium`` confidence unless a column
``confidence`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import is_blank, table_schemes
from coopgraph.importing.clusters import ORDER
from coopgraph.importing.files import Rows, read_rows
from coopgraph.importing.header import even_rows, find_columns
from coopgraph.importing.importer import Importer
from coopgraph.importing.keys import key_of, scheme_of, value_of
from coopgraph.importing.signatures import refuse_foreign
from coopgraph.messages import message

__all__ = ["IMPORTER"]

#: Other names of the columns of a register.
_NAMES: Final = {
    "rnsr": ("numero_national_de_structure", "rnsr_id", "id_rnsr", "numero_rnsr"),
    "uai": ("uai - identifiant", "code_uai"),
    "ror": ("identifiant_ror", "ror_id"),
    "grid": ("identifiant_grid", "grid_id"),
    "wikidata": ("identifiant_wikidata", "wikidata_id", "qid"),
    "isni": ("identifiant_isni",),
    "pic": ("identifiant_pic",),
    "idref": ("identifiant_idref", "ppn"),
    "fundref": ("identifiant_funding_data", "crossref_funder"),
    "finess": ("nofiness", "nofinessej"),
}
_SURE: Final = frozenset({"high", "medium", "low"})


def _read(paths: Sequence[Path], batch: Batch) -> str | None:
    for path in paths:
        batch.opened(path)
        _read_table(path, batch)
    return None


def _read_table(path: Path, batch: Batch) -> None:
    add = {
        sure: batch.writer("identifiers", "entity", "scheme", "value", "locator", confidence=sure)
        for sure in sorted(_SURE)
    }
    with _opened(path) as table:
        wanted = {
            scheme: (scheme, *_NAMES.get(scheme, ()), f"{scheme}_id", f"identifiant_{scheme}")
            for scheme in sorted(table_schemes())
        }
        places = find_columns(
            path, table.header, {**wanted, "confidence": ("confidence", "confiance")}
        )
        schemes = sorted(places.keys() - {"confidence"}, key=ORDER.index)
        if len(schemes) < 2:
            refuse_foreign("crosswalk", [path])
            raise SourceError(
                message(
                    "{file}: a crosswalk needs two columns that are named like registers "
                    "({known}); found: {found}",
                    file=path,
                    known=", ".join(ORDER[:-2]),
                    found=", ".join(table.header[:12]),
                )
            )
        for line, cells in even_rows(path, table):
            batch.record()
            sure = "medium"
            if "confidence" in places and not is_blank(cells[places["confidence"]]):
                sure = cells[places["confidence"]].strip().casefold()
            if sure not in _SURE:
                batch.skip("unknown-confidence", f"line {line}: {sure}"[:80])
                continue
            keys = []
            for scheme in schemes:
                raw = cells[places[scheme]]
                if is_blank(raw):
                    continue
                key = key_of(scheme, raw)
                if key is None:
                    batch.skip("malformed-identifier", f"line {line}: {scheme} {raw}"[:80])
                else:
                    keys.append(key)
            if len(keys) < 2:
                batch.skip("one-number", f"line {line}")
                continue
            # The first register of the order names the body; the row says that it bears the rest.
            for key in keys:
                add[sure]((keys[0], scheme_of(key), value_of(key), batch.place(f"line {line}")))


def _opened(path: Path) -> Rows:
    try:
        return read_rows(path)
    except SourceError:
        refuse_foreign("crosswalk", [path])
        raise


IMPORTER = Importer(
    kind="crosswalk",
    title=message("which numbers of different registers are one body, in a table of your own"),
    register="Crosswalk",
    publisher="",
    page="",
    licence="",
    forms=message(
        "CSV whose columns are named like registers (rnsr, ror, uai, siren, grid …), with or "
        "without a column confidence; plain or gzip"
    ),
    by_hand=message("it is a table of your own"),
    rank=90,
    example="rnsr-to-grid.csv",
    read=_read,
)

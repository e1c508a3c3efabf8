"""Find the tables of a folder and read their files as text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from coopgraph.curation.meant import closest
from coopgraph.curation.tables import TABLES, TableSpec
from coopgraph.errors import Fault, reason
from coopgraph.messages import message

__all__ = ["delimiter_of", "find_tables", "read_text"]

#: What curators keep beside a table, or in its place, that is not read.
_OTHER_FORMS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".txt", ".tsv", ".numbers")
#: So many bytes tell UTF-16 without its mark: nearly every other one is zero.
_START: Final = 200
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")


def find_tables(folder: Path, faults: list[Fault]) -> Iterator[tuple[Path, TableSpec]]:
    """Yield the files of a folder that are tables.

    Files that the system or a spreadsheet hides (``._claims.csv``, ``~$claims.csv``) are none.

    Parameters
    ----------
    folder
        The folder.
    faults
        Receives the files that look like a table and are none.

    Yields
    ------
    Path
        A file.
    TableSpec
        Which table it is.
    """
    paths = [path for path in sorted(folder.iterdir()) if not path.name.startswith((".", "~$"))]
    names = {path.name for path in paths}
    for path in paths:
        if path.suffix in _OTHER_FORMS and path.stem in TABLES and f"{path.stem}.csv" not in names:
            faults.append(
                Fault(
                    str(path),
                    0,
                    "",
                    message("is not read: a table is a CSV file"),
                    message("save it as {name} (CSV UTF-8)", name=f"{path.stem}.csv"),
                )
            )
        if path.suffix.lower() != ".csv":
            continue
        spec = TABLES.get(path.stem) if path.suffix == ".csv" else None
        if spec is None:
            hint = closest(path.name, [f"{name}.csv" for name in TABLES])
            cause = message("no table has this name")
            hint = hint or message("remove it, or give it the name of a table")
            faults.append(Fault(str(path), 0, "", cause, hint))
        elif not path.is_file():
            cause, hint = message("is no regular file"), message("remove or rename it")
            faults.append(Fault(str(path), 0, "", cause, hint))
        else:
            yield path, spec


def read_text(path: Path, faults: list[Fault]) -> str | None:
    """Return the text of a table, or None with a fault if it is no UTF-8."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        cause = message("cannot be read: {reason}", reason=reason(error))
        hint = message("close the programs that hold it, or ask for the right to read it")
        faults.append(Fault(str(path), 0, "", cause, hint))
        return None
    line = 1
    if raw.startswith(b"PK\x03\x04"):
        cause = message("a workbook under the name of a table")
    elif raw.startswith(_UTF16) or raw[:_START].count(0) > _START // 4:
        cause = message("not UTF-8 but UTF-16, the “Unicode text” of spreadsheets")
    else:
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = raw.count(b"\n", 0, error.start) + 1
            cause = message(
                "not UTF-8: byte {byte} cannot be decoded", byte=f"0x{raw[error.start]:02X}"
            )
    faults.append(Fault(str(path), line, "", cause, message('save the table as "CSV UTF-8"')))
    return None


def delimiter_of(text: str) -> tuple[str, int]:
    r"""Return what separates the cells, and how many lines come before the header.

    Examples
    --------
    >>> delimiter_of("id,label\n"), delimiter_of("sep=;\nid;label\n")
    ((',', 0), (';', 1))
    """
    lines = text.split("\n", 1)
    if found := re.fullmatch(r"sep=([,;\t])\r?", lines[0]):
        return found[1], 1
    return max(",;\t", key=lines[0].count), 0

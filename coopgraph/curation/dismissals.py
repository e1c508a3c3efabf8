"""Read a list of dismissed gaps: a small CSV file that a reader of gaps keeps beside the landscape.

It is no part of the curated tables: it says what an officer decided about a record, not what a
source says. Columns ``record``, ``reason``, ``by``, ``date``, ``status``; read as leniently
in form and as strictly in meaning as the tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from coopgraph.curation.reader import read_rows
from coopgraph.errors import DismissalError, Fault, SourceError
from coopgraph.messages import message
from coopgraph.model.dismissals import LATER, Dismissal

__all__ = ["ListedDismissal", "read_dismissals"]


@dataclass(frozen=True, slots=True)
class ListedDismissal:
    """A dismissal and where it stands."""

    dismissal: Dismissal
    file: str
    line: int

    @property
    def place(self) -> str:
        """Return ``file:line``."""
        return f"{self.file}:{self.line}"


def read_dismissals(path: Path) -> list[ListedDismissal]:
    """Read a list of dismissed gaps.

    Parameters
    ----------
    path
        The CSV file: UTF-8, with commas, semicolons or tabs.

    Returns
    -------
    list of ListedDismissal
        In the order of the file.

    Raises
    ------
    SourceError
        If there is no such file.
    DismissalError
        If a row has a fault, or two rows dismiss one record; carries all faults.
    """
    if not path.is_file():
        cause = message("it is a folder") if path.is_dir() else message("no such file or folder")
        raise SourceError(message("{path}: cannot be read: {reason}", path=path, reason=cause))
    faults: list[Fault] = []
    found: list[ListedDismissal] = []
    lines: dict[str, int] = {}
    for row in read_rows(path, Dismissal, faults, later=LATER):
        record = row.record.record
        if record in lines:
            cause = message("dismissed on line {line} already", line=lines[record])
            hint = message("keep one of the two")
            faults.append(Fault(row.file, row.line, "record", cause, hint))
        lines.setdefault(record, row.line)
        found.append(ListedDismissal(row.record, row.file, row.line))
    if faults:
        raise DismissalError(sorted(faults, key=lambda fault: (fault.line, fault.column)))
    return found

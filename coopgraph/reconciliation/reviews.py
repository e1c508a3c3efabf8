"""The file in which a person decides about texts: written for her, and read back.

A line of a review is a candidate; the column ``decision`` is for the person: ``yes`` on the line of
the right candidate, ``no`` on that of a wrong one, the id of the right body on any line of the
text, ``none`` on any line if there is none, or nothing yet. Texts are known again without case and
spacing. Where the list has a column of towns, a decision is one for the text in its town
(``given_city``); a review without that column decides for the text wherever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from coopgraph.curation.lists import read_list
from coopgraph.errors import CoopgraphError, SourceError
from coopgraph.messages import message
from coopgraph.reconciliation.decisions import Decisions, Key, text_key
from coopgraph.reconciliation.index import Index

__all__ = ["REVIEW_COLUMNS", "has_decisions", "read_decisions"]

#: Columns of the file, in order; ``text``, ``given_city``, ``decision`` and ``id`` are read back.
REVIEW_COLUMNS: Final = (
    "text", "given_city", "decision", "id", "name", "score", "reasons", "city", "country",
    "found",
)  # fmt: skip
_NEEDED: Final = frozenset({"text", "decision", "id"})
_NONE: Final = frozenset({"none", "aucun", "aucune", "-"})
_NO: Final = frozenset({"no", "non", "0", "false", "faux"})
#: What :func:`coopgraph.outputs.safe_text.guard_formula` puts an apostrophe before.
_FORMULA: Final = re.compile(r"[\s'\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_YES: Final = frozenset({"yes", "oui", "x", "ok", "1", "true", "vrai"})


def read_decisions(path: Path, index: Index) -> Decisions:
    """Return the decisions of a file that a person filled in.

    Parameters
    ----------
    path
        The file: a workbook, or commas, semicolons or tabs, as a spreadsheet saves it.
    index
        Bodies that can be named.

    Returns
    -------
    Decisions
        Texts without a decision are missing.

    Raises
    ------
    SourceError
        If the file cannot be read, or a decision names no body or contradicts another one, with
        its line.
    """
    texts: dict[Key, _Said] = {}
    for line, row in _review(path):
        town = row.get("given_city")
        key = (text_key(_unguarded(row["text"])), None if town is None else text_key(town))
        text = texts.setdefault(key, _Said())
        word = row["decision"].casefold()
        if not word:
            text.blank = True
            continue
        text.where = text.where or f"{path}:{line}"
        if word in _NONE or (word in _NO and not row["id"]):
            text.none = True
        else:
            body = row["id"] if word in _YES | _NO else row["decision"]
            _known(body, row, index, f"{path}", line)
            (text.wrong if word in _NO else text.right).add(body)
        if text.right and (text.none or text.right & text.wrong):
            raise SourceError(
                message(
                    "{file}: line {line}: “{text}” has a body on one line and none on another; "
                    "leave one of them blank",
                    file=path,
                    line=line,
                    text=row["text"],
                )
            )
    decisions = Decisions()
    for key, text in texts.items():
        if not text.where:
            continue
        decisions.lines[key] = text.where
        if text.wrong:
            decisions.refused[key] = frozenset(text.wrong)
        if text.right or text.none or not text.blank:
            decisions.bodies[key] = frozenset(text.right)
    return decisions


@dataclass(slots=True)
class _Said:
    """What the lines of a text say: bodies, wrong ones, that there is none, or nothing yet."""

    right: set[str] = field(default_factory=set)
    wrong: set[str] = field(default_factory=set)
    none: bool = False
    blank: bool = False
    where: str = ""


def _known(body: str, row: Mapping[str, str], index: Index, file: str, line: int) -> None:
    """Refuse a decision that names no body."""
    if not body:
        raise SourceError(
            message(
                "{file}: line {line}: this line has no candidate to say yes to; write the "
                "id of the right body, none, or leave it blank",
                file=file,
                line=line,
            )
        )
    if body not in index.position:
        raise SourceError(
            message(
                "{file}: line {line}: {body!r} is no body here; write an id of the column "
                "id, yes, no, none, or leave it blank",
                file=file,
                line=line,
                body=body,
            )
        )


def has_decisions(path: Path) -> bool:
    """Tell whether a file holds a decision; what is no review of ours is taken to hold some.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    bool
    """
    try:
        return any(row["decision"] for _, row in _review(path))
    except CoopgraphError:
        return True


def _review(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a review by column, with their lines."""
    rows = read_list(path)
    _, header = next(rows, (0, []))
    if not set(header) >= _NEEDED:
        raise SourceError(
            message("{file}: needs the columns text, decision and id of a review", file=path)
        )
    for line, cells in rows:
        padded = [*cells, *[""] * (len(header) - len(cells))]
        yield line, dict(zip(header, padded, strict=False))


def _unguarded(text: str) -> str:
    """Take away the apostrophe that keeps spreadsheets from running a text."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text

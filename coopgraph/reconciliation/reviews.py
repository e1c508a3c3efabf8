"""What a person decided about a text, in a file that is written for her and read back.

A line of ``review.csv`` is a candidate; the column ``decision`` is for the person: the id of the
right body on any line of the text, ``none`` if there is none, ``yes`` on the line of the right
candidate, or nothing yet. Texts are known again without case and spacing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from coopgraph.curation.files import delimiter_of
from coopgraph.errors import SourceError, reason
from coopgraph.messages import message
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.matcher import Answer, Candidate

__all__ = ["REVIEW_COLUMNS", "apply_decisions", "has_decisions", "read_decisions", "text_key"]

#: Columns of the file, in order; the first two and ``id`` are read back.
REVIEW_COLUMNS: Final = ("text", "decision", "id", "name", "score", "reasons", "city", "country")
_NONE: Final = frozenset({"none", "aucun", "aucune", "-", "no", "non"})
#: What :func:`coopgraph.outputs.safe_text.guard_formula` puts an apostrophe before.
_FORMULA: Final = re.compile(r"[\s'\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_YES: Final = frozenset({"yes", "oui", "x", "ok", "1"})


def text_key(text: str) -> str:
    """Return what tells texts apart.

    Examples
    --------
    >>> text_key(" Univ.  Lille ") == text_key("univ. lille")
    True
    """
    return " ".join(text.casefold().split())


def read_decisions(path: Path, index: Index) -> dict[str, frozenset[str]]:
    """Return the decisions of a file that a person filled in.

    Parameters
    ----------
    path
        The file: commas, semicolons or tabs, as a spreadsheet saves it.
    index
        Bodies that can be named.

    Returns
    -------
    dict
        By text, the ids of the right bodies; an empty set where there is none. Texts without a
        decision are missing.

    Raises
    ------
    SourceError
        If the file cannot be read, or a decision names no body, with its line.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(
            message("{file}: cannot be read: {reason}", file=path, reason=reason(error))
        ) from error
    rows = _rows(content)
    if not rows.fieldnames or not {"text", "decision", "id"} <= set(rows.fieldnames):
        raise SourceError(
            message("{file}: needs the columns text, decision and id of a review", file=path)
        )
    found: dict[str, set[str]] = {}
    for row in rows:
        said = (row["decision"] or "").strip()
        if not said:
            continue
        key = text_key(_unguarded(row["text"] or ""))
        word = said.casefold()
        if word in _NONE:
            found.setdefault(key, set())
            continue
        body = (row["id"] or "").strip() if word in _YES else said
        if body not in index.position:
            raise SourceError(
                message(
                    "{file}: line {line}: {body!r} is no body here; write an id of the column id, "
                    "yes, none, or leave it blank",
                    file=path,
                    line=rows.line_num,
                    body=body,
                )
            )
        found.setdefault(key, set()).add(body)
    return {key: frozenset(bodies) for key, bodies in found.items()}


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
        rows = _rows(path.read_text(encoding="utf-8-sig"))
        return any((row.get("decision") or "").strip() for row in rows)
    except (OSError, UnicodeDecodeError, csv.Error):
        return True


def _rows(content: str) -> csv.DictReader[str]:
    return csv.DictReader(io.StringIO(content), delimiter=delimiter_of(content)[0])


def _unguarded(text: str) -> str:
    """Take away the apostrophe that keeps spreadsheets from running a text."""
    return text[1:] if text[:1] == "'" and _FORMULA.match(text[1:]) else text


def apply_decisions(
    answers: Iterable[Answer], decisions: Mapping[str, frozenset[str]], index: Index
) -> list[Answer]:
    """Return answers in which a person's decisions stand above all scores.

    Parameters
    ----------
    answers
        What scores say.
    decisions
        As :func:`read_decisions` returns them.
    index
        The bodies.

    Returns
    -------
    list of Answer
    """
    decided = message("decided by a person")
    done = []
    for answer in answers:
        bodies = decisions.get(text_key(answer.asked.text))
        if bodies is None:
            done.append(answer)
            continue
        known = {one.body.id: one for one in answer.candidates}
        right = [
            replace(known[name], decision="matched", decided_by="person")
            if name in known
            else Candidate(
                index.bodies[index.position[name]], None, "matched", (decided,), decided_by="person"
            )
            for name in sorted(bodies)
        ]
        others = [
            replace(one, decision="none", decided_by="person")
            for one in answer.candidates
            if one.body.id not in bodies
        ]
        done.append(Answer(answer.asked, (*right, *others), decided_by="person"))
    return done

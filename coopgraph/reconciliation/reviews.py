"""What a person decided about a text, in a file that is written for her and read back.

A line of a review is a candidate; the column ``decision`` is for the person: the id of the right
body on any line of the text, ``none`` if there is none, ``yes`` on the line of the right candidate,
or nothing yet. Texts are known again without case and spacing. Where the list has a column of
towns, a decision is one for the text in its town (``given_city``); a review without that column
decides for the text wherever it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from coopgraph.curation.lists import read_list
from coopgraph.errors import CoopgraphError, SourceError
from coopgraph.messages import message
from coopgraph.reconciliation.index import Index
from coopgraph.reconciliation.matcher import Answer, Candidate

__all__ = [
    "REVIEW_COLUMNS", "Decisions", "apply_decisions", "has_decisions", "read_decisions", "text_key",
]  # fmt: skip

#: Columns of the file, in order; ``text``, ``given_city``, ``decision`` and ``id`` are read back.
REVIEW_COLUMNS: Final = (
    "text", "given_city", "decision", "id", "name", "score", "reasons", "city", "country",
    "found",
)  # fmt: skip
_NEEDED: Final = frozenset({"text", "decision", "id"})
_NONE: Final = frozenset({"none", "aucun", "aucune", "-", "no", "non"})
#: What :func:`coopgraph.outputs.safe_text.guard_formula` puts an apostrophe before.
_FORMULA: Final = re.compile(r"[\s'\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_YES: Final = frozenset({"yes", "oui", "x", "ok", "1", "true", "vrai"})

#: Text and town as they are told apart; None for a decision that holds in every town.
Key = tuple[str, str | None]


@dataclass(slots=True)
class Decisions:
    """What persons decided, by text and town.

    Attributes
    ----------
    bodies
        Ids of the right bodies; an empty set where there is none.
    lines
        Where each decision stands, to name it.
    """

    bodies: dict[Key, frozenset[str]] = field(default_factory=dict)
    lines: dict[Key, str] = field(default_factory=dict)

    def update(self, later: Decisions) -> list[Key]:
        """Take decisions of a later file, which win; return those that it changes.

        Parameters
        ----------
        later
            The decisions of the later file.

        Returns
        -------
        list of tuple
            Text and town of decisions that were other ones before.
        """
        changed = [key for key, ids in later.bodies.items() if self.bodies.get(key, ids) != ids]
        self.bodies |= later.bodies
        self.lines |= later.lines
        return changed

    def key_for(self, text: str, city: str) -> Key | None:
        """Return under which key a text in a town was decided; None if it was not.

        Parameters
        ----------
        text, city
            As the list has them.

        Returns
        -------
        tuple or None
        """
        for key in ((text_key(text), text_key(city)), (text_key(text), None)):
            if key in self.bodies:
                return key
        return None


def text_key(text: str) -> str:
    """Return what tells texts apart.

    Examples
    --------
    >>> text_key(" Univ.  Lille ") == text_key("univ. lille")
    True
    """
    return " ".join(text.casefold().split())


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
    found: dict[Key, set[str]] = {}
    lines: dict[Key, str] = {}
    for line, row in _review(path):
        said = row["decision"]
        if not said:
            continue
        town = row.get("given_city")
        key = (text_key(_unguarded(row["text"])), None if town is None else text_key(town))
        word = said.casefold()
        new = key not in found
        bodies = found.setdefault(key, set())
        lines.setdefault(key, f"{path}:{line}")
        if word in _NONE:
            body = None
        else:
            if word in _YES and not row["id"]:
                raise SourceError(
                    message(
                        "{file}: line {line}: this line has no candidate to say yes to; write the "
                        "id of the right body, none, or leave it blank",
                        file=path,
                        line=line,
                    )
                )
            body = row["id"] if word in _YES else said
            if body not in index.position:
                raise SourceError(
                    message(
                        "{file}: line {line}: {body!r} is no body here; write an id of the column "
                        "id, yes, none, or leave it blank",
                        file=path,
                        line=line,
                        body=body,
                    )
                )
        if not new and (body is None) != (not bodies):
            raise SourceError(
                message(
                    "{file}: line {line}: “{text}” has a body on one line and none on another; "
                    "leave one of them blank",
                    file=path,
                    line=line,
                    text=row["text"],
                )
            )
        if body is not None:
            bodies.add(body)
    return Decisions({key: frozenset(bodies) for key, bodies in found.items()}, lines)


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


def apply_decisions(
    answers: Iterable[Answer], decisions: Decisions, index: Index
) -> tuple[list[Answer], list[str]]:
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
        One for each that was given, in order.
    list of str
        Places of the decisions whose text no answer is about.
    """
    decided = message("decided by a person")
    done = []
    used: set[Key] = set()
    for answer in answers:
        key = decisions.key_for(answer.asked.text, answer.asked.city)
        if key is None:
            done.append(answer)
            continue
        used.add(key)
        bodies = decisions.bodies[key]
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
    return done, [where for key, where in decisions.lines.items() if key not in used]

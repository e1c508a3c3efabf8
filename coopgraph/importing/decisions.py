"""What a person decided about identities: two keys that are one body, or are not."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from coopgraph.curation.lists import read_list
from coopgraph.errors import SourceError
from coopgraph.importing.clusters import ORDER
from coopgraph.importing.keys import scheme_of
from coopgraph.importing.staging import ENTITIES, IMPORTS, Staging
from coopgraph.messages import message

__all__ = ["DECISIONS", "read_decisions"]

DECISIONS: Final = "decisions.csv"
_SAME: Final = {"same": True, "different": False}
#: Kinds of keys of things that have no number: a decision about one stays sound when it has gone.
_NAMED: Final = (
    "city", "cordis-body", "etablissements", "iri", "project", "region", "rnsr-body", "scanr",
    "scanr-body",
)  # fmt: skip


def _key_kinds(staging: Staging) -> set[str]:
    """Return the kinds of keys that a folder has, and the names of what was read into it."""
    keys = " UNION ".join(
        f'SELECT substr("id", 1, instr("id", \':\') - 1) FROM "{table}"' for table in ENTITIES
    )
    return {str(kind) for (kind,) in staging.ask(f"{keys} UNION SELECT kind FROM batch") if kind}


def read_decisions(folder: Path, staging: Staging) -> list[tuple[str, str, bool]]:
    """Return what a person decided about identities in ``imports/decisions.csv``.

    Parameters
    ----------
    folder
        The folder that imports fill.
    staging
        Its staging file, with the keys that it has.

    Returns
    -------
    list of tuple
        Two keys (``ror:02vjkv261``; ``id:inserm`` for an id of the landscape), and whether they
        are the same body.

    Raises
    ------
    SourceError
        If the file is no table of text, or a row names no two keys or one of an unknown kind,
        says neither ``same`` nor ``different``, or contradicts another one, with its line.
    """
    file = folder / IMPORTS / DECISIONS
    if not file.is_file():
        return []
    known = {"id", *ORDER, *_NAMED}
    rows = read_list(file)
    _, header = next(rows, (0, []))
    found: list[tuple[str, str, bool]] = []
    said: dict[frozenset[str], tuple[bool, int]] = {}
    for line, cells in rows:
        row = dict(zip(header, cells, strict=False))
        a, b = row.get("a", ""), row.get("b", "")
        decision = row.get("decision", "").casefold()
        if not (a or b or decision):
            continue
        if not _is_key(a) or not _is_key(b) or decision not in _SAME:
            raise SourceError(
                message(
                    "{file}: line {line}: needs two keys (a, b) and a decision, same or different",
                    file=file,
                    line=line,
                )
            )
        for key in (a, b):
            if scheme_of(key) not in known:
                known |= _key_kinds(staging)
            if scheme_of(key) not in known:
                raise SourceError(
                    message(
                        "{file}: line {line}: no kind of key {kind!r} in {key}; there are {kinds}",
                        file=file,
                        line=line,
                        kind=scheme_of(key),
                        key=key,
                        kinds=", ".join(("id", *ORDER, *sorted(known.difference(("id", *ORDER))))),
                    )
                )
        same = _SAME[decision]
        before, where = said.setdefault(frozenset((a, b)), (same, line))
        if before != same:
            raise SourceError(
                message(
                    "{file}: line {line}: decides otherwise than line {other} on {a} and {b}; "
                    "remove one of them",
                    file=file,
                    line=line,
                    other=where,
                    a=a,
                    b=b,
                )
            )
        found.append((a, b, same))
    return found


def _is_key(text: str) -> bool:
    """Tell whether a text is a register and a number there; a blank number joins nothing."""
    scheme, colon, value = text.partition(":")
    return bool(scheme and colon and value.strip())

"""What a person decided about identities: two keys that are one body, or are not."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Final

from coopgraph.curation.identifiers import SCHEMES, identifier_fault
from coopgraph.curation.lists import read_list
from coopgraph.errors import SourceError
from coopgraph.importing.clusters import ORDER
from coopgraph.importing.keys import key_of, scheme_of, value_of
from coopgraph.importing.staging import ENTITIES, IMPORTS, Staging
from coopgraph.messages import message

__all__ = ["DECISIONS", "read_decisions"]

DECISIONS: Final = "decisions.csv"
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: Kinds of keys of places.
_PLACES: Final = ("city", "country", "geonames", "region")
#: Addresses that say of which register a number is.
_ADDRESSES: Final = {
    r"ror\.org": "ror", r"wikidata\.org/(?:wiki|entity)": "wikidata", r"openalex\.org": "openalex",
}  # fmt: skip
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


def _as_staged(staging: Staging, key: str) -> str | None:
    """Return a key as importers write it; None for a number that its register cannot have given.

    What a register itself prints counts, sound or not.
    """
    scheme, _, value = key.partition(":")
    if scheme not in SCHEMES:
        return key
    staged = " UNION ALL ".join(f'SELECT 1 FROM "{table}" WHERE "id" = ?1' for table in ENTITIES)
    if (sound := key_of(scheme, value)) is None and staging.ask(staged, key):
        return key
    return sound


def read_decisions(
    folder: Path, staging: Staging, known: Mapping[str, str]
) -> list[tuple[str, str, bool]]:
    """Return what a person decided about identities in ``imports/decisions.csv``.

    Parameters
    ----------
    folder
        The folder that imports fill.
    staging
        Its staging file, with the keys that it has.
    known
        Ids of the landscape by key.

    Returns
    -------
    list of tuple
        Two keys (``ror:02vjkv261``; ``id:inserm`` for an id of the landscape), and whether they
        are the same body. A number may be written as in its register, with an address or blanks;
        the address of ROR, Wikidata or OpenAlex may stand alone.

    Raises
    ------
    SourceError
        If the file is no table of text, or a row names no two keys, one of an unknown kind, a
        number that its register cannot have given, an id that is none or that of a place, says
        neither ``same`` nor ``different``, or contradicts another one, with its line.
    """
    file = folder / IMPORTS / DECISIONS
    if not file.is_file():
        return []
    kinds = {"id", *ORDER, *_NAMED}
    places = {found for key, found in known.items() if scheme_of(key) in _PLACES}
    rows = read_list(file)
    _, header = next(rows, (0, []))
    found: list[tuple[str, str, bool]] = []
    said: dict[frozenset[str], tuple[bool, int]] = {}
    for line, cells in rows:
        row = dict(zip(header, cells, strict=False))
        a, b = (_as_key(row.get(name, "")) for name in ("a", "b"))
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
            if scheme_of(key) not in kinds:
                kinds |= _key_kinds(staging)
            if scheme_of(key) not in kinds:
                raise SourceError(
                    message(
                        "{file}: line {line}: no kind of key {kind!r} in {key}; there are {kinds}",
                        file=file,
                        line=line,
                        kind=scheme_of(key),
                        key=key,
                        kinds=", ".join(("id", *ORDER, *sorted(kinds.difference(("id", *ORDER))))),
                    )
                )
        a, b = (_sound(staging, key, file, line) for key in (a, b))
        _refuse_ids(places, a, b, file, line)
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


def _sound(staging: Staging, key: str, file: Path, line: int) -> str:
    """Return a key as importers write it, or say what is wrong with its number."""
    if (staged := _as_staged(staging, key)) is not None:
        return staged
    scheme, _, value = key.partition(":")
    printed = value if "/" in value else value_of(key)
    cause, hint = identifier_fault(scheme, printed) or (key, "")
    raise SourceError(
        message(
            "{file}: line {line}: {cause}; {hint}", file=file, line=line, cause=cause, hint=hint
        )
    )


def _refuse_ids(places: Container[str], a: str, b: str, file: Path, line: int) -> None:
    """Refuse an id that no table could hold, and that of a place for what is none."""
    for key, other in ((a, b), (b, a)):
        scheme, _, value = key.partition(":")
        if scheme != "id":
            continue
        if not _SLUG.fullmatch(value):
            raise SourceError(
                message(
                    "{file}: line {line}: {key!r} is no id of the landscape; an id is small "
                    "letters and digits, with hyphens between them",
                    file=file,
                    line=line,
                    key=key,
                )
            )
        if value in places and scheme_of(other) not in (*_PLACES, "id"):
            raise SourceError(
                message(
                    "{file}: line {line}: {key} is a place, which no body can be",
                    file=file,
                    line=line,
                    key=key,
                )
            )


def _as_key(cell: str) -> str:
    """Return a key as it was meant: a register in capitals, or the address that it gives."""
    for address, scheme in _ADDRESSES.items():
        if (found := re.fullmatch(rf"(?:https?://)?(?:www\.)?{address}/(.+)", cell)) is not None:
            return f"{scheme}:{found[1]}"
    scheme, colon, value = cell.partition(":")
    small = scheme.strip().casefold()
    return f"{small}{colon}{value}" if small in ("id", *ORDER) else cell


def _is_key(text: str) -> bool:
    """Tell whether a text is a register and a number there; a blank number joins nothing."""
    scheme, colon, value = text.partition(":")
    # Nothing but zeros may have the form of a number, and is none.
    return bool(scheme and colon and value.strip(" 0" if scheme in SCHEMES else " "))

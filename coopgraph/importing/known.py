"""What the landscape knew before: ids of bodies and places by the keys of registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from coopgraph.curation.form import Header, Place, header_is_good, trimmed
from coopgraph.curation.reader import in_order, read_lines
from coopgraph.curation.tables import TABLES
from coopgraph.errors import CurationError, Fault
from coopgraph.folding import folded
from coopgraph.importing.keys import key_of
from coopgraph.importing.staging import ENTITIES
from coopgraph.model.columns import columns_of

__all__ = ["known_beside", "known_ids", "known_keys", "known_places", "known_rows"]


def known_keys(folders: Iterable[Path]) -> dict[str, str]:
    """Return the ids of folders of curated tables by key.

    Identifiers of ``identifiers.csv``, and of places their ISO code, GeoNames number, and the name
    of a city within its country. An identifier that two bodies bear identifies neither.

    Parameters
    ----------
    folders
        Folders of curated tables that are sound.

    Returns
    -------
    dict of str to str

    Examples
    --------
    >>> from coopgraph.resources import curated_dir
    >>> known = known_keys([curated_dir()])
    >>> known["ror:02vjkv261"], known["uai:0597065J"], known["country:FR"]
    ('inserm', 'universite-de-lille', 'france')
    """
    found: dict[str, set[str]] = {}
    for folder in folders:
        for row in _rows(folder / "identifiers.csv"):
            key = key_of(row["scheme"], row["value"])
            if key is not None:
                found.setdefault(key, set()).add(row["entity"])
        places = {row["id"]: row for row in _rows(folder / "places.csv")}
        for row in places.values():
            for key in _place_keys(row, places):
                found.setdefault(key, set()).add(row["id"])
    return {key: next(iter(ids)) for key, ids in found.items() if len(ids) == 1}


def known_beside(own: Mapping[str, str], packaged: Path) -> dict[str, str]:
    """Return the ids of the packaged landscape by key, as other folders call the same things.

    Parameters
    ----------
    own
        Ids by key (:func:`known_keys`) of the folders with which an import will be read.
    packaged
        Folder of the packaged landscape, which will not.

    Returns
    -------
    dict of str to str
        Where a folder has an identifier of a thing of the packaged landscape, all identifiers of
        that thing lead to the id of the folder.

    Examples
    --------
    >>> from coopgraph.resources import curated_dir
    >>> known_beside({}, curated_dir())["ror:02vjkv261"]
    'inserm'
    """
    others = known_keys([packaged])
    names: dict[str, set[str]] = {}
    for key, found in own.items():
        if key in others:
            names.setdefault(others[key], set()).add(found)
    called = {other: next(iter(ids)) for other, ids in names.items() if len(ids) == 1}
    return {key: called.get(found, found) for key, found in others.items()} | {**own}


def known_ids(folders: Iterable[Path]) -> frozenset[str]:
    """Return the ids of the things that folders of curated tables describe.

    Parameters
    ----------
    folders
        Folders of curated tables that are sound.

    Returns
    -------
    frozenset of str

    Examples
    --------
    >>> from coopgraph.resources import curated_dir
    >>> "inserm" in known_ids([curated_dir()])
    True
    """
    return frozenset(
        row["id"]
        for folder in folders
        for table in ENTITIES
        for row in _rows(folder / f"{table}.csv")
    )


def known_rows(folders: Iterable[Path], table: str) -> Iterator[tuple[str, ...]]:
    """Yield the keys of the rows that folders of curated tables have in a table.

    Parameters
    ----------
    folders
        Folders of curated tables that are sound.
    table
        Name of the table.

    Yields
    ------
    tuple of str
        Values of the columns of its key; blank for none.

    Examples
    --------
    >>> from coopgraph.resources import curated_dir
    >>> ("inserm", "ror", "https://ror.org/02vjkv261") in known_rows([curated_dir()], "identifiers")
    True
    """
    for folder in folders:
        for row in _rows(folder / f"{table}.csv"):
            yield tuple(row.get(name) or "" for name in TABLES[table].key)


def known_places(folders: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Yield the bodies and structures of folders of curated tables with the place of their row.

    Parameters
    ----------
    folders
        Folders of curated tables that are sound.

    Yields
    ------
    tuple of str
        Id of the body or structure, and of the place; those without place are left out.

    Examples
    --------
    >>> from coopgraph.resources import curated_dir
    >>> ("inserm", "paris") in known_places([curated_dir()])
    True
    """
    for folder in folders:
        for table in ("organizations", "structures"):
            for row in _rows(folder / f"{table}.csv"):
                if row.get("place"):
                    yield row["id"], row["place"]


def _place_keys(row: dict[str, str], places: dict[str, dict[str, str]]) -> list[str]:
    keys = []
    if row["class"] == "City" and row["geonames"]:
        keys.append(f"geonames:{row['geonames']}")
    if row["class"] == "Country" and row["iso_code"]:
        keys.append(f"country:{row['iso_code']}")
    if row["class"] == "Region" and row["iso_code"]:
        keys.append(f"region:{row['iso_code']}")
    if row["class"] == "City" and (country := _country(row, places)):
        keys.append(f"city:{country}:{folded(row['label_fr'])}")
    return keys


def _country(row: dict[str, str], places: dict[str, dict[str, str]]) -> str:
    for _ in range(5):
        if row["class"] == "Country":
            return row["iso_code"]
        above = places.get(row["within"])
        if above is None:
            return ""
        row = above
    return ""


def _rows(path: Path) -> list[dict[str, str]]:
    """Read a table as a person may have saved it; its form is judged, its values are not."""
    if not path.is_file():
        return []
    faults: list[Fault] = []
    lines = read_lines(path, faults)
    first, names = next(lines, (1, []))
    names = [name.strip() for name in names]
    columns = dict(columns_of(TABLES[path.stem].record))
    good = header_is_good(
        Header(trimmed(names), len(names), columns), Place(str(path), first), faults
    )
    rows = [dict(zip(names, cells, strict=False)) for _, cells in lines if any(cells)]
    if faults or not good:
        raise CurationError(in_order(faults))
    return rows

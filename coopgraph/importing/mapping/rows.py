"""What a mapping makes of one row of a table: its bodies, and the links between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from collections.abc import Mapping as MappingOf
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from coopgraph.curation.meant import closest
from coopgraph.errors import Fault
from coopgraph.importing.batch import Batch
from coopgraph.importing.bearing import bear, first_key, is_blank, table_schemes
from coopgraph.importing.clusters import ORDER
from coopgraph.importing.header import bare_name
from coopgraph.importing.keys import name_key
from coopgraph.importing.mapping.model import BodySpec, Cell, LinkSpec, Mapping
from coopgraph.importing.mapping.things import Link, Thing, ThingWriter
from coopgraph.importing.mapping.values import cell_text, country_code
from coopgraph.messages import message

__all__ = ["RowReader", "column_places"]

_SHOWN: Final = 12
_LONGEST: Final = 80
_ORDER: Final = {scheme: place for place, scheme in enumerate(ORDER)}


def column_places(
    mapping: Mapping, path: Path, header: Sequence[str]
) -> tuple[dict[str, int], list[Fault]]:
    """Return where the columns of a mapping stand in a file, and what is wrong.

    Parameters
    ----------
    mapping
        The mapping.
    path, header
        The file and its headings.

    Returns
    -------
    dict of str to int
        Position by the name that the mapping has; compared exactly, else without case, accents,
        blanks, hyphens and underscores.
    list of Fault
        Columns that the file lacks, or has twice, by line of the mapping.
    """
    exact: dict[str, list[int]] = {}
    bare: dict[str, list[int]] = {}
    for place, name in enumerate(header):
        exact.setdefault(name, []).append(place)
        bare.setdefault(bare_name(name), []).append(place)
    places: dict[str, int] = {}
    faults = []
    for cell in mapping.cells():
        if cell.column is None or cell.column in places:
            continue
        name = cell.column
        found = exact.get(name) or bare.get(bare_name(name)) or []
        if len(found) == 1:
            places[name] = found[0]
            continue
        cause = message("{key}: {file} has no column {column!r}", key=cell.key, file=path,
                        column=name)  # fmt: skip
        hint = closest(name, [other for other in header if other]) or message(
            "found: {found}",
            found=", ".join(header[:_SHOWN]) + (" …" if len(header) > _SHOWN else ""),
        )
        if found:
            cause = message("{key}: {file} has the column {column!r} twice", key=cell.key,
                            file=path, column=name)  # fmt: skip
            hint = message("rename one of them in the file")
        faults.append(Fault(mapping.file, cell.line, "", cause, hint))
    return places, faults


@dataclass(frozen=True, slots=True)
class _Body:
    """A body of a row: its key, and its class where the row describes it."""

    key: str
    cls: str


class RowReader:
    """Reads rows, one after the other, and writes what they say.

    Parameters
    ----------
    mapping
        The mapping.
    batch
        Where the rows go.
    writer
        What writes things and links.
    """

    def __init__(self, mapping: Mapping, batch: Batch, writer: ThingWriter) -> None:
        self.mapping, self.batch, self.writer = mapping, batch, writer
        # A name of its own that is no register's, so that no key is taken for an identifier.
        self._own = batch.source if batch.source not in table_schemes() else f"own-{batch.source}"
        used = {spec.name: _columns(spec) for spec in mapping.bodies}
        times = Counter(column for columns in used.values() for column in columns)
        #: Columns that say something of one body alone; a city may be that of several.
        self._single = {
            name: [column for column in columns if times[column] == 1]
            for name, columns in used.items()
        }
        self._fixed = {name for name, columns in used.items() if not columns}
        self._told = False
        self._places: MappingOf[str, int] = {}
        self._cells: Sequence[Any] = ()

    def take(self, places: MappingOf[str, int], cells: Sequence[Any], where: str) -> None:
        """Read a row.

        Parameters
        ----------
        places
            Where the columns stand.
        cells
            The row.
        where
            Its place in the file.
        """
        self._places, self._cells, self._told = places, cells, False
        things = {spec.name: self._thing(spec, where) for spec in self.mapping.bodies}
        bodies = {name: found[0] for name, found in things.items() if found is not None}
        if not bodies.keys() - self._fixed:
            if not self._told:
                self._skip("nameless-body", where)
            return
        links = [link for spec in self.mapping.links for link in self._link(spec, bodies, where)]
        left = set()
        for name, found in things.items():
            if found is not None and found[1] is not None:
                wholes = [k for k in links if k.kind == "part-of" and k.one == bodies[name].key]
                if not self.writer.describe(found[1], wholes):
                    left.add(bodies[name].key)
        for link in links:
            if not left.intersection((link.one, link.other)):
                self.writer.link(link)

    def _skip(self, reason: str, where: str) -> None:
        self._told = True
        self.batch.skip(reason, where[:_LONGEST])

    def _thing(self, spec: BodySpec, where: str) -> tuple[_Body, Thing | None] | None:
        """Return a body of the row, and its description; None where the row has none."""
        names = [(text, tag) for tag, cell in spec.names for text in self._texts(cell)[:1]]
        numbers = [(scheme, text) for scheme, cell in spec.identifiers
                   for text in self._texts(cell)]  # fmt: skip
        get: Callable[[str], str] = lambda key: self._first(spec.cells.get(key))  # noqa: E731
        own = get("key")
        country = get("country") if "country" in spec.cells else None
        first = first_key(sorted(numbers, key=lambda number: _ORDER.get(number[0], len(_ORDER))))
        if own:
            key = f"{self._own}:{own}"
        elif first is not None:
            key = first
        elif names:
            key = name_key(self._own, f"{names[0][0]} {country_code(country or '') or ''}".strip())
        else:
            if any(cell_text(self._cells[self._places[name]]) for name in self._single[spec.name]):
                self._skip("nameless-body", f"{where}: {spec.name}")
            return None
        if not names:
            # The row only refers to a body that another row or another register describes.
            if spec.names:
                self._skip("no-name", f"{where}: {spec.name}")
            bear(self.batch, key, numbers, where)
            return _Body(key, ""), None
        cls = self._class(spec, where)
        if cls is None:
            return None
        return _Body(key, cls), Thing(
            key, cls, names, where, get("acronym"), self._word(spec.cells.get("legal_form"), where),
            get("city"), country, get("latitude"), get("longitude"), get("start"), get("end"),
            get("website"),
            [(text, "") for text in self._texts(spec.cells.get("aliases"))],
            [(text, "") for text in self._texts(spec.cells.get("former_names"))],
            numbers,
            [(name, text) for name, cell in spec.figures for text in self._texts(cell)[:1]],
        )  # fmt: skip

    def _class(self, spec: BodySpec, where: str) -> str | None:
        if spec.cls is None:
            return None
        raw = self._raw(spec.cls)
        said = spec.cls.constant or spec.cls.meant(raw)
        if said is None:
            self._skip("unknown-kind", f"{where}: {raw}")
        return said

    def _word(self, cell: Cell | None, where: str) -> str:
        """Return a concept; a word that the mapping does not explain is counted."""
        if cell is None:
            return ""
        raw = self._raw(cell)
        said = cell.constant or cell.meant(raw)
        if said is None and raw:
            self._skip("unknown-word", f"{where}: {raw}")
        return said or ""

    def _link(self, spec: LinkSpec, bodies: MappingOf[str, _Body], where: str) -> list[Link]:
        one, other = (bodies.get(str(end)) for end in spec.ends)
        if one is None or other is None:
            return []
        word = ""
        for key in ("role", "type"):
            if key in spec.cells:
                word = self._word(spec.cells[key], where)
                if not word:
                    if not self._raw(spec.cells[key]):
                        self._skip("unknown-word", f"{where}: {spec.kind}")
                    return []
        return [
            Link(
                spec.kind, one.key, other.key, (one.cls, other.cls), where, word,
                *(self._first(spec.cells.get(key)) for key in ("number", "start", "end")),
            )
        ]  # fmt: skip

    def _raw(self, cell: Cell) -> str:
        if cell.column is None:
            return ""
        return cell_text(self._cells[self._places[cell.column]])

    def _first(self, cell: Cell | None) -> str:
        texts = self._texts(cell)
        return texts[0] if texts else ""

    def _texts(self, cell: Cell | None) -> list[str]:
        """Return the values of a cell, as the mapping means them; blanks are none."""
        if cell is None:
            return []
        if cell.constant is not None:
            return [cell.constant]
        value = self._cells[self._places[cell.column or ""]]
        if isinstance(value, list | tuple):
            parts = [cell_text(part) for part in value]
        else:
            text = cell_text(value)
            parts = text.split(cell.separator) if cell.separator else [text]
        found = []
        for part in parts:
            if is_blank(part) or (cell.match and cell.match not in part):
                continue
            said = cell.meant(part.strip())
            if said is not None:
                found.append(said)
        return found


def _columns(spec: BodySpec) -> set[str]:
    cells = [spec.cls, *spec.cells.values()]
    cells += [cell for group in (spec.names, spec.identifiers, spec.figures) for _, cell in group]
    return {cell.column for cell in cells if cell is not None and cell.column is not None}

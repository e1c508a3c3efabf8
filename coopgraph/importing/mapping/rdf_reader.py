"""What a mapping makes of the things of RDF files, and of the links between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from coopgraph.errors import SourceError
from coopgraph.importing.batch import Batch
from coopgraph.importing.keys import key_of, name_key
from coopgraph.importing.mapping.model import BodySpec, Cell, LinkSpec, Mapping
from coopgraph.importing.mapping.model import Path as PropertyPath
from coopgraph.importing.mapping.paths import SELF
from coopgraph.importing.mapping.rdf_store import RdfStore, Term
from coopgraph.importing.mapping.things import Link, Thing, ThingWriter
from coopgraph.messages import message

__all__ = ["RdfReader"]

_PERSONS: Final = "persons"
_ENDS: Final = 80
_SHOWN: Final = 6


class RdfReader:
    """Reads the things of a store that a mapping knows, and writes what they say.

    Parameters
    ----------
    mapping
        The mapping.
    store
        The statements.
    batch
        Where the rows go.
    writer
        What writes things and links.
    """

    def __init__(
        self, mapping: Mapping, store: RdfStore, batch: Batch, writer: ThingWriter
    ) -> None:
        self.mapping, self.store, self.batch, self.writer = mapping, store, batch, writer
        self._specs = {iri: (spec, cls) for spec in mapping.bodies for iri, cls in spec.classes}
        self._order = {iri: place for place, iri in enumerate(self._specs)}
        self._nodes = {link.node for link in mapping.links if link.node}
        self._unknown: Counter[str] = Counter()
        self._known = 0

    def take_all(self, paths: Sequence[Path]) -> None:
        """Read all things and links.

        Parameters
        ----------
        paths
            The files, for the message.

        Raises
        ------
        SourceError
            If there is no thing of a class of the mapping.
        """
        self.store.index()
        self.store.forget(_PERSONS, self.mapping.persons)
        for cls, number in self.store.counts(_PERSONS):
            for _ in range(number):
                self.batch.record()
                # Not even their addresses: these may hold a name.
                self.batch.skip("person", self._short(cls))
        for name, classes in self.store.typed():
            self.batch.record()
            found = self._kind(classes)
            if found is None:
                if self._nodes.isdisjoint(classes):
                    self._unknown[self._short(classes[0])] += 1
                    self.batch.skip("unknown-class", self._short(classes[0]))
                else:
                    self._take_node(name, classes)
                continue
            self._known += 1
            self._take(name, classes, *found)
        if not self._known:
            common = sorted(self._unknown, key=lambda cls: (-self._unknown[cls], cls))
            raise SourceError(
                message(
                    "{file}: nothing of a class that the mapping {mapping} names; its classes are "
                    "{found}. Is it the vocabulary, without the data?",
                    file=paths[0],
                    mapping=self.mapping.file,
                    found=", ".join(common[:_SHOWN]) or "–",
                )
            )

    def _take(self, name: str, classes: list[str], spec: BodySpec, cls: str) -> None:
        thing = self._thing(name, spec, cls)
        if thing is None:
            return
        links = [
            link
            for link_spec in self.mapping.links
            if not link_spec.node or link_spec.node in classes
            for link in self._links(name, link_spec)
        ]
        # What the other end says is only known to its own row, so look from there, too.
        wholes = [
            *(link for link in links if link.kind == "part-of" and link.one == thing.key),
            *self._wholes_said_there(name),
        ]
        if self.writer.describe(thing, sorted(wholes, key=lambda link: link.other)):
            for link in links:
                self.writer.link(link)

    def _wholes_said_there(self, name: str) -> Iterator[Link]:
        """Yield the links by which other things say that a thing is a part of them."""
        for spec in self.mapping.links:
            one, other = spec.ends
            if spec.kind != "part-of" or spec.node or other != SELF or isinstance(one, str):
                continue
            back = tuple(tuple((not b, iri) for b, iri in reversed(steps)) for steps in one)
            for whole, kind, _ in self.store.values(name, back):
                if kind != "literal" and (found := self._end(whole)) is not None:
                    key, cls = found
                    mine = self._end(name)
                    if mine is not None and cls:
                        yield Link("part-of", mine[0], key, (mine[1], cls), self._where(name))

    def _take_node(self, name: str, classes: list[str]) -> None:
        taken = False
        for spec in self.mapping.links:
            if spec.node in classes:
                for link in self._links(name, spec):
                    taken = True
                    self.writer.link(link)
        if not taken:
            self.batch.skip("unlinked", self._where(name))

    def _links(self, name: str, spec: LinkSpec) -> Iterator[Link]:
        """Yield the links that a thing or a node states."""
        one, other = spec.ends
        if isinstance(one, str) or isinstance(other, str):
            return
        firsts = self._reached(name, one)
        seconds = self._reached(name, other)
        for first in firsts:
            for second in seconds:
                found = [self._checked(end, self._where(name)) for end in (first, second)]
                if found[0] is None or found[1] is None:
                    continue
                word = self._word(name, spec)
                if word is None:
                    continue
                yield Link(
                    spec.kind, found[0][0], found[1][0], (found[0][1], found[1][1]),
                    self._where(name), word,
                    *(self._first(name, spec.cells.get(key)) for key in ("number", "start", "end")),
                )  # fmt: skip

    def _reached(self, name: str, path: PropertyPath) -> list[str]:
        return [value for value, kind, _ in self.store.values(name, path) if kind != "literal"]

    def _checked(self, name: str, where: str) -> tuple[str, str] | None:
        """Return key and class of an end of a link; None, and a count, for what is no body."""
        found = self._end(name)
        if found is None:
            if self.store.is_in(_PERSONS, name):
                return None
            if self.store.classes(name):
                return None  # of a class that is not read, which is counted where it stands
            self.batch.unresolved("thing", name, where)
        return found

    def _word(self, name: str, spec: LinkSpec) -> str | None:
        for key in ("role", "type"):
            if key in spec.cells:
                cell = spec.cells[key]
                if cell.constant is not None:
                    return cell.constant
                raw = self._values(name, cell)
                said = cell.meant(raw[0][0]) if raw else cell.default
                if said is None:
                    self.batch.skip(
                        "unknown-word", f"{self._where(name)}: {raw[0][0] if raw else ''}"[:_ENDS]
                    )
                return said
        return ""

    def _kind(self, classes: list[str]) -> tuple[BodySpec, str] | None:
        """Return what a thing is: the first class of the mapping that it has."""
        known = [iri for iri in classes if iri in self._specs]
        return self._specs[min(known, key=self._order.__getitem__)] if known else None

    def _end(self, name: str) -> tuple[str, str] | None:
        """Return key and class of a thing; of one without a class, only if its IRI has a number."""
        found = self._kind(self.store.classes(name))
        if found is None:
            if name.startswith("_:") or self.store.is_in(_PERSONS, name):
                return None
            for spec in self.mapping.bodies:
                if (key := _number_key(spec, name)) is not None:
                    return key, ""
            return None
        spec, cls = found
        key = self._key(name, spec)
        said = self._class(name, spec, cls, count=False)
        return None if key is None or said is None else (key, said)

    def _key(self, name: str, spec: BodySpec) -> str | None:
        """Return the key of a thing: the number in its IRI, its IRI, a name of a blank node."""
        if (key := _number_key(spec, name)) is not None:
            return key
        if not name.startswith("_:"):
            return f"iri:{name.partition('//')[2] or name}"
        for scheme, cell in spec.identifiers:
            for text, _ in self._values(name, cell):
                if (key := key_of(scheme, text)) is not None:
                    return key
        names = self._values(name, spec.cells.get("names"))
        return name_key(f"own-{self.batch.source}", names[0][0]) if names else None

    def _thing(self, name: str, spec: BodySpec, cls: str) -> Thing | None:
        where = self._where(name)
        said = self._class(name, spec, cls, count=True)
        if said is None:
            return None
        key = self._key(name, spec)
        if key is None:
            self.batch.skip("nameless-body", where)
            return None
        numbers = [
            (scheme, text)
            for scheme, cell in spec.identifiers
            for text, _ in self._values(name, cell)
        ]
        if not key.startswith(("iri:", "own-")):
            scheme, _, number = key.partition(":")
            numbers.insert(0, (scheme, number))

        def get(what: str) -> str:
            return self._first(name, spec.cells.get(what))

        return Thing(
            key, said, self._values(name, spec.cells.get("names")), where, get("acronym"),
            get("legal_form"), get("city"), get("country") if "country" in spec.cells else None,
            get("latitude"), get("longitude"), get("start"), get("end"), get("website"),
            self._values(name, spec.cells.get("aliases")),
            self._values(name, spec.cells.get("former_names")),
            numbers,
            [(what, text) for what, cell in spec.figures
             for text, _ in self._values(name, cell)[:1]],
        )  # fmt: skip

    def _class(self, name: str, spec: BodySpec, cls: str, *, count: bool) -> str | None:
        if spec.cls is None:
            return cls
        if spec.cls.constant is not None:
            return spec.cls.constant
        raw = self._values(name, spec.cls, meant=False)
        said = next((m for text, _ in raw if (m := spec.cls.meant(text)) is not None), None)
        said = said or (spec.cls.default or cls if not raw else None)
        if said is None and count:
            self.batch.skip("unknown-kind", f"{self._where(name)}: {raw[0][0]}"[:_ENDS])
        return said

    def _first(self, name: str, cell: Cell | None) -> str:
        values = self._values(name, cell)
        return values[0][0] if values else ""

    def _values(self, name: str, cell: Cell | None, *, meant: bool = True) -> list[tuple[str, str]]:
        """Return the texts of a cell and their language tags, as the mapping means them."""
        if cell is None:
            return []
        if cell.constant is not None:
            return [(cell.constant, "")]
        terms: list[Term] = self.store.values(name, cell.path or ())
        found = []
        for text, kind, tag in terms:
            if kind == "blank" or (cell.match and cell.match not in text):
                continue
            for part in text.split(cell.separator) if cell.separator else [text]:
                said = cell.meant(part.strip()) if meant else part.strip()
                if said:
                    found.append((said, tag))
        return found

    def _where(self, name: str) -> str:
        return "blank node" if name.startswith("_:") else self._short(name)

    def _short(self, iri: str) -> str:
        """Return an IRI with a prefix of the mapping, where one fits."""
        for prefix, base in self.mapping.prefixes.items():
            if iri.startswith(base) and len(iri) > len(base):
                return f"{prefix}:{iri[len(base) :]}"
        return iri


def _number_key(spec: BodySpec, name: str) -> str | None:
    for scheme, base in spec.iri:
        if name.startswith(base) and (key := key_of(scheme, name[len(base) :])) is not None:
            return key
    return None

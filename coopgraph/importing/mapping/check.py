"""Check a mapping as a whole, before anything is read, and say all that is wrong at once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from collections.abc import Mapping as MappingOf
from pathlib import Path as FilePath
from typing import Final

from coopgraph.curation.meant import closest
from coopgraph.curation.yaml_tree import Tree, read_tree
from coopgraph.errors import Fault, MappingError
from coopgraph.importing.mapping.check_cells import CellReader
from coopgraph.importing.mapping.keys import BODY, FILE, LINKS, RDF_BODY, SOURCE, TOP, Key
from coopgraph.importing.mapping.model import BodySpec, Cell, LinkSpec, Mapping, Path, SourceSpec
from coopgraph.importing.mapping.paths import SELF, expanded, parse_path
from coopgraph.importing.text import clean, web_address
from coopgraph.messages import Message, message

__all__ = ["read_mapping"]

_DATE: Final = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def read_mapping(path: FilePath, kind: str, *, reserved: Iterable[str] = ()) -> Mapping:
    """Read and check a mapping.

    Parameters
    ----------
    path
        The YAML file.
    kind
        ``table`` or ``rdf``.
    reserved
        Names that the mapping may not give to its source: those of other kinds.

    Returns
    -------
    Mapping

    Raises
    ------
    SourceError
        If it is no YAML.
    MappingError
        If anything in it is unknown, missing or said twice; carries all faults, each with its
        line.
    """
    tree, faults = read_tree(path)
    checker = _Checker(str(path), kind, faults, frozenset(reserved) - {kind})
    mapping = checker.mapping(tree)
    if faults:
        raise MappingError(sorted(faults, key=lambda fault: fault.line))
    return mapping


class _Checker(CellReader):
    """Walks through the tree of a mapping and notes what is wrong with it."""

    def __init__(self, file: str, kind: str, faults: list[Fault], reserved: frozenset[str]) -> None:
        super().__init__(file, kind, faults)
        self.reserved = reserved

    def mapping(self, tree: Tree) -> Mapping:
        top = self.section(tree, "", TOP[self.kind])
        self.prefixes = self._prefixes(top.get("prefixes"))
        source = self._source(tree, top.get("source"))
        layout = self._texts(top.get("file"), "file", FILE) if "file" in top else {}
        name = "bodies" if self.kind == "table" else "things"
        bodies = self._bodies(tree, top.get(name), name)
        self._nothing_kept(top, name)
        return Mapping(
            self.file,
            source,
            tuple(bodies),
            tuple(self._links(top.get("links"), {body.name: body for body in bodies})),
            layout,
            self.prefixes,
            tuple(self._iris(top.get("namespaces"), "namespaces", names=False)),
            tuple(self._pairs(top.get("rewrite"), "rewrite")),
            frozenset(self._iris(top.get("persons"), "persons", names=True)),
        )

    def _source(self, root: Tree, tree: Tree | None) -> SourceSpec:
        if tree is None:
            self.fault(
                root.line,
                message("no {key}", key="source"),
                message("say what the file is: source, with title, licence and date"),
            )
            return SourceSpec("")
        said = self._texts(tree, "source", SOURCE)
        name = said.get("id", "")
        if name in self.reserved:
            self.fault(
                tree.lines["id"],
                message("{key}: {name!r} is the name of a register", key="source.id", name=name),
                message("take another name"),
            )
        return SourceSpec(**{"title": "", **said})

    def _texts(self, tree: Tree | None, at: str, keys: MappingOf[str, Key]) -> dict[str, str]:
        """Return a section whose values are texts, each checked for its form."""
        found = {}
        for name, node in self.section(tree, at, keys).items():
            text = self.text(node, f"{at}.{name}")
            if text is None:
                continue
            key = keys[name]
            wrong: Message | str = ""
            if key.choices and text not in key.choices:
                wrong = closest(text, key.choices) or message(
                    "use {words}", words=", ".join(key.choices)
                )
            elif key.kind == "date" and not _DATE.fullmatch(text):
                wrong = message("write YYYY, YYYY-MM or YYYY-MM-DD")
            elif key.kind == "slug" and not _SLUG.fullmatch(text):
                wrong = message("small letters, digits and single hyphens")
            elif key.kind == "address" and web_address(text) is None:
                wrong = message("write an address that begins with https:// or http://")
            elif at == "source" and clean(text) != text:
                wrong = message("write one line of plain text")
            elif key.kind == "number" and not re.fullmatch("[1-9][0-9]{0,5}", text):
                wrong = message("write a number, 1 for the first row")
            if wrong:
                self.fault(
                    node.line,
                    message("{key}: {value!r} cannot be used", key=f"{at}.{name}", value=text),
                    wrong,
                )
            else:
                found[name] = text
        return found

    def _prefixes(self, tree: Tree | None) -> dict[str, str]:
        return dict(self._pairs(tree, "prefixes"))

    def _pairs(self, tree: Tree | None, at: str) -> list[tuple[str, str]]:
        if tree is None:
            return []
        if tree.keys is None:
            self.fault(tree.line, message("{key} needs keys of its own", key=at))
            return []
        found = []
        for name, node in tree.keys.items():
            if (text := self.text(node, f"{at}.{name}")) is not None:
                found.append((name, text))
        return found

    def _iris(self, tree: Tree | None, at: str, *, names: bool) -> list[str]:
        """Return a list of IRIs: of prefixes, or of names with a prefix."""
        if tree is None:
            return []
        if tree.items is None:
            self.fault(tree.line, message("{key} is a list: lines that begin with -", key=at))
            return []
        found = []
        for node in tree.items:
            text = self.text(node, at)
            if text is None:
                continue
            iri = expanded(text, self.prefixes) if names else self.prefixes.get(text)
            if iri is None:
                self.unknown_name(node.line, at, text)
            else:
                found.append(iri)
        return found

    def _bodies(self, root: Tree, tree: Tree | None, at: str) -> list[BodySpec]:
        if tree is None or not tree.keys:
            self.fault(
                tree.line if tree else root.line,
                message("no {key}", key=at),
                message("name at least one body and give it a class; see docs/importing.md"),
            )
            return []
        return [self._body(name, node, f"{at}.{name}") for name, node in tree.keys.items()]

    def _nothing_kept(self, top: MappingOf[str, Tree], at: str) -> None:
        """Note a mapping by which no file gives anything: neither a name nor a link."""
        tree = top.get(at)
        bodies = [node.keys or {} for node in (tree.keys or {}).values()] if tree else []
        # Links may lead to bodies that another register describes; such a mapping needs no name.
        # A body without anything to know it by has a fault of its own.
        if tree is None or "links" in top or not all("names" not in b and b for b in bodies):
            return
        if bodies and all({"identifiers", "key", "iri"} & body.keys() for body in bodies):
            self.fault(
                tree.line,
                message("{key}: no body has a name; nothing of the file would be kept", key=at),
                message("say which columns hold its name: names: {{fr: …}}"),
            )

    def _body(self, name: str, tree: Tree, at: str) -> BodySpec:
        keys = BODY if self.kind == "table" else RDF_BODY
        nodes = self.section(tree, at, keys)
        cells: dict[str, Cell] = {}
        groups: dict[str, list[tuple[str, Cell]]] = {"languages": [], "schemes": [], "figures": []}
        pairs: dict[str, list[tuple[str, str]]] = {"classes": [], "iri": []}
        for key, node in nodes.items():
            kind = keys[key].kind
            if kind in groups:
                groups[kind] += self.group(node, f"{at}.{key}", kind)
            elif kind in pairs:
                pairs[kind] += self._outside(node, f"{at}.{key}", kind)
            elif (cell := self.cell(node, f"{at}.{key}", kind)) is not None:
                cells[key] = cell
        if "city" in nodes and "country" not in nodes:
            self.fault(
                nodes["city"].line,
                message("{key} without country", key=f"{at}.city"),
                message("a city is known by its name and country: country: {{value: FR}}"),
            )
        if nodes.keys().isdisjoint(("names", "identifiers", "key", "iri")):
            self.fault(
                tree.line,
                message("{key} has neither names nor identifiers", key=at),
                message("say which columns hold its name: names: {{fr: …}}"),
            )
        return BodySpec(
            name,
            cells.pop("class", None),
            cells,
            tuple(groups["languages"]),
            tuple(groups["schemes"]),
            tuple(groups["figures"]),
            tuple(pairs["classes"]),
            tuple(pairs["iri"]),
        )

    def _outside(self, tree: Tree, at: str, kind: str) -> list[tuple[str, str]]:
        """Return outside classes and ours, or registers and beginnings of IRIs."""
        found = []
        for name, text in self._pairs(tree, at):
            line = tree.lines[name]
            if kind == "classes":
                iri = expanded(name, self.prefixes)
                if iri is None:
                    self.unknown_name(line, at, name)
                elif self.known_class(line, f"{at}.{name}", text):
                    found.append((iri, text))
            elif self.known_scheme(line, at, name):
                found.append((name, text))
        return found

    def _links(self, tree: Tree | None, bodies: MappingOf[str, BodySpec]) -> list[LinkSpec]:
        if tree is None:
            return []
        if tree.items is None:
            self.fault(tree.line, message("{key} is a list: lines that begin with -", key="links"))
            return []
        found = []
        for number, node in enumerate(tree.items, 1):
            link = self._link(node, f"links[{number}]", bodies)
            if link is not None:
                found.append(link)
        return found

    def _link(self, tree: Tree, at: str, bodies: MappingOf[str, BodySpec]) -> LinkSpec | None:
        said = (tree.keys or {}).get("kind")
        kind = self.text(said, f"{at}.kind") if said is not None else None
        if kind not in LINKS:
            self.fault(
                tree.lines.get("kind", tree.line),
                message("{key}: no kind of link {name!r}", key=f"{at}.kind", name=kind or ""),
                closest(kind or "", LINKS) or message("use {words}", words=", ".join(LINKS)),
            )
            return None
        keys = LINKS[kind]
        extra = ("kind", "node") if self.kind == "rdf" else ("kind",)
        nodes = self.section(tree, at, {**dict.fromkeys(extra, Key("text", "")), **keys})
        ends: list[str | Path] = []
        cells = {}
        for key, declared in keys.items():
            if key not in nodes:
                continue
            if declared.kind == "end":
                ends += self._end(nodes[key], f"{at}.{key}", bodies)
            elif (cell := self.cell(nodes[key], f"{at}.{key}", declared.kind)) is not None:
                cells[key] = cell
        outside = ""
        if self.kind == "rdf" and "node" in nodes:
            name = self.text(nodes["node"], f"{at}.node") or ""
            outside = expanded(name, self.prefixes) or ""
            if not outside:
                self.unknown_name(nodes["node"].line, f"{at}.node", name)
        if len(ends) != 2:
            return None
        if self.kind == "rdf" and not outside and SELF not in ends:
            self.fault(
                tree.line,
                message("{key}: neither end is the thing itself", key=at),
                message('write "." for one end, or name the class of the link under node'),
            )
        if self.kind == "table" and ends[0] == ends[1]:
            self.fault(tree.line, message("{key}: both ends are the same body", key=at))
        return LinkSpec(kind, (ends[0], ends[1]), cells, outside)

    def _end(self, node: Tree, at: str, bodies: MappingOf[str, BodySpec]) -> Sequence[str | Path]:
        text = self.text(node, at)
        if text is None:
            return []
        if self.kind == "rdf":
            path = parse_path(text, self.prefixes)
            if isinstance(path, str):
                self.unknown_name(node.line, at, path)
                return []
            return [path]
        if text not in bodies:
            self.fault(
                node.line,
                message("{key}: no body {name!r} under bodies", key=at, name=text),
                closest(text, bodies) or message("use {words}", words=", ".join(bodies)),
            )
            return []
        return [text]

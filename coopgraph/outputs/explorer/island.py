"""Pack the view model into the JSON island of the page, small and inert.

Every text that occurs more than once is kept once: pairs of languages, lines of evidence. The
page's script (``static/model.js``) unpacks it. The characters that could end the island or start
markup are written as escapes, so that no text of the data is ever read as HTML.
"""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

from coopgraph.invisible import HIDDEN_CLASS
from coopgraph.namespaces import ID_NS
from coopgraph.outputs.explorer.areas import areas_of, place_of, places_of
from coopgraph.outputs.explorer.legend import LINK_LEGEND, NODE_LEGEND
from coopgraph.outputs.explorer.views import (
    EvidenceView,
    ExplorerModel,
    FactView,
    LinkView,
    NodeView,
    Pair,
)
from coopgraph.outputs.safe_text import visible

__all__ = ["deflate", "escape_json", "inflate", "pack_model", "packed_bytes"]

_T = TypeVar("_T", bound=Hashable)

_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})
#: As it stands in JSON, where controls are escapes.
_HIDDEN = re.compile(rf"[{HIDDEN_CLASS}]|\\u00[01]|\\[bfr]")


def escape_json(value: Any) -> str:
    r"""Return compact JSON that may stand in any HTML element; what is hidden in texts is U+FFFD.

    Examples
    --------
    >>> escape_json({"a": "</script>"}), escape_json(["a\u202eb"])
    ('{"a":"\\u003c/script\\u003e"}', '["a\ufffdb"]')
    """
    text = _compact(value)
    # Hardly ever anything is hidden: texts are looked at one by one only then.
    if _HIDDEN.search(text):
        text = _compact(_seen(value))
    return text.translate(_ESCAPES)


def _compact(value: Any) -> str:
    return json.dumps(
        value, ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=False
    )


def _seen(value: Any) -> Any:
    if isinstance(value, str):
        return visible(value)
    if isinstance(value, Mapping):
        return {_seen(key): _seen(inner) for key, inner in value.items()}
    return [_seen(inner) for inner in value] if isinstance(value, list | tuple) else value


#: Letters of base 85 that mean something in HTML, and what stands for them.
_HTML = str.maketrans("<>&", ",:.")
_BACK = str.maketrans(",:.", "<>&")


def deflate(text: str) -> str:
    """Return a text compressed (gzip) and in letters that may stand in any HTML element.

    Base 85 takes five letters for four bytes, base 64 four for three. The page inflates it with the
    browser's own ``DecompressionStream``. The same text gives the same letters with the same build
    of zlib.

    Examples
    --------
    >>> letters = deflate("accentué")
    >>> inflate(letters)
    'accentué'
    >>> set("<>&") & set(letters)
    set()
    """
    packed = gzip.compress(text.encode(), 9, mtime=0)
    return base64.b85encode(packed).decode("ascii").translate(_HTML)


def packed_bytes(letters: str) -> bytes:
    """Return the compressed bytes that letters of a page stand for.

    Parameters
    ----------
    letters
        As :func:`deflate` gives them, or as pages before it did (base 64).

    Raises
    ------
    ValueError
        If they are neither.
    """
    if letters.startswith("H4sI"):
        return base64.b64decode(letters, validate=True)
    return base64.b85decode(letters.translate(_BACK))


def inflate(letters: str) -> str:
    """Return the text that :func:`deflate` was given."""
    return gzip.decompress(packed_bytes(letters)).decode()


class _Table(Generic[_T]):
    """Values kept once, each under a number, in the order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[_T, int] = {}

    def number(self, value: _T) -> int:
        return self._numbers.setdefault(value, len(self._numbers))

    def __iter__(self) -> Iterator[_T]:
        return iter(self._numbers)


class _Packer:
    def __init__(self, model: ExplorerModel) -> None:
        self.pairs: _Table[Pair] = _Table()
        self.places = places_of(model)
        self.addresses: _Table[str] = _Table()
        self.evidence: _Table[EvidenceView] = _Table()
        self.sources = {source.id: number for number, source in enumerate(model.sources)}
        self.node_kinds = {kind.id: number for number, kind in enumerate(NODE_LEGEND)}
        self.link_kinds = {kind.id: number for number, kind in enumerate(LINK_LEGEND)}

    def text(self, pair: Pair) -> int | str:
        """Return the number of a text, or the text where the languages do not differ."""
        return pair.fr if pair.fr == pair.en else self.pairs.number(pair)

    def cites(self, items: Iterable[EvidenceView]) -> list[int]:
        return [self.evidence.number(item) for item in items]

    def address(self, value: str, url: str) -> int | str:
        """Return the address of an identifier: a numbered start if it ends in the value."""
        if not url.endswith(value):
            return url
        return self.addresses.number(url.removesuffix(value))

    def fact(self, fact: FactView) -> list[Any]:
        row: list[Any] = [
            self.text(fact.name),
            self.text(fact.value),
            self.text(fact.narrowed),
            self.cites(fact.evidence),
            1 if fact.url and fact.url == fact.value.fr else fact.url,
        ]
        while row[-1] in ("", []):
            row.pop()
        return row

    def node(self, node: NodeView) -> dict[str, Any]:
        row = {
            "id": node.id,
            "kind": self.node_kinds[node.kind],
            "type": self.text(node.type),
            "fr": node.label.fr,
            "en": node.label.en if node.translated else "",
            "acronym": node.acronym,
            "names": [[text, self.text(nature)] for text, nature in node.names],
            "place": "" if (place := place_of(node)) is None else self.places[place],
            "identifiers": [
                [
                    self.text(i.scheme),
                    i.value,
                    self.address(i.value, i.url),
                    self.cites(i.evidence),
                ]
                for i in node.identifiers
            ],
            "facts": [self.fact(fact) for fact in node.facts],
            "evidence": self.cites(node.evidence),
            "region": self.text(node.region),
            "country": self.text(node.country),
            "further": [[self.text(name) for name in chain] for chain in node.further],
            "themes": [self.text(theme) for theme in node.themes],
            "start": node.start,
            "end": node.end,
            "unit": node.unit,
            "days": list(node.days) if any(node.days) else "",
            "terms": [list(term) for term in node.terms],
            "holes": [list(hole) for hole in node.holes],
            "text": 1 if node.text else None,
            "national": 1 if node.national else None,
            "beyond": node.beyond or None,
            "institutes": [self.text(name) for name in node.institutes],
            "countries": [self.text(country) for country in node.countries],
        }
        return {key: value for key, value in row.items() if value not in ("", [], None)}

    def link(self, link: LinkView) -> list[Any]:
        return [
            link.tail,
            link.head,
            self.link_kinds[link.kind],
            [self.fact(fact) for fact in link.facts],
            self.cites(link.evidence),
            self.text(link.role),
            link.start,
            link.end,
            *([list(link.days)] if any(link.days) else []),
        ]


def pack_model(model: ExplorerModel) -> dict[str, Any]:
    """Return the view model as plain lists and dictionaries.

    Parameters
    ----------
    model
        The view model.

    Returns
    -------
    dict
        Ready for :func:`escape_json`. A text is a number (of ``pairs``) where the languages
        differ, else a string; evidence is a number of ``evidence``, whose rows are source number,
        locator, confidence, remark and, if there is one, the passage; an address is a number (of
        ``addresses``) to which the value is added, else a string.
    """
    packer = _Packer(model)
    nodes = [packer.node(node) for node in model.nodes]
    links = [packer.link(link) for link in model.links]
    places = [[packer.text(name) for name in place.names] for place in packer.places]
    evidence = [
        [
            packer.sources[item.source],
            item.locator,
            packer.text(item.confidence),
            item.note,
            *filter(None, [model.passages.get((item.source, item.locator))]),
        ]
        for item in packer.evidence
    ]
    sources = [
        [
            source.id,
            source.title,
            packer.text(source.kind),
            source.url,
            packer.text(source.dated),
            source.language,
        ]
        for source in model.sources
    ]
    return {
        "title": list(model.title),
        "base": ID_NS,
        "asOf": model.as_of,
        "lang": model.lang,
        "headline": list(model.headline),
        "vintage": [list(line) for line in model.vintage],
        "focus": model.focus,
        "untied": model.untied,
        "nodeKinds": [[kind.id, kind.fr, kind.en, kind.shape, kind.hex] for kind in NODE_LEGEND],
        "linkKinds": [[kind.id, kind.fr, kind.en, list(kind.dashes)] for kind in LINK_LEGEND],
        "places": places,
        "sites": list(areas_of(model).site),
        "addresses": list(packer.addresses),
        "pairs": [list(pair) for pair in packer.pairs],
        "sources": sources,
        "evidence": evidence,
        "nodes": nodes,
        "links": links,
        "strings": {lang: dict(texts) for lang, texts in model.strings.items()},
    }

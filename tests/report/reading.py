"""HTML taken apart by the parser of the standard library, for tests of what readers see."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

__all__ = ["Reading", "html_of"]


@dataclass
class Reading:
    """What a page holds; texts with blanks as readers see them."""

    headings: list[tuple[str, str]] = field(default_factory=list)
    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Return all text, blanks made one."""
        return " ".join(" ".join(self.words).split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.reading = Reading()
        self._parts: list[str] = []
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        reading = self.reading
        reading.tags.add(tag)
        given = dict(attrs)
        if given.get("id"):
            reading.ids.append(given["id"] or "")
        if tag == "a" and given.get("href"):
            reading.links.append(given["href"] or "")
        if tag in ("script", "style"):
            self._skipped += 1
        elif tag == "table":
            reading.tables.append([])
        elif tag == "tr" and reading.tables:
            reading.tables[-1].append([])
        if tag in ("p", "td", "th", "li", "code", "h1", "h2", "h3", "h4", "h5", "h6"):
            self._parts = []

    def handle_endtag(self, tag: str) -> None:
        raw = "".join(self._parts)
        text = " ".join(raw.split())
        if tag in ("script", "style"):
            self._skipped -= 1
        elif tag == "p":
            self.reading.paragraphs.append(text)
        elif tag in ("td", "th") and self.reading.tables:
            self.reading.tables[-1][-1].append(text)
        elif tag == "code":
            self.reading.code.append(raw)
        elif tag[0] == "h" and tag[1:].isdigit():
            self.reading.headings.append((tag, text))

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._parts.append(data)
            self.reading.words.append(data)


def html_of(text: str) -> Reading:
    """Take a page apart."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.reading

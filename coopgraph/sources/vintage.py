"""How old the picture is: a few sentences about the sources, printed on every product."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

__all__ = ["SourceInfo", "vintage"]


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A source as the graph describes it.

    Attributes
    ----------
    id
        Its id in the tables.
    kind
        ``document``, ``register``, ``page`` or ``standard``.
    title
        Title or short description.
    url
        Address, empty if none is known.
    published, describes, retrieved
        As in the table of sources; empty if not known.
    """

    id: str
    kind: str
    title: str
    url: str = ""
    published: str = ""
    describes: str = ""
    retrieved: str = ""


_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")

_WORDS = {
    "fr": {
        "register": "Registres et leur état : {list}.",
        "register_one": "Registre et son état : {list}.",
        "document": "{n} documents décrivant la période {span}.",
        "document_one": "1 document décrivant la période {span}.",
        "page": "{n} pages publiques datées de {span}.",
        "page_one": "1 page publique datée de {span}.",
        "undated": "{n} sources sans date connue.",
        "undated_one": "1 source sans date connue.",
        "unknown": "date inconnue",
    },
    "en": {
        "register": "Registers and their state: {list}.",
        "register_one": "Register and its state: {list}.",
        "document": "{n} documents describing {span}.",
        "document_one": "1 document describing {span}.",
        "page": "{n} public pages dated {span}.",
        "page_one": "1 public page dated {span}.",
        "undated": "{n} sources of unknown date.",
        "undated_one": "1 source of unknown date.",
        "unknown": "date unknown",
    },
}


def _span(texts: Iterable[str]) -> str:
    years = sorted(int(year) for text in texts for year in _YEAR.findall(text))
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _counted(words: dict[str, str], name: str, number: int, span: str = "") -> str:
    return words[f"{name}_one" if number == 1 else name].format(n=number, span=span)


def vintage(sources: Sequence[SourceInfo], lang: str = "fr") -> tuple[str, ...]:
    """Say how old the picture is.

    Parameters
    ----------
    sources
        The sources of the landscape.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    tuple of str
        One sentence each for registers, documents, pages and undated sources.

    Examples
    --------
    >>> vintage([SourceInfo("r", "register", "RNSR", describes="2022-02")], "en")
    ('Register and its state: RNSR 2022-02.',)
    """
    words = _WORDS[lang]
    registers: dict[str, list[str]] = {}
    for source in sorted(sources, key=lambda source: source.id):
        if source.kind == "register":
            short = re.split(r"[:,(]", source.title, maxsplit=1)[0].strip()
            state = source.describes or source.published or words["unknown"]
            registers.setdefault(short, []).append(state)
    lines = []
    if registers:
        listed = "; ".join(f"{title} {', '.join(states)}" for title, states in registers.items())
        lines.append(
            words["register_one" if len(registers) == 1 else "register"].format(list=listed)
        )
    undated = 0
    for kind in ("document", "page"):
        chosen = [source for source in sources if source.kind == kind]
        dated = [s for s in chosen if _YEAR.search(s.describes or s.published)]
        undated += len(chosen) - len(dated)
        if dated:
            span = _span(s.describes or s.published for s in dated)
            lines.append(_counted(words, kind, len(dated), span))
    if undated:
        lines.append(_counted(words, "undated", undated))
    return tuple(lines)

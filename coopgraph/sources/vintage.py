"""How old the picture is: a few sentences about the sources, printed on every product.

:func:`vintage` says it in full; :func:`vintage_line` in one sentence, for below a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from coopgraph.messages import Message, counted, message

__all__ = ["SourceInfo", "vintage", "vintage_line"]


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
    title_fr, title_en
        The same in French or English, where it is in another language; empty for none.
    language
        Language of the source; empty if not known.
    url
        Address, empty if none is known.
    published, describes, retrieved
        As in the table of sources; empty if not known.
    licence
        Licence or ground of reuse; empty if not known.
    licence_fr
        The same in French, where it is a reason; empty for none.
    """

    id: str
    kind: str
    title: str
    url: str = ""
    published: str = ""
    describes: str = ""
    retrieved: str = ""
    licence: str = ""
    title_fr: str = ""
    title_en: str = ""
    language: str = ""
    licence_fr: str = ""

    def titled(self, lang: str) -> tuple[str, str]:
        """Return the title as a language has it, and the language in which that is.

        A title without a second form is a published one, in the language of its source; a
        description is in one of the two languages, its other form in the other.

        Examples
        --------
        >>> source = SourceInfo("p", "page", "FHU: home page", title_fr="FHU : page d’accueil")
        >>> source.titled("fr"), source.titled("en")
        (('FHU : page d’accueil', 'fr'), ('FHU: home page', 'en'))
        >>> SourceInfo("d", "document", "Cooperation strategy", language="en").titled("fr")
        ('Cooperation strategy', 'en')
        """
        forms = {"fr": self.title_fr, "en": self.title_en}
        if forms.get(lang):
            return forms[lang], lang
        lone = [name for name, text in forms.items() if not text]
        own = lone[0] if len(lone) == 1 else self.language
        return self.title or self.id, own

    def ground(self, lang: str) -> str:
        """Return the licence or ground of reuse, in French where it has such a form."""
        return self.licence_fr if lang == "fr" and self.licence_fr else self.licence


#: Registers that the one sentence names; the others it counts.
_NAMED: Final = 5
#: What a register is called for short: an acronym in brackets, or the one its title begins with.
_ACRONYM = re.compile(r"\(([A-Z]{3,8})\)|\A([A-Z]{3,8})\b")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")


def _span(texts: Iterable[str]) -> str:
    years = sorted(int(year) for text in texts for year in _YEAR.findall(text))
    if not years:
        return ""
    return str(years[0]) if years[0] == years[-1] else f"{years[0]}–{years[-1]}"


def _dated(kind: str, number: int, span: str) -> Message:
    if kind == "document":
        return counted(
            "{n} document describing {span}.",
            "{n} documents describing {span}.",
            n=number,
            span=span,
        )
    return counted(
        "{n} public page dated {span}.", "{n} public pages dated {span}.", n=number, span=span
    )


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
    registers: dict[str, list[str]] = {}
    for source in sorted(sources, key=lambda source: source.id):
        if source.kind == "register":
            short = re.split(r"[:,(]", source.titled(lang)[0], maxsplit=1)[0].strip()
            unknown = message("date unknown").in_language(lang)
            registers.setdefault(short, []).append(source.describes or source.published or unknown)
    lines: list[Message] = []
    if registers:
        said = [f"{title} {', '.join(states)}" for title, states in registers.items()]
        listed = ("\N{NO-BREAK SPACE}; " if lang == "fr" else "; ").join(said)
        lines.append(
            counted(
                "Register and its state: {list}.",
                "Registers and their state: {list}.",
                n=len(registers),
                list=listed,
            )
        )
    undated = 0
    for kind in ("document", "page"):
        chosen = [source for source in sources if source.kind == kind]
        dated = [s for s in chosen if _YEAR.search(s.describes or s.published)]
        undated += len(chosen) - len(dated)
        if dated:
            span = _span(s.describes or s.published for s in dated)
            lines.append(_dated(kind, len(dated), span))
    if undated:
        lines.append(
            counted("{n} source of unknown date.", "{n} sources of unknown date.", n=undated)
        )
    return tuple(line.in_language(lang) for line in lines)


def vintage_line(sources: Sequence[SourceInfo], lang: str = "fr") -> str:
    """Say in one sentence how old the picture is.

    Parameters
    ----------
    sources
        The sources of the landscape.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    str
        Registers by their acronyms, each with its latest state, then the years of documents and
        pages; empty if there are no sources.

    Examples
    --------
    >>> registers = [SourceInfo("r", "register", "Répertoire (RNSR)", describes="2022-02")]
    >>> vintage_line([*registers, SourceInfo("d", "document", "D", published="2016")], "en")
    'Sources: registers RNSR 2022-02; documents 2016.'
    """
    states: dict[str, str] = {}
    others = 0
    for source in sorted(sources, key=lambda source: source.id):
        if source.kind == "register":
            state = source.describes or source.published
            if (found := _ACRONYM.search(source.title)) and state:
                name = found[1] or found[2]
                states[name] = max(states.get(name, ""), state)
            else:
                others += 1
    named = list(states.items())[:_NAMED]
    others += len(states) - len(named)
    listed = ", ".join(f"{name} {state}" for name, state in named)
    parts: list[Message] = []
    if named and others:
        parts.append(
            counted(
                "registers {list} and {n} other", "registers {list} and {n} others",
                n=others, list=listed,
            )
        )  # fmt: skip
    elif named:
        parts.append(message("registers {list}", list=listed))
    elif others:
        parts.append(counted("{n} register", "{n} registers", n=others))
    for kind in ("document", "page"):
        span = _span(s.describes or s.published for s in sources if s.kind == kind)
        if span and kind == "document":
            parts.append(message("documents {span}", span=span))
        elif span:
            parts.append(message("pages {span}", span=span))
    if not parts:
        return ""
    said = ("\N{NO-BREAK SPACE}; " if lang == "fr" else "; ").join(
        part.in_language(lang) for part in parts
    )
    return message("Sources: {list}.", list=said).in_language(lang)

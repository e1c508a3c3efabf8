"""Sources and records as the chapters of a report name them: short, and leading somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.gaps.names import TYPE_NAMES
from coopgraph.analysis.gaps.records import Evidence, Gap
from coopgraph.outputs.report.blocks import Cell, Line, Marked, Span, line, record_anchor
from coopgraph.outputs.report.values import semicolons
from coopgraph.sources.locators import shown_locator

if TYPE_CHECKING:
    from coopgraph.outputs.report.findings import Findings
    from coopgraph.sources.vintage import SourceInfo

__all__ = ["led", "quoting", "source_id", "source_name", "source_names"]

_LONGEST: Final = 44
_COLON: Final = re.compile(r"\s?: ")
_ACRONYM: Final = re.compile(r"\(([A-Z]{3,8})\)|\A([A-Z]{3,8})\b")


def source_id(item: Evidence) -> str:
    """Return the id of the source of a statement in the tables."""
    return item.source.rpartition("/")[2]


def source_name(item: Evidence, sources: Mapping[str, SourceInfo], lang: str) -> tuple[str, str]:
    """Return the name of a source as it fits into a table, and the language in which it is.

    Of a title the part before the colon is enough, of a register its acronym; a source without
    either goes by its id. Both are empty if no source is known.

    Parameters
    ----------
    item
        A statement.
    sources
        The sources by id.
    lang
        Language of the report.

    Examples
    --------
    >>> from coopgraph.analysis.gaps.records import Bilingual
    >>> from coopgraph.sources.vintage import SourceInfo
    >>> page = SourceInfo("p", "page", "AP-HP: three SIRIC", title_fr="AP-HP : trois SIRIC")
    >>> fact = Evidence(Bilingual("8", "8"), "x", "doc/p", page.title, "l. 3", "high")
    >>> source_name(fact, {"p": page}, "fr"), source_name(fact, {"p": page}, "en")
    (('AP-HP', 'fr'), ('AP-HP', 'en'))
    """
    if not item.source:
        return "", ""
    source = sources.get(source_id(item))
    title, tongue = source.titled(lang) if source else (item.source_title, "")
    if source and source.kind == "register" and (short := _ACRONYM.search(title)):
        return short[1] or short[2], lang
    name = _COLON.split(title, maxsplit=1)[0].strip() or source_id(item)
    return (name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"), tongue


def source_names(findings: Findings, items: Iterable[Evidence], *, places: bool = False) -> Cell:
    """Return the names of the sources of several statements, each once.

    Parameters
    ----------
    findings
        Everything that was found, for the sources and the language.
    items
        Statements with their sources.
    places
        Whether the places in each source follow its name: of each the narrowest part.

    Returns
    -------
    str or Marked
        Names joined by semicolons, marked with their language if all are in one that is not that
        of the report; those of unknown source are left out.
    """
    lang = findings.lang
    found: dict[str, list[str]] = {}
    tongues = set()
    for item in items:
        name, tongue = source_name(item, findings.by_id, lang)
        if name:
            tongues.add(tongue)
            place = shown_locator(item.locator, lang).rpartition(", ")[2] if places else ""
            found.setdefault(name, []).append(place)
    texts = [", ".join([name, *filter(None, dict.fromkeys(at))]) for name, at in found.items()]
    said, tongue = semicolons(texts, lang), tongues.pop() if len(tongues) == 1 else ""
    return said if tongue in ("", lang) else Marked(said, lang=tongue)


def quoting(text: str, titles: Mapping[str, str], lang: str, *, strong: bool = False) -> Line:
    """Return a sentence in which titles are marked with their language.

    Parameters
    ----------
    text
        The sentence.
    titles
        Titles that may stand in it, and their languages.
    lang
        Language of the report.
    strong
        Whether the sentence is set in bold.

    Examples
    --------
    >>> [(run.text, run.lang) for run in quoting("De « Tools » :", {"Tools": "en"}, "fr")]
    [('De « ', ''), ('Tools', 'en'), (' » :', '')]
    """
    foreign = sorted((t for t in titles if t and titles[t] not in ("", lang)), key=len)
    for title in reversed(foreign):
        before, found, after = text.partition(title)
        if found:
            return (
                *quoting(before, titles, lang, strong=strong),
                Span(title, strong=strong, lang=titles[title]),
                *quoting(after, titles, lang, strong=strong),
            )
    return line(Span(text, strong=strong)) if text else ()


def led(findings: Findings, gaps: Sequence[Gap]) -> Marked:
    """Return how many records there are, leading to the first of them in the annex.

    Records of one type and status follow each other there. Those of types that the report was not
    asked for are counted and lead nowhere.
    """
    known = [gap for gap in gaps if gap.id in findings.codes]
    if not known:
        return Marked(len(gaps))
    first = min(known, key=lambda gap: (list(TYPE_NAMES).index(gap.type), gap.sort_key))
    return Marked(len(gaps), href=f"#{record_anchor(findings.codes[first.id])}")

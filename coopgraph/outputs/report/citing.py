"""Sources and records as the chapters of a report name them: short, and leading somewhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from coopgraph.analysis.gaps.names import TYPE_NAMES
from coopgraph.analysis.gaps.records import Evidence, Gap, Language
from coopgraph.outputs.report.blocks import Marked, record_anchor
from coopgraph.outputs.report.findings import Findings
from coopgraph.sources.locators import shown_locator

__all__ = ["led", "source_name", "source_names"]

_LONGEST: Final = 44


def source_name(item: Evidence) -> str:
    """Return the name of a source as it fits into a table; empty if none is known.

    Of a title the part before the colon is enough; a source without one goes by its id.

    Examples
    --------
    >>> from coopgraph.analysis.gaps.records import Bilingual
    >>> said = Bilingual("8", "8")
    >>> source_name(Evidence(said, "x", "doc/p", "AP-HP: three SIRIC labelled", "l. 3", "high"))
    'AP-HP'
    """
    if not item.source:
        return ""
    name = item.source_title.partition(": ")[0].strip() or item.source.rpartition("/")[2]
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1].rstrip() + "…"


def source_names(items: Iterable[Evidence], lang: Language, *, places: bool = False) -> str:
    """Return the names of the sources of several statements, each once.

    Parameters
    ----------
    items
        Statements with their sources.
    lang
        Language of the report.
    places
        Whether the places in each source follow its name: of each the narrowest part.

    Returns
    -------
    str
        Names joined by semicolons; those of unknown source are left out.
    """
    found: dict[str, list[str]] = {}
    for item in items:
        if name := source_name(item):
            place = shown_locator(item.locator, lang).rpartition(", ")[2] if places else ""
            found.setdefault(name, []).append(place)
    texts = [", ".join([name, *filter(None, dict.fromkeys(at))]) for name, at in found.items()]
    return (" ; " if lang == "fr" else "; ").join(texts)


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

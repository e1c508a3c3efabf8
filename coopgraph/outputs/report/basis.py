"""What a record rests on, in a few words: for the annex and for workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from coopgraph.analysis.gaps.records import Gap, Language
from coopgraph.messages import counted
from coopgraph.outputs.report.citing import source_name
from coopgraph.outputs.report.values import semicolons
from coopgraph.sources.locators import shown_locator

if TYPE_CHECKING:
    from coopgraph.sources.vintage import SourceInfo

__all__ = ["basis_text"]

#: Statements and near misses of a record that are told; the data formats hold them all.
_SHOWN: Final = 3


def basis_text(gap: Gap, lang: Language, sources: Mapping[str, SourceInfo]) -> str:
    """Return what a record rests on: statements with sources, searches, near misses.

    Parameters
    ----------
    gap
        The record.
    lang
        Language of the text.
    sources
        The sources by id, for their names.
    """
    texts = []
    for item in gap.evidence[:_SHOWN]:
        place = shown_locator(item.locator, lang)
        source = ", ".join(filter(None, (source_name(item, sources, lang)[0], place)))
        texts.append(f"{item.statement[lang]} [{source}]" if source else item.statement[lang])
    if len(gap.evidence) > _SHOWN:
        more = counted("{n} more statement", "{n} more statements", n=len(gap.evidence) - _SHOWN)
        texts.append(more.in_language(lang))
    texts += [
        counted(
            "searched: {what} ({count}), {n} matching",
            "searched: {what} ({count}), {n} matching",
            n=item.matches,
            count=item.count,
            what=item.what[lang],
        ).in_language(lang)
        for item in gap.searched
    ]
    colon = " : " if lang == "fr" else ": "
    texts += [f"{near.label[lang]}{colon}{near.reason[lang]}" for near in gap.near_misses[:_SHOWN]]
    return semicolons(texts, lang)

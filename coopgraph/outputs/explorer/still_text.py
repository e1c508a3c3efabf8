"""What the page says where no script runs: figure, entities and gaps, readable in both languages.

What differs between the languages stands once in each, marked with its language; entities stand
once, with their name in the other language beside, since two lists of thousands would double the
file.
"""

from __future__ import annotations

import datetime
from typing import Any

from coopgraph.analysis.gaps.wording import day_text
from coopgraph.outputs.explorer.gap_text import plain_gaps
from coopgraph.outputs.explorer.gap_views import GapList
from coopgraph.outputs.explorer.legend import NODE_LEGEND
from coopgraph.outputs.explorer.views import ExplorerModel, NodeView

__all__ = ["as_of_words", "still_text"]

#: So many entities are listed for readers without scripts; of more, the most linked.
LISTED = 5_000


def as_of_words(model: ExplorerModel, lang: str) -> str:
    """Say at which day the landscape is looked at, as the page's script does; empty if at none.

    Parameters
    ----------
    model
        The view model.
    lang
        ``fr`` or ``en``.
    """
    if not model.as_of:
        return ""
    words = day_text(datetime.date.fromisoformat(model.as_of))
    day = words.en if lang == "en" else words.fr
    return model.strings[lang]["as_of"].replace("{date}", day)


def still_text(model: ExplorerModel, gaps: GapList, marks: int, links: int) -> dict[str, Any]:
    """Return the texts of the page without scripts, for the template.

    Parameters
    ----------
    model
        The view model.
    gaps
        Gap records.
    marks, links
        How many marks and lines the static figure draws.

    Returns
    -------
    dict
        ``languages``: one entry a language, that of the page first, with title, caption, vintage
        and gaps; ``kinds``: names of kinds, each with its entities as parts in one language.
    """
    order = ("en", "fr") if model.lang == "en" else ("fr", "en")
    number = range(len(model.nodes))
    listed = sorted(number, key=lambda n: (-model.nodes[n].links, n))[:LISTED]
    kinds = []
    for kind in NODE_LEGEND:
        own = [model.nodes[n] for n in sorted(listed) if model.nodes[n].kind == kind.id]
        if own:
            names = {"fr": kind.fr, "en": kind.en}
            kinds.append(
                {
                    "names": [(lang, names[lang]) for lang in order],
                    "all": sum(node.kind == kind.id for node in model.nodes),
                    "nodes": [_parts(node, model.lang) for node in own],
                }
            )
    languages = [_language(model, gaps, lang, (marks, links, len(listed))) for lang in order]
    return {"languages": languages, "kinds": kinds}


def _language(
    model: ExplorerModel, gaps: GapList, lang: str, counts: tuple[int, int, int]
) -> dict[str, Any]:
    side = 1 if lang == "en" else 0
    texts = model.strings[lang]
    every = str(len(model.nodes))
    marks, links, listed = counts
    most = texts["still.most"].replace("{n}", str(listed)).replace("{all}", every)
    return {
        "lang": lang,
        "t": texts,
        "title": model.title[side],
        "headline": model.headline[side],
        "as_of": as_of_words(model, lang),
        "vintage": [line[side] for line in model.vintage],
        "caption": texts["figure.caption"]
        .replace("{marks}", str(marks))
        .replace("{all}", every)
        .replace("{links}", str(links)),
        "most": most if listed < len(model.nodes) else "",
        "gaps": plain_gaps(gaps, lang),
    }


def _parts(node: NodeView, lang: str) -> list[tuple[str, str]]:
    """Return the name with its place, and the name in the other language if there is one.

    Each part is a language and a text; the language is empty where it is that of the page.
    """
    first = lang if node.translated else "fr"
    parts: list[tuple[str, str]] = []
    for one in (first, "en" if first == "fr" else "fr"):
        side = 1 if one == "en" else 0
        words = node.label[side]
        if parts and (not node.translated or words == node.label[1 - side]):
            break
        if not parts:
            cities = [place[side] for place in node.place[:1]]
            cities += [
                next((name[side] for name in chain if name.fr), "") for chain in node.further
            ]
            words = ", ".join(dict.fromkeys([words, *filter(None, cities)]))
        parts.append(("" if one == lang else one, words))
    return parts

"""Chains between two bodies as tables: one row per shared collective, or a block per chain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from coopgraph.messages import counted, message
from coopgraph.outputs.network_words import NetworkWords
from coopgraph.outputs.tables import Cell, Table

if TYPE_CHECKING:
    import networkx as nx

    from coopgraph.analysis.networks.paths import EvidencePath, PathAnswer, Step

__all__ = ["flat_path_table", "path_table"]

#: Columns of the flat table.
COLUMNS: Final = (
    "path",
    "hops",
    "hop",
    "one",
    "one_label",
    "other",
    "other_label",
    "collective",
    "collective_label",
    "collective_class",
    "one_roles",
    "other_roles",
    "start_year",
    "end_year",
    "sources",
    "confidence",
)
#: Collectives shown of a hop on a terminal unless all are asked for.
_SHOWN: Final = 4


def flat_path_table(answer: PathAnswer, landscape: nx.MultiDiGraph[str], lang: str) -> Table:
    """Return one row per chain, hop and shared collective.

    Parameters
    ----------
    answer
        What was found.
    landscape
        The projection ``landscape``, for names and evidence.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Table
        Columns :data:`COLUMNS`; several sources of a membership are joined by ``; ``.
    """
    words = NetworkWords(landscape, lang)
    rows: list[tuple[Cell, ...]] = []
    for number, path in enumerate(answer.paths, 1):
        for place, step in enumerate(path.steps, 1):
            for collective, ties in step.ties.items():
                rows.append(
                    (
                        number,
                        len(path),
                        place,
                        step.one,
                        words.node(step.one),
                        step.other,
                        words.node(step.other),
                        collective,
                        words.node(collective),
                        words.kind(collective),
                        words.roles(ties, step.one),
                        words.roles(ties, step.other),
                        _year(tie.start for tie in ties) or words.own(collective, "start"),
                        _year(tie.end for tie in ties) or words.own(collective, "end"),
                        words.sources(ties),
                        words.confidences(ties),
                    )
                )
    return Table(COLUMNS, rows, title=_title(answer, words), notes=_notes(answer, words))


def path_table(
    answer: PathAnswer, landscape: nx.MultiDiGraph[str], lang: str, *, all_lines: bool = False
) -> Table:
    """Return the chains for a reader: a block per chain, a line per shared collective.

    Parameters
    ----------
    answer
        What was found.
    landscape
        The projection ``landscape``, for names and evidence.
    lang
        ``fr`` or ``en``.
    all_lines
        Whether hops with many shared collectives are printed whole.

    Returns
    -------
    Table
    """
    words = NetworkWords(landscape, lang)
    french = lang == "fr"
    rows: list[tuple[Cell, ...]] = []
    for number, path in enumerate(answer.paths, 1):
        head = f"{number}. {_chain(path, words)}"
        for step in path.steps:
            rows.extend((head, *cells) for cells in _hop(step, words, all_lines))
    columns = (
        ("chaîne", "de – à", "par", "rôles", "source")
        if french
        else ("chain", "from – to", "through", "roles", "source")
    )
    return Table(
        columns,
        rows,
        title=_title(answer, words),
        notes=_notes(answer, words),
        group=(columns[0],),
    )


def _hop(step: Step, words: NetworkWords, all_lines: bool) -> list[tuple[Cell, ...]]:
    shown = list(step.ties.items())
    rest = 0 if all_lines else len(shown) - _SHOWN
    if rest == 1:
        rest = 0
    lines: list[tuple[Cell, ...]] = []
    ends = f"{words.short(step.one)} – {words.short(step.other)}"
    for collective, ties in shown[: len(shown) - rest if rest > 0 else None]:
        roles = [words.roles(ties, end) for end in (step.one, step.other) if end != collective]
        lines.append(
            (
                ends,
                f"{words.node(collective)} ({words.kind(collective)})",
                " / ".join(dict.fromkeys(roles)),
                words.sources(ties),
            )
        )
    if rest > 0:
        more = counted("and {n} more (--all)", "and {n} more (--all)", n=rest)
        lines.append((ends, words.say(more), None, None))
    return lines


def _chain(path: EvidencePath, words: NetworkWords) -> str:
    hops = words.say(counted("{n} hop", "{n} hops", n=len(path)))
    return f"{' – '.join(words.short(node) for node in path.nodes)} ({hops})"


def _title(answer: PathAnswer, words: NetworkWords) -> str:
    return words.say(
        message(
            "How {one} and {other} are linked ({n})",
            one=words.node(answer.one),
            other=words.node(answer.other),
            n=len(answer.paths),
        )
    )


def _notes(answer: PathAnswer, words: NetworkWords) -> tuple[str, ...]:
    notes = []
    if answer.reason is not None:
        notes.append(message("No chain: {reason}.", reason=answer.reason))
    if answer.more:
        notes.append(message("There are more chains of the same length: --most N lists more."))
    notes.append(
        message(
            "Chains of memberships, fewest hops first, then those whose weakest hop rests on most "
            "collectives. That memberships are stated does not say that the two ends have met."
        )
    )
    return tuple(words.say(note) for note in notes)


def _year(years: Iterable[int | None]) -> int | None:
    known = {year for year in years if year is not None}
    return known.pop() if len(known) == 1 else None

"""Tables of what names were found to mean, what is to be decided, how often that is right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from coopgraph.importing.places import commune
from coopgraph.messages import message, translated
from coopgraph.outputs.tables import Cell, Table
from coopgraph.reconciliation.bodies import Body
from coopgraph.reconciliation.evaluation import Figures
from coopgraph.reconciliation.matcher import Answer, Candidate
from coopgraph.reconciliation.normalisation import fold, pieces
from coopgraph.reconciliation.parts import Asked
from coopgraph.reconciliation.reviews import REVIEW_COLUMNS

__all__ = ["answers_table", "evaluation_table", "review_table"]

_WORDS: Final = {
    "matched": message("matched"),
    "review": message("to review"),
    "none": message("none"),
}
_BY: Final = {
    "score": message("score"),
    "identifier": message("identifier"),
    "number": message("unit number"),
    "person": message("person"),
}
#: Columns of the answers: what was asked, and what was found.
_SUBJECT: Final = ("number", "text")
_FOUND: Final = (
    "decision", "id", "name", "score", "reasons", "city", "country", "ror", "decided_by",
)  # fmt: skip


def answers_table(
    answers: Sequence[Answer],
    lang: str,
    *,
    machine: bool,
    candidates: int,
    beside: Sequence[str] = (),
) -> Table:
    """Return every text with its answers and candidates.

    Parameters
    ----------
    answers
        In the order of the list.
    lang
        ``fr`` or ``en``.
    machine
        Whether words of the decision stay as programs know them.
    candidates
        How many candidates to list beside the answers of a text.
    beside
        Headings of the cells that a list has beside the texts: their columns follow the text. A
        heading of ours gets a number after it there, as does one that stands twice.

    Returns
    -------
    Table
        One row per candidate; one without body for a text of which none is listed.
    """

    def said(text: object) -> str:
        return str(translated(text, lang))

    subject = (*_SUBJECT, *_headings_beside(beside))
    rows: list[tuple[Cell, ...]] = []
    for number, answer in enumerate(answers, 1):
        cells = answer.asked.beside if beside else ()
        text = (answer.asked.text, *(cell or None for cell in cells))
        matched = answer.matched
        others = [one for one in answer.candidates if one.decision != "matched"]
        listed = [*matched, *others[:candidates]]
        if not listed:
            decision: str = answer.decision if machine else said(_WORDS[answer.decision])
            by = answer.decided_by if machine else said(_BY[answer.decided_by])
            rows.append((number, *text, decision, *[None] * 7, by))
        for one in listed:
            rows.append(
                (
                    number,
                    *text,
                    one.decision if machine else said(_WORDS[one.decision]),
                    one.body.id,
                    one.body.label,
                    None if one.score is None else round(one.score, 3),
                    _listed(one, lang),
                    _city(one.body, answer.asked),
                    one.body.countries[0] if one.body.countries else None,
                    _ror(one.body),
                    one.decided_by if machine else said(_BY[one.decided_by]),
                )
            )
    return Table((*subject, *_FOUND), rows, group=() if machine else subject)


def _headings_beside(headings: Sequence[str]) -> list[str]:
    """Return headings of a list, told apart from ours and from each other."""
    taken = set(_SUBJECT + _FOUND)
    made = []
    for heading in headings:
        name, number = heading, 1
        while name.casefold() in taken:
            number += 1
            name = f"{heading}_{number}"
        taken.add(name.casefold())
        made.append(name)
    return made


def review_table(answers: Sequence[Answer], lang: str) -> Table:
    """Return the candidates of the texts that somebody should look at, with a blank to fill in.

    Parameters
    ----------
    answers
        All answers.
    lang
        Language of the reasons.

    Returns
    -------
    Table
        Columns of :data:`~coopgraph.reconciliation.reviews.REVIEW_COLUMNS`: first the texts that
        are open, then those that nothing answers, which ``found`` tells apart. What a person
        decided or refused is not asked again.
    """
    unanswered = [one for one in answers if one.decision == "none" and one.decided_by != "person"]
    rows: list[tuple[Cell, ...]] = []
    for answer in (*(one for one in answers if one.open), *unanswered):
        found = str(translated(_WORDS["review" if answer.open else "none"], lang))
        given = (answer.asked.text, answer.asked.city or None, None)
        asked = [one for one in answer.candidates if one.decided_by != "person"]
        if not asked:
            rows.append((*given, *[None] * 6, found))
        for one in asked:
            rows.append(
                (
                    *given,
                    one.body.id,
                    one.body.label,
                    None if one.score is None else round(one.score, 3),
                    _listed(one, lang),
                    _city(one.body, answer.asked),
                    one.body.countries[0] if one.body.countries else None,
                    found,
                )
            )
    return Table(REVIEW_COLUMNS, rows)


def evaluation_table(rows: Sequence[tuple[str, str, float, Figures]], lang: str) -> Table:
    """Return precision, recall and F1 with their intervals.

    Parameters
    ----------
    rows
        Set of strings, method, threshold, figures.
    lang
        ``fr`` or ``en``.

    Returns
    -------
    Table
        One row per set, method and threshold.
    """
    columns = (
        "set", "method", "threshold", "strings", "labels", "labels_known",
        "precision", "precision_low", "precision_high", "recall", "f1",
        "recall_known", "f1_known", "f1_known_low", "f1_known_high",
    )  # fmt: skip
    made: list[tuple[Cell, ...]] = []
    for name, method, threshold, found in rows:
        figures = (
            *found.precision, found.recall[0], found.f1[0], found.recall_known[0], *found.f1_known
        )  # fmt: skip
        made.append(
            (
                name, method, threshold, found.strings, found.labels, found.known,
                *(round(figure, 3) for figure in figures),
            )
        )  # fmt: skip
    note = message(
        "Strings of the half that taught nothing. “known”: labels that the registry at hand has; "
        "what it has not, nobody could find. Low and high: 95 %, strings drawn with replacement."
    )
    return Table(columns, made, notes=(str(translated(note, lang)),))


def _listed(one: Candidate, lang: str) -> str:
    mark = "\N{NO-BREAK SPACE}; " if lang == "fr" else "; "
    return mark.join(str(translated(reason, lang)) for reason in one.reasons)


def _city(body: Body, asked: Asked) -> str | None:
    """Return the city of a body that the text means, else its first one.

    Of several the one that is given beside the text, then one that stands by itself.
    """
    given = fold(commune(asked.city) or "")
    alone = {fold(piece) for piece in pieces(asked.text)}
    said = f" {fold(asked.text)} {given} "
    ways: tuple[Callable[[str], bool], ...] = (
        lambda city: city == given,
        lambda city: city in alone,
        lambda city: f" {city} " in said,
        lambda _: True,
    )
    return next((city for way in ways for city in body.cities if way(fold(city))), None)


def _ror(body: Body) -> str | None:
    return next((value for scheme, value in body.identifiers if scheme == "ror"), None)

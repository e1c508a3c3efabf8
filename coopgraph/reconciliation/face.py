"""``coopgraph.reconcile``: what the command does, for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from coopgraph.curation.reader import read_tables
from coopgraph.model.entities import LandscapeInfo
from coopgraph.reconciliation.decisions import Decisions
from coopgraph.reconciliation.landscape_bodies import bodies_of_tables
from coopgraph.reconciliation.matcher import Answer, Matcher
from coopgraph.reconciliation.parts import Asked
from coopgraph.reconciliation.register import read_register
from coopgraph.resources import curated_dir

__all__ = ["make_matcher", "reconcile", "reconcile_list"]

#: Texts with an answer that tell what country a list is about.
_SEVERAL = 3


def make_matcher(
    data: Sequence[Path | str] = (),
    registry: Sequence[Path | str] = (),
    *,
    match: float | None = None,
    review: float | None = None,
) -> Matcher:
    """Return what answers texts: make it once for many calls.

    Parameters
    ----------
    data
        Folders of curated tables; the packaged landscape if neither is given.
    registry
        Dumps of ROR, instead of a landscape.
    match, review
        Scores from which a body is an answer, and from which somebody should look.

    Returns
    -------
    Matcher

    Examples
    --------
    >>> matcher = make_matcher()
    >>> [one.body.id for one in matcher.reconcile("CHRU de Lille").matched]
    ['chu-de-lille']
    """
    if registry:
        return Matcher(read_register(map(Path, registry)), match=match, review=review)
    folders = [Path(folder) for folder in data] or [curated_dir()]
    tables = read_tables(folders, needs_focus=False)
    bodies = bodies_of_tables(tables)
    focus = {row.focus for row in tables.records(LandscapeInfo)}
    homes = {code for body in bodies if body.id in focus for code in body.countries[:1]}
    home = homes.pop() if len(homes) == 1 else ""
    return Matcher(bodies, match=match, review=review, home=home)


def reconcile_list(
    matcher: Matcher, texts: Iterable[Asked], limit: int = 3, known: Decisions | None = None
) -> list[Answer]:
    """Answer the texts of a list, and take what country it is about from its answers.

    The country is that of the organisation in focus; else that of more than half of the texts
    that have an answer, if these are several. Acronyms that several bodies bear are then to be
    looked at, if one of that country does.

    Parameters
    ----------
    matcher
        What answers texts.
    texts
        The texts.
    limit
        Candidates beside the answers.
    known
        What persons decided: bodies that they refused are left out.

    Returns
    -------
    list of Answer
        In the order of the texts; what persons decided otherwise is not in it yet.
    """
    known = known or Decisions()
    asked = list(texts)
    answers = [matcher.reconcile(one, limit, without=known.not_meant(one)) for one in asked]
    home = "" if matcher.home else _country_of(answers)
    if not home:
        return answers
    return [
        matcher.reconcile(one.asked, limit, without=known.not_meant(one.asked), home=home)
        if one.decision == "none" and _has_acronym(one.asked.text)
        else one
        for one in answers
    ]


def _country_of(answers: Iterable[Answer]) -> str:
    """Return the country of the answers of more than half of the texts; blank if there is none."""
    found = [{code for one in answer.matched for code in one.body.countries} for answer in answers]
    told = [codes for codes in found if codes]
    tally = Counter(code for codes in told for code in codes).most_common(1)
    return tally[0][0] if len(told) >= _SEVERAL and 2 * tally[0][1] > len(told) else ""


def _has_acronym(text: str) -> bool:
    return any(word.isupper() for word in text.split())


def reconcile(
    texts: Iterable[str | Asked],
    *,
    data: Sequence[Path | str] = (),
    registry: Sequence[Path | str] = (),
    limit: int = 3,
) -> list[Answer]:
    """Find which bodies names or affiliations mean.

    Parameters
    ----------
    texts
        Names or affiliations, with city, country or identifiers where they are known.
    data
        Folders of curated tables; the packaged landscape if neither is given.
    registry
        Dumps of ROR, instead of a landscape.
    limit
        Candidates beside the answers.

    Returns
    -------
    list of Answer
        In the order of the texts.

    Examples
    --------
    >>> import coopgraph
    >>> (answer,) = coopgraph.reconcile(["Inserm U1016, Institut Cochin, Paris"])
    >>> [(one.body.id, one.decided_by) for one in answer.matched]
    [('u-1016', 'number')]
    """
    matcher = make_matcher(data, registry)
    asked = (Asked(text) if isinstance(text, str) else text for text in texts)
    return reconcile_list(matcher, asked, limit)

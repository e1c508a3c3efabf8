"""Things of both sides: their names, and those that go on under another id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

__all__ = ["Names", "renamed_ids"]

#: Id to French and English name.
Names = dict[str, tuple[str, str]]


def renamed_ids(
    old: Mapping[tuple[str, str], str],
    new: Mapping[tuple[str, str], str],
    known: tuple[Iterable[str], Iterable[str]],
) -> dict[str, str]:
    """Return the things that go on under another id: the same identifier of a register says so.

    Parameters
    ----------
    old, new
        Register and number to the id that has it.
    known
        All ids of the old and of the new side.

    Returns
    -------
    dict of str to str
        Old id to new id. An old id that is still in use, a new one that was in use before, and
        two that became one are not renamed.

    Examples
    --------
    >>> ror = ("ror", "https://ror.org/02feahw73")
    >>> renamed_ids({ror: "cnrs"}, {ror: "centre-cnrs"}, ({"cnrs"}, {"centre-cnrs"}))
    {'cnrs': 'centre-cnrs'}
    """
    before, after = set(known[0]), set(known[1])
    found: dict[str, set[str]] = {}
    for number, one in old.items():
        other = new.get(number)
        if other is not None and other != one and one not in after and other not in before:
            found.setdefault(one, set()).add(other)
    single = {one: next(iter(others)) for one, others in found.items() if len(others) == 1}
    taken = list(single.values())
    return {one: other for one, other in sorted(single.items()) if taken.count(other) == 1}
